use market::ProjectId;
use store::{Error, Reader, SCHEMA_VERSION, Store};

use crate::records::{NOW, add_grant, add_project, add_user, client, grant, project, user};
use crate::support::{Database, prove, read, save};

both_engines! {
    a_migrated_database_has_nothing_to_do,
    a_database_of_a_newer_program_is_refused,
}

async fn a_migrated_database_has_nothing_to_do(database: Database) {
    assert_eq!(database.store.schema_version().await.unwrap(), SCHEMA_VERSION);
    assert_eq!(database.store.migrate().await.unwrap(), 0);
    assert_eq!(database.another().migrate().await.unwrap(), 0);
    assert_eq!(database.store.schema_version().await.unwrap(), SCHEMA_VERSION);
}

async fn a_database_of_a_newer_program_is_refused(database: Database) {
    let newer = SCHEMA_VERSION + 1;
    database.execute(&format!("INSERT INTO schema_versions (version) VALUES ({newer})")).await;
    let refused = database.store.migrate().await.unwrap_err();
    assert!(
        matches!(refused, Error::NewerSchema { found, known } if found == newer && known == SCHEMA_VERSION)
    );
    let message = refused.to_string();
    assert!(message.contains("newer program"), "{message}");
    assert_eq!(database.store.schema_version().await.unwrap(), newer);
}

async fn an_empty_database_takes_every_migration(store: Store) {
    assert_eq!(store.schema_version().await.unwrap(), 0);
    assert_eq!(store.migrate().await.unwrap() as i64, SCHEMA_VERSION);
    assert_eq!(store.schema_version().await.unwrap(), SCHEMA_VERSION);
}

async fn every_earlier_version_is_brought_up_to_date_with_its_records(store: Store) {
    let (ada, app, grant) = (user("ada"), client(), grant());
    for version in 1..=SCHEMA_VERSION {
        assert_eq!(store.migrate_to(version).await.unwrap(), 1);
        assert_eq!(store.schema_version().await.unwrap(), version);
        match version {
            1 => assert!(add_user(&store, &ada).await),
            2 => assert!(save(&store, async |tx| tx.insert_client(&app).await).await),
            3 => add_grant(&store, &grant).await,
            4 => assert!(save(&store, async |tx| tx.insert_setting("a", "1", NOW).await).await),
            7 => drop(add_project(&store, &project(ada.id)).await),
            _ => {}
        }
    }
    assert_eq!(store.migrate().await.unwrap(), 0);
    let before = ProjectId::LAST;
    let projects = async |reader: &mut Reader| reader.list_projects_of(&ada.id, true, before, 9).await;
    assert_eq!(read(&store, projects).await.len(), 1);
    assert_eq!(read(&store, async |reader| reader.find_user(&ada.id).await).await, Some(ada));
    assert_eq!(read(&store, async |reader| reader.find_client(&app.id).await).await, Some(app));
    assert_eq!(read(&store, async |reader| reader.find_grant(&grant.id).await).await, Some(grant));
    assert!(read(&store, async |reader| reader.find_setting("a").await).await.is_some());
}

async fn servers_that_start_together_migrate_once(database: Database) {
    let servers: Vec<_> = (0..8)
        .map(|_| {
            let store = database.with_pool(1);
            tokio::spawn(async move { store.migrate().await.unwrap() })
        })
        .collect();
    let mut taken = Vec::new();
    for server in servers {
        taken.push(server.await.unwrap());
    }
    taken.sort_unstable();
    assert_eq!(taken, [vec![0; 7], vec![SCHEMA_VERSION as usize]].concat());
}

async fn a_migration_that_fails_leaves_nothing(database: Database) {
    database.execute("CREATE TABLE grants (grant_id TEXT PRIMARY KEY)").await;
    assert!(matches!(database.store.migrate().await, Err(Error::Statement(_))));
    assert_eq!(database.store.schema_version().await.unwrap(), 0);
    database.execute("DROP TABLE grants").await;
    assert_eq!(database.store.migrate().await.unwrap() as i64, SCHEMA_VERSION);
}

/// Makes two tests of each fact about a database that is not migrated.
macro_rules! before_migration {
    ($($fact:ident),* $(,)?) => {$(
        mod $fact {
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                super::prove(super::Database::new_sqlite(), super::$fact).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                super::prove(super::Database::new_postgres().await, super::$fact).await;
            }
        }
    )*};
}

before_migration! {
    an_empty_database_takes_every_migration,
    every_earlier_version_is_brought_up_to_date_with_its_records,
    servers_that_start_together_migrate_once,
    a_migration_that_fails_leaves_nothing,
}
