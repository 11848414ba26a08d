use store::Store;

use crate::records::{NOW, form_id};
use crate::support::{attempt, race, save, winners};

both_engines! {
    a_form_is_spent_once,
    a_form_whose_act_was_not_committed_can_be_sent_again,
    one_of_64_sendings_of_a_form_counts,
}

async fn a_form_is_spent_once(store: Store) {
    let (form, other) = (form_id(), form_id());
    assert!(save(&store, async |tx| tx.spend_form(&form, NOW).await).await);
    assert!(!save(&store, async |tx| tx.spend_form(&form, NOW).await).await);
    assert!(save(&store, async |tx| tx.spend_form(&other, NOW).await).await);
}

async fn a_form_whose_act_was_not_committed_can_be_sent_again(store: Store) {
    let form = form_id();
    assert!(attempt(&store, async |tx| tx.spend_form(&form, NOW).await).await);
    assert!(save(&store, async |tx| tx.spend_form(&form, NOW).await).await);
}

async fn one_of_64_sendings_of_a_form_counts(store: Store) {
    let form = form_id();
    let spent = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let first = tx.spend_form(&form, NOW).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&spent), 1);
}
