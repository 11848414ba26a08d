use account::phone::Phone;
use account::text::{Budget, Holder, Kind, Policy, Scope, SentCode, Text};
use oauth::{SessionId, TextId, Timestamp, TokenHash, UserId};
use store::{Reader, Result, Store};

use crate::records::{DAY, Fresh, NOW, after, fresh_hash, session_id, user_id};
use crate::support::{RACERS, race, read, save, winners};

both_engines! {
    a_number_takes_the_place_of_the_one_before_it,
    a_code_works_for_its_holder_once_and_in_time,
    a_newer_code_takes_the_place_of_the_one_before_it,
    one_of_64_uses_of_a_code_counts,
    a_text_is_taken_and_put_off_until_it_is_sent,
    texts_are_listed_the_newest_first_and_those_that_wait_are_counted,
    sixty_four_servers_take_each_text_once,
    what_went_out_is_found_by_what_counts,
    of_64_that_write_at_once_as_many_go_out_as_the_budget_allows,
    texts_and_codes_leave,
}

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

fn code_for(holder: Holder, user: UserId, code_hash: TokenHash) -> SentCode {
    let number = phone("+447911123456");
    SentCode { holder, user_id: user, number, code_hash, created_at: NOW, expires_at: after(300) }
}

fn holder() -> Holder {
    Holder::session(&session_id())
}

fn text(user: UserId, number: &str, at: Timestamp) -> Text {
    let number = phone(number);
    Text {
        id: TextId::new(at, &Fresh),
        kind: Kind::Code,
        user_id: user,
        recipient: number.as_str().to_owned(),
        number_range: number.range().to_owned(),
        sealed_words: vec![7; 60],
        created_at: at,
        due_at: at,
        expires_at: at + Policy::default().life(Kind::Code),
        attempts: 0,
        sent_at: None,
        ended_at: None,
        last_error: None,
    }
}

async fn add(store: &Store, texts: &[Text]) {
    save(store, async |tx| {
        for text in texts {
            tx.insert_text(text).await?;
        }
        Ok(())
    })
    .await;
}

async fn listed(store: &Store) -> Vec<Text> {
    read(store, async |reader| reader.list_texts(None, 100).await).await
}

async fn claim(store: &Store, now: Timestamp, limit: i64) -> Vec<Text> {
    let next_try = now + std::time::Duration::from_secs(20);
    save(store, async |tx| tx.claim_due_texts(now, next_try, limit).await).await
}

async fn a_number_takes_the_place_of_the_one_before_it(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let found = async |user| read(&store, async |reader| reader.find_text_number(&user).await).await;
    let held = async |user| read(&store, async |reader| reader.find_factors(&user).await).await.text;
    assert_eq!((found(ada).await, held(ada).await), (None, None));
    let (first, second) = (phone("+447911123456"), phone("+14155552671"));
    save(&store, async |tx| tx.set_text_number(&ada, &first, NOW).await).await;
    assert_eq!(found(ada).await, Some(first));
    save(&store, async |tx| tx.touch_text_number(&ada, after(5)).await).await;
    let seen = held(ada).await.unwrap();
    assert_eq!((seen.since, seen.used_at), (NOW, Some(after(5))));
    save(&store, async |tx| tx.set_text_number(&ada, &second, after(9)).await).await;
    let seen = held(ada).await.unwrap();
    assert_eq!((seen.since, seen.used_at), (after(9), None));
    let delete = async |user| save(&store, async |tx| tx.delete_text_number(&user).await).await;
    assert_eq!(delete(bob).await, None);
    assert_eq!(delete(ada).await, Some(second));
    assert_eq!((delete(ada).await, held(ada).await), (None, None));
}

async fn a_code_works_for_its_holder_once_and_in_time(store: Store) {
    let (ada, mine, others, hash) = (user_id(), holder(), holder(), fresh_hash());
    let code = code_for(mine, ada, hash);
    save(&store, async |tx| tx.set_text_code(&code).await).await;
    let found = async |holder: Holder, at| {
        read(&store, async |reader| reader.find_text_code(&holder, at).await).await
    };
    assert_eq!(found(mine, after(299)).await, Some(code.clone()));
    assert_eq!((found(mine, after(300)).await, found(others, NOW).await), (None, None));
    let used = async |holder: Holder, hash: TokenHash, at| {
        save(&store, async |tx| tx.use_text_code(&holder, &hash, at).await).await
    };
    assert_eq!(used(others, hash, NOW).await, None);
    assert_eq!(used(mine, fresh_hash(), NOW).await, None, "a wrong one ends nothing");
    assert_eq!(used(mine, hash, after(300)).await, None);
    assert_eq!(used(mine, hash, after(299)).await, Some(code));
    assert_eq!(used(mine, hash, after(299)).await, None);
}

async fn a_newer_code_takes_the_place_of_the_one_before_it(store: Store) {
    let (ada, bob, mine, other) = (user_id(), user_id(), holder(), holder());
    let (old, new) = (code_for(mine, ada, fresh_hash()), code_for(mine, ada, fresh_hash()));
    let bobs = code_for(other, bob, fresh_hash());
    for code in [&old, &new, &bobs] {
        save(&store, async |tx| tx.set_text_code(code).await).await;
    }
    let used = async |code: &SentCode| {
        save(&store, async |tx| tx.use_text_code(&code.holder, &code.code_hash, NOW).await).await.is_some()
    };
    assert!(!used(&old).await);
    save(&store, async |tx| tx.delete_text_codes(&ada).await).await;
    assert!(!used(&new).await);
    assert!(used(&bobs).await);
}

async fn one_of_64_uses_of_a_code_counts(store: Store) {
    let code = code_for(holder(), user_id(), fresh_hash());
    save(&store, async |tx| tx.set_text_code(&code).await).await;
    let used = race(|_| {
        let (store, code) = (store.clone(), code.clone());
        async move {
            let mut tx = store.write().await.unwrap();
            let used = tx.use_text_code(&code.holder, &code.code_hash, NOW).await.unwrap();
            tx.commit().await.unwrap();
            used.is_some()
        }
    })
    .await;
    assert_eq!(winners(&used), 1);
}

async fn a_text_is_taken_and_put_off_until_it_is_sent(store: Store) {
    let text = text(user_id(), "+447911123456", after(10));
    add(&store, std::slice::from_ref(&text)).await;
    assert_eq!(listed(&store).await, std::slice::from_ref(&text));
    assert_eq!(claim(&store, after(9), 10).await, []);
    let taken = Text { attempts: 1, due_at: after(30), ..text.clone() };
    assert_eq!(claim(&store, after(10), 10).await, std::slice::from_ref(&taken));
    assert_eq!(claim(&store, after(29), 10).await, [], "another server waits for the one that took it");
    save(&store, async |tx| tx.mark_text_failed(&text.id, "status 503", after(12)).await).await;
    let again = claim(&store, after(12), 10).await;
    assert_eq!((again[0].attempts, again[0].last_error.as_deref()), (2, Some("status 503")));
    save(&store, async |tx| tx.mark_text_sent(&text.id, after(13)).await).await;
    let sent = &listed(&store).await[0];
    assert_eq!((sent.sent_at, sent.last_error.as_ref()), (Some(after(13)), None));
    assert!(sent.sealed_words.is_empty(), "what it said is forgotten");
    assert_eq!(claim(&store, after(999), 10).await, []);
}

async fn texts_are_listed_the_newest_first_and_those_that_wait_are_counted(store: Store) {
    let texts: Vec<Text> = (1..=4).map(|second| text(user_id(), "+447911123456", after(second))).collect();
    add(&store, &texts).await;
    let page = async |before: Option<&Text>| {
        let page = read(&store, async |reader| reader.list_texts(before.map(|text| &text.id), 2).await).await;
        page.into_iter().map(|text| text.due_at).collect::<Vec<_>>()
    };
    assert_eq!(page(None).await, [after(4), after(3)]);
    assert_eq!(page(Some(&texts[2])).await, [after(2), after(1)]);
    let count = async |most| read(&store, async |reader| reader.count_unsent_texts(most).await).await;
    assert_eq!((count(10).await, count(3).await), (4, 3));
    save(&store, async |tx| {
        tx.mark_text_sent(&texts[0].id, after(5)).await?;
        tx.mark_text_ended(&texts[1].id, "status 400, error 21211", after(5)).await
    })
    .await;
    assert_eq!(count(10).await, 2);
    let ended = &listed(&store).await[2];
    assert_eq!(
        (ended.ended_at, ended.last_error.as_deref()),
        (Some(after(5)), Some("status 400, error 21211"))
    );
    assert!(ended.sealed_words.is_empty());
}

async fn sixty_four_servers_take_each_text_once(store: Store) {
    let texts: Vec<Text> = (0..RACERS).map(|_| text(user_id(), "+447911123456", NOW)).collect();
    add(&store, &texts).await;
    let taken = race(|_| {
        let store = store.clone();
        async move { claim(&store, NOW, 3).await }
    })
    .await;
    let mut ids: Vec<TextId> = taken.into_iter().flatten().map(|text| text.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "a text was taken twice");
    assert_eq!(all + claim(&store, NOW, 1_000).await.len(), RACERS, "a text was lost");
}

async fn what_went_out_is_found_by_what_counts(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let one = text(ada, "+447911120001", after(1));
    let neighbour = text(bob, "+447911120002", after(2));
    let elsewhere = text(ada, "+14155552671", after(3));
    let notice = Text { kind: Kind::Notice, ..text(ada, "+447911120001", after(4)) };
    add(&store, &[one.clone(), neighbour, elsewhere, notice.clone()]).await;
    let found = async |text: &Text, scope, number| {
        read(&store, async |reader| reader.find_earlier_text(text, scope, number).await).await
    };
    assert_eq!(found(&one, Scope::Number, 1).await, Some(after(1)));
    assert_eq!(found(&one, Scope::Number, 2).await, None);
    assert_eq!(found(&notice, Scope::Number, 1).await, Some(after(4)), "notices count apart");
    assert_eq!(found(&one, Scope::Account, 1).await, Some(after(3)));
    assert_eq!(found(&one, Scope::Account, 2).await, Some(after(1)));
    assert_eq!(found(&notice, Scope::Account, 2).await, None);
    assert_eq!(found(&one, Scope::Range, 1).await, Some(after(4)));
    assert_eq!(found(&one, Scope::Range, 3).await, Some(after(1)));
    assert_eq!(found(&one, Scope::Range, 4).await, None);
    assert_eq!(found(&one, Scope::Total, 4).await, Some(after(1)));
    assert_eq!(found(&one, Scope::Total, 5).await, None);
}

/// As whoever sends does it: nothing goes out that any budget holds.
async fn fits(reader: &mut Reader, text: &Text, budgets: &[Budget]) -> Result<bool> {
    for budget in budgets {
        let earlier = reader.find_earlier_text(text, budget.scope, budget.most).await?;
        if earlier.is_some_and(|at| budget.spent_until(at, NOW).is_some()) {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn of_64_that_write_at_once_as_many_go_out_as_the_budget_allows(store: Store) {
    let total = Policy { per_hour: 7, per_day: 100, ..Policy::default() };
    let same = UserId::from_bytes([5; 16]);
    for (alike, allowed) in [(true, 1), (false, 6)] {
        let wrote = race(|number| {
            let store = store.clone();
            async move {
                let user = if alike { same } else { user_id() };
                let number = if alike { 0 } else { number + 1 };
                let text = text(user, &format!("+4479{number:04}3456"), NOW);
                save(&store, async |tx| {
                    tx.claim_text_gate().await?;
                    let fits = fits(tx, &text, &total.budgets(Kind::Code)).await?;
                    if fits {
                        tx.insert_text(&text).await?;
                    }
                    Ok(fits)
                })
                .await
            }
        })
        .await;
        assert_eq!(winners(&wrote), allowed, "alike: {alike}");
    }
    assert_eq!(listed(&store).await.len(), 7);
}

async fn texts_and_codes_leave(store: Store) {
    let delete = async |now| save(&store, async |tx| tx.delete_expired(now, 100).await).await;
    let session = SessionId::from_bytes([9; 16]);
    let code = code_for(Holder::enrolment(&session), user_id(), fresh_hash());
    save(&store, async |tx| tx.set_text_code(&code).await).await;
    add(&store, &[text(user_id(), "+447911123456", NOW)]).await;
    assert_eq!(delete(after(1_200)).await, 0);
    assert_eq!(delete(after(1_201)).await, 1, "the code");
    assert_eq!(delete(NOW + 2 * DAY).await, 0, "the limits look back a day");
    assert_eq!(delete(NOW + 2 * DAY + DAY / 24).await, 1);
}
