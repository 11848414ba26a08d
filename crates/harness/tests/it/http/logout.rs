//! Signing out: what ends with a session, wherever it ends, and what does not.

use harness::http;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    a_session_ends_with_what_apps_got_in_it,
    an_app_signs_the_member_out_with_its_tokens,
    everything_ends_everywhere,
    signing_in_again_goes_on_with_the_session,
    what_lasts_is_the_members_choice,
    taking_back_what_lasts_ends_it_once_the_member_left,
    an_unspent_code_dies_with_its_session,
    a_refused_sign_out_ends_nothing,
    the_page_after_it_says_what_is_open,
);

const AFTER: &str = "https://app.example/bye";
const LASTING: &str = "openid offline_access users:read";

struct Walk {
    server: Server,
    ada: Person,
    app: ClientApp,
}

/// What an app holds of one authorization.
struct Held {
    tokens: Tokens,
    id_token: String,
}

impl Walk {
    async fn begin(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let ada = Person::member(&server, "ada").await;
        let mut more = vec!["--post-logout-uri", AFTER];
        more.extend(["openid", "offline_access", "users:read"].iter().flat_map(|scope| ["--scope", scope]));
        let app = ClientApp::register(&server, "ada", "web", &more).await;
        Self { server, ada, app }
    }

    async fn held(&self, person: &Person, scope: &str, number: u64) -> Held {
        let pkce = Pkce::of(number);
        let code = person.code(&self.app, scope, &pkce).await;
        let answer = self.app.redeem(&code, &pkce).await.expect(200);
        let id_token = answer.json()["id_token"].as_str().unwrap_or_default().to_owned();
        Held { tokens: Tokens::of(answer), id_token }
    }

    /// Whether an authorization lives; its every part must agree. Asks for no refresh where that would live on.
    async fn lives(&self, held: &Held) -> bool {
        let access = &held.tokens.access;
        let told = self.server.http().get_as("/oauth/userinfo", access).await.status;
        let lives = self.app.own_record(access).await.status == 200;
        assert_eq!(told == 200, lives, "userinfo");
        for token in [access, &held.tokens.refresh] {
            assert_eq!(self.app.introspect(token).await["active"], lives, "introspection");
        }
        if !lives {
            super::refused(&self.app.refresh(&held.tokens.refresh).await, 400, "invalid_grant");
        }
        lives
    }

    fn path(pairs: &[(&str, &str)]) -> String {
        format!("/oauth/logout?{}", http::encode(pairs))
    }
}

async fn sign_out(person: &Person) {
    let page = person.open("/account").await.expect(200);
    person.press(&page, "/signout").await.expect(303);
}

async fn a_session_ends_with_what_apps_got_in_it(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let there = Person::new(&walk.server, "ada");
    there.sign_in().await;
    let here = walk.held(&walk.ada, "openid users:read", 1).await;
    let lasting = walk.held(&walk.ada, LASTING, 2).await;
    let elsewhere = walk.held(&there, "openid users:read", 3).await;
    sign_out(&walk.ada).await;
    assert!(!walk.lives(&here).await);
    assert!(walk.lives(&lasting).await, "the member let it act while they are away");
    assert!(walk.lives(&elsewhere).await, "another browser is another session");
    let fresh = Tokens::of(walk.app.refresh(&lasting.tokens.refresh).await);
    walk.app.own_record(&fresh.access).await.expect(200);

    // The list of browsers ends one from another.
    walk.ada.sign_in().await;
    let page = walk.ada.open("/account/sessions").await.expect(200);
    let forms = harness::form::forms(&page.text());
    let end = forms.iter().find(|form| form.path().ends_with("/end")).expect("one other browser");
    let answer = walk.ada.send(&page, end, &[]).await.expect(303);
    let page = walk.ada.follow(answer).await.expect(200);
    assert!(page.text().contains("What apps got there has ended"), "{}", page.text());
    assert!(!walk.lives(&elsewhere).await);
}

async fn an_app_signs_the_member_out_with_its_tokens(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let held = walk.held(&walk.ada, "openid users:read", 1).await;
    let path = Walk::path(&[("id_token_hint", &held.id_token), ("post_logout_redirect_uri", AFTER)]);
    assert_eq!(walk.ada.open(&path).await.expect(303).location(), AFTER);
    assert!(!walk.lives(&held).await);
    // Asking again is as good.
    assert_eq!(walk.ada.open(&path).await.expect(303).location(), AFTER);

    walk.ada.sign_in().await;
    let held = walk.held(&walk.ada, "openid users:read", 2).await;
    let page = walk.ada.visit(&Walk::path(&[("client_id", &walk.app.id)])).await.expect(200);
    assert!(walk.lives(&held).await, "nothing ends before the member said so");
    let form = page.form("client_id");
    let answer = walk.ada.send(&page, &form, &[]).await.expect(303);
    assert!(walk.ada.follow(answer).await.path.starts_with("/signed-out"));
    assert!(!walk.lives(&held).await);
}

async fn everything_ends_everywhere(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let there = Person::new(&walk.server, "ada");
    there.sign_in().await;
    let here = walk.held(&walk.ada, "openid users:read", 1).await;
    let elsewhere = walk.held(&there, "openid users:read", 2).await;
    let lasting = walk.held(&there, LASTING, 3).await;
    let page = walk.ada.open("/account/sessions").await.expect(200);
    walk.ada.press(&page, "/account/sessions/end-others").await.expect(303);
    assert!(walk.lives(&here).await && walk.lives(&lasting).await);
    assert!(!walk.lives(&elsewhere).await);

    there.sign_in().await;
    let elsewhere = walk.held(&there, "openid users:read", 4).await;
    let page = walk.ada.open("/account/sessions/everywhere").await.expect(200);
    assert!(page.text().contains("this browser and one other"), "{}", page.text());
    let answer = walk.ada.press(&page, "/account/sessions/everywhere").await.expect(303);
    assert_eq!(answer.location(), "/signed-out");
    for person in [&walk.ada, &there] {
        assert_eq!(person.open("/account").await.status, 303);
    }
    assert!(!walk.lives(&here).await && !walk.lives(&elsewhere).await);
    assert!(walk.lives(&lasting).await);

    // A new password trusts nothing that the old one may have led to.
    walk.ada.sign_in().await;
    let page = walk.ada.open("/account/security/password").await.expect(200);
    let entered = [("current-password", PASSWORD), ("new-password", "a longer walk along the noisy pier")];
    walk.ada.fill(&page, "new-password", &entered).await.expect(303);
    assert!(!walk.lives(&lasting).await);
}

async fn signing_in_again_goes_on_with_the_session(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let sid = |held: &Held| Jwt::read(&held.id_token).expect("a JWT").claims["sid"].clone();
    let first = walk.held(&walk.ada, "openid users:read", 1).await;
    walk.ada.sign_in().await;
    assert!(walk.lives(&first).await, "proving it again ends nothing");
    let second = walk.held(&walk.ada, "openid users:read", 2).await;
    assert_eq!(sid(&first), sid(&second));
    sign_out(&walk.ada).await;
    assert!(!walk.lives(&first).await && !walk.lives(&second).await);
    walk.ada.sign_in().await;
    let third = walk.held(&walk.ada, "openid users:read", 3).await;
    assert_ne!(sid(&first), sid(&third), "what ended stays ended");
    assert!(!walk.lives(&first).await);
}

async fn what_lasts_is_the_members_choice(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let pkce = Pkce::of(1);
    let page = walk.ada.visit(&walk.app.authorize_path("openid users:read", &pkce)).await.expect(200);
    assert!(page.text().contains("Its access ends when you sign out here"), "{}", page.text());
    let page = walk.ada.visit(&walk.app.authorize_path(LASTING, &pkce)).await.expect(200);
    assert!(page.text().contains("Left unticked, it ends when you sign out here"), "{}", page.text());
    assert_eq!(page.form("decision").values("scope"), ["users:read", "offline_access"]);
    let answer = walk.ada.decide(&walk.app.authorize_path(LASTING, &pkce), &["users:read"], "allow").await;
    let code = answer.location_parameter("code").expect("a code");
    let answer = walk.app.redeem(&code, &pkce).await.expect(200);
    assert_eq!(answer.member("scope"), "openid users:read");
    let held = Held { tokens: Tokens::of(answer), id_token: String::new() };
    sign_out(&walk.ada).await;
    assert!(!walk.lives(&held).await);
}

async fn taking_back_what_lasts_ends_it_once_the_member_left(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let there = Person::new(&walk.server, "ada");
    there.sign_in().await;
    let left = walk.held(&there, LASTING, 1).await;
    let here = walk.held(&walk.ada, LASTING, 2).await;
    sign_out(&there).await;
    let page = walk.ada.open(&format!("/account/apps/{}", walk.app.id)).await.expect(200);
    walk.ada.fill(&page, "scope", &[("scope", "openid"), ("scope", "users:read")]).await.expect(303);
    assert!(!walk.lives(&left).await, "its session is over");
    let fresh = Tokens::of(walk.app.refresh(&here.tokens.refresh).await);
    assert_eq!(fresh.scope, "openid users:read");
    walk.app.own_record(&fresh.access).await.expect(200);
    sign_out(&walk.ada).await;
    walk.app.own_record(&fresh.access).await.expect(401);
}

async fn an_unspent_code_dies_with_its_session(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let code = walk.ada.code(&walk.app, "openid users:read", &Pkce::of(1)).await;
    sign_out(&walk.ada).await;
    super::refused(&walk.app.redeem(&code, &Pkce::of(1)).await, 400, "invalid_grant");
}

async fn a_refused_sign_out_ends_nothing(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let held = walk.held(&walk.ada, "openid users:read", 1).await;
    let other = ClientApp::register(&walk.server, "ada", "web", &["--post-logout-uri", AFTER]).await;
    let (hint, id) = (held.id_token.as_str(), walk.app.id.as_str());
    let bent = format!("{}x", &hint[..hint.len() - 1]);
    let bad: &[&[(&str, &str)]] = &[
        &[("id_token_hint", &bent)],
        &[("id_token_hint", "e30.e30.e30")],
        &[("id_token_hint", &held.tokens.access)],
        &[("id_token_hint", hint), ("client_id", &other.id)],
        &[("id_token_hint", hint), ("post_logout_redirect_uri", "https://app.example/bye/")],
        &[("id_token_hint", hint), ("post_logout_redirect_uri", CALLBACK)],
        &[("post_logout_redirect_uri", AFTER)],
        &[("client_id", "nobody"), ("post_logout_redirect_uri", AFTER)],
        &[("client_id", id), ("client_id", id)],
        &[("id_token_hint", hint), ("state", "a"), ("state", "b")],
        &[("id_token_hint", hint), ("ui_locales", "en"), ("ui_locales", "fr")],
    ];
    for pairs in bad {
        super::broken_link(&walk.ada.open(&Walk::path(pairs)).await);
        let posted = walk.ada.http().post("/oauth/logout", pairs).await;
        super::broken_link(&walk.ada.follow(posted).await);
    }
    // Somebody else's hint signs nobody out unasked.
    let eve = Person::member(&walk.server, "eve").await;
    let hers = walk.held(&eve, "openid", 2).await;
    let asked = walk.ada.visit(&Walk::path(&[("id_token_hint", &hers.id_token)])).await.expect(200);
    assert!(asked.text().contains("logout-confirm"));
    // Nor does a form without its proof.
    let forged = walk.ada.http().post("/oauth/logout/confirm", &[("client_id", id)]).await;
    assert!((400..500).contains(&forged.status), "{}", forged.status);
    assert!(walk.lives(&held).await);
    walk.ada.open("/account").await.expect(200);
    // A stopped app leads nobody anywhere.
    walk.server.command(&["app", "suspend", id]).await.data();
    let back = [("id_token_hint", hint), ("post_logout_redirect_uri", AFTER)];
    super::broken_link(&walk.ada.open(&Walk::path(&back)).await);
}

async fn the_page_after_it_says_what_is_open(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let there = Person::new(&walk.server, "ada");
    there.sign_in().await;
    walk.held(&walk.ada, LASTING, 1).await;
    let page = walk.ada.open("/account").await.expect(200);
    let answer = walk.ada.press(&page, "/signout").await.expect(303);
    let page = walk.ada.follow(answer).await.expect(200);
    let text = page.text();
    assert!(text.contains("ada</bdi></strong> left this browser"), "{text}");
    assert!(text.contains("signed in to one other browser"), "{text}");
    assert!(text.contains("while you’re away: <bdi>Invoice Robot</bdi>"), "{text}");
    assert!(text.contains("/account/sessions/everywhere"), "{text}");
    // The way back shows nothing private.
    let again = walk.ada.open("/signed-out").await.expect(200).text();
    assert!(!again.contains("ada") && !again.contains("Invoice Robot"), "{again}");

    // An app's registered address is a link; what it did not register is not there.
    let query = [("client_id", walk.app.id.as_str()), ("post_logout_redirect_uri", AFTER), ("state", "a b")];
    let page = walk.ada.open(&format!("/signed-out?{}", http::encode(&query))).await.expect(200);
    assert!(page.text().contains("href=\"https://app.example/bye?state=a+b\""), "{}", page.text());
    let query = [("client_id", walk.app.id.as_str()), ("post_logout_redirect_uri", "https://evil.example/")];
    let page = walk.ada.open(&format!("/signed-out?{}", http::encode(&query))).await.expect(200);
    assert!(!page.text().contains("href=\"https://evil"), "{}", page.text());
}
