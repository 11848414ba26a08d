//! `/account/security/recovery`: ten codes, shown once. A new set counts once its owner has saved it; until then the
//! one before it does.

use std::sync::Arc;

use account::factor::Factors;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::{RecoverySetId, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::account_frame;
use super::security::recovery_row;
use crate::App;
use crate::acts::factors;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, Waiting, fresh, once};
use crate::views::Moment;
use crate::views::factors::RecoveryPage;
use crate::words;

const PURPOSE: &str = "recovery";

/// Under which the new codes wait for the one view of them.
const ONCE: &str = "recovery-codes";

/// Shows new codes, once; otherwise what is left.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let user = &visitor.signed_in()?.user;
    let factors = app.store.read().await?.find_factors(&user.id).await?;
    let waiting = Waiting::of_query(&Query::of(query.as_deref()));
    let fresh = once::take(&app, &visitor, ONCE, &headers);
    let mut response = pages::page(&page(&app, &visitor, &factors, &waiting, fresh.as_deref())?)?;
    if fresh.is_some() {
        once::forget(&mut response);
    }
    Ok(response)
}

fn page(
    app: &App,
    visitor: &Visitor,
    factors: &Factors,
    waiting: &Waiting,
    fresh: Option<&str>,
) -> Result<RecoveryPage, PageError> {
    let user = &visitor.signed_in()?.user;
    let (set, codes) = fresh.and_then(|text| text.split_once('\n')).unwrap_or_default();
    let codes: Vec<String> = codes.lines().map(str::to_owned).collect();
    let (service, now) = (app.service_name().to_string(), Moment::of(visitor.now));
    let title = words::t("recovery-file-title").with("username", &user.username).with("service", &service);
    let about = words::t("recovery-file-about").moment("when", &now);
    let text = format!("{title}\n{about}\n\n{}\n", codes.join("\n"));
    Ok(RecoveryPage {
        frame: account_frame(app, visitor, words::t("recovery-title"), "/account/security"),
        form_token: form::token(app, visitor, PURPOSE),
        service,
        username: user.username.clone(),
        file: format!("data:text/plain;charset=utf-8,{}", utf8_percent_encode(&text, NON_ALPHANUMERIC)),
        codes,
        set: set.to_owned(),
        now,
        recovery: recovery_row(factors),
        has_factor: factors.any(),
        next: waiting.next.clone(),
    })
}

/// Makes a set and shows it.
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let user = &visitor.signed_in()?.user;
    let waiting = Waiting::of_form(&form);
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    tx.claim_user(&user.id).await?;
    if !tx.find_factors(&user.id).await?.any() {
        // There is nothing that the codes would stand in for.
        return Ok(see_other("/account/security"));
    }
    let (set, codes) = factors::make_recovery_codes(&mut tx, &context, &app.secrets.code, user).await?;
    tx.commit().await?;
    let codes: Vec<&str> = codes.iter().map(Secret::reveal).collect();
    let shown = Secret::presented(format!("{set}\n{}", codes.join("\n")));
    let mut response = see_other(&waiting.address("/account/security/recovery"));
    once::keep(&app, &visitor, ONCE, &shown, &mut response);
    Ok(response)
}

/// Lets the saved set count.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let user = &visitor.signed_in()?.user;
    let waiting = Waiting::of_form(&form);
    let set = RecoverySetId::parse(form.field("set")).ok_or_else(PageError::not_found)?;
    let (context, letterhead) = (visitor.context(&app), app.letterhead());
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    tx.claim_user(&user.id).await?;
    if !factors::confirm_recovery_codes(&mut tx, &context, &letterhead, user, &set).await? {
        return Err(PageError::not_found());
    }
    tx.commit().await?;
    let address = waiting.next.unwrap_or_else(|| "/account/security?done=recovery-saved".to_owned());
    Ok(see_other(&address))
}
