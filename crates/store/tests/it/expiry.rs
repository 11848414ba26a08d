use account::link::LinkPurpose;
use account::user::User;
use oauth::client::Client;
use oauth::client::dynamic::RegistrationToken;
use oauth::client_assertion::Proven;
use oauth::grant::{AccessToken, AuthorizationCode, Grant, Interaction, RefreshFamily};
use oauth::oidc::logout::{Attempt, Delivery};
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{DeliveryId, Scope, Timestamp};
use store::Store;

use account::link::Link;
use account::mail::Mail;
use account::passkey::{Challenge, Purpose};
use account::session::Session;
use account::throttle::Throttle;

use crate::records::{
    DAY, Fresh, NOW, access_token, add_user, after, client, code, family, form_id, fresh_hash, grant,
    grant_id, interaction, link, mail, registration_token, secret, session, session_id, unverified, user,
    user_id,
};
use crate::support::{Database, read, save};

both_engines! {
    an_empty_store_has_nothing_to_delete,
    spent_forms_leave_with_their_form,
    challenges_leave_at_their_end,
    interactions_leave_at_their_end,
    a_code_leaves_before_the_grant_it_leads_to,
    a_family_leaves_before_the_grant_it_leads_to,
    a_live_family_keeps_its_grant,
    access_tokens_leave_at_their_end,
    revocations_leave_when_no_token_can_be_alive,
    sessions_leave_a_day_after_their_end,
    links_leave_a_day_after_their_end,
    throttles_leave_after_a_month_without_a_failure,
    browsers_leave_after_thirteen_months,
    accounts_that_prove_nothing_leave_after_a_week,
    mails_leave_after_a_month,
    what_was_used_of_quotas_leaves_after_ten_minutes,
    what_clients_were_told_leaves_after_a_month,
    what_hangs_from_a_deleted_client_leaves_and_then_the_client,
    each_call_deletes_a_bounded_number,
    a_throttle_that_counts_meanwhile_stays,
    an_account_that_proves_its_address_meanwhile_stays,
}

/// Deletes what has ended at `now`, in one batch that is large enough.
async fn delete(store: &Store, now: Timestamp) -> u64 {
    save(store, async |tx| tx.delete_expired(now, 100).await).await
}

async fn what_was_used_of_quotas_leaves_after_ten_minutes(store: Store) {
    let key = fresh_hash();
    let add = async || save(&store, async |tx| tx.add_tally(&key, NOW, 1).await).await;
    assert_eq!(add().await, 1);
    assert_eq!((delete(&store, after(600)).await, add().await), (0, 2));
    assert_eq!((delete(&store, after(601)).await, add().await), (1, 1));
}

async fn an_empty_store_has_nothing_to_delete(store: Store) {
    assert_eq!(delete(&store, NOW).await, 0);
}

async fn spent_forms_leave_with_their_form(store: Store) {
    let (ended, live) = (form_id(), form_id());
    save(&store, async |tx| {
        tx.spend_form(&ended, after(9)).await?;
        tx.spend_form(&live, after(10)).await
    })
    .await;
    assert_eq!(delete(&store, after(10)).await, 1);
    assert!(!save(&store, async |tx| tx.spend_form(&live, after(10)).await).await);
    assert!(save(&store, async |tx| tx.spend_form(&ended, after(10)).await).await);
}

async fn challenges_leave_at_their_end(store: Store) {
    let given = |seconds| {
        let state = "{}".to_owned();
        Challenge {
            expires_at: after(seconds),
            ..Challenge::new(Purpose::SignIn, fresh_hash(), None, state, NOW, &Fresh)
        }
    };
    let (ended, live) = (given(9), given(10));
    save(&store, async |tx| {
        tx.insert_passkey_challenge(&ended).await?;
        tx.insert_passkey_challenge(&live).await
    })
    .await;
    assert_eq!(delete(&store, after(10)).await, 1);
    let take = async |tx: &mut store::Writer| {
        tx.spend_passkey_challenge(&live.id, Purpose::SignIn, &live.browser, after(9)).await
    };
    assert_eq!(save(&store, take).await, Some(live));
}

async fn interactions_leave_at_their_end(store: Store) {
    let ended = interaction();
    let live = Interaction { expires_at: NOW + DAY, ..interaction() };
    save(&store, async |tx| {
        tx.insert_interaction(&ended).await?;
        tx.insert_interaction(&live).await
    })
    .await;
    assert_eq!(delete(&store, ended.expires_at).await, 0);
    assert_eq!(delete(&store, NOW + DAY).await, 1);
    assert_eq!(read(&store, async |reader| reader.find_interaction(&ended.id).await).await, None);
    assert!(read(&store, async |reader| reader.find_interaction(&live.id).await).await.is_some());
}

/// Adds a grant that nothing continues after `expires_at`.
async fn add(store: &Store, grant: &Grant, expires_at: Timestamp) {
    save(store, async |tx| tx.insert_grant(grant, expires_at).await).await;
}

async fn found(store: &Store, grant: &Grant) -> bool {
    read(store, async |reader| reader.find_grant(&grant.id).await).await.is_some()
}

async fn a_code_leaves_before_the_grant_it_leads_to(store: Store) {
    let (grant, hash) = (grant(), fresh_hash());
    add(&store, &grant, after(60)).await;
    save(&store, async |tx| {
        tx.insert_authorization_code(&hash, &AuthorizationCode { expires_at: after(60), ..code(&grant) })
            .await
    })
    .await;
    assert_eq!(delete(&store, after(60) + DAY).await, 0);
    assert!(save(&store, async |tx| tx.claim_authorization_code(&hash, NOW).await).await.is_some());
    assert_eq!(delete(&store, after(61) + DAY).await, 1);
    assert!(found(&store, &grant).await);
    assert_eq!(save(&store, async |tx| tx.claim_authorization_code(&hash, NOW).await).await, None);
    assert_eq!(delete(&store, after(61) + 2 * DAY).await, 1);
    assert!(!found(&store, &grant).await);
}

async fn a_family_leaves_before_the_grant_it_leads_to(store: Store) {
    let grant = grant();
    add(&store, &grant, after(60)).await;
    let family = RefreshFamily { idle_expires_at: after(60), expires_at: after(60), ..family(&grant) };
    save(&store, async |tx| tx.insert_refresh_family(&[1; 16], &family).await).await;
    let find = async || read(&store, async |reader| reader.find_refresh_family(&[1; 16]).await).await;
    assert_eq!(delete(&store, after(60) + DAY).await, 0);
    assert_eq!(find().await, Some(family));
    assert_eq!(delete(&store, after(61) + DAY).await, 1);
    assert!(found(&store, &grant).await);
    assert_eq!(find().await, None);
}

async fn a_live_family_keeps_its_grant(store: Store) {
    let grant = grant();
    add(&store, &grant, NOW + 90 * DAY).await;
    save(&store, async |tx| tx.insert_refresh_family(&[1; 16], &family(&grant)).await).await;
    assert_eq!(delete(&store, NOW + 30 * DAY).await, 0);
    assert!(read(&store, async |reader| reader.find_refresh_family(&[1; 16]).await).await.is_some());
}

async fn access_tokens_leave_at_their_end(store: Store) {
    let (ended, live) = (fresh_hash(), fresh_hash());
    let token = |expires_at| AccessToken { expires_at, ..access_token() };
    save(&store, async |tx| {
        tx.insert_access_token(&ended, &token(after(9))).await?;
        tx.insert_access_token(&live, &token(after(10))).await
    })
    .await;
    assert_eq!(delete(&store, after(10)).await, 1);
    assert_eq!(read(&store, async |reader| reader.find_access_token(&ended, NOW).await).await, None);
    assert!(read(&store, async |reader| reader.find_access_token(&live, NOW).await).await.is_some());
}

fn revocation(expires_at: Timestamp) -> Revocation {
    Revocation { target: RevocationTarget::Grant(grant_id()), at: NOW, expires_at }
}

async fn revocations_leave_when_no_token_can_be_alive(store: Store) {
    let live = revocation(after(10));
    save(&store, async |tx| {
        tx.insert_revocation(&revocation(after(9))).await?;
        tx.insert_revocation(&live).await
    })
    .await;
    assert_eq!(delete(&store, after(10)).await, 1);
    assert_eq!(read(&store, async |reader| reader.list_revocations(NOW, NOW, 10).await).await, [live]);
}

async fn sessions_leave_a_day_after_their_end(store: Store) {
    let member = user("ada");
    add_user(&store, &member).await;
    let live = Session { expires_at: NOW + 3 * DAY, ..session(&member.id) };
    // Idle for long, but its end has not come: it is no longer live, yet not forgotten.
    let ended = Session { expires_at: NOW + DAY, ..session(&member.id) };
    save(&store, async |tx| {
        tx.insert_session(&live).await?;
        tx.insert_session(&ended).await
    })
    .await;
    assert_eq!(delete(&store, NOW + 2 * DAY).await, 0);
    assert_eq!(delete(&store, after(1) + 2 * DAY).await, 1);
    let find = async |hash| read(&store, async |reader| reader.find_session(&hash).await).await;
    assert!(find(live.token_hash).await.is_some());
    assert_eq!(find(ended.token_hash).await, None);
}

async fn links_leave_a_day_after_their_end(store: Store) {
    let ended = link(None, LinkPurpose::Setup);
    let live = Link { expires_at: NOW + DAY, ..link(None, LinkPurpose::Setup) };
    save(&store, async |tx| {
        tx.insert_link(&ended).await?;
        tx.insert_link(&live).await
    })
    .await;
    assert_eq!(delete(&store, NOW + 2 * DAY).await, 1);
    assert_eq!(read(&store, async |reader| reader.find_link(&ended.hash).await).await, None);
    assert!(read(&store, async |reader| reader.find_link(&live.hash).await).await.is_some());
}

async fn throttles_leave_after_a_month_without_a_failure(store: Store) {
    let counted = |last_failure_at| Throttle { failures: 7, last_failure_at };
    save(&store, async |tx| {
        tx.set_throttle(b"old", counted(NOW)).await?;
        tx.set_throttle(b"new", counted(after(1))).await
    })
    .await;
    assert_eq!(delete(&store, after(1) + 30 * DAY).await, 1);
    assert_eq!(read(&store, async |reader| reader.find_throttle(b"old").await).await, None);
    assert!(read(&store, async |reader| reader.find_throttle(b"new").await).await.is_some());
}

async fn browsers_leave_after_thirteen_months(store: Store) {
    let (user, old, new) = (user_id(), fresh_hash(), fresh_hash());
    save(&store, async |tx| {
        tx.touch_browser(&user, &old, NOW).await?;
        tx.touch_browser(&user, &new, after(1)).await
    })
    .await;
    assert_eq!(delete(&store, after(1) + 400 * DAY).await, 1);
    assert!(!read(&store, async |reader| reader.is_known_browser(&user, &old).await).await);
    assert!(read(&store, async |reader| reader.is_known_browser(&user, &new).await).await);
}

async fn accounts_that_prove_nothing_leave_after_a_week(store: Store) {
    let old = unverified("old");
    let young = User { created_at: after(1), ..unverified("young") };
    let operator = User { operator: true, ..unverified("operator") };
    let proven = user("proven");
    for user in [&old, &young, &operator, &proven] {
        add_user(&store, user).await;
    }
    assert_eq!(delete(&store, after(1) + 7 * DAY).await, 1);
    let mut left = read(&store, async |reader| reader.list_users(None, 10).await).await;
    left.sort_by(|a, b| a.username.cmp(&b.username));
    assert_eq!(left, [operator, proven, young]);
}

async fn mails_leave_after_a_month(store: Store) {
    let old = mail(NOW);
    let new = Mail { created_at: after(1), ..mail(NOW) };
    save(&store, async |tx| {
        tx.insert_mail(&old).await?;
        tx.insert_mail(&new).await
    })
    .await;
    assert_eq!(delete(&store, after(1) + 30 * DAY).await, 1);
    assert_eq!(read(&store, async |reader| reader.list_mails(None, 10).await).await, [new]);
}

async fn what_clients_were_told_leaves_after_a_month(store: Store) {
    let client = client().id;
    let told = |at| Delivery::new(DeliveryId::new(at, &Fresh), client.clone(), user_id(), session_id(), at);
    let (old, new) = (told(NOW), told(after(1)));
    save(&store, async |tx| {
        for delivery in [&old, &new] {
            tx.insert_logout_delivery(delivery).await?;
            let (delivery_id, at) = (delivery.id, delivery.created_at);
            tx.insert_logout_attempt(&Attempt { delivery_id, number: 1, at, result: "yes".to_owned() })
                .await?;
        }
        Ok(())
    })
    .await;
    assert_eq!(delete(&store, after(1) + 30 * DAY).await, 2);
    let list = async |reader: &mut store::Reader| {
        let attempts = reader.list_logout_attempts(&client, None, 10).await?.len();
        Ok((reader.list_logout_deliveries(&client, None, 10).await?, attempts))
    };
    assert_eq!(read(&store, list).await, (vec![new], 1));
}

async fn what_hangs_from_a_deleted_client_leaves_and_then_the_client(store: Store) {
    let (gone, live, user) = (client(), client(), user_id());
    for client in [&gone, &live] {
        save(&store, async |tx| {
            tx.insert_client(client).await?;
            tx.insert_secret(&client.id, &secret("one", NOW), None).await?;
            tx.set_consent(&user, &client.id, &Scope::default(), NOW).await
        })
        .await;
    }
    save(&store, async |tx| tx.mark_client_deleted(&gone.id, NOW).await).await;
    assert_eq!(delete(&store, NOW + DAY).await, 0);
    assert_eq!(delete(&store, after(1) + DAY).await, 2, "its secret and its consent");
    assert_eq!(read(&store, async |reader| reader.list_secrets(&gone.id).await).await, []);
    assert_eq!(read(&store, async |reader| reader.find_consent(&user, &gone.id).await).await, None);
    assert!(!save(&store, async |tx| tx.insert_client(&gone).await).await, "its identifier is still taken");
    assert_eq!(delete(&store, after(1) + 2 * DAY).await, 1);
    let found = read(&store, async |reader| reader.find_client_and_secrets(&live.id, NOW).await).await;
    assert_eq!(found.map(|known| (known.client.id.clone(), known.secrets.len())), Some((live.id.clone(), 1)));
    assert!(read(&store, async |reader| reader.find_consent(&user, &live.id).await).await.is_some());
}

async fn each_call_deletes_a_bounded_number(store: Store) {
    const EACH: u64 = 12;
    let app = Client { id: client().id, ..client() };
    save(&store, async |tx| {
        tx.insert_client(&app).await?;
        for number in 0..EACH {
            // All of one instant, as one act makes many: a batch is bounded all the same.
            tx.spend_form(&form_id(), NOW).await?;
            let token = RegistrationToken { expires_at: NOW, ..registration_token() };
            tx.insert_registration_token(&token).await?;
            tx.spend_assertion(&Proven { hash: fresh_hash(), expires_at: NOW }).await?;
            tx.insert_interaction(&Interaction { expires_at: NOW, ..interaction() }).await?;
            let grant = grant();
            tx.insert_grant(&grant, NOW).await?;
            tx.insert_authorization_code(
                &fresh_hash(),
                &AuthorizationCode { expires_at: NOW, ..code(&grant) },
            )
            .await?;
            let key = [u8::try_from(number).unwrap(); 16];
            tx.insert_refresh_family(&key, &RefreshFamily { idle_expires_at: NOW, ..family(&grant) }).await?;
            tx.insert_access_token(&fresh_hash(), &AccessToken { expires_at: NOW, ..access_token() }).await?;
            tx.insert_revocation(&revocation(NOW)).await?;
            tx.insert_session(&Session { expires_at: NOW, ..session(&user_id()) }).await?;
            tx.insert_link(&Link { expires_at: NOW, ..link(None, LinkPurpose::Setup) }).await?;
            tx.set_throttle(&fresh_hash().0, Throttle { failures: 1, last_failure_at: NOW }).await?;
            tx.touch_browser(&user_id(), &fresh_hash(), NOW).await?;
            let user = unverified(&format!("user-{number}"));
            tx.insert_user(&user, &user.username, &user.email).await?;
            tx.insert_mail(&mail(NOW)).await?;
            tx.set_consent(&user_id(), &app.id, &Scope::default(), NOW).await?;
            tx.insert_secret(&app.id, &secret("one", NOW), None).await?;
        }
        tx.insert_client_registration(&app.id, &fresh_hash()).await?;
        tx.mark_client_deleted(&app.id, NOW).await
    })
    .await;
    let kinds = 17;
    let much_later = NOW + 500 * DAY;
    let batch = async || save(&store, async |tx| tx.delete_expired(much_later, 5).await).await;
    assert_eq!(batch().await, 5 * kinds + 1, "the one registration of the client, too");
    assert_eq!(batch().await, 5 * kinds);
    assert_eq!(batch().await, 2 * kinds + 1, "the rest, and the client from which nothing hangs any more");
    assert_eq!(batch().await, 0);
}

async fn a_throttle_that_counts_meanwhile_stays(database: Database) {
    let store = &database.store;
    let much_later = NOW + 60 * DAY;
    save(store, async |tx| tx.set_throttle(b"key", Throttle { failures: 3, last_failure_at: NOW }).await)
        .await;
    let mut tx = store.write().await.unwrap();
    tx.claim_throttle(b"key", much_later).await.unwrap();
    let deleting = tokio::spawn({
        let store = database.another();
        async move { delete(&store, much_later).await }
    });
    database.statement_waits().await;
    let counted = Throttle { failures: 4, last_failure_at: much_later };
    tx.set_throttle(b"key", counted).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(deleting.await.unwrap(), 0);
    assert_eq!(read(store, async |reader| reader.find_throttle(b"key").await).await, Some(counted));
}

async fn an_account_that_proves_its_address_meanwhile_stays(database: Database) {
    let store = &database.store;
    let ada = unverified("ada");
    add_user(store, &ada).await;
    let mut tx = store.write().await.unwrap();
    assert!(tx.mark_email_verified(&ada.id, &ada.email, NOW + 8 * DAY).await.unwrap());
    let deleting = tokio::spawn({
        let store = database.another();
        async move { delete(&store, NOW + 8 * DAY).await }
    });
    database.statement_waits().await;
    tx.commit().await.unwrap();
    assert_eq!(deleting.await.unwrap(), 0);
    assert!(read(store, async |reader| reader.find_user(&ada.id).await).await.is_some());
}
