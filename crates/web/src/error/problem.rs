//! The kinds of problem the platform's API answers with (RFC 9457), each with a page that explains it.

use axum::http::StatusCode;
use market::Refusal;

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident $slug:literal $status:ident $title:literal $cause:literal $cure:literal;)*) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Problem { $($(#[$doc])* $name,)* }

        impl Problem {
            /// Every kind, in the order in which they are listed.
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in addresses. Clients tell kinds apart by it: it never changes.
            pub(crate) const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The status it comes with.
            pub(crate) const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)* }
            }

            /// In a few words.
            pub(crate) const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What happened.
            pub(crate) const fn cause(self) -> &'static str {
                match self { $(Self::$name => $cause,)* }
            }

            /// What to do.
            pub(crate) const fn cure(self) -> &'static str {
                match self { $(Self::$name => $cure,)* }
            }
        }
    };
}

problems! {
    /// Nothing proves who calls.
    NoToken "no-token" UNAUTHORIZED "An access token is needed"
        "The request came without an access token."
        "Send one in the Authorization header, after the word Bearer. The metadata named in WWW-Authenticate says where tokens are given.";
    /// The header is not a Bearer token.
    BadHeader "malformed-authorization" BAD_REQUEST "The Authorization header cannot be read"
        "The Authorization header is not the word Bearer and one access token, or the token came twice."
        "Send the header once, with nothing in it but Bearer, a blank and the token.";
    /// The token does not work.
    BadToken "invalid-token" UNAUTHORIZED "The access token does not work"
        "The access token is unknown, expired, revoked, or meant for another API."
        "Use the refresh token once to get a new one, or let the member allow the app again. Trying the same token again will not help.";
    /// The token does not allow this.
    Scope "insufficient-scope" FORBIDDEN "The access token does not allow this"
        "The operation needs a scope that the token does not have. The challenge names it."
        "Ask for that scope when you ask for a token. It must be among those the app is registered with.";
    /// The token acts for no member.
    NoMember "no-member" FORBIDDEN "This is only for a member’s token"
        "The token acts for the app itself, and the operation is about one member."
        "Use a token from the authorization code flow, which a member allowed.";
    /// Nothing is there, or nothing for this caller.
    Missing "not-found" NOT_FOUND "There is nothing there"
        "There is no such thing, or it is private and not the caller’s. The two are told apart for nobody."
        "Check the identifier and whose token you use.";
    /// The address does not take this method.
    Method "wrong-method" METHOD_NOT_ALLOWED "The address does not take this method"
        "There is something at this address, but not for this HTTP method."
        "The description of the API lists what each address takes.";
    /// The request cannot be read.
    Malformed "malformed-request" BAD_REQUEST "The request cannot be read"
        "The body is not the JSON that the operation takes, or a parameter is not of its form."
        "Compare the request with the description of the API. The detail names the place.";
    /// The body comes as something else than JSON.
    MediaType "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE "The body is not JSON"
        "The operation takes a JSON body, and the Content-Type said something else."
        "Send the header Content-Type: application/json.";
    /// Fields of the request cannot stand.
    Fields "invalid-fields" UNPROCESSABLE_ENTITY "Some fields cannot stand"
        "The request can be read, but what some of its fields say is not possible. All of them are listed under errors."
        "Mend the fields as each of them says and send the request again.";
    /// Only the owner does this.
    NotOwner "not-owner" FORBIDDEN "Only the project’s owner does this"
        "The project belongs to another member."
        "Act with a token of the owner.";
    /// Only the bidder does this.
    NotBidder "not-bidder" FORBIDDEN "Only the member who bid does this"
        "The bid belongs to another member."
        "Act with a token of the member who placed the bid.";
    /// A member bids on a project of their own.
    OwnProject "own-project" FORBIDDEN "Nobody bids on a project of their own"
        "The project belongs to the member who wants to bid on it."
        "Bid with a token of another member.";
    /// The project takes no bids.
    NotOpen "project-not-open" CONFLICT "The project takes no bids"
        "The project is not open: work has begun, it is done, or its owner took it back."
        "Search for active projects to find some that take bids.";
    /// The member has bid.
    AlreadyBid "already-bid" CONFLICT "The member has bid on this project"
        "A member bids once on a project, and a bid that was taken back counts."
        "Read the bid that is there.";
    /// The state of the project does not allow this.
    ProjectState "project-state" CONFLICT "The project’s state does not allow this"
        "A draft is published, an open project is closed, work in progress is completed: each step leads on from one state only."
        "Read the project and see its status.";
    /// The state of the bid does not allow this.
    BidState "bid-state" CONFLICT "The bid’s state does not allow this"
        "A placed bid is highlighted, retracted or awarded; an awarded one is revoked, accepted or denied."
        "Read the bid and see its status.";
    /// Enough bids were chosen.
    EnoughAwarded "enough-awarded" CONFLICT "The project has no place left"
        "As many bids as the project allows are awarded or accepted already, or one still waits for its member’s answer."
        "Revoke an award, or wait until it is denied.";
    /// Members have bid on the terms.
    HasBids "terms-are-bid-on" CONFLICT "Members have bid on these terms"
        "Once somebody has bid, the kind of payment, the currency, the budget and the commitment stay as they are, and places are not taken away."
        "Change title, description and skills only, or close the project and post another.";
    /// The thing changed meanwhile.
    Changed "changed-meanwhile" PRECONDITION_FAILED "It was changed meanwhile"
        "The If-Match header names a state that is not the present one."
        "Read it again, apply your change to what you find, and send the new ETag.";
    /// The key was used for something else.
    KeyReused "idempotency-key-reused" UNPROCESSABLE_ENTITY "The Idempotency-Key was used for another request"
        "A key stands for one request. This one came before with another body."
        "Make a new key for each new request, and send the old one only with exactly the same body.";
    /// A quota is used up.
    TooMany "too-many-requests" TOO_MANY_REQUESTS "Too many calls"
        "The app, or the member by way of it, has called more often than a minute allows."
        "Wait as long as Retry-After says. The headers RateLimit and RateLimit-Policy of every answer say how many calls are left, and until when.";
    /// A fault of ours.
    Fault "server-fault" INTERNAL_SERVER_ERROR "The server could not answer"
        "Something failed on our side. It is in our log."
        "Try again later. With an Idempotency-Key nothing is made twice.";
    /// A fault of ours that passes.
    Unavailable "unavailable" SERVICE_UNAVAILABLE "The server cannot answer now"
        "The server waits for something it needs, such as its database."
        "Try again after the time in Retry-After. With an Idempotency-Key nothing is made twice.";
}

impl Problem {
    /// The kind with this name.
    pub(crate) fn named(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|problem| problem.slug() == slug)
    }

    /// Where its page is, at a deployment with this address.
    pub(crate) fn address(self, public_url: &str) -> String {
        format!("{public_url}/developers/problems/{}", self.slug())
    }
}

impl Problem {
    /// Its name for older clients.
    pub(crate) const fn older_code(self) -> &'static str {
        match self {
            Self::NoToken | Self::BadToken => "RestExceptionCodes.NOT_AUTHENTICATED",
            Self::Missing | Self::Method => "RestExceptionCodes.NOT_FOUND",
            Self::BadHeader | Self::Malformed | Self::MediaType | Self::Fields | Self::KeyReused => {
                "RestExceptionCodes.BAD_FORM"
            }
            Self::Scope | Self::NoMember | Self::NotOwner | Self::NotBidder => "RestExceptionCodes.FORBIDDEN",
            Self::OwnProject => "ProjectExceptionCodes.RESTRICTED_FROM_BIDDING_ON_OWN_PROJECT",
            Self::NotOpen => "ProjectExceptionCodes.PROJECT_NOT_OPEN",
            Self::AlreadyBid => "ProjectExceptionCodes.ALREADY_BID_ON_PROJECT",
            Self::ProjectState | Self::BidState | Self::EnoughAwarded | Self::HasBids | Self::Changed => {
                "ProjectExceptionCodes.STATE_CONFLICT"
            }
            Self::TooMany => "AuthorisationExceptionCodes.RATE_LIMITED",
            Self::Fault | Self::Unavailable => "ExceptionCodes.UNKNOWN_ERROR",
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Missing => Self::Missing,
            Refusal::NotOwner => Self::NotOwner,
            Refusal::NotBidder => Self::NotBidder,
            Refusal::OwnProject => Self::OwnProject,
            Refusal::NotOpen => Self::NotOpen,
            Refusal::AlreadyBid => Self::AlreadyBid,
            Refusal::ProjectState => Self::ProjectState,
            Refusal::BidState => Self::BidState,
            Refusal::EnoughAwarded => Self::EnoughAwarded,
            Refusal::HasBids => Self::HasBids,
            Refusal::Changed => Self::Changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_problem_has_a_name_and_a_title_of_its_own() {
        for problem in Problem::ALL {
            assert_eq!(Problem::named(problem.slug()), Some(*problem), "{}", problem.slug());
            let same = Problem::ALL.iter().filter(|other| other.title() == problem.title());
            assert_eq!(same.count(), 1, "{}", problem.title());
            assert!(problem.status().is_client_error() || problem.status().is_server_error());
        }
    }
}
