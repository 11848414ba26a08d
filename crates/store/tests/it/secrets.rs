use oauth::client::ClientSecret;
use store::Store;

use crate::records::{NOW, after, client, secret, user_id};
use crate::support::{read, save};

both_engines! {
    a_secret_leads_to_its_client,
    secrets_come_back_as_they_were_the_oldest_first,
    the_newest_fifty_secrets_are_listed,
    a_secret_stops_when_it_was_told_and_never_later,
    a_client_stops_only_its_own_secrets,
    the_last_use_of_a_secret_is_kept,
}

async fn secrets_come_back_as_they_were_the_oldest_first(store: Store) {
    let client = client().id;
    let older =
        ClientSecret { stops_at: Some(after(9)), last_used_at: Some(after(8)), ..secret("older", NOW) };
    let younger = secret("younger", after(1));
    save(&store, async |tx| {
        tx.insert_secret(&client, &younger, Some(&user_id())).await?;
        tx.insert_secret(&client, &older, None).await
    })
    .await;
    assert_eq!(read(&store, async |reader| reader.list_secrets(&client).await).await, [older, younger]);
    assert_eq!(
        read(&store, async |reader| reader.list_secrets(&crate::records::client().id).await).await,
        []
    );
}

async fn the_newest_fifty_secrets_are_listed(store: Store) {
    let client = client().id;
    save(&store, async |tx| {
        for second in 0..52 {
            tx.insert_secret(&client, &secret(&second.to_string(), after(second)), None).await?;
        }
        Ok(())
    })
    .await;
    let listed = read(&store, async |reader| reader.list_secrets(&client).await).await;
    let labels: Vec<&str> = listed.iter().map(|secret| secret.label.as_str()).collect();
    assert_eq!((labels.len(), labels[0], labels[49]), (50, "2", "51"));
}

async fn a_secret_stops_when_it_was_told_and_never_later(store: Store) {
    let (client, secret) = (client().id, secret("one", NOW));
    save(&store, async |tx| tx.insert_secret(&client, &secret, None).await).await;
    let stop = async |at| save(&store, async |tx| tx.stop_secret(&client, &secret.id, at).await).await;
    assert!(stop(after(100)).await);
    assert!(!stop(after(100)).await);
    assert!(!stop(after(200)).await);
    assert!(stop(after(50)).await);
    let listed = read(&store, async |reader| reader.list_secrets(&client).await).await;
    assert_eq!(listed[0].stops_at, Some(after(50)));
}

async fn a_client_stops_only_its_own_secrets(store: Store) {
    let (owner, stranger, secret) = (client().id, client().id, secret("one", NOW));
    save(&store, async |tx| tx.insert_secret(&owner, &secret, None).await).await;
    assert!(!save(&store, async |tx| tx.stop_secret(&stranger, &secret.id, NOW).await).await);
    assert_eq!(read(&store, async |reader| reader.list_secrets(&owner).await).await, [secret]);
}

async fn the_last_use_of_a_secret_is_kept(store: Store) {
    let (client, secret) = (client().id, secret("one", NOW));
    save(&store, async |tx| {
        tx.insert_secret(&client, &secret, None).await?;
        tx.touch_secret(&secret.id, after(7)).await
    })
    .await;
    let listed = read(&store, async |reader| reader.list_secrets(&client).await).await;
    assert_eq!(listed[0].last_used_at, Some(after(7)));
}

async fn a_secret_leads_to_its_client(store: Store) {
    let (client, secret) = (client(), secret("spring", NOW));
    save(&store, async |tx| tx.insert_secret(&client.id, &secret, None).await).await;
    let found = read(&store, async |reader| reader.find_secret_owner(&secret.hash).await).await;
    assert_eq!(found, Some((client.id, secret.id)));
    let unknown = crate::records::fresh_hash();
    assert_eq!(read(&store, async |reader| reader.find_secret_owner(&unknown).await).await, None);
}
