use market::ProjectId;
use market::project::{Commitment, Interval, Kind, Project, ProjectStatus, Step, Stepped, Terms};
use store::Store;

use crate::records::{NOW, add_project, after, project, user_id};
use crate::support::{Database, race, read, save, winners};

both_engines! {
    a_project_comes_back_as_it_was,
    no_two_projects_have_one_number,
    a_members_projects_are_listed_in_pages,
    a_project_moves_on_and_counts_its_changes,
    the_terms_of_a_project_are_replaced,
    bids_are_counted_on_their_project,
    one_of_64_steps_is_taken,
    two_changes_of_one_project_follow_each_other,
}

async fn found(store: &Store, id: ProjectId) -> Option<Project> {
    read(store, async |reader| reader.find_project(id).await).await
}

async fn a_project_comes_back_as_it_was(store: Store) {
    let fixed = add_project(&store, &project(user_id())).await;
    assert_eq!(found(&store, fixed.id).await, Some(fixed.clone()));
    let mut hourly = project(user_id());
    hourly.terms.kind = Kind::Hourly;
    hourly.terms.commitment = Some(Commitment { hours: 40, interval: Interval::Week });
    (hourly.status, hourly.opened_at) = (ProjectStatus::Pending, None);
    let hourly = add_project(&store, &hourly).await;
    assert_eq!(found(&store, hourly.id).await, Some(hourly.clone()));
    assert_eq!(found(&store, ProjectId::FIRST).await, None);
    let claimed = save(&store, async |tx| tx.claim_project(fixed.id, after(1)).await).await;
    assert_eq!(claimed, Some(fixed));
    assert_eq!(save(&store, async |tx| tx.claim_project(ProjectId::FIRST, NOW).await).await, None);
}

async fn no_two_projects_have_one_number(store: Store) {
    let owner = user_id();
    let mut numbers = race(|_| {
        let (store, made) = (store.clone(), project(owner));
        async move { add_project(&store, &made).await.id }
    })
    .await;
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), crate::support::RACERS);
    assert_eq!(numbers[0], ProjectId::at(NOW));
}

async fn a_members_projects_are_listed_in_pages(store: Store) {
    let owner = user_id();
    add_project(&store, &project(user_id())).await;
    let mut made = Vec::new();
    for number in 0..5 {
        let mut project = project(owner);
        if number == 2 {
            (project.status, project.opened_at) = (ProjectStatus::Pending, None);
        }
        made.insert(0, add_project(&store, &project).await);
    }
    let list = async |drafts, before, limit| {
        read(&store, async |reader| reader.list_projects_of(&owner, drafts, before, limit).await).await
    };
    assert_eq!(list(true, ProjectId::LAST, 10).await, made);
    assert_eq!(list(true, ProjectId::LAST, 2).await, made[..2]);
    assert_eq!(list(true, made[1].id, 2).await, made[2..4]);
    let public: Vec<_> = made.iter().filter(|one| one.status == ProjectStatus::Open).cloned().collect();
    assert_eq!(list(false, ProjectId::LAST, 10).await, public);
}

async fn a_project_moves_on_and_counts_its_changes(store: Store) {
    let draft = Project { status: ProjectStatus::Pending, opened_at: None, ..project(user_id()) };
    let draft = add_project(&store, &draft).await;
    save(&store, async |tx| tx.set_project_status(&draft, ProjectStatus::Open, after(5)).await).await;
    let open = found(&store, draft.id).await.unwrap();
    assert_eq!((open.status, open.version, open.opened_at), (ProjectStatus::Open, 2, Some(after(5))));
    save(&store, async |tx| tx.set_project_status(&open, ProjectStatus::Closed, after(9)).await).await;
    let closed = found(&store, draft.id).await.unwrap();
    assert_eq!((closed.status, closed.version, closed.opened_at), (ProjectStatus::Closed, 3, Some(after(5))));
    assert_eq!(closed.updated_at, after(9));
}

async fn the_terms_of_a_project_are_replaced(store: Store) {
    let (made, other) = (add_project(&store, &project(user_id())).await, project(user_id()));
    let other = add_project(&store, &other).await;
    let terms = Terms {
        title: "Another title".to_owned(),
        description: "In other words".to_owned(),
        skills: vec![13],
        kind: Kind::Hourly,
        currency: "USD".to_owned(),
        minimum: 1,
        maximum: 2,
        commitment: Some(Commitment { hours: 3, interval: Interval::Day }),
        places: 4,
    };
    save(&store, async |tx| tx.set_project_terms(&made, &terms, after(3)).await).await;
    let expected = Project { terms, version: 2, updated_at: after(3), ..made };
    assert_eq!(found(&store, expected.id).await, Some(expected));
    assert_eq!(found(&store, other.id).await, Some(other));
}

async fn bids_are_counted_on_their_project(store: Store) {
    let made = add_project(&store, &project(user_id())).await;
    for (count, amount) in [(1, 500), (1, 300), (-1, -500)] {
        save(&store, async |tx| tx.count_bid(made.id, count, amount).await).await;
    }
    let counted = found(&store, made.id).await.unwrap();
    assert_eq!((counted.bid_count, counted.bid_sum, counted.version), (1, 300, 1));
}

async fn one_of_64_steps_is_taken(store: Store) {
    let owner = user_id();
    let made = add_project(&store, &project(owner)).await;
    let outcomes = race(|_| {
        let (store, id) = (store.clone(), made.id);
        async move {
            let mut tx = store.write().await.unwrap();
            let project = tx.claim_project(id, NOW).await.unwrap().unwrap();
            let Stepped::To(status) = project.step(Step::Close, &owner, false) else { return false };
            tx.set_project_status(&project, status, NOW).await.unwrap();
            tx.commit().await.unwrap();
            true
        }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
    assert_eq!(found(&store, made.id).await.unwrap().version, 2);
}

async fn two_changes_of_one_project_follow_each_other(database: Database) {
    let store = &database.store;
    let made = add_project(store, &project(user_id())).await;
    let mut first = store.write().await.unwrap();
    first.claim_project(made.id, NOW).await.unwrap();
    let second = tokio::spawn({
        let (store, id) = (database.another(), made.id);
        async move {
            let mut tx = store.write().await.unwrap();
            tx.claim_project(id, NOW).await.unwrap().unwrap().status
        }
    });
    database.statement_waits().await;
    first.set_project_status(&made, ProjectStatus::Closed, after(1)).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), ProjectStatus::Closed);
}
