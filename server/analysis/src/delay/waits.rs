//! Where a referral was held back for another process: an inquest, a trial, another enquiry.
//!
//! That waiting is seldom a reason is for the rule to say.

use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::{Mention, Subject};

/// How a trial or an inquest ends.
pub(super) const ENDS: &[&str] = &[
    "convict",
    "sentenc",
    "verdict",
    "guilty",
    "acquit",
    "conclu",
    "it ended",
    "which ended",
    "that ended",
    "it closed",
    "it finished",
    "came to an end",
    "did so",
];

/// Where a sentence says that something is waited for: "advised to wait", "until the criminal trial".
pub(super) fn waits_in(subject: &Subject<'_>, text: &str, mentions: &[Mention]) -> Vec<Piece> {
    /// Words between: "waiting for [the end of the criminal] trial".
    const BETWEEN: usize = 5;
    let of = |meaning| {
        mentions.iter().filter(move |mention| mention.meaning == meaning).map(|mention| mention.piece)
    };
    let pairs = of(Meaning::WaitsFor).filter_map(|waits| {
        let mut awaited = of(Meaning::Awaited);
        let named = awaited.find(|awaited| {
            let between = Piece { start: waits.end, end: awaited.start.max(waits.end), ..waits };
            let text = subject.document.text(between);
            awaited.start >= waits.end
                && !text.contains([',', ';', ':', '.'])
                && text.split_whitespace().nth(BETWEEN).is_none()
        })?;
        Some(Piece { end: named.end, ..waits })
    });
    let held = of(Meaning::Awaited).filter(|awaited| {
        let name = subject.document.text(*awaited).to_lowercase();
        PROCESSES.iter().any(|process| name.contains(process)) && is_held_up(&text.to_lowercase())
    });
    of(Meaning::Waiting).chain(pairs).chain(held).collect()
}

/// Processes that end by themselves; what they bring to light on the way is a reason of another kind.
const PROCESSES: &[&str] = &[
    "inquest",
    "trial",
    "prosecution",
    "proceedings",
    "criminal case",
    "homicide review",
    "disciplinary",
    "investigation",
];

/// True where a sentence tells that something had to end, or has.
fn is_held_up(sentence: &str) -> bool {
    const HELD: &[&str] = &[
        "wait",
        "hold",
        "held",
        "until",
        "pending",
        "come first",
        "go first",
        "came first",
        "went first",
        "finish",
        "conclu",
        "ended",
        "end of",
        "complet",
        "is over",
        "was over",
        "allow",
        "its course",
        "closed",
        "not to refer while",
    ];
    HELD.iter().any(|held| sentence.contains(held))
}
