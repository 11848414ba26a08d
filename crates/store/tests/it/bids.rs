use market::BidId;
use market::bid::{Act, Acted, Bid, BidStatus};
use market::project::{Chosen, Project, ProjectStatus};
use oauth::UserId;
use store::Store;

use crate::records::{NOW, add_project, after, bid, project, user_id};
use crate::support::{RACERS, race, read, save, winners};

both_engines! {
    a_bid_comes_back_as_it_was,
    a_member_bids_once_on_a_project,
    bids_are_listed_in_pages,
    what_becomes_of_a_bid_is_kept,
    one_of_64_bids_of_one_member_is_placed,
    bids_of_members_at_once_are_all_counted,
    one_of_64_awards_is_made,
    one_of_64_accepts_begins_the_work,
}

async fn place(store: &Store, bid: &Bid) -> Option<Bid> {
    let placed = save(store, async |tx| tx.insert_bid(bid).await).await;
    placed.map(|id| Bid { id, ..bid.clone() })
}

async fn found(store: &Store, id: BidId) -> Option<Bid> {
    read(store, async |reader| reader.find_bid(id).await).await
}

async fn a_bid_comes_back_as_it_was(store: Store) {
    let (project, bob) = (add_project(&store, &project(user_id())).await, user_id());
    let placed = place(&store, &bid(project.id, bob)).await.unwrap();
    assert_eq!(found(&store, placed.id).await, Some(placed.clone()));
    assert_eq!(found(&store, BidId::FIRST).await, None);
    let of = async |member: UserId| {
        read(&store, async |reader| reader.find_bid_of(project.id, &member).await).await
    };
    assert_eq!((of(bob).await, of(user_id()).await), (Some(placed), None));
}

async fn a_member_bids_once_on_a_project(store: Store) {
    let first = add_project(&store, &project(user_id())).await;
    let second = add_project(&store, &project(user_id())).await;
    let (bob, eve) = (user_id(), user_id());
    let placed = place(&store, &bid(first.id, bob)).await.unwrap();
    assert_eq!(place(&store, &bid(first.id, bob)).await, None);
    // One that was taken back is still the member's one bid.
    save(&store, async |tx| tx.set_bid_status(placed.id, BidStatus::Retracted, NOW).await).await;
    assert_eq!(place(&store, &bid(first.id, bob)).await, None);
    let others = [place(&store, &bid(first.id, eve)).await, place(&store, &bid(second.id, bob)).await];
    assert!(others.iter().all(|other| other.as_ref().is_some_and(|other| other.id > placed.id)));
}

async fn bids_are_listed_in_pages(store: Store) {
    let (project, other) =
        (add_project(&store, &project(user_id())).await, add_project(&store, &project(user_id())).await);
    let bob = user_id();
    let mut on_project = Vec::new();
    for member in [bob, user_id(), user_id()] {
        on_project.insert(0, place(&store, &bid(project.id, member)).await.unwrap());
    }
    let elsewhere = place(&store, &bid(other.id, bob)).await.unwrap();
    let on = async |before, limit| {
        read(&store, async |reader| reader.list_bids_on(project.id, before, limit).await).await
    };
    assert_eq!(on(BidId::LAST, 10).await, on_project);
    assert_eq!(on(on_project[0].id, 1).await, on_project[1..2]);
    let of = async |before, limit| {
        read(&store, async |reader| reader.list_bids_of(&bob, before, limit).await).await
    };
    assert_eq!(of(BidId::LAST, 10).await, [elsewhere.clone(), on_project[2].clone()]);
    assert_eq!(of(elsewhere.id, 10).await, on_project[2..]);
}

async fn what_becomes_of_a_bid_is_kept(store: Store) {
    let project = add_project(&store, &project(user_id())).await;
    let placed = place(&store, &bid(project.id, user_id())).await.unwrap();
    let other = place(&store, &bid(project.id, user_id())).await.unwrap();
    save(&store, async |tx| tx.mark_bid_highlighted(placed.id, after(1)).await).await;
    save(&store, async |tx| tx.set_bid_status(placed.id, BidStatus::Awarded, after(2)).await).await;
    let expected =
        Bid { highlighted: true, status: BidStatus::Awarded, updated_at: after(2), ..placed.clone() };
    assert_eq!(found(&store, placed.id).await, Some(expected));
    assert_eq!(found(&store, other.id).await, Some(other.clone()));
    let chosen = async || read(&store, async |reader| reader.count_chosen_bids(project.id).await).await;
    assert_eq!(chosen().await, Chosen { awarded: 1, accepted: 0 });
    save(&store, async |tx| tx.set_bid_status(other.id, BidStatus::Accepted, after(3)).await).await;
    assert_eq!(chosen().await, Chosen { awarded: 1, accepted: 1 });
}

/// Places a bid as a request does.
async fn request_bid(store: Store, project: Project, member: UserId) -> bool {
    let mut tx = store.write().await.unwrap();
    let project = tx.claim_project(project.id, NOW).await.unwrap().unwrap();
    let offered = bid(project.id, member);
    if tx.insert_bid(&offered).await.unwrap().is_none() {
        return false;
    }
    tx.count_bid(project.id, 1, offered.offer.amount).await.unwrap();
    tx.commit().await.unwrap();
    true
}

async fn one_of_64_bids_of_one_member_is_placed(store: Store) {
    let (project, bob) = (add_project(&store, &project(user_id())).await, user_id());
    let outcomes = race(|_| request_bid(store.clone(), project.clone(), bob)).await;
    assert_eq!(winners(&outcomes), 1);
    let counted = read(&store, async |reader| reader.find_project(project.id).await).await.unwrap();
    assert_eq!((counted.bid_count, counted.bid_sum), (1, 20_000));
    let bids = read(&store, async |reader| reader.list_bids_on(project.id, BidId::LAST, 9).await).await;
    assert_eq!(bids.len(), 1);
}

async fn bids_of_members_at_once_are_all_counted(store: Store) {
    // They wait for each other, so no more than there are connections.
    const MEMBERS: usize = 16;
    let project = add_project(&store, &project(user_id())).await;
    let placing = (0..MEMBERS).map(|_| tokio::spawn(request_bid(store.clone(), project.clone(), user_id())));
    for placed in futures_util::future::join_all(placing).await {
        assert!(placed.unwrap());
    }
    let counted = read(&store, async |reader| reader.find_project(project.id).await).await.unwrap();
    assert_eq!(counted.bid_count, MEMBERS as i64);
}

/// Changes a bid as a request does; true if it was changed.
async fn request_act(store: Store, id: BidId, act: Act, actor: UserId) -> bool {
    let mut tx = store.write().await.unwrap();
    let project_id = tx.find_bid(id).await.unwrap().unwrap().project_id;
    let project = tx.claim_project(project_id, NOW).await.unwrap().unwrap();
    let bid = tx.find_bid(id).await.unwrap().unwrap();
    let chosen = tx.count_chosen_bids(project_id).await.unwrap();
    match bid.act(act, &project, chosen, &actor) {
        Acted::Refuse(_) => return false,
        Acted::Highlight => tx.mark_bid_highlighted(id, NOW).await.unwrap(),
        Acted::Set(status) => tx.set_bid_status(id, status, NOW).await.unwrap(),
        Acted::Begin(status) => {
            tx.set_bid_status(id, status, NOW).await.unwrap();
            tx.set_project_status(&project, ProjectStatus::WorkInProgress, NOW).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    true
}

async fn one_of_64_awards_is_made(store: Store) {
    let owner = user_id();
    let project = add_project(&store, &project(owner)).await;
    let mut bids = Vec::new();
    for _ in 0..RACERS {
        bids.push(place(&store, &bid(project.id, user_id())).await.unwrap().id);
    }
    let outcomes = race(|number| request_act(store.clone(), bids[number], Act::Award, owner)).await;
    assert_eq!(winners(&outcomes), 1);
    let chosen = read(&store, async |reader| reader.count_chosen_bids(project.id).await).await;
    assert_eq!(chosen, Chosen { awarded: 1, accepted: 0 });
}

async fn one_of_64_accepts_begins_the_work(store: Store) {
    let (owner, bob) = (user_id(), user_id());
    let project = add_project(&store, &project(owner)).await;
    let placed = place(&store, &bid(project.id, bob)).await.unwrap();
    assert!(request_act(store.clone(), placed.id, Act::Award, owner).await);
    let outcomes = race(|_| request_act(store.clone(), placed.id, Act::Accept, bob)).await;
    assert_eq!(winners(&outcomes), 1);
    let begun = read(&store, async |reader| reader.find_project(project.id).await).await.unwrap();
    assert_eq!((begun.status, begun.version), (ProjectStatus::WorkInProgress, 2));
}
