//! Whether a sentence is about this referral, and not about one of those that it tells of.

use super::Sentence;
use crate::schema::Meaning;
use crate::subject::Subject;

/// Words by which a sentence shows that it is about this referral and not one of those that it tells of.
pub(super) const THIS_REFERRAL: &[&str] = &[
    "this referral",
    "our referral",
    "my referral",
    "the present referral",
    "referral is late",
    "referral is made",
    "referral is being made",
    "referral was not made",
    "referral could not be made",
    "this notification",
    "this is coming",
    "this comes",
    "this reaches",
    "this to you",
    "this in late",
    "this late",
    "referred before now",
    "held on to this",
    "hung on to this",
    "sat on this",
    "kept this back",
    "this report",
    "it is made later",
    "this email",
    "this e-mail",
    "this letter",
    "this request",
    "this form",
    "being referred",
    "to the board",
    "to the panel",
    "to you",
    "lscb",
    "safeguarding board",
    "serious case review",
    "for review",
    "for a review",
    "the case was not referred",
    "the case was referred",
    "for the delay",
    "for this delay",
    "for any delay",
    "heard from me",
    "heard from us",
    "hearing from",
    "hear from me",
    "hear from us",
    "you may ask",
    "you may wonder",
    "you will wonder",
];

/// Words with which a sentence about this referral begins.
const OPENINGS: &[&str] = &[
    "the delay ",
    "the referral was delayed",
    "the referral was held",
    "the referral is late",
    "the reason for the delay",
    "the time between",
    "the time since",
    "the gap between",
    "the interval",
    "why now",
    "why not sooner",
    "why not earlier",
    "why not before",
];

/// Phrases that speak of a delay to say that there is none.
const DENIALS: &[&str] = &["no delay", "without delay"];

/// Phrases that speak of when a case was recognised; they explain something only with a date in between.
const RECOGNITION: &[&str] = &[
    "light",
    "aware",
    "became",
    "emerged",
    "attention",
    "identified",
    "recognised",
    "known",
    "suspected",
    "apparent",
    "clear",
];

/// True for a sentence on this referral's own delay, not on somebody's referral to an agency.
pub(super) fn speaks_of_this_referral(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    if goes_to_an_agency(subject, sentence) {
        return false;
    }
    let lower = sentence.text.to_lowercase();
    let opens =
        |words: &&str| lower.trim_start_matches(|char: char| !char.is_alphabetic()).starts_with(*words);
    let about_this = THIS_REFERRAL.iter().any(|phrase| lower.contains(phrase)) || OPENINGS.iter().any(opens);
    let first_person = lower
        .split(|char: char| !char.is_alphanumeric())
        .any(|word| matches!(word, "we" | "i" | "us" | "me" | "our" | "my"));
    let mut delays = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Delay);
    delays.any(|delay| {
        let words = subject.document.text(delay.piece).to_lowercase();
        if DENIALS.contains(&words.as_str()) {
            return false;
        }
        // "The ward made a referral to us on Monday, which is when we became aware."
        let is_recognition = RECOGNITION.iter().any(|stem| words.contains(stem));
        about_this || !is_recognition && first_person && of_referring(&lower)
    })
}

/// True where the act of referring is named at all.
fn of_referring(sentence: &str) -> bool {
    [
        "refer",
        "submit",
        "notif",
        "this form",
        "the delay",
        "any delay",
        "a delay",
        "this is late",
        "sorry",
        "apolog",
    ]
    .iter()
    .any(|stem| sentence.contains(stem))
}

/// True where a referral to an agency other than a board is told of: "did not refer her to children's social care".
pub(super) fn goes_to_an_agency(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let mut agencies = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Agency);
    agencies.any(|agency| {
        let name = subject.document.text(agency.piece).to_lowercase();
        let start = agency.piece.start.saturating_sub(sentence.piece.start) as usize;
        let before = sentence.text.get(..start).unwrap_or("").to_lowercase();
        let Some(referring) = before.rfind("refer").and_then(|at| before.get(at..)) else { return false };
        let words: Vec<&str> = referring.split_whitespace().collect();
        // "referral of the child to the …": at most three words before "to" and one behind it.
        let to = words.iter().rposition(|word| *word == "to");
        let near = to.is_some_and(|to| to <= 4 && words.len() <= to + 2);
        near && !name.contains("board") && name != "lscb"
    })
}

pub(super) fn tells_of_recognition(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let mut delays = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Delay);
    delays.any(|delay| {
        let words = subject.document.text(delay.piece).to_lowercase();
        RECOGNITION.iter().any(|stem| words.contains(stem))
    })
}
