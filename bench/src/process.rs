//! What the system says of a process.

use std::fs;
use std::time::Duration;

use anyhow::Context;

/// Linux counts in hundredths of a second wherever this runs.
const TICK: Duration = Duration::from_millis(10);

struct Stat {
    parent: u32,
    own: u32,
    /// Of children that have ended.
    children: u32,
}

fn stat(pid: u32) -> anyhow::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name may hold blanks and brackets; the numbers begin after its last bracket.
    let (_, rest) = text.rsplit_once(')').context("a process has a name")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let number = |at: usize| -> anyhow::Result<u32> {
        Ok(fields.get(at).context("a process has 52 fields")?.parse()?)
    };
    Ok(Stat { parent: number(1)?, own: number(11)? + number(12)?, children: number(13)? + number(14)? })
}

/// User and system time that a process has used.
pub(crate) fn cpu(pid: u32) -> anyhow::Result<Duration> {
    Ok(TICK * stat(pid)?.own)
}

/// User and system time that a process and its children have used, the ended ones too.
pub(crate) fn cpu_of_family(pid: u32) -> anyhow::Result<Duration> {
    let head = stat(pid)?;
    let mut ticks = head.own + head.children;
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(other) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        // One that has just ended is counted with its parent.
        if let Ok(child) = stat(other)
            && child.parent == pid
        {
            ticks += child.own;
        }
    }
    Ok(TICK * ticks)
}

/// Memory of a process that is in use (resident), in KiB.
pub(crate) fn memory(pid: u32) -> anyhow::Result<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("a process has memory")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
