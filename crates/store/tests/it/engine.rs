//! What holds of every reader and writer, whatever the record.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use store::{Durability, Error, Settings, Store};

use crate::records::{NOW, form_id, session, user_id};
use crate::support::{Database, on_postgres, on_sqlite, prove, race, read, save, until, winners};

both_engines! {
    a_reachable_store_answers_a_ping,
    what_is_committed_is_seen_by_another_server,
    what_is_not_committed_is_seen_by_nobody_else,
    a_dropped_writer_leaves_nothing,
    a_writer_sees_what_it_wrote,
    a_writer_whose_statement_failed_cannot_commit,
    a_writer_with_an_abandoned_statement_commits_all_of_it_or_nothing,
    an_abandoned_writer_leaves_all_or_nothing,
    a_writer_that_panics_harms_nobody,
    writers_by_the_hundred_are_all_served,
}

async fn setting(store: &Store, name: &str) -> Option<String> {
    read(store, async |reader| reader.find_setting(name).await).await
}

async fn a_reachable_store_answers_a_ping(store: Store) {
    store.read().await.unwrap().ping().await.unwrap();
    store.write().await.unwrap().ping().await.unwrap();
}

async fn what_is_committed_is_seen_by_another_server(database: Database) {
    save(&database.store, async |tx| tx.insert_setting("a", "1", NOW).await).await;
    assert_eq!(setting(&database.another(), "a").await.as_deref(), Some("1"));
}

async fn what_is_not_committed_is_seen_by_nobody_else(database: Database) {
    let mut tx = database.store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    assert_eq!(setting(&database.store, "a").await, None);
    assert_eq!(setting(&database.another(), "a").await, None);
    tx.commit().await.unwrap();
    assert_eq!(setting(&database.store, "a").await.as_deref(), Some("1"));
}

async fn a_dropped_writer_leaves_nothing(store: Store) {
    let mut tx = store.write().await.unwrap();
    assert!(tx.insert_setting("a", "1", NOW).await.unwrap());
    tx.set_setting("b", "1", NOW).await.unwrap();
    drop(tx);
    assert_eq!(setting(&store, "a").await, None);
    assert_eq!(setting(&store, "b").await, None);
    assert!(save(&store, async |tx| tx.insert_setting("a", "2", NOW).await).await);
}

async fn a_writer_sees_what_it_wrote(store: Store) {
    let mut tx = store.write().await.unwrap();
    tx.set_setting("a", "1", NOW).await.unwrap();
    assert_eq!(tx.find_setting("a").await.unwrap().as_deref(), Some("1"));
}

async fn a_writer_whose_statement_failed_cannot_commit(store: Store) {
    let session = session(&user_id());
    let mut tx = store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    tx.insert_session(&session).await.unwrap();
    // One engine says so at once, the other when the statement is sent.
    let said = tx.insert_session(&session).await;
    let committed = tx.commit().await;
    assert!(matches!(committed, Err(Error::Statement(_))), "{said:?}, then {committed:?}");
    assert_eq!(setting(&store, "a").await, None);
    assert!(save(&store, async |tx| tx.insert_setting("a", "2", NOW).await).await);
}

async fn a_writer_with_an_abandoned_statement_commits_all_of_it_or_nothing(database: Database) {
    // One connection, so that its statements are prepared and the second use sends them at the first poll.
    let store = database.with_pool(1);
    let taken = session(&user_id());
    save(&store, async |tx| {
        tx.insert_session(&taken).await?;
        tx.spend_form(&form_id(), NOW).await
    })
    .await;
    let mut tx = store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    let _ = tx.insert_session(&taken).await;
    // Sends the statement that fails together with this one, and does not wait for either.
    let _ = tx.spend_form(&form_id(), NOW).now_or_never();
    let committed = tx.commit().await;
    assert!(committed.is_err(), "a commit that was a rollback says so");
    assert_eq!(setting(&store, "a").await, None);
}

async fn an_abandoned_writer_leaves_all_or_nothing(database: Database) {
    let store = database.with_pool(2);
    for round in 0..60_u64 {
        let (one, two) = (format!("one-{round}"), format!("two-{round}"));
        let whole = async {
            let mut tx = store.write().await?;
            tx.set_setting(&one, "1", NOW).await?;
            tx.insert_setting(&two, "1", NOW).await?;
            tx.commit().await
        };
        let finished = tokio::time::timeout(Duration::from_micros(round * 100), whole).await;
        if let Ok(outcome) = finished {
            outcome.unwrap();
            assert!(setting(&store, &one).await.is_some() && setting(&store, &two).await.is_some());
        }
        // Dropped while its commit was under way, it may yet be made durable, between these two looks too.
        until("both or neither stayed", async || {
            setting(&store, &one).await.is_some() == setting(&store, &two).await.is_some()
        })
        .await;
    }
    assert!(save(&store, async |tx| tx.insert_setting("after", "1", NOW).await).await);
}

async fn a_writer_that_panics_harms_nobody(store: Store) {
    let neighbour = tokio::spawn({
        let store = store.clone();
        async move { save(&store, async |tx| tx.insert_setting("neighbour", "1", NOW).await).await }
    });
    let panicked = AssertUnwindSafe(async {
        let mut tx = store.write().await.unwrap();
        tx.insert_setting("a", "1", NOW).await.unwrap();
        std::panic::resume_unwind(Box::new("a bug"));
    })
    .catch_unwind()
    .await;
    assert!(panicked.is_err());
    assert!(neighbour.await.unwrap());
    assert_eq!(setting(&store, "a").await, None);
    assert!(save(&store, async |tx| tx.insert_setting("a", "2", NOW).await).await);
}

async fn writers_by_the_hundred_are_all_served(store: Store) {
    let saved = race(|number| {
        let store = store.clone();
        async move {
            for turn in 0..4 {
                let name = format!("{number}-{turn}");
                let mut tx = store.write().await.unwrap();
                assert!(tx.insert_setting(&name, "1", NOW).await.unwrap());
                match turn % 2 {
                    0 => tx.commit().await.unwrap(),
                    _ => drop(tx),
                }
            }
            let mut reader = store.read().await.unwrap();
            reader.find_setting(&format!("{number}-2")).await.unwrap().is_some()
                && reader.find_setting(&format!("{number}-3")).await.unwrap().is_none()
        }
    })
    .await;
    assert_eq!(winners(&saved), saved.len());
}

/// Other servers look for revocations a bounded time back, so no writer may last longer than that.
async fn a_writer_that_took_too_long_is_not_committed(store: Store) {
    let mut tx = store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(21)).await;
    tokio::time::resume();
    assert!(matches!(tx.commit().await, Err(Error::Unavailable(_))));
    assert_eq!(setting(&store, "a").await, None);
}

#[tokio::test]
async fn a_writer_that_took_too_long_is_not_committed_on_sqlite() {
    on_sqlite(a_writer_that_took_too_long_is_not_committed).await;
}

#[tokio::test]
async fn a_writer_that_took_too_long_is_not_committed_on_postgres() {
    on_postgres(a_writer_that_took_too_long_is_not_committed).await;
}

fn open(url: &str) -> Result<Store, Error> {
    let url = url.to_owned();
    Store::open(&Settings { url, durability: Durability::Full, pool_size: 1, root_certificates: None })
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused() {
    for url in [
        "",
        "mysql://localhost/x",
        "guildgate.db",
        "sqlite:",
        "sqlite::memory:",
        "postgres://localhost:port/x",
    ] {
        assert!(matches!(open(url), Err(Error::Address(_))), "{url}");
    }
    let message = open("sqlite:/no/such/folder/x.db").err().unwrap().to_string();
    assert!(message.contains("/no/such/folder"), "{message}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    // The port was free a moment ago, so nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let store = open(&format!("postgres://guildgate@127.0.0.1:{port}/guildgate")).unwrap();
    assert!(matches!(store.read().await.err(), Some(Error::Unavailable(_))));
    assert!(matches!(store.write().await.err(), Some(Error::Unavailable(_))));
    assert!(matches!(store.migrate().await, Err(Error::Unavailable(_))));
    assert!(matches!(store.schema_version().await, Err(Error::Unavailable(_))));
}

#[tokio::test]
async fn a_database_that_is_not_there_is_a_wrong_address() {
    prove(Database::new_postgres().await, async |database: Database| {
        let missing = open(&format!("{}_missing", database.settings.url)).unwrap();
        assert!(matches!(missing.read().await.err(), Some(Error::Address(_))));
    })
    .await;
}
