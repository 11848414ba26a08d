use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{ClientId, Timestamp, TokenId};
use store::Store;

use crate::records::{DAY, Fresh, NOW, after, grant_id, session_id, user_id};
use crate::support::{Database, read, save};

both_engines! {
    every_kind_of_target_comes_back_as_it_was,
    revocations_are_read_from_an_instant_in_their_order,
    what_no_longer_matters_is_not_read,
    a_later_revocation_of_the_same_target_replaces_the_earlier,
    an_earlier_revocation_that_arrives_late_replaces_nothing,
    a_target_ended_twice_at_once_keeps_the_later_end,
}

fn revocation(target: RevocationTarget, at: Timestamp) -> Revocation {
    Revocation { target, at, expires_at: at + DAY }
}

async fn add(store: &Store, revocation: &Revocation) {
    save(store, async |tx| tx.insert_revocation(revocation).await).await;
}

async fn list(store: &Store, since: Timestamp, now: Timestamp, limit: i64) -> Vec<Revocation> {
    read(store, async |reader| reader.list_revocations(since, now, limit).await).await
}

async fn every_kind_of_target_comes_back_as_it_was(store: Store) {
    let targets = [
        RevocationTarget::Token(TokenId::new(NOW, &Fresh)),
        RevocationTarget::Grant(grant_id()),
        RevocationTarget::Client(ClientId("app_live_a".to_owned())),
        RevocationTarget::User(user_id()),
        RevocationTarget::Session(session_id()),
        RevocationTarget::Narrowed(grant_id()),
    ];
    let revocations: Vec<Revocation> =
        targets.into_iter().zip(0..).map(|(target, second)| revocation(target, after(second))).collect();
    for revocation in &revocations {
        add(&store, revocation).await;
    }
    assert_eq!(list(&store, NOW, NOW, 10).await, revocations);
}

async fn revocations_are_read_from_an_instant_in_their_order(store: Store) {
    let revocations: Vec<Revocation> =
        (0..5).map(|second| revocation(RevocationTarget::Grant(grant_id()), after(second))).collect();
    for at in [3, 0, 4, 1, 2] {
        add(&store, &revocations[at]).await;
    }
    assert_eq!(list(&store, after(1), NOW, 3).await, revocations[1..4]);
    assert_eq!(list(&store, after(3), NOW, 3).await, revocations[3..]);
    assert_eq!(list(&store, after(5), NOW, 3).await, []);
}

async fn what_no_longer_matters_is_not_read(store: Store) {
    let ended = Revocation { expires_at: after(10), ..revocation(RevocationTarget::User(user_id()), NOW) };
    add(&store, &ended).await;
    assert_eq!(list(&store, NOW, after(9), 10).await, [ended]);
    assert_eq!(list(&store, NOW, after(10), 10).await, []);
}

async fn a_later_revocation_of_the_same_target_replaces_the_earlier(store: Store) {
    let user = user_id();
    let later = revocation(RevocationTarget::User(user), after(5));
    add(&store, &revocation(RevocationTarget::User(user), NOW)).await;
    add(&store, &later).await;
    assert_eq!(list(&store, NOW, NOW, 10).await, [later]);
}

async fn an_earlier_revocation_that_arrives_late_replaces_nothing(store: Store) {
    let user = user_id();
    let later = revocation(RevocationTarget::User(user), after(5));
    add(&store, &later).await;
    add(&store, &revocation(RevocationTarget::User(user), NOW)).await;
    assert_eq!(list(&store, NOW, NOW, 10).await, std::slice::from_ref(&later));
    let longer = Revocation { expires_at: NOW + 9 * DAY, ..revocation(later.target.clone(), after(1)) };
    add(&store, &longer).await;
    let both = Revocation { expires_at: longer.expires_at, ..later };
    assert_eq!(list(&store, NOW, NOW, 10).await, [both], "the record is kept as long as either needs");
}

async fn a_target_ended_twice_at_once_keeps_the_later_end(database: Database) {
    let user = user_id();
    let mut later = database.store.write().await.unwrap();
    later.insert_revocation(&revocation(RevocationTarget::User(user), after(5))).await.unwrap();
    later.ping().await.unwrap();
    let earlier = tokio::spawn({
        let store = database.another();
        async move { add(&store, &revocation(RevocationTarget::User(user), NOW)).await }
    });
    database.statement_waits().await;
    later.commit().await.unwrap();
    earlier.await.unwrap();
    assert_eq!(
        list(&database.store, NOW, NOW, 10).await,
        [revocation(RevocationTarget::User(user), after(5))]
    );
}
