//! Reviews, and what they add up to.

use super::{CURSOR, LIMIT, NUMBER, Operation, PLAIN, Parameter, Shape, Verb, handler, id};
use crate::api::reviews;
use crate::error::Problem;

const OF: Operation = Operation { tag: "reviews", gives: Shape::of::<reviews::Shown>(), ..PLAIN };

/// An example of a member's identifier.
const MEMBER: &str = "0199f7c4-9c00-7000-8000-000000000000";

/// Operations on reviews. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "listReviews",
        path: "/api/projects/v1/reviews",
        about: "Reviews of a member or of the work on a project, the newest first; of the caller if neither is named",
        parameters: &[
            Parameter {
                name: "member",
                about: "The identifier of a member",
                schema: r#"{"type":"string","format":"uuid"}"#,
                example: MEMBER,
            },
            Parameter {
                name: "project",
                about: "The number of a project; not together with `member`",
                schema: NUMBER,
                example: "1795000000000000",
            },
            LIMIT,
            CURSOR,
        ],
        gives: Shape::of::<reviews::ReviewPage>(),
        handler: handler!(reviews::list),
        ..OF
    },
    Operation {
        id: "createReview",
        verb: Verb::Post,
        path: "/api/projects/v1/reviews",
        about: "Says how it was to work with the other side of a bid, once, when the project is complete",
        scope: "bids:write",
        takes: Some(Shape::of::<reviews::NewReview>()),
        creates: true,
        problems: &[Problem::Missing, Problem::ProjectState, Problem::BidState, Problem::AlreadyReviewed],
        handler: handler!(reviews::create),
        ..OF
    },
    Operation {
        id: "getReview",
        path: "/api/projects/v1/reviews/{id}",
        about: "A review",
        parameters: &[id("The review’s number")],
        problems: &[Problem::Missing],
        handler: handler!(reviews::read),
        ..OF
    },
    Operation {
        id: "getReputation",
        path: "/api/users/v1/users/{id}/reputation",
        about: "What a member’s reviews add up to",
        scope: "users:read",
        parameters: &[
            Parameter { example: MEMBER, ..id("The member’s identifier") },
            Parameter {
                name: "skill",
                about: "The number of a skill: only work that asked for it counts",
                schema: r#"{"type":"integer","minimum":1,"maximum":999999999}"#,
                example: "32",
            },
        ],
        gives: Shape::of::<reviews::Reputations>(),
        problems: &[Problem::Missing],
        handler: handler!(reviews::reputation),
        ..OF
    },
];
