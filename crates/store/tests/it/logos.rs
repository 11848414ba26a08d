use oauth::{ClientId, PictureId, Timestamp};
use store::{LogoFetch, Picture, Store};

use crate::records::{DAY, Fresh, NOW, add_client, after};
use crate::support::{race, read, save};

both_engines! {
    a_picture_comes_back_byte_for_byte_and_leaves,
    a_client_has_one_logo_and_is_read_with_it,
    a_logo_is_due_until_it_is_fetched,
    naming_another_logo_begins_anew,
    sixty_four_servers_fetch_each_once,
    the_logo_of_a_client_that_was_deleted_leaves,
}

fn picture() -> Picture {
    let bytes = (0..=255).cycle().take(9_000).collect();
    Picture { id: PictureId::new(NOW, &Fresh), media_type: "image/png".into(), bytes, created_at: NOW }
}

async fn add(store: &Store, picture: &Picture) {
    save(store, async |tx| tx.insert_picture(picture).await).await;
}

async fn kept(store: &Store, id: &PictureId) -> Option<Picture> {
    read(store, async |reader| reader.find_picture(id).await).await
}

async fn queue(store: &Store, client: &ClientId, due: Timestamp) {
    save(store, async |tx| tx.insert_logo_fetch(client, due).await).await;
}

async fn claim(store: &Store, now: Timestamp) -> Vec<LogoFetch> {
    save(store, async |tx| tx.claim_due_logos(now, now + DAY, 10).await).await
}

async fn a_picture_comes_back_byte_for_byte_and_leaves(store: Store) {
    let (one, other) = (picture(), picture());
    add(&store, &one).await;
    add(&store, &other).await;
    assert_eq!(kept(&store, &one.id).await.as_ref(), Some(&one));
    save(&store, async |tx| tx.delete_picture(&one.id).await).await;
    assert_eq!(kept(&store, &one.id).await, None);
    assert_eq!(kept(&store, &other.id).await, Some(other));
}

async fn a_client_has_one_logo_and_is_read_with_it(store: Store) {
    let client = add_client(&store).await;
    let found = async || {
        let found = read(&store, async |reader| reader.find_client(&client.id).await).await;
        found.unwrap().logo_id
    };
    assert_eq!(found().await, None);
    let logo = picture().id;
    save(&store, async |tx| tx.set_client_logo(&client.id, Some(&logo)).await).await;
    assert_eq!(found().await, Some(logo));
    save(&store, async |tx| tx.set_client_logo(&client.id, None).await).await;
    assert_eq!(found().await, None);
}

async fn a_logo_is_due_until_it_is_fetched(store: Store) {
    let client = add_client(&store).await.id;
    let due = async |now| read(&store, async |reader| reader.has_due_logo(now).await).await;
    queue(&store, &client, after(10)).await;
    assert!(!due(after(9)).await && due(after(10)).await);
    assert_eq!(claim(&store, after(9)).await, []);
    let taken = claim(&store, after(10)).await;
    let first = LogoFetch { client_id: client.clone(), due_at: after(10) + DAY, attempts: 1 };
    assert_eq!(taken, std::slice::from_ref(&first));
    assert_eq!(claim(&store, after(11)).await, [], "whoever took it has time to fetch");
    save(&store, async |tx| tx.mark_logo_failed(&first, after(20)).await).await;
    let again = claim(&store, after(20)).await;
    assert_eq!(again[0].attempts, 2);
    assert!(save(&store, async |tx| tx.delete_logo_fetch(&again[0]).await).await);
    assert_eq!(claim(&store, after(20) + DAY + DAY).await, []);
}

async fn naming_another_logo_begins_anew(store: Store) {
    let client = add_client(&store).await.id;
    queue(&store, &client, NOW).await;
    let old = claim(&store, NOW).await.remove(0);
    queue(&store, &client, after(1)).await;
    // What came of the older one says nothing of the newer.
    save(&store, async |tx| tx.mark_logo_failed(&old, after(900)).await).await;
    assert!(!save(&store, async |tx| tx.delete_logo_fetch(&old).await).await);
    assert_eq!(claim(&store, after(1)).await[0].attempts, 1);
    queue(&store, &client, after(2)).await;
    save(&store, async |tx| tx.delete_logo_fetch_of(&client).await).await;
    assert_eq!(claim(&store, after(2)).await, []);
}

async fn sixty_four_servers_fetch_each_once(store: Store) {
    let client = add_client(&store).await.id;
    queue(&store, &client, NOW).await;
    let taken = race(|_| {
        let store = store.clone();
        async move { claim(&store, NOW).await.len() }
    })
    .await;
    assert_eq!(taken.into_iter().sum::<usize>(), 1);
}

async fn the_logo_of_a_client_that_was_deleted_leaves(store: Store) {
    let (client, logo, other) = (add_client(&store).await, picture(), picture());
    add(&store, &logo).await;
    add(&store, &other).await;
    save(&store, async |tx| tx.set_client_logo(&client.id, Some(&logo.id)).await).await;
    save(&store, async |tx| tx.mark_client_deleted(&client.id, NOW).await).await;
    save(&store, async |tx| tx.delete_expired(NOW + DAY + DAY, 100).await).await;
    assert_eq!(kept(&store, &logo.id).await, None);
    assert_eq!(kept(&store, &other.id).await, Some(other));
}
