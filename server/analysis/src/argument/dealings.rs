//! What agencies did with each other, in the plain words of an account: "The surgery wrote to the clinic; the clinic filed
//! the letter."

use std::collections::BTreeSet;

use crate::claims::sentences;
use crate::place::Piece;
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
        let hits = subject.phrases_in(*line).filter(|hit| hit.meaning == Meaning::Agency);
        let agencies: Vec<Piece> = hits.map(|hit| Piece::new(line.block, hit.range)).collect();
        sentences(subject.document.text(*line))
            .into_iter()
            .filter(move |sentence| is_dealing(subject, line.part(*sentence), &agencies))
    });
    dealings.take(enough).count()
}

/// True for a sentence of two agencies at least, one of which may be the writer's, in which one does something with another.
fn is_dealing(subject: &Subject<'_>, sentence: Piece, agencies: &[Piece]) -> bool {
    let mut own: Vec<Piece> = agencies.iter().copied().filter(|agency| sentence.contains(*agency)).collect();
    own.sort_unstable_by_key(|agency| (agency.start, std::cmp::Reverse(agency.end)));
    // "Children's Services" has "Services" in it.
    let mut end = 0;
    own.retain(|agency| {
        let is_new = agency.start >= end;
        end = end.max(agency.end);
        is_new
    });
    let names: BTreeSet<String> =
        own.into_iter().map(|agency| subject.document.text(agency).to_lowercase()).collect();
    let lower = subject.document.text(sentence).to_lowercase();
    let words = || lower.split(|char: char| !(char.is_alphanumeric() || char == '-'));
    // "Children's Services" is no team besides.
    let is_part = names.is_empty() && words().any(|word| PARTS.contains(&word));
    let parties = names.len() + usize::from(words().any(|word| OWN.contains(&word))) + usize::from(is_part);
    parties > 1 && words().any(|word| DEEDS.contains(&word))
}
