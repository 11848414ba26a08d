//! Text messages: the codes they carry, how often they go out, and how long they are worth sending.

use std::time::Duration;

use oauth::{Entropy, SessionId, TextId, Timestamp, TokenHash, UserId};
use serde::{Deserialize, Serialize};

use crate::link::{hash_code, six_digits};
use crate::phone::Phone;
use crate::totp::Code;

/// How long a notice is worth sending.
const NOTICE_LIFE: Duration = Duration::from_secs(3_600);

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It carries a code.
    Code,
    /// It tells of an act on the account.
    Notice,
}

impl Kind {
    /// Whether it is a notice, as the records say.
    pub const fn is_notice(self) -> bool {
        matches!(self, Self::Notice)
    }

    /// From the records.
    pub const fn of(notice: bool) -> Self {
        if notice { Self::Notice } else { Self::Code }
    }
}

/// A text in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its identifier.
    pub id: TextId,
    /// What it is for.
    pub kind: Kind,
    /// Whose account it is about.
    pub user_id: UserId,
    /// The number it goes to.
    pub recipient: String,
    /// What it shares with the numbers beside it.
    pub number_range: String,
    /// What it says, sealed; empty once it was sent or is over.
    pub sealed_words: Vec<u8>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it may next be tried.
    pub due_at: Timestamp,
    /// When it is worth nothing any more; it is not sent after that.
    pub expires_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// When the gateway took it.
    pub sent_at: Option<Timestamp>,
    /// When it was given up.
    pub ended_at: Option<Timestamp>,
    /// What the gateway said last.
    pub last_error: Option<String>,
}

/// What a text says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// All of it.
    pub text: String,
}

/// What texts are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The number, and the kind.
    Number,
    /// The account, and the kind.
    Account,
    /// Numbers that stand beside each other: whoever is paid for texts to a range has many of its numbers.
    Range,
    /// Everything this deployment sends.
    Total,
}

/// No more than `most` within `span`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What is counted.
    pub scope: Scope,
    /// How many may go out.
    pub most: i64,
    /// Within how long.
    pub span: Duration,
}

impl Budget {
    /// Until when nothing goes out, if the `most`-th text from now on back was written at `at`.
    pub fn spent_until(&self, at: Timestamp, now: Timestamp) -> Option<Timestamp> {
        // One of a clock that ran ahead counts as now.
        let until = at.min(now) + self.span;
        (until > now).then_some(until)
    }
}

/// What a deployment decides about texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Texts an hour, to whomever.
    pub per_hour: i64,
    /// Texts a day.
    pub per_day: i64,
    /// How long a number, and an account, waits for the next code.
    pub resend_after: Duration,
    /// How long a code works, and is worth sending.
    pub code_ttl: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self { per_hour: 500, per_day: 2_000, resend_after: MINUTE, code_ttl: 5 * MINUTE }
    }
}

/// How many texts an hour, and a day, go to numbers that stand beside each other.
const RANGE: [(i64, Duration); 2] = [(20, HOUR), (40, DAY)];

impl Policy {
    /// How long a text of a kind is worth sending.
    pub const fn life(&self, kind: Kind) -> Duration {
        match kind {
            Kind::Code => self.code_ttl,
            Kind::Notice => NOTICE_LIFE,
        }
    }

    /// Everything that must hold for a text of a kind to go out.
    pub fn budgets(&self, kind: Kind) -> Vec<Budget> {
        let own: &[(i64, Duration)] = match kind {
            Kind::Code => &[(1, self.resend_after), (5, HOUR), (10, DAY)],
            Kind::Notice => &[(4, MINUTE), (10, DAY)],
        };
        let budgets = |scope, limits: &[(i64, Duration)]| -> Vec<Budget> {
            limits.iter().map(|(most, span)| Budget { scope, most: *most, span: *span }).collect()
        };
        [
            budgets(Scope::Number, own),
            budgets(Scope::Account, own),
            budgets(Scope::Range, &RANGE),
            budgets(Scope::Total, &[(self.per_hour, HOUR), (self.per_day, DAY)]),
        ]
        .concat()
    }
}

/// For what, and to whom, a code is sent: only there does it work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder(pub TokenHash);

impl Holder {
    /// One sign-in that owes its second factor.
    pub fn pending(pending: &TokenHash) -> Self {
        Self::of("pending", &pending.0)
    }

    /// One session, in which more is to be shown.
    pub fn session(session: &SessionId) -> Self {
        Self::of("session", session.as_bytes())
    }

    /// One session, in which a number is to be proven.
    pub fn enrolment(session: &SessionId) -> Self {
        Self::of("enrolment", session.as_bytes())
    }

    fn of(purpose: &str, whose: &[u8]) -> Self {
        let mut bytes = format!("text-code:{purpose}:").into_bytes();
        bytes.extend_from_slice(whose);
        Self(TokenHash::of(&bytes))
    }
}

/// A code that was sent, as the store keeps it. A holder has one, the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCode {
    /// Where it works.
    pub holder: Holder,
    /// Whose account it is for.
    pub user_id: UserId,
    /// The number it was sent to.
    pub number: Phone,
    /// Its hash.
    pub code_hash: TokenHash,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl SentCode {
    /// Makes a code that works for `life`, and gives its six digits.
    pub fn make(
        holder: Holder,
        user_id: UserId,
        number: Phone,
        life: Duration,
        now: Timestamp,
        entropy: &dyn Entropy,
        code_key: &[u8; 32],
    ) -> (Self, String) {
        let digits = six_digits(entropy);
        let code_hash = hash_code(code_key, &holder.0, &digits);
        (Self { holder, user_id, number, code_hash, created_at: now, expires_at: now + life }, digits)
    }
}

/// What a typed code of a holder must hash to.
pub fn hash(typed: &Code, holder: &Holder, code_key: &[u8; 32]) -> TokenHash {
    hash_code(code_key, &holder.0, typed.digits())
}

/// The last line of a text with a code: browsers offer the code at this host and at no other (the format of origin-bound
/// one-time codes).
pub fn bound_line(host: &str, digits: &str) -> String {
    format!("@{host} #{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    const KEY: [u8; 32] = [8; 32];

    fn sent(holder: Holder) -> (SentCode, String) {
        let number = Phone::parse("+447911123456").unwrap();
        SentCode::make(holder, user().id, number, Policy::default().code_ttl, NOW, &Fixed(6), &KEY)
    }

    #[test]
    fn a_code_works_where_it_was_asked_for() {
        let session = SessionId::from_bytes([1; 16]);
        let holders = [
            Holder::pending(&TokenHash([1; 32])),
            Holder::pending(&TokenHash([2; 32])),
            Holder::session(&session),
            Holder::enrolment(&session),
        ];
        let (code, digits) = sent(holders[0]);
        let typed = Code::read(&format!("{} {}", &digits[..3], &digits[3..])).unwrap();
        assert_eq!(hash(&typed, &holders[0], &KEY), code.code_hash);
        for other in &holders[1..] {
            assert_ne!(hash(&typed, other, &KEY), code.code_hash);
        }
        assert_ne!(hash(&typed, &holders[0], &[9; 32]), code.code_hash);
        assert_eq!((digits.len(), code.expires_at), (6, NOW + Duration::from_secs(300)));
    }

    #[test]
    fn a_budget_frees_as_its_oldest_text_grows_old() {
        let budget = Budget { scope: Scope::Number, most: 5, span: HOUR };
        let after = |seconds| NOW + Duration::from_secs(seconds);
        assert_eq!(budget.spent_until(NOW, after(3_599)), Some(after(3_600)));
        assert_eq!(budget.spent_until(NOW, after(3_600)), None);
        assert_eq!(budget.spent_until(after(9_000), NOW), Some(after(3_600)));
    }

    #[test]
    fn codes_and_notices_have_budgets_of_their_own_and_share_the_rest() {
        let policy = Policy { per_hour: 7, per_day: 9, ..Policy::default() };
        let of = |kind, scope| -> Vec<(i64, u64)> {
            let budgets = policy.budgets(kind).into_iter().filter(|budget| budget.scope == scope);
            budgets.map(|budget| (budget.most, budget.span.as_secs())).collect()
        };
        assert_eq!(of(Kind::Code, Scope::Number), [(1, 60), (5, 3_600), (10, 86_400)]);
        assert_eq!(of(Kind::Code, Scope::Account), of(Kind::Code, Scope::Number));
        assert_ne!(of(Kind::Notice, Scope::Number), of(Kind::Code, Scope::Number));
        for kind in [Kind::Code, Kind::Notice] {
            assert_eq!(of(kind, Scope::Range), [(20, 3_600), (40, 86_400)]);
            assert_eq!(of(kind, Scope::Total), [(7, 3_600), (9, 86_400)]);
        }
    }

    #[test]
    fn the_last_line_binds_the_code_to_a_host() {
        assert_eq!(bound_line("id.example.com", "012345"), "@id.example.com #012345");
    }
}
