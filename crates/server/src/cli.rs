//! The command line.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory, Parser, Subcommand};

use crate::failure::EXIT_CODES;

mod app;
mod registration;

pub(crate) use app::{AppTask, Grant, Kind, Method, NewApp, SecretTask, Which};
pub(crate) use registration::{NewToken, RegistrationTask};

/// An authorization server: OAuth 2.0, accounts, and the pages for members, developers and operators.
#[derive(Debug, Parser)]
#[command(
    name = "guildgate",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = EXIT_CODES,
    before_help = "Examples:
  guildgate demo                        try everything on this machine, with nothing to set up
  guildgate serve                       run the server; guildgate.toml is read if it is here
  guildgate account create --email ada@example.com --username ada --operator --verified
  guildgate app create --owner ada --name \"Invoice Robot\" --homepage https://robot.example \\
      --kind web --redirect-uri https://robot.example/callback --scope users:read --live"
)]
pub(crate) struct Cli {
    /// The configuration file [default: guildgate.toml, if it is here]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Run the server
    #[command(before_help = "Examples:
  guildgate serve
  GUILDGATE_PUBLIC_URL=https://id.example.com GUILDGATE_LISTEN='[::]:443' guildgate serve
  guildgate serve --config /etc/guildgate.toml

SIGTERM ends it without losing a request, SIGHUP reads certificates and logging again.")]
    Serve,
    /// Run everything on this machine with people and an app to try
    #[command(before_help = "Examples:
  guildgate demo
  guildgate demo --keep ./demo          keep the folder, and go on with it next time")]
    Demo {
        /// Keep the data in this folder
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// Check configuration, files, clock, TLS, database and mail, and say what to do
    #[command(before_help = "Examples:
  guildgate doctor
  guildgate doctor --json")]
    Doctor(Output),
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigTask),
    /// Bring the database up to date
    #[command(before_help = "Examples:
  guildgate migrate

The server does the same when it starts.")]
    Migrate(Output),
    /// Make and look after accounts
    #[command(subcommand)]
    Account(AccountTask),
    /// Make and look after apps
    #[command(subcommand)]
    App(AppTask),
    /// Make, list and stop tokens with which programs register apps
    #[command(subcommand)]
    RegistrationToken(RegistrationTask),
    /// List, rotate and withdraw signing keys
    #[command(subcommand)]
    Keys(KeysTask),
    /// Look after the list of leaked passwords, which nobody can choose
    #[command(subcommand)]
    Passwords(PasswordsTask),
    /// Export and verify the audit record
    #[command(subcommand)]
    Audit(AuditTask),
}

/// The form of the data on standard output.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Output {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigTask {
    /// Read the configuration as the server would, and print what is in force
    #[command(before_help = "Examples:
  guildgate config check
  guildgate config check --config /etc/guildgate.toml --json")]
    Check(Output),
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountTask {
    /// Make an account
    #[command(before_help = "Examples:
  guildgate account create --email ada@example.com --username ada --verified
  guildgate account create --email root@example.com --username olga --operator --verified --password-stdin < FILE

Without --password-stdin a link is printed with which the person chooses a password.")]
    Create(NewAccount),
    /// List accounts
    #[command(before_help = "Examples:
  guildgate account list
  guildgate account list --json")]
    List(Output),
    /// Show an account
    #[command(before_help = "Examples:
  guildgate account show ada
  guildgate account show ada@example.com --json")]
    Show(Who),
    /// Lock an account: its sessions and tokens end at once
    #[command(before_help = "Examples:
  guildgate account lock ada")]
    Lock(Who),
    /// Unlock an account
    #[command(before_help = "Examples:
  guildgate account unlock ada")]
    Unlock(Who),
    /// Take away the second factors of somebody who lost them all; their sessions and tokens end, and they are told
    #[command(before_help = "Examples:
  guildgate account reset-factor ada")]
    ResetFactor(Who),
}

#[derive(Args, Debug)]
pub(crate) struct NewAccount {
    /// The person's address
    #[arg(long)]
    pub email: String,
    /// Their public name
    #[arg(long)]
    pub username: String,
    /// Let them use the operators' pages
    #[arg(long)]
    pub operator: bool,
    /// Take the address as proven
    #[arg(long)]
    pub verified: bool,
    /// Read the password from standard input, its first line
    #[arg(long)]
    pub password_stdin: bool,
    /// Read a hash that another system made from standard input: bcrypt, scrypt, PBKDF2 as Django or Keycloak write it
    #[arg(long, conflicts_with = "password_stdin")]
    pub password_hash_stdin: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct Who {
    /// Username, address or id
    pub who: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysTask {
    /// List the keys there are
    #[command(before_help = "Examples:
  guildgate keys list")]
    List(Output),
    /// Sign with the next key from now on; tokens of the old one verify until they end
    #[command(before_help = "Examples:
  guildgate keys rotate")]
    Rotate(Output),
    /// Withdraw a key at once, with every token it signed
    #[command(before_help = "Examples:
  guildgate keys rotate && guildgate keys revoke KID")]
    Revoke {
        /// The key's kid, which may begin with a hyphen
        #[arg(allow_hyphen_values = true)]
        kid: String,
        #[command(flatten)]
        output: Output,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PasswordsTask {
    /// Replace the list of leaked passwords by one of your own
    #[command(before_help = "Examples:
  guildgate passwords import pwned-passwords-sha1-ordered-by-hash.txt
  guildgate passwords import pwned.txt --seen-at-least 10
  guildgate passwords import words.txt --plain")]
    Import(ImportedList),
    /// Say which list is in use
    #[command(before_help = "Examples:
  guildgate passwords show")]
    Show(Output),
}

#[derive(Args, Debug)]
pub(crate) struct ImportedList {
    /// SHA-1 hashes in their order, one a line, each with a colon and how often it was seen
    pub file: PathBuf,
    /// Leave out what was seen more rarely
    #[arg(long, default_value_t = 1, value_name = "TIMES")]
    pub seen_at_least: u64,
    /// The file holds passwords in clear, one a line, in any order
    #[arg(long, conflicts_with = "seen_at_least")]
    pub plain: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditTask {
    /// Write the audit record to a file, and the keys that verify it
    #[command(before_help = "Examples:
  guildgate audit export record.jsonl > keys.json
  guildgate audit export record.jsonl --keys keys.json")]
    Export {
        /// Where the record goes
        file: PathBuf,
        /// Where the public keys go, as a JWK set [default: standard output]
        #[arg(long, value_name = "JWKS")]
        keys: Option<PathBuf>,
    },
    /// Verify an export with the public keys alone, and name the first row that is not as it was written
    #[command(before_help = "Examples:
  guildgate audit verify record.jsonl --keys keys.json")]
    Verify {
        /// The export
        file: PathBuf,
        /// The public keys, a JWK set or one JWK
        #[arg(long, alias = "key", value_name = "JWKS")]
        keys: PathBuf,
        #[command(flatten)]
        output: Output,
    },
}

/// The command line with examples before everything else.
pub(crate) fn command() -> Command {
    dressed(Cli::command())
}

fn dressed(command: Command) -> Command {
    let command = command
        .help_template("{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}")
        .max_term_width(110);
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, dressed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn help_begins_with_examples_and_lists_the_exit_codes() {
        let help = command().render_help().to_string();
        assert!(help.find("Examples:").unwrap() < help.find("Usage:").unwrap());
        assert!(help.contains("Exit codes:") && help.contains("  8  a check found a problem"));
    }

    #[test]
    fn a_typing_mistake_is_answered_with_the_right_word() {
        let error = command().try_get_matches_from(["guildgate", "acount", "list"]).unwrap_err();
        assert!(error.to_string().contains("'account'"), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
}
