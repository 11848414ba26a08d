//! The catalogue: what each scope allows, in words members read, and which others it implies.

use std::collections::HashSet;

use super::Scope;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Its name in records.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads the name back.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// How much harm a scope can do in wrong hands.
    Risk {
        /// Little.
        Low = "low",
        /// Some: it changes things, or shows what is private.
        Medium = "medium",
        /// Much: it binds the member, or speaks in their name.
        High = "high",
    }
}

names! {
    /// Under which heading a consent page lists a scope.
    ScopeGroup {
        /// It shows something.
        See = "see",
        /// It changes something.
        Change = "change",
        /// It lasts while the member is away.
        Act = "act",
    }
}

/// One scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeEntry {
    /// Its name.
    pub name: String,
    /// What it allows, as members read it.
    pub sentence: String,
    /// What it does not include.
    pub not_included: Option<String>,
    /// Its heading.
    pub group: ScopeGroup,
    /// The harm it can do.
    pub risk: Risk,
    /// Whether a live app needs a review for it.
    pub needs_review: bool,
    /// The scopes it stands for.
    pub implies: Vec<String>,
    /// Its number in the older API's `advanced_scopes`.
    pub number: Option<i64>,
}

/// All scopes there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue(Vec<ScopeEntry>);

impl Catalogue {
    /// From entries in the order in which pages list them.
    pub fn new(entries: Vec<ScopeEntry>) -> Self {
        Self(entries)
    }

    /// The entries.
    pub fn entries(&self) -> &[ScopeEntry] {
        &self.0
    }

    /// The entry of a scope.
    pub fn find(&self, name: &str) -> Option<&ScopeEntry> {
        self.0.iter().find(|entry| entry.name == name)
    }

    /// The names of `scope` that there are.
    pub fn known(&self, scope: &Scope) -> Scope {
        scope.filter(|name| self.find(name).is_some())
    }

    /// Whether `granted` holds `needed` or a scope that implies it. An implied scope is checked like a granted one.
    pub fn allows(&self, granted: &Scope, needed: &str) -> bool {
        let mut seen = HashSet::new();
        let mut waiting: Vec<&str> = granted.iter().collect();
        while let Some(name) = waiting.pop() {
            if name == needed {
                return true;
            }
            if seen.insert(name)
                && let Some(entry) = self.find(name)
            {
                waiting.extend(entry.implies.iter().map(String::as_str));
            }
        }
        false
    }

    /// What every deployment begins with.
    pub fn first_start() -> Vec<ScopeEntry> {
        use Risk::{High, Low, Medium};
        use ScopeGroup::{Act, Change, See};
        const READS: &str = "users:read projects:read bids:read payments:read messages:read";
        const WRITES: &str = "users:write projects:write bids:write payments:write messages:write";
        type Row = (&'static str, &'static str, &'static str, ScopeGroup, Risk, &'static str, i64);
        const ROWS: &[Row] = &[
            ("openid", "Know that it is you who signs in", "your name or address", See, Low, "", 0),
            ("profile", "See your profile: name, picture, website", "your email address", See, Low, "", 0),
            ("email", "See your email address", "your mail", See, Low, "", 0),
            ("address", "See your postal address", "changing it", See, Medium, "", 0),
            ("phone", "See your phone number", "calling or texting for you", See, Medium, "", 0),
            (
                "offline_access",
                "Keep this access while you are away",
                "access after you remove it",
                Act,
                Medium,
                "",
                0,
            ),
            ("users:read", "See your name, username and email address", "your password", See, Low, "", 0),
            (
                "users:write",
                "Change your name and profile",
                "your email address or password",
                Change,
                Medium,
                "",
                0,
            ),
            ("projects:read", "See your projects", "your messages", See, Low, "", 0),
            ("projects:write", "Post and change your projects", "awarding or paying", Change, Medium, "", 0),
            ("bids:read", "See bids you placed and received", "your messages", See, Low, "", 0),
            (
                "bids:write",
                "Place, withdraw, award and accept bids and write reviews for you, without asking",
                "paying",
                Change,
                High,
                "",
                0,
            ),
            ("payments:read", "See your milestones and payments", "paying", See, Medium, "", 0),
            (
                "payments:write",
                "Set aside, release and return money for you",
                "awarding or accepting bids",
                Change,
                High,
                "",
                0,
            ),
            ("messages:read", "Read your messages", "sending any", See, High, "", 0),
            ("messages:write", "Send messages in your name", "reading older ones", Change, High, "", 0),
            ("read", "See everything in your account", "changing anything", See, High, READS, 0),
            (
                "write",
                "Change everything in your account",
                "your email address, password or sign-in",
                Change,
                High,
                WRITES,
                0,
            ),
            ("basic", "See your public profile", "your email address", See, Low, "", 0),
            (
                "fln:project_create",
                "Post projects in your name",
                "changing or awarding them",
                Change,
                Medium,
                "projects:write",
                1,
            ),
            (
                "fln:project_manage",
                "Manage your projects, bids and milestones",
                "your messages",
                Change,
                High,
                "projects:read projects:write bids:read bids:write payments:read payments:write",
                2,
            ),
            (
                "fln:messaging",
                "Read and send your messages",
                "your projects and bids",
                Change,
                High,
                "messages:read messages:write",
                5,
            ),
            (
                "fln:user_information",
                "See your name, username and email address",
                "your password",
                See,
                Medium,
                "users:read",
                6,
            ),
        ];
        let entry = |row: &Row| ScopeEntry {
            name: row.0.to_owned(),
            sentence: row.1.to_owned(),
            not_included: Some(row.2.to_owned()),
            group: row.3,
            risk: row.4,
            needs_review: row.4 == High,
            implies: row.5.split_whitespace().map(str::to_owned).collect(),
            number: (row.6 > 0).then_some(row.6),
        };
        ROWS.iter().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::scope;

    #[test]
    fn an_umbrella_allows_what_it_implies_and_nothing_else() {
        let catalogue = Catalogue::new(Catalogue::first_start());
        assert!(catalogue.allows(&scope("read"), "projects:read"));
        assert!(!catalogue.allows(&scope("read"), "projects:write"));
        assert!(catalogue.allows(&scope("fln:project_manage"), "bids:write"));
        assert!(!catalogue.allows(&scope("basic"), "users:read"));
    }

    #[test]
    fn a_circle_of_implications_ends() {
        let mut entries = Catalogue::first_start();
        entries[0].implies = vec!["read".into()];
        assert!(!Catalogue::new(entries).allows(&scope("users:read"), "absent"));
    }

    #[test]
    fn everything_implied_is_in_the_catalogue_once() {
        let catalogue = Catalogue::new(Catalogue::first_start());
        for entry in catalogue.entries() {
            assert!(entry.implies.iter().all(|name| catalogue.find(name).is_some()), "{}", entry.name);
            let same = catalogue.entries().iter().filter(|other| other.name == entry.name).count();
            assert_eq!(same, 1, "{}", entry.name);
        }
    }
}
