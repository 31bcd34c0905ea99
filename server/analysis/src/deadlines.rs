//! Which deadlines the dates of a referral start, and which of them comes next.
//!
//! A deadline that has passed is nobody's fault and is not spoken of; that takes a rule and, more, a reader.

use chrono::{Datelike, NaiveDate};

use crate::date;
use crate::hover;
use crate::schema::Timescale;
use crate::subject::Subject;

/// A day by which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Id of the timescale.
    pub timescale: String,
    /// What is due, for a reader.
    pub label: String,
    /// The day.
    pub date: NaiveDate,
    /// How the day was found, for a reader: the limit, from when it runs, and where it comes from.
    pub basis: String,
    /// False where the limit could only be recalled.
    pub confirmed: bool,
}

/// The first deadline that lies today or later, of those that start on one certain day and whose end is not there yet.
pub fn next(subject: &Subject<'_>) -> Option<Deadline> {
    let deadlines = subject.schema.timescales.iter().filter_map(|timescale| deadline(subject, timescale));
    deadlines.filter(|deadline| deadline.date >= subject.today).min_by_key(|deadline| deadline.date)
}

fn deadline(subject: &Subject<'_>, timescale: &Timescale) -> Option<Deadline> {
    let is_met = |id: &String| subject.days(id).iter().any(|(_, first, _)| *first <= subject.today);
    if timescale.to.as_ref().is_some_and(is_met) {
        return None;
    }
    let started = subject.days(&timescale.from);
    let (_, from, _) = started.iter().find(|(_, first, last)| first == last)?;
    let limit = timescale.limit.limit()?;
    let date = date::deadline(*from, limit, subject.division()).date;
    let spec = subject.schema.fields.iter().find(|field| field.id == timescale.from)?;
    let source = subject.schema.source(&timescale.source).map(hover::cited).unwrap_or_default();
    let from = format!("{} {}", from.day(), from.format("%B %Y"));
    let basis = format!("{} from \"{}\", {from}; {source}", limit.in_words(), spec.label);
    let label =
        if timescale.label.is_empty() { timescale.id.replace('-', " ") } else { timescale.label.clone() };
    Some(Deadline { timescale: timescale.id.clone(), label, date, basis, confirmed: timescale.confirmed })
}
