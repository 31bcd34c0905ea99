//! The whole value of a date field: a date, several, none, or the words for "we do not know".
//!
//! Whether an unknown date will do is for the schema to say.

use super::reading::{DateReading, Precision, Year};
use super::scan::dates_in_value;

/// What a whole value says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// One date, range or period. Places count from the start of the text given, white space included.
    One(Box<DateReading>),
    /// Two or more.
    Several(Vec<DateReading>),
    /// Said to be unknown, to follow or not to apply: "TBC", "n/k", "not known", "N/A".
    Unknown,
    /// Blank, or words in which no date is found.
    Nothing,
}

impl Value {
    /// The dates in it, in order.
    pub fn readings(&self) -> &[DateReading] {
        match self {
            Value::One(reading) => std::slice::from_ref(reading),
            Value::Several(readings) => readings,
            Value::Unknown | Value::Nothing => &[],
        }
    }
}

/// Phrases for a date that is not given, in lower case. They may begin a longer value: "not known at present".
const UNKNOWN: [&str; 26] = [
    "tbc",
    "tbd",
    "tba",
    "to be confirmed",
    "to be determined",
    "to be advised",
    "n/k",
    "nk",
    "n.k.",
    "not known",
    "not yet known",
    "date not known",
    "date unknown",
    "n/a",
    "na",
    "n.a.",
    "not applicable",
    "unknown",
    "unk",
    "not stated",
    "not recorded",
    "not available",
    "don't know",
    "none",
    "nil",
    "?",
];

/// Reads the whole value of a date field. Unlike in prose, "3/4" alone is the third of April, and a question mark after
/// a lone date makes it approximate.
pub fn read_value(text: &str) -> Value {
    let trimmed = text.trim();
    let mut readings = dates_in_value(trimmed);
    let lead = text.len() - text.trim_start().len();
    let shift = super::scan::text_range(0, lead).len();
    for reading in &mut readings {
        reading.range += shift;
        reading.date_range += shift;
    }
    if begins_with_date(trimmed, lead, &readings) {
        readings.truncate(1);
    }
    match readings.len() {
        0 if is_unknown(trimmed) => Value::Unknown,
        0 => Value::Nothing,
        1 => {
            let doubted = trimmed.ends_with('?');
            readings.into_iter().next().map_or(Value::Nothing, |reading| {
                Value::One(Box::new(if doubted { doubtful(reading) } else { reading }))
            })
        }
        _ => Value::Several(readings),
    }
}

/// True where the value begins with a day and its year, and what stands behind the full stop is of something else:
/// "17 August 2003. Came to us in January". `lead` is where the value starts in the text that `readings` count in.
fn begins_with_date(value: &str, lead: usize, readings: &[DateReading]) -> bool {
    let [first, second, ..] = readings else { return false };
    let end = usize::from(first.range.end()) - lead;
    let rest = value.get(end..).and_then(|rest| rest.strip_prefix(". "));
    let is_day = first.precision <= Precision::Day && first.year != Year::Absent;
    usize::from(first.range.start()) == lead
        && is_day
        && rest.is_some()
        && usize::from(second.range.start()) > lead + end + 2
}

fn doubtful(mut reading: DateReading) -> DateReading {
    reading.shape = reading.shape.approximate();
    if reading.precision < Precision::Fuzzy {
        reading.precision = reading.shape.precision();
    }
    reading
}

fn is_unknown(trimmed: &str) -> bool {
    let bare = trimmed.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | '-' | '"' | '*'));
    let lower = bare.to_lowercase();
    UNKNOWN.iter().any(|phrase| {
        let Some(rest) = lower.strip_prefix(phrase) else { return false };
        // "NA" and "none" begin other words and sentences; only the long phrases may go on.
        let may_go_on = phrase.len() > 4 || *phrase == "tbc" || phrase.contains('/');
        rest.is_empty()
            || (may_go_on && !rest.starts_with(char::is_alphanumeric))
            || rest.chars().all(|c| c == '?')
    })
}
