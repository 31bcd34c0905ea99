//! Where sentences begin and end in the visible text of a section.
//!
//! No grammar is known here: a full stop ends a sentence unless the word before it is an abbreviation.

use text_size::{TextRange, TextSize};

/// Words that a full stop follows inside a sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "rev", "st", "reg", "regs", "s", "ss", "sec", "para", "paras", "p",
    "pp", "e.g", "eg", "i.e", "ie", "cf", "vs", "v", "approx", "dept", "fig", "art", "sch", "ch", "vol",
    "ref", "tel", "ext", "viz", "incl", "min", "max", "hosp", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat",
    "sun", "c", "d.o.b", "q.v", "a.m", "p.m",
];

/// Words that name a person by the letter after them, so that the full stop after the letter is one.
const LETTERED: &[&str] =
    &["child", "adult", "baby", "sibling", "mother", "father", "subject", "person", "appendix"];

/// The sentences of `text`, each without the white space around it, in order.
///
/// A line break or a tab always ends a sentence.
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    while let Some(mark) = bytes.get(at) {
        if !matches!(mark, b'.' | b'!' | b'?' | b'\n' | b'\t') {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        if matches!(mark, b'\n' | b'\t') {
            push(&mut found, text, start, at);
            start = end;
        } else if is_spaced(text, end) && !(*mark == b'.' && is_abbreviation(text, start, at)) {
            while matches!(bytes.get(end), Some(b'"' | b'\'' | b')')) {
                end += 1;
            }
            push(&mut found, text, start, end);
            start = end;
        }
        at = end;
    }
    push(&mut found, text, start, text.len());
    found
}

/// Whether what stands at `at` may follow the end of a sentence.
fn is_spaced(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '\'' | ')'))
}

/// Whether the full stop at `at`, in what starts at `start`, belongs to an abbreviation, a number or an initial.
fn is_abbreviation(text: &str, start: usize, at: usize) -> bool {
    let before = text.get(start..at).unwrap_or_default();
    let after = text.get(at + 1..).unwrap_or_default();
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '/')).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let next = after.trim_start().chars().next();
    if next.is_none() {
        return false;
    }
    if ABBREVIATIONS.contains(&lower.as_str()) {
        return true;
    }
    if lower == "no" || lower == "nos" {
        return next.is_some_and(char::is_numeric);
    }
    // "1." at the start of a line is a list marker; "J." is an initial unless it names a child.
    let first = before.trim() == word;
    if first && !word.is_empty() && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => {
            let previous = before.strip_suffix(word).unwrap_or_default().trim_end();
            let previous = previous.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
            letter != 'I' && !LETTERED.contains(&previous.as_str()) && next.is_some_and(char::is_alphabetic)
        }
        _ => false,
    }
}

fn push(found: &mut Vec<TextRange>, text: &str, start: usize, end: usize) {
    let Some(slice) = text.get(start..end) else { return };
    let trimmed = slice.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = start + slice.len() - slice.trim_start().len();
    found.push(TextRange::at(TextSize::new(start as u32), TextSize::new(trimmed.len() as u32)));
}
