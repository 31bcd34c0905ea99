#![doc = include_str!("notification_overdue.md")]

use super::{Check, Reads, Rule};
use crate::date::{self, Deadline, Division};
use crate::delay::is_past;
use crate::finding::{Finding, Severity};
use crate::outline::Fill;
use crate::schema::Timescale;
use crate::stated::{Stated, in_words};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "notification-overdue",
    severity: Severity::Information,
    question: Some("delay"),
    page: include_str!("notification_overdue.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// The field with the date of referral.
const REFERRAL: &str = "date-of-referral";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let clocks = subject.schema.timescales.iter().filter(|timescale| timescale.id != "referral");
    clocks.filter_map(|timescale| overdue(subject, timescale)).collect()
}

fn overdue(subject: &Subject<'_>, timescale: &Timescale) -> Option<Finding> {
    let (to, limit) = (timescale.to.as_deref()?, timescale.limit.limit()?);
    let given = to != REFERRAL && subject.fields(to).any(|field| field.fill == Fill::Text);
    // Where no day of notification is given, the referral is the first that the board heard.
    let to = subject.stated(if given { to } else { REFERRAL });
    let from = subject.stated(&timescale.from);
    let division = subject.division();
    if !is_past(&from, &to, limit, division) {
        return None;
    }
    let body = bound_body(subject, timescale)?;
    let latest = from.iter().max_by_key(|stated| stated.last)?;
    let made = to.iter().min_by_key(|stated| stated.first)?;
    let due = date::deadline(latest.last, limit, division);
    let what = if given { "this notification" } else { "this referral" };
    let message = format!(
        "{body} had {} from {}, to {}; {what} is dated {}, {}",
        limit.in_words(),
        latest_day(latest),
        due.date.format("%A %-d %B %Y"),
        in_words(made.first),
        later(division, due.date, made)
    );
    let mut finding = RULE
        .at(subject.field_place(made.field), message)
        .about(&timescale.id)
        .with_related(subject.field_place(latest.field), "counted from here")
        .with_note(counted(&due, division));
    if let Some(source) = subject.schema.source(&timescale.source) {
        finding = finding.with_note(format!("the clock comes from: {}", source.title));
    }
    if division != Division::EnglandAndWales {
        finding = finding.with_note(format!("no such clock could be verified for {}", division.name()));
    }
    Some(finding)
}

fn latest_day(stated: &Stated<'_>) -> String {
    let or_later = if stated.first == stated.last { "" } else { " at the latest" };
    format!("{}{or_later}", in_words(stated.last))
}

/// "6 working days later".
fn later(division: Division, due: chrono::NaiveDate, made: &Stated<'_>) -> String {
    match date::working_days_between(division, due, made.first) {
        0 => "after it".to_owned(),
        1 => "1 working day later".to_owned(),
        days => format!("{days} working days later"),
    }
}

/// The bank holidays that were left out of the count.
fn counted(due: &Deadline, division: Division) -> String {
    let days: Vec<String> =
        due.holidays.iter().map(|holiday| format!("{} ({})", in_words(holiday.date), holiday.name)).collect();
    if days.is_empty() {
        return format!("there is no bank holiday of {} in that time", division.name());
    }
    format!("bank holidays of {} not counted: {}", division.name(), days.join(", "))
}

/// The body that the clock binds, if it is the referrer's own agency; a clock that binds all binds any referrer.
fn bound_body(subject: &Subject<'_>, timescale: &Timescale) -> Option<String> {
    if timescale.binds == "all" {
        return Some("the referrer".to_owned());
    }
    let index = subject.schema.bodies.iter().position(|body| body.id == timescale.binds)?;
    let body = subject.schema.bodies.get(index)?;
    let named =
        subject.fields("referrer-agency").any(|field| subject.vocabulary.names_body(index, &field.text));
    let name = if body.name.is_empty() { body.id.replace('-', " ") } else { body.name.clone() };
    named.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::RULE;

    #[test]
    fn the_sixth_working_day_is_after_the_clock() {
        check_rule(
            &RULE,
            r"
Agency: Eastmoor Council, MASH
Date aware: Wed 23 December 2015
Date of referral: 5 January 2016
                  ^^^^^^^^^^^^^^ information notification-overdue: the local authority had 5 working days from 23 December 2015, to Monday 4 January 2016; this referral is dated 5 January 2016, 1 working day later
",
        );
    }

    #[test]
    fn a_notification_in_time_makes_up_for_a_later_referral() {
        check_rule(
            &RULE,
            r"
Agency: Eastmoor Borough Council
Date aware: 3 March 2015
Date notified to Ofsted: 10 March 2015
Date of referral: 30 March 2015
",
        );
    }

    #[test]
    fn what_different_people_write_that_the_clock_does_not_bind() {
        for text in [
            r"Agency: Millbrook School (the council was told on 3 March)
Date of referral: 2 April 2015",
            r"Name of referrer: Dr A. Example
Agency: Millbrook Surgery
Date aware: 3 March 2015
Date of referral: 30 March 2015

## Agencies involved

Eastmoor Council, children's social care",
            r"Agency: Eastmoor Town Council
Date aware: 3 March 2015
Date of referral: 30 March 2015",
            r"Agency: Eastmoor County Council
Date aware: March 2015
Date of referral: 30 March 2015",
            r"Agency: Children's Social Care
Date of incident: 3 March 2015
Date of referral: 30 March 2015",
        ] {
            check_rule(&RULE, text);
        }
    }
}
