//! The operations of the older face.

mod bids;
mod catalogue;
mod milestones;
mod projects;
mod reviews;
mod users;

use crate::api::operations::{Face, Operation, PLAIN, Parameter};

const LIMIT: Parameter = Parameter {
    name: "limit",
    about: "How many to give at most",
    schema: r#"{"type":"integer","minimum":0,"maximum":100,"default":10}"#,
    example: "10",
};

const OFFSET: Parameter = Parameter {
    name: "offset",
    about: "How many to leave out in front",
    schema: r#"{"type":"integer","minimum":0,"maximum":1000,"default":0}"#,
    example: "0",
};

const fn list(name: &'static str, about: &'static str) -> Parameter {
    Parameter {
        name,
        about,
        schema: r#"{"type":"array","maxItems":50,"items":{"type":"string","pattern":"^[1-9][0-9]{0,8}$"}}"#,
        example: "3",
    }
}

const fn switch(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, schema: r#"{"type":"boolean","default":false}"#, example: "true" }
}

const FULL: Parameter = switch("full_description", "Whether descriptions are given whole");
const USERS: Parameter = switch("user_details", "Whether owners are given too");
const ACTION: &str = "What is to be done";

const OLDER: Operation = Operation { face: Face::Older, tag: "0.1", ..PLAIN };

/// Every operation of this face.
pub(in crate::api) fn operations() -> impl Iterator<Item = &'static Operation> {
    ALL.iter().copied().flatten()
}

/// The operations, by what they are about.
const ALL: &[&[Operation]] = &[
    users::OPERATIONS,
    projects::OPERATIONS,
    bids::OPERATIONS,
    milestones::OPERATIONS,
    reviews::OPERATIONS,
    catalogue::OPERATIONS,
];
