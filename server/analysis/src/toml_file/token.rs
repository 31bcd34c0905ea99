//! The words and marks of a TOML text, however much of it is TOML.
//!
//! Nothing is judged here: a text without its closing quote ends with its line.

use text_size::TextRange;

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// Not included.
    pub end: usize,
    pub kind: TokenKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Newline,
    /// From `#` to the end of the line.
    Comment,
    /// One of `[ ] { } = ,`.
    Mark(u8),
    /// A bare key, a number, a date, true or false.
    Word,
    /// A text in quotes; how long its quotes are, and whether they are closed.
    Quoted {
        quote: usize,
        is_closed: bool,
    },
}

impl Token {
    pub fn is_quoted(&self) -> bool {
        matches!(self.kind, TokenKind::Quoted { .. })
    }

    pub fn is_text(&self) -> bool {
        self.is_quoted() || self.kind == TokenKind::Word
    }

    /// True where a cursor at byte `at` is in it.
    pub fn is_touched(&self, at: usize) -> bool {
        match self.kind {
            TokenKind::Word | TokenKind::Quoted { is_closed: false, .. } => {
                (self.start..=self.end).contains(&at)
            }
            TokenKind::Quoted { .. } => (self.start..self.end).contains(&at),
            _ => false,
        }
    }

    /// It without its quotes.
    pub fn inner(&self) -> TextRange {
        let (before, after) = match self.kind {
            TokenKind::Quoted { quote, is_closed } => (quote, if is_closed { quote } else { 0 }),
            _ => (0, 0),
        };
        let start = (self.start + before).min(self.end);
        TextRange::new((start as u32).into(), (self.end.saturating_sub(after).max(start) as u32).into())
    }
}

/// The pieces of `text`, without the blanks between them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(&byte) = bytes.get(start) {
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.find('\n').unwrap_or(rest.len());
        let (length, kind) = match byte {
            b' ' | b'\t' | b'\r' => {
                start += 1;
                continue;
            }
            b'\n' => (1, TokenKind::Newline),
            b'#' => (line, TokenKind::Comment),
            b'[' | b']' | b'{' | b'}' | b'=' | b',' => (1, TokenKind::Mark(byte)),
            b'"' | b'\'' => quoted(rest, byte as char),
            _ => {
                let ends = |char: char| char.is_whitespace() || "[]{}=,#\"'".contains(char);
                (rest.find(ends).unwrap_or(rest.len()).max(1), TokenKind::Word)
            }
        };
        tokens.push(Token { start, end: start + length, kind });
        start += length;
    }
    tokens
}

/// The length of the text in quotes that `rest` begins with.
fn quoted(rest: &str, quote: char) -> (usize, TokenKind) {
    let three: String = std::iter::repeat_n(quote, 3).collect();
    let (quotes, spans_lines) =
        if rest.starts_with(&three) { (three, true) } else { (quote.to_string(), false) };
    let mut is_escaped = false;
    for (at, char) in rest.char_indices().skip(quotes.len()) {
        if char == '\n' && !spans_lines {
            let line = rest.get(..at).unwrap_or_default();
            let length = line.trim_end_matches('\r').len();
            return (length, TokenKind::Quoted { quote: quotes.len(), is_closed: false });
        }
        let is_end = !is_escaped && rest.get(at..).is_some_and(|rest| rest.starts_with(&quotes));
        if is_end {
            let kind = TokenKind::Quoted { quote: quotes.len(), is_closed: true };
            return (at + quotes.len(), kind);
        }
        is_escaped = quote == '"' && char == '\\' && !is_escaped;
    }
    (rest.len(), TokenKind::Quoted { quote: quotes.len(), is_closed: false })
}
