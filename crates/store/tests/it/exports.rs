//! Copies of their data that members asked for.

use account::data::Export;
use oauth::UserId;
use store::Store;

use crate::records::{NOW, after, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_copy_waits_is_made_and_ends,
    a_new_wish_takes_the_place_of_the_copy_before,
    copies_are_made_in_the_order_they_were_asked_for,
    one_of_64_servers_makes_a_copy,
}

async fn ask(store: &Store, user: &UserId, second: u64) {
    save(store, async |tx| tx.insert_export(user, after(second), after(100)).await).await;
}

async fn made(store: &Store, user: &UserId, second: u64) -> bool {
    save(store, async |tx| tx.mark_export_made(user, b"sealed", after(second), after(50)).await).await
}

async fn found(store: &Store, user: &UserId, second: u64) -> Option<Export> {
    read(store, async |reader| reader.find_export(user, after(second)).await).await
}

async fn document(store: &Store, user: &UserId, second: u64) -> Option<Vec<u8>> {
    read(store, async |reader| reader.find_export_document(user, after(second)).await).await
}

async fn a_copy_waits_is_made_and_ends(store: Store) {
    let ada = user_id();
    assert!(!made(&store, &ada, 1).await, "nobody asked");
    ask(&store, &ada, 1).await;
    let waiting = Export { asked_at: after(1), made_at: None, expires_at: after(100) };
    assert_eq!(found(&store, &ada, 2).await, Some(waiting));
    assert_eq!(document(&store, &ada, 2).await, None);
    assert!(made(&store, &ada, 3).await);
    let ready = Export { made_at: Some(after(3)), expires_at: after(50), ..waiting };
    assert_eq!(found(&store, &ada, 4).await, Some(ready));
    assert_eq!(document(&store, &ada, 4).await.as_deref(), Some(&b"sealed"[..]));
    assert_eq!(document(&store, &user_id(), 4).await, None);
    assert_eq!((found(&store, &ada, 50).await, document(&store, &ada, 50).await), (None, None));
    assert_eq!(save(&store, async |tx| tx.delete_expired(after(50), 9).await).await, 0);
    assert_eq!(save(&store, async |tx| tx.delete_expired(after(51), 9).await).await, 1);
}

async fn a_new_wish_takes_the_place_of_the_copy_before(store: Store) {
    let ada = user_id();
    ask(&store, &ada, 1).await;
    assert!(made(&store, &ada, 2).await);
    ask(&store, &ada, 3).await;
    assert_eq!(document(&store, &ada, 4).await, None);
    assert_eq!(found(&store, &ada, 4).await.unwrap().asked_at, after(3));
}

async fn copies_are_made_in_the_order_they_were_asked_for(store: Store) {
    let members = [user_id(), user_id(), user_id()];
    for (member, second) in members.iter().zip([3, 1, 2]) {
        ask(&store, member, second).await;
    }
    assert!(made(&store, &members[1], 4).await);
    let waiting = read(&store, async |reader| reader.list_exports_to_make(9).await).await;
    assert_eq!(waiting, [members[2], members[0]]);
    assert_eq!(read(&store, async |reader| reader.list_exports_to_make(1).await).await, [members[2]]);
}

async fn one_of_64_servers_makes_a_copy(store: Store) {
    let ada = user_id();
    ask(&store, &ada, 1).await;
    let outcomes = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let made = tx.mark_export_made(&ada, b"sealed", NOW, after(50)).await.unwrap();
            tx.commit().await.unwrap();
            made
        }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
}
