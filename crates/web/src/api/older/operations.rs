//! The operations of the older face.

use super::{bids, catalogue, projects, users, views};
use crate::api::operations::{Face, For, Operation, PLAIN, Parameter, Reach, Shape, Verb, handler, id};
use crate::error::Problem;

const LIMIT: Parameter = Parameter {
    name: "limit",
    about: "How many to give at most",
    schema: r#"{"type":"integer","minimum":0,"maximum":100,"default":10}"#,
    example: "10",
};

const OFFSET: Parameter = Parameter {
    name: "offset",
    about: "How many to leave out in front",
    schema: r#"{"type":"integer","minimum":0,"maximum":1000,"default":0}"#,
    example: "0",
};

const fn list(name: &'static str, about: &'static str) -> Parameter {
    Parameter {
        name,
        about,
        schema: r#"{"type":"array","maxItems":50,"items":{"type":"string","pattern":"^[1-9][0-9]{0,8}$"}}"#,
        example: "3",
    }
}

const fn switch(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, schema: r#"{"type":"boolean","default":false}"#, example: "true" }
}

const FULL: Parameter = switch("full_description", "Whether descriptions are given whole");
const USERS: Parameter = switch("user_details", "Whether owners are given too");
const ACTION: &str = "What is to be done";

const OLDER: Operation = Operation { face: Face::Older, tag: "0.1", ..PLAIN };

/// Every operation. Those of one address stand together.
pub(in crate::api) const OPERATIONS: &[Operation] = &[
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
    Operation {
        id: "olderListJobs",
        path: "/api/projects/0.1/jobs",
        about: "Skills that work can be about",
        parameters: &[list("jobs[]", "Numbers of skills; all if none is named")],
        gives: Shape::of::<views::OlderJobsAnswer>(),
        handler: handler!(catalogue::jobs),
        ..OLDER
    },
    Operation {
        id: "olderListCategories",
        path: "/api/projects/0.1/categories",
        about: "The categories that skills belong to",
        gives: Shape::of::<views::OlderCategoriesAnswer>(),
        handler: handler!(catalogue::categories),
        ..OLDER
    },
    Operation {
        id: "olderListCurrencies",
        path: "/api/projects/0.1/currencies",
        about: "Every currency that members deal in",
        gives: Shape::of::<views::OlderCurrenciesAnswer>(),
        handler: handler!(catalogue::currencies),
        ..OLDER
    },
];
