//! What pages are set in: who is signed in, what was just done, which menu.

use crate::App;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::Query;
use crate::views::frame::{Frame, Menu, NavItem, Problem, Viewer};

/// Of the forms that stand on every page.
pub(crate) const PURPOSE: &str = "frame";

/// What a page says it just did, by the word that stands for it in the address: no text of a stranger's making
/// gets onto a page.
const DONE: &[(&str, &str)] = &[
    ("verified", "Your email address is confirmed. Sign in to go on."),
    (
        "password-reset",
        "Your new password is set. Every other session and every app’s access has ended. Sign in to go on.",
    ),
    ("password-changed", "Your password is changed."),
    ("password-changed-others", "Your password is changed, and every other session has ended."),
    ("authenticator-on", "Your authenticator app is on. From now on its code is asked for at sign-in."),
    ("authenticator-replaced", "Your new authenticator app is on, and the one before it works no more."),
    ("authenticator-off", "Your authenticator app is off. The password alone signs you in."),
    ("recovery-saved", "Your new recovery codes count from now on. Older ones work no more."),
    ("trust-ended", "That browser is asked for a second factor again."),
    ("trust-ended-all", "Every browser is asked for a second factor again."),
    ("session-ended", "That browser is signed out. What apps got there has ended, too."),
    ("others-ended", "Every other browser is signed out. What apps got there has ended, too."),
    ("app-removed", "The app’s access is removed. What it has already read, it may keep."),
    ("app-narrowed", "What the app may do is changed."),
    ("app-created", "The app is registered."),
    ("secret-added", "The new secret works from now on."),
    ("secret-stopped", "The secret is stopped."),
    ("redirect-added", "The address is added."),
    ("redirect-removed", "The address is removed."),
    ("passkey-added", "The passkey is added. From now on it signs you in."),
    ("passkey-renamed", "The passkey has its new name."),
    (
        "passkey-removed",
        "The passkey signs nobody in any more. If your passkey manager still offers it, delete it there too.",
    ),
    ("saved", "Your changes are saved."),
    ("paused", "The app is paused: nothing of it works until you let it go on."),
    ("resumed", "The app works again."),
    ("deleted", "The app is deleted."),
    ("confirmed", "Thank you. You can go on for ten minutes."),
    (
        "reset-sent",
        "If the address has an account here, a mail with a link is on its way. The link works once, for 30 minutes. Nothing there after a few minutes? Look in the folder for unwanted mail, or check the address.",
    ),
    ("mail-again", "If the address is waiting to be confirmed, another mail is on its way."),
    ("token-made", "The token is made. Copy it now: it is shown once."),
    ("token-stopped", "The token no longer works."),
    ("export-asked", "Your copy is being made. A mail tells you when it is ready."),
    (
        "leaving",
        "You are signed out everywhere. A mail says when the account is deleted; sign in before then to keep it.",
    ),
    ("email-changed", "Your address is changed. The old one was told, and can take it back for seven days."),
    (
        "all-ended",
        "Everything has ended: sessions, tokens, apps’ access, the old password. Choose a new one now.",
    ),
    (
        "all-ended-mail",
        "Everything has ended: sessions, tokens, apps’ access, the old password. A mail with a link to a new password is on its way; the link works once, for 30 minutes.",
    ),
    ("set-up", "Set-up is finished, and this address is closed for good. Sign in to go on."),
];

/// The frame of a page for this visitor.
pub(crate) fn of(app: &App, visitor: &Visitor, title: &str) -> Frame {
    let query = visitor.path.split_once('?').map(|(_, query)| query);
    let done = Query::of(query);
    let notice = done
        .one("done")
        .and_then(|word| DONE.iter().find(|(known, _)| *known == word))
        .map(|(_, text)| (*text).to_owned());
    Frame {
        title: title.to_owned(),
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
    title: &str,
    items: &[(String, &'static str)],
    current: &str,
) -> Frame {
    let items = items
        .iter()
        .map(|(href, label)| NavItem { href: href.clone(), label, current: href == current })
        .collect();
    frame.menu = Some(Menu { title: title.to_owned(), items });
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
