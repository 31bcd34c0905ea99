//! A selection that grows step by step: word, sentence, paragraph, section, document.
//!
//! Each step holds the one before it. Of what Markdown nests, such as lists in lists, only lines are known.

use text_size::{TextRange, TextSize};

use crate::claims::sentences;
use crate::document::Document;
use crate::parts::{Part, parts};
use crate::place::range;
use crate::subject::Subject;

/// The selections around each byte of `places`, the smallest first; the last is always the whole document.
pub fn widenings(subject: &Subject<'_>, places: &[TextSize]) -> Vec<Vec<TextRange>> {
    let parts = parts(subject);
    places.iter().map(|at| widening(subject.document, &parts, *at)).collect()
}

fn widening(document: &Document, parts: &[Part], at: TextSize) -> Vec<TextRange> {
    let whole = range(0, document.source().len());
    let mut found = vec![whole];
    found.extend(word(document.source(), at));
    let index = document.locate(TextRange::empty(at)).block;
    if index == 0 {
        let front_matter = document.front_matter();
        found.push(document.trimmed(front_matter.range()));
        for entry in front_matter.entries() {
            found.extend([entry.key_at, entry.value_at, entry.key_at.cover(entry.value_at)]);
        }
    } else if let Some(block) = document.block(index) {
        let extent = document.trimmed(document.extent(index));
        found.push(extent);
        let resolve = |text: TextRange| block.plain.to_source(text) + document.extent(index).start();
        let text = block.plain.text();
        // A paragraph, an item, a cell or a row; then the sentences in it.
        for marks in [&['\n'][..], &['\n', '\t'][..]] {
            found.extend(stretches(text, marks).map(resolve));
        }
        found.extend(sentences(text).into_iter().map(resolve));
    }
    for part in parts {
        found.extend(body(document, part));
        found.push(part.at);
    }
    found.retain(|range| range.contains_inclusive(at) && !range.is_empty());
    found.sort_by_key(|range| range.len());
    let mut steps: Vec<TextRange> = Vec::new();
    for range in found {
        let holds = steps.last().is_none_or(|last| range.contains_range(*last) && range != *last);
        if holds {
            steps.push(range);
        }
    }
    if steps.is_empty() {
        steps.push(whole);
    }
    steps
}

/// What stands below the heading of a part, or behind its label.
fn body(document: &Document, part: &Part) -> Option<TextRange> {
    let head_end = match part.heading {
        Some(block) => document.trimmed(document.extent(block)).end(),
        None => part.label.end(),
    };
    let text = document.source().get(usize::from(head_end)..usize::from(part.at.end()))?;
    let is_label = part.heading.is_none();
    let lead = text.find(|char: char| !(char.is_whitespace() || is_label && ":?*_|".contains(char)))?;
    Some(TextRange::new(head_end + TextSize::new(lead as u32), part.at.end()))
}

/// The word that byte `at` is in or beside; an apostrophe or hyphen between letters belongs to it.
fn word(source: &str, at: TextSize) -> Option<TextRange> {
    let at = usize::from(at);
    let (before, after) = source.split_at_checked(at)?;
    let joins = |char: char| char.is_alphanumeric() || matches!(char, '\'' | '\u{2019}' | '-');
    let start = at - before.chars().rev().take_while(|char| joins(*char)).map(char::len_utf8).sum::<usize>();
    let end = at + after.chars().take_while(|char| joins(*char)).map(char::len_utf8).sum::<usize>();
    let text = source.get(start..end)?;
    let is_edge = |char: char| !char.is_alphanumeric();
    let inner = text.trim_start_matches(is_edge);
    let start = end - inner.len();
    let inner = inner.trim_end_matches(is_edge);
    (!inner.is_empty()).then(|| range(start, start + inner.len()))
}

/// The stretches of `text` between `marks`.
fn stretches<'t>(text: &'t str, marks: &'t [char]) -> impl Iterator<Item = TextRange> + 't {
    text.split(marks).filter(|stretch| !stretch.is_empty()).map(move |stretch| {
        let start = stretch.as_ptr() as usize - text.as_ptr() as usize;
        range(start, start + stretch.len())
    })
}
