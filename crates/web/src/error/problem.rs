//! The kinds of problem the platform's API answers with (RFC 9457), each with a page that explains it.

use axum::http::StatusCode;
use market::Refusal;

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident $slug:literal $status:ident $title:literal $cause:literal;)*) => {
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
        }
    };
}

problems! {
    /// Nothing proves who calls.
    NoToken "no-token" UNAUTHORIZED "An access token is needed"
        "The request came without an access token.";
    /// The header is not a Bearer token.
    BadHeader "malformed-authorization" BAD_REQUEST "The Authorization header cannot be read"
        "The Authorization header is not the word Bearer and one access token, or the token came twice.";
    /// The token does not work.
    BadToken "invalid-token" UNAUTHORIZED "The access token does not work"
        "The access token is unknown, expired, revoked, or meant for another API.";
    /// The token does not allow this.
    Scope "insufficient-scope" FORBIDDEN "The access token does not allow this"
        "The operation needs a scope that the token does not have. The challenge names it.";
    /// The token acts for no member.
    NoMember "no-member" FORBIDDEN "This is only for a member’s token"
        "The token acts for the app itself, and the operation is about one member.";
    /// Nothing is there, or nothing for this caller.
    Missing "not-found" NOT_FOUND "There is nothing there"
        "There is no such thing, or it is private and not the caller’s. The two are told apart for nobody.";
    /// The address does not take this method.
    Method "wrong-method" METHOD_NOT_ALLOWED "The address does not take this method"
        "There is something at this address, but not for this HTTP method.";
    /// The request cannot be read.
    Malformed "malformed-request" BAD_REQUEST "The request cannot be read"
        "The body is not the JSON that the operation takes, or a parameter is not of its form.";
    /// The body comes as something else than JSON.
    MediaType "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE "The body is not JSON"
        "The operation takes a JSON body, and the Content-Type said something else.";
    /// Fields of the request cannot stand.
    Fields "invalid-fields" UNPROCESSABLE_ENTITY "Some fields cannot stand"
        "The request can be read, but what some of its fields say is not possible. All of them are listed under errors.";
    /// Only the owner does this.
    NotOwner "not-owner" FORBIDDEN "Only the project’s owner does this"
        "The project belongs to another member.";
    /// Only the bidder does this.
    NotBidder "not-bidder" FORBIDDEN "Only the member who bid does this"
        "The bid belongs to another member.";
    /// A member bids on a project of their own.
    OwnProject "own-project" FORBIDDEN "Nobody bids on a project of their own"
        "The project belongs to the member who wants to bid on it.";
    /// The project takes no bids.
    NotOpen "project-not-open" CONFLICT "The project takes no bids"
        "The project is not open: work has begun, it is done, or its owner took it back.";
    /// The member has bid.
    AlreadyBid "already-bid" CONFLICT "The member has bid on this project"
        "A member bids once on a project, and a bid that was taken back counts.";
    /// The state of the project does not allow this.
    ProjectState "project-state" CONFLICT "The project’s state does not allow this"
        "A draft is published, an open project is closed, work in progress is completed: each step leads on from one state only.";
    /// The state of the bid does not allow this.
    BidState "bid-state" CONFLICT "The bid’s state does not allow this"
        "A placed bid is highlighted, retracted or awarded; an awarded one is revoked, accepted or denied.";
    /// Enough bids were chosen.
    EnoughAwarded "enough-awarded" CONFLICT "The project has no place left"
        "As many bids as the project allows are awarded or accepted already, or one still waits for its member’s answer.";
    /// Members have bid on the terms.
    HasBids "terms-are-bid-on" CONFLICT "Members have bid on these terms"
        "Once somebody has bid, the kind of payment, the currency, the budget and the commitment stay as they are, and places are not taken away.";
    /// The state of the milestone does not allow this.
    MilestoneState "milestone-state" CONFLICT "The milestone’s state does not allow this"
        "What a milestone holds is released or returned once, and a request is accepted, rejected or withdrawn once.";
    /// More is asked for than is held.
    MoreThanHeld "more-than-held" CONFLICT "The milestone does not hold that much"
        "The amount is more than what the milestone still holds.";
    /// The member has written their review.
    AlreadyReviewed "already-reviewed" CONFLICT "The member has reviewed this work"
        "Each side of a finished bid writes one review, which stays as it is.";
    /// The thing changed meanwhile.
    Changed "changed-meanwhile" PRECONDITION_FAILED "It was changed meanwhile"
        "The If-Match header names a state that is not the present one.";
    /// The key was used for something else.
    KeyReused "idempotency-key-reused" UNPROCESSABLE_ENTITY "The Idempotency-Key was used for another request"
        "A key stands for one request. This one came before with another body.";
    /// A quota is used up.
    TooMany "too-many-requests" TOO_MANY_REQUESTS "Too many calls"
        "The app, or the member by way of it, has called more often than a minute allows.";
    /// A fault of ours.
    Fault "server-fault" INTERNAL_SERVER_ERROR "The server could not answer"
        "Something failed on our side. It is in our log.";
    /// A fault of ours that passes.
    Unavailable "unavailable" SERVICE_UNAVAILABLE "The server cannot answer now"
        "The server waits for something it needs, such as its database.";
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
            Self::TooMany => "AuthorisationExceptionCodes.RATE_LIMITED",
            Self::ProjectState
            | Self::BidState
            | Self::EnoughAwarded
            | Self::HasBids
            | Self::MilestoneState
            | Self::MoreThanHeld
            | Self::AlreadyReviewed
            | Self::Changed => "ProjectExceptionCodes.STATE_CONFLICT",
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
            Refusal::MilestoneState => Self::MilestoneState,
            Refusal::MoreThanHeld => Self::MoreThanHeld,
            Refusal::AlreadyReviewed => Self::AlreadyReviewed,
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
