//! What a request brings, checked: who calls, from where, with what form.

mod assertion;
pub(crate) mod bearer;
pub(crate) mod client;
pub(crate) mod form;
pub(crate) mod peer;
pub(crate) mod pending;
pub(crate) mod upload;
pub(crate) mod visitor;
