//! `guildgate keys`.

use serde_json::{Value, json};
use store::{KeyPurpose, StoredKey};
use web::acts::keys::{self, Revoked};

use crate::cli::KeysTask;
use crate::config::Config;
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::output::{Form, List, instant};

/// Does what was asked.
pub(crate) async fn run(config: Config, task: KeysTask) -> Result<(), Failure> {
    let deployment = Deployment::open(config, Migrate::IfEmpty).await?;
    let done = match task {
        KeysTask::List(output) => list(&deployment, Form::of(output.json)).await,
        KeysTask::Rotate(output) => rotate(&deployment, Form::of(output.json)).await,
        KeysTask::Revoke { kid, output } => revoke(&deployment, &kid, Form::of(output.json)).await,
    };
    deployment.close().await;
    done
}

async fn list(deployment: &Deployment, form: Form) -> Result<(), Failure> {
    let keys = deployment.app.store().read().await?.list_keys().await?;
    let mut list = List::new(form, &["kid", "purpose", "algorithm", "state", "created"]);
    let cells = |key: &StoredKey| {
        vec![
            key.kid.clone(),
            key.purpose.as_str().to_owned(),
            key.algorithm.clone(),
            state(key).to_owned(),
            instant(key.created_at),
        ]
    };
    list.rows(keys.iter().map(|key| (describe(key), cells(key))).collect());
    list.end();
    Ok(())
}

async fn rotate(deployment: &Deployment, form: Form) -> Result<(), Failure> {
    // Before the transaction: an RSA key takes a while.
    let fresh = keys::Fresh::generate();
    let mut tx = deployment.app.store().write().await?;
    if !keys::rotate(&mut tx, &deployment.context(), &deployment.vault, fresh).await? {
        return Err(Failure::other("another command rotates at this moment; look with guildgate keys list"));
    }
    let all = tx.list_keys().await?;
    tx.commit().await?;
    let signing = all.iter().find(|key| key.purpose == KeyPurpose::AccessToken && state(key) == "signing");
    let kid = signing.map(|key| key.kid.clone()).unwrap_or_default();
    form.print(&json!({ "kid": kid }), |_| {
        format!("{kid} signs from now on. Tokens of the key before it verify until they end.")
    });
    Ok(())
}

async fn revoke(deployment: &Deployment, kid: &str, form: Form) -> Result<(), Failure> {
    // Before the transaction: an RSA key takes a while.
    let fresh = keys::Fresh::generate();
    let mut tx = deployment.app.store().write().await?;
    match keys::revoke(&mut tx, &deployment.context(), &deployment.vault, kid, fresh).await? {
        Revoked::Done => tx.commit().await?,
        Revoked::Unknown => {
            let what = format!(
                "there is no key “{kid}” for tokens, or it is withdrawn already; see guildgate keys list"
            );
            return Err(Failure::other(what));
        }
        Revoked::Signing => {
            return Err(Failure::other(
                "this key signs now: run guildgate keys rotate first, then withdraw it",
            ));
        }
    }
    form.print(&json!({ "kid": kid, "revoked": true }), |_| {
        "The key is withdrawn. Every token it signed has ended.".to_owned()
    });
    Ok(())
}

fn state(key: &StoredKey) -> &'static str {
    match (key.revoked_at, key.retired_at, key.active_at) {
        (Some(_), _, _) => "withdrawn",
        (None, Some(_), _) => "retired",
        (None, None, Some(_)) => "signing",
        (None, None, None) => "next",
    }
}

fn describe(key: &StoredKey) -> Value {
    json!({
        "kid": key.kid,
        "purpose": key.purpose.as_str(),
        "algorithm": key.algorithm,
        "state": state(key),
        "created_at": instant(key.created_at),
        "active_at": key.active_at.map(instant),
        "retired_at": key.retired_at.map(instant),
        "expires_at": key.expires_at.map(instant),
        "revoked_at": key.revoked_at.map(instant),
    })
}
