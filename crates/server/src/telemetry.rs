//! Logs: lines of text or JSON on standard error, with nothing secret in them. Their level and form can be changed
//! while the program runs.

use std::io::{IsTerminal, stderr};
use std::panic;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layered, SubscriberExt};
use tracing_subscriber::reload::{self, Handle};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::Log;

/// Our own crates: of others only warnings are of interest.
const OURS: [&str; 6] = ["guildgate", "oauth", "account", "market", "store", "web"];

type Filtered = Layered<reload::Layer<Targets, Registry>, Registry>;
type Form = Box<dyn Layer<Filtered> + Send + Sync>;

/// Changes what is logged, and how.
#[derive(Clone)]
pub(crate) struct Logging {
    filter: Handle<Targets, Registry>,
    form: Handle<Form, Filtered>,
}

impl Logging {
    /// Begins to log.
    pub(crate) fn start(log: Log) -> Self {
        let (filter, filter_handle) = reload::Layer::new(filter(log.level));
        let (form, form_handle) = reload::Layer::new(form(log.json));
        tracing_subscriber::registry().with(filter).with(form).init();
        // What a panic says may hold what it was working on: where it happened is enough.
        panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a panic; this is a bug");
        }));
        Self { filter: filter_handle, form: form_handle }
    }

    /// Logs in another way from now on.
    pub(crate) fn change(&self, log: Log) {
        // The handles fail only if the subscriber is gone, and then nobody logs.
        let _ = self.filter.reload(filter(log.level));
        let _ = self.form.reload(form(log.json));
    }
}

fn filter(level: Level) -> Targets {
    let others = level.min(Level::WARN);
    OURS.iter().fold(Targets::new().with_default(others), |targets, ours| targets.with_target(*ours, level))
}

fn form(json: bool) -> Form {
    if json {
        return fmt::layer().json().with_writer(stderr).boxed();
    }
    fmt::layer().with_ansi(colours()).with_target(false).with_writer(stderr).boxed()
}

/// Whether standard error shows colours (<https://no-color.org>).
fn colours() -> bool {
    stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
