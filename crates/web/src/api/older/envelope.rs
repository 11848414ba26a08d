//! What this face puts around its answers.

use serde::Serialize;

/// A success.
#[derive(Serialize)]
pub(super) struct Envelope<T> {
    status: &'static str,
    result: T,
    request_id: String,
}

impl<T> Envelope<T> {
    pub(super) fn of(result: T, request_id: String) -> Self {
        Self { status: "success", result, request_id }
    }
}

/// Describes an envelope around a type.
macro_rules! envelopes {
    ($($(#[$doc:meta])* $name:ident($result:ty);)*) => {$(
        $(#[$doc])*
        #[derive(utoipa::ToSchema)]
        #[expect(dead_code, reason = "describes what `Envelope` prints")]
        pub(super) struct $name {
            /// `success`.
            status: String,
            /// What was asked for.
            result: $result,
            /// Names this answer.
            request_id: String,
        }
    )*};
}
pub(super) use envelopes;
