//! What the labelled dates of a referral say: the days each can mean, of whom, and where it stands.
//!
//! Dates in running prose are not here, and nothing is compared: that is for the rules.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use text_size::{TextRange, TextSize};

use crate::date::{DateReading, Year};
use crate::outline::Field;
use crate::place::Place;
use crate::subject::Subject;

/// One reading of a date field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'s> {
    /// Where it was read.
    pub field: &'s Field,
    /// The first day it can mean.
    pub first: NaiveDate,
    /// The last day it can mean; never before `first`.
    pub last: NaiveDate,
}

/// The readings of one date field, by subject; under `None` what is said of all.
pub(crate) type BySubject<'s> = BTreeMap<Option<u16>, Vec<Stated<'s>>>;

/// What is said of subject number `number`: its own, else what is said of all.
pub(crate) fn of<'b, 's>(readings: &'b BySubject<'s>, number: u16) -> &'b [Stated<'s>] {
    readings.get(&Some(number)).or_else(|| readings.get(&None)).map_or(&[], Vec::as_slice)
}

impl Stated<'_> {
    /// The day in words, or the first and the last: "3 March 2015".
    pub fn in_words(&self) -> String {
        if self.first == self.last {
            return in_words(self.first);
        }
        format!("{} to {}", in_words(self.first), in_words(self.last))
    }
}

/// "3 March 2015".
pub(crate) fn in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

impl Subject<'_> {
    /// The readings of the date field `id`. Those that can all mean one day are one date: each is narrowed to the days
    /// they share.
    pub(crate) fn stated(&self, id: &str) -> Vec<Stated<'_>> {
        let mut found = self.readings(id);
        narrow(&mut found);
        found
    }

    /// The day of the year before the referral that `reading` gives without its year, where other text names that day in
    /// full.
    pub(crate) fn day_named_elsewhere(&self, id: &str, reading: &DateReading) -> Option<NaiveDate> {
        const YEAR: i64 = 366;
        if reading.year != Year::Absent || id == "date-of-referral" {
            return None;
        }
        let referral = self.days("date-of-referral").iter().map(|(_, _, last)| *last).max()?;
        let mut days =
            self.dates.iter().filter(|dated| dated.reading.year != Year::Absent).filter_map(|dated| {
                let day = dated.reading.day()?;
                let is_near = (0..=YEAR).contains(&(referral - day).num_days());
                (is_near && reading.stated_day_in(day.year()) == Some(day)).then_some(day)
            });
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    }

    /// The same by subject; what is said of all stands under `None`.
    pub(crate) fn stated_by_subject(&self, id: &str) -> BySubject<'_> {
        let mut found = BySubject::new();
        let several = self.last_subject() > 1;
        for stated in self.readings(id) {
            let owner = if several { self.owner(stated.field) } else { None };
            found.entry(owner).or_default().push(stated);
        }
        for readings in found.values_mut() {
            narrow(readings);
        }
        found
    }

    fn readings(&self, id: &str) -> Vec<Stated<'_>> {
        self.days(id).into_iter().map(|(field, first, last)| Stated { field, first, last }).collect()
    }

    /// The number of the last subject, 1 at least.
    pub(crate) fn last_subject(&self) -> u16 {
        self.outline.fields.iter().map(|field| field.subject).max().unwrap_or(1).max(1)
    }

    /// Whose fact a field is; none where it is one of the case, such as the date of referral.
    pub(crate) fn owner(&self, field: &Field) -> Option<u16> {
        let spec = self.field_spec(field)?;
        if spec.home.first().is_none_or(|home| home != "subject") {
            return None;
        }
        let section = field.section.and_then(|index| self.outline.sections.get(index));
        let in_subject =
            section.and_then(|section| self.section_spec(section)).is_some_and(|spec| spec.id == "subject");
        // What may stand in an account of the case as well is about all subjects there.
        (in_subject || spec.home.len() == 1).then_some(field.subject)
    }

    /// True where the field stands where its schema expects it, or in no known section.
    pub(crate) fn is_at_home(&self, field: &Field) -> bool {
        let section = field.section.and_then(|index| self.outline.sections.get(index));
        let Some(section) = section.and_then(|section| self.section_spec(section)) else { return true };
        self.field_spec(field).is_some_and(|spec| spec.home.contains(&section.id))
    }

    /// A field with its label, as far as both stand in one block; else its value alone.
    pub(crate) fn whole_field_place(&self, field: &Field) -> Place {
        match (field.label, field.value) {
            (Some(label), Some(value)) if label.block == value.block && label.start <= value.start => {
                Place { block: label.block, start: label.start, end: value.end }
            }
            _ => self.field_place(field),
        }
    }

    /// Where bytes `at` of a field's text stand; the whole value where they cannot be found in the source.
    pub(crate) fn place_in_field(&self, field: &Field, at: TextRange) -> Place {
        let value = self.field_place(field);
        let Some(lead) = self.document.source_at(value).find(&field.text) else { return value };
        let range = at + TextSize::new(lead as u32 + value.start);
        Place::new(value.block, range)
    }
}

/// Leaves of several readings the days that they share, if there is one.
fn narrow(readings: &mut [Stated<'_>]) {
    let first = readings.iter().map(|stated| stated.first).max();
    let last = readings.iter().map(|stated| stated.last).min();
    if let (Some(first), Some(last)) = (first, last)
        && first <= last
    {
        for stated in readings {
            (stated.first, stated.last) = (first, last);
        }
    }
}
