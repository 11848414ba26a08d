//! Killed in the middle of its work, again and again: what was acknowledged is there, what is used once stays
//! used, what has ended stays ended, and the audit record is whole.
//!
//! `GUILDGATE_CRASH_ROUNDS` says how often, `GUILDGATE_CRASH_SEED` repeats a run.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::join_all;
use harness::http::encode;
use harness::jwt::Pkce;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::{PASSWORD, Person};
use harness::seed::Seed;
use harness::server::{Engine, Server};
use harness::wait;
use tokio::sync::Mutex;

on_both_engines!(nothing_acknowledged_is_lost_and_nothing_revives);

/// What the server has said, round after round.
#[derive(Debug, Default)]
struct Acknowledged {
    /// Usernames of accounts it said were made.
    accounts: Vec<String>,
    /// Access tokens it gave that nobody ends.
    live: Vec<String>,
    /// The last tokens of each authorization.
    leaves: Vec<Leaf>,
    /// Refresh tokens it said were ended, or replaced twice.
    ended: Vec<String>,
    /// Access tokens it said were ended.
    revoked: Vec<String>,
    /// Codes it gave tokens for, with their proofs.
    spent: Vec<(String, Pkce)>,
}

/// Where an authorization stands.
#[derive(Clone, Debug)]
struct Leaf {
    refresh: String,
    access: String,
}

impl Leaf {
    fn of(answer: harness::http::Answer) -> Self {
        let Tokens { refresh, access, .. } = Tokens::of(answer);
        Self { refresh, access }
    }
}

struct Scene {
    app: ClientApp,
    ada: Person,
    said: Mutex<Acknowledged>,
    acts: AtomicU64,
    numbers: AtomicU64,
}

fn rounds() -> u64 {
    const USUAL: u64 = 20;
    // The run asks for twenty rounds in all; either engine has half of them.
    harness::variable("GUILDGATE_CRASH_ROUNDS")
        .map_or(USUAL / 2, |text| text.parse().expect("GUILDGATE_CRASH_ROUNDS is a number"))
}

async fn nothing_acknowledged_is_lost_and_nothing_revives(engine: Engine) {
    let mut seed = Seed::from_run("GUILDGATE_CRASH_SEED");
    let mut server = Server::start_with(engine, &[("THROTTLE__NETWORK_PER_MINUTE", "100000")]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    ada.tokens(&app, "users:read", 0).await;
    let scene = Arc::new(Scene {
        app,
        ada,
        said: Mutex::new(Acknowledged::default()),
        acts: AtomicU64::new(0),
        numbers: AtomicU64::new(1),
    });
    for round in 0..rounds() {
        let before = scene.acts.load(Ordering::Relaxed);
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let (scene, seed) = (Arc::clone(&scene), Seed::new(seed.number()));
                tokio::spawn(work(scene, seed))
            })
            .collect();
        let enough = before + 20 + u64::try_from(seed.below(120)).expect("a small number");
        wait::until_true("the load has done some work", async || {
            scene.acts.load(Ordering::Relaxed) >= enough
        })
        .await;
        server.kill().await;
        join_all(workers).await.into_iter().for_each(|ended| ended.expect("no answer was wrong"));
        server.run().await;
        check(&scene, &server, round).await;
    }
    audit_is_whole(&server).await;
}

/// Acts until the server is gone; a request without an answer is nobody's promise.
async fn work(scene: Arc<Scene>, mut seed: Seed) {
    loop {
        let done = match seed.below(10) {
            0 => sign_up(&scene, &mut seed).await,
            1..=3 => authorize(&scene).await,
            4 => own_token(&scene).await,
            5..=7 => refresh(&scene, &mut seed).await,
            8 => revoke(&scene, &mut seed).await,
            _ => sign_in(&scene).await,
        };
        if done.is_none() {
            return;
        }
        scene.acts.fetch_add(1, Ordering::Relaxed);
    }
}

const KIND: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];

/// Sends a form; `None` once the server is gone.
async fn post(person: &Person, path: &str, pairs: &[(&str, &str)]) -> Option<harness::http::Answer> {
    let sent = person.http().try_send("POST", path, &KIND, Some(encode(pairs).into_bytes())).await;
    let answer = sent.ok()?;
    assert!(answer.status < 500 || answer.status == 503, "{path}: {} {}", answer.status, answer.text());
    Some(answer)
}

async fn get(person: &Person, path: &str) -> Option<harness::http::Answer> {
    person.http().try_send("GET", path, &[], None).await.ok()
}

async fn call(scene: &Scene, path: &str, fields: &[(&str, &str)]) -> Option<harness::http::Answer> {
    let mut pairs = fields.to_vec();
    pairs.extend([
        ("client_id", &*scene.app.id),
        ("client_secret", scene.app.secret.as_deref().expect("a secret")),
    ]);
    let sent = scene.app.http().try_send("POST", path, &KIND, Some(encode(&pairs).into_bytes())).await;
    let answer = sent.ok()?;
    assert!(answer.status < 500 || answer.status == 503, "{path}: {} {}", answer.status, answer.text());
    Some(answer)
}

async fn sign_up(scene: &Scene, seed: &mut Seed) -> Option<()> {
    let name = format!("u{}", seed.letters(16));
    let person = scene.ada.stranger(&name);
    let page = get(&person, "/signup").await?;
    let form = page.form("email");
    let email = format!("{name}@example.com");
    let entered = [("email", email.as_str()), ("username", name.as_str()), ("password", PASSWORD)];
    let answer = post(&person, "/signup", &form.filled(&entered)).await?;
    if answer.status == 303 {
        scene.said.lock().await.accounts.push(name);
    }
    Some(())
}

async fn authorize(scene: &Scene) -> Option<()> {
    let pkce = Pkce::of(scene.numbers.fetch_add(1, Ordering::Relaxed));
    let answer = get(&scene.ada, &scene.app.authorize_path("users:read", &pkce)).await?;
    let code = answer.location_parameter("code")?;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", scene.app.redirect_uri.as_str()),
        ("code_verifier", pkce.verifier.as_str()),
    ];
    let answer = call(scene, "/oauth/token", &fields).await?;
    if answer.status == 200 {
        let mut said = scene.said.lock().await;
        said.leaves.push(Leaf::of(answer));
        said.spent.push((code, pkce));
    }
    Some(())
}

async fn own_token(scene: &Scene) -> Option<()> {
    let answer = call(scene, "/oauth/token", &[("grant_type", "client_credentials")]).await?;
    if answer.status == 200 {
        scene.said.lock().await.live.push(Tokens::of(answer).access);
    }
    Some(())
}

/// Takes a family out of the common store while it works on it, so that no two workers spend one token.
async fn take(scene: &Scene, seed: &mut Seed) -> Option<Leaf> {
    let mut said = scene.said.lock().await;
    match said.leaves.len() {
        0 => None,
        count => Some(said.leaves.swap_remove(seed.below(count))),
    }
}

async fn refresh(scene: &Scene, seed: &mut Seed) -> Option<()> {
    let Some(leaf) = take(scene, seed).await else { return authorize(scene).await };
    let fields = [("grant_type", "refresh_token"), ("refresh_token", leaf.refresh.as_str())];
    match call(scene, "/oauth/token", &fields).await {
        Some(answer) if answer.status == 200 => {
            scene.said.lock().await.leaves.push(Leaf::of(answer));
            Some(())
        }
        Some(answer) => {
            assert_eq!(answer.status, 503, "an acknowledged leaf is refused: {}", answer.text());
            scene.said.lock().await.leaves.push(leaf);
            Some(())
        }
        // Rotated or not: nothing was promised of this family.
        None => None,
    }
}

async fn revoke(scene: &Scene, seed: &mut Seed) -> Option<()> {
    let Some(leaf) = take(scene, seed).await else { return authorize(scene).await };
    let answer = call(scene, "/oauth/revoke", &[("token", leaf.refresh.as_str())]).await?;
    if answer.status == 200 {
        let mut said = scene.said.lock().await;
        said.revoked.push(leaf.access);
        said.ended.push(leaf.refresh);
    }
    Some(())
}

async fn sign_in(scene: &Scene) -> Option<()> {
    let person = scene.ada.stranger("ada");
    let page = get(&person, "/signin").await?;
    let form = page.form("password");
    let answer =
        post(&person, "/signin", &form.filled(&[("username", "ada"), ("password", PASSWORD)])).await?;
    if answer.status == 303 {
        assert_eq!(get(&person, "/account").await?.status, 200, "an acknowledged session is not there");
    }
    Some(())
}

/// How many of each kind are looked at in a round; the last ones, which the crash is likeliest to have hurt.
const LOOKED_AT: usize = 12;

fn last<T: Clone>(list: &[T]) -> Vec<T> {
    list[list.len().saturating_sub(LOOKED_AT)..].to_vec()
}

async fn check(scene: &Scene, server: &Server, round: u64) {
    let mut said = scene.said.lock().await;
    let app = &scene.app;
    // The session that was there before the crash is there after it.
    scene.ada.open("/account").await.expect(200);
    for token in last(&said.revoked) {
        app.own_record(&token).await.expect(401);
        assert_eq!(app.introspect(&token).await["active"], false, "round {round}: an ended token lives");
    }
    for token in last(&said.ended) {
        assert_eq!(app.introspect(&token).await["active"], false, "round {round}: an ended token lives");
        assert_eq!(app.refresh(&token).await.status, 400, "round {round}: an ended family gives tokens");
    }
    for token in last(&said.live) {
        assert_eq!(app.introspect(&token).await["active"], true, "round {round}: a token was lost");
    }
    let mut leaves = HashSet::new();
    for leaf in last(&said.leaves) {
        assert_eq!(app.introspect(&leaf.access).await["active"], true, "round {round}: a token was lost");
        let fresh = Tokens::of(app.refresh(&leaf.refresh).await);
        assert!(leaves.insert(fresh.refresh.clone()), "round {round}: two leaves are one");
    }
    // Replaying a code is refused and ends what it gave: then that has ended for good.
    if let Some((code, pkce)) = said.spent.pop() {
        assert_eq!(app.redeem(&code, &pkce).await.status, 400, "round {round}: a code is spent twice");
    }
    // What the replay ended is not to be found alive later; start with fresh lists.
    said.live.clear();
    said.leaves.clear();
    said.spent.clear();
    let list = server.command(&["account", "list", "--json"]).await.data();
    for name in &said.accounts {
        let shown = list.contains(name) || server.command(&["account", "show", name]).await.code == 0;
        assert!(shown, "round {round}: the account {name} was lost");
    }
    said.accounts.clear();
    audit_is_whole(server).await;
}

async fn audit_is_whole(server: &Server) {
    let text = server.export_audit().await;
    server.verify_audit(&text).await.data();
}
