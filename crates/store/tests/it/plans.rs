//! No statement of a request reads a whole table.

use crate::statements::{self, Dialect};
use crate::support::{Database, connect, on_postgres, on_sqlite};

/// Tables that a statement may read in full, and why.
const SMALL: [(&str, &str); 2] = [
    ("signing_keys", "one is made per rotation"),
    ("audit_checkpoints", "read in the order of its key, which is the table's own, up to a limit"),
];

fn allowed(table: &str, sql: &str) -> bool {
    SMALL.iter().any(|(small, _)| *small == table) && (table == "signing_keys" || sql.contains("LIMIT"))
}

#[test]
fn statements_are_found_in_the_source() {
    let statements = statements::all();
    assert!(statements.len() > 100, "{} statements", statements.len());
    for statement in &statements {
        assert!(!statement.sql.contains("::"), "{}", statement.sql);
    }
}

#[tokio::test]
async fn sqlite_finds_every_row_by_an_index() {
    on_sqlite(async |database: Database| {
        let mut scans = Vec::new();
        for statement in statements::all().into_iter().filter(|one| one.dialect() != Dialect::Postgres) {
            for step in database.store.plan(&statement.sql).await.unwrap() {
                let Some(scanned) = step.strip_prefix("SCAN ") else { continue };
                let (table, how) = scanned.split_once(' ').unwrap_or((scanned, ""));
                // What is asked of no table is one row that is not there.
                if scanned == "CONSTANT ROW" {
                    continue;
                }
                // A part of this very statement, whose own rows are found by another step.
                let is_part = table.starts_with('(')
                    || ["waiting", "counted", "own", "others", "events"].contains(&table);
                // In the order of an index up to a limit, which is no more than the rows that are asked for.
                let by_index = how.starts_with("USING") && statement.sql.contains("LIMIT");
                // Full-text search says by what it looks: `M` for words, `=` for a row. Nothing follows a scan.
                let by_words = how
                    .strip_prefix("VIRTUAL TABLE INDEX ")
                    .and_then(|index| index.split_once(':'))
                    .is_some_and(|(_, by)| by.starts_with(['M', '=']));
                if !is_part && !by_index && !by_words && !allowed(table, &statement.sql) {
                    scans.push(format!("{}: {step}: {}", statement.file, statement.sql));
                }
            }
        }
        assert!(scans.is_empty(), "{}", scans.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn postgres_can_find_every_row_by_an_index() {
    on_postgres(async |database: Database| {
        let client = connect(&database.settings.url).await;
        // What is still read in full then has no index that would help.
        client
            .batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan")
            .await
            .unwrap();
        let mut scans = Vec::new();
        for statement in statements::all().into_iter().filter(|one| one.dialect() != Dialect::Sqlite) {
            client.batch_execute(&format!("PREPARE planned AS {}", statement.sql)).await.unwrap();
            let nulls = vec!["NULL"; statement.parameters()].join(", ");
            let arguments = if nulls.is_empty() { nulls } else { format!("({nulls})") };
            for message in client.simple_query(&format!("EXPLAIN EXECUTE planned{arguments}")).await.unwrap()
            {
                let tokio_postgres::SimpleQueryMessage::Row(row) = message else { continue };
                let step = row.get(0).unwrap();
                if let Some((_, scanned)) = step.split_once("Seq Scan on ") {
                    scans.push(format!("{}: {scanned}: {}", statement.file, statement.sql));
                }
            }
            client.batch_execute("DEALLOCATE planned").await.unwrap();
        }
        assert!(scans.is_empty(), "{}", scans.join("\n"));
    })
    .await;
}
