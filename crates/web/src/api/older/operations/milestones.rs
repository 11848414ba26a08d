//! Milestones and the requests for them.

use super::{ACTION, LIMIT, OFFSET, OLDER, list};
use crate::api::older::milestones;
use crate::api::operations::{Operation, Parameter, Reach, Shape, Verb, handler, id};
use crate::error::Problem;

const OF: Operation = Operation { scope: "payments:read", ..OLDER };

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "olderListMilestones",
        path: "/api/projects/0.1/milestones",
        about: "Milestones by number or project, as far as they are the caller’s to see; the caller’s own if neither is named",
        parameters: &[
            list("milestones[]", "Numbers of milestones"),
            list("projects[]", "Numbers of projects"),
            LIMIT,
            OFFSET,
        ],
        gives: Shape::of::<milestones::OlderMilestonesAnswer>(),
        handler: handler!(milestones::list),
        ..OF
    },
    Operation {
        id: "olderCreateMilestone",
        verb: Verb::Post,
        path: "/api/projects/0.1/milestones",
        about: "Sets money aside for an accepted bid on one’s own project",
        scope: "payments:write",
        takes: Some(Shape::of::<milestones::OlderNewMilestone>()),
        gives: Shape::of::<milestones::OlderMilestoneAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::ProjectState,
            Problem::BidState,
            Problem::Changed,
        ],
        handler: handler!(milestones::create),
        ..OF
    },
    Operation {
        id: "olderGetMilestone",
        path: "/api/projects/0.1/milestones/{id}",
        about: "A milestone, for who pays and who is paid",
        reach: Reach::Private,
        parameters: &[id("The milestone’s number")],
        gives: Shape::of::<milestones::OlderMilestoneAnswer>(),
        problems: &[Problem::Missing],
        handler: handler!(milestones::read),
        ..OF
    },
    Operation {
        id: "olderActOnMilestone",
        verb: Verb::Put,
        path: "/api/projects/0.1/milestones/{id}",
        about: "Does something with a milestone",
        scope: "payments:write",
        reach: Reach::Private,
        parameters: &[
            id("The milestone’s number"),
            Parameter {
                name: "action",
                about: ACTION,
                schema: r#"{"type":"string","enum":["release","request_release","cancel"]}"#,
                example: "request_release",
            },
        ],
        takes: Some(Shape::of::<milestones::OlderRelease>()),
        optional: true,
        gives: Shape::of::<milestones::OlderMilestoneAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::NotBidder,
            Problem::MilestoneState,
            Problem::MoreThanHeld,
        ],
        handler: handler!(milestones::act),
        ..OF
    },
    Operation {
        id: "olderCreateMilestoneRequest",
        verb: Verb::Post,
        path: "/api/projects/0.1/milestone_requests",
        about: "Asks for a milestone for one’s own accepted bid",
        scope: "payments:write",
        takes: Some(Shape::of::<milestones::OlderNewRequest>()),
        gives: Shape::of::<milestones::OlderRequestAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::NotBidder,
            Problem::ProjectState,
            Problem::BidState,
            Problem::Changed,
        ],
        handler: handler!(milestones::ask),
        ..OF
    },
    Operation {
        id: "olderActOnMilestoneRequest",
        verb: Verb::Put,
        path: "/api/projects/0.1/milestone_requests/{id}",
        about: "Does something with a request for a milestone",
        scope: "payments:write",
        reach: Reach::Private,
        parameters: &[
            id("The request’s number"),
            Parameter {
                name: "action",
                about: ACTION,
                schema: r#"{"type":"string","enum":["accept","reject","delete"]}"#,
                example: "delete",
            },
        ],
        gives: Shape::of::<milestones::OlderRequestAnswer>(),
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::NotBidder,
            Problem::ProjectState,
            Problem::BidState,
            Problem::MilestoneState,
        ],
        handler: handler!(milestones::settle),
        ..OF
    },
];
