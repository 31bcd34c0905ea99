//! A name in the texts of a document: whole words only, however the text is marked up.
//!
//! Front matter and comments are searched as they stand, everything else as a reader sees it.

use text_size::TextRange;

use super::{Name, NameKind, Occurrence};
use crate::document::Document;
use crate::place::range;

/// What an apostrophe behind a name may begin.
const CLITICS: &[&str] = &["s", "d", "ll", "ve", "re"];

/// Every place of `name`, by place.
pub(super) fn in_document(document: &Document, name: &Name) -> Vec<Occurrence> {
    let blocks = 0..document.blocks().len() as u32;
    blocks.flat_map(|block| in_block(document, block, name)).collect()
}

/// Every place of `name` in block number `index`, by place. Block 0 has the values of the front matter.
pub(super) fn in_block(document: &Document, index: u32, name: &Name) -> Vec<Occurrence> {
    let Some(block) = document.block(index) else { return Vec::new() };
    let base = document.extent(index).start();
    let mut found = Vec::new();
    let mut raw = |at: TextRange| {
        let text = document.source().get(std::ops::Range::<usize>::from(at)).unwrap_or("");
        for here in in_text(text, name) {
            let words = words(text, here).map(|word| word + at.start()).collect();
            found.push(Occurrence { at: here + at.start(), words, declares: false });
        }
    };
    if index == 0 {
        document.front_matter().entries().iter().for_each(|entry| raw(entry.value_at));
    }
    block.comments.iter().for_each(|comment| raw(*comment + base));
    let text = block.plain.text();
    for here in in_text(text, name) {
        let words = words(text, here).map(|word| block.plain.to_source(word) + base).collect();
        found.push(Occurrence { at: block.plain.to_source(here) + base, words, declares: false });
    }
    found.sort_by_key(|found| found.at.start());
    found
}

/// Every place of `name` in `text`, in bytes of it.
fn in_text(text: &str, name: &Name) -> Vec<TextRange> {
    let length = name.text.len();
    // The letter of a label counts as it is; "child K" at the beginning of a sentence is "Child K".
    let any_case = name.kind == NameKind::Institution || super::is_label(&name.text);
    let lower = any_case.then(|| (text.to_ascii_lowercase(), name.text.to_ascii_lowercase()));
    let (text_searched, sought) =
        lower.as_ref().map_or((text, name.text.as_str()), |(text, name)| (text, name));
    let mut found = Vec::new();
    for (at, _) in text_searched.match_indices(sought) {
        let here = text.get(at..at + length).unwrap_or("");
        if is_same(here, name) && is_bounded(text, at, at + length) {
            found.push(range(at, at + length));
        }
    }
    found
}

fn is_same(here: &str, name: &Name) -> bool {
    if name.kind == NameKind::Institution || here == name.text {
        return true;
    }
    let letter = |text: &str| text.rsplit(' ').next().map(str::to_owned);
    // "the child I saw" names nobody.
    letter(here) == letter(&name.text) && !here.ends_with(" I")
}

/// True where the bytes `start..end` of `text` are whole words that no longer word, initial or letter goes on from.
pub(super) fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | '-')) {
        return false;
    }
    let rest = text.get(end..).unwrap_or("");
    let mut chars = rest.chars();
    let next = chars.next();
    let second = chars.next();
    match next {
        Some(next) if next.is_alphanumeric() || next == '_' => false,
        Some('-' | '&' | '.') => !second.is_some_and(char::is_alphanumeric),
        Some('\'' | '\u{2019}') => {
            let letters: String = rest.chars().skip(1).take_while(|char| char.is_alphanumeric()).collect();
            letters.is_empty() || CLITICS.contains(&letters.to_lowercase().as_str())
        }
        _ => true,
    }
}

/// The words in `at`, in bytes of `text`.
fn words(text: &str, at: TextRange) -> impl Iterator<Item = TextRange> {
    let start = usize::from(at.start());
    let name = text.get(std::ops::Range::<usize>::from(at)).unwrap_or("");
    name.split_whitespace().map(move |word| {
        let from = start + (word.as_ptr() as usize - name.as_ptr() as usize);
        range(from, from + word.len())
    })
}
