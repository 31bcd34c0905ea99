#![doc = include_str!("ambiguous_date.md")]

use chrono::{Datelike, NaiveDate};

use super::{Check, Reads, Rule};
use crate::date::{DateReading, Role, Year};
use crate::document::Heading;
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{Field, Fill};
use crate::place::Place;
use crate::stated::in_words;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-date",
    severity: Severity::Hint,
    question: Some("delay"),
    page: include_str!("ambiguous_date.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Years that are tried for a date without one, from the first or the last it can have: enough for 29 February.
const YEARS: i32 = 8;
/// Readings that are offered; the writer knows which year it was, and a long list helps nobody.
const MOST_READINGS: usize = 2;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in &subject.schema.fields {
        let counts = subject
            .schema
            .timescales
            .iter()
            .any(|clock| clock.from == spec.id || clock.to.as_ref() == Some(&spec.id));
        for field in subject.fields(&spec.id).filter(|field| counts && field.fill == Fill::Text) {
            let readings = field.date.readings();
            if readings.iter().any(|reading| !reading.is_year_incomplete()) {
                continue;
            }
            for reading in readings.iter().filter(|reading| reading.fault.is_none()) {
                if !is_settled(subject, &spec.id, field, reading) {
                    findings.push(finding(subject, &spec.id, field, reading));
                }
            }
        }
    }
    findings
}

fn finding(subject: &Subject<'_>, id: &str, field: &Field, reading: &DateReading) -> Finding {
    let place = subject.place_in_field(field, reading.date_range);
    let text = field.text.get(std::ops::Range::<usize>::from(reading.date_range)).unwrap_or("");
    let message = match reading.resolve_for(Role::Event) {
        Some(span) if span.earliest < span.latest => format!(
            "\"{text}\" has a year of two digits and is read as {} to {}; in full it leaves no doubt",
            in_words(span.earliest),
            in_words(span.latest)
        ),
        Some(span) => {
            let day = in_words(span.earliest);
            format!("\"{text}\" has a year of two digits and is read as {day}; in full it leaves no doubt")
        }
        None => match subject.day_named_elsewhere(id, reading) {
            Some(day) => format!(
                "\"{text}\" has no year and is read as {}, which other text names; in full it leaves no doubt",
                in_words(day)
            ),
            None => {
                format!(
                    "\"{text}\" has no year, so no days can be counted by it; write the day with its year"
                )
            }
        },
    };
    let style = reading.style.with_full_year();
    let fixes = days(subject, id, reading).into_iter().map(|day| {
        let meant = style.render(day);
        Fix::replacing(format!("Change \"{text}\" to \"{meant}\""), place, meant)
    });
    RULE.at(place, message).about(id).with_fix(fixes)
}

/// The days that may be meant, the likeliest first.
fn days(subject: &Subject<'_>, id: &str, reading: &DateReading) -> Vec<NaiveDate> {
    if let Year::TwoDigit(year) = reading.year {
        return reading.stated_day_in(2000 + i32::from(year)).into_iter().collect();
    }
    // What is counted by follows the incident, awareness comes before the referral, and nothing of it lies ahead.
    let after = |id: &str| subject.stated(id).iter().map(|stated| stated.first).min();
    let earliest = if id == "date-aware" { None } else { after("date-aware") };
    let earliest = earliest.max(after("date-of-incident"));
    let referral = subject.stated("date-of-referral").iter().map(|stated| stated.last).max();
    let latest = referral.filter(|_| id == "date-aware").map_or(subject.today, |day| day.min(subject.today));
    let fits = |day: &NaiveDate| {
        *day <= latest
            && earliest.is_none_or(|earliest| earliest <= *day)
            && reading.weekday.is_none_or(|weekday| weekday == day.weekday())
    };
    let tried = |year: i32| reading.stated_day_in(year).filter(fits);
    // The first after what came before; where that is not known, the last there was.
    match earliest {
        Some(day) => (day.year()..=day.year() + YEARS).filter_map(tried).take(MOST_READINGS).collect(),
        None => (latest.year() - YEARS..=latest.year()).rev().filter_map(tried).take(MOST_READINGS).collect(),
    }
}

/// True where the year is written beside the date: with the same time elsewhere, in the label, or in a heading above.
fn is_settled(subject: &Subject<'_>, id: &str, field: &Field, reading: &DateReading) -> bool {
    let is_within = |other: &DateReading| {
        let Year::Full(year) = other.year else { return false };
        let spans = reading.in_year(year).zip(other.in_year(year));
        spans.is_some_and(|(own, other)| other.earliest <= own.earliest && own.latest <= other.latest)
    };
    let elsewhere = subject.fields(id).any(|other| other.date.readings().iter().any(is_within));
    let in_label = field.label.is_some_and(|label| has_year(subject.document.source_at(label)));
    elsewhere || in_label || headings_above(subject, subject.field_place(field)).into_iter().any(has_year)
}

/// The headings under which `place` stands, the nearest first.
fn headings_above<'s>(subject: &'s Subject<'_>, place: Place) -> Vec<&'s str> {
    let mut found = Vec::new();
    let mut level = u8::MAX;
    for index in (1..place.block).rev() {
        let Some(block) = subject.document.block(index) else { continue };
        if let Some(Heading { level: above, .. }) = block.heading().filter(|heading| heading.level < level) {
            level = above;
            found.push(block.plain.text());
        }
    }
    found
}

/// True where `text` names a year: four digits that begin with 19 or 20, and are not the year of a law or of guidance.
fn has_year(text: &str) -> bool {
    let mut before = "";
    for word in text.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_year = word.len() == 4
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && (word.starts_with("19") || word.starts_with("20"));
        let of_law = ["act", "regulations", "together", "guidance"].contains(&before.to_lowercase().as_str());
        if is_year && !of_law {
            return true;
        }
        before = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::RULE;

    #[test]
    fn a_year_that_is_left_out_or_cut_short_is_reported_where_days_are_counted() {
        check_rule(
            &RULE,
            r#"
Date aware: 3 March
            ^^^^^^^ hint ambiguous-date: "3 March" has no year, so no days can be counted by it; write the day with its year
Date of referral: 10.3.15
                  ^^^^^^^ hint ambiguous-date: "10.3.15" has a year of two digits and is read as 10 March 2015; in full it leaves no doubt
"#,
        );
        check_rule(
            &RULE,
            r#"
Date aware: w/c 2/3/15
                ^^^^^^ hint ambiguous-date: "2/3/15" has a year of two digits and is read as 2 March 2015 to 8 March 2015; in full
Date of birth: 3/3/11
"#,
        );
    }

    #[test]
    fn the_day_may_be_named_in_full_by_other_text() {
        check_rule(
            &RULE,
            r#"
Date aware: There and then, 3 March
                            ^^^^^^^ hint ambiguous-date: "3 March" has no year and is read as 3 March 2015, which other text names
Date of referral: 10 March 2015

## Circumstances

Child K was found by a neighbour on 3 March 2015.
"#,
        );
        // A day of another life says nothing about it.
        check_rule(
            &RULE,
            r#"
Date aware: 3 March
            ^^^^^^^ hint ambiguous-date: "3 March" has no year, so no days can be counted by it
Date of referral: 10 March 2015

## Circumstances

Child K, born on 3 March 2011, was found by a neighbour.
"#,
        );
    }

    #[test]
    fn the_day_is_written_out_as_the_writer_writes_days() {
        check_fix(
            &RULE,
            "Date aware: 3/3/15\n",
            "Change \"3/3/15\" to \"3/3/2015\"",
            "Date aware: 3/3/2015\n",
        );
        check_fix(
            &RULE,
            "---\ndate-aware: Tues 3rd Mar '15\n---\n",
            "Change \"Tues 3rd Mar '15\" to \"Tues 3rd Mar 2015\"",
            "---\ndate-aware: Tues 3rd Mar 2015\n---\n",
        );
    }

    #[test]
    fn without_a_year_those_that_fit_the_other_dates_are_offered() {
        let before =
            "Date of incident: 20 December 2014\nDate aware: 3 January\nDate of referral: 10 March 2015\n";
        let after = before.replace("January", "January 2015");
        check_fix(&RULE, before, "Change \"3 January\" to \"3 January 2015\"", &after);
        let before = "Date of incident: 20 December 2014\nDate of notification: 3 January\n";
        let after = before.replace("January", "January 2015");
        check_fix(&RULE, before, "Change \"3 January\" to \"3 January 2015\"", &after);
        let before = "Date aware: Friday 3 March\n";
        let after = "Date aware: Friday 3 March 2017\n";
        check_fix(&RULE, before, "Change \"Friday 3 March\" to \"Friday 3 March 2017\"", after);
    }

    #[test]
    fn the_year_of_a_law_in_the_title_is_no_year_of_the_case() {
        check_rule(
            &RULE,
            r#"
# Referral under Working Together 2015

Date aware: 3 March
            ^^^^^^^ hint ambiguous-date: "3 March" has no year
"#,
        );
    }

    #[test]
    fn what_different_people_write_that_leaves_no_doubt() {
        for text in [
            r"---
date-of-birth: 3/3/11
date-of-incident: 1/3/15
date-aware: 3 March 2015
date-of-referral: 2015-03-10
---",
            r"---
date-aware: 2015-03-03
---

Date aware: 3/3/15",
            r"# Events of 2015

Date aware: 3 March
Date of referral: 10 March",
            r"Date aware (2015): 3 March
Date of referral: 10 March, sent again 12 March 2015",
            r"## Chronology

| Date | Event |
|---|---|
| 3 March | seen by the GP |
| 5/3/15 | strategy meeting |",
            r"Date aware: n/k
Date of referral: TBC

## Circumstances

On 3 March, or 4/3/15, he was seen at home.",
            r"Date aware: 31/2/15
Date of referral: early March 2015",
        ] {
            check_rule(&RULE, text);
        }
    }
}
