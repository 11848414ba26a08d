//! `/signup`: a new account.

use std::sync::Arc;

use account::email::Email;
use account::password::Password;
use account::username::Username;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::App;
use crate::acts::accounts::{self, Created, NewAccount};
use crate::acts::{self, Actor};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, Waiting, attempts, fields, frame};
use crate::views::auth::SignUpPage;
use crate::views::frame::{Field, Problem};
use crate::words::{self, InWords};

const PURPOSE: &str = "signup";

/// Shows the form.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    demand_open(&app)?;
    pages::page(&page(&app, &visitor, ("", ""), &[])).map(pages::in_flow)
}

fn demand_open(app: &App) -> Result<(), PageError> {
    if app.settings.registration_open {
        return Ok(());
    }
    Err(PageError::new(StatusCode::FORBIDDEN, words::t("error-sign-up-closed"), words::t("signup-closed")))
}

fn page(app: &App, visitor: &Visitor, entered: (&str, &str), problems: &[Problem]) -> SignUpPage {
    SignUpPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("signup-title")), problems),
        form_token: form::token(app, visitor, PURPOSE),
        kept: Waiting::of_visitor(visitor).address(""),
        email: Field::text("email", words::t("signup-email"))
            .kind("email")
            .autocomplete("email")
            .verbatim()
            .hint(words::t("signup-email-hint"))
            .value(entered.0)
            .focused()
            .checked(problems),
        username: fields::new_username(words::t("signup-username"), entered.1, problems),
        password: fields::new_password(app, "password", words::t("signin-password"), problems),
    }
}

/// Takes the form. Whether the address has an account shows in the mail only: here everything is alike.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    demand_open(&app)?;
    attempts::admit_network(&app, &visitor)?;
    let (email, username, password) = match read(&app, &form) {
        Ok(new) => new,
        Err(problems) => {
            let entered = (form.trimmed("email"), form.trimmed("username"));
            return pages::refused(&page(&app, &visitor, entered, &problems)).map(pages::in_flow);
        }
    };
    let hashed = app.hashing.hash_new(password, &*app.entropy).await;
    let hash = match hashed.inspect_err(|_| app.metrics().hash_shed())? {
        Ok(hash) => hash,
        Err(leaked) => {
            let problems = [frame::problem("password", leaked.in_words())];
            let entered = (form.trimmed("email"), form.trimmed("username"));
            return pages::refused(&page(&app, &visitor, entered, &problems)).map(pages::in_flow);
        }
    };
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let owner = tx.find_user_by_email(email.key()).await?.filter(|user| user.email_verified_at.is_some());
    let new = NewAccount {
        email: email.clone(),
        username,
        password_hash: Some(hash),
        operator: false,
        verified: false,
    };
    // Also for an address that is taken: otherwise the username's being free would tell.
    let Created::Account(user) = accounts::create(&mut tx, &context, new).await? else {
        drop(tx);
        let problems = [frame::problem("username", words::t("signup-taken"))];
        let entered = (form.trimmed("email"), form.trimmed("username"));
        return pages::refused(&page(&app, &visitor, entered, &problems)).map(pages::in_flow);
    };
    if acts::links::admit(&mut tx, &context, acts::links::Kind::SignUp, &email).await? {
        let post = pages::post(&app, &visitor);
        match owner {
            Some(owner) => acts::links::send_account_exists(&mut tx, &context, &post, &owner).await?,
            None => acts::links::send_verification(&mut tx, &context, &post, &user).await?,
        }
    }
    tx.commit().await?;
    Ok(see_other(&Waiting::of_visitor(&visitor).address_with("/verify-email", &[("email", email.as_str())])))
}

fn read(app: &App, form: &Submitted) -> Result<(Email, Username, Password), Vec<Problem>> {
    let mut problems = Vec::new();
    let email = Email::parse(form.field("email"));
    let username = Username::parse(form.field("username"));
    let service = app.service_name();
    let context = [form.trimmed("email"), form.trimmed("username"), &service];
    let password = Password::choose(form.field("password"), app.settings.passwords.min_length, &context);
    problems.extend(email.as_ref().err().map(|problem| frame::problem("email", problem.in_words())));
    problems.extend(username.as_ref().err().map(|problem| frame::problem("username", problem.in_words())));
    problems.extend(password.as_ref().err().map(|problem| frame::problem("password", problem.in_words())));
    match (email, username, password) {
        (Ok(email), Ok(username), Ok(password)) => Ok((email, username, password)),
        _ => Err(problems),
    }
}
