//! `guildgate registration-token` and what it takes.

use std::time::Duration;

use clap::{Args, Subcommand};

use super::Output;
use crate::config::values;

#[derive(Debug, Subcommand)]
pub(crate) enum RegistrationTask {
    /// Make a token with which a program registers apps (RFC 7591); it is printed once
    #[command(before_help = "Examples:
  guildgate registration-token create --owner ada
  guildgate registration-token create --owner ada --uses 100 --expires-in 90d --scope openid --scope profile --json")]
    Create(NewToken),
    /// List the tokens there are
    #[command(before_help = "Examples:
  guildgate registration-token list")]
    List(Output),
    /// Stop a token; the apps it registered stay
    #[command(before_help = "Examples:
  guildgate registration-token list      lists the ids
  guildgate registration-token revoke 0193a5b0-0000-7000-8000-000000000000")]
    Revoke {
        /// The token's id
        id: String,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Args, Debug)]
pub(crate) struct NewToken {
    /// The member whose the apps will be: username, address or id
    #[arg(long, value_name = "USER")]
    pub owner: String,
    /// How many apps it registers
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    pub uses: i64,
    /// When it ends (1h, 7d)
    #[arg(long, default_value = "7d", value_name = "TIME", value_parser = values::duration)]
    pub expires_in: Duration,
    /// What its apps may ask for (again for another) [default: every scope that needs no review]
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scopes: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}
