//! Chromium's own authenticator in software: keeps passkeys of one tab and answers for them.

use serde_json::{Value, json};

use super::page::Page;

/// What a tab's passkeys are kept in.
#[derive(Debug)]
pub struct Authenticator<'a> {
    page: &'a Page,
    id: String,
}

impl Page {
    /// Gives the tab an authenticator like a laptop's own, which knows who holds it and answers at once.
    pub async fn authenticator(&self) -> Authenticator<'_> {
        self.call("WebAuthn.enable", json!({ "enableUI": false })).await;
        let options = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
        });
        let added = self.call("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
        let id = added["authenticatorId"].as_str().expect("an authenticator has an id").to_owned();
        Authenticator { page: self, id }
    }
}

impl Authenticator<'_> {
    async fn call(&self, method: &str, mut parameters: Value) -> Value {
        parameters["authenticatorId"] = self.id.as_str().into();
        self.page.call(method, parameters).await
    }

    /// Whether somebody touches it when it asks; otherwise it waits.
    pub async fn set_present(&self, present: bool) {
        self.call("WebAuthn.setAutomaticPresenceSimulation", json!({ "enabled": present })).await;
    }

    /// Whether it knows who holds it.
    pub async fn set_verified(&self, verified: bool) {
        self.call("WebAuthn.setUserVerified", json!({ "isUserVerified": verified })).await;
    }

    /// The passkeys that it keeps.
    pub async fn credentials(&self) -> Vec<Value> {
        let answer = self.call("WebAuthn.getCredentials", json!({})).await;
        answer["credentials"].as_array().cloned().unwrap_or_default()
    }

    /// Puts a passkey into it, as another authenticator gave it.
    pub async fn add(&self, credential: &Value) {
        self.call("WebAuthn.addCredential", json!({ "credential": credential })).await;
    }

    /// Takes every passkey out of it.
    pub async fn clear(&self) {
        self.call("WebAuthn.clearCredentials", json!({})).await;
    }
}
