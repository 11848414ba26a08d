//! The ledger.

use market::ledger::{Account, Movement, Transfer};
use market::{MilestoneId, TransferId};
use oauth::Timestamp;

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// What is in one account, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Which account.
    pub account: Account,
    /// The code of the currency.
    pub currency: String,
    /// How much, in smallest units.
    pub amount: i64,
}

/// A line of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// The number of the transfer.
    pub id: TransferId,
    /// Why money moved.
    pub movement: Movement,
    /// For which milestone.
    pub milestone_id: MilestoneId,
    /// The code of the currency.
    pub currency: String,
    /// How much arrived; below nothing for what left.
    pub amount: i64,
    /// When.
    pub at: Timestamp,
}

fn read_balance(columns: &mut Columns<'_>) -> Result<Balance> {
    Ok(Balance {
        account: columns.parse(Account::parse)?,
        currency: columns.take()?,
        amount: columns.take()?,
    })
}

fn read_line(columns: &mut Columns<'_>) -> Result<LedgerLine> {
    Ok(LedgerLine {
        id: columns.take()?,
        movement: columns.parse(Movement::parse)?,
        milestone_id: columns.take()?,
        currency: columns.take()?,
        amount: columns.take()?,
        at: columns.take()?,
    })
}

impl Reader {
    /// Lists what is in an account, by currency.
    pub async fn list_balances(&mut self, account: Account) -> Result<Vec<Balance>> {
        let sql = "SELECT account, currency, balance FROM ledger_balances WHERE account = $1
                   ORDER BY currency LIMIT 100";
        self.query_all(sql, &[(&account.to_string()).into()], read_balance).await
    }

    /// Lists what moved in either of two accounts before `before`, the newest first.
    pub async fn list_ledger_lines(
        &mut self,
        one: Account,
        other: Account,
        before: TransferId,
        limit: i64,
    ) -> Result<Vec<LedgerLine>> {
        let sql = "SELECT ledger_postings.transfer_id, movement, milestone_id, currency, amount, made_at
                   FROM ledger_postings
                   JOIN ledger_transfers ON ledger_transfers.transfer_id = ledger_postings.transfer_id
                   WHERE account IN ($1, $2) AND ledger_postings.transfer_id < $3
                   ORDER BY ledger_postings.transfer_id DESC LIMIT $4";
        let (one, other) = (one.to_string(), other.to_string());
        self.query_all(sql, &[(&one).into(), (&other).into(), before.into(), limit.into()], read_line).await
    }
}

impl Writer {
    /// Moves money: both postings and both balances, or nothing. Gives the number of the transfer.
    pub async fn insert_transfer(&mut self, transfer: &Transfer, now: Timestamp) -> Result<TransferId> {
        let sql = "INSERT INTO ledger_transfers (transfer_id, milestone_id, movement, currency, made_at)
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT (transfer_id) DO NOTHING";
        let mut id = TransferId::at(now);
        loop {
            let params = [
                id.into(),
                transfer.milestone_id.into(),
                transfer.movement.as_str().into(),
                (&transfer.currency).into(),
                now.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                break;
            }
            id = id.next();
        }
        // In the order of their names, so that transfers between the same accounts wait and do not lock each other out.
        let mut postings = transfer.postings().map(|posting| (posting.account.to_string(), posting.amount));
        postings.sort_unstable();
        for (account, amount) in &postings {
            let posting = "INSERT INTO ledger_postings (transfer_id, account, amount) VALUES ($1, $2, $3)";
            self.queue(posting, &[id.into(), account.into(), (*amount).into()]).await?;
            self.add_to_balance(account, &transfer.currency, *amount).await?;
        }
        Ok(id)
    }

    /// Adds to a balance. One that is there is changed where it is: a new row with less than nothing would not
    /// be let in, even to be added to another.
    async fn add_to_balance(&mut self, account: &str, currency: &str, amount: i64) -> Result<()> {
        let open = "INSERT INTO ledger_balances (account, currency, balance) VALUES ($1, $2, 0)
                    ON CONFLICT (account, currency) DO NOTHING";
        self.queue(open, &[account.into(), currency.into()]).await?;
        let add = "UPDATE ledger_balances SET balance = balance + $3 WHERE account = $1 AND currency = $2";
        self.queue(add, &[account.into(), currency.into(), amount.into()]).await
    }
}
