//! What a date says, how far it lies from the day of becoming aware, and which deadlines it starts.
//!
//! Nothing is called late: that takes a rule and, more, a reader.

use chrono::{Datelike, NaiveDate};
use text_size::TextSize;

use super::{About, Part, source_of, touches};
use crate::completion::date_style;
use crate::date::{self, DateReading, Holiday, Role, Value};
use crate::outline::{Field, Fill};
use crate::schema::{FieldType, LimitSpec, Schema, Timescale};
use crate::subject::Subject;

/// The date at byte `at`.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Option<About> {
    let of_field = subject.outline.fields.iter().find_map(|field| {
        let spec = subject.field_spec(field).filter(|spec| spec.kind == FieldType::Date)?;
        let range = subject.document.resolve(field.value?);
        if field.fill != Fill::Text || !touches(range, at) {
            return None;
        }
        let Value::One(reading) = &field.date else { return None };
        Some((range, (**reading).clone(), subject.role(&spec.id), Some(spec.id.as_str())))
    });
    let (range, reading, role, field) = of_field.or_else(|| {
        let dated = subject.dates.iter().map(|dated| {
            (subject.document.resolve(subject.document.place(dated.piece)), dated.reading.clone())
        });
        let (range, reading) = dated.into_iter().find(|(range, _)| touches(*range, at))?;
        Some((range, reading, Role::Event, None))
    })?;
    Some((range, part(subject, &reading, role, field)?))
}

fn part(subject: &Subject<'_>, reading: &DateReading, role: Role, field: Option<&str>) -> Option<Part> {
    let span = reading.resolve_for(role)?;
    let is_day = span.earliest == span.latest;
    let mut part = Part::new(if is_day {
        in_words(span.earliest)
    } else {
        format!("between {} and {}", in_words(span.earliest), in_words(span.latest))
    });
    if reading.is_year_incomplete() {
        part.say(format!("The year is not written in full; it is read as {}.", span.earliest.year()));
    }
    if reading.weekday_matches() == Some(false) {
        part.say("The weekday beside it is another one.");
    }
    if is_day {
        let holidays = date::bank_holidays(subject.division(), span.earliest.year());
        if let Some(holiday) = holidays.iter().find(|holiday| holiday.date == span.earliest) {
            part.say(format!("A bank holiday: {}.", holiday.name));
        }
    }
    part.say(since_aware(subject, span.earliest, span.latest, field));
    if let Some(field) = field {
        for timescale in subject.schema.timescales.iter().filter(|timescale| timescale.from == field) {
            part.list(
                &deadline_lead(subject.schema, timescale),
                deadline(subject, timescale, span.earliest, span.latest),
            );
        }
    }
    Some(part)
}

/// What a few words beside a date field can say, and all there is to know of it; nothing where the date is no single day
/// or nothing follows from it.
pub(crate) fn beside(subject: &Subject<'_>, field: &Field) -> Option<(String, Part)> {
    let spec = subject.field_spec(field).filter(|spec| spec.kind == FieldType::Date)?;
    let Value::One(reading) = &field.date else { return None };
    let role = subject.role(&spec.id);
    let day = reading.resolve_for(role).filter(|span| span.earliest == span.latest)?.earliest;
    let mut said: Vec<String> = Vec::new();
    if spec.id != "date-aware"
        && let Some((_, aware, _)) =
            subject.days("date-aware").into_iter().find(|(_, first, last)| first == last)
        && aware < day
    {
        let number = date::working_days_between(subject.division(), aware, day);
        said.push(format!("{} after becoming aware", working_days(number)));
    }
    let mut deadlines: Vec<(NaiveDate, date::Limit)> = Vec::new();
    for timescale in subject.schema.timescales.iter().filter(|timescale| timescale.from == spec.id) {
        // Once the day it runs to is given, the time it took is said there.
        let is_over = timescale.to.as_ref().is_some_and(|to| !subject.stated(to).is_empty());
        if let Some(limit) = limit(timescale.limit).filter(|_| timescale.confirmed && !is_over) {
            let deadline = date::deadline(day, limit, subject.division());
            deadlines.push((deadline.non_working.unwrap_or(deadline.date), limit));
        }
    }
    deadlines.sort_by_key(|(last, _)| *last);
    let style = date_style(subject);
    said.extend(
        deadlines.iter().map(|(last, limit)| format!("{}: until {}", limit.in_words(), style.render(*last))),
    );
    if said.is_empty() {
        return None;
    }
    Some((said.join(" · "), part(subject, reading, role, Some(&spec.id))?))
}

/// A sentence on the working days from the day of becoming aware; empty where that is not known or later.
fn since_aware(subject: &Subject<'_>, first: NaiveDate, last: NaiveDate, field: Option<&str>) -> String {
    if field == Some("date-aware") {
        return String::new();
    }
    let aware = subject.days("date-aware").into_iter().find(|(_, first, last)| first == last);
    let Some((_, aware, _)) = aware else { return String::new() };
    if last <= aware || first < aware {
        return String::new();
    }
    let division = subject.division();
    let fewest = date::working_days_between(division, aware, first);
    let most = date::working_days_between(division, aware, last);
    let number =
        if fewest == most { working_days(fewest) } else { format!("{fewest} to {}", working_days(most)) };
    let holidays = date::holidays_between(division, aware, last);
    format!("{number} after becoming aware on {}{}.", in_words(aware), counted(&holidays))
}

/// What the deadline is and whom it binds.
pub(super) fn deadline_lead(schema: &Schema, timescale: &Timescale) -> String {
    let body = schema.bodies.iter().find(|body| body.id == timescale.binds);
    let binds = match body {
        Some(body) if !body.name.is_empty() => format!("binds {}", body.name),
        Some(body) => format!("binds {}", body.id),
        None => "binds nobody in particular".to_owned(),
    };
    let label =
        if timescale.label.is_empty() { timescale.id.replace('-', " ") } else { timescale.label.clone() };
    format!("{} ({binds}): {label}", limit_in_words(timescale.limit))
}

fn deadline(subject: &Subject<'_>, timescale: &Timescale, first: NaiveDate, last: NaiveDate) -> Vec<String> {
    let mut points = Vec::new();
    let division = subject.division();
    if let Some(limit) = limit(timescale.limit) {
        let early = date::deadline(first, limit, division);
        let late = date::deadline(last, limit, division);
        let mut day = in_words(early.date);
        if late.date != early.date {
            day = format!("between {day} and {}", in_words(late.date));
        }
        let moved = early.non_working.map(|next| format!("; no working day, the next is {}", in_words(next)));
        points.push(format!("until {day}{}{}", moved.unwrap_or_default(), counted(&early.holidays)));
    }
    let source = source_of(subject.schema, &timescale.source);
    points.push(format!("source: {}", source.name));
    if !timescale.confirmed {
        points.push("this number could only be recalled and is not confirmed".to_owned());
    }
    points
}

/// The bank holidays left out of the count.
fn counted(holidays: &[Holiday]) -> String {
    if holidays.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        holidays.iter().map(|holiday| format!("{} ({})", holiday.name, short(holiday.date))).collect();
    format!(", bank holidays counted: {}", names.join(", "))
}

fn limit(limit: LimitSpec) -> Option<date::Limit> {
    use std::num::NonZeroU16;
    Some(match limit {
        LimitSpec::WorkingDays(number) => date::Limit::WorkingDays(NonZeroU16::new(number)?),
        LimitSpec::CalendarDays(number) => date::Limit::CalendarDays(NonZeroU16::new(number)?),
        LimitSpec::Weeks(number) => date::Limit::Weeks(NonZeroU16::new(number)?),
        LimitSpec::Months(number) => date::Limit::Months(NonZeroU16::new(number)?),
        LimitSpec::Hours(number) => date::Limit::Hours(NonZeroU16::new(number)?),
    })
}

fn limit_in_words(spec: LimitSpec) -> String {
    limit(spec).map(date::Limit::in_words).unwrap_or_default()
}

fn working_days(number: i64) -> String {
    if number == 1 { "1 working day".to_owned() } else { format!("{number} working days") }
}

fn in_words(date: NaiveDate) -> String {
    format!("{} {} {} {}", date.format("%A"), date.day(), date.format("%B"), date.year())
}

fn short(date: NaiveDate) -> String {
    format!("{} {}", date.day(), date.format("%B"))
}
