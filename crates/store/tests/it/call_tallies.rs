use oauth::{Timestamp, TokenHash};
use store::Store;

use crate::records::{NOW, after, hash};
use crate::support::{Database, RACERS, race, save};

both_engines! {
    calls_add_up_in_their_window,
    sixty_four_servers_count_each_call_once,
    only_on_postgres_do_servers_share,
}

async fn add(store: &Store, key: &TokenHash, window: Timestamp, calls: i64) -> i64 {
    save(store, async |tx| tx.add_tally(key, window, calls).await).await
}

async fn calls_add_up_in_their_window(store: Store) {
    let (one, other) = (hash("one"), hash("other"));
    assert_eq!(add(&store, &one, NOW, 5).await, 5);
    assert_eq!(add(&store, &one, NOW, 3).await, 8);
    assert_eq!(add(&store, &other, NOW, 1).await, 1);
    assert_eq!(add(&store, &one, after(60), 2).await, 2);
    assert_eq!(add(&store, &one, NOW, 1).await, 9, "one whose clock is behind");
}

async fn sixty_four_servers_count_each_call_once(store: Store) {
    let key = hash("raced");
    let mut totals = race(|_| {
        let store = store.clone();
        async move { add(&store, &key, NOW, 1).await }
    })
    .await;
    totals.sort_unstable();
    let each: Vec<i64> = (1..).take(RACERS).collect();
    assert_eq!(totals, each);
}

async fn only_on_postgres_do_servers_share(database: Database) {
    assert_eq!(database.store.has_one_writer(), database.settings.url.starts_with("sqlite:"));
}
