use oauth::InteractionId;
use oauth::grant::Interaction;
use store::Store;

use crate::records::{Fresh, NOW, after, interaction};
use crate::support::{race, read, save, winners};

both_engines! {
    a_waiting_request_comes_back_as_it_was,
    a_request_is_answered_once_and_only_in_time,
    one_of_64_answers_counts,
}

async fn found(store: &Store, id: &InteractionId) -> Option<Interaction> {
    read(store, async |reader| reader.find_interaction(id).await).await
}

async fn a_waiting_request_comes_back_as_it_was(store: Store) {
    let waiting = interaction();
    save(&store, async |tx| tx.insert_interaction(&waiting).await).await;
    assert_eq!(found(&store, &waiting.id).await, Some(waiting));
    assert_eq!(found(&store, &InteractionId::new(NOW, &Fresh)).await, None);
}

async fn a_request_is_answered_once_and_only_in_time(store: Store) {
    let (waiting, late) = (interaction(), Interaction { expires_at: after(5), ..interaction() });
    save(&store, async |tx| {
        tx.insert_interaction(&waiting).await?;
        tx.insert_interaction(&late).await
    })
    .await;
    let complete = async |id, at| save(&store, async |tx| tx.complete_interaction(&id, at).await).await;
    assert!(complete(waiting.id, after(5)).await);
    assert!(!complete(waiting.id, after(6)).await);
    assert!(!complete(late.id, after(5)).await);
    assert!(!complete(InteractionId::new(NOW, &Fresh), NOW).await);
    assert_eq!(found(&store, &waiting.id).await.unwrap().completed_at, Some(after(5)));
    assert_eq!(found(&store, &late.id).await.unwrap().completed_at, None);
}

async fn one_of_64_answers_counts(store: Store) {
    let waiting = interaction();
    save(&store, async |tx| tx.insert_interaction(&waiting).await).await;
    let answered = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let first = tx.complete_interaction(&waiting.id, NOW).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&answered), 1);
}
