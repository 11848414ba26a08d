use account::audit::{Checkpoint, Event};
use oauth::UserId;
use store::{EventsWanted, Store};

use crate::records::{NOW, after, event};
use crate::support::{Database, RACERS, race, read, save, winners};

both_engines! {
    events_are_sealed_once_the_oldest_first,
    an_event_vanishes_with_the_act_it_records,
    a_members_events_come_the_newest_first,
    what_is_done_to_a_member_is_theirs_too_and_filtered_alike,
    checkpoints_are_read_in_order_from_after_a_batch,
    a_batch_is_sealed_by_one_of_64_servers,
    two_servers_never_seal_the_same_event,
}

fn checkpoint(batch: i64) -> (Checkpoint, [u8; 32]) {
    let checkpoint = Checkpoint {
        batch,
        sealed_at: after(1),
        previous_hash: [u8::try_from(batch - 1).unwrap(); 32],
        manifest: vec![7; 96],
        key_id: "audit-key".to_owned(),
        signature: vec![9; 64],
    };
    (checkpoint, [u8::try_from(batch).unwrap(); 32])
}

const WANTED: EventsWanted<'static> =
    EventsWanted { actions: None, ok: None, since: NOW, before: None, limit: 10 };

async fn about(store: &Store, member: &UserId, wanted: &EventsWanted<'_>) -> Vec<Event> {
    read(store, async |reader| reader.list_events_about(member, wanted).await).await
}

async fn add(store: &Store, events: &[Event]) {
    save(store, async |tx| {
        for event in events {
            tx.insert_event(event).await?;
        }
        Ok(())
    })
    .await;
}

async fn events_are_sealed_once_the_oldest_first(store: Store) {
    let oldest = async || read(&store, async |reader| reader.find_oldest_unsealed().await).await;
    assert_eq!(oldest().await, None);
    let events: Vec<Event> = (1..=5).map(|second| event("user:ada", after(second))).collect();
    let shuffled: Vec<Event> = [3, 0, 4, 2, 1].into_iter().map(|at| events[at].clone()).collect();
    add(&store, &shuffled).await;
    assert_eq!(oldest().await, Some(after(1)));

    let claim = async |batch| save(&store, async |tx| tx.claim_unsealed_events(batch, 3).await).await;
    assert_eq!(claim(1).await, events[..3]);
    assert_eq!(oldest().await, Some(after(4)));
    assert_eq!(claim(2).await, events[3..]);
    assert_eq!(claim(3).await, []);
    assert_eq!(oldest().await, None);
    assert_eq!(read(&store, async |reader| reader.list_events(1).await).await, events[..3]);
    assert_eq!(read(&store, async |reader| reader.list_events(2).await).await, events[3..]);
    assert_eq!(read(&store, async |reader| reader.list_events(3).await).await, []);
}

async fn an_event_vanishes_with_the_act_it_records(store: Store) {
    let mut tx = store.write().await.unwrap();
    tx.insert_setting("a", "1", NOW).await.unwrap();
    let ada = UserId::from_bytes([1; 16]);
    tx.insert_event(&event(&format!("user:{ada}"), NOW)).await.unwrap();
    drop(tx);
    assert_eq!(about(&store, &ada, &WANTED).await, []);
}

async fn a_members_events_come_the_newest_first(store: Store) {
    let [ada, bob, eve] = [1, 2, 3].map(|byte| UserId::from_bytes([byte; 16]));
    let by = |member: UserId, second| event(&format!("user:{member}"), after(second));
    let events: Vec<Event> = (1..=4).map(|second| by(ada, second)).collect();
    add(&store, &events).await;
    add(&store, &[by(bob, 0), event("client:app", NOW)]).await;
    let found = about(&store, &ada, &EventsWanted { limit: 3, ..WANTED }).await;
    assert_eq!(found, [events[3].clone(), events[2].clone(), events[1].clone()]);
    let before = EventsWanted { limit: 3, before: Some(&events[1].id), ..WANTED };
    assert_eq!(about(&store, &ada, &before).await, [events[0].clone()]);
    let since = EventsWanted { since: after(3), ..WANTED };
    assert_eq!(about(&store, &ada, &since).await, [events[3].clone(), events[2].clone()]);
    assert_eq!(about(&store, &eve, &WANTED).await, []);
}

async fn what_is_done_to_a_member_is_theirs_too_and_filtered_alike(store: Store) {
    let [ada, bob] = [1, 2].map(|byte| UserId::from_bytes([byte; 16]));
    let (name, other) = (format!("user:{ada}"), format!("user:{bob}"));
    let by_herself = Event { action: "a.b".into(), target: name.clone(), ..event(&name, after(1)) };
    let refused = Event {
        action: "a.b".into(),
        target: name.clone(),
        result: "no".into(),
        ..event("anonymous", after(2))
    };
    let by_command = Event { action: "c.d".into(), target: name.clone(), ..event("command", after(3)) };
    let to_bob = Event { action: "a.b".into(), target: other, ..event("command", after(4)) };
    add(&store, &[by_herself.clone(), refused.clone(), by_command.clone(), to_bob]).await;
    assert_eq!(about(&store, &ada, &WANTED).await, [by_command.clone(), refused.clone(), by_herself.clone()]);
    let of = EventsWanted { actions: Some(&["x.y", "a.b"]), ..WANTED };
    assert_eq!(about(&store, &ada, &of).await, [refused.clone(), by_herself.clone()]);
    assert_eq!(about(&store, &ada, &EventsWanted { ok: Some(false), ..WANTED }).await, [refused]);
    assert_eq!(about(&store, &ada, &EventsWanted { ok: Some(true), ..of }).await, [by_herself]);
    assert_eq!(about(&store, &ada, &EventsWanted { actions: Some(&["a"]), ..WANTED }).await, []);
}

async fn checkpoints_are_read_in_order_from_after_a_batch(store: Store) {
    let last = async || read(&store, async |reader| reader.find_last_checkpoint().await).await;
    assert_eq!(last().await, None);
    for batch in 1..=3 {
        let (checkpoint, hash) = checkpoint(batch);
        assert!(save(&store, async |tx| tx.insert_checkpoint(&checkpoint, &hash).await).await);
    }
    assert_eq!(last().await, Some(checkpoint(3)));
    let list =
        async |from, limit| read(&store, async |reader| reader.list_checkpoints(from, limit).await).await;
    assert_eq!(list(0, 2).await, [checkpoint(1).0, checkpoint(2).0]);
    assert_eq!(list(2, 2).await, [checkpoint(3).0]);
    assert_eq!(list(3, 2).await, []);
}

async fn a_batch_is_sealed_by_one_of_64_servers(store: Store) {
    let sealed = race(|_| {
        let store = store.clone();
        async move {
            let (checkpoint, hash) = checkpoint(1);
            let mut tx = store.write().await.unwrap();
            let first = tx.insert_checkpoint(&checkpoint, &hash).await.unwrap();
            tx.commit().await.unwrap();
            first
        }
    })
    .await;
    assert_eq!(winners(&sealed), 1);
}

async fn two_servers_never_seal_the_same_event(database: Database) {
    let store = &database.store;
    let events: Vec<Event> = (1..=3).map(|second| event("user:ada", after(second))).collect();
    add(store, &events).await;
    let mut first = store.write().await.unwrap();
    assert_eq!(first.claim_unsealed_events(1, 10).await.unwrap().len(), 3);
    let second = tokio::spawn({
        let store = database.another();
        async move {
            let mut tx = store.write().await.unwrap();
            let claimed = tx.claim_unsealed_events(2, 10).await.unwrap();
            tx.commit().await.unwrap();
            claimed
        }
    });
    database.statement_waits().await;
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), []);
    assert_eq!(read(store, async |reader| reader.list_events(1).await).await.len(), 3);

    let more: Vec<Event> = (0..RACERS as u64).map(|second| event("user:bob", after(second))).collect();
    add(store, &more).await;
    let claimed: usize = race(|number| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let claimed = tx.claim_unsealed_events(number as i64 + 10, 5).await.unwrap();
            tx.commit().await.unwrap();
            claimed.len()
        }
    })
    .await
    .into_iter()
    .sum();
    let mut sealed = 0;
    for batch in 10..10 + RACERS as i64 {
        sealed += read(store, async |reader| reader.list_events(batch).await).await.len();
    }
    assert_eq!(claimed, sealed);
}
