//! An axis that begins at zero and ends at a round number.

/// The axis.
pub(super) struct Scale {
    /// Its end.
    pub top: u64,
    step: u64,
}

impl Scale {
    /// The smallest that reaches `most` in two to five round steps.
    pub(super) fn to(most: u64) -> Self {
        let most = most.max(1);
        let steps = (0..19).flat_map(|power| [1, 2, 5].map(|first| first * 10_u64.pow(power)));
        let step = steps.into_iter().find(|step| most.div_ceil(*step) <= 5).unwrap_or(most);
        Self { top: most.div_ceil(step) * step, step }
    }

    /// The values it is marked at, zero first.
    pub(super) fn ticks(&self) -> impl Iterator<Item = u64> + '_ {
        (0..=self.top / self.step).map(|index| index * self.step)
    }
}

/// A number as an axis has room for: `950`, `1.5k`, `20M`.
pub(super) fn short(value: u64) -> String {
    let (divisor, letter) = match value {
        0..1_000 => return value.to_string(),
        1_000..1_000_000 => (1_000, "k"),
        1_000_000..1_000_000_000 => (1_000_000, "M"),
        _ => (1_000_000_000, "G"),
    };
    match (value % divisor) * 10 / divisor {
        0 => format!("{}{letter}", value / divisor),
        tenth => format!("{}.{tenth}{letter}", value / divisor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_at_or_above_the_highest() {
        for (most, top) in [(0, 1), (1, 1), (3, 3), (7, 8), (11, 15), (128_402, 150_000)] {
            let scale = Scale::to(most);
            assert_eq!(scale.top, top, "{most}");
            assert!(scale.ticks().count() <= 6);
            assert_eq!(scale.ticks().last(), Some(top));
        }
        assert!(Scale::to(u64::MAX / 100).top >= u64::MAX / 100);
    }

    #[test]
    fn numbers_fit_beside_the_axis() {
        for (value, text) in
            [(0, "0"), (999, "999"), (1_500, "1.5k"), (20_000_000, "20M"), (3_000_000_000, "3G")]
        {
            assert_eq!(short(value), text);
        }
    }
}
