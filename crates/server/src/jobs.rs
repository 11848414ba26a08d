//! What runs beside the requests: each job is a loop that ends when the server does, before the records are closed.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use oauth::secret;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use web::App;

use crate::config::Config;
use crate::failure::Failure;
use crate::listen::{Phase, reached};
use crate::sources::SystemEntropy;

pub(crate) mod calls;
pub(crate) mod expiry;
pub(crate) mod logos;
pub(crate) mod logout;
pub(crate) mod mail;
pub(crate) mod owed;
pub(crate) mod rotate;
pub(crate) mod seal;
pub(crate) mod texts;

/// How often what other servers and commands changed is read.
const REFRESH_EVERY: Duration = Duration::from_millis(200);
/// How long a job may go on after it was told to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// What a job works with.
#[derive(Clone)]
pub(crate) struct Desk {
    pub app: Arc<App>,
    /// This process, among those that share leases.
    pub holder: [u8; 16],
    phase: watch::Receiver<Phase>,
}

impl Desk {
    /// At the records of `app`, until the phase is `Stopping`.
    pub(crate) fn new(app: Arc<App>, phase: watch::Receiver<Phase>) -> Self {
        Self { app, holder: secret::random_key(&SystemEntropy), phase }
    }
}

/// The jobs of a server.
pub(crate) struct Jobs(JoinSet<()>);

impl Jobs {
    /// Starts them.
    pub(crate) fn start(config: &Config, desk: &Desk) -> Result<Self, Failure> {
        let mut jobs = JoinSet::new();
        jobs.spawn(repeat(desk.clone(), "reading what others changed", refresh));
        jobs.spawn(repeat(desk.clone(), "removing what has ended", expiry::step));
        jobs.spawn(repeat(desk.clone(), "serving what members are owed", owed::step));
        jobs.spawn(repeat(desk.clone(), "writing down apps' calls", calls::step));
        jobs.spawn(repeat(desk.clone(), "telling apps of ended sessions", logout::step));
        jobs.spawn(repeat(desk.clone(), "fetching logos", logos::step));
        jobs.spawn(repeat(desk.clone(), "sealing the audit record", seal::step));
        let every = config.rotate_keys_every;
        jobs.spawn(repeat(desk.clone(), "rotating keys", move |desk| rotate::step(desk, every)));
        if let Some(mail) = &config.mail {
            let post = Arc::new(mail::PostOffice::new(mail, config)?);
            jobs.spawn(repeat(desk.clone(), "sending mail", move |desk| mail::step(desk, Arc::clone(&post))));
        }
        if let Some(sms) = &config.sms {
            let gateway = Arc::new(texts::Gateway::new(sms)?);
            let step = move |desk| texts::step(desk, Arc::clone(&gateway));
            jobs.spawn(repeat(desk.clone(), "sending text messages", step));
        }
        Ok(Self(jobs))
    }

    /// Waits until they have ended.
    pub(crate) async fn end(mut self) {
        let all = async { while self.0.join_next().await.is_some() {} };
        if timeout(FAREWELL, all).await.is_err() {
            tracing::warn!("a job did not end in time");
        }
    }
}

/// Repeats a step, with the pause each says, until the server stops. Of failures in a row the first is logged.
async fn repeat<F>(desk: Desk, name: &'static str, step: impl Fn(Desk) -> F + Send)
where
    F: Future<Output = store::Result<Duration>> + Send,
{
    const AFTER_FAILURE: Duration = Duration::from_millis(500);
    let mut phase = desk.phase.clone();
    let mut failing = false;
    loop {
        let pause = match step(desk.clone()).await {
            Ok(pause) => {
                if failing {
                    tracing::info!(job = name, "works again");
                }
                failing = false;
                pause
            }
            Err(error) => {
                if !failing {
                    tracing::error!(job = name, %error, "failed; it is tried again");
                }
                failing = true;
                AFTER_FAILURE
            }
        };
        tokio::select! {
            () = reached(&mut phase, Phase::Stopping) => return,
            () = sleep(pause) => {}
        }
    }
}

async fn refresh(desk: Desk) -> store::Result<Duration> {
    desk.app.refresh().await?;
    Ok(REFRESH_EVERY)
}
