//! The real binary, running on a port and a database of its own.

use std::fs::{self, File};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

use crate::http::Http;
use crate::postgres::Database;
use crate::wait;

/// The database engine a server runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// Where records are, kept as long as any server uses them.
#[derive(Debug)]
enum Records {
    File,
    Shared(Arc<Database>),
}

/// How a command ended.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// Data.
    pub stdout: String,
    /// Talk.
    pub stderr: String,
}

impl Ran {
    /// Demands success and gives the data.
    #[track_caller]
    pub fn data(self) -> String {
        assert_eq!(self.code, 0, "the command failed\n{}\n{}", self.stdout, self.stderr);
        self.stdout
    }

    /// Demands success and gives the data as JSON.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        let data = self.data();
        serde_json::from_str(&data).unwrap_or_else(|error| panic!("not JSON ({error}): {data}"))
    }
}

/// A server under test.
#[derive(Debug)]
pub struct Server {
    child: Option<Child>,
    port: u16,
    public_url: String,
    folder: TempDir,
    variables: Vec<(String, String)>,
    records: Records,
    trusted: Vec<Vec<u8>>,
}

/// The variable that keeps the servers' folders for a look at them afterwards.
const KEEP: &str = "GUILDGATE_TEST_KEEP";

/// The key that servers on one PostgreSQL share.
const SHARED_KEY: [u8; 32] = [7; 32];

impl Server {
    /// Starts a server with nothing configured but where it is.
    pub async fn start(engine: Engine) -> Self {
        Self::start_with(engine, &[]).await
    }

    /// Starts a server with further variables, named without `GUILDGATE_`.
    pub async fn start_with(engine: Engine, variables: &[(&str, &str)]) -> Self {
        let mut server = Self::prepare(engine, variables).await;
        server.run().await;
        server
    }

    /// Settles everything about a server but does not run it.
    pub async fn prepare(engine: Engine, variables: &[(&str, &str)]) -> Self {
        let records = match engine {
            Engine::Sqlite => Records::File,
            Engine::Postgres => Records::Shared(Arc::new(Database::make().await)),
        };
        let port = free_port();
        Self::with(records, port, format!("https://localhost:{port}"), own(variables))
    }

    /// Starts a second server on the same PostgreSQL, as behind a load balancer.
    pub async fn replica(&self) -> Self {
        let Records::Shared(database) = &self.records else {
            panic!("only servers on PostgreSQL share their records");
        };
        let records = Records::Shared(Arc::clone(database));
        let mut replica = Self::with(records, free_port(), self.public_url.clone(), self.variables.clone());
        replica.run().await;
        replica
    }

    fn with(records: Records, port: u16, public_url: String, variables: Vec<(String, String)>) -> Self {
        let mut folder = TempDir::new().expect("a temporary folder can be made");
        if crate::variable(KEEP).is_some() {
            folder.disable_cleanup(true);
            println!("{public_url} keeps {}", folder.path().display());
        }
        Self { child: None, port, public_url, folder, variables, records, trusted: Vec::new() }
    }

    /// The variables it is configured by.
    fn environment(&self) -> Vec<(String, String)> {
        let text = |path: PathBuf| path.to_str().expect("temporary folders have plain names").to_owned();
        let mut pairs = vec![
            ("GUILDGATE_PUBLIC_URL".to_owned(), self.public_url.clone()),
            ("GUILDGATE_LISTEN".to_owned(), format!("127.0.0.1:{}", self.port)),
            ("GUILDGATE_DATA_DIR".to_owned(), text(self.data_dir())),
        ];
        if let Records::Shared(database) = &self.records {
            pairs.push(("GUILDGATE_DATABASE__URL".to_owned(), database.url().to_owned()));
            pairs.push(("GUILDGATE_KEY_FILE".to_owned(), text(self.shared_key())));
        }
        pairs.extend(self.variables.iter().cloned());
        pairs
    }

    fn shared_key(&self) -> PathBuf {
        let path = self.folder.path().join("shared.key");
        if !path.exists() {
            let mut options = File::options();
            let mut file = options.write(true).create_new(true).mode(0o600).open(&path).expect("a key file");
            std::io::Write::write_all(&mut file, &SHARED_KEY).expect("the key fits");
        }
        path
    }

    /// A command of the binary with this server's configuration.
    fn binary(&self) -> Command {
        let mut command = Command::new(crate::binary());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GUILDGATE_")) {
            command.env_remove(name);
        }
        command
            .envs(self.environment())
            .env("NO_COLOR", "1")
            .current_dir(self.folder.path())
            .kill_on_drop(true);
        command
    }

    /// Runs it and waits until it serves.
    pub async fn run(&mut self) {
        self.spawn();
        let ca = self.data_dir().join("tls/ca.pem");
        let pem = wait::until("the server has made its CA", async || {
            self.demand_alive();
            fs::read(&ca).ok().filter(|pem| pem.trim_ascii_end().ends_with(b"-----END CERTIFICATE-----"))
        })
        .await;
        self.trusted = vec![pem];
        let http = self.http();
        wait::until_true("the server is ready", async || {
            self.demand_alive();
            let answer = http.try_send("GET", "/readyz", &[], None).await;
            answer.is_ok_and(|answer| answer.status == 200)
        })
        .await;
    }

    /// Runs it without waiting.
    pub fn spawn(&mut self) {
        let log = |name: &str| {
            let path = self.folder.path().join(name);
            Stdio::from(File::options().create(true).append(true).open(path).expect("a log file can be made"))
        };
        let mut command = self.binary();
        command.arg("serve").stdin(Stdio::null()).stdout(log("stdout")).stderr(log("stderr"));
        self.child = Some(command.spawn().expect("the binary can be run"));
    }

    fn demand_alive(&mut self) {
        let child = self.child.as_mut().expect("the server was started");
        if let Some(status) = child.try_wait().expect("a child can be asked") {
            panic!("the server ended with {status}:\n{}", self.log());
        }
    }

    /// What it wrote, both ways.
    pub fn log(&self) -> String {
        let data = fs::read_to_string(self.folder.path().join("stdout")).unwrap_or_default();
        format!("{data}{}", self.errors())
    }

    /// What it wrote on standard error: its log.
    pub fn errors(&self) -> String {
        fs::read_to_string(self.folder.path().join("stderr")).unwrap_or_default()
    }

    /// The issuer.
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// Where this very process listens.
    pub fn base(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The port it listens on.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Its data.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A folder for the test's own files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its database, if that is not a file.
    pub fn database(&self) -> Option<&Database> {
        match &self.records {
            Records::File => None,
            Records::Shared(database) => Some(database),
        }
    }

    /// Whether these bytes stand anywhere in its records.
    pub async fn records_hold(&self, bytes: &[u8]) -> bool {
        if let Records::Shared(database) = &self.records {
            return database.holds(bytes).await;
        }
        let mut folders = vec![self.data_dir()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the data folder can be read") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if fs::read(&path)
                    .is_ok_and(|text| text.windows(bytes.len()).any(|part| part == bytes))
                {
                    return true;
                }
            }
        }
        false
    }

    /// The certificates (PEM) it is trusted by.
    pub fn trusted(&self) -> &[Vec<u8>] {
        &self.trusted
    }

    /// Trusts another server's certificates too, for clients that talk to both.
    pub fn trust(&mut self, other: &Self) {
        self.trusted.extend(other.trusted.iter().cloned());
    }

    /// A client without cookies.
    pub fn http(&self) -> Http {
        Http::new(&self.base(), &self.trusted)
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        let child = self.child.as_ref().expect("the server was started");
        child.id().expect("the server still runs")
    }

    /// Changes a variable for the next run.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.push((format!("GUILDGATE_{name}"), value.to_owned()));
    }

    /// Ends it in the middle of whatever it does (`kill -9`).
    pub async fn kill(&mut self) {
        let mut child = self.child.take().expect("the server was started");
        child.kill().await.expect("a child can be killed");
    }

    /// Sends a signal, by its name without `SIG`.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &pid]).status();
        assert!(sent.expect("kill can be run").success(), "the signal {name} was not sent");
    }

    /// Waits until it ends by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("the server was started");
        let ended = tokio::time::timeout(wait::DEADLINE, child.wait()).await;
        ended.expect("the server ends").expect("a child can be waited for")
    }

    /// Runs a command with this server's configuration.
    pub async fn command(&self, arguments: &[&str]) -> Ran {
        self.command_with(arguments, &[], "").await
    }

    /// Runs a command with further variables and with text on its standard input.
    pub async fn command_with(&self, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Ran {
        let mut command = self.binary();
        command.args(arguments).envs(own(variables));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary can be run");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        // It may end without reading.
        let _ = stdin.write_all(input.as_bytes()).await;
        drop(stdin);
        let output = tokio::time::timeout(wait::DEADLINE, child.wait_with_output()).await;
        let output = output.expect("the command ends").expect("a child can be waited for");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the binary prints UTF-8");
        Ran {
            code: output.status.code().expect("the command was not killed"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Exports the audit record, and the keys that verify it, to files of this server's; gives the record.
    pub async fn export_audit(&self) -> String {
        let (record, keys) = self.audit_files();
        self.command(&["audit", "export", &record, "--keys", &keys]).await.data();
        fs::read_to_string(record).expect("the export was written")
    }

    /// Verifies a text as an export, with the keys of the last one.
    pub async fn verify_audit(&self, text: &str) -> Ran {
        let (record, keys) = self.audit_files();
        fs::write(&record, text).expect("the folder is ours");
        self.command(&["audit", "verify", &record, "--keys", &keys]).await
    }

    fn audit_files(&self) -> (String, String) {
        let name = |name: &str| self.folder.path().join(name).to_str().expect("plain names").to_owned();
        (name("audit.jsonl"), name("audit-keys.json"))
    }

    /// Lets others read a file, which the server must not accept of a secret one.
    pub fn expose(path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).expect("the file is ours");
    }
}

fn own(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    variables.iter().map(|(name, value)| (format!("GUILDGATE_{name}"), (*value).to_owned())).collect()
}

/// A port that nobody listens on, outside the range that outgoing connections are given.
pub fn free_port() -> u16 {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Test programs that run one after the other begin in different places.
    let start = u16::try_from(std::process::id() * 97 % u32::from(COUNT)).expect("below the count");
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + (start + step % COUNT) % COUNT;
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
