//! Accounts that leave.

use account::email::Email;
use account::link::LinkPurpose;
use account::profile::Profile;
use oauth::TokenHash;
use store::Store;

use crate::records::{NOW, add_user, after, client, fresh_hash, link, scope, session, user, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_member_asks_once_and_changes_their_mind_once,
    accounts_leave_when_their_time_has_come,
    everything_that_says_who_a_member_was_leaves,
    nobody_gets_the_name_again,
    one_of_64_changes_of_mind_counts,
}

async fn a_member_asks_once_and_changes_their_mind_once(store: Store) {
    let ada = user_id();
    let due = async || read(&store, async |reader| reader.find_deletion(&ada).await).await;
    let ask =
        async |second| save(&store, async |tx| tx.insert_deletion(&ada, NOW, after(second)).await).await;
    assert_eq!(due().await, None);
    assert!(ask(10).await);
    assert!(!ask(20).await);
    assert_eq!(due().await, Some(after(10)));
    assert!(save(&store, async |tx| tx.delete_deletion(&ada).await).await);
    assert!(!save(&store, async |tx| tx.delete_deletion(&ada).await).await);
    assert_eq!(due().await, None);
}

async fn accounts_leave_when_their_time_has_come(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    save(&store, async |tx| {
        tx.insert_deletion(&ada, NOW, after(10)).await?;
        tx.insert_deletion(&bob, NOW, after(20)).await
    })
    .await;
    let claim = async |second| save(&store, async |tx| tx.claim_due_deletions(after(second), 9).await).await;
    assert_eq!(claim(9).await, []);
    assert_eq!(claim(10).await, [ada]);
    assert_eq!(claim(20).await.len(), 2);
}

async fn everything_that_says_who_a_member_was_leaves(store: Store) {
    let (ada, bob) = (user("ada"), user("bob"));
    assert!(add_user(&store, &ada).await && add_user(&store, &bob).await);
    let app = client().id;
    let browser = fresh_hash();
    let session = session(&ada.id);
    let alarm = link(Some(ada.id), LinkPurpose::NotMe);
    save(&store, async |tx| {
        tx.set_profile(&ada.id, &Profile::default(), NOW).await?;
        tx.insert_session(&session).await?;
        tx.insert_link(&alarm).await?;
        tx.touch_browser(&ada.id, &browser, NOW).await?;
        tx.insert_leaked_password(&ada.id, NOW).await?;
        tx.set_consent(&ada.id, &app, &scope("users:read"), NOW).await?;
        tx.insert_export(&ada.id, NOW, after(9)).await?;
        tx.insert_deletion(&ada.id, NOW, after(9)).await
    })
    .await;
    let (old, new) = (Email::parse("ada@example.org").unwrap(), Email::parse("new@example.org").unwrap());
    assert!(save(&store, async |tx| tx.set_email(&ada.id, &new, &old, Some(after(99)), NOW).await).await);
    save(&store, async |tx| tx.delete_user(&ada.id, "ada").await).await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.find_user(&ada.id).await.unwrap(), None);
    assert_eq!(reader.find_user_by_email("new@example.org").await.unwrap(), None);
    assert_eq!(reader.find_profile(&ada.id).await.unwrap(), None);
    assert_eq!(reader.find_session(&session.token_hash).await.unwrap(), None);
    assert_eq!(reader.find_link(&alarm.hash).await.unwrap(), None);
    assert!(!reader.is_known_browser(&ada.id, &browser).await.unwrap());
    assert_eq!(reader.find_leaked_password(&ada.id).await.unwrap(), None);
    assert_eq!(reader.find_consent(&ada.id, &app).await.unwrap(), None);
    assert_eq!(reader.find_export(&ada.id, NOW).await.unwrap(), None);
    assert_eq!(reader.find_deletion(&ada.id).await.unwrap(), None);
    assert_eq!(reader.find_user(&bob.id).await.unwrap(), Some(bob));
    drop(reader);
    // Both of their addresses are free.
    for (name, address) in [("eve", "ada@example.org"), ("mia", "new@example.org")] {
        let next = account::user::User { email: address.to_owned(), ..user(name) };
        assert!(add_user(&store, &next).await, "{address}");
    }
}

async fn nobody_gets_the_name_again(store: Store) {
    let ada = user("ada");
    assert!(add_user(&store, &ada).await);
    let retired = async || read(&store, async |reader| reader.is_retired("ada").await).await;
    assert!(!retired().await);
    save(&store, async |tx| tx.delete_user(&ada.id, "ada").await).await;
    assert!(retired().await);
    assert!(!add_user(&store, &user("ada")).await);
    assert_ne!(TokenHash::of(b"ada"), TokenHash::of(b"bob"));
    assert!(add_user(&store, &user("bob")).await);
}

async fn one_of_64_changes_of_mind_counts(store: Store) {
    let ada = user_id();
    save(&store, async |tx| tx.insert_deletion(&ada, NOW, after(9)).await).await;
    let outcomes = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let kept = tx.delete_deletion(&ada).await.unwrap();
            tx.commit().await.unwrap();
            kept
        }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
}

/// Tables whose rows name a member and stay for a while: they end with what they stand for, and lead to nobody. Texts
/// stay two days with their number, as what limits the next ones: a new account lifts no limit.
const END_BY_THEMSELVES: [&str; 6] =
    ["access_tokens", "grants", "logout_deliveries", "passkey_challenges", "refresh_families", "texts"];

#[test]
fn every_table_that_names_a_member_is_thought_of() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(here.join("src/deletions.rs")).unwrap();
    let mut forgotten = Vec::new();
    for file in std::fs::read_dir(here.join("migrations")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for table in text.split("CREATE TABLE ").skip(1) {
            let (name, rest) = table.split_once(" (").unwrap();
            let columns = rest.split("\n);").next().unwrap();
            let named = columns.lines().any(|line| line.trim_start().starts_with("user_id "));
            let leaves = source.contains(&format!("DELETE FROM {name} WHERE"));
            if named && !leaves && !END_BY_THEMSELVES.contains(&name) {
                forgotten.push(name.to_owned());
            }
        }
    }
    assert!(forgotten.is_empty(), "{forgotten:?}");
}
