//! The headings of sections that the document does not have yet.
//!
//! Whether one is missed is for the rules; here every section of the schema is offered that the writer fills in.

use text_size::{TextRange, TextSize};

use super::line::Line;
use super::{Offer, OfferKind, begins_with};
use crate::delay;
use crate::fixes;
use crate::place::range;
use crate::schema::{Required, SectionSpec};
use crate::skeleton;
use crate::subject::Subject;
use crate::template::is_writers;
use crate::tidy::Change;

pub(super) fn offers(subject: &Subject<'_>, line: &Line<'_>) -> Vec<Offer> {
    let signs = line.before.len() - line.before.trim_start_matches('#').len();
    let typed = line.before.get(signs..).unwrap_or("");
    let name = typed.trim_start();
    let is_begun = signs > 0 && (name.len() < typed.len() || name.is_empty());
    // A word below a line of text goes on with that; a heading needs a blank line before it.
    let is_below_text = !line.above.trim().is_empty();
    let is_free = signs == 0 && name.len() == typed.len() && (name.is_empty() || !is_below_text);
    if signs > 6 || !line.after.trim().is_empty() || !(is_begun || is_free) {
        return Vec::new();
    }
    let level = fixes::heading_level(subject).max(signs);
    let whole = range(line.start, line.at);
    let is_wanted = |spec: &&SectionSpec| {
        is_writers(subject.schema, spec)
            && begins_with(&spec.heading, name)
            && !is_there(subject, spec, whole)
    };
    let (gap, lead) =
        if signs == 0 && is_below_text { (subject.document.line_break(), "\n") } else { ("", "") };
    let mut offers = Vec::new();
    for spec in subject.schema.sections.iter().filter(is_wanted) {
        let heading = format!("{} {}", "#".repeat(level), spec.heading);
        let weight = if subject.section_required(spec) == Required::No { "optional" } else { "required" };
        if signs == 0
            && let Some(elsewhere) = elsewhere(subject, spec, line)
        {
            offers.push(Offer {
                label: spec.heading.clone(),
                kind: OfferKind::Section,
                detail: format!("section, {weight}, {}", place_in_words(subject, elsewhere.at.start())),
                documentation: spec.guidance.clone(),
                at: line.typed_at(0),
                text: String::new(),
                snippet: String::new(),
                filter: String::new(),
                elsewhere: Some(elsewhere),
            });
            continue;
        }
        let skeleton = skeleton::as_snippet(&skeleton::skeleton_of(subject, spec));
        let skeleton = if skeleton.is_empty() { "$0".to_owned() } else { skeleton };
        let snippet = format!("{lead}{}\n\n{skeleton}", skeleton::escaped(&heading));
        offers.push(Offer {
            label: spec.heading.clone(),
            kind: OfferKind::Section,
            detail: format!("section, {weight}"),
            documentation: spec.guidance.clone(),
            at: line.typed_at(0),
            text: format!("{gap}{heading}"),
            snippet,
            filter: if signs > 0 { format!("{} {}", "#".repeat(signs), spec.heading) } else { String::new() },
            elsewhere: None,
        });
    }
    offers
}

/// The section with its questions, where the schema has it; nothing where that is here. A heading in the midst of another
/// section would take the text below it away from that; who begins one with `#` means it to stand here.
fn elsewhere(subject: &Subject<'_>, spec: &SectionSpec, line: &Line<'_>) -> Option<Change> {
    let source = subject.document.source();
    let (place, _) = fixes::section_place(subject, spec);
    let at = usize::from(subject.document.resolve(place).start());
    let between = match (source.get(at..line.start), source.get(line.at..at)) {
        (Some(after), _) => after,
        (None, Some(before)) => before,
        (None, None) => "",
    };
    if between.trim().is_empty() {
        return None;
    }
    let edit = fixes::section_edit(subject, spec, &[], &delay::questions(subject, spec));
    Some(Change { at: subject.document.resolve(edit.place), text: edit.text })
}

/// "above "Learning sought"": where byte `at` is, for a reader.
fn place_in_words(subject: &Subject<'_>, at: TextSize) -> String {
    let document = subject.document;
    let sections = subject.outline.sections.iter();
    let mut below = sections.filter(|section| document.start_of(section.lines.start) >= at);
    below.next().map_or_else(
        || "at the end".to_owned(),
        |section| format!("above \"{}\"", document.text(section.label)),
    )
}

/// True where the document has the section, on another line than the one that is being typed.
fn is_there(subject: &Subject<'_>, spec: &SectionSpec, line: TextRange) -> bool {
    subject.sections(&spec.id).any(|section| {
        let label = subject.document.resolve(subject.heading_place(section));
        label.end() < line.start() || line.end() < label.start()
    })
}
