//! What the server says of itself is true, both ways.

use harness::jose::Reader;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(
    what_is_listed_works,
    what_an_app_may_register_is_listed,
    the_api_names_its_server,
    public_documents_are_readable_by_pages,
    documents_are_compressed_and_sent_once,
);

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("text")).collect()
}

async fn what_is_listed_works(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let http = server.http();
    let answer = http.get("/.well-known/oauth-authorization-server").await.expect(200);
    assert!(answer.header("content-type").starts_with("application/json"));
    let listed = answer.json();
    let issuer = server.public_url();
    assert_eq!(listed["issuer"], issuer);
    let path = |name: &str| {
        let address = listed[name].as_str().unwrap_or_else(|| panic!("{name} is not listed"));
        address.strip_prefix(issuer).unwrap_or_else(|| panic!("{address} is not ours")).to_owned()
    };
    for name in ["token_endpoint", "revocation_endpoint", "introspection_endpoint"] {
        super::refused(&http.post(&path(name), &[]).await, 401, "invalid_client");
    }
    super::broken_link(&http.get(&path("authorization_endpoint")).await);
    http.get(&path("jwks_uri")).await.expect(200);
    http.get(&path("service_documentation")).await.expect(200);
    assert_eq!(texts(&listed["response_types_supported"]), ["code"]);
    let modes = ["query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt"];
    assert_eq!(texts(&listed["response_modes_supported"]), modes);
    let grants = ["authorization_code", "refresh_token", "client_credentials"];
    assert_eq!(texts(&listed["grant_types_supported"]), grants);
    assert_eq!(texts(&listed["code_challenge_methods_supported"]), ["S256"]);
    assert_eq!(listed["authorization_response_iss_parameter_supported"], true);
    http.get(&path("check_session_iframe")).await.expect(200);
    assert_eq!(http.get(&path("end_session_endpoint")).await.expect(303).location(), "/signed-out");
    for channel in ["backchannel", "frontchannel"] {
        // What they do is shown where apps are told.
        for what in ["logout_supported", "logout_session_supported"] {
            assert_eq!(listed[format!("{channel}_{what}")], true, "{channel}_{what}");
        }
    }
    // Every scope that is listed can be registered, and no other.
    for scope in texts(&listed["scopes_supported"]) {
        ClientApp::register(&server, "ada", "web", &["--scope", scope]).await;
    }
    let unlisted = ["app", "create", "--owner", "ada", "--name", "X", "--homepage", "https://app.example"];
    let mut unlisted = unlisted.to_vec();
    unlisted.extend(["--kind", "server", "--scope", "no:such"]);
    assert_ne!(server.command(&unlisted).await.code, 0);
    // What is not offered is not there: no page, no endpoint, no mention.
    for path in ["/oauth/par", "/oauth/device_authorization", "/oauth/register", "/oauth/userinfo"] {
        let mentioned = listed.to_string().contains(path);
        let there = http.post(path, &[]).await.status != 404;
        assert_eq!(there, mentioned, "{path}");
    }
    let discovery = http.get("/.well-known/openid-configuration").await;
    assert!(discovery.status == 404 || discovery.json()["issuer"] == issuer, "{}", discovery.text());
    ada.open("/.well-known/change-password").await.expect(303);
}

async fn what_an_app_may_register_is_listed(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let listed = server.http().get("/.well-known/openid-configuration").await.expect(200).json();
    let file = server.folder().join("metadata.json");
    let keys = json!({ "keys": [Reader::ec().jwk(), Reader::rsa().jwk()] });
    let mut arguments = vec!["app", "create", "--owner", "ada", "--name", "X", "--kind", "web"];
    arguments.extend(["--homepage", "https://app.example", "--redirect-uri", "https://app.example/cb"]);
    arguments.extend(["--scope", "openid", "--metadata", file.to_str().expect("UTF-8")]);
    // What is not listed is tried among these, which others offer.
    let signatures =
        ["none", "HS256", "RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "PS512", "EdDSA"];
    let keys_by = ["RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW"];
    let keys_by = [&keys_by[..], &["ECDH-ES+A256KW", "A128KW", "dir"]].concat();
    let contents = ["A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A256GCM"];
    for (field, list, tried) in [
        ("id_token_signed_response_alg", "id_token_signing_alg_values_supported", &signatures[..]),
        ("id_token_encrypted_response_alg", "id_token_encryption_alg_values_supported", &keys_by),
        ("id_token_encrypted_response_enc", "id_token_encryption_enc_values_supported", &contents),
        ("userinfo_signed_response_alg", "userinfo_signing_alg_values_supported", &signatures),
        ("userinfo_encrypted_response_alg", "userinfo_encryption_alg_values_supported", &keys_by),
        ("userinfo_encrypted_response_enc", "userinfo_encryption_enc_values_supported", &contents),
        ("authorization_signed_response_alg", "authorization_signing_alg_values_supported", &signatures),
        ("authorization_encrypted_response_alg", "authorization_encryption_alg_values_supported", &keys_by),
        ("authorization_encrypted_response_enc", "authorization_encryption_enc_values_supported", &contents),
        ("request_object_signing_alg", "request_object_signing_alg_values_supported", &signatures),
        ("subject_type", "subject_types_supported", &["public", "pairwise", "ephemeral"]),
    ] {
        let listed = texts(&listed[list]);
        assert!(listed.iter().all(|value| tried.contains(value)), "{list}: {listed:?}");
        for value in tried {
            let mut metadata = json!({ "jwks": keys, field: value });
            if let Some(kind) = field.strip_suffix("_enc") {
                metadata[format!("{kind}_alg")] = "ECDH-ES".into();
            }
            std::fs::write(&file, metadata.to_string()).expect("a file");
            let ran = server.command(&arguments).await;
            assert_eq!(ran.code == 0, listed.contains(value), "{field}={value}: {}", ran.stderr);
        }
    }
}

async fn the_api_names_its_server(engine: Engine) {
    let server = Server::start(engine).await;
    let http = server.http();
    let issuer = server.public_url();
    let challenge = http.get("/api/users/v1/self").await.expect(401).header("www-authenticate").to_owned();
    let address = format!("{issuer}/.well-known/oauth-protected-resource/api");
    assert!(challenge.contains(&format!("resource_metadata=\"{address}\"")), "{challenge}");
    let said = http.get("/.well-known/oauth-protected-resource/api").await.expect(200).json();
    assert_eq!(said["resource"], format!("{issuer}/api"));
    assert_eq!(texts(&said["authorization_servers"]), [issuer]);
    assert_eq!(texts(&said["bearer_methods_supported"]), ["header"]);
    let server_says = http.get("/.well-known/oauth-authorization-server").await.json();
    assert_eq!(said["jwks_uri"], server_says["jwks_uri"]);
    assert_eq!(said["scopes_supported"], server_says["scopes_supported"]);
    // RFC 9728 §2: bearer_methods_supported names the header only, so a token elsewhere is none.
    let token = "x.y.z";
    http.get(&format!("/api/users/v1/self?access_token={token}")).await.expect(401);
}

async fn public_documents_are_readable_by_pages(engine: Engine) {
    let server = Server::start(engine).await;
    let http = server.http();
    let origin = [("origin", "https://spa.example")];
    for path in [
        "/.well-known/oauth-authorization-server",
        "/oauth/jwks",
        "/.well-known/oauth-protected-resource/api",
    ] {
        let answer = http.get_with(path, &origin).await.expect(200);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
    }
    let preflight = [origin[0], ("access-control-request-method", "POST")];
    let answer = http.send("OPTIONS", "/oauth/token", &preflight, None).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, "*"));
    for path in ["/signin", "/oauth/authorize", "/account", "/oauth/consent"] {
        for origin in ["https://spa.example", "null"] {
            let answer = http.get_with(path, &[("origin", origin)]).await;
            assert_eq!(answer.header("access-control-allow-origin"), "", "{path} from {origin}");
        }
    }
    let answer = http.get_with("/oauth/jwks", &[("origin", "null")]).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

async fn documents_are_compressed_and_sent_once(engine: Engine) {
    const PATHS: [&str; 5] = [
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/api",
        "/oauth/jwks",
    ];
    let server = Server::start(engine).await;
    let http = server.http();
    for path in PATHS {
        let plain = http.get(path).await.expect(200);
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        assert!(plain.header("vary").contains("accept-encoding"), "{path}");
        let packed = http.get_with(path, &[("accept-encoding", "gzip, br")]).await.expect(200);
        assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
        assert!(packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() < plain.body.len(), "{path}");
        let tag = plain.header("etag");
        assert_eq!(packed.header("etag"), tag, "{path}");
        let again = http.get_with(path, &[("if-none-match", tag)]).await.expect(304);
        assert!(again.body.is_empty() && again.header("etag") == tag, "{path}");
    }
    let before = http.get("/oauth/jwks").await;
    server.command(&["keys", "rotate"]).await.data();
    harness::wait::until_true("the keys have changed", async || {
        http.get_with("/oauth/jwks", &[("if-none-match", before.header("etag"))]).await.status == 200
    })
    .await;
}
