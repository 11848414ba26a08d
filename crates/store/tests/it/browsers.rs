use store::Store;

use crate::records::{NOW, after, hash, user_id};
use crate::support::{read, save};

both_engines! { a_browser_is_known_to_the_member_who_used_it, a_member_can_be_forgotten_by_every_browser }

async fn a_browser_is_known_to_the_member_who_used_it(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    save(&store, async |tx| {
        tx.touch_browser(&ada, &hash("laptop"), NOW).await?;
        tx.touch_browser(&ada, &hash("laptop"), after(60)).await
    })
    .await;
    let knows = async |user, browser| {
        read(&store, async |reader| reader.is_known_browser(&user, &hash(browser)).await).await
    };
    assert!(knows(ada, "laptop").await);
    assert!(!knows(ada, "phone").await);
    assert!(!knows(bob, "laptop").await);
}

async fn a_member_can_be_forgotten_by_every_browser(store: Store) {
    let (ada, bob) = (user_id(), user_id());
    save(&store, async |tx| {
        tx.touch_browser(&ada, &hash("laptop"), NOW).await?;
        tx.touch_browser(&ada, &hash("phone"), NOW).await?;
        tx.touch_browser(&bob, &hash("laptop"), NOW).await?;
        tx.delete_browsers(&ada).await
    })
    .await;
    for (user, browser, known) in [(ada, "laptop", false), (ada, "phone", false), (bob, "laptop", true)] {
        let found = read(&store, async |reader| reader.is_known_browser(&user, &hash(browser)).await).await;
        assert_eq!(found, known);
    }
}
