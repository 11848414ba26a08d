//! Pages of an app's log and usage.

use askama::Template;

use super::Moment;
use super::frame::{Field, Frame};
use super::portal::AppCard;
use crate::charts::LineChart;
use crate::words;

/// One line of a log.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/log_row.html")]
pub struct LogRow {
    /// Where its own page is; nothing for a gap.
    pub href: Option<String>,
    /// When it was.
    pub at: Moment,
    /// Method and path.
    pub method: String,
    /// The path.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// `ok`, `warn` or `danger`, for its colour.
    pub tone: &'static str,
    /// The error's name.
    pub error: Option<String>,
    /// How long the answer took.
    pub took: String,
    /// What happened, in a sentence.
    pub what: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// `/developers/apps/{id}/logs`.
#[derive(Template)]
#[template(path = "pages/app_logs.html")]
pub struct LogsPage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: AppCard,
    /// The filter.
    pub filter: Field,
    /// Whether anything is filtered.
    pub filtered: bool,
    /// The lines, the newest first.
    pub rows: Vec<LogRow>,
    /// Where older lines are.
    pub older: Option<String>,
    /// Whether there may be fitting lines further back than was looked.
    pub looked_far: bool,
    /// Where new lines are told as they come; only on the newest page.
    pub live: Option<String>,
    /// The page without a cursor.
    pub newest: String,
    /// The lines as files: label and address.
    pub exports: [(&'static str, String); 2],
}

/// `/developers/apps/{id}/logs/{call}`.
#[derive(Template)]
#[template(path = "pages/app_log_entry.html")]
pub struct LogEntryPage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: AppCard,
    /// The line.
    pub row: LogRow,
    /// What is known of it: name and value.
    pub facts: Vec<(String, String)>,
    /// The parameters it came with: name and value.
    pub parameters: Vec<(String, String)>,
    /// The other lines of its flow, the oldest first, and whether each is this one.
    pub flow: Vec<(LogRow, bool)>,
    /// What its error means in general.
    pub causes: Option<Causes>,
    /// The lines of its flow in the log.
    pub flow_href: Option<String>,
}

/// What an error means in general.
#[derive(Clone, Debug)]
pub struct Causes {
    /// Its registered name.
    pub code: &'static str,
    /// What it says.
    pub meaning: String,
    /// What usually leads to it.
    pub usual: Vec<String>,
    /// What to do.
    pub fix: String,
}

/// `/developers/errors/{code}`.
#[derive(Template)]
#[template(path = "pages/error_causes.html")]
pub struct CausesPage {
    /// What it is set in.
    pub frame: Frame,
    /// What the error means.
    pub causes: Causes,
}

/// A figure on the usage page.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What it counts.
    pub label: String,
    /// The figure.
    pub figure: String,
    /// What goes with it.
    pub note: String,
}

/// `/developers/apps/{id}/usage`.
#[derive(Template)]
#[template(path = "pages/app_usage.html")]
pub struct UsagePage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: AppCard,
    /// Ranges to choose from: value, label, whether it is shown.
    pub ranges: Vec<(&'static str, String, bool)>,
    /// The figures.
    pub tiles: Vec<Tile>,
    /// The charts.
    pub charts: Vec<LineChart>,
}
