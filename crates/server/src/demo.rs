//! `guildgate demo`: the whole product on this machine, with people and an app to try it with.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use oauth::entropy;

use crate::config::Config;
use crate::deployment::{Deployment, Migrate};
use crate::failure::{Exit, Failure};
use crate::listen;
use crate::output;
use crate::serve::{Server, Signals, Told};
use crate::sources::SystemEntropy;
use crate::telemetry::Logging;
use crate::tls::Authority;

mod market;
mod seed;

use seed::{CALLBACK, Cast, Code};

/// Runs until it is told to end.
pub(crate) async fn run(keep: Option<PathBuf>) -> Result<(), Failure> {
    let mut signals = Signals::new()?;
    // Before anything is made: where one demo runs, a second one leaves no trace.
    let address = config(Path::new("."))?.listen;
    let socket = listen::bind(address, "listen").map_err(|failure| match failure.exit {
        Exit::AddressInUse => Failure::new(Exit::AddressInUse, format!("{failure}{ELSEWHERE}")),
        _ => failure,
    })?;
    let folder = Folder::open(keep)?;
    let config = config(&folder.path)?;
    Logging::start(config.log);
    let deployment = Deployment::open(config, Migrate::Always).await?;
    let cast = Cast::enter(&deployment, &folder.path).await?;
    let code = cast.authorize(&deployment).await?;
    let server = Server::with(deployment, socket, None)?;
    output::line(&screen(&server.deployment, &folder, &cast, &code));
    while signals.next().await != Told::End {}
    tokio::select! {
        () = server.end(Duration::ZERO) => {}
        () = signals.end_again() => {}
    }
    Ok(())
}

/// How to run the demo on another port.
const ELSEWHERE: &str = ", for the demo like this: GUILDGATE_LISTEN=127.0.0.1:9443 \
     GUILDGATE_PUBLIC_URL=https://localhost:9443 guildgate demo";

/// The default configuration, in this folder and quiet. Of the environment only the address counts.
fn config(folder: &Path) -> Result<Config, Failure> {
    let address = ["GUILDGATE_LISTEN", "GUILDGATE_PUBLIC_URL"];
    let address = address.into_iter().filter_map(|name| Some((name.into(), std::env::var_os(name)?)));
    let fixed = [
        ("GUILDGATE_DATA_DIR".into(), folder.as_os_str().to_owned()),
        ("GUILDGATE_LOG__LEVEL".into(), "warn".into()),
    ];
    Config::read(None, address.chain(fixed))
}

/// Where the demo's data lies; a temporary one is removed at the end.
struct Folder {
    path: PathBuf,
    kept: bool,
}

impl Folder {
    fn open(keep: Option<PathBuf>) -> Result<Self, Failure> {
        let failed = |path: &Path, error: std::io::Error| {
            Failure::files(format!("the folder {} cannot be made: {error}", path.display()))
        };
        if let Some(path) = keep {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&path)
                .map_err(|error| failed(&path, error))?;
            let path = fs::canonicalize(&path).map_err(|error| failed(&path, error))?;
            return Ok(Self { path, kept: true });
        }
        let mark = entropy::bytes::<6>(&SystemEntropy).map(|byte| format!("{byte:02x}")).concat();
        let path = std::env::temp_dir().join(format!("guildgate-demo-{mark}"));
        DirBuilder::new().mode(0o700).create(&path).map_err(|error| failed(&path, error))?;
        Ok(Self { path, kept: false })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept {
            // What is left of a temporary folder is the system's to remove.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// What is printed once everything runs.
fn screen(deployment: &Deployment, folder: &Folder, cast: &Cast, code: &Code) -> String {
    let base = &deployment.config.public_url;
    let ca = quoted(&Authority::in_data_dir(&folder.path).ca_path().display().to_string());
    let app = quoted(&format!("{}:{}", cast.client_id, cast.client_secret));
    let token = format!("curl -s --cacert {ca} -u {app} {base}/oauth/token");
    let scope = seed::SCOPES.split(' ').next().unwrap_or_default();
    let people: String = cast
        .people()
        .iter()
        .map(|person| {
            format!("  {:<10} {:<8} {:<30} {}\n", person.role, person.username, person.password, person.sees)
        })
        .collect();
    let end = match folder.kept {
        true => format!("Ctrl-C stops it. The folder {} stays.", folder.path.display()),
        false => "Ctrl-C stops it and removes everything.".to_owned(),
    };
    format!(
        "\
Guildgate runs at {base}

  Sign in          {base}/signin
  Your account     {base}/account
  Developers       {base}/developers/apps
  What it offers   {base}/.well-known/oauth-authorization-server
  Test CA          {ca}   (a browser warns until it is told to trust it)

People (sign in with the name and the password):
{people}
An app of {dev}'s, and what it does, to paste into another terminal:

# 1. It acts for itself (client credentials).
{token} -d grant_type=client_credentials -d scope={scope}; echo

# 2. It exchanges a code that {member} allowed it for tokens. The code works once, within ten minutes.
TOKEN=$({token} -d grant_type=authorization_code -d code={code} -d redirect_uri={CALLBACK} -d code_verifier={verifier} | sed -E 's/.*\"access_token\":\"([^\"]+)\".*/\\1/'); echo \"$TOKEN\"

# 3. It asks who {member} is.
curl -s --cacert {ca} -H \"Authorization: Bearer $TOKEN\" {base}/api/users/v1/self; echo

Another code, as an app gets it: open this, sign in, allow; the address it leads to holds the code.
{authorize}

{end}",
        dev = seed::DEVELOPER,
        member = seed::MEMBER,
        code = code.value,
        verifier = code.verifier,
        authorize = code.request(base, &cast.client_id),
    )
}

/// A word for the shell.
fn quoted(text: &str) -> String {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:@".contains(&byte));
    if plain && !text.is_empty() { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_words_are_quoted_for_the_shell() {
        assert_eq!(quoted("/tmp/a-b_c.pem"), "/tmp/a-b_c.pem");
        assert_eq!(quoted("/tmp/my demo"), "'/tmp/my demo'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn a_temporary_folder_is_removed_and_a_kept_one_stays() {
        let temporary = Folder::open(None).unwrap();
        let path = temporary.path.clone();
        assert!(path.is_dir());
        drop(temporary);
        assert!(!path.exists());
        let parent = tempfile::tempdir().unwrap();
        let kept = Folder::open(Some(parent.path().join("demo"))).unwrap();
        let path = kept.path.clone();
        drop(kept);
        assert!(path.is_dir());
    }
}
