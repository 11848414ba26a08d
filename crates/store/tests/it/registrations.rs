use oauth::RegistrationTokenId;
use oauth::client::dynamic::RegistrationToken;
use oauth::client::{AuthMethod, Client, GrantType};
use store::Store;

use crate::records::{DAY, NOW, after, client, fresh_hash, registration_token, user_id};
use crate::support::{attempt, race, read, save, winners};

both_engines! {
    a_token_comes_back_whole_and_in_order,
    a_token_registers_as_often_as_it_may,
    one_of_64_uses_is_the_last_one,
    a_token_that_ended_or_was_stopped_registers_nothing,
    a_program_is_proved_by_its_latest_token_only,
    one_of_64_changes_replaces_the_token,
    what_a_program_changes_is_saved,
    the_clients_of_a_member_are_counted_to_a_limit,
    ended_tokens_and_registrations_of_deleted_clients_leave,
}

fn token(number: u8, uses_left: i64) -> RegistrationToken {
    RegistrationToken { id: RegistrationTokenId::from_bytes([number; 16]), uses_left, ..registration_token() }
}

async fn add(store: &Store, token: &RegistrationToken) {
    save(store, async |tx| tx.insert_registration_token(token).await).await;
}

async fn a_token_comes_back_whole_and_in_order(store: Store) {
    let (one, two) = (token(1, 1), RegistrationToken { revoked_at: Some(NOW), ..token(2, 7) });
    add(&store, &one).await;
    add(&store, &two).await;
    let found = read(&store, async |reader| reader.find_registration_token(&two.hash).await).await;
    assert_eq!(found, Some(two.clone()));
    assert_eq!(read(&store, async |reader| reader.find_registration_token(&fresh_hash()).await).await, None);
    assert_eq!(read(&store, async |reader| reader.list_registration_tokens().await).await, [two, one]);
}

async fn a_token_registers_as_often_as_it_may(store: Store) {
    let token = token(1, 2);
    add(&store, &token).await;
    assert!(attempt(&store, async |tx| tx.spend_registration_token(&token.id, NOW).await).await);
    for expected in [true, true, false] {
        let spent = save(&store, async |tx| tx.spend_registration_token(&token.id, NOW).await).await;
        assert_eq!(spent, expected);
    }
}

async fn one_of_64_uses_is_the_last_one(store: Store) {
    let token = token(1, 1);
    add(&store, &token).await;
    let spent = race(|_| {
        let (store, id) = (store.clone(), token.id);
        async move {
            let mut tx = store.write().await.unwrap();
            let spent = tx.spend_registration_token(&id, NOW).await.unwrap();
            tx.commit().await.unwrap();
            spent
        }
    })
    .await;
    assert_eq!(winners(&spent), 1);
}

async fn a_token_that_ended_or_was_stopped_registers_nothing(store: Store) {
    let token = token(1, 5);
    add(&store, &token).await;
    assert!(!save(&store, async |tx| tx.spend_registration_token(&token.id, after(60)).await).await);
    assert!(save(&store, async |tx| tx.revoke_registration_token(&token.id, NOW).await).await);
    assert!(!save(&store, async |tx| tx.revoke_registration_token(&token.id, NOW).await).await);
    assert!(!save(&store, async |tx| tx.spend_registration_token(&token.id, NOW).await).await);
    let unknown = RegistrationTokenId::from_bytes([9; 16]);
    assert!(!save(&store, async |tx| tx.revoke_registration_token(&unknown, NOW).await).await);
}

async fn a_program_is_proved_by_its_latest_token_only(store: Store) {
    let (app, old, new) = (client(), fresh_hash(), fresh_hash());
    save(&store, async |tx| tx.insert_client_registration(&app.id, &old).await).await;
    let find = async || read(&store, async |reader| reader.find_client_registration(&app.id).await).await;
    assert_eq!(find().await, Some(old));
    assert!(save(&store, async |tx| tx.rotate_client_registration(&app.id, &old, &new).await).await);
    assert_eq!(find().await, Some(new));
    assert!(
        !save(&store, async |tx| tx.rotate_client_registration(&app.id, &old, &fresh_hash()).await).await
    );
    let other = client().id;
    assert_eq!(read(&store, async |reader| reader.find_client_registration(&other).await).await, None);
}

async fn one_of_64_changes_replaces_the_token(store: Store) {
    let (app, old) = (client(), fresh_hash());
    save(&store, async |tx| tx.insert_client_registration(&app.id, &old).await).await;
    let rotated = race(|_| {
        let (store, id, new) = (store.clone(), app.id.clone(), fresh_hash());
        async move {
            let mut tx = store.write().await.unwrap();
            let first = tx.rotate_client_registration(&id, &old, &new).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&rotated), 1);
}

async fn what_a_program_changes_is_saved(store: Store) {
    let before = client();
    save(&store, async |tx| tx.insert_client(&before).await).await;
    let after = Client {
        grants: vec![GrantType::AuthorizationCode, GrantType::Implicit],
        auth_method: AuthMethod::PrivateKeyJwt,
        implicit_allowed: true,
        ..before.clone()
    };
    save(&store, async |tx| tx.update_client_protocol(&after).await).await;
    assert_eq!(read(&store, async |reader| reader.find_client(&before.id).await).await, Some(after));
}

async fn the_clients_of_a_member_are_counted_to_a_limit(store: Store) {
    let owner = user_id();
    for _ in 0..3 {
        let app = Client { owner_id: Some(owner), ..client() };
        save(&store, async |tx| tx.insert_client(&app).await).await;
    }
    let count = async |most| read(&store, async |reader| reader.count_clients_of(&owner, most).await).await;
    assert_eq!((count(10).await, count(2).await), (3, 2));
    assert_eq!(read(&store, async |reader| reader.count_clients_of(&user_id(), 10).await).await, 0);
}

async fn ended_tokens_and_registrations_of_deleted_clients_leave(store: Store) {
    let (gone, kept) = (client(), client());
    for app in [&gone, &kept] {
        save(&store, async |tx| {
            tx.insert_client(app).await?;
            tx.insert_client_registration(&app.id, &fresh_hash()).await
        })
        .await;
    }
    add(&store, &token(1, 1)).await;
    save(&store, async |tx| tx.mark_client_deleted(&gone.id, NOW).await).await;
    let delete = async |now| save(&store, async |tx| tx.delete_expired(now, 100).await).await;
    assert_eq!(delete(NOW + DAY).await, 0);
    assert_eq!(delete(after(61) + DAY).await, 2, "the token and the registration");
    let find = async |id| read(&store, async |reader| reader.find_client_registration(id).await).await;
    assert!(find(&gone.id).await.is_none() && find(&kept.id).await.is_some());
    assert_eq!(read(&store, async |reader| reader.list_registration_tokens().await).await, []);
}
