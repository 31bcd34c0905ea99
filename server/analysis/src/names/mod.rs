//! Where a person's label or an institution is named: "Child K", "Sibling S", "Eastmoor Police".
//!
//! A label is taken for the person it is in this text; that two referrals mean one person by it is not known here.

mod known;
mod places;

use text_size::{TextRange, TextSize};

pub use known::names;
pub(crate) use known::{has_label, is_label};

use crate::document::Document;
use crate::subject::Subject;

/// Whom or what a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As a reader sees it, with single spaces.
    pub text: String,
    /// Whose it is.
    pub kind: NameKind,
}

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A person's label or name.
    Person,
    /// An agency, a school or another body.
    Institution,
}

/// One place where a name stands. Places are bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// All of it.
    pub at: TextRange,
    /// Each of its words.
    pub words: Vec<TextRange>,
    /// True where this is the value of a field, or the row of a table, that says who or what it is.
    pub declares: bool,
}

/// The name at byte `at`, and where it stands there: the longest of those known, else an agency in the words around.
/// Only the block around it is searched, so that a cursor may ask at every step.
pub fn name_at(subject: &Subject<'_>, at: TextSize) -> Option<(Name, TextRange)> {
    let document = subject.document;
    let block = document.locate(TextRange::empty(at)).block;
    let touching = known::names_near(subject, block).into_iter().find_map(|name| {
        let found = places::in_block(document, block, &name);
        let here = found.into_iter().find(|found| found.at.contains_inclusive(at))?;
        Some((name, here.at))
    });
    touching.or_else(|| known::agency_at(subject, at))
}

/// Every place of `name` in `document`, by place. Where one of the `known` names that is longer stands, it is not meant.
pub fn occurrences(document: &Document, known: &[Name], name: &Name) -> Vec<Occurrence> {
    let mut found = places::in_document(document, name);
    let longer = known.iter().filter(|other| {
        other.text.len() > name.text.len()
            && other.text.to_ascii_lowercase().contains(&name.text.to_ascii_lowercase())
    });
    for other in longer {
        let taken = places::in_document(document, other);
        found.retain(|found| taken.iter().all(|taken| !taken.at.contains_range(found.at)));
    }
    found
}

/// The same for the referral itself, with the places that say who or what it is.
pub fn occurrences_in(subject: &Subject<'_>, name: &Name) -> Vec<Occurrence> {
    let mut found = occurrences(subject.document, &names(subject), name);
    let declared = known::declared(subject);
    for found in &mut found {
        found.declares = declared.iter().any(|(at, _)| at.contains_range(found.at));
    }
    found
}
