use account::link::{Link, LinkPurpose};
use oauth::TokenHash;
use store::Store;

use crate::records::{NOW, after, fresh_hash, link, user_id};
use crate::support::{RACERS, attempt, race, read, save, winners};

both_engines! {
    a_link_comes_back_as_it_was,
    an_unknown_link_is_none,
    a_new_link_voids_the_older_ones_of_its_purpose,
    every_link_of_a_member_can_be_voided,
    set_up_links_are_voided_apart,
    links_that_only_end_things_outlive_newer_ones_and_new_passwords,
    wrong_codes_are_counted_one_after_the_other,
    one_of_64_uses_of_a_link_counts,
}

async fn add(store: &Store, link: &Link) {
    save(store, async |tx| tx.insert_link(link).await).await;
}

async fn used_at(store: &Store, hash: &TokenHash) -> Option<oauth::Timestamp> {
    read(store, async |reader| reader.find_link(hash).await).await.unwrap().used_at
}

async fn a_link_comes_back_as_it_was(store: Store) {
    let full = link(Some(user_id()), LinkPurpose::VerifyEmail);
    let bare = Link { browser: None, code_hash: None, ..link(None, LinkPurpose::Setup) };
    let reset = link(Some(user_id()), LinkPurpose::ResetPassword);
    for link in [full, bare, reset] {
        add(&store, &link).await;
        assert_eq!(read(&store, async |reader| reader.find_link(&link.hash).await).await, Some(link.clone()));
        assert_eq!(save(&store, async |tx| tx.claim_link(&link.hash).await).await, Some(link));
    }
}

async fn an_unknown_link_is_none(store: Store) {
    assert_eq!(read(&store, async |reader| reader.find_link(&fresh_hash()).await).await, None);
    assert_eq!(attempt(&store, async |tx| tx.claim_link(&fresh_hash()).await).await, None);
    let newest = async |user, purpose| {
        read(&store, async |reader| reader.find_newest_link(&user, purpose).await).await
    };
    assert_eq!(newest(user_id(), LinkPurpose::VerifyEmail).await, None);
}

async fn a_new_link_voids_the_older_ones_of_its_purpose(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let first = link(Some(ada), LinkPurpose::ResetPassword);
    let other_purpose = link(Some(ada), LinkPurpose::VerifyEmail);
    let other_member = link(Some(bob), LinkPurpose::ResetPassword);
    let second = Link { created_at: after(60), ..link(Some(ada), LinkPurpose::ResetPassword) };
    for link in [&first, &other_purpose, &other_member, &second] {
        add(&store, link).await;
    }
    assert_eq!(used_at(&store, &first.hash).await, Some(after(60)));
    for untouched in [&other_purpose, &other_member, &second] {
        assert_eq!(used_at(&store, &untouched.hash).await, None);
    }
    let newest =
        read(&store, async |reader| reader.find_newest_link(&ada, LinkPurpose::ResetPassword).await).await;
    assert_eq!(newest, Some(second));
}

async fn every_link_of_a_member_can_be_voided(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let links = [link(Some(ada), LinkPurpose::ResetPassword), link(Some(ada), LinkPurpose::VerifyEmail)];
    let others = link(Some(bob), LinkPurpose::ResetPassword);
    for link in links.iter().chain([&others]) {
        add(&store, link).await;
    }
    save(&store, async |tx| tx.mark_link_used(&links[0].hash, after(1)).await).await;
    save(&store, async |tx| tx.revoke_links(&ada, after(2)).await).await;
    assert_eq!(used_at(&store, &links[0].hash).await, Some(after(1)), "a used link keeps its time");
    assert_eq!(used_at(&store, &links[1].hash).await, Some(after(2)));
    assert_eq!(used_at(&store, &others.hash).await, None);
}

async fn set_up_links_are_voided_apart(store: Store) {
    let set_up = [link(None, LinkPurpose::Setup), link(None, LinkPurpose::Setup)];
    let others = link(Some(user_id()), LinkPurpose::VerifyEmail);
    for link in set_up.iter().chain([&others]) {
        add(&store, link).await;
    }
    assert_eq!(used_at(&store, &set_up[0].hash).await, None, "links of nobody do not void each other");
    save(&store, async |tx| tx.revoke_setup_links(after(1)).await).await;
    for link in &set_up {
        assert_eq!(used_at(&store, &link.hash).await, Some(after(1)));
    }
    assert_eq!(used_at(&store, &others.hash).await, None);
}

async fn wrong_codes_are_counted_one_after_the_other(store: Store) {
    let hash = fresh_hash();
    add(&store, &Link { hash, ..link(Some(user_id()), LinkPurpose::VerifyEmail) }).await;
    let mut counts = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let counted = tx.claim_link(&hash).await.unwrap().unwrap().wrong_codes;
            tx.mark_code_wrong(&hash).await.unwrap();
            tx.commit().await.unwrap();
            counted
        }
    })
    .await;
    counts.sort_unstable();
    assert_eq!(counts, (0..RACERS as i64).collect::<Vec<_>>());
}

async fn one_of_64_uses_of_a_link_counts(store: Store) {
    let hash = fresh_hash();
    add(&store, &Link { hash, ..link(Some(user_id()), LinkPurpose::ResetPassword) }).await;
    let used = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let opens = tx.claim_link(&hash).await.unwrap().unwrap().opens(LinkPurpose::ResetPassword, NOW);
            if opens {
                tx.mark_link_used(&hash, NOW).await.unwrap();
            }
            tx.commit().await.unwrap();
            opens
        }
    })
    .await;
    assert_eq!(winners(&used), 1);
}

async fn links_that_only_end_things_outlive_newer_ones_and_new_passwords(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let made = |user, purpose, second| Link { created_at: after(second), ..link(Some(user), purpose) };
    let alarms = [made(ada, LinkPurpose::NotMe, 1), made(ada, LinkPurpose::NotMe, 2)];
    let undos = [made(ada, LinkPurpose::UndoEmail, 1), made(ada, LinkPurpose::UndoEmail, 2)];
    let theirs = [made(bob, LinkPurpose::NotMe, 1), made(bob, LinkPurpose::UndoEmail, 9)];
    let change = made(ada, LinkPurpose::ChangeEmail, 3);
    for link in alarms.iter().chain(&undos).chain(&theirs).chain([&change]) {
        add(&store, link).await;
    }
    save(&store, async |tx| tx.revoke_links(&ada, after(4)).await).await;
    assert_eq!(used_at(&store, &change.hash).await, Some(after(4)));
    for link in alarms.iter().chain(&undos) {
        assert_eq!(used_at(&store, &link.hash).await, None);
    }
    save(&store, async |tx| tx.revoke_alarms(&ada, after(5)).await).await;
    save(&store, async |tx| tx.revoke_undo_links(&ada, after(1), after(6)).await).await;
    for (link, used) in [
        (&alarms[0], Some(after(5))),
        (&alarms[1], Some(after(5))),
        (&undos[0], None),
        (&undos[1], Some(after(6))),
        (&theirs[0], None),
        (&theirs[1], None),
    ] {
        assert_eq!(used_at(&store, &link.hash).await, used);
    }
}
