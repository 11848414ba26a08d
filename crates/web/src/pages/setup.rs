//! `/setup`: the first operator, by the link that was printed at start. Closes for good.

use std::sync::Arc;

use account::email::Email;
use account::link::LinkPurpose;
use account::password::Password;
use account::username::Username;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::client::registration::is_inert;
use oauth::{Secret, TokenHash};
use store::Reader;

use crate::App;
use crate::acts::accounts::{self, Created, NewAccount};
use crate::acts::{Actor, setup};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, attempts, fields, frame};
use crate::views::auth::SetupPage;
use crate::views::frame::{Field, Problem};
use crate::words::{self, InWords};

const PURPOSE: &str = "setup";

/// The longest name of a service, in characters.
const LONGEST_NAME: usize = 40;

/// Shows the four fields.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let link = Query::of(query.as_deref()).one("link").unwrap_or_default().to_owned();
    demand_link(&mut app.store.read().await?, &visitor, &Secret::presented(&*link).hash()).await?;
    let service = app.service_name();
    let entered = Entered { service: &service, ..Entered::default() };
    pages::page(&page(&app, &visitor, &link, &entered, &[]))
}

async fn demand_link(reader: &mut Reader, visitor: &Visitor, hash: &TokenHash) -> Result<(), PageError> {
    if !setup::is_open(reader).await? {
        return Err(PageError::not_found());
    }
    match reader.find_link(hash).await? {
        Some(link) if link.opens(LinkPurpose::Setup, visitor.now) => Ok(()),
        _ => Err(PageError::new(StatusCode::GONE, words::t("error-set-up-over"), words::t("setup-over"))),
    }
}

#[derive(Default)]
struct Entered<'a> {
    email: &'a str,
    username: &'a str,
    service: &'a str,
}

fn page(app: &App, visitor: &Visitor, link: &str, entered: &Entered<'_>, problems: &[Problem]) -> SetupPage {
    SetupPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("setup-page")), problems),
        form_token: form::token(app, visitor, PURPOSE),
        link: link.to_owned(),
        email: Field::text("email", words::t("setup-email"))
            .kind("email")
            .autocomplete("email")
            .verbatim()
            .value(entered.email)
            .focused()
            .checked(problems),
        username: fields::new_username(words::t("setup-username"), entered.username, problems),
        password: fields::new_password(app, "password", words::t("setup-password"), problems),
        service: Field::text("service", words::t("setup-service"))
            .hint(words::t("setup-service-hint"))
            .value(entered.service)
            .checked(problems),
    }
}

/// Makes the first operator.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    attempts::admit_network(&app, &visitor)?;
    let link = form.field("link");
    let hash = Secret::presented(link).hash();
    demand_link(&mut app.store.read().await?, &visitor, &hash).await?;
    let entered = Entered {
        email: form.trimmed("email"),
        username: form.trimmed("username"),
        service: form.trimmed("service"),
    };
    let (email, username, password) = match read(&app, &form, &entered) {
        Ok(read) => read,
        Err(problems) => return pages::refused(&page(&app, &visitor, link, &entered, &problems)),
    };
    let password_hash = match app.hashing.hash_new(password, &*app.entropy).await? {
        Ok(hash) => Some(hash),
        Err(leaked) => {
            let problems = [frame::problem("password", leaked.in_words())];
            return pages::refused(&page(&app, &visitor, link, &entered, &problems));
        }
    };
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    demand_link(&mut tx, &visitor, &hash).await?;
    // Locks the link's row: of two that use it at once, the second finds set-up closed.
    tx.claim_link(&hash).await?;
    demand_link(&mut tx, &visitor, &hash).await?;
    let new = NewAccount { email, username, password_hash, operator: true, verified: true };
    if accounts::create(&mut tx, &context, new).await? == Created::Taken {
        drop(tx);
        let taken = words::t("setup-taken");
        let problems = [frame::problem("username", taken)];
        return pages::refused(&page(&app, &visitor, link, &entered, &problems));
    }
    tx.mark_link_used(&hash, visitor.now).await?;
    tx.set_setting(setup::SERVICE_NAME, entered.service, visitor.now).await?;
    tx.commit().await?;
    Ok(see_other("/signin?done=set-up"))
}

fn read(
    app: &App,
    form: &Submitted,
    entered: &Entered<'_>,
) -> Result<(Email, Username, Password), Vec<Problem>> {
    let mut problems = Vec::new();
    let email = Email::parse(entered.email);
    let username = Username::parse(entered.username);
    let context = [entered.email, entered.username, entered.service];
    let password = Password::choose(form.field("password"), app.settings.passwords.min_length, &context);
    problems.extend(email.as_ref().err().map(|problem| frame::problem("email", problem.in_words())));
    problems.extend(username.as_ref().err().map(|problem| frame::problem("username", problem.in_words())));
    problems.extend(password.as_ref().err().map(|problem| frame::problem("password", problem.in_words())));
    let length = entered.service.chars().count();
    if !(1..=LONGEST_NAME).contains(&length) || !is_inert(entered.service) {
        problems.push(frame::problem("service", words::t("setup-service-wrong")));
    }
    match (email, username, password) {
        (Ok(email), Ok(username), Ok(password)) if problems.is_empty() => Ok((email, username, password)),
        _ => Err(problems),
    }
}
