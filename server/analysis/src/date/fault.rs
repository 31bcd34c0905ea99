//! Why something written as a date is none, and what may have been meant.
//!
//! Nothing is corrected here; a suggestion is for a person to choose.

use super::shape::{last_of, on};
use super::words::{MONTHS, ordinal_ending};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Why something written as a date is none. Days and months are as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The month has fewer days: 31 April. `day` may be 0.
    NoSuchDay {
        /// As written, 0 to 99.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// The days that month has, in that year if it is known.
        last: u8,
    },
    /// No year has that many months, or it is 0.
    NoSuchMonth {
        /// As written, 0 to 99.
        day: u8,
        /// As written, 0 or 13 to 99.
        month: u8,
    },
    /// The ending does not go with the number: 3th. The day itself is clear.
    WrongOrdinal {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
    },
}

impl Fault {
    /// What is wrong with `day` and `month` in `year`, if anything; without a year, 29 February exists.
    pub(super) fn in_date(day: u8, month: u8, year: Option<i32>) -> Option<Fault> {
        if !(1..=12).contains(&month) {
            return Some(Fault::NoSuchMonth { day, month });
        }
        if (1..=28).contains(&day) {
            return None;
        }
        let last = last_of(year.unwrap_or(2000), month).map_or(31, |last| last.day() as u8);
        (day == 0 || day > last).then_some(Fault::NoSuchDay { day, month, last })
    }

    /// Whether the month has no such day in any year, if it was found where no year is written.
    pub fn is_in_any_year(self) -> bool {
        matches!(self, Fault::NoSuchDay { .. })
    }

    /// Whether a day can be read in spite of it.
    pub(super) fn leaves_a_date(self) -> bool {
        matches!(self, Fault::WrongOrdinal { .. })
    }

    /// Days of `year` (or just beside it) that may have been meant, the likeliest first; often none.
    ///
    /// 31 April gives the last of April, the first of May, and the 31st of the months around; 29 February the leap year
    /// beside it too; a month after 12 gives the day and month exchanged. Where no year is written, that of the
    /// suggestions means nothing, and rendering them in the style of the text leaves it out.
    pub fn suggestions(self, year: i32) -> Vec<NaiveDate> {
        let (before, after) = (year.saturating_sub(1), year.saturating_add(1));
        let candidates = match self {
            Fault::WrongOrdinal { day, month } => {
                vec![on(year, month, day), on(year, month, day.saturating_add(10))]
            }
            Fault::NoSuchMonth { day, month } => vec![on(year, day, month)],
            Fault::NoSuchDay { day: 0, .. } => Vec::new(),
            Fault::NoSuchDay { day: 32.., month, .. } if self.reversed().is_some() => {
                vec![self.reversed().and_then(|day| on(year, month, day)), last_of(year, month)]
            }
            Fault::NoSuchDay { day, month, .. } => vec![
                last_of(year, month),
                on(year, month.saturating_add(1), 1),
                on(year, month.saturating_sub(1), day),
                on(year, month.saturating_add(1), day),
                on(before, month, day),
                on(after, month, day),
            ],
        };
        candidates.into_iter().flatten().collect()
    }

    /// The day with its digits exchanged: 32 for 23.
    fn reversed(self) -> Option<u8> {
        match self {
            Fault::NoSuchDay { day, .. } => {
                Some((day % 10).saturating_mul(10) + day / 10).filter(|day| (1..=31).contains(day))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    /// The reason, to follow a colon or "there is no such date": "April has 30 days".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Fault::NoSuchDay { day: 0, .. } => write!(f, "there is no day 0"),
            Fault::NoSuchDay { day: 29, month: 2, .. } => write!(f, "February has 28 days in that year"),
            Fault::NoSuchDay { month, last, .. } => {
                let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("the month");
                write!(f, "{name} has {last} days")
            }
            Fault::NoSuchMonth { day: 1..=12, month: month @ 13..=31 } => {
                write!(f, "there is no month {month}; a date is read day first")
            }
            Fault::NoSuchMonth { month, .. } => write!(f, "there is no month {month}"),
            Fault::WrongOrdinal { day, .. } => {
                write!(f, "the ending that goes with {day} is \"{}\"", ordinal_ending(day))
            }
        }
    }
}
