//! What is wrong with an app, in words: the same rules that programs hear of in English.

use oauth::client::registration::{Fault, FieldProblem};
use oauth::redirect_uri::Unregistrable;

use crate::outbound;
use crate::pages::frame;
use crate::views::frame::Problem;
use crate::words::{self, Phrase};

/// Problems of a registration as lines of a page's error summary.
pub(super) fn lines(problems: &[FieldProblem]) -> Vec<Problem> {
    let line = |problem: &FieldProblem| match problem.index {
        Some(index) if index > 0 => {
            frame::problem(&format!("{}-{}", problem.field, index + 1), in_words(&problem.fault))
        }
        _ => frame::problem(problem.field, in_words(&problem.fault)),
    };
    problems.iter().map(line).collect()
}

/// The same, all of them about one field.
pub(super) fn lines_of(field: &str, problems: &[FieldProblem]) -> Vec<Problem> {
    problems.iter().map(|problem| frame::problem(field, in_words(&problem.fault))).collect()
}

fn in_words(fault: &Fault) -> String {
    let phrase = match fault {
        Fault::NameMissing => words::t("app-fault-name-missing"),
        Fault::NameTooLong => words::t("app-fault-name-long"),
        Fault::NameHidden => words::t("app-fault-name-hidden"),
        Fault::NameImitates(service) => words::t("app-fault-name-imitates").with("service", service),
        Fault::DescriptionTooLong => words::t("app-fault-description-long"),
        Fault::DescriptionHidden => words::t("app-fault-description-hidden"),
        Fault::HomepageMissing => words::t("app-fault-homepage-missing"),
        Fault::HomepageNotHttps => words::t("app-fault-homepage"),
        Fault::RedirectsUnused => words::t("app-fault-redirects-unused"),
        Fault::RedirectsMissing => words::t("app-fault-redirects-missing"),
        Fault::RedirectsTooMany => words::t("app-fault-redirects-many"),
        Fault::RedirectTwice => words::t("app-fault-redirect-twice"),
        Fault::Address(reason) => match reason.suggestion() {
            Some(better) => {
                words::t("app-fault-meant").phrase("reason", rule(reason)).with("address", better)
            }
            None => rule(reason),
        },
        Fault::RedirectsOnManyHosts => words::t("app-fault-redirects-hosts"),
        Fault::NotHttps => words::t("app-fault-https"),
        Fault::ForeignOrigin => words::t("app-fault-origin"),
        Fault::ScopesMissing => words::t("app-fault-scopes-missing"),
        Fault::ScopeUnknown(scope) => words::t("app-fault-scope-unknown").with("scope", scope),
        Fault::RequiredNotAsked => words::t("app-fault-required"),
        Fault::SectorUnread(reason) => {
            words::t("app-fault-sector-unread").with("reason", outbound::in_words(reason))
        }
        Fault::SectorUnreadable => words::t("app-fault-sector-unreadable"),
        Fault::SectorIncomplete => words::t("app-fault-sector-incomplete"),
        Fault::Metadata(sentence) => return sentence.clone(),
    };
    phrase.to_string()
}

/// The rule that an address breaks.
pub(super) fn rule(reason: &Unregistrable) -> Phrase {
    match reason {
        Unregistrable::TooLong => words::t("app-address-long"),
        Unregistrable::NotAbsolute => words::t("app-address-whole"),
        Unregistrable::Characters => words::t("app-address-characters"),
        Unregistrable::Wildcard => words::t("app-address-wildcard"),
        Unregistrable::Fragment(_) => words::t("app-address-fragment"),
        Unregistrable::UserInfo => words::t("app-address-user"),
        Unregistrable::DotSegment => words::t("app-address-dots"),
        Unregistrable::ReservedParameter(name) => words::t("app-address-reserved").with("name", name),
        Unregistrable::Http(_) => words::t("app-address-http"),
        Unregistrable::PrivateScheme => words::t("app-address-scheme"),
        Unregistrable::NotReverseDomain => words::t("app-address-domain"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs and people read the same.
    #[test]
    fn english_pages_say_what_programs_are_told() {
        let address = |reason| Fault::Address(reason);
        let faults = [
            Fault::NameMissing,
            Fault::NameTooLong,
            Fault::NameHidden,
            Fault::NameImitates("Guildgate".into()),
            Fault::DescriptionTooLong,
            Fault::DescriptionHidden,
            Fault::HomepageMissing,
            Fault::HomepageNotHttps,
            Fault::RedirectsUnused,
            Fault::RedirectsMissing,
            Fault::RedirectsTooMany,
            Fault::RedirectTwice,
            address(Unregistrable::TooLong),
            address(Unregistrable::NotAbsolute),
            address(Unregistrable::Characters),
            address(Unregistrable::Wildcard),
            address(Unregistrable::Fragment("https://app.example/cb".into())),
            address(Unregistrable::UserInfo),
            address(Unregistrable::DotSegment),
            address(Unregistrable::ReservedParameter("code".into())),
            address(Unregistrable::Http("https://app.example/cb".into())),
            address(Unregistrable::PrivateScheme),
            address(Unregistrable::NotReverseDomain),
            Fault::RedirectsOnManyHosts,
            Fault::NotHttps,
            Fault::ForeignOrigin,
            Fault::ScopesMissing,
            Fault::ScopeUnknown("a:b".into()),
            Fault::RequiredNotAsked,
            Fault::SectorUnread("too slow".into()),
            Fault::SectorUnreadable,
            Fault::SectorIncomplete,
            Fault::Metadata("This must be public or pairwise.".into()),
        ];
        for fault in faults {
            assert_eq!(in_words(&fault), fault.to_string());
        }
    }
}
