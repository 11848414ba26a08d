//! Password hashes in a bounded pool: so many at once, so many waiting, the rest is told to come back.

use std::sync::Arc;

use account::password::{Hasher, Password};
use oauth::{Entropy, entropy};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::PasswordSettings;

/// The pool.
pub(crate) struct Hashing {
    hasher: Arc<Hasher>,
    running: Semaphore,
    admitted: Semaphore,
}

/// More passwords wait than the pool takes.
#[derive(Debug)]
pub(crate) struct Overloaded;

impl Hashing {
    pub(crate) fn new(pepper: [u8; 32], settings: &PasswordSettings) -> Self {
        Self {
            hasher: Arc::new(Hasher::new(pepper)),
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

    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: Password, entropy: &dyn Entropy) -> Result<String, Overloaded> {
        let salt = entropy::bytes::<16>(entropy);
        self.run(move |hasher| hasher.hash(&password, salt)).await
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
        self.run(move |hasher| {
            let Some(hash) = hash else {
                hasher.verify_dummy(&password);
                return Verified { matches: false, renewed: None };
            };
            let matches = hasher.verify(&password, &hash);
            let renewed = (matches && hasher.outdated(&hash)).then(|| hasher.hash(&password, salt));
            Verified { matches, renewed }
        })
        .await
    }
}

/// What a comparison gave.
pub(crate) struct Verified {
    pub matches: bool,
    pub renewed: Option<String>,
}
