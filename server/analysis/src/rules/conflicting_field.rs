#![doc = include_str!("conflicting_field.md")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Check, Reads, Rule};
use crate::date::{Precision, Value};
use crate::document::LineKind;
use crate::finding::Finding;
use crate::outline::{Field, Fill};
use crate::place::{Piece, Place};
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
    findings.extend(told_of_another_day(subject, "date-of-death", MONTH, tells_of_death));
    findings.extend(told_of_another_day(subject, "date-of-incident", MONTH, tells_of_incident));
    let names = names_of_subject(subject);
    findings.extend(told_of_another_day(subject, "date-of-birth", YEAR, |around| tells_of_birth(&names, around)));
    findings
}

/// The words around a date in small letters: those before it in its sentence, and those behind it in its line or row.
struct Around {
    before: String,
    after: String,
}

fn words_around(subject: &Subject<'_>, date: Piece) -> Around {
    let line = Piece { start: 0, end: date.start, ..date };
    let before = subject.document.text(line).trim_end().to_lowercase();
    let before = before.rsplit(". ").next().unwrap_or("").to_owned();
    let block = subject.document.block(date.block);
    let end = block.and_then(|block| {
        let own = block.lines.iter().position(|line| line.text.contains_range(date.range()))?;
        let row = |kind: LineKind| match kind {
            LineKind::Cell { row, .. } => Some(row),
            _ => None,
        };
        let of_row = row(block.lines.get(own)?.kind);
        let rest = block.lines.get(own..)?.iter();
        let last = rest.take_while(|line| of_row.is_some() && row(line.kind) == of_row).last();
        last.or(block.lines.get(own)).map(|line| u32::from(line.text.end()))
    });
    let after = Piece { start: date.end, end: end.unwrap_or(date.end), ..date };
    Around { before, after: subject.document.text(after).trim().to_lowercase() }
}

/// By what the one referred is called, in small letters: "teddy n", "teddy".
fn names_of_subject(subject: &Subject<'_>) -> Vec<String> {
    /// Words that many are called by.
    const SHARED: &[&str] = &["child", "baby", "adult", "young", "person", "the", "miss", "mrs", "pupil", "patient"];
    let titles = subject.sections("subject").filter_map(|section| section.body.first());
    let titles = titles.map(|piece| subject.document.text(*piece).to_lowercase());
    let given = subject.fields("subject-name").map(|field| field.text.to_lowercase()).chain(titles);
    let mut names = Vec::new();
    for text in given {
        let known = text.split_once("known as ").map(|(_, name)| name.to_owned());
        for text in [Some(text), known].into_iter().flatten() {
            let name = text.split(['(', ',', '.', ';']).next().unwrap_or("").trim().trim_matches(['"', '“', '”']);
            let first = name.split(' ').next().unwrap_or("");
            names.extend([name, first].iter().filter(|name| name.len() > 2 && !SHARED.contains(name)).map(|name| (*name).to_owned()));
        }
    }
    names
}

/// Where the text says in such words that something was on another day than the field, by `most` days: further away, somebody
/// else died, or something else happened.
fn told_of_another_day(
    subject: &Subject<'_>,
    id: &str,
    most: i64,
    says: impl Fn(&Around) -> bool,
) -> Option<Finding> {
    if subject.last_subject() > 1 {
        return None;
    }
    let spec = subject.schema.fields.iter().find(|spec| spec.id == id)?;
    let field = subject.fields(id).find(|field| field.fill == Fill::Text)?;
    let Value::One(reading) = &field.date else { return None };
    let (day, own) = (reading.day()?, subject.field_place(field));
    let other = subject.dates.iter().find(|dated| {
        let place = subject.document.place(dated.piece);
        let is_own = place.block == own.block && own.start <= place.start && place.end <= own.end;
        let near = dated.reading.day().map(|other| (other - day).num_days().abs());
        !is_own
            && near.is_some_and(|days| (1..=most).contains(&days))
            && dated.reading.weekday_matches() != Some(false)
            && says(&words_around(subject, dated.piece))
    })?;
    let here = (subject.document.place(other.piece), subject.document.text(other.piece));
    Some(said_twice(spec, here, (own, &field.text)))
}

/// What is said of `spec` in one place, with what is said in the other.
fn said_twice(spec: &FieldSpec, (here, says): (Place, &str), (there, other): (Place, &str)) -> Finding {
    let message = format!(
        "\"{}\" is \"{says}\" here and \"{other}\" in another place; keep the one that is right",
        spec.label
    );
    RULE.at(here, message).about(&spec.id).with_related(there, "the other one")
}

/// "Child S (d.o.b.", "Child S was born on", where that is how the one referred is called.
fn tells_of_birth(names: &[String], around: &Around) -> bool {
    const BORN: &[&str] = &[
        "born", "born on", "d.o.b.", "d.o.b", "dob", "dob:", "date of birth", "date of birth:", "was born on", "who was born on",
    ];
    let ends_so = |born: &str| {
        let before = around.before.strip_suffix(born)?.strip_suffix([' ', '('])?;
        Some(before.trim_end_matches([' ', ',', '(']))
    };
    let mut called = BORN.iter().filter_map(|born| ends_so(born));
    called.any(|called| {
        names.iter().any(|name| {
            called.strip_suffix(name.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) && !rest.ends_with("of "))
        })
    })
}

/// "Child O died at home of acute asthma on": the words up to the date, in small letters.
fn tells_of_death(around: &Around) -> bool {
    /// Words between "died" and "on": "in the ambulance from diabetic ketoacidosis".
    const BETWEEN: usize = 8;
    /// Of whom else a death may be told.
    const OTHERS: &[&str] = &[
        "brother",
        "sister",
        "sibling",
        "twin",
        "mother",
        "father",
        "mum",
        "dad",
        "grandmother",
        "grandfather",
        "nan",
        "partner",
        "husband",
        "wife",
        "friend",
        "cousin",
        "aunt",
        "uncle",
        "resident",
        "patient",
        "son",
        "daughter",
        "dog",
    ];
    /// What begins something else.
    const LINKS: &[&str] = &["and", "after", "who", "but", "was", "until"];
    /// How a row or line goes on behind its date.
    const DIES: &[&str] = &["died", "dies", "pronounced dead", "life pronounced extinct", "passed away", "date of death"];
    let sentence = &around.before;
    let has = |text: &str, words: &[&str]| {
        text.split(|char: char| !char.is_alphanumeric()).any(|word| words.contains(&word))
    };
    // "| 12 May 2019 | Mr B died in hospital |", "12 May 2019: died."
    if sentence.ends_with(['\n', '\t', '|']) || sentence.is_empty() {
        let entry = around.after.trim_start_matches([' ', ':', '-', '–', '—', '\t', '\n', '|']);
        let head = DIES.iter().find_map(|dies| entry.find(dies).and_then(|at| entry.get(..at)));
        return head.is_some_and(|head| head.split_whitespace().count() <= 4 && !has(head, OTHERS) && !head.contains(['.', ',']));
    }
    let Some((before, behind)) = sentence.rsplit_once("died ") else { return false };
    let words: Vec<&str> = behind.split_whitespace().collect();
    words.last() == Some(&"on")
        && words.len() <= BETWEEN + 1
        && !behind.contains(',')
        && !has(before, OTHERS)
        && !has(behind, LINKS)
        // "The inquest into how he died opened on …"
        && !before.ends_with(" how he ") && !before.ends_with(" how she ") && !before.ends_with(" how they ")
}

/// "The mother says that the incident took place on", "…, the day of the incident".
fn tells_of_incident(around: &Around) -> bool {
    const HAPPENED: &[&str] = &["took place on", "happened on", "occurred on"];
    const THE_DAY: &[&str] = &["the day of the incident", "the date of the incident"];
    let is_day = THE_DAY.iter().any(|day| around.after.trim_start_matches([',', ' ', '(', '–', '-']).starts_with(day));
    let verb = HAPPENED.iter().find(|verb| around.before.ends_with(**verb));
    let before = verb.and_then(|verb| around.before.strip_suffix(verb));
    is_day || before.is_some_and(|before| {
        before.contains("the incident")
            && !["earlier", "previous", "first", "second", "another"].iter().any(|word| before.contains(word))
    })
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
}
