use store::Store;

use crate::records::{NOW, after};
use crate::support::{race, read, save, winners};

both_engines! {
    a_setting_is_found_by_its_name,
    a_settled_setting_stays,
    a_changed_setting_is_the_last_one,
    one_of_64_servers_settles_a_setting,
}

async fn found(store: &Store, name: &str) -> Option<String> {
    read(store, async |reader| reader.find_setting(name).await).await
}

async fn a_setting_is_found_by_its_name(store: Store) {
    save(&store, async |tx| tx.insert_setting("name", "Guildgate “é”", NOW).await).await;
    assert_eq!(found(&store, "name").await.as_deref(), Some("Guildgate “é”"));
    assert_eq!(found(&store, "other").await, None);
}

async fn a_settled_setting_stays(store: Store) {
    assert!(save(&store, async |tx| tx.insert_setting("name", "first", NOW).await).await);
    assert!(!save(&store, async |tx| tx.insert_setting("name", "second", after(1)).await).await);
    assert_eq!(found(&store, "name").await.as_deref(), Some("first"));
}

async fn a_changed_setting_is_the_last_one(store: Store) {
    for value in ["first", "second", ""] {
        save(&store, async |tx| tx.set_setting("name", value, NOW).await).await;
        assert_eq!(found(&store, "name").await.as_deref(), Some(value));
    }
}

async fn one_of_64_servers_settles_a_setting(store: Store) {
    let settled = race(|number| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let first = tx.insert_setting("name", &number.to_string(), NOW).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&settled), 1);
    let winner = settled.iter().position(|first| *first).unwrap();
    assert_eq!(found(&store, "name").await, Some(winner.to_string()));
}
