//! What members tell of themselves.

use account::profile::{FIELDS, Profile};
use oauth::UserId;
use store::Store;

use crate::records::{NOW, after};
use crate::support::{read, save};

both_engines! {
    a_profile_is_the_last_one_its_member_saved,
}

fn nicknamed(nickname: &str) -> Profile {
    let mut profile = Profile::default();
    let field = FIELDS.iter().find(|field| field.claim == "nickname").unwrap();
    profile.set(field, nickname).unwrap();
    profile
}

async fn a_profile_is_the_last_one_its_member_saved(store: Store) {
    let (ada, bob) = (UserId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
    for (profile, at) in
        [(nicknamed("é”"), NOW), (nicknamed("ada"), after(1)), (Profile::default(), after(2))]
    {
        save(&store, async |tx| tx.set_profile(&ada, &profile, at).await).await;
        let found = read(&store, async |reader| reader.find_profile(&ada).await).await;
        assert_eq!(found, Some((profile, at)));
    }
    assert_eq!(read(&store, async |reader| reader.find_profile(&bob).await).await, None);
}
