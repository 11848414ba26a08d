//! A program that calls the platform's API with a token.

use serde_json::{Value, json};

use crate::http::{Answer, Http};
use crate::oauth_client::ClientApp;
use crate::person::Person;
use crate::server::Server;

/// What a member's app may do on the market.
pub const MARKET_SCOPES: &str =
    "projects:read projects:write bids:read bids:write payments:read payments:write";

/// A caller of the API.
#[derive(Clone, Debug)]
pub struct Caller {
    http: Http,
    token: String,
}

impl Caller {
    /// With a token.
    pub fn new(http: &Http, token: &str) -> Self {
        Self { http: http.clone(), token: token.to_owned() }
    }

    /// For a member who allowed an app everything about the market. `number` tells one request from another.
    pub async fn for_member(person: &Person, app: &ClientApp, number: u64) -> Self {
        Self::new(app.http(), &person.tokens(app, MARKET_SCOPES, number).await.access)
    }

    /// For an app itself.
    pub async fn for_app(app: &ClientApp) -> Self {
        Self::new(app.http(), &crate::oauth_client::Tokens::of(app.own_token().await).access)
    }

    /// The same at a replica of its server.
    pub fn trusting(&self, server: &Server, replica: &Server) -> Self {
        let trusted: Vec<_> = server.trusted().iter().chain(replica.trusted()).cloned().collect();
        Self { http: Http::new(&replica.base(), &trusted), ..self.clone() }
    }

    /// Calls.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = headers.to_vec();
        headers.push(("authorization", &authorization));
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        self.http.send(method, path, &headers, body.map(|body| body.to_string().into_bytes())).await
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], None).await
    }

    /// `POST`.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, &[], Some(body)).await
    }

    /// `POST` of nothing: something that is done.
    pub async fn act(&self, path: &str) -> Answer {
        self.call("POST", path, &[], None).await
    }

    /// Posts a project and gives its number.
    pub async fn project(&self, body: &Value) -> String {
        self.post("/api/projects/v1/projects", body).await.expect(201).member("id")
    }

    /// Places a bid.
    pub async fn bid(&self, project: &str) -> Answer {
        self.post("/api/projects/v1/bids", &bid(project)).await
    }

    /// Posts a project and has `other` at work on it; gives its number and the bid's.
    pub async fn hire(&self, other: &Self) -> (String, String) {
        let project = self.project(&project()).await;
        let bid = other.bid(&project).await.expect(201).member("id");
        self.bid_act(&bid, "award").await.expect(200);
        other.bid_act(&bid, "accept").await.expect(200);
        (project, bid)
    }

    /// Does something with a bid.
    pub async fn bid_act(&self, bid: &str, act: &str) -> Answer {
        self.act(&format!("/api/projects/v1/bids/{bid}/{act}")).await
    }
}

/// A project to post.
pub fn project() -> Value {
    json!({
        "title": "A logo for a bakery",
        "description": "We bake bread in the old town and need a logo for bags.",
        "skills": [32, 20],
        "kind": "fixed",
        "budget": { "currency": "EUR", "minimum": 25_000, "maximum": 75_000 },
    })
}

/// A bid to place.
pub fn bid(project: &str) -> Value {
    json!({ "project_id": project, "amount": 50_000, "period": 7, "description": "Gladly." })
}

/// A milestone to set aside, or to ask for.
pub fn milestone(bid: &str) -> Value {
    json!({ "bid_id": bid, "amount": 20_000, "reason": "partial_payment", "description": "First drafts" })
}
