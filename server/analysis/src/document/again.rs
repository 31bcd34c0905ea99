//! A document after an edit inside one paragraph, with every other block shared.
//!
//! Nothing is guessed: where the paragraph cannot be shown to stand by itself, the whole is parsed.

use std::sync::Arc;

use super::{BlockKind, Document, FrontMatter, blocks};

/// `source` as a document, if it differs from `previous` within one paragraph only, and that paragraph is still one.
pub(super) fn paragraph_edited(previous: &Document, source: &str) -> Option<Document> {
    let old = &*previous.source;
    if previous.has_definitions || previous.front_matter.is_unclosed() {
        return None;
    }
    let (before, after) = common_ends(old, source);
    let edit_end = old.len() - after;
    let index = previous.starts.partition_point(|start| (*start as usize) <= before).checked_sub(1)?;
    let block = previous.blocks.get(index).filter(|block| block.kind == BlockKind::Paragraph)?;
    let start = *previous.starts.get(index)? as usize;
    let extent_end = previous.starts.get(index + 1).map_or(old.len(), |next| *next as usize);
    let text_end = start + old.get(start..extent_end)?.trim_end().len();
    if edit_end > text_end || !stands_alone(previous, start, text_end) {
        return None;
    }
    let end = text_end + source.len() - old.len();
    let text = source.get(start..end)?;
    // What begins with white space may continue a list; what ends with it may end otherwise in the whole.
    if text.is_empty() || text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return None;
    }
    let read = blocks::read(text, &FrontMatter::default());
    if read.has_definitions || read.starts != [0, 0] {
        return None;
    }
    let [_, edited] = <[_; 2]>::try_from(read.list).ok()?;
    if edited.kind != block.kind {
        return None;
    }
    let mut blocks = previous.blocks.clone();
    *blocks.get_mut(index)? = Arc::new(edited);
    let shift = |start: &u32| (*start as usize + source.len() - old.len()) as u32;
    let starts = previous.starts.iter().take(index + 1).copied();
    let starts = starts.chain(previous.starts.iter().skip(index + 1).map(shift)).collect();
    Some(Document {
        source: source.into(),
        front_matter: Arc::clone(&previous.front_matter),
        blocks,
        starts,
        has_definitions: false,
    })
}

/// True where a blank line, or the end of the text or of its front matter, is on both sides of `start..end`.
fn stands_alone(previous: &Document, start: usize, end: usize) -> bool {
    let old = &*previous.source;
    let front_matter_end = usize::from(previous.front_matter.range().end());
    let before = old.get(front_matter_end..start).unwrap_or("");
    let after = old.get(end..).unwrap_or("");
    let opens = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let closes = after.trim().is_empty() || after.starts_with("\n\n") || after.starts_with("\r\n\r\n");
    opens && closes
}

/// How many bytes are equal at the start and at the end of both texts, in whole characters and without overlap.
fn common_ends(one: &str, other: &str) -> (usize, usize) {
    let mut before = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    while !one.is_char_boundary(before) {
        before -= 1;
    }
    let most = one.len().min(other.len()) - before;
    let mut after =
        one.bytes().rev().zip(other.bytes().rev()).take(most).take_while(|(one, other)| one == other).count();
    while !one.is_char_boundary(one.len() - after) || !other.is_char_boundary(other.len() - after) {
        after -= 1;
    }
    (before, after)
}
