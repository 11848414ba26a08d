//! Projects.

use super::{ACTION, FULL, LIMIT, OFFSET, OLDER, USERS, list};
use crate::api::older::{projects, views};
use crate::api::operations::{Operation, Parameter, Reach, Shape, Verb, handler, id};
use crate::error::Problem;

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        id: "olderListProjects",
        path: "/api/projects/0.1/projects",
        about: "Projects by number or owner; the caller’s own if neither is named",
        parameters: &[
            list("projects[]", "Numbers of projects"),
            list("owners[]", "Numbers of members"),
            FULL,
            USERS,
            LIMIT,
            OFFSET,
        ],
        gives: Shape::of::<views::OlderProjectsAnswer>(),
        handler: handler!(projects::list),
        ..OLDER
    },
    Operation {
        id: "olderCreateProject",
        verb: Verb::Post,
        path: "/api/projects/0.1/projects",
        about: "Posts a project, open for bids at once",
        scope: "projects:write",
        takes: Some(Shape::of::<projects::OlderNewProject>()),
        gives: Shape::of::<views::OlderProjectAnswer>(),
        handler: handler!(projects::create),
        ..OLDER
    },
    Operation {
        id: "olderSearchProjects",
        path: "/api/projects/0.1/projects/active",
        about: "Open projects, the newest first, that fit what is asked",
        parameters: &[
            Parameter {
                name: "query",
                about: "Beginnings of words that title or description must have, all of them",
                schema: r#"{"type":"string","maxLength":200}"#,
                example: "logo",
            },
            list("jobs[]", "Numbers of skills, one of which must be asked for"),
            Parameter {
                name: "project_types[]",
                about: "How it is paid",
                schema: r#"{"type":"array","maxItems":2,"items":{"type":"string","enum":["fixed","hourly"]}}"#,
                example: "fixed",
            },
            FULL,
            USERS,
            LIMIT,
            OFFSET,
        ],
        gives: Shape::of::<views::OlderProjectsAnswer>(),
        handler: handler!(projects::search),
        ..OLDER
    },
    Operation {
        id: "olderGetProject",
        path: "/api/projects/0.1/projects/{id}",
        about: "A project. A draft is its owner’s only",
        parameters: &[id("The project’s number"), FULL],
        gives: Shape::of::<views::OlderProjectAnswer>(),
        problems: &[Problem::Missing],
        handler: handler!(projects::read),
        ..OLDER
    },
    Operation {
        id: "olderActOnProject",
        verb: Verb::Put,
        path: "/api/projects/0.1/projects/{id}",
        about: "Takes back a project",
        scope: "projects:write",
        reach: Reach::Guarded,
        parameters: &[
            id("The project’s number"),
            Parameter {
                name: "action",
                about: ACTION,
                schema: r#"{"type":"string","enum":["close"]}"#,
                example: "close",
            },
        ],
        gives: Shape::of::<views::OlderProjectAnswer>(),
        problems: &[Problem::Missing, Problem::NotOwner, Problem::ProjectState, Problem::EnoughAwarded],
        handler: handler!(projects::act),
        ..OLDER
    },
];
