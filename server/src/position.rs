//! From bytes to the lines and columns that a person counts.
//!
//! Lines and columns count from 1, columns in Unicode code points: a byte order mark is none, a tab is one.
//! LF, CRLF and CR end a line. No editor's units are here; those are in `lsp::encoding`.

use schemars::JsonSchema;
use serde::Serialize;
use text_size::TextSize;

/// A place as a person counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In code points, from 1.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `text`.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.peek().is_none_or(|(_, next)| *next != b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Lines { text, starts }
    }

    /// Where the byte at `offset` stands. Past the end it is the end; inside a character, the character.
    pub fn position(&self, offset: TextSize) -> Position {
        let offset = usize::from(offset).min(self.text.len());
        let line = self.line_index(offset);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..floor(self.text, offset)).unwrap_or("");
        let before = if line == 0 { before.trim_start_matches('\u{feff}') } else { before };
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// The line of the byte at `offset`, from 1.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.line_index(usize::from(offset).min(self.text.len())) as u32 + 1
    }

    /// Bytes from the start of the line with `from` to the end of the line with `to`, the byte order mark left out.
    pub fn around(&self, from: TextSize, to: TextSize) -> std::ops::Range<usize> {
        let first = self.line_index(usize::from(from).min(self.text.len()));
        let last = self.line_index(usize::from(to).min(self.text.len()));
        let start = self.starts.get(first).copied().unwrap_or_default();
        let end = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let mark = if start == 0 && self.text.starts_with('\u{feff}') { 3 } else { 0 };
        start + mark..end.max(start + mark)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

/// The nearest start of a character at or before `offset`.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_position(text: &str, offset: u32, line: u32, column: u32) {
        assert_eq!(Lines::new(text).position(offset.into()), Position { line, column });
    }

    #[test]
    fn columns_are_code_points() {
        check_position("é😀x", 6, 1, 3);
        check_position("\tx", 1, 1, 2);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        check_position("\u{feff}x", 3, 1, 1);
        check_position("\u{feff}xy", 4, 1, 2);
        check_position("\u{feff}", 0, 1, 1);
    }

    #[test]
    fn every_line_ending_ends_one_line() {
        check_position("a\nb", 2, 2, 1);
        check_position("a\r\nb", 3, 2, 1);
        check_position("a\rb", 2, 2, 1);
        check_position("a\r\rb", 3, 3, 1);
        check_position("a\n\r\nb", 4, 3, 1);
    }

    #[test]
    fn the_end_of_the_text_has_a_place() {
        check_position("", 0, 1, 1);
        check_position("a\n", 2, 2, 1);
        check_position("ab", 9, 1, 3);
    }
}
