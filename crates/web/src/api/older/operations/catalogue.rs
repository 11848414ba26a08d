//! Skills, categories and currencies.

use super::{OLDER, list};
use crate::api::older::{catalogue, views};
use crate::api::operations::{Operation, Shape, handler};

/// Operations of this face on them. Those of one address stand together.
pub(super) const OPERATIONS: &[Operation] = &[
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
