//! Reasons that are none: "due to an oversight".

use super::Sentence;
use crate::place::Piece;
use crate::schema::Meaning;

/// Words that add nothing to "oversight".
const SMALL_WORDS: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "on",
    "in",
    "by",
    "for",
    "to",
    "at",
    "is",
    "was",
    "were",
    "there",
    "this",
    "that",
    "it",
    "and",
    "our",
    "my",
    "we",
    "i",
    "has",
    "have",
    "been",
    "with",
    "from",
    "reason",
    "delay",
    "delayed",
    "referral",
    "part",
    "team",
    "apologies",
    "apologise",
    "sorry",
    "late",
    "lateness",
    "coming",
    "sending",
    "sent",
    "you",
    "am",
    "side",
    "due",
    "because",
    "owing",
];

/// True where a sentence says little more than "due to an oversight".
pub(super) fn is_no_reason(sentence: &Sentence<'_>) -> bool {
    let mut reasons =
        sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::NoReason).peekable();
    if reasons.peek().is_none() {
        return false;
    }
    let covered: Vec<Piece> = reasons.map(|mention| mention.piece).collect();
    let text = sentence.text;
    let mut left = 0;
    for word in text.split(|char: char| !char.is_alphanumeric() && char != '\'' && char != '/') {
        let start =
            (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize) as u32 + sentence.piece.start;
        let inside = covered.iter().any(|piece| piece.start <= start && start < piece.end);
        if !word.is_empty() && !inside && !SMALL_WORDS.contains(&word.to_lowercase().as_str()) {
            left += 1;
        }
    }
    left <= 2
}
