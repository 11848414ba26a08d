use std::sync::Arc;
use std::time::Duration;

use oauth::ClientId;
use oauth::client::Client;
use store::{KnownClient, Store, Writer};

use crate::records::{NOW, after, client, secret};
use crate::support::{Database, on_postgres, read, save, until};

both_engines! {
    a_client_is_recalled_as_it_was_learnt,
    memory_is_believed_only_after_a_look_and_for_less_than_a_second,
    what_nobody_registered_is_not_kept,
    whatever_changes_a_client_is_forgotten_here_with_the_commit,
    what_is_taken_back_is_not_forgotten,
    whatever_another_changes_is_forgotten_at_the_next_look,
    a_statement_from_outside_is_noticed,
    a_writer_knows_whether_memory_lags_behind,
    that_a_secret_was_used_is_no_change,
    the_use_of_a_secret_is_noted_once_in_a_while_by_one,
    more_changes_than_are_read_at_once_are_all_seen,
    old_changes_leave,
    a_client_that_was_read_after_its_change_stays,
}

/// A client with a secret, in the records.
async fn add(store: &Store) -> Client {
    let client = client();
    save(store, async |tx| {
        tx.insert_client(&client).await?;
        tx.insert_secret(&client.id, &secret("one", NOW), None).await
    })
    .await;
    client
}

async fn learn(store: &Store, id: &ClientId) -> Arc<KnownClient> {
    store.learn_client(id, NOW).await.unwrap().unwrap()
}

async fn look(store: &Store) {
    store.refresh_known_clients().await.unwrap();
}

/// Has the client in memory, where it is believed.
async fn warm(store: &Store, id: &ClientId) {
    // Looked at anew each time: on a slow machine what was seen is not believed any more.
    until("it is recalled", async || {
        look(store).await;
        learn(store, id).await;
        store.recall_client(id).is_some()
    })
    .await;
}

async fn current(store: &Store, known: &KnownClient) -> bool {
    save(store, async |tx| tx.is_current(known).await).await
}

/// Every change of a client that the store knows, each to be tried on a client of its own.
async fn change(tx: &mut Writer, client: &Client, number: usize) -> store::Result<()> {
    match number {
        0 => tx.suspend_client(&client.id, after(1), "operator").await,
        1 => {
            tx.suspend_client(&client.id, after(1), "operator").await?;
            tx.resume_client(&client.id, after(2)).await
        }
        2 => tx.mark_client_deleted(&client.id, after(1)).await,
        3 => tx.update_client(&Client { name: "Renamed".to_owned(), ..client.clone() }).await,
        4 => tx.insert_secret(&client.id, &secret("two", after(1)), None).await,
        5 => {
            let id = tx.list_secrets(&client.id).await?[0].id;
            tx.stop_secret(&client.id, &id, after(1)).await.map(drop)
        }
        _ => unreachable!("{number}"),
    }
}

const CHANGES: usize = 6;

async fn a_client_is_recalled_as_it_was_learnt(store: Store) {
    let client = add(&store).await;
    look(&store).await;
    assert!(store.recall_client(&client.id).is_none());
    warm(&store, &client.id).await;
    let learnt = learn(&store, &client.id).await;
    assert_eq!((&*learnt.client, learnt.secrets[0].label.as_str()), (&client, "one"));
    let recalled = store.recall_client(&client.id);
    assert!(recalled.is_none_or(|recalled| Arc::ptr_eq(&recalled, &learnt)));
    store.forget_client(&client.id);
    assert!(store.recall_client(&client.id).is_none());
}

async fn memory_is_believed_only_after_a_look_and_for_less_than_a_second(store: Store) {
    let client = add(&store).await;
    learn(&store, &client.id).await;
    assert!(store.recall_client(&client.id).is_none(), "nobody has looked yet");
    warm(&store, &client.id).await;
    until("nobody has looked for a while", async || store.recall_client(&client.id).is_none()).await;
    warm(&store, &client.id).await;
}

async fn what_nobody_registered_is_not_kept(store: Store) {
    look(&store).await;
    let client = client();
    assert!(store.learn_client(&client.id, NOW).await.unwrap().is_none());
    save(&store, async |tx| tx.insert_client(&client).await).await;
    assert!(store.learn_client(&client.id, NOW).await.unwrap().is_some());
}

async fn whatever_changes_a_client_is_forgotten_here_with_the_commit(store: Store) {
    for number in 0..CHANGES {
        let client = add(&store).await;
        warm(&store, &client.id).await;
        save(&store, async |tx| change(tx, &client, number).await).await;
        assert!(store.recall_client(&client.id).is_none(), "change {number}");
    }
}

async fn what_is_taken_back_is_not_forgotten(store: Store) {
    let client = add(&store).await;
    warm(&store, &client.id).await;
    let mut tx = store.write().await.unwrap();
    tx.suspend_client(&client.id, after(1), "operator").await.unwrap();
    drop(tx);
    look(&store).await;
    let known = learn(&store, &client.id).await;
    assert_eq!(known.client.suspended_at, None);
    assert!(current(&store, &known).await);
}

async fn whatever_another_changes_is_forgotten_at_the_next_look(database: Database) {
    let (here, there) = (&database.store, database.another());
    for number in 0..CHANGES {
        let client = add(here).await;
        look(here).await;
        let known = learn(here, &client.id).await;
        assert!(current(here, &known).await);
        save(&there, async |tx| change(tx, &client, number).await).await;
        assert!(!current(here, &known).await, "change {number}");
        look(here).await;
        assert!(here.recall_client(&client.id).is_none(), "change {number}");
    }
}

async fn a_statement_from_outside_is_noticed(database: Database) {
    let store = &database.store;
    let statements = [
        "UPDATE clients SET first_party = (1 = 1)",
        "UPDATE client_secrets SET label = 'other'",
        "DELETE FROM client_secrets",
        "DELETE FROM clients",
    ];
    let client = add(store).await;
    for sql in statements {
        look(store).await;
        let known = learn(store, &client.id).await;
        database.execute(sql).await;
        assert!(!current(store, &known).await, "{sql}");
        look(store).await;
        assert!(store.recall_client(&client.id).is_none(), "{sql}");
    }
}

/// A change gets its number when it is made, and may be seen after later ones. Writers of SQLite follow one another.
#[tokio::test]
async fn on_postgres_a_change_that_commits_late_is_noticed() {
    on_postgres(a_change_that_commits_late_is_noticed).await;
}

async fn a_change_that_commits_late_is_noticed(database: Database) {
    let (here, there) = (&database.store, database.another());
    let (slow, quick) = (add(here).await, add(here).await);
    look(here).await;
    let mut tx = there.write().await.unwrap();
    tx.suspend_client(&slow.id, after(1), "operator").await.unwrap();
    tx.find_last_client_change().await.unwrap();
    save(here, async |tx| tx.suspend_client(&quick.id, after(1), "operator").await).await;
    look(here).await;
    let known = learn(here, &slow.id).await;
    assert_eq!(known.client.suspended_at, None);
    tx.commit().await.unwrap();
    assert!(!current(here, &known).await);
    look(here).await;
    assert!(here.recall_client(&slow.id).is_none());
}

async fn a_writer_knows_whether_memory_lags_behind(database: Database) {
    let (here, there) = (&database.store, database.another());
    let (client, other) = (add(here).await, add(here).await);
    let known = learn(here, &client.id).await;
    save(&there, async |tx| tx.suspend_client(&other.id, after(1), "operator").await).await;
    assert!(current(here, &known).await, "another client changed");
    save(&there, async |tx| tx.suspend_client(&client.id, after(1), "operator").await).await;
    assert!(!current(here, &known).await);
    let anew = learn(here, &client.id).await;
    assert_eq!(anew.client.suspended_at, Some(after(1)));
    assert!(current(here, &anew).await);
}

async fn that_a_secret_was_used_is_no_change(store: Store) {
    let client = add(&store).await;
    warm(&store, &client.id).await;
    let known = learn(&store, &client.id).await;
    let last = read(&store, async |reader| reader.find_last_client_change().await).await;
    save(&store, async |tx| tx.touch_secret(&known.secrets[0].id, after(1)).await).await;
    assert!(current(&store, &known).await);
    assert_eq!(read(&store, async |reader| reader.find_last_client_change().await).await, last);
}

async fn the_use_of_a_secret_is_noted_once_in_a_while_by_one(store: Store) {
    const WHILE: Duration = Duration::from_secs(5);
    let client = add(&store).await;
    let known = learn(&store, &client.id).await;
    let id = known.secrets[0].id;
    assert!(known.takes_note(&id, NOW, WHILE));
    assert!(!known.takes_note(&id, after(4), WHILE));
    assert!(known.takes_note(&id, after(5), WHILE));
    assert!(!known.takes_note(&secret("another's", NOW).id, after(50), WHILE));
    save(&store, async |tx| tx.touch_secret(&id, after(60)).await).await;
    let anew = learn(&store, &client.id).await;
    assert!(!anew.takes_note(&id, after(64), WHILE));
    let takers = crate::support::race(|_| {
        let anew = Arc::clone(&anew);
        async move { anew.takes_note(&anew.secrets[0].id, after(65), WHILE) }
    });
    assert_eq!(takers.await.into_iter().filter(|taken| *taken).count(), 1);
}

async fn more_changes_than_are_read_at_once_are_all_seen(database: Database) {
    let (here, there) = (&database.store, database.another());
    let client = add(here).await;
    let noise = add(here).await;
    warm(here, &client.id).await;
    save(&there, async |tx| {
        for _ in 0..2_000 {
            tx.claim_client(&noise.id, NOW).await?;
        }
        tx.suspend_client(&client.id, after(1), "operator").await
    })
    .await;
    look(here).await;
    assert!(here.recall_client(&client.id).is_none());
    let first = read(here, async |reader| reader.list_client_changes(0, 1_000).await).await;
    assert_eq!(first.len(), 1_000);
    assert!(first.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

async fn a_client_that_was_read_after_its_change_stays(store: Store) {
    let client = add(&store).await;
    look(&store).await;
    let known = learn(&store, &client.id).await;
    until("it is recalled", async || {
        look(&store).await;
        store.recall_client(&client.id).is_some_and(|recalled| Arc::ptr_eq(&recalled, &known))
    })
    .await;
}

async fn old_changes_leave(database: Database) {
    let store = &database.store;
    let client = add(store).await;
    let known = learn(store, &client.id).await;
    let delete = async || save(store, async |tx| tx.delete_expired(NOW, 100).await).await;
    assert_eq!(delete().await, 0);
    assert!(current(store, &known).await);
    database
        .execute("INSERT INTO client_changes (change_number, client_id) VALUES (200000, 'another')")
        .await;
    assert_eq!(delete().await, 1);
    assert_eq!(delete().await, 0);
    assert!(!current(store, &known).await, "without a note it is read anew");
    assert!(current(store, &*learn(store, &client.id).await).await);
}
