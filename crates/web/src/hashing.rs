//! Password hashes in a bounded pool: so many at once, so many waiting, the rest is told to come back.

use std::sync::Arc;

use account::password::leaked::LeakList;
use account::password::strength::Strength;
use account::password::{Hasher, Password, PasswordProblem};
use oauth::{Entropy, entropy};
use tokio::sync::{Semaphore, SemaphorePermit};
use zeroize::Zeroizing;

use crate::PasswordSettings;

/// The pool.
pub(crate) struct Hashing {
    hasher: Arc<Hasher>,
    leaked: Arc<dyn LeakList>,
    running: Semaphore,
    admitted: Semaphore,
}

/// More passwords wait than the pool takes.
#[derive(Debug)]
pub(crate) struct Overloaded;

/// Why a new password was not hashed.
#[derive(Debug)]
pub(crate) enum NotHashed {
    /// More wait than the pool takes.
    Overloaded,
    /// The list of leaked passwords cannot be read: nothing is taken unchecked.
    Unchecked(std::io::Error),
}

impl From<Overloaded> for NotHashed {
    fn from(_: Overloaded) -> Self {
        Self::Overloaded
    }
}

impl Hashing {
    pub(crate) fn new(pepper: [u8; 32], leaked: Arc<dyn LeakList>, settings: &PasswordSettings) -> Self {
        Self {
            hasher: Arc::new(Hasher::new(pepper)),
            leaked,
            running: Semaphore::new(settings.hash_concurrency.max(1)),
            admitted: Semaphore::new(settings.hash_concurrency.max(1) + settings.hash_queue),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hasher) -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let _place: SemaphorePermit<'_> = self.admitted.try_acquire().map_err(|_| Overloaded)?;
        let _turn = self.running.acquire().await.map_err(|_| Overloaded)?;
        let hasher = Arc::clone(&self.hasher);
        tokio::task::spawn_blocking(move || work(&hasher)).await.map_err(|_| Overloaded)
    }

    /// Hashes a new password, unless it is a leaked one.
    pub(crate) async fn hash_new(
        &self,
        password: Password,
        entropy: &dyn Entropy,
    ) -> Result<Result<String, PasswordProblem>, NotHashed> {
        let salt = entropy::bytes::<16>(entropy);
        let leaked = Arc::clone(&self.leaked);
        let done = self.run(move |hasher| match leaked.contains(&password) {
            Ok(true) => Ok(Err(PasswordProblem::Leaked)),
            Ok(false) => Ok(Ok(hasher.hash(&password, salt))),
            Err(error) => Err(NotHashed::Unchecked(error)),
        });
        done.await?
    }

    /// Weighs a text that is becoming a password.
    pub(crate) async fn weigh(
        &self,
        text: Zeroizing<String>,
        context: Vec<String>,
    ) -> Result<Strength, Overloaded> {
        self.run(move |_| {
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            Strength::of(&text, &context)
        })
        .await
    }

    /// Compares a password with a hash; without one it takes as long and says no. Gives a new hash of the
    /// same password if the old one has yesterday's cost.
    pub(crate) async fn verify(
        &self,
        password: Password,
        hash: Option<String>,
        entropy: &dyn Entropy,
    ) -> Result<Verified, Overloaded> {
        let salt = entropy::bytes::<16>(entropy);
        let leaked = Arc::clone(&self.leaked);
        self.run(move |hasher| {
            let Some(hash) = hash else {
                hasher.verify_dummy(&password);
                return Verified { matches: false, renewed: None, leaked: false };
            };
            let matches = hasher.verify(&password, &hash);
            let renewed = (matches && hasher.outdated(&hash)).then(|| hasher.hash(&password, salt));
            let leaked = matches
                && leaked.contains(&password).unwrap_or_else(|error| {
                    // It holds nobody up: the right password signs in.
                    tracing::error!(%error, "the list of leaked passwords cannot be read");
                    false
                });
            Verified { matches, renewed, leaked }
        })
        .await
    }
}

/// What a comparison gave.
pub(crate) struct Verified {
    pub matches: bool,
    pub renewed: Option<String>,
    /// Whether the right password is on the list of leaked ones.
    pub leaked: bool,
}
