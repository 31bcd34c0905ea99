//! What a template leaves for the writer to replace: `[insert name]`, `<date>`, `xxxx`, `TBC`, a printed prompt.
//!
//! Whether a token matters is for the rules.

use text_size::TextRange;

use super::LabelIndex;
use crate::place::{Piece, range};

/// A text that was left to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub piece: Piece,
    /// What it is.
    pub kind: TokenKind,
}

/// Which kind of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `[insert …]`, `[enter …]`, `[delete …]`.
    Bracket,
    /// A prompt or placeholder of the schema, left as it was.
    Prompt,
    /// `<name>`, `xxxx` or `TBC` as the whole of a line.
    Whole,
}

const VERBS: &[&str] = &["insert", "enter", "delete"];

/// Verbs that are nouns too, "[Type 1 diabetes]", and what follows them where they ask for something.
const OTHER_VERBS: &[&str] = &["type", "add", "state", "click"];
const OBJECTS: &[&str] =
    &["a", "an", "any", "date", "details", "here", "name", "or", "text", "the", "to", "your"];

/// Verbs that ask for something where all of a line is in brackets: "[List every agency, with a contact name]".
const ASKING: &[&str] = &[
    "complete",
    "describe",
    "detail",
    "explain",
    "give",
    "include",
    "list",
    "name",
    "outline",
    "please",
    "provide",
    "set",
    "specify",
    "summarise",
    "tell",
    "write",
];

/// Tokens in one line of text, in bytes of it.
pub(super) fn tokens_in(text: &str, labels: &LabelIndex) -> Vec<(TextRange, TokenKind)> {
    let mut found = Vec::new();
    if text.contains('[') {
        for (at, _) in text.match_indices('[') {
            let Some(inner) = text.get(at + 1..) else { continue };
            let Some(end) = inner.find([']', '[']) else { continue };
            if inner.as_bytes().get(end) != Some(&b']') {
                continue;
            }
            let inner = inner.get(..end).unwrap_or("").trim_start();
            let verb = inner.split(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
            let alone =
                matches!(inner.trim_end().to_ascii_lowercase().as_str(), "insert" | "enter" | "delete");
            let is = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
            let object = inner.split_whitespace().nth(1).unwrap_or("");
            let is_all = text.trim().len() == end + 2 && text.trim().starts_with('[');
            let asks = is(VERBS, verb)
                || is(OTHER_VERBS, verb) && is(OBJECTS, object)
                || is_all && is(ASKING, verb) && inner.split_whitespace().nth(2).is_some();
            if (alone || inner.contains(' ')) && asks {
                found.push((range(at, at + end + 2), TokenKind::Bracket));
            }
        }
    }
    if found.is_empty() && labels.is_placeholder(text) {
        found.push((range(0, text.len()), TokenKind::Prompt));
    }
    found
}

/// True where the whole of `text` stands for an answer to come: `<name>`, `xxxx`, `TBC`, `____`.
pub(super) fn is_whole_token(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let angle = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = angle {
        let starts_word = inner.starts_with(|char: char| char.is_alphabetic());
        return starts_word && !inner.contains(['<', '>', '@', '/', ':']) && inner.len() <= 60;
    }
    let starts = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    text.eq_ignore_ascii_case("tbc")
        || text.eq_ignore_ascii_case("to be confirmed")
        || text.len() >= 3 && text.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
        || starts("lorem ipsum")
}
