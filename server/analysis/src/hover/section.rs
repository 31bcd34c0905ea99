//! What belongs in a section, and which question of the marker it serves.
//!
//! Said on its heading or label alone: who reads the text below does not ask.

use text_size::TextSize;

use super::{About, Part, touches};
use crate::schema::{Schema, SectionSpec};
use crate::subject::Subject;

/// The section whose heading or label holds byte `at`.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Option<About> {
    for section in &subject.outline.sections {
        let mut range = subject.document.resolve(subject.heading_place(section));
        if section.heading.is_some() {
            // The marks before a heading are part of it for a reader.
            let block = subject.document.extent(section.label.block);
            range = text_size::TextRange::new(block.start().min(range.start()), range.end());
        }
        if touches(range, at) {
            return subject.section_spec(section).map(|spec| (range, part(subject.schema, spec)));
        }
    }
    None
}

/// What a schema says of a section.
pub(super) fn part(schema: &Schema, spec: &SectionSpec) -> Part {
    let mut part = Part::new(spec.heading.clone());
    part.say(&spec.guidance);
    if let Some(question) = spec.question.as_deref() {
        let analogy = if schema.marker.by_analogy { ", which serves here by analogy," } else { "" };
        part.say(format!("{}{analogy} says:", schema.marker.name));
        part.quote(&schema.marker.statement, schema, &schema.marker.source);
        part.say("and asks:");
        part.quote_question(schema, Some(question));
    }
    part.list("Questions to the writer", spec.prompts.iter().cloned());
    part.example("An invented example that serves the reader", &spec.good);
    part.example("One that does not", &spec.poor);
    part
}
