//! Authenticator apps of other people: `oathtool` reads the key, `pyotp` the address in the picture.

use std::process::Command;

use harness::authenticator::Authenticator;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

/// Sets an app up with what `now` shows, then signs in with what `later` shows.
async fn works(now: impl Fn(&str, &str) -> String, later: impl Fn(&str, &str) -> String) {
    let server = Server::start(Engine::Sqlite).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/security/authenticator").await.expect(200);
    let key = Authenticator::of_page(&page.text()).key;
    let text = harness::form::unescape(&page.text());
    let address = text.split("href=\"").find(|rest| rest.starts_with("otpauth://")).expect("an address");
    let address = address.split('"').next().expect("its end");
    ada.fill(&page, "key", &[("code", &now(&key, address))]).await.expect(303);
    let person = ada.elsewhere();
    let owed = person.try_sign_in("ada", PASSWORD).await.expect(303);
    let page = person.follow(owed).await.expect(200);
    let code = later(&key, address);
    person.fill(&page, "code", &[("code", &code)]).await.expect(303);
    person.open("/account").await.expect(200);
    // It counted once.
    let again = ada.elsewhere();
    let owed = again.try_sign_in("ada", PASSWORD).await.expect(303);
    let page = again.follow(owed).await.expect(200);
    again.fill(&page, "code", &[("code", &code)]).await.expect(422);
}

#[tokio::test]
async fn codes_of_oathtool_are_taken() {
    let code = |key: &str, when: &str| run("oathtool", &["--totp", "--base32", "--now", when, key]);
    works(|key, _| code(key, "now"), |key, _| code(key, "now + 30 seconds")).await;
}

#[tokio::test]
async fn codes_of_pyotp_are_taken() {
    const PROGRAM: &str = "import datetime, pyotp, sys\n\
        app = pyotp.parse_uri(sys.argv[1])\n\
        assert app.issuer == 'Guildgate' and app.name == 'ada', (app.issuer, app.name)\n\
        print(app.at(datetime.datetime.now() + datetime.timedelta(seconds=int(sys.argv[2]))))";
    let code = |address: &str, seconds: &str| run("/usr/bin/python3", &["-c", PROGRAM, address, seconds]);
    works(|_, address| code(address, "0"), |_, address| code(address, "30")).await;
}

fn run(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}; bin/test installs oathtool and pyotp"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("digits").trim().to_owned()
}
