//! Which keys a table has and what each may hold, derived from the Rust types through their JSON Schema.
//!
//! No key is named here: adding one to a type is the only edit.

use std::collections::BTreeMap;

use serde_json::Value as Json;

/// What a value may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Text,
    Flag,
    /// A whole number between bounds, both included.
    Whole {
        min: i64,
        max: i64,
    },
    Day,
    /// One of these words.
    Words(Vec<String>),
    List(Box<Shape>),
    /// A table with keys of the writer's own.
    Map(Box<Shape>),
    /// A table of [`Shapes::tables`], by its name there.
    Table(String),
    /// A table with exactly one of these keys.
    OneKey(Vec<(String, Shape)>),
}

/// A key that a table has.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub name: String,
    pub shape: Shape,
    pub required: bool,
}

/// Every table of one kind of file.
#[derive(Debug)]
pub(crate) struct Shapes {
    /// The table that is the file itself.
    pub root: String,
    pub tables: BTreeMap<String, Vec<Key>>,
}

impl Shapes {
    /// From a JSON Schema as schemars derives it.
    pub fn new(json: &Json) -> Self {
        let definitions = json.get("$defs").unwrap_or(&Json::Null);
        let root = json.get("title").and_then(Json::as_str).unwrap_or_default().to_owned();
        let mut tables = BTreeMap::from([(root.clone(), keys(json, definitions))]);
        for (name, definition) in definitions.as_object().into_iter().flatten() {
            if definition.get("properties").is_some() {
                tables.insert(name.clone(), keys(definition, definitions));
            }
        }
        Shapes { root, tables }
    }

    /// The keys of a table.
    pub fn keys(&self, table: &str) -> &[Key] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

fn keys(table: &Json, definitions: &Json) -> Vec<Key> {
    let required: Vec<&str> = table
        .get("required")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    let mut keys = Vec::new();
    for (name, json) in table.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let shape = shape(json, definitions);
        keys.push(Key { name: name.clone(), shape, required: required.contains(&name.as_str()) });
    }
    keys
}

fn shape(json: &Json, definitions: &Json) -> Shape {
    if let Some(name) = json.get("$ref").and_then(Json::as_str).and_then(|path| path.rsplit('/').next()) {
        let definition = definitions.get(name).unwrap_or(&Json::Null);
        return match definition.get("properties") {
            Some(_) => Shape::Table(name.to_owned()),
            None => shape(definition, definitions),
        };
    }
    if let Some(choices) = json.get("anyOf").and_then(Json::as_array) {
        let is_null = |json: &&Json| json.get("type").and_then(Json::as_str) == Some("null");
        return choices
            .iter()
            .find(|json| !is_null(json))
            .map_or(Shape::Text, |json| shape(json, definitions));
    }
    if let Some(choices) = json.get("oneOf").and_then(Json::as_array) {
        return one_of(choices, definitions);
    }
    if json.get("enum").is_some() {
        return Shape::Words(words(json));
    }
    let kind = match json.get("type") {
        Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).find(|kind| *kind != "null"),
        Some(kind) => kind.as_str(),
        None => None,
    };
    let bound = |key: &str| json.get(key).and_then(Json::as_i64);
    match kind {
        Some("boolean") => Shape::Flag,
        Some("integer") => {
            Shape::Whole { min: bound("minimum").unwrap_or(0), max: bound("maximum").unwrap_or(i64::MAX) }
        }
        Some("array") => Shape::List(Box::new(shape(json.get("items").unwrap_or(&Json::Null), definitions))),
        Some("object") => {
            Shape::Map(Box::new(shape(json.get("additionalProperties").unwrap_or(&Json::Null), definitions)))
        }
        _ if json.get("format").and_then(Json::as_str) == Some("date") => Shape::Day,
        _ => Shape::Text,
    }
}

/// An enum: of words, or of tables with one key.
fn one_of(choices: &[Json], definitions: &Json) -> Shape {
    let mut allowed = Vec::new();
    let mut members = Vec::new();
    for choice in choices {
        allowed.extend(words(choice));
        for (key, json) in choice.get("properties").and_then(Json::as_object).into_iter().flatten() {
            members.push((key.clone(), shape(json, definitions)));
        }
    }
    if members.is_empty() { Shape::Words(allowed) } else { Shape::OneKey(members) }
}

fn words(json: &Json) -> Vec<String> {
    let listed = json.get("enum").and_then(Json::as_array).into_iter().flatten();
    json.get("const").into_iter().chain(listed).filter_map(Json::as_str).map(str::to_owned).collect()
}
