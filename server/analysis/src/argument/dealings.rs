//! What agencies did with each other, in the plain words of an account: "The surgery wrote to the clinic; the clinic filed
//! the letter."

use std::collections::BTreeSet;

use text_size::{TextRange, TextSize};

use crate::claims::sentences;
use crate::document::Block;
use crate::outline::BlockFacts;
use crate::schema::Meaning;
use crate::subject::Subject;

/// What one agency does with another, or what it takes the other to do.
const DEEDS: &[&str] = &[
    "accepted",
    "answered",
    "asked",
    "assumed",
    "aware",
    "believed",
    "closed",
    "compared",
    "contacted",
    "copied",
    "declined",
    "e-mailed",
    "emailed",
    "expected",
    "filed",
    "forwarded",
    "informed",
    "knew",
    "know",
    "known",
    "logged",
    "mentioned",
    "messaged",
    "notified",
    "offered",
    "passed",
    "phoned",
    "raised",
    "rang",
    "recorded",
    "referred",
    "replied",
    "reported",
    "rung",
    "said",
    "sent",
    "shared",
    "spoke",
    "spoken",
    "supposed",
    "telephoned",
    "thought",
    "told",
    "took",
    "unaware",
    "understood",
    "written",
    "wrote",
];
/// What an agency may be called by, when its name is known to no list: "told the direct payments team".
const PARTS: &[&str] = &[
    "team", "teams", "office", "officers", "unit", "ward", "asc", "csc", "hub", "surgery", "agency", "scheme",
];
/// The writer, who is of an agency.
const OWN: &[&str] = &["we", "us", "our", "i", "me", "my"];

/// Sentences in which an agency deals with another one, or with the writer's; no more than `enough` are looked for.
pub(crate) fn dealings(subject: &Subject<'_>, enough: usize) -> usize {
    let dealings = subject.outline.in_scope.iter().flat_map(|line| {
        let facts = subject.facts.get(line.block as usize);
        facts.into_iter().flat_map(|facts| dealings_in(subject.document.text(*line), line.range(), facts))
    });
    dealings.take(enough).count()
}

/// How many such sentences a block has; it is what [`dealings`] reads of it.
pub(crate) fn dealings_of(block: &Block, facts: &BlockFacts) -> usize {
    let lines = block.lines.iter().map(|line| line.text);
    lines.map(|line| dealings_in(block.plain.slice(line), line, facts).len()).sum()
}

/// Such sentences in the `text` of a line, which is at `line` in its block.
fn dealings_in(text: &str, line: TextRange, facts: &BlockFacts) -> Vec<TextRange> {
    let hits = facts.phrases_in(line).filter(|hit| hit.meaning == Meaning::Agency);
    let agencies: Vec<TextRange> = hits.map(|hit| hit.range - line.start()).collect();
    sentences(text).into_iter().filter(|sentence| is_dealing(text, *sentence, &agencies)).collect()
}

/// "told the direct payments team", and not "she told us on the ward".
fn deals_with_a_part(sentence: &str) -> bool {
    /// Words between the deed and the part of an agency.
    const BETWEEN: usize = 4;
    const PLACES: &[&str] = &["on", "at", "in", "over", "i", "me", "us", "we"];
    let words: Vec<&str> = sentence
        .split(|char: char| !(char.is_alphanumeric() || char == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let parts = words.iter().enumerate().filter(|(_, word)| PARTS.contains(word));
    parts.into_iter().any(|(at, _)| {
        let before = words.get(at.saturating_sub(BETWEEN)..at).unwrap_or_default();
        let behind = words.get(at + 1..(at + 1 + BETWEEN).min(words.len())).unwrap_or_default();
        let deed = before.iter().rposition(|word| DEEDS.contains(word));
        let is_told = deed.is_some_and(|deed| {
            before.get(deed + 1..).unwrap_or_default().iter().all(|word| !PLACES.contains(word))
        });
        is_told || behind.iter().any(|word| DEEDS.contains(word))
    })
}

/// True for a sentence of two agencies at least, one of which may be the writer's, in which one does something with another.
fn is_dealing(text: &str, sentence: TextRange, agencies: &[TextRange]) -> bool {
    let said = |at: TextRange| text.get(std::ops::Range::<usize>::from(at)).unwrap_or("").to_lowercase();
    let mut own: Vec<TextRange> =
        agencies.iter().copied().filter(|agency| sentence.contains_range(*agency)).collect();
    own.sort_unstable_by_key(|agency| (agency.start(), std::cmp::Reverse(agency.end())));
    // "Children's Services" has "Services" in it.
    let mut end = TextSize::new(0);
    own.retain(|agency| {
        let is_new = agency.start() >= end;
        end = end.max(agency.end());
        is_new
    });
    let names: BTreeSet<String> = own.into_iter().map(said).collect();
    let lower = said(sentence);
    let words = || lower.split(|char: char| !(char.is_alphanumeric() || char == '-'));
    // "Children's Services" is no team besides.
    let is_part = names.is_empty() && deals_with_a_part(&lower);
    let parties = names.len() + usize::from(words().any(|word| OWN.contains(&word))) + usize::from(is_part);
    parties > 1 && words().any(|word| DEEDS.contains(&word))
}
