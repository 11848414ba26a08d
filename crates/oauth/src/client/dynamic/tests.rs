use proptest::prelude::*;

use super::*;
use crate::error::ErrorCode;
use crate::testing::{NOW, client};

fn object(value: Value) -> Map<String, Value> {
    value.as_object().expect("an object of the test").clone()
}

fn read_with(metadata: Value, front_channel: bool) -> Result<Client, Error> {
    let catalogue = Catalogue::new(Catalogue::first_start());
    let scopes = open_scopes(&catalogue);
    let terms = Terms {
        catalogue: &catalogue,
        service_name: "Guildgate",
        scopes: &scopes,
        front_channel,
        pkce: true,
    };
    let id = ClientId("app_live_1".into());
    read(&object(metadata), &terms).map(|read| read.into_client(id, client().owner_id, NOW))
}

fn made(metadata: Value) -> Client {
    read_with(metadata.clone(), false).unwrap_or_else(|error| panic!("{metadata}: {}", error.description))
}

fn with(name: &str, value: Value) -> Value {
    let mut metadata = json!({ "redirect_uris": ["https://robot.example/cb"], "client_name": "Robot" });
    metadata[name] = value;
    metadata
}

#[test]
fn what_is_not_said_has_the_standards_defaults() {
    let client = made(json!({ "redirect_uris": ["https://robot.example/cb"] }));
    assert_eq!((client.kind, client.auth_method), (ClientKind::Web, AuthMethod::ClientSecretBasic));
    assert_eq!(client.grants, [GrantType::AuthorizationCode]);
    assert_eq!(client.metadata.response_types, ["code"]);
    assert_eq!((client.name.as_str(), client.homepage.as_str()), ("robot.example", "https://robot.example"));
    assert_eq!(client.scopes.to_string(), IDENTITY.join(" "));
    assert!(client.pkce_required && client.live && !client.first_party && !client.implicit_allowed);
}

#[test]
fn what_a_client_is_follows_from_what_it_says() {
    let native = made(json!({ "redirect_uris": ["http://127.0.0.1:33418/cb"], "client_name": "Tool" }));
    assert_eq!((native.kind, native.auth_method), (ClientKind::Native, AuthMethod::None));
    assert_eq!(native.homepage, "");
    let own = json!({ "redirect_uris": ["com.example.app:/cb"], "application_type": "native" });
    assert_eq!(made(own).name, "Unnamed app");
    assert_eq!(made(with("token_endpoint_auth_method", json!("none"))).kind, ClientKind::Browser);
    let server = json!({ "grant_types": ["client_credentials"], "scope": "projects:read", "client_uri": "https://a.example" });
    let server = made(server);
    assert_eq!(server.kind, ClientKind::Server);
    assert!(server.metadata.response_types.is_empty());
    let both =
        made(with("grant_types", json!(["authorization_code", "client_credentials", "refresh_token"])));
    assert_eq!(both.grants.len(), 3);
    assert_eq!(both.kind, ClientKind::Web);
}

#[test]
fn what_cannot_stand_is_named_with_its_reason() {
    for (name, value) in [
        ("redirect_uris", json!([])),
        ("redirect_uris", json!("https://robot.example/cb")),
        ("redirect_uris", json!([7])),
        ("redirect_uris", json!(["http://robot.example/cb"])),
        ("redirect_uris", json!(["https://robot.example/cb#x"])),
        ("redirect_uris", json!(["https://*.robot.example/cb"])),
        ("redirect_uris", json!(["https://robot.example/cb", "https://robot.example/cb"])),
        ("redirect_uris", json!(vec!["https://robot.example/cb"; 21])),
    ] {
        let error = read_with(with(name, value.clone()), false).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidRedirectUri, "{value}");
        assert!(error.description.contains("redirect_uris"), "{}", error.description);
    }
    for (name, value) in [
        ("client_name", json!(7)),
        ("client_name", json!("")),
        ("client_name", json!("Guildgate Support")),
        ("client_name", json!("Evil\u{202e}tobor")),
        ("client_name", json!("x".repeat(51))),
        ("client_uri", json!("http://robot.example")),
        ("client_uri", json!("javascript:alert(1)")),
        ("logo_uri", json!("data:image/png;base64,AAAA")),
        ("logo_uri", json!(["https://robot.example/logo.png"])),
        ("policy_uri", json!("ftp://robot.example")),
        ("contacts", json!("ada@robot.example")),
        ("contacts", json!(vec!["a"; 11])),
        ("jwks_uri", json!("http://robot.example/jwks")),
        ("jwks", json!({ "keys": [{ "kty": "oct", "k": "AAAA" }] })),
        ("jwks", json!({})),
        ("grant_types", json!(["password"])),
        ("grant_types", json!([])),
        ("grant_types", json!(["implicit"])),
        ("grant_types", json!("authorization_code")),
        ("response_types", json!(["token"])),
        ("response_types", json!(["code code"])),
        ("response_types", json!([])),
        ("response_types", json!(["none"])),
        ("token_endpoint_auth_method", json!("client_secret_jwt")),
        ("token_endpoint_auth_method", json!("client_secret")),
        ("token_endpoint_auth_method", json!("private_key_jwt")),
        ("application_type", json!("browser")),
        ("scope", json!("openid messages:write")),
        ("scope", json!("openid nothing")),
        ("scope", json!(["openid"])),
        ("post_logout_redirect_uris", json!(["http://robot.example"])),
        ("registration_access_token", json!("rat_x")),
        ("client_id_issued_at", json!(1)),
        ("backchannel_logout_session_required", json!("yes")),
    ] {
        let error = read_with(with(name, value.clone()), false).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidClientMetadata, "{name} {value}");
        let named =
            if name == "token_endpoint_auth_method" && value == "private_key_jwt" { "jwks" } else { name };
        assert!(error.description.contains(named), "{name} {value}: {}", error.description);
        assert!(
            error.description.is_ascii() && !error.description.contains(['"', '\\']),
            "{}",
            error.description
        );
    }
    let statement = read_with(with("software_statement", json!("e30.e30.AA")), false).unwrap_err();
    assert_eq!(statement.code, ErrorCode::UnapprovedSoftwareStatement);
}

#[test]
fn native_clients_keep_no_secret() {
    let native = |method: &str| {
        json!({
            "redirect_uris": ["com.example.app:/cb"],
            "application_type": "native",
            "token_endpoint_auth_method": method,
        })
    };
    assert_eq!(made(native("none")).auth_method, AuthMethod::None);
    assert!(read_with(native("client_secret_basic"), false).is_err());
    assert!(read_with(with("application_type", json!("native")), false).is_ok());
    let loopback = json!({ "redirect_uris": ["http://127.0.0.1/cb"], "application_type": "web" });
    assert_eq!(read_with(loopback, false).unwrap_err().code, ErrorCode::InvalidRedirectUri);
}

#[test]
fn tokens_through_the_browser_need_the_operator_and_agreeing_words() {
    let front = |grants: Value, types: Value| {
        let mut metadata = with("grant_types", grants);
        metadata["response_types"] = types;
        metadata
    };
    let hybrid = front(json!(["authorization_code", "implicit"]), json!(["code id_token", "code"]));
    assert!(read_with(hybrid.clone(), false).is_err());
    let client = read_with(hybrid, true).unwrap();
    assert!(client.implicit_allowed && crate::implicit::allowed(&client));
    assert!(read_with(front(json!(["implicit"]), json!(["id_token"])), true).is_ok());
    for (grants, types) in [
        (json!(["authorization_code"]), json!(["id_token"])),
        (json!(["implicit"]), json!(["code"])),
        (json!(["authorization_code", "implicit"]), json!(["id_token"])),
    ] {
        let error = read_with(front(grants.clone(), types), true).unwrap_err();
        assert!(error.description.contains("response_types"), "{grants}: {}", error.description);
    }
}

#[test]
fn what_we_do_not_know_is_passed_over_and_what_is_null_is_absent() {
    let metadata = json!({
        "redirect_uris": ["https://robot.example/cb"],
        "client_name": null,
        "client_name#ja": "ロボット",
        "software_id": "x",
        "software_statement": null,
        "first_party": true,
        "live": false,
        "owner_id": "somebody",
        "tos_uri": "https://robot.example/tos",
    });
    let client = made(metadata);
    assert!(!client.first_party && client.live);
    assert_eq!(client.metadata.tos_uri.as_deref(), Some("https://robot.example/tos"));
    let said = describe(&client);
    assert!(!said.contains_key("software_id") && !said.contains_key("client_name#ja"));
}

#[test]
fn what_is_described_registers_the_same_client_again() {
    let metadata = json!({
        "redirect_uris": ["https://robot.example/cb"],
        "post_logout_redirect_uris": ["https://robot.example/out"],
        "client_name": "Robot",
        "client_uri": "https://robot.example",
        "logo_uri": "https://robot.example/logo.png",
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "client_secret_post",
        "scope": "openid profile",
        "contacts": ["ada@robot.example"],
    });
    let client = made(metadata.clone());
    let mut said = describe(&client);
    for (name, value) in metadata.as_object().unwrap() {
        assert_eq!(said.get(name), Some(value), "{name}");
    }
    assert_eq!(said["application_type"], "web");
    assert!(!said.keys().any(|name| name.contains("secret")));
    said.remove("client_id_issued_at");
    assert_eq!(made(Value::Object(said)), client);
}

#[test]
fn a_change_keeps_what_the_client_is() {
    let catalogue = Catalogue::new(Catalogue::first_start());
    let scopes = open_scopes(&catalogue);
    let terms = Terms {
        catalogue: &catalogue,
        service_name: "Guildgate",
        scopes: &scopes,
        front_channel: false,
        pkce: true,
    };
    let before = Client { description: "Kept".into(), ..made(with("client_name", json!("Old"))) };
    let read = |value: Value| read(&object(value), &terms).unwrap();
    let after = read(with("client_name", json!("New"))).replace(&before).unwrap();
    assert_eq!(after, Client { name: "New".into(), ..before.clone() });
    assert!(read(with("token_endpoint_auth_method", json!("none"))).replace(&before).is_err());
    assert!(read(json!({ "redirect_uris": ["com.example.app:/cb"] })).replace(&before).is_err());
}

#[test]
fn a_token_is_good_while_it_has_uses_and_time() {
    let token = RegistrationToken {
        id: RegistrationTokenId::from_bytes([1; 16]),
        hash: TokenHash([0; 32]),
        owner_id: client().owner_id.expect("it is somebody's"),
        scopes: Scope::default(),
        uses_left: 1,
        created_at: NOW,
        expires_at: NOW + std::time::Duration::from_secs(1),
        revoked_at: None,
    };
    assert!(token.is_good(NOW));
    assert!(!token.is_good(token.expires_at));
    assert!(!RegistrationToken { uses_left: 0, ..token.clone() }.is_good(NOW));
    assert!(!RegistrationToken { revoked_at: Some(NOW), ..token }.is_good(NOW));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_metadata_are_read_or_refused(
        values in prop::collection::vec(any_value(), 12),
    ) {
        let names = [
            "redirect_uris", "client_name", "client_uri", "grant_types", "response_types", "scope", "jwks",
            "token_endpoint_auth_method", "application_type", "contacts", "logo_uri", "jwks_uri",
        ];
        let metadata: Map<String, Value> = names.iter().map(ToString::to_string).zip(values).collect();
        let read = read_with(Value::Object(metadata), true);
        if let Err(error) = read {
            prop_assert!(error.description.is_ascii());
        }
    }
}
