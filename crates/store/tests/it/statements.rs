//! Every SQL text of the store, read from its source.

use std::collections::HashMap;
use std::path::Path;

/// A statement and the file it stands in.
pub struct SourceStatement {
    pub file: String,
    pub sql: String,
}

impl SourceStatement {
    /// The number of its parameters.
    pub fn parameters(&self) -> usize {
        (1..=30).rev().find(|number| self.sql.contains(&format!("${number}"))).unwrap_or(0)
    }
}

/// Which engine a statement is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Both.
    Shared,
    /// SQLite, with its full-text search.
    Sqlite,
    /// PostgreSQL, with its full-text search.
    Postgres,
}

impl SourceStatement {
    /// Which engine it is for: full-text search has no text that both understand, and nothing else may differ.
    pub fn dialect(&self) -> Dialect {
        let has = |words: &[&str]| words.iter().any(|word| self.sql.contains(word));
        match self.sql.contains("project_words") {
            true if has(&[" MATCH ", "rowid"]) => Dialect::Sqlite,
            true => Dialect::Postgres,
            false => Dialect::Shared,
        }
    }
}

/// Files whose statements are about the database itself, not about a record.
const NOT_RECORDS: [&str; 5] = ["engine.rs", "migrate.rs", "postgres.rs", "sqlite.rs", "sqlite"];

/// Every statement about a record, as the engines get it.
pub fn all() -> Vec<SourceStatement> {
    let mut sources = Vec::new();
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    sources.sort_by(|one, other| one.0.cmp(&other.0));
    let mut texts = HashMap::new();
    for (_, tokens) in &sources {
        define_macros(tokens, &mut texts);
    }
    let mut statements = Vec::new();
    for (file, tokens) in &sources {
        let found = statements_of(tokens, &texts);
        let calls = calls_of(tokens);
        assert!(found.len() >= calls, "{file} runs {calls} statements, {} were found", found.len());
        statements.extend(found.into_iter().map(|sql| SourceStatement { file: file.clone(), sql }));
    }
    statements
}

fn read_folder(folder: &Path, sources: &mut Vec<(String, Vec<Token>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if NOT_RECORDS.contains(&name.as_str()) {
            continue;
        }
        match path.is_dir() {
            true => read_folder(&path, sources),
            false => sources.push((name, tokens(&std::fs::read_to_string(path).unwrap()))),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Text(String),
    Word(String),
    Mark(char),
}

/// Cuts Rust source into what matters here: string literals, words and punctuation.
fn tokens(source: &str) -> Vec<Token> {
    let source = source.replace("'\"'", "' '");
    let mut tokens = Vec::new();
    let mut rest = source.as_str();
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        } else if first == '"' {
            let end = end_of_literal(rest);
            tokens.push(Token::Text(rest[1..end].to_owned()));
            rest = &rest[end + 1..];
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Mark(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

fn end_of_literal(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    panic!("a string literal does not end: {text}");
}

fn is_word(token: Option<&Token>, word: &str) -> bool {
    matches!(token, Some(Token::Word(found)) if found == word)
}

/// Takes in macros that stand for a text: `macro_rules! name { () => { "…" } }`.
fn define_macros(tokens: &[Token], texts: &mut HashMap<String, String>) {
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| is_word(Some(token), "macro_rules")) {
        let text = tokens[at..].iter().find_map(|token| match token {
            Token::Text(text) => Some(text.clone()),
            _ => None,
        });
        if let (Some(Token::Word(name)), Some(text)) = (tokens.get(at + 2), text) {
            texts.insert(name.clone(), text);
        }
    }
}

fn statements_of(tokens: &[Token], texts: &HashMap<String, String>) -> Vec<String> {
    let begins = |sql: &str| {
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| sql.trim_start().starts_with(verb))
    };
    let mut statements = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_word(tokens.get(at), "concat") && tokens.get(at + 1) == Some(&Token::Mark('!')) {
            let mut sql = String::new();
            at += 2;
            loop {
                match &tokens[at] {
                    Token::Text(text) => sql.push_str(text),
                    Token::Word(name) => {
                        sql.push_str(texts.get(name).unwrap_or_else(|| panic!("{name}! stands for no text")));
                        at += 3;
                    }
                    Token::Mark(';') => break,
                    // The end of the call, where no semicolon follows.
                    Token::Mark(')') if tokens.get(at + 1) == Some(&Token::Mark(';')) => break,
                    Token::Mark(_) => {}
                }
                at += 1;
            }
            statements.push(sql);
        } else if let Token::Text(text) = &tokens[at]
            && begins(text)
        {
            statements.push(text.clone());
        }
        at += 1;
    }
    statements
}

/// Counts the calls that run a statement.
fn calls_of(tokens: &[Token]) -> usize {
    let runs = ["query_opt", "query_all", "execute", "queue"];
    let called = |window: &&[Token]| {
        window[0] == Token::Mark('.')
            && matches!(&window[1], Token::Word(name) if runs.contains(&name.as_str()))
            && window[2] == Token::Mark('(')
    };
    tokens.windows(3).filter(called).count()
}
