//! What general English makes of a word: the lists, and one look-up over all of them.
//!
//! No word of a regime is here; those come from the schema. What a word does among its neighbours is in `words`.

mod deferred;

use std::sync::LazyLock;

use super::company::{NOUNS, STATUTORY_HEADS};
use super::words::Role;
use crate::mix::OwnWords;

pub(super) use deferred::DEFERRED;

/// All that the lists know of one word.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a word may be in any of the lists")]
pub(super) struct Entry {
    /// Phrases that begin with it: the role, its rank, and the words that follow.
    phrases: Vec<(Role, u8, Vec<&'static str>)>,
    /// "criteria", "threshold".
    pub noun: bool,
    /// Only helps a verb.
    pub auxiliary: bool,
    /// "considered", "discussed".
    pub weighed: bool,
    /// "they", "this".
    pub pronoun: bool,
    /// "statutory", "mandatory".
    pub statutory: bool,
    /// Begins a phrase that is itself a reason, such as "other reason".
    pub other: bool,
    /// Begins a phrase that says of something that it is met, or not.
    pub verdict: bool,
}

impl Entry {
    /// The longest phrase of ranks `from` to `to` at which `follows` says yes to its further words: its role,
    /// and how many words it takes. Of two as long, the one of the lower rank.
    pub fn phrase(&self, from: u8, to: u8, follows: impl Fn(&[&str]) -> bool) -> Option<(Role, usize)> {
        let mut best: Option<(Role, usize)> = None;
        for (role, rank, rest) in &self.phrases {
            let longer = best.is_none_or(|(_, length)| rest.len() + 1 > length);
            if (from..=to).contains(rank) && longer && follows(rest) {
                best = Some((*role, rest.len() + 1));
            }
        }
        best
    }
}

/// What the lists know of `word`, in lower case; `None` for most words.
pub(super) fn entry(word: &str) -> Option<&'static Entry> {
    if word.len() > LONGEST { None } else { LEXICON.get(word) }
}

/// Whether `word` may follow "statutory" to make a claim: "statutory referral".
pub(super) fn is_statutory_head(word: &str) -> bool {
    STATUTORY_HEADS.contains(&word)
}

/// Bytes of the longest word in the lists, or more.
const LONGEST: usize = 20;

/// Phrases of these ranks are held against each other; the longest counts.
pub(super) const FIRST_RANKS: (u8, u8) = (0, 9);
/// The rank of what speaks about the law, then "under", belief, weighing.
pub(super) const LATER_RANKS: [u8; 4] = [10, 11, 12, 13];

static LEXICON: LazyLock<OwnWords<&'static str, Entry>> = LazyLock::new(|| {
    let mut lexicon: OwnWords<&'static str, Entry> = OwnWords::default();
    let ranked: [(&[&'static str], Role); 14] = [
        (SURE, Role::Sure),
        (DEFERRED, Role::Deferred),
        (OTHER, Role::Other),
        (MISSES, Role::Misses),
        (CONDITION, Role::Condition),
        (CONTRAST, Role::Contrast),
        (BREAK, Role::Break),
        (NOT, Role::Not),
        (MET, Role::Met),
        (MEETS, Role::Meets),
        (LAW, Role::Law),
        (UNDER, Role::Under),
        (BELIEF, Role::Belief),
        (WEIGHED, Role::Weighed),
    ];
    for ((list, role), rank) in ranked.into_iter().zip(0..) {
        for phrase in list {
            let mut parts = phrase.split(' ');
            let Some(first) = parts.next() else { continue };
            let entry = lexicon.entry(first).or_default();
            entry.phrases.push((role, rank, parts.collect()));
            entry.other |= role == Role::Other;
            entry.verdict |= matches!(role, Role::Met | Role::Meets | Role::Misses);
        }
    }
    for word in NOUNS {
        lexicon.entry(word).or_default().noun = true;
    }
    for word in AUXILIARY {
        lexicon.entry(word).or_default().auxiliary = true;
    }
    for word in WEIGHED {
        lexicon.entry(word).or_default().weighed = true;
    }
    for word in PRONOUN {
        lexicon.entry(word).or_default().pronoun = true;
    }
    // Read by their neighbours, not by a list.
    for word in [
        "neither", "none", "nothing", "no", ",", "and", "or", "&", "plus", "-", "as", "when", "where", "once",
    ] {
        lexicon.entry(word).or_default();
    }
    for word in STATUTORY {
        lexicon.entry(word).or_default().statutory = true;
    }
    for entry in lexicon.values_mut() {
        entry.phrases.sort_by_key(|(_, rank, _)| *rank);
    }
    lexicon
});

const NOT: &[&str] =
    &["not", "cannot", "never", "hardly", "without", "nor", "unable", "fails", "fail", "failed", "lacks"];
const SURE: &[&str] = &[
    "not in dispute",
    "not disputed",
    "not in doubt",
    "not in question",
    "not contested",
    "not only",
    "not just",
    "not simply",
    "not merely",
    "no doubt",
    "no question",
    "no dispute",
    "cannot be disputed",
    "cannot be doubted",
    "no reason to doubt",
    "not be disputed",
    "not be doubted",
    "without doubt",
    "without question",
    "not deny",
    "no hesitation",
    "no disagreement",
    "not unreasonable to",
    "no longer in dispute",
    "no longer in doubt",
    "undisputed",
    "not disputing",
    "isn't disputing",
    "don't dispute",
    "doesn't dispute",
    "isn’t disputing",
    "don’t dispute",
    "doesn’t dispute",
    "not dispute",
    "not doubt",
    "not in any doubt",
    "not in serious doubt",
    "no longer disputed",
    "no one disputes",
    "nobody disputes",
    "no-one disputes",
    "not seriously disputed",
    "nothing more",
    "no differently",
    "nothing further",
    "nothing else",
    "not least",
    "not matter",
    "doesn't matter",
];
const CONTRAST: &[&str] = &[
    "but",
    "however",
    "although",
    "though",
    "whereas",
    "while",
    "whilst",
    "yet",
    "nevertheless",
    "nonetheless",
    "notwithstanding",
    "albeit",
    "except",
    "even so",
    "on the other hand",
];
const BREAK: &[&str] = &[
    "if not ,",
    "if not then",
    "failing that",
    ";",
    "because",
    "since",
    "given",
    "so",
    "therefore",
    "due to",
    "owing to",
    "thus",
    "hence",
    "–",
    "—",
    "on account of",
    "even if",
    "even though",
];
const CONDITION: &[&str] = &[
    "whether",
    "if",
    "unless",
    "in the event",
    "provided that",
    "to decide if",
    "as to which",
    "which of",
    "until",
    "had the",
    "should the",
    "how far",
    "the extent to which",
];
const BELIEF: &[&str] = &[
    "consider",
    "considers",
    "considered",
    "believe",
    "believes",
    "think",
    "thinks",
    "feel",
    "feels",
    "say",
    "says",
    "suggest",
    "suggests",
    "accept",
    "agree",
    "view",
    "opinion",
    "evidence",
    "claim",
    "claiming",
    "assert",
    "contend",
    "argue",
    "submit",
    "rely",
    "suggestion",
    "satisfied that",
    "persuaded",
    "appear",
    "appears",
    "seem",
    "seems",
    "case",
    "asking",
    "saying",
    "suggesting",
    "information",
    "indication",
    "refer",
    "referring",
    "proposing",
    "propose",
    "judge",
    "assess",
];
const LAW: &[&str] = &[
    "requires",
    "require",
    "states",
    "provides",
    "defines",
    "sets",
    "describes",
    "lists",
    "says",
    "reads",
    "refers",
    "must",
    "means",
    "required",
    "asks",
    "would need",
    "would require",
];
const WEIGHED: &[&str] = &[
    "considered",
    "consider",
    "discussed",
    "reviewed",
    "weighed",
    "checked",
    "examined",
    "read",
    "read out",
    "see",
    "against",
    "looked at",
    "went through",
    "gone through",
    "been through",
    "reminded members of",
    "talked through",
    "thought about",
    "considering",
    "regard to",
    "reference to",
    "applying",
    "apply",
];
const AUXILIARY: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "does",
    "do",
    "did",
    "has",
    "have",
    "had",
    "would",
    "will",
    "can",
    "could",
    "may",
    "might",
    "should",
    "itself",
    "also",
    "clearly",
    "currently",
    "now",
    "both",
    "to",
    "therefore",
    "all",
    "each",
    "probably",
    "likely",
    "plainly",
];
const MET: &[&str] = &[
    "met",
    "satisfied",
    "fulfilled",
    "made out",
    "point to",
    "points to",
    "pointing to",
    "point towards",
    "points towards",
    "engaged",
    "applies",
    "apply",
    "applied",
    "arise",
    "arises",
    "triggered",
    "established",
    "present",
    "reached",
    "crossed",
    "in play",
    "relevant",
    "relied on",
    "relied upon",
    "shown",
    "applicable",
    "complied with",
    "fits",
    "proven",
    "proved",
    "passed",
    "selected",
    "chosen",
    "ticked",
    "used",
    "available",
    "in point",
    "invoked",
];
const MEETS: &[&str] = &[
    "meets",
    "meet",
    "meeting",
    "met",
    "satisfies",
    "satisfy",
    "satisfying",
    "fulfils",
    "fulfil",
    "fulfills",
    "fulfill",
    "fulfilling",
    "falls within",
    "fall within",
    "falls under",
    "fall under",
    "falls into",
    "fall into",
    "falling within",
    "falling under",
    "comes within",
    "come within",
    "comes under",
    "come under",
    "fits",
    "fit",
    "reaches",
    "reach",
    "reached",
    "crosses",
    "crossed",
    "passes",
    "engages",
    "triggers",
    "sits within",
    "sits under",
    "is within",
    "qualifies under",
    "qualify under",
    "qualifies",
    "fell within",
    "fell under",
    "came within",
    "came under",
    "satisfied",
    "fulfilled",
    "falls squarely within",
    "falls clearly within",
    "falls in",
    "covered by",
    "caught by",
    "matches",
    "match",
    "fulfilment of",
    "relies on",
    "rely on",
    "relying on",
    "meets both",
    "conforms to",
    "anywhere near",
    "amounts to",
];
const MISSES: &[&str] = &[
    "falls outside",
    "rules out",
    "leaves out",
    "leave out",
    "rule out",
    "ruled out",
    "fall outside",
    "falls short of",
    "fall short of",
    "sits outside",
    "sit outside",
    "is outside",
    "are outside",
    "outside",
    "below",
    "falls below",
    "short of",
    "could not honestly call",
    "can't honestly call",
    "cannot honestly call",
    "can't in honesty call",
    "cannot in honesty call",
    "could not in honesty call",
    "couldn't call",
    "could not call",
    "cannot call",
    "can't call",
    "would not call",
    "wouldn't call",
    "fails to meet",
    "fail to meet",
    "failed to meet",
    "failing to meet",
    "fails to satisfy",
    "fail to satisfy",
    "falling outside",
    "falls just short of",
    "rather than",
    "instead of",
    "as opposed to",
    "fell outside",
    "falls just outside",
    "just outside",
    "nowhere near",
    "excluded from",
];
const UNDER: &[&str] = &[
    "under",
    "pursuant to",
    "on the basis of",
    "on the grounds of",
    "in line with",
    "by virtue of",
    "in accordance with",
    "on the strength of",
    "based on",
    "because of",
    "via",
    "on the",
    "on",
];
const OTHER: &[&str] = &[
    "other reason",
    "other reasons",
    "another reason",
    "different reason",
    "discretionary",
    "non-statutory",
    "non statutory",
    "reason other than",
    "reasons other than",
    "other grounds",
    "alternative reason",
    "outside the criteria",
    "outside the statutory criteria",
    "outside the definition",
    "outside of the criteria",
    "outwith the criteria",
    "use its discretion",
    "use their discretion",
    "use your discretion",
    "exercise its discretion",
    "exercise their discretion",
    "exercise your discretion",
    "wider power",
    "discretionary power",
    "partnership's option",
    "board's option",
    "under its discretion",
    "under their discretion",
    "under your discretion",
    "under the board's discretion",
    "under the partnership's discretion",
    "within its discretion",
    "within your discretion",
    "the board's discretion",
    "the partnership's discretion",
    "at its discretion",
    "at their discretion",
    "at your discretion",
    "at the board's discretion",
    "at the partnership's discretion",
];
const STATUTORY: &[&str] = &["statutory", "mandatory"];
const PRONOUN: &[&str] =
    &["they", "these", "it", "this", "both", "those", "all", "that", "each", "either", "one"];
