//! A person's browser: its anti-forgery cookie, its sessions, its theme.

use std::sync::Arc;
use std::time::Duration;

use account::device;
use account::session::Session;
use account::user::User;
use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use oauth::{Secret, SecretKind, Timestamp, TokenHash};

use crate::App;
use crate::acts::{Actor, Context, Origin};
use crate::error::PageError;
use crate::extract::peer::ClientAddress;
use crate::views::frame::Theme;

const SESSIONS: &str = "__Host-guildgate";
const BROWSER: &str = "__Host-guildgate-browser";
const THEME: &str = "__Host-guildgate-theme";
/// What our own frame in an app's page reads (OIDC Session Management §3.2); `assets/check-session.js` names it, too.
const STATE: &str = "__Host-guildgate-state";

/// Accounts that one browser may be signed in to at once.
const MOST_SESSIONS: usize = 5;

/// How long a browser is recognised.
pub(crate) const BROWSER_LIFE: Duration = Duration::from_secs(400 * 86_400);

/// A member's session in this browser.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub session: Session,
    pub user: User,
}

/// Who opens a page, and with what.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The request's one instant.
    pub now: Timestamp,
    /// Hash of the browser's own cookie.
    pub browser: TokenHash,
    /// Whether the request came without that cookie.
    pub new_browser: bool,
    pub address: ClientAddress,
    pub user_agent: String,
    pub theme: Theme,
    /// Path and query, for forms that lead back here.
    pub path: String,
    /// Who is signed in, in the session that comes first.
    pub current: Option<SignedIn>,
    tokens: Vec<Secret>,
    /// Whether the address can be opened again.
    reopens: bool,
}

impl Visitor {
    /// The member who is signed in, or the way to sign in first.
    pub(crate) fn signed_in(&self) -> Result<&SignedIn, SignInFirst> {
        self.current.as_ref().ok_or_else(|| self.sign_in_first())
    }

    /// The way to sign in and come back here.
    pub(crate) fn sign_in_first(&self) -> SignInFirst {
        let path = if self.reopens { self.path.as_str() } else { "/account" };
        SignInFirst { path: path.to_owned() }
    }

    /// The context of an act of this visitor.
    pub(crate) fn context<'a>(&self, app: &'a App) -> Context<'a> {
        let actor = match &self.current {
            Some(signed_in) => Actor::User(signed_in.user.id),
            None => Actor::Anonymous,
        };
        self.context_as(app, actor)
    }

    /// The context of an act of `actor` in this browser.
    pub(crate) fn context_as<'a>(&self, app: &'a App, actor: Actor) -> Context<'a> {
        let device = device::describe(&self.user_agent);
        let origin = Origin { actor, address: self.address.to_string(), device };
        Context { now: self.now, entropy: &*app.entropy, origin }
    }

    /// Every live session of this browser, the current one first.
    pub(crate) async fn sessions(&self, app: &App) -> store::Result<Vec<(Secret, SignedIn)>> {
        let mut reader = app.store.read().await?;
        let mut found: Vec<(Secret, SignedIn)> = Vec::new();
        for token in &self.tokens {
            if let Some((session, user)) = reader.find_session(&token.hash()).await?
                && session.live(&user, self.now)
                && !found.iter().any(|(_, known)| known.user.id == user.id)
            {
                found.push((token.clone(), SignedIn { session, user }));
            }
        }
        Ok(found)
    }

    /// The cookie values with `first` before the others.
    pub(crate) fn tokens_with(&self, first: Secret) -> Vec<Secret> {
        let mut tokens = vec![first];
        tokens.extend(self.tokens.iter().filter(|token| **token != tokens[0]).cloned().collect::<Vec<_>>());
        tokens.truncate(MOST_SESSIONS);
        tokens
    }

    /// The cookie values without the current session's.
    pub(crate) fn tokens_without_current(&self) -> Vec<Secret> {
        match &self.current {
            Some(current) => self.tokens_without(&current.session),
            None => self.tokens.clone(),
        }
    }

    /// The cookie values without one session's.
    pub(crate) fn tokens_without(&self, session: &Session) -> Vec<Secret> {
        self.tokens.iter().filter(|token| token.hash() != session.token_hash).cloned().collect()
    }
}

/// The page is for members: sign in, then come back to `path`.
pub(crate) struct SignInFirst {
    path: String,
}

impl From<SignInFirst> for PageError {
    fn from(first: SignInFirst) -> Self {
        let to: String =
            percent_encoding::utf8_percent_encode(&first.path, percent_encoding::NON_ALPHANUMERIC)
                .to_string();
        Self::sign_in_first(format!("/signin?next={to}"))
    }
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let mut visitor = Self::unasked(parts, app).await?;
        visitor.current = current_session(app, &visitor).await?;
        Ok(visitor)
    }
}

impl Visitor {
    /// Whoever opens a page, without asking the records who is signed in.
    pub(crate) async fn unasked(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let now = app.now();
        let address = ClientAddress::from_request_parts(parts, app)
            .await
            .map_err(|_| PageError::from(crate::error::Internal::new("a request without its peer")))?;
        let browser = parts
            .extensions
            .get::<Browser>()
            .copied()
            .ok_or_else(|| crate::error::Internal::new("a page without its browser layer"))?;
        let jar = CookieJar::from_headers(&parts.headers);
        let path = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        Ok(Self {
            now,
            browser: browser.hash,
            new_browser: browser.fresh,
            address,
            user_agent: user_agent(&parts.headers),
            theme: theme(&jar),
            path: path.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            current: None,
            tokens: tokens(&jar),
            reopens: matches!(parts.method, Method::GET | Method::HEAD),
        })
    }
}

/// Finds the first live session, which is almost always the first.
async fn current_session(app: &App, visitor: &Visitor) -> Result<Option<SignedIn>, PageError> {
    if visitor.tokens.is_empty() {
        return Ok(None);
    }
    let mut reader = app.store.read().await?;
    for token in &visitor.tokens {
        let Some((session, user)) = reader.find_session(&token.hash()).await? else { continue };
        if !session.live(&user, visitor.now) {
            continue;
        }
        drop(reader);
        if let Some(idle_end) = session.wants_touch(&app.settings.sessions, visitor.now) {
            let mut tx = app.write().await?;
            tx.touch_session(&session.id, visitor.now, idle_end, &visitor.address.to_string()).await?;
            tx.commit().await?;
        }
        return Ok(Some(SignedIn { session, user }));
    }
    Ok(None)
}

fn tokens(jar: &CookieJar) -> Vec<Secret> {
    let value = jar.get(SESSIONS).map_or("", |cookie| cookie.value());
    value.split('.').filter(|text| is_session(text)).take(MOST_SESSIONS).map(Secret::presented).collect()
}

fn is_session(text: &str) -> bool {
    const BYTES: usize = SecretKind::Session.entropy_bytes();
    Secret::presented(text).payload::<BYTES>(SecretKind::Session).is_some()
}

fn user_agent(headers: &HeaderMap) -> String {
    const MOST: usize = 256;
    let text = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    text.chars().take(MOST).collect()
}

fn theme(jar: &CookieJar) -> Theme {
    match jar.get(THEME).map(Cookie::value) {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Hash of the browser's own cookie, put in place by [`with_browser`].
#[derive(Clone, Copy, Debug)]
struct Browser {
    hash: TokenHash,
    fresh: bool,
}

/// Gives every browser a cookie of its own: forms are bound to it, and it tells a known browser from a stranger. Only
/// what reads gives one: with a form that another site sends, browsers send no cookie, and an answer to it must not
/// take the place of the one they have.
pub(crate) async fn with_browser(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let known = jar.get(BROWSER).map(Cookie::value).filter(|text| is_session(text)).map(Secret::presented);
    let fresh = known.is_none();
    let browser = known.unwrap_or_else(|| Secret::new(SecretKind::Session, &*app.entropy));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    request.extensions_mut().insert(Browser { hash: browser.hash(), fresh });
    let mut response = next.run(request).await;
    if fresh && reads {
        add_cookie(&mut response, BROWSER, browser.reveal(), Some(BROWSER_LIFE));
    }
    // Whatever changed who is signed in, apps' pages that watch are to ask again.
    if jar.get(STATE).is_some() && sets(&response, SESSIONS) && !sets(&response, STATE) {
        set_state(&mut response, "", Duration::ZERO);
    }
    response
}

fn sets(response: &Response, name: &str) -> bool {
    let set = response.headers().get_all(header::SET_COOKIE);
    set.iter().filter_map(|value| value.to_str().ok()?.split_once('=')).any(|(known, _)| known == name)
}

/// Shows the state of the session to our frame in apps' pages: the one cookie that scripts read and that comes along
/// inside other sites' pages. It proves nothing and leads to nothing.
pub(crate) fn set_state(response: &mut Response, state: &str, life: Duration) {
    let cookie = format!("{STATE}={state}; Path=/; Secure; SameSite=None; Max-Age={}", life.as_secs());
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Sets the browser's sessions, the first being the current one. `life` keeps them over a restart of the browser.
pub(crate) fn set_sessions(response: &mut Response, tokens: &[Secret], life: Option<Duration>) {
    let value = tokens.iter().map(Secret::reveal).collect::<Vec<_>>().join(".");
    let life = if tokens.is_empty() { Some(Duration::ZERO) } else { life };
    add_cookie(response, SESSIONS, &value, life);
}

/// Whether an answer sets the browser's sessions.
pub(crate) fn sets_sessions(response: &Response) -> bool {
    let start = format!("{SESSIONS}=");
    let mut cookies = response.headers().get_all(header::SET_COOKIE).iter();
    cookies.any(|cookie| cookie.as_bytes().starts_with(start.as_bytes()))
}

/// What the browser will send once it has its new sessions, for a request that goes on in its stead.
pub(crate) fn cookies_with(headers: &HeaderMap, tokens: &[Secret]) -> String {
    let jar = CookieJar::from_headers(headers);
    let others = jar.iter().filter(|cookie| cookie.name() != SESSIONS);
    let others = others.map(|cookie| format!("{}={}; ", cookie.name(), cookie.value()));
    let value = tokens.iter().map(Secret::reveal).collect::<Vec<_>>().join(".");
    format!("{}{SESSIONS}={value}", others.collect::<String>())
}

/// Remembers the theme a person chose.
pub(crate) fn set_theme(response: &mut Response, theme: Theme) {
    match theme {
        Theme::System => add_cookie(response, THEME, "", Some(Duration::ZERO)),
        Theme::Light => add_cookie(response, THEME, "light", Some(BROWSER_LIFE)),
        Theme::Dark => add_cookie(response, THEME, "dark", Some(BROWSER_LIFE)),
    }
}

/// Sets a cookie of this host that scripts cannot read.
pub(crate) fn add_cookie(response: &mut Response, name: &'static str, value: &str, life: Option<Duration>) {
    let life = life.map(|life| format!("; Max-Age={}", life.as_secs())).unwrap_or_default();
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{life}");
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
