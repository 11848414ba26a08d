//! Chromium without a window, steered over its DevTools protocol.

mod authenticator;
mod cdp;
mod page;

pub use authenticator::Authenticator;
pub use page::{Keys, Page};

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::server::Server;
use crate::{raw, wait};
use cdp::Connection;

/// Names under which Chromium is installed; `GUILDGATE_CHROMIUM` names another.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    connection: Connection,
    _child: Child,
    _profile: TempDir,
}

fn program() -> PathBuf {
    if let Some(path) = crate::variable("GUILDGATE_CHROMIUM") {
        return path.into();
    }
    let path = crate::variable("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).collect::<Vec<_>>();
    let found =
        NAMES.iter().flat_map(|name| places.iter().map(move |place| place.join(name))).find(|p| p.exists());
    found.expect("Chromium must be installed, or GUILDGATE_CHROMIUM must name it; bin/test installs it")
}

impl Browser {
    /// Starts a browser that accepts the certificate of `server`, and no other unknown one.
    pub async fn start(server: &Server) -> Self {
        Self::start_with(server, &[]).await
    }

    /// The same, which accepts these certificates of others, too.
    pub async fn start_with(server: &Server, others: &[Vec<u8>]) -> Self {
        let profile = TempDir::new().expect("a temporary folder can be made");
        // Frames of other sites see their cookies, as they do outside of private windows.
        let preferences = json!({ "profile": { "cookie_controls_mode": 0 } });
        std::fs::create_dir(profile.path().join("Default")).expect("the profile can be made");
        std::fs::write(profile.path().join("Default/Preferences"), preferences.to_string())
            .expect("the profile can be written");
        let own = raw::certificate(server).await;
        let pins: Vec<String> = others.iter().chain([&own]).map(|known| raw::pin(known)).collect();
        let mut command = Command::new(program());
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--disable-extensions", "--remote-debugging-port=0"])
            .arg(format!("--ignore-certificate-errors-spki-list={}", pins.join(",")))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        let child = command.spawn().expect("Chromium can be run");
        let port_file = profile.path().join("DevToolsActivePort");
        let address = wait::until("Chromium listens", async || {
            let text = std::fs::read_to_string(&port_file).ok()?;
            let (port, path) = text.split_once('\n')?;
            Some(format!("ws://127.0.0.1:{port}{}", path.trim()))
        });
        let connection = Connection::open(&address.await).await;
        Self { connection, _child: child, _profile: profile }
    }

    /// Opens a tab with a store of cookies of its own.
    pub async fn page(&self) -> Page {
        let context = self.connection.call(None, "Target.createBrowserContext", json!({})).await;
        let parameters = json!({ "url": "about:blank", "browserContextId": context["browserContextId"] });
        let target = self.connection.call(None, "Target.createTarget", parameters).await;
        let parameters = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.connection.call(None, "Target.attachToTarget", parameters).await;
        let session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        Page::attach(self.connection.clone(), session).await
    }
}
