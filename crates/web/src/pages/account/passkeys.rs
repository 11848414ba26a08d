//! `/account/security/passkeys`: added, renamed, removed.

use std::sync::Arc;

use account::device::{self, Device};
use account::factor::Factors;
use account::passkey::{self, MOST, Passkey, Purpose};
use account::user::User;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::PasskeyId;

use super::{account_frame, security};
use crate::App;
use crate::acts::passkeys::{self as acts, Added};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, attempts, begin, frame, fresh, passkeys};
use crate::views::frame::{Field, Problem};
use crate::views::passkeys::{NewPasskeyPage, PasskeyPage, PasskeyRow, PasskeyUse, Passkeys};
use crate::views::{Moment, browser_in_words};
use crate::words::{self, Phrase};

const PURPOSE: &str = "passkey-new";

/// What the security page shows of a member's passkeys; `None` where passkeys cannot be.
pub(super) fn section(app: &App, user: &User, found: &[Passkey], factors: &Factors) -> Option<Passkeys> {
    let party = app.relying_party.as_ref()?;
    let names: Vec<String> = found.iter().map(|passkey| passkeys::name_of(&passkey.credential_id)).collect();
    Some(Passkeys {
        rows: found.iter().map(|passkey| row(passkey, is_removable(user, factors))).collect(),
        room: found.len() < MOST,
        rp_id: party.id().to_owned(),
        user_handle: passkeys::name_of(user.id.as_bytes()),
        kept: names.join(" "),
    })
}

/// Whether a member may do without one of their passkeys.
fn is_removable(user: &User, factors: &Factors) -> bool {
    !user.operator || factors.strong_without_a_passkey()
}

fn row(passkey: &Passkey, removable: bool) -> PasskeyRow {
    PasskeyRow {
        id: passkey.id.to_string(),
        name: passkey.name.clone(),
        synced: passkey.backup_eligible,
        added: Moment::of(passkey.created_at),
        used: passkey.last_use.as_ref().map(|last| PasskeyUse {
            at: Moment::of(last.at),
            device: browser_in_words(Device::of(&last.user_agent)).to_string(),
            address: last.address.clone(),
        }),
        removable,
    }
}

/// Shows where a passkey is made.
pub(crate) async fn show_new(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    passkeys::relying_party(&app)?;
    fresh::demand_everything_to_open(&app, &visitor).await?;
    pages::page(&new_page(&app, &visitor, &[]))
}

fn new_page(app: &App, visitor: &Visitor, problems: &[Problem]) -> NewPasskeyPage {
    let frame = account_frame(app, visitor, words::t("passkeys-add"), "/account/security");
    NewPasskeyPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, PURPOSE),
    }
}

/// Asks the browser to make one.
pub(crate) async fn options(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let user = &visitor.signed_in()?.user;
    attempts::admit_passkey(&app, &visitor)?;
    let existing = app.store.read().await?.list_passkeys(&user.id).await?;
    let party = passkeys::relying_party(&app)?;
    let question = party.ask_to_register(&app.service_name(), user, &existing);
    passkeys::ask(&app, &visitor, Purpose::Register, Some(user.id), question).await
}

/// Takes the one it made.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let current = visitor.signed_in()?;
    let user = &current.user;
    let party = passkeys::relying_party(&app)?;
    let taken = passkeys::take(&app, &visitor, Purpose::Register, &form).await?;
    let taken = taken.filter(|challenge| challenge.user_id == Some(user.id));
    let refused = |message: Phrase| pages::refused(&new_page(&app, &visitor, &[frame::problem("", message)]));
    let Some(challenge) = taken else {
        return refused(words::t("passkeys-too-long"));
    };
    let registered = match party.register(&challenge.state, form.field("credential")) {
        Ok(registered) => registered,
        Err(refusal) => {
            let context = visitor.context(&app);
            let mut tx = app.write().await?;
            let from = app.letterhead();
            acts::refuse(&mut tx, &context, &from, "passkey.add", Some(user), refusal).await?;
            tx.commit().await?;
            return refused(words::t("passkeys-answer-refused"));
        }
    };
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    begin::claim_unchanged(&mut tx, user).await?;
    let before = tx.list_passkeys(&user.id).await?;
    let device = device::describe(&visitor.user_agent);
    let made = Passkey {
        id: PasskeyId::new(visitor.now, &*app.entropy),
        user_id: user.id,
        credential_id: registered.credential_id,
        name: passkey::first_name(&registered.aaguid, &device, &before),
        aaguid: registered.aaguid,
        public_key: registered.public_key,
        counter: registered.counter,
        backup_eligible: registered.backup_eligible,
        backed_up: registered.backed_up,
        created_at: visitor.now,
        last_use: None,
    };
    let added = acts::add(&mut tx, &context, &app.letterhead(), user, &made).await?;
    match added {
        Added::Added => {
            tx.commit().await?;
            Ok(see_other("/account/security?done=passkey-added"))
        }
        Added::Known => refused(words::t("passkeys-known")),
        Added::TooMany => {
            let advice = words::t("passkeys-full-advice");
            Err(PageError::new(StatusCode::CONFLICT, words::t("passkeys-full"), advice))
        }
    }
}

/// The form is bound to the passkey it was shown for.
fn purpose(id: &str) -> String {
    format!("passkey:{id}")
}

async fn find(app: &App, user: &User, id: &str) -> Result<Passkey, PageError> {
    let id = PasskeyId::parse(id).ok_or_else(PageError::not_found)?;
    let found = app.store.read().await?.list_passkeys(&user.id).await?;
    found.into_iter().find(|passkey| passkey.id == id).ok_or_else(PageError::not_found)
}

/// Shows the name of one.
pub(crate) async fn show_one(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let passkey = find(&app, &visitor.signed_in()?.user, &id).await?;
    pages::page(&page(&app, &visitor, &id, &passkey.name, &[]))
}

fn page(app: &App, visitor: &Visitor, id: &str, name: &str, problems: &[Problem]) -> PasskeyPage {
    let frame = account_frame(app, visitor, words::t("passkeys-rename-title"), "/account/security");
    PasskeyPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, &purpose(id)),
        id: id.to_owned(),
        name: Field::text("name", words::t("passkeys-name"))
            .hint(words::t("passkeys-name-hint").with("most", passkey::NAME_MAX))
            .value(name)
            .focused()
            .checked(problems),
    }
}

/// Takes another name.
pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose(&id))?;
    let user = &visitor.signed_in()?.user;
    let passkey = find(&app, user, &id).await?;
    let Some(name) = passkey::read_name(form.field("name")) else {
        let message = words::t("passkeys-name-wrong").with("most", passkey::NAME_MAX);
        let problems = [frame::problem("name", message)];
        return pages::refused(&page(&app, &visitor, &id, form.field("name"), &problems));
    };
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    if !acts::rename(&mut tx, &context, &user.id, &passkey.id, &name).await? {
        return Err(PageError::not_found());
    }
    tx.commit().await?;
    Ok(see_other("/account/security?done=passkey-renamed"))
}

/// Removes one.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, security::PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let user = &visitor.signed_in()?.user;
    let id = PasskeyId::parse(&id).ok_or_else(PageError::not_found)?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    begin::claim_unchanged(&mut tx, user).await?;
    let factors = tx.find_factors(&user.id).await?;
    let found = tx.list_passkeys(&user.id).await?.into_iter().find(|passkey| passkey.id == id);
    if let Some(passkey) = found {
        if !is_removable(user, &factors) {
            let advice = words::t("passkeys-last-advice");
            return Err(PageError::new(StatusCode::CONFLICT, words::t("factor-last"), advice));
        }
        acts::remove(&mut tx, &context, &app.letterhead(), user, &passkey).await?;
        tx.commit().await?;
    }
    // Removed already is as good: a double press does the thing once.
    Ok(see_other("/account/security?done=passkey-removed"))
}
