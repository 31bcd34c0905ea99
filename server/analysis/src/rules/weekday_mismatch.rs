#![doc = include_str!("weekday_mismatch.md")]

use std::cell::LazyCell;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::invalid_date::written_dates;
use super::{Check, Reads, Rule};
use crate::date::{Role, Style, Year, weekday_called};
use crate::document::{Line, LineKind};
use crate::finding::{Finding, Fix};
use crate::place::{Piece, Place};
use crate::subject::{Dated, Subject};
use crate::told;

pub(super) const RULE: Rule = Rule {
    code: "weekday-mismatch",
    page: include_str!("weekday_mismatch.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for written in written_dates(subject, |glance| glance.weekday, |reading| reading.weekday.is_some()) {
        let reading = &written.reading;
        // The century of a birth in two digits is not certain enough to name its weekday.
        let sure = match written.about {
            Some(id) => !reading.is_year_incomplete() || subject.role(id) == Role::Event,
            None => reading.day().is_none_or(|day| !reading.is_year_incomplete() || day <= subject.today),
        };
        let corrections = reading.weekday_corrections();
        let (Some(weekday), Some(day), true) = (reading.weekday, corrections.first(), sure) else { continue };
        let mut finding = mismatch(written.place, *day, weekday);
        let fixes = corrections.iter().map(|day| reading.style.render(*day));
        let fixes = fixes.filter(|meant| *meant != written.text);
        finding = finding.with_fix(fixes.map(|meant| {
            Fix::replacing(format!("Change \"{}\" to \"{meant}\"", written.text), written.place, meant)
        }));
        finding.about = written.about.map(str::to_owned);
        findings.push(finding);
    }
    findings.extend(without_year(subject));
    findings.extend(in_the_next_cell(subject));
    findings
}

fn mismatch(place: Place, day: NaiveDate, weekday: Weekday) -> Finding {
    let message = format!(
        "{} was a {}, not a {}; correct the date or the day of the week",
        Style::default().render(day),
        day.format("%A"),
        weekday_name(weekday)
    );
    RULE.at(place, message)
}

/// "Wednesday 8 June", which was a Thursday in every year that the referral may speak of.
fn without_year(subject: &Subject<'_>) -> Vec<Finding> {
    let is_without = |dated: &&Dated| {
        let reading = &dated.reading;
        reading.weekday.is_some()
            && reading.year == Year::Absent
            && reading.fault.is_none()
            && reading.stands_apart()
    };
    let mut dates = subject.dates_where(|glance| glance.weekday).flatten().filter(is_without).peekable();
    if dates.peek().is_none() {
        return Vec::new();
    }
    let stated = subject.days("date-of-referral").first().map(|(_, _, last)| *last);
    let referred = stated.unwrap_or(subject.today);
    let dated_years = years_of_dates(subject, referred);
    let in_full = given_in_full(subject, referred);
    let written_years = LazyCell::new(|| years_written(subject, referred));
    let mut findings = Vec::new();
    for dated in dates {
        let Some(weekday) = dated.reading.weekday else { continue };
        let this_year = dated.reading.stated_day_in(referred.year());
        // What is still to come may be meant too: a hearing next month.
        let near = match this_year {
            Some(day) if day > referred => [referred.year(), referred.year() - 1],
            _ => [referred.year(), referred.year()],
        };
        let fits = |day: &NaiveDate| day.weekday() == weekday;
        let in_years = |years: &BTreeSet<i32>| -> Vec<NaiveDate> {
            years.iter().filter_map(|year| dated.reading.stated_day_in(*year)).collect()
        };
        let near = in_years(&BTreeSet::from(near));
        // Where nothing says when it was written, it may be of today's year.
        if stated.is_none() && near.iter().any(fits) {
            continue;
        }
        // "Date aware: 13 February 2020 … I heard of it on Tuesday 13 February."
        let years = [referred.year(), referred.year() - 1];
        let same = years.into_iter().filter_map(|year| dated.reading.stated_day_in(year));
        let mut days: Vec<NaiveDate> = same.filter(|day| in_full.contains(day)).collect();
        if days.is_empty() {
            days.extend(near.into_iter().filter(|_| stated.is_some()));
            days.extend(in_years(&dated_years));
            // The whole text is looked through for a year only where none of these fits.
            if days.iter().any(fits) {
                continue;
            }
            days.extend(in_years(&written_years));
        }
        let Some(last) = days.iter().filter(|day| **day <= referred).max().or(days.first()) else { continue };
        if !days.iter().any(fits) {
            let inner = dated.reading.date_range - dated.reading.range.start();
            let piece = dated.piece.part(inner);
            findings.push(mismatch(subject.document.place(piece), *last, weekday));
        }
    }
    findings
}

/// The days of the year before the referral that are written with their year; a birthday is of another.
fn given_in_full(subject: &Subject<'_>, referred: NaiveDate) -> BTreeSet<NaiveDate> {
    let full = subject.dates.iter().filter(|dated| matches!(dated.reading.year, Year::Full(_)));
    let days = full.filter_map(|dated| dated.reading.day());
    days.filter(|day| (0..365).contains(&(referred - *day).num_days())).collect()
}

/// Years before the referral of which one without a date is still a year, and no number.
const BACK: i32 = 30;

/// The years of the dates in a referral made on `referred`, but for births.
fn years_of_dates(subject: &Subject<'_>, referred: NaiveDate) -> BTreeSet<i32> {
    let births: Vec<Piece> = told::births(subject).iter().map(|told| told.piece).collect();
    let is_birth = |dated: &Dated| {
        let field = subject.fields("date-of-birth").filter_map(|field| field.value);
        let place = subject.document.place(dated.piece);
        births.contains(&dated.piece)
            || field.into_iter().any(|value| {
                value.block == place.block && value.start <= place.start && place.start < value.end
            })
    };
    let dates = subject.dates.iter().filter(|dated| !is_birth(dated));
    let years = dates.filter_map(|dated| Some(dated.reading.earliest()?.year()));
    years.filter(|year| may_be_told(*year, referred)).collect()
}

/// The years that are written alone: "in 2014".
fn years_written(subject: &Subject<'_>, referred: NaiveDate) -> BTreeSet<i32> {
    let mut years = BTreeSet::new();
    for block in subject.document.blocks() {
        let words = block.plain.text().split(|char: char| !char.is_alphanumeric());
        let mut before = "";
        for word in words.filter(|word| !word.is_empty()) {
            let of_law = ["Act", "Regulations", "Together", "Order", "Rules"].contains(&before);
            let is_month =
                before.len() > 2 && before.starts_with(char::is_uppercase) && !before.starts_with("In");
            let of_date = before.len() <= 2 && before.starts_with(|char: char| char.is_ascii_digit());
            if word.len() == 4 && !of_law && !is_month && !of_date {
                years.extend(word.parse::<i32>().ok());
            }
            before = word;
        }
    }
    years.retain(|year| may_be_told(*year, referred));
    years
}

/// True for a year of which a referral made on `referred` may tell.
fn may_be_told(year: i32, referred: NaiveDate) -> bool {
    (referred.year() - BACK..=referred.year() + 1).contains(&year)
}

/// A row of a table with a weekday in one cell and its date in the next, or the other way round.
fn in_the_next_cell(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let dates = subject.dates_where(|glance| glance.weekday_cells).flatten();
    for dated in dates.filter(|dated| dated.reading.weekday.is_none()) {
        let Some(block) = subject.document.block(dated.piece.block) else { continue };
        let at = block.lines.partition_point(|line| u32::from(line.text.end()) <= dated.piece.start);
        let Some(own) = block.lines.get(at) else { continue };
        let LineKind::Cell { row, column } = own.kind else { continue };
        let is_alone =
            block.plain.slice(own.text).trim().len() == (dated.piece.end - dated.piece.start) as usize;
        let beside = |line: &&Line| match line.kind {
            LineKind::Cell { row: other, column: next } => other == row && column.abs_diff(next) == 1,
            _ => false,
        };
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut cells = near.filter_map(|at| block.lines.get(at)).filter(beside);
        let weekday =
            cells.find_map(|cell| weekday_called(block.plain.slice(cell.text).trim().trim_end_matches('.')));
        let Some((weekday, day)) = weekday.zip(dated.reading.day()).filter(|_| is_alone) else { continue };
        if day.weekday() != weekday && day <= subject.today {
            findings.push(mismatch(subject.document.place(dated.piece), day, weekday));
        }
    }
    findings
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::RULE;

    #[test]
    fn a_weekday_that_is_not_the_date_s_is_reported() {
        check_rule(
            &RULE,
            r"
Date aware: Mon 3 March 2015
            ^^^^^^^^^^^^^^^^ warning weekday-mismatch: 3 March 2015 was a Tuesday, not a Monday; correct the date or the day of the week

## Circumstances

He was seen on Tuesday 4 March 2015 and again on Thursday, 5th March 2015.
               ^^^^^^^^^^^^^^^^^^^^ warning weekday-mismatch: 4 March 2015 was a Wednesday, not a Tuesday
",
        );
    }

    #[test]
    fn weekdays_without_a_sure_year_and_in_references_are_left_alone() {
        check_rule(
            &RULE,
            r"
Date of birth: Monday 3/3/15

## Circumstances

He was seen on Monday 3 March and on Wednesday 5 March. The log is Mon-3/3/2015-7. In 2014 he was in care.
",
        );
    }

    #[test]
    fn without_a_year_the_day_is_held_against_every_year_that_is_told_of() {
        check_rule(
            &RULE,
            r"
Date of referral: 24 June 2015

## Circumstances

He was seen on Monday 3 March, and died on Saturday 6 June.
               ^^^^^^^^^^^^^^ warning weekday-mismatch: 3 March 2015 was a Tuesday, not a Monday; correct the date or the day of the week
",
        );
        check_rule(
            &RULE,
            r"
Date aware: 3 March 2015
Date of referral: 24 June 2015

## Circumstances

In 2014 he was in care. I heard of it on Monday 3 March.
                                         ^^^^^^^^^^^^^^ warning weekday-mismatch: 3 March 2015 was a Tuesday, not a Monday
",
        );
        check_rule(
            &RULE,
            r"
Date of referral: 24 June 2015

## Circumstances

In 2014 he was seen on Monday 3 March. The trial is to begin on Monday 21 September.
",
        );
    }

    #[test]
    fn a_weekday_may_stand_behind_its_date_or_in_the_next_cell() {
        check_rule(
            &RULE,
            r"
## Circumstances

He was seen on 3 March 2015 (a Monday), on a Monday (3 March 2015), and on Wed 3/3/15.
               ^^^^^^^^^^^^ warning weekday-mismatch: 3 March 2015 was a Tuesday, not a Monday
                                                     ^^^^^^^^^^^^ warning weekday-mismatch
                                                                           ^^^^^^^^^^ warning weekday-mismatch

| Day | Date | What |
|---|---|---|
| Monday | 03/03/2015 | seen |
           ^^^^^^^^^^ warning weekday-mismatch
| Tuesday | 03/03/2015 | seen again |
",
        );
    }

    #[test]
    fn either_the_day_or_the_date_can_be_mended() {
        let before = "Seen on Monday 3 March 2015.\n";
        check_fix(
            &RULE,
            before,
            "Change \"Monday 3 March 2015\" to \"Tuesday 3 March 2015\"",
            "Seen on Tuesday 3 March 2015.\n",
        );
        check_fix(
            &RULE,
            before,
            "Change \"Monday 3 March 2015\" to \"Monday 2 March 2015\"",
            "Seen on Monday 2 March 2015.\n",
        );
    }

    #[test]
    fn what_different_people_write_with_a_weekday() {
        for text in [
            r"Date of referral: Thursday 14 May 2015",
            r"## Circumstances

On Tues 3rd March 2015, and the Wed. after, 4.3.2015, he was seen.",
            r"## Circumstances

Between Monday 2 March and Friday 6 March 2015 nobody called. He missed every Monday in 2015.",
            r"## Circumstances

w/c Monday 2 March 2015; the Sunday before 3 March 2015; Mon-Fri 9-5; on Sun 1/3/15 or Mon 2/3/15.",
            r"## Chronology

- Thu 5 Mar 2015 at 14:30: strategy meeting
- THURSDAY 12 MARCH 2015: core group",
        ] {
            check_rule(&RULE, text);
        }
    }

    #[test]
    fn a_year_before_a_person_s_letter_is_a_year() {
        check_rule(
            &RULE,
            r"
## Circumstances

On Wednesday 20 January 2015 H collapsed. On Tuesday 20 January 2015 H was at home.
   ^^^^^^^^^^^^^^^^^^^^^^^^^ warning weekday-mismatch: 20 January 2015 was a Tuesday, not a Wednesday
",
        );
    }
}
