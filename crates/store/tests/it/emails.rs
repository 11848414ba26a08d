//! Addresses that are replaced by others.

use account::email::Email;
use account::user::User;
use oauth::Timestamp;
use store::Store;

use crate::records::{NOW, add_user, after, user};
use crate::support::{race, read, save, winners};

both_engines! {
    an_account_has_its_new_address_and_keeps_the_old_one_for_a_while,
    an_address_that_is_proven_elsewhere_is_not_taken,
    an_address_that_is_taken_back_frees_the_other,
    one_of_64_accounts_gets_the_address,
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn at(name: &str) -> User {
    User { email: format!("{name}@example.org"), email_verified_at: Some(NOW), ..user(name) }
}

async fn set(store: &Store, user: &User, new: &str, old: &str, kept: Option<Timestamp>) -> bool {
    let (new, old) = (email(new), email(old));
    save(store, async |tx| tx.set_email(&user.id, &new, &old, kept, after(1)).await).await
}

async fn owner(store: &Store, key: &str) -> Option<String> {
    read(store, async |reader| reader.find_user_by_email(key).await).await.map(|user| user.username)
}

/// Whether another account can prove an address.
async fn is_free(store: &Store, name: &str, key: &str) -> bool {
    let claimant = User { email: key.to_owned(), email_verified_at: None, ..user(name) };
    assert!(add_user(store, &claimant).await);
    save(store, async |tx| tx.mark_email_verified(&claimant.id, key, after(2)).await).await
}

async fn an_account_has_its_new_address_and_keeps_the_old_one_for_a_while(store: Store) {
    let ada = at("ada");
    assert!(add_user(&store, &ada).await);
    assert!(set(&store, &ada, "new@example.org", "ada@example.org", Some(after(100))).await);
    assert_eq!(owner(&store, "new@example.org").await.as_deref(), Some("ada"));
    assert_eq!(owner(&store, "ada@example.org").await, None);
    assert!(!is_free(&store, "bob", "ada@example.org").await, "its owner can still take it back");
    save(&store, async |tx| tx.delete_expired(after(100), 9).await).await;
    assert!(!is_free(&store, "eve", "ada@example.org").await);
    save(&store, async |tx| tx.delete_expired(after(101), 9).await).await;
    assert!(is_free(&store, "eva", "ada@example.org").await);
    assert_eq!(owner(&store, "new@example.org").await.as_deref(), Some("ada"));
}

async fn an_address_that_is_proven_elsewhere_is_not_taken(store: Store) {
    let (ada, bob) = (at("ada"), at("bob"));
    assert!(add_user(&store, &ada).await && add_user(&store, &bob).await);
    assert!(!set(&store, &ada, "bob@example.org", "ada@example.org", Some(after(100))).await);
    assert_eq!(owner(&store, "ada@example.org").await.as_deref(), Some("ada"));
}

async fn an_address_that_is_taken_back_frees_the_other(store: Store) {
    let ada = at("ada");
    assert!(add_user(&store, &ada).await);
    assert!(set(&store, &ada, "new@example.org", "ada@example.org", Some(after(100))).await);
    assert!(set(&store, &ada, "ada@example.org", "new@example.org", None).await);
    assert_eq!(owner(&store, "ada@example.org").await.as_deref(), Some("ada"));
    assert!(is_free(&store, "bob", "new@example.org").await);
    // The address that was taken back is no longer one that leaves.
    save(&store, async |tx| tx.delete_expired(after(200), 9).await).await;
    assert!(!is_free(&store, "eve", "ada@example.org").await);
}

async fn one_of_64_accounts_gets_the_address(store: Store) {
    let users: Vec<User> = (0..64).map(|number| at(&format!("user{number}"))).collect();
    for user in &users {
        assert!(add_user(&store, user).await);
    }
    let outcomes = race(|number| {
        let (store, user) = (store.clone(), users[number].clone());
        async move { set(&store, &user, "wanted@example.org", &user.email, Some(after(100))).await }
    })
    .await;
    assert_eq!(winners(&outcomes), 1);
}
