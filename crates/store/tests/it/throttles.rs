use account::throttle::Throttle;
use store::Store;

use crate::records::{NOW, after};
use crate::support::{RACERS, race, read, save};

both_engines! {
    an_uncounted_key_starts_at_nothing,
    a_count_is_set_and_forgotten,
    sixty_four_attempts_count_one_after_the_other,
}

async fn found(store: &Store, key: &[u8]) -> Option<Throttle> {
    read(store, async |reader| reader.find_throttle(key).await).await
}

async fn an_uncounted_key_starts_at_nothing(store: Store) {
    assert_eq!(found(&store, b"key").await, None);
    let counted = save(&store, async |tx| tx.claim_throttle(b"key", NOW).await).await;
    assert_eq!(counted, Throttle { failures: 0, last_failure_at: NOW });
    let again = save(&store, async |tx| tx.claim_throttle(b"key", after(5)).await).await;
    assert_eq!(again, Throttle { failures: 0, last_failure_at: NOW }, "looking is not failing");
}

async fn a_count_is_set_and_forgotten(store: Store) {
    for counted in
        [Throttle { failures: 3, last_failure_at: NOW }, Throttle { failures: 4, last_failure_at: after(1) }]
    {
        save(&store, async |tx| tx.set_throttle(b"key", counted).await).await;
        assert_eq!(found(&store, b"key").await, Some(counted));
        assert_eq!(save(&store, async |tx| tx.claim_throttle(b"key", after(9)).await).await, counted);
    }
    save(&store, async |tx| tx.set_throttle(b"other", Throttle { failures: 1, last_failure_at: NOW }).await)
        .await;
    save(&store, async |tx| tx.delete_throttle(b"key").await).await;
    assert_eq!(found(&store, b"key").await, None);
    assert!(found(&store, b"other").await.is_some());
}

async fn sixty_four_attempts_count_one_after_the_other(store: Store) {
    let mut before = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let before = tx.claim_throttle(b"key", NOW).await.unwrap().failures;
            tx.set_throttle(b"key", Throttle { failures: before + 1, last_failure_at: NOW }).await.unwrap();
            tx.commit().await.unwrap();
            before
        }
    })
    .await;
    before.sort_unstable();
    assert_eq!(before, (0..RACERS as i64).collect::<Vec<_>>());
    assert_eq!(found(&store, b"key").await.unwrap().failures, RACERS as i64);
}
