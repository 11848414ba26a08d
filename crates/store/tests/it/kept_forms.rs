use oauth::{KeptFormId, SessionId};
use store::{KeptForm, Store};

use crate::records::{Fresh, NOW, after, session_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_kept_form_comes_back_as_it_was,
    the_oldest_of_a_session_make_room,
    one_of_64_takes_a_kept_form,
}

fn form(session: SessionId, second: u64) -> KeptForm {
    KeptForm {
        id: KeptFormId::new(after(second), &Fresh),
        session_id: session,
        path: "/account/security/authenticator/remove".to_owned(),
        sealed_body: vec![1, 2, 3],
        expires_at: after(600),
    }
}

async fn keep(store: &Store, form: &KeptForm) {
    save(store, async |tx| tx.insert_kept_form(form).await).await;
}

async fn found(store: &Store, form: &KeptForm) -> Option<KeptForm> {
    read(store, async |reader| reader.find_kept_form(&form.id).await).await
}

async fn a_kept_form_comes_back_as_it_was(store: Store) {
    let (kept, unknown) = (form(session_id(), 0), form(session_id(), 0));
    keep(&store, &kept).await;
    assert_eq!(found(&store, &kept).await, Some(kept.clone()));
    assert_eq!(found(&store, &unknown).await, None);
    let take = async |id| save(&store, async |tx| tx.delete_kept_form(&id).await).await;
    assert!(!take(unknown.id).await);
    assert!(take(kept.id).await);
    assert!(!take(kept.id).await);
    assert_eq!(found(&store, &kept).await, None);
}

async fn the_oldest_of_a_session_make_room(store: Store) {
    let (mine, others) = (session_id(), form(session_id(), 0));
    keep(&store, &others).await;
    let forms: Vec<KeptForm> = (0..8).map(|second| form(mine, second)).collect();
    for form in &forms {
        keep(&store, form).await;
    }
    let mut left = Vec::new();
    for form in &forms {
        left.push(found(&store, form).await.is_some());
    }
    assert_eq!(left, [false, false, false, true, true, true, true, true]);
    assert!(found(&store, &others).await.is_some());
}

async fn one_of_64_takes_a_kept_form(store: Store) {
    let kept = KeptForm { expires_at: NOW, ..form(session_id(), 0) };
    keep(&store, &kept).await;
    let taken = race(|_| {
        let (store, id) = (store.clone(), kept.id);
        async move {
            let mut tx = store.write().await.unwrap();
            let taken = tx.delete_kept_form(&id).await.unwrap();
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!(winners(&taken), 1);
}
