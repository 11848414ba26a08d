//! The file that makes clients one sector (OIDC Core §8.1): fetched before a client is written down.

use oauth::client::registration::{Fault, FieldProblem};
use oauth::oidc::subject;

use crate::App;

/// Fetches the file at `sector_identifier_uri`, if a client named one, and finds its redirect URIs in it. No
/// transaction may be open.
///
/// # Errors
/// If there is no such file, or an address is not in it.
pub async fn check(app: &App, uri: Option<&str>, redirect_uris: &[String]) -> Result<(), FieldProblem> {
    let Some(uri) = uri else { return Ok(()) };
    let problem = |fault| FieldProblem { field: "sector_identifier_uri", index: None, fault };
    let answer = app.outbound().fetch(uri, "application/json").await;
    let answer = answer.map_err(|refused| problem(Fault::SectorUnread(refused.to_string())))?;
    subject::check_sector_file(&answer.body, redirect_uris).map_err(problem)
}
