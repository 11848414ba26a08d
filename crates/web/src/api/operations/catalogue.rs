//! Skills, categories and currencies.

use super::{Operation, PLAIN, Shape, handler};
use crate::api::catalogue;

/// What projects are made of and paid in. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
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
