use oauth::scope::{Risk, ScopeEntry, ScopeGroup};
use store::Store;

use crate::support::{read, save};

both_engines! { scopes_are_listed_as_they_were_in_their_order, a_scopes_name_is_given_once }

fn entry(name: &str) -> ScopeEntry {
    ScopeEntry {
        name: name.to_owned(),
        sentence: "See your projects".to_owned(),
        not_included: Some("Not your bids".to_owned()),
        group: ScopeGroup::See,
        risk: Risk::Low,
        needs_review: true,
        implies: vec![],
        number: None,
    }
}

async fn scopes_are_listed_as_they_were_in_their_order(store: Store) {
    let first = entry("projects:read");
    let second = ScopeEntry {
        not_included: None,
        group: ScopeGroup::Act,
        risk: Risk::High,
        needs_review: false,
        implies: vec!["projects:read".to_owned(), "bids:read".to_owned()],
        number: Some(6),
        ..entry("read")
    };
    assert!(save(&store, async |tx| tx.insert_scope(2, &second).await).await);
    assert!(save(&store, async |tx| tx.insert_scope(1, &first).await).await);
    assert_eq!(read(&store, async |reader| reader.list_scopes().await).await, [first, second]);
}

async fn a_scopes_name_is_given_once(store: Store) {
    let first = entry("projects:read");
    assert!(save(&store, async |tx| tx.insert_scope(1, &first).await).await);
    let imitation = ScopeEntry { risk: Risk::High, ..first.clone() };
    assert!(!save(&store, async |tx| tx.insert_scope(2, &imitation).await).await);
    assert_eq!(read(&store, async |reader| reader.list_scopes().await).await, [first]);
}
