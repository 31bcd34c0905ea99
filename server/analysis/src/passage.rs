//! The text of a section as one string, with the way back to the document.
//!
//! Which sections belong together is said by `subject`.

use text_size::TextRange;

use crate::document::Document;
use crate::place::{Piece, range};

/// Visible text gathered from several blocks, a line break between them.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    text: String,
    /// Where each piece starts in `text`, by place.
    pieces: Vec<(u32, Piece)>,
}

impl Passage {
    /// The text of `pieces` in `document`.
    pub fn new(document: &Document, pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut passage = Passage::default();
        for piece in pieces {
            passage.push(document, piece);
        }
        passage
    }

    /// Adds the text of `piece` on a line of its own.
    pub fn push(&mut self, document: &Document, piece: Piece) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.pieces.push((self.text.len() as u32, piece));
        self.text.push_str(document.text(piece));
    }

    /// Adds the text of `piece`, a heading, as a question that the next piece answers.
    pub fn push_question(&mut self, document: &Document, piece: Piece) {
        self.push(document, piece);
        self.text.push('?');
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes `at` of the text.
    pub fn slice(&self, at: TextRange) -> &str {
        self.text.get(std::ops::Range::<usize>::from(at)).unwrap_or("")
    }

    /// The pieces it was gathered from, and where each starts in the text.
    pub fn places(&self) -> impl Iterator<Item = (u32, Piece)> {
        self.pieces.iter().copied()
    }

    /// The pieces it was gathered from.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        self.pieces.iter().map(|(_, piece)| *piece)
    }

    /// Where bytes `at` of the text stand; where they run over several pieces, the part in the first.
    pub fn piece(&self, at: TextRange) -> Option<Piece> {
        let index =
            self.pieces.partition_point(|(start, _)| *start <= u32::from(at.start())).checked_sub(1)?;
        let (start, piece) = self.pieces.get(index)?;
        let length = piece.end - piece.start;
        let from = (u32::from(at.start()) - start).min(length);
        let to = (u32::from(at.end()) - start).min(length);
        Some(piece.part(range(from as usize, to as usize)))
    }

    /// True where it has `count` words or more: runs of characters with a letter or digit in them. `count` is 1 at least.
    pub fn has_words(&self, count: usize) -> bool {
        let mut words = self.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        words.nth(count.saturating_sub(1)).is_some()
    }

    /// True where it holds this piece.
    pub fn contains(&self, piece: Piece) -> bool {
        self.pieces.iter().any(|(_, own)| own.contains(piece))
    }
}
