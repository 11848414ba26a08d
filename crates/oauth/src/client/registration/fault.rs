//! What can be wrong with a client as its owner describes it.

use std::fmt;

use super::{LONGEST_DESCRIPTION, LONGEST_NAME};
use crate::redirect_uri::{MOST_REDIRECT_URIS, Unregistrable};

/// A field that cannot stand as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: &'static str,
    /// Which of the field's values, if it has several.
    pub index: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// Why a field cannot stand. Prints as an English sentence that says what to do, for programs and operators; pages
/// have words of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No name.
    NameMissing,
    /// A name that is too long.
    NameTooLong,
    /// A name with a character that cannot be seen.
    NameHidden,
    /// A name that poses as one of the service with this name.
    NameImitates(String),
    /// A description that is too long.
    DescriptionTooLong,
    /// A description with a character that cannot be seen.
    DescriptionHidden,
    /// No website.
    HomepageMissing,
    /// A website that is no https address.
    HomepageNotHttps,
    /// Redirect addresses of a program that sends nobody anywhere.
    RedirectsUnused,
    /// No redirect address.
    RedirectsMissing,
    /// Too many redirect addresses.
    RedirectsTooMany,
    /// A redirect address that is there before.
    RedirectTwice,
    /// An address that cannot be registered.
    Address(Unregistrable),
    /// Redirect addresses on several hosts where subjects are pairwise (OIDC Core §8.1).
    RedirectsOnManyHosts,
    /// An address that is not https.
    NotHttps,
    /// A page for sign-outs on another origin than every redirect address (OIDC Front-Channel Logout §2).
    ForeignOrigin,
    /// No scope.
    ScopesMissing,
    /// A scope that does not exist.
    ScopeUnknown(String),
    /// A required scope that is not among the scopes.
    RequiredNotAsked,
    /// A file of the sector that cannot be had, with the reason.
    SectorUnread(String),
    /// A file of the sector that is not a list.
    SectorUnreadable,
    /// A file of the sector in which a redirect address is missing.
    SectorIncomplete,
    /// What only programs and operators say of a client, in a sentence.
    Metadata(String),
}

impl From<&str> for Fault {
    fn from(sentence: &str) -> Self {
        Self::Metadata(sentence.to_owned())
    }
}

impl From<String> for Fault {
    fn from(sentence: String) -> Self {
        Self::Metadata(sentence)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NameMissing => "Enter a name. Members read it when they decide.",
            Self::NameTooLong => {
                return write!(f, "The name is longer than {LONGEST_NAME} characters. Shorten it.");
            }
            Self::NameHidden => "The name holds a character that cannot be seen. Type it again without it.",
            Self::NameImitates(service) => {
                return write!(f, "Members could take this for an app of {service}. Choose another name.");
            }
            Self::DescriptionTooLong => {
                return write!(f, "The description is longer than {LONGEST_DESCRIPTION} characters. Shorten it.");
            }
            Self::DescriptionHidden => {
                "The description holds a character that cannot be seen. Type it again without it."
            }
            Self::HomepageMissing => "Enter the app’s website, beginning with https://.",
            Self::HomepageNotHttps => "The website must be a whole address that begins with https://.",
            Self::RedirectsUnused => "A server that acts for itself has no redirect address. Remove it.",
            Self::RedirectsMissing => "Enter the address members are sent back to after they decide.",
            Self::RedirectsTooMany => {
                return write!(f, "An app has {MOST_REDIRECT_URIS} redirect addresses at most. Remove some.");
            }
            Self::RedirectTwice => "This address is listed twice. Remove one.",
            Self::Address(reason) => {
                return match reason.suggestion() {
                    Some(better) => write!(f, "{reason} Did you mean {better} ?"),
                    None => write!(f, "{reason}"),
                };
            }
            Self::RedirectsOnManyHosts => {
                "They must all have one host, because subjects are pairwise and there is no sector_identifier_uri."
            }
            Self::NotHttps => "This must be a whole address that begins with https://, without a #.",
            Self::ForeignOrigin => "This must have the scheme, host and port of one of the redirect addresses.",
            Self::ScopesMissing => "Choose at least one thing the app may do.",
            Self::ScopeUnknown(name) => {
                return write!(f, "There is no scope “{name}”. Choose from the list.");
            }
            Self::RequiredNotAsked => "What the app cannot work without must also be among its scopes.",
            Self::SectorUnread(reason) => return write!(f, "The file cannot be fetched: {reason}."),
            Self::SectorUnreadable => "The file must be a JSON list of redirect addresses.",
            Self::SectorIncomplete => "The file must list every redirect address of the app.",
            Self::Metadata(sentence) => sentence,
        })
    }
}

/// The fields found so far that cannot stand.
#[derive(Default)]
pub(in crate::client) struct Problems(pub(super) Vec<FieldProblem>);

impl Problems {
    pub(in crate::client) fn add(&mut self, field: &'static str, fault: impl Into<Fault>) {
        self.0.push(FieldProblem { field, index: None, fault: fault.into() });
    }

    pub(super) fn add_at(&mut self, field: &'static str, index: usize, fault: Fault) {
        self.0.push(FieldProblem { field, index: Some(index), fault });
    }

    #[cfg(test)]
    pub(in crate::client) fn into_fields(self) -> Vec<&'static str> {
        self.0.iter().map(|problem| problem.field).collect()
    }
}
