//! What only a database server can do: go away, be busy, be another than it says.

use store::{Error, Settings, Store};

use crate::records::NOW;
use crate::support::{Database, PATIENCE, as_user, on_postgres, read, save, until, variable};

/// Runs a fact on PostgreSQL only.
macro_rules! on_postgres_only {
    ($($fact:ident),* $(,)?) => {$(
        mod $fact {
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                super::on_postgres(super::$fact).await;
            }
        }
    )*};
}

on_postgres_only! {
    a_store_works_again_after_its_server_restarted,
    a_writer_that_loses_its_server_leaves_nothing,
    a_full_pool_turns_away_instead_of_waiting_for_ever,
    a_dropped_writer_gives_its_connection_back,
    a_writer_dropped_outside_a_runtime_gives_its_place_back,
    a_closed_store_answers_nothing,
    a_server_with_a_known_certificate_is_trusted,
    a_server_with_an_unknown_certificate_is_refused,
    a_certificate_file_that_is_none_is_a_wrong_address,
}

/// Whether the store answers now.
async fn answers(store: &Store) -> bool {
    match store.read().await {
        Ok(mut reader) => reader.ping().await.is_ok(),
        Err(_) => false,
    }
}

async fn a_store_works_again_after_its_server_restarted(database: Database) {
    let store = &database.store;
    // Several connections lie idle in the pool.
    let readers = [store.read().await.unwrap(), store.read().await.unwrap(), store.read().await.unwrap()];
    for mut reader in readers {
        reader.ping().await.unwrap();
    }
    save(store, async |tx| tx.insert_setting("before", "1", NOW).await).await;
    database.end_connections().await;
    until("the store answers again", async || answers(store).await).await;
    assert!(save(store, async |tx| tx.insert_setting("after", "1", NOW).await).await);
    assert!(read(store, async |reader| reader.find_setting("before").await).await.is_some());
}

async fn a_writer_that_loses_its_server_leaves_nothing(database: Database) {
    let store = &database.store;
    let mut tx = store.write().await.unwrap();
    assert!(tx.insert_setting("a", "1", NOW).await.unwrap());
    database.end_connections().await;
    assert!(matches!(tx.commit().await, Err(Error::Unavailable(_))));
    until("the store answers again", async || answers(store).await).await;
    assert!(save(store, async |tx| tx.insert_setting("a", "2", NOW).await).await);
}

async fn a_full_pool_turns_away_instead_of_waiting_for_ever(database: Database) {
    let store = database.with_pool(1);
    let holder = store.write().await.unwrap();
    let turned_away = tokio::time::timeout(PATIENCE, store.read()).await.expect("an answer in time");
    assert!(matches!(turned_away.err(), Some(Error::Unavailable(_))));
    drop(holder);
    assert!(answers(&store).await);
}

async fn a_dropped_writer_gives_its_connection_back(database: Database) {
    let store = database.with_pool(1);
    for _ in 0..20 {
        let mut tx = store.write().await.unwrap();
        assert!(tx.insert_setting("a", "1", NOW).await.unwrap());
    }
    assert_eq!(read(&store, async |reader| reader.find_setting("a").await).await, None);
}

async fn a_writer_dropped_outside_a_runtime_gives_its_place_back(database: Database) {
    let store = database.with_pool(1);
    let mut tx = store.write().await.unwrap();
    assert!(tx.insert_setting("a", "1", NOW).await.unwrap());
    std::thread::spawn(move || drop(tx)).join().unwrap();
    until("the place is free", async || answers(&store).await).await;
    assert!(save(&store, async |tx| tx.insert_setting("a", "2", NOW).await).await);
}

async fn a_closed_store_answers_nothing(database: Database) {
    let store = database.another();
    assert!(answers(&store).await);
    store.close().await;
    assert!(matches!(store.read().await.err(), Some(Error::Unavailable(_))));
    assert!(matches!(store.write().await.err(), Some(Error::Unavailable(_))));
}

/// The same database, called with TLS.
fn with_tls(database: &Database, root_certificates: Option<Vec<u8>>) -> Result<Store, Error> {
    let url = as_user(&variable("GUILDGATE_TEST_POSTGRES_TLS"), database.user());
    Store::open(&Settings { url, root_certificates, ..database.settings.clone() })
}

async fn a_server_with_a_known_certificate_is_trusted(database: Database) {
    let authority = std::fs::read(variable("GUILDGATE_TEST_POSTGRES_CA")).unwrap();
    let store = with_tls(&database, Some(authority)).unwrap();
    assert!(save(&store, async |tx| tx.insert_setting("a", "1", NOW).await).await);
    assert!(read(&database.store, async |reader| reader.find_setting("a").await).await.is_some());
}

async fn a_server_with_an_unknown_certificate_is_refused(database: Database) {
    let refused = with_tls(&database, None).unwrap().read().await.err();
    let Some(Error::Unavailable(message)) = refused else { panic!("{refused:?}") };
    assert!(message.contains("certificate"), "{message}");
}

async fn a_certificate_file_that_is_none_is_a_wrong_address(database: Database) {
    let damaged = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_vec();
    assert!(matches!(with_tls(&database, Some(damaged)), Err(Error::Address(_))));
    assert!(matches!(with_tls(&database, Some(b"not one certificate".to_vec())), Err(Error::Address(_))));
}

#[test]
fn an_address_that_gives_up_tls_to_another_machine_is_known() {
    for (url, in_clear) in [
        ("postgres://db.example/x", false),
        ("postgres://db.example/x?sslmode=require", false),
        ("postgres://db.example/x?sslmode=disable", true),
        ("postgres://db.example/x?connect_timeout=2&sslmode=prefer", true),
        ("postgres://localhost/x?sslmode=disable", false),
        ("sqlite:a?sslmode=disable", false),
    ] {
        assert_eq!(store::may_go_in_clear(url), in_clear, "{url}");
    }
}
