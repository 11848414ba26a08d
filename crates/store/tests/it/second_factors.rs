use account::factor::{Factors, Held, Recovery};
use account::guesses::{Guesses, Target};
use account::pending::PendingSignIn;
use account::trust::TrustedBrowser;
use account::user::User;
use oauth::{KeptFormId, RecoverySetId, TokenHash, UserId};
use store::{Authenticator, KeptForm, Store};

use crate::records::{DAY, Fresh, NOW, add_user, after, fresh_hash, session_id, user, user_id};
use crate::support::{RACERS, attempt, race, read, save, winners};

both_engines! {
    an_authenticator_takes_the_place_of_the_one_before_it,
    one_of_64_uses_of_a_step_counts,
    a_step_is_used_after_the_last_one_only,
    a_set_of_recovery_codes_counts_once_it_is_confirmed,
    one_of_64_uses_of_a_recovery_code_counts,
    factors_are_seen_at_a_glance,
    guesses_are_counted_apart_by_member_and_target,
    of_64_guesses_five_are_taken,
    a_pending_sign_in_comes_back_as_it_was,
    one_of_64_ends_of_a_pending_sign_in_counts,
    every_pending_sign_in_of_a_member_can_be_ended,
    what_has_ended_leaves,
}

fn authenticator(last_step: i64) -> Authenticator {
    Authenticator { sealed_key: vec![7; 40], last_step }
}

async fn enrol(store: &Store, user: &UserId, last_step: i64) {
    save(store, async |tx| tx.set_authenticator(user, &authenticator(last_step), NOW).await).await;
}

async fn factors(store: &Store, user: &UserId) -> Factors {
    read(store, async |reader| reader.find_factors(user).await).await
}

fn set_id() -> RecoverySetId {
    RecoverySetId::new(NOW, &Fresh)
}

async fn add_codes(store: &Store, user: &UserId, set: &RecoverySetId, codes: &[TokenHash]) {
    save(store, async |tx| tx.insert_recovery_codes(user, set, codes, NOW).await).await;
}

async fn confirm(store: &Store, user: &UserId, set: &RecoverySetId) -> bool {
    save(store, async |tx| tx.confirm_recovery_codes(user, set, after(1)).await).await
}

async fn use_code(store: &Store, user: &UserId, code: &TokenHash) -> bool {
    save(store, async |tx| tx.use_recovery_code(user, code, after(2)).await).await
}

async fn an_authenticator_takes_the_place_of_the_one_before_it(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let claimed = async |user| attempt(&store, async |tx| tx.claim_authenticator(&user).await).await;
    assert_eq!(claimed(ada).await, None);
    enrol(&store, &ada, 5).await;
    assert_eq!(claimed(ada).await, Some(authenticator(5)));
    save(&store, async |tx| tx.use_step(&ada, 9, after(1)).await).await;
    enrol(&store, &ada, 6).await;
    assert_eq!(claimed(ada).await, Some(authenticator(6)));
    let held = Held { since: NOW, used_at: None };
    assert_eq!(factors(&store, &ada).await.authenticator, Some(held));
    let delete = async |user| save(&store, async |tx| tx.delete_authenticator(&user).await).await;
    assert!(!delete(bob).await);
    assert!(delete(ada).await);
    assert!(!delete(ada).await);
    assert_eq!(claimed(ada).await, None);
}

async fn a_step_is_used_after_the_last_one_only(store: Store) {
    let ada = user_id();
    enrol(&store, &ada, 5).await;
    let used = async |user, step| save(&store, async |tx| tx.use_step(&user, step, after(1)).await).await;
    assert!(!used(ada, 5).await);
    assert!(!used(user_id(), 6).await);
    assert!(used(ada, 6).await);
    assert!(!used(ada, 6).await);
    assert!(!used(ada, 4).await);
    assert!(used(ada, 8).await);
    assert_eq!(factors(&store, &ada).await.authenticator.unwrap().used_at, Some(after(1)));
}

async fn one_of_64_uses_of_a_step_counts(store: Store) {
    let ada = user_id();
    enrol(&store, &ada, 5).await;
    let used = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let used = tx.use_step(&ada, 6, NOW).await.unwrap();
            tx.commit().await.unwrap();
            used
        }
    })
    .await;
    assert_eq!(winners(&used), 1);
}

async fn a_set_of_recovery_codes_counts_once_it_is_confirmed(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let (old, new) = ([fresh_hash(), fresh_hash()], [fresh_hash(), fresh_hash()]);
    let (first, second) = (set_id(), set_id());
    add_codes(&store, &ada, &first, &old).await;
    assert!(!use_code(&store, &ada, &old[0]).await, "it is not confirmed");
    assert!(!confirm(&store, &bob, &first).await);
    assert!(confirm(&store, &ada, &first).await);
    assert!(!confirm(&store, &ada, &first).await);
    assert!(!use_code(&store, &bob, &old[0]).await);
    assert!(use_code(&store, &ada, &old[0]).await);
    assert!(!use_code(&store, &ada, &old[0]).await);
    add_codes(&store, &ada, &set_id(), &[fresh_hash()]).await;
    add_codes(&store, &ada, &second, &new).await;
    let recovery = Recovery { since: NOW, left: 1, used_at: Some(after(2)) };
    assert_eq!(factors(&store, &ada).await.recovery, Some(recovery), "the older set counts");
    assert!(confirm(&store, &ada, &second).await);
    assert!(!use_code(&store, &ada, &old[1]).await);
    assert!(use_code(&store, &ada, &new[1]).await);
    save(&store, async |tx| tx.delete_recovery_codes(&ada).await).await;
    assert_eq!(factors(&store, &ada).await, Factors::default());
}

async fn one_of_64_uses_of_a_recovery_code_counts(store: Store) {
    let (ada, set, code) = (user_id(), set_id(), fresh_hash());
    add_codes(&store, &ada, &set, &[code]).await;
    confirm(&store, &ada, &set).await;
    let used = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let used = tx.use_recovery_code(&ada, &code, NOW).await.unwrap();
            tx.commit().await.unwrap();
            used
        }
    })
    .await;
    assert_eq!(winners(&used), 1);
}

async fn factors_are_seen_at_a_glance(store: Store) {
    let (ada, set) = (user_id(), set_id());
    assert_eq!(factors(&store, &ada).await, Factors::default());
    enrol(&store, &ada, 5).await;
    add_codes(&store, &ada, &set, &[fresh_hash(), fresh_hash()]).await;
    confirm(&store, &ada, &set).await;
    let expected = Factors {
        passkeys: None,
        text: None,
        authenticator: Some(Held { since: NOW, used_at: None }),
        recovery: Some(Recovery { since: NOW, left: 2, used_at: None }),
    };
    assert_eq!(factors(&store, &ada).await, expected);
    assert_eq!(factors(&store, &user_id()).await, Factors::default());
}

async fn guesses_are_counted_apart_by_member_and_target(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let found =
        async |user, target| read(&store, async |reader| reader.find_guesses(&user, target).await).await;
    let mut two = Guesses::default();
    two.add(NOW);
    two.add(after(1));
    save(&store, async |tx| {
        assert_eq!(tx.claim_guesses(&ada, Target::ShortCodes, NOW).await?, Guesses::default());
        tx.set_guesses(&ada, Target::ShortCodes, &two, after(1)).await
    })
    .await;
    assert_eq!(found(ada, Target::ShortCodes).await, two);
    let claimed = save(&store, async |tx| tx.claim_guesses(&ada, Target::ShortCodes, NOW).await).await;
    assert_eq!(claimed, two);
    assert_eq!(found(ada, Target::RecoveryCodes).await, Guesses::default());
    assert_eq!(found(bob, Target::ShortCodes).await, Guesses::default());
    save(&store, async |tx| tx.delete_guesses(&ada, Target::RecoveryCodes).await).await;
    assert_eq!(found(ada, Target::ShortCodes).await, two);
    save(&store, async |tx| tx.delete_guesses(&ada, Target::ShortCodes).await).await;
    assert_eq!(found(ada, Target::ShortCodes).await, Guesses::default());
}

async fn of_64_guesses_five_are_taken(store: Store) {
    let ada = user_id();
    let taken = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let mut guesses = tx.claim_guesses(&ada, Target::ShortCodes, NOW).await.unwrap();
            let taken = guesses.locked_until(NOW).is_none();
            if taken {
                guesses.add(NOW);
                tx.set_guesses(&ada, Target::ShortCodes, &guesses, NOW).await.unwrap();
            }
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!((winners(&taken), taken.len()), (5, RACERS));
}

fn pending(user: &User) -> PendingSignIn {
    PendingSignIn::start(user, fresh_hash(), "pwd", true, NOW, &Fresh).0
}

async fn add_pending(store: &Store, pending: &PendingSignIn) {
    save(store, async |tx| tx.insert_pending_sign_in(pending).await).await;
}

async fn found_pending(store: &Store, token: &TokenHash) -> Option<(PendingSignIn, User)> {
    read(store, async |reader| reader.find_pending_sign_in(token).await).await
}

async fn a_pending_sign_in_comes_back_as_it_was(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let pending = pending(&ada);
    add_pending(&store, &pending).await;
    assert_eq!(found_pending(&store, &pending.token_hash).await, Some((pending.clone(), ada)));
    assert_eq!(found_pending(&store, &fresh_hash()).await, None);
    let finish = async || save(&store, async |tx| tx.delete_pending_sign_in(&pending.token_hash).await).await;
    assert!(finish().await);
    assert!(!finish().await);
    assert_eq!(found_pending(&store, &pending.token_hash).await, None);
}

async fn one_of_64_ends_of_a_pending_sign_in_counts(store: Store) {
    let pending = pending(&user("ada"));
    add_pending(&store, &pending).await;
    let finished = race(|_| {
        let (store, token) = (store.clone(), pending.token_hash);
        async move {
            let mut tx = store.write().await.unwrap();
            let finished = tx.delete_pending_sign_in(&token).await.unwrap();
            tx.commit().await.unwrap();
            finished
        }
    })
    .await;
    assert_eq!(winners(&finished), 1);
}

async fn every_pending_sign_in_of_a_member_can_be_ended(store: Store) {
    let (ada, bob) = (user("ada"), user("bob"));
    add_user(&store, &ada).await;
    add_user(&store, &bob).await;
    let all = [pending(&ada), pending(&ada), pending(&bob)];
    for pending in &all {
        add_pending(&store, pending).await;
    }
    save(&store, async |tx| tx.delete_pending_sign_ins(&ada.id).await).await;
    let mut left = Vec::new();
    for pending in &all {
        left.push(found_pending(&store, &pending.token_hash).await.is_some());
    }
    assert_eq!(left, [false, false, true]);
}

async fn what_has_ended_leaves(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let pending = pending(&ada);
    let trusted = TrustedBrowser::start(ada.id, "Test/1.0", "203.0.113.9", NOW, &Fresh).0;
    let kept = KeptForm {
        id: KeptFormId::new(NOW, &Fresh),
        session_id: session_id(),
        path: "/account".to_owned(),
        sealed_body: vec![1],
        expires_at: after(600),
    };
    let mut wrong = Guesses::default();
    wrong.add(NOW);
    save(&store, async |tx| {
        tx.insert_pending_sign_in(&pending).await?;
        tx.insert_trusted_browser(&trusted).await?;
        tx.insert_kept_form(&kept).await?;
        tx.claim_guesses(&ada.id, Target::ShortCodes, NOW).await?;
        tx.set_guesses(&ada.id, Target::ShortCodes, &wrong, NOW).await
    })
    .await;
    let delete = async |now| save(&store, async |tx| tx.delete_expired(now, 100).await).await;
    assert_eq!(delete(after(599)).await, 0);
    assert_eq!(delete(after(601)).await, 2, "a sign-in and a form");
    assert_eq!(delete(after(601) + DAY * 2).await, 1, "guesses that no budget looks back at");
    assert_eq!(delete(trusted.expires_at + DAY).await, 1, "trust");
    let found = read(&store, async |reader| reader.find_guesses(&ada.id, Target::ShortCodes).await).await;
    assert_eq!(found, Guesses::default());
}
