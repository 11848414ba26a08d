//! A tab: opens addresses, types, clicks, and tells what it shows.

use serde_json::{Value, json};

use super::cdp::Connection;
use crate::wait;

/// A tab.
#[derive(Clone, Debug)]
pub struct Page {
    connection: Connection,
    session: String,
}

/// A key that does something besides writing a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// To the next control.
    Tab,
    /// Sends a form.
    Enter,
    /// Ticks a box.
    Space,
}

impl Page {
    pub(super) async fn attach(connection: Connection, session: String) -> Self {
        let page = Self { connection, session };
        for domain in ["Page.enable", "Runtime.enable", "Log.enable", "Network.enable"] {
            page.call(domain, json!({})).await;
        }
        page.resize(1280, 800).await;
        page
    }

    pub(super) async fn call(&self, method: &str, parameters: Value) -> Value {
        self.connection.call(Some(&self.session), method, parameters).await
    }

    /// Gives the window a size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let parameters = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", parameters).await;
    }

    /// Prefers dark colours, or light ones.
    pub async fn prefer_dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.call("Emulation.setEmulatedMedia", features).await;
    }

    /// Switches the pages' own scripts off.
    pub async fn without_scripts(&self) {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Opens an address and waits until it is loaded.
    pub async fn open(&self, address: &str) {
        let known = self.loads();
        let answer = self.call("Page.navigate", json!({ "url": address })).await;
        assert!(answer.get("errorText").is_none(), "{address}: {answer}");
        self.loaded_after(known, address).await;
    }

    fn loads(&self) -> usize {
        let events = self.connection.events(&self.session);
        events.iter().filter(|event| event.method == "Page.loadEventFired").count()
    }

    async fn loaded_after(&self, known: usize, what: &str) {
        wait::until_true(&format!("{what} is loaded"), async || self.loads() > known).await;
    }

    /// Looks something up in the page.
    pub async fn eval(&self, expression: &str) -> Value {
        let result = self.try_eval(expression).await;
        result.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    async fn try_eval(&self, expression: &str) -> Result<Value, String> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer =
            self.connection.try_call(Some(&self.session), "Runtime.evaluate", parameters).await?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(details.to_string()),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Looks text up in the page.
    pub async fn text_of(&self, expression: &str) -> String {
        self.eval(expression).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true, also over a navigation.
    pub async fn until(&self, expression: &str) {
        let found = async || matches!(self.try_eval(expression).await, Ok(Value::Bool(true)));
        wait::until_true(&format!("the page says {expression}"), found).await;
    }

    /// The address that is shown.
    pub async fn address(&self) -> String {
        self.text_of("location.href").await
    }

    /// Waits until the address begins with this and the page is there.
    pub async fn arrives_at(&self, prefix: &str) {
        let prefix = json!(prefix);
        self.until(&format!("location.href.startsWith({prefix}) && document.readyState === 'complete'"))
            .await;
    }

    /// Presses the mouse on the first element a selector finds.
    pub async fn click(&self, selector: &str) {
        let quoted = json!(selector);
        let place = self
            .eval(&format!(
                "(() => {{ const e = document.querySelector({quoted}); if (!e) return null;
                   e.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                   const r = e.getBoundingClientRect();
                   return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
            ))
            .await;
        assert!(place.is_array(), "{}: nothing to press at {selector}", self.address().await);
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let mut parameters = json!({ "type": kind, "x": place[0], "y": place[1] });
            if kind != "mouseMoved" {
                parameters["button"] = "left".into();
                parameters["clickCount"] = 1.into();
            }
            self.call("Input.dispatchMouseEvent", parameters).await;
        }
    }

    /// Clicks what leads to another page, and waits for it.
    pub async fn follow(&self, selector: &str) {
        let known = self.loads();
        self.click(selector).await;
        self.loaded_after(known, &format!("what {selector} leads to")).await;
    }

    /// Enters text in a field in place of what it holds.
    pub async fn enter(&self, selector: &str, text: &str) {
        let quoted = json!(selector);
        let focused = self
            .eval(&format!(
                "(() => {{ const e = document.querySelector({quoted}); if (!e) return false;
                   e.focus(); e.select?.(); return document.activeElement === e; }})()"
            ))
            .await;
        assert_eq!(focused, true, "{}: no field at {selector}", self.address().await);
        self.write(text).await;
    }

    /// Writes where the focus is.
    pub async fn write(&self, text: &str) {
        self.call("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key.
    pub async fn press(&self, key: Keys) {
        let (name, code, number, text) = match key {
            Keys::Tab => ("Tab", "Tab", 9, ""),
            Keys::Enter => ("Enter", "Enter", 13, "\r"),
            Keys::Space => (" ", "Space", 32, " "),
        };
        let down = json!({
            "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" },
            "key": name, "code": code, "windowsVirtualKeyCode": number, "text": text,
        });
        self.call("Input.dispatchKeyEvent", down).await;
        let up = json!({ "type": "keyUp", "key": name, "code": code, "windowsVirtualKeyCode": number });
        self.call("Input.dispatchKeyEvent", up).await;
    }

    /// Presses a key that leads to another page, and waits for it.
    pub async fn press_and_follow(&self, key: Keys) {
        let known = self.loads();
        self.press(key).await;
        self.loaded_after(known, "what the key leads to").await;
    }

    /// Presses Tab until the element a selector finds has the focus.
    pub async fn tab_to(&self, selector: &str) {
        const MOST: usize = 60;
        let quoted = json!(selector);
        for _ in 0..MOST {
            self.press(Keys::Tab).await;
            if self.eval(&format!("document.activeElement.matches({quoted})")).await == true {
                return;
            }
        }
        panic!("{}: {selector} is not reached by the Tab key", self.address().await);
    }

    /// What went wrong in the page so far: errors on its console, blocked resources, broken policies, uncaught
    /// exceptions. What the browser reports of an answer with an error status is left out: it was asked for.
    pub fn complaints(&self) -> Vec<String> {
        let complaint = |event: super::cdp::Event| match event.method.as_str() {
            "Runtime.exceptionThrown" => Some(event.parameters.to_string()),
            "Runtime.consoleAPICalled" => {
                let kind = &event.parameters["type"];
                (kind == "error" || kind == "assert").then(|| event.parameters.to_string())
            }
            "Log.entryAdded" => {
                let entry = &event.parameters["entry"];
                let text = entry["text"].as_str().unwrap_or_default();
                let asked_for =
                    entry["source"] == "network" && text.contains("the server responded with a status");
                (entry["level"] == "error" && !asked_for).then(|| entry.to_string())
            }
            _ => None,
        };
        self.connection.events(&self.session).into_iter().filter_map(complaint).collect()
    }
}
