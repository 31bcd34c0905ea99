#![doc = include_str!("conflicting_field.md")]

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Check, Reads, Rule};
use crate::date::{Precision, Value};
use crate::finding::Finding;
use crate::outline::{Field, Fill};
use crate::place::Place;
use crate::schema::{FieldSpec, FieldType};
use crate::subject::Subject;
use crate::told::{self, Told};

pub(super) const RULE: Rule = Rule {
    code: "conflicting-field",
    page: include_str!("conflicting_field.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// What a value says, as far as another can differ from it.
enum Said<'s> {
    Days { precision: Precision, first: NaiveDate, last: NaiveDate },
    Choice(&'s str),
}

/// Days in which one death may be told of twice. Source, as of the next: our own reading of referrals.
const MONTH: i64 = 31;
/// Days by which a day of birth may be mistaken: a day and a month that changed places are less than a year apart.
const YEAR: i64 = 366;

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
            if differ(value, &said)
                && !is_bare_date(subject, field)
                && !is_bare_date(subject, other)
                && !of_two_people(subject, spec, field, other)
            {
                let (here, there) = (subject.field_place(field), subject.field_place(other));
                findings.push(said_twice(spec, (here, &field.text), (there, &other.text)));
            }
        }
    }
    findings.extend(told_of_another_day(subject, "date-of-death", MONTH, told::deaths(subject)));
    findings.extend(told_of_another_day(subject, "date-of-incident", MONTH, told::incidents(subject)));
    findings.extend(told_of_another_day(subject, "date-of-birth", YEAR, told::births(subject)));
    findings
}

/// Where the text tells that something was on another day than the field says, or than it tells itself, by `most` days:
/// further away, somebody else died, or something else happened.
fn told_of_another_day(subject: &Subject<'_>, id: &str, most: i64, told: &[Told]) -> Option<Finding> {
    if subject.last_subject() > 1 {
        return None;
    }
    let spec = subject.schema.fields.iter().find(|spec| spec.id == id)?;
    let given = subject.fields(id).find_map(|field| match &field.date {
        Value::One(reading) if field.fill == Fill::Text => {
            Some((reading.day()?, subject.field_place(field), field.text.clone()))
        }
        _ => None,
    });
    let own = given.or_else(|| {
        let first = told.first()?;
        Some((first.day, subject.document.place(first.piece), subject.document.text(first.piece).to_owned()))
    });
    let (day, own, text) = own?;
    let other = told.iter().find(|told| {
        let place = subject.document.place(told.piece);
        let is_own = place.block == own.block && own.start <= place.start && place.end <= own.end;
        let is_slip = id == "date-of-birth" && is_year_slip(told.day, day);
        !is_own && (is_slip || (1..=most).contains(&(told.day - day).num_days().abs()))
    })?;
    let here = (subject.document.place(other.piece), subject.document.text(other.piece));
    Some(said_twice(spec, here, (own, &text)))
}

/// True where two days of birth differ in nothing but a year near by, as in "1946" for "1948".
fn is_year_slip(one: NaiveDate, other: NaiveDate) -> bool {
    /// Years by which one is mistyped.
    const YEARS: i32 = 15;
    let years = (one.year() - other.year()).abs();
    (one.month(), one.day()) == (other.month(), other.day()) && (1..=YEARS).contains(&years)
}

/// What is said of `spec` in one place, with what is said in the other.
fn said_twice(spec: &FieldSpec, (here, says): (Place, &str), (there, other): (Place, &str)) -> Finding {
    let message = format!(
        "\"{}\" is \"{says}\" here and \"{other}\" in another place; keep the one that is right",
        spec.label
    );
    RULE.at(here, message).about(&spec.id).with_related(there, "the other one")
}

/// True for a value behind "Date:" alone, which may be the date of whatever was asked above it.
fn is_bare_date(subject: &Subject<'_>, field: &Field) -> bool {
    let label =
        field.label.filter(|_| !field.in_front_matter).map_or("", |label| subject.document.source_at(label));
    label.trim_matches(|char: char| !char.is_alphabetic()).eq_ignore_ascii_case("date")
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
    fn a_death_told_of_another_day_than_the_one_given_is_reported() {
        check_rule(
            &RULE,
            r#"
Date of death: 3 September 2021

## Circumstances

Child O died on 5 September 2021, after being breathless since the Friday.
                ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "5 September 2021" here and "3 September 2021" in another place; keep the one that is right
"#,
        );
        check_rule(
            &RULE,
            r#"
Date of incident: 19 November 2019

## Circumstances

The mother says that the incident in which she left him took place on 21 November 2019.
                                                                      ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "21 November 2019" here and "19 November 2019"
"#,
        );
        for text in [
            "Child O died on 3 September 2021.",
            "His brother died on 5 September 2021.",
            "His uncle, whom he was close to, died on 20 August 2021.",
            "Nobody died on 5 September 2019.",
            "The inquest into how he died opened on 5 September 2021.",
            "He died in September 2021.",
        ] {
            check_rule(&RULE, &format!("Date of death: 3 September 2021\n\n## Circumstances\n\n{text}\n"));
        }
    }

    #[test]
    fn a_birth_in_brackets_behind_the_name_of_the_one_referred_is_held_against_the_field() {
        check_rule(
            &RULE,
            r#"
## Subject

Name: Child S
Date of birth: 12 April 2009

## Circumstances

Child S (d.o.b. 21 April 2009) was found in a box room. Her brother (born 21 April 2010) was not.
                ^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "21 April 2009" here and "12 April 2009"
"#,
        );
    }

    #[test]
    fn a_date_behind_its_name_alone_may_be_of_what_was_asked_above_it() {
        check_rule(
            &RULE,
            r"
Date sent: 12 August 2022

Did the young person die?

Date: 3 June 2022
",
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

    /// Checks what is said of `told` beside *Subject* with this name and day of birth, whose day is `marked` if it conflicts.
    #[track_caller]
    fn check_birth(name: &str, born: &str, told: &str, marked: Option<&str>) {
        let underline = marked.map_or_else(String::new, |day| {
            let before = " ".repeat(told.find(day).unwrap_or(0));
            format!(
                "{before}{} warning conflicting-field: \"Date of birth\" is \"{day}\" here and \"{born}\" in another place\n",
                "^".repeat(day.len())
            )
        });
        let text = format!(
            "## Subject\n\nName: {name}\nDate of birth: {born}\n\n## Circumstances\n\n{told}\n{underline}"
        );
        check_rule(&RULE, &text);
    }

    #[test]
    fn a_birth_told_of_the_one_referred_is_held_against_the_field_in_whatever_shape() {
        for (name, told) in [
            ("Child K", "Child K (born 21 April 2009) was found at home."),
            ("Child K", "Child K was born at Eastmoor Hospital on 21 April 2009."),
            ("Child K", "Child K's date of birth was 21 April 2009."),
            ("Child K", "K, whose date of birth is 21 April 2009, was found at home."),
            ("Child M", "Child M (girl), born 21 April 2009, was found at home."),
            ("C.W.", "C.W. was born on 21 April 2009."),
            ("C.W.", "C was born on 21 April 2009."),
            ("Child K, known as Teddy", "Teddy was born on 21 April 2009."),
            ("Mr Stanley H", "Mr H was born on 21 April 2009."),
            ("Albert", "Albert W, born 21 April 2009, was found at home."),
        ] {
            check_birth(name, "12 April 2009", told, Some("21 April 2009"));
        }
    }

    #[test]
    fn a_birth_of_somebody_else_or_without_a_day_is_no_conflict() {
        for told in [
            "Child K's brother was born on 21 April 2009.",
            "Her brother, Child L, was born on 21 April 2009.",
            "The mother of Child K was born on 21 April 2009.",
            "Child K L, born 21 April 2009, is her cousin.",
            "Mrs K was born on 21 April 2009.",
            "Child K was born in 2010.",
            "Child K was born on 21 April.",
        ] {
            check_birth("Child K", "12 April 2009", told, None);
        }
    }

    #[test]
    fn a_birth_of_the_same_day_in_a_year_near_by_is_a_slip_and_in_one_further_away_another_person_s() {
        check_birth(
            "Mr Stanley H",
            "12 April 1946",
            "Mr H was born on 12 April 1948.",
            Some("12 April 1948"),
        );
        check_birth(
            "Mr Stanley H",
            "12 April 1946",
            "Mr H was born on 12 April 1961.",
            Some("12 April 1961"),
        );
        check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 12 April 1962.", None);
        check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 13 April 1948.", None);
    }

    #[test]
    fn a_row_or_a_sentence_may_begin_with_the_day_of_a_death() {
        for text in [
            "On 5 September 2021 Child K died at home.",
            "On 5 September 2021 Child K was found dead at home.",
            "- 5 September 2021: died at Eastmoor Hospital",
            "- 5 September 2021 – Child K was found dead",
            "| 5 September 2021 | Child K died in hospital |",
        ] {
            let day = "5 September 2021";
            let table = if text.starts_with('|') { "| Day | Event |\n| --- | --- |\n" } else { "" };
            let marker = format!("{}{}", " ".repeat(text.find(day).unwrap_or(0)), "^".repeat(day.len()));
            check_rule(
                &RULE,
                &format!(
                    "Date of death: 3 September 2021\n\n## Circumstances\n\n{table}{text}\n{marker} warning \
                     conflicting-field: \"Date of death\" is \"5 September 2021\" here and \"3 September 2021\"\n"
                ),
            );
        }
        for text in [
            "On 5 September 2021 his brother died.",
            "On 5 September 2021 the inquest into how he died opened.",
            "The inquest opened on 5 September 2021.",
            "We learned of his death on 5 September 2021.",
            // Who died is not said in the row.
            "| 5 September 2021 | Found dead at home |\n| --- | --- |",
            "He died on 5 September.",
        ] {
            check_rule(&RULE, &format!("Date of death: 3 September 2021\n\n## Circumstances\n\n{text}\n"));
        }
    }

    #[test]
    fn what_the_text_tells_twice_is_held_against_itself_where_there_is_no_field() {
        check_rule(
            &RULE,
            r#"
## Circumstances

Child K died on 3 September 2021.

## Rationale

Child K died on 5 September 2021, which nobody foresaw.
                ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "5 September 2021" here and "3 September 2021"
"#,
        );
        check_rule(
            &RULE,
            r#"
Dear Chair,

Re: Child F, born 9 August 2016

Child F was born on 19 August 2016.
                    ^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "19 August 2016" here and "9 August 2016"

Yours faithfully,

Jo Example
"#,
        );
        check_rule(
            &RULE,
            r#"
# Referral report

This report asks for a review about Ollie, a boy born on 14 September 2020, who died at home.

Ollie (date of birth 24 September 2020) lived with his mother.
                     ^^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "24 September 2020" here
"#,
        );
    }

    #[test]
    fn the_day_of_the_incident_may_be_called_so() {
        check_rule(
            &RULE,
            r#"
Date of incident: 3 September 2021

## Circumstances

On 5 September 2021, the day of the incident, she was at home.
   ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "5 September 2021" here and "3 September 2021"
"#,
        );
    }

    #[test]
    fn the_birth_of_a_relative_is_another_day() {
        check_rule(
            &RULE,
            r#"
Child: K

DOB: 12/01/14

Mother DOB: 30/11/93

Dad - date of birth: 14 February 1991

Partner, DOB: 3/3/90
"#,
        );
    }

    #[test]
    fn a_title_before_the_last_name_is_of_the_same_person() {
        check_rule(
            &RULE,
            r#"
Name: Agnes Mary Example

Date of birth: 14 February 1929

## Circumstances

Mrs Example (d.o.b. 14 December 1929) was found by her milkman.
                    ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "14 December 1929" here
"#,
        );
    }
}
