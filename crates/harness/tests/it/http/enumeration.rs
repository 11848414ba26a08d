//! Nothing tells whether somebody has an account here.

use harness::form::forms;
use harness::http::Answer;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(sign_in_answers_alike, forgot_answers_alike, sign_up_answers_alike, waits_are_alike);

/// What an answer looks like without what differs by chance or was typed.
fn shape(answer: &Answer, typed: &[&str]) -> String {
    let mut text = answer.text();
    for form in forms(&text) {
        for control in form.controls.iter().filter(|c| c.kind == "hidden" && c.name.ends_with("token")) {
            text = text.replace(&control.value, "TOKEN");
        }
    }
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id", "content-length"].contains(&name.as_str()))
        .map(|(name, value)| {
            let value = value.to_str().expect("text");
            let value =
                if name == "set-cookie" { value.split('=').next().unwrap_or_default() } else { value };
            format!("{name}: {value}")
        })
        .collect();
    headers.sort();
    let mut shape = format!("{}\n{}\n\n{text}", answer.status, headers.join("\n"));
    shape = super::without_references(&shape);
    for word in typed {
        shape = shape.replace(word, "TYPED");
        shape = shape.replace(&word.replace('@', "%40"), "TYPED");
    }
    shape
}

/// Members of each kind: active, locked, unproved. Their names and that of nobody are alike where pages show a
/// part of them.
async fn members(server: &Server) {
    for name in ["nefgd", "nhijd"] {
        Person::member(server, name).await;
    }
    server.command(&["account", "lock", "nhijd"]).await.data();
    let arguments =
        ["account", "create", "--email", "nklmd@example.com", "--username", "nklmd", "--password-stdin"];
    server.command_with(&arguments, &[], &format!("{PASSWORD}\n")).await.data();
}

async fn sign_in_answers_alike(engine: Engine) {
    let server = Server::start(engine).await;
    members(&server).await;
    let mut shapes = Vec::new();
    for name in ["nabcd", "nefgd", "nhijd", "nklmd"] {
        for name in [name.to_owned(), format!("{name}@example.com")] {
            let person = Person::new(&server, &name);
            let answer = person.try_sign_in(&name, "not the password at all").await;
            let mail = name.contains('@');
            shapes.push((name.clone(), mail, shape(&answer, &[&name])));
        }
    }
    for (name, mail, found) in &shapes {
        let (_, _, expected) = shapes.iter().find(|(_, other, _)| other == mail).expect("itself");
        assert_eq!(found, expected, "{name}");
    }
}

async fn forgot_answers_alike(engine: Engine) {
    let server = Server::start(engine).await;
    members(&server).await;
    let mut shapes = Vec::new();
    for name in ["nabcd", "nefgd", "nhijd", "nklmd"] {
        let email = format!("{name}@example.com");
        let person = Person::new(&server, name);
        let page = person.open("/password/forgot").await.expect(200);
        let answer = person.fill(&page, "email", &[("email", &email)]).await;
        let first = shape(&answer, &[&email, name]);
        let after = person.follow(answer).await;
        shapes.push((name, first, shape(&after, &[&email, name])));
    }
    for (name, first, after) in &shapes {
        assert_eq!((first, after), (&shapes[0].1, &shapes[0].2), "{name}");
    }
}

async fn sign_up_answers_alike(engine: Engine) {
    let server = Server::start(engine).await;
    members(&server).await;
    let mut shapes = Vec::new();
    for (name, username) in
        [("nabcd", "newone"), ("nefgd", "newtwo"), ("nhijd", "newthr"), ("nklmd", "newfor")]
    {
        let email = format!("{name}@example.com");
        let person = Person::new(&server, username);
        let page = person.open("/signup").await.expect(200);
        let entered = [("email", email.as_str()), ("username", username), ("password", PASSWORD)];
        let answer = person.fill(&page, "email", &entered).await;
        let typed = [email.as_str(), username];
        let first = shape(&answer, &typed);
        let after = person.follow(answer).await;
        // A wrong code is answered alike too.
        let wrong = person.fill(&after, "code", &[("code", "000000")]).await;
        shapes.push((name, first, shape(&after, &typed), shape(&wrong, &typed)));
    }
    for (name, first, after, wrong) in &shapes {
        assert_eq!((first, after, wrong), (&shapes[0].1, &shapes[0].2, &shapes[0].3), "{name}");
    }
}

async fn waits_are_alike(engine: Engine) {
    let server = Server::start(engine).await;
    members(&server).await;
    let mut seen: Vec<Vec<u16>> = Vec::new();
    for name in ["nabcd", "nefgd", "nhijd", "nklmd"] {
        let person = Person::new(&server, name);
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(person.try_sign_in(name, "not the password at all").await.status);
        }
        assert_eq!(statuses.last(), Some(&429), "{name} is never slowed: {statuses:?}");
        seen.push(statuses);
    }
    assert!(seen.iter().all(|statuses| *statuses == seen[0]), "{seen:?}");
}
