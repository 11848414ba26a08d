//! The marketplace of the demo: members, projects and bids in different states, the same every time.

use std::time::Duration;

use account::user::User;
use market::bid::{Act, Acted, Bid, Offer};
use market::project::{Chosen, Commitment, Interval, Kind, Project, ProjectStatus, Step, Stepped, Terms};
use oauth::{Timestamp, UserId};
use store::Writer;
use web::acts::Context;

use crate::failure::Failure;

/// How many bids there are; members and projects are as many as their lists give.
const BIDS: usize = 200;
const MEMBERS: usize = 60;
const HOUR: Duration = Duration::from_secs(3_600);

const FIRST: [&str; 20] = [
    "Amara", "Bence", "Chiara", "Dmitri", "Eilidh", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaito",
    "Leila", "Mateo", "Nora", "Olu", "Paulina", "Quentin", "Rosa", "Sanjay", "Tuva",
];
const LAST: [&str; 12] = [
    "Adeyemi", "Brandt", "Castillo", "Dufour", "Eriksen", "Ferrari", "Haddad", "Ivanova", "Kowalski",
    "Mehta", "Okafor", "Tanaka",
];

/// What somebody wants done: title, why, skills, currency, least and most in whole units; negative by the hour.
type Wish = (&'static str, &'static str, &'static [i64], &'static str, i64, i64);

#[rustfmt::skip]
const WISHES: [Wish; 40] = [
    ("Logo for a small bakery", "We bake sourdough in the old town and need a mark for bags and the shop window.", &[32, 20], "EUR", 250, 750),
    ("Move our shop from PHP 5 to PHP 8", "The shop has about 30,000 lines and good tests for the checkout only.", &[3, 68], "EUR", 3_000, 5_500),
    ("Translate a cookbook from Italian to English", "It has 120 recipes with short introductions, some 45,000 words in all.", &[21, 27], "GBP", 2_200, 3_400),
    ("Android app for a beekeeping club", "Members note what they see in their hives, also where there is no network.", &[58, 59, 44_002], "EUR", 4_000, 9_000),
    ("Proofread a doctoral thesis on wetlands", "210 pages, already edited once; spelling, punctuation and the list of references.", &[27, 174], "GBP", 300, 600),
    ("Dashboard for solar panel readings", "Three hundred inverters send a line of JSON each minute and nobody looks at it yet.", &[9, 759, 913], "EUR", 2_000, 4_000),
    ("Illustrations for a picture book", "Sixteen double pages about a heron who is afraid of water.", &[57], "USD", 1_500, 3_000),
    ("Keep our Linux servers patched", "Eleven machines, Debian, a few hours a week and somebody to call when it burns.", &[44], "EUR", -45, -70),
    ("Write product texts for a bicycle shop", "Eighty products, each with a paragraph that somebody would want to read.", &[18, 38], "EUR", 400, 900),
    ("Test a booking site with screen readers", "We think it works without a mouse. We want to know.", &[1_002, 17], "USD", 600, 1_200),
    ("Data entry from scanned parish registers", "Four hundred pages in a clear hand from 1840 on, into a spreadsheet.", &[39, 55], "AUD", 500, 1_100),
    ("Rewrite a billing job in Rust", "It runs every night in Python, takes three hours and must take ten minutes.", &[701, 13, 68], "EUR", 3_500, 6_000),
    ("Short film about a glass workshop", "Two days of footage are there; we need four minutes and somebody who can cut.", &[22], "SEK", 9_000, 16_000),
    ("Bookkeeping for a theatre group", "About sixty receipts a month, and the yearly accounts for the members.", &[64], "EUR", -28, -40),
    ("Website for a mountain hut", "Five pages in two languages, opening times, and pictures that load on a bad line.", &[17, 115], "CHF", 1_200, 2_400),
    ("Predict when our pumps will fail", "Two years of vibration data and eleven failures that we know of.", &[292, 913, 13], "USD", 5_000, 12_000),
    ("Answer letters of our customers", "Mostly about lost parcels. Kind, short, and in German and English.", &[412], "EUR", -18, -25),
    ("Redraw a floor plan from paper", "A house of 1911 on three sheets, to scale, as a file that our architect can read.", &[901], "EUR", 350, 800),
    ("iOS version of a running diary", "The Android one is finished and can be read; the design stays.", &[58, 44_001, 44_003], "USD", 6_000, 11_000),
    ("Search that forgives spelling mistakes", "Our archive has 80,000 titles and visitors who cannot spell Dostoevsky.", &[10, 68], "EUR", 1_800, 3_200),
    ("Market research on reusable cups", "Talk to thirty cafés in three towns and tell us whether they would pay a deposit.", &[236], "NZD", 1_500, 2_600),
    ("Circuit board for a weather station", "Six sensors, a battery that lasts two winters, and a box that stays dry.", &[36], "EUR", 900, 2_200),
    ("Manual for a sewing machine", "Forty pages for people who have never threaded one. Drawings are there.", &[48], "USD", 800, 1_500),
    ("Photograph a collection of clocks", "Twenty-eight clocks, white ground, in our showroom over two days.", &[150], "CAD", 700, 1_400),
    ("Clean up a spreadsheet of donors", "Nine years, four people, eleven spellings of the same street.", &[55, 39], "USD", 150, 400),
    ("React components for a ticket office", "Seat map, cart and payment steps after finished designs, with tests.", &[759, 9, 278], "EUR", 4_500, 7_500),
    ("Run the social media of a choir", "Two posts a week, and somebody at the concerts with a telephone.", &[88], "EUR", -20, -30),
    ("Bearing calculation for a garden swing", "A drawing is there. We want to know that it holds two grown people.", &[331, 67], "EUR", 120, 300),
    ("Plan and lead the move of an office", "Forty desks, one weekend, two streets away, and no lost chairs.", &[417, 1_105], "PLN", 6_000, 12_000),
    ("Garden with hedges and an old pear tree", "Cut, clear and tell us what to plant in the shade. About 400 square metres.", &[1_102], "GBP", 250, 600),
    ("Paint the stairwell of a town house", "Three floors, light grey, the banister in oil. Scaffolding is not needed.", &[1_104], "EUR", 1_400, 2_800),
    ("Bookshelf that follows a slanted roof", "Four metres, solid beech, drawn with us and fitted in spring.", &[1_101], "DKK", 9_000, 18_000),
    ("Node service that resizes pictures", "Takes an address, gives four sizes, forgets nothing that is in the cache.", &[500, 9], "USD", 500, 1_200),
    ("Letters of a sailor, typed and dated", "Sixty letters from 1902 to 1911, easy to read, with a list of names.", &[39, 174], "NOK", 3_000, 6_000),
    ("Interface for a hearing aid app", "Large, calm, and usable with one thumb. Twelve screens and their states.", &[278, 58], "USD", 2_500, 5_000),
    ("Exercises for a course on fractions", "Two hundred exercises with answers for children of ten to twelve.", &[67, 48], "INR", 20_000, 45_000),
    ("Get found for “left-handed scissors”", "We sell nothing else and stand on page four.", &[38], "GBP", 400, 900),
    ("Assistant for a travelling lecturer", "Trains, rooms, invoices, ten hours a week, and an eye for connections.", &[72], "EUR", -22, -32),
    ("Posters for a jazz festival", "One family of six posters, A1, for print and for telephones.", &[20, 57], "EUR", 900, 1_800),
    ("Spring cleaning after a renovation", "120 square metres, dust everywhere, windows too.", &[1_103], "EUR", 200, 450),
];

const OFFERS: [&str; 6] = [
    "I have done this before and can show you two examples. I would begin next week.",
    "Happy to help. I would send a first part after three days, so that you can say whether we agree.",
    "This is what I do every day. The price holds unless we find something neither of us expected.",
    "I live nearby and could look at it with you before we settle on anything.",
    "A short talk first would help: ten minutes, whenever it suits you.",
    "Fixed price, two rounds of changes, and I answer within a day.",
];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    /// One below `sides`.
    fn throw(&mut self, sides: usize) -> usize {
        // SplitMix64: enough for a play with a fixed end.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides.max(1) as u64).unwrap_or_default()
    }
}

/// A project and its bids, as a play leaves them.
struct Scene {
    project: Project,
    bids: Vec<Bid>,
}

/// Adds everything. `developer`, whose app can list them, owns the first projects, and `member` bids on some.
pub(super) async fn fill(
    tx: &mut Writer,
    context: &Context<'_>,
    developer: UserId,
    member: UserId,
) -> Result<(), Failure> {
    let now = context.now;
    let mut members = Vec::new();
    for number in 0..MEMBERS {
        let user = person(context, number);
        let (name, email) = (user.username.clone(), user.email.clone());
        if !tx.insert_user(&user, &name, &email).await? {
            return Err(Failure::other(format!("the demo's member {name} is there already")));
        }
        members.push(user.id);
    }
    for scene in play(&members, developer, member, now)? {
        let id = tx.insert_project(&scene.project).await?;
        for bid in scene.bids {
            tx.insert_bid(&Bid { project_id: id, ..bid }).await?;
        }
    }
    context.record(tx, "demo.market", "system".to_owned()).await?;
    Ok(())
}

fn person(context: &Context<'_>, number: usize) -> User {
    let (first, last) = (FIRST[number % FIRST.len()], LAST[number * 7 % LAST.len()]);
    let made_at = context.now - HOUR * (24 * (70 + u32::try_from(number).unwrap_or_default()));
    let username = format!("{first}.{last}").to_lowercase();
    User {
        id: UserId::new(made_at, context.entropy),
        email: format!("{username}@members.example"),
        username,
        email_verified_at: Some(made_at),
        display_name: format!("{first} {last}"),
        password_hash: None,
        password_changed_at: None,
        operator: false,
        locked_at: None,
        created_at: made_at,
    }
}

/// What has happened on the market until `now`, by its own rules.
fn play(
    members: &[UserId],
    developer: UserId,
    member: UserId,
    now: Timestamp,
) -> Result<Vec<Scene>, Failure> {
    let mut dice = Dice(40);
    let mut scenes = Vec::new();
    let mut left = BIDS;
    let with_bids = (0..WISHES.len()).filter(|number| !is_draft(*number)).count();
    let mut waiting = with_bids;
    for (number, wish) in WISHES.iter().enumerate() {
        let age = HOUR * u32::try_from(30 * (WISHES.len() - number) + dice.throw(24)).unwrap_or_default();
        let owner = if number % 10 == 0 { developer } else { members[dice.throw(members.len())] };
        let mut scene = Scene {
            project: Project::new(owner, terms(wish), is_draft(number), now - age),
            bids: Vec::new(),
        };
        if !is_draft(number) {
            let count = left.div_ceil(waiting.max(1));
            (left, waiting) = (left - count, waiting - 1);
            place(&mut scene, members, member, count, &mut dice);
            finish(&mut scene, number)?;
        }
        scenes.push(scene);
    }
    Ok(scenes)
}

fn is_draft(number: usize) -> bool {
    number % 8 == 7
}

fn terms(wish: &Wish) -> Terms {
    let (title, about, skills, currency, least, most) = *wish;
    let hourly = least < 0;
    Terms {
        title: title.to_owned(),
        description: format!("{about}\n\nPlease say how you would go about it, and when you could begin."),
        skills: skills.to_vec(),
        kind: if hourly { Kind::Hourly } else { Kind::Fixed },
        currency: currency.to_owned(),
        minimum: least.abs() * 100,
        maximum: most.abs() * 100,
        commitment: hourly.then_some(Commitment { hours: 10, interval: Interval::Week }),
        places: 1,
    }
}

/// Lets members bid, one each.
fn place(scene: &mut Scene, members: &[UserId], member: UserId, count: usize, dice: &mut Dice) {
    let project = &scene.project;
    let start = dice.throw(members.len());
    let mut bidders: Vec<UserId> = (0..members.len())
        .map(|step| members[(start + step * 7) % members.len()])
        .filter(|id| *id != project.owner_id)
        .take(count)
        .collect();
    // The member of the demo bids here and there.
    if project.id.number() % 3 == 0 && project.owner_id != member {
        bidders[0] = member;
    }
    let width = usize::try_from(project.terms.maximum - project.terms.minimum).unwrap_or_default();
    for (number, bidder) in bidders.into_iter().enumerate() {
        let after = HOUR * u32::try_from(number + 1).unwrap_or_default();
        let rounded = i64::try_from(dice.throw(width + 1)).unwrap_or_default() / 500 * 500;
        let offer = Offer {
            amount: project.terms.minimum + rounded,
            period: 3 + i64::try_from(dice.throw(40)).unwrap_or_default(),
            milestone_percentage: [20, 30, 50, 100][dice.throw(4)],
            description: OFFERS[dice.throw(OFFERS.len())].to_owned(),
        };
        scene.bids.push(Bid::new(project.id, bidder, offer, project.created_at + after));
    }
    scene.project.bid_count = i64::try_from(scene.bids.len()).unwrap_or_default();
    scene.project.bid_sum = scene.bids.iter().map(|bid| bid.offer.amount).sum();
}

/// Brings a project as far as its number says.
fn finish(scene: &mut Scene, number: usize) -> Result<(), Failure> {
    let acts: &[Act] = match number % 8 {
        3 => &[Act::Award],
        4 | 5 => &[Act::Award, Act::Accept],
        6 => &[Act::Award, Act::Deny],
        _ => &[Act::Highlight],
    };
    for act in acts {
        take(scene, *act)?;
    }
    let step = match number % 8 {
        5 => Step::Complete,
        2 if number > 20 => Step::Close,
        _ => return Ok(()),
    };
    let owner = scene.project.owner_id;
    match scene.project.step(step, &owner, false) {
        Stepped::To(status) => scene.project.status = status,
        Stepped::Refuse(refusal) => return Err(broken(&format!("{step:?}: {refusal:?}"))),
    }
    Ok(())
}

fn take(scene: &mut Scene, act: Act) -> Result<(), Failure> {
    let chosen = Chosen::of(scene.bids.iter().map(|bid| bid.status));
    let bid = scene.bids.last_mut().ok_or_else(|| broken("a project without bids"))?;
    let actor = if act == Act::Award { scene.project.owner_id } else { bid.bidder_id };
    bid.updated_at = bid.placed_at + HOUR;
    match bid.act(act, &scene.project, chosen, &actor) {
        Acted::Highlight => bid.highlighted = true,
        Acted::Set(status) => bid.status = status,
        Acted::Begin(status) => {
            bid.status = status;
            scene.project.status = ProjectStatus::WorkInProgress;
        }
        Acted::Refuse(refusal) => return Err(broken(&format!("{act:?}: {refusal:?}"))),
    }
    Ok(())
}

fn broken(what: &str) -> Failure {
    Failure::other(format!("the demo's market breaks its own rules: {what}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::sources::SystemEntropy;
    use web::acts::Origin;

    const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn scenes() -> Vec<Scene> {
        let members: Vec<UserId> = (0..60).map(|byte| UserId::from_bytes([byte; 16])).collect();
        play(&members, UserId::from_bytes([200; 16]), UserId::from_bytes([201; 16]), NOW).unwrap()
    }

    #[test]
    fn the_market_is_as_large_as_it_says_and_in_every_state() {
        let scenes = scenes();
        let bids: Vec<&Bid> = scenes.iter().flat_map(|scene| &scene.bids).collect();
        assert_eq!((scenes.len(), bids.len()), (40, BIDS));
        let states: HashSet<ProjectStatus> = scenes.iter().map(|scene| scene.project.status).collect();
        assert_eq!(states.len(), ProjectStatus::ALL.len());
        let developer = UserId::from_bytes([200; 16]);
        assert_eq!(scenes.iter().filter(|scene| scene.project.owner_id == developer).count(), 4);
        let member = UserId::from_bytes([201; 16]);
        assert!(bids.iter().any(|bid| bid.bidder_id == member));
    }

    #[test]
    fn nobody_wishes_or_offers_what_could_not_be_posted() {
        for scene in scenes() {
            assert_eq!(scene.project.terms.faults(), [], "{}", scene.project.terms.title);
            assert!(scene.bids.iter().all(|bid| bid.offer.faults().is_empty()));
            let bidders: HashSet<_> = scene.bids.iter().map(|bid| bid.bidder_id).collect();
            assert_eq!(bidders.len(), scene.bids.len(), "one bid each");
            assert!(!bidders.contains(&scene.project.owner_id));
            assert!(scene.bids.iter().all(|bid| bid.placed_at < NOW));
        }
    }

    #[test]
    fn members_have_names_of_their_own() {
        let context = Context { now: NOW, entropy: &SystemEntropy, origin: Origin::system() };
        let names: HashSet<String> = (0..MEMBERS).map(|number| person(&context, number).username).collect();
        assert_eq!(names.len(), MEMBERS);
        for name in names {
            assert!(account::username::Username::parse(&name).is_ok_and(|parsed| parsed.key() == name));
        }
    }
}
