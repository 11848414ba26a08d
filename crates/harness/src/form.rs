//! Reads the forms of a page: what a browser would send. It takes our own pages, not any HTML there is.

/// Something that a form sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// The `type` of an input; `textarea`, `select` or `button` for those.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it is ticked.
    pub checked: bool,
}

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent, empty for the page's own address.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// What it holds, in order.
    pub controls: Vec<Control>,
}

impl Form {
    /// Whether it holds a control of this name.
    pub fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }

    /// The value of the first control of this name.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        let found = self.controls.iter().find(|control| control.name == name);
        &found.unwrap_or_else(|| panic!("the form has no {name}")).value
    }

    /// The values of every control of this name.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let named = self.controls.iter().filter(|control| control.name == name);
        named.map(|control| control.value.as_str()).collect()
    }

    /// Where it is sent, without query.
    pub fn path(&self) -> &str {
        let path = self.action.split('?').next().unwrap_or_default();
        match path.strip_prefix("https://").and_then(|rest| rest.find('/').map(|at| &rest[at..])) {
            Some(rest) => rest,
            None => path,
        }
    }

    /// What a browser sends when somebody enters `entered` and presses a button: what is entered takes the
    /// place of what was there, boxes are ticked and buttons pressed only if they are entered.
    pub fn filled<'a>(&'a self, entered: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let replaced = |name: &str| entered.iter().any(|(known, _)| *known == name);
        let is_sent = |control: &&Control| {
            let by_itself = match control.kind.as_str() {
                "checkbox" | "radio" => control.checked,
                kind => kind != "button" && kind != "submit",
            };
            by_itself && !control.name.is_empty() && !replaced(&control.name)
        };
        let kept = self.controls.iter().filter(is_sent);
        let mut pairs: Vec<_> = kept.map(|control| (control.name.as_str(), control.value.as_str())).collect();
        pairs.extend_from_slice(entered);
        pairs
    }
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    for tag in tags(html) {
        match tag.name.as_str() {
            "form" => {
                open = true;
                let method = tag.attribute("method").unwrap_or("get").to_ascii_lowercase();
                let action = tag.attribute("action").unwrap_or_default().to_owned();
                forms.push(Form { action, method, controls: Vec::new() });
            }
            "/form" => open = false,
            "input" | "textarea" | "select" | "button" if open && tag.attribute("disabled").is_none() => {
                let form = forms.last_mut().expect("a form is open");
                form.controls.push(control(&tag));
            }
            "option" if open && tag.attribute("selected").is_some() => {
                let select = forms.last_mut().and_then(|form| form.controls.last_mut());
                if let Some(select) = select.filter(|control| control.kind == "select") {
                    select.value = tag.attribute("value").unwrap_or(&tag.text).to_owned();
                }
            }
            _ => {}
        }
    }
    forms
}

fn control(tag: &Tag) -> Control {
    let kind = match tag.name.as_str() {
        "input" => tag.attribute("type").unwrap_or("text"),
        "button" if tag.attribute("type").is_none_or(|kind| kind == "submit") => "submit",
        other => other,
    };
    let unsaid = match kind {
        "checkbox" | "radio" => "on",
        "textarea" => tag.text.trim_start_matches('\n'),
        _ => "",
    };
    Control {
        kind: kind.to_owned(),
        name: tag.attribute("name").unwrap_or_default().to_owned(),
        value: tag.attribute("value").unwrap_or(unsaid).to_owned(),
        checked: tag.attribute("checked").is_some(),
    }
}

/// A tag with the text that follows it.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Its name in small letters; that of an end begins with `/`.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    /// The value of an attribute, empty if it has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The tags of a page, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let (inside, after) = (&rest[..end], &rest[end + 1..]);
        let text = after.split('<').next().unwrap_or_default();
        found.push(tag(inside, text));
        rest = after;
    }
    found
}

/// Where a tag ends: the first `>` outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if character == '"' || character == '\'' => quote = Some(character),
            None if character == '>' => return Some(at),
            None => {}
        }
    }
    None
}

fn tag(inside: &str, text: &str) -> Tag {
    let inside = inside.trim_end_matches('/');
    let name_end = inside.find(|character: char| character.is_whitespace()).unwrap_or(inside.len());
    let mut tag =
        Tag { name: inside[..name_end].to_ascii_lowercase(), attributes: Vec::new(), text: unescape(text) };
    let mut rest = inside[name_end..].trim_start();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        rest = rest[name_end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''));
            let (raw, remaining) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            value = unescape(raw);
            rest = remaining.trim_start();
        }
        tag.attributes.push((name, value));
    }
    tag
}

/// Reads character references back.
pub fn unescape(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 8);
        let character = end.and_then(|end| reference(&rest[1..end]));
        match (end, character) {
            (Some(end), Some(character)) => {
                read.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                read.push('&');
                rest = &rest[1..];
            }
        }
    }
    read.push_str(rest);
    read
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(value)
        }
    }
}

/// The words of a text or page that begin with `prefix`, each ended by a blank, a quote or a tag.
pub fn words_from(text: &str, prefix: &str) -> Vec<String> {
    let ends = |character: char| character.is_whitespace() || "\"'<>`".contains(character);
    let found = text.match_indices(prefix).map(|(at, _)| text[at..].split(ends).next().unwrap_or_default());
    found.map(unescape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_a_browser_would() {
        let page = r#"<!doctype html><form method="post" action=/signin><input type="hidden" name="form_token"
            value="a&amp;b"><label>Name <input name=username value="ada" autofocus></label>
            <input type=checkbox name=scope value="read"><input type=checkbox name=scope value=write checked>
            <textarea name=words>
x &lt; y</textarea><button name=decision value=allow>Allow</button></form>"#;
        let form = &forms(page)[0];
        assert_eq!((form.path(), form.method.as_str()), ("/signin", "post"));
        let sent = form.filled(&[("username", "eve"), ("decision", "allow")]);
        let expected = [
            ("form_token", "a&b"),
            ("scope", "write"),
            ("words", "x < y"),
            ("username", "eve"),
            ("decision", "allow"),
        ];
        assert_eq!(sent, expected);
    }

    #[test]
    fn words_end_where_their_surroundings_begin() {
        let text = "<code>sec_live_abc</code> and \"sec_live_def\"";
        assert_eq!(words_from(text, "sec_live_"), ["sec_live_abc", "sec_live_def"]);
    }
}
