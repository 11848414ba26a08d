//! Names become addresses here and nowhere else, and a connection is made only to what is returned: a name that
//! changes its mind between a check and a connection finds no gap.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::address::is_public;
use super::{Lookup, Refused};

/// Resolves names, and forgets what is not public unless the deployment allowed the host.
pub(super) struct Guarded {
    allow: Arc<[Host]>,
    lookup: Lookup,
}

impl Guarded {
    pub(super) fn new(allow: Arc<[Host]>, lookup: Lookup) -> Self {
        Self { allow, lookup }
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let allowed = self.allow.iter().any(|known| matches!(known, Host::Domain(known) if *known == host));
        let found = (self.lookup)(host);
        Box::pin(async move {
            let mut found = found.await.map_err(|_| Refused::Unreachable)?;
            found.retain(|ip| allowed || is_public(*ip));
            if found.is_empty() {
                return Err(Refused::Unreachable.into());
            }
            // The port of the address that is asked for takes the place of the zero.
            let found: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(found)
        })
    }
}

/// As the machine resolves names.
pub(super) fn system() -> Lookup {
    Arc::new(|host| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}
