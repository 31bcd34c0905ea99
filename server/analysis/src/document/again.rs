//! A document after an edit inside one paragraph, with every other block kept.
//!
//! Nothing is guessed: where the paragraph cannot be shown to stand by itself, the whole is parsed.

use std::sync::Arc;

use super::{Block, BlockKind, Document, FrontMatter, blocks};
use crate::bytes::{common_end, common_start};

/// A paragraph that was edited, read again.
pub(super) struct Edited {
    index: usize,
    block: Block,
    /// How many bytes longer the text is than before, modulo 2^32.
    growth: u32,
}

/// The one paragraph in which `source` differs from `previous`, if there is one and it is still a paragraph.
pub(super) fn edited_paragraph(previous: &Document, source: &str) -> Option<Edited> {
    let old = previous.source();
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
    let edited = blocks::unmarked_paragraph(text).or_else(|| only_block(text))?;
    let growth = (source.len() as u32).wrapping_sub(old.len() as u32);
    (edited.kind == block.kind).then_some(Edited { index, block: edited, growth })
}

/// The block that `text` is, if it is one and defines no links.
fn only_block(text: &str) -> Option<Block> {
    let read = blocks::read(text, &FrontMatter::default());
    if read.has_definitions || read.starts != [0, 0] {
        return None;
    }
    let [_, block] = <[_; 2]>::try_from(read.list).ok()?;
    Some(block)
}

impl Edited {
    /// `previous` with this paragraph in its place, and `source` as its text.
    pub(super) fn put_into(self, mut previous: Document, source: String) -> Document {
        // Nobody else holds the lists by now, as a rule, so that they are changed where they are.
        if let Some(block) = Arc::make_mut(&mut previous.blocks).get_mut(self.index) {
            *block = Arc::new(self.block);
        }
        for start in Arc::make_mut(&mut previous.starts).iter_mut().skip(self.index + 1) {
            *start = start.wrapping_add(self.growth);
        }
        Document { source: Arc::new(source), ..previous }
    }
}

/// True where a blank line, or the end of the text or of its front matter, is on both sides of `start..end`.
fn stands_alone(previous: &Document, start: usize, end: usize) -> bool {
    let old = previous.source();
    let front_matter_end = usize::from(previous.front_matter.range().end());
    let before = old.get(front_matter_end..start).unwrap_or("");
    let after = old.get(end..).unwrap_or("");
    let opens = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let closes = after.trim().is_empty() || after.starts_with("\n\n") || after.starts_with("\r\n\r\n");
    opens && closes
}

/// How many bytes are equal at the start and at the end of both texts, in whole characters and without overlap.
fn common_ends(one: &str, other: &str) -> (usize, usize) {
    let mut before = common_start(one.as_bytes(), other.as_bytes());
    while !one.is_char_boundary(before) {
        before -= 1;
    }
    let most = one.len().min(other.len()) - before;
    let mut after = common_end(one.as_bytes(), other.as_bytes()).min(most);
    while !one.is_char_boundary(one.len() - after) || !other.is_char_boundary(other.len() - after) {
        after -= 1;
    }
    (before, after)
}
