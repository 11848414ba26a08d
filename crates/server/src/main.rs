//! `guildgate`: configuration, command line, TLS, listeners, jobs and logs around the handlers of `web`.

use std::future::Future;
use std::io::{IsTerminal, stderr, stdout};
use std::process::ExitCode;

use clap::{ColorChoice, FromArgMatches};
use mimalloc::MiMalloc;

mod admin;
mod cli;
mod config;
mod demo;
mod deployment;
mod doctor;
mod failure;
mod files;
mod jobs;
mod leaked;
mod listen;
mod output;
mod serve;
mod sources;
mod telemetry;
mod tls;

use cli::{Cli, ConfigTask, Task};
use config::Config;
use failure::Failure;
use output::Form;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colours = if plain || !stdout().is_terminal() { ColorChoice::Never } else { ColorChoice::Auto };
    let matches = cli::command().color(colours).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    // Several libraries here use TLS; all use this.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match perform(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&format!("error: {failure}"));
            failure.code()
        }
    }
}

/// Says something to the person at the terminal.
pub(crate) fn tell(text: &str) {
    use std::io::Write;
    let _ = writeln!(stderr().lock(), "{text}");
}

fn perform(cli: Cli) -> Result<(), Failure> {
    let Cli { config: file, command } = cli;
    let load = || Config::load(file.as_deref());
    match command {
        Task::Serve => on_all_cores(serve::run(file)),
        Task::Demo { keep } => on_all_cores(demo::run(keep)),
        Task::Doctor(output) => on_one_core(doctor::run(file, Form::of(output.json))),
        Task::Config(ConfigTask::Check(output)) => {
            admin::check_config(&load()?, Form::of(output.json));
            Ok(())
        }
        Task::Migrate(output) => on_one_core(admin::migrate(load()?, Form::of(output.json))),
        Task::Account(task) => on_one_core(admin::account::run(load()?, task)),
        Task::App(task) => on_one_core(admin::app::run(load()?, task)),
        Task::RegistrationToken(task) => on_one_core(admin::registration::run(load()?, task)),
        Task::Keys(task) => on_one_core(admin::keys::run(load()?, task)),
        Task::Passwords(task) => admin::passwords::run(&load()?, task),
        Task::Audit(task) => on_one_core(admin::audit::run(file, task)),
    }
}

fn on_all_cores(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    block_on(tokio::runtime::Builder::new_multi_thread(), work)
}

fn on_one_core(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    block_on(tokio::runtime::Builder::new_current_thread(), work)
}

fn block_on(
    mut builder: tokio::runtime::Builder,
    work: impl Future<Output = Result<(), Failure>>,
) -> Result<(), Failure> {
    let runtime = builder.enable_all().build();
    let runtime = runtime.map_err(|error| Failure::other(format!("the runtime cannot start: {error}")))?;
    runtime.block_on(work)
}
