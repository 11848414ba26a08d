//! Reviews, and what they add up to.

use super::{LIMIT, OFFSET, OLDER, list};
use crate::api::older::reviews;
use crate::api::operations::{Operation, Parameter, Shape, Verb, handler};
use crate::error::Problem;

const ROLE: Parameter = Parameter {
    name: "role",
    about: "As what members are reviewed",
    schema: r#"{"type":"string","enum":["freelancer","employer"],"default":"freelancer"}"#,
    example: "freelancer",
};

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "olderListReviews",
        path: "/api/projects/0.1/reviews",
        about: "Reviews of projects and of members, the newest first; of the caller if none is named",
        parameters: &[
            list("projects[]", "Numbers of projects"),
            list("to_users[]", "Numbers of members"),
            LIMIT,
            OFFSET,
        ],
        gives: Shape::of::<reviews::OlderReviewsAnswer>(),
        handler: handler!(reviews::list),
        ..OLDER
    },
    Operation {
        id: "olderCreateReview",
        verb: Verb::Post,
        path: "/api/projects/0.1/reviews",
        about: "Says how it was to work with the other side of a bid, once, when the project is complete",
        scope: "bids:write",
        takes: Some(Shape::of::<reviews::OlderNewReview>()),
        gives: Shape::of::<reviews::OlderReviewAnswer>(),
        problems: &[Problem::Missing, Problem::ProjectState, Problem::BidState, Problem::AlreadyReviewed],
        handler: handler!(reviews::create),
        ..OLDER
    },
    Operation {
        id: "olderGetReputations",
        path: "/api/users/0.1/reputations",
        about: "What members’ reviews add up to, by number",
        scope: "users:read",
        parameters: &[
            list("users[]", "Numbers of members"),
            list("jobs[]", "Numbers of skills: for each, the work that asked for it is added up too"),
            ROLE,
        ],
        gives: Shape::of::<reviews::OlderReputationsAnswer>(),
        handler: handler!(reviews::reputations),
        ..OLDER
    },
];
