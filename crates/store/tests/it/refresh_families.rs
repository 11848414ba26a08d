use std::time::Duration;

use oauth::client::Client;
use oauth::grant::RefreshFamily;
use oauth::refresh::{self, Rotation, RotationPolicy};
use oauth::{Secret, TokenHash};
use store::Store;

use crate::records::{DAY, Fresh, NOW, add_grant, after, client, family, fresh_hash, grant};
use crate::support::{RACERS, attempt, race, read, save};

both_engines! {
    a_family_comes_back_as_it_was_with_its_grant,
    an_unknown_family_is_none,
    a_rotation_replaces_the_live_token,
    a_family_ends_once,
    sixty_four_uses_of_a_token_rotate_it_once,
    sixty_four_rotations_leave_one_live_token,
}

const POLICY: RotationPolicy =
    RotationPolicy { retry_window: Duration::from_secs(10), idle_ttl: Duration::from_secs(3_600) };

async fn add(store: &Store, key: &[u8; 16], family: &RefreshFamily) {
    add_grant(store, &family.grant).await;
    save(store, async |tx| tx.insert_refresh_family(key, family).await).await;
}

async fn found(store: &Store, key: &[u8; 16]) -> Option<RefreshFamily> {
    read(store, async |reader| reader.find_refresh_family(key).await).await
}

async fn a_family_comes_back_as_it_was_with_its_grant(store: Store) {
    let first = family(&grant());
    let second =
        RefreshFamily { previous_hash: Some(fresh_hash()), revoked_at: Some(after(1)), ..family(&grant()) };
    for (key, family) in [([1; 16], first), ([2; 16], second)] {
        add(&store, &key, &family).await;
        assert_eq!(found(&store, &key).await, Some(family.clone()));
        let claimed = save(&store, async |tx| tx.claim_refresh_family(&key, NOW).await).await;
        assert_eq!(claimed, Some(family));
    }
}

async fn an_unknown_family_is_none(store: Store) {
    assert_eq!(found(&store, &[1; 16]).await, None);
    assert_eq!(attempt(&store, async |tx| tx.claim_refresh_family(&[1; 16], NOW).await).await, None);
}

async fn a_rotation_replaces_the_live_token(store: Store) {
    let family = family(&grant());
    add(&store, &[1; 16], &family).await;
    let (next, last) = (fresh_hash(), fresh_hash());
    save(&store, async |tx| {
        tx.mark_refresh_rotated(&[1; 16], &next, after(1), after(61)).await?;
        tx.mark_refresh_rotated(&[1; 16], &last, after(2), after(62)).await
    })
    .await;
    let rotated = RefreshFamily {
        current_hash: last,
        previous_hash: Some(next),
        rotated_at: after(2),
        idle_expires_at: after(62),
        ..family
    };
    assert_eq!(found(&store, &[1; 16]).await, Some(rotated));
}

async fn a_family_ends_once(store: Store) {
    let family = family(&grant());
    add(&store, &[1; 16], &family).await;
    for at in [after(1), after(2)] {
        save(&store, async |tx| tx.revoke_refresh_family(&[1; 16], at).await).await;
    }
    assert_eq!(found(&store, &[1; 16]).await, Some(RefreshFamily { revoked_at: Some(after(1)), ..family }));
}

/// Uses a refresh token as the token endpoint does, and gives what it earned.
async fn present(
    store: &Store,
    client: &Client,
    token: &Secret,
    derivation_key: &[u8; 32],
) -> (Rotation, TokenHash) {
    let key = refresh::family_key(token).unwrap();
    let successor = refresh::successor(token, derivation_key).unwrap().hash();
    let mut tx = store.write().await.unwrap();
    let family = tx.claim_refresh_family(&key, NOW).await.unwrap().unwrap();
    let earned = family.rotate(client, &token.hash(), None, &POLICY, NOW);
    match earned {
        Rotation::Rotate(_) => {
            tx.mark_refresh_rotated(&key, &successor, NOW, family.idle_end(&POLICY, NOW)).await.unwrap();
        }
        Rotation::Reuse => tx.revoke_refresh_family(&key, NOW).await.unwrap(),
        Rotation::Repeat(_) | Rotation::Refuse(_) => {}
    }
    tx.commit().await.unwrap();
    (earned, successor)
}

async fn begin(store: &Store) -> (Client, Secret, [u8; 16]) {
    let (client, token) = (client(), refresh::begin(&Fresh));
    let grant = oauth::grant::Grant { client_id: client.id.clone(), ..grant() };
    let key = refresh::family_key(&token).unwrap();
    add(store, &key, &RefreshFamily { current_hash: token.hash(), ..family(&grant) }).await;
    (client, token, key)
}

async fn sixty_four_uses_of_a_token_rotate_it_once(store: Store) {
    let (client, token, key) = begin(&store).await;
    let earned = race(|_| {
        let (store, client) = (store.clone(), client.clone());
        let token = Secret::presented(token.reveal());
        async move { present(&store, &client, &token, &[9; 32]).await }
    })
    .await;
    let rotated = earned.iter().filter(|(earned, _)| matches!(earned, Rotation::Rotate(_))).count();
    let repeated = earned.iter().filter(|(earned, _)| matches!(earned, Rotation::Repeat(_))).count();
    assert_eq!((rotated, repeated), (1, RACERS - 1));
    let family = found(&store, &key).await.unwrap();
    assert!(
        earned.iter().all(|(_, successor)| *successor == family.current_hash),
        "all got the same successor"
    );
    assert_eq!((family.previous_hash, family.revoked_at), (Some(token.hash()), None));
    assert_eq!(family.idle_expires_at, NOW + POLICY.idle_ttl);
    assert_eq!(family.expires_at, NOW + 90 * DAY);
}

async fn sixty_four_rotations_leave_one_live_token(store: Store) {
    let (client, token, key) = begin(&store).await;
    // Each racer derives another successor, as two servers with different keys would.
    let earned = race(|number| {
        let (store, client) = (store.clone(), client.clone());
        let token = Secret::presented(token.reveal());
        async move { present(&store, &client, &token, &[u8::try_from(number).unwrap(); 32]).await }
    })
    .await;
    let live = found(&store, &key).await.unwrap().current_hash;
    let winners: Vec<TokenHash> = earned
        .into_iter()
        .filter(|(earned, _)| matches!(earned, Rotation::Rotate(_)))
        .map(|(_, successor)| successor)
        .collect();
    assert_eq!(winners, [live]);
}
