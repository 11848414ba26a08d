//! Kinds of problem, in words. What programs read of them is in English, beside [`Problem`].

use crate::error::Problem;
use crate::words::{self, Phrase};

/// A kind of problem in a few words, what happened, and what to do.
pub(super) struct Explained {
    /// In a few words.
    pub title: Phrase,
    /// What happened.
    pub cause: Phrase,
    /// What to do.
    pub cure: Phrase,
}

const fn explained(title: Phrase, cause: Phrase, cure: Phrase) -> Explained {
    Explained { title, cause, cure }
}

/// Explains one.
pub(super) const fn explain(problem: Problem) -> Explained {
    match problem {
        Problem::NoToken => explained(
            words::t("problem-no-token"),
            words::t("problem-no-token-cause"),
            words::t("problem-no-token-cure"),
        ),
        Problem::BadHeader => explained(
            words::t("problem-header"),
            words::t("problem-header-cause"),
            words::t("problem-header-cure"),
        ),
        Problem::BadToken => explained(
            words::t("problem-token"),
            words::t("problem-token-cause"),
            words::t("problem-token-cure"),
        ),
        Problem::Scope => explained(
            words::t("problem-scope"),
            words::t("problem-scope-cause"),
            words::t("problem-scope-cure"),
        ),
        Problem::NoMember => explained(
            words::t("problem-no-member"),
            words::t("problem-no-member-cause"),
            words::t("problem-no-member-cure"),
        ),
        Problem::Missing => explained(
            words::t("problem-missing"),
            words::t("problem-missing-cause"),
            words::t("problem-missing-cure"),
        ),
        Problem::Method => explained(
            words::t("problem-method"),
            words::t("problem-method-cause"),
            words::t("problem-method-cure"),
        ),
        Problem::Malformed => explained(
            words::t("problem-malformed"),
            words::t("problem-malformed-cause"),
            words::t("problem-malformed-cure"),
        ),
        Problem::MediaType => explained(
            words::t("problem-media"),
            words::t("problem-media-cause"),
            words::t("problem-media-cure"),
        ),
        Problem::Fields => explained(
            words::t("problem-fields"),
            words::t("problem-fields-cause"),
            words::t("problem-fields-cure"),
        ),
        Problem::NotOwner => explained(
            words::t("problem-not-owner"),
            words::t("problem-not-owner-cause"),
            words::t("problem-not-owner-cure"),
        ),
        Problem::NotBidder => explained(
            words::t("problem-not-bidder"),
            words::t("problem-not-bidder-cause"),
            words::t("problem-not-bidder-cure"),
        ),
        Problem::OwnProject => explained(
            words::t("problem-own-project"),
            words::t("problem-own-project-cause"),
            words::t("problem-own-project-cure"),
        ),
        Problem::NotOpen => explained(
            words::t("problem-not-open"),
            words::t("problem-not-open-cause"),
            words::t("problem-not-open-cure"),
        ),
        Problem::AlreadyBid => explained(
            words::t("problem-already-bid"),
            words::t("problem-already-bid-cause"),
            words::t("problem-already-bid-cure"),
        ),
        Problem::ProjectState => explained(
            words::t("problem-project-state"),
            words::t("problem-project-state-cause"),
            words::t("problem-project-state-cure"),
        ),
        Problem::BidState => explained(
            words::t("problem-bid-state"),
            words::t("problem-bid-state-cause"),
            words::t("problem-bid-state-cure"),
        ),
        Problem::EnoughAwarded => explained(
            words::t("problem-enough-awarded"),
            words::t("problem-enough-awarded-cause"),
            words::t("problem-enough-awarded-cure"),
        ),
        Problem::HasBids => explained(
            words::t("problem-has-bids"),
            words::t("problem-has-bids-cause"),
            words::t("problem-has-bids-cure"),
        ),
        Problem::MilestoneState => explained(
            words::t("problem-milestone-state"),
            words::t("problem-milestone-state-cause"),
            words::t("problem-milestone-state-cure"),
        ),
        Problem::MoreThanHeld => explained(
            words::t("problem-more-than-held"),
            words::t("problem-more-than-held-cause"),
            words::t("problem-more-than-held-cure"),
        ),
        Problem::AlreadyReviewed => explained(
            words::t("problem-already-reviewed"),
            words::t("problem-already-reviewed-cause"),
            words::t("problem-already-reviewed-cure"),
        ),
        Problem::Changed => explained(
            words::t("problem-changed"),
            words::t("problem-changed-cause"),
            words::t("problem-changed-cure"),
        ),
        Problem::KeyReused => explained(
            words::t("problem-key-reused"),
            words::t("problem-key-reused-cause"),
            words::t("problem-key-reused-cure"),
        ),
        Problem::TooMany => {
            explained(words::t("problem-many"), words::t("problem-many-cause"), words::t("problem-many-cure"))
        }
        Problem::Fault => explained(
            words::t("problem-fault"),
            words::t("problem-fault-cause"),
            words::t("problem-fault-cure"),
        ),
        Problem::Unavailable => explained(
            words::t("problem-unavailable"),
            words::t("problem-unavailable-cause"),
            words::t("problem-unavailable-cure"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_pages_say_what_programs_are_told() {
        for problem in Problem::ALL {
            let explained = explain(*problem);
            assert_eq!(explained.title.to_string(), problem.title());
            assert_eq!(explained.cause.to_string(), problem.cause());
        }
    }
}
