use account::trust::TrustedBrowser;
use oauth::UserId;
use store::Store;

use crate::records::{DAY, Fresh, NOW, after, fresh_hash, user_id};
use crate::support::{read, save};

both_engines! {
    a_trusted_browser_comes_back_as_it_was,
    a_member_lists_their_own,
    trust_is_taken_back_by_its_member,
}

fn browser(user: &UserId) -> TrustedBrowser {
    TrustedBrowser::start(*user, "Test/1.0", "203.0.113.9", NOW, &Fresh).0
}

async fn add(store: &Store, browser: &TrustedBrowser) {
    save(store, async |tx| tx.insert_trusted_browser(browser).await).await;
}

async fn found(store: &Store, browser: &TrustedBrowser) -> Option<TrustedBrowser> {
    read(store, async |reader| reader.find_trusted_browser(&browser.token_hash).await).await
}

async fn a_trusted_browser_comes_back_as_it_was(store: Store) {
    let mine = browser(&user_id());
    add(&store, &mine).await;
    assert_eq!(found(&store, &mine).await, Some(mine.clone()));
    let unknown = TrustedBrowser { token_hash: fresh_hash(), ..browser(&user_id()) };
    assert_eq!(found(&store, &unknown).await, None);
    let touch = async |id, address: &'static str| {
        save(&store, async |tx| tx.touch_trusted_browser(&id, address, after(5)).await).await
    };
    assert!(touch(mine.id, "192.0.2.1").await);
    assert!(!touch(unknown.id, "192.0.2.1").await);
    let used =
        TrustedBrowser { last_used_at: Some(after(5)), address: "192.0.2.1".to_owned(), ..mine.clone() };
    assert_eq!(found(&store, &mine).await, Some(used));
}

async fn a_member_lists_their_own(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let (older, newer) = (browser(&ada), browser(&ada));
    let over = TrustedBrowser { expires_at: NOW, ..browser(&ada) };
    for browser in [&older, &newer, &over, &browser(&bob)] {
        add(&store, browser).await;
    }
    let listed = async |now| read(&store, async |reader| reader.list_trusted_browsers(&ada, now).await).await;
    let mut expected = [older, newer];
    expected.sort_by_key(|browser| std::cmp::Reverse(browser.id));
    assert_eq!(listed(NOW).await, expected);
    assert_eq!(listed(NOW + DAY * 30).await, []);
}

async fn trust_is_taken_back_by_its_member(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let (first, second, others) = (browser(&ada), browser(&ada), browser(&bob));
    for browser in [&first, &second, &others] {
        add(&store, browser).await;
    }
    let forget = async |user, id| save(&store, async |tx| tx.delete_trusted_browser(&user, &id).await).await;
    assert!(!forget(bob, first.id).await);
    assert!(forget(ada, first.id).await);
    assert!(!forget(ada, first.id).await);
    assert_eq!(found(&store, &first).await, None);
    assert!(found(&store, &second).await.is_some());
    save(&store, async |tx| tx.delete_trusted_browsers(&ada).await).await;
    assert_eq!(found(&store, &second).await, None);
    assert!(found(&store, &others).await.is_some());
}
