//! A person with a browser: opens pages, fills in forms, follows where answers lead.

use std::sync::{Arc, Mutex};

use crate::authenticator::Authenticator;
use crate::form::Form;
use crate::http::{Answer, Http, encode};
use crate::jwt::Pkce;
use crate::oauth_client::{ClientApp, Tokens};
use crate::server::Server;

/// The password of everybody here; nothing secret depends on it.
pub const PASSWORD: &str = "seven lanterns above the quiet harbour";

/// A person with a browser of their own.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name they sign in with.
    pub username: String,
    http: Http,
    issuer: String,
    app: Arc<Mutex<Option<Authenticator>>>,
}

impl Person {
    /// Somebody who has never been here.
    pub fn new(server: &Server, username: &str) -> Self {
        let issuer = server.public_url().to_owned();
        Self { username: username.to_owned(), http: server.http(), issuer, app: Arc::default() }
    }

    /// A member whose address is proved, signed in.
    pub async fn member(server: &Server, username: &str) -> Self {
        Self::with_account(server, username, &[]).await
    }

    /// An operator, signed in with the second factor that operators need.
    pub async fn operator(server: &Server, username: &str) -> Self {
        let operator = Self::with_account(server, username, &["--operator"]).await;
        operator.enrol().await;
        operator
    }

    async fn with_account(server: &Server, username: &str, more: &[&str]) -> Self {
        let email = format!("{username}@example.com");
        let mut arguments = vec!["account", "create", "--email", &email, "--username", username];
        arguments.extend(["--verified", "--password-stdin"]);
        arguments.extend(more);
        server.command_with(&arguments, &[], &format!("{PASSWORD}\n")).await.data();
        let person = Self::new(server, username);
        person.sign_in().await;
        person
    }

    /// The address they have when a command made their account.
    pub fn email(&self) -> String {
        format!("{}@example.com", self.username)
    }

    /// The browser itself.
    pub const fn http(&self) -> &Http {
        &self.http
    }

    /// Somebody with a browser of their own at the same server.
    pub fn stranger(&self, username: &str) -> Self {
        Self { username: username.to_owned(), http: self.http.without_cookies(), ..self.clone() }
    }

    /// The same browser at another server of the same service.
    pub fn at(&self, server: &Server) -> Self {
        Self { http: self.http.at(&server.base()), ..self.clone() }
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Answer {
        self.http.get(path).await
    }

    /// Sends a form of `page` with what is entered.
    pub async fn send(&self, page: &Answer, form: &Form, entered: &[(&str, &str)]) -> Answer {
        let action = if form.action.is_empty() { page.path.as_str() } else { form.action.as_str() };
        let pairs = form.filled(entered);
        if form.method == "get" {
            return self.open(&format!("{}?{}", form.path(), encode(&pairs))).await;
        }
        self.http.post(action, &pairs).await
    }

    /// Sends the form of `page` that holds a control named `having`.
    pub async fn fill(&self, page: &Answer, having: &str, entered: &[(&str, &str)]) -> Answer {
        self.send(page, &page.form(having), entered).await
    }

    /// Follows redirects as long as they stay on the service's pages.
    pub async fn follow(&self, mut answer: Answer) -> Answer {
        while (300..400).contains(&answer.status) {
            let location = answer.location();
            let path = location.strip_prefix(&self.issuer).unwrap_or(location);
            if !path.starts_with('/') || path.starts_with("//") {
                break;
            }
            answer = self.open(path).await;
        }
        answer
    }

    /// Opens a page and follows where it leads.
    pub async fn visit(&self, path: &str) -> Answer {
        let answer = self.open(path).await;
        self.follow(answer).await
    }

    /// Opens the sign-in page and tries a name and a password.
    pub async fn try_sign_in(&self, name: &str, password: &str) -> Answer {
        let page = self.open("/signin?another=1").await.expect(200);
        self.fill(&page, "password", &[("username", name), ("password", password)]).await
    }

    /// Signs in with the common password.
    pub async fn sign_in(&self) -> Answer {
        self.try_sign_in(&self.username, PASSWORD).await.expect(303)
    }

    /// Sets up an authenticator app; gives the answer, which leads to recovery codes.
    pub async fn enrol(&self) -> Answer {
        let page = self.open("/account/security/authenticator").await.expect(200);
        let app = Authenticator::of_page(&page.text());
        self.take_app(app);
        self.fill(&page, "key", &[("code", &self.app_code().await)]).await.expect(303)
    }

    /// Has an authenticator app from now on.
    pub fn take_app(&self, app: Authenticator) {
        *self.app.lock().expect("nobody panicked holding it") = Some(app);
    }

    /// The next code of their authenticator app that was not used before, as soon as there is one.
    pub async fn app_code(&self) -> String {
        let next =
            || self.app.lock().expect("nobody panicked").as_mut().expect("they have an app").next_code();
        crate::wait::until("the app shows a code that was not used", async || next()).await
    }

    /// The same person, with the same app, in another browser.
    pub fn elsewhere(&self) -> Self {
        Self { http: self.http.without_cookies(), ..self.clone() }
    }

    /// Signs in with password and app.
    pub async fn sign_in_with_app(&self) -> Answer {
        let owed = self.sign_in().await;
        let page = self.follow(owed).await;
        self.fill(&page, "code", &[("code", &self.app_code().await)]).await.expect(303)
    }

    /// Proves who they are once more, so that sensitive pages open.
    pub async fn confirm(&self) {
        let page = self.open("/confirm?next=/account").await.expect(200);
        let form = page.form("password");
        self.send(&page, &form, &[("password", PASSWORD)]).await.expect(303);
    }

    /// Sends a request of an app through the browser and answers its consent page; gives the last answer, which
    /// leads to the app.
    pub async fn decide(&self, path: &str, allowed: &[&str], decision: &str) -> Answer {
        let page = self.visit(path).await;
        if page.status != 200 {
            return page;
        }
        let form = page.form("decision");
        let mut entered: Vec<(&str, &str)> = allowed.iter().map(|scope| ("scope", *scope)).collect();
        entered.push(("decision", decision));
        let answer = self.send(&page, &form, &entered).await;
        self.follow(answer).await
    }

    /// Allows an app everything it asks for, as far as a box can be ticked for it.
    pub async fn allow(&self, path: &str) -> Answer {
        let page = self.visit(path).await;
        if page.status != 200 {
            return page;
        }
        let form = page.form("decision");
        let boxes: Vec<_> = form.controls.iter().filter(|control| control.kind == "checkbox").collect();
        let mut entered: Vec<(&str, &str)> =
            boxes.iter().map(|tick| ("scope", tick.value.as_str())).collect();
        entered.push(("decision", "allow"));
        let answer = self.send(&page, &form, &entered).await;
        self.follow(answer).await
    }

    /// Gives an app a code for `scope`.
    pub async fn code(&self, app: &ClientApp, scope: &str, pkce: &Pkce) -> String {
        let answer = self.allow(&app.authorize_path(scope, pkce)).await;
        let location = answer.location();
        assert!(location.starts_with(&app.redirect_uri), "{} {location}\n{}", answer.status, answer.text());
        answer.location_parameter("code").unwrap_or_else(|| panic!("no code in {location}"))
    }

    /// Gives an app tokens for `scope`. `number` tells one request from another.
    pub async fn tokens(&self, app: &ClientApp, scope: &str, number: u64) -> Tokens {
        let pkce = Pkce::of(number);
        let code = self.code(app, scope, &pkce).await;
        Tokens::of(app.redeem(&code, &pkce).await)
    }

    /// Presses the button of a form that holds nothing but its token.
    pub async fn press(&self, page: &Answer, action: &str) -> Answer {
        self.send(page, &page.form_to(action), &[]).await
    }

    /// As an operator: the texts of the mails to an address in the outbox, newest first.
    pub async fn outbox(&self, recipient: &str) -> Vec<String> {
        let list = self.open("/admin/outbox").await.expect(200);
        let mut texts = Vec::new();
        for link in crate::form::words_from(&list.text(), "/admin/outbox/") {
            let page = self.open(&link).await.expect(200);
            if page.text().contains(recipient) {
                texts.push(crate::form::unescape(&page.text()));
            }
        }
        texts
    }
}
