//! The lines of a document below its front matter, each with what it is a line of.
//!
//! What is in doubt is taken as it is: code in a list, and whatever Markdown reads without showing it.

use text_size::{TextRange, TextSize};

use crate::document::{BlockKind, HeadingStyle};
use crate::place::range;
use crate::subject::Subject;

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Without the break at its end.
    pub at: TextRange,
    /// Where the next line begins.
    pub end: TextSize,
    /// What it is a line of.
    pub kind: Kind,
    /// Block of the heading that it is a line of.
    pub heading: Option<u32>,
}

/// What a line is a line of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but white space.
    Blank,
    /// To be left as it is.
    Verbatim,
    /// A heading with hashes, or what would be one if a space followed them.
    Heading,
    /// One of the two lines of a heading that is underlined.
    Underlined,
    /// A row of a table.
    Table {
        /// Which.
        block: u32,
    },
    /// Text, of a paragraph, list or quotation.
    Prose {
        /// Which.
        block: u32,
    },
}

/// The lines below the front matter.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<Row> {
    let document = subject.document;
    let source = document.source();
    let mut rows: Vec<Row> = Vec::new();
    let mut at = usize::from(document.front_matter().range().end());
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line_break = match rest.get(length..) {
            Some(ending) if ending.starts_with("\r\n") => 2,
            Some("") | None => 0,
            Some(_) => 1,
        };
        let (kind, heading) = kind(subject, at, rest.get(..length).unwrap_or(""), rows.last());
        let end = TextSize::new((at + length + line_break) as u32);
        rows.push(Row { at: range(at, at + length), end, kind, heading });
        at += length + line_break;
    }
    rows
}

fn kind(subject: &Subject<'_>, at: usize, line: &str, above: Option<&Row>) -> (Kind, Option<u32>) {
    let document = subject.document;
    let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
    let is_blank = lead == line.len();
    let index = document.locate(range(at + lead, at + lead)).block;
    let Some(block) = document.block(index) else { return (Kind::Verbatim, None) };
    let extent = document.trimmed(document.extent(index));
    let is_inside = usize::from(extent.start()) <= at + lead && at + lead < usize::from(extent.end());
    let is_first = extent.start() >= TextSize::new(at as u32) && is_inside;
    let text = || source_at(subject, extent);
    if is_blank {
        let is_kept = match block.kind {
            BlockKind::Code | BlockKind::Html => is_inside,
            BlockKind::List | BlockKind::Quote => is_inside && has_code(text()),
            _ => false,
        };
        return (if is_kept { Kind::Verbatim } else { Kind::Blank }, None);
    }
    match block.kind {
        BlockKind::Heading(heading) if heading.style == HeadingStyle::Atx => {
            if is_first {
                (Kind::Heading, Some(index))
            } else {
                (Kind::Verbatim, None)
            }
        }
        BlockKind::Heading(_) => {
            let underlines = above.is_some_and(|above| {
                above.heading == Some(index)
                    && TextSize::new(at as u32) < extent.end()
                    && above.at.start() <= extent.start()
            });
            if is_first || underlines { (Kind::Underlined, Some(index)) } else { (Kind::Verbatim, None) }
        }
        BlockKind::Table => {
            let goes_on = above.is_some_and(|above| above.kind == Kind::Table { block: index });
            if is_first || goes_on { (Kind::Table { block: index }, None) } else { (Kind::Verbatim, None) }
        }
        BlockKind::Paragraph if is_inside => {
            let goes_on = above.is_some_and(|above| {
                matches!(above.kind, Kind::Prose { block } if block == index) || above.kind == Kind::Heading
            });
            match () {
                () if !is_first && !goes_on => (Kind::Verbatim, None),
                () if lacks_space(subject, line) && is_plain(text()) => (Kind::Heading, None),
                // The rule of a table that is none, perhaps for the white space behind it.
                () if line.contains('|') && line.chars().all(|char| " \t|:-".contains(char)) => {
                    (Kind::Verbatim, None)
                }
                () => (Kind::Prose { block: index }, None),
            }
        }
        BlockKind::List | BlockKind::Quote if is_inside && !has_code(text()) => {
            (Kind::Prose { block: index }, None)
        }
        _ => (Kind::Verbatim, None),
    }
}

/// True for `##Basis`: text to Markdown, and meant as the heading of something known.
fn lacks_space(subject: &Subject<'_>, line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let hashes = line.len() - rest.len();
    let is_close = rest.starts_with(char::is_alphanumeric);
    (1..=6).contains(&hashes)
        && is_close
        && !subject.vocabulary.labels().find_heading(rest.trim()).sections.is_empty()
}

/// True where each line begins with a letter or a hash, so that it stays what it is when the line before is made a heading.
fn is_plain(text: &str) -> bool {
    text.lines().all(|line| line.starts_with(|char: char| char.is_alphabetic() || char == '#'))
}

/// True where a list or quotation may hold code, whose white space counts.
fn has_code(text: &str) -> bool {
    ["```", "~~~", "    ", "\t", "<"].iter().any(|sign| text.contains(sign))
}

fn source_at<'s>(subject: &'s Subject<'_>, at: TextRange) -> &'s str {
    subject.document.source().get(std::ops::Range::<usize>::from(at)).unwrap_or("")
}
