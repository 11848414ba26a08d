//! Members.

use super::{OLDER, list};
use crate::api::older::{users, views};
use crate::api::operations::{For, Operation, Parameter, Shape, handler, id};
use crate::error::Problem;

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "olderGetSelf",
        path: "/api/users/0.1/self",
        about: "The member this token acts for",
        scope: "users:read",
        acts_for: For::Member,
        gives: Shape::of::<views::OlderSelfAnswer>(),
        handler: handler!(users::own),
        ..OLDER
    },
    Operation {
        id: "olderListUsers",
        path: "/api/users/0.1/users",
        about: "Members by numbers and names",
        scope: "users:read",
        parameters: &[
            list("users[]", "Numbers of members"),
            Parameter {
                name: "usernames[]",
                about: "Names of members",
                schema: r#"{"type":"array","maxItems":50,"items":{"type":"string","pattern":"^[a-z]{3,30}$"}}"#,
                example: "ada",
            },
        ],
        gives: Shape::of::<views::OlderUsersAnswer>(),
        handler: handler!(users::list),
        ..OLDER
    },
    Operation {
        id: "olderGetUser",
        path: "/api/users/0.1/users/{id}",
        about: "A member by number",
        scope: "users:read",
        parameters: &[id("The member’s number")],
        gives: Shape::of::<views::OlderUserAnswer>(),
        problems: &[Problem::Missing],
        handler: handler!(users::by_number),
        ..OLDER
    },
];
