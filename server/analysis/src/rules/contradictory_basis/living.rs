//! A life where *Basis* has a death, and the other way round.

use super::RULE;
use crate::claims::{self, How, Stance, Target};
use crate::document::{Line, LineKind};
use crate::finding::Finding;
use crate::outline::boxes;
use crate::place::{Piece, range};
use crate::schema::{Life, Limb, Meaning};
use crate::subject::Subject;
use crate::told;

/// True where the ticked box of `target` says in its own words that somebody lives: "Condition 2: the adult is still alive".
pub(super) fn is_ticked(subject: &Subject<'_>, target: Target) -> bool {
    let basis = &subject.basis;
    let mut ticked =
        basis.reading.claims.iter().filter(|claim| {
            claim.stance == Stance::Yes && claim.target == target && claim.how == How::Ticked
        });
    ticked.any(|claim| {
        let rest = basis.passage.text().get(claim.range.start().into()..).unwrap_or("");
        rest.lines().next().is_some_and(|line| line.to_lowercase().contains("alive"))
    })
}

/// "… has been neglected, and the child has died", where the text tells of somebody who lives.
pub(super) fn death_said_of_the_living(subject: &Subject<'_>) -> Option<Finding> {
    const DIED: &[&str] = &["the child has died", "the adult has died", "the child died", "the adult died"];
    /// What leaves open whether anybody did.
    const OPEN: &[&str] = &[
        " or ",
        "if ",
        "whether",
        " not ",
        " no ",
        "n't ",
        "could",
        "would",
        "might",
        "may ",
        "where ",
        "nearly",
        "almost",
        "condition",
        "\"",
        "“",
        "?",
    ];
    /// What joins it to the rest of what is relied on; a form's own words stand alone.
    const JOINS: &[&str] =
        &["and ", "as ", "because ", "since ", "): ", "ground that ", "grounds that ", "in that "];
    let basis = &subject.basis;
    let text = basis.passage.text();
    if !text.contains(" died") {
        return None;
    }
    let said = claims::sentences(text).into_iter().find_map(|sentence| {
        let said = basis.passage.slice(sentence).to_ascii_lowercase();
        let at = DIED.iter().find_map(|died| said.find(died))?;
        let is_joined =
            JOINS.iter().any(|joins| said.get(..at).is_some_and(|before| before.ends_with(joins)));
        // "The child has died in our area and neglect is known."
        let begins_what_is_told = at == 0 && said.contains(" and ") && said.trim_end().ends_with('.');
        let is_open = !boxes(&said).is_empty()
            || OPEN.iter().any(|word| said.contains(word))
            || !(is_joined || begins_what_is_told);
        let from = usize::from(sentence.start()) + at;
        (!is_open).then(|| range(from, from + "the child".len()))
    })?;
    let life = told::life(subject).filter(|life| life.life == Life::Alive)?;
    let lived = life.place?;
    let piece = basis.passage.piece(said)?;
    let message = "a death is relied on here, and the text tells of somebody who lives; say which is meant";
    let finding = RULE.at(subject.document.place(piece), message).about("basis");
    Some(finding.with_related(lived, "told here"))
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
