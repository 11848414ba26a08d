use oauth::grant::AccessToken;
use store::Store;

use crate::records::{NOW, access_token, after, fresh_hash};
use crate::support::{read, save};

both_engines! {
    a_token_is_found_by_its_hash_until_it_expires,
    a_token_of_a_client_that_acts_for_itself_keeps_its_gaps,
}

async fn a_token_is_found_by_its_hash_until_it_expires(store: Store) {
    let (hash, token) = (fresh_hash(), access_token());
    save(&store, async |tx| tx.insert_access_token(&hash, &token).await).await;
    let found = async |hash, at| read(&store, async |reader| reader.find_access_token(&hash, at).await).await;
    assert_eq!(found(hash, NOW).await, Some(token.clone()));
    assert_eq!(found(hash, after(3_599)).await, Some(token));
    assert_eq!(found(hash, after(3_600)).await, None);
    assert_eq!(found(fresh_hash(), NOW).await, None);
}

async fn a_token_of_a_client_that_acts_for_itself_keeps_its_gaps(store: Store) {
    let hash = fresh_hash();
    let token =
        AccessToken { grant_id: None, user_id: None, session_id: None, auth_time: None, ..access_token() };
    save(&store, async |tx| tx.insert_access_token(&hash, &token).await).await;
    let found = read(&store, async |reader| reader.find_access_token(&hash, NOW).await).await;
    assert_eq!(found, Some(token));
}
