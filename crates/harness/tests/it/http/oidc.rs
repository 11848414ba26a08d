//! OpenID Connect: ID tokens, userinfo, hints, form post, sign-out by an app.

use harness::http;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;
use serde_json::{Value, json};

on_both_engines!(
    an_id_token_says_who_signed_in,
    userinfo_says_what_the_member_allowed,
    a_refresh_brings_an_id_token_without_a_nonce,
    a_hint_names_who_must_be_signed_in,
    an_answer_can_be_posted,
    an_app_signs_the_member_out,
    tokens_come_through_the_browser_where_an_operator_allows_it,
);

const AFTER: &str = "https://app.example/bye";

struct Walk {
    server: Server,
    ada: Person,
    app: ClientApp,
}

impl Walk {
    async fn begin(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let ada = Person::member(&server, "ada").await;
        let scopes = ["openid", "profile", "email", "phone", "offline_access"];
        let mut more = vec!["--post-logout-uri", AFTER];
        more.extend(scopes.iter().flat_map(|scope| ["--scope", scope]));
        let app = ClientApp::register(&server, "ada", "web", &more).await;
        ada.sign_in().await;
        Self { server, ada, app }
    }

    fn path(&self, scope: &str, more: &[(&str, &str)]) -> String {
        let pkce = Pkce::of(1);
        let mut pairs = vec![
            ("response_type", "code"),
            ("redirect_uri", CALLBACK),
            ("scope", scope),
            ("nonce", "n-0S6"),
            ("code_challenge", &pkce.challenge),
            ("code_challenge_method", "S256"),
        ];
        pairs.extend_from_slice(more);
        self.app.authorize_path_with(&pairs)
    }

    async fn redeem(&self, code: &str) -> Value {
        self.app.redeem(code, &Pkce::of(1)).await.expect(200).json()
    }

    async fn tokens(&self, scope: &str, more: &[(&str, &str)]) -> Value {
        let answer = self.ada.allow(&self.path(scope, more)).await;
        self.redeem(&answer.location_parameter("code").expect("a code")).await
    }

    async fn read(&self, tokens: &Value) -> Jwt {
        let token = Jwt::read(tokens["id_token"].as_str().expect("an ID token")).expect("a JWT");
        let jwks = self.server.http().get("/oauth/jwks").await.json();
        assert!(token.verifies(&jwks), "{:?}", token.header);
        token
    }
}

async fn an_id_token_says_who_signed_in(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let tokens = walk.tokens("openid", &[("claims", r#"{"id_token":{"email":null}}"#)]).await;
    let token = walk.read(&tokens).await;
    assert_eq!((&token.header["alg"], &token.header["typ"]), (&json!("RS256"), &json!("JWT")));
    let claims = &token.claims;
    assert_eq!(claims["iss"], walk.server.public_url());
    assert_eq!((&claims["aud"], &claims["nonce"]), (&json!(walk.app.id), &json!("n-0S6")));
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pwd"]), &json!("1")));
    assert_eq!(claims["email"], "ada@example.com");
    assert!(claims.get("name").is_none(), "the profile was not asked for");
    for name in ["sub", "auth_time", "sid", "at_hash", "exp", "iat"] {
        assert!(!claims[name].is_null(), "{name}");
    }
    assert!(tokens["scope"].as_str().is_some_and(|scope| scope.contains("email")), "{tokens}");
    // One kind of token is worthless as the other.
    walk.app.own_record(tokens["id_token"].as_str().expect("an ID token")).await.expect(401);
    let without = walk.tokens("email", &[]).await;
    assert!(without.get("id_token").is_none());
}

async fn userinfo_says_what_the_member_allowed(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let page = walk.ada.open("/account/profile").await.expect(200);
    let bad = [("name", "Ada Osei"), ("birthdate", "yesterday"), ("phone_number", "+233 20 000 0000")];
    let again = walk.ada.fill(&page, "birthdate", &bad).await.expect(422);
    assert!(again.text().contains("Error: "), "the title says so");
    let good = [("name", "Ada Osei"), ("birthdate", "1990-12-31"), ("phone_number", "+233 20 000 0000")];
    walk.ada.fill(&again, "birthdate", &good).await.expect(303);

    let tokens = walk.tokens("openid profile phone", &[]).await;
    let access = tokens["access_token"].as_str().expect("an access token");
    let told = walk.server.http().get_as("/oauth/userinfo", access).await.expect(200).json();
    assert_eq!(told["sub"], walk.read(&tokens).await.claims["sub"]);
    assert_eq!((&told["name"], &told["birthdate"]), (&json!("Ada Osei"), &json!("1990-12-31")));
    assert_eq!(told["phone_number_verified"], false);
    assert!(told.get("email").is_none(), "{told}");

    let posted = walk.server.http().post("/oauth/userinfo", &[("access_token", access)]).await;
    assert_eq!(posted.expect(200).json(), told);
    let bearer = format!("Bearer {access}");
    let both = [("authorization", bearer.as_str())];
    let twice = walk.server.http().post_with("/oauth/userinfo", &both, &[("access_token", access)]).await;
    assert_eq!(twice.expect(400).member("error"), "invalid_request");
    let narrow = walk.tokens("email", &[]).await;
    let narrow = narrow["access_token"].as_str().expect("an access token");
    let refused = walk.server.http().get_as("/oauth/userinfo", narrow).await.expect(403);
    assert!(refused.header("www-authenticate").contains("insufficient_scope"), "{:?}", refused.headers);
    walk.server.http().get("/oauth/userinfo").await.expect(401);
}

async fn a_refresh_brings_an_id_token_without_a_nonce(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let first = walk.tokens("openid offline_access", &[]).await;
    let before = walk.read(&first).await.claims;
    let second =
        walk.app.refresh(first["refresh_token"].as_str().expect("a refresh token")).await.expect(200).json();
    let after = walk.read(&second).await.claims;
    for same in ["iss", "sub", "aud", "auth_time", "sid"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    assert!(after.get("nonce").is_none());
    assert_ne!(before["at_hash"], after["at_hash"]);
}

async fn a_hint_names_who_must_be_signed_in(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let tokens = walk.tokens("openid", &[]).await;
    let hint = tokens["id_token"].as_str().expect("an ID token");
    let silent = [("prompt", "none"), ("id_token_hint", hint)];
    let answer = walk.ada.open(&walk.path("openid", &silent)).await.expect(303);
    assert!(answer.location_parameter("code").is_some(), "{}", answer.location());

    let bob = Person::member(&walk.server, "bob").await;
    bob.sign_in().await;
    super::sent_back(&bob.open(&walk.path("openid", &silent)).await, "login_required");
    let loud = bob.open(&walk.path("openid", &[("id_token_hint", hint)])).await.expect(303);
    assert!(loud.location().starts_with("/signin?"), "{}", loud.location());
    let bent = [("id_token_hint", "e30.e30.e30")];
    super::sent_back(&walk.ada.open(&walk.path("openid", &bent)).await, "invalid_request");
    let stranger = r#"{"id_token":{"sub":{"value":"00000000-0000-7000-8000-000000000000"}}}"#;
    let named = [("prompt", "none"), ("claims", stranger)];
    super::sent_back(&walk.ada.open(&walk.path("openid", &named)).await, "login_required");
}

async fn an_answer_can_be_posted(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let mode = [("response_mode", "form_post"), ("state", "s & t")];
    let page = walk.ada.allow(&walk.path("openid", &mode)).await.expect(200);
    let form = page.form("code");
    assert_eq!((form.action.as_str(), form.value("state")), (CALLBACK, "s & t"));
    assert_eq!(form.value("iss"), walk.server.public_url());
    let tokens = walk.redeem(form.value("code")).await;
    walk.read(&tokens).await;
    // A request can be posted as well, also from another site, whose posts bring no cookies.
    let path = walk.path("openid", &[]);
    let (at, query) = path.split_once('?').expect("a query");
    let fields: Vec<(String, String)> = query
        .split('&')
        .map(|pair| {
            let (name, _) = pair.split_once('=').expect("a name and a value");
            (name.to_owned(), http::parameter(&path, name).expect("it is there"))
        })
        .collect();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let posted = walk.server.http().post(at, &fields).await.expect(303);
    let answer = walk.ada.visit(posted.location()).await;
    assert!(answer.location_parameter("code").is_some(), "{}", answer.text());
}

async fn an_app_signs_the_member_out(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let hint = walk.tokens("openid", &[]).await["id_token"].as_str().expect("an ID token").to_owned();
    let query = |pairs: &[(&str, &str)]| format!("/oauth/logout?{}", http::encode(pairs));
    let bad = query(&[("id_token_hint", &hint), ("post_logout_redirect_uri", "https://evil.example/")]);
    super::broken_link(&walk.ada.open(&bad).await);
    // Without a hint the member is asked, by name and with a form.
    let asked = query(&[("client_id", &walk.app.id), ("post_logout_redirect_uri", AFTER), ("state", "a b")]);
    let page = walk.ada.visit(&asked).await.expect(200);
    assert!(page.text().contains("logout-confirm"));
    walk.ada.open("/account").await.expect(200);
    let answer = walk.ada.fill(&page, "post_logout_redirect_uri", &[]).await.expect(303);
    assert_eq!(answer.location(), format!("{AFTER}?state=a+b"));
    walk.ada.open("/account").await.expect(303);

    walk.ada.sign_in().await;
    let hinted = query(&[("id_token_hint", &hint), ("post_logout_redirect_uri", AFTER)]);
    assert_eq!(walk.ada.open(&hinted).await.expect(303).location(), AFTER);
    walk.ada.open("/account").await.expect(303);
    assert_eq!(walk.ada.open("/oauth/logout").await.expect(303).location(), "/signed-out");
}

async fn tokens_come_through_the_browser_where_an_operator_allows_it(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let path = |app: &ClientApp, kind: &str| {
        let pkce = Pkce::of(1);
        let mut pairs = vec![("response_type", kind), ("redirect_uri", CALLBACK), ("scope", "openid email")];
        pairs.push(("nonce", "n-0S6"));
        if kind.contains("code") {
            pairs.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
        }
        app.authorize_path_with(&pairs)
    };
    super::sent_back(&walk.ada.open(&path(&walk.app, "id_token")).await, "unauthorized_client");

    let more = ["--allow-implicit", "--scope", "openid", "--scope", "email"];
    let app = ClientApp::register(&walk.server, "ada", "web", &more).await;
    let jwks = walk.server.http().get("/oauth/jwks").await.json();
    for kind in ["id_token", "id_token token", "code id_token", "code token", "code id_token token"] {
        let answer = walk.ada.allow(&path(&app, kind)).await.expect(303);
        assert!(answer.location().starts_with(&format!("{CALLBACK}#")), "{kind}: {}", answer.location());
        let given = |name: &str| answer.location_parameter(name);
        assert_eq!(given("code").is_some(), kind.contains("code"), "{kind}");
        assert_eq!(given("access_token").is_some(), kind.split(' ').any(|word| word == "token"), "{kind}");
        let Some(token) = given("id_token") else {
            assert!(!kind.contains("id_token"), "{kind}");
            continue;
        };
        let token = Jwt::read(&token).expect("a JWT");
        assert!(token.verifies(&jwks), "{kind}");
        assert_eq!(token.claims["nonce"], "n-0S6");
        assert_eq!(token.claims.get("at_hash").is_some(), given("access_token").is_some(), "{kind}");
        assert_eq!(token.claims.get("c_hash").is_some(), given("code").is_some(), "{kind}");
        // With nothing to call userinfo with, the ID token holds what it would say.
        assert_eq!(token.claims.get("email").is_some(), kind == "id_token", "{kind}");
    }
    wait::until_true("the metadata lists what works", async || {
        let listed = walk.server.http().get("/.well-known/openid-configuration").await.json();
        listed["response_types_supported"].as_array().map(Vec::len) == Some(7)
    })
    .await;
}
