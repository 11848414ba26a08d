//! `guildgate audit`.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use account::audit::{Head, Report, Verifier, checkpoint_line, event_line, head_line};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::jose::jwk::{Algorithm, PublicKey};
use oauth::secret;
use serde_json::{Value, json};
use store::KeyPurpose;
use tokio::time::sleep;

use crate::cli::AuditTask;
use crate::config::Config;
use crate::deployment::{Deployment, Migrate};
use crate::failure::{Exit, Failure};
use crate::jobs::seal::{Sealed, seal_batch};
use crate::output::{self, Form, instant};
use crate::sources::SystemEntropy;
use crate::tell;

/// Checkpoints on one page.
const PAGE: i64 = 100;
/// The longest line of an export: a checkpoint of a thousand events is the longest we print.
const LONGEST_LINE: usize = 1 << 20;

/// Does what was asked. Verifying needs no configuration and no database.
pub(crate) async fn run(config: Option<PathBuf>, task: AuditTask) -> Result<(), Failure> {
    match task {
        AuditTask::Verify { file, keys, output } => verify(&file, &keys, Form::of(output.json)),
        AuditTask::Export { file, keys } => {
            let deployment = Deployment::open(Config::load(config.as_deref())?, Migrate::IfEmpty).await?;
            let done = export(&deployment, &file, keys.as_deref()).await;
            deployment.close().await;
            done
        }
    }
}

async fn export(deployment: &Deployment, path: &Path, keys_path: Option<&Path>) -> Result<(), Failure> {
    seal_what_waits(deployment).await?;
    let key =
        deployment.app.audit_key().ok_or_else(|| Failure::other("there is no key for the audit record"))?;
    let mut reader = deployment.app.store().read().await?;
    let (batch, hash) =
        reader.find_last_checkpoint().await?.map_or((0, [0; 32]), |(last, hash)| (last.batch, hash));
    let failed =
        |error: std::io::Error| Failure::files(format!("{} cannot be written: {error}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    let mut write = |line: String| writeln!(file, "{line}").map_err(failed);
    write(head_line(&Head::sign(batch, hash, &key, deployment.app.now())))?;
    let (mut after, mut events) = (0, 0_usize);
    while after < batch {
        let page = reader.list_checkpoints(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.batch;
        for checkpoint in page.iter().filter(|checkpoint| checkpoint.batch <= batch) {
            write(checkpoint_line(checkpoint))?;
            for event in reader.list_events(checkpoint.batch).await? {
                events += 1;
                write(event_line(&event))?;
            }
        }
    }
    file.flush().map_err(failed)?;
    let stored = reader.list_keys().await?;
    let public = stored.iter().filter(|key| key.purpose == KeyPurpose::Audit).filter_map(|key| {
        Algorithm::parse(&key.algorithm)
            .and_then(|algorithm| PublicKey::from_bytes(algorithm, &key.public_key))
    });
    let set = json!({ "keys": public.map(|key| key.to_jwk()).collect::<Vec<Value>>() }).to_string();
    match keys_path {
        None => output::line(&set),
        Some(path) => std::fs::write(path, format!("{set}\n"))
            .map_err(|error| Failure::files(format!("{} cannot be written: {error}", path.display())))?,
    }
    tell(&format!("Wrote {events} events under {batch} checkpoints to {}.", path.display()));
    Ok(())
}

/// Seals what was written until now, or waits until the server that does it has.
async fn seal_what_waits(deployment: &Deployment) -> Result<(), Failure> {
    let holder = secret::random_key(&SystemEntropy);
    let (app, until) = (&deployment.app, deployment.app.now());
    for _ in 0..50 {
        match seal_batch(app, &holder).await? {
            Sealed::Nothing => return Ok(()),
            Sealed::Batch => {}
            Sealed::Elsewhere => {
                let oldest = app.store().read().await?.find_oldest_unsealed().await?;
                if oldest.is_none_or(|oldest| oldest > until) {
                    return Ok(());
                }
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    tell("note: the newest events are not sealed yet and not in the export");
    Ok(())
}

fn verify(path: &Path, keys_path: &Path, form: Form) -> Result<(), Failure> {
    let keys = read_keys(keys_path)?;
    match check(path, &keys)? {
        Ok(report) => {
            let intact_until = report.intact_until.map(instant);
            let facts = json!({
                "intact": true,
                "events": report.events,
                "checkpoints": report.checkpoints,
                "intact_until": intact_until,
            });
            form.print(&facts, |_| {
                let until = intact_until.clone().unwrap_or_else(|| "its beginning".to_owned());
                format!(
                    "The record is whole until {until}: {} events under {} checkpoints.",
                    report.events, report.checkpoints
                )
            });
            Ok(())
        }
        Err(broken) => {
            if form == Form::Json {
                output::line(
                    &json!({ "intact": false, "line": broken.line, "problem": broken.what }).to_string(),
                );
            }
            Err(Failure::new(Exit::Verification, format!("{}, {broken}", path.display())))
        }
    }
}

/// Reads an export line by line.
fn check(path: &Path, keys: &[PublicKey]) -> Result<Result<Report, account::audit::Broken>, Failure> {
    let failed =
        |error: std::io::Error| Failure::files(format!("{} cannot be read: {error}", path.display()));
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    let mut verifier = Verifier::new(keys);
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut limited = std::io::Read::take(&mut file, LONGEST_LINE as u64);
        if limited.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            return Ok(verifier.finish());
        }
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        // What is not text is no line of ours, and the verifier says so.
        if let Err(broken) = verifier.line(&String::from_utf8_lossy(text)) {
            return Ok(Err(broken));
        }
    }
}

fn read_keys(path: &Path) -> Result<Vec<PublicKey>, Failure> {
    let failed = |why: String| Failure::files(format!("--keys: {}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| failed(format!("not JSON: {error}")))?;
    let list = value["keys"].as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let keys: Vec<PublicKey> = list.iter().filter_map(read_key).collect();
    if keys.is_empty() { Err(failed("no Ed25519 key (JWK) in it".to_owned())) } else { Ok(keys) }
}

/// An Ed25519 key (RFC 8037 §2).
fn read_key(jwk: &Value) -> Option<PublicKey> {
    if jwk["kty"] != "OKP" || jwk["crv"] != "Ed25519" {
        return None;
    }
    PublicKey::from_bytes(Algorithm::EdDsa, &URL_SAFE_NO_PAD.decode(jwk["x"].as_str()?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use account::audit::{Checkpoint, Event};
    use oauth::jose::jwk::SigningKey;
    use oauth::{EventId, Timestamp};

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    fn export() -> (Vec<String>, String) {
        let (key, _) = SigningKey::generate(Algorithm::EdDsa);
        let event = Event {
            id: EventId::from_bytes([1; 16]),
            at: NOW,
            actor: "command".into(),
            action: "account.create".into(),
            target: "user:ada".into(),
            address: String::new(),
            result: "ok".into(),
            detail: String::new(),
        };
        let (checkpoint, hash) = Checkpoint::seal(1, [0; 32], std::slice::from_ref(&event), &key, NOW);
        let lines = vec![
            head_line(&Head::sign(1, hash, &key, NOW)),
            checkpoint_line(&checkpoint),
            event_line(&event),
        ];
        (lines, json!({ "keys": [key.public().to_jwk()] }).to_string())
    }

    fn verdict(text: &str, keys: &str) -> Result<(), Failure> {
        let folder = tempfile::tempdir().unwrap();
        let (record, set) = (folder.path().join("record.jsonl"), folder.path().join("keys.json"));
        std::fs::write(&record, text).unwrap();
        std::fs::write(&set, keys).unwrap();
        verify(&record, &set, Form::Text)
    }

    #[test]
    fn an_export_verifies_with_its_public_key_alone() {
        let (lines, keys) = export();
        assert_eq!(verdict(&(lines.join("\n") + "\n"), &keys), Ok(()));
    }

    #[test]
    fn a_changed_byte_is_named_with_its_line() {
        let (lines, keys) = export();
        let text = (lines.join("\n") + "\n").replace("user:ada", "user:adb");
        let failure = verdict(&text, &keys).unwrap_err();
        assert_eq!(failure.exit, Exit::Verification);
        assert!(failure.to_string().contains("line 3: event"), "{failure}");
        let cut = lines[..2].join("\n") + "\n";
        assert!(verdict(&cut, &keys).unwrap_err().to_string().contains("removed from the end"));
        let noise = format!("{}\n\u{fffd}\n", lines.join("\n"));
        assert!(verdict(&noise, &keys).unwrap_err().to_string().contains("line 4"));
    }

    #[test]
    fn a_file_without_a_key_is_refused() {
        let (lines, _) = export();
        let failure = verdict(&lines.join("\n"), "{\"keys\":[]}").unwrap_err();
        assert_eq!(failure.exit, Exit::Files);
    }
}
