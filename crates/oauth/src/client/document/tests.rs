use super::*;
use crate::client::{ClientKind, GrantType};
use crate::scope::Catalogue;
use crate::testing::NOW;

const ID: &str = "https://tool.example/oauth/client.json";

fn id(text: &str) -> ClientId {
    ClientId(text.to_owned())
}

fn document() -> Map<String, Value> {
    let said = json!({
        "client_id": ID,
        "client_name": "Tool",
        "redirect_uris": ["http://127.0.0.1:3000/callback", "https://tool.example/callback"],
    });
    said.as_object().expect("an object").clone()
}

fn with(name: &str, value: Value) -> Map<String, Value> {
    let mut said = document();
    said.insert(name.to_owned(), value);
    said
}

fn read_document(said: &Map<String, Value>) -> Result<Client, String> {
    let catalogue = Catalogue::new(Catalogue::first_start());
    let scopes = dynamic::open_scopes(&catalogue);
    let terms = Terms {
        catalogue: &catalogue,
        service_name: "Guildgate",
        scopes: &scopes,
        front_channel: true,
        pkce: false,
    };
    read(&id(ID), &serde_json::to_vec(said).unwrap(), &terms, NOW)
}

#[test]
fn an_identifier_is_a_plain_address_with_a_path() {
    for good in [
        ID,
        "https://tool.example/c",
        "https://tool.example:8443/c",
        "https://tool.example/c?v=2",
        "https://127.0.0.1/c",
    ] {
        assert!(is_address(&id(good)) && check_id(&id(good)).is_ok(), "{good}");
    }
    for bad in [
        "http://tool.example/c",
        "https://tool.example",
        "https://tool.example/",
        "https://tool.example?c",
        "https://tool.example/c#x",
        "https://u@tool.example/c",
        "https://u:p@tool.example/c",
        "https://tool.example/a/../c",
        "https://tool.example/a/./c",
        "https://tool.example/a/%2e%2E/c",
        "https://tool.example/c\\d",
        "https://tool.example/ü",
        "https://TOOL.example/c",
        "https://tool.example:443/c",
        "https:///c",
        "https://",
        &format!("https://tool.example/{}", "a".repeat(255)),
    ] {
        assert!(check_id(&id(bad)).is_err(), "{bad}");
    }
    assert!(!is_address(&id("app_live_1234567890123456789012")));
}

#[test]
fn a_document_comes_as_json() {
    for (kind, json) in [
        ("application/json", true),
        ("Application/JSON; charset=utf-8", true),
        ("application/vnd.client+json", true),
        ("application/+json", false),
        ("text/html", false),
        ("text/json", false),
        ("", false),
    ] {
        assert_eq!(is_json(kind), json, "{kind}");
    }
}

#[test]
fn a_tool_on_a_device_is_public_and_asks_for_what_is_open() {
    let client = read_document(&document()).unwrap();
    assert_eq!((client.kind, client.auth_method), (ClientKind::Native, AuthMethod::None));
    assert_eq!((client.id.as_str(), client.owner_id), (ID, None));
    assert_eq!(client.homepage, "https://tool.example");
    assert!(client.pkce_required && client.live && !client.first_party && !client.implicit_allowed);
    assert_eq!(client.grants, [GrantType::AuthorizationCode, GrantType::RefreshToken]);
    let catalogue = Catalogue::new(Catalogue::first_start());
    assert!(client.scopes.is_subset(&dynamic::open_scopes(&catalogue)) && client.scopes.contains("openid"));
}

#[test]
fn what_other_servers_have_is_passed_over() {
    let mut said =
        with("grant_types", json!(["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"]));
    said.insert("scope".into(), json!("openid users:read mcp:tools"));
    said.insert("response_types".into(), json!(["code", "code id_token"]));
    said.insert("software_id".into(), json!("x"));
    let client = read_document(&said).unwrap();
    assert_eq!(client.grants, [GrantType::AuthorizationCode]);
    assert_eq!(client.scopes.to_string(), "openid users:read");
}

#[test]
fn a_server_proves_itself_with_a_key_and_never_with_a_secret() {
    let key = json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] });
    let mut said = with("redirect_uris", json!(["https://tool.example/callback"]));
    said.insert("token_endpoint_auth_method".into(), json!("private_key_jwt"));
    assert!(read_document(&said).unwrap_err().starts_with("jwks"));
    said.insert("jwks".into(), key);
    let client = read_document(&said).unwrap();
    assert_eq!((client.kind, client.auth_method), (ClientKind::Web, AuthMethod::PrivateKeyJwt));
    for method in ["client_secret_basic", "client_secret_post", "client_secret_jwt", "client_secret"] {
        said.insert("token_endpoint_auth_method".into(), json!(method));
        assert!(read_document(&said).unwrap_err().contains("token_endpoint_auth_method"), "{method}");
    }
}

#[test]
fn what_cannot_stand_is_named() {
    let foreign = "https://tool.example.evil/x";
    for (name, value) in [
        ("client_id", json!("https://tool.example/other.json")),
        ("client_id", json!(["https://tool.example/oauth/client.json"])),
        ("client_id", json!("https://TOOL.example/oauth/client.json")),
        ("client_secret", json!("s3cret")),
        ("client_secret", Value::Null),
        ("client_secret_expires_at", json!(0)),
        ("redirect_uris", json!([])),
        ("redirect_uris", json!("https://tool.example/callback")),
        ("redirect_uris", json!([foreign])),
        ("redirect_uris", json!(["https://tool.example:444/x"])),
        ("redirect_uris", json!(["https://tool.example/callback#x"])),
        ("redirect_uris", json!(["http://tool.example/callback"])),
        ("post_logout_redirect_uris", json!([foreign])),
        ("client_uri", json!(foreign)),
        ("jwks_uri", json!(foreign)),
        ("backchannel_logout_uri", json!(foreign)),
        ("initiate_login_uri", json!(foreign)),
        ("grant_types", json!(["client_credentials"])),
        ("grant_types", json!(7)),
        ("scope", json!("bids:everything")),
        ("scope", json!(7)),
        ("client_name", json!("Guildgate")),
        ("client_name", json!("T\u{202e}ool")),
        ("software_statement", json!("x.y.z")),
    ] {
        let said = with(name, value.clone());
        let why = read_document(&said).expect_err(&format!("{name}: {value}"));
        assert!(!why.is_empty());
    }
    let catalogue = Catalogue::new(Catalogue::first_start());
    let scopes = dynamic::open_scopes(&catalogue);
    let terms = Terms {
        catalogue: &catalogue,
        service_name: "Guildgate",
        scopes: &scopes,
        front_channel: false,
        pkce: true,
    };
    for body in [&b""[..], b"[]", b"null", b"{", b"\xff\xfe", b"\"x\""] {
        assert_eq!(read(&id(ID), body, &terms, NOW), Err("it is not a JSON object".to_owned()));
    }
}
