//! How long an answer takes tells no more than its text.

use std::time::{Duration, Instant};

use harness::form::Form;
use harness::http::Answer;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

/// Attempts at names that are known, and as many at names that are not.
const ATTEMPTS: usize = 1_000;

/// So many names share them: no name may fail more often in a row than the throttle bears.
const NAMES: usize = 12;

/// How often somebody may be right who tells a known name from an unknown one by the time of one answer: half the time
/// is chance, and of 2,000 attempts chance strays further than this once in two hundred thousand runs.
const CHANCE: std::ops::Range<f64> = 0.44..0.56;

#[tokio::test]
async fn known_and_unknown_names_take_as_long() {
    let variables = [
        ("THROTTLE__FREE", "100"),
        ("THROTTLE__FIRST_WAIT", "0s"),
        ("THROTTLE__NETWORK_PER_MINUTE", "1000000"),
    ];
    let server = Server::start_with(Engine::Sqlite, &variables).await;
    for number in 0..NAMES {
        let (email, name) = (format!("known{number}@example.com"), format!("known{number}"));
        let arguments = ["account", "create", "--verified", "--password-stdin", "--email", &email];
        let arguments = [&arguments[..], &["--username", &name]].concat();
        server.command_with(&arguments, &[], &format!("{PASSWORD}\n")).await.data();
    }
    let person = Person::new(&server, "somebody");
    let page = person.open("/signin").await.expect(200);
    let form = page.form("password");
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..ATTEMPTS {
        let at = number % NAMES;
        // Which comes first takes turns, so that a machine that grows slower slows both.
        let names = [format!("known{at}"), format!("nobody{at}")];
        let order = if number % 2 == 0 { [0, 1] } else { [1, 0] };
        for which in order {
            let took = attempt(&person, &page, &form, &names[which]).await;
            if which == 0 { known.push(took) } else { unknown.push(took) }
        }
    }
    let right = how_often_right(&known, &unknown);
    println!(
        "known {:?}, unknown {:?} (medians of {ATTEMPTS} each); by time alone a guess is right in {:.1} % of cases",
        median(&mut known),
        median(&mut unknown),
        100.0 * right
    );
    assert!(CHANCE.contains(&right), "a guess by time is right in {:.1} % of cases", 100.0 * right);
}

async fn attempt(person: &Person, page: &Answer, form: &Form, name: &str) -> Duration {
    let entered = [("username", name), ("password", "not the password at all")];
    let began = now();
    let answer = person.send(page, form, &entered).await;
    let took = began.elapsed();
    answer.expect(422);
    took
}

#[expect(clippy::disallowed_methods, reason = "what is measured is the time itself")]
fn now() -> Instant {
    Instant::now()
}

/// The share of pairs in which the known one took longer, half of the ties among them (Mann and Whitney).
fn how_often_right(known: &[Duration], unknown: &[Duration]) -> f64 {
    let mut longer = 0.0;
    for one in known {
        for other in unknown {
            longer += match one.cmp(other) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    longer / (known.len() * unknown.len()) as f64
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
fn what_takes_longer_is_found_out() {
    let (short, long) = ([Duration::from_millis(1); 10], [Duration::from_millis(2); 10]);
    assert!((how_often_right(&long, &short) - 1.0).abs() < 1e-9);
    assert!((how_often_right(&short, &short) - 0.5).abs() < 1e-9);
    assert!(!CHANCE.contains(&how_often_right(&short, &long)));
}
