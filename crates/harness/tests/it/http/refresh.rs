//! Refresh tokens: rotated at each use, one live leaf, ended by reuse.

use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};

use super::refused;

on_both_engines!(
    a_lost_answer_is_repeated,
    reuse_ends_the_family,
    scope_shrinks_and_never_grows,
    another_client_gets_and_ends_nothing,
    a_bent_token_is_refused,
);

async fn a_lost_answer_is_repeated(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for kind in ["web", "browser"] {
        let app = ClientApp::register(&server, "ada", kind, &[]).await;
        let tokens = ada.tokens(&app, "users:read", 1).await;
        let first = Tokens::of(app.refresh(&tokens.refresh).await);
        let again = Tokens::of(app.refresh(&tokens.refresh).await);
        assert_eq!(first.refresh, again.refresh, "a retry gives the same successor");
        app.own_record(&first.access).await.expect(200);
        app.own_record(&again.access).await.expect(200);
        let next = Tokens::of(app.refresh(&first.refresh).await);
        assert_ne!(next.refresh, first.refresh);
        // Two steps back is no retry.
        refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
        refused(&app.refresh(&next.refresh).await, 400, "invalid_grant");
        app.own_record(&next.access).await.expect(401);
    }
}

async fn reuse_ends_the_family(engine: Engine) {
    let server = Server::start_with(engine, &[("TOKENS__REFRESH_RETRY_WINDOW", "0s")]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "browser", &[]).await;
    let other = ada.tokens(&app, "users:read", 2).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let fresh = Tokens::of(app.refresh(&tokens.refresh).await);
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    refused(&app.refresh(&fresh.refresh).await, 400, "invalid_grant");
    for access in [&tokens.access, &fresh.access] {
        app.own_record(access).await.expect(401);
    }
    app.refresh(&other.refresh).await.expect(200);
}

async fn scope_shrinks_and_never_grows(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read projects:read", 1).await;
    let refresh = async |token: &str, scope: &str| {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", scope)];
        app.call("/oauth/token", &fields).await
    };
    for (scope, error) in
        [("users:read users:write", "invalid_scope"), ("no:such", "invalid_scope"), ("\"", "invalid_scope")]
    {
        refused(&refresh(&tokens.refresh, scope).await, 400, error);
    }
    // A refused request spends nothing, and a narrower access token leaves the family as wide as it was.
    let narrow = Tokens::of(refresh(&tokens.refresh, "projects:read").await);
    assert_eq!(narrow.scope, "projects:read");
    app.own_record(&narrow.access).await.expect(403);
    let wide = Tokens::of(app.refresh(&narrow.refresh).await);
    assert_eq!(wide.scope, "users:read projects:read");
    app.own_record(&wide.access).await.expect(200);
}

async fn another_client_gets_and_ends_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let mallory = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    refused(&mallory.refresh(&tokens.refresh).await, 400, "invalid_grant");
    mallory.revoke(&tokens.refresh).await.expect(200);
    mallory.revoke(&tokens.access).await.expect(200);
    let thief = app.with_secret(Some("sec_live_guessed"));
    refused(&thief.refresh(&tokens.refresh).await, 401, "invalid_client");
    let bare = app.with_secret(None);
    refused(&bare.refresh(&tokens.refresh).await, 401, "invalid_client");
    app.own_record(&tokens.access).await.expect(200);
    app.refresh(&tokens.refresh).await.expect(200);
}

async fn a_bent_token_is_refused(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let good = &tokens.refresh;
    let last = if good.ends_with('0') { "1" } else { "0" };
    for bent in [
        &good[..good.len() - 1],
        &format!("{}{last}", &good[..good.len() - 1]),
        &format!("{good}0"),
        &good.replace("rt_", "at_"),
        "rt_",
        "nonsense",
        tokens.access.as_str(),
    ] {
        refused(&app.refresh(bent).await, 400, "invalid_grant");
    }
    app.refresh(good).await.expect(200);
}
