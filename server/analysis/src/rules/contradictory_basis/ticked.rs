//! Boxes of *Basis* that contradict each other, or what is told.

use text_size::TextRange;

use super::{RULE, said_both};
use crate::document::{Line, LineKind};
use crate::finding::Finding;
use crate::outline::boxes;
use crate::place::{Piece, range};
use crate::schema::{Life, Limb, Meaning};
use crate::subject::Subject;
use crate::told;

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
        _ => None,
    })
}

/// A ticked box of *Basis* that speaks of a death and of no harm besides, where the text tells of a life: a route that is
/// for both says nothing of which.
pub(super) fn death_ticked_of_the_living(subject: &Subject<'_>) -> Option<Finding> {
    let of_sections = subject.sections("basis").flat_map(|section| section.body.iter().copied());
    let mut bodies: Vec<Piece> = of_sections.collect();
    // "The case is notified because", which no schema knows
    if bodies.is_empty() {
        bodies.extend(subject.outline.loose.iter().copied());
    }
    let bodies = bodies.into_iter().filter(|body| subject.glance(body.block).ticked);
    let ticked: Vec<Piece> = bodies.flat_map(|body| ticked_options(subject, body)).collect();
    if ticked.is_empty() {
        return None;
    }
    let life = told::life(subject).filter(|life| life.life == Life::Alive)?;
    let limbs = &subject.schema.limbs;
    let speaks_of = |text: &str, is: fn(&Limb) -> bool| {
        subject.vocabulary.find(text).any(|hit| match hit.meaning {
            Meaning::Limb(index) => limbs.get(usize::from(index)).is_some_and(is),
            _ => false,
        })
    };
    // Of several the one that fits is meant.
    let harmed = |limb: &Limb| limb.is_harm() || limb.id.starts_with("serious");
    if ticked.iter().any(|piece| speaks_of(subject.document.text(*piece), harmed)) {
        return None;
    }
    let piece = ticked.into_iter().find(|piece| {
        let said = subject.document.text(*piece);
        speaks_of(said, Limb::is_death) && !speaks_of(said, Limb::is_harm)
    })?;
    let message = "this box is for a death, and the text tells of somebody who lives; say which is meant";
    let finding = RULE.at(subject.document.place(piece), message).about("basis");
    Some(match life.place {
        Some(place) => finding.with_related(place, "told here"),
        None => finding,
    })
}

/// What stands beside the ticked boxes of a part: behind a box in its line, or in the other cells of its row.
fn ticked_options(subject: &Subject<'_>, body: Piece) -> Vec<Piece> {
    let lines = subject.document.block(body.block).map_or(&[][..], |block| &block.lines);
    let within = lines.iter().filter(|line| body.contains(Piece::new(body.block, line.text)));
    let mut found = Vec::new();
    for line in within {
        let piece = Piece::new(body.block, line.text);
        let text = subject.document.text(piece);
        let marks = boxes(text);
        if let LineKind::Cell { row, .. } = line.kind {
            let of_row = |other: &&Line| matches!(other.kind, LineKind::Cell { row: own, .. } if own == row);
            // Under "Yes" and "No" there are two, and `ticked_both_ways` reads those.
            let of_boxes = |other: &&Line| !boxes(block_text(subject, body.block, other)).is_empty();
            let is_ticked = marks.iter().any(|mark| mark.ticked)
                && lines.iter().filter(of_row).filter(of_boxes).count() == 1;
            let others = lines.iter().filter(of_row).filter(|other| is_ticked && other.text != line.text);
            found.extend(others.map(|other| Piece::new(body.block, other.text)));
            continue;
        }
        let ends: Vec<usize> =
            marks.iter().skip(1).map(|mark| mark.at.start().into()).chain([text.len()]).collect();
        let ticked = marks.into_iter().zip(ends).filter(|(mark, _)| mark.ticked);
        found.extend(ticked.map(|(mark, end)| piece.part(range(mark.at.start().into(), end))));
    }
    found
}

fn block_text<'s>(subject: &'s Subject<'_>, block: u32, line: &Line) -> &'s str {
    subject.document.text(Piece::new(block, line.text))
}
