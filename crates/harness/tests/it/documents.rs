//! Documents that other programs and people rely on, compared whole with the last ones that were reviewed.

use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use insta::{assert_json_snapshot, assert_snapshot};

/// Puts fixed words for what differs from run to run.
fn steady(server: &Server, text: &str) -> String {
    text.replace(server.public_url(), "https://id.example").replace(&server.port().to_string(), "PORT")
}

fn steady_json(server: &Server, answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&steady(server, &answer.text())).expect("JSON")
}

#[tokio::test]
async fn what_the_server_says_of_itself() {
    let server = Server::start(Engine::Sqlite).await;
    let http = server.http();
    for (name, path) in [
        ("authorization_server", "/.well-known/oauth-authorization-server"),
        ("protected_resource", "/.well-known/oauth-protected-resource/api"),
    ] {
        let answer = http.get(path).await.expect(200);
        assert_json_snapshot!(name, steady_json(&server, &answer));
    }
}

#[tokio::test]
async fn the_description_of_the_api() {
    let server = Server::start(Engine::Sqlite).await;
    let answer = server.http().get("/api/openapi.json").await.expect(200);
    let said = serde_json::to_string_pretty(&steady_json(&server, &answer)).expect("JSON") + "\n";
    let path = harness::workspace().join("docs/openapi.json");
    if harness::variable("INSTA_UPDATE").is_some_and(|how| how == "always") {
        std::fs::write(&path, &said).expect("the description can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(said == kept, "docs/openapi.json is not what the server says: see `INSTA_UPDATE=always`");
}

#[tokio::test]
async fn bodies_of_errors() {
    let server = Server::start(Engine::Sqlite).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let narrow = ada.tokens(&app, "projects:read", 1).await.access;
    let http = server.http();
    let mut lines = Vec::new();
    let mut note = |what: &str, answer: &Answer| {
        let challenge = answer.header("www-authenticate");
        let challenge = if challenge.is_empty() { String::new() } else { format!("\n    {challenge}") };
        let text =
            steady(&server, &format!("{what}\n    {}{challenge}\n    {}", answer.status, answer.text()));
        lines.push(without_line(&text.replace(&app.id, "{client}")));
    };
    note("no client", &http.post("/oauth/token", &[]).await);
    note("no grant type", &app.call("/oauth/token", &[]).await);
    note("password grant", &app.call("/oauth/token", &[("grant_type", "password")]).await);
    note(
        "unknown code",
        &app.call("/oauth/token", &[("grant_type", "authorization_code"), ("code", "x")]).await,
    );
    note("unknown refresh token", &app.refresh("rt_x").await);
    note("not its grant", &app.own_token().await);
    note("no token", &app.call("/oauth/introspect", &[]).await);
    note("API without a token", &http.get("/api/users/v1/self").await);
    note("API with a dead token", &http.get_as("/api/users/v1/self", "x").await);
    note("API with too narrow a token", &http.get_as("/api/users/v1/self", &narrow).await);
    note(
        "API with another scheme",
        &http.get_with("/api/users/v1/self", &[("authorization", "Basic eDp5")]).await,
    );
    note("API at no address", &http.get("/api/nothing").await);
    assert_snapshot!("errors", lines.join("\n"));
}

/// An answer without the identifier of its line in the log, which is new each time.
fn without_line(text: &str) -> String {
    const UUID: usize = 36;
    match text.split_once("/logs/") {
        Some((before, after)) => format!("{before}/logs/{{line}}{}", &after[UUID..]),
        None => text.to_owned(),
    }
}

#[tokio::test]
async fn help_of_every_command() {
    let server = Server::prepare(Engine::Sqlite, &[]).await;
    let mut text = String::new();
    let mut waiting = vec![Vec::<String>::new()];
    while let Some(command) = waiting.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = server.command(&arguments).await.data();
        let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let names =
            listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
        let names: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
        for name in names.into_iter().rev() {
            let further = help.contains(&format!("\n  {name} "));
            if further {
                waiting.push(command.iter().cloned().chain([name]).collect());
            }
        }
        text.push_str(&format!("$ guildgate {}\n{help}\n", arguments.join(" ")));
    }
    assert!(text.contains("$ guildgate app create --help"), "{text}");
    assert_snapshot!("help", text);
}
