use oauth::Timestamp;
use store::Store;

use crate::records::{NOW, after};
use crate::support::{race, save, winners};

both_engines! {
    work_is_one_servers_until_its_lease_ends,
    a_lease_given_back_is_free_at_once,
    one_of_64_servers_gets_the_work,
}

async fn claim(store: &Store, name: &str, holder: u8, now: Timestamp, until: Timestamp) -> bool {
    save(store, async |tx| tx.claim_lease(name, &[holder; 16], now, until).await).await
}

async fn work_is_one_servers_until_its_lease_ends(store: Store) {
    assert!(claim(&store, "seal", 1, NOW, after(10)).await);
    assert!(!claim(&store, "seal", 2, after(9), after(19)).await);
    assert!(claim(&store, "mail", 2, after(9), after(19)).await, "other work is another's");
    assert!(claim(&store, "seal", 1, after(9), after(20)).await, "its holder keeps it");
    assert!(!claim(&store, "seal", 2, after(19), after(29)).await);
    assert!(claim(&store, "seal", 2, after(20), after(30)).await);
    assert!(!claim(&store, "seal", 1, after(21), after(31)).await);
}

async fn a_lease_given_back_is_free_at_once(store: Store) {
    assert!(claim(&store, "seal", 1, NOW, after(10)).await);
    save(&store, async |tx| tx.delete_lease("seal", &[2; 16]).await).await;
    assert!(!claim(&store, "seal", 2, after(1), after(10)).await, "only its holder gives it back");
    save(&store, async |tx| tx.delete_lease("seal", &[1; 16]).await).await;
    assert!(claim(&store, "seal", 2, after(1), after(10)).await);
}

async fn one_of_64_servers_gets_the_work(store: Store) {
    for (now, until) in [(NOW, after(10)), (after(10), after(20))] {
        let claimed = race(|number| {
            let store = store.clone();
            async move {
                let holder = [u8::try_from(number).unwrap() + if now == NOW { 0 } else { 100 }; 16];
                let mut tx = store.write().await.unwrap();
                let got = tx.claim_lease("seal", &holder, now, until).await.unwrap();
                tx.commit().await.unwrap();
                got
            }
        })
        .await;
        assert_eq!(winners(&claimed), 1);
    }
}
