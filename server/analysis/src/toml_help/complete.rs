//! Keys that are not there yet, and the words and ids that a key may hold.
//!
//! What a text says is the writer's own: nothing is offered for a text that is neither a word of the program nor an id.

use text_size::TextRange;

use super::hover::{value_of, value_shape};
use super::{Place, TomlKind};
use crate::completion::{Offer, OfferKind};
use crate::toml_file::{Around, Key, Role, Shape, Word};

pub(super) fn offers(place: &Place<'_>) -> Vec<Offer> {
    match &place.spot.role {
        Role::Head { whole } => heads(place, *whole),
        Role::Key { has_value, begins_line } => {
            let mut offers = keys(place, *has_value);
            if *begins_line && !has_value {
                offers.extend(heads(place, place.spot.at));
            }
            offers
        }
        Role::Value { key, quoted } => values(place, key, *quoted),
    }
}

/// The head of each table that a file may have.
fn heads(place: &Place<'_>, at: TextRange) -> Vec<Offer> {
    let mut offers = Vec::new();
    for key in place.shapes.keys(&place.shapes.root) {
        let Some(inner) = place.shapes.inner(key) else { continue };
        let is_list = matches!(key.shape, Shape::List(_));
        let head = if is_list { format!("[[{}]]", key.name) } else { format!("[{}]", key.name) };
        let has_id = matches!(inner, Around::Keys(keys) if keys.iter().any(|key| key.name == "id"));
        let snippet = if is_list && has_id { format!("{head}\nid = \"$1\"") } else { String::new() };
        let typed = place.file.text.get(std::ops::Range::<usize>::from(at)).unwrap_or_default();
        offers.push(Offer {
            label: head.clone(),
            kind: OfferKind::Table,
            detail: String::new(),
            documentation: key.doc.clone(),
            at,
            text: head.clone(),
            snippet,
            filter: if typed.starts_with('[') { head } else { key.name.clone() },
            elsewhere: None,
        });
    }
    offers
}

/// The keys of the table that are not there yet.
fn keys(place: &Place<'_>, has_value: bool) -> Vec<Offer> {
    let Some(around) = place.shapes.around(&place.spot.path) else { return Vec::new() };
    let is_there = |name: &str| place.spot.beside.iter().any(|(key, _)| key == name);
    let (keys, is_one) = match around {
        Around::Keys(keys) => (keys, false),
        Around::OneOf(keys) => (keys, true),
        Around::Any(key) => return own_keys(place, key, has_value),
    };
    if is_one && !place.spot.beside.is_empty() {
        return Vec::new();
    }
    let mut offers = Vec::new();
    for key in keys.iter().filter(|key| !is_there(&key.name)) {
        // What is a table of its own has a head.
        if place.spot.path.is_empty() && place.shapes.inner(key).is_some() {
            continue;
        }
        let (text, snippet) = if has_value {
            (key.name.clone(), String::new())
        } else {
            (format!("{} = ", key.name), format!("{} = {}", key.name, value_snippet(&key.shape)))
        };
        offers.push(Offer {
            label: key.name.clone(),
            kind: OfferKind::Key,
            detail: value_of(place, key),
            documentation: key.doc.clone(),
            at: place.spot.at,
            text,
            snippet,
            filter: String::new(),
            elsewhere: None,
        });
    }
    offers
}

/// The keys of a table whose keys are ids: codes of rules, ids of sections.
fn own_keys(place: &Place<'_>, key: &Key, has_value: bool) -> Vec<Offer> {
    let is_there = |name: &str| place.spot.beside.iter().any(|(key, _)| key == name);
    let ids = key.keys_of.iter().flat_map(|kind| place.ids(kind));
    let offer = |(id, called): (String, String)| Offer {
        label: id.clone(),
        kind: OfferKind::Id,
        detail: String::new(),
        documentation: called,
        at: place.spot.at,
        text: if has_value { id.clone() } else { format!("{id} = ") },
        snippet: if has_value {
            String::new()
        } else {
            format!("{id} = {}", value_snippet(value_shape(key)))
        },
        filter: String::new(),
        elsewhere: None,
    };
    ids.filter(|(id, _)| !is_there(id)).map(offer).collect()
}

/// What stands behind `=` while it is to be filled in.
fn value_snippet(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Words(_) => "\"$1\"".into(),
        Shape::Flag => "${1|true,false|}".into(),
        Shape::Whole { .. } | Shape::Day => "$1".into(),
        Shape::List(shape) => match &**shape {
            Shape::Table(_) => "[{ $1 }]".into(),
            _ => "[\"$1\"]".into(),
        },
        Shape::Map(_) | Shape::Table(_) | Shape::OneKey(_) => "{ $1 }".into(),
    }
}

fn values(place: &Place<'_>, key: &str, quoted: bool) -> Vec<Offer> {
    let Some(key) = place.shapes.around(&place.spot.path).and_then(|around| around.key(key)) else {
        return Vec::new();
    };
    if *value_shape(key) == Shape::Flag && !quoted {
        let flag = |word: &str| Offer { text: word.to_owned(), ..word_offer(place, word, "", true) };
        return vec![flag("true"), flag("false")];
    }
    if let Shape::Words(words) = value_shape(key) {
        return words.iter().map(|Word { word, doc }| word_offer(place, word, doc, quoted)).collect();
    }
    let named = match (place.file.kind, place.spot.path.as_slice(), key.name.as_str()) {
        (TomlKind::Schema, [kind], "id") => place.base_ids(kind),
        (TomlKind::Schema, _, "is") => choices(place),
        _ => key.id_of.iter().flat_map(|kind| place.ids(kind)).collect(),
    };
    named
        .into_iter()
        .map(|(id, called)| Offer {
            kind: OfferKind::Id,
            detail: called,
            ..word_offer(place, &id, "", quoted)
        })
        .collect()
}

fn word_offer(place: &Place<'_>, word: &str, doc: &str, quoted: bool) -> Offer {
    Offer {
        label: word.to_owned(),
        kind: OfferKind::Word,
        detail: String::new(),
        documentation: doc.to_owned(),
        at: place.spot.at,
        text: if quoted { word.to_owned() } else { format!("\"{word}\"") },
        snippet: String::new(),
        filter: String::new(),
        elsewhere: None,
    }
}

/// The choices of the field that a condition speaks of.
fn choices(place: &Place<'_>) -> Vec<(String, String)> {
    let field = place.spot.beside.iter().find(|(key, _)| key == "field");
    let spec = field.and_then(|(_, id)| place.schema?.field(id));
    let choices = spec.map(|spec| spec.choices.as_slice()).unwrap_or_default();
    choices.iter().map(|choice| (choice.value.clone(), String::new())).collect()
}
