//! Dates with a month's name and a day: 3 March 2015, 3rd of March, 03-Mar-15, March 3, 2015, 3-5 March 2015.
//!
//! A month with a year alone, and the names of seasons, are in `periods`.

use super::fault::Fault;
use super::numeric::YEARS;
use super::reading::Year;
use super::scan::{Core, Scanner};
use super::shape::Shape;
use super::style::{Casing, Order, Style, YearForm};
use super::words::{
    MonthName, NameForm, is_ordinal, is_welsh_ordinal, month_named, ordinal_ending, weekday_named,
};

/// A day's number and its ending.
#[derive(Clone, Copy)]
struct DayNumber<'t> {
    day: u8,
    ending: &'t str,
    padded: bool,
    end: usize,
}

impl<'t> Scanner<'t> {
    /// A day or a range of days, then a month's name, then a year if there is one.
    pub(super) fn day_and_month(&self, start: usize) -> Option<Core> {
        let first = self.day_number(start)?;
        let (last, joint) = match self.second_day(first.end) {
            Some((second, joint)) => (second, Some(joint)),
            None => (first, None),
        };
        let (name, word, sep, of, name_end) = self.month_after(last.end)?;
        let (year, form, comma, end) = self.year_after(name_end, sep, name);
        let absent = year == Year::Absent;
        if !last.ending.is_empty() && !is_ordinal(last.ending) && name.form != NameForm::Welsh {
            return None;
        }
        let bare = absent && first.ending.is_empty();
        if bare && (self.is_cited(start) || is_ordinary_word(name, word))
            || absent && name.form == NameForm::Welsh
        {
            return None;
        }
        if last.day > 39 || (last.day > 31 && !matches!(year, Year::Full(_))) || self.goes_on(end) {
            return None;
        }
        let style = Style {
            order: Order::DayMonth(sep),
            year: form,
            padded: first.padded,
            ordinal: is_ordinal(last.ending),
            of,
            comma_before_year: comma,
            month: name.form,
            casing: Casing::of(word),
            weekday: None,
        };
        let month = name.month;
        let full = full_year(year);
        let mut core = Core {
            start,
            end,
            shape: Shape::Day { day: last.day, month },
            year,
            fault: fault_of(last, month, full),
            style,
            before: None,
        };
        match joint {
            Some("and") if !self.is_between(start) => core.before = Some((start, first.end, first.day)),
            Some(_) => {
                core.shape =
                    Shape::Days { first: (first.day, month), last: (last.day, month), years_back: 0 };
                core.fault = core.fault.or_else(|| fault_of(first, month, full));
                core.style = Style::default();
            }
            None => {}
        }
        if let Some((_, first_end, _)) = core.before {
            // The day that gives the style begins after the word "and".
            core.start = self.cursor.next_digit(first_end).unwrap_or(start);
        }
        Some(core)
    }

    /// A month's name before the day: March 3, 2015. Without a year only where nothing follows that could be counted.
    pub(super) fn month_and_day(&self, start: usize, end: usize) -> Option<Core> {
        let cursor = self.cursor;
        let number = self.day_number(start)?;
        let mut name_end = cursor.skip_spaces_back(start);
        if cursor.byte_before(name_end) == b'.' {
            name_end -= 1;
        }
        let word = cursor.word_before(name_end);
        let name = month_named(word).filter(|_| name_end < start && name_end - word.len() >= self.floor)?;
        let name_start = name_end - word.len();
        let comma = cursor.byte(number.end) == b',';
        let year_start = cursor.skip_spaces(number.end + usize::from(comma));
        let year = match cursor.number(year_start, 4, 4) {
            Some((year, end)) if YEARS.contains(&year) && year_start > number.end && !self.goes_on(end) => {
                Some((Year::Full(i32::from(year)), YearForm::Four, end))
            }
            _ => None,
        };
        let led = || {
            let before = cursor.word_before(cursor.skip_spaces_back(name_start));
            before.eq_ignore_ascii_case("on") || weekday_named(before).is_some()
        };
        let (year, form, end) = match year {
            Some(year) => year,
            None if is_ordinary_word(name, word) || name.form == NameForm::Welsh => return None,
            None if !number.ending.is_empty() || cursor.ends_here(end) || led() => {
                (Year::Absent, YearForm::Absent, number.end)
            }
            None => return None,
        };
        let impossible = number.day > 39 || number.day > 31 && year == Year::Absent;
        if impossible || self.goes_on(end) || is_welsh_ordinal(number.ending) {
            return None;
        }
        let style = Style {
            order: Order::MonthDay,
            year: form,
            padded: number.padded,
            ordinal: !number.ending.is_empty(),
            comma_before_year: comma && form == YearForm::Four,
            month: name.form,
            casing: Casing::of(word),
            ..Style::default()
        };
        let fault = fault_of(number, name.month, full_year(year));
        let shape = Shape::Day { day: number.day, month: name.month };
        Some(Core { start: name_start, end, shape, year, fault, style, before: None })
    }

    /// "on the 3rd", where the sentence ends or pauses: a floor, an occasion or a child would follow otherwise.
    pub(super) fn day_alone(&self, start: usize) -> Option<Core> {
        let number = self.day_number(start)?;
        let right = (1..=31).contains(&number.day) && number.ending == ordinal_ending(number.day);
        let the = self.cursor.phrase_before(self.cursor.skip_spaces_back(start), "on the")?;
        if !right || !self.cursor.ends_here(number.end) || the < self.floor {
            return None;
        }
        let style = Style { year: YearForm::Absent, ordinal: true, ..Style::default() };
        Some(Core {
            start,
            end: number.end,
            shape: Shape::DayAlone,
            year: Year::Absent,
            fault: None,
            style,
            before: None,
        })
    }

    /// One or two digits and an ordinal ending, or none; other letters may only be a month's name.
    fn day_number(&self, start: usize) -> Option<DayNumber<'t>> {
        let (day, end) = self.cursor.small(start)?;
        let padded = self.cursor.byte(start) == b'0';
        let word = self.cursor.word(end);
        if word.is_empty() || month_named(word).is_some() {
            return Some(DayNumber { day, ending: "", padded, end });
        }
        let ordinal = is_ordinal(word) || is_welsh_ordinal(word);
        ordinal.then_some(DayNumber { day, ending: word, padded, end: end + word.len() })
    }

    /// The second day of "3-5 March", "3/4 March", "3rd and 5th March", and what joins them.
    fn second_day(&self, first_end: usize) -> Option<(DayNumber<'t>, &'static str)> {
        let cursor = self.cursor;
        let at = cursor.skip_spaces(first_end);
        let joints = ["-", "\u{2013}", "/", "to ", "and ", "or "];
        let joint = joints
            .into_iter()
            .find(|joint| cursor.slice(at, at + joint.len()).eq_ignore_ascii_case(joint))?;
        let second = self.day_number(cursor.skip_spaces(at + joint.len()))?;
        // "Children 2 and 3 March": two days need their endings, unless "between" comes first.
        let ordinal = cursor.byte_before(first_end).is_ascii_alphabetic();
        let start = self.number_start(first_end);
        if joint == "and " && !ordinal && !self.is_between(start) {
            return None;
        }
        Some((second, joint.trim_end()))
    }

    /// Where the day starts that, with its ending, ends at `end`.
    fn number_start(&self, end: usize) -> usize {
        let mut start = end;
        while self.cursor.byte_before(start).is_ascii_alphanumeric() {
            start -= 1;
        }
        start
    }

    fn is_between(&self, start: usize) -> bool {
        let at = self.cursor.skip_spaces_back(start);
        let at = self.cursor.phrase_before(at, "the").map_or(at, |the| self.cursor.skip_spaces_back(the));
        self.cursor.phrase_before(at, "between").is_some()
    }

    /// The month's name after a day: with its word, what stands between, whether "of" does, and its end.
    fn month_after(&self, day_end: usize) -> Option<(MonthName, &'t str, char, bool, usize)> {
        let cursor = self.cursor;
        let (mut at, mut sep, mut of) = (day_end, '\0', false);
        if let joint @ (b'-' | b'/' | b'.') = cursor.byte(at) {
            sep = char::from(joint);
            at += 1;
        } else {
            at = cursor.skip_spaces(at);
            // "this 21st day of June 2022"
            if at > day_end && cursor.slice(at, at + "day of ".len()) == "day of " {
                at += "day ".len();
            }
            let word = cursor.word(at);
            if at > day_end {
                sep = ' ';
                of = word == "of";
            }
            if sep == ' ' && (of || word == "o") {
                at = cursor.skip_spaces(at + word.len());
            }
        }
        let word = cursor.word(at);
        let name = month_named(word)?;
        let end = at + word.len();
        let dot = cursor.byte(end) == b'.' && name.form != NameForm::Full && sep != '.';
        let abbreviated = dot && matches!(cursor.byte(end + 1), b' ' | b',');
        let end = if abbreviated && cursor.byte(cursor.skip_spaces(end + 1)).is_ascii_digit() {
            end + 1
        } else {
            end
        };
        Some((name, word, sep, of, end))
    }

    /// The year after a month's name, how it is written, whether a comma stands before it, and its end.
    fn year_after(&self, name_end: usize, sep: char, name: MonthName) -> (Year, YearForm, bool, usize) {
        let cursor = self.cursor;
        let none = (Year::Absent, YearForm::Absent, false, name_end);
        let comma = cursor.byte(name_end) == b',';
        let tight = matches!(sep, '-' | '/' | '.');
        let mut at = name_end + usize::from(comma);
        if tight && char::from(cursor.byte(at)) == sep {
            at += 1;
        } else {
            let next = cursor.skip_spaces(at);
            if next == at && sep != '\0' {
                return none;
            }
            at = next;
        }
        let apostrophe = cursor.byte(at) == b'\'';
        let at = at + usize::from(apostrophe);
        let Some((number, end)) = cursor.number(at, 2, 4) else { return none };
        let word = cursor.word(cursor.skip_spaces(end));
        // "On 20 January 2015 H collapsed": a child, and no hour.
        let following = if word == "H" { String::new() } else { word.to_ascii_lowercase() };
        let counted =
            ["am", "pm", "hrs", "hours", "h", "days", "weeks", "months", "years", "children", "people"];
        if self.goes_on(end) || counted.contains(&following.as_str()) {
            return none;
        }
        match end - at {
            4 if YEARS.contains(&number) && !apostrophe => {
                (Year::Full(i32::from(number)), YearForm::Four, comma, end)
            }
            2 if comma || month_named(&following).is_some() => none,
            2 if apostrophe => (Year::TwoDigit(number as u8), YearForm::Apostrophe, comma, end),
            2 if tight || sep == '\0' || name.form != NameForm::Full || cursor.ends_here(end) => {
                (Year::TwoDigit(number as u8), YearForm::Two, comma, end)
            }
            _ => none,
        }
    }
}

fn full_year(year: Year) -> Option<i32> {
    match year {
        Year::Full(year) => Some(year),
        Year::TwoDigit(year) => Some(2000 + i32::from(year)),
        Year::Absent => None,
    }
}

fn fault_of(number: DayNumber<'_>, month: u8, year: Option<i32>) -> Option<Fault> {
    let DayNumber { day, ending, .. } = number;
    Fault::in_date(day, month, year).or_else(|| {
        let wrong = is_ordinal(ending) && !ending.eq_ignore_ascii_case(ordinal_ending(day));
        wrong.then_some(Fault::WrongOrdinal { day, month })
    })
}

/// Whether a month's name without a year may be another word: "3 may attend", "the 12 march", "6 dec".
fn is_ordinary_word(name: MonthName, word: &str) -> bool {
    let lower = word.starts_with(|first: char| first.is_ascii_lowercase());
    lower && (matches!(name.month, 3 | 5) || name.form != NameForm::Full)
}
