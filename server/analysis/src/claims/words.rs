//! The words of a sentence, and what general English makes of each: denial, condition, contrast.
//!
//! No word of a regime is here; those come from the schema.

/// A word or a mark of punctuation of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// In lower case.
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
}

/// The words and marks of `lower` between `start` and `end`.
pub(super) fn words(lower: &str, start: usize, end: usize) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let Some(slice) = lower.get(start..end) else { return found };
    let mut chars = slice.char_indices().peekable();
    while let Some((at, letter)) = chars.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut stop = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            while let Some((next, letter)) = chars.peek().copied() {
                let after = slice.get(next + letter.len_utf8()..).and_then(|rest| rest.chars().next());
                let inner = matches!(letter, '\'' | '’' | '-') && after.is_some_and(char::is_alphanumeric);
                if !letter.is_alphanumeric() && !inner {
                    break;
                }
                stop = next + letter.len_utf8();
                chars.next();
            }
        }
        found.push(Word {
            text: slice.get(at..stop).unwrap_or_default(),
            start: start + at,
            end: start + stop,
        });
    }
    found
}

/// What a word does to the claims around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// "criteria", "threshold": what can be met; weak until something says that it is.
    Criteria,
    /// "other reason", "discretionary".
    Other,
    /// "statutory referral", "mandatory review": a claim by itself.
    Statutory,
    /// "met", "satisfied", "applies": what stands before it is met.
    Met,
    /// "meets", "falls within": what stands after it is met.
    Meets,
    /// "falls outside", "falls short of".
    Misses,
    /// "under", "on the basis of".
    Under,
    Not,
    /// "neither", "none", "no": holds for a whole list.
    Neither,
    /// Denied words that deny nothing: "not in dispute", "no doubt".
    Sure,
    Contrast,
    /// "because", ";": what stands before is finished.
    Break,
    Comma,
    And,
    /// "whether", "if".
    Condition,
    /// "think", "consider", "say".
    Belief,
    /// "requires", "states": speaks about the law, not the case.
    Law,
    /// "considered", "looked at".
    Weighed,
    /// "is", "does", "has".
    Auxiliary,
    /// "they", "this", "both".
    Pronoun,
    /// "for the panel to decide", "unclear".
    Deferred,
    Plain,
}

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
    "not dispute",
    "not doubt",
    "not in any doubt",
    "not in serious doubt",
    "no longer disputed",
    "no one disputes",
    "nobody disputes",
    "no-one disputes",
    "not seriously disputed",
    "not least",
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
    "says",
    "reads",
    "refers",
    "must",
    "means",
    "required",
    "asks",
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
    "see",
    "against",
    "looked at",
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
const DEFERRED: &[&str] = &[
    "for the panel",
    "for the board",
    "for the chair",
    "for the sub-group",
    "for the subgroup",
    "for the committee",
    "for others",
    "will decide",
    "to decide",
    "to determine",
    "will determine",
    "shall decide",
    "must decide",
    "can decide",
    "should decide",
    "to be determined",
    "to be decided",
    "to be confirmed",
    "not for us",
    "not for the referrer",
    "unsure",
    "not sure",
    "uncertain",
    "unclear",
    "cannot say",
    "cannot tell",
    "unable to say",
    "unable to comment",
    "unable to judge",
    "do not know",
    "don't know",
    "not clear",
    "not possible to say",
    "too early to say",
    "leave it to",
    "leave this to",
    "leave the question",
    "no view",
    "not yet known",
    "not known",
    "take no view",
    "defer to",
    "open question",
    "yet to be",
    "not certain",
    "cannot be sure",
    "not in a position",
    "we were told",
    "matter for",
    "decision for",
    "question for",
    "to advise",
    "please advise",
    "grateful for a view",
    "for your view",
    "will consider",
    "will assess",
    "will be assessed",
    "will be considered",
    "tbc",
    "need advice",
    "would welcome",
    "seeking advice",
    "seek advice",
    "advice on",
    "under consideration",
    "undecided",
    "not decided",
    "not been decided",
    "not assessed",
    "not been assessed",
    "not considered",
    "not yet",
];
const MET: &[&str] = &[
    "met",
    "satisfied",
    "fulfilled",
    "made out",
    "engaged",
    "applies",
    "apply",
    "applied",
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
    "amounts to",
];
const MISSES: &[&str] = &[
    "falls outside",
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
];
const STATUTORY: &[&str] = &["statutory", "mandatory"];
const STATUTORY_HEADS: &[&str] = &[
    "referral",
    "review",
    "route",
    "basis",
    "reason",
    "reasons",
    "grounds",
    "scr",
    "sar",
    "lcspr",
    "serious",
    "safeguarding",
    "ground",
];
const NOUNS: &[&str] = &[
    "criteria",
    "criterion",
    "criterions",
    "threshold",
    "thresholds",
    "definition",
    "limbs",
    "conditions",
    "requirements",
    "test",
    "limb",
    "tests",
    "critera",
    "critiera",
    "criterias",
    "criterea",
    "criteria's",
    "crieria",
];
const PRONOUN: &[&str] =
    &["they", "these", "it", "this", "both", "those", "all", "that", "each", "either", "one"];

/// Longest first among the phrases of `list` that start at `at`: how many words it takes, if any.
fn phrase(words: &[Word<'_>], at: usize, list: &[&str]) -> Option<usize> {
    let mut longest = None;
    for entry in list {
        let mut count = 0;
        let matches = entry.split(' ').all(|part| {
            let same = words.get(at + count).is_some_and(|word| word.text == part);
            count += 1;
            same
        });
        if matches && longest.is_none_or(|length| count > length) {
            longest = Some(count);
        }
    }
    longest
}

/// What the word at `at` does, and how many words it takes.
pub(super) fn role(words: &[Word<'_>], at: usize) -> (Role, usize) {
    let Some(word) = words.get(at) else { return (Role::Plain, 1) };
    let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at)).map_or("", |word| word.text);
    let next = |on: usize| words.get(at + on).map_or("", |word| word.text);
    let ordered: [(&[&str], Role); 10] = [
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
    ];
    let mut best: Option<(Role, usize)> = None;
    for (list, role) in ordered {
        if let Some(length) = phrase(words, at, list)
            && best.is_none_or(|(_, longest)| length > longest)
        {
            best = Some((role, length));
        }
    }
    if let Some((role, length)) = best {
        match role {
            Role::Met if words.get(at).is_some_and(|word| word.text == "present") && before(1) == "at" => {}
            Role::Condition if word.text == "if" && matches!(before(1), "as" | "even") => {}
            Role::Break if word.text == "so" && matches!(next(1), "far" | "that" | "serious" | "severe") => {}
            Role::Break
                if word.text == "given" && matches!(before(1), "was" | "were" | "been" | "is" | "are") => {}
            Role::Break if word.text == "since" && next(1).starts_with(|c: char| c.is_ascii_digit()) => {}
            Role::Misses
                if length == 1
                    && word.text == "below"
                    && !matches!(next(1), "the" | "statutory" | "threshold") => {}
            _ => return (role, length),
        }
    }
    if word.text.ends_with("n't") || word.text.ends_with("n’t") {
        return (Role::Not, 1);
    }
    match word.text {
        "neither" | "none" | "nothing" => return (Role::Neither, 1),
        "no" if !next(1).starts_with(|c: char| c.is_ascii_digit()) => return (Role::Neither, 1),
        "," => return (Role::Comma, 1),
        "and" | "or" | "&" | "plus" => return (Role::And, 1),
        "-" => return (Role::Break, 1),
        "as" => {
            let linked = [
                "a",
                "an",
                "well",
                "to",
                "set",
                "per",
                "defined",
                "amended",
                "described",
                "such",
                "soon",
                "part",
                "under",
                "outlined",
                "being",
                "met",
                "satisfied",
                "in",
                "meeting",
                "at",
                "it",
                "laid",
                "stated",
                "having",
                "of",
                "fulfilling",
                "falling",
                "if",
                "both",
                "and",
            ];
            let compared = [
                "such",
                "same",
                "well",
                "far",
                "regard",
                "regarded",
                "consider",
                "considered",
                "seen",
                "treated",
                "treat",
            ];
            if !(linked.contains(&next(1)) || compared.contains(&before(1)))
                || (next(1) == "it" || next(1) == "a" || next(1) == "an")
                    && !compared.contains(&before(1))
                    && matches!(next(2), "does" | "did" | "is" | "was" | "has" | "child")
            {
                return (Role::Break, 1);
            }
            return (Role::Plain, 1);
        }
        "when" | "where" | "once" => {
            let soon = (1..=4).any(|on| is_noun(next(on)));
            return (if soon { Role::Condition } else { Role::Plain }, 1);
        }
        _ => {}
    }
    if STATUTORY.contains(&word.text) && STATUTORY_HEADS.contains(&next(1)) && !is_noun(next(1)) {
        return (Role::Statutory, 2);
    }
    let alone = at == 0 && matches!(next(1), "" | "." | "," | ":" | "-" | "–");
    if word.text == "statutory" && alone
        || word.text == "mandatory" && !matches!(next(1), "training" | "report" | "reporting")
    {
        return (Role::Statutory, 1);
    }
    if is_noun(word.text) {
        return (Role::Criteria, 1);
    }
    for (list, role) in [(LAW, Role::Law), (UNDER, Role::Under)] {
        if let Some(length) = phrase(words, at, list) {
            return (role, length);
        }
    }
    if let Some(length) = phrase(words, at, BELIEF) {
        return (Role::Belief, length);
    }
    if let Some(length) = phrase(words, at, WEIGHED) {
        return (Role::Weighed, length);
    }
    if AUXILIARY.contains(&word.text) && word.text != "both" && word.text != "all" && word.text != "each" {
        return (Role::Auxiliary, 1);
    }
    if PRONOUN.contains(&word.text) {
        return (Role::Pronoun, 1);
    }
    (Role::Plain, 1)
}

pub(super) fn is_noun(word: &str) -> bool {
    NOUNS.contains(&word)
}

/// Whether the word only helps a verb, so that a denial right after it still belongs to what stands before.
pub(super) fn is_auxiliary(word: &str) -> bool {
    AUXILIARY.contains(&word)
}

/// Whether the word weighs a thing without a verdict: "considered", "discussed".
pub(super) fn is_weighed(word: &str) -> bool {
    WEIGHED.contains(&word)
}
