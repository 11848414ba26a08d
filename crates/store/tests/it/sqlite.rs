//! Group commit, and a file that others use too.

use std::future::Future;
use std::path::Path;

use store::{Durability, Error, Result, Settings, Store};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, yield_now};

use crate::records::NOW;
use crate::support::{Database, prove, read, save, until};

/// Runs a fact on SQLite only, on one thread: tasks then queue in the order in which they were spawned.
macro_rules! on_sqlite_only {
    ($($fact:ident),* $(,)?) => {$(
        mod $fact {
            #[tokio::test]
            async fn sqlite() {
                crate::support::on_sqlite(super::$fact).await;
            }
        }
    )*};
}

on_sqlite_only! {
    a_failed_flush_fails_its_whole_batch_and_nothing_of_it_stays,
    a_dropped_writer_leaves_its_neighbours_in_the_batch,
    a_statement_that_fails_leaves_its_neighbours_in_the_batch,
    an_answer_leaves_only_after_the_flush,
    a_commit_nobody_waits_for_is_flushed_with_its_batch,
    what_was_answered_survives_the_end_of_the_process,
    a_writer_waits_while_another_process_writes,
    another_process_can_write_when_nobody_here_does,
    a_writer_under_way_is_finished_when_the_store_closes,
    a_closed_store_takes_no_writer,
    a_closed_store_leaves_one_whole_file,
    relaxed_durability_keeps_what_was_written,
}

async fn found(store: &Store, name: &str) -> bool {
    read(store, async |reader| reader.find_setting(name).await).await.is_some()
}

/// Lets every spawned task run until it waits.
async fn settle() {
    for _ in 0..100 {
        yield_now().await;
    }
}

async fn write(store: Store, name: String) -> Result<()> {
    let mut tx = store.write().await?;
    tx.insert_setting(&name, "1", NOW).await?;
    tx.commit().await
}

/// Puts a writer in line.
async fn enqueue<T: Send + 'static>(writer: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    let writer = tokio::spawn(writer);
    settle().await;
    writer
}

async fn a_failed_flush_fails_its_whole_batch_and_nothing_of_it_stays(store: Store) {
    let mut first = store.write().await.unwrap();
    first.insert_setting("first", "1", NOW).await.unwrap();
    let mut batch = Vec::new();
    for number in 0..8 {
        batch.push(enqueue(write(store.clone(), format!("batch-{number}"))).await);
    }
    assert!(store.fail_next_flush().await);
    // The flush is asked for now and comes after those in line.
    assert!(matches!(first.commit().await, Err(Error::Unavailable(_))));
    for writer in batch {
        assert!(matches!(writer.await.unwrap(), Err(Error::Unavailable(_))));
    }
    assert!(!found(&store, "first").await);
    for number in 0..8 {
        let name = format!("batch-{number}");
        assert!(!found(&store, &name).await);
        write(store.clone(), name.clone()).await.unwrap();
        assert!(found(&store, &name).await);
    }
}

async fn a_dropped_writer_leaves_its_neighbours_in_the_batch(store: Store) {
    let mut first = store.write().await.unwrap();
    first.insert_setting("before", "1", NOW).await.unwrap();
    let dropped = enqueue({
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            tx.insert_setting("dropped", "1", NOW).await.unwrap();
        }
    })
    .await;
    let after = enqueue(write(store.clone(), "after".to_owned())).await;
    first.commit().await.unwrap();
    dropped.await.unwrap();
    after.await.unwrap().unwrap();
    assert!(found(&store, "before").await && found(&store, "after").await);
    assert!(!found(&store, "dropped").await);
}

async fn a_statement_that_fails_leaves_its_neighbours_in_the_batch(store: Store) {
    let session = crate::records::session(&crate::records::user_id());
    let mut first = store.write().await.unwrap();
    first.insert_setting("before", "1", NOW).await.unwrap();
    first.insert_session(&session).await.unwrap();
    let failing = enqueue({
        let store = store.clone();
        async move {
            let mut tx = store.write().await?;
            tx.insert_setting("failing", "1", NOW).await?;
            tx.insert_session(&session).await?;
            tx.commit().await
        }
    })
    .await;
    let after = enqueue(write(store.clone(), "after".to_owned())).await;
    first.commit().await.unwrap();
    assert!(matches!(failing.await.unwrap(), Err(Error::Statement(_))));
    after.await.unwrap().unwrap();
    assert!(found(&store, "before").await && found(&store, "after").await);
    assert!(!found(&store, "failing").await);
}

/// Begins a commit whose flush waits: another writer has its turn. Gives the commit, and what ends that turn.
async fn commit_held_up(store: &Store, name: &str) -> (JoinHandle<Result<()>>, oneshot::Sender<()>) {
    let mut tx = store.write().await.unwrap();
    tx.insert_setting(name, "1", NOW).await.unwrap();
    let (end, ended) = oneshot::channel();
    let (begin, begun) = oneshot::channel();
    enqueue({
        let store = store.clone();
        async move {
            let _turn = store.write().await.unwrap();
            begin.send(()).unwrap();
            let _ = ended.await;
        }
    })
    .await;
    let commit = tokio::spawn(tx.commit());
    begun.await.unwrap();
    settle().await;
    (commit, end)
}

async fn an_answer_leaves_only_after_the_flush(database: Database) {
    let store = &database.store;
    let (commit, end_turn) = commit_held_up(store, "a").await;
    assert!(!commit.is_finished());
    assert!(!found(store, "a").await);
    assert!(!found(&database.another(), "a").await);
    end_turn.send(()).unwrap();
    commit.await.unwrap().unwrap();
    assert!(found(store, "a").await);
    assert!(found(&database.another(), "a").await);
}

async fn a_commit_nobody_waits_for_is_flushed_with_its_batch(store: Store) {
    let (commit, end_turn) = commit_held_up(&store, "abandoned").await;
    commit.abort();
    assert!(commit.await.unwrap_err().is_cancelled());
    let neighbour = enqueue(write(store.clone(), "neighbour".to_owned())).await;
    end_turn.send(()).unwrap();
    neighbour.await.unwrap().unwrap();
    assert!(found(&store, "neighbour").await);
    assert!(found(&store, "abandoned").await);
}

fn copy_with_log(from: &str, to: &Path) {
    std::fs::copy(from, to).unwrap();
    std::fs::copy(format!("{from}-wal"), format!("{}-wal", to.display())).unwrap();
}

fn open(path: &Path, durability: Durability) -> Store {
    let url = format!("sqlite:{}", path.display());
    Store::open(&Settings { url, durability, pool_size: 1, root_certificates: None }).unwrap()
}

async fn what_was_answered_survives_the_end_of_the_process(database: Database) {
    save(&database.store, async |tx| tx.insert_setting("answered", "1", NOW).await).await;
    let (_commit, _end_turn) = commit_held_up(&database.store, "not answered").await;
    // What a process that is killed now leaves behind.
    let folder = TempDir::new().unwrap();
    let left = folder.path().join("left.db");
    copy_with_log(database.file(), &left);
    let store = open(&left, Durability::Full);
    assert!(found(&store, "answered").await);
    assert!(!found(&store, "not answered").await);
    write(store, "later".to_owned()).await.unwrap();
}

async fn a_writer_waits_while_another_process_writes(database: Database) {
    let other = rusqlite::Connection::open(database.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM settings").unwrap();
    let writer = enqueue(write(database.store.clone(), "a".to_owned())).await;
    assert!(!found(&database.store, "a").await, "reading goes on");
    assert!(!writer.is_finished());
    other.execute_batch("COMMIT").unwrap();
    writer.await.unwrap().unwrap();
    assert!(found(&database.store, "a").await);
}

async fn another_process_can_write_when_nobody_here_does(database: Database) {
    save(&database.store, async |tx| tx.insert_setting("a", "1", NOW).await).await;
    drop(database.store.write().await.unwrap());
    database.execute("DELETE FROM settings").await;
    assert!(!found(&database.store, "a").await);
    assert!(save(&database.store, async |tx| tx.insert_setting("a", "1", NOW).await).await);
}

async fn a_writer_under_way_is_finished_when_the_store_closes(store: Store) {
    let mut tx = store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    let closing = enqueue({
        let store = store.clone();
        async move { store.close().await }
    })
    .await;
    tx.commit().await.unwrap();
    closing.await.unwrap();
    assert!(found(&store, "a").await);
}

async fn a_closed_store_takes_no_writer(store: Store) {
    store.close().await;
    assert!(matches!(store.write().await.err(), Some(Error::Unavailable(_))));
    store.close().await;
}

async fn a_closed_store_leaves_one_whole_file(database: Database) {
    save(&database.store, async |tx| tx.insert_setting("a", "1", NOW).await).await;
    database.store.close().await;
    let log = format!("{}-wal", database.file());
    assert_eq!(std::fs::metadata(log).map_or(0, |file| file.len()), 0);
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(database.file(), &copy).unwrap();
    assert!(found(&open(&copy, Durability::Full), "a").await);
}

async fn relaxed_durability_keeps_what_was_written(database: Database) {
    let relaxed = open(Path::new(database.file()), Durability::Normal);
    write(relaxed.clone(), "a".to_owned()).await.unwrap();
    relaxed.close().await;
    assert!(found(&database.store, "a").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_log_is_written_back_while_writers_go_on() {
    let database = Database::new_sqlite();
    database.store.migrate().await.unwrap();
    prove(database, async |database: Database| {
        let long = "x".repeat(100_000);
        let log = format!("{}-wal", database.file());
        for number in 0..400 {
            save(&database.store, async |tx| tx.set_setting(&(number % 4).to_string(), &long, NOW).await)
                .await;
        }
        // 40 MB were written; the log begins again at 16 MB.
        let length = std::fs::metadata(&log).unwrap().len();
        assert!(length < 30_000_000, "the log has {length} bytes");
    })
    .await;
}

#[tokio::test]
async fn a_store_that_is_dropped_lets_its_file_go() {
    let database = Database::new_sqlite();
    database.store.migrate().await.unwrap();
    prove(database, async |database: Database| {
        let store = database.another();
        write(store.clone(), "a".to_owned()).await.unwrap();
        drop(store);
        let other = rusqlite::Connection::open(database.file()).unwrap();
        until("the file is free", async || other.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok()).await;
    })
    .await;
}
