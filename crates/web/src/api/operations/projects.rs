//! Projects.

use super::{CURSOR, LIMIT, Operation, PLAIN, Parameter, Reach, Shape, Verb, handler, id};
use crate::api::{projects, views};
use crate::error::Problem;

/// A step that a project's owner takes.
const STEP: Operation = Operation {
    verb: Verb::Post,
    scope: "projects:write",
    reach: Reach::Guarded,
    parameters: &[id("The project’s number")],
    versioned: true,
    ..PLAIN
};

const OF_STEP: &[Problem] =
    &[Problem::Missing, Problem::NotOwner, Problem::ProjectState, Problem::EnoughAwarded];

/// Operations on projects. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "listProjects",
        path: "/api/projects/v1/projects",
        about: "A member’s projects, the newest first: the caller’s own with drafts, or those of another",
        parameters: &[
            Parameter {
                name: "owner",
                about: "The identifier of another member",
                schema: r#"{"type":"string","format":"uuid"}"#,
                example: "0199f7c4-9c00-7000-8000-000000000000",
            },
            LIMIT,
            CURSOR,
        ],
        gives: Shape::of::<views::ProjectPage>(),
        handler: handler!(projects::list),
        ..PLAIN
    },
    Operation {
        id: "createProject",
        verb: Verb::Post,
        path: "/api/projects/v1/projects",
        about: "Posts a project, open for bids at once or as a draft",
        scope: "projects:write",
        takes: Some(Shape::of::<views::NewProject>()),
        creates: true,
        versioned: true,
        handler: handler!(projects::create),
        ..PLAIN
    },
    Operation {
        id: "searchProjects",
        path: "/api/projects/v1/projects/active",
        about: "Open projects, the newest first, that fit everything that is asked",
        parameters: &[
            Parameter {
                name: "query",
                about: "Beginnings of words that title or description must have, all of them",
                schema: r#"{"type":"string","maxLength":200}"#,
                example: "logo bakery",
            },
            Parameter {
                name: "skills",
                about: "Numbers of skills with commas between, one of which must be asked for",
                schema: r#"{"type":"string","pattern":"^[0-9]{1,9}(,[0-9]{1,9}){0,19}$"}"#,
                example: "32,20",
            },
            Parameter {
                name: "kind",
                about: "How it is paid",
                schema: r#"{"type":"string","enum":["fixed","hourly"]}"#,
                example: "fixed",
            },
            Parameter {
                name: "currency",
                about: "The code of the currency; needed with `min_budget` or `max_budget`",
                schema: r#"{"type":"string","pattern":"^[A-Z]{3}$"}"#,
                example: "EUR",
            },
            Parameter {
                name: "min_budget",
                about: "An amount in smallest units that the budget must reach",
                schema: r#"{"type":"integer","minimum":1,"maximum":100000000000}"#,
                example: "5000",
            },
            Parameter {
                name: "max_budget",
                about: "An amount in smallest units that the budget must not begin above",
                schema: r#"{"type":"integer","minimum":1,"maximum":100000000000}"#,
                example: "90000",
            },
            Parameter {
                name: "max_age_days",
                about: "How many days ago it may have been posted",
                schema: r#"{"type":"integer","minimum":1,"maximum":3650}"#,
                example: "30",
            },
            LIMIT,
            CURSOR,
        ],
        gives: Shape::of::<views::ProjectPage>(),
        handler: handler!(projects::search),
        ..PLAIN
    },
    Operation {
        id: "getProject",
        path: "/api/projects/v1/projects/{id}",
        about: "A project. A draft is its owner’s only",
        parameters: &[id("The project’s number")],
        versioned: true,
        problems: &[Problem::Missing],
        handler: handler!(projects::read),
        ..PLAIN
    },
    Operation {
        id: "replaceProject",
        verb: Verb::Put,
        path: "/api/projects/v1/projects/{id}",
        about: "Replaces what a draft or an open project asks for",
        takes: Some(Shape::of::<views::Terms>()),
        problems: &[
            Problem::Missing,
            Problem::NotOwner,
            Problem::ProjectState,
            Problem::HasBids,
            Problem::Changed,
        ],
        handler: handler!(projects::replace),
        ..STEP
    },
    Operation {
        id: "publishProject",
        path: "/api/projects/v1/projects/{id}/publish",
        about: "Opens a draft for bids",
        problems: OF_STEP,
        handler: handler!(projects::publish),
        ..STEP
    },
    Operation {
        id: "completeProject",
        path: "/api/projects/v1/projects/{id}/complete",
        about: "Says that work in progress is done",
        problems: OF_STEP,
        handler: handler!(projects::complete),
        ..STEP
    },
    Operation {
        id: "closeProject",
        path: "/api/projects/v1/projects/{id}/close",
        about: "Takes back a draft or an open project",
        problems: OF_STEP,
        handler: handler!(projects::close),
        ..STEP
    },
];
