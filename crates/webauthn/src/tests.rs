use account::passkey::Passkey;
use account::user::User;
use oauth::{PasskeyId, Timestamp, UserId};
use serde_json::{Value, json};

use self::soft::{SoftPasskey, bend, flags};
use crate::{Answer, Refusal, Registered, RelyingParty, Used};

/// The same authenticator that knocks at the finished binary.
#[path = "../../harness/src/passkey.rs"]
mod soft;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
const ORIGIN: &str = "https://id.example";

fn party() -> RelyingParty {
    RelyingParty::new(ORIGIN).unwrap()
}

fn user() -> User {
    User {
        id: UserId::from_bytes([3; 16]),
        username: "ada".into(),
        email: "ada@example.com".into(),
        email_verified_at: Some(NOW),
        display_name: String::new(),
        password_hash: None,
        password_changed_at: None,
        operator: false,
        locked_at: None,
        created_at: NOW,
    }
}

fn kept(registered: Registered) -> Passkey {
    Passkey {
        id: PasskeyId::from_bytes([1; 16]),
        user_id: user().id,
        credential_id: registered.credential_id,
        name: "Key".into(),
        aaguid: registered.aaguid,
        public_key: registered.public_key,
        counter: registered.counter,
        backup_eligible: registered.backup_eligible,
        backed_up: registered.backed_up,
        created_at: NOW,
        last_use: None,
    }
}

/// A passkey that was made as it should be, on both sides.
fn made(bent: impl FnOnce(&mut SoftPasskey)) -> (SoftPasskey, Passkey) {
    let mut device = SoftPasskey::new(ORIGIN);
    bent(&mut device);
    let question = party().ask_to_register("Guildgate", &user(), &[]).unwrap();
    let answer = device.create(&question.options);
    let registered = party().register(&question.state, &answer.to_string()).unwrap();
    (device, kept(registered))
}

/// What comes of a signature for anybody's passkey.
fn signed(device: &SoftPasskey, passkey: &Passkey, bent: impl FnOnce(&mut Value)) -> Result<Used, Refusal> {
    let question = party().ask_anybody().unwrap();
    let mut answer = device.get(&question.options);
    bent(&mut answer);
    let answer = Answer::read(&answer.to_string()).ok_or(Refusal::Unreadable)?;
    party().check(&question.state, &answer, passkey)
}

#[test]
fn numbers_are_no_relying_parties() {
    assert_eq!(party().id(), "id.example");
    assert_eq!(RelyingParty::new("https://localhost:8443").unwrap().id(), "localhost");
    for number in ["https://127.0.0.1:8443", "https://[::1]:8443"] {
        assert!(RelyingParty::new(number).is_none(), "{number}");
    }
}

#[test]
fn a_passkey_is_asked_for_that_can_be_the_whole_sign_in() {
    let (_, known) = made(|_| ());
    let options = party().ask_to_register("Guildgate", &user(), &[known]).unwrap().options;
    assert_eq!(options["rp"], json!({ "id": "id.example", "name": "Guildgate" }));
    assert_eq!(options["user"]["name"], "ada");
    assert_eq!(options["attestation"], "none");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["requireResidentKey"], true);
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["excludeCredentials"].as_array().map(Vec::len), Some(1));
    assert!(options["challenge"].as_str().is_some_and(|challenge| challenge.len() == 43));
}

#[test]
fn anybody_is_asked_without_names_and_a_member_by_theirs() {
    let (device, known) = made(|_| ());
    let anybody = party().ask_anybody().unwrap().options;
    assert_eq!(anybody["allowCredentials"], json!([]));
    assert_eq!(anybody["userVerification"], "required");
    assert_eq!(anybody["rpId"], "id.example");
    let member = party().ask_member(user().id, std::slice::from_ref(&known)).unwrap();
    let name = &device.get(&member.options)["id"];
    assert_eq!(member.options["allowCredentials"], json!([{ "type": "public-key", "id": name }]));
}

#[test]
fn what_the_authenticator_says_of_itself_is_kept() {
    let (_, passkey) = made(|device| {
        device.aaguid = *b"Proton\x50\x61\x73\x73Proton";
        device.flags |= flags::BACKUP_ELIGIBLE | flags::BACKED_UP;
        device.counter = 7;
    });
    assert_eq!(&passkey.aaguid, b"Proton\x50\x61\x73\x73Proton");
    assert!(passkey.backup_eligible && passkey.backed_up);
    assert_eq!(passkey.counter, 7);
}

#[test]
fn a_new_passkey_answers_its_question_at_its_place_by_its_owner() {
    let refused = |bent: fn(&mut SoftPasskey), question: fn(&mut Value)| {
        let asked = party().ask_to_register("Guildgate", &user(), &[]).unwrap();
        let mut device = SoftPasskey::new(ORIGIN);
        bent(&mut device);
        let mut options = asked.options.clone();
        question(&mut options);
        party().register(&asked.state, &device.create(&options).to_string()).unwrap_err()
    };
    assert_eq!(refused(|device| device.origin = "https://evil.example".into(), |_| ()), Refusal::Origin);
    assert_eq!(refused(|device| device.origin = "https://a.id.example".into(), |_| ()), Refusal::Origin);
    assert_eq!(refused(|_| (), |options| options["rp"]["id"] = "example".into()), Refusal::Origin);
    assert_eq!(refused(|device| device.flags = flags::PRESENT, |_| ()), Refusal::NotVerified);
    let other = party().ask_anybody().unwrap().options["challenge"].clone();
    let asked = party().ask_to_register("Guildgate", &user(), &[]).unwrap();
    let mut options = asked.options.clone();
    options["challenge"] = other;
    let answer = SoftPasskey::new(ORIGIN).create(&options).to_string();
    assert_eq!(party().register(&asked.state, &answer), Err(Refusal::Challenge));
    assert_eq!(party().register("{}", &answer), Err(Refusal::Challenge));
    assert_eq!(party().register(&asked.state, "{}"), Err(Refusal::Unreadable));
}

#[test]
fn a_signature_signs_in() {
    let (device, passkey) = made(|_| ());
    assert_eq!(signed(&device, &passkey, |_| ()), Ok(Used { counter: 0, backed_up: false }));
}

#[test]
fn a_bent_answer_signs_nobody_in() {
    let (device, passkey) = made(|_| ());
    let outcome = |member| signed(&device, &passkey, |answer| bend(answer, member));
    assert!(matches!(outcome("signature"), Err(Refusal::Signature | Refusal::Broken)));
    assert_eq!(outcome("authenticatorData"), Err(Refusal::Signature), "the counter is signed");
    assert_eq!(outcome("userHandle"), Err(Refusal::Owner));
    assert!(outcome("clientDataJSON").is_err());
    let nobody = signed(&device, &passkey, |answer| answer["response"]["userHandle"] = Value::Null);
    assert_eq!(nobody, Err(Refusal::Owner), "whoever was not asked by name says who they are");
}

#[test]
fn an_answer_to_another_question_site_or_person_signs_nobody_in() {
    let (mut device, passkey) = made(|_| ());
    let (first, second) = (party().ask_anybody().unwrap(), party().ask_anybody().unwrap());
    let answer = Answer::read(&device.get(&first.options).to_string()).unwrap();
    assert_eq!(party().check(&second.state, &answer, &passkey), Err(Refusal::Challenge));
    assert_eq!(party().check("{}", &answer, &passkey), Err(Refusal::Challenge));
    let other = Passkey { user_id: UserId::from_bytes([4; 16]), ..passkey.clone() };
    assert_eq!(party().check(&first.state, &answer, &other), Err(Refusal::Owner));
    for origin in ["https://evil.example", "http://id.example", "https://id.example:444"] {
        device.origin = origin.into();
        assert_eq!(signed(&device, &passkey, |_| ()), Err(Refusal::Origin), "{origin}");
    }
    device.origin = ORIGIN.into();
    device.rp_id = "example".into();
    assert_eq!(signed(&device, &passkey, |_| ()), Err(Refusal::Origin));
    device.rp_id = "id.example".into();
    device.flags = flags::PRESENT;
    assert_eq!(signed(&device, &passkey, |_| ()), Err(Refusal::NotVerified));
}

#[test]
fn another_key_under_the_same_name_signs_nobody_in() {
    let (device, passkey) = made(|_| ());
    assert_eq!(signed(&device.pretender(), &passkey, |_| ()), Err(Refusal::Signature));
}

#[test]
fn a_counter_that_does_not_grow_tells_of_a_copy() {
    let (mut device, passkey) = made(|device| device.counter = 5);
    for (counter, outcome) in [
        (4, Err(Refusal::Counter)),
        (5, Err(Refusal::Counter)),
        (0, Err(Refusal::Counter)),
        (6, Ok(Used { counter: 6, backed_up: false })),
    ] {
        device.counter = counter;
        assert_eq!(signed(&device, &passkey, |_| ()), outcome, "{counter}");
    }
}

#[test]
fn a_member_who_is_known_answers_with_a_passkey_of_their_own() {
    let (device, passkey) = made(|_| ());
    let ask = |id| party().ask_member(UserId::from_bytes([id; 16]), std::slice::from_ref(&passkey)).unwrap();
    let check = |question: crate::Question, bent: fn(&mut Value)| {
        let mut answer = device.get(&question.options);
        bent(&mut answer);
        party().check(&question.state, &Answer::read(&answer.to_string()).unwrap(), &passkey)
    };
    assert!(check(ask(3), |_| ()).is_ok());
    assert!(check(ask(3), |answer| answer["response"]["userHandle"] = Value::Null).is_ok());
    assert_eq!(check(ask(4), |_| ()), Err(Refusal::Owner));
}

#[test]
fn what_is_no_answer_is_not_read() {
    for text in ["", "{}", "[]", "null", r#"{"id":"x"}"#, &"[".repeat(10_000), &" ".repeat(20_000)] {
        assert!(Answer::read(text).is_none());
    }
}
