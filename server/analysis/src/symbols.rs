//! A referral's outline for a reader: its sections, headings and fields in the words of the schema, and how far each is.
//!
//! Nothing is judged: what is missing is not here, and what the board fills in says only that.

use text_size::TextRange;

use crate::document::Document;
use crate::fixes;
use crate::outline::{Field, Fill};
use crate::parts::{Part, parts};
use crate::place::Piece;
use crate::subject::Subject;

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What the schema calls it; of a heading that the schema does not know, its text. Never empty.
    pub name: String,
    /// How far it is, or what is in it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, in bytes of the document.
    pub at: TextRange,
    /// The part of `at` to go to: its heading or label.
    pub label: TextRange,
    /// What stands in it, by place, each within `at`.
    pub children: Vec<Symbol>,
}

/// What a line of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// What stands between the rulers at the top.
    FrontMatter,
    /// A section of the schema.
    Section,
    /// A heading that is none.
    Heading,
    /// A fact.
    Field,
}

/// Characters of a field's value that are shown; more would not fit beside its label.
const LONGEST_VALUE: usize = 60;

/// The outline of a referral.
pub fn symbols(subject: &Subject<'_>) -> Vec<Symbol> {
    let mut flat: Vec<Symbol> = front_matter(subject).into_iter().collect();
    let is_field = |part: &Part| {
        let labels = subject.outline.fields.iter().filter_map(|field| field.label);
        part.sections.is_empty() && labels.into_iter().any(|label| Some(label.block) == part.heading)
    };
    let title = subject.title_place();
    for part in parts(subject).iter().filter(|part| !is_field(part)) {
        let is_title = part.heading == Some(title.block) && part.sections.is_empty();
        flat.push(of_part(subject, part, is_title));
    }
    let several = subject.outline.fields.iter().any(|field| field.subject > 1);
    flat.extend(subject.outline.fields.iter().filter_map(|field| of_field(subject, field, several)));
    flat.sort_by_key(|symbol| (symbol.at.start(), std::cmp::Reverse(symbol.at.end())));
    nested(&mut flat.into_iter().peekable(), None)
}

/// The symbols that lie in `outer`, each with those in it as its children.
fn nested(
    flat: &mut std::iter::Peekable<std::vec::IntoIter<Symbol>>,
    outer: Option<TextRange>,
) -> Vec<Symbol> {
    let mut found = Vec::new();
    while let Some(mut symbol) = flat.next_if(|next| outer.is_none_or(|outer| next.at.start() < outer.end()))
    {
        if let Some(outer) = outer {
            symbol.at = symbol.at.intersect(outer).unwrap_or(symbol.at);
            symbol.label = symbol.label.intersect(symbol.at).unwrap_or(TextRange::empty(symbol.at.start()));
        }
        symbol.children = nested(flat, Some(symbol.at));
        found.push(symbol);
    }
    found
}

fn front_matter(subject: &Subject<'_>) -> Option<Symbol> {
    let document = subject.document;
    let at = document.trimmed(document.front_matter().range());
    let first = document.front_matter().entries().first()?;
    let detail =
        if subject.draft { format!("{}, draft", subject.schema.id) } else { subject.schema.id.clone() };
    Some(Symbol {
        name: "Front matter".to_owned(),
        detail,
        kind: SymbolKind::FrontMatter,
        at: at.cover(first.key_at),
        label: first.key_at,
        children: Vec::new(),
    })
}

fn of_part(subject: &Subject<'_>, part: &Part, is_title: bool) -> Symbol {
    let written = written(subject.document, part.label);
    let sections: Vec<_> =
        part.sections.iter().filter_map(|index| subject.outline.sections.get(*index)).collect();
    let names: Vec<&str> = sections
        .iter()
        .filter_map(|section| subject.section_spec(section))
        .map(|spec| spec.heading.as_str())
        .collect();
    let (name, kind) = match names.as_slice() {
        [] => (written.clone(), SymbolKind::Heading),
        names => (names.join(" and "), SymbolKind::Section),
    };
    let state = match (part.for_board, sections.first()) {
        (true, _) => "for the board".to_owned(),
        (false, Some(section)) => {
            let filled = sections.iter().map(|section| section.fill).max() == Some(Fill::Text);
            let words = filled.then(|| word_count(subject.document, &section.body));
            state(words, prompts_left(subject, part.at))
        }
        (false, None) if is_title => subject.schema.title.clone(),
        (false, None) => "not in the schema".to_owned(),
    };
    let is_said = names.is_empty() || words(&written) == words(&name);
    let detail = if is_said { state } else { format!("{state} (\"{written}\")") };
    Symbol { name, detail, kind, at: part.at, label: part.label, children: Vec::new() }
}

/// How many runs of characters with a letter or digit in them there are in `body`.
fn word_count(document: &Document, body: &[Piece]) -> usize {
    let words = body.iter().flat_map(|piece| document.text(*piece).split_whitespace());
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// How far a section is. `words` is none where it is blank.
fn state(words: Option<usize>, prompts: usize) -> String {
    let counted = |count: usize, one: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
    };
    match (words, prompts) {
        (None, 0) => "empty".to_owned(),
        (None, prompts) => format!("{} left", counted(prompts, "prompt")),
        (Some(words), 0) => counted(words, "word"),
        (Some(words), prompts) => format!("{}, {} left", counted(words, "word"), counted(prompts, "prompt")),
    }
}

/// Prompts that are still to be answered in `at`: inserted ones, and those of a template that stand there as text.
fn prompts_left(subject: &Subject<'_>, at: TextRange) -> usize {
    let document = subject.document;
    let first = document.locate(TextRange::empty(at.start())).block;
    let last = document.locate(TextRange::empty(at.end())).block;
    let mut left = 0;
    for index in first..=last {
        let Some(block) = document.block(index) else { break };
        let base = document.extent(index).start();
        let inside = block
            .comments
            .iter()
            .map(|comment| *comment + base)
            .filter(|comment| at.contains_range(*comment));
        left += inside.filter(|comment| fixes::is_prompt(slice(document, *comment))).count();
    }
    let tokens = subject.outline.tokens.iter().map(|token| document.resolve(document.place(token.piece)));
    left + tokens.filter(|token| at.contains_range(*token)).count()
}

fn of_field(subject: &Subject<'_>, field: &Field, several: bool) -> Option<Symbol> {
    let document = subject.document;
    let spec = subject.field_spec(field)?;
    let place = field.label.or(field.value)?;
    let label = document.trimmed(document.resolve(place));
    let at = field.value.map_or(label, |value| label.cover(document.trimmed(document.resolve(value))));
    let detail = match (field.fill, field.value) {
        (Fill::Blank, _) => "empty".to_owned(),
        (Fill::Token, _) => "1 prompt left".to_owned(),
        (Fill::Text, None) => "filled in".to_owned(),
        (Fill::Text, Some(_)) => shortened(&field.text),
    };
    let whose = if several && !field.in_front_matter {
        format!(" (subject {})", field.subject)
    } else {
        String::new()
    };
    Some(Symbol {
        name: format!("{}{whose}", spec.label),
        detail,
        kind: SymbolKind::Field,
        at,
        label,
        children: Vec::new(),
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
    }
}

/// The source at `at` on one line.
fn written(document: &Document, at: TextRange) -> String {
    let text = slice(document, at).split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(':').to_owned()
}

fn slice(document: &Document, at: TextRange) -> &str {
    document.source().get(std::ops::Range::<usize>::from(at)).unwrap_or("")
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
