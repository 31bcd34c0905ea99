//! What a piece of text says about time: a day, or an interval it lies in, or why it cannot be a day.
//!
//! A reading never corrects the text, and knows neither today nor what the date is of; the caller gives the role that
//! settles a two-digit year.

use super::fault::Fault;
use super::shape::Shape;
use super::style::Style;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use text_size::TextRange;

/// One date as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct DateReading {
    /// All that belongs to it, in bytes of the text: qualifiers ("w/c", "c.") and a time of day too.
    pub range: TextRange,
    /// The date alone, with a stated weekday: what [`Style::render`] replaces. Lies within `range`.
    pub date_range: TextRange,
    /// How closely it fixes the time.
    pub precision: Precision,
    /// What is written of the year.
    pub year: Year,
    /// The weekday written before it.
    pub weekday: Option<Weekday>,
    /// The time of day written beside it.
    pub time: Option<NaiveTime>,
    /// Why this is no date, or is malformed.
    pub fault: Option<Fault>,
    /// How it was written.
    pub style: Style,
    pub(super) shape: Shape,
    pub(super) plain: bool,
}

/// How closely a date fixes the time, from the finest to the coarsest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A day and a time of day.
    Minute,
    /// One day.
    Day,
    /// From one day to another, both stated: "3-5 March 2015", "overnight 3/4 March 2015".
    Range,
    /// Seven days: "w/c 2 March 2015".
    Week,
    /// A calendar month.
    Month,
    /// Something with soft edges: "early March 2015", "spring 2015", "c. 3 March 2015". Never compute lateness from it.
    Fuzzy,
}

/// What is written of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// Four digits.
    Full(i32),
    /// Two digits, 0 to 99.
    TwoDigit(u8),
    /// None.
    Absent,
}

/// What a date is the date of, as far as it settles a two-digit year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A birth: the latest year in which the date is not after `not_after`, the date of referral.
    Birth {
        /// No birth lies after this day.
        not_after: NaiveDate,
    },
    /// Anything else in a referral, and an expected date of delivery: 20yy.
    Event,
}

/// An interval of days, both ends included. A day is an interval of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day it may be.
    pub earliest: NaiveDate,
    /// The last day it may be; never before `earliest`. The end of a range counts for "became aware".
    pub latest: NaiveDate,
}

/// How far from the day named "c. 3 March 2015" may lie, in days each way. Our own choice; no source fixes one.
pub const APPROXIMATE_DAYS: u64 = 7;

impl DateReading {
    /// True where `other` says the same in the same form, wherever it stands.
    pub(crate) fn says_the_same_as(&self, other: &Self) -> bool {
        let DateReading { range, date_range, .. } = *self;
        *self == DateReading { range, date_range, ..other.clone() }
    }

    /// The first day it may be, two-digit years read as 20yy; `None` without a year or when there is no such day.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.resolve_for(Role::Event).map(|span| span.earliest)
    }

    /// The last day it may be; see [`DateReading::earliest`].
    pub fn latest(&self) -> Option<NaiveDate> {
        self.resolve_for(Role::Event).map(|span| span.latest)
    }

    /// The one day it is, if it is one, two-digit years read as 20yy.
    pub fn day(&self) -> Option<NaiveDate> {
        let exact = matches!(self.precision, Precision::Minute | Precision::Day);
        self.earliest().filter(|_| exact)
    }

    /// The days it may be as the date of `role`; `None` without a year or when there is no such day.
    pub fn resolve_for(&self, role: Role) -> Option<Span> {
        match (self.year, role) {
            (Year::Full(year), _) => self.in_year(year),
            (Year::TwoDigit(year), Role::Event) => self.in_year(2000 + i32::from(year)),
            (Year::TwoDigit(year), Role::Birth { not_after }) => {
                let century = not_after.year() - not_after.year().rem_euclid(100);
                [century, century - 100]
                    .into_iter()
                    .filter_map(|century| self.in_year(century + i32::from(year)))
                    .find(|span| span.earliest <= not_after)
            }
            (Year::Absent, _) => None,
        }
    }

    /// The days it is if its year, whatever is written of it, is `year`; `None` if there is no such day.
    pub fn in_year(&self, year: i32) -> Option<Span> {
        if self.fault.is_some_and(|fault| !fault.leaves_a_date()) {
            return None;
        }
        self.shape.span_in(year)
    }

    /// Whether the weekday written is that of the day; `None` where no weekday is written or the day is not known.
    ///
    /// A two-digit year is read as 20yy.
    pub fn weekday_matches(&self) -> Option<bool> {
        Some(self.stated_day()?.weekday() == self.weekday?)
    }

    /// The readings that would agree with the weekday written: the same day under its right weekday, then the nearest
    /// day that has the weekday, then the same day of a year before or after that has it.
    ///
    /// Empty if the weekday matches. The first differs from the text in its weekday alone, once rendered.
    pub fn weekday_corrections(&self) -> Vec<NaiveDate> {
        let (Some(day), Some(weekday), Some(false)) =
            (self.stated_day(), self.weekday, self.weekday_matches())
        else {
            return Vec::new();
        };
        let after =
            u64::from((weekday.num_days_from_monday() + 7 - day.weekday().num_days_from_monday()) % 7);
        let nearest = match after {
            0..=3 => day.checked_add_days(Days::new(after)),
            _ => day.checked_sub_days(Days::new(7 - after)),
        };
        let other_years = [day.year() - 1, day.year() + 1].into_iter().filter_map(|year| day.with_year(year));
        let mut corrections = vec![day];
        corrections.extend(nearest);
        corrections.extend(other_years.filter(|other| other.weekday() == weekday));
        corrections
    }

    /// Days that may have been meant where there is no such day, the likeliest first; see [`Fault::suggestions`].
    pub fn suggestions(&self) -> Vec<NaiveDate> {
        let year = match self.year {
            Year::Full(year) => year,
            Year::TwoDigit(year) => 2000 + i32::from(year),
            Year::Absent => 2000,
        };
        self.fault.map(|fault| fault.suggestions(year)).unwrap_or_default()
    }

    /// Whether a fault or a wrong weekday may be reported in running prose: the year has four digits, or two and a weekday
    /// beside it, or the month, which is named, lacks such a day in any year; and the date stands apart.
    pub fn is_plain_in_prose(&self) -> bool {
        let lacks_day = self.year == Year::Absent && self.fault.is_some_and(Fault::is_in_any_year);
        let short = matches!(self.year, Year::TwoDigit(_)) && self.weekday.is_some();
        self.plain && (matches!(self.year, Year::Full(_)) || lacks_day || short)
    }

    /// Whether the date touches no letter, digit, `/` or `-`, as parts of reference numbers do.
    pub fn stands_apart(&self) -> bool {
        self.plain
    }

    /// Whether the year must be inferred: it has two digits or is not written.
    pub fn is_year_incomplete(&self) -> bool {
        !matches!(self.year, Year::Full(_))
    }

    /// Whether a week said to commence on this date begins on a Monday; `None` if it is not such a week.
    pub fn week_commences_on_monday(&self) -> Option<bool> {
        match self.shape {
            Shape::WeekFrom { .. } => self.earliest().map(|day| day.weekday() == Weekday::Mon),
            _ => None,
        }
    }

    /// The day that is written if its year, whatever is written of it, is `year`; `None` for what is written without a
    /// day of a month, and where there is no such day.
    pub fn stated_day_in(&self, year: i32) -> Option<NaiveDate> {
        let (Shape::Day { day, month }
        | Shape::About { day, month }
        | Shape::WeekFrom { day, month }
        | Shape::WeekTo { day, month }) = self.shape
        else {
            return None;
        };
        self.in_year(year)?;
        NaiveDate::from_ymd_opt(year, month.into(), day.into())
    }

    /// The day that is written, whatever interval it stands for.
    fn stated_day(&self) -> Option<NaiveDate> {
        let span = self.resolve_for(Role::Event)?;
        match self.shape {
            Shape::Day { .. } | Shape::WeekFrom { .. } => Some(span.earliest),
            Shape::WeekTo { .. } => Some(span.latest),
            Shape::About { .. } => span.earliest.checked_add_days(Days::new(APPROXIMATE_DAYS)),
            _ => None,
        }
    }
}
