use market::ProjectId;
use market::project::{Kind, Project, ProjectStatus};
use market::search::Filter;
use store::Store;

use crate::records::{add_project, after, project, user_id};
use crate::support::{read, save};

both_engines! {
    words_are_found_by_their_beginnings_and_all_of_them,
    a_search_is_not_a_way_into_the_query_language,
    skills_narrow_a_search_and_any_of_them_will_do,
    payment_narrows_a_search,
    what_is_found_comes_in_pages_and_by_age,
    only_open_projects_are_found_in_their_latest_words,
}

async fn add(store: &Store, change: impl FnOnce(&mut Project)) -> ProjectId {
    let mut made = project(user_id());
    change(&mut made);
    add_project(store, &made).await.id
}

async fn found(store: &Store, filter: &Filter) -> Vec<ProjectId> {
    let list = async |reader: &mut store::Reader| {
        reader.list_open_projects(filter, ProjectId::FIRST, ProjectId::LAST, 50).await
    };
    read(store, list).await.iter().map(|project| project.id).collect()
}

fn text(text: &str) -> Filter {
    Filter::default().with_text(text)
}

async fn words_are_found_by_their_beginnings_and_all_of_them(store: Store) {
    let bakery = add(&store, |project| project.terms.title = "Logo für eine Bäckerei".to_owned()).await;
    let shop = add(&store, |project| {
        project.terms.title = "Webshop with Node.js".to_owned();
        project.terms.description = "Logos are there already. 日本語 too.".to_owned();
    })
    .await;
    for (words, expected) in [
        ("logo", vec![shop, bakery]),
        ("LOGO backerei", vec![bakery]),
        ("bäck", vec![bakery]),
        ("node js", vec![shop]),
        ("日本", vec![shop]),
        ("logo absent", vec![]),
        ("ogo", vec![]),
        ("", vec![shop, bakery]),
    ] {
        assert_eq!(found(&store, &text(words)).await, expected, "{words}");
    }
}

async fn a_search_is_not_a_way_into_the_query_language(store: Store) {
    let made = add(&store, |project| project.terms.title = "Plain words near here".to_owned()).await;
    for words in [
        "\"plain\"",
        "plain OR absent",
        "plain*",
        "words:plain",
        "NEAR(plain)",
        "plain' | 'x",
        "skill_32",
        "^x",
        "!x",
    ] {
        let expected: &[ProjectId] = if words.contains("OR") || words.contains('x') || words.contains("skill")
        {
            &[]
        } else {
            &[made]
        };
        assert_eq!(found(&store, &text(words)).await, expected, "{words}");
    }
}

async fn skills_narrow_a_search_and_any_of_them_will_do(store: Store) {
    let logo = add(&store, |project| project.terms.skills = vec![32]).await;
    let python = add(&store, |project| project.terms.skills = vec![13, 3]).await;
    let skills = |skills: &[i64]| Filter { skills: skills.to_vec(), ..Filter::default() };
    assert_eq!(found(&store, &skills(&[32])).await, [logo]);
    assert_eq!(found(&store, &skills(&[3, 32])).await, [python, logo]);
    assert_eq!(found(&store, &skills(&[1])).await, []);
    assert_eq!(found(&store, &Filter { skills: vec![13], ..text("bakery") }).await, [python]);
    assert_eq!(found(&store, &Filter { skills: vec![13], ..text("absent") }).await, []);
}

async fn payment_narrows_a_search(store: Store) {
    let fixed = add(&store, |_| ()).await;
    let hourly = add(&store, |project| {
        (project.terms.kind, project.terms.minimum, project.terms.maximum) = (Kind::Hourly, 2_000, 4_000);
    })
    .await;
    let dollars = add(&store, |project| project.terms.currency = "USD".to_owned()).await;
    let all = Filter::default();
    for words in ["", "bakery"] {
        let of = async |filter: Filter| found(&store, &filter.with_text(words)).await;
        assert_eq!(of(all.clone()).await, [dollars, hourly, fixed]);
        assert_eq!(of(Filter { kind: Some(Kind::Hourly), ..all.clone() }).await, [hourly]);
        let euros = Filter { currency: Some("EUR".to_owned()), ..all.clone() };
        assert_eq!(of(euros.clone()).await, [hourly, fixed]);
        assert_eq!(of(Filter { at_least: Some(4_001), ..euros.clone() }).await, [fixed]);
        assert_eq!(of(Filter { at_most: Some(9_999), ..euros.clone() }).await, [hourly]);
        assert_eq!(
            of(Filter { at_least: Some(4_000), at_most: Some(10_000), ..euros }).await,
            [hourly, fixed]
        );
    }
}

async fn what_is_found_comes_in_pages_and_by_age(store: Store) {
    let mut made = Vec::new();
    for seconds in 0..5 {
        made.insert(0, add(&store, |project| project.id = ProjectId::at(after(seconds))).await);
    }
    for words in ["", "bakery"] {
        let list = async |from, before, limit| {
            let filter = text(words);
            let list = async |reader: &mut store::Reader| {
                reader.list_open_projects(&filter, from, before, limit).await
            };
            read(&store, list).await.iter().map(|project| project.id).collect::<Vec<_>>()
        };
        assert_eq!(list(ProjectId::FIRST, ProjectId::LAST, 2).await, made[..2]);
        assert_eq!(list(ProjectId::FIRST, made[1], 2).await, made[2..4]);
        assert_eq!(list(made[2], ProjectId::LAST, 9).await, made[..3]);
    }
}

async fn only_open_projects_are_found_in_their_latest_words(store: Store) {
    let draft = Project { status: ProjectStatus::Pending, opened_at: None, ..project(user_id()) };
    let draft = add_project(&store, &draft).await;
    let of = async |words: &str| found(&store, &text(words)).await;
    assert_eq!((of("bakery").await, of("").await), (vec![], vec![]));
    save(&store, async |tx| tx.set_project_status(&draft, ProjectStatus::Open, after(1)).await).await;
    assert_eq!((of("bakery").await, of("").await), (vec![draft.id], vec![draft.id]));
    let open = read(&store, async |reader| reader.find_project(draft.id).await).await.unwrap();
    let mut terms = open.terms.clone();
    terms.title = "A logo for a butcher".to_owned();
    save(&store, async |tx| tx.set_project_terms(&open, &terms, after(2)).await).await;
    assert_eq!((of("bakery").await, of("butcher").await), (vec![], vec![draft.id]));
    let open = read(&store, async |reader| reader.find_project(draft.id).await).await.unwrap();
    save(&store, async |tx| tx.set_project_status(&open, ProjectStatus::Closed, after(3)).await).await;
    assert_eq!((of("butcher").await, of("").await), (vec![], vec![]));
}
