//! Members.

use super::{For, Operation, PLAIN, Parameter, Shape, handler, id};
use crate::api::users;
use crate::error::Problem;

/// Operations on members. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "getSelf",
        path: "/api/users/v1/self",
        tag: "users",
        about: "The member this token acts for",
        scope: "users:read",
        acts_for: For::Member,
        gives: Shape::of::<users::Own>(),
        handler: handler!(users::own),
        ..PLAIN
    },
    Operation {
        id: "getUser",
        path: "/api/users/v1/users/{id}",
        tag: "users",
        about: "A member by identifier",
        scope: "users:read",
        parameters: &[Parameter {
            example: "0199f7c4-9c00-7000-8000-000000000000",
            ..id("The member’s identifier")
        }],
        gives: Shape::of::<users::Member>(),
        problems: &[Problem::Missing],
        handler: handler!(users::by_id),
        ..PLAIN
    },
];
