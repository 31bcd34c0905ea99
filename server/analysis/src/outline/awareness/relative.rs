//! Days that are told from another one: "that evening", "the following Monday", "five days later", "the 17th".

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use text_size::TextRange;

use crate::date::weekday_called;
use crate::place::range;

/// Phrases, with the days from the day named before.
const PHRASES: &[(&str, u64)] = &[
    ("that day", 0),
    ("that morning", 0),
    ("that afternoon", 0),
    ("that evening", 0),
    ("that night", 0),
    ("that same", 0),
    ("same day", 0),
    ("same morning", 0),
    ("same afternoon", 0),
    ("same evening", 0),
    ("same night", 0),
    ("within the hour", 0),
    ("within hours", 0),
    ("that is the date", 0),
    ("that is when", 0),
    ("that's when", 0),
    ("that was when", 0),
    ("that is the day", 0),
    ("that visit", 0),
    ("that occasion", 0),
    ("on the day", 0),
    ("the day itself", 0),
    ("there and then", 0),
    ("at once", 0),
    ("straight away", 0),
    ("immediately", 0),
    ("next day", 1),
    ("next morning", 1),
    ("following day", 1),
    ("following morning", 1),
    ("day after", 1),
];

/// Numbers in words, from one on.
const NUMBERS: [&str; 13] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen",
];

/// The day that `text` means after `day`, and where it says so.
pub(super) fn said_from(text: &str, day: NaiveDate) -> Option<(NaiveDate, TextRange)> {
    let lower = text.to_ascii_lowercase();
    let of_phrase = PHRASES.iter().find_map(|(words, days)| {
        let at = lower.find(words)?;
        Some((day.checked_add_days(Days::new(*days))?, range(at, at + words.len())))
    });
    of_phrase
        .or_else(|| counted(&lower, day))
        .or_else(|| on_weekday(&lower, day))
        .or_else(|| on_number(&lower, day))
}

/// The words of `text`, with where each stands.
fn words(text: &str) -> Vec<(&str, usize)> {
    let is_end = |char: char| !(char.is_alphanumeric() || char == '-');
    let starts = text.split(is_end).filter(|word| !word.is_empty());
    starts.map(|word| (word, word.as_ptr() as usize - text.as_ptr() as usize)).collect()
}

/// "five days later", "a week afterwards"
fn counted(text: &str, day: NaiveDate) -> Option<(NaiveDate, TextRange)> {
    let words = words(text);
    words.windows(3).find_map(|three| {
        let &[(count, at), (unit, _), (after, end)] = three else { return None };
        let is_after = matches!(after, "later" | "after" | "afterwards" | "on");
        let length = match unit {
            "day" | "days" => 1,
            "week" | "weeks" => 7,
            _ => return None,
        };
        let number = match count {
            "a" => Some(1),
            count => count.parse().ok().or_else(|| {
                NUMBERS.iter().position(|name| *name == count).and_then(|at| u64::try_from(at + 1).ok())
            }),
        };
        let day = day.checked_add_days(Days::new(number?.checked_mul(length)?))?;
        is_after.then(|| (day, range(at, end + after.len())))
    })
}

/// "the following Monday", "on the Wednesday", "until Monday": the first one after `day`.
fn on_weekday(text: &str, day: NaiveDate) -> Option<(NaiveDate, TextRange)> {
    let words = words(text);
    words.windows(2).find_map(|two| {
        let &[(before, _), (name, at)] = two else { return None };
        let wanted: Weekday = weekday_called(name)?;
        let is_said = matches!(before, "on" | "the" | "following" | "next" | "until" | "by" | "this" | "of");
        let day = (1..=7).filter_map(|ahead| day.checked_add_days(Days::new(ahead)));
        let day = day.into_iter().find(|day| day.weekday() == wanted)?;
        is_said.then(|| (day, range(at, at + name.len())))
    })
}

/// What is counted with such a number and is no day: "on the 2nd floor".
const COUNTED: &[&str] = &["floor", "time", "visit", "call", "attempt", "occasion", "child", "of"];

/// "on the 17th": the first such day from `day` on.
fn on_number(text: &str, day: NaiveDate) -> Option<(NaiveDate, TextRange)> {
    let words = words(text);
    words.windows(2).enumerate().find_map(|(index, two)| {
        let &[(before, _), (word, at)] = two else { return None };
        if words.get(index + 2).is_some_and(|(next, _)| COUNTED.contains(next)) {
            return None;
        }
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
        let number: u32 = digits.parse().ok().filter(|number| (1..=31).contains(number))?;
        let this = day.with_day(number).filter(|this| *this >= day);
        let next = || day.with_day(1)?.checked_add_months(Months::new(1))?.with_day(number);
        let found = this.or_else(next)?;
        matches!(before, "the" | "on").then(|| (found, range(at, at + word.len())))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::NaiveDate;

    use super::said_from;

    #[test]
    fn a_day_is_told_from_the_one_before() {
        // A Tuesday.
        let day = NaiveDate::from_ymd_opt(2021, 3, 16).unwrap();
        for (text, expected) in [
            ("the ward rang me that evening", "2021-03-16"),
            ("we heard the next morning", "2021-03-17"),
            ("his sister told me five days later", "2021-03-21"),
            ("a week afterwards the letter came", "2021-03-23"),
            ("Housing learned of it the following Monday", "2021-03-22"),
            ("he let us know first thing on the 17th", "2021-03-17"),
            ("she wrote on the 3rd", "2021-04-03"),
        ] {
            let (said, _) = said_from(text, day).unwrap();
            assert_eq!(said.to_string(), expected, "{text}");
        }
        for text in ["we heard", "the ward on the 2nd floor", "two days before"] {
            assert_eq!(said_from(text, day), None, "{text}");
        }
    }
}
