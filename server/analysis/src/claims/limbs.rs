//! Forms that ask for a criterion element by element: "Known or suspected abuse – Y", "Death – N", "Serious harm – Y".
//!
//! A route whose every element is answered with yes is claimed. Nothing is read where the text claims anything else.

use std::collections::BTreeMap;
use std::ops::Range;

use text_size::TextRange;

use super::boxes::{answer, splits, ticks, trim_marks};
use super::marks::Draft;
use super::{How, Stance, Target};
use crate::schema::{Meaning, Schema, Vocabulary};

/// The routes of which every limb is answered with yes.
pub(super) fn answered(schema: &Schema, vocabulary: &Vocabulary, text: &str, lower: &str) -> Vec<Draft> {
    // Where each limb was answered: the lines of the answers.
    let mut limbs: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut start = 0;
    for line in lower.split('\n') {
        let end = start + line.len();
        for asked in affirmed(line) {
            let asked = start + asked.start..start + asked.end;
            for hit in vocabulary.find(text.get(asked).unwrap_or_default()) {
                if let Meaning::Limb(index) = hit.meaning {
                    limbs.entry(usize::from(index)).or_insert((start, end));
                }
            }
        }
        start = end + 1;
    }
    let mut drafts = Vec::new();
    for (index, route) in schema.routes.iter().enumerate() {
        let place = |id: &String| {
            let limb = schema.limbs.iter().position(|limb| limb.id == *id)?;
            limbs.get(&limb).copied()
        };
        let places: Option<Vec<(usize, usize)>> = route.limbs.iter().map(place).collect();
        let Some(places) = places.filter(|places| !places.is_empty()) else { continue };
        if !route.kind.is_criterion() {
            continue;
        }
        let from = places.iter().map(|(start, _)| *start).min().unwrap_or_default();
        let to = places.iter().map(|(_, end)| *end).max().unwrap_or_default();
        drafts.push(Draft {
            target: Some(Target::Route(index)),
            stance: Stance::Yes,
            hedged: false,
            how: How::Answer,
            range: TextRange::new((from as u32).into(), (to as u32).into()),
            past: false,
        });
    }
    drafts
}

/// The parts of a line that are questions answered with yes, or the labels of ticked boxes.
pub(super) fn affirmed(line: &str) -> Vec<Range<usize>> {
    let boxes = ticks(line, 0);
    if let (Some(first), Some(last)) = (boxes.first(), boxes.last()) {
        if boxes.len() > 1 {
            // "Child has died: ☒ Yes ☐ No"
            let ticked = boxes.iter().position(|tick| tick.ticked);
            let said = ticked.and_then(|ticked| {
                let next = boxes.get(ticked + 1).map_or(line.len(), |next| next.start);
                line.get(boxes.get(ticked)?.end..next)
            });
            let yes = said.is_some_and(|said| matches!(said.trim(), "yes" | "y"));
            return yes.then_some(0..first.start).into_iter().collect();
        }
        if !first.ticked {
            return Vec::new();
        }
        return vec![if last.end < line.trim_end().len() { last.end..line.len() } else { 0..first.start }];
    }
    if let Some((asked, rest)) = line.split_once('\t') {
        let yes = matches!(answer(rest), Some((Some(true), _)));
        return yes.then_some(0..asked.len()).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut from = 0;
    for split in splits(line) {
        let rest = line.get(split..).unwrap_or_default();
        let after = trim_marks(rest);
        let Some((said, length)) = answer(after) else { continue };
        if split < from {
            continue;
        }
        if said == Some(true) {
            found.push(from..split);
        }
        from = split + (rest.len() - after.len()) + length;
    }
    found
}
