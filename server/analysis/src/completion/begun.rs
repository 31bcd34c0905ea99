//! In an empty section, its first sentence; in *Basis* the routes, in *Agencies involved* the agencies named elsewhere, in
//! *Learning sought* the board's priorities, and in the home of a field its line.
//!
//! Nothing is said about the case: what is to be put in stands in brackets, and which route holds is for the writer to say.

use text_size::{TextRange, TextSize};

use super::line::Line;
use super::{Offer, OfferKind, begins_with, filter};
use crate::document::LineKind;
use crate::names::{self, NameKind};
use crate::outline::{Fill, Section, boxes, is_blank};
use crate::schema::{FieldSpec, Priority, Route, RouteKind, SectionSpec};
use crate::skeleton;
use crate::subject::Subject;
use crate::template::home;

pub(super) fn offers(subject: &Subject<'_>, line: &Line<'_>) -> Vec<Offer> {
    let Some((section, spec)) = section_at(subject, line) else { return Vec::new() };
    let mut offers = Vec::new();
    if spec.id == "agencies" {
        offers.extend(agencies(subject, section, line));
    }
    if !line.after.trim().is_empty() {
        return offers;
    }
    if is_empty_but_for(subject, section, line) {
        offers.extend(first_sentence(subject, spec, line));
        if spec.id == "basis" {
            offers.extend(routes(subject, section, line));
        }
    }
    if spec.id == "learning" {
        offers.extend(priorities(subject, section, line));
    }
    offers.extend(fields(subject, spec, line));
    offers.retain(|offer| {
        let typed = line.typed();
        offer.kind != OfferKind::Sentence
            || begins_with(&offer.text, typed)
            || begins_with(&offer.label, typed)
    });
    offers
}

/// True where the section has no text but what is being typed.
fn is_empty_but_for(subject: &Subject<'_>, section: &Section, line: &Line<'_>) -> bool {
    section.fill == Fill::Blank
        || section.body.iter().all(|piece| {
            let at = subject.document.resolve(subject.document.place(*piece));
            let is_typed = line.start <= usize::from(at.start()) && usize::from(at.end()) <= line.at;
            is_typed || is_blank(subject.document.text(*piece))
        })
}

/// The innermost section below whose heading or label `line` stands.
fn section_at<'s>(subject: &'s Subject<'_>, line: &Line<'_>) -> Option<(&'s Section, &'s SectionSpec)> {
    let document = subject.document;
    let at = TextSize::new(line.start as u32);
    let section = subject.outline.sections.iter().rev().find(|section| {
        let label = document.resolve(subject.heading_place(section));
        label.end() < at && at <= end_of(subject, section)
    })?;
    Some((section, subject.section_spec(section)?))
}

fn end_of(subject: &Subject<'_>, section: &Section) -> TextSize {
    let end = section.lines.end.block.max(section.lines.start.block + 1);
    subject.document.extent(end).start()
}

fn sentence(label: String, detail: &str, text: String, line: &Line<'_>) -> Offer {
    Offer {
        kind: OfferKind::Sentence,
        detail: detail.to_owned(),
        documentation: String::new(),
        at: line.typed_at(line.before.len() - line.typed().len()),
        filter: if line.typed().is_empty() { String::new() } else { filter(line.typed(), &[&text, &label]) },
        elsewhere: None,
        label,
        text,
        snippet: String::new(),
    }
}

fn first_sentence(subject: &Subject<'_>, spec: &SectionSpec, line: &Line<'_>) -> Option<Offer> {
    if spec.skeleton.is_empty() {
        return None;
    }
    let skeleton = skeleton::skeleton_of(subject, spec);
    let text = skeleton::in_brackets(&skeleton);
    Some(Offer {
        documentation: format!("{text}\n\n{}", spec.guidance).trim_end().to_owned(),
        snippet: skeleton::as_snippet(&skeleton),
        ..sentence(
            format!("Begin \"{}\"", spec.heading),
            "a sentence to complete",
            text.replace('\n', subject.document.line_break()),
            line,
        )
    })
}

/// Each route as a ticked option where the document has options, else as a sentence; none where the section has it as
/// an option that is still to be ticked.
fn routes(subject: &Subject<'_>, section: &Section, line: &Line<'_>) -> Vec<Offer> {
    let document = subject.document;
    let ticked = ticked_option(subject);
    let own = TextRange::new(
        document.resolve(subject.heading_place(section)).end(),
        end_of(subject, section).max(document.resolve(subject.heading_place(section)).end()),
    );
    let text = document.source().get(std::ops::Range::<usize>::from(own)).unwrap_or("");
    let routes = subject.schema.routes.iter().filter(|route| !text.contains(&route.label));
    let offer = |route: &Route| {
        let detail = match route.kind {
            RouteKind::Statutory => "criterion of the law",
            RouteKind::Guidance => "criterion of the guidance",
            RouteKind::Consideration => "to be weighed",
            RouteKind::Discretionary => "discretionary",
            RouteKind::Other => "other reason",
        };
        let text = match &ticked {
            Some(option) => format!("{option}{}", route.label),
            None => format!("{}.", route.label.trim_end_matches('.')),
        };
        let citation = route.citation.first().cloned().unwrap_or_default();
        Offer { documentation: citation, ..sentence(route.label.clone(), detail, text, line) }
    };
    routes.map(offer).collect()
}

/// A ticked box as the document draws its boxes, with the sign of a list before it where they stand in lists.
fn ticked_option(subject: &Subject<'_>) -> Option<String> {
    let document = subject.document;
    for (id, block, line) in document.lines() {
        let text = block.plain.slice(line.text);
        let Some(mark) = boxes(text).into_iter().next() else { continue };
        let drawn = text.get(std::ops::Range::<usize>::from(mark.at)).unwrap_or("");
        let drawn = match drawn {
            mark if mark.starts_with('[') => "[x]",
            "☑" | "✓" | "✔" => drawn,
            _ => "☒",
        };
        let list = if line.kind == LineKind::Item { "- " } else { "" };
        if !subject.outline.is_out_of_scope(id) {
            return Some(format!("{list}{drawn} "));
        }
    }
    None
}

/// The agencies that the document names and this section does not, each as an item or the first cell of a row.
fn agencies(subject: &Subject<'_>, section: &Section, line: &Line<'_>) -> Vec<Offer> {
    let signs = line.before.len() - line.before.trim_start_matches(['-', '*', '+', '|', ' ']).len();
    let typed = line.before.get(signs..).unwrap_or("");
    if !line.after.trim_matches([' ', '|']).is_empty() || typed.contains('|') {
        return Vec::new();
    }
    let own: String =
        section.body.iter().map(|piece| subject.document.text(*piece)).collect::<Vec<_>>().join("\n");
    let is_new = |name: &&names::Name| {
        name.kind == NameKind::Institution && begins_with(&name.text, typed) && !own.contains(&name.text)
    };
    let mut found = names::names(subject);
    found.sort_by(|one, other| one.text.cmp(&other.text));
    let item = if signs == 0 && typed.is_empty() { "- " } else { "" };
    let offer = |name: &names::Name| Offer {
        kind: OfferKind::Value,
        at: line.typed_at(signs),
        filter: String::new(),
        ..sentence(name.text.clone(), "named in this document", format!("{item}{}", name.text), line)
    };
    found.iter().filter(is_new).map(offer).collect()
}

/// The board's learning priorities that the section does not name.
fn priorities(subject: &Subject<'_>, section: &Section, line: &Line<'_>) -> Vec<Offer> {
    let is_named = |title: &str| {
        section.body.iter().any(|piece| {
            let text = subject.document.text(*piece);
            text.to_lowercase().contains(&title.to_lowercase())
        })
    };
    let offer = |priority: &Priority| {
        let text = format!("It touches the local learning priority \"{}\".", priority.title);
        sentence(priority.title.clone(), "learning priority", text, line)
    };
    let priorities = subject.priorities().into_iter().filter(|priority| !is_named(&priority.title));
    priorities.map(offer).collect()
}

/// The line of each field that belongs here and is nowhere yet, as the document writes such lines.
fn fields(subject: &Subject<'_>, spec: &SectionSpec, line: &Line<'_>) -> Vec<Offer> {
    let is_given = |field: &FieldSpec| {
        subject.fields(&field.id).any(|found| found.fill != Fill::Blank || found.label.is_some())
    };
    let is_here = |field: &&FieldSpec| home(subject.schema, field).is_some_and(|home| home.id == spec.id);
    let (before, after) = label_style(subject);
    let offer = |field: &FieldSpec| {
        let label = format!("{before}{}{after}", field.label);
        let place = skeleton::as_snippet(&field.skeleton);
        let place = place.strip_prefix(&field.label).and_then(|place| place.strip_prefix(": "));
        Offer {
            documentation: field.prompt.clone(),
            snippet: place.map(|place| format!("{}{place}", skeleton::escaped(&label))).unwrap_or_default(),
            ..sentence(field.label.clone(), "field", label, line)
        }
    };
    subject.schema.fields.iter().filter(is_here).filter(|field| !is_given(field)).map(offer).collect()
}

/// What stands before and behind the label of a field on a line of its own; as in a template where there is none.
fn label_style(subject: &Subject<'_>) -> (String, String) {
    let document = subject.document;
    let source = document.source();
    let labels = subject.outline.fields.iter().filter(|field| !field.in_front_matter);
    for label in labels.filter_map(|field| field.label).map(|label| document.resolve(label)) {
        let (start, end) = (usize::from(label.start()), usize::from(label.end()));
        let before = source.get(..start).unwrap_or("");
        let line = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        let before = before.get(line..).unwrap_or("");
        let rest = source.get(end..).unwrap_or("");
        let after =
            rest.get(..rest.len() - rest.trim_start_matches([':', '*', '_', ' ']).len()).unwrap_or("");
        let is_plain = before.chars().all(|char| matches!(char, '-' | '*' | '+' | '_' | ' '));
        if is_plain && after.contains(':') {
            return (before.to_owned(), format!("{} ", after.trim_end()));
        }
    }
    ("- **".to_owned(), ":** ".to_owned())
}
