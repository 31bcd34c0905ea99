//! The front matter: keys that are not there yet, and values.
//!
//! A fact that the text gives under a label is not asked for again.

use super::line::Line;
use super::{Offer, OfferKind, filter, values};
use crate::document::Document;
use crate::schema::{Catalogue, FieldSpec};
use crate::subject::Subject;

/// True where `line` stands in the front matter, closed or not.
pub(super) fn holds(document: &Document, line: &Line<'_>) -> bool {
    let source = document.source().trim_start_matches('\u{feff}');
    let cut = document.source().len() - source.len();
    let above = source.get(..line.start.saturating_sub(cut)).unwrap_or("");
    let mut lines = above.lines();
    if lines.next().map(str::trim_end) != Some("---") || is_ruler(&format!("{}{}", line.before, line.after)) {
        return false;
    }
    let is_open = lines.clone().all(|line| !is_ruler(line));
    let is_known = line.start < usize::from(document.front_matter().range().end());
    let are_keys = lines.all(|line| line.split_once(':').is_some_and(|(key, _)| is_key(key)));
    is_open && (is_known || are_keys)
}

fn is_ruler(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

fn is_key(text: &str) -> bool {
    text.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'))
}

pub(super) fn offers(
    document: &Document,
    catalogue: &Catalogue,
    subject: Option<&Subject<'_>>,
    line: &Line<'_>,
) -> Vec<Offer> {
    match line.before.split_once(':') {
        None if is_key(line.before) => keys(document, subject, line),
        Some((key, value)) if is_key(key) => values_of(catalogue, subject, key, value, line),
        _ => Vec::new(),
    }
}

fn keys(document: &Document, subject: Option<&Subject<'_>>, line: &Line<'_>) -> Vec<Offer> {
    let rest = line.after.trim_start();
    if !rest.is_empty() && !rest.starts_with(':') {
        return Vec::new();
    }
    let offer = |key: &str, detail: &str, documentation: &str| Offer {
        label: key.to_owned(),
        kind: OfferKind::Key,
        detail: detail.to_owned(),
        documentation: documentation.to_owned(),
        at: line.typed_at(0),
        text: if rest.is_empty() { format!("{key}: ") } else { key.to_owned() },
        snippet: String::new(),
        filter: String::new(),
        elsewhere: None,
    };
    let mut entries = document.front_matter().entries().iter();
    let mut offers = Vec::new();
    if entries.clone().all(|entry| entry.key != "schema") {
        offers.push(offer("schema", "", "What kind of referral this is."));
    }
    if entries.all(|entry| entry.key != "status") {
        offers.push(offer("status", "", "Whether this is a draft, or ready to be sent."));
    }
    let Some(subject) = subject else { return offers };
    let is_given = |field: &FieldSpec| {
        subject.fields(&field.id).any(|found| found.in_front_matter || found.label.is_some())
    };
    for field in subject.schema.fields.iter().filter(|field| !is_given(field)) {
        offers.push(offer(&field.id, &field.label, &field.prompt));
    }
    offers
}

fn values_of(
    catalogue: &Catalogue,
    subject: Option<&Subject<'_>>,
    key: &str,
    value: &str,
    line: &Line<'_>,
) -> Vec<Offer> {
    let typed = value.trim_start();
    let quote: &[char] = &['"', '\''];
    let is_quoted = typed.starts_with(quote);
    let typed = typed.trim_start_matches(quote);
    if !line.after.trim().trim_start_matches(quote).is_empty() {
        return Vec::new();
    }
    let place = values::Typed {
        at: line.typed_at(line.before.len() - typed.len()),
        lead: if value.is_empty() { " " } else { "" },
    };
    match key {
        "schema" => catalogue
            .ids()
            .map(|id| Offer {
                kind: OfferKind::Id,
                detail: catalogue.title(id).unwrap_or_default().to_owned(),
                filter: filter(typed, &[id, catalogue.title(id).unwrap_or(id)]),
                ..place.offer(id)
            })
            .collect(),
        "status" => [
            ("draft", "Being written: what is not there yet is only a hint."),
            ("ready", "To be sent: it is judged as a whole."),
        ]
        .into_iter()
        .map(|(word, meaning)| Offer { documentation: meaning.to_owned(), ..place.offer(word) })
        .collect(),
        key => {
            let Some(subject) = subject else { return Vec::new() };
            let specs = subject.vocabulary.labels().find_key(key);
            let field = specs.first().and_then(|index| subject.schema.fields.get(usize::from(*index)));
            let Some(field) = field else { return Vec::new() };
            let mut offers = values::of_field(subject, field, &place, values::front_matter_style(subject))
                .unwrap_or_default();
            if !is_quoted {
                for offer in
                    offers.iter_mut().filter(|offer| offer.text.contains(": ") || offer.text.contains(" #"))
                {
                    offer.text = format!("{}\"{}\"", place.lead, offer.text.trim_start());
                }
            }
            offers
        }
    }
}
