use market::bid::BidStatus;
use market::ledger::Account;
use market::milestone::{Act, Acted, Milestone, MilestoneStatus, Part, Reason, Request, RequestStatus};
use market::project::{Project, ProjectStatus};
use market::{MilestoneId, ProjectId, RequestId};
use oauth::UserId;
use store::Store;

use crate::records::{NOW, add_project, after, bid, project, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_milestone_comes_back_as_it_was,
    milestones_are_listed_in_pages_for_the_two_they_are_between,
    what_becomes_of_a_milestone_is_kept,
    a_request_comes_back_as_it_was_and_as_it_was_settled,
    one_of_64_releases_is_made,
    a_milestone_is_released_or_returned,
}

/// A project of one member at work with another, and what they agree on.
pub struct Work {
    pub project: Project,
    pub bid: market::bid::Bid,
}

pub async fn work(store: &Store, owner: UserId, bidder: UserId) -> Work {
    let open = project(owner);
    let project = add_project(store, &Project { status: ProjectStatus::WorkInProgress, ..open }).await;
    let offered = market::bid::Bid { status: BidStatus::Accepted, ..bid(project.id, bidder) };
    let id = save(store, async |tx| tx.insert_bid(&offered).await).await.unwrap();
    Work { project, bid: market::bid::Bid { id, ..offered } }
}

pub fn part(amount: i64) -> Part {
    Part { amount, reason: Reason::PartialPayment, description: "First drafts".into() }
}

/// Sets money aside as a request does.
pub async fn hold(store: &Store, work: &Work, amount: i64) -> Milestone {
    let made = Milestone::new(&work.project, &work.bid, part(amount), NOW);
    save(store, async |tx| {
        let id = tx.insert_milestone(&made).await?;
        let made = Milestone { id, ..made.clone() };
        tx.insert_transfer(&made.hold(), NOW).await?;
        Ok(made)
    })
    .await
}

async fn found(store: &Store, id: MilestoneId) -> Option<Milestone> {
    read(store, async |reader| reader.find_milestone(id).await).await
}

async fn a_milestone_comes_back_as_it_was(store: Store) {
    let work = work(&store, user_id(), user_id()).await;
    let (first, second) = (hold(&store, &work, 10_000).await, hold(&store, &work, 5_000).await);
    assert!(first.id < second.id, "the same instant gives numbers that differ");
    assert_eq!(found(&store, first.id).await, Some(first));
    assert_eq!(found(&store, second.id).await, Some(second));
    assert_eq!(found(&store, MilestoneId::FIRST).await, None);
}

async fn milestones_are_listed_in_pages_for_the_two_they_are_between(store: Store) {
    let (ada, bob, eve) = (user_id(), user_id(), user_id());
    let one = work(&store, ada, bob).await;
    let other = work(&store, bob, ada).await;
    let paid = hold(&store, &one, 10).await;
    let more = hold(&store, &one, 20).await;
    let received = hold(&store, &other, 30).await;
    let on = async |project: ProjectId, viewer: UserId, before, limit| {
        read(&store, async |reader| reader.list_milestones_on(project, &viewer, before, limit).await).await
    };
    assert_eq!(on(one.project.id, ada, MilestoneId::LAST, 9).await, [more.clone(), paid.clone()]);
    assert_eq!(on(one.project.id, bob, more.id, 1).await, std::slice::from_ref(&paid));
    assert_eq!(on(one.project.id, eve, MilestoneId::LAST, 9).await, []);
    let of = async |member: UserId, before, limit| {
        read(&store, async |reader| reader.list_milestones_of(&member, before, limit).await).await
    };
    assert_eq!(of(ada, MilestoneId::LAST, 9).await, [received.clone(), more.clone(), paid.clone()]);
    assert_eq!(of(bob, received.id, 1).await, [more]);
    assert_eq!(of(eve, MilestoneId::LAST, 9).await, []);
}

async fn what_becomes_of_a_milestone_is_kept(store: Store) {
    let work = work(&store, user_id(), user_id()).await;
    let (made, other) = (hold(&store, &work, 100).await, hold(&store, &work, 100).await);
    let acted = made.act(Act::Release(Some(40)), &work.project.owner_id);
    let changed = made.after(&acted, after(5));
    save(&store, async |tx| tx.set_milestone(&changed).await).await;
    assert_eq!(found(&store, made.id).await, Some(changed));
    assert_eq!(found(&store, other.id).await, Some(other));
}

async fn a_request_comes_back_as_it_was_and_as_it_was_settled(store: Store) {
    let (ada, bob, eve) = (user_id(), user_id(), user_id());
    let work = work(&store, ada, bob).await;
    let asked = Request::new(&work.project, &work.bid, part(10), &bob, NOW).unwrap();
    let first = save(&store, async |tx| tx.insert_milestone_request(&asked).await).await;
    let second = save(&store, async |tx| tx.insert_milestone_request(&asked).await).await;
    let first = Request { id: first, ..asked.clone() };
    let second = Request { id: second, ..asked };
    let find = async |id| read(&store, async |reader| reader.find_milestone_request(id).await).await;
    assert_eq!(find(first.id).await, Some(first.clone()));
    assert_eq!(find(RequestId::FIRST).await, None);
    let on = async |viewer: UserId, before| {
        let project = work.project.id;
        read(&store, async |reader| reader.list_milestone_requests_on(project, &viewer, before, 9).await)
            .await
    };
    assert_eq!(on(ada, RequestId::LAST).await, [second.clone(), first.clone()]);
    assert_eq!(on(bob, second.id).await, std::slice::from_ref(&first));
    assert_eq!(on(eve, RequestId::LAST).await, []);
    let of = async |member: UserId, before| {
        read(&store, async |reader| reader.list_milestone_requests_of(&member, before, 9).await).await
    };
    assert_eq!(of(bob, RequestId::LAST).await, [second.clone(), first.clone()]);
    assert_eq!(of(ada, second.id).await, std::slice::from_ref(&first));
    assert_eq!(of(eve, RequestId::LAST).await, []);
    let made = Some(MilestoneId::from_number(7));
    let settled = Request {
        status: RequestStatus::Accepted,
        milestone_id: made,
        updated_at: after(3),
        ..first.clone()
    };
    save(&store, async |tx| tx.set_milestone_request(&settled).await).await;
    assert_eq!(find(first.id).await, Some(settled));
    assert_eq!(find(second.id).await, Some(second));
}

/// Does something with a milestone as a request does; true if it was done.
async fn request_act(store: Store, id: MilestoneId, act: Act, actor: UserId) -> bool {
    let mut tx = store.write().await.unwrap();
    let project = tx.find_milestone(id).await.unwrap().unwrap().project_id;
    tx.claim_project(project, NOW).await.unwrap();
    let milestone = tx.find_milestone(id).await.unwrap().unwrap();
    let acted = milestone.act(act, &actor);
    let Acted::Move(_, transfer) = &acted else { return false };
    tx.set_milestone(&milestone.after(&acted, NOW)).await.unwrap();
    tx.insert_transfer(transfer, NOW).await.unwrap();
    tx.commit().await.unwrap();
    true
}

async fn balance(store: &Store, account: Account) -> i64 {
    let found = read(store, async |reader| reader.list_balances(account).await).await;
    found.iter().map(|balance| balance.amount).sum()
}

async fn one_of_64_releases_is_made(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let work = work(&store, ada, bob).await;
    let made = hold(&store, &work, 10_000).await;
    let outcomes = race(|_| request_act(store.clone(), made.id, Act::Release(None), ada)).await;
    assert_eq!(winners(&outcomes), 1);
    assert_eq!(found(&store, made.id).await.unwrap().status, MilestoneStatus::Released);
    let balances = [
        balance(&store, Account::Funds(ada)).await,
        balance(&store, Account::Held(made.id)).await,
        balance(&store, Account::Earned(bob)).await,
    ];
    assert_eq!(balances, [-10_000, 0, 10_000]);
}

async fn a_milestone_is_released_or_returned(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let work = work(&store, ada, bob).await;
    let made = hold(&store, &work, 10_000).await;
    let outcomes = race(|number| match number % 2 {
        0 => request_act(store.clone(), made.id, Act::Release(None), ada),
        _ => request_act(store.clone(), made.id, Act::Cancel, bob),
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
    let (funds, earned) =
        (balance(&store, Account::Funds(ada)).await, balance(&store, Account::Earned(bob)).await);
    assert_eq!(funds + earned, 0);
    assert_eq!(balance(&store, Account::Held(made.id)).await, 0);
}
