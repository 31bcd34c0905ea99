//! Holding a file's values against their shapes: every mistake, and what is left when they are taken out.
//!
//! What an id or a number means is not judged here.

use chrono::NaiveDate;

use super::shape::{Key, Word};
use super::{Entry, KeyProblem, Node, Place, Shape, Shapes, Value, near};

/// The part of `root` that fits, ready for its Rust type, and every mistake in the rest.
///
/// Keys that are required are asked for only if `whole`: a file that extends another gives what differs.
/// A list's item that lacks one is left out, except where only its `source` is missing: then it is kept unconfirmed.
pub(crate) fn fit(root: &Node, shapes: &Shapes, whole: bool) -> (toml::Table, Vec<(KeyProblem, Place)>) {
    let mut fit = Fit { shapes, whole, problems: Vec::new() };
    let table = fit.table(root, &shapes.root, "this file").map(|table| table.kept).unwrap_or_default();
    (table, fit.problems)
}

struct Fit<'s> {
    shapes: &'s Shapes,
    whole: bool,
    problems: Vec<(KeyProblem, Place)>,
}

struct Table {
    kept: toml::Table,
    /// A key without which it means nothing is absent or of no use.
    broken: bool,
}

impl Fit<'_> {
    fn problem(&mut self, problem: KeyProblem, at: Place) {
        self.problems.push((problem, at));
    }

    fn wrong_type(&mut self, node: &Node, key: &str, wanted: impl Into<String>) {
        let problem = KeyProblem::WrongType { key: key.into(), wanted: wanted.into(), found: node.kind() };
        self.problem(problem, node.at);
    }

    fn table(&mut self, node: &Node, name: &str, called: &str) -> Option<Table> {
        let Value::Table(entries) = &node.value else {
            self.wrong_type(node, called, "a table");
            return None;
        };
        let shapes = self.shapes;
        let keys = shapes.keys(name);
        let mut kept = toml::Table::new();
        for Entry { key, key_at, node } in entries {
            let Some(Key { shape, .. }) = keys.iter().find(|known| known.name == *key) else {
                let problem = KeyProblem::UnknownKey {
                    key: key.clone(),
                    table: in_words(called, None),
                    near: near(key, keys.iter().map(|key| key.name.as_str())),
                    known: keys.iter().map(|key| key.name.clone()).collect(),
                };
                self.problem(problem, *key_at);
                continue;
            };
            if let Some(value) = self.value(node, shape, key) {
                kept.insert(key.clone(), value);
            }
        }
        let (mut broken, mut unsourced) = (false, false);
        for key in keys.iter().filter(|key| key.required && !kept.contains_key(&key.name)) {
            let is_absent = node.get(&key.name).is_none();
            if is_absent && (self.whole || key.name == "id") {
                let table = in_words(called, node.text_at("id").map(|(id, _)| id));
                self.problem(KeyProblem::MissingKey { key: key.name.clone(), table }, node.at);
            }
            match key.name.as_str() {
                "source" => unsourced = true,
                _ => broken = true,
            }
        }
        if unsourced && keys.iter().any(|key| key.name == "confirmed") {
            kept.insert("confirmed".into(), false.into());
        }
        for key in keys.iter().filter(|key| key.required && key.shape == Shape::Text) {
            if !kept.contains_key(&key.name) {
                kept.insert(key.name.clone(), String::new().into());
            }
        }
        Some(Table { kept, broken })
    }

    /// A table in its place, gone if it lacks what it cannot do without.
    fn inner_table(&mut self, node: &Node, name: &str, called: &str) -> Option<toml::Value> {
        let table = self.table(node, name, called)?;
        // The marker's statement is of use without its name; a clock without its limit is not.
        let fits = !table.broken
            || self.shapes.keys(name).iter().all(|key| !key.required || key.shape == Shape::Text);
        fits.then_some(toml::Value::Table(table.kept))
    }

    fn value(&mut self, node: &Node, shape: &Shape, key: &str) -> Option<toml::Value> {
        match (shape, &node.value) {
            (Shape::Text, Value::Text(text)) => Some(text.clone().into()),
            (Shape::Flag, Value::Flag(flag)) => Some((*flag).into()),
            (Shape::Whole { min, max }, Value::Whole(number)) => {
                if (min..=max).contains(&number) {
                    return Some((*number).into());
                }
                self.problem(KeyProblem::OutOfBounds { key: key.into(), min: *min, max: *max }, node.at);
                None
            }
            (Shape::Day, Value::Text(text) | Value::Date(text)) => {
                if text.parse::<NaiveDate>().is_ok() {
                    return Some(text.clone().into());
                }
                self.problem(KeyProblem::NoDay { key: key.into(), text: text.clone() }, node.at);
                None
            }
            (Shape::Words(allowed), Value::Text(word)) => {
                let allowed = names(allowed);
                if allowed.contains(word) {
                    return Some(word.clone().into());
                }
                let near = near(word, allowed.iter().map(String::as_str));
                let problem = KeyProblem::UnknownWord { key: key.into(), word: word.clone(), near, allowed };
                self.problem(problem, node.at);
                None
            }
            (Shape::List(shape), Value::List(items)) => {
                Some(items.iter().filter_map(|item| self.item(item, shape, key)).collect::<Vec<_>>().into())
            }
            (Shape::Map(shape), Value::Table(entries)) => {
                let mut kept = toml::Table::new();
                for entry in entries {
                    if let Some(value) = self.value(&entry.node, shape, &entry.key) {
                        kept.insert(entry.key.clone(), value);
                    }
                }
                Some(kept.into())
            }
            (Shape::Table(name), _) => self.inner_table(node, name, key),
            (Shape::OneKey(members), Value::Table(entries)) => self.one_key(node, entries, members, key),
            (shape, _) => {
                self.wrong_type(node, key, wanted(shape, key));
                None
            }
        }
    }

    fn item(&mut self, node: &Node, shape: &Shape, key: &str) -> Option<toml::Value> {
        let Shape::Table(name) = shape else { return self.value(node, shape, key) };
        let table = self.table(node, name, key)?;
        (!table.broken).then_some(toml::Value::Table(table.kept))
    }

    fn one_key(&mut self, node: &Node, entries: &[Entry], members: &[Key], key: &str) -> Option<toml::Value> {
        let allowed: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
        let mut kept = toml::Table::new();
        for entry in entries {
            let Some(Key { shape, .. }) = members.iter().find(|member| member.name == entry.key) else {
                let problem = KeyProblem::UnknownKey {
                    key: entry.key.clone(),
                    table: in_words(key, None),
                    near: near(&entry.key, allowed.iter().map(String::as_str)),
                    known: allowed.clone(),
                };
                self.problem(problem, entry.key_at);
                continue;
            };
            if let Some(value) = self.value(&entry.node, shape, &entry.key) {
                kept.insert(entry.key.clone(), value);
            }
        }
        if entries.len() == 1 && kept.len() == 1 {
            return Some(kept.into());
        }
        if entries.len() != 1 {
            self.problem(KeyProblem::NotOne { key: key.into(), allowed }, node.at);
        }
        None
    }
}

/// How a message names a table: as in "`section` \"basis\"".
fn in_words(called: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{called} \"{id}\""),
        None if called.contains(' ') => called.to_owned(),
        None => format!("\"{called}\""),
    }
}

fn wanted(shape: &Shape, key: &str) -> String {
    match shape {
        Shape::Text => "a text in quotes".into(),
        Shape::Flag => "true or false".into(),
        Shape::Whole { .. } => "a whole number".into(),
        Shape::Day => "a day such as 2006-04-01".into(),
        Shape::Words(allowed) => format!("one of {}", super::quoted(&names(allowed))),
        Shape::List(shape) => match **shape {
            Shape::Table(_) => format!("a list of tables, each under [[{key}]]"),
            _ => "a list of texts".into(),
        },
        Shape::Map(_) | Shape::Table(_) | Shape::OneKey(_) => "a table".into(),
    }
}

fn names(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.word.clone()).collect()
}
