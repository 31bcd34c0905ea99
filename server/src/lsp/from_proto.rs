//! From what the protocol says to what we count with: positions to byte offsets, changes to texts.
//!
//! Nothing here can fail. A position outside the text is moved to the nearest place inside it.

use ropey::Rope;
use text_size::{TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use super::encoding::Encoding;

/// The byte offset of `position`. Beyond the end of its line it is that end, before the line break; beyond
/// the last line the end of the text; inside a character the start of that character.
pub fn offset(text: &Rope, position: Position, encoding: Encoding) -> TextSize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return TextSize::new(text.len_bytes() as u32);
    }
    let start = text.line_to_byte(line);
    let (chunk, chunk_start, _, _) = text.chunk_at_byte(start);
    let rest = chunk.get(start - chunk_start..).unwrap_or("");
    let near = bytes_before(rest, position.character, encoding).map(|bytes| start + bytes);
    TextSize::new(near.unwrap_or_else(|| far_offset(text, line, position.character, encoding)) as u32)
}

/// The bytes in front of column `column` of the line that `text` starts with; nothing where `text` ends before.
fn bytes_before(text: &str, column: u32, encoding: Encoding) -> Option<usize> {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += encoding.units_of(character);
        if units > column || matches!(character, '\n' | '\r') {
            return Some(at);
        }
    }
    None
}

/// The same for a line that goes on beyond the piece of text it starts in.
fn far_offset(text: &Rope, line: usize, column: u32, encoding: Encoding) -> usize {
    let (first, next) = (text.line_to_char(line), text.line_to_char(line + 1));
    let breaks = text.chars_at(next).reversed().take(2.min(next - first));
    let end = next - breaks.take_while(|character| matches!(character, '\n' | '\r')).count();
    let column = column as usize;
    let character = match encoding {
        Encoding::Utf8 => text.byte_to_char((text.char_to_byte(first) + column).min(text.len_bytes())),
        Encoding::Utf16 => {
            text.utf16_cu_to_char((text.char_to_utf16_cu(first) + column).min(text.len_utf16_cu()))
        }
        Encoding::Utf32 => first + column,
    };
    text.char_to_byte(character.min(end))
}

/// The bytes of `range`; ends in the wrong order are swapped.
pub fn text_range(text: &Rope, range: Range, encoding: Encoding) -> TextRange {
    let start = offset(text, range.start, encoding);
    let end = if range.end == range.start { start } else { offset(text, range.end, encoding) };
    TextRange::new(start.min(end), start.max(end))
}

/// `text` after all of `changes`, each made to the result of the one before it.
/// The text given stays as it is, and shares what is equal with the new one.
pub fn changed(text: &Rope, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) -> Rope {
    let mut text = text.clone();
    for change in changes {
        let Some(range) = change.range else {
            text = Rope::from_str(&change.text);
            continue;
        };
        let range = text_range(&text, range, encoding);
        let start = text.byte_to_char(range.start().into());
        let end = if range.is_empty() { start } else { text.byte_to_char(range.end().into()) };
        if start < end {
            text.remove(start..end);
        }
        text.insert(start, &change.text);
    }
    text
}
