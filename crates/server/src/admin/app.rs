//! `guildgate app`.

use std::path::Path;

use oauth::client::metadata::ClientMetadata;
use oauth::client::registration::{ClientDraft, FieldProblem};
use oauth::client::{AuthMethod, Client, ClientKind, ClientSecret, GrantType};
use oauth::scope::Catalogue;
use oauth::{ClientId, Scope, SecretId, Timestamp};
use serde_json::{Value, json};
use web::acts::clients::{self, Added};
use web::acts::sector;

use super::find_user;
use crate::cli::{AppTask, Grant, Kind, Method, NewApp, SecretTask, Which};
use crate::config::Config;
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::output::{self, Form, List, instant, yes};
use crate::sources::SystemEntropy;

/// Apps on one page of a list.
const PAGE: i64 = 500;

/// Does what was asked.
pub(crate) async fn run(config: Config, task: AppTask) -> Result<(), Failure> {
    let deployment = Deployment::open(config, Migrate::IfEmpty).await?;
    let done = match task {
        AppTask::Create(new) => create(&deployment, *new).await,
        AppTask::List { owner, output } => list(&deployment, owner, Form::of(output.json)).await,
        AppTask::Show(which) => show(&deployment, &which).await,
        AppTask::Suspend(which) => set_suspended(&deployment, &which, true).await,
        AppTask::Resume(which) => set_suspended(&deployment, &which, false).await,
        AppTask::Secret(SecretTask::Add { client_id, label, stop_old_after, output }) => {
            add_secret(&deployment, client_id, &label, stop_old_after, Form::of(output.json)).await
        }
        AppTask::Secret(SecretTask::Stop { client_id, secret_id, output }) => {
            stop_secret(&deployment, client_id, &secret_id, Form::of(output.json)).await
        }
    };
    deployment.close().await;
    done
}

async fn create(deployment: &Deployment, new: NewApp) -> Result<(), Failure> {
    let form = Form::of(new.output.json);
    let context = deployment.context();
    let owner = new.owner.clone();
    let draft = draft(new)?;
    let catalogue = Catalogue::new(deployment.app.store().read().await?.list_scopes().await?);
    draft.check(&catalogue, &deployment.app.service_name()).map_err(|problems| explain(&problems))?;
    let file = draft.metadata.sector_identifier_uri.as_deref();
    sector::check(&deployment.app, file, &draft.redirect_uris)
        .await
        .map_err(|problem| explain(&[problem]))?;
    let mut tx = deployment.app.store().write().await?;
    let owner = find_user(&mut tx, &owner).await?;
    let id = ClientId::new(draft.live, &SystemEntropy);
    let client = draft.into_client(id, Some(owner.id), context.now);
    let secret = clients::create(&mut tx, &context, &client).await?;
    tx.commit().await?;
    let mut facts = describe(&client);
    if let Some(secret) = &secret {
        facts["client_secret"] = secret.reveal().into();
    }
    form.print(&facts, |_| {
        let mut pairs = vec![("client_id", client.id.to_string())];
        pairs.extend(secret.as_ref().map(|secret| ("client_secret", secret.reveal().to_owned())));
        pairs.push(("grants", grants(&client)));
        pairs.push(("scope", client.scopes.to_string()));
        let note = if secret.is_some() {
            "\nThe secret is shown this once. Keep it where only the app reads it."
        } else {
            ""
        };
        format!("{}{note}", output::facts(&pairs))
    });
    Ok(())
}

fn draft(new: NewApp) -> Result<ClientDraft, Failure> {
    let kind = match new.kind {
        Kind::Server => ClientKind::Server,
        Kind::Web => ClientKind::Web,
        Kind::Browser => ClientKind::Browser,
        Kind::Native => ClientKind::Native,
        Kind::Device => ClientKind::Device,
    };
    let grant = |grant: &Grant| match grant {
        Grant::AuthorizationCode => GrantType::AuthorizationCode,
        Grant::ClientCredentials => GrantType::ClientCredentials,
        Grant::RefreshToken => GrantType::RefreshToken,
        Grant::Implicit => GrantType::Implicit,
    };
    let method = |method| match method {
        Method::None => AuthMethod::None,
        Method::ClientSecret => AuthMethod::ClientSecret,
        Method::ClientSecretBasic => AuthMethod::ClientSecretBasic,
        Method::ClientSecretPost => AuthMethod::ClientSecretPost,
        Method::PrivateKeyJwt => AuthMethod::PrivateKeyJwt,
    };
    let mut metadata = new.metadata.as_deref().map(read_metadata).transpose()?.unwrap_or_default();
    if let Some(path) = &new.jwks {
        metadata.jwks = Some(read_jwks(path)?);
    }
    Ok(ClientDraft {
        live: new.live,
        name: new.name,
        homepage: new.homepage,
        description: new.description,
        redirect_uris: new.redirect_uris,
        post_logout_redirect_uris: new.post_logout_uris,
        scopes: scope("--scope", &new.scopes)?,
        required_scopes: scope("--required-scope", &new.required_scopes)?,
        extra_grants: new.grants.iter().map(grant).collect(),
        auth_method: new.auth_method.map(method),
        pkce_required: !new.no_pkce,
        implicit_allowed: new.allow_implicit,
        first_party: new.first_party,
        metadata,
        ..ClientDraft::new(kind)
    })
}

fn read_metadata(path: &Path) -> Result<ClientMetadata, Failure> {
    let failed = |error: String| Failure::usage(format!("--metadata {}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    ClientMetadata::from_json(&text).map_err(failed)
}

fn read_jwks(path: &Path) -> Result<Value, Failure> {
    let failed = |error: String| Failure::usage(format!("--jwks {}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}

/// Reads the names of scopes that an option gave.
pub(super) fn scope(option: &str, names: &[String]) -> Result<Scope, Failure> {
    if names.is_empty() {
        return Ok(Scope::default());
    }
    let text = names.join(" ");
    Scope::parse(&text)
        .ok_or_else(|| Failure::usage(format!("{option}: “{text}” is not made of scope names")))
}

/// Every field that cannot stand, by the option that gave it.
fn explain(problems: &[FieldProblem]) -> Failure {
    let option = |field: &str| match field {
        "redirect_uris" => "--redirect-uri",
        "post_logout_redirect_uris" => "--post-logout-uri",
        "scopes" => "--scope",
        "required_scopes" => "--required-scope",
        "grants" => "--grant",
        "auth_method" => "--auth-method",
        "pkce_required" => "--no-pkce",
        "homepage" => "--homepage",
        "description" => "--description",
        "name" => "--name",
        "jwks" => "--jwks",
        _ => "--metadata",
    };
    let line = |problem: &FieldProblem| {
        let index = problem.index.map(|index| format!(" {}", index + 1)).unwrap_or_default();
        let option = match option(problem.field) {
            "--metadata" => format!("--metadata {}", problem.field),
            option => option.to_owned(),
        };
        format!("{option}{index}: {}", problem.fault)
    };
    Failure::usage(problems.iter().map(line).collect::<Vec<_>>().join(" "))
}

async fn list(deployment: &Deployment, owner: Option<String>, form: Form) -> Result<(), Failure> {
    let mut reader = deployment.app.store().read().await?;
    let mut list = List::new(form, &["client_id", "name", "kind", "suspended", "created"]);
    let rows = |clients: &[Client]| {
        let cells = |client: &Client| {
            vec![
                client.id.to_string(),
                client.name.clone(),
                client.kind.as_str().to_owned(),
                yes(client.suspended_at.is_some()),
                instant(client.created_at),
            ]
        };
        clients.iter().map(|client| (describe(client), cells(client))).collect::<Vec<_>>()
    };
    if let Some(owner) = owner {
        let owner = find_user(&mut reader, &owner).await?;
        list.rows(rows(&reader.list_clients_of(&owner.id).await?));
    } else {
        let mut after = None;
        loop {
            let page = reader.list_clients(after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id.clone());
            list.rows(rows(&page));
        }
    }
    list.end();
    Ok(())
}

async fn show(deployment: &Deployment, which: &Which) -> Result<(), Failure> {
    let mut reader = deployment.app.store().read().await?;
    let client = find_client(&mut reader, &which.client_id).await?;
    let secrets = reader.list_secrets(&client.id).await?;
    let now = deployment.app.now();
    let mut facts = describe(&client);
    facts["secrets"] = secrets.iter().map(|secret| describe_secret(secret, now)).collect();
    Form::of(which.output.json).print(&facts, |_| {
        let mut pairs = vec![
            ("client_id", client.id.to_string()),
            ("name", client.name.clone()),
            ("kind", client.kind.as_str().to_owned()),
            ("homepage", client.homepage.clone()),
            ("owner", client.owner_id.map_or_else(|| "nobody".to_owned(), |owner| owner.to_string())),
            ("redirect URIs", client.redirect_uris.join(" ")),
            ("scope", client.scopes.to_string()),
            ("required scope", client.required_scopes.to_string()),
            ("grants", grants(&client)),
            ("authentication", client.auth_method.as_str().to_owned()),
            ("PKCE required", yes(client.pkce_required)),
            ("first party", yes(client.first_party)),
            ("contacts", client.metadata.contacts.join(", ")),
            (
                "suspended",
                client.suspended_at.map_or_else(|| yes(false), |at| format!("since {}", instant(at))),
            ),
            ("created", instant(client.created_at)),
        ];
        pairs.extend(secrets.iter().map(|secret| {
            let state = if clients::is_live(secret, now) { "works" } else { "stopped" };
            ("secret", format!("{} …{} {state}, “{}”", secret.id, secret.tail, secret.label))
        }));
        output::facts(&pairs)
    });
    Ok(())
}

async fn set_suspended(deployment: &Deployment, which: &Which, suspended: bool) -> Result<(), Failure> {
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let client = find_client(&mut tx, &which.client_id).await?;
    match suspended {
        true => drop(clients::suspend(&mut tx, &context, &client.id).await?),
        false => clients::resume(&mut tx, &context, &client.id).await?,
    }
    tx.commit().await?;
    if suspended {
        clients::end_latecomers(deployment.app.store(), &deployment.context(), &client.id).await?;
    }
    let facts = json!({ "client_id": client.id.to_string(), "suspended": suspended });
    Form::of(which.output.json).print(&facts, |_| match suspended {
        true => format!("Suspended {}. Its access tokens have ended.", client.name),
        false => format!("{} works again.", client.name),
    });
    Ok(())
}

async fn add_secret(
    deployment: &Deployment,
    client_id: String,
    label: &str,
    stop_old_after: Option<std::time::Duration>,
    form: Form,
) -> Result<(), Failure> {
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let client = find_client(&mut tx, &client_id).await?;
    if !client.auth_method.uses_secret() {
        return Err(Failure::usage("this app has no secrets: it does not prove itself with one"));
    }
    let Added::Secret(secret) =
        clients::add_secret(&mut tx, &context, &client, label, stop_old_after).await?
    else {
        return Err(Failure::other(format!(
            "two secrets work already: stop one first (guildgate app show {client_id} lists them)"
        )));
    };
    tx.commit().await?;
    let facts = json!({ "client_id": client.id.to_string(), "client_secret": secret.reveal() });
    form.print(&facts, |_| {
        format!(
            "client_secret  {}\nThe secret is shown this once. Keep it where only the app reads it.",
            secret.reveal()
        )
    });
    Ok(())
}

async fn stop_secret(
    deployment: &Deployment,
    client_id: String,
    secret_id: &str,
    form: Form,
) -> Result<(), Failure> {
    let id = SecretId::parse(secret_id).ok_or_else(|| {
        Failure::usage(format!("“{secret_id}” is not a secret's id; guildgate app show lists them"))
    })?;
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let client = find_client(&mut tx, &client_id).await?;
    if !clients::stop_secret(&mut tx, &context, &client.id, &id).await? {
        return Err(Failure::other("the app has no such secret, or it has stopped already"));
    }
    tx.commit().await?;
    let facts = json!({ "client_id": client.id.to_string(), "secret_id": id.to_string(), "stopped": true });
    form.print(&facts, |_| "The secret has stopped.".to_owned());
    Ok(())
}

async fn find_client(reader: &mut store::Reader, id: &str) -> Result<Client, Failure> {
    let found = reader.find_client(&ClientId(id.to_owned())).await?;
    found.ok_or_else(|| Failure::other(format!("there is no app “{id}”; guildgate app list names them")))
}

fn grants(client: &Client) -> String {
    client.grants.iter().map(|grant| grant.as_str()).collect::<Vec<_>>().join(" ")
}

fn describe(client: &Client) -> Value {
    json!({
        "client_id": client.id.to_string(),
        "name": client.name,
        "kind": client.kind.as_str(),
        "live": client.live,
        "homepage": client.homepage,
        "description": client.description,
        "owner_id": client.owner_id.map(|owner| owner.to_string()),
        "redirect_uris": client.redirect_uris,
        "post_logout_redirect_uris": client.post_logout_redirect_uris,
        "scope": client.scopes.to_string(),
        "required_scope": client.required_scopes.to_string(),
        "grant_types": client.grants.iter().map(|grant| grant.as_str()).collect::<Vec<_>>(),
        "token_endpoint_auth_method": client.auth_method.as_str(),
        "pkce_required": client.pkce_required,
        "implicit_allowed": client.implicit_allowed,
        "first_party": client.first_party,
        "metadata": client.metadata,
        "suspended_at": client.suspended_at.map(instant),
        "created_at": instant(client.created_at),
    })
}

fn describe_secret(secret: &ClientSecret, now: Timestamp) -> Value {
    json!({
        "id": secret.id.to_string(),
        "label": secret.label,
        "tail": secret.tail,
        "live": clients::is_live(secret, now),
        "created_at": instant(secret.created_at),
        "stops_at": secret.stops_at.map(instant),
        "last_used_at": secret.last_used_at.map(instant),
    })
}
