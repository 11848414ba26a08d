//! Boxes that stand on more than one page, with their hints.

use crate::App;
use crate::views::frame::{Field, Problem};
use crate::words;

/// A new password.
pub(crate) fn new_password(
    app: &App,
    name: &'static str,
    label: impl Into<String>,
    problems: &[Problem],
) -> Field {
    let least = app.settings.passwords.min_length;
    Field::password(name, label, "new-password")
        .hint(words::t("signup-password-hint").count("count", least))
        .weighed()
        .checked(problems)
}

/// A new username.
pub(crate) fn new_username(label: impl Into<String>, entered: &str, problems: &[Problem]) -> Field {
    Field::text("username", label)
        .autocomplete("username")
        .verbatim()
        .hint(words::t("signup-username-hint"))
        .value(entered)
        .checked(problems)
}

/// An app's name, website and description, as its owner enters them.
pub(crate) fn app_words(name: &str, homepage: &str, description: &str, problems: &[Problem]) -> [Field; 3] {
    [
        Field::text("name", words::t("app-name"))
            .hint(words::t("app-name-hint"))
            .autocomplete("off")
            .value(name)
            .checked(problems),
        Field::url("homepage", words::t("app-homepage"))
            .autocomplete("url")
            .value(homepage)
            .checked(problems),
        Field::text("description", words::t("app-description"))
            .hint(words::t("app-description-hint"))
            .autocomplete("off")
            .lines()
            .value(description)
            .checked(problems),
    ]
}
