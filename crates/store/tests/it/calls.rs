use std::borrow::Cow;

use oauth::call::{Call, Count, Endpoint, Outcome};
use oauth::{CallId, ClientId, SegmentId, Timestamp};
use store::{Segment, Span, Store};

use crate::records::{DAY, Fresh, NOW, after, client};
use crate::support::{RACERS, race, read, save};

both_engines! {
    a_log_comes_back_the_newest_stretch_first,
    a_log_is_followed_from_where_it_was_left,
    a_log_is_its_own_apps,
    an_empty_stretch_is_not_kept,
    calls_add_up_by_hour_and_by_day,
    what_has_answered_is_known,
    calls_of_many_servers_all_count,
    lines_leave_after_a_month_and_counts_much_later,
}

fn call(at: Timestamp, status: u16) -> Call {
    Call {
        id: CallId::new(at, &Fresh),
        endpoint: Endpoint::Token,
        method: Cow::Borrowed("POST"),
        path: "/oauth/token".to_owned(),
        status,
        micros: 1_500,
        network: "203.0.113.9".to_owned(),
        error: (status == 400).then_some(Cow::Borrowed("invalid_grant")),
        description: None,
        grant_type: Some(Cow::Borrowed("refresh_token")),
        grant_id: None,
        user_id: None,
        parameters: "grant_type=refresh_token\n".to_owned(),
    }
}

/// Keeps a stretch and gives it as it is to come back.
async fn keep(store: &Store, client: &ClientId, calls: Vec<Call>) -> Segment {
    let last_at = calls.last().map_or(NOW, Call::at);
    let id = SegmentId::new(last_at, &Fresh);
    save(store, async |tx| tx.insert_call_segment(client, &id, &calls).await).await;
    Segment { id, last_at, calls }
}

async fn backwards(store: &Store, client: &ClientId, before: (Timestamp, SegmentId)) -> Vec<Segment> {
    read(store, async |reader| reader.list_call_segments(client, before, 2).await).await
}

fn newest() -> (Timestamp, SegmentId) {
    (Timestamp::from_micros(i64::MAX), SegmentId::from_bytes([255; 16]))
}

async fn a_log_comes_back_the_newest_stretch_first(store: Store) {
    let client = client().id;
    let first = keep(&store, &client, vec![call(NOW, 200), call(after(1), 400)]).await;
    let second = keep(&store, &client, vec![call(after(2), 200)]).await;
    let third = keep(&store, &client, vec![call(after(3), 200)]).await;
    let page = backwards(&store, &client, newest()).await;
    assert_eq!(page, [third, second.clone()]);
    assert_eq!(backwards(&store, &client, (second.last_at, second.id)).await, [first]);
}

async fn a_log_is_followed_from_where_it_was_left(store: Store) {
    let client = client().id;
    let first = keep(&store, &client, vec![call(NOW, 200)]).await;
    let second = keep(&store, &client, vec![call(after(2), 200)]).await;
    let from =
        async |at| read(&store, async |reader| reader.list_call_segments_after(&client, at, 9).await).await;
    assert_eq!(from((first.last_at, first.id)).await, std::slice::from_ref(&second));
    assert_eq!(from((second.last_at, second.id)).await, []);
    assert_eq!(from((Timestamp::from_micros(0), first.id)).await, [first, second]);
}

async fn a_log_is_its_own_apps(store: Store) {
    let (own, other) = (client().id, client().id);
    keep(&store, &own, vec![call(NOW, 200)]).await;
    assert_eq!(backwards(&store, &other, newest()).await, []);
}

async fn an_empty_stretch_is_not_kept(store: Store) {
    let client = client().id;
    keep(&store, &client, vec![]).await;
    assert_eq!(backwards(&store, &client, newest()).await, []);
}

async fn counts(store: &Store, client: &ClientId, span: Span, from: Timestamp) -> Vec<(Timestamp, Count)> {
    let until = from + DAY * 4;
    read(store, async |reader| reader.list_call_counts(client, span, from, until, 99).await).await
}

async fn calls_add_up_by_hour_and_by_day(store: Store) {
    let client = client().id;
    let day = Span::Day.start(NOW);
    let fine = |calls| Count { key: call(NOW, 200).count_key(), calls };
    let refused = Count { key: call(NOW, 400).count_key(), calls: 5 };
    save(&store, async |tx| {
        tx.add_calls(&client, day, &fine(2)).await?;
        tx.add_calls(&client, after(0), &refused).await?;
        tx.add_calls(&client, day + DAY, &fine(1)).await
    })
    .await;
    save(&store, async |tx| tx.add_calls(&client, day, &fine(3)).await).await;
    assert_eq!((Span::Day.length(), Span::Hour.length() * 24), (DAY, DAY));
    let by_day = counts(&store, &client, Span::Day, day).await;
    assert_eq!(by_day, [(day, refused.clone()), (day, fine(5)), (day + DAY, fine(1))]);
    let by_hour = counts(&store, &client, Span::Hour, day).await;
    let refusals: Vec<_> =
        by_hour.iter().filter(|(_, count)| count.key.outcome == Outcome::Refused).collect();
    assert_eq!(refusals, [&(Span::Hour.start(NOW), refused)]);
    assert_eq!(counts(&store, &client, Span::Day, day + 2 * DAY).await, []);
}

async fn what_has_answered_is_known(store: Store) {
    let (own, other) = (client().id, client().id);
    let refused = Count { key: call(NOW, 400).count_key(), calls: 1 };
    let fine = Count { key: call(NOW, 200).count_key(), calls: 1 };
    let answered = async |client| read(&store, async |reader| reader.list_what_answered(client).await).await;
    save(&store, async |tx| tx.add_calls(&own, NOW, &refused).await).await;
    assert_eq!(answered(&own).await, []);
    save(&store, async |tx| tx.add_calls(&own, NOW, &fine).await).await;
    assert_eq!(answered(&own).await, [(Endpoint::Token, "refresh_token".to_owned())]);
    assert_eq!(answered(&other).await, []);
}

async fn calls_of_many_servers_all_count(store: Store) {
    let client = client().id;
    let one = Count { key: call(NOW, 200).count_key(), calls: 1 };
    race(|_| {
        let (store, client, one) = (store.clone(), client.clone(), one.clone());
        async move { save(&store, async |tx| tx.add_calls(&client, NOW, &one).await).await }
    })
    .await;
    let by_day = counts(&store, &client, Span::Day, Span::Day.start(NOW)).await;
    assert_eq!(by_day, [(Span::Day.start(NOW), Count { calls: RACERS as i64, ..one })]);
}

async fn lines_leave_after_a_month_and_counts_much_later(store: Store) {
    let client = client().id;
    keep(&store, &client, vec![call(NOW, 200)]).await;
    let one = Count { key: call(NOW, 200).count_key(), calls: 1 };
    save(&store, async |tx| tx.add_calls(&client, NOW, &one).await).await;
    let left = async |now| save(&store, async |tx| tx.delete_expired(now, 100).await).await;
    assert_eq!(left(NOW + 29 * DAY).await, 0);
    assert_eq!(left(NOW + 31 * DAY).await, 1);
    assert_eq!(backwards(&store, &client, newest()).await, []);
    assert_eq!(left(NOW + 61 * DAY).await, 1);
    assert_eq!(counts(&store, &client, Span::Hour, Span::Day.start(NOW)).await, []);
    assert_eq!(counts(&store, &client, Span::Day, Span::Day.start(NOW)).await.len(), 1);
    assert_eq!(left(NOW + 733 * DAY + DAY).await, 1);
}
