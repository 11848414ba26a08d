//! Pages that explain what the platform's API answers.

use askama::Template;

use super::frame::Frame;
use crate::words;

/// `/developers/problems/…`.
#[derive(Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    /// What it is set in.
    pub frame: Frame,
    /// The kind of problem in a few words.
    pub title: String,
    /// Its status, with its name.
    pub status: String,
    /// The address that stands for it.
    pub address: String,
    /// What happened.
    pub cause: String,
    /// What to do.
    pub cure: String,
}

/// A kind of problem in a list.
pub struct ProblemLine {
    /// Its name in addresses.
    pub slug: &'static str,
    /// Where its page is.
    pub path: String,
    /// The kind in a few words.
    pub title: String,
    /// Its status.
    pub status: u16,
}

/// `/developers/problems`.
#[derive(Template)]
#[template(path = "pages/problems.html")]
pub struct ProblemsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Every kind.
    pub kinds: Vec<ProblemLine>,
}
