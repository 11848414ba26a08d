//! When a logo that could not be fetched is tried again.

use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// How long nobody tries again after so many attempts; `None` if nobody does at all.
pub fn pause_after(attempts: i64) -> Option<Duration> {
    match attempts {
        ..=1 => Some(MINUTE),
        2 => Some(10 * MINUTE),
        3 => Some(HOUR),
        4 => Some(6 * HOUR),
        5 => Some(24 * HOUR),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_less_and_less_and_then_no_more() {
        let pauses: Vec<_> = (1..).map_while(pause_after).collect();
        assert!(pauses.is_sorted() && pauses.len() == 5, "{pauses:?}");
        assert!(pauses.iter().sum::<Duration>() > 24 * HOUR, "an app that is down for a day gets its logo");
    }
}
