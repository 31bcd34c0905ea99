//! One file laid over another: a board's clock, aliases and priorities over a regime's schema.
//!
//! Items with the same id become one; each value keeps its place and so its file. Nothing is taken away.

use std::collections::BTreeMap;

use super::Problem;
use crate::schema::SchemaProblem;
use crate::toml_file::{Entry, Node, Value};

/// Lists of words that a board adds to; every other list is replaced.
const ADDED_TO: [&str; 13] = [
    "aliases",
    "not-aliases",
    "instrument-aliases",
    "terms",
    "terms-beside-agency",
    "terms-in-passing",
    "not-terms",
    "words",
    "phrases",
    "label-tails",
    "ordinary-words",
    "placeholders",
    "board-only",
];

/// Tables that are merged key by key; every other is replaced, so that a limit never has two units.
const MERGED: [&str; 3] = ["marker", "lexicon", "glossary"];

/// What a source vouches for: a change of it needs its own.
const SOURCED: [&str; 4] = ["limit", "limbs", "statement", "wording"];

/// `over` where it says something, else `base`, which goes into it.
pub(super) fn laid_over(over: &Node, base: Node, problems: &mut Vec<Problem>) -> Node {
    let mut entries = match base.value {
        Value::Table(entries) => entries,
        _ => Vec::new(),
    };
    for Entry { key, key_at, node } in over.entries() {
        let Some(known) = entries.iter_mut().find(|known| known.key == *key) else {
            entries.push(Entry { key: key.clone(), key_at: *key_at, node: node.clone() });
            continue;
        };
        known.key_at = *key_at;
        let old = std::mem::replace(&mut known.node, Node { value: Value::List(Vec::new()), at: node.at });
        let value = match (old.value, &node.value) {
            (Value::List(old), Value::List(new)) if is_items(key, &old, new) => {
                Value::List(items(new, old, problems))
            }
            (Value::List(mut old), Value::List(new)) if ADDED_TO.contains(&key.as_str()) => {
                old.extend_from_slice(new);
                Value::List(old)
            }
            (Value::Table(old), Value::Table(new)) if key == "lexicon" => Value::Table(lexicon(new, old)),
            (old @ Value::Table(_), Value::Table(_)) if MERGED.contains(&key.as_str()) => {
                known.node = item(node, Node { value: old, at: node.at }, problems);
                continue;
            }
            (_, new) => new.clone(),
        };
        known.node = Node { value, at: node.at };
    }
    Node { value: Value::Table(entries), at: over.at }
}

/// True for `[[section]]` and its like. Choices have no ids and are replaced like any other list.
fn is_items(key: &str, old: &[Node], new: &[Node]) -> bool {
    let are_tables = |items: &[Node]| items.iter().all(|item| matches!(item.value, Value::Table(_)));
    key != "choices" && !old.is_empty() && are_tables(old) && are_tables(new)
}

fn items(new: &[Node], mut items: Vec<Node>, problems: &mut Vec<Problem>) -> Vec<Node> {
    // An id twice in one file is a mistake of that file: its second stays a second.
    let mut taken = vec![false; items.len()];
    for over in new {
        let id = over.text_at("id").map(|(id, _)| id);
        let known = items.iter_mut().zip(&mut taken).find(|(base, is_taken)| {
            !**is_taken && id.is_some() && base.text_at("id").map(|(id, _)| id) == id
        });
        if let Some((base, is_taken)) = known {
            let old = std::mem::replace(base, Node { value: Value::List(Vec::new()), at: over.at });
            *base = item(over, old, problems);
            *is_taken = true;
        } else {
            let at = place_after(&items, over).unwrap_or(items.len());
            items.insert(at, over.clone());
            taken.insert(at, true);
        }
    }
    items
}

/// Where a new item goes that says what it comes after. That there is no such thing is judged elsewhere.
fn place_after(items: &[Node], over: &Node) -> Option<usize> {
    let (after, _) = over.text_at("after")?;
    let known = items.iter().position(|item| item.text_at("id").is_some_and(|(id, _)| id == after))?;
    Some(known + 1)
}

fn item(over: &Node, base: Node, problems: &mut Vec<Problem>) -> Node {
    let has_source = over.get("source").is_some();
    if !has_source && base.get("source").is_some() {
        for key in SOURCED {
            if let Some(entry) = over.entries().iter().find(|entry| entry.key == key) {
                problems.push((SchemaProblem::UnsourcedChange { key }, entry.key_at));
            }
        }
    }
    let mut item = laid_over(over, base, problems);
    if has_source && over.get("confirmed").is_none() {
        // The base's doubt was about the base's source.
        if let Value::Table(entries) = &mut item.value {
            entries.retain(|entry| entry.key != "confirmed");
        }
    }
    item
}

/// Takes from sections of `root` the other names that `over` gives to another section: there they mean what `over` says.
/// A section's heading stays its own.
pub(super) fn move_names(root: &mut Node, over: &Node) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for section in over.list("section") {
        let Some((id, _)) = section.text_at("id") else { continue };
        for (name, _) in section.text_at("heading").into_iter().chain(section.texts("aliases")) {
            owners.entry(name.to_lowercase()).or_insert(id);
        }
    }
    let own = over.get("id").map(|id| id.at.file);
    let Some(Value::List(sections)) = root.get_mut("section") else { return };
    for section in sections {
        let id = section.text_at("id").map(|(id, _)| id.to_owned()).unwrap_or_default();
        let Some(Value::List(aliases)) = section.get_mut("aliases") else { continue };
        aliases.retain(|alias| {
            let owner = alias.text().and_then(|name| owners.get(&name.to_lowercase()));
            Some(alias.at.file) == own || owner.is_none_or(|owner| *owner == id)
        });
    }
}

/// Each word list with the words of both.
fn lexicon(over: &[Entry], mut entries: Vec<Entry>) -> Vec<Entry> {
    for new in over {
        match entries.iter_mut().find(|known| known.key == new.key) {
            Some(Entry { node: Node { value: Value::List(words), .. }, .. })
                if matches!(new.node.value, Value::List(_)) =>
            {
                words.extend_from_slice(new.node.items());
            }
            Some(known) => *known = new.clone(),
            None => entries.push(new.clone()),
        }
    }
    entries
}
