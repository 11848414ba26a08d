use account::link::{Link, LinkPurpose};
use account::user::User;
use oauth::{TokenHash, UserId};
use store::Store;

use crate::records::{NOW, add_user, after, fresh_hash, link, unverified, user, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    an_account_comes_back_as_it_was,
    an_unknown_account_is_none,
    a_username_is_given_once,
    a_proven_address_is_one_accounts,
    a_refused_account_leaves_nothing_though_its_writer_commits,
    an_address_leads_to_who_proved_it_else_to_the_newest,
    an_address_leads_a_browser_to_the_account_it_made,
    whoever_proves_an_address_first_has_it,
    an_address_is_proven_only_by_the_account_that_has_it,
    an_operator_is_not_removed_for_an_address,
    one_of_64_registrations_gets_the_username,
    one_of_64_accounts_proves_the_address,
    accounts_are_listed_page_by_page_in_the_order_they_were_made,
    a_password_is_replaced_and_taken_away,
    a_rehash_never_brings_an_old_password_back,
    what_is_decided_on_a_claimed_account_is_decided_before_it_changes,
    a_locked_account_changes_only_after_the_commit,
    a_display_name_is_replaced,
    an_account_is_locked_and_unlocked,
    there_is_an_operator_once_there_is_one,
}

async fn found(store: &Store, id: &UserId) -> Option<User> {
    read(store, async |reader| reader.find_user(id).await).await
}

async fn by_email(store: &Store, key: &str) -> Option<String> {
    read(store, async |reader| reader.find_user_by_email(key).await).await.map(|user| user.username)
}

async fn verify(store: &Store, user: &User, key: &str) -> bool {
    save(store, async |tx| tx.mark_email_verified(&user.id, key, after(9)).await).await
}

async fn an_account_comes_back_as_it_was(store: Store) {
    let full = User { operator: true, locked_at: Some(after(2)), ..user("Ada") };
    let bare = User {
        email_verified_at: None,
        password_hash: None,
        password_changed_at: None,
        display_name: String::new(),
        ..user("bob")
    };
    for user in [full, bare] {
        assert!(
            save(&store, async |tx| tx.insert_user(&user, &user.username.to_lowercase(), &user.email).await)
                .await
        );
        assert_eq!(found(&store, &user.id).await, Some(user.clone()));
        let key = user.username.to_lowercase();
        let number = market::MemberNumber::of(&user.id);
        let by_number = read(&store, async |reader| reader.find_user_by_number(number).await).await;
        assert_eq!(by_number.as_ref(), Some(&user));
        let by_username = read(&store, async |reader| reader.find_user_by_username(&key).await).await;
        assert_eq!(by_username, Some(user.clone()));
        let by_email = read(&store, async |reader| reader.find_user_by_email(&user.email).await).await;
        assert_eq!(by_email, Some(user));
    }
}

async fn an_unknown_account_is_none(store: Store) {
    assert_eq!(found(&store, &user_id()).await, None);
    assert_eq!(read(&store, async |reader| reader.find_user_by_username("ada").await).await, None);
    assert_eq!(by_email(&store, "ada@example.org").await, None);
    assert!(!save(&store, async |tx| tx.set_locked(&user_id(), Some(NOW)).await).await);
}

async fn a_username_is_given_once(store: Store) {
    assert!(add_user(&store, &user("ada")).await);
    let second = User { email: "other@example.org".to_owned(), ..user("ada") };
    assert!(!add_user(&store, &second).await);
    assert_eq!(found(&store, &second.id).await, None);
}

async fn a_proven_address_is_one_accounts(store: Store) {
    assert!(add_user(&store, &user("ada")).await);
    let second = User { email: "ada@example.org".to_owned(), ..user("eve") };
    assert!(!add_user(&store, &second).await);
    let claiming = User { email_verified_at: None, ..second };
    assert!(add_user(&store, &claiming).await, "to claim an address is free, to prove it is not");
    assert!(!verify(&store, &claiming, "ada@example.org").await);
    assert_eq!(found(&store, &claiming.id).await.unwrap().email_verified_at, None);
}

async fn a_refused_account_leaves_nothing_though_its_writer_commits(store: Store) {
    assert!(add_user(&store, &user("ada")).await);
    let taken_username = User { email: "free@example.org".to_owned(), ..user("ada") };
    assert!(!add_user(&store, &taken_username).await);
    let taken_address = User { email: "ada@example.org".to_owned(), ..user("free") };
    assert!(!add_user(&store, &taken_address).await);
    assert!(add_user(&store, &User { email: "free@example.org".to_owned(), ..user("free") }).await);
}

async fn an_address_leads_to_who_proved_it_else_to_the_newest(store: Store) {
    let email = "shared@example.org".to_owned();
    for (name, second) in [("first", 1), ("third", 3), ("second", 2)] {
        let user = User { email: email.clone(), created_at: after(second), ..unverified(name) };
        assert!(add_user(&store, &user).await);
    }
    assert_eq!(by_email(&store, &email).await.as_deref(), Some("third"));
    assert!(add_user(&store, &User { email: email.clone(), ..user("prover") }).await);
    assert_eq!(by_email(&store, &email).await.as_deref(), Some("prover"));
}

async fn an_address_leads_a_browser_to_the_account_it_made(store: Store) {
    let (email, browser) = ("shared@example.org".to_owned(), fresh_hash());
    let claimed = |name, second| User { email: email.clone(), created_at: after(second), ..unverified(name) };
    let (mine, stranger) = (claimed("mine", 1), claimed("stranger", 2));
    let waiting = async |browser: &TokenHash| {
        let found = read(&store, async |reader| reader.find_user_waiting_in(&email, browser).await).await;
        found.map(|user| user.username)
    };
    let sent = |user: &User, browser| Link { browser, ..link(Some(user.id), LinkPurpose::VerifyEmail) };
    for user in [&mine, &stranger] {
        add_user(&store, user).await;
    }
    let links = [sent(&mine, Some(browser)), sent(&stranger, Some(fresh_hash()))];
    for link in &links {
        save(&store, async |tx| tx.insert_link(link).await).await;
    }
    assert_eq!(waiting(&browser).await.as_deref(), Some("mine"));
    assert_eq!(waiting(&fresh_hash()).await, None);
    save(&store, async |tx| tx.mark_link_used(&links[0].hash, after(3)).await).await;
    assert_eq!(waiting(&browser).await, None, "a link that was used says nothing any more");
}

async fn whoever_proves_an_address_first_has_it(store: Store) {
    let email = "shared@example.org".to_owned();
    let (first, second) =
        (User { email: email.clone(), ..unverified("a") }, User { email: email.clone(), ..unverified("b") });
    let other = unverified("c");
    for user in [&first, &second, &other] {
        add_user(&store, user).await;
    }
    assert!(verify(&store, &first, &email).await);
    assert!(verify(&store, &first, &email).await, "to prove it again changes nothing");
    assert_eq!(found(&store, &first.id).await.unwrap().email_verified_at, Some(after(9)));
    assert_eq!(found(&store, &second.id).await, None, "who only claimed it is removed");
    assert_eq!(found(&store, &other.id).await, Some(other));
}

async fn an_address_is_proven_only_by_the_account_that_has_it(store: Store) {
    let ada = unverified("ada");
    add_user(&store, &ada).await;
    assert!(!verify(&store, &ada, "other@example.org").await);
    assert!(!verify(&store, &unverified("gone"), "gone@example.org").await);
    assert_eq!(found(&store, &ada.id).await, Some(ada));
    for (name, email) in [("one", "other@example.org"), ("two", "gone@example.org")] {
        let proven = User { email: email.to_owned(), ..user(name) };
        assert!(add_user(&store, &proven).await, "{email} is still free");
    }
}

async fn an_operator_is_not_removed_for_an_address(store: Store) {
    let email = "ops@example.org".to_owned();
    let operator = User { operator: true, email: email.clone(), ..unverified("root") };
    let member = User { email: email.clone(), ..unverified("ada") };
    add_user(&store, &operator).await;
    add_user(&store, &member).await;
    assert!(verify(&store, &member, &email).await);
    assert_eq!(found(&store, &operator.id).await, Some(operator));
}

async fn one_of_64_registrations_gets_the_username(store: Store) {
    let made = race(|number| {
        let store = store.clone();
        async move {
            let user = User { email: format!("{number}@example.org"), ..unverified("ada") };
            let mut tx = store.write().await.unwrap();
            let made = tx.insert_user(&user, "ada", &user.email).await.unwrap();
            tx.commit().await.unwrap();
            made
        }
    })
    .await;
    assert_eq!(winners(&made), 1);
}

async fn one_of_64_accounts_proves_the_address(store: Store) {
    let email = "shared@example.org".to_owned();
    let users: Vec<User> = (0..64)
        .map(|number| User { email: email.clone(), ..unverified(&format!("user-{number}")) })
        .collect();
    for user in &users {
        add_user(&store, user).await;
    }
    let proven = race(|number| {
        let (store, id, email) = (store.clone(), users[number].id, email.clone());
        async move {
            let mut tx = store.write().await.unwrap();
            let proven = tx.mark_email_verified(&id, &email, NOW).await.unwrap();
            tx.commit().await.unwrap();
            proven
        }
    })
    .await;
    assert_eq!(winners(&proven), 1);
    let winner = &users[proven.iter().position(|proven| *proven).unwrap()];
    let left = read(&store, async |reader| reader.list_users(None, 100).await).await;
    assert_eq!(left, [User { email_verified_at: Some(NOW), ..winner.clone() }]);
}

async fn accounts_are_listed_page_by_page_in_the_order_they_were_made(store: Store) {
    let mut users: Vec<User> = (0..5).map(|number| user(&format!("user-{number}"))).collect();
    for user in &users {
        add_user(&store, user).await;
    }
    users.sort_by_key(|user| user.id);
    let page =
        async |after: Option<&UserId>| read(&store, async |reader| reader.list_users(after, 2).await).await;
    assert_eq!(page(None).await, users[..2]);
    assert_eq!(page(Some(&users[1].id)).await, users[2..4]);
    assert_eq!(page(Some(&users[3].id)).await, users[4..]);
    assert_eq!(page(Some(&users[4].id)).await, []);
}

async fn a_password_is_replaced_and_taken_away(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    for hash in [Some("new"), None] {
        save(&store, async |tx| tx.set_password(&ada.id, hash, after(3)).await).await;
        let changed = found(&store, &ada.id).await.unwrap();
        assert_eq!((changed.password_hash.as_deref(), changed.password_changed_at), (hash, Some(after(3))));
    }
}

async fn a_rehash_never_brings_an_old_password_back(store: Store) {
    let ada = User { password_hash: Some("old".to_owned()), ..user("ada") };
    add_user(&store, &ada).await;
    save(&store, async |tx| tx.set_password_hash(&ada.id, "old", "old, dearer").await).await;
    let rehashed = found(&store, &ada.id).await.unwrap();
    assert_eq!(rehashed.password_hash.as_deref(), Some("old, dearer"));
    assert_eq!(rehashed.password_changed_at, ada.password_changed_at);
    save(&store, async |tx| tx.set_password(&ada.id, Some("new"), NOW).await).await;
    save(&store, async |tx| tx.set_password_hash(&ada.id, "old, dearer", "old, dearest").await).await;
    assert_eq!(found(&store, &ada.id).await.unwrap().password_hash.as_deref(), Some("new"));
}

async fn what_is_decided_on_a_claimed_account_is_decided_before_it_changes(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let mut tx = store.write().await.unwrap();
    assert_eq!(tx.claim_user(&user_id()).await.unwrap(), None);
    assert_eq!(tx.claim_user(&ada.id).await.unwrap(), Some(ada.clone()));
    let change = tokio::spawn({
        let (store, id) = (store.clone(), ada.id);
        async move { save(&store, async |tx| tx.set_password(&id, Some("new"), after(1)).await).await }
    });
    tokio::task::yield_now().await;
    assert_eq!(tx.find_user(&ada.id).await.unwrap(), Some(ada.clone()));
    tx.commit().await.unwrap();
    change.await.unwrap();
    assert_eq!(found(&store, &ada.id).await.unwrap().password_hash.as_deref(), Some("new"));
}

async fn a_locked_account_changes_only_after_the_commit(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let mut tx = store.write().await.unwrap();
    tx.lock_user(&ada.id).await.unwrap();
    assert_eq!(tx.find_user(&ada.id).await.unwrap(), Some(ada.clone()));
    let change = tokio::spawn({
        let (store, id) = (store.clone(), ada.id);
        async move { save(&store, async |tx| tx.set_password(&id, Some("new"), after(1)).await).await }
    });
    tokio::task::yield_now().await;
    assert_eq!(tx.find_user(&ada.id).await.unwrap(), Some(ada.clone()));
    tx.commit().await.unwrap();
    change.await.unwrap();
    assert_eq!(found(&store, &ada.id).await.unwrap().password_hash.as_deref(), Some("new"));
}

async fn a_display_name_is_replaced(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    save(&store, async |tx| tx.set_display_name(&ada.id, "Ada Lovelace").await).await;
    assert_eq!(found(&store, &ada.id).await, Some(User { display_name: "Ada Lovelace".to_owned(), ..ada }));
}

async fn an_account_is_locked_and_unlocked(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    for locked_at in [Some(after(4)), None] {
        assert!(save(&store, async |tx| tx.set_locked(&ada.id, locked_at).await).await);
        assert_eq!(found(&store, &ada.id).await.unwrap().locked_at, locked_at);
    }
}

async fn there_is_an_operator_once_there_is_one(store: Store) {
    let has = async || read(&store, async |reader| reader.has_operator().await).await;
    add_user(&store, &user("ada")).await;
    assert!(!has().await);
    add_user(&store, &User { operator: true, ..user("root") }).await;
    assert!(has().await);
}
