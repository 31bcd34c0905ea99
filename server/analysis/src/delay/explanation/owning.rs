//! How a writer speaks of sending what they write, and owns that it comes late.

use super::{Sentence, THIS_REFERRAL, goes_to_an_agency};
use crate::schema::Meaning;
use crate::subject::Subject;

/// How a writer speaks of sending what they write: "before I could send anything".
const SENDING: &[&str] = &[
    "to write",
    "could send",
    "sending this",
    "sending anything",
    "sent this",
    "send this",
    "writing to you",
    "troubling the board",
    "troubling you",
    "reaches you",
    "reach you",
    "held back",
    "held this back",
    "held it back",
    "kept this back",
    "was held until",
    "this referral",
    "to refer",
    "refer until",
    "referring",
    "this form",
    "written before",
    "write before",
    "written sooner",
    "written earlier",
    "sent to the board",
    "be sent",
    "sent to you",
    "ought to let",
    "should let",
    "late because",
    "why late",
    "coming to you",
    "before writing",
    "not write at once",
    "did not write",
    "didn't write",
];

pub(super) fn tells_when_it_was_sent(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    SENDING.iter().any(|words| lower.contains(words))
}

/// How a writer owns that this comes late, without a word on why.
const OWNING_UP: &[&str] = &[
    "overdue",
    "longer in coming",
    "sorry it's been",
    "sorry it has been",
    "sorry this has been",
    "sorry this is",
    "so long after",
    "delay in submission",
    "took a while",
    "taken a while",
    "been a while",
    "taken me a while",
    "taken us a while",
    "taken me so long",
    "taken us so long",
    "taken me this long",
    "taken us this long",
    "taken me some time",
    "taken us some time",
    "we'd have wished",
    "we would have wished",
    "later than it should",
    "later than it ought",
    "later than i should",
    "later than we should",
    "later than i would",
    "later than we would",
    "mea culpa",
    "no excuse",
    "timely manner",
    "as soon as practicable",
    "as soon as was practicable",
    "exceeds one month",
    "exceeds a month",
    "belated",
    "letter is late",
    "referral is late",
    "form is late",
    "this is late",
    "late, i know",
    "late i know",
    "lateness of this",
    "one of those things",
    "taken longer than",
    "delay is regretted",
    "delay: regretted",
    "submission: regretted",
    "should have written",
    "meant to write",
    "meant to send",
    "meant to refer",
    "before them sooner",
    "before you sooner",
    "with you sooner",
    "reached you sooner",
    "should have sent",
    "should have referred",
    "should have been sent",
    "should have been with you",
    "should have come to you",
    "should have reached you",
    "sorry it's late",
    "sorry it is late",
    "sorry this is late",
    "sorry that this is late",
    "late getting to you",
    "late getting this",
    "so late",
    "apologies for the delay",
    "apologise for the delay",
    "apologies for the late",
    "apologise for the late",
    "sorry for the delay",
    "sorry about the delay",
    "sorry for the late",
    "apologies for my delay",
    "accept my apolog",
    "accept our apolog",
    "i am late",
    "i'm late",
    "we are late",
    "we're late",
    "late in coming",
    "long in coming",
    "tardy",
    "tardiness",
    "time lag",
];

/// True where a text, in small letters, has any of these words.
pub(crate) fn may_own_up(lower: &str) -> bool {
    OWNING_UP.iter().chain(SENDING).any(|words| lower.contains(words)) || counts_by(lower)
}

/// True where a sentence of the writer's own says that this comes late, or denies it.
pub(super) fn owns_up(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let lower = sentence.text.to_lowercase();
    (OWNING_UP.iter().any(|words| lower.contains(words)) || counts_up(&lower) || counts_by(&lower))
        && !goes_to_an_agency(subject, sentence)
        && (speaks_of_itself(&lower)
            || !sentence.mentions.iter().any(|mention| mention.meaning == Meaning::Agency))
}

/// "I'm writing eleven weeks after."
fn counts_up(sentence: &str) -> bool {
    const AFTER: &[&str] =
        &["weeks after", "weeks on", "weeks later", "months after", "months on", "months later", "weeks since", "months since"];
    const WRITING: &[&str] = &[
        "i'm writing", "i am writing", "i write", "we write", "we are writing", "this reaches you", "this comes to you",
        "this comes", "this is sent", "i am sending", "we are sending", "this is reaching you", "you receive this",
    ];
    WRITING.iter().any(|writing| {
        let behind = sentence.split_once(writing).map_or("", |(_, behind)| behind);
        AFTER.iter().any(|after| behind.contains(after))
    })
}

/// "Some fifteen weeks have gone by."
fn counts_by(sentence: &str) -> bool {
    const GONE: &[&str] = &[
        "have gone by",
        "has gone by",
        "have passed",
        "has passed",
        "has elapsed",
        "have gone since",
        "have elapsed",
    ];
    ["week", "month", "some time", "a long time"].iter().any(|unit| sentence.contains(unit))
        && GONE.iter().any(|gone| sentence.contains(gone))
}

/// True where the writer, or what they write, is spoken of.
fn speaks_of_itself(sentence: &str) -> bool {
    THIS_REFERRAL.iter().any(|phrase| sentence.contains(phrase))
        || sentence
            .split(|char: char| !char.is_alphanumeric())
            .any(|word| matches!(word, "we" | "i" | "us" | "me" | "our" | "my" | "you" | "this"))
}
