//! Where unpredictable bytes come from.

/// A source of unpredictable bytes; `server` gives the operating system's, tests a fixed one.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`. A source that cannot must stop the process rather than return.
    fn fill(&self, bytes: &mut [u8]);
}

/// Draws `N` bytes.
pub fn bytes<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}
