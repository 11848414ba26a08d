//! Results as tables, next to what we want to reach.

use std::fmt::Write as _;

use serde::Deserialize;

/// What an operation may cost the server, in CPU milliseconds: the aim, and what the limits of the machine leave
/// no way below.
const AIMS: [(&str, &str, &str); 9] = [
    ("client-credentials", "0.06", "0.035"),
    ("client-credentials, opaque", "0.05", "0.025"),
    ("introspection", "0.020", "0.010"),
    ("self-call", "0.020", "0.012"),
    ("refresh", "0.12", "0.06"),
    ("code", "0.25", "0.10"),
    ("sign-in", "hash + 0.5", "hash + 0.1"),
    ("discovery", "0.010", "0.007"),
    ("jwks", "0.010", "0.007"),
];

/// One line of results.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Closed(Closed),
    Open(Open),
    /// A figure that belongs to no operation.
    Fact {
        label: String,
        name: String,
        value: String,
    },
    Hash {
        cpu_ms: f64,
    },
}

#[derive(Deserialize)]
struct Closed {
    label: String,
    scenario: String,
    per_second: f64,
    server_ms: f64,
    database_ms: f64,
}

#[derive(Deserialize)]
struct Open {
    label: String,
    scenario: String,
    rate: f64,
    p50_ms: f64,
    p99_ms: f64,
}

#[derive(Default)]
struct Results {
    closed: Vec<Closed>,
    open: Vec<Open>,
    facts: Vec<(String, String, String)>,
    hash_ms: f64,
}

/// Middle, least and most of some figures.
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    fn of(figures: impl Iterator<Item = f64>) -> Option<Self> {
        let mut figures: Vec<f64> = figures.collect();
        figures.sort_by(f64::total_cmp);
        let (least, most) = (*figures.first()?, *figures.last()?);
        Some(Self { median: figures[figures.len() / 2], least, most })
    }
}

/// Prints the tables of a file of JSON lines.
pub(crate) fn tables(text: &str) -> anyhow::Result<String> {
    let mut results = Results::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line)? {
            Line::Closed(closed) => results.closed.push(closed),
            Line::Open(open) => results.open.push(open),
            Line::Fact { label, name, value } => results.facts.push((label, name, value)),
            Line::Hash { cpu_ms } => results.hash_ms = cpu_ms,
        }
    }
    let mut page = String::new();
    write_operations(&mut page, &results)?;
    write_facts(&mut page, &results)?;
    Ok(page)
}

fn write_operations(page: &mut String, results: &Results) -> std::fmt::Result {
    let yardstick = Spread::of(of_operation(results, "axum", "yardstick").map(|run| run.server_ms));
    writeln!(
        page,
        "CPU is user and system time of the server per operation, median of the runs (least–most); “+” is the\n\
         database's own. “×” is that against the bare `axum` answer. p50 and p99 are of the open loop.\n"
    )?;
    writeln!(
        page,
        "| operation | on | CPU, ms | × axum | per second | at | p50, ms | p99, ms | aim | floor |"
    )?;
    writeln!(page, "|---|---|---|---|---|---|---|---|---|---|")?;
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for run in &results.closed {
        let key = (run.scenario.as_str(), run.label.as_str());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let (scenario, label) = key;
        let all = || of_operation(results, label, scenario);
        let (Some(cpu), Some(database), Some(rate)) = (
            Spread::of(all().map(|run| run.server_ms)),
            Spread::of(all().map(|run| run.database_ms)),
            Spread::of(all().map(|run| run.per_second)),
        ) else {
            continue;
        };
        let database =
            if database.median > 0.0 { format!(" + {:.3}", database.median) } else { String::new() };
        let ratio = yardstick.as_ref().map(|bare| format!("{:.1}", cpu.median / bare.median));
        let aim = AIMS.iter().find(|(name, ..)| *name == aim_of(scenario, label));
        let (aim, floor) = aim.map_or(("", ""), |(_, aim, floor)| (*aim, *floor));
        let open = results.open.iter().find(|open| (open.scenario.as_str(), open.label.as_str()) == key);
        let open = open.map_or_else(
            || "| |".to_owned(),
            |open| format!("{:.0}/s | {:.2} | {:.2}", open.rate, open.p50_ms, open.p99_ms),
        );
        writeln!(
            page,
            "| {scenario} | {label} | {:.4} ({:.4}–{:.4}){database} | {} | {:.0} | {open} | {aim} | {floor} |",
            cpu.median,
            cpu.least,
            cpu.most,
            ratio.unwrap_or_default(),
            rate.median,
        )?;
    }
    if results.hash_ms > 0.0 {
        writeln!(page, "\nOne password hash costs this machine {:.1} ms.", results.hash_ms)?;
    }
    Ok(())
}

fn aim_of(scenario: &str, label: &str) -> String {
    if label.ends_with("opaque") { format!("{scenario}, opaque") } else { scenario.to_owned() }
}

fn of_operation<'a>(
    results: &'a Results,
    label: &'a str,
    scenario: &'a str,
) -> impl Iterator<Item = &'a Closed> {
    results.closed.iter().filter(move |run| run.label == label && run.scenario == scenario)
}

fn write_facts(page: &mut String, results: &Results) -> std::fmt::Result {
    if results.facts.is_empty() {
        return Ok(());
    }
    writeln!(page, "\n| what | on | value |\n|---|---|---|")?;
    for (label, name, value) in &results.facts {
        writeln!(page, "| {name} | {label} | {value} |")?;
    }
    Ok(())
}
