//! The words a date is written with: months, weekdays, ordinal endings.
//!
//! Lower-cased on the stack, so that looking up a word allocates nothing. Numbers in words ("the third") are not read.

use chrono::Weekday;

/// A month's name as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthName {
    /// 1 to 12.
    pub month: u8,
    pub form: NameForm,
}

/// How a name of a month or weekday is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NameForm {
    Full,
    /// Three letters.
    Short,
    /// Four letters or five: Sept, Tues, Thurs.
    Longer,
    Welsh,
}

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(super) const WELSH_WEEKDAYS: [&str; 7] = ["Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"];

/// A word in lower case, if it is short enough to be one of ours.
pub(super) fn lowered<'b>(word: &str, buffer: &'b mut [u8; 12]) -> Option<&'b str> {
    let lowered = buffer.get_mut(..word.len())?;
    lowered.copy_from_slice(word.as_bytes());
    lowered.make_ascii_lowercase();
    std::str::from_utf8(lowered).ok()
}

/// The weekday that is named, in full or short: "Thurs".
pub fn weekday_called(word: &str) -> Option<Weekday> {
    weekday_named(word).map(|(weekday, _)| weekday)
}

/// The month a word names. Welsh names are always read, with the soft mutation that follows "o".
pub(super) fn month_named(word: &str) -> Option<MonthName> {
    let mut buffer = [0; 12];
    let (month, form) = match lowered(word, &mut buffer)? {
        "january" => (1, NameForm::Full),
        "february" => (2, NameForm::Full),
        "march" => (3, NameForm::Full),
        "april" => (4, NameForm::Full),
        "may" => (5, NameForm::Full),
        "june" => (6, NameForm::Full),
        "july" => (7, NameForm::Full),
        "august" => (8, NameForm::Full),
        "september" => (9, NameForm::Full),
        "october" => (10, NameForm::Full),
        "november" => (11, NameForm::Full),
        "december" => (12, NameForm::Full),
        "jan" => (1, NameForm::Short),
        "feb" => (2, NameForm::Short),
        "mar" => (3, NameForm::Short),
        "apr" => (4, NameForm::Short),
        "jun" => (6, NameForm::Short),
        "jul" => (7, NameForm::Short),
        "aug" => (8, NameForm::Short),
        "sep" => (9, NameForm::Short),
        "sept" => (9, NameForm::Longer),
        "oct" => (10, NameForm::Short),
        "nov" => (11, NameForm::Short),
        "dec" => (12, NameForm::Short),
        "ionawr" => (1, NameForm::Welsh),
        "chwefror" => (2, NameForm::Welsh),
        "mawrth" | "fawrth" => (3, NameForm::Welsh),
        "ebrill" => (4, NameForm::Welsh),
        "mai" | "fai" => (5, NameForm::Welsh),
        "mehefin" | "fehefin" => (6, NameForm::Welsh),
        "gorffennaf" | "orffennaf" => (7, NameForm::Welsh),
        "awst" => (8, NameForm::Welsh),
        "medi" | "fedi" => (9, NameForm::Welsh),
        "hydref" => (10, NameForm::Welsh),
        "tachwedd" | "dachwedd" => (11, NameForm::Welsh),
        "rhagfyr" | "ragfyr" => (12, NameForm::Welsh),
        _ => return None,
    };
    // "Mai" and "Medi" are names of people: only with a capital.
    let named = form != NameForm::Welsh || word.starts_with(|first: char| first.is_ascii_uppercase());
    named.then_some(MonthName { month, form })
}

/// The weekday a word names. The short forms need a capital: "she sat", "the sun", "wed".
pub(super) fn weekday_named(word: &str) -> Option<(Weekday, NameForm)> {
    let mut buffer = [0; 12];
    let (weekday, form) = match lowered(word, &mut buffer)? {
        "monday" => (Weekday::Mon, NameForm::Full),
        "tuesday" => (Weekday::Tue, NameForm::Full),
        "wednesday" => (Weekday::Wed, NameForm::Full),
        "thursday" => (Weekday::Thu, NameForm::Full),
        "friday" => (Weekday::Fri, NameForm::Full),
        "saturday" => (Weekday::Sat, NameForm::Full),
        "sunday" => (Weekday::Sun, NameForm::Full),
        "mon" => (Weekday::Mon, NameForm::Short),
        "tue" => (Weekday::Tue, NameForm::Short),
        "tues" => (Weekday::Tue, NameForm::Longer),
        "wed" => (Weekday::Wed, NameForm::Short),
        "weds" => (Weekday::Wed, NameForm::Longer),
        "thu" => (Weekday::Thu, NameForm::Short),
        "thur" | "thurs" => (Weekday::Thu, NameForm::Longer),
        "fri" => (Weekday::Fri, NameForm::Short),
        "sat" => (Weekday::Sat, NameForm::Short),
        "sun" => (Weekday::Sun, NameForm::Short),
        _ => return None,
    };
    let named = form == NameForm::Full || word.starts_with(|first: char| first.is_ascii_uppercase());
    named.then_some((weekday, form))
}

/// The weekday a Welsh word names where "dydd" stands before it; alone, "Mawrth" is a month and "Llun" a picture.
pub(super) fn welsh_weekday_named(word: &str) -> Option<(Weekday, NameForm)> {
    const DAYS: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let mut days = WELSH_WEEKDAYS.iter().zip(DAYS);
    days.find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, day)| (day, NameForm::Welsh))
}

/// The ending an English day number takes: 1st, 2nd, 3rd, 4th.
pub(super) fn ordinal_ending(day: u8) -> &'static str {
    match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// Whether letters after a day number are an English ordinal ending, right or wrong.
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

/// Whether letters after a day number are a Welsh ordinal ending.
pub(super) fn is_welsh_ordinal(word: &str) -> bool {
    ["af", "il", "ydd", "ed", "fed", "eg", "ain"].contains(&word)
}
