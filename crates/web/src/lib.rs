//! Endpoints, API and pages: HTTP around the rules of `oauth` and `account` and the records of `store`.

pub mod acts;
pub mod assets;
pub mod outbound;
pub mod pictures;
pub mod views;
pub mod words;

mod api;
mod app;
mod backchannel;
mod calls;
mod charts;
mod client_documents;
mod client_keys;
mod documents;
mod endpoints;
mod error;
mod extract;
mod hashing;
mod headers;
mod keys;
mod limits;
mod logos;
mod metrics;
mod pages;
mod router;
mod settings;

pub use app::{App, Clock, Parts};
pub use backchannel::Told;
pub use extract::peer::Peer;
pub use headers::{LONGEST_BODY, with_headers};
pub use limits::ApiQuotas;
pub use metrics::Metrics;
pub use router::router;
pub use settings::{ClientSettings, PasswordSettings, Registering, Settings, TokenSettings};
