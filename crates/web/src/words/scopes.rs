//! What an app may be allowed, in the reader's language.

use oauth::scope::ScopeEntry;

use crate::words::{self, Language, Phrase};

/// What a scope allows, as its members read it.
pub(crate) fn sentence(entry: &ScopeEntry) -> String {
    let ours = ours(&entry.name).map(|(sentence, _)| sentence);
    translated(ours, &entry.sentence)
}

/// What it does not include.
pub(crate) fn not_included(entry: &ScopeEntry) -> Option<String> {
    let ours = ours(&entry.name).map(|(_, not_included)| not_included);
    entry.not_included.as_deref().map(|theirs| translated(ours, theirs))
}

/// The catalogue is the deployment's: a text of ours stands only where the record still says it.
fn translated(ours: Option<Phrase>, theirs: &str) -> String {
    let ours = ours.filter(|phrase| phrase.in_language(Language::first()) == theirs);
    ours.map_or_else(|| theirs.to_owned(), |phrase| phrase.to_string())
}

/// The texts of the scopes that every deployment begins with.
fn ours(name: &str) -> Option<(Phrase, Phrase)> {
    Some(match name {
        "openid" => (words::t("scope-openid"), words::t("scope-openid-not")),
        "profile" => (words::t("scope-profile"), words::t("scope-profile-not")),
        "email" => (words::t("scope-email"), words::t("scope-email-not")),
        "address" => (words::t("scope-address"), words::t("scope-address-not")),
        "phone" => (words::t("scope-phone"), words::t("scope-phone-not")),
        "offline_access" => (words::t("scope-offline-access"), words::t("scope-offline-access-not")),
        "users:read" => (words::t("scope-users-read"), words::t("scope-users-read-not")),
        "users:write" => (words::t("scope-users-write"), words::t("scope-users-write-not")),
        "projects:read" => (words::t("scope-projects-read"), words::t("scope-projects-read-not")),
        "projects:write" => (words::t("scope-projects-write"), words::t("scope-projects-write-not")),
        "bids:read" => (words::t("scope-bids-read"), words::t("scope-bids-read-not")),
        "bids:write" => (words::t("scope-bids-write"), words::t("scope-bids-write-not")),
        "payments:read" => (words::t("scope-payments-read"), words::t("scope-payments-read-not")),
        "payments:write" => (words::t("scope-payments-write"), words::t("scope-payments-write-not")),
        "messages:read" => (words::t("scope-messages-read"), words::t("scope-messages-read-not")),
        "messages:write" => (words::t("scope-messages-write"), words::t("scope-messages-write-not")),
        "read" => (words::t("scope-read"), words::t("scope-read-not")),
        "write" => (words::t("scope-write"), words::t("scope-write-not")),
        "basic" => (words::t("scope-basic"), words::t("scope-basic-not")),
        "fln:project_create" => (words::t("scope-project-create"), words::t("scope-project-create-not")),
        "fln:project_manage" => (words::t("scope-project-manage"), words::t("scope-project-manage-not")),
        "fln:messaging" => (words::t("scope-messaging"), words::t("scope-messaging-not")),
        "fln:user_information" => {
            (words::t("scope-user-information"), words::t("scope-user-information-not"))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use oauth::scope::Catalogue;

    use super::*;

    #[test]
    fn every_scope_of_the_first_start_is_translated() {
        let spanish = Language::tagged("es").unwrap();
        for entry in Catalogue::first_start() {
            assert_eq!(sentence(&entry), entry.sentence);
            assert_eq!(not_included(&entry), entry.not_included);
            words::within(spanish, || {
                assert_ne!(sentence(&entry), entry.sentence, "{}", entry.name);
                assert_ne!(not_included(&entry), entry.not_included, "{}", entry.name);
            });
        }
    }

    #[test]
    fn a_text_of_an_operator_stands_as_it_is() {
        let entry = Catalogue::first_start().remove(0);
        let entry = ScopeEntry { sentence: "Know you".into(), not_included: None, ..entry };
        words::within(Language::tagged("ar").unwrap(), || {
            assert_eq!((sentence(&entry).as_str(), not_included(&entry)), ("Know you", None));
        });
    }
}
