//! What projects are made of and paid in: skills, categories, currencies.

use market::money::CURRENCIES;
use market::skill::{CATEGORIES, SKILLS};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::call::Call;
use crate::error::ApiError;

/// Every skill.
#[derive(Serialize, ToSchema)]
pub(super) struct Skills {
    /// The skills, by category.
    skills: Vec<Skill>,
}

/// A skill.
#[derive(Serialize, ToSchema)]
struct Skill {
    /// Its number.
    id: i64,
    /// Its name.
    name: &'static str,
    /// Its name in addresses.
    slug: &'static str,
    /// The number of its category.
    category: i64,
}

/// Every category.
#[derive(Serialize, ToSchema)]
pub(super) struct Categories {
    /// The categories.
    categories: Vec<Category>,
}

/// A category of skills.
#[derive(Serialize, ToSchema)]
struct Category {
    /// Its number.
    id: i64,
    /// Its name.
    name: &'static str,
    /// The numbers of its skills.
    skills: Vec<i64>,
}

/// Every currency.
#[derive(Serialize, ToSchema)]
pub(super) struct Currencies {
    /// The currencies, by code.
    currencies: Vec<Currency>,
}

/// A currency.
#[derive(Serialize, ToSchema)]
struct Currency {
    /// Its code (ISO 4217).
    code: &'static str,
    /// Its sign.
    sign: &'static str,
    /// Its name.
    name: &'static str,
    /// How many digits of an amount stand after the point; amounts are whole numbers of the smallest unit.
    exponent: u32,
}

/// Every skill that work can be about.
pub(super) async fn skills(_: Call) -> Result<Answer, ApiError> {
    let skill = |skill: &market::skill::Skill| Skill {
        id: skill.number,
        name: skill.name,
        slug: skill.slug,
        category: skill.category,
    };
    Answer::ok(&Skills { skills: SKILLS.iter().map(skill).collect() })
}

/// The categories that skills belong to.
pub(super) async fn categories(_: Call) -> Result<Answer, ApiError> {
    let category = |category: &market::skill::Category| Category {
        id: category.number,
        name: category.name,
        skills: category.skills().map(|skill| skill.number).collect(),
    };
    Answer::ok(&Categories { categories: CATEGORIES.iter().map(category).collect() })
}

/// Every currency that members deal in.
pub(super) async fn currencies(_: Call) -> Result<Answer, ApiError> {
    let currency = |currency: &market::money::Currency| Currency {
        code: currency.code,
        sign: currency.sign,
        name: currency.name,
        exponent: currency.exponent,
    };
    Answer::ok(&Currencies { currencies: CURRENCIES.iter().map(currency).collect() })
}
