//! What stands around a date and belongs to it: weekday, "w/c", "c.", a time of day, the other end of a range.
//!
//! Words that only relate a date to something else (since, by, before) are left alone.

use super::reading::{DateReading, Precision, Year};
use super::scan::{Core, Scanner, text_range};
use super::shape::Shape;
use super::style::{Casing, Style, WeekdayStyle};
use super::words::{weekday_named, welsh_weekday_named};
use chrono::{NaiveTime, Weekday};

const WEEK_FROM: [&str; 11] = [
    "w/c",
    "wc",
    "w.c.",
    "week commencing",
    "wk commencing",
    "week beginning",
    "wk beginning",
    "week starting",
    "w/b",
    "week of",
    "w/comm",
];
const WEEK_TO: [&str; 4] = ["week ending", "wk ending", "w/e", "week-ending"];
const ABOUT: [&str; 13] = [
    "on or about",
    "on or around",
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "roughly",
    "circa",
    "ca.",
    "c.",
    "c",
    "?",
];
const RANGE: [&str; 6] = ["overnight on", "overnight", "night of", "between", "from", "overnight of"];

impl Scanner<'_> {
    /// The reading of a date with all that belongs to it.
    pub(super) fn dressed(&self, core: &Core) -> DateReading {
        let Core { mut start, mut end, mut shape, year, fault, mut style, .. } = *core;
        let mut weekday = None;
        let is_day = matches!(shape, Shape::Day { .. });
        if let Some((day, weekday_style, weekday_start)) = self.weekday_before(start).filter(|_| is_day) {
            weekday = Some(day);
            style.weekday = Some(weekday_style);
            start = weekday_start;
        } else if is_day {
            weekday = self.weekday_beside(start, end, year);
        }
        let date_range = text_range(start, end);
        let plain = self.is_apart(start, end);
        let mut time = None;
        if is_day {
            if let Some((after, time_end)) = self.time_after(end) {
                time = Some(after);
                end = time_end;
            } else if let Some((before, time_start)) = self.time_before(start) {
                time = Some(before);
                start = time_start;
            }
        }
        if let Some((qualified, at)) = self.qualified(start, shape) {
            shape = qualified;
            start = at;
        }
        let precision = match shape.precision() {
            Precision::Day if time.is_some() => Precision::Minute,
            precision => precision,
        };
        let range = text_range(start, end);
        DateReading { range, date_range, precision, year, weekday, time, fault, style, shape, plain }
    }

    /// One reading of two days with a hyphen, "to" or "until" between, or "and" after "between"; none where either is
    /// faulty or has a wrong weekday, which are worth a reading each.
    pub(super) fn joined(&self, first: &DateReading, last: &DateReading) -> Option<DateReading> {
        let (Shape::Day { day, month }, Shape::Day { day: last_day, month: last_month }) =
            (first.shape, last.shape)
        else {
            return None;
        };
        let (first_start, first_end) = (usize::from(first.range.start()), usize::from(first.range.end()));
        let between = self.cursor.slice(first_end, usize::from(last.range.start()));
        let head = self.cursor.skip_spaces_back(first_start);
        let and = between == " and " && self.cursor.phrase_before(head, "between").is_some();
        let joint = ["-", " - ", "\u{2013}", " \u{2013} ", " to ", " until ", " till "].contains(&between);
        let faulty =
            |reading: &DateReading| reading.fault.is_some() || reading.weekday_matches() == Some(false);
        if !(and || joint) || faulty(first) || faulty(last) {
            return None;
        }
        let whole = |year: Year| match year {
            Year::Full(year) => Some(year),
            Year::TwoDigit(year) => Some(2000 + i32::from(year)),
            Year::Absent => None,
        };
        let years_back = match (whole(first.year), whole(last.year)) {
            (Some(first), Some(last)) => u16::try_from(last - first).ok()?,
            (None, _) => u16::from((month, day) > (last_month, last_day)),
            (Some(_), None) => return None,
        };
        let shape = Shape::Days { first: (day, month), last: (last_day, last_month), years_back };
        if whole(last.year).is_some_and(|year| shape.span_in(year).is_none()) {
            return None;
        }
        let start =
            RANGE.iter().find_map(|phrase| self.cursor.phrase_before(head, phrase)).unwrap_or(first_start);
        let range = text_range(start, usize::from(last.range.end()));
        Some(DateReading {
            range,
            date_range: range,
            precision: Precision::Range,
            year: last.year,
            weekday: None,
            time: None,
            fault: None,
            style: Style::default(),
            shape,
            plain: first.plain && last.plain,
        })
    }

    /// A weekday that stands apart from the date: "12 March 2015 (a Thursday)", "12/03/2015, Thursday.", "on a Thursday
    /// (12 March 2015)".
    fn weekday_beside(&self, start: usize, end: usize, year: Year) -> Option<Weekday> {
        let cursor = self.cursor;
        let opening = cursor.skip_spaces(end);
        let in_brackets = cursor.byte(opening) == b'(';
        let after_comma = cursor.byte(end) == b',' && year != Year::Absent;
        if in_brackets || after_comma {
            let mut at = cursor.skip_spaces(if in_brackets { opening } else { end } + 1);
            if in_brackets && cursor.slice(at, at + 2) == "a " {
                at += 2;
            }
            let word = cursor.word(at);
            let mut last = at + word.len();
            last += usize::from(in_brackets && cursor.byte(last) == b'.');
            let closed = match cursor.char_at(last) {
                None => after_comma,
                Some(')') => true,
                Some(close) => after_comma && matches!(close, ',' | '.' | ';' | '\n'),
            };
            if closed && let Some((weekday, _)) = weekday_named(word) {
                return Some(weekday);
            }
        }
        if cursor.byte_before(start) != b'(' {
            return None;
        }
        let before = cursor.skip_spaces_back(start - 1);
        let word = cursor.word_before(before);
        let (weekday, _) = weekday_named(word).filter(|_| before - word.len() >= self.floor)?;
        Some(weekday)
    }

    fn weekday_before(&self, start: usize) -> Option<(Weekday, WeekdayStyle, usize)> {
        let cursor = self.cursor;
        let mut at = cursor.skip_spaces_back(start);
        let the = cursor.phrase_before(at, "the");
        at = the.map_or(at, |the| cursor.skip_spaces_back(the));
        let comma = cursor.byte_before(at) == b',';
        at -= usize::from(comma);
        let dot = cursor.byte_before(at) == b'.';
        at -= usize::from(dot);
        let word = cursor.word_before(at);
        let word_start = at - word.len();
        let welsh = || {
            let before = cursor.skip_spaces_back(word_start);
            cursor.phrase_before(before, "dydd").or_else(|| cursor.phrase_before(before, "ddydd"))?;
            welsh_weekday_named(word)
        };
        let (weekday, form) = weekday_named(word).or_else(welsh)?;
        let style = WeekdayStyle { form, casing: Casing::of(word), dot, comma, the: the.is_some() };
        (word_start >= self.floor).then_some((weekday, style, word_start))
    }

    /// The wider shape that the words before a date give it, and where they start.
    fn qualified(&self, start: usize, shape: Shape) -> Option<(Shape, usize)> {
        let cursor = self.cursor;
        let mut at = cursor.skip_spaces_back(start);
        at = cursor.phrase_before(at, "the").map_or(at, |the| cursor.skip_spaces_back(the));
        if cursor.byte_before(at) == b':' {
            at -= 1;
        }
        let find = |phrases: &[&str]| {
            let start = phrases.iter().find_map(|phrase| cursor.phrase_before(at, phrase))?;
            (start >= self.floor).then_some(start)
        };
        match shape {
            Shape::Day { day, month } => find(&WEEK_FROM)
                .map(|at| (Shape::WeekFrom { day, month }, at))
                .or_else(|| find(&WEEK_TO).map(|at| (Shape::WeekTo { day, month }, at)))
                .or_else(|| find(&ABOUT).map(|at| (Shape::About { day, month }, at))),
            Shape::Month { month } => {
                find(&ABOUT).map(|at| (Shape::PartOfMonth { from: 1, to: 31, month }, at))
            }
            Shape::Days { .. } => find(&RANGE).map(|at| (shape, at)),
            _ => None,
        }
    }

    fn time_after(&self, end: usize) -> Option<(NaiveTime, usize)> {
        let cursor = self.cursor;
        let mut at = end;
        if cursor.byte(at) == b'T' {
            return self.time_at(at + 1);
        }
        if cursor.byte(at) == b',' {
            at += 1;
        }
        at = cursor.skip_spaces(at);
        for lead in ["at ", "@ ", "@"] {
            if cursor.slice(at, at + lead.len()) == lead {
                at = cursor.skip_spaces(at + lead.len());
            }
        }
        if at == end {
            return None;
        }
        self.time_at(at)
    }

    fn time_before(&self, start: usize) -> Option<(NaiveTime, usize)> {
        let cursor = self.cursor;
        let mut end = cursor.skip_spaces_back(start);
        if cursor.byte_before(end) == b',' {
            end -= 1;
        }
        if let Some(on) = cursor.phrase_before(end, "on") {
            end = cursor.skip_spaces_back(on);
        }
        // At most "12.30 p.m.": eleven bytes, of which the first is a digit.
        let first = end.saturating_sub(11).max(self.floor);
        if !cursor.text.as_bytes().get(first..end)?.iter().any(u8::is_ascii_digit) {
            return None;
        }
        (first..end).find_map(|at| {
            let apart = cursor
                .char_before(at)
                .is_none_or(|before| !before.is_alphanumeric() && !":./-".contains(before));
            let (time, time_end) = self.time_at(at).filter(|_| apart)?;
            (time_end == end).then_some((time, at))
        })
    }

    /// A time of day: 14:30, 14:30:00, 1430hrs, 2.30pm, 2 pm. 3.15 alone is a number.
    fn time_at(&self, at: usize) -> Option<(NaiveTime, usize)> {
        let cursor = self.cursor;
        let digits = cursor.digits_end(at) - at;
        let (mut hour, minute, colon, mut end) = match digits {
            1 | 2 => {
                let (hour, end) = cursor.small(at)?;
                let sep = cursor.byte(end);
                match cursor.number(end + 1, 2, 2) {
                    Some((minute, minute_end)) if sep == b':' || sep == b'.' => {
                        (u16::from(hour), minute, sep == b':', minute_end)
                    }
                    _ => (u16::from(hour), 0, false, end),
                }
            }
            4 => {
                let (time, end) = cursor.number(at, 4, 4)?;
                (time / 100, time % 100, false, end)
            }
            _ => return None,
        };
        if colon && cursor.byte(end) == b':' {
            end = cursor.number(end + 1, 2, 2).map_or(end, |(_, end)| end);
        }
        let suffix = cursor.skip_spaces(end);
        let word = cursor.word(suffix).to_ascii_lowercase();
        let short = cursor.slice(suffix, suffix + 4).to_ascii_lowercase();
        match (word.as_str(), short.as_str()) {
            ("am" | "pm", _) => {
                hour = twelve_hours(hour, word == "pm")?;
                end = suffix + 2;
            }
            (_, "a.m." | "p.m.") => {
                hour = twelve_hours(hour, short == "p.m.")?;
                end = suffix + 4;
            }
            ("hrs" | "hours" | "h", _) if digits == 4 || colon || minute > 0 => end = suffix + word.len(),
            _ if colon => {}
            _ => return None,
        }
        let time = NaiveTime::from_hms_opt(u32::from(hour), u32::from(minute), 0)?;
        Some((time, end))
    }

    /// Whether a date touches neither letter nor digit nor `/` nor `-`.
    fn is_apart(&self, start: usize, end: usize) -> bool {
        let touches = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_');
        !self.cursor.char_before(start).is_some_and(touches) && !self.cursor.char_at(end).is_some_and(touches)
    }
}

fn twelve_hours(hour: u16, afternoon: bool) -> Option<u16> {
    match (hour, afternoon) {
        (12, _) => Some(if afternoon { 12 } else { 0 }),
        (1..=11, _) => Some(if afternoon { hour + 12 } else { hour }),
        (13..=23, true) => Some(hour),
        _ => None,
    }
}
