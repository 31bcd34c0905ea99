//! From labels with values to the fields of a referral: whose a shared label is, which reading counts, which subject.
//!
//! Values are not judged: a date that is none is still the value that was typed.

use std::sync::Arc;

use super::facts::BlockFacts;
use super::letter::is_of_a_life;
use super::{Field, Fill, LabelIndex, Outline, blank, letter, person, token};
use crate::date::{self, Value};
use crate::document::{Document, LineId};
use crate::place::{Piece, Place};
use crate::schema::{FieldSpec, FieldType, Required, Schema, SectionKind, Vocabulary};

/// A label that was found, before it is known whose it is.
#[derive(Debug, Clone)]
pub(super) struct RawField {
    /// The fields that the label may mean.
    pub specs: Vec<u16>,
    /// The label; in the front matter its piece is not of visible text, see `front_matter`.
    pub label: Piece,
    /// The line the label stands in; block 0 for the front matter.
    pub line: LineId,
    /// The known section it stands in.
    pub section: Option<usize>,
    /// The heading inside that section that it stands under, if that names nothing known.
    pub under: Option<LineId>,
    /// Present, but with other facts in one value.
    pub unread: bool,
    /// Of a date that is asked for with others: which of them it is, from 0, and how many they are.
    pub of_dates: Option<(usize, usize)>,
    /// The value.
    pub value: Option<Piece>,
    /// The value's visible text.
    pub text: String,
}

/// Gives the fields of one label their value.
pub(super) fn give_value(raws: Vec<RawField>, value: Option<Piece>, text: &str, out: &mut Vec<RawField>) {
    let unread = raws.len() > 1;
    for raw in raws {
        out.push(RawField { value, text: text.trim().to_owned(), unread: raw.unread || unread, ..raw });
    }
}

/// The fields of the front matter. Their places are source bytes of block 0, which has no visible text.
pub(super) fn front_matter(document: &Document, labels: &LabelIndex, out: &mut Vec<RawField>) {
    for entry in document.front_matter().entries() {
        let specs = labels.find_key(&entry.key);
        if specs.is_empty() {
            continue;
        }
        out.push(RawField {
            specs,
            label: Piece::new(0, entry.key_at),
            line: LineId { block: 0, line: 0 },
            section: None,
            under: None,
            unread: false,
            of_dates: None,
            value: Some(Piece::new(0, entry.value_at)),
            text: entry.value.trim().to_owned(),
        });
    }
}

/// The fields of a document, from every label found in it, and whether awareness was looked for in prose.
pub(super) fn settle(
    document: &Document,
    schema: &Schema,
    vocabulary: &Vocabulary,
    outline: &Outline,
    facts: &[Arc<BlockFacts>],
    raw: Vec<RawField>,
) -> (Vec<Field>, bool) {
    let mut readings: Vec<(Field, bool)> = Vec::new();
    let mut party = None;
    let mut subjects = Subjects::default();
    for raw in raw {
        if let Some(under) = raw.under.filter(|_| raw.section.is_none()) {
            party = party_of_heading(document.line_text(under)).or(party);
        }
        let Some(mut spec) = choose(schema, outline, &raw, &mut party) else { continue };
        let Some(mut field) = schema.fields.get(usize::from(spec)) else { continue };
        // "Date" below "The incident" is that of the incident.
        if is_bare_date(document.text(raw.label))
            && field.id == "date-of-referral"
            && section_id(schema, outline, raw.section) == Some("circumstances")
        {
            let heading = raw.section.and_then(|index| outline.sections.get(index));
            let heading = heading.map_or("", |section| document.text(section.label)).to_lowercase();
            let incident = (0..).zip(&schema.fields).find(|(_, field)| field.id == "date-of-incident");
            let Some(found) = incident.filter(|_| heading.contains("incident")) else { continue };
            (spec, field) = found;
        }
        if field.kind == FieldType::Date && is_of_dates(vocabulary, document.text(raw.label), &raw.text) {
            continue;
        }
        let home = is_home(schema, outline, field, raw.section);
        if !home && holds_others(schema, outline, field, raw.section) {
            continue;
        }
        let in_front_matter = raw.line.block == 0;
        let place =
            |piece: Piece| if in_front_matter { Place::new(0, piece.range()) } else { document.place(piece) };
        let fill = match () {
            () if raw.unread && !is_empty_value(&raw.text) => Fill::Text,
            () if is_line_to_write_on(&raw.text) && !is_sign_off(schema, outline, raw.section) => Fill::Token,
            () if is_empty_value(&raw.text) => Fill::Blank,
            () if is_token_value(&raw.text, vocabulary.labels()) => Fill::Token,
            () if is_prose_below(field, &raw) => Fill::Blank,
            () => Fill::Text,
        };
        let value = raw.value.filter(|_| !raw.unread && fill != Fill::Blank).map(place);
        let subject = subjects.number(field, &raw, in_front_matter, document.text(raw.label));
        let found = Field {
            spec,
            subject,
            label: Some(place(raw.label)),
            value,
            text: if raw.unread { one_of_several(field, &raw) } else { raw.text },
            date: Value::Nothing,
            fill,
            in_front_matter,
            section: raw.section,
        };
        readings.push((found, home));
    }
    // What a label is told to ask for by its words alone gives way to one that the schema names.
    let labels = vocabulary.labels();
    let is_named = |field: &Field| {
        field.in_front_matter
            || field.label.is_none_or(|label| {
                !labels.find_label(document.source_at(label).trim_matches('*')).is_empty()
            })
    };
    let named: Vec<u16> = readings
        .iter()
        .filter(|(field, _)| labels.is_date(field.spec) && field.fill == Fill::Text && is_named(field))
        .map(|(field, _)| field.spec)
        .collect();
    readings.retain(|(field, _)| !named.contains(&field.spec) || is_named(field));
    let at_home: Vec<u16> = readings
        .iter()
        .filter(|(field, home)| *home && field.fill == Fill::Text)
        .map(|(field, _)| field.spec)
        .collect();
    let mut fields: Vec<Field> = readings
        .into_iter()
        .filter(|(field, home)| *home || !at_home.contains(&field.spec))
        .map(|(field, _)| field)
        .collect();
    unlabelled_dates(document, schema, outline, &mut fields);
    prose_homes(document, schema, outline, &mut fields);
    let guesses_awareness = letter::unlabelled(document, schema, vocabulary, outline, facts, &mut fields);
    for field in &mut fields {
        let spec = schema.fields.get(usize::from(field.spec));
        if spec.is_some_and(|spec| spec.kind == FieldType::Date) {
            field.date = date::read_value(&field.text);
        }
    }
    (fields, guesses_awareness)
}

/// "Date", "4.1 Date", "Date(s)".
pub(super) fn is_bare_date(label: &str) -> bool {
    let bare = label.trim_start_matches(|char: char| char.is_ascii_digit() || " .)".contains(char));
    ["date", "date(s)", "dates"].iter().any(|date| bare.trim_end().eq_ignore_ascii_case(date))
}

/// Whose facts stand under a heading that names nothing known: "First child", "Referring officer".
fn party_of_heading(heading: &str) -> Option<&'static str> {
    const SUBJECT: &[&str] =
        &["child", "adult", "young", "baby", "person", "patient", "subject", "deceased", "victim"];
    const REFERRER: &[&str] = &["referr", "notif", "complet", "submit", "writ", "author", "you", "your"];
    const OTHERS: &[&str] =
        &["other", "sibling", "famil", "parent", "carer", "household", "agenc", "alleged"];
    let lower = heading.to_lowercase();
    let has = |stems: &[&str]| {
        let mut words = lower.split(|char: char| !char.is_alphabetic());
        words.any(|word| stems.iter().any(|stem| word == *stem || stem.len() > 4 && word.starts_with(stem)))
    };
    match () {
        () if has(OTHERS) => None,
        () if has(REFERRER) => Some("referrer"),
        () if has(SUBJECT) => Some("subject"),
        () => None,
    }
}

/// Which field a label means: the one at home where it stands, else that of the person named last.
fn choose(
    schema: &Schema,
    outline: &Outline,
    raw: &RawField,
    party: &mut Option<&'static str>,
) -> Option<u16> {
    let spec_of = |index: &u16| schema.fields.get(usize::from(*index));
    let section_id = section_id(schema, outline, raw.section);
    let owner = |field: &FieldSpec| {
        ["subject", "referrer"].into_iter().find(|owner| field.home.first().is_some_and(|home| home == owner))
    };
    if let [only] = raw.specs.as_slice() {
        if let Some(field) = spec_of(only) {
            *party = owner(field).or(*party);
        }
        return Some(*only);
    }
    if let Some(id) = section_id {
        let mut home: Vec<u16> = Vec::new();
        for index in &raw.specs {
            if spec_of(index).is_some_and(|field| field.home.iter().any(|home| home == id)) {
                home.push(*index);
            }
        }
        let first_home = |index: &u16| {
            spec_of(index).is_some_and(|field| field.home.first().is_some_and(|home| home == id))
        };
        if let Some(found) = home.iter().find(|index| first_home(index)).or(home.first()) {
            return Some(*found);
        }
        if matches!(
            schema.section(id).map(|section| section.kind),
            Some(SectionKind::People | SectionKind::Agencies | SectionKind::Events)
        ) {
            return None;
        }
    }
    let named = (*party)?;
    raw.specs.iter().copied().find(|index| spec_of(index).and_then(owner) == Some(named))
}

/// What is known of one fact where several are asked for together: the only date of "Reece Example, 6 September 2009", each
/// of "24 April 2014 / 25 April 2014" where two are asked for, and that "Named Nurse, Eastmoor Hospital" names nobody.
fn one_of_several(field: &FieldSpec, raw: &RawField) -> String {
    let answer = raw.text.as_str();
    if field.id == "referrer-name" && person::is_nobody(answer) {
        return answer.to_owned();
    }
    if field.kind == FieldType::NhsNumber {
        let is_digit = |char: char| char.is_ascii_digit() || matches!(char, ' ' | '-' | '\u{a0}');
        // "Child W. Girl. 15 February 2001. 999 553 0818"
        let parts = answer.split(['/', ',', ';', '\n', '|']).flat_map(|part| part.split(". "));
        let mut parts = parts.map(|part| part.trim().trim_end_matches('.'));
        let number = parts.find(|part| part.len() >= 10 && part.chars().all(is_digit));
        return number.unwrap_or("").to_owned();
    }
    let dates = if field.kind == FieldType::Date { date::find_dates(answer) } else { Vec::new() };
    let own = match (dates.as_slice(), raw.of_dates) {
        ([only], _) => only,
        (several, Some((which, all))) if several.len() == all => {
            let Some(own) = several.get(which) else { return String::new() };
            own
        }
        _ => return String::new(),
    };
    answer.get(std::ops::Range::<usize>::from(own.range)).unwrap_or("").to_owned()
}

/// True for "Dates", behind which several stand, and for "Incident", which asks for an account as well, without a date.
fn is_of_dates(vocabulary: &Vocabulary, label: &str, answer: &str) -> bool {
    let tells =
        || !vocabulary.labels().find(label).sections.is_empty() && date::find_dates(answer).is_empty();
    label.trim_end().to_lowercase().ends_with("dates") || tells()
}

fn section_id<'s>(schema: &'s Schema, outline: &Outline, section: Option<usize>) -> Option<&'s str> {
    let section = outline.sections.get(section?)?;
    schema.sections.get(usize::from(section.spec)).map(|spec| spec.id.as_str())
}

/// Front matter and text outside every known section are home besides the sections that the schema names.
fn is_home(schema: &Schema, outline: &Outline, field: &FieldSpec, section: Option<usize>) -> bool {
    match section_id(schema, outline, section) {
        None => true,
        Some(id) => field.home.iter().any(|home| home == id),
    }
}

/// True in a section about other people, agencies or events, whose facts are not the subject's or the referrer's.
fn holds_others(schema: &Schema, outline: &Outline, field: &FieldSpec, section: Option<usize>) -> bool {
    let Some(id) = section_id(schema, outline, section) else { return false };
    let kind = schema.section(id).map_or(SectionKind::Prose, |section| section.kind);
    let of_a_person = field.home.is_empty()
        || field.home.iter().any(|home| home == "subject" || home == "referrer" || home == "sign-off");
    of_a_person && matches!(kind, SectionKind::People | SectionKind::Agencies | SectionKind::Events)
}

/// `____`, as a printed form has it.
fn is_line_to_write_on(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte == b'_')
}

/// Where a signature belongs, a line to write on is merely blank.
fn is_sign_off(schema: &Schema, outline: &Outline, section: Option<usize>) -> bool {
    section_id(schema, outline, section) == Some("sign-off")
}

/// True where what stands below the bare label of a date is no date: the label has no value, and the text is about
/// something else.
fn is_prose_below(field: &FieldSpec, raw: &RawField) -> bool {
    let is_below = raw.value.is_some_and(|value| value.block != raw.label.block);
    field.kind == FieldType::Date
        && is_below
        && !blank::is_non_answer(&raw.text)
        && matches!(date::read_value(&raw.text), Value::Nothing)
}

fn is_empty_value(text: &str) -> bool {
    blank::is_blank(text)
}

fn is_token_value(text: &str, labels: &LabelIndex) -> bool {
    if token::is_whole_token(text) || labels.is_placeholder(text) {
        return true;
    }
    let whole = text.starts_with('[') && text.ends_with(']');
    whole && !token::tokens_in(text, labels).is_empty()
}

/// Counts the subjects: a second name in the subjects' own section starts the next one, and so does a fact that was
/// given already under another heading there.
#[derive(Default)]
struct Subjects {
    number: u16,
    facts: Vec<Fact>,
}

/// A fact of a subject.
struct Fact {
    subject: u16,
    field: String,
    text: String,
    under: Option<LineId>,
    /// What it is called, in small letters.
    label: String,
}

/// Words of labels that ask for a part of a name.
const PARTS_OF_NAMES: &[&str] =
    &["surname", "last", "family", "forename", "first", "given", "middle", "known", "alias", "previous"];

/// True where two labels ask for two parts of one name: "Surname", "First names".
fn are_parts_of_a_name(one: &str, other: &str) -> bool {
    let asks_part = |label: &str| PARTS_OF_NAMES.iter().any(|part| label.contains(part));
    one != other && asks_part(one) && asks_part(other)
}

impl Subjects {
    fn number(&mut self, field: &FieldSpec, raw: &RawField, in_front_matter: bool, label: &str) -> u16 {
        let current = self.number.max(1);
        if in_front_matter {
            return 1;
        }
        let of_subject = field.home.first().is_some_and(|home| home == "subject");
        let is_titled = raw.section.is_some() || raw.under.is_some();
        if !of_subject || !is_titled || is_empty_value(&raw.text) {
            return current;
        }
        let given = |fact: &&Fact| fact.subject == current && fact.field == field.id;
        let other = |fact: &&Fact| !fact.text.eq_ignore_ascii_case(&raw.text);
        let names = field.id == "subject-name" || field.id == "subject-initials";
        let label = label.trim().to_lowercase();
        let is_a_part = self.facts.iter().filter(given).any(|fact| are_parts_of_a_name(&fact.label, &label))
            && !self.facts.iter().filter(given).any(|fact| fact.label == label);
        // "Surname: Example" where it was "Mr Victor Example, tenant of Flat 22" before.
        let is_within = self.facts.iter().filter(given).any(|fact| {
            let words = |text: &str| -> Vec<String> {
                text.split(|char: char| !char.is_alphanumeric())
                    .map(str::to_lowercase)
                    .filter(|word| !word.is_empty())
                    .collect()
            };
            let known = words(&fact.text);
            words(&raw.text).iter().all(|word| known.contains(word))
        });
        let named_again = names
            && !is_a_part
            && !is_within
            && self.facts.iter().any(|fact| given(&fact))
            && self.facts.iter().all(|fact| other(&fact));
        let under_another = !(names && is_within)
            && self.facts.iter().filter(given).any(|fact| {
                other(&fact) && fact.under.is_some() && raw.under.is_some() && fact.under != raw.under
            });
        self.number = if named_again || under_another { current + 1 } else { current };
        self.facts.push(Fact {
            subject: self.number,
            field: field.id.clone(),
            text: raw.text.clone(),
            under: raw.under,
            label,
        });
        self.number
    }
}

/// Where no date of referral is labelled: a lone date in its home, or the last date in the sign-off.
fn unlabelled_dates(document: &Document, schema: &Schema, outline: &Outline, fields: &mut Vec<Field>) {
    let Some(spec) = schema.fields.iter().position(|field| field.id == "date-of-referral") else { return };
    if fields.iter().any(|field| usize::from(field.spec) == spec && field.fill != Fill::Blank) {
        return;
    }
    let Some(field) = schema.fields.get(spec) else { return };
    for (index, section) in outline.sections.iter().enumerate() {
        let Some(id) = schema.sections.get(usize::from(section.spec)).map(|spec| spec.id.as_str()) else {
            continue;
        };
        if !field.home.iter().any(|home| home == id) {
            continue;
        }
        let mut found: Vec<(Piece, String)> = Vec::new();
        for piece in &section.body {
            let text = document.text(*piece);
            for reading in date::find_dates(text) {
                let value = text.get(std::ops::Range::<usize>::from(reading.range)).unwrap_or("").to_owned();
                let part = piece.part(reading.range);
                let labelled = fields.iter().filter_map(|field| field.value).any(|value| {
                    let place = document.place(part);
                    value.block == place.block && value.start <= place.start && place.end <= value.end
                });
                // "Mrs Example, DOB 8.8.1951"
                let before = text.get(..reading.range.start().into()).unwrap_or("");
                if !labelled && !is_of_a_life(before) {
                    found.push((part, value));
                }
            }
        }
        let chosen = if id == "sign-off" { found.last() } else { found.first().filter(|_| found.len() == 1) };
        if let Some((piece, text)) = chosen {
            fields.retain(|field| usize::from(field.spec) != spec);
            fields.push(Field {
                spec: spec as u16,
                subject: 1,
                label: None,
                value: Some(document.place(*piece)),
                text: text.clone(),
                date: Value::Nothing,
                fill: Fill::Text,
                in_front_matter: false,
                section: Some(index),
            });
            return;
        }
    }
}

/// Prose in its home makes a required field that is not a date present, unread.
fn prose_homes(document: &Document, schema: &Schema, outline: &Outline, fields: &mut Vec<Field>) {
    for (index, field) in (0..).zip(&schema.fields) {
        let present = fields.iter().any(|found| found.spec == index && found.fill != Fill::Blank);
        let required = field.required != Required::No || field.required_when.is_some();
        if present || !required || field.kind == FieldType::Date || field.home.is_empty() {
            continue;
        }
        let home = outline.sections.iter().enumerate().find(|(_, section)| {
            let id = schema.sections.get(usize::from(section.spec)).map(|spec| &spec.id);
            // "Which organisation is referring?" asks for no name.
            let label = document.text(section.label).to_lowercase();
            let asks_for_agency =
                ["organisation", "agency", "employer"].iter().any(|word| label.contains(word))
                    && !["name", "person", "who", "your", "contact", "officer"]
                        .iter()
                        .any(|word| label.contains(word));
            let names_somebody = |text: &str| {
                field.id != "referrer-name" || signs(text) && (!asks_for_agency || person::is_in(text))
            };
            id.is_some_and(|id| {
                field.home.contains(id) && has_prose(document, section, fields, names_somebody)
            })
        });
        if let Some((section, _)) = home {
            fields.retain(|found| found.spec != index);
            fields.push(Field {
                spec: index,
                subject: 1,
                label: None,
                value: None,
                text: String::new(),
                date: Value::Nothing,
                fill: Fill::Text,
                in_front_matter: false,
                section: Some(section),
            });
        }
    }
}

/// True for a line that may say who writes: no question, no box to tick, and no post alone.
fn signs(text: &str) -> bool {
    blank::boxes(text).is_empty() && !text.trim_end().ends_with('?') && !person::is_nobody(text)
}

/// True where a section has text that is not itself a labelled pair, and `counts`.
fn has_prose(
    document: &Document,
    section: &super::Section,
    fields: &[Field],
    counts: impl Fn(&str) -> bool,
) -> bool {
    if section.fill != Fill::Text {
        return false;
    }
    let blocks = section.lines.start.block..=section.lines.end.block;
    for index in blocks {
        let Some(block) = document.block(index) else { break };
        for (number, line) in (0..).zip(&block.lines) {
            let id = LineId { block: index, line: number };
            // Beside a label its answer stands on the same line.
            let is_label = id == section.lines.start;
            let beside = section
                .body
                .first()
                .filter(|body| is_label && section.heading.is_none() && body.block == index);
            if id < section.lines.start
                || is_label && beside.is_none()
                || !section.lines.contains(&id)
                || block.heading().is_some()
            {
                continue;
            }
            let piece = match beside {
                Some(body) => Piece { end: body.end.min(line.text.end().into()), ..*body },
                None => Piece::new(index, line.text),
            };
            let text = document.text(piece);
            let in_body = section.body.iter().any(|body| body.contains(piece));
            let place = document.place(piece);
            let is_field = fields.iter().filter(|field| field.label.is_some()).any(|field| {
                [field.label, field.value].into_iter().flatten().any(|at| {
                    at.block == index && at.start < place.end && place.start < at.end.max(at.start + 1)
                })
            });
            let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            if in_body
                && !is_field
                && words >= 2
                && counts(text)
                && !text.trim_end().ends_with(':')
                && !blank::is_blank(text)
            {
                return true;
            }
        }
    }
    false
}
