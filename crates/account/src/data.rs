//! A member's data: taking a copy along, and leaving.

use std::time::Duration;

use oauth::Timestamp;

use crate::user::User;
use crate::username::Username;

/// How long a copy of the data can be fetched.
pub const EXPORT_LIFE: Duration = Duration::from_secs(7 * 86_400);

/// A copy of a member's data, as the store keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it was made.
    pub made_at: Option<Timestamp>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Why an account is not deleted. Prints as a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StayProblem {
    /// The name that was typed is another one.
    OtherName,
    /// Whoever looks after the service cannot leave like this.
    Operator,
}

/// Decides whether a member who typed `name` may have their account deleted.
///
/// # Errors
/// The reason why not.
pub fn may_leave(user: &User, name: &str) -> Result<(), StayProblem> {
    let key = |text: &str| Username::parse(text).map(|name| name.key().to_owned()).ok();
    if user.operator {
        return Err(StayProblem::Operator);
    }
    match key(name) {
        Some(typed) if Some(&typed) == key(&user.username).as_ref() => Ok(()),
        _ => Err(StayProblem::OtherName),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::user;

    #[test]
    fn whoever_types_their_name_may_leave() {
        let operator = User { operator: true, ..user() };
        for (user, name, verdict) in [
            (user(), "ada", Ok(())),
            (user(), " ADA ", Ok(())),
            (user(), "bob", Err(StayProblem::OtherName)),
            (user(), "", Err(StayProblem::OtherName)),
            (operator, "ada", Err(StayProblem::Operator)),
        ] {
            assert_eq!(may_leave(&user, name.trim()), verdict, "{name}");
        }
    }
}
