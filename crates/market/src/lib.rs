//! The marketplace as pure functions: what there is and who may see or change it.

pub mod bid;
pub mod id;
pub mod ledger;
pub mod member;
pub mod milestone;
pub mod money;
pub mod project;
pub mod refusal;
pub mod review;
pub mod search;
pub mod skill;
#[cfg(test)]
mod testing;
pub mod text;

pub use id::{BidId, MemberNumber, MilestoneId, ProjectId, RequestId, ReviewId, TransferId};
pub use refusal::{Fault, Refusal};
