//! JWTs for one app: signed as it registered, encrypted to its key, about members by names of its own.

use std::fs;

use harness::jose::Reader;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::signer::Signer;
use harness::wait;
use serde_json::{Value, json};

on_both_engines!(
    each_algorithm_signs_for_the_app_that_registered_it,
    what_is_encrypted_only_its_app_reads,
    members_have_names_of_their_own_in_each_sector,
    id_tokens_verify_while_keys_rotate,
    what_does_not_work_cannot_be_registered,
);

/// Registers an app with metadata.
pub(crate) async fn app_with(server: &Server, metadata: &Value, more: &[&str]) -> ClientApp {
    let file = server.folder().join("metadata.json");
    fs::write(&file, metadata.to_string()).expect("a file");
    let mut arguments = vec!["--metadata", file.to_str().expect("UTF-8")];
    arguments.extend(["--scope", "openid", "--scope", "email", "--scope", "users:read"]);
    arguments.extend(more);
    ClientApp::register(server, "ada", "web", &arguments).await
}

struct Walk {
    server: Server,
    ada: Person,
}

impl Walk {
    async fn begin(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let ada = Person::member(&server, "ada").await;
        ada.sign_in().await;
        Self { server, ada }
    }

    async fn tokens(&self, app: &ClientApp) -> Value {
        let pkce = Pkce::of(1);
        let answer = self.ada.allow(&app.authorize_path("openid email users:read", &pkce)).await;
        let code = answer.location_parameter("code").expect("a code");
        app.redeem(&code, &pkce).await.expect(200).json()
    }

    async fn verified(&self, token: &str) -> Jwt {
        let read = Jwt::read(token).expect("a JWT");
        let jwks = self.server.http().get("/oauth/jwks").await.json();
        assert!(read.verifies(&jwks), "{}", read.header);
        read
    }

    async fn userinfo(&self, tokens: &Value) -> harness::http::Answer {
        let access = tokens["access_token"].as_str().expect("an access token");
        self.server.http().get_as("/oauth/userinfo", access).await.expect(200)
    }
}

fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().unwrap_or_else(|| panic!("no {name}: {tokens}"))
}

async fn each_algorithm_signs_for_the_app_that_registered_it(engine: Engine) {
    let walk = Walk::begin(engine).await;
    for alg in ["RS256", "ES256", "PS256", "EdDSA"] {
        let metadata = json!({ "id_token_signed_response_alg": alg, "userinfo_signed_response_alg": alg });
        let app = app_with(&walk.server, &metadata, &["--allow-implicit"]).await;
        let tokens = walk.tokens(&app).await;
        let token = walk.verified(text(&tokens, "id_token")).await;
        assert_eq!(token.header["alg"], alg);
        let access = text(&tokens, "access_token");
        assert_eq!(token.claims["at_hash"], half_hash(alg, access), "{alg}");
        let answer = walk.userinfo(&tokens).await;
        assert_eq!(answer.header("content-type"), "application/jwt");
        let told = walk.verified(&answer.text()).await;
        assert_eq!(told.header["alg"], alg);
        assert_eq!((&told.claims["sub"], &told.claims["aud"]), (&token.claims["sub"], &json!(app.id)));
        assert_eq!(told.claims["iss"], walk.server.public_url());
        assert_eq!(told.claims["email"], "ada@example.com");

        let pkce = Pkce::of(1);
        let mut pairs = vec![("response_type", "code id_token"), ("redirect_uri", CALLBACK)];
        pairs.extend([("scope", "openid"), ("nonce", "n"), ("state", "s"), ("prompt", "consent")]);
        pairs.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
        let answer = walk.ada.allow(&app.authorize_path_with(&pairs)).await.expect(303);
        let given = |name: &str| answer.location_parameter(name).unwrap_or_else(|| panic!("no {name}"));
        let token = walk.verified(&given("id_token")).await;
        assert_eq!(token.claims["c_hash"], half_hash(alg, &given("code")), "{alg}");
        assert_eq!(token.claims["s_hash"], half_hash(alg, "s"), "{alg}");
        // What was signed so is a hint.
        let mut silent = vec![("response_type", "code"), ("redirect_uri", CALLBACK), ("scope", "openid")];
        let id_token = given("id_token");
        silent.extend([("prompt", "none"), ("id_token_hint", id_token.as_str())]);
        silent.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
        let answer = walk.ada.open(&app.authorize_path_with(&silent)).await.expect(303);
        assert!(answer.location_parameter("code").is_some(), "{}", answer.location());
    }
}

/// OIDC Core §3.1.3.6.
fn half_hash(alg: &str, text: &str) -> String {
    use aws_lc_rs::digest::{SHA256, SHA512, digest};
    use base64::Engine;
    let hash = digest(if alg == "EdDSA" { &SHA512 } else { &SHA256 }, text.as_bytes());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash.as_ref()[..hash.as_ref().len() / 2])
}

async fn what_is_encrypted_only_its_app_reads(engine: Engine) {
    let walk = Walk::begin(engine).await;
    for (reader, alg, enc) in
        [(Reader::rsa(), "RSA-OAEP-256", "A128CBC-HS256"), (Reader::ec(), "ECDH-ES", "A256GCM")]
    {
        let signer = Signer::new("signer");
        let metadata = json!({
            "jwks": { "keys": [signer.jwk(), reader.jwk()] },
            "id_token_signed_response_alg": "ES256",
            "id_token_encrypted_response_alg": alg,
            "id_token_encrypted_response_enc": enc,
            "userinfo_encrypted_response_alg": alg,
        });
        let app = app_with(&walk.server, &metadata, &[]).await;
        let tokens = walk.tokens(&app).await;
        let (said_alg, said_enc, inner) = reader.open(text(&tokens, "id_token"));
        assert_eq!((said_alg.as_str(), said_enc.as_str()), (alg, enc));
        let token = walk.verified(&inner).await;
        assert_eq!((&token.header["alg"], &token.claims["aud"]), (&json!("ES256"), &json!(app.id)));
        let answer = walk.userinfo(&tokens).await;
        assert_eq!(answer.header("content-type"), "application/jwt");
        let (_, said_enc, inner) = reader.open(&answer.text());
        // The standard's defaults.
        assert_eq!(said_enc, "A128CBC-HS256");
        let told = walk.verified(&inner).await;
        assert_eq!((&told.header["alg"], &told.claims["sub"]), (&json!("RS256"), &token.claims["sub"]));
    }
}

async fn members_have_names_of_their_own_in_each_sector(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let open = app_with(&walk.server, &json!({}), &[]).await;
    let pairwise = json!({ "subject_type": "pairwise" });
    let one = app_with(&walk.server, &pairwise, &[]).await;
    let same = app_with(&walk.server, &pairwise, &[]).await;
    let elsewhere = "https://other.example/callback";
    let other = app_with(&walk.server, &pairwise, &["--redirect-uri", elsewhere]).await;
    let mut names = Vec::new();
    for app in [&open, &one, &same, &other] {
        let tokens = walk.tokens(app).await;
        let name = walk.verified(text(&tokens, "id_token")).await.claims["sub"].clone();
        assert_eq!(walk.userinfo(&tokens).await.json()["sub"], name);
        let access = text(&tokens, "access_token");
        assert_eq!(app.introspect(access).await["sub"], name);
        assert_eq!(app.introspect(text(&tokens, "refresh_token")).await["sub"], name);
        assert_eq!(access.starts_with("at_"), name != names.first().cloned().unwrap_or(name.clone()));
        let refreshed = Tokens::of(app.refresh(text(&tokens, "refresh_token")).await);
        let again = walk.server.http().get_as("/oauth/userinfo", &refreshed.access).await.expect(200).json();
        assert_eq!(again["sub"], name);
        // Hints and demands by that name mean the member, and no other app's name does.
        let silent = |more: &[(&str, &str)]| {
            let pkce = Pkce::of(1);
            let mut pairs = vec![("response_type", "code"), ("redirect_uri", app.redirect_uri.as_str())];
            pairs.extend([("scope", "openid"), ("prompt", "none")]);
            pairs.extend([("code_challenge", pkce.challenge.as_str()), ("code_challenge_method", "S256")]);
            pairs.extend_from_slice(more);
            app.authorize_path_with(&pairs)
        };
        let hinted =
            walk.ada.open(&silent(&[("id_token_hint", text(&tokens, "id_token"))])).await.expect(303);
        assert!(hinted.location_parameter("code").is_some(), "{}", hinted.location());
        let demand = |name: &Value| json!({ "id_token": { "sub": { "value": name } } }).to_string();
        let demanded = walk.ada.open(&silent(&[("claims", &demand(&name))])).await.expect(303);
        assert!(demanded.location_parameter("code").is_some(), "{}", demanded.location());
        if let Some(first) = names.first().filter(|first| **first != name) {
            let refused = walk.ada.open(&silent(&[("claims", &demand(first))])).await.expect(303);
            assert_eq!(refused.location_parameter("error").as_deref(), Some("login_required"));
        }
        names.push(name);
    }
    assert_eq!(names[1], names[2], "one host is one sector");
    assert!(names[0] != names[1] && names[1] != names[3] && names[0] != names[3], "{names:?}");
}

async fn id_tokens_verify_while_keys_rotate(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let metadata = json!({ "id_token_signed_response_alg": "PS256" });
    let app = app_with(&walk.server, &metadata, &[]).await;
    let mut refresh = text(&walk.tokens(&app).await, "refresh_token").to_owned();
    let mut kids = Vec::new();
    for _ in 0..3 {
        let known = kids.len();
        let rotating = async {
            walk.server.command(&["keys", "rotate"]).await.data();
        };
        let asking = wait::until_true("another key signs", async || {
            // Read before the token is asked for: every key is published before it signs.
            let before = walk.server.http().get("/oauth/jwks").await.json();
            let answer = app.refresh(&refresh).await.expect(200).json();
            refresh = text(&answer, "refresh_token").to_owned();
            let token = Jwt::read(text(&answer, "id_token")).expect("a JWT");
            assert!(token.verifies(&before), "{}", token.header);
            if !kids.contains(&token.header["kid"]) {
                kids.push(token.header["kid"].clone());
            }
            kids.len() > known + usize::from(known == 0)
        });
        tokio::join!(rotating, asking);
    }
    assert_eq!(kids.len(), 4);
}

async fn what_does_not_work_cannot_be_registered(engine: Engine) {
    let walk = Walk::begin(engine).await;
    let file = walk.server.folder().join("refused.json");
    let mut arguments = vec!["app", "create", "--owner", "ada", "--name", "X", "--kind", "web"];
    arguments.extend(["--homepage", "https://app.example", "--redirect-uri", CALLBACK]);
    arguments.extend(["--redirect-uri", "https://other.example/cb", "--scope", "openid"]);
    arguments.extend(["--metadata", file.to_str().expect("UTF-8")]);
    for (metadata, field) in [
        (json!({ "id_token_signed_response_alg": "HS256" }), "id_token_signed_response_alg"),
        (json!({ "id_token_signed_response_alg": "none" }), "id_token_signed_response_alg"),
        (json!({ "userinfo_signed_response_alg": "RS512" }), "userinfo_signed_response_alg"),
        (json!({ "id_token_encrypted_response_alg": "RSA1_5" }), "id_token_encrypted_response_alg"),
        (json!({ "id_token_encrypted_response_alg": "ECDH-ES" }), "id_token_encrypted_response_alg"),
        (json!({ "userinfo_encrypted_response_enc": "A256GCM" }), "userinfo_encrypted_response_enc"),
        (json!({ "jwks": { "keys": [{ "kty": "oct", "k": "AA" }] } }), "jwks"),
        (json!({ "subject_type": "secret" }), "subject_type"),
        (
            json!({ "subject_type": "pairwise", "sector_identifier_uri": "https://localhost:1/" }),
            "sector_identifier_uri",
        ),
    ] {
        fs::write(&file, metadata.to_string()).expect("a file");
        let ran = walk.server.command(&arguments).await;
        assert_ne!(ran.code, 0, "{metadata}");
        assert!(ran.stderr.contains(field), "{metadata}: {}", ran.stderr);
    }
    // Two hosts, and no file that says that they belong together.
    fs::write(&file, r#"{"subject_type":"pairwise"}"#).expect("a file");
    let ran = walk.server.command(&arguments).await;
    assert!(ran.code != 0 && ran.stderr.contains("sector_identifier_uri"), "{}", ran.stderr);
}
