//! Passkeys: added, used as the whole sign-in and as a second factor, removed; and answers that nobody should believe.

use harness::http::Answer;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::ClientApp;
use harness::passkey::{SoftPasskey, bend, flags};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(
    a_passkey_is_added_named_used_and_removed,
    a_passkey_is_the_whole_sign_in_of_an_app,
    after_a_password_a_passkey_is_owed,
    a_passkey_confirms_who_it_is,
    hostile_answers_sign_nobody_in,
    a_challenge_is_answered_once,
    a_counter_that_goes_back_is_refused_and_told,
    an_unknown_passkey_is_named_to_its_manager,
    a_locked_account_stays_locked,
    guessed_passwords_do_not_stop_a_passkey,
    adding_asks_for_everything_and_refuses_what_is_bent,
    an_operator_keeps_a_second_factor,
    passkey_managers_find_the_pages,
);

/// What a page's script asks for: the challenge's identifier and the options.
async fn question(person: &Person, page: &Answer, action: &str) -> (String, Value) {
    let options = format!("{action}/options");
    let token = page.form("credential").value("form_token").to_owned();
    let asked = person.http().post(&options, &[("form_token", &token)]).await.expect(200).json();
    (asked["challenge"].as_str().expect("an identifier").to_owned(), asked["options"].clone())
}

/// What a page's script sends.
async fn answer(person: &Person, page: &Answer, challenge: &str, credential: &Value) -> Answer {
    let credential = credential.to_string();
    person.fill(page, "credential", &[("challenge", challenge), ("credential", &credential)]).await
}

/// Adds a passkey to a member who has just signed in.
async fn add(person: &Person, device: &mut SoftPasskey) -> Answer {
    let page = person.open("/account/security/passkeys/new").await.expect(200);
    let (challenge, options) = question(person, &page, "/account/security/passkeys").await;
    let made = device.create(&options);
    answer(person, &page, &challenge, &made).await
}

/// A member with a passkey.
async fn member(server: &Server, name: &str) -> (Person, SoftPasskey) {
    let person = Person::member(server, name).await;
    let mut device = SoftPasskey::new(server.public_url());
    add(&person, &mut device).await.expect(303);
    (person, device)
}

/// Signs in with a passkey alone, bending what the device or its browser says.
async fn sign_in(person: &Person, device: &SoftPasskey, bent: impl FnOnce(&mut Value)) -> Answer {
    let page = person.open("/signin?another=1").await.expect(200);
    let (challenge, options) = question(person, &page, "/signin/passkey").await;
    let mut credential = device.get(&options);
    bent(&mut credential);
    answer(person, &page, &challenge, &credential).await
}

async fn a_passkey_is_added_named_used_and_removed(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let empty = ada.open("/account/security").await.expect(200).text();
    assert!(empty.contains("None yet. A passkey signs you in"), "{empty}");
    let mut device = SoftPasskey::new(server.public_url());
    device.aaguid = *b"Proton\x50\x61\x73\x73Proton";
    device.flags |= flags::BACKUP_ELIGIBLE | flags::BACKED_UP;
    let added = add(&ada, &mut device).await.expect(303);
    assert_eq!(added.location(), "/account/security?done=passkey-added");
    let page = ada.follow(added).await.expect(200);
    for words in ["Proton Pass", "Synced", "Not used yet", "The passkey is added"] {
        assert!(page.text().contains(words), "{words}");
    }
    let elsewhere = ada.elsewhere();
    let signed_in = sign_in(&elsewhere, &device, |_| ()).await.expect(303);
    assert_eq!(signed_in.location(), "/account");
    let page = elsewhere.open("/account/security").await.expect(200);
    assert!(page.text().contains("Last used") && !page.text().contains("Not used yet"));
    let rename = harness::form::words_from(&page.text(), "/account/security/passkeys/");
    let rename = rename.iter().find(|path| !path.ends_with("/new")).expect("a link to the name");
    let form = elsewhere.open(rename).await.expect(200);
    elsewhere.fill(&form, "name", &[("name", "\u{202e}")]).await.expect(422);
    let renamed = elsewhere.fill(&form, "name", &[("name", "Kitchen <b>key</b>")]).await.expect(303);
    let page = elsewhere.follow(renamed).await.expect(200);
    assert!(page.text().contains("Kitchen &#60;b&#62;key") && !page.text().contains("<b>key"));
    let stranger = Person::member(&server, "eve").await;
    stranger.open(rename).await.expect(404);
    // Whoever signed in with the passkey alone gives the password too before anything changes.
    let remove = format!("{rename}/remove");
    let asked = elsewhere.press(&page, &remove).await.expect(303);
    assert!(asked.location().starts_with("/confirm?"), "{}", asked.location());
    let confirm = elsewhere.follow(asked).await.expect(200);
    let gone = elsewhere.fill(&confirm, "password", &[("password", PASSWORD)]).await.expect(303);
    assert_eq!(gone.location(), "/account/security?done=passkey-removed");
    let page = elsewhere.follow(gone).await.expect(200);
    assert!(page.text().contains("data-passkeys-kept=\"\"") && page.text().contains("None yet"));
    sign_in(&ada.elsewhere(), &device, |_| ()).await.expect(422);
    let opal = Person::operator(&server, "opal").await;
    let mails = opal.outbox("ada@example.com").await;
    for words in ["“Proton Pass” was added", "was removed", "New sign-in"] {
        assert!(mails.iter().any(|mail| mail.contains(words)), "{words}: {mails:?}");
    }
    let record = server.export_audit().await;
    for action in ["passkey.add", "passkey.use", "passkey.rename", "passkey.remove"] {
        assert!(record.contains(action), "{action}");
    }
}

async fn a_passkey_is_the_whole_sign_in_of_an_app(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--scope", "openid"]).await;
    let elsewhere = ada.elsewhere();
    let pkce = Pkce::of(1);
    let page = elsewhere.visit(&app.authorize_path("openid", &pkce)).await.expect(200);
    let (challenge, options) = question(&elsewhere, &page, "/signin/passkey").await;
    assert_eq!(
        options["allowCredentials"],
        json!([]),
        "nobody is named before anybody has said who they are"
    );
    assert_eq!(options["userVerification"], "required");
    let consent = answer(&elsewhere, &page, &challenge, &device.get(&options)).await;
    let consent = elsewhere.follow(consent).await.expect(200);
    assert!(consent.path.starts_with("/oauth/consent"), "{}", consent.path);
    let code = elsewhere.code(&app, "openid", &pkce).await;
    let claims =
        Jwt::read(&app.redeem(&code, &pkce).await.expect(200).member("id_token")).expect("one").claims;
    assert_eq!((claims["acr"].clone(), claims["amr"].clone()), (json!("2"), json!(["hwk", "user", "mfa"])));
}

async fn after_a_password_a_passkey_is_owed(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    let (_eve, strange) = member(&server, "eve").await;
    let half = ada.elsewhere();
    let owed = half.sign_in().await;
    assert!(owed.location().starts_with("/signin/factor"), "{}", owed.location());
    let page = half.follow(owed).await.expect(200);
    assert!(page.text().contains("Use your passkey"));
    assert_eq!(half.open("/account").await.status, 303);
    let ask = async || question(&half, &page, "/signin/factor/passkey").await;
    // Another member's passkey, one for a whole sign-in, none at all.
    let (challenge, options) = ask().await;
    assert_eq!(options["allowCredentials"].as_array().map(Vec::len), Some(1));
    answer(&half, &page, &challenge, &strange.get(&options)).await.expect(422);
    let door = half.open("/signin?another=1").await.expect(200);
    let (other, whole) = question(&half, &door, "/signin/passkey").await;
    answer(&half, &page, &other, &device.get(&whole)).await.expect(422);
    answer(&half, &page, "", &json!({})).await.expect(422);
    half.fill(&page, "credential", &[("code", "000000")]).await.expect(422);
    assert_eq!(half.open("/account").await.status, 303);
    let (challenge, options) = ask().await;
    answer(&half, &page, &challenge, &device.get(&options)).await.expect(303);
    half.open("/account").await.expect(200);
}

async fn a_passkey_confirms_who_it_is(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    let (_eve, strange) = member(&server, "eve").await;
    let page = ada.open("/confirm?next=/account/apps&by=passkey").await.expect(200);
    let (challenge, options) = question(&ada, &page, "/confirm/passkey").await;
    answer(&ada, &page, &challenge, &strange.get(&options)).await.expect(422);
    let (challenge, options) = question(&ada, &page, "/confirm/passkey").await;
    let before = ada.http().cookies();
    let confirmed = answer(&ada, &page, &challenge, &device.get(&options)).await.expect(303);
    assert_eq!(confirmed.location(), "/account/apps");
    assert_ne!(ada.http().cookies(), before, "the session's cookie changes with the proof");
}

async fn hostile_answers_sign_nobody_in(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, mut device) = member(&server, "ada").await;
    let (_eve, strange) = member(&server, "eve").await;
    let browser = ada.elsewhere();
    let refused = async |device: &SoftPasskey, bent: fn(&mut Value)| {
        sign_in(&browser, device, bent).await.expect(422);
        assert_eq!(browser.open("/account").await.status, 303);
    };
    for member in ["signature", "authenticatorData", "userHandle", "clientDataJSON"] {
        let page = browser.open("/signin?another=1").await.expect(200);
        let (challenge, options) = question(&browser, &page, "/signin/passkey").await;
        let mut credential = device.get(&options);
        bend(&mut credential, member);
        answer(&browser, &page, &challenge, &credential).await.expect(422);
    }
    refused(&device.pretender(), |_| ()).await;
    refused(&device, |answer| answer["response"]["userHandle"] = Value::Null).await;
    refused(&device, |answer| *answer = json!("nothing")).await;
    // Another member's name on one's own signature.
    let mut pretender = strange;
    pretender.credential_id.clone_from(&device.credential_id);
    refused(&pretender, |_| ()).await;
    for origin in
        ["https://evil.example", "https://localhost:1", &server.public_url().replace("https", "http")]
    {
        device.origin = origin.into();
        refused(&device, |_| ()).await;
    }
    device.origin = server.public_url().into();
    let rp_id = std::mem::replace(&mut device.rp_id, "evil.example".into());
    refused(&device, |_| ()).await;
    device.rp_id = rp_id;
    device.flags = flags::PRESENT;
    refused(&device, |_| ()).await;
    device.flags = flags::VERIFIED;
    refused(&device, |_| ()).await;
    device.flags = flags::PRESENT | flags::VERIFIED;
    sign_in(&browser, &device, |_| ()).await.expect(303);
    let record = server.export_audit().await;
    for reason in ["wrong signature", "another origin", "another member", "user not verified"] {
        assert!(record.contains(&format!("passkey: {reason}")), "{reason} is not in the record");
    }
}

async fn a_challenge_is_answered_once(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    let browser = ada.elsewhere();
    let page = browser.open("/signin?another=1").await.expect(200);
    let (challenge, options) = question(&browser, &page, "/signin/passkey").await;
    let credential = device.get(&options);
    // Not in another browser, and not for another purpose; that spends nothing.
    let thief = ada.elsewhere();
    let other = thief.open("/signin?another=1").await.expect(200);
    answer(&thief, &other, &challenge, &credential).await.expect(422);
    let confirm = ada.open("/confirm?by=passkey").await.expect(200);
    answer(&ada, &confirm, &challenge, &credential).await.expect(422);
    let tries = (0..64).map(|_| answer(&browser, &page, &challenge, &credential));
    let answers = futures_util::future::join_all(tries).await;
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    let lost = answers.iter().filter(|answer| answer.status == 422 || answer.status == 409).count();
    assert_eq!((won, lost), (1, 63), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
}

async fn a_counter_that_goes_back_is_refused_and_told(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let mut device = SoftPasskey::new(server.public_url());
    device.counter = 5;
    add(&ada, &mut device).await.expect(303);
    for (counter, status) in [(6, 303), (6, 422), (5, 422), (0, 422), (7, 303)] {
        device.counter = counter;
        sign_in(&ada.elsewhere(), &device, |_| ()).await.expect(status);
    }
    let opal = Person::operator(&server, "opal").await;
    let mails = opal.outbox("ada@example.com").await;
    assert!(mails.iter().any(|mail| mail.contains("may have been copied")), "{mails:?}");
}

async fn an_unknown_passkey_is_named_to_its_manager(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    let mut unknown = SoftPasskey::new(server.public_url());
    unknown.rp_id.clone_from(&device.rp_id);
    unknown.user_handle.clone_from(&device.user_handle);
    let page = sign_in(&ada.elsewhere(), &unknown, |_| ()).await.expect(422);
    let name = unknown.get(&json!({}))["id"].as_str().expect("a name").to_owned();
    assert!(page.text().contains(&format!("data-unknown-passkey=\"{name}\"")), "{}", page.text());
    assert!(page.text().contains("This passkey is not known here") && page.form("password").has("username"));
}

async fn a_locked_account_stays_locked(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, device) = member(&server, "ada").await;
    server.command(&["account", "lock", "ada"]).await.data();
    sign_in(&ada.elsewhere(), &device, |_| ()).await.expect(403);
    server.command(&["account", "unlock", "ada"]).await.data();
    sign_in(&ada.elsewhere(), &device, |_| ()).await.expect(303);
}

async fn guessed_passwords_do_not_stop_a_passkey(engine: Engine) {
    let server = Server::start_with(engine, &[("THROTTLE__NETWORK_PER_MINUTE", "10")]).await;
    let (ada, device) = member(&server, "ada").await;
    let stranger = ada.elsewhere();
    let mut status = 0;
    for _ in 0..20 {
        status = stranger.try_sign_in("ada", "not the password at all").await.status;
    }
    assert_eq!(status, 429);
    sign_in(&stranger, &device, |_| ()).await.expect(303);
}

async fn adding_asks_for_everything_and_refuses_what_is_bent(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, mut device) = member(&server, "ada").await;
    // Password and passkey: what was added just now was not shown since.
    let asked = ada.open("/account/security/passkeys/new").await;
    assert!(asked.location().starts_with("/confirm?"), "{} {}", asked.status, asked.location());
    let eve = Person::member(&server, "eve").await;
    let page = eve.open("/account/security/passkeys/new").await.expect(200);
    let ask = async || question(&eve, &page, "/account/security/passkeys").await;
    let mut fresh = SoftPasskey::new(server.public_url());
    let (challenge, options) = ask().await;
    let mut made = fresh.create(&options);
    bend(&mut made, "clientDataJSON");
    answer(&eve, &page, &challenge, &made).await.expect(422);
    let (challenge, options) = ask().await;
    fresh.origin = "https://evil.example".into();
    answer(&eve, &page, &challenge, &fresh.create(&options)).await.expect(422);
    fresh.origin = server.public_url().into();
    let (challenge, options) = ask().await;
    fresh.flags = flags::PRESENT;
    answer(&eve, &page, &challenge, &fresh.create(&options)).await.expect(422);
    fresh.flags |= flags::VERIFIED;
    // What another member's authenticator is called.
    let (challenge, options) = ask().await;
    answer(&eve, &page, &challenge, &device.create(&options)).await.expect(422);
    let (challenge, options) = ask().await;
    let made = fresh.create(&options);
    answer(&eve, &page, &challenge, &made).await.expect(303);
    let again = answer(&eve, &page, &challenge, &made).await;
    assert!([303, 422].contains(&again.status), "{}", again.status);
    let shown = eve.open("/account/security").await.expect(200).text();
    assert_eq!(shown.matches("/remove\"").count(), 1, "{shown}");
}

async fn an_operator_keeps_a_second_factor(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let mut device = SoftPasskey::new(server.public_url());
    add(&opal, &mut device).await.expect(303);
    opal.open("/admin/outbox").await.expect(200);
    let page = opal.open("/account/security").await.expect(200);
    assert!(page.text().contains("/authenticator/remove"), "with a passkey the app may go");
    let elsewhere = opal.elsewhere();
    sign_in(&elsewhere, &device, |_| ()).await.expect(303);
    elsewhere.open("/admin/outbox").await.expect(200);
}

async fn passkey_managers_find_the_pages(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let named = server.http().get("/.well-known/passkey-endpoints").await.expect(200);
    assert_eq!(named.header("content-type"), "application/json");
    for name in ["enroll", "manage"] {
        let address = named.member(name);
        let path = address.strip_prefix(server.public_url()).expect("an address of ours");
        ada.open(path).await.expect(200);
    }
    assert_eq!(server.http().get("/signin/passkey").await.location(), "/signin?another=1");
}
