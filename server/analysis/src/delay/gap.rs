//! The time from awareness, or from the incident, to the referral, held against the clock `referral`.
//!
//! A date that can mean several days makes nothing late unless it is late on each of them.

use chrono::NaiveDate;

use crate::date::{self, Division, Limit};
use crate::finding::Severity;
use crate::place::Place;
use crate::stated::Stated;
use crate::subject::Subject;
use crate::told::{self, Told};

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
    /// Counted from the last day of the account of what happened: enough to judge a reason that is given, and not to ask
    /// for one.
    pub of_account: bool,
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

/// One reading of a date that is counted from or to.
struct Day {
    first: NaiveDate,
    last: NaiveDate,
    place: Place,
    labelled: bool,
    /// The last day of the account of what happened, whatever it is the day of.
    of_account: bool,
}

impl Day {
    fn of(subject: &Subject<'_>, stated: &Stated<'_>) -> Self {
        let Stated { field, first, last } = *stated;
        Day {
            first,
            last,
            place: subject.whole_field_place(field),
            labelled: field.label.is_some(),
            of_account: false,
        }
    }
}

/// The day of the incident, or else of the death; or else the last such day that the text tells of, and at last the last
/// day of all in the account of what happened.
fn happened(subject: &Subject<'_>) -> Vec<Day> {
    for id in ["date-of-incident", "date-of-death"] {
        let stated = subject.stated(id);
        if !stated.is_empty() {
            return stated.iter().map(|stated| Day::of(subject, stated)).collect();
        }
    }
    let last = |told: &[Told]| told.iter().map(|told| (told.day, told.piece)).max_by_key(|(day, _)| *day);
    let told = last(told::incidents(subject)).max(last(told::deaths(subject)));
    let told = told.or_else(|| last(told::harms(subject)));
    let of_account = told.is_none();
    let last = told.or_else(|| {
        let account = subject.passage("circumstances");
        let days = subject.dates.iter().filter(|dated| account.contains(dated.piece));
        days.filter_map(|dated| Some((dated.reading.latest()?, dated.piece))).max_by_key(|(day, _)| *day)
    });
    let day = last.map(|(day, piece)| Day {
        first: day,
        last: day,
        place: subject.document.place(piece),
        labelled: false,
        of_account,
    });
    day.into_iter().collect()
}

/// True where `to` lies after what `limit` allows from `from`, at each pair of readings. A limit that ends on a
/// non-working day is not passed before the next working day is over.
pub(crate) fn is_past(from: &[Stated<'_>], to: &[Stated<'_>], limit: Limit, division: Division) -> bool {
    let latest = from.iter().map(|stated| stated.last).max();
    let earliest = to.iter().map(|stated| stated.first).min();
    is_after(latest, earliest, limit, division)
}

fn is_later(from: &[Day], to: &[Day], limit: Limit, division: Division) -> bool {
    let latest = from.iter().map(|day| day.last).max();
    is_after(latest, to.iter().map(|day| day.first).min(), limit, division)
}

fn is_after(
    latest: Option<NaiveDate>,
    earliest: Option<NaiveDate>,
    limit: Limit,
    division: Division,
) -> bool {
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
        (Since::Incident, happened(subject))
    } else {
        (Since::Aware, aware.iter().map(|stated| Day::of(subject, stated)).collect())
    };
    let to: Vec<Day> = to.iter().map(|stated| Day::of(subject, stated)).collect();
    let (Some(first_from), Some(first_to)) = (from.first(), to.first()) else { return Gap::Unknown };
    let division = subject.division();
    if !is_later(&from, &to, limit, division) {
        // The last day of an account may be long after what is referred.
        return if from.iter().any(|day| day.of_account) { Gap::Unknown } else { Gap::InTime };
    }
    let exact = from.iter().chain(&to).all(|day| day.first == day.last);
    let latest = from.iter().map(|day| day.last).max().unwrap_or(first_from.last);
    let earliest = to.iter().map(|day| day.first).min().unwrap_or(first_to.first);
    let start = from.iter().map(|day| day.first).min().unwrap_or(first_from.first);
    let end = to.iter().map(|day| day.last).max().unwrap_or(first_to.last);
    // No clock in working days could be verified for Scotland or Northern Ireland.
    // What is read from running text may be about something else.
    let labelled = from.iter().all(|day| day.labelled);
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
        from: first_from.place,
        to: first_to.place,
        working_days: date::working_days_between(division, latest, earliest),
        exact: exact && latest == start && earliest == end,
        days: (latest, earliest),
        window: (start, end),
        weight,
        of_account: from.iter().any(|day| day.of_account),
    })
}
