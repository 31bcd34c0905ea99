#![doc = include_str!("future_date.md")]

use chrono::NaiveDate;

use super::date_order::is_expected;
use super::{Check, Reads, Rule};
use crate::date::{Precision, Year};
use crate::finding::{Finding, Severity};
use crate::stated::{Stated, in_words};
use crate::subject::Subject;
use crate::told;

pub(super) const RULE: Rule = Rule {
    code: "future-date",
    severity: Severity::Error,
    page: include_str!("future_date.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// What has happened by the time a referral is sent, and what it is called.
const PAST: [(&str, &str); 5] = [
    ("date-of-birth", "the birth"),
    ("date-of-death", "the death"),
    ("date-of-incident", "the incident"),
    ("date-aware", "becoming aware"),
    ("date-of-referral", "this referral"),
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (id, name) in PAST {
        if id == "date-of-referral" && subject.draft {
            continue;
        }
        for readings in subject.stated_by_subject(id).values() {
            let ahead = |stated: &Stated<'_>| {
                stated.first > subject.today && !(id == "date-of-birth" && is_expected(subject, stated.field))
            };
            let Some(first) = readings.first().filter(|_| readings.iter().all(ahead)) else { continue };
            let place = subject.field_place(first.field);
            let message = format!(
                "{name} is dated {}, and today is {}; give the day on which it happened",
                first.in_words(),
                in_words(subject.today)
            );
            let mut finding = RULE.at(place, message).about(id);
            if id == "date-of-referral" {
                finding = finding.with_note(
                    "a referral that is still being written can say \"status: draft\" in its front matter",
                );
            }
            findings.push(finding);
        }
    }
    let told = told_ahead(subject);
    findings.extend(told.or_else(|| if findings.is_empty() { otherwise_told_ahead(subject) } else { None }));
    findings
}

/// Any other day ahead in a clause that tells of the past: "He was seen by the GP on 6 May 2051".
fn otherwise_told_ahead(subject: &Subject<'_>) -> Option<Finding> {
    /// Days up to which a year of two digits may lie ahead. Source: our own reading of referrals.
    const YEAR: i64 = 366;
    let is_ahead = |day: NaiveDate| day > subject.today;
    subject.dates_where(|glance| glance.last_day.is_some_and(is_ahead)).flatten().find_map(|dated| {
        let day = dated.reading.earliest().filter(|day| is_ahead(*day))?;
        // "19.1.83" is a birth in the last century.
        let is_of_this_century = match dated.reading.year {
            Year::Full(_) => true,
            Year::TwoDigit(_) => (day - subject.today).num_days() <= YEAR,
            Year::Absent => false,
        };
        if !is_of_this_century || dated.reading.precision > Precision::Month {
            return None;
        }
        let message = format!(
            "this is told as past and dated {}, and today is {}; give the day on which it happened",
            subject.document.text(dated.piece),
            in_words(subject.today)
        );
        told::is_told_as_past(subject, dated.piece)
            .then(|| RULE.at(subject.document.place(dated.piece), message).about("date-of-incident"))
    })
}

/// A death or an incident that the text tells of as past, on a day that is not: "Child K died on 6 June 2051".
fn told_ahead(subject: &Subject<'_>) -> Option<Finding> {
    let deaths = told::deaths(subject).iter().map(|told| (told, "date-of-death", "the death"));
    let incidents = told::incidents(subject).iter().map(|told| (told, "date-of-incident", "the incident"));
    let mut ahead = deaths.chain(incidents).filter(|(told, ..)| told.day > subject.today);
    let (told, id, name) = ahead.find(|(_, id, _)| subject.stated(id).is_empty())?;
    let message = format!(
        "{name} is dated {}, and today is {}; give the day on which it happened",
        in_words(told.day),
        in_words(subject.today)
    );
    Some(RULE.at(subject.document.place(told.piece), message).about(id))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::RULE;

    #[test]
    fn what_has_happened_is_not_after_today() {
        check_rule(
            &RULE,
            r"
---
date-of-birth: 2020-02-12
               ^^^^^^^^^^ error future-date: the birth is dated 12 February 2020, and today is 30 September 2019; give the day on which it happened
date-of-death: 2020-02-13
               ^^^^^^^^^^ error future-date: the death is
date-of-incident: 2020-02-12
                  ^^^^^^^^^^ error future-date: the incident is
date-aware: 2020-02-13
            ^^^^^^^^^^ error future-date: becoming aware is
date-of-referral: 2020-02-14
                  ^^^^^^^^^^ error future-date: this referral is
---
",
        );
    }

    #[test]
    fn today_itself_and_the_running_month_are_not_ahead() {
        check_rule(
            &RULE,
            r"
---
date-of-incident: September 2019
date-aware: 30/9/19
date-of-referral: 30 September 2019
---

## Parallel processes

The hearing is on 12 November 2019 and the review is due on 1 May 2020.
",
        );
    }

    #[test]
    fn a_draft_may_carry_the_day_on_which_it_will_be_sent() {
        check_rule(&RULE, "---\nstatus: draft\ndate-of-referral: 2019-10-07\n---\n\n# Child K\n");
    }

    #[test]
    fn an_expected_birth_may_lie_ahead() {
        check_rule(&RULE, "## Subject\n\nName: unborn baby\nDate of birth: EDD 12/12/2019\n");
    }

    #[test]
    fn where_dates_conflict_one_that_is_past_will_do() {
        check_rule(
            &RULE,
            "---\ndate-aware: 2020-03-05\n---\n\n## Circumstances\n\nDate aware: 5 March 2019\n",
        );
    }

    #[test]
    fn what_different_people_write_about_the_past() {
        for text in [
            r"Date of referral: 30/09/19",
            r"---
status: draft
date-of-referral: 1 December 2019
---

# Child K",
            r"---
date-of-birth: 01/10/98
date-of-incident: autumn 2019
date-of-referral: September 2019
---",
            r"## Parallel processes

Inquest: 3 March 2020. Date of next hearing: 14 January 2020. Review due 1 May 2020.

Date aware: 29 September 2019",
            r"## Subject

Date of birth/EDD: 12/12/2019",
        ] {
            check_rule(&RULE, text);
        }
    }

    #[test]
    fn what_is_told_as_past_is_not_ahead() {
        check_rule(
            &RULE,
            r#"
## Circumstances

Child K died on 6 June 2051.
                ^^^^^^^^^^^ error future-date: the death is dated 6 June 2051
"#,
        );
        check_rule(
            &RULE,
            r#"
## Circumstances

The nurse saw a bruise on 6 June 2051.
                          ^^^^^^^^^^^ error future-date: this is told as past
"#,
        );
        check_rule(
            &RULE,
            r#"
## Circumstances

He was made subject to an order until 6 June 2051, and will be 18 on 3 May 2033.
"#,
        );
    }
}
