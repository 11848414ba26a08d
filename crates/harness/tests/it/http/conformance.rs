//! What the certification of OpenID Connect providers looks for, module by module, where no other test has it.

use harness::http::{Answer, encode};
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

use super::{broken_link, refused, sent_back};

on_both_engines!(
    optional_parameters_are_taken,
    an_app_chooses_the_language_of_the_sign_in,
    a_request_of_openid_connect_names_where_it_is_answered,
    what_was_registered_is_the_usual,
    discovery_names_everything_that_is_looked_for,
    every_parameter_is_held_to_its_form,
    userinfo_takes_a_token_in_one_way_only,
);

struct Walk {
    server: Server,
    ada: Person,
    app: ClientApp,
}

impl Walk {
    async fn begin(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let ada = Person::member(&server, "ada").await;
        let scopes = ["openid", "profile", "email", "address", "phone", "offline_access"];
        let more: Vec<&str> = scopes.iter().flat_map(|scope| ["--scope", scope]).collect();
        let app = ClientApp::register(&server, "ada", "web", &more).await;
        Self { server, ada, app }
    }

    /// A good request with some of its parameters replaced, taken out (`None`) or added.
    fn path(&self, changes: &[(&str, Option<&str>)]) -> String {
        let pkce = Pkce::of(1);
        let usual = [
            ("client_id", self.app.id.as_str()),
            ("response_type", "code"),
            ("redirect_uri", CALLBACK),
            ("scope", "openid"),
            ("state", "s1"),
            ("nonce", "n1"),
            ("code_challenge", &pkce.challenge),
            ("code_challenge_method", "S256"),
        ];
        let changed = |name: &str| changes.iter().any(|(known, _)| *known == name);
        let mut pairs: Vec<_> = usual.into_iter().filter(|(name, _)| !changed(name)).collect();
        pairs.extend(changes.iter().filter_map(|(name, value)| Some((*name, (*value)?))));
        format!("/oauth/authorize?{}", encode(&pairs))
    }

    async fn claims(&self, answer: &Answer) -> Value {
        let code =
            answer.location_parameter("code").unwrap_or_else(|| panic!("no code in {}", answer.location()));
        let tokens = self.app.redeem(&code, &Pkce::of(1)).await.expect(200).json();
        Jwt::read(tokens["id_token"].as_str().expect("an ID token")).expect("a JWT").claims
    }
}

/// oidcc-ensure-request-with-unknown-parameter-succeeds, -ensure-request-without-nonce-succeeds-for-code-flow,
/// -ensure-request-with-acr-values-succeeds, -display-page, -display-popup, -ui-locales, -claims-locales, -login-hint.
async fn optional_parameters_are_taken(engine: Engine) {
    let walk = Walk::begin(engine).await;
    walk.ada.allow(&walk.path(&[])).await;
    for changes in [
        [("extra", Some("foobar"))],
        [("nonce", None)],
        [("acr_values", Some("urn:mace:incommon:iap:silver urn:mace:incommon:iap:bronze"))],
        [("display", Some("page"))],
        [("display", Some("popup"))],
        [("ui_locales", Some("sv de"))],
        [("claims_locales", Some("es fr"))],
        [("login_hint", Some("somebody@elsewhere.example"))],
        [("state", Some("a b&c=d/é"))],
        [("scope", Some("openid unheard:of"))],
    ] {
        let answer = walk.ada.visit(&walk.path(&changes)).await;
        if changes[0].0 == "scope" {
            sent_back(&answer, "invalid_scope");
            continue;
        }
        let claims = walk.claims(&answer).await;
        let nonce = if changes[0].0 == "nonce" { Value::Null } else { json!("n1") };
        assert_eq!(claims.get("nonce").unwrap_or(&Value::Null), &nonce, "{changes:?}");
        let state = if changes[0].0 == "state" { changes[0].1.expect("it is said") } else { "s1" };
        assert_eq!(answer.location_parameter("state").as_deref(), Some(state));
    }
}

/// OIDC Core §3.1.2.1, `ui_locales`.
async fn an_app_chooses_the_language_of_the_sign_in(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let language = |page: &Answer| {
        let text = page.text();
        let (_, rest) = text.split_once("<html lang=\"").expect("a page has a language");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    for (locales, spoken) in [("es", "es"), ("ar-EG", "ar"), ("xx es", "es"), ("xx", "en"), ("\u{e9}", "en")]
    {
        let visitor = walk.ada.stranger("bob");
        let page = visitor.visit(&walk.path(&[("ui_locales", Some(locales))])).await.expect(200);
        assert_eq!(language(&page), spoken, "{locales}");
    }
    // It holds for the pages that follow, and not for who was never sent.
    let ada = walk.ada.stranger("ada");
    let page = ada.visit(&walk.path(&[("ui_locales", Some("es"))])).await;
    let entered = [("username", "ada"), ("password", harness::person::PASSWORD)];
    let consent = ada.follow(ada.fill(&page, "password", &entered).await).await.expect(200);
    assert!(consent.path.starts_with("/oauth/consent"), "{}", consent.path);
    assert_eq!(language(&consent), "es");
    assert_eq!(language(&walk.ada.stranger("eve").open("/signin").await), "en");
}

/// oidcc-ensure-redirect-uri-in-authorization-request, -ensure-registered-redirect-uri, -redirect-uri-query-mismatch,
/// -redirect-uri-query-added, -redirect-uri-regfrag.
async fn a_request_of_openid_connect_names_where_it_is_answered(engine: Engine) {
    let walk = Walk::begin(engine).await;
    walk.ada.allow(&walk.path(&[])).await;
    for redirect in [
        None,
        Some("https://app.example/callback/"),
        Some("https://app.example/callback?"),
        Some("https://app.example/callback?foo=bar"),
        Some("https://app.example/callback#foobar"),
        Some("https://app.example:443/callback"),
        Some("https://APP.example/callback"),
        Some("https://app.example/./callback"),
        Some("https://app.example/%63allback"),
    ] {
        broken_link(&walk.ada.open(&walk.path(&[("redirect_uri", redirect)])).await);
    }
    // OAuth 2.0 alone lets it be left out where there is one only (RFC 6749 §3.1.2.3).
    let plain = walk.ada.allow(&walk.path(&[("redirect_uri", None), ("scope", Some("users:read"))])).await;
    assert!(plain.location().starts_with(CALLBACK), "{}", plain.location());
}

/// oidcc-registration: `default_max_age`, `default_acr_values`, `require_auth_time`; OIDC Registration §2.
async fn what_was_registered_is_the_usual(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let made = walk
        .server
        .command(&["registration-token", "create", "--owner", "ada", "--uses", "9", "--json"])
        .await
        .json();
    let token = format!("Bearer {}", made["registration_token"].as_str().expect("a token"));
    let register = async |more: Value| {
        let mut body = json!({ "redirect_uris": [CALLBACK], "scope": "openid users:read" });
        let members = body.as_object_mut().expect("an object");
        members.extend(more.as_object().expect("an object").clone());
        let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
        let sent = Some(body.to_string().into_bytes());
        walk.server.http().send("POST", "/oauth/register", &headers, sent).await
    };
    for bad in [
        json!({ "default_max_age": "60" }),
        json!({ "default_max_age": -1 }),
        json!({ "default_acr_values": "2" }),
        json!({ "default_acr_values": ["a b"] }),
        json!({ "require_auth_time": "yes" }),
    ] {
        refused(&register(bad).await, 400, "invalid_client_metadata");
    }
    // Two factors are asked of whoever has them, at a sign-in that has one; what a request says takes its place.
    let said =
        register(json!({ "default_acr_values": ["2"], "require_auth_time": true })).await.expect(201).json();
    assert_eq!((&said["default_acr_values"], &said["require_auth_time"]), (&json!(["2"]), &json!(true)));
    let app = ClientApp::known(&walk.server, &said, CALLBACK);
    let ask = |id: &str, more: &[(&'static str, Option<&'static str>)]| {
        let mut changes: Vec<(&str, Option<&str>)> = vec![("client_id", Some(id))];
        changes.extend_from_slice(more);
        walk.path(&changes)
    };
    let answer = walk.ada.allow(&ask(&app.id, &[])).await;
    assert!(answer.location_parameter("code").is_some(), "whoever has one factor comes in with one");
    walk.ada.enrol().await;
    let fresh = walk.ada.elsewhere();
    fresh.sign_in_with_app().await;
    let again = fresh.visit(&ask(&app.id, &[])).await;
    assert!(again.location_parameter("code").is_some(), "{} {}", again.status, again.path);
    // As old as the sign-in may be unless a request says otherwise.
    let said = register(json!({ "default_max_age": 0 })).await.expect(201).json();
    let strict = ClientApp::known(&walk.server, &said, CALLBACK);
    sent_back(&fresh.open(&ask(&strict.id, &[("prompt", Some("none"))])).await, "login_required");
    let lenient = fresh.open(&ask(&strict.id, &[("prompt", Some("none")), ("max_age", Some("9999"))])).await;
    sent_back(&lenient, "consent_required");
}

/// oidcc-discovery-endpoint-verification, and the same of its logout plans.
async fn discovery_names_everything_that_is_looked_for(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let http = walk.server.http();
    let answer = http.get("/.well-known/openid-configuration").await.expect(200);
    assert!(answer.header("content-type").starts_with("application/json"));
    let said = answer.json();
    assert_eq!(said["issuer"], walk.server.public_url());
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
        "registration_endpoint",
        "end_session_endpoint",
        "check_session_iframe",
    ] {
        let address = said[name].as_str().unwrap_or_else(|| panic!("no {name}"));
        assert!(address.starts_with(&format!("{}/", walk.server.public_url())), "{name}: {address}");
    }
    let lists = |name: &str, value: &str| {
        said[name].as_array().is_some_and(|list| list.iter().any(|item| item == value))
    };
    for (name, value) in [
        ("scopes_supported", "openid"),
        ("response_types_supported", "code"),
        ("response_modes_supported", "form_post"),
        ("grant_types_supported", "authorization_code"),
        ("subject_types_supported", "public"),
        ("subject_types_supported", "pairwise"),
        ("id_token_signing_alg_values_supported", "RS256"),
        ("token_endpoint_auth_methods_supported", "client_secret_basic"),
        ("claims_supported", "sub"),
        ("ui_locales_supported", "es"),
    ] {
        assert!(lists(name, value), "{name} lacks {value}: {}", said[name]);
    }
    for flag in [
        "claims_parameter_supported",
        "request_parameter_supported",
        "request_uri_parameter_supported",
        "require_request_uri_registration",
        "frontchannel_logout_supported",
        "frontchannel_logout_session_supported",
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
    ] {
        assert_eq!(said[flag], true, "{flag}");
    }
    let keys = http.get("/oauth/jwks").await.expect(200).json();
    let keys = keys["keys"].as_array().expect("a list");
    let names: std::collections::HashSet<_> = keys.iter().map(|key| key["kid"].as_str()).collect();
    assert_eq!(names.len(), keys.len(), "each key has a name of its own");
    for key in keys {
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert_eq!(key.get(private), None);
        }
    }
}

/// Every parameter missing, empty, repeated, too long or of the wrong type: the error that the standard names, on the
/// channel that is proved, and no code.
async fn every_parameter_is_held_to_its_form(engine: Engine) {
    let walk = Walk::begin(engine).await;
    walk.ada.allow(&walk.path(&[])).await;
    let open = async |path: String| walk.ada.open(&path).await;
    for absent in [None, Some("")] {
        for (name, error) in [
            ("response_type", Some("invalid_request")),
            ("code_challenge", Some("invalid_request")),
            ("code_challenge_method", Some("invalid_request")),
            ("client_id", None),
            ("redirect_uri", None),
        ] {
            let answer = open(walk.path(&[(name, absent)])).await;
            match error {
                Some(error) => sent_back(&answer, error),
                None => broken_link(&answer),
            }
        }
        for optional in
            ["state", "nonce", "prompt", "max_age", "display", "claims", "id_token_hint", "response_mode"]
        {
            let answer = open(walk.path(&[(optional, absent)])).await;
            assert!(answer.location_parameter("code").is_some(), "{optional}: {}", answer.location());
        }
    }
    for (name, value) in [
        ("response_type", "code"),
        ("response_mode", "query"),
        ("scope", "openid"),
        ("state", "s1"),
        ("nonce", "n1"),
        ("prompt", "consent"),
        ("max_age", "60"),
        ("code_challenge", "a"),
        ("code_challenge_method", "S256"),
        ("claims", "{}"),
        ("id_token_hint", "x"),
        ("login_hint", "x"),
        ("acr_values", "1"),
        ("ui_locales", "en"),
        ("claims_locales", "en"),
        ("display", "page"),
        ("request", "x"),
        ("request_uri", "https://app.example/r"),
    ] {
        let path = format!("{}&{name}={value}&{name}={value}", walk.path(&[(name, None)]));
        sent_back(&open(path).await, "invalid_request");
    }
    for name in ["client_id", "redirect_uri"] {
        let value = if name == "client_id" { walk.app.id.as_str() } else { CALLBACK };
        broken_link(
            &open(format!("{}&{name}={}", walk.path(&[]), encode(&[("", value)]).trim_start_matches('=')))
                .await,
        );
    }
    let long = "a".repeat(9_000);
    for (name, bad, error) in [
        ("response_type", "cod", "unsupported_response_type"),
        ("response_type", "code code", "unsupported_response_type"),
        ("response_type", "token", "unauthorized_client"),
        ("response_type", "code id_token", "unauthorized_client"),
        ("response_mode", "carrier_pigeon", "invalid_request"),
        ("scope", "openid \"", "invalid_scope"),
        ("scope", "openid  profile\u{e9}", "invalid_scope"),
        ("prompt", "maybe", "invalid_request"),
        ("prompt", "none login", "invalid_request"),
        ("max_age", "-1", "invalid_request"),
        ("max_age", "1e3", "invalid_request"),
        ("max_age", "99999999999999999999", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge", &long, "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "s256", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("claims", "{", "invalid_request"),
        ("claims", "{\"id_token\":7}", "invalid_request"),
        ("id_token_hint", "x", "invalid_request"),
        ("id_token_hint", "e30.e30.", "invalid_request"),
        ("request", "x", "invalid_request_object"),
        ("request", "e30.e30.", "invalid_request_object"),
        ("request_uri", "http://app.example/r", "invalid_request_uri"),
        ("request_uri", "https://app.example/unregistered", "invalid_request_uri"),
    ] {
        let answer = open(walk.path(&[(name, Some(bad))])).await;
        sent_back(&answer, error);
        assert_eq!(answer.location_parameter("state").as_deref(), Some("s1"), "{name}");
        assert_eq!(answer.location_parameter("iss").as_deref(), Some(walk.server.public_url()), "{name}");
    }
    // Nothing of it changed anything: the good request is as good as before.
    walk.claims(&open(walk.path(&[])).await).await;
}

/// oidcc-userinfo-get, -userinfo-post-header, -userinfo-post-body; RFC 6750 §2 and §3.1.
async fn userinfo_takes_a_token_in_one_way_only(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let answer = walk.ada.allow(&walk.path(&[])).await;
    let code = answer.location_parameter("code").expect("a code");
    let tokens = walk.app.redeem(&code, &Pkce::of(1)).await.expect(200).json();
    let access = tokens["access_token"].as_str().expect("an access token");
    let http = walk.server.http();
    let bearer = format!("Bearer {access}");
    let header = [("authorization", bearer.as_str())];
    let subject = http.get_with("/oauth/userinfo", &header).await.expect(200).json()["sub"].clone();
    let by_post = http.post_with("/oauth/userinfo", &header, &[]).await.expect(200).json();
    let in_body = http.post("/oauth/userinfo", &[("access_token", access)]).await.expect(200).json();
    assert!(subject.is_string() && by_post["sub"] == subject && in_body["sub"] == subject);
    let in_query = http.get(&format!("/oauth/userinfo?access_token={access}")).await;
    let silent = http.get("/oauth/userinfo").await;
    for answer in [&in_query, &silent] {
        assert_eq!(answer.status, 401);
        assert!(
            !answer.header("www-authenticate").contains("error="),
            "{}",
            answer.header("www-authenticate")
        );
    }
    let twice = http.post_with("/oauth/userinfo", &header, &[("access_token", access)]).await;
    assert_eq!(twice.status, 400);
    assert!(twice.header("www-authenticate").contains("invalid_request"));
    for bent in [format!("{access}x"), access[..access.len() - 1].to_owned(), "x".to_owned()] {
        let answer = http.get_as("/oauth/userinfo", &bent).await;
        assert_eq!(answer.status, 401);
        assert!(answer.header("www-authenticate").contains("invalid_token"));
    }
}
