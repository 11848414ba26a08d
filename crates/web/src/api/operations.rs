//! Every operation of the API in one table. The router, the check of scopes, the description and the tests of
//! who may do what are all made of it.

mod bids;
mod catalogue;
mod milestones;
mod projects;
mod reviews;
mod users;

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::answer::Answer;
use super::call::Call;
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
    /// Whether what it takes may be left out.
    pub(super) optional: bool,
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
    optional: false,
    gives: Shape::of::<super::views::Project>(),
    creates: false,
    versioned: false,
    problems: &[],
    handler: handler!(super::projects::read),
};

/// Every operation of both faces.
pub(super) fn all() -> impl Iterator<Item = &'static Operation> {
    OWN.iter().copied().flatten().chain(super::older::operations())
}

/// The operations of our own face, by what they are about.
const OWN: &[&[Operation]] = &[
    users::OPERATIONS,
    projects::OPERATIONS,
    bids::OPERATIONS,
    milestones::OPERATIONS,
    reviews::OPERATIONS,
    catalogue::OPERATIONS,
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
