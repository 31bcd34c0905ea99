//! From what we count with to what the protocol says: byte offsets to positions.
//!
//! Lines and columns exist nowhere else in the server but here and in `from_proto`.

use std::collections::HashMap;

use referral_analysis::document::Document;
use referral_analysis::finding::Edit;
use referral_analysis::tidy::Change;
use ropey::Rope;
use text_size::{TextRange, TextSize};
use tower_lsp::lsp_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};

use super::encoding::Encoding;
use super::store::Snapshot;

/// The position of a byte offset. Beyond the text it is the text's end, inside a character its start.
pub fn position(text: &Rope, offset: TextSize, encoding: Encoding) -> Position {
    let offset = usize::from(offset).min(text.len_bytes());
    let line = text.byte_to_line(offset);
    let (chunk, chunk_start, _, _) = text.chunk_at_byte(offset);
    let near = chunk.split_at_checked(offset - chunk_start).and_then(|(before, after)| {
        let (_, start) = before.rsplit_once(['\n', '\r'])?;
        let is_inside_break = before.ends_with('\r') && after.starts_with('\n');
        (!is_inside_break).then(|| start.chars().map(|character| encoding.units_of(character)).sum())
    });
    Position::new(line as u32, near.unwrap_or_else(|| far_column(text, line, offset, encoding)))
}

/// The column of a byte whose line starts before the piece of text that holds it.
fn far_column(text: &Rope, line: usize, offset: usize, encoding: Encoding) -> u32 {
    let (first, character) = (text.line_to_char(line), text.byte_to_char(offset));
    let column = match encoding {
        Encoding::Utf8 => text.char_to_byte(character) - text.char_to_byte(first),
        Encoding::Utf16 => text.char_to_utf16_cu(character) - text.char_to_utf16_cu(first),
        Encoding::Utf32 => character - first,
    };
    column as u32
}

/// The range of a range of bytes.
pub fn range(text: &Rope, range: TextRange, encoding: Encoding) -> Range {
    Range::new(position(text, range.start(), encoding), position(text, range.end(), encoding))
}

/// The end of line number `line`, before its break.
pub fn line_end(text: &Rope, line: u32, encoding: Encoding) -> Position {
    let line_end = Position::new(line, u32::MAX);
    position(text, super::from_proto::offset(text, line_end, encoding), encoding)
}

/// `changes` as edits of the document that `snapshot` is a state of.
pub fn text_edits(snapshot: &Snapshot, changes: Vec<Change>) -> Vec<TextEdit> {
    let edit =
        |change: Change| TextEdit::new(range(&snapshot.text, change.at, snapshot.encoding), change.text);
    changes.into_iter().map(edit).collect()
}

/// `edits` of the document that `snapshot` is a state of; with its version if the client can take one.
pub fn workspace_edit(
    snapshot: &Snapshot,
    document: &Document,
    edits: &[Edit],
    with_version: bool,
) -> WorkspaceEdit {
    let edits = edits.iter().map(|edit| {
        let at = range(&snapshot.text, document.resolve(edit.place), snapshot.encoding);
        TextEdit::new(at, edit.text.clone())
    });
    if !with_version {
        return WorkspaceEdit::new(HashMap::from([(snapshot.uri.clone(), edits.collect())]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri: snapshot.uri.clone(),
        version: Some(snapshot.version),
    };
    let edit = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
    let document_changes = Some(DocumentChanges::Edits(vec![edit]));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::super::from_proto;
    use super::*;

    const TEXT: &str = "a𝄞é\r\nb\rc\n\nlast";

    #[test]
    fn every_character_has_a_position_that_leads_back_to_it() {
        // The last line is longer than any piece of the text that lies together in memory.
        let whole = format!("{TEXT}{}", "one long line, é𝄞 ".repeat(500));
        let text = Rope::from_str(&whole);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, character) in whole.char_indices() {
                if whole.get(..offset).is_some_and(|before| before.ends_with('\r')) && character == '\n' {
                    continue; // between the two halves of a line break
                }
                let offset = TextSize::new(offset as u32);
                let there = position(&text, offset, encoding);
                assert_eq!(from_proto::offset(&text, there, encoding), offset, "{encoding:?} {there:?}");
            }
        }
    }

    #[test]
    fn a_column_is_counted_in_the_unit_agreed_on() {
        let text = Rope::from_str(TEXT);
        let before_break = TextSize::new(7);
        assert_eq!(position(&text, before_break, Encoding::Utf8), Position::new(0, 7));
        assert_eq!(position(&text, before_break, Encoding::Utf16), Position::new(0, 4));
        assert_eq!(position(&text, before_break, Encoding::Utf32), Position::new(0, 3));
    }

    #[test]
    fn a_position_outside_the_text_is_moved_inside() {
        let text = Rope::from_str(TEXT);
        let offset = |line, character| {
            u32::from(from_proto::offset(&text, Position::new(line, character), Encoding::Utf16))
        };
        assert_eq!(offset(0, 99), 7, "the end of the line, before its break");
        assert_eq!(offset(0, 2), 1, "inside a character, its start");
        assert_eq!(offset(99, 0), 18, "the end of the text");
        assert_eq!(position(&text, TextSize::new(999), Encoding::Utf16), Position::new(4, 4));
    }
}
