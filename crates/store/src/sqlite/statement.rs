//! One statement on SQLite: its parameters, its rows.

use rusqlite::ToSql;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::columns::{Columns, RawRow, Value};
use crate::engine::Read;
use crate::{Error, Result};

/// Keeps statements prepared, and their plans as they are: left alone, SQLite plans a statement anew for every
/// value of a parameter that it thinks another plan might suit better.
pub(crate) fn keep_statements(connection: &rusqlite::Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(256);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

pub(crate) fn query<T>(
    connection: &rusqlite::Connection,
    sql: &'static str,
    params: &[Value<'_>],
    read: Read<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    let mut rows = statement.raw_query();
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read(&mut Columns::new(row))?);
    }
    Ok(records)
}

pub(crate) fn execute(
    connection: &rusqlite::Connection,
    sql: &'static str,
    params: &[Value<'_>],
) -> Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement.raw_execute()? as u64)
}

/// Binds each parameter to the place of its number. SQLite takes `$2` for a name and counts places in the order
/// in which a statement mentions them.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value<'_>]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        let value = statement
            .parameter_name(place)
            .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok()?.checked_sub(1))
            .and_then(|number| params.get(number))
            .ok_or_else(|| Error::Statement(format!("parameter {place} has no value")))?;
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(number),
            Value::Bool(flag) => ValueRef::Integer(i64::from(flag)),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl RawRow for rusqlite::Row<'_> {
    fn int(&self, at: usize) -> Result<Option<i64>> {
        Ok(self.get_ref(at)?.as_i64_or_null().map_err(rusqlite::Error::from)?)
    }

    fn flag(&self, at: usize) -> Result<Option<bool>> {
        Ok(RawRow::int(self, at)?.map(|number| number != 0))
    }

    fn text(&self, at: usize) -> Result<Option<&str>> {
        Ok(self.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)?)
    }

    fn bytes(&self, at: usize) -> Result<Option<&[u8]>> {
        Ok(self.get_ref(at)?.as_blob_or_null().map_err(rusqlite::Error::from)?)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, StatementStatus};

    use super::*;

    #[test]
    fn a_statement_is_planned_once_whatever_its_values() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, stops_at BIGINT, gone BIGINT);
            CREATE INDEX t_here ON t (name) WHERE gone IS NULL; CREATE INDEX t_by_stop ON t (stops_at);",
            )
            .unwrap();
        keep_statements(&connection).unwrap();
        let sql = "SELECT a.id FROM t AS a LEFT JOIN t AS b ON b.name = a.name AND (b.stops_at IS NULL OR b.stops_at > $2)
                   WHERE a.name = $1 AND a.gone IS NULL ORDER BY b.stops_at LIMIT $3";
        for number in 1..4 {
            let params = [Value::Text("some"), Value::Int(number), Value::Int(number * 10)];
            query(&connection, sql, &params, |row| row.take::<i64>()).unwrap();
        }
        let statement = connection.prepare_cached(sql).unwrap();
        assert_eq!(statement.get_status(StatementStatus::Run), 3);
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
