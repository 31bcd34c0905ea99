//! What reading claims needs to know of a schema, taken apart once.
//!
//! No text of a referral is here, and no phrase: those are found by the vocabulary.

use super::Target;
use super::citation::{self, Provision};
use super::words::{is_noun, words};
use crate::schema::Schema;

/// A provision and a part of it.
pub(super) type Part = (Option<usize>, String);

/// A schema as the reading of claims sees it.
#[derive(Debug, Default)]
pub(crate) struct Lore {
    pub(super) provisions: Vec<Provision>,
    /// For each route, the parts of provisions that its citation names.
    pub(super) parts: Vec<Vec<Part>>,
    /// For each route, the words that tell its label from others.
    pub(super) labels: Vec<Vec<String>>,
    /// The words of the regime's own name: "serious", "case", "review", and what it is called for short.
    pub(super) names: Vec<String>,
    /// What the regime is called for short: its id, and abbreviations of its title, such as "scr".
    short_names: Vec<String>,
    /// The target of a reason other than the criteria; `None` before any schema is read.
    other: Option<Target>,
}

impl Lore {
    /// What `schema` says.
    pub(crate) fn new(schema: &Schema) -> Self {
        let provisions = Provision::all(schema);
        let parts = schema.routes.iter().map(|route| {
            let cited = route.citation.iter().flat_map(|text| citation::citations_of(&provisions, text));
            let mut parts: Vec<Part> = Vec::new();
            for citation in cited {
                let part = (citation.provision, citation.child);
                if part.0.is_some() && !parts.contains(&part) {
                    parts.push(part);
                }
            }
            parts
        });
        let parts = parts.collect();
        let labels = schema.routes.iter().map(|route| telling(&route.label)).collect();
        let short_names = short_names(schema);
        let names = names(schema, &short_names);
        Lore { parts, provisions, labels, names, short_names, other: Some(other(schema)) }
    }

    pub(super) fn is_short_name(&self, word: &str) -> bool {
        self.short_names.iter().any(|name| name == word)
    }

    pub(super) fn other(&self) -> Target {
        self.other.unwrap_or(Target::OtherReason)
    }

    /// The routes under these provisions, unless all that are cited at all are under them.
    pub(super) fn routes_of(&self, provisions: impl Iterator<Item = usize>) -> Vec<usize> {
        let provisions: Vec<Option<usize>> = provisions.map(Some).collect();
        let cited = self.parts.iter().enumerate().filter(|(_, parts)| !parts.is_empty());
        let (inside, outside): (Vec<_>, Vec<_>) =
            cited.partition(|(_, parts)| parts.iter().any(|(provision, _)| provisions.contains(provision)));
        if outside.is_empty() { Vec::new() } else { inside.into_iter().map(|(route, _)| route).collect() }
    }

    /// The routes whose citations name this part of a provision, or any part of it where none names the whole.
    pub(crate) fn routes_citing(&self, provision: usize, child: &str) -> Vec<usize> {
        let naming = |is_named: &dyn Fn(&Part) -> bool| -> Vec<usize> {
            let parts = self.parts.iter().enumerate();
            parts.filter(|(_, parts)| parts.iter().any(is_named)).map(|(route, _)| route).collect()
        };
        let same = naming(&|part| part.0 == Some(provision) && part.1 == child);
        if same.is_empty() && child.is_empty() {
            return naming(&|part| part.0 == Some(provision));
        }
        same
    }

    /// Whether this part is all of the law that several routes rest on, so that citing it claims one of them.
    pub(super) fn is_entire(&self, provision: Option<usize>, child: &str) -> bool {
        let named = |part: &Part| part.0 == provision && part.1 == child;
        let mut routes = self.parts.iter().filter(|parts| parts.iter().any(named));
        let Some(first) = routes.next() else { return false };
        let mut others = routes.peekable();
        others.peek().is_some() && others.all(|parts| parts == first)
    }

    /// The routes that citing this part of a provision sets apart: empty, or one.
    pub(super) fn route_of(&self, provision: Option<usize>, child: &str) -> Option<usize> {
        let named = |part: &Part| part.0 == provision && part.1 == child;
        let mut routes = self.parts.iter().enumerate().filter(|(_, parts)| parts.iter().any(named));
        match (routes.next(), routes.next()) {
            (Some((route, _)), None) => Some(route),
            _ => None,
        }
    }
}

fn other(schema: &Schema) -> Target {
    let mut others = schema.routes.iter().enumerate().filter(|(_, route)| !route.kind.is_of_the_rules());
    match (others.next(), others.next()) {
        (Some((index, _)), None) => Target::Route(index),
        _ => Target::OtherReason,
    }
}

fn short_names(schema: &Schema) -> Vec<String> {
    let title = schema.title.to_lowercase();
    let of_title = schema.glossary.iter().filter(|(_, expansion)| title.contains(&expansion.to_lowercase()));
    let reviews = of_title.filter(|(_, expansion)| expansion.ends_with("review"));
    std::iter::once(&schema.id)
        .chain(reviews.map(|(short, _)| short))
        .map(|name| name.to_lowercase())
        .collect()
}

fn names(schema: &Schema, short_names: &[String]) -> Vec<String> {
    const COMMON: [&str; 9] = ["referral", "for", "of", "the", "a", "an", "consideration", "to", "and"];
    let mut found = short_names.to_vec();
    for word in schema.title.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        if !word.is_empty() && !COMMON.contains(&word.as_str()) && !is_noun(&word) {
            found.push(word);
        }
    }
    found
}

/// Words that tell one label from another, by their first four letters.
pub(super) fn telling(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let all = words(&lower, 0, lower.len());
    // "The child has died in the area" is told from other routes by nothing of it.
    let long = all.iter().filter(|word| word.text.len() > 3 && word.text.starts_with(char::is_alphanumeric));
    let long = long.filter(|word| word.text != "area");
    long.map(|word| word.text.chars().take(4).collect()).collect()
}
