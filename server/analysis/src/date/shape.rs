//! What is written of a date besides its year, and the days that gives in a year.
//!
//! The edges of seasons, terms and parts of a month are ours, and drawn wide; only [`Precision::Fuzzy`] rests on them.
//!
//! [`Precision::Fuzzy`]: super::Precision::Fuzzy

use super::holidays::easter_sunday;
use super::reading::{APPROXIMATE_DAYS, Precision, Span};
use chrono::{Days, NaiveDate};

/// A date without its year. Days and months are as written, so they may not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Day {
        day: u8,
        month: u8,
    },
    /// "on the 3rd": neither month nor year.
    DayAlone,
    /// "c. 3 March".
    About {
        day: u8,
        month: u8,
    },
    Month {
        month: u8,
    },
    /// Days `from` to `to` of a month: "early March".
    PartOfMonth {
        from: u8,
        to: u8,
        month: u8,
    },
    /// Seven days from the day written.
    WeekFrom {
        day: u8,
        month: u8,
    },
    /// Seven days up to the day written.
    WeekTo {
        day: u8,
        month: u8,
    },
    /// `years_back`: how many years before the last day's year the first day lies.
    Days {
        first: (u8, u8),
        last: (u8, u8),
        years_back: u16,
    },
    Named(Named),
}

/// A stretch of the year, or a day of it, that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Spring,
    Summer,
    Autumn,
    Winter,
    SpringTerm,
    SummerTerm,
    AutumnTerm,
    Christmas,
    NewYear,
    Easter,
    /// The year's first, middle or last third: "early 2015".
    Third(u8),
    /// Counted from Easter Sunday.
    EasterDay(i8),
}

impl Shape {
    pub(super) fn precision(self) -> Precision {
        match self {
            Shape::Day { .. } | Shape::DayAlone | Shape::Named(Named::EasterDay(_)) => Precision::Day,
            Shape::Days { .. } => Precision::Range,
            Shape::WeekFrom { .. } | Shape::WeekTo { .. } => Precision::Week,
            Shape::Month { .. } => Precision::Month,
            Shape::About { .. } | Shape::PartOfMonth { .. } | Shape::Named(_) => Precision::Fuzzy,
        }
    }

    /// The same with "about" before it.
    pub(super) fn approximate(self) -> Shape {
        match self {
            Shape::Day { day, month } => Shape::About { day, month },
            Shape::Month { month } => Shape::PartOfMonth { from: 1, to: 31, month },
            other => other,
        }
    }

    /// The days it covers in `year`; for a stretch over New Year, `year` is that of the part that gives the name.
    ///
    /// `None` outside the years 1 to 9999.
    pub(super) fn span_in(self, year: i32) -> Option<Span> {
        (1..=9999).contains(&year).then_some(())?;
        let (earliest, latest) = match self {
            Shape::DayAlone => return None,
            Shape::Day { day, month } => {
                let day = on(year, month, day)?;
                (day, day)
            }
            Shape::About { day, month } => {
                let day = on(year, month, day)?;
                (before(day, APPROXIMATE_DAYS)?, after(day, APPROXIMATE_DAYS)?)
            }
            Shape::Month { month } => (on(year, month, 1)?, last_of(year, month)?),
            Shape::PartOfMonth { from, to, month } => {
                let last = last_of(year, month)?;
                (on(year, month, from)?, on(year, month, to).map_or(last, |to| to.min(last)))
            }
            Shape::WeekFrom { day, month } => {
                let day = on(year, month, day)?;
                (day, after(day, 6)?)
            }
            Shape::WeekTo { day, month } => {
                let day = on(year, month, day)?;
                (before(day, 6)?, day)
            }
            Shape::Days { first, last, years_back } => {
                (on(year - i32::from(years_back), first.1, first.0)?, on(year, last.1, last.0)?)
            }
            Shape::Named(named) => named.span_in(year)?,
        };
        (earliest <= latest).then_some(Span { earliest, latest })
    }
}

impl Named {
    fn span_in(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let within = |from: (u8, u8), to: (u8, u8)| Some((on(year, from.1, from.0)?, on(year, to.1, to.0)?));
        match self {
            Named::Spring => within((1, 3), (31, 5)),
            Named::Summer => within((1, 6), (31, 8)),
            Named::Autumn => within((1, 9), (30, 11)),
            // "Winter 2015" is said of either end of the year.
            Named::Winter => Some((on(year - 1, 12, 1)?, last_of(year + 1, 2)?)),
            Named::SpringTerm | Named::Third(0) => within((1, 1), (30, 4)),
            Named::SummerTerm => within((1, 4), (31, 7)),
            Named::Christmas => Some((on(year, 12, 18)?, on(year + 1, 1, 4)?)),
            Named::NewYear => Some((on(year - 1, 12, 27)?, on(year, 1, 7)?)),
            Named::Easter => {
                let sunday = easter_sunday(year)?;
                Some((before(sunday, 10)?, after(sunday, 10)?))
            }
            Named::Third(1) => within((1, 4), (30, 9)),
            Named::AutumnTerm | Named::Third(_) => within((1, 9), (31, 12)),
            Named::EasterDay(offset) => {
                let sunday = easter_sunday(year)?;
                let days = u64::from(offset.unsigned_abs());
                let day = if offset < 0 { before(sunday, days)? } else { after(sunday, days)? };
                Some((day, day))
            }
        }
    }
}

pub(super) fn on(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
}

/// The last day of a month.
pub(super) fn last_of(year: i32, month: u8) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| on(year, month, day))
}

fn before(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(days))
}

fn after(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days))
}
