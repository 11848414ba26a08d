//! Bids.

use super::{ACTION, LIMIT, OFFSET, OLDER, list};
use crate::api::older::{bids, views};
use crate::api::operations::{Operation, Parameter, Reach, Shape, Verb, handler, id};
use crate::error::Problem;

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "olderListProjectBids",
        path: "/api/projects/0.1/projects/{id}/bids",
        about: "The bids on a project, as far as they are the caller’s to see",
        scope: "bids:read",
        parameters: &[id("The project’s number"), LIMIT, OFFSET],
        gives: Shape::of::<views::OlderBidsAnswer>(),
        problems: &[Problem::Missing],
        handler: handler!(bids::on_project),
        ..OLDER
    },
    Operation {
        id: "olderListBids",
        path: "/api/projects/0.1/bids",
        about: "Bids by number or project; the caller’s own if neither is named",
        scope: "bids:read",
        parameters: &[
            list("bids[]", "Numbers of bids"),
            list("projects[]", "Numbers of projects"),
            LIMIT,
            OFFSET,
        ],
        gives: Shape::of::<views::OlderBidsAnswer>(),
        handler: handler!(bids::list),
        ..OLDER
    },
    Operation {
        id: "olderPlaceBid",
        verb: Verb::Post,
        path: "/api/projects/0.1/bids",
        about: "Places a bid on an open project, once per project and member",
        scope: "bids:write",
        takes: Some(Shape::of::<bids::OlderNewBid>()),
        gives: Shape::of::<views::OlderBidAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::OwnProject,
            Problem::NotOpen,
            Problem::AlreadyBid,
            Problem::Changed,
        ],
        handler: handler!(bids::place),
        ..OLDER
    },
    Operation {
        id: "olderGetBid",
        path: "/api/projects/0.1/bids/{id}",
        about: "A bid, for its member and for the project’s owner",
        scope: "bids:read",
        reach: Reach::Private,
        parameters: &[id("The bid’s number")],
        gives: Shape::of::<views::OlderBidAnswer>(),
        problems: &[Problem::Missing],
        handler: handler!(bids::read),
        ..OLDER
    },
    Operation {
        id: "olderActOnBid",
        verb: Verb::Put,
        path: "/api/projects/0.1/bids/{id}",
        about: "Does something with a bid",
        scope: "bids:write",
        reach: Reach::Private,
        parameters: &[
            id("The bid’s number"),
            Parameter {
                name: "action",
                about: ACTION,
                schema: r#"{"type":"string","enum":["highlight","retract","award","revoke","accept","deny"]}"#,
                example: "award",
            },
        ],
        gives: Shape::of::<views::OlderBidAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::NotBidder,
            Problem::ProjectState,
            Problem::BidState,
            Problem::EnoughAwarded,
        ],
        handler: handler!(bids::act),
        ..OLDER
    },
];
