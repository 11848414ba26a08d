//! Forms that bring a file (RFC 7578): the fields like those of any form, and the one file.

use axum::extract::{FromRequest, Multipart, Request};
use bytes::Bytes;
use oauth::params::Params;

use crate::error::PageError;

/// The most parts of such a form.
const MOST: usize = 20;

/// What such a form brought.
pub(crate) struct Upload {
    /// Its fields.
    pub(super) fields: Params,
    /// Its file, if one was chosen.
    pub file: Option<Bytes>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let unreadable = || PageError::form_expired();
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let (mut fields, mut file) = (Vec::new(), None);
        for _ in 0..MOST {
            let Some(part) = parts.next_field().await.map_err(|_| unreadable())? else {
                let pairs =
                    fields.iter().map(|(name, value): &(String, String)| (name.as_str(), value.as_str()));
                return Ok(Self { fields: Params::from_pairs(pairs), file });
            };
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                // A box that nobody chose a file for sends one without a byte.
                file = Some(part.bytes().await.map_err(|_| unreadable())?).filter(|bytes| !bytes.is_empty());
            } else {
                fields.push((name, part.text().await.map_err(|_| unreadable())?));
            }
        }
        Err(unreadable())
    }
}
