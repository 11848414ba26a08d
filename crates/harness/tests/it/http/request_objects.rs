//! Requests inside a JWT, and answers that are one.

use harness::elsewhere::Elsewhere;
use harness::http::Answer;
use harness::jose::{Reader, unsigned};
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::signer::{Signer, seconds};
use serde_json::{Value, json};

use super::protection::app_with;
use super::{broken_link, sent_back};

on_both_engines!(
    what_is_inside_alone_counts,
    a_request_object_that_is_not_right_changes_nothing,
    one_that_nobody_signed_needs_to_be_registered,
    an_app_may_send_signed_requests_only,
    one_is_fetched_from_where_the_app_registered_it,
    an_answer_travels_as_a_jwt,
    an_answer_can_be_encrypted,
);

struct Walk {
    server: Server,
    ada: Person,
    signer: Signer,
}

impl Walk {
    async fn begin(engine: Engine) -> Self {
        Self::at(Server::start(engine).await).await
    }

    async fn at(server: Server) -> Self {
        let ada = Person::member(&server, "ada").await;
        ada.sign_in().await;
        Self { server, ada, signer: Signer::new("signer") }
    }

    async fn app(&self, mut metadata: Value) -> ClientApp {
        metadata["jwks"] = json!({ "keys": [self.signer.jwk()] });
        app_with(&self.server, &metadata, &[]).await
    }

    /// The claims of a good request object.
    fn claims(&self, app: &ClientApp, changes: Value) -> Value {
        let now = seconds();
        let mut claims = json!({
            "iss": app.id, "aud": self.server.public_url(), "iat": now, "exp": now + 60, "client_id": app.id,
            "response_type": "code", "redirect_uri": CALLBACK, "scope": "openid email", "state": "inside",
            "nonce": "n", "max_age": 3_600, "claims": { "id_token": { "email": null } },
            "code_challenge": Pkce::of(1).challenge, "code_challenge_method": "S256",
        });
        for (name, value) in changes.as_object().expect("an object") {
            match value {
                Value::Null => claims.as_object_mut().expect("an object").remove(name),
                value => claims.as_object_mut().expect("an object").insert(name.clone(), value.clone()),
            };
        }
        claims
    }

    async fn events(&self) -> usize {
        self.server.export_audit().await.matches("grant.create").count()
    }
}

/// A request that says nothing itself but where an error goes.
fn outside<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![("redirect_uri", CALLBACK), ("response_type", "code"), ("state", "outside")];
    pairs.extend_from_slice(more);
    pairs
}

async fn what_is_inside_alone_counts(engine: Engine) {
    let walk = Walk::begin(engine).await;
    for alg in ["ES256", "RS256", "PS256", "EdDSA"] {
        let signer = Signer::with(alg, "theirs");
        let metadata = json!({ "jwks": { "keys": [signer.jwk()] }, "request_object_signing_alg": alg });
        let app = app_with(&walk.server, &metadata, &[]).await;
        let token = signer.sign(&walk.claims(&app, json!({})));
        // What stands outside is not even looked at.
        let more =
            [("request", token.as_str()), ("scope", "users:read"), ("prompt", "none"), ("nonce", "other")];
        let path = app.authorize_path_with(&outside(&more));
        let answer = walk.ada.allow(&path).await.expect(303);
        assert_eq!(answer.location_parameter("state").as_deref(), Some("inside"), "{}", answer.location());
        let code = answer.location_parameter("code").expect("a code");
        let tokens = app.redeem(&code, &Pkce::of(1)).await.expect(200).json();
        let id_token = Jwt::read(tokens["id_token"].as_str().expect("an ID token")).expect("a JWT").claims;
        assert_eq!((&id_token["nonce"], &id_token["email"]), (&json!("n"), &json!("ada@example.com")));
        // Posted as well.
        let fields: Vec<(&str, &str)> = [("client_id", app.id.as_str()), ("request", &token)].to_vec();
        let posted = walk.ada.http().post("/oauth/authorize", &fields).await.expect(303);
        let again = walk.ada.follow(posted).await;
        assert!(again.location_parameter("code").is_some(), "{} {}", again.status, again.location());
    }
}

async fn a_request_object_that_is_not_right_changes_nothing(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let app = walk.app(json!({})).await;
    let claims = |changes| walk.claims(&app, changes);
    let sign = |changes| walk.signer.sign(&claims(changes));
    let under = |header| walk.signer.sign_as(&header, &claims(json!({})));
    let good = sign(json!({}));
    let past = seconds() - 120;
    let bent = format!("{}AAAA", &good[..good.len() - 4]);
    let long = "x".repeat(20_000);
    let tokens = [
        "e30.e30.".to_owned(),
        "not a token".to_owned(),
        long,
        bent,
        unsigned(&claims(json!({}))),
        Signer::new("signer").sign(&claims(json!({}))),
        Signer::new("unknown").sign(&claims(json!({}))),
        under(json!({ "alg": "HS256", "kid": "signer" })),
        under(json!({ "alg": "RS256", "kid": "signer" })),
        under(json!({ "alg": "none", "kid": "signer" })),
        under(json!({ "alg": "ES256", "kid": "signer", "crit": ["exp"] })),
        under(json!({ "alg": "ES256", "kid": "signer", "b64": false })),
        under(json!({ "alg": "ES256", "kid": "signer", "typ": "at+jwt" })),
        under(json!({ "alg": "ES256", "kid": 7 })),
        Signer::new("evil").sign_as(
            &json!({ "alg": "ES256", "jwk": Signer::new("evil").jwk(), "jku": "https://evil.example/jwks" }),
            &claims(json!({})),
        ),
        sign(json!({ "exp": past })),
        sign(json!({ "iat": seconds() + 600 })),
        sign(json!({ "aud": "https://other.example" })),
        sign(json!({ "iss": "app_live_other" })),
        sign(json!({ "sub": app.id })),
        sign(json!({ "client_id": "app_live_other" })),
        sign(json!({ "request": "e30.e30." })),
        sign(json!({ "scope": ["openid"] })),
        sign(json!({ "state": true })),
    ];
    let before = walk.events().await;
    for token in &tokens {
        let path = app.authorize_path_with(&outside(&[("request", token)]));
        let answer = walk.ada.open(&path).await;
        if token.len() > 8_000 && answer.status == 414 {
            continue;
        }
        sent_back(&answer, "invalid_request_object");
        assert_eq!(answer.location_parameter("state").as_deref(), Some("outside"));
        // Without an address beside it, the error is told on a page of ours.
        broken_link(
            &walk
                .ada
                .open(
                    &app.authorize_path_with(&[
                        ("request", token),
                        ("redirect_uri", "https://evil.example/"),
                    ]),
                )
                .await,
        );
    }
    for (more, error) in [
        (vec![("request", good.as_str()), ("request", good.as_str())], "invalid_request"),
        (vec![("request", good.as_str()), ("request_uri", "https://app.example/r")], "invalid_request"),
        (vec![("request_uri", "https://app.example/r")], "invalid_request_uri"),
        (vec![("request_uri", "file:///etc/passwd")], "invalid_request_uri"),
    ] {
        sent_back(&walk.ada.open(&app.authorize_path_with(&outside(&more))).await, error);
    }
    // An address that is not registered is not followed because somebody signed it.
    let stray = sign(json!({ "redirect_uri": "https://evil.example/" }));
    broken_link(&walk.ada.open(&app.authorize_path_with(&outside(&[("request", &stray)]))).await);
    // A rule that what is inside breaks is told where the inside says.
    let narrow = sign(json!({ "scope": "no:such" }));
    let answer = walk.ada.open(&app.authorize_path_with(&outside(&[("request", &narrow)]))).await;
    sent_back(&answer, "invalid_scope");
    assert_eq!(answer.location_parameter("state").as_deref(), Some("inside"));
    assert_eq!(walk.events().await, before, "something was granted");
}

async fn one_that_nobody_signed_needs_to_be_registered(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let app = walk.app(json!({ "request_object_signing_alg": "none" })).await;
    let token = unsigned(&walk.claims(&app, json!({})));
    let answer = walk.ada.allow(&app.authorize_path_with(&[("request", &token)])).await.expect(303);
    assert!(answer.location_parameter("code").is_some(), "{}", answer.location());
    let signed = walk.signer.sign(&walk.claims(&app, json!({})));
    let answer = walk.ada.open(&app.authorize_path_with(&outside(&[("request", &signed)]))).await;
    sent_back(&answer, "invalid_request_object");
}

async fn an_app_may_send_signed_requests_only(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let app = walk.app(json!({ "require_signed_request_object": true })).await;
    let plain = app.authorize_path("openid", &Pkce::of(1));
    sent_back(&walk.ada.open(&plain).await, "invalid_request");
    let token = walk.signer.sign(&walk.claims(&app, json!({})));
    let stranger = walk.ada.stranger("ada");
    let page = stranger.visit(&app.authorize_path_with(&[("request", &token)])).await.expect(200);
    // The request waits while its member signs in.
    assert!(page.path.starts_with("/signin"), "{}", page.path);
    let answer = walk.ada.allow(&app.authorize_path_with(&[("request", &token)])).await.expect(303);
    assert!(answer.location_parameter("code").is_some(), "{}", answer.location());
}

async fn one_is_fetched_from_where_the_app_registered_it(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let mut server = Server::prepare(engine, &[]).await;
    for (name, value) in elsewhere.allowed(server.folder()) {
        server.set(name, &value);
    }
    server.run().await;
    let walk = Walk::at(server).await;
    let uri = elsewhere.url("/request.jwt");
    let app = walk.app(json!({ "request_uris": [uri] })).await;
    let path = app.authorize_path_with(&outside(&[("request_uri", &uri)]));
    sent_back(&walk.ada.open(&path).await, "invalid_request_uri");
    let headers = [("content-type", "application/oauth-authz-req+jwt")];
    elsewhere.put("/request.jwt", &headers, walk.signer.sign(&walk.claims(&app, json!({}))));
    let answer = walk.ada.allow(&path).await.expect(303);
    assert_eq!(answer.location_parameter("state").as_deref(), Some("inside"), "{}", answer.location());
    elsewhere.put("/request.jwt", &headers, "not a token");
    sent_back(&walk.ada.open(&path).await, "invalid_request_object");
    elsewhere.put("/request.jwt", &headers, "x".repeat(70_000));
    sent_back(&walk.ada.open(&path).await, "invalid_request_uri");
    elsewhere.put_status("/request.jwt", 302, &[("location", "/other.jwt")], "");
    sent_back(&walk.ada.open(&path).await, "invalid_request_uri");
    let asked = elsewhere.requests().len();
    let other = elsewhere.url("/request.jwt?other");
    let path = app.authorize_path_with(&outside(&[("request_uri", &other)]));
    sent_back(&walk.ada.open(&path).await, "invalid_request_uri");
    assert_eq!(elsewhere.requests().len(), asked, "what is not registered is not asked for");
}

/// The parameters that a JWT holds, which must be ours and for the app.
async fn opened(walk: &Walk, app: &ClientApp, token: &str) -> Value {
    let read = Jwt::read(token).expect("a JWT");
    let jwks = walk.server.http().get("/oauth/jwks").await.json();
    assert!(read.verifies(&jwks), "{}", read.header);
    let claims = read.claims;
    assert_eq!((&claims["aud"], &claims["iss"]), (&json!(app.id), &json!(walk.server.public_url())));
    assert!(claims["exp"].as_u64().is_some_and(|end| end > seconds() && end <= seconds() + 600), "{claims}");
    claims
}

/// The one parameter of an answer, wherever it travels.
fn response(answer: &Answer, mode: &str) -> String {
    if mode.starts_with("form_post") {
        let form = answer.form("response");
        let fields = form.controls.iter().filter(|control| control.kind == "hidden").count();
        assert_eq!((form.action.as_str(), fields), (CALLBACK, 1));
        return form.value("response").to_owned();
    }
    let joint = if mode.starts_with("fragment") { "#" } else { "?" };
    let location = answer.location();
    assert!(
        location.starts_with(&format!("{CALLBACK}{joint}response=")) && !location.contains('&'),
        "{location}"
    );
    answer.location_parameter("response").expect("a response")
}

async fn an_answer_travels_as_a_jwt(engine: Engine) {
    let walk = Walk::begin(engine).await;
    for (mode, alg) in
        [("jwt", "RS256"), ("query.jwt", "ES256"), ("fragment.jwt", "PS256"), ("form_post.jwt", "EdDSA")]
    {
        let app = walk.app(json!({ "authorization_signed_response_alg": alg })).await;
        let pkce = Pkce::of(1);
        let path = |more: &[(&str, &str)]| {
            let mut pairs = vec![("response_type", "code"), ("redirect_uri", CALLBACK), ("state", "a & b")];
            pairs.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
            pairs.push(("response_mode", mode));
            pairs.extend_from_slice(more);
            app.authorize_path_with(&pairs)
        };
        let answer = walk.ada.allow(&path(&[("scope", "openid")])).await;
        let token = response(&answer, mode);
        assert_eq!(Jwt::read(&token).expect("a JWT").header["alg"], alg, "{mode}");
        let said = opened(&walk, &app, &token).await;
        assert_eq!(said["state"], "a & b");
        app.redeem(said["code"].as_str().expect("a code"), &pkce).await.expect(200);
        // Errors travel alike.
        let answer = walk.ada.open(&path(&[("scope", "no:such")])).await;
        let said = opened(&walk, &app, &response(&answer, mode)).await;
        assert_eq!((&said["error"], &said["state"]), (&json!("invalid_scope"), &json!("a & b")), "{mode}");
        // Such an answer is no hint of who is signed in.
        let hinted = path(&[("scope", "openid"), ("id_token_hint", &token)]);
        let said = opened(&walk, &app, &response(&walk.ada.open(&hinted).await, mode)).await;
        assert_eq!(said["error"], "invalid_request", "{mode}");
    }
    let app = app_with(&walk.server, &json!({}), &["--allow-implicit"]).await;
    let front = |mode| {
        let pairs = [
            ("response_type", "id_token token"),
            ("redirect_uri", CALLBACK),
            ("scope", "openid"),
            ("nonce", "n"),
            ("response_mode", mode),
        ];
        app.authorize_path_with(&pairs)
    };
    let answer = walk.ada.allow(&front("jwt")).await;
    let said = opened(&walk, &app, &response(&answer, "fragment.jwt")).await;
    assert!(said["id_token"].is_string() && said["access_token"].is_string(), "{said}");
    sent_back(&walk.ada.open(&front("query.jwt")).await, "invalid_request");
}

async fn an_answer_can_be_encrypted(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let reader = Reader::ec();
    let metadata = json!({
        "jwks": { "keys": [reader.jwk()] },
        "authorization_encrypted_response_alg": "ECDH-ES",
        "authorization_encrypted_response_enc": "A256GCM",
    });
    let app = app_with(&walk.server, &metadata, &[]).await;
    let pkce = Pkce::of(1);
    let mut pairs = vec![("response_type", "code"), ("redirect_uri", CALLBACK), ("scope", "openid")];
    pairs.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
    pairs.push(("response_mode", "jwt"));
    let answer = walk.ada.allow(&app.authorize_path_with(&pairs)).await;
    let (_, enc, inner) = reader.open(&response(&answer, "query.jwt"));
    assert_eq!(enc, "A256GCM");
    let said = opened(&walk, &app, &inner).await;
    app.redeem(said["code"].as_str().expect("a code"), &pkce).await.expect(200);
}
