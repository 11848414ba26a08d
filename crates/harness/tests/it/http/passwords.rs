//! Passwords that others know, and hashes that others made.

use std::fs;

use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    a_leaked_password_is_refused_wherever_one_is_chosen,
    a_password_that_leaks_later_leads_to_a_new_one,
    hashes_of_other_systems_are_taken_over,
    strength_is_told_in_words,
    a_list_that_cannot_be_read_is_refused
);

const LEAKED: &str = "violet umbrellas over the winter sea";
const NEW: &str = "nine copper kettles on the stove";

/// What Django, Python's bcrypt and Keycloak wrote, each with its password.
const WRITTEN: [(&str, &str, &str); 4] = [
    (
        "django",
        r#"pbkdf2_sha256$1000$seasalt$sBIRamAA4lC9vNjZ9ZjjhUNae4yEBLhbz4CVBMWQJgk="#,
        "grüne Heide im Mai",
    ),
    (
        "scrypt",
        r#"scrypt$1024$seasalt$8$5$C1KTnE3NAabgImZtJQZhApL7mhjL/YdwcpWUmXvJ2YrBg1UD5vol5eZMBMzAaVRYb1rWXExT59hxtM6rmrMKFw=="#,
        "grüne Heide im Mai",
    ),
    ("bcrypt", r#"$2b$04$sqNOsyLkdPJkamJssMqT2Ow7Wlo7EJtaJdO6YFyhzkjj79smEjL6O"#, "grüne Heide im Mai"),
    (
        "keycloak",
        r#"{"type": "password", "secretData": "{\"value\": \"GMwnGe1hQ2hFqluLirH5DRqk6jXJVOM+hibyB2nICdT250NxlhWK02CdEGilb9xzOy097/Rw4Szw70qeZFwAUQ==\", \"salt\": \"AAECAwQFBgcICQoLDA0ODw==\", \"additionalParameters\": {}}", "credentialData": "{\"hashIterations\": 2000, \"algorithm\": \"pbkdf2-sha512\", \"additionalParameters\": {}}"}"#,
        "grüne Heide im Mai",
    ),
];

async fn import(server: &Server, passwords: &[&str]) {
    let file = server.folder().join("words.txt");
    fs::write(&file, passwords.join("\n")).expect("the folder can be written");
    let file = file.display().to_string();
    server.command(&["passwords", "import", &file, "--plain"]).await.data();
}

async fn a_leaked_password_is_refused_wherever_one_is_chosen(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    import(&server, &[LEAKED]).await;
    let shown = server.command(&["passwords", "show", "--json"]).await.json();
    assert_eq!((&shown["passwords"], &shown["own"]), (&1.into(), &true.into()));
    for spelled in [LEAKED.to_owned(), LEAKED.to_uppercase()] {
        let stranger = Person::new(&server, "eve");
        let page = stranger.open("/signup").await.expect(200);
        let entered = [("email", "eve@example.com"), ("username", "eve"), ("password", &spelled)];
        let refused = stranger.fill(&page, "email", &entered).await.expect(422);
        assert!(refused.text().contains("list of leaked ones"), "{}", refused.text());
        let page = ada.open("/account/security/password").await.expect(200);
        let entered = [("current-password", PASSWORD), ("new-password", &spelled)];
        let refused = ada.fill(&page, "new-password", &entered).await.expect(422);
        assert!(refused.text().contains("list of leaked ones"), "{}", refused.text());
    }
    let arguments = ["account", "create", "--email", "a@example.com", "--username", "al", "--password-stdin"];
    assert_eq!(server.command_with(&arguments, &[], LEAKED).await.code, 2);
    Person::new(&server, "ada").sign_in().await;
}

async fn a_password_that_leaks_later_leads_to_a_new_one(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    ada.open("/account").await.expect(200);
    import(&server, &[PASSWORD]).await;
    for _ in 0..2 {
        let answer = Person::new(&server, "ada").try_sign_in("ada", PASSWORD).await.expect(303);
        assert_eq!(answer.location(), "/account/security/password");
    }
    let told = operator.outbox("ada@example.com").await;
    let told = told.iter().filter(|text| text.contains("list of passwords that leaked")).count();
    assert_eq!(told, 1, "the member is told once");
    let page = ada.open("/account/security/password?next=/account/apps").await.expect(200);
    assert!(page.text().contains("on a list of leaked passwords"), "{}", page.text());
    assert!(page.text().contains("href=\"/account/apps\">Not now"), "{}", page.text());
    let entered = [("current-password", PASSWORD), ("new-password", NEW)];
    let answer = ada.fill(&page, "new-password", &entered).await.expect(303);
    assert_eq!(answer.location(), "/account/apps");
    let page = ada.open("/account/security/password").await.expect(200);
    assert!(!page.text().contains("on a list of leaked passwords"), "{}", page.text());
    let answer = Person::new(&server, "ada").try_sign_in("ada", NEW).await.expect(303);
    assert_eq!(answer.location(), "/account");
}

async fn hashes_of_other_systems_are_taken_over(engine: Engine) {
    let server = Server::start(engine).await;
    for (username, hash, password) in WRITTEN {
        let email = format!("{username}@example.com");
        let arguments = ["account", "create", "--email", &email, "--username", username];
        let arguments = [arguments.as_slice(), &["--verified", "--password-hash-stdin"]].concat();
        server.command_with(&arguments, &[], hash).await.data();
        let person = Person::new(&server, username);
        person.try_sign_in(username, "not the password at all").await.expect(422);
        person.try_sign_in(username, password).await.expect(303);
        // Now it is ours: a copy of the records without the key is worth nothing. SQLite's file keeps what was
        // overwritten for a while.
        let theirs = hash.rsplit('$').next().expect("a part").as_bytes();
        assert!(engine == Engine::Sqlite || !server.records_hold(theirs).await, "{username}");
        Person::new(&server, username).try_sign_in(username, password).await.expect(303);
    }
    let arguments =
        ["account", "create", "--email", "x@example.com", "--username", "xu", "--password-hash-stdin"];
    for hash in ["", "5f4dcc3b5aa765d61d8327deb882cf99", "$2b$31$AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(server.command_with(&arguments, &[], hash).await.code, 2, "{hash}");
    }
}

async fn strength_is_told_in_words(engine: Engine) {
    let server = Server::start(engine).await;
    let stranger = Person::new(&server, "eve");
    let page = stranger.open("/signup").await.expect(200);
    assert!(page.text().contains("data-weigh=\"/password/strength\""), "{}", page.text());
    for (text, words) in [
        ("short", "Use 15 characters or more"),
        ("eve eve eve eve eve", "pattern"),
        ("violet umbrellas over the winter sea", "Very strong"),
    ] {
        let answer = stranger.http().post("/password/strength", &[("password", text)]).await.expect(200);
        assert!(answer.member("words").contains(words), "{text}: {}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let foreign = [("origin", "https://evil.example")];
    let answer = stranger.http().post_with("/password/strength", &foreign, &[("password", "x")]).await;
    assert_eq!(answer.status, 403, "{}", answer.text());
}

async fn a_list_that_cannot_be_read_is_refused(engine: Engine) {
    let server = Server::start(engine).await;
    let file = server.folder().join("words.txt");
    let name = file.display().to_string();
    let hash = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
    for (text, good) in [
        (format!("0{}:3\n{hash}:9545824\n", &hash[1..]), true),
        (format!("{hash}:9545824\nqwerty\n"), false),
        (String::new(), false),
    ] {
        fs::write(&file, &text).expect("the folder can be written");
        assert_eq!(server.command(&["passwords", "import", &name]).await.code == 0, good, "{text}");
    }
    let shown = server.command(&["passwords", "show", "--json"]).await.json();
    assert_eq!(shown["passwords"], 2, "a list that is refused leaves the one before");
    fs::write(server.data_dir().join("leaked-passwords"), "nonsense").expect("the folder can be written");
    let ran = server.command(&["account", "list"]).await;
    assert_eq!(ran.code, 4, "{}", ran.stderr);
    assert!(ran.stderr.contains("passwords import"), "{}", ran.stderr);
}
