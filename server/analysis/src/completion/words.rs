//! Within a sentence: abbreviations with what they stand for, and criteria by their numbers.
//!
//! Nothing is offered before it is plain that one is being typed: two capitals, or a number behind "regulation".

use super::line::Line;
use super::{Offer, OfferKind};
use crate::hover;
use crate::outline::explains;
use crate::schema::ProvisionKind;
use crate::subject::Subject;

/// Abbreviations that are offered at most; who wants another types a letter more.
const MOST: usize = 12;
/// What a number of the law stands behind.
const BEFORE_NUMBERS: &[&str] =
    &["regulation", "reg", "section", "s", "paragraph", "para", "criterion", "criteria", "under"];

pub(super) fn offers(subject: &Subject<'_>, line: &Line<'_>) -> Vec<Offer> {
    if line.after.starts_with(|char: char| char.is_alphanumeric() || char == '(') {
        return Vec::new();
    }
    let mut offers = abbreviations(subject, line);
    offers.extend(criteria(subject, line));
    offers
}

/// Each abbreviation of the glossaries that begins as what is typed; written out where the document has not done so yet.
fn abbreviations(subject: &Subject<'_>, line: &Line<'_>) -> Vec<Offer> {
    let typed = last_word(line.before, |char| char.is_alphanumeric() || char == '&');
    let are_capitals =
        typed.chars().all(|char| !char.is_lowercase()) && typed.starts_with(char::is_uppercase);
    if typed.chars().count() < 2 || !are_capitals {
        return Vec::new();
    }
    let known = subject.settings.glossary.iter().chain(&subject.schema.glossary);
    let mut offers: Vec<Offer> = Vec::new();
    for (short, long) in known.filter(|(short, _)| short.starts_with(typed)) {
        if offers.len() == MOST || offers.iter().any(|offer| offer.label == *short) {
            continue;
        }
        let is_written_out =
            subject.document.blocks().iter().any(|block| explains(block.plain.text(), short));
        let text = if is_written_out { short.clone() } else { format!("{long} ({short})") };
        offers.push(Offer { detail: long.clone(), filter: short.clone(), ..word(line, typed, short, text) });
    }
    offers
}

/// Each criterion that the schema knows by a number that begins as what is typed, with its wording.
fn criteria(subject: &Subject<'_>, line: &Line<'_>) -> Vec<Offer> {
    let typed = last_word(line.before, |char| char.is_alphanumeric() || "().".contains(char));
    let before = line.before.strip_suffix(typed).unwrap_or("").trim_end_matches([' ', '.']);
    let behind = last_word(before, char::is_alphanumeric).to_lowercase();
    let is_number = typed.starts_with(|char: char| char.is_ascii_digit());
    if !is_number || !(typed.contains('(') || BEFORE_NUMBERS.contains(&behind.as_str())) {
        return Vec::new();
    }
    let mut offers: Vec<Offer> = Vec::new();
    let mut offer = |number: &str, detail: String, documentation: String| {
        let is_new = number != typed && offers.iter().all(|offer| offer.label != number);
        if number.starts_with(typed) && is_new {
            offers.push(Offer { detail, documentation, ..word(line, typed, number, number.to_owned()) });
        }
    };
    for route in &subject.schema.routes {
        if let Some(number) = route.citation.first() {
            offer(number, "criterion".to_owned(), route.label.clone());
        }
    }
    for (index, provision) in subject.schema.provisions.iter().enumerate() {
        let kind = match provision.kind {
            ProvisionKind::Regulation => "regulation",
            ProvisionKind::Section => "section",
            ProvisionKind::Paragraph => "paragraph",
        };
        let whole = String::new();
        for child in provision.children.iter().chain([&whole]) {
            let number = format!("{}{child}", provision.citation);
            let page = hover::criterion_page(subject.schema, subject.vocabulary, index, child);
            offer(&number, format!("{kind}, {}", provision.instrument), page.unwrap_or_default());
        }
    }
    offers
}

/// The word at the end of `text`, of characters that `belong` to one; may be empty.
fn last_word(text: &str, belong: impl Fn(char) -> bool) -> &str {
    let start = text.char_indices().rev().take_while(|(_, char)| belong(*char)).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or("")
}

fn word(line: &Line<'_>, typed: &str, label: &str, text: String) -> Offer {
    Offer {
        label: label.to_owned(),
        kind: OfferKind::Value,
        detail: String::new(),
        documentation: String::new(),
        at: line.typed_at(line.before.len() - typed.len()),
        text,
        snippet: String::new(),
        filter: String::new(),
        elsewhere: None,
    }
}
