//! A referral's text as a list of blocks, each with the text a reader sees.
//!
//! Reading a document cannot fail and needs no schema: what a heading means is not known here.

mod again;
mod blocks;
mod front_matter;
mod html;
mod links;
mod plain;

pub use front_matter::{Entry, FrontMatter, YamlError};
pub use links::Link;
pub use plain::Plain;

use std::sync::Arc;

use text_size::{TextRange, TextSize};

use crate::place::{Piece, Place};

/// A whole document.
///
/// A clone shares its blocks.
#[derive(Debug, Clone)]
pub struct Document {
    source: Arc<String>,
    front_matter: Arc<FrontMatter>,
    blocks: Arc<Vec<Arc<Block>>>,
    /// Where each block starts in `source`; a block runs to the next one's start.
    starts: Arc<Vec<u32>>,
    /// It has link reference definitions, so that a block does not speak for itself.
    has_definitions: bool,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// YAML between rulers at the start of the file, or the byte order mark and blank lines there.
    FrontMatter,
    /// A heading of one line.
    Heading(Heading),
    /// A paragraph.
    Paragraph,
    /// A list with all its items.
    List,
    /// A pipe table.
    Table,
    /// A quotation.
    Quote,
    /// Code, fenced or indented.
    Code,
    /// HTML.
    Html,
    /// A ruler, a link definition or anything else without text.
    Other,
}

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What marks it.
    pub style: HeadingStyle,
}

/// What marks a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingStyle {
    /// `# Basis`
    Atx,
    /// Underlined with `=`, or with as many `-` as it is long.
    Underlined,
    /// A line of `-` below: a heading only if it names something known, else text above a ruler.
    Dashes,
}

/// A top-level part of the document.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text a reader sees, and where each bit of it stands in the source.
    pub plain: Plain,
    /// The lines of that text.
    pub lines: Vec<Line>,
    /// HTML comments, `<!--` and `-->` included, in bytes from the block's start.
    pub comments: Vec<TextRange>,
}

/// A line of visible text: of a paragraph or item as it was typed, or a whole table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the block's visible text, without the break at its end.
    pub text: TextRange,
    /// What it is a line of.
    pub kind: LineKind,
    /// The strong text it begins with and the number before that, in bytes of the block's visible text; empty where it does
    /// not.
    pub lead: TextRange,
    /// The emphasised text it begins with and the number before that; empty where it begins with none.
    pub slant: TextRange,
    /// True for the first line of an item of a numbered list that is not inside another.
    pub numbered: bool,
}

/// What a line is a line of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A heading.
    Heading,
    /// A paragraph or HTML.
    Text,
    /// A list item.
    Item,
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// A table cell, both counted from 0; row 0 is the header.
    Cell {
        /// Row of the table.
        row: u16,
        /// Column of the table.
        column: u16,
    },
}

/// The bullets that a word processor leaves in a text which is copied from it.
pub(crate) const BULLETS: &[char] = &['▪', '•', '●', '◦', '‣', '▸', '►', '➢', '➤', '·'];

impl LineKind {
    /// The row and the column of a table cell.
    pub fn cell(self) -> Option<(u16, u16)> {
        match self {
            LineKind::Cell { row, column } => Some((row, column)),
            _ => None,
        }
    }
}

/// One line of the document: block and line, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId {
    /// Index of the block.
    pub block: u32,
    /// Index of the line in its block; past the last one for the block's end.
    pub line: u32,
}

impl Document {
    /// Reads `source`. Texts of 4 GB and more must be refused by the caller.
    pub fn parse(source: String) -> Self {
        let front_matter = FrontMatter::read(&source);
        let blocks::Blocks { list, starts, has_definitions } = blocks::read(&source, &front_matter);
        Document {
            source: Arc::new(source),
            front_matter: Arc::new(front_matter),
            blocks: Arc::new(list.into_iter().map(Arc::new).collect()),
            starts: Arc::new(starts),
            has_definitions,
        }
    }

    /// The same as [`parse`](Self::parse), for a text that differs from `previous` in few places: where the difference
    /// lies within one paragraph that can be read by itself, all other blocks are kept.
    pub fn parse_again(previous: Document, source: String) -> Self {
        match again::edited_paragraph(&previous, &source) {
            Some(edited) => edited.put_into(previous, source),
            None => Self::parse(source),
        }
    }

    /// The whole text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What stands before the Markdown.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.front_matter
    }

    /// Its blocks. Block 0 is always the front matter, empty where there is none.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// Block number `index`.
    pub fn block(&self, index: u32) -> Option<&Block> {
        self.blocks.get(index as usize).map(|block| &**block)
    }

    /// The source bytes of block number `index`, up to the next block.
    pub fn extent(&self, index: u32) -> TextRange {
        let end = self.source.len() as u32;
        let start = self.starts.get(index as usize).copied().unwrap_or(end);
        let next = self.starts.get(index as usize + 1).copied().unwrap_or(end);
        TextRange::new(start.into(), next.max(start).into())
    }

    /// Bytes of the source at `place`.
    pub fn resolve(&self, place: Place) -> TextRange {
        let base = self.extent(place.block).start();
        place.range().checked_add(base).unwrap_or_else(|| TextRange::empty(base))
    }

    /// The source at `place`.
    pub fn source_at(&self, place: Place) -> &str {
        self.source.get(std::ops::Range::<usize>::from(self.resolve(place))).unwrap_or("")
    }

    /// The visible text of `piece`.
    pub fn text(&self, piece: Piece) -> &str {
        self.block(piece.block).map_or("", |block| block.plain.slice(piece.range()))
    }

    /// Where `piece` stands in the source.
    pub fn place(&self, piece: Piece) -> Place {
        self.block(piece.block).map_or(Place::point(piece.block, 0), |block| {
            Place::new(piece.block, block.plain.to_source(piece.range()))
        })
    }

    /// The place of the source bytes `at`; where they span blocks, the part in the first.
    pub fn locate(&self, at: TextRange) -> Place {
        let index =
            self.starts.partition_point(|start| TextSize::new(*start) <= at.start()).saturating_sub(1);
        let extent = self.extent(index as u32);
        let end = at.end().min(extent.end()).max(at.start());
        Place {
            block: index as u32,
            start: u32::from(at.start()) - u32::from(extent.start()).min(at.start().into()),
            end: u32::from(end) - u32::from(extent.start()).min(end.into()),
        }
    }

    /// The point at the end of the document.
    pub fn end(&self) -> Place {
        let last = self.blocks.len().saturating_sub(1) as u32;
        Place::point(last, self.extent(last).len().into())
    }

    /// The line break most used in it: the first one found, or `\n`.
    pub fn line_break(&self) -> &'static str {
        let Some(at) = self.source.find(['\n', '\r']) else { return "\n" };
        match self.source.as_bytes().get(at..at + 2) {
            Some(b"\r\n") => "\r\n",
            Some([b'\r', _]) => "\r",
            _ => "\n",
        }
    }

    /// Every line with its id, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = (LineId, &Block, &Line)> {
        self.lines_from(LineId { block: 0, line: 0 })
    }

    /// The lines from `first` on, in reading order.
    pub fn lines_from(&self, first: LineId) -> impl Iterator<Item = (LineId, &Block, &Line)> {
        let blocks = self.blocks.get(first.block as usize..).unwrap_or(&[]);
        (first.block..).zip(blocks).flat_map(move |(index, block)| {
            let from = if index == first.block { first.line } else { 0 };
            let lines = block.lines.get(from as usize..).unwrap_or(&[]);
            (from..).zip(lines).map(move |(line, it)| (LineId { block: index, line }, &**block, it))
        })
    }

    /// The line before the one with this id.
    pub fn line_before(&self, id: LineId) -> Option<LineId> {
        if let Some(line) = id.line.checked_sub(1) {
            return Some(LineId { line, ..id });
        }
        (0..id.block).rev().find_map(|block| {
            let line = self.block(block)?.lines.len().checked_sub(1)? as u32;
            Some(LineId { block, line })
        })
    }

    /// The line in which `piece` starts.
    pub fn line_of(&self, piece: Piece) -> Option<LineId> {
        let lines = &self.block(piece.block)?.lines;
        let after = lines.partition_point(|line| u32::from(line.text.start()) <= piece.start);
        let number = after.checked_sub(1)?;
        let holds = lines.get(number)?.text.contains(piece.start.into());
        holds.then_some(LineId { block: piece.block, line: number as u32 })
    }

    /// The line with this id.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.block(id.block)?.lines.get(id.line as usize)
    }

    /// The visible text of the line with this id.
    pub fn line_text(&self, id: LineId) -> &str {
        match (self.block(id.block), self.line(id)) {
            (Some(block), Some(line)) => block.plain.slice(line.text),
            _ => "",
        }
    }

    /// Where the line with this id starts in the source; past the last line of its block, where the next block does.
    pub fn start_of(&self, id: LineId) -> TextSize {
        match self.line(id) {
            _ if id.line == 0 => self.extent(id.block).start(),
            Some(line) => self.resolve(self.place(Piece::new(id.block, line.text))).start(),
            None => self.extent(id.block).end(),
        }
    }

    /// `at` without the white space at its end.
    pub fn trimmed(&self, at: TextRange) -> TextRange {
        let text = self.source.get(std::ops::Range::<usize>::from(at)).unwrap_or("");
        TextRange::at(at.start(), (text.trim_end().len() as u32).into())
    }

    /// True where nothing at all is written below the front matter but white space and comments.
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| block.plain.text().trim().is_empty())
    }
}

impl Block {
    /// The heading it is, whatever its style.
    pub fn heading(&self) -> Option<Heading> {
        match self.kind {
            BlockKind::Heading(heading) => Some(heading),
            _ => None,
        }
    }
}

impl Line {
    /// All of it is strong or emphasised.
    pub fn is_all_strong(&self) -> bool {
        !self.text.is_empty() && self.lead.end() >= self.text.end()
    }
}
