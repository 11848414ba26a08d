use market::ledger::{Account, Movement, Transfer};
use market::milestone::{Act, Acted};
use market::{MilestoneId, TransferId};
use oauth::UserId;
use store::{Balance, LedgerLine, Store};

use super::milestones::{hold, work};
use crate::records::{NOW, after, user_id};
use crate::support::{attempt, read, save};

both_engines! {
    what_leaves_one_account_arrives_in_another,
    what_moved_is_listed_in_pages,
    an_account_that_holds_nothing_gives_nothing,
    transfers_at_once_all_arrive,
}

fn transfer(from: Account, to: Account, currency: &str, amount: i64) -> Transfer {
    let milestone_id = MilestoneId::from_number(7);
    Transfer { movement: Movement::Hold, milestone_id, currency: currency.into(), amount, from, to }
}

async fn balances(store: &Store, account: Account) -> Vec<(String, i64)> {
    let found = read(store, async |reader| reader.list_balances(account).await).await;
    let plain = |balance: Balance| {
        assert_eq!(balance.account, account);
        (balance.currency, balance.amount)
    };
    found.into_iter().map(plain).collect()
}

async fn what_leaves_one_account_arrives_in_another(store: Store) {
    let (funds, held) = (Account::Funds(user_id()), Account::Held(MilestoneId::from_number(41)));
    assert_eq!(balances(&store, funds).await, []);
    for (currency, amount) in [("USD", 5), ("EUR", 70), ("USD", 4)] {
        save(&store, async |tx| tx.insert_transfer(&transfer(funds, held, currency, amount), NOW).await)
            .await;
    }
    assert_eq!(balances(&store, funds).await, [("EUR".into(), -70), ("USD".into(), -9)]);
    assert_eq!(balances(&store, held).await, [("EUR".into(), 70), ("USD".into(), 9)]);
}

async fn lines(store: &Store, member: UserId, before: TransferId, limit: i64) -> Vec<LedgerLine> {
    let (funds, earned) = (Account::Funds(member), Account::Earned(member));
    read(store, async |reader| reader.list_ledger_lines(funds, earned, before, limit).await).await
}

async fn what_moved_is_listed_in_pages(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let work = work(&store, ada, bob).await;
    let made = hold(&store, &work, 100).await;
    let Acted::Move(_, released) = made.act(Act::Release(Some(30)), &ada) else { panic!("refused") };
    let number = save(&store, async |tx| tx.insert_transfer(&released, after(9)).await).await;
    let held = &lines(&store, ada, TransferId::LAST, 9).await[..];
    assert_eq!(
        held.iter().map(|line| (line.movement, line.amount)).collect::<Vec<_>>(),
        [(Movement::Hold, -100)]
    );
    let earned = LedgerLine {
        id: number,
        movement: Movement::Release,
        milestone_id: made.id,
        currency: "EUR".into(),
        amount: 30,
        at: after(9),
    };
    assert_eq!(lines(&store, bob, TransferId::LAST, 9).await, [earned]);
    assert_eq!(lines(&store, bob, number, 9).await, []);
    save(&store, async |tx| tx.insert_transfer(&made.hold(), after(10)).await).await;
    assert_eq!(lines(&store, ada, TransferId::LAST, 1).await.len(), 1);
    assert_eq!(lines(&store, ada, TransferId::LAST, 9).await.len(), 2);
}

async fn an_account_that_holds_nothing_gives_nothing(store: Store) {
    let (held, earned) = (Account::Held(MilestoneId::from_number(42)), Account::Earned(user_id()));
    let mut tx = store.write().await.unwrap();
    let moved = tx.insert_transfer(&transfer(held, earned, "EUR", 1), NOW).await;
    let committed = match moved {
        Ok(_) => tx.commit().await.is_ok(),
        Err(_) => false,
    };
    assert!(!committed, "the database itself refuses what no rule let through");
    assert_eq!(balances(&store, earned).await, []);
}

async fn transfers_at_once_all_arrive(store: Store) {
    // They wait for each other, so no more than there are connections.
    const TRANSFERS: usize = 16;
    let (ada, bob) = (Account::Funds(user_id()), Account::Funds(user_id()));
    let moving = (0..TRANSFERS).map(|number| {
        let store = store.clone();
        tokio::spawn(async move {
            let (from, to) = if number % 2 == 0 { (ada, bob) } else { (bob, ada) };
            let moved = transfer(from, to, "EUR", if number % 2 == 0 { 3 } else { 1 });
            attempt(&store, async |tx| tx.insert_transfer(&moved, NOW).await).await;
            save(&store, async |tx| tx.insert_transfer(&moved, NOW).await).await;
        })
    });
    for moved in futures_util::future::join_all(moving).await {
        moved.unwrap();
    }
    assert_eq!(balances(&store, ada).await, [("EUR".into(), -16)]);
    assert_eq!(balances(&store, bob).await, [("EUR".into(), 16)]);
}
