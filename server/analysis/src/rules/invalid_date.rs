#![doc = include_str!("invalid_date.md")]

use std::collections::BTreeSet;

use text_size::TextRange;

use super::{Check, Reads, Rule};
use crate::date::{DateReading, Fault, Year};
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{Fill, Glance};
use crate::place::Place;
use crate::schema::FieldType;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "invalid-date",
    severity: Severity::Error,
    page: include_str!("invalid_date.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for written in written_dates(subject, |glance| glance.faulty_date, |reading| reading.fault.is_some()) {
        let Some(fault) = written.reading.fault else { continue };
        let text = &written.text;
        let message = match fault {
            Fault::WrongOrdinal { .. } => format!("\"{text}\" is not a date as it is written: {fault}"),
            _ => format!("there is no such date as \"{text}\": {fault}"),
        };
        let days = written.reading.suggestions();
        let style = written.reading.style;
        let fixes = days.iter().map(|day| {
            let meant = style.render(*day);
            Fix::replacing(format!("Change \"{}\" to \"{meant}\"", written.text), written.place, meant)
        });
        let mut finding = RULE.at(written.place, message).with_fix(fixes);
        finding.about = written.about.map(str::to_owned);
        if days.is_empty() {
            finding = finding.with_note("write the day that is meant, day first");
        }
        findings.push(finding);
    }
    findings
}

/// A date as it stands in a referral.
pub(super) struct Written<'s> {
    /// What it says.
    pub reading: DateReading,
    /// The date with its weekday, and no more.
    pub place: Place,
    /// The same as text.
    pub text: String,
    /// Id of the field whose value it is; none in prose.
    pub about: Option<&'s str>,
}

/// "31/6/17", which is no day of any year, among other days that are written so.
fn is_in_short_form(subject: &Subject<'_>, reading: &DateReading) -> bool {
    /// Other days by which it is plain that the writer writes days so.
    const OTHERS: usize = 2;
    let is_short =
        |reading: &DateReading| matches!(reading.year, Year::TwoDigit(_)) && reading.stands_apart();
    let mut others =
        subject.dates.iter().filter(|other| is_short(&other.reading) && other.reading.fault.is_none());
    is_short(reading) && reading.fault.is_some_and(Fault::is_in_any_year) && others.nth(OTHERS - 1).is_some()
}

/// The dates in which a mistake may be reported: all in the values of date fields, and in prose those that `is_wanted`, in
/// blocks that say so at a glance, and that are plainly dates.
pub(super) fn written_dates<'s>(
    subject: &'s Subject<'_>,
    at_a_glance: fn(Glance) -> bool,
    is_wanted: fn(&DateReading) -> bool,
) -> Vec<Written<'s>> {
    let mut found: Vec<Written<'s>> = Vec::new();
    let mut places = BTreeSet::new();
    let slice =
        |text: &str, at: TextRange| text.get(std::ops::Range::<usize>::from(at)).unwrap_or("").to_owned();
    for field in
        subject.outline.fields.iter().filter(|field| field.fill == Fill::Text && field.value.is_some())
    {
        let Some(spec) = subject.field_spec(field).filter(|spec| spec.kind == FieldType::Date) else {
            continue;
        };
        for reading in field.date.readings() {
            let place = subject.place_in_field(field, reading.date_range);
            if places.insert(place) {
                let text = slice(&field.text, reading.date_range);
                found.push(Written { reading: reading.clone(), place, text, about: Some(&spec.id) });
            }
        }
    }
    let dates = subject.dates_where(at_a_glance).flatten();
    let is_plain = |reading: &DateReading| reading.is_plain_in_prose() || is_in_short_form(subject, reading);
    for dated in dates.filter(|dated| is_wanted(&dated.reading) && is_plain(&dated.reading)) {
        let inner = dated.reading.date_range - dated.reading.range.start();
        let piece = dated.piece.part(inner);
        let place = subject.document.place(piece);
        // Places are in order, so the last that starts before this one's end is the only one that can touch it.
        let before = places.range(..place.last_point()).next_back();
        let labelled = before.is_some_and(|other| other.block == place.block && place.start < other.end);
        if !labelled {
            let text = subject.document.text(piece).to_owned();
            found.push(Written { reading: dated.reading.clone(), place, text, about: None });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::RULE;

    #[test]
    fn a_day_that_its_month_lacks_is_reported_in_a_field_and_in_prose() {
        check_rule(
            &RULE,
            r#"
---
date-of-incident: "31/04/2015"
                   ^^^^^^^^^^ error invalid-date: there is no such date as "31/04/2015": April has 30 days
---

Date aware: 31.4.15
            ^^^^^^^ error invalid-date: there is no such date as "31.4.15": April has 30 days

## Circumstances

On 29 February 2015 he was taken to hospital.
   ^^^^^^^^^^^^^^^^ error invalid-date: there is no such date as "29 February 2015": February has 28 days in that year
"#,
        );
    }

    #[test]
    fn a_month_after_twelve_is_not_read_the_american_way() {
        check_rule(
            &RULE,
            r#"
Date aware: 03/15/2015
            ^^^^^^^^^^ error invalid-date: there is no such date as "03/15/2015": there is no month 15; a date is read day first
"#,
        );
    }

    #[test]
    fn references_scores_and_sections_are_no_dates() {
        check_rule(
            &RULE,
            r"
## Circumstances

Log 4400 31/6/15, case 31-13-2015/7, form SCRRF.v1/2010, score 31/40, s5(2), AB31/04/2015, pages 73-74, 99/99.
",
        );
    }

    #[test]
    fn a_leap_day_is_a_date() {
        check_rule(&RULE, "Date of birth: 29/02/2016\n");
    }

    #[test]
    fn the_text_of_a_board_s_part_is_not_read() {
        check_rule(&RULE, "# Referral\n\n# For office use\n\nReceived 31 April 2015.\n");
    }

    #[test]
    fn a_fix_writes_the_day_as_the_writer_writes_days() {
        check_fix(
            &RULE,
            "Date aware: 31/04/15\n",
            "Change \"31/04/15\" to \"30/04/15\"",
            "Date aware: 30/04/15\n",
        );
        check_fix(
            &RULE,
            "Seen on 3th March 2015.\n",
            "Change \"3th March 2015\" to \"3rd March 2015\"",
            "Seen on 3rd March 2015.\n",
        );
    }

    #[test]
    fn what_different_people_write_as_dates_and_numbers() {
        for text in [
            r"## Circumstances

Regulation 5(2)(b)(ii); s44; paragraph 8.12; pages 73-74; form v1/2010; 14/0032; a ratio of 3/4; at 3.15 he woke.",
            r"Date of birth: TBC
Date of incident: n/k
Date aware: w/c 2/3/15
Date of referral: Thursday the 14th of May, 2015",
            r"## Chronology

| Date | Event |
|---|---|
| 2014/15 | two referrals |
| autumn term 2014 | excluded |
| 31 Jan | seen |
| overnight 3/4 March 2015 | taken ill |",
            r"## Circumstances

The NHS number is 943 476 5919, the telephone 01632 960 001, the URN 4400 31/9/15 and the exhibit KB/31/02/2015/1.",
            r"Ganwyd hi ar 3 Mawrth 2011. EDD 12/06/15. Aged 15 y 3 m; 6 weeks old; PHQ-9 30/2/27; on 29 Feb 2012.",
        ] {
            check_rule(&RULE, text);
        }
    }

    #[test]
    fn a_day_that_its_month_lacks_in_any_year_needs_no_year() {
        check_rule(
            &RULE,
            r#"
## Circumstances

He was seen on 30 February, on 31 April and on 29 February.
               ^^^^^^^^^^^ error invalid-date: there is no such date as "30 February": February has 29 days
                               ^^^^^^^^ error invalid-date: there is no such date as "31 April": April has 30 days
"#,
        );
    }
}
