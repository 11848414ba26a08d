use oauth::ClientId;
use oauth::client::{Client, ClientKind};
use store::{ClientDocument, Store};

use crate::records::{DAY, NOW, add_client, after, client, user_id};
use crate::support::{read, save};

both_engines! {
    what_is_known_of_a_document_comes_back_and_is_replaced,
    a_client_that_describes_itself_may_become_another_kind,
    a_client_that_belongs_to_nobody_comes_back_so,
    whoever_nobody_allowed_anything_leaves_and_others_stay,
}

const ID: &str = "https://tool.example/client.json";
const DOCUMENT: ClientDocument = ClientDocument { fetched_at: NOW, fresh_until: NOW };

async fn found(store: &Store, id: &ClientId) -> Option<ClientDocument> {
    read(store, async |reader| reader.find_client_document(id).await).await
}

/// A client that describes itself, in the records.
async fn add_described(store: &Store, id: &str) -> Client {
    let described = Client { id: ClientId(id.to_owned()), owner_id: None, ..client() };
    save(store, async |tx| {
        assert!(tx.insert_client(&described).await?);
        tx.set_client_document(&described.id, DOCUMENT).await
    })
    .await;
    described
}

async fn what_is_known_of_a_document_comes_back_and_is_replaced(store: Store) {
    let id = ClientId(ID.to_owned());
    assert_eq!(found(&store, &id).await, None);
    for seconds in [5, 9] {
        let document = ClientDocument { fetched_at: after(seconds), fresh_until: after(seconds * 10) };
        save(&store, async |tx| tx.set_client_document(&id, document).await).await;
        assert_eq!(found(&store, &id).await, Some(document));
    }
}

async fn a_client_that_describes_itself_may_become_another_kind(store: Store) {
    let described = add_described(&store, ID).await;
    let other = add_client(&store).await;
    let native = Client { kind: ClientKind::Native, ..described.clone() };
    save(&store, async |tx| tx.set_client_kind(&native).await).await;
    let kind =
        async |id: &ClientId| read(&store, async |reader| reader.find_client(id).await).await.unwrap().kind;
    assert_eq!(kind(&native.id).await, ClientKind::Native);
    assert_eq!(kind(&other.id).await, other.kind);
}

async fn a_client_that_belongs_to_nobody_comes_back_so(store: Store) {
    let described = add_described(&store, ID).await;
    let again = read(&store, async |reader| reader.find_client(&described.id).await).await;
    assert_eq!(again, Some(described));
}

async fn whoever_nobody_allowed_anything_leaves_and_others_stay(store: Store) {
    let idle = add_described(&store, "https://tool.example/idle").await.id;
    let allowed = add_described(&store, "https://tool.example/allowed").await.id;
    let stopped = add_described(&store, "https://tool.example/stopped").await.id;
    let lately = add_described(&store, "https://tool.example/lately").await.id;
    let owned = add_client(&store).await.id;
    save(&store, async |tx| {
        tx.set_consent(&user_id(), &allowed, &crate::records::scope("users:read"), NOW).await?;
        tx.suspend_client(&stopped, NOW, "command").await?;
        let document = ClientDocument { fetched_at: NOW + DAY + DAY, fresh_until: NOW + DAY + DAY };
        tx.set_client_document(&lately, document).await
    })
    .await;
    save(&store, async |tx| tx.delete_expired(NOW + DAY + DAY + DAY, 100).await).await;
    let there =
        async |id: &ClientId| read(&store, async |reader| reader.find_client(id).await).await.is_some();
    for (id, stays) in [(&idle, false), (&allowed, true), (&stopped, true), (&lately, true), (&owned, true)] {
        assert_eq!(there(id).await, stays, "{id}");
    }
    assert_eq!(found(&store, &idle).await, None, "what was known of it leaves with it");
    assert_eq!(found(&store, &allowed).await, Some(DOCUMENT));
}
