//! The few paths a person walks, in a real browser, with scripts and without.

/// Makes two tests of each function: with the pages' scripts and without.
macro_rules! with_scripts_and_without {
    ($($name:ident),* $(,)?) => {
        mod with_scripts {
            $(#[tokio::test] async fn $name() { super::$name(crate::browser::Scripts::On).await; })*
        }
        mod without_scripts {
            $(#[tokio::test] async fn $name() { super::$name(crate::browser::Scripts::Off).await; })*
        }
    };
}

mod access;
mod factors;
mod languages;
mod logout;
mod passkeys;
mod paths;

use harness::browser::{Browser, Page};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

/// Whether the pages' own scripts run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scripts {
    On,
    Off,
}

/// A server with a member and an operator, and a browser in front of it.
struct Scene {
    server: Server,
    browser: Browser,
    ada: Person,
    opal: Person,
}

impl Scene {
    async fn set() -> Self {
        let server = Server::start(Engine::Sqlite).await;
        let ada = Person::member(&server, "ada").await;
        let opal = Person::operator(&server, "opal").await;
        let browser = Browser::start(&server).await;
        Self { server, browser, ada, opal }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.server.public_url())
    }

    async fn page(&self, scripts: Scripts) -> Page {
        let page = self.browser.page().await;
        if scripts == Scripts::Off {
            page.without_scripts().await;
        }
        page
    }

    /// Signs somebody in by hand in a browser that is signed in already.
    async fn sign_in_again(&self, page: &Page, name: &str) {
        page.open(&self.at("/signin?another=1&next=%2Faccount")).await;
        enter_name_and_password(page, name).await;
        page.follow("#signin-submit").await;
        page.arrives_at(&self.at("/account")).await;
    }

    /// Signs somebody in by hand and waits for the page behind.
    async fn sign_in(&self, page: &Page, name: &str) {
        page.open(&self.at("/signin?next=%2Faccount")).await;
        enter_name_and_password(page, name).await;
        page.follow("#signin-submit").await;
        if page.address().await.contains("/signin/factor") {
            let person = if name == "opal" { &self.opal } else { &self.ada };
            page.enter("#code", &person.app_code().await).await;
            page.follow("#factor-submit").await;
        }
        page.arrives_at(&self.at("/account")).await;
    }
}

async fn enter_name_and_password(page: &Page, name: &str) {
    page.enter("#username", name).await;
    page.enter("#password", PASSWORD).await;
}

/// Demands that the browser had nothing to complain about: no error, no blocked resource, no broken policy.
#[track_caller]
fn content(page: &Page) {
    let complaints = page.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
