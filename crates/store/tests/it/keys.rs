use oauth::{KeyId, Timestamp};
use store::{KeyPurpose, Store, StoredKey};

use crate::records::{Fresh, NOW, after, key};
use crate::support::{read, save};

both_engines! {
    keys_come_back_as_they_were_the_oldest_first,
    a_key_goes_from_next_to_signing_to_retired_once,
    a_revoked_key_never_signs,
}

async fn keys(store: &Store) -> Vec<StoredKey> {
    read(store, async |reader| reader.list_keys().await).await
}

async fn keys_come_back_as_they_were_the_oldest_first(store: Store) {
    assert_eq!(keys(&store).await, []);
    let younger = StoredKey {
        purpose: KeyPurpose::Audit,
        algorithm: "EdDSA".to_owned(),
        active_at: Some(after(3)),
        retired_at: Some(after(4)),
        expires_at: Some(after(5)),
        revoked_at: Some(after(6)),
        ..key("younger", after(1))
    };
    let older = key("older", NOW);
    save(&store, async |tx| {
        tx.insert_key(&younger).await?;
        tx.insert_key(&older).await
    })
    .await;
    assert_eq!(keys(&store).await, [older, younger]);
}

async fn a_key_goes_from_next_to_signing_to_retired_once(store: Store) {
    let next = key("next", NOW);
    save(&store, async |tx| tx.insert_key(&next).await).await;
    let retire = async |at, end: Timestamp| {
        save(&store, async |tx| tx.mark_key_retired(&next.id, at, end).await).await
    };
    let activate = async |id: KeyId, at| save(&store, async |tx| tx.mark_key_active(&id, at).await).await;
    assert!(!retire(after(1), after(99)).await, "it does not sign yet");
    assert!(activate(next.id, after(1)).await);
    assert!(!activate(next.id, after(2)).await);
    assert!(!activate(KeyId::new(NOW, &Fresh), after(2)).await);
    assert!(retire(after(3), after(99)).await);
    assert!(!retire(after(4), after(100)).await);
    let retired = StoredKey {
        active_at: Some(after(1)),
        retired_at: Some(after(3)),
        expires_at: Some(after(99)),
        ..next
    };
    assert_eq!(keys(&store).await, [retired]);
}

async fn a_revoked_key_never_signs(store: Store) {
    let next = key("next", NOW);
    save(&store, async |tx| tx.insert_key(&next).await).await;
    let revoke = async |at| save(&store, async |tx| tx.mark_key_revoked(&next.id, at).await).await;
    assert!(revoke(after(1)).await);
    assert!(!revoke(after(2)).await);
    assert!(!save(&store, async |tx| tx.mark_key_active(&next.id, after(3)).await).await);
    assert_eq!(keys(&store).await, [StoredKey { revoked_at: Some(after(1)), ..next }]);
}

#[test]
fn a_purpose_is_read_back_from_its_name() {
    for purpose in [KeyPurpose::AccessToken, KeyPurpose::Audit] {
        assert_eq!(KeyPurpose::parse(purpose.as_str()), Some(purpose));
    }
    assert_eq!(KeyPurpose::parse("laundry"), None);
}
