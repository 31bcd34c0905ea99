//! Bank holidays of the three divisions of the United Kingdom, computed by rule with a table of one-off changes.
//!
//! Local holidays, privilege days, school holidays and the days a council closes at Christmas are not here: none of
//! them is a bank holiday, and none stops a statutory clock.
//!
//! Sources: Banking and Financial Dealings Act 1971, section 1 and Schedule 1; St Andrew's Day Bank Holiday (Scotland)
//! Act 2007; the royal proclamations, as published in the GOV.UK bank-holiday data.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The part of the United Kingdom whose bank holidays count: that of the board that receives the referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// England and Wales have the same bank holidays.
    #[default]
    EnglandAndWales,
    /// Scotland. Its bank holidays bind no employer, and councils keep their own besides.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Division {
    /// The name as it stands in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "England and Wales",
            Division::Scotland => "Scotland",
            Division::NorthernIreland => "Northern Ireland",
        }
    }
}

/// One bank holiday. It is never a Saturday or a Sunday: a holiday that falls there is kept on a later weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// The day on which it is kept.
    pub date: NaiveDate,
    /// The holiday's usual name.
    pub name: &'static str,
    /// Whether `date` stands in for a day that fell on a weekend.
    pub substitute: bool,
}

/// Whether the bank holidays of `year` were compared with published data: 2012 to 2028.
///
/// Outside that span they come from the rules alone, and what rests on them deserves a lower severity.
pub fn is_verified_year(year: i32) -> bool {
    (2012..=2028).contains(&year)
}

/// The bank holidays of `year` in `division`, in order, each on a different weekday.
///
/// Empty for a year outside the proleptic Gregorian calendar's usual range, 1 to 9999.
pub fn bank_holidays(division: Division, year: i32) -> Vec<Holiday> {
    if !(1..=9999).contains(&year) {
        return Vec::new();
    }
    let mut days = YearHolidays { holidays: Vec::with_capacity(12), year };
    let scotland = division == Division::Scotland;
    days.new_year(scotland);
    days.easter(scotland);
    days.may();
    days.add(if scotland { first_monday(year, 8) } else { last_monday(year, 8) }, "Summer bank holiday");
    if scotland && year >= 2007 {
        days.fixed(11, 30, "St Andrew's Day");
    }
    if division == Division::NorthernIreland {
        days.fixed(3, 17, "St Patrick's Day");
        days.fixed(7, 12, "Battle of the Boyne (Orangemen's Day)");
    }
    days.christmas();
    for extra in EXTRA.iter().filter(|extra| extra.year == year && extra.applies_in(division)) {
        days.add(NaiveDate::from_ymd_opt(year, extra.month, extra.day), extra.name);
    }
    let mut holidays = days.holidays;
    holidays.sort_by_key(|holiday| holiday.date);
    holidays.dedup_by_key(|holiday| holiday.date);
    holidays
}

/// A holiday proclaimed for one year only, or one moved within its year.
struct OneOff {
    year: i32,
    month: u32,
    day: u32,
    name: &'static str,
    only_in: Option<Division>,
}

impl OneOff {
    fn applies_in(&self, division: Division) -> bool {
        self.only_in.is_none_or(|only| only == division)
    }
}

const fn one_off(year: i32, month: u32, day: u32, name: &'static str) -> OneOff {
    OneOff { year, month, day, name, only_in: None }
}

/// Extra days. That of 2011 lies before the verified span.
const EXTRA: [OneOff; 6] = [
    one_off(2011, 4, 29, "Royal wedding"),
    one_off(2012, 6, 5, "Queen's Diamond Jubilee"),
    one_off(2022, 6, 3, "Platinum Jubilee bank holiday"),
    one_off(2022, 9, 19, "Bank Holiday for the State Funeral of Queen Elizabeth II"),
    one_off(2023, 5, 8, "Bank holiday for the coronation of King Charles III"),
    OneOff {
        year: 2026,
        month: 6,
        day: 15,
        name: "Bank holiday for the men's football World Cup",
        only_in: Some(Division::Scotland),
    },
];

/// Days kept elsewhere in their year than the rule says: the early May day of 2020 and two spring days.
const MOVED_EARLY_MAY: [OneOff; 1] = [one_off(2020, 5, 8, "Early May bank holiday (VE day)")];
const MOVED_SPRING: [OneOff; 2] =
    [one_off(2012, 6, 4, "Spring bank holiday"), one_off(2022, 6, 2, "Spring bank holiday")];

/// The holidays of one year while they are being collected.
struct YearHolidays {
    holidays: Vec<Holiday>,
    year: i32,
}

impl YearHolidays {
    fn add(&mut self, date: Option<NaiveDate>, name: &'static str) {
        self.holidays.extend(date.map(|date| Holiday { date, name, substitute: false }));
    }

    fn substitute(&mut self, month: u32, day: u32, name: &'static str) {
        let date = NaiveDate::from_ymd_opt(self.year, month, day);
        self.holidays.extend(date.map(|date| Holiday { date, name, substitute: true }));
    }

    /// A holiday kept on its own day, or on the Monday after if that is a Saturday or a Sunday.
    fn fixed(&mut self, month: u32, day: u32, name: &'static str) {
        let later = match self.weekday(month, day) {
            Weekday::Sat => 2,
            Weekday::Sun => 1,
            _ => return self.add(NaiveDate::from_ymd_opt(self.year, month, day), name),
        };
        let kept = NaiveDate::from_ymd_opt(self.year, month, day)
            .and_then(|date| date.checked_add_days(Days::new(later)));
        self.holidays.extend(kept.map(|date| Holiday { date, name, substitute: true }));
    }

    /// In Scotland the 1st and the 2nd are both holidays, each moved to the next free weekday.
    fn new_year(&mut self, scotland: bool) {
        const FIRST: &str = "New Year's Day";
        const SECOND: &str = "2nd January";
        if !scotland {
            return self.fixed(1, 1, FIRST);
        }
        match self.weekday(1, 1) {
            Weekday::Fri => {
                self.fixed(1, 1, FIRST);
                self.substitute(1, 4, SECOND);
            }
            Weekday::Sat => {
                self.substitute(1, 3, FIRST);
                self.substitute(1, 4, SECOND);
            }
            Weekday::Sun => {
                self.fixed(1, 2, SECOND);
                self.substitute(1, 3, FIRST);
            }
            _ => {
                self.fixed(1, 1, FIRST);
                self.fixed(1, 2, SECOND);
            }
        }
    }

    fn easter(&mut self, scotland: bool) {
        let Some(sunday) = easter_sunday(self.year) else { return };
        self.add(sunday.checked_sub_days(Days::new(2)), "Good Friday");
        if !scotland {
            self.add(sunday.checked_add_days(Days::new(1)), "Easter Monday");
        }
    }

    fn may(&mut self) {
        let year = self.year;
        match MOVED_EARLY_MAY.iter().find(|moved| moved.year == year) {
            Some(moved) => self.add(NaiveDate::from_ymd_opt(year, moved.month, moved.day), moved.name),
            None => self.add(first_monday(year, 5), "Early May bank holiday"),
        }
        match MOVED_SPRING.iter().find(|moved| moved.year == year) {
            Some(moved) => self.add(NaiveDate::from_ymd_opt(year, moved.month, moved.day), moved.name),
            None => self.add(last_monday(year, 5), "Spring bank holiday"),
        }
    }

    fn christmas(&mut self) {
        const CHRISTMAS: &str = "Christmas Day";
        const BOXING: &str = "Boxing Day";
        match self.weekday(12, 25) {
            Weekday::Fri => {
                self.fixed(12, 25, CHRISTMAS);
                self.substitute(12, 28, BOXING);
            }
            Weekday::Sat => {
                self.substitute(12, 27, CHRISTMAS);
                self.substitute(12, 28, BOXING);
            }
            Weekday::Sun => {
                self.fixed(12, 26, BOXING);
                self.substitute(12, 27, CHRISTMAS);
            }
            _ => {
                self.fixed(12, 25, CHRISTMAS);
                self.fixed(12, 26, BOXING);
            }
        }
    }

    /// `month` and `day` are always a day that every year has.
    fn weekday(&self, month: u32, day: u32) -> Weekday {
        NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or_default().weekday()
    }
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones and Butcher); `None` before year 1.
#[allow(clippy::many_single_char_names)] // the letters of the published algorithm
pub(super) fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let y = u32::try_from(year).ok()?;
    let a = y % 19;
    let (b, c) = (y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b + 1 - (b + 8) / 25) / 3;
    let h = (19 * a + b + 15 - d - g) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l + 114 - 7 * m;
    NaiveDate::from_ymd_opt(year, n / 31, n % 31 + 1)
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 4))
}
