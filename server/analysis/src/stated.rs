//! What the labelled dates of a referral say: the days each can mean, of whom, and where it stands.
//!
//! Dates in running prose are not here, and nothing is compared: that is for the rules.

use chrono::NaiveDate;
use text_size::{TextRange, TextSize};

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
        self.narrowed(id, |_| true)
    }

    /// The same for subject number `number`: its own, else what is said of all.
    pub(crate) fn stated_of(&self, id: &str, number: u16) -> Vec<Stated<'_>> {
        let own = self.narrowed(id, |field| self.owner(field) == Some(number));
        if own.is_empty() { self.narrowed(id, |field| self.owner(field).is_none()) } else { own }
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
        let in_subject = section.and_then(|section| self.section_spec(section)).is_some_and(|spec| spec.id == "subject");
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

    fn narrowed(&self, id: &str, wanted: impl Fn(&Field) -> bool) -> Vec<Stated<'_>> {
        let days = self.days(id).into_iter().filter(|(field, _, _)| wanted(field));
        let mut found: Vec<Stated<'_>> = days.map(|(field, first, last)| Stated { field, first, last }).collect();
        let first = found.iter().map(|stated| stated.first).max();
        let last = found.iter().map(|stated| stated.last).min();
        if let (Some(first), Some(last)) = (first, last)
            && first <= last
        {
            for stated in &mut found {
                (stated.first, stated.last) = (first, last);
            }
        }
        found
    }
}
