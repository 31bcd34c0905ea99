//! `<!-- referral-ignore code: why -->` and `<!-- referral-ignore-file code: why -->`.
//!
//! Whether a suppression was needed or reasoned is for the rules about suppressions.

use std::cell::Cell;

use text_size::TextRange;

use crate::document::Document;
use crate::finding::Finding;
use crate::place::{Place, range};

/// What stands for the reason in a suppression that was inserted and not yet overwritten; it counts as no reason.
pub const REASON_PROMPT: &str = "say why";

/// A comment that silences rules.
#[derive(Debug)]
pub struct Suppression {
    /// The comment.
    pub place: Place,
    /// What it silences.
    pub targets: Vec<Target>,
    /// Why, as typed; empty where it does not say.
    pub reason: String,
    /// Blocks it covers; none for the whole file.
    pub blocks: Option<std::ops::Range<u32>>,
}

/// One rule silenced, perhaps for one section, field or limb alone.
#[derive(Debug)]
pub struct Target {
    /// The code as typed.
    pub code: String,
    /// Where the code stands, for underlining.
    pub place: Place,
    /// Id of what it is silenced about; all where absent.
    pub about: Option<String>,
    /// True once it silenced a finding.
    pub used: Cell<bool>,
}

/// The suppressions of `document`, by place.
pub fn suppressions(document: &Document) -> Vec<Suppression> {
    let mut found = Vec::new();
    for (index, block) in (0..).zip(document.blocks()) {
        for comment in &block.comments {
            let place = Place::new(index, *comment);
            let text = document.source_at(place);
            let inner = text.trim_start_matches("<!--").trim_end_matches("-->");
            let trimmed = inner.trim_start();
            let Some(rest) = trimmed.strip_prefix("referral-ignore") else { continue };
            let (whole_file, rest) = match rest.strip_prefix("-file") {
                Some(rest) => (true, rest),
                None => (false, rest),
            };
            if !rest.starts_with([' ', ':', '\n', '\t', '\r']) && !rest.is_empty() {
                continue;
            }
            let (codes, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let base = offset(text, codes);
            let alone = block.plain.text().trim().is_empty();
            found.push(Suppression {
                place,
                targets: targets(codes, index, u32::from(comment.start()) + base),
                reason: if reason.trim() == REASON_PROMPT { String::new() } else { reason.trim().to_owned() },
                blocks: (!whole_file).then(|| covered(document, index, alone)),
            });
        }
    }
    found
}

/// Drops the findings that a suppression covers, and marks what was of use.
pub fn apply(suppressions: &[Suppression], findings: &mut Vec<Finding>) {
    findings.retain(|finding| {
        let mut silenced = false;
        for suppression in suppressions {
            let covers =
                suppression.blocks.as_ref().is_none_or(|blocks| blocks.contains(&finding.place.block));
            for target in suppression.targets.iter().filter(|_| covers) {
                let about = target.about.as_ref().is_none_or(|about| finding.about.as_ref() == Some(about));
                if target.code == finding.code && about {
                    target.used.set(true);
                    silenced = true;
                }
            }
        }
        !silenced
    });
}

/// True where a comment anywhere silences this rule about `about`.
pub(crate) fn silences(suppressions: &[Suppression], code: &str, about: &str) -> bool {
    let mut targets = suppressions.iter().flat_map(|suppression| &suppression.targets);
    targets.any(|target| target.code == code && target.about.as_deref().is_none_or(|own| own == about))
}

/// The blocks that a comment in block `index` speaks of: the next one, or the section that it heads.
fn covered(document: &Document, index: u32, alone: bool) -> std::ops::Range<u32> {
    if !alone {
        return index..index + 1;
    }
    let blocks = document.blocks();
    let is_comment = |at: u32| {
        let block = blocks.get(at as usize);
        block.is_some_and(|block| block.plain.text().trim().is_empty() && !block.comments.is_empty())
    };
    let mut first = index + 1;
    while is_comment(first) {
        first += 1;
    }
    let Some(heading) = document.block(first).and_then(crate::document::Block::heading) else {
        return index..first + 1;
    };
    let mut end = first + 1;
    while let Some(block) = document.block(end) {
        if block.heading().is_some_and(|next| next.level <= heading.level) {
            break;
        }
        end += 1;
    }
    index..end
}

fn targets(codes: &str, block: u32, base: u32) -> Vec<Target> {
    let mut found = Vec::new();
    for part in codes.split(',') {
        let typed = part.trim();
        let start = base + offset(codes, part) + offset(part, typed);
        let (code, about) = match typed.split_once('(') {
            Some((code, about)) => (code.trim(), Some(about.trim_end_matches(')').trim().to_owned())),
            None => (typed, None),
        };
        let at: TextRange = range(start as usize, start as usize + typed.len());
        found.push(Target {
            code: code.to_owned(),
            place: Place::new(block, at),
            about,
            used: Cell::new(false),
        });
    }
    found
}

fn offset(whole: &str, part: &str) -> u32 {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len()) as u32
}
