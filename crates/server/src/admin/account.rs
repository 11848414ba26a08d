//! `guildgate account`.

use std::io::stdin;

use account::email::Email;
use account::password::foreign::ForeignHash;
use account::password::leaked::LeakList;
use account::password::{Hasher, Password, PasswordProblem};
use account::user::User;
use account::username::Username;
use oauth::entropy;
use serde_json::{Value, json};
use web::acts::accounts::{self, Created, NewAccount};
use web::acts::factors;
use web::acts::links::{self, Post};

use super::find_user;
use crate::cli::{self, AccountTask, Who};
use crate::config::Config;
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::leaked::ListInUse;
use crate::output::{self, Form, List, instant, yes};
use crate::sources::SystemEntropy;
use crate::tell;

/// Accounts on one page of a list.
const PAGE: i64 = 500;

/// Does what was asked.
pub(crate) async fn run(config: Config, task: AccountTask) -> Result<(), Failure> {
    let deployment = Deployment::open(config, Migrate::IfEmpty).await?;
    let done = match task {
        AccountTask::Create(new) => create(&deployment, new).await,
        AccountTask::List(output) => list(&deployment, Form::of(output.json)).await,
        AccountTask::Show(who) => show(&deployment, &who).await,
        AccountTask::Lock(who) => set_locked(&deployment, &who, true).await,
        AccountTask::Unlock(who) => set_locked(&deployment, &who, false).await,
        AccountTask::ResetFactor(who) => reset_factor(&deployment, &who).await,
    };
    deployment.close().await;
    done
}

async fn create(deployment: &Deployment, new: cli::NewAccount) -> Result<(), Failure> {
    let form = Form::of(new.output.json);
    let email = Email::parse(&new.email).map_err(|problem| Failure::usage(format!("--email: {problem}")))?;
    let username =
        Username::parse(&new.username).map_err(|problem| Failure::usage(format!("--username: {problem}")))?;
    let password_hash = match (new.password_stdin, new.password_hash_stdin) {
        (true, _) => Some(read_password(deployment, &email, &username)?),
        (_, true) => Some(read_hash()?),
        (false, false) => None,
    };
    let without_password = password_hash.is_none();
    let account =
        NewAccount { email, username, password_hash, operator: new.operator, verified: new.verified };
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let Created::Account(user) = accounts::create(&mut tx, &context, account).await? else {
        return Err(Failure::other("the username is taken, or the address is proven by another account"));
    };
    let mut facts = describe(&user);
    if without_password {
        let code_key = deployment.vault.derive("mail-code");
        let post = Post { code_key: &code_key, letterhead: deployment.app.letterhead(), browser: None };
        let secret = links::make_reset(&mut tx, &context, &post, &user).await?;
        let link = format!("{}/password/reset?link={}", deployment.config.public_url, secret.reveal());
        facts["password_link"] = link.into();
    }
    tx.commit().await?;
    form.print(&facts, |facts| {
        let made = format!("Made the account {} ({}).", user.username, user.id);
        match facts["password_link"].as_str() {
            Some(link) => {
                format!("{made}\nA password is chosen here; the link works once, for 30 minutes:\n{link}")
            }
            None => made,
        }
    });
    if user.operator {
        tell("note: operators set up an authenticator app when they first sign in");
    }
    Ok(())
}

fn read_password(deployment: &Deployment, email: &Email, username: &Username) -> Result<String, Failure> {
    let text = read_line("--password-stdin")?;
    let service = deployment.app.service_name();
    let context = [username.as_str(), email.as_str(), &*service];
    let refuse = |problem: PasswordProblem| Failure::usage(format!("--password-stdin: {problem}"));
    let password =
        Password::choose(&text, deployment.config.passwords.min_length, &context).map_err(refuse)?;
    let list = ListInUse::open(&deployment.config.data_dir)?;
    let leaked = list.contains(&password);
    if leaked.map_err(|error| Failure::files(format!("the list of leaked passwords: {error}")))? {
        return Err(refuse(PasswordProblem::Leaked));
    }
    let hasher = Hasher::new(*deployment.vault.derive("password-pepper"));
    Ok(hasher.hash(&password, entropy::bytes::<16>(&SystemEntropy)))
}

fn read_hash() -> Result<String, Failure> {
    let what = "--password-hash-stdin";
    let hash = ForeignHash::parse(&read_line(what)?);
    let hash = hash.ok_or_else(|| {
        Failure::usage(format!(
            "{what}: this is no hash of bcrypt, scrypt or PBKDF2 that could be verified here"
        ))
    })?;
    Ok(hash.to_text())
}

fn read_line(what: &str) -> Result<zeroize::Zeroizing<String>, Failure> {
    let mut line = zeroize::Zeroizing::new(String::new());
    stdin()
        .read_line(&mut line)
        .map_err(|error| Failure::usage(format!("{what}: standard input cannot be read: {error}")))?;
    Ok(zeroize::Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}

async fn list(deployment: &Deployment, form: Form) -> Result<(), Failure> {
    let mut reader = deployment.app.store().read().await?;
    let mut list = List::new(form, &["username", "email", "verified", "operator", "locked", "created"]);
    let mut after = None;
    loop {
        let page = reader.list_users(after.as_ref(), PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        let cells = |user: &User| {
            vec![
                user.username.clone(),
                user.email.clone(),
                yes(user.email_verified_at.is_some()),
                yes(user.operator),
                yes(user.locked_at.is_some()),
                instant(user.created_at),
            ]
        };
        list.rows(page.iter().map(|user| (describe(user), cells(user))).collect());
    }
    list.end();
    Ok(())
}

async fn show(deployment: &Deployment, who: &Who) -> Result<(), Failure> {
    let mut reader = deployment.app.store().read().await?;
    let user = find_user(&mut reader, &who.who).await?;
    let sessions = reader.list_sessions(&user.id, deployment.app.now()).await?.len();
    let apps: Vec<String> =
        reader.list_clients_of(&user.id).await?.into_iter().map(|client| client.id.to_string()).collect();
    let second_factor = reader.find_factors(&user.id).await?.any();
    let mut facts = describe(&user);
    facts["second_factor"] = second_factor.into();
    facts["sessions"] = sessions.into();
    facts["apps"] = apps.clone().into();
    Form::of(who.output.json).print(&facts, |_| {
        output::facts(&[
            ("id", user.id.to_string()),
            ("username", user.username.clone()),
            ("email", user.email.clone()),
            ("verified", yes(user.email_verified_at.is_some())),
            ("operator", yes(user.operator)),
            ("password", yes(user.password_hash.is_some())),
            ("second factor", yes(second_factor)),
            ("locked", user.locked_at.map_or_else(|| yes(false), |at| format!("since {}", instant(at)))),
            ("created", instant(user.created_at)),
            ("sessions", sessions.to_string()),
            ("apps", apps.join(" ")),
        ])
    });
    Ok(())
}

async fn set_locked(deployment: &Deployment, who: &Who, locked: bool) -> Result<(), Failure> {
    let context = deployment.context();
    let mut tx = deployment.app.store().write().await?;
    let user = find_user(&mut tx, &who.who).await?;
    let found = match locked {
        true => accounts::lock(&mut tx, &context, &user.id).await?.is_some(),
        false => accounts::unlock(&mut tx, &context, &user.id).await?,
    };
    if !found {
        return Err(Failure::other("the account was deleted in the meantime"));
    }
    tx.commit().await?;
    let facts = json!({ "id": user.id.to_string(), "username": user.username, "locked": locked });
    Form::of(who.output.json).print(&facts, |_| match locked {
        true => format!("Locked {}. Their sessions and tokens have ended.", user.username),
        false => format!("Unlocked {}.", user.username),
    });
    if locked && user.operator {
        tell("note: this was an operator");
    }
    Ok(())
}

async fn reset_factor(deployment: &Deployment, who: &Who) -> Result<(), Failure> {
    let context = deployment.context();
    let letterhead = deployment.app.letterhead();
    let mut tx = deployment.app.store().write().await?;
    let user = find_user(&mut tx, &who.who).await?;
    tx.claim_user(&user.id).await?;
    if factors::reset(&mut tx, &context, &letterhead, &user).await?.is_none() {
        return Err(Failure::other(format!("{} has no second factor", user.username)));
    }
    tx.commit().await?;
    let facts = json!({ "id": user.id.to_string(), "username": user.username, "second_factor": false });
    Form::of(who.output.json).print(&facts, |_| {
        format!(
            "Removed the second factors of {}. Their sessions and tokens have ended; the password alone signs them in.",
            user.username
        )
    });
    Ok(())
}

fn describe(user: &User) -> Value {
    json!({
        "id": user.id.to_string(),
        "username": user.username,
        "email": user.email,
        "email_verified": user.email_verified_at.is_some(),
        "operator": user.operator,
        "has_password": user.password_hash.is_some(),
        "locked_at": user.locked_at.map(instant),
        "created_at": instant(user.created_at),
    })
}
