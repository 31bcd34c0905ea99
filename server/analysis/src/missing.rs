//! What the board needs and is nowhere in a referral, and the edits that insert all of it at once.
//!
//! What is there and empty is not missing. What is inserted are headings, labels and questions in comments.

use crate::delay;
use crate::finding::Edit;
use crate::fixes::{self, new_home};
use crate::place::Place;
use crate::schema::{FieldSpec, Required, SectionSpec};
use crate::settings::Level;
use crate::subject::Subject;
use crate::suppression;

/// What is nowhere in a referral.
#[derive(Debug)]
pub struct Missing<'s> {
    /// The sections, in the schema's order.
    pub sections: Vec<&'s SectionSpec>,
    /// The fields, in the schema's order.
    pub fields: Vec<&'s FieldSpec>,
}

/// A heading to be inserted.
struct Inserted<'s> {
    section: &'s SectionSpec,
    /// Labels below it.
    fields: Vec<&'s FieldSpec>,
    /// True where it comes with its questions, and not for the sake of its labels alone.
    asks: bool,
}

impl<'s> Missing<'s> {
    /// What is nowhere in the referral and required, or needed to tell how long it took or why. What the writer or the
    /// settings have said not to be told of does not count.
    pub fn of(subject: &Subject<'s>) -> Self {
        let suppressions = suppression::suppressions(subject.document);
        let is_silenced = |code: &str, about: &str| {
            let is_off = subject.settings.severities.get(code) == Some(&Level::Off);
            is_off || suppression::silences(&suppressions, code, about)
        };
        let is_due = |section: &SectionSpec| {
            section.id == "reason-for-delay"
                && !is_silenced("unexplained-delay", &section.id)
                && subject.section_fill(&section.id).is_none()
                && delay::is_unexplained(subject)
        };
        let wanted = delay::dates_wanted(subject);
        let is_field_missing = |field: &FieldSpec| {
            let is_required =
                subject.field_required(field) != Required::No && !is_silenced("missing-field", &field.id);
            let is_wanted =
                wanted.contains(&field.id.as_str()) && !is_silenced("unjudgeable-delay", "reason-for-delay");
            subject.field_fill(&field.id).is_none() && (is_required || is_wanted)
        };
        let sections = subject.schema.sections.iter();
        let fields = subject.schema.fields.iter();
        Missing {
            sections: sections
                .filter(|section| {
                    let is_lacking = subject.lacks(section) && !is_silenced("missing-section", &section.id);
                    is_lacking || is_due(section)
                })
                .collect(),
            fields: fields.filter(|field| is_field_missing(field)).collect(),
        }
    }

    /// How many things are missing.
    pub fn count(&self) -> usize {
        self.sections.len() + self.fields.len()
    }

    /// The edits that insert all of it, by place. A field goes into the front matter where there is one, else into its
    /// section, which comes with it where it is not there.
    pub fn edits(&self, subject: &Subject<'_>) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let mut inserted: Vec<Inserted<'_>> = Vec::new();
        for section in &subject.schema.sections {
            let asks = self.sections.iter().any(|missing| missing.id == section.id);
            let is_home =
                |field: &&&FieldSpec| new_home(subject, field).is_some_and(|home| home.id == section.id);
            let fields: Vec<&FieldSpec> = self.fields.iter().filter(is_home).copied().collect();
            if asks || !fields.is_empty() {
                inserted.push(Inserted { section, fields, asks });
            }
        }
        for field in self.fields.iter().filter(|field| new_home(subject, field).is_none()) {
            for edit in fixes::insert_field(subject, field).edits {
                match edits.iter_mut().find(|other| other.place == edit.place) {
                    Some(other) => other.text.push_str(&edit.text),
                    None => edits.push(edit),
                }
            }
        }
        let line_break = subject.document.line_break();
        for Inserted { section, fields, asks } in inserted {
            let questions = if asks { delay::questions(subject, section) } else { Vec::new() };
            let edit = fixes::section_edit(subject, section, &fields, &questions);
            match edits.iter_mut().find(|other| other.place == edit.place) {
                Some(other) => {
                    let before = other.text.trim_end_matches(['\n', '\r']);
                    let after = edit.text.trim_start_matches(['\n', '\r']);
                    other.text = format!("{before}{line_break}{line_break}{after}");
                }
                None => edits.push(edit),
            }
        }
        edits.sort_by_key(|edit| edit.place);
        edits
    }
}

/// Where the line of a field that is nowhere would be inserted.
pub(crate) fn place_of(subject: &Subject<'_>, field: &FieldSpec) -> Place {
    let edits = fixes::insert_field(subject, field).edits;
    edits.first().map_or_else(|| subject.title_place(), |edit| edit.place)
}
