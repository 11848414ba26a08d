//! JOSE: keys, signatures, encryption, and the sealing of keys at rest.

pub mod jwe;
pub mod jwk;
pub mod jws;
pub mod key_set;
pub mod vault;
