//! Every page is in its reader's language: whatever a member, a developer, an operator or a stranger can reach, in
//! Spanish and in Arabic, holds no sentence of the English file.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

use harness::form::{tags, unescape};
use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};

/// The most pages that are opened for one person in one language.
const MOST: usize = 400;

/// What the file of a language says, in pieces: a text is cut where something is put in, and at its markup.
fn pieces(tag: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/locales");
    let file = fs::read_to_string(folder.join(format!("{tag}.ftl"))).expect("the file is there");
    let mut pieces = BTreeSet::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let text = line.split_once(" = ").or_else(|| line.split_once("] ")).map_or("", |(_, text)| text);
        pieces.extend(text.split(['{', '}', '<', '>']).map(|piece| piece.trim().to_owned()));
    }
    pieces
}

/// Pieces of the English file that nobody could take for the other language.
fn english_only(tag: &str) -> Vec<String> {
    const WORDS: usize = 3;
    let theirs = pieces(tag);
    let shared = |piece: &String| theirs.iter().any(|text| text.contains(piece.as_str()));
    let english = pieces("en").into_iter();
    english.filter(|piece| piece.split_whitespace().count() >= WORDS && !shared(piece)).collect()
}

/// A page without what is nobody's to translate: code, letters, and what people and apps call themselves.
fn readable(page: &str) -> String {
    let mut text = page.to_owned();
    for (start, end) in [("<title", "</title>"), ("<pre", "</pre>"), ("<code", "</code>"), ("<bdi", "</bdi>")]
    {
        let mut rest = text.as_str();
        let mut kept = String::new();
        while let Some((before, after)) = rest.split_once(start) {
            kept.push_str(before);
            rest = after.split_once(end).map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        text = kept;
    }
    unescape(&text)
}

#[track_caller]
fn in_language(tag: &str, what: &str, answer: &Answer, english: &[String]) {
    let text = answer.text();
    let direction = if tag == "ar" { "rtl" } else { "ltr" };
    assert!(text.contains(&format!("<html lang=\"{tag}\" dir=\"{direction}\"")), "{tag} {what}");
    let read = readable(&text);
    let left: Vec<_> = english.iter().filter(|sentence| read.contains(sentence.as_str())).collect();
    assert!(left.is_empty(), "{tag} {what} says in English: {left:#?}");
}

/// The pages that a page leads to: of ours, and no files.
fn links(page: &str) -> Vec<String> {
    let leads = |href: &String| {
        let files = ["/assets/", "/api/", "/.well-known/", "/oauth/", "//", "/favicon"];
        href.starts_with('/')
            && !files.iter().any(|start| href.starts_with(start))
            && !href.contains("/export?")
    };
    let links = tags(page).into_iter().filter(|tag| tag.name == "a");
    let links = links.filter_map(|tag| Some(unescape(tag.attribute("href")?)));
    links.map(|href| href.split('#').next().unwrap_or_default().to_owned()).filter(leads).collect()
}

/// Opens every page that leads on from `begin`, and says how many there are.
async fn walk(person: &Person, tag: &str, begin: &[&str]) -> usize {
    let english = english_only(tag);
    assert!(english.len() > 200, "the files of languages can be read");
    let mut waiting: VecDeque<String> = begin.iter().map(|path| (*path).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop_front() {
        let answer = person.http().get_with(&path, &[("accept-language", tag)]).await;
        let text = answer.text();
        if !text.starts_with("<!doctype html>") {
            continue;
        }
        in_language(tag, &path, &answer, &english);
        pages += 1;
        let new: Vec<String> = links(&text).into_iter().filter(|path| !known.contains(path)).collect();
        for path in new {
            if known.len() < MOST && known.insert(path.clone()) {
                waiting.push_back(path);
            }
        }
    }
    pages
}

#[tokio::test]
async fn no_page_is_left_in_english() {
    let server = Server::start(Engine::Sqlite).await;
    let ada = Person::member(&server, "ada").await;
    let opal = Person::operator(&server, "opal").await;
    let app = ClientApp::register(&server, "ada", "web", &["--allow-implicit"]).await;
    let own = ClientApp::register(&server, "ada", "server", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    app.own_record(&tokens.access).await.expect(200);
    app.own_record("at_none").await.expect(401);
    own.own_token().await.expect(200);
    for tag in ["es", "ar"] {
        let stranger = ada.stranger("grace");
        let begin = ["/", "/signin", "/signup", "/password/forgot", "/developers", "/nothing/here"];
        assert!(walk(&stranger, tag, &begin).await > 25);
        let log = format!("/developers/apps/{}/logs?filter=status:9xx", app.id);
        let begin = ["/account", "/account/security", "/developers/apps", "/accounts", "/confirm", &log];
        assert!(walk(&ada, tag, &begin).await > 50);
        assert!(walk(&opal, tag, &["/admin/outbox", "/account"]).await > 30);
    }
}

/// What is wrong with an app is said in the words of the page, too.
#[tokio::test]
async fn what_is_wrong_is_said_in_the_readers_language() {
    let server = Server::start(Engine::Sqlite).await;
    let ada = Person::member(&server, "ada").await;
    for (tag, name, http) in
        [("es", "Escribe un nombre.", "Con http simple"), ("ar", "أدخل اسمًا.", "يمكن قراءة ما يُرسل عبر http")]
    {
        let english = english_only(tag);
        let page = ada.open("/developers/apps/new").await.expect(200);
        let form = page.form("homepage");
        let sent = form.filled(&[("kind", "web"), ("redirect_uris", "http://app.example/cb")]);
        let language = [("accept-language", tag)];
        let answer = ada.http().post_with("/developers/apps/new", &language, &sent).await.expect(422);
        in_language(tag, "a refused form", &answer, &english);
        let text = unescape(&answer.text());
        assert!(text.contains(name) && text.contains(http), "{text}");
        assert!(text.contains("https://app.example/cb"), "the better address is offered: {text}");
    }
}
