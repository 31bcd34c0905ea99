//! How much of a text is only the criterion's own words.
//!
//! Whether that is too much is not decided here.

use std::collections::HashSet;

use super::words::words;
use crate::schema::Schema;
use crate::starred;

/// The share of words from which a text is taken for the criterion's, 0 to 1. Source: our own reading of referrals.
pub const MOSTLY: f32 = 0.8;

/// Words too common to belong to anyone.
const COMMON: &[&str] = &[
    "the", "a", "an", "and", "or", "of", "to", "in", "is", "are", "was", "were", "be", "been", "has", "have",
    "had", "that", "this", "it", "as", "for", "by", "with", "we", "i", "on", "at", "which", "there", "their",
    "they",
];
/// Words that say of a criterion that it is met.
const CLAIMING: &[&str] = &[
    "criteria",
    "criterion",
    "met",
    "meets",
    "meet",
    "satisfied",
    "satisfies",
    "referral",
    "referred",
    "refer",
    "case",
    "statutory",
    "consider",
    "believe",
    "under",
    "therefore",
    "because",
    "regulation",
    "regulations",
    "review",
    "made",
    "reg",
    "section",
    "both",
    "either",
    "threshold",
    "limb",
    "limbs",
    "fulfilled",
    "fulfils",
];
/// Words by which a writer comes to say so, besides. A star stands for any ending.
const LEADING_UP: &[&str] = &[
    "criteria",
    "criterion",
    "met",
    "meet*",
    "satisf*",
    "refer*",
    "case",
    "cases",
    "statut*",
    "consider*",
    "believe*",
    "under",
    "therefore",
    "because",
    "regulation*",
    "review*",
    "made",
    "make",
    "makes",
    "reg",
    "regs",
    "section",
    "sect",
    "both",
    "either",
    "neither",
    "threshold*",
    "limb*",
    "fulfil*",
    "test*",
    "definition*",
    "defined",
    "part",
    "parts",
    "element*",
    "out",
    "duty",
    "duties",
    "mandatory",
    "discretion*",
    "require*",
    "must",
    "should",
    "always",
    "shall",
    "accordingly",
    "hence",
    "thus",
    "so",
    "view",
    "opinion",
    "understanding",
    "ground*",
    "reason*",
    "rationale",
    "namely",
    "appl*",
    "tick*",
    "yes",
    "y",
    "n",
    "answer*",
    "submitted",
    "look*",
    "feel*",
    "felt",
    "fit*",
    "fall*",
    "squarely",
    "clear*",
    "within",
    "present",
    "say",
    "says",
    "said",
    "state*",
    "spell*",
    "full",
    "fully",
    "law*",
    "legal*",
    "legislation",
    "act",
    "guidance",
    "here",
    "above",
    "below",
    "further",
    "summary",
    "purpose*",
    "would",
    "could",
    "can",
    "one",
    "you",
    "your",
    "me",
    "my",
    "our",
    "us",
    "if",
    "when",
    "where",
    "whether",
    "what",
    "who",
    "not",
    "no",
    "any",
    "all",
    "also",
    "at",
    "least",
    "just",
    "only",
    "such",
    "these",
    "those",
    "them",
    "from",
    "into",
    "may",
    "might",
    "do",
    "does",
    "did",
    "being",
    "its",
    "it's",
    "i'd",
    "there's",
    "rather",
    "than",
    "about",
    "how",
    "way",
    "ways",
    "but",
    "then",
    "s",
    "think*",
    "thought",
    "regard*",
    "accept*",
    "agree*",
    "question*",
    "form*",
    "panel",
    "meeting",
    "decid*",
    "decision",
    "complete*",
    "ask*",
    "criterion's",
    "condition*",
    "paragraph*",
    "para",
    "limbs",
    "need*",
    "point*",
    "arise*",
    "arose",
    "matter*",
    "serious",
    "notif*",
    "rapid",
    "area",
    "outcome",
    "box",
    "boxes",
    "indicated",
    "applies",
    "i.e",
    "ie",
    "aka",
    "first",
    "second",
    "third",
    "last",
    "finally",
    "secondly",
    "firstly",
    "thirdly",
    "identif*",
    "highlight*",
    "order",
    "discussed",
    "reached",
    "appropriate",
    "satisfied",
    "two",
    "three",
    "working",
    "professional*",
    "involved",
    "happy",
    "corrected",
    "hereby",
];
/// What the criteria are about, in the words of every day: a death, an abuse, how agencies worked. A star stands for any
/// ending. They are in each kind's law in one form or another; each list is one part of it.
const MATTERS: &[&[&str]] = &[
    &[
        "die", "dies", "died", "dead", "death*", "dying", "deceased", "passed", "alive", "living", "life",
        "harm*", "injur*",
    ],
    &["abus*", "neglect*", "suspect*", "suspicion*", "maltreat*"],
    &[
        "concern*",
        "cause*",
        "causing",
        "together",
        "joint*",
        "agenc*",
        "partner*",
        "organisation*",
        "authorit*",
        "board*",
        "multi*",
        "inter",
        "services",
        "relevant",
        "functions",
        "other*",
        "persons",
        "effective*",
        "work*",
        "everyone",
    ],
    &["support*", "care", "adult*"],
    &["improve*", "recurrent", "recurring", "theme*"],
];
/// Words of the law that say nothing of a part of it alone.
const OF_LAW: &[&str] = &[
    "child*",
    "person",
    "known",
    "know*",
    "serious*",
    "safeguard*",
    "protect*",
    "promot*",
    "welfare",
    "physical*",
    "sexual*",
    "emotional*",
    "result*",
    "led",
    "lead*",
    "factor*",
    "reasonabl*",
    "possib*",
    "subject",
    "resident",
    "detail*",
];

/// The share of the words of `text`, 0 to 1, that are the criterion's own: those of limb wordings, route labels
/// and citations, and the words that say it is met. Common little words are not counted; 0 for a text without words.
pub fn criteria_overlap(schema: &Schema, text: &str) -> f32 {
    let limbs = schema.limbs.iter().map(|limb| &limb.wording);
    let routes = schema.routes.iter().map(|route| &route.label);
    overlap(schema, limbs.chain(routes), text, false)
}

/// The same with the words of every day for what the criteria are about, and those by which a writer comes to it.
pub fn loose_overlap(schema: &Schema, text: &str) -> f32 {
    let limbs = schema.limbs.iter().map(|limb| &limb.wording);
    let routes = schema.routes.iter().map(|route| &route.label);
    overlap(schema, limbs.chain(routes), text, true)
}

/// The same as [`loose_overlap`] with the words of those limbs and routes alone that a source confirms.
pub fn confirmed_overlap(schema: &Schema, text: &str) -> f32 {
    let limbs = schema.limbs.iter().filter(|limb| limb.confirmed).map(|limb| &limb.wording);
    let routes = schema.routes.iter().filter(|route| route.confirmed).map(|route| &route.label);
    overlap(schema, limbs.chain(routes), text, true)
}

/// True where a text speaks of two parts of a criterion or more, in whatever words: of a death, and of neglect.
pub fn speaks_of_the_criterion(text: &str) -> bool {
    let lower = text.to_lowercase();
    let found = words(&lower, 0, lower.len());
    MATTERS.iter().filter(|matter| found.iter().any(|word| starred::has(matter, word.text))).nth(1).is_some()
}

fn overlap<'s>(
    schema: &'s Schema,
    criteria: impl Iterator<Item = &'s String>,
    text: &str,
    is_loose: bool,
) -> f32 {
    let mut own: HashSet<String> = HashSet::new();
    let provisions = schema.provisions.iter().map(|provision| &provision.instrument);
    for source in criteria.chain(provisions).chain([&schema.title]) {
        let lower = source.to_lowercase();
        own.extend(words(&lower, 0, lower.len()).iter().map(|word| word.text.to_owned()));
    }
    let lower = text.to_ascii_lowercase();
    let cited: Vec<(usize, usize)> = super::citations(schema, text)
        .iter()
        .map(|citation| (citation.range.start().into(), citation.range.end().into()))
        .collect();
    let is_own = |word: &str| {
        let loosely = || {
            starred::has(LEADING_UP, word)
                || starred::has(OF_LAW, word)
                || MATTERS.iter().any(|matter| starred::has(matter, word))
        };
        own.contains(word) || starred::has(CLAIMING, word) || is_loose && loosely()
    };
    let mut all = 0_u16;
    let mut same = 0_u16;
    for word in words(&lower, 0, lower.len()) {
        if !word.text.starts_with(char::is_alphanumeric) || COMMON.contains(&word.text) {
            continue;
        }
        all = all.saturating_add(1);
        let in_law = cited.iter().any(|(start, end)| *start <= word.start && word.start < *end);
        if in_law || is_own(word.text) {
            same = same.saturating_add(1);
        }
    }
    if all == 0 { 0.0 } else { f32::from(same) / f32::from(all) }
}
