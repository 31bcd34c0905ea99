//! Stretches of time with a year: March 2015, early March 2015, spring 2015, autumn term 2014, Christmas 2014; and the day in
//! words before a month: the ninth of March 2015.
//!
//! A year alone is not read, and neither are the years of a council or a school: 2014/15, 2014-15.

use super::fault::Fault;
use super::numeric::YEARS;
use super::reading::Year;
use super::scan::{Core, Scanner};
use super::shape::{Named, Shape};
use super::style::Style;
use super::words::{NameForm, month_named};

/// What may stand before a year, the longest first among those with the same end.
const NAMES: [(&str, Shape); 26] = [
    ("new year's eve", Shape::Day { day: 31, month: 12 }),
    ("new year's day", Shape::Day { day: 1, month: 1 }),
    ("christmas eve", Shape::Day { day: 24, month: 12 }),
    ("christmas day", Shape::Day { day: 25, month: 12 }),
    ("boxing day", Shape::Day { day: 26, month: 12 }),
    ("good friday", Shape::Named(Named::EasterDay(-2))),
    ("easter sunday", Shape::Named(Named::EasterDay(0))),
    ("easter monday", Shape::Named(Named::EasterDay(1))),
    ("easter", Shape::Named(Named::Easter)),
    ("christmas", Shape::Named(Named::Christmas)),
    ("new year", Shape::Named(Named::NewYear)),
    ("spring term", Shape::Named(Named::SpringTerm)),
    ("summer term", Shape::Named(Named::SummerTerm)),
    ("autumn term", Shape::Named(Named::AutumnTerm)),
    ("spring", Shape::Named(Named::Spring)),
    ("summer", Shape::Named(Named::Summer)),
    ("autumn", Shape::Named(Named::Autumn)),
    ("winter", Shape::Named(Named::Winter)),
    ("beginning of", Shape::Named(Named::Third(0))),
    ("start of", Shape::Named(Named::Third(0))),
    ("early", Shape::Named(Named::Third(0))),
    ("middle of", Shape::Named(Named::Third(1))),
    ("mid", Shape::Named(Named::Third(1))),
    ("mid-", Shape::Named(Named::Third(1))),
    ("end of", Shape::Named(Named::Third(2))),
    ("late", Shape::Named(Named::Third(2))),
];

/// What may stand before a month, and the days of the month it means.
const PARTS: [(&str, u8, u8); 9] = [
    ("beginning of", 1, 10),
    ("start of", 1, 10),
    ("early", 1, 10),
    ("middle of", 10, 21),
    ("mid-", 10, 21),
    ("mid", 10, 21),
    ("end of", 20, 31),
    ("late-", 20, 31),
    ("late", 20, 31),
];

/// Days in words, as a letter has them: "the ninth of November 2018".
const DAYS: [(&str, u8); 31] = [
    ("thirty-first", 31),
    ("thirtieth", 30),
    ("twenty-ninth", 29),
    ("twenty-eighth", 28),
    ("twenty-seventh", 27),
    ("twenty-sixth", 26),
    ("twenty-fifth", 25),
    ("twenty-fourth", 24),
    ("twenty-third", 23),
    ("twenty-second", 22),
    ("twenty-first", 21),
    ("twentieth", 20),
    ("nineteenth", 19),
    ("eighteenth", 18),
    ("seventeenth", 17),
    ("sixteenth", 16),
    ("fifteenth", 15),
    ("fourteenth", 14),
    ("thirteenth", 13),
    ("twelfth", 12),
    ("eleventh", 11),
    ("tenth", 10),
    ("ninth", 9),
    ("eighth", 8),
    ("seventh", 7),
    ("sixth", 6),
    ("fifth", 5),
    ("fourth", 4),
    ("third", 3),
    ("second", 2),
    ("first", 1),
];

impl Scanner<'_> {
    /// A year of four digits after the name of a month or of a stretch of the year.
    pub(super) fn year_after_name(&self, start: usize, end: usize) -> Option<Core> {
        let cursor = self.cursor;
        let year = cursor.number(start, 4, 4).map(|(year, _)| year).filter(|year| YEARS.contains(year))?;
        let joined = matches!(cursor.byte(end), b'-' | b'/') && cursor.byte(end + 1).is_ascii_alphanumeric();
        if joined || self.goes_on(end) {
            return None;
        }
        let year = Year::Full(i32::from(year));
        let (start, shape) = self.month_before(start).or_else(|| self.name_before(start))?;
        (start >= self.floor).then_some(())?;
        let fault = match (shape, year) {
            (Shape::Day { day, month }, Year::Full(year)) => Fault::in_date(day, month, Some(year)),
            _ => None,
        };
        Some(Core { start, end, shape, year, fault, style: Style::default(), before: None })
    }

    fn month_before(&self, year: usize) -> Option<(usize, Shape)> {
        let cursor = self.cursor;
        let mut end = cursor.skip_spaces_back(year);
        if matches!(cursor.byte_before(end), b'.' | b',' | b'-') {
            end -= 1;
        }
        let end = cursor.phrase_before(end, "of").map_or(end, |of| cursor.skip_spaces_back(of));
        let word = cursor.word_before(end);
        // "Mai" and "Medi" are also names of people.
        let name =
            month_named(word).filter(|name| name.form != NameForm::Welsh || !matches!(name.month, 5 | 9))?;
        let start = end - word.len();
        let month = name.month;
        let before = cursor.skip_spaces_back(start);
        for (phrase, from, to) in PARTS {
            if let Some(part) = cursor.phrase_before(before, phrase) {
                return Some((part, Shape::PartOfMonth { from, to, month }));
            }
        }
        let of = cursor.phrase_before(before, "day of").or_else(|| cursor.phrase_before(before, "of"));
        let of = of.map(|of| cursor.skip_spaces_back(of));
        let day = of.and_then(|of| {
            DAYS.iter().find_map(|(day, number)| Some((cursor.phrase_before(of, day)?, *number)))
        });
        if let Some((day, number)) = day {
            return Some((day, Shape::Day { day: number, month }));
        }
        Some((start, Shape::Month { month }))
    }

    fn name_before(&self, year: usize) -> Option<(usize, Shape)> {
        let cursor = self.cursor;
        let end = cursor.skip_spaces_back(year);
        let of = NAMES.iter().find_map(|(name, shape)| Some((cursor.phrase_before(end, name)?, *shape)));
        of.or_else(|| {
            let end = cursor.skip_spaces_back(cursor.phrase_before(end, "of")?);
            NAMES.iter().find_map(|(name, shape)| Some((cursor.phrase_before(end, name)?, *shape)))
        })
    }
}
