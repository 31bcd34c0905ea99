//! Which names a referral has: those its fields and tables give, and labels that look like one.
//!
//! Ordinary words are no names, and neither is a relation alone: "Mother" is not a label, "Mother M" is.

use text_size::{TextRange, TextSize};

use super::places::is_bounded;
use super::{Name, NameKind};
use crate::document::LineKind;
use crate::outline::Fill;
use crate::place::{Piece, Place, range};
use crate::schema::Meaning;
use crate::subject::Subject;

/// Words that a letter or number makes a person's label.
const LETTERED: &[&str] = &[
    "adult",
    "aunt",
    "baby",
    "boy",
    "brother",
    "carer",
    "child",
    "cousin",
    "daughter",
    "dr",
    "father",
    "female",
    "girl",
    "grandfather",
    "grandmother",
    "infant",
    "male",
    "miss",
    "mother",
    "mr",
    "mrs",
    "ms",
    "parent",
    "partner",
    "patient",
    "perpetrator",
    "person",
    "resident",
    "sibling",
    "sister",
    "son",
    "stepfather",
    "stepmother",
    "subject",
    "twin",
    "uncle",
    "victim",
];
/// Answers that stand where a name could.
const NO_NAMES: &[&str] = &[
    "anonymous",
    "confidential",
    "n/a",
    "none",
    "redacted",
    "same",
    "unborn",
    "unknown",
    "withheld",
    "yes",
    "no",
];
/// Capitalised words that stand before a name and are no part of it.
const NO_BEGINNINGS: &[&str] = &[
    "a",
    "an",
    "and",
    "at",
    "both",
    "but",
    "by",
    "from",
    "her",
    "his",
    "in",
    "it",
    "my",
    "on",
    "our",
    "that",
    "the",
    "their",
    "this",
    "to",
    "two",
    "we",
    "when",
    "with",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Every name of a referral, the longest first.
pub fn names(subject: &Subject<'_>) -> Vec<Name> {
    let blocks = 0..subject.document.blocks().len() as u32;
    let mut names: Vec<Name> = declared(subject).into_iter().map(|(_, name)| name).collect();
    names.extend(blocks.flat_map(|block| labels_in(subject, block)));
    longest_first(names)
}

/// The names that fields and tables give and those in block number `block`, the longest first.
pub(super) fn names_near(subject: &Subject<'_>, block: u32) -> Vec<Name> {
    let mut names: Vec<Name> = declared(subject).into_iter().map(|(_, name)| name).collect();
    names.extend(labels_in(subject, block));
    longest_first(names)
}

fn longest_first(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by(|one, other| other.text.len().cmp(&one.text.len()).then_with(|| one.text.cmp(&other.text)));
    names.dedup_by(|one, other| one.text == other.text);
    names
}

/// The labels in block number `index`; block 0 has the values of the front matter.
fn labels_in(subject: &Subject<'_>, index: u32) -> Vec<Name> {
    let document = subject.document;
    let Some(block) = document.block(index) else { return Vec::new() };
    let mut found = labels(block.plain.text());
    for comment in &block.comments {
        found.extend(labels(document.source_at(Place::new(index, *comment))));
    }
    if index == 0 {
        found.extend(document.front_matter().entries().iter().flat_map(|entry| labels(&entry.value)));
    }
    found
}

/// The names that fields and tables give, each with the place that does.
pub(super) fn declared(subject: &Subject<'_>) -> Vec<(TextRange, Name)> {
    let document = subject.document;
    let mut found = Vec::new();
    for (id, kind) in [
        ("subject-name", NameKind::Person),
        ("subject-initials", NameKind::Person),
        ("referrer-agency", NameKind::Institution),
        ("gp", NameKind::Institution),
        ("school", NameKind::Institution),
    ] {
        for field in subject.fields(id).filter(|field| field.fill == Fill::Text) {
            let Some(value) = field.value else { continue };
            let name = match kind {
                NameKind::Person => person(&field.text),
                NameKind::Institution => institution(&field.text),
            };
            found.extend(name.map(|text| (document.resolve(value), Name { text, kind })));
        }
    }
    for (id, kind) in [("family", NameKind::Person), ("agencies", NameKind::Institution)] {
        for section in subject.sections(id) {
            for piece in &section.body {
                found.extend(in_lines(subject, *piece, kind));
            }
        }
    }
    found
}

/// The names in the lines of `piece`: in a table those of the column that is headed so, in a list each item's head.
fn in_lines(subject: &Subject<'_>, piece: Piece, kind: NameKind) -> Vec<(TextRange, Name)> {
    let document = subject.document;
    let Some(block) = document.block(piece.block) else { return Vec::new() };
    let headed: &[&str] = match kind {
        NameKind::Person => &["name", "person", "initials", "relationship"],
        NameKind::Institution => &["agency", "agencies", "organisation", "service"],
    };
    let column = block.lines.iter().find_map(|line| match line.kind {
        LineKind::Cell { row: 0, column } => {
            let text = block.plain.slice(line.text).to_lowercase();
            headed.iter().any(|word| text.contains(word)).then_some(column)
        }
        _ => None,
    });
    let mut found = Vec::new();
    for line in &block.lines {
        if !piece.contains(Piece::new(piece.block, line.text)) {
            continue;
        }
        let text = block.plain.slice(line.text);
        let name = match (line.kind, kind) {
            (LineKind::Cell { row, column: own }, _) if row > 0 && Some(own) == column => match kind {
                NameKind::Person => person(text),
                NameKind::Institution => institution(text),
            },
            (LineKind::Item, NameKind::Institution) => institution(text),
            _ => None,
        };
        if let Some(text) = name {
            let at = document.resolve(document.place(Piece::new(piece.block, line.text)));
            found.push((at, Name { text, kind }));
        }
    }
    found
}

/// The person that `value`, all of a field or cell, names: up to four words that all begin like a name.
fn person(value: &str) -> Option<String> {
    let text = value.trim().trim_matches(['"', '\'', ',', ';']);
    let text = text.split([',', '(', ';']).next().unwrap_or("").trim();
    let words: Vec<&str> = text.split(' ').collect();
    let begins = |word: &str| word.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit());
    let lower = text.to_lowercase();
    let is_name = words.len() <= 4
        && words.iter().all(|word| begins(word))
        && text.chars().all(|char| char.is_alphanumeric() || " .-'".contains(char))
        && text.starts_with(char::is_uppercase)
        && text.chars().nth(1).is_some()
        && !NO_NAMES.contains(&lower.as_str())
        && !LETTERED.contains(&lower.as_str());
    is_name.then(|| text.to_owned())
}

/// The institution that a field, cell or item begins with: words up to a comma, bracket or dash, the first a name's.
fn institution(value: &str) -> Option<String> {
    let head = value.split([',', '(', ';', ':', '☐', '☒', '☑', '[']).next().unwrap_or("");
    let head =
        head.split(" - ").next().unwrap_or("").split(" – ").next().unwrap_or("").trim().trim_end_matches('.');
    let first = head.split(' ').next().unwrap_or("");
    let is_name = first.starts_with(char::is_uppercase)
        && head.chars().nth(2).is_some()
        && head.split(' ').count() <= 7
        && !NO_NAMES.contains(&head.to_lowercase().as_str())
        && !head.contains(['?', '!', '\n', '\t'])
        // "Known to the board" is an answer and no name: a name of several words has more capitals than one.
        && (head.split(' ').count() == 1 || head.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase)));
    is_name.then(|| head.to_owned())
}

/// The labels in `text`: a word for a person with a letter or number behind it.
fn labels(text: &str) -> Vec<Name> {
    let mut found = Vec::new();
    let mut last: Option<TextRange> = None;
    let mut before_last: Option<TextRange> = None;
    for word in words(text) {
        if let Some(kin) = last
            && slice(text, range(kin.end().into(), word.start().into())) == " "
            && is_kin(slice(text, kin))
            && is_letter(slice(text, word))
            && is_bounded(text, kin.start().into(), word.end().into())
        {
            let is_young = before_last.is_some_and(|young| {
                slice(text, young) == "Young"
                    && slice(text, range(young.end().into(), kin.start().into())) == " "
            });
            let start = before_last.filter(|_| is_young).unwrap_or(kin).start();
            let text = slice(text, TextRange::new(start, word.end())).to_owned();
            found.push(Name { text, kind: NameKind::Person });
        }
        before_last = last;
        last = Some(word);
    }
    found
}

/// True where `text` has a word for a person with a letter or number behind it.
pub(crate) fn has_label(text: &str) -> bool {
    !labels(text).is_empty()
}

/// True for a word for a person with a letter or number behind it.
pub(crate) fn is_label(name: &str) -> bool {
    match name.rsplit_once(' ') {
        Some((kin, letter)) => {
            let kin = kin.strip_prefix("Young ").unwrap_or(kin);
            is_kin(kin) && is_letter(letter)
        }
        None => false,
    }
}

fn is_kin(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && LETTERED.contains(&word.to_lowercase().as_str())
}

/// "K", "X1" or "2"; not the pronoun.
fn is_letter(word: &str) -> bool {
    let digits = word.trim_start_matches(|char: char| char.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    word != "I" && word.len() <= 3 && letters <= 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The agency named at byte `at`: a word of the schema's list, with the capitalised words before it.
pub(super) fn agency_at(subject: &Subject<'_>, at: TextSize) -> Option<(Name, TextRange)> {
    let document = subject.document;
    let block = document.locate(TextRange::empty(at)).block;
    let text = document.block(block)?.plain.text();
    let mut best: Option<TextRange> = None;
    for piece in subject.mentions_of(Meaning::Agency).filter(|piece| piece.block == block) {
        let run = with_capitals(text, piece.range());
        let touches = document.resolve(document.place(Piece::new(block, run))).contains_inclusive(at);
        if touches && best.is_none_or(|best| best.len() < run.len()) {
            best = Some(run);
        }
    }
    let run = best?;
    let name = Name { text: slice(text, run).to_owned(), kind: NameKind::Institution };
    Some((name, document.resolve(document.place(Piece::new(block, run)))))
}

/// `at` with the capitalised words before it, if it is capitalised itself.
fn with_capitals(text: &str, at: TextRange) -> TextRange {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && !NO_BEGINNINGS.contains(&word.to_lowercase().as_str())
    };
    let mut start = usize::from(at.start());
    if !slice(text, at).starts_with(char::is_uppercase) {
        return at;
    }
    while let Some(before) = text.get(..start).and_then(|before| before.strip_suffix(' ')) {
        let word = before.rsplit([' ', '\n', '\t']).next().unwrap_or("");
        if !is_name(word) || word.ends_with(['.', ',', ';', ':', '?', '!', ')']) {
            break;
        }
        start = before.len() - word.len();
    }
    range(start, at.end().into())
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        range(start, start + word.len())
    })
}

fn slice(text: &str, at: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(at)).unwrap_or("")
}
