//! Where a referral leads: to the published sources that it names, and to files beside it.
//!
//! Whether a file is there is not known here.

use text_size::TextRange;

use crate::place::{Piece, range};
use crate::schema::{Schema, Source};
use crate::subject::Subject;

/// A place that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// What to click on, in bytes of the document.
    pub at: TextRange,
    /// Where it leads.
    pub to: Target,
}

/// Where a place leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a source of the schema.
    Source {
        /// Its public address.
        address: String,
        /// Its title, publisher and date.
        name: String,
    },
    /// To a file, by its path from the document's folder, with `/` between folders.
    File(String),
}

/// Where a referral leads, by place. Links that it writes to the web are every editor's own business.
pub fn links(subject: &Subject<'_>) -> Vec<Lead> {
    let document = subject.document;
    let written = document.links();
    let mut found = sources(subject);
    found
        .retain(|lead| written.iter().all(|link| link.at.intersect(lead.at).is_none_or(TextRange::is_empty)));
    for link in written {
        if let Some(path) = path(&link.destination) {
            found.push(Lead { at: link.destination_at, to: Target::File(path) });
        }
    }
    found.sort_by_key(|lead| lead.at.start());
    found
}

/// The path that a destination is, without its fragment; nothing where it is an address, absolute or only a fragment.
fn path(destination: &str) -> Option<String> {
    let path = destination.split(['#', '?']).next().unwrap_or("");
    let is_address = path.split('/').next().is_some_and(|first| first.contains(':'));
    let is_absolute = path.starts_with(['/', '\\']);
    (!path.is_empty() && !is_address && !is_absolute).then(|| decoded(path))
}

/// `path` with `%20` and the like as the characters they stand for.
pub fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = decoded.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Every place in the visible text that names a source of the schema by a name of its own.
fn sources(subject: &Subject<'_>) -> Vec<Lead> {
    let document = subject.document;
    let names = names(subject.schema);
    let mut found: Vec<Lead> = Vec::new();
    for (index, block) in (0..).zip(document.blocks()) {
        let text = block.plain.text().to_ascii_lowercase();
        let mut taken: Vec<TextRange> = Vec::new();
        for (name, source) in &names {
            for (at, _) in text.match_indices(name.as_str()) {
                let here = range(at, at + name.len());
                let is_word = !is_word(text.get(..at).and_then(|before| before.chars().next_back()))
                    && !is_word(text.get(at + name.len()..).and_then(|after| after.chars().next()));
                let after = text.get(at + name.len()..).unwrap_or("");
                if is_word
                    && !is_other_edition(after, source)
                    && taken.iter().all(|other| other.intersect(here).is_none())
                {
                    taken.push(here);
                    let at = document.resolve(document.place(Piece::new(index, here)));
                    let to =
                        Target::Source { address: source.address.clone(), name: crate::hover::cited(source) };
                    found.push(Lead { at, to });
                }
            }
        }
    }
    found
}

/// The names by which a text can mean one source with an address, in lower case, the longest first.
fn names(schema: &Schema) -> Vec<(String, &Source)> {
    let mut names: Vec<(String, &Source)> = Vec::new();
    let mut add = |name: &str, id: &str| {
        let name = name.trim().to_ascii_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name).to_owned();
        let is_new = names.iter().all(|(other, _)| *other != name);
        if let Some(source) = schema.source(id).filter(|source| is_new && !source.address.is_empty()) {
            names.push((name, source));
        }
    };
    // "SCR Quality Marker 1: Referral" is "SCR Quality Marker 1" and "Quality Marker 1" too.
    let marker = schema.marker.name.split(':').next().unwrap_or("");
    add(&schema.marker.name, &schema.marker.source);
    add(marker, &schema.marker.source);
    if let Some((_, short)) = marker.split_once(' ').filter(|(_, short)| short.contains(' ')) {
        add(short, &schema.marker.source);
    }
    // Of other sources only what a government published has a title that nothing else goes by.
    let titles: Vec<(&str, &Source)> = schema
        .sources
        .iter()
        .filter(|source| source.publisher.contains("Government"))
        .map(|source| (source.title.split([',', '(']).next().unwrap_or("").trim(), source))
        .map(|(title, source)| (title.strip_prefix("The ").unwrap_or(title), source))
        .collect();
    for (title, source) in &titles {
        // A title that two sources share leads to neither.
        let is_shared = titles.iter().any(|(other, of)| other == title && of.address != source.address);
        if !is_shared {
            add(title, &source.id);
        }
    }
    for provision in &schema.provisions {
        // The law itself, where the schema has it, rather than the page that the provision is quoted from.
        let law = titles.iter().find(|(title, _)| *title == provision.instrument);
        let source = law.map_or(provision.source.as_str(), |(_, source)| source.id.as_str());
        for name in std::iter::once(&provision.instrument).chain(&provision.instrument_aliases) {
            add(name, source);
        }
    }
    names.retain(|(name, _)| name.split(' ').count() > 1);
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// True where `after`, the text behind a source's name, gives it the year of another edition.
fn is_other_edition(after: &str, source: &Source) -> bool {
    let year: String = after.trim_start_matches([' ', '(', ',']).chars().take(5).collect();
    let digits = year.trim_end_matches(|char: char| !char.is_ascii_digit());
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_year && !source.title.contains(digits) && !source.date.contains(digits)
}

fn is_word(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}
