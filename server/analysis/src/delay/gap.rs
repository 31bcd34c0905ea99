//! The time from awareness, or from the incident, to the referral, held against the clock `referral`.
//!
//! A date that can mean several days makes nothing late unless it is late on each of them.

use chrono::NaiveDate;

use crate::date::{self, Division, Limit};
use crate::finding::Severity;
use crate::place::Place;
use crate::stated::Stated;
use crate::subject::Subject;

/// How the dates of a case stand to each other.
#[derive(Debug)]
pub(crate) enum Gap {
    /// A date to count from or to count to is missing or cannot be read.
    Unknown,
    /// Not late, at one reading at least.
    InTime,
    /// Late at every reading.
    Late(Lateness),
}

/// What the clock was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// The day the referrer became aware.
    Aware,
    /// The incident, where no date of awareness can be read; awareness may be later.
    Incident,
}

/// A referral made after the clock ran out.
#[derive(Debug)]
pub(crate) struct Lateness {
    /// What was counted from.
    pub since: Since,
    /// The field counted from.
    pub from: Place,
    /// The date of referral with its label.
    pub to: Place,
    /// Working days between the two, the fewest that any reading gives.
    pub working_days: i64,
    /// True where each date is one day and is given once.
    pub exact: bool,
    /// The days between which the working days are counted.
    pub days: (NaiveDate, NaiveDate),
    /// The first day that the one can mean and the last that the other can.
    pub window: (NaiveDate, NaiveDate),
    /// The most that what rests on this clock may weigh.
    pub weight: Severity,
}

impl Lateness {
    /// "49 working days", or the fewest that any reading gives.
    pub fn passed(&self) -> String {
        let days = in_working_days(self.working_days);
        if self.exact { days } else { format!("at least {days}") }
    }
}

/// "1 working day", "49 working days".
pub(super) fn in_working_days(days: i64) -> String {
    let unit = if days == 1 { "working day" } else { "working days" };
    format!("{days} {unit}")
}

/// True where `to` lies after what `limit` allows from `from`, at each pair of readings. A limit that ends on a
/// non-working day is not passed before the next working day is over.
pub(crate) fn is_past(from: &[Stated<'_>], to: &[Stated<'_>], limit: Limit, division: Division) -> bool {
    let latest = from.iter().map(|stated| stated.last).max();
    let earliest = to.iter().map(|stated| stated.first).min();
    let (Some(latest), Some(earliest)) = (latest, earliest) else { return false };
    let deadline = date::deadline(latest, limit, division);
    earliest > deadline.non_working.unwrap_or(deadline.date)
}

/// How the dates of `subject` stand to each other. Without a clock `referral` nothing is late.
pub(super) fn gap(subject: &Subject<'_>) -> Gap {
    let Some(timescale) = subject.schema.timescale("referral") else { return Gap::InTime };
    let Some(limit) = timescale.limit.limit() else { return Gap::InTime };
    let to = subject.stated(timescale.to.as_deref().unwrap_or("date-of-referral"));
    let aware = subject.stated(&timescale.from);
    let (since, from) = if aware.is_empty() {
        (Since::Incident, subject.stated("date-of-incident"))
    } else {
        (Since::Aware, aware)
    };
    let (Some(first_from), Some(first_to)) = (from.first(), to.first()) else { return Gap::Unknown };
    let division = subject.division();
    if !is_past(&from, &to, limit, division) {
        return Gap::InTime;
    }
    let exact = from.iter().chain(&to).all(|stated| stated.first == stated.last);
    let latest = from.iter().map(|stated| stated.last).max().unwrap_or(first_from.last);
    let earliest = to.iter().map(|stated| stated.first).min().unwrap_or(first_to.first);
    let start = from.iter().map(|stated| stated.first).min().unwrap_or(first_from.first);
    let end = to.iter().map(|stated| stated.last).max().unwrap_or(first_to.last);
    // No clock in working days could be verified for Scotland or Northern Ireland.
    // What is read from running text may be about something else.
    let labelled = from.iter().all(|stated| stated.field.label.is_some());
    let verified = labelled
        && timescale.confirmed
        && (division == Division::EnglandAndWales || !matches!(limit, Limit::WorkingDays(_)));
    let weight = match since {
        Since::Incident => Severity::Hint,
        Since::Aware if verified => Severity::Warning,
        Since::Aware => Severity::Information,
    };
    Gap::Late(Lateness {
        since,
        from: subject.whole_field_place(first_from.field),
        to: subject.whole_field_place(first_to.field),
        working_days: date::working_days_between(division, latest, earliest),
        exact: exact && latest == start && earliest == end,
        days: (latest, earliest),
        window: (start, end),
        weight,
    })
}
