//! Sign-ins that begin elsewhere than at the client (OIDC Core §4).

use url::Url;

/// The address that starts a sign-in at a client; `None` if it registered none.
pub fn address(uri: Option<&str>, issuer: &str) -> Option<String> {
    let mut url = Url::parse(uri?).ok()?;
    url.query_pairs_mut().append_pair("iss", issuer);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_learns_who_sends_the_member() {
        assert_eq!(
            address(Some("https://robot.example/start?a=1"), "https://id.example").as_deref(),
            Some("https://robot.example/start?a=1&iss=https%3A%2F%2Fid.example")
        );
        assert_eq!(address(None, "https://id.example"), None);
    }
}
