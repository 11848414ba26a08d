use oauth::grant::AuthorizationCode;
use store::Store;

use crate::records::{NOW, add_grant, after, code, fresh_hash, grant, hash};
use crate::support::{attempt, race, save, winners};

both_engines! {
    a_code_comes_back_as_it_was_with_its_grant,
    a_code_without_challenge_and_nonce_keeps_its_gaps,
    an_unknown_code_is_none,
    one_of_64_redemptions_finds_the_code_unspent,
    a_redemption_that_is_not_committed_spends_nothing,
}

async fn a_code_comes_back_as_it_was_with_its_grant(store: Store) {
    let grant = grant();
    let code = code(&grant);
    // Both travel together, as the authorization endpoint writes them.
    save(&store, async |tx| {
        tx.insert_grant(&grant, after(600)).await?;
        tx.insert_authorization_code(&hash("code"), &code).await
    })
    .await;
    let claimed = save(&store, async |tx| tx.claim_authorization_code(&hash("code"), NOW).await).await;
    assert_eq!(claimed, Some(code.clone()));

    save(&store, async |tx| tx.mark_code_redeemed(&hash("code"), after(1)).await).await;
    let claimed = save(&store, async |tx| tx.claim_authorization_code(&hash("code"), after(2)).await).await;
    assert_eq!(claimed, Some(AuthorizationCode { redeemed_at: Some(after(1)), ..code }));
}

async fn a_code_without_challenge_and_nonce_keeps_its_gaps(store: Store) {
    let grant = grant();
    let code =
        AuthorizationCode { code_challenge: None, nonce: None, redirect_uri_given: false, ..code(&grant) };
    add_grant(&store, &grant).await;
    save(&store, async |tx| tx.insert_authorization_code(&hash("code"), &code).await).await;
    let claimed = save(&store, async |tx| tx.claim_authorization_code(&hash("code"), NOW).await).await;
    assert_eq!(claimed, Some(code));
}

async fn an_unknown_code_is_none(store: Store) {
    assert_eq!(attempt(&store, async |tx| tx.claim_authorization_code(&fresh_hash(), NOW).await).await, None);
}

async fn one_of_64_redemptions_finds_the_code_unspent(store: Store) {
    let grant = grant();
    add_grant(&store, &grant).await;
    save(&store, async |tx| tx.insert_authorization_code(&hash("code"), &code(&grant)).await).await;
    let unspent = race(|_| {
        let store = store.clone();
        async move {
            let mut tx = store.write().await.unwrap();
            let claimed = tx.claim_authorization_code(&hash("code"), NOW).await.unwrap().unwrap();
            let unspent = claimed.redeemed_at.is_none();
            if unspent {
                tx.mark_code_redeemed(&hash("code"), NOW).await.unwrap();
            }
            tx.commit().await.unwrap();
            unspent
        }
    })
    .await;
    assert_eq!(winners(&unspent), 1);
}

async fn a_redemption_that_is_not_committed_spends_nothing(store: Store) {
    let grant = grant();
    add_grant(&store, &grant).await;
    save(&store, async |tx| tx.insert_authorization_code(&hash("code"), &code(&grant)).await).await;
    attempt(&store, async |tx| {
        tx.claim_authorization_code(&hash("code"), NOW).await?;
        tx.mark_code_redeemed(&hash("code"), NOW).await
    })
    .await;
    let claimed = save(&store, async |tx| tx.claim_authorization_code(&hash("code"), NOW).await).await;
    assert_eq!(claimed.unwrap().redeemed_at, None);
}
