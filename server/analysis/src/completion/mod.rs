//! What could be typed at a place, as values: each offer with the text that it replaces.
//!
//! What is offered in a referral is said here; in TOML it is for `toml_help`. How a client shows it is not known here.

mod begun;
mod front_matter;
mod headings;
mod line;
mod templates;
mod values;
mod words;

use text_size::{TextRange, TextSize};

use self::line::Line;
pub(crate) use self::values::date_style;
use crate::document::{BlockKind, Document, LineId};
use crate::schema::Catalogue;
use crate::subject::Subject;
use crate::tidy::Change;

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called in the list.
    pub label: String,
    /// What sort of thing it is.
    pub kind: OfferKind,
    /// A few words beside the label.
    pub detail: String,
    /// What it means, in Markdown; may be empty.
    pub documentation: String,
    /// The bytes that it replaces.
    pub at: TextRange,
    /// What replaces them.
    pub text: String,
    /// The same with places to fill in, in LSP snippet syntax, for editors that know it; empty where there are none.
    pub snippet: String,
    /// What the typed text is compared with, where that is not the label; empty where it is.
    pub filter: String,
    /// What comes in at another place, where that is what the offer is about.
    pub elsewhere: Option<Change>,
}

/// What sort of thing an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferKind {
    /// A key.
    Key,
    /// The head of a table.
    Table,
    /// The id of something.
    Id,
    /// One of a few words.
    Word,
    /// A value that is no word, such as a date or a name.
    Value,
    /// The heading of a section.
    Section,
    /// A sentence, or a line to complete.
    Sentence,
    /// A whole document.
    Template,
}

/// What could be typed at byte `at` of a Markdown document. `subject` is the document in the eyes of its schema, if it
/// is a referral.
///
/// An offer replaces nothing but what was typed of it, on the line of `at` and before it. A section that belongs elsewhere
/// comes in there.
pub fn complete(
    document: &Document,
    catalogue: &Catalogue,
    subject: Option<&Subject<'_>>,
    at: TextSize,
) -> Vec<Offer> {
    let Some(line) = Line::at(document.source(), at) else { return Vec::new() };
    let mut offers = offers(document, catalogue, subject, at, &line);
    offers.retain(|offer| goes_on(document.source(), offer));
    offers
}

/// True where what was typed is the beginning of the offer: nobody's word goes for another one.
fn goes_on(source: &str, offer: &Offer) -> bool {
    let typed = source.get(std::ops::Range::<usize>::from(offer.at)).unwrap_or("").trim();
    [&offer.filter, &offer.label, &offer.text].iter().any(|text| begins_with(text.trim_start(), typed))
}

fn offers(
    document: &Document,
    catalogue: &Catalogue,
    subject: Option<&Subject<'_>>,
    at: TextSize,
    line: &Line<'_>,
) -> Vec<Offer> {
    if templates::is_asked_for(document.source(), line) {
        return templates::offers(document, catalogue, subject, line);
    }
    if front_matter::holds(document, line) {
        return front_matter::offers(document, catalogue, subject, line);
    }
    let Some(subject) = subject.filter(|subject| is_writers_text(subject, at)) else { return Vec::new() };
    if let Some(offers) = values::after_label(subject, line) {
        return offers;
    }
    let mut offers = begun::offers(subject, line);
    offers.extend(headings::offers(subject, line));
    offers.extend(words::offers(subject, line));
    offers
}

/// False in code, in a comment, and in the parts that only the board fills in.
fn is_writers_text(subject: &Subject<'_>, at: TextSize) -> bool {
    let document = subject.document;
    let index = document.locate(TextRange::empty(at)).block;
    let Some(block) = document.block(index) else { return false };
    let extent = document.extent(index);
    let is_code = block.kind == BlockKind::Code && document.trimmed(extent).contains_inclusive(at);
    let is_comment = block.comments.iter().any(|comment| {
        let comment = *comment + extent.start();
        comment.start() < at && at < comment.end()
    });
    !is_code && !is_comment && !subject.outline.is_out_of_scope(LineId { block: index, line: 0 })
}

/// What a client compares with the `typed` text: the first of `names` that begins with it, else the first.
fn filter(typed: &str, names: &[&str]) -> String {
    let begins = |name: &&&str| begins_with(name, typed);
    names.iter().find(begins).or(names.first()).map(|name| (*name).to_owned()).unwrap_or_default()
}

/// True where `text` begins with `typed`, whatever the case of its letters.
fn begins_with(text: &str, typed: &str) -> bool {
    text.to_lowercase().starts_with(&typed.to_lowercase())
}
