//! A whole referral of each kind, for a document in which nothing is written yet.
//!
//! What is in it is for `template` to say.

use super::line::Line;
use super::{Offer, OfferKind, filter};
use crate::document::Document;
use crate::fixes;
use crate::schema::{Catalogue, Schema};
use crate::skeleton::escaped;
use crate::subject::Subject;
use crate::template::template;

/// True where nothing is written but the word that is being typed.
pub(super) fn is_asked_for(source: &str, line: &Line<'_>) -> bool {
    let is_word = line.before.chars().all(|char| char.is_alphanumeric() || char == '-');
    is_word && !line.before.starts_with('-') && source.trim_start_matches('\u{feff}').trim() == line.before
}

/// Each kind of referral, first the kind that the document is taken for.
pub(super) fn offers(
    document: &Document,
    catalogue: &Catalogue,
    subject: Option<&Subject<'_>>,
    line: &Line<'_>,
) -> Vec<Offer> {
    let own = subject.map(|subject| subject.schema.id.as_str());
    let mut schemas: Vec<&Schema> = catalogue.schemas().map(AsRef::as_ref).collect();
    schemas.sort_by_key(|schema| Some(schema.id.as_str()) != own);
    // Somebody who types "serious" or "adult" means the word in the title.
    let names = |schema: &'_ Schema| -> Vec<String> {
        let words = schema.title.match_indices(' ').map(|(at, _)| schema.title.get(at + 1..).unwrap_or(""));
        let words = words.map(|rest| rest.trim_start_matches('(').to_owned());
        [schema.title.clone(), schema.id.clone()].into_iter().chain(words).collect()
    };
    let offer = |schema: &Schema| Offer {
        label: schema.title.clone(),
        kind: OfferKind::Template,
        detail: schema.id.clone(),
        documentation: format!("An empty referral, as a draft. {}", schema.marker.name).trim_end().to_owned(),
        at: line.typed_at(0),
        text: template(schema, document.line_break()),
        snippet: snippet(schema),
        filter: filter(line.before, &names(schema).iter().map(String::as_str).collect::<Vec<_>>()),
        elsewhere: None,
    };
    schemas.into_iter().map(offer).collect()
}

/// The template with a place to fill in behind each label and below the prompts of each section.
fn snippet(schema: &Schema) -> String {
    let template = template(schema, "\n");
    let mut lines: Vec<String> = Vec::new();
    let mut number = 0;
    let mut place = || {
        number += 1;
        format!("${number}")
    };
    let mut after_prompt = false;
    for line in template.lines() {
        let is_prompt = fixes::is_prompt(line);
        if after_prompt && !is_prompt {
            lines.push(place());
        }
        after_prompt = is_prompt;
        let text = escaped(line);
        lines.push(match line.strip_prefix("- **").and_then(|label| label.split_once(":** ")) {
            Some((label, "")) => format!("- **{}:** {}", escaped(label), place()),
            Some((label, rest)) => format!("- **{}:** {} {}", escaped(label), place(), escaped(rest)),
            None => text,
        });
    }
    if after_prompt {
        lines.push(place());
    }
    lines.push(String::new());
    lines.join("\n")
}
