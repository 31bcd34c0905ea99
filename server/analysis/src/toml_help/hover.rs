//! What a key means, and what an id leads to.
//!
//! The words on keys are those of the JSON Schema: the comments on the Rust types.

use super::Place;
use crate::hover::{Hover, Item, Part};
use crate::toml_file::{Around, Key, Role, Shape};

pub(super) fn hover(place: &Place<'_>) -> Option<Hover> {
    let typed = typed(place);
    let around = place.shapes.around(&place.spot.path)?;
    let part = match &place.spot.role {
        Role::Head { .. } => {
            let key = place.shapes.around(&[])?.key(typed)?;
            let mut part = of_key(place, key);
            part.body.extend(place.shapes.docs.get(table_name(key)).map(|doc| Item::Text(doc.clone())));
            part
        }
        Role::Key { .. } => match around {
            Around::Any(key) => key.keys_of.iter().find_map(|kind| place.leads_to(kind, typed))?,
            around => of_key(place, around.key(typed)?),
        },
        Role::Value { key, .. } => {
            let key = around.key(key)?;
            of_value(place, key, typed)?
        }
    };
    Some(Hover { at: place.spot.at, parts: vec![part] })
}

/// What is typed at the place.
pub(super) fn typed<'a>(place: &Place<'a>) -> &'a str {
    place.file.text.get(std::ops::Range::<usize>::from(place.spot.at)).unwrap_or_default()
}

fn of_key(place: &Place<'_>, key: &Key) -> Part {
    let mut part = Part { title: format!("{}: {}", key.name, value_of(place, key)), body: Vec::new() };
    part.body.push(Item::Text(key.doc.clone()));
    if let Shape::Words(words) = key.shape.each() {
        part.body.push(Item::Points {
            lead: "One of".into(),
            points: words.iter().map(|word| format!("{}: {}", word.word, word.doc)).collect(),
        });
    }
    if let Shape::OneKey(members) = key.shape.each() {
        part.body.push(Item::Points {
            lead: "One of".into(),
            points: members.iter().map(|member| format!("{}: {}", member.name, member.doc)).collect(),
        });
    }
    if key.required && place.base.is_none() {
        part.body.push(Item::Text("It is needed.".into()));
    }
    part
}

fn of_value(place: &Place<'_>, key: &Key, value: &str) -> Option<Part> {
    if let [kind] = place.spot.path.as_slice()
        && key.name == "id"
    {
        return place.defines(kind, value);
    }
    if let Some(part) = key.id_of.iter().find_map(|kind| place.leads_to(kind, value)) {
        return Some(part);
    }
    let Shape::Words(words) = value_shape(key) else { return None };
    let word = words.iter().find(|word| word.word == value)?;
    Some(Part { title: word.word.clone(), body: vec![Item::Text(word.doc.clone())] })
}

/// The shape of each of the values of a key.
pub(super) fn value_shape(key: &Key) -> &Shape {
    match key.shape.each() {
        Shape::Map(shape) => shape.each(),
        shape => shape,
    }
}

/// What a value of the key is, in a few words.
pub(super) fn value_of(place: &Place<'_>, key: &Key) -> String {
    let one = |shape: &Shape| match shape {
        Shape::Text if !key.id_of.is_empty() => format!("the id of a {}", in_words(&key.id_of)),
        Shape::Text => "a text".into(),
        Shape::Flag => "true or false".into(),
        Shape::Whole { min, max } if *max < i64::MAX => format!("a whole number from {min} to {max}"),
        Shape::Whole { .. } => "a whole number".into(),
        Shape::Day => "a day such as 2006-04-01".into(),
        Shape::Words(_) => "one of a few words".into(),
        Shape::OneKey(_) => "a table with one key".into(),
        Shape::List(_) | Shape::Map(_) | Shape::Table(_) => "a table".into(),
    };
    match &key.shape {
        Shape::List(shape) => match &**shape {
            Shape::Text if !key.id_of.is_empty() => {
                format!("a list of ids, each of a {}", in_words(&key.id_of))
            }
            Shape::Text => "a list of texts".into(),
            _ if place.spot.path.is_empty() || matches!(place.spot.role, Role::Head { .. }) => {
                format!("one table each, under [[{}]]", key.name)
            }
            _ => "a list of tables".into(),
        },
        shape => one(shape),
    }
}

/// What the types call what an id may be of.
fn in_words(kinds: &[String]) -> String {
    let word = |kind: &String| match kind.as_str() {
        "date" => "field of type date".to_owned(),
        "regime" => "schema".to_owned(),
        kind => kind.to_owned(),
    };
    kinds.iter().map(word).collect::<Vec<_>>().join(" or ")
}

fn table_name(key: &Key) -> &str {
    match key.shape.each() {
        Shape::Table(name) => name,
        _ => "",
    }
}
