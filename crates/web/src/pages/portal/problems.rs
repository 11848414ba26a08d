//! `/developers/problems`: what the platform's API answers when it says no.

mod explained;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::App;
use crate::error::{PageError, Problem};
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::problems::{ProblemLine, ProblemPage, ProblemsPage};
use crate::words;

/// Every kind of problem.
pub(crate) async fn show_all(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let line = |problem: &Problem| ProblemLine {
        slug: problem.slug(),
        path: problem.address(""),
        title: explained::explain(*problem).title.to_string(),
        status: problem.status().as_u16(),
    };
    let frame = frame::of(&app, &visitor, words::t("problems-title"));
    pages::page(&ProblemsPage { frame, kinds: Problem::ALL.iter().map(line).collect() })
}

/// One of them.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let problem = Problem::named(&slug).ok_or_else(PageError::not_found)?;
    let words = explained::explain(problem);
    let page = ProblemPage {
        frame: frame::of(&app, &visitor, &words.title),
        title: words.title.to_string(),
        status: problem.status().to_string(),
        address: problem.address(&app.settings.public_url),
        cause: words.cause.to_string(),
        cure: words.cure.to_string(),
    };
    pages::page(&page)
}
