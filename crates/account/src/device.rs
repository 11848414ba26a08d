//! A browser in words, for lists of sessions.

use std::fmt;

const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// What is known of a browser. As text it is in English, as the audit record keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub browser: Option<&'static str>,
    /// What it runs on.
    pub system: Option<&'static str>,
}

impl Device {
    /// Reads a `User-Agent`.
    pub fn of(user_agent: &str) -> Self {
        let known = |marks: &[(&str, &'static str)]| {
            marks.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
        };
        Self { browser: known(BROWSERS), system: known(SYSTEMS) }
    }

    /// Reads what the audit record keeps.
    pub fn recorded(text: &str) -> Option<Self> {
        let browsers = BROWSERS.iter().map(|(_, name)| Some(*name)).chain([None]);
        let systems = || SYSTEMS.iter().map(|(_, name)| Some(*name)).chain([None]);
        browsers
            .flat_map(|browser| systems().map(move |system| Self { browser, system }))
            .find(|device| device.to_string() == text)
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.browser, self.system) {
            (Some(browser), Some(system)) => write!(f, "{browser} on {system}"),
            (Some(browser), None) => f.write_str(browser),
            (None, Some(system)) => write!(f, "A browser on {system}"),
            (None, None) => f.write_str("An unknown browser"),
        }
    }
}

/// Describes a browser by its `User-Agent`: “Firefox on Android”.
pub fn describe(user_agent: &str) -> String {
    Device::of(user_agent).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_named() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                "Edge on Windows",
            ),
            ("Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox on Android"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.5.0", "curl"),
            ("", "An unknown browser"),
        ] {
            assert_eq!(describe(agent), words);
            assert_eq!(Device::recorded(words), Some(Device::of(agent)));
        }
        assert_eq!(Device::recorded("A <b> on Linux"), None);
    }
}
