#![doc = include_str!("conflicting_field.md")]

mod gender;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use text_size::TextRange;

use super::invalid_value::ten_digits;
use super::{Check, Reads, Rule};
use crate::date::{Precision, Value};
use crate::finding::{Finding, Severity};
use crate::outline::{Field, Fill};
use crate::place::{Place, range};
use crate::schema::{FieldSpec, FieldType};
use crate::subject::{Dated, Subject};
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
/// Days by which a day of birth may be mistaken: a day and a month that changed places are less than a year apart, and a
/// wrong year may come with a wrong day.
const YEAR: i64 = 366 + MONTH;

/// Days of a long life: of "Mr Example", the only one of his name, every day of birth is his.
const LIFE: i64 = 110 * 366;

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
    findings.extend(known_on_another_day(subject));
    let births = told_of_another_day(subject, "date-of-birth", YEAR, told::births(subject));
    let nearly =
        || told_of_another_day(subject, "date-of-birth", 2 * MONTH, told::births_of_somebody(subject));
    let named = || told_of_another_day(subject, "date-of-birth", LIFE, &told::births_of_the_named(subject));
    let slips = || told_of_another_day(subject, "date-of-birth", 0, &told::births_of_anybody(subject));
    findings.extend(births.or_else(nearly).or_else(named).or_else(slips));
    findings.extend(another_nhs_number(subject));
    findings.extend(harmed_on_another_day(subject));
    findings.extend(gender::told_otherwise(subject));
    findings
}

/// Where a label gives one day of becoming aware and a sentence says that another was the first. The one may be the agency's and
/// the other the writer's.
fn known_on_another_day(subject: &Subject<'_>) -> Option<Finding> {
    let is_labelled = subject.fields("date-aware").any(|field| field.label.is_some());
    let told = if is_labelled { told::first_known(subject) } else { Vec::new() };
    let finding = told_of_another_day(subject, "date-aware", MONTH, &told)?;
    Some(finding.weighing(Severity::Information).with_note("if both are right, say who knew on each"))
}

/// Where the account of what happened begins with harm on another day, near by, than the label gives for the incident, and that
/// day is told of nowhere.
fn harmed_on_another_day(subject: &Subject<'_>) -> Option<Finding> {
    /// Days between the two; further apart, they are of two things.
    const NEAR: i64 = 14;
    let stated = subject.stated("date-of-incident");
    let [given] = stated.as_slice() else { return None };
    if subject.last_subject() > 1 || given.first != given.last {
        return None;
    }
    let own = subject.field_place(given.field);
    let day_of = |dated: &Dated| {
        let reading = &dated.reading;
        reading.day().or_else(|| reading.stated_day_in(given.first.year()))
    };
    let is_own = |dated: &Dated| {
        let place = subject.document.place(dated.piece);
        place.block == own.block && own.start <= place.start && place.end <= own.end
    };
    let has_account = subject.section_fill("circumstances").is_some();
    let of_letter = || {
        let harms = told::harms(subject);
        let all = subject.dates_where(|glance| glance.harm).flatten();
        all.into_iter().find(|dated| harms.first().is_some_and(|harm| harm.piece == dated.piece))
    };
    let first = subject.dates_in("circumstances").next().or_else(|| of_letter().filter(|_| !has_account))?;
    let day = day_of(first)?;
    let is_death = subject.stated("date-of-death").iter().any(|death| death.first == day);
    if !(1..=NEAR).contains(&(day - given.first).num_days().abs()) || is_death {
        return None;
    }
    if subject.dates.iter().any(|dated| day_of(dated) == Some(given.first) && !is_own(dated)) {
        return None;
    }
    let harm = told::harms(subject).iter().find(|harm| harm.piece == first.piece)?;
    let spec = subject.schema.fields.iter().find(|spec| spec.id == "date-of-incident")?;
    let here = (subject.document.place(harm.piece), subject.document.text(harm.piece));
    let finding = said_twice(spec, here, (own, &given.field.text));
    Some(finding.weighing(Severity::Information).with_note("if both are right, say what happened on each"))
}

/// Where a text that speaks of the NHS number has another one than the field: "under 943 476 5870, her NHS number".
fn another_nhs_number(subject: &Subject<'_>) -> Option<Finding> {
    /// Bytes between the number and the words that name it.
    const NEAR: usize = 16;
    if subject.last_subject() > 1 {
        return None;
    }
    let spec = subject.schema.fields.iter().find(|spec| spec.kind == FieldType::NhsNumber)?;
    let field = subject.fields(&spec.id).find(|field| field.fill == Fill::Text)?;
    let own = ten_digits(&field.text)?;
    let is_own = |place: Place| {
        field.value.is_some_and(|value| {
            value.block == place.block && value.start <= place.start && place.end <= value.end
        })
    };
    let lines = subject.outline.in_scope.iter().filter(|line| subject.glance(line.block).nhs_number);
    lines.into_iter().find_map(|line| {
        let text = subject.document.text(*line);
        let lower = text.to_lowercase();
        let is_other = |word: &str| told::OTHERS.contains(&word) || word == "baby";
        if lower.split(|char: char| !char.is_alphanumeric()).any(is_other) {
            return None;
        }
        let labels = ["nhs number", "nhs no"].iter().flat_map(|label| lower.match_indices(label));
        let labels: Vec<usize> = labels.map(|(at, _)| at).collect();
        let is_near = |at: &TextRange| {
            labels.iter().any(|label| {
                let (start, end) = (usize::from(at.start()), usize::from(at.end()));
                start.checked_sub(*label).or(label.checked_sub(end)).is_some_and(|gap| gap <= NEAR)
            })
        };
        numbers_in(text).into_iter().filter(is_near).find_map(|at| {
            let piece = line.part(at);
            let place = subject.document.place(piece);
            let says = subject.document.text(piece);
            let differs = ten_digits(says).is_some_and(|digits| digits != own) && !is_own(place);
            differs.then(|| said_twice(spec, (place, says), (subject.field_place(field), &field.text)))
        })
    })
}

/// Where runs of ten digits stand in a line, in groups or not.
fn numbers_in(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut from = 0;
    for part in text.split(|char: char| !(char.is_ascii_digit() || matches!(char, ' ' | '-' | '\u{a0}'))) {
        let start = from + (part.len() - part.trim_start().len());
        let number = part.trim();
        from += part.len();
        from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if number.chars().filter(char::is_ascii_digit).count() == 10 {
            found.push(range(start, start + number.len()));
        }
    }
    found
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

/// True where two days of birth differ in nothing but a year near by, as in "1946" for "1948", and a digit of the day, as in
/// "6" for "16"; or in nothing but the day or the month.
fn is_year_slip(one: NaiveDate, other: NaiveDate) -> bool {
    /// Years by which one is mistyped.
    const YEARS: i32 = 15;
    let years = (one.year() - other.year()).abs();
    let (day, own) = (one.day().to_string(), other.day().to_string());
    let is_digit = day.ends_with(&own) || own.ends_with(&day);
    let changed_places = (one.day(), one.month()) == (other.month(), other.day());
    let is_of_one_year =
        years == 0 && one != other && (one.day() == other.day() || one.month() == other.month());
    is_of_one_year
        || changed_places && years <= YEARS && one != other
        || one.month() == other.month() && is_digit && (1..=YEARS).contains(&years)
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
mod tests;
