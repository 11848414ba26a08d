//! The marketplace as pure functions: what there is and who may see or change it.

pub mod member;
