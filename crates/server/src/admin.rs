//! Commands that work on the records directly, also while servers run, and leave the same audit events as the pages.

use ::account::email::Email;
use ::account::user::User;
use ::account::username::Username;
use oauth::UserId;
use serde_json::json;

use crate::config::{Config, Effective};
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::output::{self, Form};
use crate::tell;

pub(crate) mod account;
pub(crate) mod app;
pub(crate) mod audit;
pub(crate) mod keys;
pub(crate) mod passwords;
pub(crate) mod registration;

/// Prints the configuration in force.
pub(crate) fn check_config(config: &Config, form: Form) {
    for warning in &config.warnings {
        tell(&format!("warning: {warning}"));
    }
    let named: Vec<_> = config
        .effective
        .iter()
        .map(|Effective { key, value, origin }| json!({ "key": key, "value": value, "given_in": origin }))
        .collect();
    form.print(&named, |_| {
        let line = |Effective { key, value, origin }: &Effective| {
            let origin = origin.as_ref().map(|origin| format!("   ({origin})")).unwrap_or_default();
            (*key, format!("{}{origin}", if value.is_empty() { "-" } else { value }))
        };
        output::facts(&config.effective.iter().map(line).collect::<Vec<_>>())
    });
    tell("The configuration is valid.");
}

/// Brings the database up to date.
pub(crate) async fn migrate(config: Config, form: Form) -> Result<(), Failure> {
    let deployment = Deployment::open(config, Migrate::Always).await?;
    let facts = json!({ "schema_version": store::SCHEMA_VERSION, "migrations_applied": deployment.migrated });
    form.print(&facts, |_| {
        let applied = deployment.migrated;
        format!("The database has schema version {} ({applied} migrations applied).", store::SCHEMA_VERSION)
    });
    deployment.close().await;
    Ok(())
}

/// Finds an account by username, address or id.
async fn find_user(reader: &mut store::Reader, who: &str) -> Result<User, Failure> {
    let found = if let Some(id) = UserId::parse(who) {
        reader.find_user(&id).await?
    } else if let Ok(email) = Email::parse(who) {
        reader.find_user_by_email(email.key()).await?
    } else if let Ok(username) = Username::parse(who) {
        reader.find_user_by_username(username.key()).await?
    } else {
        None
    };
    found.ok_or_else(|| {
        Failure::other(format!("there is no account “{who}”: give a username, an address or an id"))
    })
}
