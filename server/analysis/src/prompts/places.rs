//! Where an answer goes: behind a label, below a heading, after what is said already.
//!
//! Nothing is inserted here; a place is one where a person can begin to type.

use text_size::{TextRange, TextSize};

use crate::document::BlockKind;
use crate::fixes;
use crate::outline::{Section, boxes};
use crate::place::{Place, range};
use crate::subject::Subject;

/// What follows a label on its line.
pub(super) struct Behind {
    /// Where its value begins, or would.
    pub at: TextSize,
    /// The question in a comment that stands there, before or behind the value.
    pub comment: Option<TextRange>,
}

/// What stands behind `label`: in the next cell where it is in a table.
pub(super) fn behind(subject: &Subject<'_>, label: Place, in_front_matter: bool) -> Behind {
    let document = subject.document;
    let end = usize::from(document.trimmed(document.resolve(label)).end());
    let line = document.source().get(end..).unwrap_or("").split(['\n', '\r']).next().unwrap_or("");
    let after_marks = if in_front_matter {
        line.trim_start_matches(':')
    } else {
        line.trim_start_matches([':', '*', '_', '?', '.']).trim_start_matches([':', '*', '_'])
    };
    let rest = after_marks.trim_start_matches([' ', '\t']);
    let rest = match rest.strip_prefix('|') {
        Some(cell) if !cell.trim().is_empty() => cell.strip_prefix(' ').unwrap_or(cell),
        Some(_) => after_marks,
        None => rest,
    };
    let at = end + (line.len() - rest.len());
    let comment = rest.find("<!--").and_then(|start| {
        let length = rest.get(start..)?.find("-->")? + "-->".len();
        let text = rest.get(start..start + length)?;
        fixes::is_prompt(text).then(|| range(at + start, at + start + length))
    });
    Behind { at: TextSize::new(at as u32), comment }
}

/// Where the text of an empty `section` goes: to its first box if it has boxes, else to the second line below its heading
/// or the first, if they are blank; else to the end of the heading.
pub(super) fn below_label(subject: &Subject<'_>, section: &Section) -> TextRange {
    let document = subject.document;
    for piece in &section.body {
        if let Some(found) = boxes(document.text(*piece)).first() {
            return document.resolve(document.place(piece.part(found.at)));
        }
    }
    let label = subject.heading_place(section);
    if section.heading.is_none() {
        let behind = behind(subject, label, false);
        return TextRange::empty(behind.at);
    }
    let extent = document.extent(label.block);
    let start = usize::from(extent.start());
    let end = usize::from(document.trimmed(extent).end()).max(start);
    let end_of_section = usize::from(document.start_of(section.lines.end));
    let source = document.source();
    // The blank lines below the heading, as where each of them begins.
    let mut blank = Vec::new();
    let mut at = end;
    while let Some(next) = next_line(source, at).filter(|next| *next <= end_of_section) {
        let line = source.get(next..).unwrap_or("").split(['\n', '\r']).next().unwrap_or("");
        let is_next_heading = next == end_of_section && next < source.len();
        if !line.trim().is_empty() || is_next_heading || blank.len() == 2 {
            break;
        }
        blank.push(next);
        at = next;
    }
    TextRange::empty(TextSize::new(blank.last().copied().unwrap_or(end) as u32))
}

/// Where the line after the one of byte `at` begins; none on the last line.
fn next_line(source: &str, at: usize) -> Option<usize> {
    let rest = source.get(at..)?;
    let line_break = rest.find(['\n', '\r'])?;
    let width = if rest.get(line_break..)?.starts_with("\r\n") { 2 } else { 1 };
    Some(at + line_break + width)
}

/// Where more could be said in a `section` that has text: behind the last of it, on a line of its own where that is a list
/// or a table and such a line is there.
pub(super) fn behind_text(subject: &Subject<'_>, section: &Section) -> TextSize {
    let document = subject.document;
    let Some(last) = section.body.last() else { return below_label(subject, section).end() };
    let end = document.resolve(document.place(*last)).end();
    let is_prose = document.block(last.block).is_some_and(|block| block.kind == BlockKind::Paragraph);
    if is_prose {
        return end;
    }
    let end = document.trimmed(document.extent(last.block)).end();
    let source = document.source();
    let next = next_line(source, end.into()).and_then(|next| next_line(source, next).or(Some(next)));
    let is_blank = |at: &usize| {
        let between = source.get(usize::from(end)..*at).unwrap_or("");
        let line = source.get(*at..).unwrap_or("").split(['\n', '\r']).next().unwrap_or("");
        between.trim().is_empty() && line.trim().is_empty()
    };
    next.filter(is_blank).map_or(end, |at| TextSize::new(at as u32))
}
