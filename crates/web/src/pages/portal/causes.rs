//! What errors mean in general, in words (RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1; OIDC Core §3.1.2.6).

use oauth::error::ErrorCode;

use crate::views::logs::Causes;
use crate::words::{self, Phrase};

/// What an error means, what usually leads to it, and what to do.
pub(super) fn of(code: ErrorCode) -> Causes {
    let usual = usual(code);
    Causes {
        code: code.as_str(),
        meaning: meaning(code).to_string(),
        usual: usual.iter().map(ToString::to_string).collect(),
        fix: fix(code).to_string(),
    }
}

const fn meaning(code: ErrorCode) -> Phrase {
    match code {
        ErrorCode::InvalidRequest => words::t("cause-invalid-request"),
        ErrorCode::InvalidClient => words::t("cause-invalid-client"),
        ErrorCode::InvalidGrant => words::t("cause-invalid-grant"),
        ErrorCode::UnauthorizedClient => words::t("cause-unauthorized-client"),
        ErrorCode::UnsupportedGrantType => words::t("cause-unsupported-grant-type"),
        ErrorCode::UnsupportedResponseType => words::t("cause-unsupported-response-type"),
        ErrorCode::InvalidScope => words::t("cause-invalid-scope"),
        ErrorCode::AccessDenied => words::t("cause-access-denied"),
        ErrorCode::LoginRequired => words::t("cause-login-required"),
        ErrorCode::ConsentRequired => words::t("cause-consent-required"),
        ErrorCode::AccountSelectionRequired => words::t("cause-account-selection-required"),
        ErrorCode::InvalidRequestObject => words::t("cause-invalid-request-object"),
        ErrorCode::InvalidRequestUri => words::t("cause-invalid-request-uri"),
        ErrorCode::UnmetAuthenticationRequirements => words::t("cause-unmet-authentication-requirements"),
        ErrorCode::InvalidRedirectUri => words::t("cause-invalid-redirect-uri"),
        ErrorCode::InvalidClientMetadata => words::t("cause-invalid-client-metadata"),
        ErrorCode::UnapprovedSoftwareStatement => words::t("cause-unapproved-software-statement"),
        ErrorCode::InvalidToken => words::t("cause-invalid-token"),
        ErrorCode::InsufficientScope => words::t("cause-insufficient-scope"),
        ErrorCode::ServerError => words::t("cause-server-error"),
        ErrorCode::TemporarilyUnavailable => words::t("cause-temporarily-unavailable"),
    }
}

fn usual(code: ErrorCode) -> Vec<Phrase> {
    match code {
        ErrorCode::InvalidRequest => vec![
            words::t("cause-invalid-request-1"),
            words::t("cause-invalid-request-2"),
            words::t("cause-invalid-request-3"),
        ],
        ErrorCode::InvalidClient => vec![
            words::t("cause-invalid-client-1"),
            words::t("cause-invalid-client-2"),
            words::t("cause-invalid-client-3"),
        ],
        ErrorCode::InvalidGrant => vec![
            words::t("cause-invalid-grant-1"),
            words::t("cause-invalid-grant-2"),
            words::t("cause-invalid-grant-3"),
        ],
        ErrorCode::UnauthorizedClient => {
            vec![words::t("cause-unauthorized-client-1"), words::t("cause-unauthorized-client-2")]
        }
        ErrorCode::UnsupportedGrantType => {
            vec![words::t("cause-unsupported-grant-type-1"), words::t("cause-unsupported-grant-type-2")]
        }
        ErrorCode::UnsupportedResponseType => vec![words::t("cause-unsupported-response-type-1")],
        ErrorCode::InvalidScope => vec![
            words::t("cause-invalid-scope-1"),
            words::t("cause-invalid-scope-2"),
            words::t("cause-invalid-scope-3"),
        ],
        ErrorCode::AccessDenied => vec![words::t("cause-access-denied-1")],
        ErrorCode::LoginRequired => {
            vec![words::t("cause-login-required-1"), words::t("cause-login-required-2")]
        }
        ErrorCode::ConsentRequired => {
            vec![words::t("cause-consent-required-1"), words::t("cause-consent-required-2")]
        }
        ErrorCode::AccountSelectionRequired => vec![words::t("cause-account-selection-required-1")],
        ErrorCode::InvalidRequestObject => vec![
            words::t("cause-invalid-request-object-1"),
            words::t("cause-invalid-request-object-2"),
            words::t("cause-invalid-request-object-3"),
        ],
        ErrorCode::InvalidRequestUri => {
            vec![words::t("cause-invalid-request-uri-1"), words::t("cause-invalid-request-uri-2")]
        }
        ErrorCode::UnmetAuthenticationRequirements => {
            vec![words::t("cause-unmet-authentication-requirements-1")]
        }
        ErrorCode::InvalidRedirectUri => {
            vec![words::t("cause-invalid-redirect-uri-1"), words::t("cause-invalid-redirect-uri-2")]
        }
        ErrorCode::InvalidClientMetadata => {
            vec![words::t("cause-invalid-client-metadata-1"), words::t("cause-invalid-client-metadata-2")]
        }
        ErrorCode::UnapprovedSoftwareStatement => vec![words::t("cause-unapproved-software-statement-1")],
        ErrorCode::InvalidToken => vec![
            words::t("cause-invalid-token-1"),
            words::t("cause-invalid-token-2"),
            words::t("cause-invalid-token-3"),
        ],
        ErrorCode::InsufficientScope => vec![words::t("cause-insufficient-scope-1")],
        ErrorCode::ServerError => vec![words::t("cause-server-error-1")],
        ErrorCode::TemporarilyUnavailable => vec![words::t("cause-temporarily-unavailable-1")],
    }
}

/// What is done about an error in general.
pub(super) const fn fix(code: ErrorCode) -> Phrase {
    match code {
        ErrorCode::InvalidRequest => words::t("cause-invalid-request-fix"),
        ErrorCode::InvalidClient => words::t("cause-invalid-client-fix"),
        ErrorCode::InvalidGrant => words::t("cause-invalid-grant-fix"),
        ErrorCode::UnauthorizedClient => words::t("cause-unauthorized-client-fix"),
        ErrorCode::UnsupportedGrantType => words::t("cause-unsupported-grant-type-fix"),
        ErrorCode::UnsupportedResponseType => words::t("cause-unsupported-response-type-fix"),
        ErrorCode::InvalidScope => words::t("cause-invalid-scope-fix"),
        ErrorCode::AccessDenied => words::t("cause-access-denied-fix"),
        ErrorCode::LoginRequired | ErrorCode::ConsentRequired => words::t("cause-login-required-fix"),
        ErrorCode::AccountSelectionRequired => words::t("cause-account-selection-required-fix"),
        ErrorCode::InvalidRequestObject => words::t("cause-invalid-request-object-fix"),
        ErrorCode::InvalidRequestUri => words::t("cause-invalid-request-uri-fix"),
        ErrorCode::UnmetAuthenticationRequirements => words::t("cause-unmet-authentication-requirements-fix"),
        ErrorCode::InvalidRedirectUri => words::t("cause-invalid-redirect-uri-fix"),
        ErrorCode::InvalidClientMetadata => words::t("cause-invalid-client-metadata-fix"),
        ErrorCode::UnapprovedSoftwareStatement => words::t("cause-unapproved-software-statement-fix"),
        ErrorCode::InvalidToken => words::t("cause-invalid-token-fix"),
        ErrorCode::InsufficientScope => words::t("cause-insufficient-scope-fix"),
        ErrorCode::ServerError => words::t("cause-server-error-fix"),
        ErrorCode::TemporarilyUnavailable => words::t("cause-temporarily-unavailable-fix"),
    }
}
