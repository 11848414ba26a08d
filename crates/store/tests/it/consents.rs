use oauth::client::Client;
use oauth::{ClientId, UserId};
use store::{ConnectedApp, Store};

use crate::records::{NOW, add_grant, after, client, grant, scope, user_id};
use crate::support::{Database, attempt, read, save};

both_engines! {
    a_consent_is_replaced_and_remembers_when_it_began,
    a_consent_can_be_withdrawn,
    a_member_sees_the_apps_they_allowed_something,
    all_consents_of_a_member_can_be_withdrawn,
    consents_are_counted_up_to_a_limit,
    two_changes_of_one_consent_follow_each_other,
}

async fn consented(store: &Store, user: &UserId, client: &ClientId, names: &str, at: oauth::Timestamp) {
    save(store, async |tx| tx.set_consent(user, client, &scope(names), at).await).await;
}

async fn a_consent_is_replaced_and_remembers_when_it_began(store: Store) {
    let (user, client) = (user_id(), client().id);
    let found = async || read(&store, async |reader| reader.find_consent(&user, &client).await).await;
    assert_eq!(found().await, None);
    assert_eq!(attempt(&store, async |tx| tx.claim_consent(&user, &client).await).await, None);
    consented(&store, &user, &client, "users:read", NOW).await;
    consented(&store, &user, &client, "users:read bids:read", after(9)).await;
    let consent = found().await.unwrap();
    assert_eq!(
        (consent.scope.clone(), consent.created_at, consent.updated_at),
        (scope("users:read bids:read"), NOW, after(9))
    );
    assert_eq!((consent.user_id, &consent.client_id), (user, &client));
    assert_eq!(save(&store, async |tx| tx.claim_consent(&user, &client).await).await, Some(consent));
}

async fn all_consents_of_a_member_can_be_withdrawn(store: Store) {
    let (ada, bob, clients) = (user_id(), user_id(), [client().id, client().id]);
    for client in &clients {
        consented(&store, &ada, client, "users:read", NOW).await;
    }
    consented(&store, &bob, &clients[0], "users:read", NOW).await;
    save(&store, async |tx| tx.delete_consents(&ada).await).await;
    for client in &clients {
        assert_eq!(read(&store, async |reader| reader.find_consent(&ada, client).await).await, None);
    }
    assert!(read(&store, async |reader| reader.find_consent(&bob, &clients[0]).await).await.is_some());
}

async fn a_consent_can_be_withdrawn(store: Store) {
    let (ada, bob, client) = (user_id(), user_id(), client().id);
    consented(&store, &ada, &client, "users:read", NOW).await;
    consented(&store, &bob, &client, "users:read", NOW).await;
    save(&store, async |tx| tx.delete_consent(&ada, &client).await).await;
    assert_eq!(read(&store, async |reader| reader.find_consent(&ada, &client).await).await, None);
    assert!(read(&store, async |reader| reader.find_consent(&bob, &client).await).await.is_some());
}

async fn a_member_sees_the_apps_they_allowed_something(store: Store) {
    let user = user_id();
    let used = Client { id: ClientId("app_live_a".to_owned()), name: "Used".to_owned(), ..client() };
    let unused = Client { id: ClientId("app_live_b".to_owned()), name: "Unused".to_owned(), ..client() };
    let deleted = Client { id: ClientId("app_live_c".to_owned()), ..client() };
    for client in [&used, &unused, &deleted] {
        save(&store, async |tx| tx.insert_client(client).await).await;
        consented(&store, &user, &client.id, "users:read", NOW).await;
    }
    save(&store, async |tx| tx.mark_client_deleted(&deleted.id, NOW).await).await;
    for created_at in [after(7), after(5)] {
        let grant = oauth::grant::Grant { user_id: user, client_id: used.id.clone(), created_at, ..grant() };
        add_grant(&store, &grant).await;
    }
    let apps = read(&store, async |reader| reader.list_connected_apps(&user).await).await;
    let of = |app: &ConnectedApp| (app.name.clone(), app.consent.client_id.clone(), app.last_authorized_at);
    assert_eq!(
        apps.iter().map(of).collect::<Vec<_>>(),
        [("Used".to_owned(), used.id, Some(after(7))), ("Unused".to_owned(), unused.id, None)]
    );
    assert_eq!(apps[0].homepage, "https://app.example");
    assert_eq!(read(&store, async |reader| reader.list_connected_apps(&user_id()).await).await, []);
}

async fn consents_are_counted_up_to_a_limit(store: Store) {
    let client = client().id;
    for _ in 0..4 {
        consented(&store, &user_id(), &client, "users:read", NOW).await;
    }
    let count = async |most| read(&store, async |reader| reader.count_consents(&client, most).await).await;
    assert_eq!((count(10).await, count(3).await), (4, 3));
    let nobody = ClientId("app_live_nobody".to_owned());
    assert_eq!(read(&store, async |reader| reader.count_consents(&nobody, 3).await).await, 0);
}

async fn two_changes_of_one_consent_follow_each_other(database: Database) {
    let (store, user, client) = (&database.store, user_id(), client().id);
    consented(store, &user, &client, "users:read bids:read", NOW).await;
    let mut first = store.write().await.unwrap();
    first.claim_consent(&user, &client).await.unwrap();
    let second = tokio::spawn({
        let (store, client) = (database.another(), client.clone());
        async move {
            let mut tx = store.write().await.unwrap();
            tx.claim_consent(&user, &client).await.unwrap().unwrap().scope
        }
    });
    database.statement_waits().await;
    first.set_consent(&user, &client, &scope("users:read"), after(1)).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), scope("users:read"));
}
