//! The readings of a date in figures that could have its month first.
//!
//! Everywhere else the day is taken to come first, as it does in Britain; which was meant is for the writer to say.

use chrono::{Datelike, NaiveDate};
use text_size::TextRange;

use super::{Action, ActionKind};
use crate::date::{DateReading, Role};
use crate::finding::Edit;
use crate::outline::Fill;
use crate::place::Place;
use crate::subject::Subject;

/// For a cursor in such a date: each reading with the month in words.
pub(super) fn readings(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let document = subject.document;
    let found =
        dates(subject).into_iter().find(|(place, _)| document.resolve(*place).intersect(at).is_some());
    let days = found.and_then(|(place, year)| Some((place, both(document.source_at(place), year)?)));
    let Some((place, days)) = days else {
        return vec![Action {
            title: "Write the date with its month in words".to_owned(),
            kind: ActionKind::Read,
            edits: Vec::new(),
            preferred: false,
            finding: None,
            disabled: Some("there is no date here that could be read with its month first"),
        }];
    };
    let typed = document.source_at(place);
    let read = |(day, how): (NaiveDate, &str)| {
        let text = format!("{} {}", day.day(), day.format("%B %Y"));
        Action {
            title: format!("Write \"{typed}\" as {text}, with the {how} first"),
            kind: ActionKind::Read,
            edits: vec![Edit { place, text }],
            preferred: false,
            finding: None,
            disabled: None,
        }
    };
    days.into_iter().zip(["day", "month"]).map(read).collect()
}

/// Every date with a year: the place of the date alone, and the year it is read with. Those of fields come first.
fn dates(subject: &Subject<'_>) -> Vec<(Place, i32)> {
    let mut dates = Vec::new();
    let year = |reading: &DateReading, role: Role| reading.resolve_for(role).map(|span| span.earliest.year());
    for field in subject.outline.fields.iter().filter(|field| field.fill == Fill::Text) {
        let role = subject.field_spec(field).map_or(Role::Event, |spec| subject.role(&spec.id));
        for reading in field.date.readings() {
            let place = subject.place_in_field(field, reading.date_range);
            dates.extend(year(reading, role).map(|year| (place, year)));
        }
    }
    for dated in subject.dates.iter() {
        let place = subject.document.place(dated.piece);
        dates.extend(year(&dated.reading, Role::Event).map(|year| (place, year)));
    }
    dates
}

/// The day with the day first, and with the month first; nothing where `typed` is no date in figures or has one reading.
fn both(typed: &str, read_as: i32) -> Option<[NaiveDate; 2]> {
    let parts: Vec<&str> = typed.split(['/', '.', '-']).collect();
    let [one, other, year] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|number| (1..=12).contains(number));
    let (one, other) = (number(one)?, number(other)?);
    if one == other || year.is_empty() || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some([NaiveDate::from_ymd_opt(read_as, other, one)?, NaiveDate::from_ymd_opt(read_as, one, other)?])
}
