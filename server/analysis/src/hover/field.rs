//! What a field is for.
//!
//! Its value, where it is a date, is the work of `date`.

use text_size::TextSize;

use super::{About, Part, touches};
use crate::schema::{FieldSpec, FieldType, Required, Schema};
use crate::subject::Subject;

/// The fields whose label or value holds byte `at`.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Vec<About> {
    let mut found: Vec<About> = Vec::new();
    let mut said = Vec::new();
    for field in &subject.outline.fields {
        let places = [field.label, field.value].into_iter().flatten();
        let ranges = places.map(|place| subject.document.resolve(place));
        let Some(range) = ranges.into_iter().find(|range| touches(*range, at)) else { continue };
        let Some(spec) = subject.field_spec(field) else { continue };
        if said.contains(&field.spec) {
            continue;
        }
        said.push(field.spec);
        found.push((range, part(subject.schema, spec, subject.field_required(spec))));
    }
    found
}

/// What a schema says of a field that is `required` so much.
pub(super) fn part(schema: &Schema, spec: &FieldSpec, required: Required) -> Part {
    let mut part = Part::new(spec.label.clone());
    part.say(&spec.prompt);
    let required = match (required, spec.needs_value) {
        (Required::No, _) => "",
        (_, true) => "The board needs a value here; \"N/A\" will not do.",
        (_, false) => "The board needs an answer here; \"not known\" is one.",
    };
    part.say(required);
    match spec.kind {
        FieldType::Choice => part.list("One of", spec.choices.iter().map(|choice| choice.value.clone())),
        FieldType::NhsNumber => part.say("Ten digits, the last of which checks the others."),
        FieldType::Date | FieldType::Text => {}
    }
    part.quote_question(schema, spec.question.as_deref());
    part
}
