//! The DevTools protocol: numbered calls with one answer each, and events.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;

/// An event of a tab.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub session: String,
    pub method: String,
    pub parameters: Value,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
    events: Mutex<Vec<Event>>,
    next: AtomicU64,
}

/// A connection to a browser.
#[derive(Clone, Debug)]
pub(super) struct Connection {
    shared: Arc<Shared>,
    outgoing: mpsc::UnboundedSender<String>,
}

impl Connection {
    pub(super) async fn open(address: &str) -> Self {
        let (socket, _) =
            tokio_tungstenite::connect_async(address).await.expect("Chromium takes the connection");
        let (mut sink, mut stream) = socket.split();
        let (outgoing, mut texts) = mpsc::unbounded_channel::<String>();
        let shared = Arc::new(Shared::default());
        let receiving = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Some(text) = texts.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    return;
                }
            }
        });
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Message::Text(text) = message
                    && let Ok(value) = serde_json::from_str(text.as_str())
                {
                    receiving.take(value);
                }
            }
            // Whoever still waits learns that nothing will come.
            receiving.waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
        });
        Self { shared, outgoing }
    }

    /// Calls a method and waits for its answer.
    pub(super) async fn call(&self, session: Option<&str>, method: &str, parameters: Value) -> Value {
        let result = self.try_call(session, method, parameters).await;
        result.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Calls a method that may fail, as one does in the middle of a navigation.
    pub(super) async fn try_call(
        &self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value, String> {
        let id = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (answer, answered) = oneshot::channel();
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id, answer);
        self.outgoing.send(message.to_string()).map_err(|_| "the browser has gone".to_owned())?;
        let answered = tokio::time::timeout(crate::wait::DEADLINE, answered).await;
        let mut value = answered
            .map_err(|_| "no answer in time".to_owned())?
            .map_err(|_| "the browser has gone".to_owned())?;
        if value.get("error").is_some() {
            return Err(value["error"].to_string());
        }
        Ok(value["result"].take())
    }

    /// The events of a tab so far.
    pub(super) fn events(&self, session: &str) -> Vec<Event> {
        let events = self.shared.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.iter().filter(|event| event.session == session).cloned().collect()
    }
}

impl Shared {
    fn take(&self, mut value: Value) {
        if let Some(id) = value["id"].as_u64() {
            let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
            if let Some(answer) = waiting {
                let _ = answer.send(value);
            }
            return;
        }
        let event = Event {
            session: value["sessionId"].as_str().unwrap_or_default().to_owned(),
            method: value["method"].as_str().unwrap_or_default().to_owned(),
            parameters: value["params"].take(),
        };
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}
