#![doc = include_str!("conflicting_field.md")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Check, Reads, Rule};
use crate::date::{Precision, Value};
use crate::finding::Finding;
use crate::outline::{Field, Fill};
use crate::schema::{FieldSpec, FieldType};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "conflicting-field",
    page: include_str!("conflicting_field.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// What a value says, as far as another can differ from it.
enum Said<'s> {
    Days { precision: Precision, first: NaiveDate, last: NaiveDate },
    Choice(&'s str),
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let several = subject.last_subject() > 1;
    for spec in &subject.schema.fields {
        // The first value of each kind that is said of each subject.
        let mut firsts: BTreeMap<Option<u16>, Vec<(&Field, Said<'_>)>> = BTreeMap::new();
        for field in
            subject.fields(&spec.id).filter(|field| field.fill == Fill::Text && subject.is_at_home(field))
        {
            let Some(said) = said(subject, spec, field) else { continue };
            let owner = if several { subject.owner(field) } else { None };
            let values = firsts.entry(owner).or_default();
            let Some((other, value)) = values.iter().find(|(_, value)| is_comparable(value, &said)) else {
                values.push((field, said));
                continue;
            };
            if differ(value, &said) && !of_two_people(subject, spec, field, other) {
                let message = format!(
                    "\"{}\" is \"{}\" here and \"{}\" in another place; keep the one that is right",
                    spec.label, field.text, other.text
                );
                let finding = RULE.at(subject.field_place(field), message).about(&spec.id);
                findings.push(finding.with_related(subject.field_place(other), "the other one"));
            }
        }
    }
    findings
}

/// True where each of two facts about a person stands in a table or list with its own name: those of two people.
fn of_two_people(subject: &Subject<'_>, spec: &FieldSpec, one: &Field, other: &Field) -> bool {
    let name_beside = |field: &Field| {
        let block = subject.field_place(field).block;
        let mut names = subject.fields("subject-name").filter(|name| name.fill == Fill::Text);
        names.find(|name| !name.in_front_matter && subject.field_place(name).block == block)
    };
    let of_subject = spec.home.first().is_some_and(|home| home == "subject");
    of_subject
        && matches!((name_beside(one), name_beside(other)), (Some(one), Some(other)) if one.text != other.text)
}

fn said<'s>(subject: &Subject<'_>, spec: &'s FieldSpec, field: &Field) -> Option<Said<'s>> {
    match spec.kind {
        FieldType::Date => {
            let Value::One(reading) = &field.date else { return None };
            let span = reading.resolve_for(subject.role(&spec.id))?;
            // A time of day tells no two days apart, and soft edges none at all.
            let precision = match reading.precision {
                Precision::Fuzzy => return None,
                Precision::Minute => Precision::Day,
                precision => precision,
            };
            Some(Said::Days { precision, first: span.earliest, last: span.latest })
        }
        FieldType::Choice => {
            let names = |name: &String| field.text.trim().eq_ignore_ascii_case(name);
            let choice =
                spec.choices.iter().find(|choice| names(&choice.value) || choice.aliases.iter().any(names));
            choice.map(|choice| Said::Choice(&choice.value))
        }
        FieldType::Text | FieldType::NhsNumber => None,
    }
}

fn is_comparable(one: &Said<'_>, other: &Said<'_>) -> bool {
    match (one, other) {
        (Said::Days { precision, .. }, Said::Days { precision: other, .. }) => precision == other,
        (Said::Choice(_), Said::Choice(_)) => true,
        _ => false,
    }
}

fn differ(one: &Said<'_>, other: &Said<'_>) -> bool {
    match (one, other) {
        (Said::Days { first, last, .. }, Said::Days { first: from, last: to, .. }) => {
            last < from || to < first
        }
        (Said::Choice(one), Said::Choice(other)) => one != other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::RULE;

    #[test]
    fn dates_of_one_field_that_differ_are_reported_on_the_later() {
        check_rule(
            &RULE,
            r#"
---
date-of-incident: 3 March 2015
---

## Circumstances

Date of incident: 4 March 2015
                  ^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "4 March 2015" here and "3 March 2015" in another place; keep the one that is right
"#,
        );
    }

    #[test]
    fn two_spellings_two_precisions_and_a_time_of_day_are_no_conflict() {
        check_rule(
            &RULE,
            r"
---
date-of-incident: 2015-03-03
date-aware: March 2015
---

Date of incident: 3.3.15 at 14:30
Date aware: 9 March 2015
",
        );
    }

    #[test]
    fn each_of_several_children_has_a_date_of_birth() {
        check_rule(
            &RULE,
            r"
## Subject details

Name: Child A
Date of birth: 3 March 2011

## Subject details

Name: Child B
Date of birth: 4 April 2013
",
        );
    }

    #[test]
    fn a_sibling_s_date_of_birth_is_another_fact() {
        check_rule(
            &RULE,
            r"
## Subject

Name: Child A
Date of birth: 3 March 2011

## Family

| Name | Relationship | Date of birth |
|---|---|---|
| Child B | brother | 4 April 2013 |
| Child C | sister | 5 May 2014 |
",
        );
    }

    #[test]
    fn a_choice_given_twice_differently_is_reported() {
        check_rule(
            &RULE,
            r#"
---
schema: eastmoor
gender: F
---

## Subject

Gender: Boy
        ^^^ warning conflicting-field: "Gender" is "Boy" here and "F" in another place
"#,
        );
    }

    #[test]
    fn a_choice_and_its_alias_agree() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
gender: F
---

## Subject

Gender: girl
",
        );
    }

    #[test]
    fn what_different_people_write_without_a_conflict() {
        for text in [
            r"---
date-of-referral: 14 May 2015
---

## Sign-off

Signed: J. Example

Date of referral: 14/05/15",
            r"| Name of child | Child K | DOB | 3.3.11 |
|---|---|---|---|
| Date of incident | Tues 3 March 2015 | Date aware | 03/03/2015 |

## Circumstances

Date of incident: 3 March 2015, about 2.30pm",
            r"## Subject

Date of birth: 14/02/98

## Background

Date of birth: 14/02/1998 (confirmed by the hospital)",
            r"## Circumstances

Date of incident: 3 March 2015

## Family

Date of incident: 4 June 2009, when her brother was hurt",
            r"## Subject

Date of death: 3 March 2015

Date of incident: between 1 and 3 March 2015

## Circumstances

Date of incident: between 2 and 3 March 2015

## Sign-off

Date: 14 May 2015",
        ] {
            check_rule(&RULE, text);
        }
    }
}
