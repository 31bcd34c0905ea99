//! The words of a text, and what each does among its neighbours: denial, condition, contrast.
//!
//! The lists themselves are in `lexicon`.

use super::lexicon::{self, Entry, FIRST_RANKS, LATER_RANKS};

/// A word or a mark of punctuation of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// In lower case.
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
    /// What the lists know of it.
    pub entry: Option<&'static Entry>,
}

/// The words and marks of `lower` between `start` and `end`.
pub(super) fn words(lower: &str, start: usize, end: usize) -> Vec<Word<'_>> {
    /// Bytes of a word with the space before it, in most texts.
    const BYTES: usize = 5;
    let Some(slice) = lower.get(..end).filter(|slice| slice.is_char_boundary(start)) else {
        return Vec::new();
    };
    let mut found = Vec::with_capacity(end.saturating_sub(start) / BYTES);
    let bytes = slice.as_bytes();
    let mut at = start;
    while let Some(first) = bytes.get(at) {
        if *first == b' ' {
            at += 1;
            continue;
        }
        let end = end_of_word(slice, at);
        let text = slice.get(at..end).unwrap_or_default();
        if !text.starts_with(char::is_whitespace) {
            // "the threshold's met"
            let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
            let entry = lexicon::entry(text).or_else(|| lexicon::entry(bare?).filter(|entry| entry.noun));
            found.push(Word { text, start: at, end, entry });
        }
        at = end;
    }
    found
}

/// Where the word, or the one character that is no part of a word, ends that starts at `at`.
fn end_of_word(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        // Most words end here.
        if end > at && bytes.get(end).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'-')) {
            return end;
        }
        let rest = text.get(end..).unwrap_or_default();
        let letter = rest.chars().next().unwrap_or(' ');
        let joins = end > at
            && matches!(letter, '\'' | '’' | '-')
            && rest.get(letter.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if !letter.is_alphanumeric() && !joins {
            return if end > at { end } else { end + letter.len_utf8() };
        }
        end += letter.len_utf8();
    }
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

/// What the word at `at` does, and how many words it takes.
pub(super) fn role(words: &[Word<'_>], at: usize) -> (Role, usize) {
    let Some(word) = words.get(at) else { return (Role::Plain, 1) };
    let Some(entry) = word.entry else {
        return (shape_of(word.text), 1);
    };
    let follows = |rest: &[&str]| {
        (at + 1..).zip(rest).all(|(at, part)| words.get(at).is_some_and(|word| word.text == *part))
    };
    if let Some((role, length)) = entry.phrase(FIRST_RANKS.0, FIRST_RANKS.1, follows)
        && holds(words, at, role, length)
    {
        return (role, length);
    }
    if shape_of(word.text) == Role::Not {
        return (Role::Not, 1);
    }
    let around = Around { words, at };
    if let Some(found) = function_word(&around, word.text) {
        return found;
    }
    let next = around.next(1);
    if entry.statutory && lexicon::is_statutory_head(next) && !is_noun(next) {
        return (Role::Statutory, 2);
    }
    let alone = at == 0 && matches!(next, "" | "." | "," | ":" | "-" | "–");
    if word.text == "statutory" && alone || word.text == "mandatory" && !is_of_money_or_work(next) {
        return (Role::Statutory, 1);
    }
    if entry.noun {
        return (Role::Criteria, 1);
    }
    for rank in LATER_RANKS {
        if let Some(found) = entry.phrase(rank, rank, follows) {
            return found;
        }
    }
    if entry.auxiliary && !matches!(word.text, "both" | "all" | "each") {
        return (Role::Auxiliary, 1);
    }
    (if entry.pronoun { Role::Pronoun } else { Role::Plain }, 1)
}

/// A word of no list: "isn't" denies, whatever the verb, and so does "isnt".
fn shape_of(word: &str) -> Role {
    const SHORN: &[&str] = &[
        "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "wasnt",
        "werent", "wont", "wouldnt",
    ];
    let denies = word.ends_with("n't") || word.ends_with("n’t") || SHORN.contains(&word);
    if denies { Role::Not } else { Role::Plain }
}

/// A word with its neighbours.
struct Around<'w, 't> {
    words: &'w [Word<'t>],
    at: usize,
}

impl<'t> Around<'_, 't> {
    fn before(&self, back: usize) -> &'t str {
        self.at.checked_sub(back).and_then(|at| self.words.get(at)).map_or("", |word| word.text)
    }

    fn next(&self, on: usize) -> &'t str {
        self.words.get(self.at + on).map_or("", |word| word.text)
    }
}

/// Whether the neighbours leave a listed phrase its meaning: "at present" meets nothing.
fn holds(words: &[Word<'_>], at: usize, role: Role, length: usize) -> bool {
    let around = Around { words, at };
    let (before, next) = (around.before(1), around.next(1));
    match (role, words.get(at).map_or("", |word| word.text)) {
        (Role::Met, "present") => before != "at",
        // "Had the criteria been met", not "we had the survey".
        (Role::Condition, "had") => !before.starts_with(char::is_alphanumeric),
        (Role::Condition, "if") => !matches!(before, "as" | "even"),
        // "are therefore not met"
        (Role::Break, "therefore" | "thus" | "hence" | "so")
            if matches!(before, "is" | "are" | "was" | "were") =>
        {
            false
        }
        (Role::Break, "so") => !matches!(next, "far" | "that" | "serious" | "severe"),
        (Role::Break, "given") => !matches!(before, "was" | "were" | "been" | "is" | "are"),
        (Role::Break, "since") => !next.starts_with(|c: char| c.is_ascii_digit()),
        (Role::Other, "discretionary") => !is_of_money_or_work(next),
        (Role::Misses, "below") if length == 1 => matches!(next, "the" | "statutory" | "threshold"),
        _ => true,
    }
}

/// Whether "mandatory" or "discretionary" before this word is about a benefit or a duty of staff.
fn is_of_money_or_work(word: &str) -> bool {
    matches!(
        word,
        "training"
            | "report"
            | "reporting"
            | "reconsideration"
            | "induction"
            | "course"
            | "courses"
            | "e-learning"
            | "visit"
            | "visits"
            | "checks"
            | "field"
            | "fields"
            | "supervision"
            | "housing"
            | "payment"
            | "payments"
            | "fund"
            | "funding"
            | "funds"
            | "trust"
            | "benefit"
            | "benefits"
            | "leave"
            | "grant"
            | "bail"
            | "licence"
            | "medication"
    )
}

/// Little words and marks that need more than a list.
fn function_word(around: &Around<'_, '_>, text: &str) -> Option<(Role, usize)> {
    let role = match text {
        "neither" | "none" | "nothing" => Role::Neither,
        "no" if !around.next(1).starts_with(|c: char| c.is_ascii_digit()) => Role::Neither,
        "," => Role::Comma,
        "and" | "or" | "&" | "plus" => Role::And,
        "as" if compares(around) => Role::Plain,
        "-" | "as" => Role::Break,
        "when" | "where" | "once" => {
            if (1..=4).any(|on| is_noun(around.next(on))) {
                Role::Condition
            } else {
                Role::Plain
            }
        }
        _ => return None,
    };
    Some((role, 1))
}

/// Whether "as" compares or introduces rather than gives a reason.
fn compares(around: &Around<'_, '_>) -> bool {
    const LINKED: &[&str] = &[
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
    const COMPARED: &[&str] = &[
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
    let (next, compared) = (around.next(1), COMPARED.contains(&around.before(1)));
    let subject = matches!(next, "it" | "a" | "an")
        && matches!(around.next(2), "does" | "did" | "is" | "was" | "has" | "child");
    compared || LINKED.contains(&next) && !subject
}

pub(super) fn is_noun(word: &str) -> bool {
    lexicon::entry(word).is_some_and(|entry| entry.noun)
}

/// Whether the word only helps a verb, so that a denial right after it still belongs to what stands before.
pub(super) fn is_auxiliary(word: &str) -> bool {
    lexicon::entry(word).is_some_and(|entry| entry.auxiliary)
}

/// Whether the word weighs a thing without a verdict: "considered", "discussed".
pub(super) fn is_weighed(word: &str) -> bool {
    lexicon::entry(word).is_some_and(|entry| entry.weighed)
}
