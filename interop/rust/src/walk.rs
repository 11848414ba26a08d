//! What both walks share: the settings, the member, and how a step is told.

use std::error::Error;
use std::process::Command;

use oauth2::Scope;
use oauth2::reqwest::blocking::Client as Http;
use oauth2::reqwest::{self, Url};

pub type Outcome<T> = Result<T, Box<dyn Error>>;

pub fn setting(name: &str) -> Outcome<String> {
    std::env::var(format!("INTEROP_{name}")).map_err(|_| format!("interop/run sets INTEROP_{name}").into())
}

pub fn step(text: &str) {
    println!("    {text}");
}

/// As the crates' documentation asks: a client that follows redirects could be led elsewhere.
pub fn http() -> Outcome<Http> {
    let ca = reqwest::Certificate::from_pem(&std::fs::read(setting("CA")?)?)?;
    Ok(Http::builder().add_root_certificate(ca).redirect(reqwest::redirect::Policy::none()).build()?)
}

/// Lets the member sign in and allow; gives the address the app is called back at.
pub fn member(address: &Url) -> Outcome<Url> {
    let done = Command::new(setting("MEMBER")?).arg(address.as_str()).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).trim().into());
    }
    Ok(Url::parse(std::str::from_utf8(&done.stdout)?.trim())?)
}

pub fn parameter(address: &Url, name: &str) -> Outcome<String> {
    let found = address.query_pairs().find(|(known, _)| known == name);
    Ok(found.ok_or_else(|| format!("the answer has no {name}"))?.1.into_owned())
}

pub fn scopes(name: &str) -> Outcome<Vec<Scope>> {
    Ok(setting(name)?.split(' ').map(|scope| Scope::new(scope.to_owned())).collect())
}
