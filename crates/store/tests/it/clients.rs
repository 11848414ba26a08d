use oauth::ClientId;
use oauth::client::metadata::ClientMetadata;
use oauth::client::{AuthMethod, Client, ClientKind, GrantType};
use oauth::grant::Grant;
use store::Store;

use crate::records::{NOW, add_grant, after, client, grant, scope, secret, user_id};
use crate::support::{attempt, read, save};

both_engines! {
    a_client_comes_back_as_it_was,
    an_identifier_is_given_once,
    an_unknown_client_is_none,
    a_client_is_found_with_the_secrets_that_have_not_stopped,
    an_owner_sees_their_own_clients_the_oldest_first,
    all_clients_are_listed_page_by_page,
    an_owner_changes_words_addresses_and_scopes_only,
    a_suspension_can_be_lifted,
    a_deleted_client_is_found_by_nobody,
    the_implicit_grant_is_in_use_while_a_client_has_it,
    the_clients_of_a_session_are_those_authorized_in_it,
}

async fn add(store: &Store, client: &Client) -> bool {
    save(store, async |tx| tx.insert_client(client).await).await
}

async fn found(store: &Store, id: &ClientId) -> Option<Client> {
    read(store, async |reader| reader.find_client(id).await).await
}

async fn a_client_comes_back_as_it_was(store: Store) {
    let web = client();
    let device = Client {
        id: ClientId("app_test_other".to_owned()),
        live: false,
        kind: ClientKind::Device,
        redirect_uris: vec![],
        post_logout_redirect_uris: vec!["https://app.example/bye".to_owned()],
        required_scopes: scope(""),
        grants: GrantType::ALL.to_vec(),
        auth_method: AuthMethod::None,
        pkce_required: false,
        implicit_allowed: true,
        first_party: true,
        metadata: ClientMetadata {
            tos_uri: Some("https://app.example/terms".to_owned()),
            ..ClientMetadata::default()
        },
        suspended_at: Some(after(9)),
        ..client()
    };
    for client in [web, device] {
        assert!(add(&store, &client).await);
        assert_eq!(found(&store, &client.id).await, Some(client));
    }
}

async fn an_identifier_is_given_once(store: Store) {
    let first = client();
    assert!(add(&store, &first).await);
    assert!(!add(&store, &Client { name: "Imitation".to_owned(), ..first.clone() }).await);
    assert_eq!(found(&store, &first.id).await, Some(first));
}

async fn an_unknown_client_is_none(store: Store) {
    let nobody = ClientId("app_live_nobody".to_owned());
    assert_eq!(found(&store, &nobody).await, None);
    assert!(read(&store, async |reader| reader.find_client_and_secrets(&nobody, NOW).await).await.is_none());
    assert_eq!(attempt(&store, async |tx| tx.claim_client(&nobody, NOW).await).await, None);
}

async fn a_client_is_found_with_the_secrets_that_have_not_stopped(store: Store) {
    let (with, without) = (client(), client());
    add(&store, &with).await;
    add(&store, &without).await;
    let (old, new, ended) = (secret("old", NOW), secret("new", after(1)), secret("ended", after(2)));
    save(&store, async |tx| {
        for secret in [&new, &ended, &old] {
            tx.insert_secret(&with.id, secret, None).await?;
        }
        tx.stop_secret(&with.id, &ended.id, after(10)).await
    })
    .await;
    let at = async |id, now| {
        read(&store, async |reader| reader.find_client_and_secrets(id, now).await).await.unwrap()
    };
    let found = at(&with.id, after(9)).await;
    assert_eq!(*found.client, with);
    assert_eq!(
        found.secrets.iter().map(|secret| secret.label.as_str()).collect::<Vec<_>>(),
        ["old", "new", "ended"]
    );
    assert_eq!(at(&with.id, after(10)).await.secrets, [old, new]);
    let found = at(&without.id, NOW).await;
    assert_eq!((&*found.client, &found.secrets[..]), (&without, &[][..]));
}

async fn an_owner_sees_their_own_clients_the_oldest_first(store: Store) {
    let owner = user_id();
    let younger = Client { owner_id: Some(owner), created_at: after(2), ..client() };
    let older = Client { owner_id: Some(owner), created_at: after(1), ..client() };
    let gone = Client { owner_id: Some(owner), ..client() };
    for client in [&younger, &older, &gone, &client()] {
        add(&store, client).await;
    }
    save(&store, async |tx| tx.mark_client_deleted(&gone.id, NOW).await).await;
    assert_eq!(read(&store, async |reader| reader.list_clients_of(&owner).await).await, [older, younger]);
    assert_eq!(read(&store, async |reader| reader.list_clients_of(&user_id()).await).await, []);
}

async fn all_clients_are_listed_page_by_page(store: Store) {
    let mut ids: Vec<ClientId> = (0..7).map(|_| client().id).collect();
    for id in &ids {
        add(&store, &Client { id: id.clone(), ..client() }).await;
    }
    save(&store, async |tx| tx.mark_client_deleted(&ids[3], NOW).await).await;
    ids.remove(3);
    ids.sort();
    let mut seen: Vec<ClientId> = Vec::new();
    loop {
        let page = read(&store, async |reader| reader.list_clients(seen.last(), 4).await).await;
        assert!(page.len() <= 4);
        if page.is_empty() {
            break;
        }
        seen.extend(page.into_iter().map(|client| client.id));
    }
    assert_eq!(seen, ids);
}

async fn an_owner_changes_words_addresses_and_scopes_only(store: Store) {
    let before = client();
    add(&store, &before).await;
    let wanted = Client {
        name: "Renamed".to_owned(),
        homepage: "https://new.example".to_owned(),
        description: String::new(),
        redirect_uris: vec!["https://new.example/cb".to_owned()],
        post_logout_redirect_uris: vec!["https://new.example/".to_owned()],
        scopes: scope("bids:read bids:write"),
        required_scopes: scope(""),
        metadata: ClientMetadata {
            contacts: vec!["ada@app.example".to_owned()],
            ..ClientMetadata::default()
        },
        ..before.clone()
    };
    let overreaching = Client {
        owner_id: Some(user_id()),
        first_party: true,
        implicit_allowed: true,
        pkce_required: false,
        ..wanted.clone()
    };
    let claimed = save(&store, async |tx| {
        let claimed = tx.claim_client(&before.id, after(1)).await?;
        tx.update_client(&overreaching).await?;
        Ok(claimed)
    })
    .await;
    assert_eq!(claimed, Some(before));
    assert_eq!(found(&store, &wanted.id).await, Some(wanted));
}

async fn a_suspension_can_be_lifted(store: Store) {
    let client = client();
    add(&store, &client).await;
    save(&store, async |tx| tx.suspend_client(&client.id, after(5), "operator").await).await;
    assert_eq!(found(&store, &client.id).await.unwrap().suspended_at, Some(after(5)));
    let by = async || read(&store, async |reader| reader.find_suspender(&client.id).await).await;
    assert_eq!(by().await.as_deref(), Some("operator"));
    save(&store, async |tx| tx.resume_client(&client.id, after(6)).await).await;
    assert_eq!(by().await, None);
    assert_eq!(found(&store, &client.id).await, Some(client));
}

async fn a_deleted_client_is_found_by_nobody(store: Store) {
    let client = client();
    add(&store, &client).await;
    save(&store, async |tx| {
        tx.insert_secret(&client.id, &secret("one", NOW), None).await?;
        tx.mark_client_deleted(&client.id, after(1)).await
    })
    .await;
    assert_eq!(found(&store, &client.id).await, None);
    let id = &client.id;
    assert!(read(&store, async |reader| reader.find_client_and_secrets(id, NOW).await).await.is_none());
    assert_eq!(attempt(&store, async |tx| tx.claim_client(id, NOW).await).await, None);
    assert_eq!(read(&store, async |reader| reader.list_clients(None, 10).await).await, []);
    assert!(!add(&store, &client).await, "a deleted client's identifier is not given again");
}

async fn the_implicit_grant_is_in_use_while_a_client_has_it(store: Store) {
    let used = async || read(&store, async |reader| reader.has_implicit_client().await).await;
    add(&store, &client()).await;
    assert!(!used().await);
    let implicit = Client { implicit_allowed: true, ..client() };
    add(&store, &implicit).await;
    assert!(used().await);
    save(&store, async |tx| tx.mark_client_deleted(&implicit.id, NOW).await).await;
    assert!(!used().await);
}

async fn the_clients_of_a_session_are_those_authorized_in_it(store: Store) {
    let clients = [client(), client(), client(), client()];
    let session = grant().session_id;
    let given = |client: &Client| Grant { client_id: client.id.clone(), session_id: session, ..grant() };
    for client in &clients {
        save(&store, async |tx| tx.insert_client(client).await).await;
    }
    let elsewhere = Grant { client_id: clients[3].id.clone(), ..grant() };
    let over = Grant { revoked_at: Some(NOW), ..given(&clients[0]) };
    for grant in [&over, &given(&clients[0]), &given(&clients[1]), &given(&clients[2]), &elsewhere] {
        add_grant(&store, grant).await;
    }
    let found = async || {
        let list = read(&store, async |reader| reader.list_clients_of_session(&session).await).await;
        list.into_iter().map(|client| client.id).collect::<Vec<_>>()
    };
    let mut all: Vec<ClientId> = clients[..3].iter().map(|client| client.id.clone()).collect();
    all.sort();
    assert_eq!(found().await, all);
    save(&store, async |tx| {
        tx.suspend_client(&clients[0].id, NOW, "command").await?;
        tx.mark_client_deleted(&clients[1].id, NOW).await
    })
    .await;
    assert_eq!(found().await, std::slice::from_ref(&clients[2].id));
}
