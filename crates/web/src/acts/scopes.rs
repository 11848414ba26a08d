//! The scope catalogue of a first start.

use oauth::scope::Catalogue;
use store::{Result, Writer};

use super::Context;

/// Says which version of the built-in catalogue was installed last.
const INSTALLED: &str = "scopes-installed";

/// Installs the scopes every deployment begins with. What operators changed since is left alone.
pub async fn ensure(tx: &mut Writer, context: &Context<'_>) -> Result<()> {
    if tx.find_setting(INSTALLED).await?.is_some() || !tx.insert_setting(INSTALLED, "1", context.now).await? {
        return Ok(());
    }
    for (position, entry) in (0_i64..).zip(Catalogue::first_start()) {
        tx.insert_scope(position, &entry).await?;
    }
    Ok(())
}
