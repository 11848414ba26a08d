//! The smallest thing the server's own web framework can do: what every measured cost is compared with.

use std::net::SocketAddr;

use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use tokio::net::TcpListener;

/// Serves until it is killed.
pub(crate) async fn serve(listen: SocketAddr) -> anyhow::Result<()> {
    let router = Router::new().route("/", get(|| async { Json(json!({ "status": "ok" })) }));
    Ok(axum::serve(TcpListener::bind(listen).await?, router).await?)
}
