//! `guildgate registration-token`.

use std::time::Duration;

use oauth::RegistrationTokenId;
use oauth::client::dynamic::RegistrationToken;
use oauth::scope::Catalogue;
use serde_json::{Value, json};
use web::acts::registrations;

use super::app::scope;
use super::find_user;
use crate::cli::{NewToken, RegistrationTask};
use crate::config::Config;
use crate::config::values::days;
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::output::{self, Form, List, instant};

/// The longest a token may live.
const LONGEST: Duration = days(3_650);

/// Does what was asked.
pub(crate) async fn run(config: Config, task: RegistrationTask) -> Result<(), Failure> {
    let deployment = Deployment::open(config, Migrate::IfEmpty).await?;
    let done = match task {
        RegistrationTask::Create(new) => create(&deployment, new).await,
        RegistrationTask::List(output) => list(&deployment, Form::of(output.json)).await,
        RegistrationTask::Revoke { id, output } => revoke(&deployment, &id, Form::of(output.json)).await,
    };
    deployment.close().await;
    done
}

async fn create(deployment: &Deployment, new: NewToken) -> Result<(), Failure> {
    if new.expires_in.is_zero() || new.expires_in > LONGEST {
        return Err(Failure::usage("--expires-in must be more than nothing and at most 3650d"));
    }
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let owner = find_user(&mut tx, &new.owner).await?;
    let catalogue = Catalogue::new(tx.list_scopes().await?);
    let scopes = scope("--scope", &new.scopes)?;
    if let Some(name) = scopes.iter().find(|name| catalogue.find(name).is_none()) {
        return Err(Failure::usage(format!("--scope: there is no scope “{name}”")));
    }
    let expires_at = context.now + new.expires_in;
    let (token, secret) =
        registrations::make_token(&mut tx, &context, &owner.id, scopes, new.uses, expires_at).await?;
    tx.commit().await?;
    let mut facts = describe(&token);
    facts["registration_token"] = secret.reveal().into();
    Form::of(new.output.json).print(&facts, |_| {
        let pairs = [
            ("registration_token", secret.reveal().to_owned()),
            ("id", token.id.to_string()),
            ("uses", token.uses_left.to_string()),
            ("expires_at", instant(token.expires_at)),
        ];
        format!("{}\nThe token is shown this once.", output::facts(&pairs))
    });
    Ok(())
}

async fn list(deployment: &Deployment, form: Form) -> Result<(), Failure> {
    let tokens = deployment.app.store().read().await?.list_registration_tokens().await?;
    let now = deployment.app.now();
    let mut list = List::new(form, &["id", "owner", "uses left", "expires", "state"]);
    let cells = |token: &RegistrationToken| {
        let state = if token.is_good(now) { "works" } else { "ended" };
        vec![
            token.id.to_string(),
            token.owner_id.to_string(),
            token.uses_left.to_string(),
            instant(token.expires_at),
            state.to_owned(),
        ]
    };
    list.rows(tokens.iter().map(|token| (describe(token), cells(token))).collect());
    list.end();
    Ok(())
}

async fn revoke(deployment: &Deployment, id: &str, form: Form) -> Result<(), Failure> {
    let parsed = RegistrationTokenId::parse(id).ok_or_else(|| {
        Failure::usage(format!("“{id}” is not a token's id; guildgate registration-token list names them"))
    })?;
    let mut tx = deployment.app.store().write().await?;
    if !registrations::revoke_token(&mut tx, &deployment.context(), &parsed).await? {
        return Err(Failure::other("there is no such token, or it was stopped already"));
    }
    tx.commit().await?;
    form.print(&json!({ "id": id, "revoked": true }), |_| "The token registers nothing any more.".to_owned());
    Ok(())
}

fn describe(token: &RegistrationToken) -> Value {
    json!({
        "id": token.id.to_string(),
        "owner_id": token.owner_id.to_string(),
        "scope": token.scopes.to_string(),
        "uses_left": token.uses_left,
        "created_at": instant(token.created_at),
        "expires_at": instant(token.expires_at),
        "revoked_at": token.revoked_at.map(instant),
    })
}
