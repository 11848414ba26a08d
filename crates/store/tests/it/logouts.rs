use oauth::oidc::logout::{Attempt, Delivery};
use oauth::{ClientId, DeliveryId, Timestamp};
use store::Store;

use crate::records::{Fresh, NOW, after, client, session_id, user_id};
use crate::support::{Database, RACERS, race, read, save};

both_engines! {
    what_a_client_is_told_comes_back_page_by_page,
    what_is_due_is_taken_and_put_off_until_it_is_done,
    what_is_done_or_given_up_is_never_due,
    an_attempt_is_kept_once,
    two_servers_never_tell_the_same,
    sixty_four_servers_take_each_once,
}

fn delivery(client: &ClientId, at: Timestamp) -> Delivery {
    Delivery::new(DeliveryId::new(at, &Fresh), client.clone(), user_id(), session_id(), at)
}

async fn add(store: &Store, deliveries: &[Delivery]) {
    save(store, async |tx| {
        for delivery in deliveries {
            tx.insert_logout_delivery(delivery).await?;
        }
        Ok(())
    })
    .await;
}

async fn listed(store: &Store, client: &ClientId, before: Option<&DeliveryId>) -> Vec<Delivery> {
    read(store, async |reader| reader.list_logout_deliveries(client, before, 2).await).await
}

async fn claim(store: &Store, now: Timestamp, limit: i64) -> Vec<Delivery> {
    save(store, async |tx| tx.claim_due_logouts(now, now + crate::records::DAY, limit).await).await
}

async fn what_a_client_is_told_comes_back_page_by_page(store: Store) {
    let (client, other) = (client().id, client().id);
    let first = Delivery { attempts: 3, due_at: after(9), ..delivery(&client, after(1)) };
    let second = Delivery { delivered_at: Some(after(5)), ..delivery(&client, after(2)) };
    let third = Delivery { abandoned_at: Some(after(6)), ..delivery(&client, after(3)) };
    add(&store, &[first.clone(), second.clone(), third.clone(), delivery(&other, NOW)]).await;
    assert_eq!(listed(&store, &client, None).await, [third, second.clone()]);
    assert_eq!(listed(&store, &client, Some(&second.id)).await, std::slice::from_ref(&first));
    assert_eq!(listed(&store, &client, Some(&first.id)).await, []);
}

async fn what_is_due_is_taken_and_put_off_until_it_is_done(store: Store) {
    let client = client().id;
    let late = delivery(&client, after(10));
    add(&store, std::slice::from_ref(&late)).await;
    let due = async |now| read(&store, async |reader| reader.has_due_logout(now).await).await;
    assert!(!due(after(9)).await);
    assert_eq!(claim(&store, after(9), 10).await, []);
    assert!(due(after(10)).await);
    let taken = Delivery { attempts: 1, due_at: after(10) + crate::records::DAY, ..late.clone() };
    assert_eq!(claim(&store, after(10), 10).await, std::slice::from_ref(&taken));
    assert!(!due(after(11)).await, "whoever took it has time to tell");
    save(&store, async |tx| tx.mark_logout_failed(&late.id, after(20)).await).await;
    assert!(due(after(20)).await);
    let again = claim(&store, after(20), 10).await;
    assert_eq!(again[0].attempts, 2);
    save(&store, async |tx| tx.mark_logout_delivered(&late.id, after(21)).await).await;
    save(&store, async |tx| tx.mark_logout_delivered(&late.id, after(22)).await).await;
    save(&store, async |tx| tx.mark_logout_abandoned(&late.id, after(22)).await).await;
    let done = listed(&store, &client, None).await;
    assert_eq!((done[0].delivered_at, done[0].abandoned_at), (Some(after(21)), None));
}

async fn what_is_done_or_given_up_is_never_due(store: Store) {
    let client = client().id;
    let deliveries = [delivery(&client, NOW), delivery(&client, NOW)];
    add(&store, &deliveries).await;
    save(&store, async |tx| {
        tx.mark_logout_delivered(&deliveries[0].id, NOW).await?;
        tx.mark_logout_abandoned(&deliveries[1].id, NOW).await
    })
    .await;
    assert!(!read(&store, async |reader| reader.has_due_logout(after(999)).await).await);
    assert_eq!(claim(&store, after(999), 10).await, []);
}

async fn an_attempt_is_kept_once(store: Store) {
    let client = client().id;
    let (one, two) = (delivery(&client, after(1)), delivery(&client, after(2)));
    add(&store, &[one.clone(), two.clone()]).await;
    let attempt = |of: &Delivery, number, result: &str| Attempt {
        delivery_id: of.id,
        number,
        at: after(number.unsigned_abs()),
        result: result.to_owned(),
    };
    let attempts = [attempt(&one, 1, "no"), attempt(&one, 2, "yes"), attempt(&two, 1, "no")];
    save(&store, async |tx| {
        for attempt in attempts.iter().rev() {
            tx.insert_logout_attempt(attempt).await?;
        }
        tx.insert_logout_attempt(&attempt(&one, 1, "another")).await
    })
    .await;
    let found = async |before| {
        read(&store, async |reader| reader.list_logout_attempts(&client, before, 10).await).await
    };
    assert_eq!(found(None).await, attempts);
    assert_eq!(found(Some(&two.id)).await, attempts[..2]);
}

async fn two_servers_never_tell_the_same(database: Database) {
    let store = &database.store;
    let client = client().id;
    add(store, &[delivery(&client, NOW), delivery(&client, NOW)]).await;
    let mut first = store.write().await.unwrap();
    assert_eq!(first.claim_due_logouts(NOW, after(60), 10).await.unwrap().len(), 2);
    let second = tokio::spawn({
        let store = database.another();
        async move { claim(&store, NOW, 10).await }
    });
    database.statement_waits().await;
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), []);
}

async fn sixty_four_servers_take_each_once(store: Store) {
    let client = client().id;
    let deliveries: Vec<Delivery> = (0..RACERS).map(|_| delivery(&client, NOW)).collect();
    add(&store, &deliveries).await;
    let taken = race(|_| {
        let store = store.clone();
        async move { claim(&store, NOW, 3).await }
    })
    .await;
    let mut ids: Vec<DeliveryId> = taken.into_iter().flatten().map(|delivery| delivery.id).collect();
    let left = claim(&store, NOW, 100).await;
    ids.extend(left.into_iter().map(|delivery| delivery.id));
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), RACERS, "each is told, and by one");
}
