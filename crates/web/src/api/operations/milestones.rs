//! Milestones, the requests for them, and what they moved.

use super::{CURSOR, LIMIT, NUMBER, Operation, PLAIN, Parameter, Reach, Shape, Verb, handler, id};
use crate::api::{milestone_requests, milestones, payments};
use crate::error::Problem;

/// What is asked of milestones.
const OF: Operation =
    Operation { tag: "payments", scope: "payments:read", gives: Shape::of::<milestones::Shown>(), ..PLAIN };

/// Something that is done with a milestone.
const ACT: Operation = Operation {
    verb: Verb::Post,
    scope: "payments:write",
    reach: Reach::Private,
    parameters: &[id("The milestone’s number")],
    ..OF
};

/// What is asked of requests.
const ASK: Operation = Operation {
    verb: Verb::Post,
    scope: "payments:write",
    reach: Reach::Private,
    parameters: &[id("The request’s number")],
    gives: Shape::of::<milestone_requests::Shown>(),
    ..OF
};

const LISTED: &[Parameter] = &[
    Parameter {
        name: "project",
        about: "The number of a project",
        schema: NUMBER,
        example: "1795000000000000",
    },
    LIMIT,
    CURSOR,
];

const OF_PAYER: &[Problem] =
    &[Problem::Missing, Problem::NotOwner, Problem::MilestoneState, Problem::MoreThanHeld];
const OF_PAYEE: &[Problem] = &[Problem::Missing, Problem::NotBidder, Problem::MilestoneState];

/// Operations on milestones. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "listMilestones",
        path: "/api/projects/v1/milestones",
        about: "Milestones that the caller pays or is paid, the newest first",
        parameters: LISTED,
        gives: Shape::of::<milestones::MilestonePage>(),
        handler: handler!(milestones::list),
        ..OF
    },
    Operation {
        id: "createMilestone",
        verb: Verb::Post,
        path: "/api/projects/v1/milestones",
        about: "Sets money aside for an accepted bid on one’s own project",
        scope: "payments:write",
        takes: Some(Shape::of::<milestones::NewMilestone>()),
        creates: true,
        problems: &[Problem::Missing, Problem::NotOwner, Problem::ProjectState, Problem::BidState],
        handler: handler!(milestones::create),
        ..OF
    },
    Operation {
        id: "getMilestone",
        verb: Verb::Get,
        path: "/api/projects/v1/milestones/{id}",
        about: "A milestone, for who pays and who is paid",
        scope: "payments:read",
        problems: &[Problem::Missing],
        handler: handler!(milestones::read),
        ..ACT
    },
    Operation {
        id: "releaseMilestone",
        path: "/api/projects/v1/milestones/{id}/release",
        about: "Pays what one set aside, or a part of it",
        takes: Some(Shape::of::<milestones::Release>()),
        optional: true,
        problems: OF_PAYER,
        handler: handler!(milestones::release),
        ..ACT
    },
    Operation {
        id: "requestRelease",
        path: "/api/projects/v1/milestones/{id}/request-release",
        about: "Asks for what is set aside for one’s own work",
        problems: OF_PAYEE,
        handler: handler!(milestones::request_release),
        ..ACT
    },
    Operation {
        id: "cancelMilestone",
        path: "/api/projects/v1/milestones/{id}/cancel",
        about: "Gives back what is set aside for one’s own work",
        problems: OF_PAYEE,
        handler: handler!(milestones::cancel),
        ..ACT
    },
    Operation {
        id: "listMilestoneRequests",
        path: "/api/projects/v1/milestone-requests",
        about: "Requests for milestones that the caller made or got, the newest first",
        parameters: LISTED,
        gives: Shape::of::<milestone_requests::MilestoneRequestPage>(),
        handler: handler!(milestone_requests::list),
        ..OF
    },
    Operation {
        id: "createMilestoneRequest",
        verb: Verb::Post,
        path: "/api/projects/v1/milestone-requests",
        about: "Asks for a milestone for one’s own accepted bid",
        scope: "payments:write",
        takes: Some(Shape::of::<milestones::NewMilestone>()),
        gives: Shape::of::<milestone_requests::Shown>(),
        creates: true,
        problems: &[Problem::Missing, Problem::NotBidder, Problem::ProjectState, Problem::BidState],
        handler: handler!(milestone_requests::create),
        ..OF
    },
    Operation {
        id: "getMilestoneRequest",
        verb: Verb::Get,
        path: "/api/projects/v1/milestone-requests/{id}",
        about: "A request for a milestone, for who asks and who is asked",
        scope: "payments:read",
        problems: &[Problem::Missing],
        handler: handler!(milestone_requests::read),
        ..ASK
    },
    Operation {
        id: "acceptMilestoneRequest",
        path: "/api/projects/v1/milestone-requests/{id}/accept",
        about: "Sets aside what was asked for",
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::MilestoneState,
            Problem::ProjectState,
            Problem::BidState,
        ],
        handler: handler!(milestone_requests::accept),
        ..ASK
    },
    Operation {
        id: "rejectMilestoneRequest",
        path: "/api/projects/v1/milestone-requests/{id}/reject",
        about: "Does not set aside what was asked for",
        problems: &[Problem::Missing, Problem::NotOwner, Problem::MilestoneState],
        handler: handler!(milestone_requests::reject),
        ..ASK
    },
    Operation {
        id: "withdrawMilestoneRequest",
        path: "/api/projects/v1/milestone-requests/{id}/withdraw",
        about: "Takes back a request of one’s own",
        problems: OF_PAYEE,
        handler: handler!(milestone_requests::withdraw),
        ..ASK
    },
    Operation {
        id: "getBalances",
        path: "/api/users/v1/self/balances",
        about: "What the caller has earned and put in, by currency",
        gives: Shape::of::<payments::Balances>(),
        handler: handler!(payments::balances),
        ..OF
    },
    Operation {
        id: "listPayments",
        path: "/api/users/v1/self/payments",
        about: "What moved in the caller’s accounts, the newest first",
        parameters: &[LIMIT, CURSOR],
        gives: Shape::of::<payments::PaymentPage>(),
        handler: handler!(payments::list),
        ..OF
    },
];
