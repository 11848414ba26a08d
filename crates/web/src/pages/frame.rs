//! What pages are set in: who is signed in, what was just done, which menu.

use crate::App;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::Query;
use crate::views::frame::{Frame, Menu, NavItem, Problem, Viewer};
use crate::words::{self, Phrase};

/// Of the forms that stand on every page.
pub(crate) const PURPOSE: &str = "frame";

/// What a page says it just did, by the word that stands for it in the address: no text of a stranger's making
/// gets onto a page.
const DONE: &[(&str, Phrase)] = &[
    ("verified", words::t("done-verified")),
    ("password-reset", words::t("done-password-reset")),
    ("password-changed", words::t("done-password-changed")),
    ("password-changed-others", words::t("done-password-changed-others")),
    ("authenticator-on", words::t("done-authenticator-on")),
    ("authenticator-replaced", words::t("done-authenticator-replaced")),
    ("authenticator-off", words::t("done-authenticator-off")),
    ("text-on", words::t("done-text-on")),
    ("text-replaced", words::t("done-text-replaced")),
    ("text-off", words::t("done-text-off")),
    ("recovery-saved", words::t("done-recovery-saved")),
    ("trust-ended", words::t("done-trust-ended")),
    ("trust-ended-all", words::t("done-trust-ended-all")),
    ("session-ended", words::t("done-session-ended")),
    ("others-ended", words::t("done-others-ended")),
    ("app-removed", words::t("done-app-removed")),
    ("app-narrowed", words::t("done-app-narrowed")),
    ("app-created", words::t("done-app-created")),
    ("secret-added", words::t("done-secret-added")),
    ("secret-stopped", words::t("done-secret-stopped")),
    ("redirect-added", words::t("done-redirect-added")),
    ("redirect-removed", words::t("done-redirect-removed")),
    ("passkey-added", words::t("done-passkey-added")),
    ("passkey-renamed", words::t("done-passkey-renamed")),
    ("passkey-removed", words::t("done-passkey-removed")),
    ("saved", words::t("done-saved")),
    ("paused", words::t("done-paused")),
    ("resumed", words::t("done-resumed")),
    ("deleted", words::t("done-deleted")),
    ("confirmed", words::t("done-confirmed")),
    ("reset-sent", words::t("done-reset-sent")),
    ("mail-again", words::t("done-mail-again")),
    ("token-made", words::t("done-token-made")),
    ("token-stopped", words::t("done-token-stopped")),
    ("export-asked", words::t("done-export-asked")),
    ("leaving", words::t("done-leaving")),
    ("email-changed", words::t("done-email-changed")),
    ("all-ended", words::t("done-all-ended")),
    ("all-ended-mail", words::t("done-all-ended-mail")),
    ("set-up", words::t("done-set-up")),
];

/// The frame of a page for this visitor.
pub(crate) fn of(app: &App, visitor: &Visitor, title: impl ToString) -> Frame {
    let query = visitor.path.split_once('?').map(|(_, query)| query);
    let done = Query::of(query);
    let notice = done
        .one("done")
        .and_then(|word| DONE.iter().find(|(known, _)| *known == word))
        .map(|(_, text)| text.to_string());
    Frame {
        title: title.to_string(),
        service: app.service_name().to_string(),
        theme: visitor.theme,
        viewer: visitor.current.as_ref().map(viewer),
        notice,
        problems: Vec::new(),
        path: visitor.path.clone(),
        frame_token: form::token(app, visitor, PURPOSE),
        menu: None,
    }
}

fn viewer(signed_in: &SignedIn) -> Viewer {
    Viewer { name: name_of(&signed_in.user).to_owned(), operator: signed_in.user.operator }
}

/// The name a member is greeted with.
pub(crate) fn name_of(user: &account::user::User) -> &str {
    match user.display_name.as_str() {
        "" => &user.username,
        name => name,
    }
}

/// The frame with what is wrong with what was sent; then nothing was done.
pub(crate) fn with_problems(mut frame: Frame, problems: &[Problem]) -> Frame {
    frame.problems = problems.to_vec();
    frame.notice = None;
    frame
}

/// A line of an error summary.
pub(crate) fn problem(field: &str, message: impl ToString) -> Problem {
    Problem { field: field.to_owned(), message: message.to_string() }
}

/// The frame with the side menu of a set of pages.
pub(crate) fn with_menu(
    mut frame: Frame,
    title: impl ToString,
    items: &[(String, impl ToString)],
    current: &str,
) -> Frame {
    let items = items
        .iter()
        .map(|(href, label)| NavItem {
            href: href.clone(),
            label: label.to_string(),
            current: href == current,
        })
        .collect();
    frame.menu = Some(Menu { title: title.to_string(), items });
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_for_one_text() {
        for (index, (word, _)) in DONE.iter().enumerate() {
            assert!(!DONE[..index].iter().any(|(known, _)| known == word), "{word}");
        }
    }
}
