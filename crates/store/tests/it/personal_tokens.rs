//! Personal access tokens.

use account::personal_token::PersonalToken;
use account::user::User;
use oauth::{Timestamp, TokenHash, TokenId, UserId};
use store::Store;

use crate::records::{DAY, NOW, add_user, after, fresh_hash, scope, user, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_token_is_found_while_it_works,
    a_token_is_stopped_by_its_member_only,
    all_tokens_of_a_member_stop_together,
    tokens_are_listed_the_newest_first,
    use_is_written_down,
    a_member_is_reminded_once,
    one_of_64_stops_counts,
    ended_tokens_leave,
}

fn token(user: UserId, number: u8, created_at: Timestamp) -> PersonalToken {
    PersonalToken {
        id: TokenId::from_bytes([number; 16]),
        user_id: user,
        name: format!("token {number}"),
        tail: "abcd".to_owned(),
        scope: scope("users:read bids:read"),
        created_at,
        expires_at: NOW + 30 * DAY,
        last_used_at: None,
    }
}

async fn add(store: &Store, token: &PersonalToken) -> TokenHash {
    let hash = fresh_hash();
    save(store, async |tx| tx.insert_personal_token(&hash, token).await).await;
    hash
}

async fn found(store: &Store, hash: &TokenHash, now: Timestamp) -> Option<PersonalToken> {
    read(store, async |reader| reader.find_personal_token(hash, now).await).await
}

async fn listed(store: &Store, user: &UserId) -> Vec<PersonalToken> {
    read(store, async |reader| reader.list_personal_tokens(user, after(9)).await).await
}

async fn ada(store: &Store) -> User {
    let ada = user("ada");
    assert!(add_user(store, &ada).await);
    ada
}

async fn a_token_is_found_while_it_works(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    let hash = add(&store, &token).await;
    assert_eq!(found(&store, &hash, after(1)).await, Some(token.clone()));
    assert_eq!(found(&store, &fresh_hash(), after(1)).await, None);
    assert_eq!(found(&store, &hash, token.expires_at).await, None);
    save(&store, async |tx| tx.set_locked(&ada.id, Some(after(2))).await).await;
    assert_eq!(found(&store, &hash, after(3)).await, None);
}

async fn a_token_is_stopped_by_its_member_only(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    let hash = add(&store, &token).await;
    let stop = async |user: UserId| {
        save(&store, async |tx| tx.stop_personal_token(&user, &token.id, after(1)).await).await
    };
    assert_eq!(stop(user_id()).await, None);
    assert!(found(&store, &hash, after(2)).await.is_some());
    assert_eq!(stop(ada.id).await, Some(token.clone()));
    assert_eq!(stop(ada.id).await, None);
    assert_eq!(found(&store, &hash, after(2)).await, None);
}

async fn all_tokens_of_a_member_stop_together(store: Store) {
    let ada = ada(&store).await;
    let bob = user("bob");
    assert!(add_user(&store, &bob).await);
    let hashes = [add(&store, &token(ada.id, 1, NOW)).await, add(&store, &token(ada.id, 2, NOW)).await];
    let his = add(&store, &token(bob.id, 3, NOW)).await;
    save(&store, async |tx| tx.stop_personal_tokens(&ada.id, after(1)).await).await;
    for hash in &hashes {
        assert_eq!(found(&store, hash, after(2)).await, None);
    }
    assert!(found(&store, &his, after(2)).await.is_some());
}

async fn tokens_are_listed_the_newest_first(store: Store) {
    let ada = ada(&store).await;
    let tokens = [token(ada.id, 1, NOW), token(ada.id, 2, after(1)), token(ada.id, 3, after(2))];
    for token in &tokens {
        add(&store, token).await;
    }
    save(&store, async |tx| tx.stop_personal_token(&ada.id, &tokens[1].id, after(3)).await).await;
    assert_eq!(listed(&store, &ada.id).await, [tokens[2].clone(), tokens[0].clone()]);
    assert_eq!(listed(&store, &user_id()).await, []);
}

async fn use_is_written_down(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    let hash = add(&store, &token).await;
    save(&store, async |tx| tx.touch_personal_token(&token.id, after(5)).await).await;
    assert_eq!(found(&store, &hash, after(6)).await.unwrap().last_used_at, Some(after(5)));
}

async fn a_member_is_reminded_once(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    add(&store, &token).await;
    let claim = async |until: Timestamp| {
        save(&store, async |tx| tx.claim_ending_personal_tokens(after(1), until, 9).await).await
    };
    assert_eq!(claim(token.expires_at).await, []);
    let until = token.expires_at + DAY;
    assert_eq!(claim(until).await, [(token, ada)]);
    assert_eq!(claim(until).await, []);
}

async fn one_of_64_stops_counts(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    add(&store, &token).await;
    let outcomes = race(|_| {
        let (store, user, id) = (store.clone(), ada.id, token.id);
        async move {
            let mut tx = store.write().await.unwrap();
            let stopped = tx.stop_personal_token(&user, &id, after(1)).await.unwrap().is_some();
            tx.commit().await.unwrap();
            stopped
        }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
}

async fn ended_tokens_leave(store: Store) {
    let ada = ada(&store).await;
    let token = token(ada.id, 1, NOW);
    add(&store, &token).await;
    let delete = async |now| save(&store, async |tx| tx.delete_expired(now, 9).await).await;
    assert_eq!(delete(token.expires_at + DAY).await, 0);
    assert_eq!(delete(token.expires_at + DAY + std::time::Duration::from_secs(1)).await, 1);
}
