use account::mail::Mail;
use oauth::{MailId, Timestamp};
use store::Store;

use crate::records::{Fresh, NOW, after, mail};
use crate::support::{Database, RACERS, race, read, save};

both_engines! {
    a_mail_comes_back_as_it_was,
    mails_are_listed_page_by_page_the_newest_first,
    a_due_mail_is_taken_and_put_off_until_it_is_sent,
    the_mails_longest_due_go_first,
    waiting_mails_are_counted_up_to_a_limit,
    two_servers_never_take_the_same_mail,
    sixty_four_servers_take_each_mail_once,
}

async fn add(store: &Store, mails: &[Mail]) {
    save(store, async |tx| {
        for mail in mails {
            tx.insert_mail(mail).await?;
        }
        Ok(())
    })
    .await;
}

async fn found(store: &Store, id: &MailId) -> Option<Mail> {
    read(store, async |reader| reader.find_mail(id).await).await
}

async fn claim(store: &Store, now: Timestamp, next_try: Timestamp, limit: i64) -> Vec<Mail> {
    save(store, async |tx| tx.claim_due_mails(now, next_try, limit).await).await
}

async fn a_mail_comes_back_as_it_was(store: Store) {
    let waiting = mail(NOW);
    let failed = Mail { attempts: 3, last_error: Some("421 later".to_owned()), ..mail(after(1)) };
    let sent = Mail { sent_at: Some(after(2)), ..mail(NOW) };
    for mail in [waiting, failed, sent] {
        add(&store, std::slice::from_ref(&mail)).await;
        assert_eq!(found(&store, &mail.id).await, Some(mail));
    }
    assert_eq!(found(&store, &MailId::new(NOW, &Fresh)).await, None);
}

async fn mails_are_listed_page_by_page_the_newest_first(store: Store) {
    let mails: Vec<Mail> = (1..=5).map(|second| mail(after(second))).collect();
    add(&store, &mails).await;
    let page = async |before: Option<&Mail>| {
        let page = read(&store, async |reader| reader.list_mails(before.map(|mail| &mail.id), 2).await).await;
        page.into_iter().map(|mail| mail.due_at).collect::<Vec<_>>()
    };
    assert_eq!(page(None).await, [after(5), after(4)]);
    assert_eq!(page(Some(&mails[3])).await, [after(3), after(2)]);
    assert_eq!(page(Some(&mails[1])).await, [after(1)]);
    assert_eq!(page(Some(&mails[0])).await, []);
}

async fn a_due_mail_is_taken_and_put_off_until_it_is_sent(store: Store) {
    let mail = mail(after(10));
    add(&store, std::slice::from_ref(&mail)).await;
    assert_eq!(claim(&store, after(9), after(69), 10).await, []);
    let taken = Mail { attempts: 1, due_at: after(70), ..mail.clone() };
    assert_eq!(claim(&store, after(10), after(70), 10).await, std::slice::from_ref(&taken));
    assert_eq!(
        claim(&store, after(69), after(99), 10).await,
        [],
        "another server waits for the one that took it"
    );

    save(&store, async |tx| tx.mark_mail_failed(&mail.id, "421 later", after(80)).await).await;
    let failed = Mail { due_at: after(80), last_error: Some("421 later".to_owned()), ..taken };
    assert_eq!(found(&store, &mail.id).await, Some(failed.clone()));
    let again = Mail { attempts: 2, due_at: after(140), ..failed };
    assert_eq!(claim(&store, after(80), after(140), 10).await, std::slice::from_ref(&again));

    save(&store, async |tx| tx.mark_mail_sent(&mail.id, after(81)).await).await;
    assert_eq!(
        found(&store, &mail.id).await,
        Some(Mail { sent_at: Some(after(81)), last_error: None, sealed_words: Vec::new(), ..again })
    );
    assert_eq!(claim(&store, after(999), after(1_000), 10).await, []);
}

async fn the_mails_longest_due_go_first(store: Store) {
    let mails: Vec<Mail> = [3, 1, 4, 2].into_iter().map(|second| mail(after(second))).collect();
    add(&store, &mails).await;
    let mut taken: Vec<MailId> =
        claim(&store, after(10), after(70), 2).await.into_iter().map(|mail| mail.id).collect();
    taken.sort();
    assert_eq!(taken, [mails[1].id, mails[3].id]);
}

async fn waiting_mails_are_counted_up_to_a_limit(store: Store) {
    let sent = Mail { sent_at: Some(NOW), ..mail(NOW) };
    add(&store, &[mail(NOW), mail(NOW), mail(after(99)), sent]).await;
    let count = async |most| read(&store, async |reader| reader.count_unsent_mails(most).await).await;
    assert_eq!((count(10).await, count(2).await), (3, 2));
}

async fn two_servers_never_take_the_same_mail(database: Database) {
    let store = &database.store;
    add(store, &[mail(NOW), mail(NOW), mail(NOW)]).await;
    let mut first = store.write().await.unwrap();
    assert_eq!(first.claim_due_mails(NOW, after(60), 10).await.unwrap().len(), 3);
    let second = tokio::spawn({
        let store = database.another();
        async move { claim(&store, NOW, after(60), 10).await }
    });
    database.statement_waits().await;
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), []);
}

async fn sixty_four_servers_take_each_mail_once(store: Store) {
    let mails: Vec<Mail> = (0..RACERS).map(|_| mail(NOW)).collect();
    add(&store, &mails).await;
    let taken = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let taken = tx.claim_due_mails(NOW, after(60), 3).await.unwrap();
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    let mut ids: Vec<MailId> = taken.into_iter().flatten().map(|mail| mail.id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "a mail was taken twice");
    let mut left = 0;
    loop {
        match claim(&store, NOW, after(60), 100).await.len() {
            0 => break,
            some => left += some,
        }
    }
    assert_eq!(all + left, RACERS, "a mail was lost");
}
