//! A file's values with their places, whether they came from TOML or from an editor's JSON.
//!
//! No value is judged here, and nothing is looked up in another file.

use text_size::{TextRange, TextSize};
use toml::de::{DeTable, DeValue};

use super::KeyProblem;

/// Where a value stands. With `extends`, two files make one tree, so the file goes with the bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Which file, counted as its reader counts them.
    pub file: u32,
    /// Bytes in that file's text.
    pub start: u32,
    /// Not included.
    pub end: u32,
}

impl Place {
    fn new(file: u32, span: std::ops::Range<usize>) -> Self {
        let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file, start: bytes(span.start), end: bytes(span.end.max(span.start)) }
    }

    /// The bytes alone.
    pub fn range(self) -> TextRange {
        TextRange::new(TextSize::new(self.start), TextSize::new(self.end))
    }
}

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub value: Value,
    /// A table under a `[header]` has the header's place, an inline one its own, and the whole file that of its `id`.
    pub at: Place,
}

#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    Fraction,
    Flag(bool),
    /// A TOML date, time or both, as text.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: String,
    pub key_at: Place,
    pub node: Node,
}

impl Node {
    /// The whole of a TOML text, as far as it can be understood.
    pub fn from_toml(text: &str, file: u32) -> (Node, Vec<(KeyProblem, Place)>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problems: Vec<(KeyProblem, Place)> = Vec::new();
        let mut stray = Vec::new();
        for error in errors {
            let span = error.span().unwrap_or(text.len()..text.len());
            let line = line_of(text, span.start);
            if error.message().starts_with(NO_VALUE) {
                stray.push(line.clone());
            }
            let before = text.get(..span.start).unwrap_or_default();
            let problem = if before.trim_end_matches([' ', '\t']).ends_with('=') && span.is_empty() {
                KeyProblem::NoValue
            } else {
                KeyProblem::Syntax(error.message().to_owned())
            };
            let at = Place::new(file, if span.is_empty() { line } else { span });
            // One mistake can be met twice on the way to the next key.
            if problems.iter().rev().take(8).all(|(_, known)| *known != at) {
                problems.push((problem, at));
            }
        }
        let mut entries_found = entries(table.get_ref(), file);
        if !stray.is_empty() {
            // The parser stops at such a line; without it, it reads on.
            let text = without(text, &stray);
            entries_found = entries(DeTable::parse_recoverable(&text).0.get_ref(), file);
        }
        let id_at = entries_found.iter().find(|entry| entry.key == "id").map(|entry| entry.node.at);
        let at = id_at.unwrap_or(Place::new(file, 0..0));
        (Node { value: Value::Table(entries_found), at }, problems)
    }

    /// The value without its places. A fraction, of which nothing is kept, is nought.
    pub fn into_toml(self) -> toml::Value {
        match self.value {
            Value::Text(text) | Value::Date(text) => text.into(),
            Value::Whole(number) => number.into(),
            Value::Fraction => 0.into(),
            Value::Flag(flag) => flag.into(),
            Value::List(items) => items.into_iter().map(Node::into_toml).collect::<Vec<_>>().into(),
            Value::Table(entries) => {
                let pairs = entries.into_iter().map(|entry| (entry.key, entry.node.into_toml()));
                toml::Value::Table(pairs.collect())
            }
        }
    }

    /// A JSON value. It has no places; `null` is a key left out.
    pub fn from_json(json: &serde_json::Value) -> Node {
        use serde_json::Value as Json;
        let value = match json {
            Json::Null => Value::Table(Vec::new()),
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(number) => number.as_i64().map_or(Value::Fraction, Value::Whole),
            Json::String(text) => Value::Text(text.clone()),
            Json::Array(items) => Value::List(items.iter().map(Node::from_json).collect()),
            Json::Object(members) => {
                let mut entries = Vec::new();
                for (key, json) in members {
                    if !json.is_null() {
                        let node = Node::from_json(json);
                        entries.push(Entry { key: key.clone(), key_at: Place::default(), node });
                    }
                }
                Value::Table(entries)
            }
        };
        Node { value, at: Place::default() }
    }

    /// The entries of a table; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// A text; nothing for anything else.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value under `key` of a table.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The value under `key` of a table, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let Value::Table(entries) = &mut self.value else { return None };
        entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node.value)
    }

    /// The text under `key`, and its place.
    pub fn text_at(&self, key: &str) -> Option<(&str, Place)> {
        let node = self.get(key)?;
        Some((node.text()?, node.at))
    }

    /// The items of the list under `key`.
    pub fn list(&self, key: &str) -> &[Node] {
        self.get(key).map_or(&[], Node::items)
    }

    /// The texts of the list under `key`, and their places.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = (&str, Place)> {
        self.list(key).iter().filter_map(|item| Some((item.text()?, item.at)))
    }

    /// What the value is, as a message calls it.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Whole(_) => "a whole number",
            Value::Fraction => "a number",
            Value::Flag(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// How the parser begins to say that a line is a key and nothing else.
const NO_VALUE: &str = "key with no value";

/// The line around a byte offset, without the white space on both sides.
fn line_of(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = at.min(text.len());
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = at + after.find('\n').unwrap_or(after.len());
    let line = text.get(start..end).unwrap_or_default();
    let start = start + (line.len() - line.trim_start().len());
    start..start + line.trim().len()
}

/// The same text with spaces for the bytes of `lines`, so that every other place stays.
fn without(text: &str, lines: &[std::ops::Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    for line in lines {
        // Two errors on one line are one line.
        if let Some(kept) = text.get(rest.len()..line.start) {
            rest.push_str(kept);
            rest.extend(std::iter::repeat_n(' ', line.len()));
        }
    }
    rest.push_str(text.get(rest.len()..).unwrap_or_default());
    rest
}

fn entries(table: &DeTable<'_>, file: u32) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(table.len());
    for (key, value) in table {
        let key_at = Place::new(file, key.span());
        entries.push(Entry { key: key.get_ref().to_string(), key_at, node: node(value, file) });
    }
    entries
}

fn node(value: &toml::Spanned<DeValue<'_>>, file: u32) -> Node {
    let at = Place::new(file, value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Fraction, Value::Whole)
        }
        DeValue::Float(_) => Value::Fraction,
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, file)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, file)),
    };
    Node { value, at }
}
