#![doc = include_str!("weekday_mismatch.md")]

use super::invalid_date::written_dates;
use super::{Check, Reads, Rule};
use crate::date::{Role, Style};
use crate::finding::{Finding, Fix};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "weekday-mismatch",
    page: include_str!("weekday_mismatch.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for written in written_dates(subject, |reading| reading.weekday.is_some()) {
        let reading = &written.reading;
        // The century of a birth in two digits is not certain enough to name its weekday.
        let sure =
            !reading.is_year_incomplete() || written.about.is_some_and(|id| subject.role(id) == Role::Event);
        let corrections = reading.weekday_corrections();
        let (Some(weekday), Some(day), true) = (reading.weekday, corrections.first(), sure) else { continue };
        let message = format!(
            "{} was a {}, not a {}; correct the date or the day of the week",
            Style::default().render(*day),
            day.format("%A"),
            weekday_name(weekday)
        );
        let fixes = corrections.iter().map(|day| {
            let meant = reading.style.render(*day);
            Fix::replacing(format!("Change \"{}\" to \"{meant}\"", written.text), written.place, meant)
        });
        let mut finding = RULE.at(written.place, message).with_fix(fixes);
        finding.about = written.about.map(str::to_owned);
        findings.push(finding);
    }
    findings
}

fn weekday_name(weekday: chrono::Weekday) -> &'static str {
    match weekday {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
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

He was seen on Monday 3 March and on Tues 3 March 2015. The log is Mon-3/3/2015-7.
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
