//! `/developers/errors/{code}`: what an error means, for everybody.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use oauth::error::ErrorCode;

use super::causes;
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::logs::CausesPage;

/// Explains it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let code = ErrorCode::parse(&code).ok_or_else(PageError::not_found)?;
    pages::page(&CausesPage { frame: frame::of(&app, &visitor, code.as_str()), causes: causes::of(code) })
}
