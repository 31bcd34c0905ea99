//! Dates written in numbers: 03/03/2015, 3.3.15, 2015-03-03, 03/2015, 03/03.
//!
//! The order is always day, month, year: 03/15/2015 has no month 15, and is not quietly turned round.

use super::fault::Fault;
use super::reading::Year;
use super::scan::{Core, Scanner};
use super::shape::Shape;
use super::style::{Order, Style, YearForm};
use super::words::weekday_named;

/// Years in which a date of a referral may lie; other numbers of four digits are no years.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1800..=2299;

/// A number after one of these words is the word's, not a date's.
const CITING: [&str; 36] = [
    "adult",
    "annex",
    "appendix",
    "case",
    "chapter",
    "child",
    "clause",
    "figure",
    "form",
    "grade",
    "item",
    "level",
    "no",
    "number",
    "page",
    "pages",
    "para",
    "paragraph",
    "part",
    "phase",
    "point",
    "pp",
    "ref",
    "reference",
    "reg",
    "regulation",
    "room",
    "s",
    "section",
    "sibling",
    "stage",
    "standard",
    "step",
    "table",
    "v",
    "version",
];

impl Scanner<'_> {
    /// Day, month and year in numbers, with the same `/`, `.` or `-` between.
    pub(super) fn numeric(&self, start: usize) -> Option<Core> {
        let cursor = self.cursor;
        let (day, day_end) = cursor.small(start)?;
        let (sep, month_start) = self.separator(day_end)?;
        let (month, month_end) = cursor.small(month_start)?;
        let (again, year_start) = self.separator(month_end)?;
        let end = cursor.digits_end(year_start);
        let (number, _) = cursor.number(year_start, 2, 4)?;
        if sep != again || self.goes_on(end) {
            return None;
        }
        let (year, form) = match end - year_start {
            2 => (Year::TwoDigit(number as u8), YearForm::Two),
            4 if YEARS.contains(&number) => (Year::Full(i32::from(number)), YearForm::Four),
            _ => return None,
        };
        let two_digit = form == YearForm::Two;
        if two_digit && (self.after_number(start) || sep == '.' && self.is_cited(start)) {
            return None;
        }
        let full = i32::from(number) + if two_digit { 2000 } else { 0 };
        let fault = Fault::in_date(day, month, Some(full));
        if fault.is_some() && !could_be_meant(day, month, two_digit && sep != '/') {
            return None;
        }
        let padded = cursor.byte(start) == b'0'
            || cursor.byte(month_start) == b'0'
            || (day_end - start == 2 && month_end - month_start == 2);
        let style = Style { order: Order::Numeric(sep), year: form, padded, ..Style::default() };
        Some(Core { start, end, shape: Shape::Day { day, month }, year, fault, style, before: None })
    }

    /// Whether three numbers follow as in a date, the other end of a range. Looks no further, however long the chain.
    pub(super) fn looks_numeric(&self, start: usize) -> bool {
        let parts = || {
            let (_, day_end) = self.cursor.small(start)?;
            let (_, month_start) = self.separator(day_end)?;
            let (_, month_end) = self.cursor.small(month_start)?;
            let (_, year_start) = self.separator(month_end)?;
            self.cursor.number(year_start, 2, 4)
        };
        parts().is_some()
    }

    /// 2015-03-03, 2015/03/03, 2015.03.03.
    pub(super) fn year_first(&self, start: usize) -> Option<Core> {
        let cursor = self.cursor;
        let (year, year_end) = cursor.number(start, 4, 4)?;
        let sep = char::from(cursor.byte(year_end));
        let (month, month_end) = cursor.small(year_end + 1)?;
        let (day, end) = cursor.small(month_end + 1)?;
        let seps = matches!(sep, '-' | '/' | '.') && char::from(cursor.byte(month_end)) == sep;
        let at_time = cursor.byte(end) == b'T' && cursor.byte(end + 1).is_ascii_digit();
        if !seps || !YEARS.contains(&year) || self.goes_on(end) && !at_time {
            return None;
        }
        let year = i32::from(year);
        let fault = Fault::in_date(day, month, Some(year));
        if fault.is_some() && (sep != '-' || !could_be_meant(day, month, false)) {
            return None;
        }
        let padded =
            cursor.byte(year_end + 1) == b'0' || cursor.byte(month_end + 1) == b'0' || end - start == 10;
        let style = Style { order: Order::YearFirst(sep), padded, ..Style::default() };
        let shape = Shape::Day { day, month };
        Some(Core { start, end, shape, year: Year::Full(year), fault, style, before: None })
    }

    /// 03/2015. A month of one digit is more often a reference.
    pub(super) fn month_number(&self, start: usize) -> Option<Core> {
        let (month, slash) = self.cursor.number(start, 2, 2)?;
        if self.cursor.byte(slash) != b'/' || self.is_cited(start) {
            return None;
        }
        let (year, end) = self.cursor.number(slash + 1, 4, 4)?;
        if !(1..=12).contains(&month)
            || !YEARS.contains(&year)
            || self.goes_on(end)
            || self.cursor.byte(end) == b'-'
        {
            return None;
        }
        let shape = Shape::Month { month: month as u8 };
        let year = Year::Full(i32::from(year));
        Some(Core { start, end, shape, year, fault: None, style: Style::default(), before: None })
    }

    /// 03/03, with no year: only with a leading zero, after a weekday or "on", or as a whole value. 3/4 is a fraction.
    pub(super) fn day_and_month_number(&self, start: usize) -> Option<Core> {
        let cursor = self.cursor;
        let (day, slash) = cursor.small(start)?;
        let (month, end) = cursor.small(slash + 1)?;
        if cursor.byte(slash) != b'/' || Fault::in_date(day, month, None).is_some() {
            return None;
        }
        if self.goes_on(end) || matches!(cursor.byte(end), b'/' | b'-') || self.is_cited(start) {
            return None;
        }
        let two_digits = slash - start == 2 && end - slash == 3;
        let zero = cursor.byte(start) == b'0' || cursor.byte(slash + 1) == b'0';
        let word = cursor.word_before(cursor.skip_spaces_back(start));
        let led = weekday_named(word).is_some() || two_digits && word.eq_ignore_ascii_case("on");
        let whole = self.is_value && cursor.text.len() == end - start;
        if !(two_digits && zero || led || whole) {
            return None;
        }
        let style = Style {
            order: Order::Numeric('/'),
            year: YearForm::Absent,
            padded: two_digits,
            ..Style::default()
        };
        let shape = Shape::Day { day, month };
        Some(Core { start, end, shape, year: Year::Absent, fault: None, style, before: None })
    }

    /// `/`, `.`, `-`, or `/` with a space on either side; and where the next number starts.
    fn separator(&self, at: usize) -> Option<(char, usize)> {
        match self.cursor.byte(at) {
            sep @ (b'/' | b'.' | b'-') if self.cursor.byte(at + 1).is_ascii_digit() => {
                Some((char::from(sep), at + 1))
            }
            b'/' | b' ' => {
                let slash = self.cursor.skip_spaces(at);
                let next = self.cursor.skip_spaces(slash + 1);
                (self.cursor.byte(slash) == b'/').then_some(('/', next))
            }
            _ => None,
        }
    }

    /// Whether the number at `start` belongs to the word before it: "section 3", "v. 1".
    pub(super) fn is_cited(&self, start: usize) -> bool {
        let at = self.cursor.skip_spaces_back(start);
        let at = if matches!(self.cursor.byte_before(at), b'.' | b':') { at - 1 } else { at };
        let word = self.cursor.word_before(at);
        !word.is_empty() && CITING.iter().any(|citing| citing.eq_ignore_ascii_case(word))
    }

    /// Whether a bare number of three digits or more stands right before: a log number and its date.
    fn after_number(&self, start: usize) -> bool {
        let end = self.cursor.skip_spaces_back(start);
        let mut at = end;
        while self.cursor.byte_before(at).is_ascii_digit() {
            at -= 1;
        }
        end < start && end - at >= 3 && !matches!(self.cursor.byte_before(at), b':' | b'.')
    }
}

/// Whether numbers that are no date were probably meant as one: a slip of a digit, or month before day.
fn could_be_meant(day: u8, month: u8, doubtful: bool) -> bool {
    if doubtful {
        return (1..=12).contains(&month) && day <= 31;
    }
    (day <= 39 && month <= 19) || (day <= 12 && month <= 31)
}
