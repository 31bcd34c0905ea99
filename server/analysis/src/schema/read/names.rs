//! Names of sections that cannot be told apart.
//!
//! Labels of fields may be shared: *Name* belongs to the subject or the referrer by where it stands.

use std::collections::BTreeMap;

use super::Problem;
use crate::schema::SchemaProblem;
use crate::toml_file::{Node, Place};

/// Adds what is wrong with the names in `root`.
pub(super) fn check(root: &Node, problems: &mut Vec<Problem>) {
    let mut all = Vec::new();
    for section in root.list("section") {
        let id = section.text_at("id").map(|(id, _)| id).unwrap_or_default();
        all.extend(names(section, "heading").map(|(name, at)| (id, name, at)));
    }
    // A file that extends another is told of its own names, and not of those that it builds on.
    all.sort_by_key(|(_, _, at)| at.file == root.at.file);
    let mut meanings: BTreeMap<String, &str> = BTreeMap::new();
    for (id, name, at) in all {
        match *meanings.entry(name.to_lowercase()).or_insert(id) {
            first if first == id => {}
            first => {
                let problem = SchemaProblem::AmbiguousName { name: name.into(), first: first.into() };
                problems.push((problem, at));
            }
        }
    }
    let sections = root.list("section").iter().map(|section| (section, "heading"));
    let fields = root.list("field").iter().map(|field| (field, "label"));
    for (spec, key) in sections.chain(fields) {
        let names: Vec<String> = names(spec, key).map(|(name, _)| name.to_lowercase()).collect();
        for (name, at) in spec.texts("aliases").chain(spec.texts("not-aliases")) {
            if has_misplaced_braces(name) {
                problems.push((SchemaProblem::MisplacedBraces { name: name.into() }, at));
            }
        }
        for (name, at) in spec.texts("not-aliases") {
            if names.contains(&name.to_lowercase()) {
                problems.push((SchemaProblem::NameDenied { name: name.into() }, at));
            }
        }
    }
}

/// "the {night|day} of…": only what stands between two "…" as a whole is a choice.
fn has_misplaced_braces(name: &str) -> bool {
    let is_choice = |part: &str| part.starts_with('{') && part.ends_with('}');
    name.contains('…')
        && name.split('…').map(str::trim).any(|part| part.contains(['{', '}', '|']) && !is_choice(part))
}

fn names<'n>(spec: &'n Node, key: &str) -> impl Iterator<Item = (&'n str, Place)> {
    spec.text_at(key).into_iter().chain(spec.texts("aliases"))
}
