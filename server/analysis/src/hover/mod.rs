//! What there is to know about one place of a referral, as a few titled parts.
//!
//! No markup is decided here: see `render`. Nothing is looked for outside the document and its schema.

mod abbreviation;
mod choice;
mod criterion;
mod date;
mod field;
mod finding;
mod named;
mod prompt;
mod render;
mod section;

use text_size::{TextRange, TextSize};

pub use named::{Kind, named};
pub use render::{markdown, page, plain};

use crate::check::Report;
use crate::document::Document;
use crate::outline::Field;
use crate::schema::{Question, Schema, Vocabulary};
use crate::selection::Choice;
use crate::subject::Subject;

/// What there is to know about one place, the most specific first. Never without a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it is about, in bytes of the document: the smallest of the things spoken of.
    pub at: TextRange,
    /// What there is to know.
    pub parts: Vec<Part>,
}

/// What there is to know about one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is, in a few words.
    pub title: String,
    /// What there is to know, in order.
    pub body: Vec<Item>,
}

/// A paragraph or the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Text(String),
    /// A list, with what leads to it.
    Points {
        /// What the points are: "Questions to the writer".
        lead: String,
        /// One each.
        points: Vec<String>,
    },
    /// Words that somebody published.
    Quote {
        /// Word for word.
        text: String,
        /// Who published it: title, publisher, date and address.
        source: Source,
    },
    /// A piece of a referral, invented.
    Example {
        /// What it shows.
        lead: String,
        /// As it would be typed.
        text: String,
    },
}

/// Where something comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Title, publisher and date.
    pub name: String,
    /// Its public address; empty where it has none.
    pub address: String,
}

impl Part {
    fn new(title: impl Into<String>) -> Self {
        Part { title: title.into(), body: Vec::new() }
    }

    fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.body.push(Item::Text(text));
        }
    }

    fn list(&mut self, lead: &str, points: impl IntoIterator<Item = String>) {
        let points: Vec<String> = points.into_iter().filter(|point| !point.trim().is_empty()).collect();
        if !points.is_empty() {
            self.body.push(Item::Points { lead: lead.to_owned(), points });
        }
    }

    fn quote(&mut self, text: &str, schema: &Schema, source: &str) {
        if !text.trim().is_empty() {
            self.body.push(Item::Quote { text: text.to_owned(), source: source_of(schema, source) });
        }
    }

    fn example(&mut self, lead: &str, text: &str) {
        if !text.trim().is_empty() {
            self.body.push(Item::Example { lead: lead.to_owned(), text: text.to_owned() });
        }
    }

    /// The question of the marker with this id.
    fn quote_question(&mut self, schema: &Schema, question: Option<&str>) {
        if let Some(question) = question.and_then(|id| schema.question(id)) {
            self.question(question, schema);
        }
    }

    /// A question of the marker: quoted, or told where the words are not the marker's own.
    fn question(&mut self, question: &Question, schema: &Schema) {
        if !question.paraphrase {
            self.quote(&question.text, schema, &schema.marker.source);
            return;
        }
        let source = source_of(schema, &schema.marker.source);
        self.say(format!("In our words: {}", question.text));
        self.say(format!("After {} {}", source.name, source.address));
    }
}

/// The source with this id, as a reader is told of it.
fn source_of(schema: &Schema, id: &str) -> Source {
    let Some(source) = schema.source(id) else { return Source::default() };
    Source { name: cited(source), address: source.address.clone() }
}

/// A source's title, publisher and date.
pub(crate) fn cited(source: &crate::schema::Source) -> String {
    let parts = [source.title.as_str(), source.publisher.as_str(), source.date.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// What a few words beside a date field can say, and the same at length, as plain text.
pub(crate) fn beside_date(subject: &Subject<'_>, field: &Field) -> Option<(String, String)> {
    let (text, part) = date::beside(subject, field)?;
    let at = TextRange::default();
    Some((text, plain(&Hover { at, parts: vec![part] })))
}

/// A part and what it is about.
type About = (TextRange, Part);

/// What there is to know about byte `at` of `document`. `subject` is the document in the eyes of its schema, if it is
/// a referral, and `report` what was found in it.
pub fn hover(
    document: &Document,
    choice: &Choice,
    subject: Option<&Subject<'_>>,
    report: &Report,
    at: TextSize,
) -> Option<Hover> {
    let mut found: Vec<About> = Vec::new();
    if let Some(subject) = subject {
        found.extend(abbreviation::at(subject, at));
        found.extend(date::at(subject, at));
        found.extend(criterion::at(subject, at));
    }
    found.extend(finding::at(document, subject.map(|subject| subject.schema), report, at));
    if let Some(subject) = subject {
        found.extend(field::at(subject, at));
        found.extend(section::at(subject, at));
        if found.is_empty() {
            found.extend(prompt::at(subject, at));
        }
    }
    // A stable sort: of things of one length the order above counts.
    found.sort_by_key(|(range, _)| range.len());
    found.extend(choice::at(document, choice, subject, report, at));
    let at = found.first().map(|(range, _)| *range)?;
    let mut parts: Vec<Part> = found.into_iter().map(|(_, part)| part).collect();
    quote_once(&mut parts);
    Some(Hover { at, parts })
}

/// Leaves of each quote the last, which stands where the marker is explained.
fn quote_once(parts: &mut [Part]) {
    let mut seen: Vec<Item> = Vec::new();
    for part in parts.iter_mut().rev() {
        part.body.retain(|item| !seen.contains(item));
        seen.extend(part.body.iter().filter(|item| matches!(item, Item::Quote { .. })).cloned());
    }
}

/// What a schema says of the part `child` of provision number `provision`, as a page of Markdown.
pub(crate) fn criterion_page(
    schema: &Schema,
    vocabulary: &Vocabulary,
    provision: usize,
    child: &str,
) -> Option<String> {
    criterion::of_provision(schema, vocabulary, provision, child, true).map(|part| page(&[part]))
}

/// True where `at` is in or right behind `range`.
fn touches(range: TextRange, at: TextSize) -> bool {
    range.contains_inclusive(at)
}
