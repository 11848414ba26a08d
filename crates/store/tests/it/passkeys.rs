use account::passkey::{Challenge, MOST, Passkey, Purpose, Use};
use oauth::{ChallengeId, PasskeyId, UserId};
use store::Store;

use crate::records::{Fresh, NOW, add_user, after, fresh_hash, user, user_id};
use crate::support::{attempt, race, read, save, winners};

both_engines! {
    a_passkey_comes_back_as_it_was_with_whose_it_is,
    what_authenticators_call_a_passkey_is_there_once,
    the_passkeys_of_a_member_are_listed_in_order_and_bounded,
    a_use_is_kept_and_the_counter_only_grows,
    a_passkey_that_does_not_count_is_used_again,
    one_of_64_uses_with_one_counter_counts,
    a_passkey_is_renamed_and_removed_by_its_owner,
    every_passkey_of_a_member_can_be_removed,
    passkeys_leave_with_their_account,
    a_challenge_is_taken_once_for_its_purpose_in_its_browser_in_time,
    one_of_64_answers_to_a_challenge_counts,
}

fn passkey(user_id: UserId) -> Passkey {
    Passkey {
        id: PasskeyId::new(NOW, &Fresh),
        user_id,
        credential_id: fresh_hash().0.to_vec(),
        name: "A key".into(),
        aaguid: [7; 16],
        public_key: r#"{"key":1}"#.into(),
        counter: 3,
        backup_eligible: true,
        backed_up: false,
        created_at: NOW,
        last_use: None,
    }
}

fn a_use(seconds: u64) -> Use {
    Use { at: after(seconds), address: "203.0.113.9".into(), user_agent: "Test".into() }
}

fn challenge(user_id: Option<UserId>) -> Challenge {
    Challenge::new(Purpose::SignIn, fresh_hash(), user_id, r#"{"state":1}"#.into(), NOW, &Fresh)
}

async fn add(store: &Store, passkey: &Passkey) {
    assert!(save(store, async |tx| tx.insert_passkey(passkey).await).await);
}

async fn list(store: &Store, user: UserId) -> Vec<Passkey> {
    read(store, async |reader| reader.list_passkeys(&user).await).await
}

async fn a_passkey_comes_back_as_it_was_with_whose_it_is(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let key = passkey(ada.id);
    add(&store, &key).await;
    let found = read(&store, async |reader| reader.find_passkey(&key.credential_id).await).await;
    assert_eq!(found, Some((key, ada)));
    assert_eq!(read(&store, async |reader| reader.find_passkey(b"unknown").await).await, None);
}

async fn what_authenticators_call_a_passkey_is_there_once(store: Store) {
    let first = passkey(user_id());
    add(&store, &first).await;
    let second = Passkey { credential_id: first.credential_id.clone(), ..passkey(user_id()) };
    assert!(!save(&store, async |tx| tx.insert_passkey(&second).await).await);
    assert_eq!(list(&store, second.user_id).await, []);
}

async fn the_passkeys_of_a_member_are_listed_in_order_and_bounded(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let second = Passkey { created_at: after(1), ..passkey(ada) };
    for key in [&second, &passkey(bob)] {
        add(&store, key).await;
    }
    let first = passkey(ada);
    add(&store, &first).await;
    assert_eq!(list(&store, ada).await, [first, second]);
    for number in 0..MOST as u64 {
        add(&store, &Passkey { created_at: after(2 + number), ..passkey(ada) }).await;
    }
    assert_eq!(list(&store, ada).await.len(), MOST);
}

async fn a_use_is_kept_and_the_counter_only_grows(store: Store) {
    let key = passkey(user_id());
    add(&store, &key).await;
    let used = async |counter| {
        save(&store, async |tx| tx.mark_passkey_used(&key.id, counter, true, &a_use(5)).await).await
    };
    for stale in [0, 2, 3] {
        assert!(!used(stale).await, "{stale}");
    }
    assert_eq!(list(&store, key.user_id).await, std::slice::from_ref(&key));
    assert!(used(4).await);
    assert!(!used(4).await);
    let after_use = Passkey { counter: 4, backed_up: true, last_use: Some(a_use(5)), ..key.clone() };
    assert_eq!(list(&store, key.user_id).await, [after_use]);
}

async fn a_passkey_that_does_not_count_is_used_again(store: Store) {
    let key = Passkey { counter: 0, ..passkey(user_id()) };
    add(&store, &key).await;
    for seconds in [1, 2] {
        let used =
            async |tx: &mut store::Writer| tx.mark_passkey_used(&key.id, 0, false, &a_use(seconds)).await;
        assert!(save(&store, used).await);
    }
    let unknown = PasskeyId::new(NOW, &Fresh);
    assert!(!attempt(&store, async |tx| tx.mark_passkey_used(&unknown, 0, false, &a_use(3)).await).await);
}

async fn one_of_64_uses_with_one_counter_counts(store: Store) {
    let key = passkey(user_id());
    add(&store, &key).await;
    let id = key.id;
    let used = race(|_| {
        let store = store.clone();
        async move { save(&store, async |tx| tx.mark_passkey_used(&id, 4, false, &a_use(1)).await).await }
    })
    .await;
    assert_eq!(winners(&used), 1);
}

async fn a_passkey_is_renamed_and_removed_by_its_owner(store: Store) {
    let (key, stranger) = (passkey(user_id()), user_id());
    add(&store, &key).await;
    let rename =
        async |user: UserId| save(&store, async |tx| tx.set_passkey_name(&user, &key.id, "Ring").await).await;
    let remove = async |user: UserId| save(&store, async |tx| tx.delete_passkey(&user, &key.id).await).await;
    assert!(!rename(stranger).await);
    assert!(!remove(stranger).await);
    assert!(rename(key.user_id).await);
    assert_eq!(list(&store, key.user_id).await[0].name, "Ring");
    assert!(remove(key.user_id).await);
    assert!(!remove(key.user_id).await);
}

async fn every_passkey_of_a_member_can_be_removed(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    for user in [ada, ada, bob] {
        add(&store, &passkey(user)).await;
    }
    assert_eq!(save(&store, async |tx| tx.delete_passkeys(&ada).await).await, 2);
    assert_eq!((list(&store, ada).await.len(), list(&store, bob).await.len()), (0, 1));
}

async fn passkeys_leave_with_their_account(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    add(&store, &passkey(ada.id)).await;
    save(&store, async |tx| tx.delete_user(&ada.id, "ada").await).await;
    assert_eq!(list(&store, ada.id).await, []);
}

async fn a_challenge_is_taken_once_for_its_purpose_in_its_browser_in_time(store: Store) {
    for user in [None, Some(user_id())] {
        let given = challenge(user);
        save(&store, async |tx| tx.insert_passkey_challenge(&given).await).await;
        let take = async |id, purpose, browser, now| {
            save(&store, async |tx| tx.spend_passkey_challenge(&id, purpose, &browser, now).await).await
        };
        let (id, browser) = (given.id, given.browser);
        assert_eq!(take(ChallengeId::new(NOW, &Fresh), Purpose::SignIn, browser, NOW).await, None);
        assert_eq!(take(id, Purpose::Factor, browser, NOW).await, None);
        assert_eq!(take(id, Purpose::SignIn, fresh_hash(), NOW).await, None);
        assert_eq!(take(id, Purpose::SignIn, browser, given.expires_at).await, None);
        assert_eq!(take(id, Purpose::SignIn, browser, after(299)).await, Some(given));
        assert_eq!(take(id, Purpose::SignIn, browser, after(299)).await, None);
    }
}

async fn one_of_64_answers_to_a_challenge_counts(store: Store) {
    let given = challenge(None);
    save(&store, async |tx| tx.insert_passkey_challenge(&given).await).await;
    let taken = race(|_| {
        let (store, given) = (store.clone(), given.clone());
        async move {
            save(&store, async |tx| {
                tx.spend_passkey_challenge(&given.id, Purpose::SignIn, &given.browser, NOW).await
            })
            .await
            .is_some()
        }
    })
    .await;
    assert_eq!(winners(&taken), 1);
}
