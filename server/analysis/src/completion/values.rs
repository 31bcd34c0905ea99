//! The value of a field: the choices there are, or today and the dates of the document, written as the document has them.
//!
//! Which of them is true is for the writer to say, so none is put first for being likely but today.

use chrono::{Datelike, NaiveDate};
use text_size::{TextRange, TextSize};

use super::line::Line;
use super::{Offer, OfferKind};
use crate::date::{DateReading, Precision, Role, Style};
use crate::fixes;
use crate::schema::{Choice, FieldSpec, FieldType};
use crate::settings::DateStyle;
use crate::subject::Subject;

/// Dates of the document that are offered at most; a list of more is no help.
const MOST_DATES: usize = 12;

/// What was typed of a value.
pub(super) struct Typed {
    /// Where.
    pub at: TextRange,
    /// What is to stand between label and value.
    pub lead: &'static str,
}

impl Typed {
    /// The offer of one value.
    pub fn offer(&self, value: &str) -> Offer {
        Offer {
            label: value.to_owned(),
            kind: OfferKind::Word,
            detail: String::new(),
            documentation: String::new(),
            at: self.at,
            text: format!("{}{value}", self.lead),
            snippet: String::new(),
            filter: String::new(),
            elsewhere: None,
        }
    }
}

/// The values of the field whose label stands on `line` before the cursor, with nothing but a beginning behind it;
/// nothing where there is no such field, or one that may hold anything.
pub(super) fn after_label(subject: &Subject<'_>, line: &Line<'_>) -> Option<Vec<Offer>> {
    let document = subject.document;
    let labels = subject.outline.fields.iter().filter(|field| !field.in_front_matter).filter_map(|field| {
        let label = document.resolve(field.label?);
        let is_before = line.start <= usize::from(label.start()) && usize::from(label.end()) <= line.at;
        is_before.then_some((label, field))
    });
    let (label, field) = labels.max_by_key(|(label, _)| label.end())?;
    let gap = line.before.get(usize::from(label.end()) - line.start..)?;
    let typed = value_in(gap);
    let between = gap.strip_suffix(typed)?;
    let rest = line.after.trim_start();
    let is_marked =
        between.contains([':', '|']) || document.source_at(field.label?).trim_end().ends_with(':');
    let is_free = rest.is_empty() || rest.starts_with('|') || rest.starts_with("<!--");
    if !is_marked || !is_free || typed.contains('|') {
        return None;
    }
    let lead = if between.ends_with([' ', '\t']) { "" } else { " " };
    let typed = Typed { at: line.typed_at(line.before.len() - typed.len()), lead };
    of_field(subject, subject.field_spec(field)?, &typed, body_style(subject, Some(typed.at.end())))
}

/// What stands behind the colon, the marks around the label and prompts.
fn value_in(gap: &str) -> &str {
    let mut rest = gap;
    loop {
        rest = rest.trim_start_matches([':', '*', '_', '|', ' ', '\t']);
        match rest.split_once("-->") {
            Some((comment, after)) if fixes::is_prompt(comment) => rest = after,
            _ => return rest,
        }
    }
}

/// What `field` may hold; nothing where that is anything.
pub(super) fn of_field(
    subject: &Subject<'_>,
    field: &FieldSpec,
    typed: &Typed,
    style: Style,
) -> Option<Vec<Offer>> {
    match field.kind {
        FieldType::Choice => {
            let offer = |choice: &Choice| Offer { detail: field.label.clone(), ..typed.offer(&choice.value) };
            Some(field.choices.iter().map(offer).collect())
        }
        FieldType::Date => Some(dates(subject, field, typed, style)),
        FieldType::Text | FieldType::NhsNumber => None,
    }
}

fn dates(subject: &Subject<'_>, field: &FieldSpec, typed: &Typed, style: Style) -> Vec<Offer> {
    let mut days: Vec<(NaiveDate, &str)> = Vec::new();
    // Nobody is referred on the day of birth.
    if !matches!(subject.role(&field.id), Role::Birth { .. }) {
        days.push((subject.today, "today"));
    }
    for day in dated(subject, Some(typed.at.end())).filter_map(|(_, reading)| reading.day()) {
        if days.len() <= MOST_DATES && days.iter().all(|(known, _)| *known != day) {
            days.push((day, "in this document"));
        }
    }
    let offer = |(day, detail): (NaiveDate, &str)| Offer {
        kind: OfferKind::Value,
        detail: detail.to_owned(),
        documentation: format!("{} {} {}", day.format("%A"), day.day(), day.format("%B %Y")),
        ..typed.offer(&style.render(day))
    };
    days.into_iter().map(offer).collect()
}

/// The single days of the document but that at the cursor: first those of the front matter. True marks those.
fn dated<'s>(
    subject: &'s Subject<'_>,
    at: Option<TextSize>,
) -> impl Iterator<Item = (bool, &'s DateReading)> {
    let document = subject.document;
    let is_elsewhere = move |found: TextRange| at.is_none_or(|at| !found.contains_inclusive(at));
    let front = subject.outline.fields.iter().filter(move |field| {
        field.in_front_matter && field.value.is_some_and(|value| is_elsewhere(document.resolve(value)))
    });
    let front = front.flat_map(|field| field.date.readings()).map(|reading| (true, reading));
    let body = subject.dates.iter();
    let body = body.filter(move |dated| is_elsewhere(document.resolve(document.place(dated.piece))));
    let all = front.chain(body.map(|dated| (false, &dated.reading)));
    all.filter(|(_, reading)| matches!(reading.precision, Precision::Day | Precision::Minute))
}

/// How the settings say that dates are to be written.
fn set_style(subject: &Subject<'_>) -> Option<Style> {
    subject.settings.date_style.map(|style| match style {
        DateStyle::Long => Style::default(),
        DateStyle::Numeric => Style::numeric(),
        DateStyle::Iso => Style::iso(),
    })
}

/// How the front matter writes dates: as its first one, else as 2015-03-03.
pub(super) fn front_matter_style(subject: &Subject<'_>) -> Style {
    if let Some(style) = set_style(subject) {
        return style;
    }
    let mut fields = subject.outline.fields.iter().filter(|field| field.in_front_matter);
    let reading = fields.find_map(|field| field.date.readings().first());
    reading.map_or_else(Style::iso, |reading| reading.style.without_weekday())
}

/// How the text writes dates.
pub(crate) fn date_style(subject: &Subject<'_>) -> Style {
    body_style(subject, None)
}

/// How the text writes dates: as most of its dates but that at the cursor, else as 3 March 2015.
fn body_style(subject: &Subject<'_>, at: Option<TextSize>) -> Style {
    if let Some(style) = set_style(subject) {
        return style;
    }
    let mut counts: Vec<(Style, usize)> = Vec::new();
    for (_, reading) in dated(subject, at).filter(|(in_front, _)| !in_front) {
        let style = reading.style.without_weekday();
        match counts.iter_mut().find(|(known, _)| *known == style) {
            Some((_, count)) => *count += 1,
            None => counts.push((style, 1)),
        }
    }
    // Of two that are equally common the first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(style, _)| style).unwrap_or_default()
}
