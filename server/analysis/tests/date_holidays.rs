//! Bank holidays, working days and deadlines, against an independent list and worked examples.
//!
//! What a date looks like in a text is tested in `date_reading.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;
use referral_analysis::date::{
    Division, Limit, add_months, add_working_days, bank_holidays, deadline, is_verified_year, is_working_day,
    next_working_day, working_days_between,
};
use std::collections::BTreeSet;
use std::num::NonZeroU16;

const EW: Division = Division::EnglandAndWales;
const S: Division = Division::Scotland;
const NI: Division = Division::NorthernIreland;

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d %b %Y").unwrap_or_else(|_| text.parse().unwrap())
}

/// The list made by `tests/data/bank_holidays.py`; `name` as the package has it.
fn listed() -> Vec<(Division, NaiveDate, &'static str)> {
    include_str!("data/bank-holidays.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let [division, date, name] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let division = serde_json::from_value(division.into()).unwrap();
            (division, date.parse().unwrap(), name)
        })
        .collect()
}

#[test]
fn the_rules_give_exactly_the_listed_holidays_from_2012_to_2028() {
    let listed = listed();
    for division in [EW, S, NI] {
        for year in 2012..=2028 {
            assert!(is_verified_year(year));
            let rules: BTreeSet<NaiveDate> =
                bank_holidays(division, year).iter().map(|holiday| holiday.date).collect();
            let list: BTreeSet<NaiveDate> = listed
                .iter()
                .filter(|(listed_in, date, _)| *listed_in == division && date.year() == year)
                .map(|(_, date, _)| *date)
                .collect();
            assert_eq!(rules, list, "{} {year}", division.name());
        }
    }
    assert!(!is_verified_year(2011) && !is_verified_year(2029));
}

/// GOV.UK's data as mirrored in August 2026 has 471 days: it lacks the Scottish holiday of 15 June 2026, which was
/// proclaimed in February 2026 and which the list has.
#[test]
fn the_list_has_one_day_more_than_the_published_data() {
    let listed = listed();
    assert_eq!(listed.len(), 471 + 1);
    let scottish = |(division, listed, _): &&(Division, NaiveDate, &str)| {
        *division == S && *listed == date("2026-06-15")
    };
    assert_eq!(listed.iter().filter(scottish).count(), 1);
    assert!(is_working_day(EW, date("2026-06-15")) && is_working_day(NI, date("2026-06-15")));
    assert!(!is_working_day(S, date("2026-06-15")));
}

/// The package writes "(observed)" where GOV.UK writes "substitute day". It says nothing of the kind about a day that
/// was moved (VE Day 2020), and neither do we.
#[test]
fn a_substitute_is_where_the_list_says_observed() {
    for (division, date, name) in listed() {
        let holiday =
            bank_holidays(division, date.year()).into_iter().find(|holiday| holiday.date == date).unwrap();
        // Where 1 January is a Sunday the package gives Scotland's 2 January two names: its own and New Year's, observed.
        // Ours has its own, and New Year's Day on the 3rd.
        let both = name.contains("; ");
        assert_eq!(holiday.substitute, name.ends_with("(observed)") && !both, "{date} {name}");
    }
}

#[test]
fn every_holiday_is_a_weekday_and_stands_once() {
    for division in [EW, S, NI] {
        for year in 1900..2200 {
            let holidays = bank_holidays(division, year);
            assert!(holidays.windows(2).all(|pair| pair[0].date < pair[1].date), "{year}");
            assert!(
                holidays.iter().all(|holiday| !matches!(holiday.date.weekday(), Weekday::Sat | Weekday::Sun))
            );
        }
    }
    assert!(bank_holidays(EW, 0).is_empty() && bank_holidays(EW, i32::MAX).is_empty());
}

#[test]
fn the_holidays_of_2011_come_from_the_rules_and_the_royal_wedding() {
    let days: Vec<String> =
        bank_holidays(EW, 2011).iter().map(|holiday| holiday.date.format("%-d %b").to_string()).collect();
    assert_eq!(
        days,
        ["3 Jan", "22 Apr", "25 Apr", "29 Apr", "2 May", "30 May", "29 Aug", "26 Dec", "27 Dec"]
    );
}

fn limit(make: fn(NonZeroU16) -> Limit, number: u16) -> Limit {
    make(NonZeroU16::new(number).unwrap())
}

/// Start; then 5 working days, 15 working days, 1 month, 6 months; a month date that is not a working day is followed
/// by the next working day.
const WORKED: &str = "\
EW 3 Mar 2015|10 Mar 2015|24 Mar 2015|3 Apr 2015>7 Apr 2015|3 Sep 2015
EW 1 Apr 2015|10 Apr 2015|24 Apr 2015|1 May 2015|1 Oct 2015
EW 30 Apr 2015|8 May 2015|22 May 2015|30 May 2015>1 Jun 2015|30 Oct 2015
EW 28 Aug 2015|7 Sep 2015|21 Sep 2015|28 Sep 2015|28 Feb 2016>29 Feb 2016
EW 23 Dec 2015|4 Jan 2016|18 Jan 2016|23 Jan 2016>25 Jan 2016|23 Jun 2016
EW 31 Jan 2016|5 Feb 2016|19 Feb 2016|29 Feb 2016|31 Jul 2016>1 Aug 2016
EW 29 Feb 2016|7 Mar 2016|21 Mar 2016|29 Mar 2016|29 Aug 2016>30 Aug 2016
EW 20 Apr 2011|3 May 2011|17 May 2011|20 May 2011|20 Oct 2011
EW 30 May 2012|8 Jun 2012|22 Jun 2012|30 Jun 2012>2 Jul 2012|30 Nov 2012
EW 30 Apr 2020|7 May 2020|22 May 2020|30 May 2020>1 Jun 2020|30 Oct 2020
EW 23 Dec 2021|4 Jan 2022|18 Jan 2022|23 Jan 2022>24 Jan 2022|23 Jun 2022
EW 31 May 2022|9 Jun 2022|23 Jun 2022|30 Jun 2022|30 Nov 2022
EW 14 Sep 2022|22 Sep 2022|6 Oct 2022|14 Oct 2022|14 Mar 2023
EW 4 May 2023|12 May 2023|26 May 2023|4 Jun 2023>5 Jun 2023|4 Nov 2023>6 Nov 2023
EW 31 Aug 2024|6 Sep 2024|20 Sep 2024|30 Sep 2024|28 Feb 2025
EW 29 Mar 2025|4 Apr 2025|22 Apr 2025|29 Apr 2025|29 Sep 2025
EW 18 Dec 2026|29 Dec 2026|13 Jan 2027|18 Jan 2027|18 Jun 2027
S 10 Jun 2026|18 Jun 2026|2 Jul 2026|10 Jul 2026|10 Dec 2026
S 30 Dec 2025|8 Jan 2026|22 Jan 2026|30 Jan 2026|30 Jun 2026
S 27 Nov 2024|5 Dec 2024|19 Dec 2024|27 Dec 2024|27 May 2025
NI 9 Jul 2026|17 Jul 2026|31 Jul 2026|9 Aug 2026>10 Aug 2026|9 Jan 2027>11 Jan 2027
NI 14 Mar 2024|22 Mar 2024|9 Apr 2024|14 Apr 2024>15 Apr 2024|14 Sep 2024>16 Sep 2024";

#[test]
fn the_twenty_two_worked_deadlines() {
    let limits = [
        limit(Limit::WorkingDays, 5),
        limit(Limit::WorkingDays, 15),
        limit(Limit::Months, 1),
        limit(Limit::Months, 6),
    ];
    assert_eq!(WORKED.lines().count(), 22);
    for line in WORKED.lines() {
        let (division, rest) = line.split_once(' ').unwrap();
        let division = match division {
            "EW" => EW,
            "S" => S,
            _ => NI,
        };
        let mut dates = rest.split('|');
        let start = date(dates.next().unwrap());
        for (limit, expected) in limits.iter().zip(dates) {
            let deadline = deadline(start, *limit, division);
            let (expected, next) = match expected.split_once('>') {
                Some((expected, next)) => (date(expected), Some(date(next))),
                None => (date(expected), None),
            };
            assert_eq!(
                (deadline.date, deadline.non_working),
                (expected, next),
                "{line}: {}",
                limit.in_words()
            );
        }
    }
}

#[test]
fn elapsed_working_days() {
    for (aware, sent, elapsed) in [
        ("3 Mar 2015", "10 Mar 2015", 5),
        ("3 Mar 2015", "11 Mar 2015", 6),
        ("1 Apr 2015", "10 Apr 2015", 5),
        ("23 Dec 2015", "5 Jan 2016", 6),
        ("6 Mar 2015", "7 Mar 2015", 0),
        ("3 Mar 2015", "3 Sep 2015", 127),
        ("3 Mar 2015", "3 Mar 2015", 0),
        ("3 Mar 2015", "14 May 2015", 49),
        ("10 Mar 2015", "3 Mar 2015", -5),
    ] {
        assert_eq!(working_days_between(EW, date(aware), date(sent)), elapsed, "{aware} to {sent}");
    }
}

#[test]
fn a_deadline_names_the_holidays_it_counted() {
    let deadline = deadline(date("1 Apr 2015"), limit(Limit::WorkingDays, 5), EW);
    let names: Vec<&str> = deadline.holidays.iter().map(|holiday| holiday.name).collect();
    assert_eq!(names, ["Good Friday", "Easter Monday"]);
    assert_eq!(deadline.date, date("10 Apr 2015"), "not Wednesday the 8th");
}

#[test]
fn a_moved_may_holiday_moves_the_deadline() {
    let five = limit(Limit::WorkingDays, 5);
    assert_eq!(deadline(date("30 Apr 2020"), five, EW).date, date("7 May 2020"));
    // A start on 1 May would hide a rule without the move: both give the 11th.
    assert_eq!(deadline(date("1 May 2020"), five, EW).date, date("11 May 2020"));
}

#[test]
fn a_scottish_holiday_does_not_count_in_england() {
    assert_eq!(deadline(date("10 Jun 2026"), limit(Limit::WorkingDays, 5), EW).date, date("17 Jun 2026"));
}

#[test]
fn a_start_at_the_weekend_counts_like_the_friday_before() {
    for start in ["29 Jan 2016", "30 Jan 2016", "31 Jan 2016"] {
        assert_eq!(add_working_days(EW, date(start), 5), date("5 Feb 2016"));
    }
}

#[test]
fn months_are_clamped_and_do_not_round_trip() {
    assert_eq!(add_months(date("31 Jan 2016"), 1), date("29 Feb 2016"));
    assert_eq!(add_months(date("31 Jan 2015"), 1), date("28 Feb 2015"));
    assert_eq!(add_months(date("31 Aug 2024"), 6), date("28 Feb 2025"));
    assert_eq!(add_months(date("29 Jan 2016"), 1), add_months(date("31 Jan 2016"), 1));
}

#[test]
fn days_weeks_and_hours() {
    let start = date("3 Mar 2015");
    assert_eq!(deadline(start, limit(Limit::CalendarDays, 14), EW).date, date("17 Mar 2015"));
    assert_eq!(deadline(start, limit(Limit::Weeks, 2), EW).date, date("17 Mar 2015"));
    assert_eq!(deadline(start, limit(Limit::Hours, 72), EW).date, date("6 Mar 2015"));
    assert_eq!(deadline(start, limit(Limit::Hours, 25), EW).date, date("5 Mar 2015"));
    assert_eq!(deadline(NaiveDate::MAX, limit(Limit::WorkingDays, 5), EW).date, NaiveDate::MAX);
}

#[test]
fn a_limit_and_a_division_are_written_in_kebab_case() {
    assert_eq!(serde_json::to_string(&S).unwrap(), "\"scotland\"");
    let limit: Limit = serde_json::from_str(r#"{"working-days":5}"#).unwrap();
    assert_eq!(limit.in_words(), "5 working days");
    assert!(serde_json::from_str::<Limit>(r#"{"working-days":0}"#).is_err());
}

proptest! {
    #[test]
    fn adding_working_days_is_undone_by_counting_them(days in 0i64..80_000, count in 0u16..400) {
        let from = date("1900-01-01") + chrono::Days::new(days.unsigned_abs());
        for division in [EW, S, NI] {
            let to = add_working_days(division, from, count);
            prop_assert_eq!(working_days_between(division, from, to), i64::from(count));
            prop_assert!(count == 0 || is_working_day(division, to));
        }
    }

    #[test]
    fn counting_working_days_is_undone_by_adding_them(days in 0u64..80_000, more in 0u64..600) {
        let from = date("1900-01-01") + chrono::Days::new(days);
        let to = next_working_day(NI, from + chrono::Days::new(more + 1));
        let between = working_days_between(NI, from, to);
        prop_assert_eq!(working_days_between(NI, to, from), -between);
        prop_assert_eq!(add_working_days(NI, from, u16::try_from(between).unwrap()), to);
    }
}
