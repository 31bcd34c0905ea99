//! Arithmetic with working days and months, and the deadline a limit gives.
//!
//! Nothing here says that anything is late: that takes two facts of a referral, and is the work of a rule.
//!
//! A working day is "a day which is not a Saturday, Sunday, Christmas Day, Boxing Day, Good Friday or a bank holiday"
//! (the Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 2). The day of the event is
//! day 0 and the next working day is day 1, so a weekend start needs no case of its own.

use super::holidays::{Division, Holiday, bank_holidays};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU16;

/// How long something may take, from day 0. Never zero.
///
/// In a schema: `{ working-days = 5 }`, `{ months = 1 }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Days that are neither at a weekend nor a bank holiday.
    WorkingDays(NonZeroU16),
    /// Every day counts.
    CalendarDays(NonZeroU16),
    /// Seven calendar days each.
    Weeks(NonZeroU16),
    /// Calendar months, by the corresponding-date rule.
    Months(NonZeroU16),
    /// Clock hours. Without times of day they are whole days, rounded up: 72 hours are 3 calendar days at most.
    Hours(NonZeroU16),
}

impl Limit {
    /// The limit in words: "5 working days", "1 month".
    pub fn in_words(self) -> String {
        let (number, one, many) = match self {
            Limit::WorkingDays(number) => (number, "working day", "working days"),
            Limit::CalendarDays(number) => (number, "calendar day", "calendar days"),
            Limit::Weeks(number) => (number, "week", "weeks"),
            Limit::Months(number) => (number, "month", "months"),
            Limit::Hours(number) => (number, "hour", "hours"),
        };
        format!("{number} {}", if number.get() == 1 { one } else { many })
    }
}

/// The last day on which something is in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day itself. A limit in months, weeks or calendar days may end on a non-working day; it is not moved.
    pub date: NaiveDate,
    /// If `date` is not a working day, the next one that is.
    pub non_working: Option<NaiveDate>,
    /// The bank holidays after day 0, up to and including `date`.
    pub holidays: Vec<Holiday>,
}

/// Whether `date` is a working day in `division`.
pub fn is_working_day(division: Division, date: NaiveDate) -> bool {
    !is_weekend(date) && !bank_holidays(division, date.year()).iter().any(|holiday| holiday.date == date)
}

/// `date` itself if it is a working day, else the next one.
pub fn next_working_day(division: Division, date: NaiveDate) -> NaiveDate {
    let mut day = date;
    while !is_working_day(division, day) {
        let Some(next) = day.succ_opt() else { return day };
        day = next;
    }
    day
}

/// Working days after `from`, up to and including `to`: Tuesday to Wednesday is 1.
///
/// Negative if `to` lies before `from`: then it counts the working days after `to`, up to and including `from`.
pub fn working_days_between(division: Division, from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -working_days_between(division, to, from);
    }
    let holidays = holidays_between(division, from, to).len();
    weekdays_up_to(to) - weekdays_up_to(from) - i64::try_from(holidays).unwrap_or(i64::MAX)
}

/// The day `count` working days after `from`, which is day 0; `from` itself, working day or not, if `count` is 0.
///
/// Stops at the calendar's end.
pub fn add_working_days(division: Division, from: NaiveDate, count: u16) -> NaiveDate {
    let mut day = from;
    let mut left = count;
    let mut holidays = bank_holidays(division, from.year());
    let mut year = from.year();
    while left > 0 {
        let Some(next) = day.succ_opt() else { return day };
        day = next;
        if day.year() != year {
            year = day.year();
            holidays = bank_holidays(division, year);
        }
        if !is_weekend(day) && !holidays.iter().any(|holiday| holiday.date == day) {
            left -= 1;
        }
    }
    day
}

/// The corresponding date `months` later; a month that lacks it gives its last day (31 January + 1 is 28 or 29 February).
///
/// `from` itself at the calendar's end. Source: the corresponding-date rule, Dodds v Walker \[1981\] 1 WLR 1027.
pub fn add_months(from: NaiveDate, months: u16) -> NaiveDate {
    from.checked_add_months(Months::new(u32::from(months))).unwrap_or(from)
}

/// The deadline that `limit` gives, counted from `from` as day 0.
pub fn deadline(from: NaiveDate, limit: Limit, division: Division) -> Deadline {
    let date = match limit {
        Limit::WorkingDays(number) => add_working_days(division, from, number.get()),
        Limit::CalendarDays(number) => add_days(from, u64::from(number.get())),
        Limit::Weeks(number) => add_days(from, 7 * u64::from(number.get())),
        Limit::Months(number) => add_months(from, number.get()),
        Limit::Hours(number) => add_days(from, u64::from(number.get()).div_ceil(24)),
    };
    let non_working = (!is_working_day(division, date)).then(|| next_working_day(division, date));
    Deadline { date, non_working, holidays: holidays_between(division, from, date) }
}

/// The bank holidays after `from`, up to and including `to`.
pub fn holidays_between(division: Division, from: NaiveDate, to: NaiveDate) -> Vec<Holiday> {
    let years = from.year().max(1)..=to.year().min(9999);
    let mut holidays: Vec<Holiday> = years.flat_map(|year| bank_holidays(division, year)).collect();
    holidays.retain(|holiday| from < holiday.date && holiday.date <= to);
    holidays
}

fn add_days(from: NaiveDate, days: u64) -> NaiveDate {
    from.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Mondays to Fridays since a fixed Monday long past, up to and including `date`.
fn weekdays_up_to(date: NaiveDate) -> i64 {
    // Day 1 of the Common Era is a Monday.
    let days = i64::from(date.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}
