//! The lines of a log as a file.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use oauth::call::{Call, Filter, explain};
use serde_json::{Value, json};

use super::super::find_own;
use super::{explained, search};
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::Query;
use crate::views::Moment;
use crate::words;

/// The most lines in one file.
const MOST: usize = 5_000;

/// The columns of a file.
const COLUMNS: [&str; 14] = [
    "id",
    "at",
    "endpoint",
    "method",
    "path",
    "status",
    "error",
    "what",
    "grant_type",
    "flow",
    "user",
    "network",
    "microseconds",
    "parameters",
];

/// Gives the newest lines that fit as CSV or JSON.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let query = Query::of(query.as_deref());
    let filter = Filter::parse(query.one("filter").unwrap_or_default()).map_err(|bad| {
        PageError::new(StatusCode::BAD_REQUEST, words::t("error-filter"), explained::bad_filter(&bad))
    })?;
    let found = search::newest_first(&app, &client.id, &filter, None, MOST).await?;
    let rows = found.calls.iter().map(|call| columns(call, super::subject_of(&app, &client, call)));
    let (kind, ending, body) = match query.one("format") {
        Some("json") => ("application/json", "json", as_json(rows)),
        _ => ("text/csv; charset=utf-8", "csv", as_csv(rows)),
    };
    let name = format!("attachment; filename=\"{}-log.{ending}\"", client.id);
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

fn columns(call: &Call, subject: Option<String>) -> [Value; COLUMNS.len()] {
    [
        call.id.to_string().into(),
        Moment::precise(call.at()).machine.into(),
        call.endpoint.as_str().into(),
        call.method.as_ref().into(),
        call.path.as_str().into(),
        call.status.into(),
        json!(call.error),
        explained::what(&explain(call).what).to_string().into(),
        json!(call.grant_type),
        json!(call.grant_id),
        json!(subject),
        call.network.as_str().into(),
        call.micros.into(),
        call.parameters.as_str().into(),
    ]
}

fn as_json(rows: impl Iterator<Item = [Value; COLUMNS.len()]>) -> String {
    let object = |row: [Value; COLUMNS.len()]| -> Value {
        COLUMNS.iter().map(|name| (*name).to_owned()).zip(row).collect::<serde_json::Map<_, _>>().into()
    };
    Value::Array(rows.map(object).collect()).to_string()
}

/// RFC 4180. A value that a spreadsheet would take for a formula is given as text.
fn as_csv(rows: impl Iterator<Item = [Value; COLUMNS.len()]>) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for row in rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other => return other.to_string(),
    };
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_and_never_a_formula() {
        assert_eq!(cell(&json!("a \"b\", c")), "\"a \"\"b\"\", c\"");
        assert_eq!(cell(&json!("=1+1")), "\"'=1+1\"");
        assert_eq!(cell(&json!(null)), "");
        assert_eq!(cell(&json!(400)), "400");
    }
}
