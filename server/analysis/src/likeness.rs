//! Whether a document that nobody calls a referral reads like a form for one, and for which kind of review.
//!
//! Nothing is judged and nothing changed. Many documents share a label or two with referrals, so it takes several
//! that belong to a case, and a word on what they are for.

use crate::document::{Document, LineKind};
use crate::outline::Outline;
use crate::schema::{Catalogue, Schema};

/// Bytes of a text that may be a form; a longer one is not looked into.
const LONGEST: usize = 256 << 10;
/// Labels of a case that it takes.
const FEWEST: usize = 3;
/// Labels that are named to the writer.
const SHOWN: usize = 3;

/// Sections that hardly any other document has.
const SECTIONS: &[&str] = &[
    "basis",
    "rationale",
    "lead-consulted",
    "agencies",
    "joint-working",
    "immediate-safety",
    "parallel",
    "reason-for-delay",
];
/// Facts of a case that hardly any other document asks for together.
const FIELDS: &[&str] = &[
    "subject-name",
    "subject-initials",
    "date-of-birth",
    "nhs-number",
    "home-address",
    "gp",
    "school",
    "legal-status",
    "cp-status",
    "date-of-death",
    "date-of-incident",
    "date-aware",
    "date-notified",
    "date-of-referral",
    "referrer-name",
    "referrer-role",
    "referrer-agency",
    "referrer-contact",
];
/// What a form for a referral speaks of.
const SUBJECTS: &[&str] = &[
    "case review",
    "practice review",
    "homicide review",
    "adults review",
    "adult review",
    "learning review",
    "rapid review",
    "safeguarding review",
    "serious incident",
    "safeguarding",
    "child protection",
    "adult protection",
    "adult support and protection",
    "adult at risk",
    "adult-at-risk",
];
/// What stands on no form by which a case is referred, but on those in which agencies reply.
const REPLIES: &[&str] = &[
    "date returned to designated officer",
    "return address of person initiating the request",
    "request for information to allow consideration",
];

/// What the title of a document says that is about referrals and no form for one.
const ABOUT_REFERRALS: &[&str] = &[
    "guid",
    "how to",
    "leaflet",
    "meeting",
    "minutes",
    "newsletter",
    "pathway",
    "policy",
    "procedure",
    "process",
    "protocol",
    "response",
    "train",
];
/// Characters that a title may have.
const LONGEST_TITLE: usize = 80;

/// What a document reads like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Id of the schema that knows most of it.
    pub schema: String,
    /// Labels by which it was recognised, as they are written.
    pub labels: Vec<String>,
    /// Its title, where that calls it a referral for a review: then fewer labels will do.
    pub title: Option<String>,
}

/// What kind of referral `document` reads like; `default` is the one taken where several fit. All schemas are read for
/// a document that may be one.
pub fn likeness(document: &Document, catalogue: &Catalogue, default: &str) -> Option<Likeness> {
    let source = document.source();
    if source.len() > LONGEST || document.front_matter().get("schema").is_some() {
        return None;
    }
    let text = source.to_lowercase();
    let has_any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let title = title(document, catalogue);
    if title.is_none() && !has_any(SUBJECTS) || has_any(REPLIES) {
        return None;
    }
    let is_one = |found: &Recognised<'_>| match title {
        Some(_) => !found.labels.is_empty() || found.has_boards_part,
        None => found.labels.len() >= FEWEST,
    };
    if !is_one(&recognised(document, catalogue, default)?) {
        return None;
    }
    let mut best: Option<((bool, usize, bool), Likeness)> = None;
    for id in catalogue.ids() {
        let Some(found) = recognised(document, catalogue, id).filter(is_one) else { continue };
        let weight = (is_named(found.schema, source, &text), found.labels.len(), id == default);
        if best.as_ref().is_none_or(|(before, _)| weight > *before) {
            let labels = found.labels.into_iter().take(SHOWN).collect();
            let title = title.clone();
            best = Some((weight, Likeness { schema: id.to_owned(), labels, title }));
        }
    }
    best.map(|(_, likeness)| likeness)
}

/// The first line of a document, where it calls the document a referral for a review.
fn title(document: &Document, catalogue: &Catalogue) -> Option<String> {
    let mut lines = document.lines().map(|(_, block, line)| block.plain.slice(line.text).trim());
    let title = lines.find(|line| !line.is_empty()).filter(|line| line.len() <= LONGEST_TITLE)?;
    let lower = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let abbreviation = |id: &str| id.split('-').next().unwrap_or("").to_uppercase();
    let is_abbreviated = || {
        let mut words = title.split(|char: char| !char.is_alphanumeric());
        words.any(|word| catalogue.ids().any(|id| word.len() > 1 && word == abbreviation(id)))
    };
    let is_form = lower.contains("referral") && !says(ABOUT_REFERRALS);
    (is_form && (says(SUBJECTS) || is_abbreviated())).then(|| title.to_owned())
}

/// What a schema knows in a document.
struct Recognised<'c> {
    schema: &'c Schema,
    /// The labels of a case, each thing once, by place.
    labels: Vec<String>,
    /// True where a part is there that only the board fills in.
    has_boards_part: bool,
}

/// What the schema with this id knows in `document`.
fn recognised<'c>(document: &Document, catalogue: &'c Catalogue, id: &str) -> Option<Recognised<'c>> {
    let schema = catalogue.get(id)?;
    let vocabulary = catalogue.vocabulary(id)?;
    let outline = Outline::read(document, schema, vocabulary);
    let mut found: Vec<(u32, &str, String)> = Vec::new();
    for section in &outline.sections {
        let Some(spec) = schema.sections.get(usize::from(section.spec)) else { continue };
        let label = document.text(section.label);
        // "- **The basis**: whether a route is stated" is an item of any list.
        let line = document.line(section.lines.start);
        let is_item = line.is_some_and(|line| line.kind == LineKind::Item && !line.numbered);
        let is_sure = !section.near && !is_item && !vocabulary.labels().knows_loosely(label);
        if SECTIONS.contains(&spec.id.as_str()) && is_sure {
            found.push((section.label.block, &spec.id, label.to_owned()));
        }
    }
    for field in &outline.fields {
        let Some((spec, label)) = schema.fields.get(usize::from(field.spec)).zip(field.label) else {
            continue;
        };
        if FIELDS.contains(&spec.id.as_str()) {
            found.push((label.block, &spec.id, document.source_at(label).to_owned()));
        }
    }
    found.sort_by_key(|(block, ..)| *block);
    let mut seen: Vec<&str> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for (_, id, label) in found {
        let label = label.trim_matches(|char: char| !char.is_alphanumeric() && char != ')').to_owned();
        // A form's label begins like a sentence.
        if label.starts_with(char::is_uppercase) && !seen.contains(&id) && !labels.contains(&label) {
            seen.push(id);
            labels.push(label);
        }
    }
    Some(Recognised { schema, labels, has_boards_part: !outline.out_of_scope.is_empty() })
}

/// True where the text says which kind of review it is for: by its name, by its abbreviation, or by who receives it.
fn is_named(schema: &Schema, source: &str, text: &str) -> bool {
    let title = schema.title.to_lowercase();
    let title = title.strip_prefix("referral for ").unwrap_or(&title);
    let title = title.split(" consideration").next().unwrap_or(title);
    let mut names = title.split(" and ").map(|name| name.strip_prefix("a ").unwrap_or(name).trim());
    let abbreviation = schema.id.split('-').next().unwrap_or("").to_uppercase();
    // "Child Protection Committee" is written CPC as well.
    let initials: String = schema.receiver.chars().filter(|char| char.is_uppercase()).collect();
    let mut words = source.split(|char: char| !char.is_alphanumeric());
    names.any(|name| name.contains(' ') && text.contains(name))
        || words.any(|word| word == abbreviation || initials.len() > 2 && word == initials)
        || text.contains(&schema.receiver.to_lowercase())
}
