//! JOSE: keys, signatures, and the sealing of keys at rest.

pub mod jwk;
pub mod jws;
pub mod key_set;
pub mod vault;
