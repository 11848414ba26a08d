//! Members whose password is on the list of leaked ones.

use oauth::UserId;
use store::Store;

use crate::records::{NOW, after};
use crate::support::{read, save};

both_engines! {
    a_finding_is_noted_once_and_leaves_with_the_password,
}

async fn a_finding_is_noted_once_and_leaves_with_the_password(store: Store) {
    let ada = UserId::from_bytes([1; 16]);
    assert_eq!(read(&store, async |reader| reader.find_leaked_password(&ada).await).await, None);
    assert!(save(&store, async |tx| tx.insert_leaked_password(&ada, NOW).await).await);
    assert!(!save(&store, async |tx| tx.insert_leaked_password(&ada, after(1)).await).await);
    assert_eq!(read(&store, async |reader| reader.find_leaked_password(&ada).await).await, Some(NOW));
    save(&store, async |tx| tx.set_password(&ada, Some("another"), after(2)).await).await;
    assert_eq!(read(&store, async |reader| reader.find_leaked_password(&ada).await).await, None);
}
