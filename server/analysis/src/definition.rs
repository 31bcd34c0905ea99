//! What an abbreviation stands for, where the document itself says so; the page of a criterion that it cites; and where it
//! says who somebody is.
//!
//! What only the schema's glossary explains has no place in the document to go to: a hover says it.

use text_size::{TextRange, TextSize};

use crate::hover;
use crate::names;
use crate::place::{Piece, range};
use crate::schema::{ProvisionKind, Schema, Vocabulary};
use crate::subject::Subject;

/// Words that an abbreviation leaves out.
const LEFT_OUT: &[&str] = &["and", "for", "in", "of", "on", "the", "to", "with", "a", "an"];

/// The words that the abbreviation at byte `at` stands for, and the abbreviation.
pub fn expansion(subject: &Subject<'_>, at: TextSize) -> Option<(TextRange, TextRange)> {
    let document = subject.document;
    let index = document.locate(TextRange::empty(at)).block;
    let block = document.block(index)?;
    let text = block.plain.text();
    let here = abbreviations(text)
        .find(|short| document.resolve(document.place(Piece::new(index, *short))).contains_inclusive(at))?;
    let short = text.get(std::ops::Range::<usize>::from(here))?;
    let from = document.resolve(document.place(Piece::new(index, here)));
    for (index, block) in (0..).zip(document.blocks()) {
        if let Some(long) = expansion_in(block.plain.text(), short) {
            return Some((document.resolve(document.place(Piece::new(index, long))), from));
        }
    }
    None
}

/// Where the referral says who or what is named at byte `at`: as the value of a field or in a row of a list of people, else
/// where it is named first. Then the name itself. Nothing where that is the place asked from.
pub fn introduction(subject: &Subject<'_>, at: TextSize) -> Option<(TextRange, TextRange)> {
    let (name, here) = names::name_at(subject, at)?;
    let found = names::occurrences_in(subject, &name);
    let introduced = found.iter().find(|found| found.declares).or(found.first())?;
    (introduced.at != here).then_some((introduced.at, here))
}

/// Words of two to eight letters and digits that begin with two capitals.
fn abbreviations(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    text.split(|char: char| !char.is_alphanumeric() && char != '&').filter_map(|word| {
        let capitals = word.chars().filter(|char| char.is_uppercase()).count();
        let is_short = capitals >= 2 && word.len() <= 8 && word.starts_with(char::is_uppercase);
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        is_short.then(|| range(start, start + word.len()))
    })
}

/// Where `text` says what `short` stands for: "long form (SF)", or "SF (long form)".
fn expansion_in(text: &str, short: &str) -> Option<TextRange> {
    for (at, _) in text.match_indices(short) {
        let (before, after) = (text.get(..at)?, text.get(at + short.len()..)?);
        if before.ends_with('(') && after.trim_start_matches('s').starts_with(')') {
            let before = before.trim_end_matches('(').trim_end();
            if let Some(found) = before_it(before, short) {
                return Some(found);
            }
        }
        if let Some(inner) = after.trim_start().strip_prefix('(').and_then(|inner| inner.split(')').next()) {
            let start = inner.as_ptr() as usize - text.as_ptr() as usize;
            let is_word = !before.ends_with(char::is_alphanumeric);
            if is_word && spells(inner, short) {
                return Some(range(start, start + inner.len()));
            }
        }
    }
    None
}

/// The words at the end of `before` whose beginnings spell `short`, as few as do.
fn before_it(before: &str, short: &str) -> Option<TextRange> {
    let line = before.rsplit(['\n', '\t']).next().unwrap_or("");
    let mut starts: Vec<usize> = vec![0];
    starts.extend(line.match_indices([' ', '-']).map(|(at, _)| at + 1));
    for start in starts.into_iter().rev() {
        let words = line.get(start..).unwrap_or("");
        if spells(words, short) {
            let from = before.len() - words.len();
            return Some(range(from, before.len()));
        }
    }
    None
}

/// True where the beginnings of the words of `long` spell `short`, small words and plurals apart.
fn spells(long: &str, short: &str) -> bool {
    let words: Vec<&str> = long.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let letters = |word: &&str| word.chars().next().map(|char| char.to_ascii_lowercase());
    let all: String = words.iter().filter_map(letters).collect();
    let main: String = words
        .iter()
        .filter(|word| !LEFT_OUT.contains(&word.to_lowercase().as_str()))
        .filter_map(letters)
        .collect();
    let short = short.trim_end_matches('s').replace('&', "a").to_lowercase();
    words.len() > 1 && (all == short || main == short)
}

/// A citation that the schema knows, and what names the page about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The citation, in bytes of the document.
    pub at: TextRange,
    /// What to ask [`criterion_page`] for: "regulation 5(2)(b)(ii)".
    pub page: String,
}

/// The criterion cited at byte `at`.
pub fn citation(subject: &Subject<'_>, at: TextSize) -> Option<Cited> {
    for argument in [&subject.basis, &subject.rationale] {
        for citation in &argument.reading.citations {
            let Some(piece) = argument.passage.piece(citation.range) else { continue };
            let here = subject.document.resolve(subject.document.place(piece));
            if !here.contains_inclusive(at) || !citation.known {
                continue;
            }
            let provision = citation.provision.and_then(|index| subject.schema.provisions.get(index))?;
            let page = format!("{} {}{}", kind(provision.kind), provision.citation, citation.child);
            return Some(Cited { at: here, page });
        }
    }
    None
}

/// The page about a criterion that [`citation`] names; nothing where the schema does not have it.
/// `vocabulary` is the schema's.
pub fn criterion_page(schema: &Schema, vocabulary: &Vocabulary, page: &str) -> Option<String> {
    for (index, provision) in schema.provisions.iter().enumerate() {
        let number = page.strip_prefix(kind(provision.kind)).and_then(|rest| rest.strip_prefix(' '));
        let Some(child) = number.and_then(|number| number.strip_prefix(provision.citation.as_str())) else {
            continue;
        };
        let is_there =
            child.is_empty() || !provision.complete || provision.children.iter().any(|own| own == child);
        if is_there {
            return hover::criterion_page(schema, vocabulary, index, child);
        }
    }
    None
}

fn kind(kind: ProvisionKind) -> &'static str {
    match kind {
        ProvisionKind::Regulation => "regulation",
        ProvisionKind::Section => "section",
        ProvisionKind::Paragraph => "paragraph",
    }
}
