//! Boxes of *Basis* that contradict each other.

use text_size::TextRange;

use super::said_both;
use crate::document::{Line, LineKind};
use crate::finding::Finding;
use crate::outline::boxes;
use crate::place::Piece;
use crate::subject::Subject;

/// A row of *Basis* that is ticked under "Yes" and under "No".
pub(super) fn ticked_both_ways(subject: &Subject<'_>) -> Option<Finding> {
    let bodies = subject.sections("basis").flat_map(|section| &section.body);
    let mut blocks: Vec<u32> = bodies.map(|piece| piece.block).collect();
    blocks.dedup();
    blocks.retain(|block| subject.glance(*block).ticked);
    let in_one = blocks.iter().find_map(|number| {
        let block = subject.document.block(*number)?;
        block.lines.iter().find_map(|line| {
            let (yes, no) = both_ticked(block.plain.slice(line.text))?;
            let place = |at: TextRange| subject.document.place(Piece::new(*number, at + line.text.start()));
            Some(said_both(None, place(no), place(yes), true))
        })
    });
    if in_one.is_some() {
        return in_one;
    }
    blocks.into_iter().find_map(|number| {
        let block = subject.document.block(number)?;
        let cell = |line: &Line| match line.kind {
            LineKind::Cell { row, column } => {
                Some((row, column, block.plain.slice(line.text).trim(), line.text))
            }
            _ => None,
        };
        let cells: Vec<_> = block.lines.iter().filter_map(cell).collect();
        let headed = |name: &str| {
            cells
                .iter()
                .find(|(row, _, text, _)| *row == 0 && text.eq_ignore_ascii_case(name))
                .map(|(_, column, ..)| *column)
        };
        let (yes, no) = (headed("yes")?, headed("no")?);
        let ticked = |row: u16, column: u16| {
            let found = cells.iter().find(|cell| cell.0 == row && cell.1 == column);
            found.filter(|cell| boxes(cell.2).iter().any(|mark| mark.ticked))
        };
        let rows = cells.iter().filter(|(row, column, ..)| *row > 0 && *column == 0);
        let both = rows.filter_map(|(row, ..)| Some((ticked(*row, yes)?, ticked(*row, no)?)));
        let (yes, no) = both.into_iter().next()?;
        let place = |at: TextRange| subject.document.place(Piece::new(number, at));
        Some(said_both(None, place(no.3), place(yes.3), true))
    })
}

/// The two ticked boxes of "☒ Yes ☒ No", in bytes of the line.
fn both_ticked(text: &str) -> Option<(TextRange, TextRange)> {
    let ticked: Vec<TextRange> =
        boxes(text).into_iter().filter(|mark| mark.ticked).map(|mark| mark.at).collect();
    let answer = |at: &TextRange, word: &str| {
        let rest = text.get(usize::from(at.end())..).unwrap_or("").trim_start().to_lowercase();
        rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    ticked.windows(2).find_map(|pair| match pair {
        [yes, no] if answer(yes, "yes") && answer(no, "no") => Some((*yes, *no)),
        [yes, no] if answer(yes, "met") && answer(no, "not met") => Some((*yes, *no)),
        _ => None,
    })
}
