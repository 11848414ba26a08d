//! Verifies an export, line by line, with the public key alone.

use std::collections::VecDeque;
use std::fmt;

use oauth::jose::jwk::PublicKey;
use oauth::{EventId, Timestamp};

use super::export::{Record, read};
use super::{Checkpoint, Head};

/// An export that is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Checkpoints.
    pub checkpoints: u64,
    /// Events.
    pub events: u64,
    /// When the last checkpoint was made: up to then the record is whole.
    pub intact_until: Option<Timestamp>,
}

/// The first row that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its line, from 1; one past the end if what is missing would follow.
    pub line: u64,
    /// What was changed, removed or added.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Reads the lines of an export in order.
pub struct Verifier<'k> {
    keys: &'k [PublicKey],
    line: u64,
    head: Option<(i64, [u8; 32])>,
    batch: i64,
    previous_hash: [u8; 32],
    expected: VecDeque<(EventId, [u8; 32])>,
    report: Report,
}

impl<'k> Verifier<'k> {
    /// With the public keys that may have signed.
    pub fn new(keys: &'k [PublicKey]) -> Self {
        Self {
            keys,
            line: 0,
            head: None,
            batch: 0,
            previous_hash: [0; 32],
            expected: VecDeque::new(),
            report: Report::default(),
        }
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// If it is the first that is not as it was written.
    pub fn line(&mut self, text: &str) -> Result<(), Broken> {
        self.line += 1;
        match read(text) {
            None => Err(self.broken("this is not a line of an export".into())),
            Some(Record::Head(head)) => self.head(&head),
            Some(_) if self.head.is_none() => Err(self.broken("the head of the export was removed".into())),
            Some(Record::Checkpoint(checkpoint)) => self.checkpoint(&checkpoint),
            Some(Record::Event(event)) => match self.expected.pop_front() {
                Some((id, _)) if id != event.id => {
                    Err(self
                        .broken(format!("event {id} was removed, or event {} was added before it", event.id)))
                }
                Some((_, hash)) if hash != event.hash() => {
                    Err(self.broken(format!("event {} was changed", event.id)))
                }
                Some(_) => {
                    self.report.events += 1;
                    Ok(())
                }
                None => Err(self.broken(format!("event {} was added", event.id))),
            },
        }
    }

    fn head(&mut self, head: &Head) -> Result<(), Broken> {
        if self.line != 1 {
            return Err(self.broken("a second head was added".into()));
        }
        let key = self.keys.iter().find(|key| key.kid() == head.key_id);
        let Some(key) = key else {
            return Err(self.broken("the head names a key that was not given".into()));
        };
        if !key.verify(&head.digest(), &head.signature) {
            return Err(self.broken("the head was changed".into()));
        }
        self.head = Some((head.batch, head.hash));
        Ok(())
    }

    fn checkpoint(&mut self, checkpoint: &Checkpoint) -> Result<(), Broken> {
        if let Some((id, _)) = self.expected.front() {
            return Err(self.broken(format!("event {id} was removed before this checkpoint")));
        }
        if self.head == Some((self.batch, self.previous_hash)) {
            return Err(self.broken(format!("checkpoint {} was added", checkpoint.batch)));
        }
        let batch = checkpoint.batch;
        if batch != self.batch + 1 {
            let missing = self.batch + 1;
            return Err(self.broken(format!("checkpoint {missing} was removed, or this one was moved")));
        }
        let hash = checkpoint.hash();
        let key = self.keys.iter().find(|key| key.kid() == checkpoint.key_id);
        let Some(key) = key else {
            return Err(self.broken(format!("checkpoint {batch} names a key that was not given")));
        };
        if !key.verify(&hash, &checkpoint.signature) {
            return Err(self.broken(format!("checkpoint {batch} was changed")));
        }
        if checkpoint.previous_hash != self.previous_hash {
            return Err(self.broken(format!("checkpoint {batch} does not follow the one before it")));
        }
        self.batch = batch;
        self.previous_hash = hash;
        self.expected = checkpoint.entries().collect();
        self.report.checkpoints += 1;
        self.report.intact_until = Some(checkpoint.sealed_at);
        Ok(())
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If rows are missing at the end.
    pub fn finish(self) -> Result<Report, Broken> {
        let missing = match (self.expected.front(), self.head) {
            (Some((id, _)), _) => format!("event {id} was removed from the end"),
            (None, None) => "the export is empty".to_owned(),
            (None, Some(head)) if head != (self.batch, self.previous_hash) => {
                format!("checkpoint {} was removed from the end", self.batch + 1)
            }
            (None, Some(_)) => return Ok(self.report),
        };
        Err(Broken { line: self.line + 1, what: missing })
    }

    fn broken(&self, what: String) -> Broken {
        Broken { line: self.line, what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Event, checkpoint_line, event_line, head_line};
    use crate::testing::NOW;
    use oauth::jose::jwk::{Algorithm, SigningKey};
    use proptest::prelude::*;

    fn event(number: u8) -> Event {
        Event {
            id: EventId::from_bytes([number; 16]),
            at: NOW,
            actor: "user:ada".into(),
            action: "session.start".into(),
            target: String::new(),
            address: "203.0.113.9".into(),
            result: "ok".into(),
            detail: format!("{{\"n\":{number}}}"),
        }
    }

    /// A head, and three checkpoints that seal two, none and three events.
    fn export() -> (Vec<String>, PublicKey) {
        let (key, _) = SigningKey::generate(Algorithm::EdDsa);
        let mut lines = Vec::new();
        let mut previous = [0; 32];
        for (batch, numbers) in [(1, 1..3_u8), (2, 3..3), (3, 3..6)] {
            let events: Vec<Event> = numbers.map(event).collect();
            let (checkpoint, hash) = Checkpoint::seal(batch, previous, &events, &key, NOW);
            lines.push(checkpoint_line(&checkpoint));
            lines.extend(events.iter().map(event_line));
            previous = hash;
        }
        lines.insert(0, head_line(&Head::sign(3, previous, &key, NOW)));
        (lines, PublicKey::from_bytes(Algorithm::EdDsa, key.public().as_bytes()).unwrap())
    }

    fn verify(lines: &[String], key: PublicKey) -> Result<Report, Broken> {
        let keys = [key];
        let mut verifier = Verifier::new(&keys);
        lines.iter().try_for_each(|line| verifier.line(line))?;
        verifier.finish()
    }

    #[test]
    fn an_untouched_export_is_whole() {
        let (lines, key) = export();
        let report = verify(&lines, key).unwrap();
        assert_eq!(report, Report { checkpoints: 3, events: 5, intact_until: Some(NOW) });
    }

    #[test]
    fn the_first_row_that_was_touched_is_named() {
        let (lines, key) = export();
        let mut changed = lines.clone();
        changed[3] = changed[3].replace("203.0.113.9", "203.0.113.8");
        let id = EventId::from_bytes([2; 16]);
        let broken = verify(&changed, key).unwrap_err();
        assert_eq!(broken, Broken { line: 4, what: format!("event {id} was changed") });

        let (mut lines, key) = export();
        lines.remove(2);
        let broken = verify(&lines, key).unwrap_err();
        assert_eq!(broken.line, 3);
        assert!(broken.what.starts_with(&format!("event {} was removed", EventId::from_bytes([1; 16]))));
    }

    #[test]
    fn another_key_verifies_nothing() {
        let (lines, _) = export();
        let (_, other) = export();
        assert_eq!(verify(&lines, other).unwrap_err().line, 1);
    }

    #[test]
    fn a_record_cut_at_its_end_shows() {
        let (mut lines, key) = export();
        for _ in 0..4 {
            lines.pop();
            let key = PublicKey::from_bytes(Algorithm::EdDsa, key.as_bytes()).unwrap();
            let broken = verify(&lines, key).unwrap_err();
            assert!(broken.what.contains("removed from the end"), "{broken}");
            assert_eq!(broken.line, lines.len() as u64 + 1);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_edit_removal_insertion_or_swap_of_rows_shows(
            kind in 0..4, at in 0_usize..9, other in 0_usize..9, place in 0_usize..400, letter in "[0-9a-zA-Z]"
        ) {
            let (lines, key) = export();
            let mut touched = lines.clone();
            match kind {
                0 => {
                    let place = place % touched[at].len();
                    prop_assume!(touched[at].is_char_boundary(place) && touched[at].is_char_boundary(place + 1));
                    touched[at].replace_range(place..=place, &letter);
                }
                1 => drop(touched.remove(at)),
                2 => touched.insert(at, lines[other].clone()),
                _ => touched.swap(at, other),
            }
            prop_assume!(touched != lines);
            prop_assert!(verify(&touched, key).is_err());
        }
    }
}
