//! What every page is set in, and the parts that pages are made of.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::{assets, words};

/// The colours a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name, in the cookie, the form and the attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The name to greet with.
    pub name: String,
    /// Whether the operators' pages are theirs.
    pub operator: bool,
}

/// One line of an error summary, which is also the text beside its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field.
    pub field: String,
    /// What happened and what to do.
    pub message: String,
}

/// A link of a menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether this is the page.
    pub current: bool,
}

/// The side menu of a page that belongs to a set.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What the set is, for its label.
    pub title: String,
    /// The pages of the set.
    pub items: Vec<NavItem>,
}

impl Menu {
    /// The words of the page that is shown.
    pub fn current(&self) -> &str {
        self.items.iter().find(|item| item.current).map_or("", |item| &item.label)
    }
}

/// What a page is set in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The page's title, without the service's name.
    pub title: String,
    /// The service's name.
    pub service: String,
    /// The colours.
    pub theme: Theme,
    /// Who is signed in.
    pub viewer: Option<Viewer>,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong with what was sent.
    pub problems: Vec<Problem>,
    /// Where the theme form leads back to.
    pub path: String,
    /// The token of the forms that stand on every page.
    pub frame_token: String,
    /// The side menu.
    pub menu: Option<Menu>,
}

impl Frame {
    /// The text of the `title` element.
    pub fn full_title(&self) -> String {
        let title = format!("{} · {}", self.title, self.service);
        match self.problems.is_empty() {
            true => title,
            false => words::t("layout-error-title").with("title", title).to_string(),
        }
    }

    /// The message beside a field.
    pub fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        assets::href(name)
    }
}

/// A labelled box for one line of text.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    /// Its id and name.
    pub name: &'static str,
    /// Its id, if it differs from its name.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// The `type` attribute.
    pub kind: &'static str,
    /// The `autocomplete` attribute.
    pub autocomplete: &'static str,
    /// What was entered before.
    pub value: String,
    /// What is wrong with that.
    pub problem: Option<String>,
    /// Whether it takes the focus.
    pub autofocus: bool,
    /// Whether digits are expected.
    pub numeric: bool,
    /// Whether it holds a name or address: no capitals, no spelling.
    pub verbatim: bool,
    /// Whether a script may offer to show what is typed.
    pub secret: bool,
    /// Whether it has several lines.
    pub lines: bool,
    /// Whether a script may have it weighed while it is typed.
    pub weighed: bool,
}

/// Its template escapes what it holds, so a page takes it as it is.
impl HtmlSafe for Field {}

impl Field {
    /// A plain box.
    pub fn text(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            name,
            id: name.to_owned(),
            label: label.into(),
            kind: "text",
            autocomplete: "off",
            ..Self::default()
        }
    }

    /// A box for a password.
    pub fn password(name: &'static str, label: impl Into<String>, autocomplete: &'static str) -> Self {
        Self { kind: "password", autocomplete, secret: true, verbatim: true, ..Self::text(name, label) }
    }

    /// A box for a code of six digits.
    pub fn code(name: &'static str, label: impl Into<String>) -> Self {
        Self { numeric: true, autocomplete: "one-time-code", verbatim: true, ..Self::text(name, label) }
    }

    /// A box for an address of the web.
    pub fn url(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: "url", verbatim: true, ..Self::text(name, label) }
    }

    /// With what helps to fill it in.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With what was entered before.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// With another `autocomplete`.
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// With another `type`.
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// For a name: neither capitals nor spelling are mended.
    pub fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// With the focus.
    pub fn focused(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// With another id than its name, for one of several.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// A new password: a script shows how strong it is.
    pub fn weighed(mut self) -> Self {
        self.weighed = true;
        self
    }

    /// With several lines.
    pub fn lines(mut self) -> Self {
        self.lines = true;
        self
    }

    /// With its problem, if the frame has one for it; then the summary has the focus, not the box.
    pub fn checked(mut self, problems: &[Problem]) -> Self {
        self.problem =
            problems.iter().find(|problem| problem.field == self.id).map(|found| found.message.clone());
        self.autofocus &= problems.is_empty();
        self
    }

    fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.problem.as_ref().map(|_| format!("{}-error", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// A box to tick, or one of several to choose from.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/choice.html")]
pub struct Choice {
    /// `checkbox` or `radio`.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its id.
    pub id: String,
    /// Its value.
    pub value: String,
    /// Its words.
    pub label: String,
    /// What follows from it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub checked: bool,
}

/// Its template escapes what it holds, so a page takes it as it is.
impl HtmlSafe for Choice {}
