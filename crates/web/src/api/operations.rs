//! Every operation of the API in one table. The router, the check of scopes, the description and the tests of
//! who may do what are all made of it.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::answer::Answer;
use super::call::Call;
use super::{bids, catalogue, projects, users, views};
use crate::error::{ApiError, Problem};

/// An HTTP method that operations use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    Post,
    Put,
}

/// In whose manners an operation is called and answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Our own.
    V1,
    /// Those of older clients.
    Older,
}

/// For whom a token must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// For a member, or for the app itself: then it acts as the member who owns the app.
    Anyone,
    /// For a member.
    Member,
}

/// Whose things an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What everybody may see, or the caller's own.
    Open,
    /// A thing of certain members: for others it does not exist.
    Private,
    /// A thing that all may see and certain members may change.
    Guarded,
}

/// A JSON type, as the description names it.
pub(super) struct Shape {
    pub(super) name: fn() -> Cow<'static, str>,
    pub(super) collect: fn(&mut Vec<(String, RefOr<Schema>)>),
}

impl Shape {
    pub(super) const fn of<T: ToSchema>() -> Self {
        Self { name: T::name, collect: collect::<T> }
    }
}

fn collect<T: ToSchema>(schemas: &mut Vec<(String, RefOr<Schema>)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

/// A parameter of an address.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// What it holds, as JSON Schema.
    pub(super) schema: &'static str,
    pub(super) example: &'static str,
}

type Answering = Pin<Box<dyn Future<Output = Result<Answer, ApiError>> + Send>>;

/// One operation.
pub(super) struct Operation {
    pub(super) id: &'static str,
    pub(super) face: Face,
    pub(super) verb: Verb,
    pub(super) path: &'static str,
    pub(super) tag: &'static str,
    pub(super) about: &'static str,
    pub(super) scope: &'static str,
    pub(super) acts_for: For,
    pub(super) reach: Reach,
    pub(super) parameters: &'static [Parameter],
    pub(super) takes: Option<Shape>,
    pub(super) gives: Shape,
    /// Whether it makes something new: answered with 201, and repeatable with an `Idempotency-Key`.
    pub(super) creates: bool,
    /// Whether what it gives has an `ETag`, which a `PUT` takes back in `If-Match`.
    pub(super) versioned: bool,
    /// Problems besides those of every operation.
    pub(super) problems: &'static [Problem],
    pub(super) handler: fn(Call) -> Answering,
}

const NUMBER: &str = r#"{"type":"string","pattern":"^[1-9][0-9]{0,15}$"}"#;

const LIMIT: Parameter = Parameter {
    name: "limit",
    about: "How many to give at most",
    schema: r#"{"type":"integer","minimum":1,"maximum":100,"default":20}"#,
    example: "20",
};

const CURSOR: Parameter = Parameter {
    name: "cursor",
    about: "Where to go on: the `next` of the page before",
    schema: NUMBER,
    example: "1795000000000000",
};

pub(super) const fn id(about: &'static str) -> Parameter {
    Parameter { name: "id", about, schema: r#"{"type":"string"}"#, example: "1795000000000000" }
}

macro_rules! handler {
    ($function:path) => {
        |call| Box::pin($function(call))
    };
}
pub(super) use handler;

/// The most an entry of the table needs; each changes what differs.
pub(super) const PLAIN: Operation = Operation {
    id: "",
    face: Face::V1,
    verb: Verb::Get,
    path: "",
    tag: "projects",
    about: "",
    scope: "projects:read",
    acts_for: For::Anyone,
    reach: Reach::Open,
    parameters: &[],
    takes: None,
    gives: Shape::of::<views::Project>(),
    creates: false,
    versioned: false,
    problems: &[],
    handler: handler!(projects::read),
};

/// A step that a project's owner takes.
const STEP: Operation = Operation {
    verb: Verb::Post,
    scope: "projects:write",
    reach: Reach::Guarded,
    parameters: &[id("The project’s number")],
    versioned: true,
    ..PLAIN
};

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
const OF_STEP: &[Problem] =
    &[Problem::Missing, Problem::NotOwner, Problem::ProjectState, Problem::EnoughAwarded];

/// Every operation of both faces.
pub(super) fn all() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter().chain(super::older::OPERATIONS)
}

/// Every operation of our own face. Those of one address stand together.
const OPERATIONS: &[Operation] = &[
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
    Operation {
        id: "listSkills",
        path: "/api/projects/v1/skills",
        tag: "catalogue",
        about: "Every skill that work can be about",
        gives: Shape::of::<catalogue::Skills>(),
        handler: handler!(catalogue::skills),
        ..PLAIN
    },
    Operation {
        id: "listCategories",
        path: "/api/projects/v1/categories",
        tag: "catalogue",
        about: "The categories that skills belong to",
        gives: Shape::of::<catalogue::Categories>(),
        handler: handler!(catalogue::categories),
        ..PLAIN
    },
    Operation {
        id: "listCurrencies",
        path: "/api/projects/v1/currencies",
        tag: "catalogue",
        about: "Every currency that members deal in",
        gives: Shape::of::<catalogue::Currencies>(),
        handler: handler!(catalogue::currencies),
        ..PLAIN
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_has_a_name_and_a_place_of_its_own() {
        for operation in all() {
            let same = all().filter(|other| {
                other.id == operation.id || (other.path, other.verb) == (operation.path, operation.verb)
            });
            assert_eq!(same.count(), 1, "{}", operation.id);
            let named = operation.path.contains("{id}");
            assert_eq!(named, operation.parameters.iter().any(|one| one.name == "id"), "{}", operation.id);
            assert!(operation.scope.ends_with(if operation.verb == Verb::Get { ":read" } else { ":write" }));
            assert!(!operation.creates || operation.verb == Verb::Post, "{}", operation.id);
        }
        let places: Vec<_> =
            all().map(|operation| all().position(|first| first.path == operation.path)).collect();
        assert!(places.is_sorted(), "operations of one address stand together");
    }
}
