//! The parts of a referral, one inside another: the sections of its schema, and the headings that name none.
//!
//! What is in a part is not looked at here.

use std::cmp::Reverse;

use text_size::TextRange;

use crate::document::HeadingStyle;
use crate::place::Piece;
use crate::subject::Subject;

/// A heading or label, and all that stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its heading or label, without markup, in bytes of the document.
    pub label: TextRange,
    /// From its heading to the end of its last line that is not blank.
    pub at: TextRange,
    /// The sections it is, as indices into the outline's; none for a heading that names none, several for
    /// one that names several together.
    pub sections: Vec<usize>,
    /// Block of its heading; none for a label.
    pub heading: Option<u32>,
    /// True where the board fills it in.
    pub for_board: bool,
}

/// The parts of a referral, the outer before the inner, by place.
pub fn parts(subject: &Subject<'_>) -> Vec<Part> {
    let document = subject.document;
    let mut parts: Vec<Part> = Vec::new();
    let mut last_label = None;
    for (index, section) in subject.outline.sections.iter().enumerate() {
        if last_label == Some(section.label)
            && let Some(part) = parts.last_mut()
        {
            part.sections.push(index);
            continue;
        }
        last_label = Some(section.label);
        let start = document.start_of(section.lines.start);
        let end = document.start_of(section.lines.end).max(start);
        let of_board = subject.section_spec(section).is_some_and(|spec| spec.id == "office-use");
        parts.push(Part {
            label: document.resolve(document.place(section.label)),
            at: document.trimmed(TextRange::new(start, end)),
            sections: vec![index],
            heading: section.heading.map(|_| section.label.block),
            for_board: of_board || subject.outline.is_out_of_scope(section.lines.start),
        });
    }
    let sections: Vec<u32> = parts.iter().filter_map(|part| part.heading).collect();
    parts.extend(other_headings(subject, &sections));
    parts.sort_by_key(|part| (part.at.start(), Reverse(part.at.end())));
    parts
}

/// The headings that are no sections.
fn other_headings(subject: &Subject<'_>, sections: &[u32]) -> Vec<Part> {
    let document = subject.document;
    let headings: Vec<(u32, u8)> = (0..)
        .zip(document.blocks())
        .filter_map(|(index, block)| {
            let heading = block.heading()?;
            let text = block.plain.text();
            // Underlined with dashes and naming nothing known, it is text above a ruler.
            let is_text = heading.style == HeadingStyle::Dashes
                && !sections.contains(&index)
                && subject.vocabulary.labels().find_heading(text).is_empty();
            (!is_text && !text.trim().is_empty()).then_some((index, heading.level))
        })
        .collect();
    let mut found = Vec::new();
    for (number, (block, level)) in headings.iter().enumerate() {
        if sections.contains(block) {
            continue;
        }
        let Some(line) = document.block(*block).and_then(|block| block.lines.first()) else { continue };
        let next = headings.iter().skip(number + 1).find(|(_, next)| next <= level);
        let start = document.extent(*block).start();
        let end =
            next.map_or(document.source().len() as u32, |(next, _)| document.extent(*next).start().into());
        found.push(Part {
            label: document.resolve(document.place(Piece::new(*block, line.text))),
            at: document.trimmed(TextRange::new(start, end.into())),
            sections: Vec::new(),
            heading: Some(*block),
            for_board: subject.outline.is_out_of_scope(crate::document::LineId { block: *block, line: 0 }),
        });
    }
    found
}
