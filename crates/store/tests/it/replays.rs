use oauth::TokenHash;
use store::{Replay, Replayed, Store};

use crate::records::{NOW, after, fresh_hash, hash};
use crate::support::{race, save, winners};

both_engines! {
    an_answer_is_given_again_to_the_same_request_only,
    a_request_that_came_to_nothing_leaves_its_key_free,
    a_key_may_be_used_again_when_its_time_is_over,
    answers_are_not_kept_longer_than_their_keys,
    one_of_64_requests_with_one_key_is_answered,
}

fn answer() -> Replay {
    Replay {
        status: 201,
        location: Some("/api/projects/v1/projects/7".to_owned()),
        etag: None,
        body: "{\"id\":\"7\"}".to_owned(),
    }
}

async fn claim(store: &Store, key: &TokenHash, request: &str, seconds: u64) -> Replayed {
    let (request, now, end) = (hash(request), after(seconds), after(seconds + 100));
    save(store, async |tx| tx.claim_replay(key, &request, now, end).await).await
}

async fn an_answer_is_given_again_to_the_same_request_only(store: Store) {
    let key = fresh_hash();
    assert_eq!(claim(&store, &key, "one", 0).await, Replayed::Fresh);
    save(&store, async |tx| tx.set_replay(&key, &answer()).await).await;
    assert_eq!(claim(&store, &key, "one", 1).await, Replayed::Answer(answer()));
    assert_eq!(claim(&store, &key, "two", 2).await, Replayed::Different);
    assert_eq!(claim(&store, &fresh_hash(), "two", 2).await, Replayed::Fresh);
}

async fn a_request_that_came_to_nothing_leaves_its_key_free(store: Store) {
    let key = fresh_hash();
    let mut tx = store.write().await.unwrap();
    tx.claim_replay(&key, &hash("one"), NOW, after(9)).await.unwrap();
    drop(tx);
    assert_eq!(claim(&store, &key, "two", 1).await, Replayed::Fresh);
}

async fn a_key_may_be_used_again_when_its_time_is_over(store: Store) {
    let key = fresh_hash();
    claim(&store, &key, "one", 0).await;
    save(&store, async |tx| tx.set_replay(&key, &answer()).await).await;
    assert_eq!(claim(&store, &key, "two", 99).await, Replayed::Different);
    assert_eq!(claim(&store, &key, "two", 100).await, Replayed::Fresh);
    assert_eq!(claim(&store, &key, "one", 101).await, Replayed::Different);
}

async fn answers_are_not_kept_longer_than_their_keys(store: Store) {
    let (ended, live) = (fresh_hash(), fresh_hash());
    claim(&store, &ended, "one", 0).await;
    claim(&store, &live, "one", 1).await;
    save(&store, async |tx| tx.set_replay(&live, &answer()).await).await;
    assert_eq!(save(&store, async |tx| tx.delete_expired(after(101), 100).await).await, 1);
    assert_eq!(claim(&store, &live, "one", 100).await, Replayed::Answer(answer()));
}

async fn one_of_64_requests_with_one_key_is_answered(store: Store) {
    let key = fresh_hash();
    let outcomes = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            match tx.claim_replay(&key, &hash("one"), NOW, after(9)).await.unwrap() {
                Replayed::Fresh => {
                    tx.set_replay(&key, &answer()).await.unwrap();
                    tx.commit().await.unwrap();
                    true
                }
                other => {
                    assert_eq!(other, Replayed::Answer(answer()));
                    false
                }
            }
        }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
}
