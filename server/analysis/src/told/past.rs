//! Whether a day is told of as past.

use super::sentence_of;
use crate::place::Piece;
use crate::subject::Subject;

/// Verbs of the past without "-ed", with what stands for them. What is signed one day may be sent on another, so no "sent".
const PAST: &[&str] = &[
    "began", "broke", "brought", "came", "could", "cut", "did", "died", "drove", "fell", "felt", "found",
    "gave", "got", "had", "heard", "held", "hit", "hurt", "kept", "knew", "lay", "left", "let", "lost",
    "made", "met", "put", "ran", "rang", "said", "sat", "saw", "set", "shut", "spoke", "stood", "thought",
    "told", "took", "was", "went", "were", "wrote", "dead",
];
/// Words in "-ed" of what is still to come.
const NOT_PAST: &[&str] = &[
    "adjourned",
    "arranged",
    "bailed",
    "booked",
    "deferred",
    "expected",
    "extended",
    "invited",
    "listed",
    "need",
    "needed",
    "planned",
    "postponed",
    "remanded",
    "rescheduled",
    "scheduled",
    "sentenced",
    "subjected",
];
/// Words of a clause that looks ahead.
const AHEAD: &[&str] = &[
    "will", "would", "shall", "should", "may", "might", "due", "next", "birthday", "expire", "expires",
    "deadline", "valid", "licence", "is", "are", "be", "start", "starts", "begins", "update", "if",
    "release", "adopted",
];
/// How a label asks for a day that can only be past.
const SEEN: &[&str] = &["last saw", "last seen", "last spoke", "last heard", "last contact", "last visit"];
/// What may be held on a day to come, and is of the past only where it is said to have been.
const EVENTS: &[&str] = &[
    "appointment",
    "bail",
    "conference",
    "hearing",
    "inquest",
    "meeting",
    "order",
    "panel",
    "remand",
    "review",
    "sentence",
    "trial",
];
/// How such an event is said to have been.
const HELD: &[&str] = &[
    "was held",
    "were held",
    "took place",
    "was heard",
    "was opened",
    "ended",
    "concluded",
    "has met",
    "had met",
];
/// What looks ahead where it stands before a day: "funded until at least", "told us he appears in court on".
const AHEAD_BEFORE: &[&str] = &[
    "until",
    "till",
    "could",
    "told",
    "said",
    "says",
    "confirmed",
    "informed",
    "advised",
    "understood",
    "promised",
    "hopes",
    "intends",
];
/// What leads to a day ahead, or counts from it.
const LEADING: &[&str] = &[
    "after", "and", "before", "between", "by", "for", "from", "since", "till", "to", "until", "was", "were",
];
/// What begins another clause.
const BREAKS: &[&str] = &["; ", ": ", ", and ", ", but ", ", so ", " and ", " but ", " – ", " — ", ", "];

/// True where the clause around a day tells of the past alone: "She last called on 4 May, found nobody in, and left."
pub(crate) fn is_told_as_past(subject: &Subject<'_>, date: Piece) -> bool {
    sentence_of(subject, date).is_some_and(|(before, after)| tells_of_past(before, after))
}

/// The same of a sentence that has these parts before and behind a day.
pub(super) fn tells_of_past(before: &str, after: &str) -> bool {
    let (before, after) = (without_names(before).to_lowercase(), after.to_lowercase());
    // "Minutes agreed by the chair on 5 March", of the meeting at which the case was referred.
    if words(&before).any(|word| word == "minutes") && before.contains("agreed") {
        return false;
    }
    // "Date you last saw her: 4 May"
    if let Some(label) = before.trim_end().strip_suffix(':') {
        return SEEN.iter().any(|words| label.contains(words));
    }
    let start =
        BREAKS.iter().filter_map(|mark| before.rfind(mark).map(|at| at + mark.len())).max().unwrap_or(0);
    let end = BREAKS.iter().filter_map(|mark| after.find(mark)).min().unwrap_or(after.len());
    let clause = (before.get(start..).unwrap_or(""), after.get(..end).unwrap_or(""));
    // "On 4 May 2030 the carer, new to her, found her on the floor": what the day stands before.
    let opens = clause.0.split_whitespace().count() <= 2 && !words(clause.1).any(is_past_verb);
    let clause = if opens { (clause.0, after.as_str()) } else { clause };
    is_past(clause.0, clause.1)
}

/// "She was hit by her mother's partner, Mr Example, on", without the name, which parts no clauses.
fn without_names(text: &str) -> String {
    /// Words of such a name.
    const WORDS: usize = 3;
    let parts: Vec<&str> = text.split(", ").collect();
    let is_name = |part: &str| {
        part.split(' ').nth(WORDS).is_none()
            && part.split(' ').all(|word| word.starts_with(char::is_uppercase))
            && !words(&part.to_lowercase()).any(is_weekday)
    };
    let last = parts.len().saturating_sub(1);
    let mut kept = String::new();
    let mut joins = false;
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 && at < last && is_name(part) {
            joins = true;
            continue;
        }
        if at > 0 {
            kept.push_str(if joins { " " } else { ", " });
        }
        joins = false;
        kept.push_str(part);
    }
    kept
}

/// Whether a clause does so, of which these are the parts before and behind a day.
fn is_past(before: &str, after: &str) -> bool {
    let all = || words(before).chain(words(after));
    let leads = words(before).filter(|word| !is_weekday(word) && *word != "the").last();
    let has = |list: &[&str]| all().any(|word| list.contains(&word));
    let held = HELD.iter().any(|held| before.contains(held) || after.contains(held))
        // "At the strategy meeting on 14 May the police confirmed …"
        || before.trim_start().starts_with("at ") && words(after).any(is_past_verb);
    let looks_ahead = has(AHEAD)
        || words(before).any(|word| AHEAD_BEFORE.contains(&word)) && !is_informed(before)
        || (has(EVENTS) || has(NOT_PAST)) && !held;
    if looks_ahead || leads.is_some_and(|word| LEADING.contains(&word)) {
        return false;
    }
    held || all().any(is_past_verb) && !asks_for_it(before)
}

/// "The service was informed on", before the day of that.
fn is_informed(before: &str) -> bool {
    let before = before.trim_end();
    ["was informed on", "were informed on", "was told on", "were told on"]
        .iter()
        .any(|words| before.ends_with(words))
}

/// True where the day is that of what was still to be done: "he was asked to come on".
fn asks_for_it(before: &str) -> bool {
    const ASKING: &[&str] = &[
        "advised",
        "agreed",
        "allowed",
        "asked",
        "chose",
        "decided",
        "directed",
        "had",
        "hoped",
        "instructed",
        "invited",
        "meant",
        "offered",
        "ordered",
        "promised",
        "referred",
        "reminded",
        "required",
        "supposed",
        "told",
        "used",
        "wanted",
        "warned",
        "was",
        "were",
    ];
    const NO_VERBS: &[&str] = &[
        "the", "a", "an", "his", "her", "their", "our", "my", "one", "two", "three", "four", "five", "him",
        "them", "us", "me", "it",
    ];
    let words: Vec<&str> = words(before).collect();
    let last = words.iter().rposition(|word| is_past_verb(word));
    if !last.and_then(|last| words.get(last)).is_some_and(|verb| ASKING.contains(verb)) {
        return false;
    }
    let rest = words.get(last.map_or(0, |last| last + 1)..).unwrap_or(&[]);
    let to = rest.iter().position(|word| *word == "to").and_then(|at| rest.get(at + 1));
    to.is_some_and(|next| !NO_VERBS.contains(next) && next.chars().all(char::is_alphabetic))
}

fn is_past_verb(word: &str) -> bool {
    PAST.contains(&word) || word.len() > 4 && word.ends_with("ed") && !NOT_PAST.contains(&word)
}

fn is_weekday(word: &str) -> bool {
    crate::date::weekday_called(word).is_some()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_past;

    #[test]
    fn a_clause_tells_of_the_past_or_looks_ahead() {
        for (before, after) in [
            ("an initial child protection conference was held on ", ""),
            ("the post-mortem on ", " showed nine fractures"),
            ("adult social care cut his calls from four to two on ", ""),
            ("the health visitor last called on ", ""),
            ("we notified cqc of the injury on ", ""),
            ("on ", ", he was found dead"),
            ("he was brought to hospital by ambulance on ", ""),
            ("at the strategy meeting on ", " the police confirmed that two men were known"),
        ] {
            assert!(is_past(before, after), "{before}…{after}");
        }
        for (before, after) in [
            ("the hearing is on ", ""),
            ("he was asked to come on ", ""),
            ("both were bailed to ", ""),
            ("the conference was moved to ", ""),
            ("she was told that the panel sits on ", ""),
            ("he will be eighteen on ", ""),
            ("the review booked for ", ""),
            ("the trial listed on ", ""),
            ("she was booked in for surgery on ", ""),
            ("the police told us he appears in court on ", ""),
            ("she was told she could go home on ", ""),
            ("his placement was funded until at least ", ""),
        ] {
            assert!(!is_past(before, after), "{before}…{after}");
        }
    }
}
