//! Commands: data and talk apart, a refusal is one line and a code, secrets are not printed twice.

use std::fs;

use harness::server::{Engine, Ran, Server};

on_both_engines!(commands_make_list_and_show, bad_requests_are_refused, migrate_is_harmless);

/// Demands a refusal: no data, one line of talk that names the matter.
#[track_caller]
pub(super) fn one_line(ran: &Ran, naming: &str) {
    assert_ne!(ran.code, 0, "{}", ran.stdout);
    let lines: Vec<_> = ran.stderr.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(lines.len(), 1, "not one line:\n{}", ran.stderr);
    assert!(lines[0].contains(naming), "{naming} is not in: {}", lines[0]);
    assert!(!lines[0].contains("panicked") && !lines[0].contains("Os {"), "{}", lines[0]);
}

async fn commands_make_list_and_show(engine: Engine) {
    let server = Server::prepare(engine, &[]).await;
    // Without a server running.
    let create = [
        "account",
        "create",
        "--email",
        "ada@example.com",
        "--username",
        "ada",
        "--verified",
        "--password-stdin",
    ];
    server.command_with(&create, &[], &format!("{}\n", harness::person::PASSWORD)).await.data();
    let list = server.command(&["account", "list", "--json"]).await;
    assert!(list.stderr.is_empty(), "{}", list.stderr);
    let list = list.json();
    assert!(list.to_string().contains("\"ada\""), "{list}");
    let shown = server.command(&["account", "show", "ada", "--json"]).await.json();
    assert_eq!(shown["email"], "ada@example.com");
    let app = [
        "app",
        "create",
        "--owner",
        "ada",
        "--name",
        "Robot",
        "--homepage",
        "https://a.example",
        "--kind",
        "server",
    ];
    let app: Vec<&str> = app.into_iter().chain(["--scope", "users:read", "--json"]).collect();
    let made = server.command(&app).await.json();
    let (id, secret) =
        (made["client_id"].as_str().expect("an id"), made["client_secret"].as_str().expect("a secret"));
    assert!(id.starts_with("app_test_"), "without --live it is for trials: {id}");
    let shown = server.command(&["app", "show", id, "--json"]).await.data();
    assert!(shown.contains(id) && !shown.contains(secret), "{shown}");
    let second = server.command(&["app", "secret", "add", id, "--json"]).await.json();
    assert_ne!(second["client_secret"], made["client_secret"]);
    for arguments in [&["account", "list"][..], &["app", "list"], &["keys", "list"]] {
        let text = server.command(arguments).await.data();
        assert!(!text.contains("argon2") && !text.contains('\u{1b}') && !text.contains(secret), "{text}");
    }
}

async fn bad_requests_are_refused(engine: Engine) {
    let server = Server::prepare(engine, &[]).await;
    let create = ["account", "create", "--email", "ada@example.com", "--username", "ada", "--password-stdin"];
    one_line(&server.command_with(&create, &[], "short\n").await, "15 characters");
    server.command_with(&create, &[], &format!("{}\n", harness::person::PASSWORD)).await.data();
    one_line(&server.command_with(&create, &[], &format!("{}\n", harness::person::PASSWORD)).await, "taken");
    one_line(&server.command(&["account", "show", "nobody"]).await, "nobody");
    one_line(&server.command(&["account", "lock", "nobody"]).await, "nobody");
    one_line(&server.command(&["app", "show", "app_live_nothing"]).await, "app_live_nothing");
    let app = [
        "app",
        "create",
        "--owner",
        "ada",
        "--name",
        "Robot",
        "--homepage",
        "https://a.example",
        "--scope",
        "users:read",
    ];
    let with = |more: &[&'static str]| app.iter().copied().chain(more.iter().copied()).collect::<Vec<&str>>();
    let http = with(&["--kind", "web", "--live", "--redirect-uri", "http://a.example/cb"]);
    one_line(&server.command(&http).await, "http");
    assert_ne!(server.command(&with(&["--kind", "toaster"])).await.code, 0);
    let public = with(&[
        "--kind",
        "browser",
        "--redirect-uri",
        "https://a.example/cb",
        "--grant",
        "client_credentials",
    ]);
    assert_ne!(server.command(&public).await.code, 0);
    let loose = with(&["--kind", "browser", "--redirect-uri", "https://a.example/cb", "--no-pkce"]);
    assert_ne!(server.command(&loose).await.code, 0);
    assert_eq!(server.command(&["no-such-command"]).await.code, 2);
}

async fn migrate_is_harmless(engine: Engine) {
    let mut server = Server::prepare(engine, &[]).await;
    server.command(&["migrate"]).await.data();
    server.command(&["migrate"]).await.data();
    server.run().await;
    server.command(&["migrate"]).await.data();
    server.http().get("/readyz").await.expect(200);
}

#[tokio::test]
async fn an_unknown_key_is_named_with_its_neighbour() {
    let server = Server::prepare(Engine::Sqlite, &[]).await;
    let file = server.folder().join("mistaken.toml");
    fs::write(&file, "public_ulr = \"https://id.example\"\n").expect("the folder is ours");
    let path = file.to_str().expect("a plain name");
    for arguments in [&["config", "check", "--config", path][..], &["serve", "--config", path]] {
        let ran = server.command(arguments).await;
        one_line(&ran, "public_ulr");
        assert_eq!(ran.code, 3);
        assert!(ran.stderr.contains("public_url"), "{}", ran.stderr);
    }
    fs::write(&file, "[tokens]\naccess_tll = \"1h\"\n").expect("the folder is ours");
    one_line(&server.command(&["config", "check", "--config", path]).await, "access_tll");
    let ran = server.command_with(&["config", "check"], &[("TOKENS__ACCES_TTL", "1h")], "").await;
    assert!(ran.code != 0 && ran.stderr.to_lowercase().contains("acces_ttl"), "{}", ran.stderr);
    for (name, value) in [
        ("TOKENS__ACCESS_TTL", "2h"),
        ("TOKENS__CODE_TTL", "11m"),
        ("TOKENS__REFRESH_RETRY_WINDOW", "11s"),
        ("TOKENS__ACCESS_TTL", "soon"),
        ("PUBLIC_URL", "http://id.example"),
        ("PUBLIC_URL", "https://id.example/path"),
        ("LISTEN", "nowhere"),
    ] {
        let ran = server.command_with(&["config", "check"], &[(name, value)], "").await;
        assert_ne!(ran.code, 0, "{name}={value} is taken");
        assert!(
            ran.stderr.to_lowercase().contains(&name.to_lowercase().replace("__", ".")),
            "{}",
            ran.stderr
        );
    }
    server.command(&["config", "check"]).await.data();
}

#[tokio::test]
async fn a_key_file_that_others_can_read_is_refused() {
    let server = Server::prepare(Engine::Sqlite, &[]).await;
    let file = server.folder().join("exposed.key");
    fs::write(&file, [9; 32]).expect("the folder is ours");
    Server::expose(&file);
    let path = file.to_str().expect("a plain name").to_owned();
    let ran = server.command_with(&["serve"], &[("KEY_FILE", &path)], "").await;
    one_line(&ran, "exposed.key");
    assert_eq!(ran.code, 4);
    let missing = server.command_with(&["serve"], &[("KEY_FILE", "/nowhere/at.all")], "").await;
    one_line(&missing, "/nowhere/at.all");
}

#[tokio::test]
async fn another_key_is_noticed() {
    let mut server = Server::start(Engine::Sqlite).await;
    server.kill().await;
    let file = server.folder().join("other.key");
    let made = std::process::Command::new("install").args(["-m", "600", "/dev/null"]).arg(&file).status();
    assert!(made.expect("install can be run").success());
    fs::write(&file, [9; 32]).expect("the folder is ours");
    let path = file.to_str().expect("a plain name").to_owned();
    let ran = server.command_with(&["serve"], &[("KEY_FILE", &path)], "").await;
    one_line(&ran, "key");
    assert_eq!(ran.code, 4);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_told() {
    let server = Server::prepare(Engine::Sqlite, &[]).await;
    let nowhere = format!("postgres://nobody@127.0.0.1:{}/none", harness::server::free_port());
    for command in [&["serve"][..], &["account", "list"]] {
        let ran = server.command_with(command, &[("DATABASE__URL", &nowhere)], "").await;
        one_line(&ran, "database");
        assert_eq!(ran.code, 6);
    }
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let server = Server::start(Engine::Sqlite).await;
    let other = Server::prepare(Engine::Sqlite, &[("LISTEN", &format!("127.0.0.1:{}", server.port()))]).await;
    let ran = other.command(&["serve"]).await;
    one_line(&ran, &server.port().to_string());
    assert_eq!(ran.code, 5);
}

#[tokio::test]
async fn what_others_must_not_read_is_closed() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start(Engine::Sqlite).await;
    let mut folders = vec![server.data_dir()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
            let (path, about) = (entry.path(), entry.metadata().expect("it is there"));
            if about.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            let name = path.to_string_lossy().into_owned();
            let public = name.ends_with(".pem");
            assert!(public || about.permissions().mode() & 0o077 == 0, "{name} is open to others");
        }
    }
    assert!(seen >= 3, "{seen} files");
}
