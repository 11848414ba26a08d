use market::ReviewId;
use market::review::{Opinion, Reputation, Review, Side};
use oauth::UserId;
use store::Store;

use super::milestones::{Work, work};
use crate::records::{NOW, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_review_comes_back_as_it_was,
    each_side_of_a_bid_is_reviewed_once,
    a_reputation_is_what_reviews_add_up_to,
    one_of_64_reviews_of_one_side_is_kept,
}

fn review(work: &Work, side: Side, rating: i64) -> Review {
    let (owner, bidder) = (work.project.owner_id, work.bid.bidder_id);
    let of_work = side == Side::Freelancer;
    let (from_id, to_id) = if of_work { (owner, bidder) } else { (bidder, owner) };
    Review {
        id: ReviewId::at(NOW),
        project_id: work.project.id,
        bid_id: work.bid.id,
        from_id,
        to_id,
        side,
        opinion: Opinion {
            ratings: [rating, 1, 2, 3, 4],
            on_budget: of_work.then_some(true),
            on_time: of_work.then_some(false),
            comment: "Quick, careful and kind.".into(),
        },
        written_at: NOW,
    }
}

async fn insert(store: &Store, review: &Review, skills: &[i64]) -> Option<Review> {
    let id = save(store, async |tx| tx.insert_review(review, skills).await).await;
    id.map(|id| Review { id, ..review.clone() })
}

async fn a_review_comes_back_as_it_was(store: Store) {
    let work = work(&store, user_id(), user_id()).await;
    let first = insert(&store, &review(&work, Side::Freelancer, 5), &[]).await.unwrap();
    let second = insert(&store, &review(&work, Side::Employer, 4), &[]).await.unwrap();
    let find = async |id| read(&store, async |reader| reader.find_review(id).await).await;
    assert_eq!(find(first.id).await, Some(first.clone()));
    assert_eq!(find(second.id).await, Some(second.clone()));
    assert_eq!(find(ReviewId::FIRST).await, None);
    let on = async |before| {
        read(&store, async |reader| reader.list_reviews_on(work.project.id, before, 9).await).await
    };
    assert_eq!(on(ReviewId::LAST).await, [second.clone(), first.clone()]);
    assert_eq!(on(second.id).await, std::slice::from_ref(&first));
    let of = async |member: UserId| {
        read(&store, async |reader| reader.list_reviews_of(&member, ReviewId::LAST, 9).await).await
    };
    assert_eq!(of(work.bid.bidder_id).await, [first]);
    assert_eq!(of(work.project.owner_id).await, [second]);
}

async fn each_side_of_a_bid_is_reviewed_once(store: Store) {
    let work = work(&store, user_id(), user_id()).await;
    let first = insert(&store, &review(&work, Side::Freelancer, 5), &[]).await;
    assert_eq!(insert(&store, &review(&work, Side::Freelancer, 1), &[]).await, None);
    let of = async |side| read(&store, async |reader| reader.find_review_of(work.bid.id, side).await).await;
    assert_eq!(of(Side::Freelancer).await, first);
    assert_eq!(of(Side::Employer).await, None);
}

async fn a_reputation_is_what_reviews_add_up_to(store: Store) {
    let bob = user_id();
    let reputation = async |side, skill| {
        read(&store, async |reader| reader.find_reputation(&bob, side, skill).await).await
    };
    assert_eq!(reputation(Side::Freelancer, None).await, Reputation::default());
    let mut expected = Reputation::default();
    for (rating, skills) in [(5, [32, 20]), (3, [32, 13])] {
        let work = work(&store, user_id(), bob).await;
        let written = review(&work, Side::Freelancer, rating);
        insert(&store, &written, &skills).await.unwrap();
        expected = expected.with(&written.opinion);
    }
    assert_eq!(expected.reviews, 2);
    assert_eq!(reputation(Side::Freelancer, None).await, expected);
    assert_eq!(reputation(Side::Freelancer, Some(32)).await, expected);
    assert_eq!(reputation(Side::Freelancer, Some(13)).await.sums[0], 3);
    assert_eq!(reputation(Side::Freelancer, Some(9)).await, Reputation::default());
    assert_eq!(reputation(Side::Employer, None).await, Reputation::default());
}

async fn one_of_64_reviews_of_one_side_is_kept(store: Store) {
    let work = work(&store, user_id(), user_id()).await;
    let written = review(&work, Side::Freelancer, 5);
    let outcomes = race(|_| {
        let (store, written) = (store.clone(), written.clone());
        async move { insert(&store, &written, &[32]).await.is_some() }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
    let kept = async |skill| {
        let member = work.bid.bidder_id;
        read(&store, async |reader| reader.find_reputation(&member, Side::Freelancer, skill).await).await
    };
    assert_eq!((kept(None).await.reviews, kept(Some(32)).await.reviews), (1, 1));
}
