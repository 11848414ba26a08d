//! The first start of a deployment: the link that lets somebody become its first operator, once.

use account::link::{Link, LinkPurpose};
use oauth::Secret;
use store::{Result, Writer};

use super::Context;

/// The setting that holds the service's name.
pub const SERVICE_NAME: &str = "service-name";

/// The setting that says set-up is over, for good.
const CLOSED: &str = "setup-closed";

/// Makes a set-up link and voids those made before; `None` once there is, or ever was, an operator.
pub async fn make_link(
    tx: &mut Writer,
    context: &Context<'_>,
    code_key: &[u8; 32],
) -> Result<Option<Secret>> {
    if !is_open(tx).await? {
        return Ok(None);
    }
    tx.revoke_setup_links(context.now).await?;
    let (link, secret, _) =
        Link::make(LinkPurpose::Setup, None, "", None, context.now, context.entropy, code_key);
    tx.insert_link(&link).await?;
    context.record(tx, "setup.link", String::new()).await?;
    Ok(Some(secret))
}

/// Whether set-up may still happen.
pub async fn is_open(reader: &mut store::Reader) -> Result<bool> {
    Ok(reader.find_setting(CLOSED).await?.is_none() && !reader.has_operator().await?)
}

/// Ends set-up for good; false if it was over. Called in the transaction that makes an operator.
pub async fn close(tx: &mut Writer, context: &Context<'_>) -> Result<bool> {
    let first = tx.insert_setting(CLOSED, "1", context.now).await?;
    if first {
        tx.revoke_setup_links(context.now).await?;
    }
    Ok(first)
}
