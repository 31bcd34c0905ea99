//! Whose words a stretch of text is: the writer's own, or someone else's.
//!
//! What the words say is not judged here.

use std::ops::Range;

use crate::claims::sentences;
use crate::document::LineKind;
use crate::outline::{Fill, Section};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::Subject;

/// Words by which a sentence reports what others said, thought or found.
const REPORTING: &[&str] = &[
    "said",
    "says",
    "saying",
    "told",
    "tells",
    "stated",
    "states",
    "stating",
    "wrote",
    "writes",
    "alleged",
    "alleges",
    "allegedly",
    "allegation",
    "according",
    "described",
    "describes",
    "complained",
    "complaint",
    "complains",
    "claims",
    "claimed",
    "accused",
    "accuses",
    "feels",
    "thinks",
    "believes",
    "asserts",
    "asserted",
    "maintains",
    "argued",
    "argues",
    "commented",
    "remarked",
    "quoted",
    "court",
    "judge",
    "judgment",
    "judgement",
    "jury",
    "coroner",
    "coroner's",
    "inquest",
    "inquest's",
    "tribunal",
    "ombudsman",
    "verdict",
    "convicted",
    "conviction",
    "charged",
    "charge",
    "charges",
    "sentenced",
    "pleaded",
    "plea",
    "prosecuted",
    "prosecution",
    "prosecutor",
    "sheriff",
    "cps",
    "iopc",
    "ipcc",
    "hmic",
    "ofsted",
    "cqc",
    "nmc",
    "gmc",
    "hcpc",
    "inspectors",
    "inspectorate",
    "offence",
    "offences",
];

/// Phrases of the law, of medicine and of everyday speech in which a word of judgement is none.
const SET_PHRASES: &[&str] = &[
    "gross negligence",
    "negligence manslaughter",
    "clinical negligence",
    "medical negligence",
    "professional negligence",
    "careless driving",
    "careless or inconsiderate",
    "reckless driving",
    "reckless endangerment",
    "culpable homicide",
    "culpable and reckless",
    "reckless conduct",
    "found guilty",
    "plead guilty",
    "pleads guilty",
    "not guilty",
    "lazy eye",
    "unacceptable behaviour",
    "unacceptable risk",
    "foreseeable future",
    "reasonably foreseeable",
    "predictable routine",
    "predictable pattern",
    "predictable environment",
    "preventable disease",
    "preventable illness",
    "vaccine preventable",
    "vaccine-preventable",
];

/// Words that deny what follows them, or leave it open.
const OPEN: &[&str] = &[
    "not", "no", "nor", "neither", "never", "nobody", "none", "nothing", "without", "whether", "if",
    "cannot", "rather", "unless", "than",
];

/// The phrases of the writer's own with this meaning, by place; of two that overlap the longer.
///
/// Left out are quotations, what others are reported to have said or found, phrases of the law, what is denied or asked,
/// and what the writer says of their own work.
pub(crate) fn own_phrases(subject: &Subject<'_>, meaning: Meaning) -> Vec<Piece> {
    let all: Vec<Piece> = subject.mentions_of(meaning).collect();
    let is_part = |piece: &Piece| all.iter().any(|other| other != piece && other.contains(*piece));
    let own = |piece: &Piece| !is_part(piece) && !is_quoted(subject, *piece) && is_meant(subject, *piece);
    let mut found: Vec<Piece> = all.iter().copied().filter(own).collect();
    found.dedup();
    found
}

/// True where the words of `piece` are said: not in a sentence that has no concern, and not in a question.
pub(crate) fn is_said(subject: &Subject<'_>, piece: Piece) -> bool {
    const NONE: &[&str] =
        &["no concern", "no issue", "no worries", "not concerned", "no evidence", "without concern"];
    let Some((sentence, _)) = sentence_around(subject, piece) else { return false };
    let lower = sentence.to_lowercase();
    !(lower.ends_with('?') || NONE.iter().any(|none| lower.contains(none)))
}

fn is_meant(subject: &Subject<'_>, piece: Piece) -> bool {
    let Some((sentence, at)) = sentence_around(subject, piece) else { return false };
    let lower = sentence.to_lowercase();
    // Letters that change their length when lowered are none of ours; then the phrase is let pass.
    let (Some(before), Some(phrase)) = (lower.get(..at.start), lower.get(at.clone())) else { return false };
    let words: Vec<&str> = words(&lower).collect();
    let reported = words.iter().any(|word| REPORTING.contains(word));
    let in_phrase = SET_PHRASES
        .iter()
        .any(|set| lower.match_indices(set).any(|(from, _)| from < at.end && at.start < from + set.len()));
    let own = |word: &&str| matches!(*word, "i" | "we" | "my" | "our" | "i'd" | "we'd");
    let before: Vec<&str> = self::words(before).collect();
    let near = before.get(before.len().saturating_sub(6)..).unwrap_or_default();
    let open = near.iter().any(|word| OPEN.contains(word) || word.ends_with("n't"));
    let of_self = near.iter().rev().take(3).any(own) || phrase.contains("hindsight") && words.iter().any(own);
    !(reported || in_phrase || open || of_self || lower.ends_with('?'))
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    let bare = lower.split(|char: char| !(char.is_alphanumeric() || char == '\''));
    bare.map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty())
}

/// The sentence that `piece` stands in, and where in it.
fn sentence_around<'s>(subject: &'s Subject<'_>, piece: Piece) -> Option<(&'s str, Range<usize>)> {
    let block = subject.document.block(piece.block)?;
    let line = block.lines.iter().find(|line| Piece::new(piece.block, line.text).contains(piece))?;
    let text = block.plain.slice(line.text);
    let at = (piece.start as usize).checked_sub(line.text.start().into())?;
    let found = sentences(text).into_iter().find(|sentence| sentence.contains((at as u32).into()))?;
    let from = usize::from(found.start());
    let length = (piece.end - piece.start) as usize;
    let sentence = text.get(Range::<usize>::from(found))?;
    Some((sentence, at - from..at - from + length))
}

/// True in a quotation, whose words are not the writer's.
pub(crate) fn is_quoted(subject: &Subject<'_>, piece: Piece) -> bool {
    let Some(block) = subject.document.block(piece.block) else { return false };
    let line = block.lines.iter().find(|line| Piece::new(piece.block, line.text).contains(piece));
    if line.is_some_and(|line| line.kind == LineKind::Quote) && !is_answered_in_quotes(subject) {
        return true;
    }
    let text = block.plain.text();
    let (Some(before), Some(after)) = (text.get(..piece.start as usize), text.get(piece.end as usize..))
    else {
        return false;
    };
    // Visible text has straight marks, however they were typed.
    before.matches('"').count() % 2 == 1 && after.contains('"') || is_between_single_marks(before, after)
}

/// True where more than one section has all its text in block quotes, or most of a text is in them: so its writer sets
/// answers apart from questions.
fn is_answered_in_quotes(subject: &Subject<'_>) -> bool {
    /// Lines in block quotes, the least that a form has so.
    const LEAST: usize = 8;
    let is_quote = |piece: &Piece| {
        let line = subject.document.line_of(*piece).and_then(|line| subject.document.line(line));
        line.is_some_and(|line| line.kind == LineKind::Quote)
    };
    let is_told = |section: &&Section| {
        section.fill == Fill::Text && !section.body.is_empty() && section.body.iter().all(is_quote)
    };
    let filled = &subject.outline.filled;
    let quoted = filled.iter().filter(|piece| is_quote(piece)).count();
    subject.outline.sections.iter().filter(is_told).nth(1).is_some()
        || quoted >= LEAST && quoted * 2 > filled.len()
}

/// True between single quotation marks; an apostrophe within a word is none.
fn is_between_single_marks(before: &str, after: &str) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let mut open = false;
    for (at, mark) in before.match_indices('\'') {
        let previous = before.get(..at).and_then(|text| text.chars().next_back());
        let next = before.get(at + mark.len()..).and_then(|text| text.chars().next());
        match (is_word(previous), is_word(next)) {
            (true, true) => {}
            (false, true) => open = true,
            (_, false) => open = false,
        }
    }
    let closes = |(at, mark): (usize, &str)| {
        !is_word(after.get(at + mark.len()..).and_then(|text| text.chars().next()))
    };
    open && after.match_indices('\'').any(closes)
}
