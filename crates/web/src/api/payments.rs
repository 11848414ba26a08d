//! `/api/users/v1/self/balances` and `/payments`: a member's own accounts in the ledger.

use market::TransferId;
use market::ledger::{Account, Movement};
use serde::Serialize;
use store::LedgerLine;
use utoipa::ToSchema;

use super::answer::{Answer, cut};
use super::call::Call;
use super::views::instant;
use crate::error::ApiError;

/// What a member has earned and put in, by currency.
#[derive(Serialize, ToSchema)]
pub(super) struct Balances {
    /// One for each currency in which anything moved.
    balances: Vec<Balance>,
}

/// What a member has earned and put in, in one currency.
#[derive(Serialize, ToSchema)]
struct Balance {
    /// The code of the currency.
    currency: String,
    /// What others released to the member, in smallest units.
    earned: i64,
    /// What the member set aside or paid.
    put_in: i64,
}

/// What moved, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct PaymentPage {
    /// What moved, the newest first.
    payments: Vec<Payment>,
    /// The `cursor` of the next page, if there is one.
    next: Option<String>,
}

/// A movement of a member's money.
#[derive(Serialize, ToSchema)]
struct Payment {
    /// Its number.
    id: String,
    /// Why: `hold`, `release` or `return`.
    movement: &'static str,
    /// The number of the milestone.
    milestone_id: String,
    /// The code of the currency.
    currency: String,
    /// How much arrived, in smallest units; below nothing for what was set aside.
    amount: i64,
    /// When (RFC 3339, UTC).
    made_at: String,
}

impl Payment {
    fn of(line: &LedgerLine) -> Self {
        Self {
            id: line.id.to_string(),
            movement: Movement::as_str(line.movement),
            milestone_id: line.milestone_id.to_string(),
            currency: line.currency.clone(),
            amount: line.amount,
            made_at: instant(line.at),
        }
    }
}

/// What the caller has earned and put in.
pub(super) async fn balances(call: Call) -> Result<Answer, ApiError> {
    let member = call.viewer().await?;
    let mut reader = call.app.store.read().await?;
    let earned = reader.list_balances(Account::Earned(member)).await?;
    let funds = reader.list_balances(Account::Funds(member)).await?;
    let mut balances: Vec<Balance> = earned
        .into_iter()
        .map(|balance| Balance { currency: balance.currency, earned: balance.amount, put_in: 0 })
        .collect();
    for missing in funds {
        let put_in = -missing.amount;
        match balances.iter_mut().find(|balance| balance.currency == missing.currency) {
            Some(balance) => balance.put_in = put_in,
            None => balances.push(Balance { currency: missing.currency, earned: 0, put_in }),
        }
    }
    balances.sort_unstable_by(|one, other| one.currency.cmp(&other.currency));
    Answer::ok(&Balances { balances })
}

/// What moved in the caller's accounts.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let member = call.viewer().await?;
    let limit = call.limit()?;
    let before = call.parsed("cursor", TransferId::parse)?.unwrap_or(TransferId::LAST);
    let (funds, earned) = (Account::Funds(member), Account::Earned(member));
    let mut reader = call.app.store.read().await?;
    let mut found = reader.list_ledger_lines(funds, earned, before, limit + 1).await?;
    let next = cut(&mut found, limit, |line| line.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = PaymentPage { payments: found.iter().map(Payment::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}
