//! Bids.

use super::{CURSOR, LIMIT, NUMBER, Operation, PLAIN, Parameter, Reach, Shape, Verb, handler, id};
use crate::api::{bids, views};
use crate::error::Problem;

/// Something that is done with a bid.
const ACT: Operation = Operation {
    verb: Verb::Post,
    tag: "bids",
    scope: "bids:write",
    reach: Reach::Private,
    parameters: &[id("The bid’s number")],
    gives: Shape::of::<views::Bid>(),
    ..PLAIN
};

const OF_BIDDER: &[Problem] =
    &[Problem::Missing, Problem::NotBidder, Problem::ProjectState, Problem::BidState];
const OF_OWNER: &[Problem] = &[Problem::Missing, Problem::NotOwner, Problem::ProjectState, Problem::BidState];
const OF_PLACES: &[Problem] = &[
    Problem::Missing,
    Problem::NotOwner,
    Problem::NotBidder,
    Problem::ProjectState,
    Problem::BidState,
    Problem::EnoughAwarded,
];

/// Operations on bids. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "listBids",
        path: "/api/projects/v1/bids",
        tag: "bids",
        about: "The caller’s own bids, or those on a project as far as they are the caller’s to see, the newest first",
        scope: "bids:read",
        parameters: &[
            Parameter {
                name: "project",
                about: "The number of a project",
                schema: NUMBER,
                example: "1795000000000000",
            },
            LIMIT,
            CURSOR,
        ],
        gives: Shape::of::<views::BidPage>(),
        problems: &[Problem::Missing],
        handler: handler!(bids::list),
        ..PLAIN
    },
    Operation {
        id: "placeBid",
        verb: Verb::Post,
        path: "/api/projects/v1/bids",
        tag: "bids",
        about: "Places a bid on an open project, once per project and member",
        scope: "bids:write",
        takes: Some(Shape::of::<views::NewBid>()),
        gives: Shape::of::<views::Bid>(),
        creates: true,
        problems: &[Problem::Missing, Problem::OwnProject, Problem::NotOpen, Problem::AlreadyBid],
        handler: handler!(bids::place),
        ..PLAIN
    },
    Operation {
        id: "getBid",
        verb: Verb::Get,
        path: "/api/projects/v1/bids/{id}",
        about: "A bid, for its member and for the project’s owner",
        scope: "bids:read",
        problems: &[Problem::Missing],
        handler: handler!(bids::read),
        ..ACT
    },
    Operation {
        id: "highlightBid",
        path: "/api/projects/v1/bids/{id}/highlight",
        about: "Makes a bid of one’s own stand out",
        problems: OF_BIDDER,
        handler: handler!(bids::highlight),
        ..ACT
    },
    Operation {
        id: "retractBid",
        path: "/api/projects/v1/bids/{id}/retract",
        about: "Takes back a bid of one’s own that was not awarded",
        problems: OF_BIDDER,
        handler: handler!(bids::retract),
        ..ACT
    },
    Operation {
        id: "awardBid",
        path: "/api/projects/v1/bids/{id}/award",
        about: "Chooses a bid on one’s own project",
        problems: OF_PLACES,
        handler: handler!(bids::award),
        ..ACT
    },
    Operation {
        id: "revokeBid",
        path: "/api/projects/v1/bids/{id}/revoke",
        about: "Takes back an award that was not accepted",
        problems: OF_OWNER,
        handler: handler!(bids::revoke),
        ..ACT
    },
    Operation {
        id: "acceptBid",
        path: "/api/projects/v1/bids/{id}/accept",
        about: "Takes the award of a bid of one’s own: work begins",
        problems: OF_PLACES,
        handler: handler!(bids::accept),
        ..ACT
    },
    Operation {
        id: "denyBid",
        path: "/api/projects/v1/bids/{id}/deny",
        about: "Does not take the award of a bid of one’s own",
        problems: OF_BIDDER,
        handler: handler!(bids::deny),
        ..ACT
    },
];
