//! Load: a closed loop for throughput and cost, an open loop for latency.

use std::cell::Cell;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use serde_json::json;
use tokio::task::{LocalSet, spawn_local, yield_now};
use tokio::time::{sleep, timeout};

use crate::cast::Cast;
use crate::http::Connection;
use crate::process;
use crate::scenario::{Actor, Scenario};
use crate::sources::{since_epoch, tick};

/// How a server is put under load.
#[derive(Args)]
pub(crate) struct Plan {
    /// Where the server listens.
    #[arg(long)]
    address: SocketAddr,
    /// What is done.
    #[arg(long)]
    scenario: Scenario,
    /// What seeding left.
    #[arg(long)]
    cast: Option<PathBuf>,
    /// Names the server in the results.
    #[arg(long)]
    label: String,
    /// The server's process.
    #[arg(long)]
    watch: u32,
    /// The database's first process.
    #[arg(long)]
    watch_database: Option<u32>,
    /// Connections, each with one request at a time.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// How long one run of the closed loop takes.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// Runs of the closed loop.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The part of the reached throughput that the open loop asks for; none if 0.
    #[arg(long, default_value_t = 0.3)]
    load: f64,
    /// How long the open loop takes.
    #[arg(long, default_value_t = 5.0)]
    open_seconds: f64,
}

/// What the server does after the last answer belongs to the operation: sealing the audit record, say.
const SETTLE: Duration = Duration::from_millis(1_200);
/// How close to its instant an operation is waited for by sleeping, whose grain is a millisecond.
const COARSE: Duration = Duration::from_millis(2);
/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the load.
pub(crate) async fn run(plan: Plan) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(plan)).await
}

async fn measure(plan: Plan) -> anyhow::Result<()> {
    let cast = match &plan.cast {
        Some(path) => Cast::read(path)?,
        None => Cast { apps: Vec::new(), people: Vec::new() },
    };
    let cast = Arc::new(cast);
    let mut actors = prepare(&plan, &cast).await?;
    let span = Duration::from_secs_f64(plan.seconds);
    let mut rates = Vec::new();
    (actors, _) = closed(actors, span / 4).await?;
    for run in 0..plan.runs {
        sleep(SETTLE).await;
        let before = Reading::take(&plan)?;
        let began = tick();
        let operations;
        (actors, operations) = closed(actors, span).await?;
        let took = began.elapsed();
        sleep(SETTLE).await;
        let after = Reading::take(&plan)?;
        let each = |total: Duration| total.as_secs_f64() * 1_000.0 / operations as f64;
        let rate = operations as f64 / took.as_secs_f64();
        rates.push(rate);
        println!(
            "{}",
            json!({
                "kind": "closed",
                "label": plan.label,
                "scenario": plan.scenario.name(),
                "run": run,
                "connections": plan.connections,
                "operations": operations,
                "per_second": rate,
                "server_ms": each(after.server - before.server),
                "database_ms": each(after.database - before.database),
                "memory_kib": process::memory(plan.watch)?,
            })
        );
    }
    if plan.load > 0.0 {
        rates.sort_by(f64::total_cmp);
        let rate = (rates[rates.len() / 2] * plan.load).max(1.0);
        let times = open(actors, rate, Duration::from_secs_f64(plan.open_seconds)).await?;
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
        println!(
            "{}",
            json!({
                "kind": "open",
                "label": plan.label,
                "scenario": plan.scenario.name(),
                "rate": rate,
                "operations": times.len(),
                "p50_ms": at(0.5),
                "p99_ms": at(0.99),
                "p999_ms": at(0.999),
            })
        );
    }
    Ok(())
}

/// Brings all actors on stage at once: a connection that waits for the others would be closed.
async fn prepare(plan: &Plan, cast: &Arc<Cast>) -> anyhow::Result<Vec<Actor>> {
    let (address, scenario, connections) = (plan.address, plan.scenario, plan.connections);
    let coming: Vec<_> = (0..connections)
        .map(|number| spawn_local(Actor::prepare(address, scenario, Arc::clone(cast), number, connections)))
        .collect();
    let mut actors = Vec::with_capacity(connections);
    for actor in coming {
        actors.push(actor.await??);
    }
    Ok(actors)
}

struct Reading {
    server: Duration,
    database: Duration,
}

impl Reading {
    fn take(plan: &Plan) -> anyhow::Result<Self> {
        let database = plan.watch_database.map(process::cpu_of_family).transpose()?.unwrap_or_default();
        Ok(Self { server: process::cpu(plan.watch)?, database })
    }
}

/// Every actor goes on with the next operation as soon as one is answered.
async fn closed(actors: Vec<Actor>, span: Duration) -> anyhow::Result<(Vec<Actor>, u64)> {
    let end = tick() + span;
    let running: Vec<_> = actors
        .into_iter()
        .map(|mut actor| {
            spawn_local(async move {
                let mut operations = 0_u64;
                while tick() < end {
                    actor.step().await?;
                    operations += 1;
                }
                anyhow::Ok((actor, operations))
            })
        })
        .collect();
    let (mut actors, mut operations) = (Vec::with_capacity(running.len()), 0);
    for task in running {
        let (actor, done) = task.await??;
        actors.push(actor);
        operations += done;
    }
    Ok((actors, operations))
}

/// Operations are due at fixed instants; each is timed from the instant it was due, however late an actor was
/// free to begin it. Gives the times in order.
async fn open(actors: Vec<Actor>, rate: f64, span: Duration) -> anyhow::Result<Vec<Duration>> {
    let start = tick() + Duration::from_millis(20);
    let count = (span.as_secs_f64() * rate) as u64;
    let next = Rc::new(Cell::new(0_u64));
    let running: Vec<_> = actors
        .into_iter()
        .map(|mut actor| {
            let next = Rc::clone(&next);
            spawn_local(async move {
                let mut times = Vec::new();
                while next.get() < count {
                    let due = start + Duration::from_secs_f64(next.get() as f64 / rate);
                    next.set(next.get() + 1);
                    wait_until(due).await;
                    actor.step().await?;
                    times.push(due.elapsed());
                }
                anyhow::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in running {
        times.extend(task.await??);
    }
    times.sort_unstable();
    times.first().context("at least one operation")?;
    Ok(times)
}

async fn wait_until(due: Instant) {
    let left = due.saturating_duration_since(tick());
    if left > COARSE {
        sleep(left - COARSE).await;
    }
    while tick() < due {
        yield_now().await;
    }
}

/// Waits until a server answers; gives the instant in nanoseconds since the epoch.
pub(crate) async fn first_answer(address: SocketAddr) -> anyhow::Result<u128> {
    let asking = async {
        loop {
            if let Ok(mut connection) = Connection::open(address, 0).await
                && connection.get("/readyz", &[]).await.is_ok_and(|answer| answer.status == 200)
            {
                return since_epoch().as_nanos();
            }
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(PATIENCE, asking).await.context("the server does not answer")
}
