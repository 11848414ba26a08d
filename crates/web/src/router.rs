//! Which address leads where, and what every answer goes through.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::App;
use crate::Registering;
use crate::endpoints::{
    authorize, check_session, discovery, introspect, operation, register, registered, revoke, token, userinfo,
};
use crate::extract::visitor;
use crate::pages::{self, account, portal};
use crate::{api, assets, headers, pictures, words};

/// The whole service. Every request must carry [`crate::Peer`] as an extension, and every answer go through
/// [`crate::with_headers`] and a layer that catches panics.
pub fn router(app: Arc<App>) -> Router {
    let pages = pages_router()
        .layer(CatchPanicLayer::custom(|_| pages::errors::panicked().into_response()))
        .layer(from_fn_with_state(Arc::clone(&app), pages::errors::as_pages))
        .layer(from_fn_with_state(Arc::clone(&app), visitor::with_browser));
    let registering = match app.settings.clients.registering {
        Registering::Off => Router::new(),
        Registering::WithToken | Registering::Openly { .. } => registration_router(),
    };
    pages
        .merge(machine_router())
        .merge(registering)
        .layer(from_fn(words::around))
        .layer(from_fn_with_state(Arc::clone(&app), headers::around))
        .with_state(app)
}

/// What programs call. Nothing here reads a cookie.
fn machine_router() -> Router<Arc<App>> {
    let documents = Router::new()
        .route("/.well-known/oauth-authorization-server", get(discovery::authorization_server))
        .route("/.well-known/openid-configuration", get(discovery::authorization_server))
        .route("/.well-known/oauth-protected-resource", get(discovery::protected_resource))
        .route("/.well-known/oauth-protected-resource/api", get(discovery::protected_resource))
        .route("/.well-known/passkey-endpoints", get(discovery::passkey_endpoints))
        .route("/oauth/jwks", get(discovery::jwks));
    // It holds nothing secret and nothing a stranger sent.
    let described =
        Router::new().route("/api/openapi.json", get(api::openapi)).layer(CompressionLayer::new());
    let calls = Router::new()
        .route("/oauth/token", post(token::token))
        .route("/oauth/revoke", post(revoke::revoke))
        .route("/oauth/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .merge(api::router());
    Router::new()
        .merge(documents)
        .merge(described)
        .merge(calls)
        .route("/oauth/check-session", get(check_session::show))
        .route("/oauth/introspect", post(introspect::introspect))
        .route("/healthz", get(operation::alive))
        .route("/readyz", get(operation::ready))
        .route("/assets/{name}", get(assets::serve))
        .route("/pictures/{id}", get(pictures::serve))
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
}

/// Where programs register clients, unless that is off.
fn registration_router() -> Router<Arc<App>> {
    let managed = get(registered::show).put(registered::replace).delete(registered::delete);
    Router::new()
        .route("/oauth/register", post(register::register))
        .route("/oauth/register/{id}", managed)
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
}

/// What people see.
fn pages_router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(pages::sign_out::start))
        .route("/oauth/authorize", authorize::methods())
        .route("/oauth/authorise", authorize::methods())
        .route("/oauth/logout", get(pages::logout::begin).post(pages::logout::begin_posted))
        .route("/oauth/logout/confirm", get(pages::logout::show).post(pages::logout::submit))
        .route("/oauth/consent", get(pages::consent::show).post(pages::consent::submit))
        .route("/signin", get(pages::sign_in::show).post(pages::sign_in::submit))
        .route("/signin/passkey", get(pages::passkey_sign_in::show).post(pages::passkey_sign_in::submit))
        .route("/signin/passkey/options", post(pages::passkey_sign_in::options))
        .route("/signin/factor", get(pages::factor::show))
        .route("/signin/factor/passkey/options", post(pages::factor::options))
        .route("/signin/factor/sms/send", post(pages::factor::send))
        .route("/signin/factor/{kind}", get(pages::factor::show_kind).post(pages::factor::submit))
        .route("/signup", get(pages::sign_up::show).post(pages::sign_up::submit))
        .route("/signout", post(pages::sign_out::submit))
        .route("/signed-out", get(pages::signed_out::show))
        .route("/theme", post(pages::sign_out::set_theme))
        .route("/language", post(pages::sign_out::set_language))
        .route("/verify-email", get(pages::verify_email::show).post(pages::verify_email::submit))
        .route("/verify-email/again", post(pages::verify_email::again))
        .route("/verify-email/link", post(pages::verify_email::submit_link))
        .route("/password/forgot", get(pages::password::show_forgot).post(pages::password::submit_forgot))
        .route("/password/reset", get(pages::password::show_reset).post(pages::password::submit_reset))
        .route("/password/strength", post(pages::password::weigh))
        .route("/not-me", get(pages::not_me::show).post(pages::not_me::submit))
        .route("/email/undo", get(pages::not_me::show_undo).post(pages::not_me::submit_undo))
        .route("/email/confirm", get(account::email::show_confirm).post(account::email::submit_confirm))
        .route("/accounts", get(pages::accounts::show).post(pages::accounts::submit))
        .route("/confirm", get(pages::confirm::show).post(pages::confirm::submit))
        .route("/confirm/passkey/options", post(pages::confirm::options))
        .route("/confirm/sms/send", post(pages::confirm::send))
        .route("/setup", get(pages::setup::show).post(pages::setup::submit))
        .route("/.well-known/change-password", get(discovery::change_password))
        .merge(actions())
        .route("/admin/outbox", get(pages::outbox::show))
        .route("/admin/outbox/{id}", get(pages::outbox::show_one))
        .fallback(pages::errors::not_found)
}

/// Where members act, which may have to wait until they have proved who they are.
pub(crate) fn actions() -> Router<Arc<App>> {
    account_router().merge(portal_router())
}

fn account_router() -> Router<Arc<App>> {
    Router::new()
        .route("/account", get(account::show))
        .route("/account/profile", get(account::profile::show).post(account::profile::submit))
        .route("/account/sessions", get(account::sessions::show))
        .route(
            "/account/sessions/everywhere",
            get(account::everywhere::show).post(account::everywhere::submit),
        )
        .route("/account/sessions/{id}/end", post(account::sessions::end))
        .route("/account/sessions/end-others", post(account::sessions::end_others))
        .route("/account/security", get(account::security::show))
        .route("/account/security/trusted/{id}/forget", post(account::security::forget))
        .route("/account/security/trusted/forget-all", post(account::security::forget_all))
        .route(
            "/account/security/authenticator",
            get(account::authenticator::show).post(account::authenticator::submit),
        )
        .route("/account/security/authenticator/remove", post(account::authenticator::remove))
        .route("/account/security/text", get(account::text::show).post(account::text::submit))
        .route("/account/security/text/code", get(account::text::show_code).post(account::text::submit_code))
        .route("/account/security/text/send", post(account::text::send_again))
        .route("/account/security/text/remove", post(account::text::remove))
        .route("/account/security/passkeys", post(account::passkeys::add))
        .route("/account/security/passkeys/new", get(account::passkeys::show_new))
        .route("/account/security/passkeys/options", post(account::passkeys::options))
        .route(
            "/account/security/passkeys/{id}",
            get(account::passkeys::show_one).post(account::passkeys::rename),
        )
        .route("/account/security/passkeys/{id}/remove", post(account::passkeys::remove))
        .route("/account/security/recovery", get(account::recovery::show))
        .route("/account/security/recovery/new", post(account::recovery::make))
        .route("/account/security/recovery/confirm", post(account::recovery::confirm))
        .route("/account/security/password", get(account::password::show).post(account::password::submit))
        .route("/account/security/log", get(account::log::show))
        .route("/account/security/log.csv", get(account::log::show_csv))
        .route("/account/security/log.json", get(account::log::show_json))
        .route("/account/not-me", get(pages::not_me::show_own).post(pages::not_me::submit_own))
        .route("/account/email", get(account::email::show).post(account::email::submit))
        .route("/account/email/code", get(account::email::show_code).post(account::email::submit_code))
        .route("/account/tokens", get(account::tokens::show))
        .route("/account/tokens/new", get(account::tokens::show_new).post(account::tokens::submit))
        .route("/account/tokens/{id}/renew", post(account::tokens::renew))
        .route("/account/tokens/{id}/stop", post(account::tokens::stop))
        .route("/account/data", get(account::data::show))
        .route("/account/data/export", post(account::data::ask))
        .route("/account/data/export.json", get(account::data::fetch_json))
        .route("/account/data/export.html", get(account::data::fetch_html))
        .route("/account/data/delete", get(account::data::show_delete).post(account::data::delete))
        .route("/account/keep", get(account::data::show_keep).post(account::data::submit_keep))
        .route("/account/apps", get(account::apps::show))
        .route("/account/apps/{id}", get(account::apps::show_one).post(account::apps::submit))
        .route("/account/apps/{id}/remove", post(account::apps::remove))
}

fn portal_router() -> Router<Arc<App>> {
    Router::new()
        .route("/developers/problems", get(portal::problems::show_all))
        .route("/developers/problems/{slug}", get(portal::problems::show))
        .route("/developers", get(portal::show))
        .route("/developers/apps", get(portal::show_apps))
        .route("/developers/apps/new", get(portal::new::show).post(portal::new::submit))
        .route("/developers/apps/{id}", get(portal::quickstart::show))
        .route("/developers/apps/{id}/credentials", get(portal::credentials::show))
        .route("/developers/apps/{id}/credentials/add", post(portal::credentials::add))
        .route("/developers/apps/{id}/credentials/{secret}/stop", post(portal::credentials::stop))
        .route("/developers/apps/{id}/redirects", get(portal::redirects::show))
        .route("/developers/apps/{id}/redirects/add", post(portal::redirects::add))
        .route("/developers/apps/{id}/redirects/remove", post(portal::redirects::remove))
        .route("/developers/apps/{id}/scopes", get(portal::scopes::show).post(portal::scopes::submit))
        .route("/developers/apps/{id}/usage", get(portal::usage::show))
        .route("/developers/apps/{id}/logs", get(portal::logs::show))
        .route("/developers/apps/{id}/logs/export", get(portal::logs::export))
        .route("/developers/apps/{id}/logs/live", get(portal::logs::follow))
        .route("/developers/apps/{id}/logs/{call}", get(portal::logs::show_entry))
        .route("/developers/errors/{code}", get(portal::errors::show))
        .route("/developers/apps/{id}/settings", get(portal::settings::show).post(portal::settings::submit))
        .route("/developers/apps/{id}/settings/addresses", post(portal::addresses::submit))
        .route("/developers/apps/{id}/branding", get(portal::branding::show).post(portal::branding::submit))
        .route("/developers/apps/{id}/branding/logo", post(portal::branding::upload))
        .route("/developers/apps/{id}/branding/logo/remove", post(portal::branding::remove))
        .route("/developers/apps/{id}/keys", get(portal::keys::show).post(portal::keys::submit))
        .route("/developers/apps/{id}/logouts", get(portal::logouts::show))
        .route("/developers/apps/{id}/settings/pause", post(portal::settings::pause))
        .route("/developers/apps/{id}/settings/resume", post(portal::settings::resume))
        .route("/developers/apps/{id}/settings/delete", post(portal::settings::delete))
}
