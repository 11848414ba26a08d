//! `/signin/passkey`: a passkey as the whole sign-in. Whoever answers says who they are, and their device has checked
//! that it is them: two factors at once.

use std::sync::Arc;

use account::passkey::Purpose;
use account::sign_in::{Verdict, after_passkey};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::App;
use crate::acts::{Actor, passkeys as acts, user_target};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::begin::{self, Beginning, Begun};
use crate::pages::passkeys::{self, Proof, Proved};
use crate::pages::{self, Query, Waiting, attempts, frame, sign_in, verify_email};

/// Leads to the page that asks.
pub(crate) async fn show(RawQuery(query): RawQuery) -> Response {
    see_other(&Waiting::of_query(&Query::of(query.as_deref())).address_with("/signin", &[("another", "1")]))
}

/// Gives the browser a question that any passkey of this service may answer.
pub(crate) async fn options(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, sign_in::PURPOSE)?;
    attempts::admit_passkey(&app, &visitor)?;
    let question = passkeys::relying_party(&app)?.ask_anybody();
    passkeys::ask(&app, &visitor, Purpose::SignIn, None, question).await
}

/// Takes the answer.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, sign_in::PURPOSE)?;
    attempts::admit_passkey(&app, &visitor)?;
    let waiting = Waiting::of_form(&form);
    let proof = match passkeys::prove(&app, &visitor, Purpose::SignIn, &form, None).await? {
        Proved::Holds(proof) => proof,
        refused => return refuse(&app, &visitor, &form, &waiting, &refused).await,
    };
    match after_passkey(&proof.user) {
        Verdict::Suspended => {
            app.metrics().signed_in("suspended");
            turn_away(&app, &visitor, &proof, "locked").await?;
            Err(sign_in::locked())
        }
        Verdict::Verify => {
            app.metrics().signed_in("unverified");
            turn_away(&app, &visitor, &proof, "unverified").await?;
            verify_email::ask_again(&app, &visitor, &proof.user, &waiting).await
        }
        // A passkey is two factors: neither is owed any more, and neither was wrong.
        Verdict::SignedIn | Verdict::SecondFactor | Verdict::Refuse => {
            let begun = start_session(&app, visitor, &form, *proof).await?;
            app.metrics().signed_in("ok");
            let mut response = sign_in::go_on(&app, &begun.visitor, &waiting).await?;
            begun.set_cookies(&app, &mut response);
            Ok(response)
        }
    }
}

/// Shows the sign-in page again, with what was wrong; the other ways stand there.
async fn refuse(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    waiting: &Waiting,
    refused: &Proved,
) -> Result<Response, PageError> {
    app.metrics().signed_in("passkey refused");
    passkeys::record(app, visitor, "session.start", refused).await?;
    let asked = waiting.asked(app, visitor).await?;
    let problems = [frame::problem("", passkeys::problem(refused))];
    let remember = form.field("remember") == "1";
    let mut page = sign_in::form(app, visitor, waiting, asked.as_ref(), "", remember, &problems);
    if let Proved::Unknown(credential_id) = refused {
        page.unknown_passkey = Some(passkeys::name_of(credential_id));
    }
    pages::refused(&page).map(pages::in_flow)
}

/// Records what stands in the way of somebody whose passkey holds.
async fn turn_away(app: &App, visitor: &Visitor, proof: &Proof, why: &str) -> Result<(), PageError> {
    let context = visitor.context_as(app, Actor::User(proof.user.id));
    let mut tx = app.write().await?;
    context.record_refusal(&mut tx, "session.start", user_target(&proof.user.id), why).await?;
    Ok(tx.commit().await?)
}

async fn start_session(
    app: &App,
    visitor: Visitor,
    form: &Submitted,
    proof: Proof,
) -> Result<Begun, PageError> {
    let Proof { passkey, user, used } = proof;
    let remembered = form.field("remember") == "1";
    let context = visitor.context_as(app, Actor::User(user.id));
    let mut beginning = Beginning::prepare(app, &visitor, user, passkey.amr(), remembered).await?;
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    beginning.claim(&mut tx).await?;
    if !acts::mark_used(&mut tx, &context, &passkey, used, &visitor.user_agent).await? {
        return Err(begin::changed_meanwhile());
    }
    beginning.save(app, &mut tx, &context, &visitor).await?;
    tx.commit().await?;
    Ok(beginning.finish(visitor))
}
