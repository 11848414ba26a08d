//! `bench`: fills a deployment with accounts and apps, puts load on the server, and prints what that cost.
//!
//! `bench/run` puts the commands together. A wrong answer ends a run: what is fast and wrong is not measured.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

mod cast;
mod http;
mod load;
mod process;
mod report;
mod scenario;
mod seed;
mod sources;
mod yardstick;

// The server's, so that the yardstick is measured with it too.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Measures Guildgate.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Answers every request with a small JSON document, as bare as `axum` allows.
    Yardstick {
        /// Where to listen.
        #[arg(long)]
        listen: SocketAddr,
    },
    /// Fills the records of a deployment that was started once and stopped.
    Seed(seed::Plan),
    /// Waits until a server answers and prints that instant, in nanoseconds since the epoch.
    Await {
        /// Where it will listen.
        #[arg(long)]
        address: SocketAddr,
    },
    /// Puts load on a server and prints one JSON line per run.
    Load(load::Plan),
    /// Prints the CPU time of one password hash as a JSON line.
    Hash,
    /// Turns JSON lines into tables.
    Report {
        /// The lines.
        file: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Yardstick { listen } => runtime(true)?.block_on(yardstick::serve(listen)),
        Task::Seed(plan) => runtime(false)?.block_on(seed::fill(plan)),
        Task::Await { address } => {
            println!("{}", runtime(false)?.block_on(load::first_answer(address))?);
            Ok(())
        }
        Task::Load(plan) => runtime(false)?.block_on(load::run(plan)),
        Task::Hash => seed::measure_hash(),
        Task::Report { file } => {
            print!("{}", report::tables(&std::fs::read_to_string(file)?)?);
            Ok(())
        }
    }
}

fn runtime(like_the_server: bool) -> std::io::Result<tokio::runtime::Runtime> {
    let mut builder = match like_the_server {
        true => tokio::runtime::Builder::new_multi_thread(),
        false => tokio::runtime::Builder::new_current_thread(),
    };
    builder.enable_all().build()
}
