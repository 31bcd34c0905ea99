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
    "signed off",
    "sign-off",
    "sign off",
    "had finished",
    "finnished",
    "was finished",
    "had reported",
    "they'd reported",
    "was over",
    "were over",
    "is over",
    "be over",
    "arrived",
    "it came",
    "came to hand",
    "ended on",
    "came out",
    "came through",
    "was issued",
    "was released",
    "came in on",
    "was received",
    "received on",
    "was published",
    "was charged",
    "were charged",
    "been charged",
    "charging decision",
    "crown prosecution",
    "the cps",
    "hearing took place",
    "hearing was held",
    "was heard on",
    "no further action was",
    "let us know",
    "let me know",
];

/// Where a sentence says that something is waited for: "advised to wait", "until the criminal trial".
pub(super) fn waits_in(subject: &Subject<'_>, text: &str, mentions: &[Mention]) -> Vec<Piece> {
    /// Words between: "waiting for [the outcome of the Trust's own patient safety] investigation".
    const BETWEEN: usize = 10;
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

/// Processes by the words of every day, and those that end with a finding. A referral need not wait for any of them.
const ANY_PROCESS: &[&str] = &[
    "inquest",
    "coroner",
    "trial",
    "jury",
    "court",
    "police investigation",
    "police enquir",
    "criminal",
    "prosecut",
    "proceedings",
    "cps",
    "charging",
    "post-mortem",
    "post mortem",
    "pathologist",
    "cause of death",
    "homicide review",
    "dhr",
    "leder",
    "mortality review",
    "s42",
    "section 42",
    "s.42",
    "safeguarding enquiry",
    "safeguarding inquiry",
    "cqc",
    "hse",
    "rca",
    "root cause",
    "si report",
    "si investigation",
    "serious incident",
    "cdop",
    "child death overview",
    "overview panel",
    "sub judice",
    "complaint",
    "disciplinary",
    "management review",
    "imr",
    "iopc",
    "ombudsman",
    "overview report",
    "toxicolog",
    "investigating",
    "investigation",
    "internal review",
    "forensic pm",
    "charges",
    "the pm ",
    "own review",
    "learning review",
    "officer in the case",
    "pm outstanding",
    "final pm",
    "investigation of the",
    "review of the nursing",
    "police asked us",
    "the police had",
    "police enquiries",
    "their enquiries",
    "health and safety executive",
    "lado enquiry",
    "enquiry into",
    "large-scale enquiry",
    "the enquiry",
    "child death review",
    "fire service's investigation",
    "nmc case",
    "gmc case",
    "further tests",
    "care proceedings",
    "fact finding",
    "finding of fact",
    "judgment",
    "hsib",
    "sign-off",
    "the report",
    "final report",
    "the findings",
    "its findings",
    "their findings",
    "the outcome",
    "verdict",
    "public inquiry",
    "section 47",
    "s47",
    "s.47",
    "further offence",
];
/// How they are waited for in the box that asks for the reason. Beside one of them, such a word says that it came first.
const WAITED_FOR: &[&str] = &[
    "wait",
    "await",
    "hold",
    "held",
    "until",
    "till",
    "pending",
    "first",
    "finish",
    "finnish",
    "conclu",
    "ended",
    "end of",
    "complet",
    "over",
    "closed",
    "before",
    "after",
    "parked",
    "pre-empt",
    "preempt",
    "under way",
    "underway",
    "ongoing",
    "going on",
    "on-going",
    "active",
    "looking into",
    "investigating",
    "not yet",
    "hadn't",
    "had not",
    "says",
    "just in",
    "could not refer",
    "couldn't refer",
    "signed off",
    "deferred",
    "allow",
    "course",
    "sub judice",
    "prejudice",
    "interfere",
    "in progress",
    "outstanding",
    "delayed by",
    "out of the way",
    "pass off",
    "before the jury",
    "its report",
    "hanging on",
    "to follow the",
    "has just",
    "nfa on",
    "received",
    "result",
    "listed",
    "adjourned",
    "still running",
    "handed down",
    "just ended",
    "has ended",
    "run its course",
    "its turn",
    "stayed our hand",
    "sit tight",
    "conditional on",
    "overlap",
    "brought to an end",
    "came back",
    "asked us to take no action",
    "left the question",
    "returned",
    "took ",
    "was dropped",
    "been dropped",
    "see what it found",
    "to see what",
    "adopted",
    "was being investigated",
];
/// Words up to which the name of a process alone is what the writer has to say: "Inquest."
const ALONE: usize = 6;

/// True where a sentence about the delay of this referral tells of a process, and that it had to end or had not.
pub(super) fn is_behind_a_process(text: &str) -> bool {
    // "Proceedings before the Family Court" are where, and not when.
    const WHERE: &[&str] = &[
        "before the family court",
        "before the court",
        "before the crown court",
        "before the coroner",
        "before a judge",
    ];
    let mut lower = text.to_lowercase();
    for place in WHERE {
        lower = lower.replace(place, "at court");
    }
    // "The report is made eight weeks after we knew" tells of this one.
    for sent in [" is made", " is sent", " comes", " was made"] {
        lower = lower.replace(&format!("the report{sent}"), "this");
    }
    let names_one = names_a_process(&lower);
    let is_alone = || text.split_whitespace().nth(ALONE).is_none() && !lower.contains("not ");
    names_one && (is_alone() || WAITED_FOR.iter().any(|waited| starts_a_word(&lower, waited)))
}

/// True where a text in small letters names a process that a referral need not wait for.
pub(super) fn names_a_process(lower: &str) -> bool {
    ANY_PROCESS.iter().any(|process| starts_a_word(lower, process))
}

/// True where `words` stand in a text from the start of a word on.
fn starts_a_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        text.get(..at).is_none_or(|before| !before.ends_with(|char: char| char.is_alphanumeric()))
    })
}
