use oauth::Timestamp;
use oauth::grant::Grant;
use oauth::revoked::{Revocation, RevocationTarget};
use store::{Narrowed, Store};

use crate::records::{NOW, add_grant, after, client, grant, grant_id, scope, user_id};
use crate::support::{race, read, save, winners};

both_engines! {
    an_authorization_comes_back_as_it_was,
    an_authorization_ends_once_and_its_tokens_with_it,
    authorizations_from_before_their_client_was_stopped_never_count_again,
    a_member_who_removes_an_app_ends_only_that_app,
    narrowing_takes_away_what_exceeds_and_ends_tokens,
    a_session_takes_with_it_what_does_not_outlive_it,
    all_sessions_but_one_take_with_them_what_does_not_outlive_them,
    ending_everything_of_a_member_leaves_others_alone,
    an_authorization_younger_than_the_end_of_everything_is_named_by_itself,
    one_of_64_revocations_ends_an_authorization,
}

/// When the last access token of this module's grants has expired.
const TOKENS_END: Timestamp = Timestamp::from_seconds(1_800_003_600);

async fn found(store: &Store, grant: &Grant) -> Grant {
    read(store, async |reader| reader.find_grant(&grant.id).await).await.unwrap()
}

async fn revoked(store: &Store) -> Vec<Revocation> {
    read(store, async |reader| reader.list_revocations(NOW, NOW, 100).await).await
}

fn ended(target: RevocationTarget, at: Timestamp) -> Revocation {
    Revocation { target, at, expires_at: TOKENS_END }
}

async fn an_authorization_comes_back_as_it_was(store: Store) {
    let (grant, ended) = (grant(), Grant { revoked_at: Some(after(3)), scope: scope(""), ..grant() });
    add_grant(&store, &grant).await;
    add_grant(&store, &ended).await;
    assert_eq!(found(&store, &grant).await, grant);
    assert_eq!(found(&store, &ended).await, ended);
    assert_eq!(read(&store, async |reader| reader.find_grant(&grant_id()).await).await, None);
}

async fn an_authorization_ends_once_and_its_tokens_with_it(store: Store) {
    let grant = grant();
    add_grant(&store, &grant).await;
    let revoke = async |id, at| save(&store, async |tx| tx.revoke_grant(&id, at, TOKENS_END).await).await;
    assert!(revoke(grant.id, after(1)).await);
    assert!(!revoke(grant.id, after(2)).await);
    assert!(!revoke(grant_id(), after(2)).await);
    assert_eq!(found(&store, &grant).await.revoked_at, Some(after(1)));
    assert_eq!(revoked(&store).await, [ended(RevocationTarget::Grant(grant.id), after(1))]);
}

async fn authorizations_from_before_their_client_was_stopped_never_count_again(store: Store) {
    let client = client();
    save(&store, async |tx| tx.insert_client(&client).await).await;
    let given = |second| Grant { client_id: client.id.clone(), created_at: after(second), ..grant() };
    let (old, meanwhile, new, other) = (given(1), given(3), given(5), grant());
    for grant in [&old, &meanwhile, &new, &other] {
        add_grant(&store, grant).await;
    }
    assert!(!found(&store, &old).await.has_ended());
    save(&store, async |tx| tx.suspend_client(&client.id, after(2), "operator").await).await;
    assert!(found(&store, &old).await.has_ended());
    save(&store, async |tx| tx.resume_client(&client.id, after(4)).await).await;
    // Nothing happens to a client that was not stopped.
    save(&store, async |tx| tx.resume_client(&client.id, after(6)).await).await;
    assert!(found(&store, &old).await.has_ended());
    assert!(found(&store, &meanwhile).await.has_ended(), "what was on its way does not outlive the stop");
    assert!(!found(&store, &new).await.has_ended());
    assert!(!found(&store, &other).await.has_ended());
}

async fn a_member_who_removes_an_app_ends_only_that_app(store: Store) {
    let first = grant();
    let second = Grant { id: grant_id(), ..first.clone() };
    let over = Grant { id: grant_id(), revoked_at: Some(NOW), ..first.clone() };
    let other_app = Grant { user_id: first.user_id, ..grant() };
    let other_member = Grant { client_id: first.client_id.clone(), ..grant() };
    for grant in [&first, &second, &over, &other_app, &other_member] {
        add_grant(&store, grant).await;
    }
    let (user, client) = (first.user_id, first.client_id.clone());
    let mut gone =
        save(&store, async |tx| tx.revoke_grants_of_consent(&user, &client, after(1), TOKENS_END).await)
            .await;
    gone.sort();
    let mut expected = [first.id, second.id];
    expected.sort();
    assert_eq!(gone, expected);
    assert_eq!(found(&store, &over).await.revoked_at, Some(NOW));
    assert_eq!(found(&store, &other_app).await, other_app);
    assert_eq!(found(&store, &other_member).await, other_member);
    assert_eq!(revoked(&store).await.len(), 2);
    let again = async |tx: &mut store::Writer| {
        tx.revoke_grants_of_consent(&user, &client, after(2), TOKENS_END).await
    };
    assert_eq!(save(&store, again).await, []);
}

async fn narrowing_takes_away_what_exceeds_and_ends_tokens(store: Store) {
    let wide = grant();
    let narrow = Grant { id: grant_id(), scope: scope("users:read"), ..wide.clone() };
    let over = Grant { id: grant_id(), revoked_at: Some(NOW), ..wide.clone() };
    for grant in [&wide, &narrow, &over] {
        add_grant(&store, grant).await;
    }
    let kept = scope("users:read projects:read");
    let narrowed = save(&store, async |tx| {
        tx.narrow_grants(&wide.user_id, &wide.client_id, &kept, after(1), TOKENS_END).await
    })
    .await;
    let (before, left) = (wide.scope.clone(), scope("users:read"));
    let expected = Narrowed { id: wide.id, session_id: wide.session_id, before, after: left };
    assert_eq!(narrowed, [expected]);
    assert_eq!(found(&store, &wide).await, Grant { scope: scope("users:read"), ..wide.clone() });
    assert_eq!(found(&store, &narrow).await, narrow);
    assert_eq!(found(&store, &over).await, over);
    assert_eq!(revoked(&store).await, [ended(RevocationTarget::Narrowed(wide.id), after(1))]);
}

async fn a_session_takes_with_it_what_does_not_outlive_it(store: Store) {
    let tied = grant();
    let lasting = Grant {
        id: grant_id(),
        scope: scope("openid offline_access"),
        session_id: tied.session_id,
        ..grant()
    };
    let shortened = Grant { id: grant_id(), client_id: client().id, ..lasting.clone() };
    let elsewhere = grant();
    for grant in [&tied, &lasting, &shortened, &elsewhere] {
        add_grant(&store, grant).await;
    }
    save(&store, async |tx| {
        tx.narrow_grants(&shortened.user_id, &shortened.client_id, &scope("openid"), NOW, NOW).await?;
        tx.revoke_grants_of_session(&tied.session_id, after(1), TOKENS_END).await
    })
    .await;
    assert_eq!(found(&store, &tied).await.revoked_at, Some(after(1)));
    assert_eq!(found(&store, &shortened).await.revoked_at, Some(after(1)));
    assert_eq!(found(&store, &lasting).await, lasting);
    assert_eq!(found(&store, &elsewhere).await, elsewhere);
    let target = RevocationTarget::Session(tied.session_id);
    assert_eq!(revoked(&store).await, [ended(target, after(1))]);
}

async fn all_sessions_but_one_take_with_them_what_does_not_outlive_them(store: Store) {
    let kept = grant();
    let of = |scope_text: &str| Grant { user_id: kept.user_id, scope: scope(scope_text), ..grant() };
    let (first, second, lasting, stranger) = (of("openid"), of("users:read"), of("offline_access"), grant());
    let again = Grant { id: grant_id(), ..first.clone() };
    for grant in [&kept, &first, &again, &second, &lasting, &stranger] {
        add_grant(&store, grant).await;
    }
    let end = async |but, at| {
        save(&store, async |tx| tx.revoke_grants_of_sessions(&kept.user_id, but, at, TOKENS_END).await).await
    };
    let mut sessions = [first.session_id, second.session_id];
    sessions.sort();
    assert_eq!(end(Some(&kept.session_id), after(1)).await, sessions);
    for grant in [&first, &again, &second] {
        assert_eq!(found(&store, grant).await.revoked_at, Some(after(1)));
    }
    for grant in [&kept, &lasting, &stranger] {
        assert_eq!(found(&store, grant).await, *grant);
    }
    assert_eq!(revoked(&store).await.len(), 2);
    assert_eq!(end(None, after(2)).await, [kept.session_id]);
}

async fn ending_everything_of_a_member_leaves_others_alone(store: Store) {
    let user = user_id();
    let grants = [Grant { user_id: user, ..grant() }, Grant { user_id: user, ..grant() }];
    let others = grant();
    for grant in grants.iter().chain([&others]) {
        add_grant(&store, grant).await;
    }
    let revoke =
        async |at| save(&store, async |tx| tx.revoke_grants_of_user(&user, at, TOKENS_END).await).await;
    assert_eq!(revoke(after(1)).await, 2);
    assert_eq!(revoke(after(2)).await, 0);
    for grant in &grants {
        assert_eq!(found(&store, grant).await.revoked_at, Some(after(1)));
    }
    assert_eq!(found(&store, &others).await, others);
    // Tokens without an authorization, such as personal ones, end with the member each time.
    assert_eq!(revoked(&store).await, [ended(RevocationTarget::User(user), after(2))]);
}

async fn an_authorization_younger_than_the_end_of_everything_is_named_by_itself(store: Store) {
    let user = user_id();
    let younger = Grant { user_id: user, created_at: after(2), ..grant() };
    add_grant(&store, &Grant { user_id: user, ..grant() }).await;
    add_grant(&store, &younger).await;
    save(&store, async |tx| tx.revoke_grants_of_user(&user, after(1), TOKENS_END).await).await;
    assert!(found(&store, &younger).await.revoked_at.is_some());
    let named = revoked(&store).await;
    assert_eq!(named.len(), 2);
    assert!(named.contains(&ended(RevocationTarget::Grant(younger.id), after(1))));
    assert!(named.contains(&ended(RevocationTarget::User(user), after(1))));
}

async fn one_of_64_revocations_ends_an_authorization(store: Store) {
    let grant = grant();
    add_grant(&store, &grant).await;
    let revoked = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let ended = tx.revoke_grant(&grant.id, after(1), TOKENS_END).await.unwrap();
            tx.commit().await.unwrap();
            ended
        }
    })
    .await;
    assert_eq!(winners(&revoked), 1);
}
