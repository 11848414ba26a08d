//! Forms are taken only from our own pages, from the browser they were shown to, once.

use harness::form::Form;
use harness::http::Answer;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    a_form_without_its_token_is_refused,
    a_form_of_another_browser_or_page_is_refused,
    another_site_cannot_send_a_form,
    reading_never_changes_anything,
    bad_input_names_its_fields,
);

const NEW: [(&str, &str); 3] =
    [("email", "new@example.com"), ("username", "newcomer"), ("password", PASSWORD)];

async fn sign_up_form(person: &Person) -> (Answer, Form) {
    let page = person.open("/signup").await.expect(200);
    let form = page.form("email");
    (page, form)
}

/// Sends the sign-up form with another token and other headers.
async fn send(person: &Person, form: &Form, token: Option<&str>, headers: &[(&str, &str)]) -> Answer {
    let mut pairs: Vec<_> = form.filled(&NEW).into_iter().filter(|(name, _)| *name != "form_token").collect();
    pairs.extend(token.map(|token| ("form_token", token)));
    person.http().post_with("/signup", headers, &pairs).await
}

async fn a_form_without_its_token_is_refused(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let (_, form) = sign_up_form(&ada).await;
    let good = form.value("form_token").to_owned();
    let bent = format!("{}x", &good[..good.len() - 1]);
    for token in [None, Some(""), Some("nonsense"), Some(bent.as_str()), Some(&good[1..])] {
        assert_eq!(send(&ada, &form, token, &[]).await.status, 403, "{token:?}");
    }
    for path in [
        "/signin",
        "/signup",
        "/password/forgot",
        "/password/reset",
        "/verify-email",
        "/verify-email/link",
        "/accounts",
        "/confirm",
        "/oauth/consent",
        "/setup",
        "/account/sessions/end-others",
        "/developers/apps/new",
    ] {
        let answer = ada.http().post(path, &[("username", "ada"), ("password", PASSWORD)]).await;
        assert!(
            (400..500).contains(&answer.status),
            "{path} takes a form without a token: {}",
            answer.status
        );
    }
    assert_eq!(send(&ada, &form, Some(&good), &[]).await.status, 303, "nothing of that spent the form");
}

async fn a_form_of_another_browser_or_page_is_refused(engine: Engine) {
    let server = Server::start(engine).await;
    let (ada, eve) = (Person::new(&server, "ada"), Person::new(&server, "eve"));
    let (_, eves) = sign_up_form(&eve).await;
    let (_, form) = sign_up_form(&ada).await;
    assert_eq!(send(&ada, &form, Some(eves.value("form_token")), &[]).await.status, 403);
    let other = ada.open("/signin").await.form("password");
    assert_eq!(send(&ada, &form, Some(other.value("form_token")), &[]).await.status, 403);
    let bare = Person::new(&server, "bare");
    assert_eq!(
        send(&bare, &form, Some(form.value("form_token")), &[]).await.status,
        403,
        "no cookie came with it"
    );
    assert_eq!(send(&ada, &form, Some(form.value("form_token")), &[]).await.status, 303);
    assert_eq!(send(&ada, &form, Some(form.value("form_token")), &[]).await.status, 409, "it is sent once");
}

async fn another_site_cannot_send_a_form(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::new(&server, "ada");
    let (_, form) = sign_up_form(&ada).await;
    let token = Some(form.value("form_token"));
    let evil = "https://evil.example";
    let neighbour = format!("{}1", server.public_url());
    for headers in [
        vec![("origin", evil)],
        vec![("origin", neighbour.as_str())],
        vec![("origin", "null"), ("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("origin", server.public_url()), ("sec-fetch-site", "cross-site")],
    ] {
        assert_eq!(send(&ada, &form, token, &headers).await.status, 403, "{headers:?}");
    }
    let ours = [("origin", server.public_url()), ("sec-fetch-site", "same-origin")];
    assert_eq!(send(&ada, &form, token, &ours).await.status, 303);
    // Nor another kind of body, which a page can send without asking.
    let (_, form) = sign_up_form(&ada).await;
    let body = harness::http::encode(&form.filled(&NEW)).into_bytes();
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json"] {
        let answer = ada.http().send("POST", "/signup", &[("content-type", kind)], Some(body.clone())).await;
        assert!((400..500).contains(&answer.status), "{kind}: {}", answer.status);
    }
}

async fn reading_never_changes_anything(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/sessions").await.expect(200);
    for form in harness::form::forms(&page.text()).iter().filter(|form| form.method == "post") {
        for method in ["GET", "HEAD"] {
            let path = if form.action.is_empty() { page.path.as_str() } else { form.action.as_str() };
            let query = harness::http::encode(&form.filled(&[]));
            let joint = if path.contains('?') { '&' } else { '?' };
            ada.http().send(method, &format!("{path}{joint}{query}"), &[], None).await;
        }
    }
    ada.open("/account").await.expect(200);
}

async fn bad_input_names_its_fields(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let eve = Person::new(&server, "eve");
    for (field, value) in [
        ("email", "not an address"),
        ("email", ""),
        ("username", "ab"),
        ("username", "admin"),
        ("username", "a b c"),
        ("username", "ada"),
        ("username", "Ada"),
        ("password", "short"),
        ("password", "passwordpassword"),
        ("password", "abcabcabcabcabcabc"),
        ("password", "newcomer newcomer"),
    ] {
        let (page, form) = sign_up_form(&eve).await;
        let entered: Vec<_> =
            NEW.iter().map(|(name, good)| (*name, if *name == field { value } else { good })).collect();
        let answer = eve.send(&page, &form, &entered).await.expect(422);
        let text = answer.text();
        assert!(text.contains("<title>Error: "), "{field}={value}");
        let form = answer.form("email");
        let kept = if field == "email" { value } else { "new@example.com" };
        assert_eq!((form.value("email"), form.value("password")), (kept, ""), "{field}={value}");
        let tags = harness::form::tags(&text);
        let input = tags.iter().find(|tag| tag.name == "input" && tag.attribute("name") == Some(field));
        let input = input.expect("the field is there");
        assert_eq!(input.attribute("aria-invalid"), Some("true"), "{field}={value}");
        for id in input.attribute("aria-describedby").expect("it is described").split_whitespace() {
            assert!(tags.iter().any(|tag| tag.attribute("id") == Some(id)), "#{id} is not there");
        }
        assert!(text.contains(&format!("href=\"#{field}\"")), "the summary does not lead to {field}");
        assert!(text.contains("role=\"alert\"") && text.contains("autofocus"), "{text}");
    }
}
