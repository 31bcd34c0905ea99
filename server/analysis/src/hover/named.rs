//! What a schema says of a thing that it knows by an id, wherever somebody asks: a terminal, or another line of the schema.
//!
//! Nothing here is about one document.

use super::{Part, criterion, date, field, section, source_of};
use crate::schema::{FieldSpec, Required, Schema, SectionSpec, Timescale};

/// Other names that are listed; all are in the schema.
const MOST_NAMES: usize = 8;

/// What a schema knows by an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A section.
    Section,
    /// A field.
    Field,
    /// A route.
    Route,
    /// A limb.
    Limb,
    /// A timescale.
    Timescale,
    /// A question of the marker.
    Question,
    /// A source.
    Source,
    /// A body that a clock can bind.
    Body,
    /// A local learning priority.
    Priority,
}

impl Kind {
    /// Every kind. Where two things share an id, the first is the likelier to be meant.
    pub const ALL: [Kind; 9] = [
        Kind::Section,
        Kind::Field,
        Kind::Route,
        Kind::Limb,
        Kind::Timescale,
        Kind::Question,
        Kind::Source,
        Kind::Body,
        Kind::Priority,
    ];

    /// Its name in schema files, which is that of its table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Section => "section",
            Kind::Field => "field",
            Kind::Route => "route",
            Kind::Limb => "limb",
            Kind::Timescale => "timescale",
            Kind::Question => "question",
            Kind::Source => "source",
            Kind::Body => "body",
            Kind::Priority => "priority",
        }
    }

    /// Every id of this kind, in the schema's order, each with what a reader calls the thing.
    pub fn ids(self, schema: &Schema) -> Vec<(&str, &str)> {
        match self {
            Kind::Section => schema.sections.iter().map(|it| (it.id.as_str(), it.heading.as_str())).collect(),
            Kind::Field => schema.fields.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
            Kind::Route => schema.routes.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect(),
            Kind::Limb => schema.limbs.iter().map(|it| (it.id.as_str(), it.wording.as_str())).collect(),
            Kind::Timescale => {
                schema.timescales.iter().map(|it| (it.id.as_str(), it.label.as_str())).collect()
            }
            Kind::Question => schema.questions.iter().map(|it| (it.id.as_str(), it.text.as_str())).collect(),
            Kind::Source => schema.sources.iter().map(|it| (it.id.as_str(), it.title.as_str())).collect(),
            Kind::Body => schema.bodies.iter().map(|it| (it.id.as_str(), it.name.as_str())).collect(),
            Kind::Priority => {
                schema.priorities.iter().map(|it| (it.id.as_str(), it.title.as_str())).collect()
            }
        }
    }

    /// What `schema` says of the thing of this kind with this id.
    pub fn part(self, schema: &Schema, id: &str) -> Option<Part> {
        match self {
            Kind::Section => schema.section(id).map(|spec| of_section(schema, spec)),
            Kind::Field => schema.field(id).map(|spec| of_field(schema, spec)),
            Kind::Route => schema.route(id).map(|route| criterion::of_route(schema, route)),
            Kind::Limb => schema.limb(id).map(|limb| criterion::of_limb(schema, limb)),
            Kind::Timescale => schema.timescale(id).map(|timescale| of_timescale(schema, timescale)),
            Kind::Question => schema.question(id).map(|question| {
                let mut part = Part::new(format!("A question of {}", schema.marker.name));
                part.question(question, schema);
                part
            }),
            Kind::Source => schema.source(id).map(|_| {
                let source = source_of(schema, id);
                let mut part = Part::new("A source");
                part.say(source.name);
                part.say(source.address);
                part
            }),
            Kind::Body => schema.bodies.iter().find(|body| body.id == id).map(|body| {
                let mut part = Part::new(if body.name.is_empty() { &body.id } else { &body.name });
                part.say(also("A referrer's agency is taken for it by words such as", &body.terms));
                part
            }),
            Kind::Priority => schema.priorities.iter().find(|priority| priority.id == id).map(|priority| {
                let mut part = Part::new(&priority.title);
                part.say("A local learning priority.");
                part.say(also("Also known as", &priority.aliases));
                part
            }),
        }
    }
}

/// What `schema` says of everything with this id.
pub fn named(schema: &Schema, id: &str) -> Vec<Part> {
    Kind::ALL.into_iter().filter_map(|kind| kind.part(schema, id)).collect()
}

fn of_section(schema: &Schema, spec: &SectionSpec) -> Part {
    let mut part = section::part(schema, spec);
    part.say(weight(spec.required, spec.required_when.is_some()));
    part.say(also("Also known as", &spec.aliases));
    part
}

fn of_field(schema: &Schema, spec: &FieldSpec) -> Part {
    let mut part = field::part(schema, spec, spec.required);
    part.say(weight(spec.required, spec.required_when.is_some()));
    part.say(format!("In the front matter: `{}:`", spec.id));
    let clocks = schema.timescales.iter().filter(|timescale| timescale.from == spec.id);
    part.list("Clocks that it starts", clocks.map(|timescale| date::deadline_lead(schema, timescale)));
    part.say(also("Also known as", &spec.aliases));
    part
}

fn of_timescale(schema: &Schema, timescale: &Timescale) -> Part {
    let mut part = Part::new(date::deadline_lead(schema, timescale));
    let called = |id: &str| schema.field(id).map_or_else(|| id.to_owned(), |field| field.label.clone());
    let from = called(&timescale.from);
    part.say(match &timescale.to {
        Some(to) => format!("From \"{from}\" to \"{}\".", called(to)),
        None => format!("From \"{from}\"."),
    });
    part.say(format!("Source: {}", source_of(schema, &timescale.source).name));
    if !timescale.confirmed {
        part.say("This number could only be recalled and is not confirmed.");
    }
    part
}

fn weight(required: Required, depends: bool) -> &'static str {
    match (required, depends) {
        (Required::Error, _) => "The board cannot take the referral without it.",
        (Required::Warning, _) => "The board will ask for it.",
        (Required::No, true) => "Whether the board asks for it depends on the rest of the referral.",
        (Required::No, false) => "",
    }
}

/// A sentence with the first of `names`, of which those with "…" are for the program; empty where there are none.
fn also(lead: &str, names: &[String]) -> String {
    let names: Vec<&String> = names.iter().filter(|name| !name.contains('…')).collect();
    if names.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("\"{name}\"")).collect();
    let more = match names.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{lead} {}{more}.", quoted.join(", "))
}
