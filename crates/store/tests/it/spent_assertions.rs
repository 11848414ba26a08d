use oauth::client_assertion::Proven;
use store::Store;

use crate::records::{NOW, after, fresh_hash};
use crate::support::{attempt, race, save, winners};

both_engines! {
    an_assertion_is_spent_once,
    an_assertion_whose_spending_was_not_committed_still_counts,
    one_of_64_uses_of_an_assertion_counts,
    spent_assertions_leave_at_their_end,
}

fn proven() -> Proven {
    Proven { hash: fresh_hash(), expires_at: after(60) }
}

async fn an_assertion_is_spent_once(store: Store) {
    let (one, other) = (proven(), proven());
    assert!(save(&store, async |tx| tx.spend_assertion(&one).await).await);
    assert!(!save(&store, async |tx| tx.spend_assertion(&one).await).await);
    assert!(save(&store, async |tx| tx.spend_assertion(&other).await).await);
}

async fn an_assertion_whose_spending_was_not_committed_still_counts(store: Store) {
    let one = proven();
    assert!(attempt(&store, async |tx| tx.spend_assertion(&one).await).await);
    assert!(save(&store, async |tx| tx.spend_assertion(&one).await).await);
}

async fn one_of_64_uses_of_an_assertion_counts(store: Store) {
    let one = proven();
    let spent = race(|_| {
        let (store, one) = (store.clone(), one.clone());
        async move {
            let mut tx = store.write().await.unwrap();
            let first = tx.spend_assertion(&one).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&spent), 1);
}

async fn spent_assertions_leave_at_their_end(store: Store) {
    let (ended, live) = (proven(), Proven { expires_at: after(90), ..proven() });
    save(&store, async |tx| {
        tx.spend_assertion(&ended).await?;
        tx.spend_assertion(&live).await
    })
    .await;
    let delete = async |now| save(&store, async |tx| tx.delete_expired(now, 100).await).await;
    assert_eq!((delete(NOW).await, delete(after(90)).await), (0, 1));
    assert!(!save(&store, async |tx| tx.spend_assertion(&live).await).await);
    assert!(save(&store, async |tx| tx.spend_assertion(&ended).await).await);
}
