//! `Label: value` pairs in a line of text.
//!
//! A label counts only if the schema knows it: any other text before a colon is text.

use text_size::{TextRange, TextSize};

use super::{LabelIndex, Names};
use crate::bytes::has_byte;
use crate::date::find_dates;
use crate::place::range;

/// A known label and what follows it, in bytes of the line.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The label without its colon.
    pub label: TextRange,
    /// What the label stands for.
    pub names: Names,
    /// Fields named together by one label; empty for an ordinary one.
    pub several: Vec<Vec<u16>>,
    /// What follows, up to the next pair; trimmed, perhaps empty.
    pub value: TextRange,
}

/// The pairs of a line. `lead` is the length of the strong text it begins with.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are compared at once")]
pub(super) fn pairs(text: &str, lead: usize, labels: &LabelIndex) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    if let Some(pair) = dotted(text, labels) {
        pairs.push(pair);
        return pairs;
    }
    if let Some(pair) = barred(text, labels) {
        pairs.push(pair);
        return pairs;
    }
    if lead == 0 && !has_byte(text, |byte| (byte == b':') | (byte == b'?')) {
        return beside_dates(text, labels);
    }
    let mut from = 0;
    if lead > 0 && lead < text.len() {
        let strong = text.get(..lead).unwrap_or("").trim_end_matches([':', ' ', '?']);
        let rest = text.get(lead..).unwrap_or("");
        // "**Date of referral** 14 May 2015": strong text alone may stand for the colon.
        if let Some(pair) = known(strong, 0, labels).or_else(|| dated(strong, rest, labels)) {
            let value =
                lead + (rest.len() - rest.trim_start_matches([':', ' ', '-', '–', '>', '›', '»', '→']).len());
            pairs.push(Pair { value: range(value, text.len()), ..pair });
            from = value;
        }
    }
    for (at, mark) in text.match_indices([':', '?']) {
        if at < from || pairs.len() >= 24 {
            continue;
        }
        let after = text.get(at + mark.len()..).unwrap_or("");
        if !(after.is_empty() || after.starts_with([' ', '\t', '*', '☐', '☒', '☑', '['])) {
            continue;
        }
        let before = text.get(from..at).unwrap_or("");
        // "**Name:**Child K": with no space behind them the marks of the label are text to Markdown.
        let value =
            after.strip_prefix("**").filter(|_| before.trim_start().starts_with("**")).unwrap_or(after);
        let value_start = at + 1 + (after.len() - value.trim_start().len());
        let found = if pairs.is_empty() && from == 0 {
            (known(before, 0, labels).or_else(|| known_suffix(before, 0, labels)))
                .or_else(|| dated(before, value, labels))
        } else {
            known_suffix(before, from, labels).or_else(|| dated_suffix(before, from, value, labels))
        };
        let Some(pair) = found else { continue };
        // "Over one month since you became aware? Please say why"
        let goes_on = ["please", "why", "if "].iter().any(|asks| {
            value.trim_start().get(..asks.len()).is_some_and(|start| start.eq_ignore_ascii_case(asks))
        });
        if mark == "?" && goes_on && find_dates(value).is_empty() {
            continue;
        }
        if let Some(last) = pairs.last_mut() {
            last.value = trimmed(text, last.value.start().into(), pair.label.start().into());
        } else if usize::from(pair.label.start()) > 0 && mark == "?" {
            continue;
        }
        pairs.push(Pair { value: range(value_start.min(text.len()), text.len()), ..pair });
        from = value_start.min(text.len());
    }
    if let Some(last) = pairs.last_mut() {
        last.value = trimmed(text, last.value.start().into(), text.len());
        let more = behind_a_date(text, last, labels);
        if let Some(first) = more.first() {
            last.value = trimmed(text, last.value.start().into(), first.label.start().into());
        }
        pairs.extend(more);
    }
    // "College learned of it: 9 March 2015." ends a sentence.
    for pair in &mut pairs {
        let value = text.get(std::ops::Range::<usize>::from(pair.value)).unwrap_or("");
        let day = value
            .strip_suffix('.')
            .filter(|day| find_dates(day).first().is_some_and(|date| date.range == range(0, day.len())));
        if let Some(day) = day {
            pair.value = range(pair.value.start().into(), usize::from(pair.value.start()) + day.len());
        }
    }
    // "When did it take place? When were you told?" asks twice, and the answer stands below.
    for pair in &mut pairs {
        let value = text.get(std::ops::Range::<usize>::from(pair.value)).unwrap_or("");
        if value.ends_with('?') && find_dates(value).is_empty() {
            pair.value = range(text.len(), text.len());
        }
    }
    pairs
}

/// "Date of birth | 12 April 2015": a known label and a value, as a table loses its lines or a spreadsheet its cells.
fn barred(text: &str, labels: &LabelIndex) -> Option<Pair> {
    let at = text.find(['|', '\t'])?;
    let rest = text.get(at + 1..)?;
    let label = text.get(..at)?.trim_end_matches([' ', ':', '?']);
    let found = known(label, 0, labels).or_else(|| dated(label, rest, labels))?;
    // "Name | Jo Example | Post | Matron" has more than one.
    let is_one = !rest.contains(['|', '\t']);
    is_one.then(|| Pair { value: trimmed(text, at + 1, text.len()), ..found })
}

/// "Incident date 17/03/2020. Became aware 06/03/2020.": a line of nothing but labels and days.
fn beside_dates(text: &str, labels: &LabelIndex) -> Vec<Pair> {
    /// Bytes of such a line.
    const LENGTH: usize = 120;
    let digit = text.bytes().take(LENGTH).position(|byte| byte.is_ascii_digit());
    let label = digit
        .filter(|_| text.len() <= LENGTH)
        .and_then(|digit| known(text.get(..digit)?.trim_end(), 0, labels));
    let Some(label) = label.filter(|label| label.names.fields.iter().any(|field| labels.is_date(*field)))
    else {
        return Vec::new();
    };
    let dates = find_dates(text);
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    let is_beside = text
        .get(label.label.end().into()..first.range.start().into())
        .is_some_and(|gap| gap.trim().is_empty());
    let is_last =
        text.get(last.range.end().into()..).is_some_and(|rest| rest.trim_matches([' ', '.']).is_empty());
    let pair = Pair { value: range(first.range.start().into(), text.len()), ..label };
    let more = behind_a_date(text, &pair, labels);
    if !is_beside || !is_last || more.len() + 1 != dates.len() {
        return Vec::new();
    }
    let first = Pair { value: first.range, ..pair };
    std::iter::once(first).chain(more).collect()
}

/// The pairs without a colon in the value of `pair`, "3 May 2017  Agency aware 4 May 2017": a known label between two days.
fn behind_a_date(text: &str, pair: &Pair, labels: &LabelIndex) -> Vec<Pair> {
    let from = usize::from(pair.value.start());
    let value = text.get(from..).unwrap_or("");
    let dates = find_dates(value);
    let first = dates.first().is_some_and(|date| date.range.start() == 0.into());
    let between = dates.windows(2).filter(|_| first).filter_map(|dates| {
        let [one, other] = dates else { return None };
        let (start, end) = (usize::from(one.range.end()), usize::from(other.range.start()));
        let label = value.get(start..end)?;
        let own = label.trim_matches([' ', ',', ';', '|', '\t', '.']);
        let at = from + start + label.find(own)?;
        let found =
            known(own, at, labels).filter(|found| !own.is_empty() && !found.names.fields.is_empty())?;
        let value = trimmed(text, from + end, from + usize::from(other.range.end()));
        Some(Pair { value, ..found })
    });
    between.collect()
}

/// True for "14 October 2017", "on or about 3 March 2015": not for a sentence that has a date somewhere.
pub(super) fn is_a_date(answer: &str) -> bool {
    /// Words before a date and behind it: "on or about", "at 9 pm".
    const WORDS: usize = 4;
    /// What tells how somebody was told.
    const TOLD: &[&str] = &[", from ", ", by ", ", through ", ", via ", ", when ", ", as ", ", after "];
    find_dates(answer).first().is_some_and(|date| {
        let at = std::ops::Range::<usize>::from(date.range);
        let (before, after) = (answer.get(..at.start).unwrap_or(""), answer.get(at.end..).unwrap_or(""));
        let words = |text: &str| text.split_whitespace().count();
        // "27 September 2024, at the lodgings in Eastmoor", where it began; "…, from the ward, which rang us", whence
        let told_by = TOLD.iter().any(|by| after.starts_with(by));
        let most = if told_by { 5 * WORDS } else { 2 * WORDS + 2 };
        let says_where = before.trim().is_empty() && after.starts_with(", ") && words(after) <= most;
        // "20 September 2021. School informed: …" goes on with another fact.
        let is_told_all = after.starts_with(". ") || after.starts_with("; ");
        words(before) <= WORDS && (words(after) <= WORDS || says_where || is_told_all)
    })
}

/// True for such an answer with no more than a word before the day: "Monday 14 October 2017".
pub(super) fn begins_with_a_date(answer: &str) -> bool {
    // "xx/xx/2015" will be one.
    if super::token::is_date_to_fill_in(answer) {
        return true;
    }
    let date = find_dates(answer).into_iter().next();
    let before = date.and_then(|date| answer.get(..usize::from(date.range.start())));
    before.is_some_and(|before| before.split_whitespace().count() <= 1) && is_a_date(answer)
}

/// "Date of birth ....... 12 April 2015": dots that lead from the label to the answer.
fn dotted(text: &str, labels: &LabelIndex) -> Option<Pair> {
    let start = text.find(" ...").or_else(|| text.find(" . . "))?;
    let rest = text.get(start..)?;
    let value = text.len() - rest.trim_start_matches([' ', '.']).len();
    let found = known(text.get(..start)?.trim_end_matches(['?', ':', ' ']), 0, labels)?;
    Some(Pair { value: trimmed(text, value, text.len()), ..found })
}

/// `label`, which begins at byte `at`, as a pair without its value, if the schema knows it as a whole.
pub(super) fn known(label: &str, at: usize, labels: &LabelIndex) -> Option<Pair> {
    if label.len() > 160 {
        return None;
    }
    let several = labels.find_several(label);
    let names = if several.is_empty() { labels.find_label(label) } else { Names::default() };
    if names.is_empty() && several.is_empty() {
        return None;
    }
    let start = at + (label.len() - label.trim_start().len());
    let label = range(start, at + label.trim_end().len());
    Some(Pair { label, names, several, value: range(start, start) })
}

/// `label` as such a pair where a date is its `answer`, and its words tell which it asks for.
fn dated(label: &str, answer: &str, labels: &LabelIndex) -> Option<Pair> {
    let answer = answer.trim_start_matches([':', '?', ' ', '-', '–', '>', '›', '»', '→']);
    let names = if begins_with_a_date(answer) { labels.find_dated(label) } else { Names::default() };
    let start = label.len() - label.trim_start().len();
    let at = range(start, label.trim_end().len());
    (!names.is_empty()).then(|| Pair { label: at, names, several: Vec::new(), value: range(start, start) })
}

/// The same at the end of `text`, behind another fact: "Born: 4 May 2015. I became aware" before a day.
fn dated_suffix(text: &str, base: usize, answer: &str, labels: &LabelIndex) -> Option<Pair> {
    let from = text.rfind([';', '.', '|']).map(|at| at + 1)?;
    let label = text.get(from..)?;
    let found =
        dated(label, answer, labels).filter(|_| label.trim_start().starts_with(char::is_uppercase))?;
    let by = TextSize::new((base + from) as u32);
    Some(Pair { label: found.label + by, value: found.value + by, ..found })
}

/// The longest known field label at the end of `text`: what stands before a second colon in a line.
fn known_suffix(text: &str, base: usize, labels: &LabelIndex) -> Option<Pair> {
    let starts = text.match_indices([' ', '\t', ';', ',', '|']).map(|(at, mark)| at + mark.len());
    let mut starts: Vec<usize> = starts.collect();
    if base > 0 {
        starts.insert(0, 0);
    }
    let from = starts.len().saturating_sub(6);
    for &start in starts.get(from..).unwrap_or(&[]) {
        let label = text.get(start..).unwrap_or("");
        // A second label in a line begins with a capital, or mid-sentence words would be labels.
        let before = text.get(..start).unwrap_or("");
        if !label.starts_with(|char: char| char.is_uppercase()) || is_of_a_relative(before, base == 0) {
            continue;
        }
        let mut names = labels.find(label);
        names.sections.clear();
        if !names.is_empty() {
            let end = base + text.trim_end().len();
            return Some(Pair {
                label: range(base + start, end),
                names,
                several: vec![],
                value: range(end, end),
            });
        }
    }
    None
}

/// True where the last word before a label is a relative: "Mother DOB", "Partner - date of birth". Further on in a line,
/// it is one only with a capital: the value before may end with it.
fn is_of_a_relative(before: &str, at_start: bool) -> bool {
    const RELATIVES: &[&str] = &[
        "mother",
        "father",
        "mum",
        "dad",
        "parent",
        "carer",
        "partner",
        "sibling",
        "brother",
        "sister",
        "husband",
        "wife",
        "grandmother",
        "grandfather",
        "stepfather",
        "stepmother",
        "uncle",
        "aunt",
        "cousin",
    ];
    let words = before.split(|char: char| !(char.is_alphabetic() || char == '\'' || char == '’'));
    let last = words.rev().find(|word| !word.is_empty()).unwrap_or("");
    let last = last.trim_end_matches(['s', '\'', '’']);
    (at_start || last.starts_with(char::is_uppercase)) && RELATIVES.contains(&last.to_lowercase().as_str())
}

fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let slice = text.get(start..end).unwrap_or("");
    let lead = slice.len() - slice.trim_start().len();
    let body = slice.trim().trim_end_matches([';', ',', '|']).trim_end();
    range(start + lead, start + lead + body.len())
}
