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
    Words(Vec<Word>),
    List(Box<Shape>),
    /// A table with keys of the writer's own.
    Map(Box<Shape>),
    /// A table of [`Shapes::tables`], by its name there.
    Table(String),
    /// A table with exactly one of these keys.
    OneKey(Vec<Key>),
}

/// A word that a value may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub word: String,
    /// What it means, in a sentence.
    pub doc: String,
}

/// A key that a table has.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub name: String,
    pub shape: Shape,
    pub required: bool,
    /// What it means: the comment on the field of the Rust type.
    pub doc: String,
    /// What its value, or each of its values, is an id of: `section`. Empty for all other keys.
    pub id_of: Vec<String>,
    /// What the keys of its table are ids of, where the writer chooses them.
    pub keys_of: Vec<String>,
}

/// Every table of one kind of file.
#[derive(Debug)]
pub(crate) struct Shapes {
    /// The table that is the file itself.
    pub root: String,
    pub tables: BTreeMap<String, Vec<Key>>,
    /// What each table is, where the Rust type says so.
    pub docs: BTreeMap<String, String>,
}

impl Shapes {
    /// From a JSON Schema as schemars derives it.
    pub fn new(json: &Json) -> Self {
        let definitions = json.get("$defs").unwrap_or(&Json::Null);
        let root = json.get("title").and_then(Json::as_str).unwrap_or_default().to_owned();
        let mut tables = BTreeMap::from([(root.clone(), keys(json, definitions))]);
        let mut docs = BTreeMap::new();
        for (name, definition) in definitions.as_object().into_iter().flatten() {
            if definition.get("properties").is_some() {
                tables.insert(name.clone(), keys(definition, definitions));
                docs.insert(name.clone(), doc(definition));
            }
        }
        Shapes { root, tables, docs }
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
        let required = required.contains(&name.as_str());
        keys.push(Key { required, ..key(name, json, shape(json, definitions)) });
    }
    keys
}

fn key(name: &str, json: &Json, shape: Shape) -> Key {
    let listed = |member: &str| {
        let list = json.get(member).and_then(Json::as_array).into_iter().flatten();
        list.filter_map(Json::as_str).map(str::to_owned).collect()
    };
    Key {
        name: name.to_owned(),
        shape,
        required: false,
        doc: doc(json),
        id_of: listed(ID_OF),
        keys_of: listed(KEYS_OF),
    }
}

/// Says in a JSON Schema of what a text is the id.
const ID_OF: &str = "x-id-of";
/// Says the same of the keys of a table.
const KEYS_OF: &str = "x-keys-of";

/// The comment on a field or type, as one paragraph.
fn doc(json: &Json) -> String {
    let text = json.get("description").and_then(Json::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
            // The comment is on the choice, which is one member of the Rust enum.
            members.push(Key { doc: doc(choice), ..self::key(key, json, shape(json, definitions)) });
        }
    }
    if members.is_empty() { Shape::Words(allowed) } else { Shape::OneKey(members) }
}

fn words(json: &Json) -> Vec<Word> {
    let listed = json.get("enum").and_then(Json::as_array).into_iter().flatten();
    let words = json.get("const").into_iter().chain(listed).filter_map(Json::as_str);
    words.map(|word| Word { word: word.to_owned(), doc: doc(json) }).collect()
}

/// The keys that a table may have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Around<'s> {
    /// These.
    Keys(&'s [Key]),
    /// Exactly one of these.
    OneOf(&'s [Key]),
    /// Any; this is the key whose table it is.
    Any(&'s Key),
}

impl Shapes {
    /// The table that `path` leads to from the file itself.
    pub fn around<'s>(&'s self, path: &[String]) -> Option<Around<'s>> {
        let mut around = Around::Keys(self.keys(&self.root));
        for name in path {
            around = self.inner(around.key(name)?)?;
        }
        Some(around)
    }

    /// The table under `key`, or each of the tables in its list.
    pub fn inner<'s>(&'s self, key: &'s Key) -> Option<Around<'s>> {
        match key.shape.each() {
            Shape::Table(name) => Some(Around::Keys(self.keys(name))),
            Shape::OneKey(members) => Some(Around::OneOf(members)),
            Shape::Map(_) => Some(Around::Any(key)),
            _ => None,
        }
    }
}

impl<'s> Around<'s> {
    /// The key with this name; of a table with keys of the writer's own, the one whose table it is.
    pub fn key(self, name: &str) -> Option<&'s Key> {
        match self {
            Around::Keys(keys) | Around::OneOf(keys) => keys.iter().find(|key| key.name == name),
            Around::Any(key) => Some(key),
        }
    }
}

impl Shape {
    /// What each item of a list is; of anything else, what it is itself.
    pub fn each(&self) -> &Shape {
        match self {
            Shape::List(shape) => shape,
            shape => shape,
        }
    }
}
