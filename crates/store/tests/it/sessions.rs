use account::session::Session;
use oauth::TokenHash;
use store::Store;

use crate::records::{NOW, add_user, after, fresh_hash, session, session_id, user, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    a_session_is_found_by_its_cookie_with_its_member,
    a_session_of_no_account_is_nobodys,
    live_sessions_are_listed_the_last_used_first,
    use_is_recorded_forwards_only_and_not_after_the_end,
    a_renewed_session_answers_to_its_new_cookie_only,
    a_session_is_taken_over_by_a_new_sign_in_of_its_member,
    a_session_ends_once_and_only_by_its_member,
    all_sessions_but_one_can_be_ended,
    one_of_64_ends_of_a_session_counts,
}

async fn add(store: &Store, session: &Session) {
    save(store, async |tx| tx.insert_session(session).await).await;
}

async fn found(store: &Store, token: &TokenHash) -> Option<Session> {
    read(store, async |reader| reader.find_session(token).await).await.map(|(session, _)| session)
}

async fn a_session_is_found_by_its_cookie_with_its_member(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let ended = Session { ended_at: Some(after(9)), ..session(&ada.id) };
    for session in [session(&ada.id), ended] {
        add(&store, &session).await;
        let found = read(&store, async |reader| reader.find_session(&session.token_hash).await).await;
        assert_eq!(found, Some((session, ada.clone())));
    }
    assert_eq!(found(&store, &fresh_hash()).await, None);
}

async fn a_session_of_no_account_is_nobodys(store: Store) {
    let session = session(&user_id());
    add(&store, &session).await;
    assert_eq!(found(&store, &session.token_hash).await, None);
}

async fn live_sessions_are_listed_the_last_used_first(store: Store) {
    let user = user_id();
    let older = Session { last_seen_at: after(1), ..session(&user) };
    let newer = Session { last_seen_at: after(2), ..session(&user) };
    let ended = Session { ended_at: Some(NOW), ..session(&user) };
    let idle = Session { idle_expires_at: after(10), ..session(&user) };
    let over = Session { expires_at: after(10), ..session(&user) };
    for session in [&older, &newer, &ended, &idle, &over, &session(&user_id())] {
        add(&store, session).await;
    }
    assert_eq!(
        read(&store, async |reader| reader.list_sessions(&user, after(10)).await).await,
        [newer, older]
    );
    assert_eq!(read(&store, async |reader| reader.list_sessions(&user, after(9)).await).await.len(), 4);
}

async fn use_is_recorded_forwards_only_and_not_after_the_end(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let session = session(&ada.id);
    add(&store, &session).await;
    let touch = async |at, idle, address| {
        save(&store, async |tx| tx.touch_session(&session.id, at, idle, address).await).await;
    };
    touch(after(60), after(4_000), "198.51.100.7").await;
    touch(after(30), after(3_900), "192.0.2.1").await;
    let used = Session {
        last_seen_at: after(60),
        idle_expires_at: after(4_000),
        address: "198.51.100.7".to_owned(),
        ..session.clone()
    };
    assert_eq!(found(&store, &session.token_hash).await, Some(used.clone()));
    save(&store, async |tx| tx.end_session(&ada.id, &session.id, after(70)).await).await;
    touch(after(80), after(9_000), "192.0.2.1").await;
    let ended = Session { ended_at: Some(after(70)), ..used };
    assert_eq!(found(&store, &session.token_hash).await, Some(ended));
}

async fn a_renewed_session_answers_to_its_new_cookie_only(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let (session, renewed) = (session(&ada.id), fresh_hash());
    add(&store, &session).await;
    let expected = Session {
        token_hash: renewed,
        auth_time: after(5),
        amr: "pwd otp mfa".to_owned(),
        password_at: Some(after(4)),
        factor_at: Some(after(5)),
        ..session.clone()
    };
    let renew = async |renewed: Session| save(&store, async |tx| tx.renew_session(&renewed).await).await;
    assert!(renew(expected.clone()).await);
    assert_eq!(found(&store, &session.token_hash).await, None);
    assert_eq!(found(&store, &renewed).await, Some(expected.clone()));
    save(&store, async |tx| tx.end_session(&ada.id, &session.id, after(6)).await).await;
    assert!(!renew(Session { token_hash: fresh_hash(), ..expected.clone() }).await);
    assert!(!renew(Session { id: session_id(), ..expected }).await);
}

async fn a_session_is_taken_over_by_a_new_sign_in_of_its_member(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let old = session(&ada.id);
    add(&store, &old).await;
    let by_id = async |id| read(&store, async |reader| reader.find_session_by_id(&id).await).await;
    let restart = async |new: Session| save(&store, async |tx| tx.restart_session(&new).await).await;
    let new = Session {
        token_hash: fresh_hash(),
        auth_time: after(5),
        amr: "pwd otp".to_owned(),
        password_at: None,
        factor_at: Some(after(5)),
        created_at: after(5),
        last_seen_at: after(5),
        idle_expires_at: after(4_000),
        expires_at: after(90_000),
        address: "198.51.100.7".to_owned(),
        user_agent: "Other/2.0".to_owned(),
        ..old.clone()
    };
    assert!(!restart(Session { user_id: user_id(), ..new.clone() }).await, "somebody else's");
    assert_eq!(by_id(old.id).await, Some((old.clone(), ada.clone())));
    assert!(restart(new.clone()).await);
    assert_eq!(by_id(old.id).await, Some((new.clone(), ada.clone())));
    assert_eq!(found(&store, &old.token_hash).await, None);
    save(&store, async |tx| tx.end_session(&ada.id, &old.id, after(6)).await).await;
    assert!(!restart(new).await, "what ended stays ended");
    assert_eq!(by_id(session_id()).await, None);
}

async fn a_session_ends_once_and_only_by_its_member(store: Store) {
    let ada = user("ada");
    add_user(&store, &ada).await;
    let session = session(&ada.id);
    add(&store, &session).await;
    let end = async |user, at| save(&store, async |tx| tx.end_session(&user, &session.id, at).await).await;
    assert!(!end(user_id(), after(1)).await);
    assert!(end(ada.id, after(2)).await);
    assert!(!end(ada.id, after(3)).await);
    assert_eq!(found(&store, &session.token_hash).await.unwrap().ended_at, Some(after(2)));
}

async fn all_sessions_but_one_can_be_ended(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    let kept = session(&ada);
    for session in [&kept, &session(&ada), &session(&ada), &session(&bob)] {
        add(&store, session).await;
    }
    let end = async |kept, at| save(&store, async |tx| tx.end_sessions(&ada, kept, at).await).await;
    let live = async |user| read(&store, async |reader| reader.list_sessions(&user, NOW).await).await;
    assert_eq!(end(Some(&kept.id), after(1)).await.len(), 2);
    assert_eq!(live(ada).await, std::slice::from_ref(&kept));
    assert_eq!(end(None, after(2)).await, [kept.id]);
    assert_eq!(end(None, after(3)).await, []);
    assert_eq!(live(ada).await, []);
    assert_eq!(live(bob).await.len(), 1);
}

async fn one_of_64_ends_of_a_session_counts(store: Store) {
    let session = session(&user_id());
    add(&store, &session).await;
    let ended = race(|_| {
        let (store, user, id) = (store.clone(), session.user_id, session.id);
        async move {
            let mut tx = store.write().await.unwrap();
            let ended = tx.end_session(&user, &id, NOW).await.unwrap();
            tx.commit().await.unwrap();
            ended
        }
    })
    .await;
    assert_eq!(winners(&ended), 1);
}
