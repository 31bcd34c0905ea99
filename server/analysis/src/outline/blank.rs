//! When a stretch of visible text holds nothing a board could read, and what boxes it has.
//!
//! Tokens that a template left are not blank; they are in `token`.

use text_size::TextRange;

use crate::bytes::has_byte;
use crate::place::range;

/// A box in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxMark {
    /// Bytes of the text searched.
    pub at: TextRange,
    /// True where it is ticked.
    pub ticked: bool,
}

/// True where a cell holds a tick and nothing else.
pub(crate) fn is_tick(cell: &str) -> bool {
    matches!(cell.trim(), "x" | "X" | "✓" | "✔" | "☒" | "☑")
}

/// True where a line of `text` begins with a bracket, or an empty box stands in it.
pub(crate) fn may_have_round_box(text: &str) -> bool {
    text.trim_start().starts_with('(')
        || text.contains("\t(")
        || text.contains("\n(")
        || text.contains("( ) ")
}

/// Whether a box with round brackets, which begins a line or has an empty one beside it, is ticked, and its bytes: "(X)",
/// "( )", or "(•)", as a web form prints it; anywhere else "(x)" is a number. Nothing where none is at byte `at`.
pub(crate) fn round_box(text: &str, at: usize) -> Option<(bool, usize)> {
    let before = text.get(..at)?;
    // Lines of one paragraph: "(X) the child has died ( ) the child has been seriously harmed".
    let begins = before.trim().is_empty() || before.ends_with(['\t', '\n']) || text.contains("( ) ");
    let marks = [("( )", false), ("(x)", true), ("(X)", true), ("(•)", true), ("(●)", true), ("(o)", true)];
    let rest = text.get(at..)?;
    let (mark, ticked) = marks.into_iter().find(|(mark, _)| rest.starts_with(mark))?;
    begins.then_some((ticked, mark.len()))
}

/// Every box in `text`: ☐ ☑ ☒ and their like, bare `[ ]` and `[x]`, and `( )` and `(x)` where they begin a line.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are compared at once")]
pub fn boxes(text: &str) -> Vec<BoxMark> {
    if !has_byte(text, |byte| (byte == b'[') | (byte == 0xe2) | (byte == 0xef)) && !may_have_round_box(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, char) in text.char_indices() {
        let (ticked, len) = match char {
            '☐' | '□' | '❏' | '❑' | '▢' | '\u{f0a8}' => (false, char.len_utf8()),
            '☑' | '☒' | '✓' | '✔' | '✗' | '✘' | '■' | '\u{f0fe}' => (true, char.len_utf8()),
            '(' => match round_box(text, at) {
                Some(found) => found,
                None => continue,
            },
            '[' => match text.get(at..).map(str::as_bytes) {
                Some([b'[', b' ', b']', ..]) => (false, 3),
                Some([b'[', b']', ..]) => (false, 2),
                Some([b'[', b'x' | b'X', b']', ..]) => (true, 3),
                _ => continue,
            },
            _ => continue,
        };
        found.push(BoxMark { at: range(at, at + len), ticked });
    }
    found
}

/// True where `text`, a line of visible text, is empty for a reader: white space, rules, or boxes of which none is ticked.
pub fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    if text.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'.' | b' ' | b'|' | b'*' | b'=' | b'\\' | b'\t'))
        || text.chars().all(|char| matches!(char, '…' | '_' | '.' | ' ' | '‐' | '–' | '—' | '-'))
    {
        return true;
    }
    let boxes = boxes(text);
    let Some(first) = boxes.first() else { return false };
    if boxes.iter().any(|found| found.ticked) {
        return false;
    }
    let before = text.get(..first.at.start().into()).unwrap_or("").trim_end();
    // "☐ Yes ☐ No", "Yes ☐ No ☐" and "Is the child safe? ☐" say nothing while no box is ticked.
    before.is_empty() || before.ends_with(['?', ':', ')']) || before.split_whitespace().count() <= 4
}

/// True for "N/A", "None", "Not known" and their like.
pub fn is_non_answer(text: &str) -> bool {
    const NON_ANSWERS: &[&str] = &[
        "?",
        "n/a",
        "n/k",
        "na",
        "nil",
        "nk",
        "no",
        "none",
        "not applicable",
        "not available",
        "not disclosed",
        "not given",
        "not known",
        "not recorded",
        "not stated",
        "unknown",
        "yes",
    ];
    // "(date: n/a)", behind a box
    let text = text.trim().trim_end_matches(['.', ')']).to_lowercase();
    NON_ANSWERS.contains(&text.as_str())
}
