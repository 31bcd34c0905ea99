//! Where something stands: a block of the document and bytes counted from that block's start.
//!
//! Nothing keeps an offset from the document's start, so that an edit leaves what is known of other blocks true.

use text_size::{TextRange, TextSize};

/// A half-open range of source bytes inside one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the block in its document.
    pub block: u32,
    /// First byte, from the block's start.
    pub start: u32,
    /// Byte after the last, from the block's start; never below `start`.
    pub end: u32,
}

impl Place {
    /// `range` of block number `block`.
    pub fn new(block: u32, range: TextRange) -> Self {
        Place { block, start: range.start().into(), end: range.end().into() }
    }

    /// The point before byte `at` of block number `block`.
    pub fn point(block: u32, at: u32) -> Self {
        Place { block, start: at, end: at }
    }

    /// Bytes from the block's start.
    pub fn range(self) -> TextRange {
        TextRange::new(self.start.into(), self.end.max(self.start).into())
    }

    /// The point at its start.
    #[must_use]
    pub fn first_point(self) -> Self {
        Place::point(self.block, self.start)
    }

    /// The point at its end.
    #[must_use]
    pub fn last_point(self) -> Self {
        Place::point(self.block, self.end)
    }

    /// True where nothing lies between its ends.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A stretch of one block's visible text, in bytes of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// Index of the block in its document.
    pub block: u32,
    /// First byte of the block's visible text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Piece {
    /// `range` of the visible text of block number `block`.
    pub fn new(block: u32, range: TextRange) -> Self {
        Piece { block, start: range.start().into(), end: range.end().into() }
    }

    /// Bytes of the block's visible text.
    pub fn range(self) -> TextRange {
        TextRange::new(self.start.into(), self.end.max(self.start).into())
    }

    /// The part of this piece that `inner`, counted from this piece's start, covers.
    #[must_use]
    pub fn part(self, inner: TextRange) -> Self {
        Piece {
            block: self.block,
            start: self.start + u32::from(inner.start()),
            end: self.start + u32::from(inner.end()),
        }
    }

    /// True where `other` lies inside it.
    pub fn contains(self, other: Piece) -> bool {
        self.block == other.block && self.start <= other.start && other.end <= self.end
    }
}

/// Pieces by place, of which none lies inside another.
#[derive(Debug, Default)]
pub(crate) struct Pieces(Vec<Piece>);

impl Pieces {
    /// All of `pieces` but those that lie inside another.
    pub fn new(pieces: impl Iterator<Item = Piece>) -> Self {
        let mut pieces: Vec<Piece> = pieces.collect();
        pieces.sort_unstable_by_key(|piece| (piece.block, piece.start, u32::MAX - piece.end));
        pieces.dedup_by(|later, earlier| earlier.contains(*later));
        Pieces(pieces)
    }

    /// True where `piece` lies inside one of them.
    pub fn hold(&self, piece: Piece) -> bool {
        holds(&self.0, piece)
    }
}

/// True where `piece` lies inside one of `sorted`: pieces by place, of which none lies inside another.
pub(crate) fn holds(sorted: &[Piece], piece: Piece) -> bool {
    let after = sorted.partition_point(|own| (own.block, own.start) <= (piece.block, piece.start));
    after.checked_sub(1).and_then(|at| sorted.get(at)).is_some_and(|own| own.contains(piece))
}

/// `start..end` as a range; `end` below `start` counts as `start`.
pub(crate) fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end.max(start) as u32))
}
