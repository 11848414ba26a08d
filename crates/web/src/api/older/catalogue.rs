//! Skills, categories and currencies in the older manner.

use market::money::CURRENCIES;
use market::skill::{CATEGORIES, SKILLS};

use super::views::{OlderCategories, OlderCategory, OlderCurrencies, OlderCurrency, OlderJob};
use crate::api::answer::Answer;
use crate::api::call::{Call, whole};
use crate::error::ApiError;

/// Skills: all of them, or those that are named.
pub(super) async fn jobs(call: Call) -> Result<Answer, ApiError> {
    let wanted = call.all_parsed("jobs", |text| whole(text, 0, 999_999_999))?;
    let shown = |number| wanted.is_empty() || wanted.contains(&number);
    let jobs: Vec<_> = SKILLS.iter().filter(|skill| shown(skill.number)).map(OlderJob::of).collect();
    call.envelope(jobs)
}

/// Every category.
pub(super) async fn categories(call: Call) -> Result<Answer, ApiError> {
    let category =
        |category: &market::skill::Category| OlderCategory { id: category.number, name: category.name };
    call.envelope(OlderCategories { categories: CATEGORIES.iter().map(category).collect() })
}

/// Every currency.
pub(super) async fn currencies(call: Call) -> Result<Answer, ApiError> {
    call.envelope(OlderCurrencies { currencies: CURRENCIES.iter().map(OlderCurrency::of).collect() })
}
