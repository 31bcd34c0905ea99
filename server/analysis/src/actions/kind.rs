//! Which kind of referral a document is: marking it as one, and switching from one kind to another.
//!
//! Only the line `schema` of the front matter is written; headings and text stay as they are.

use text_size::TextRange;

use super::{Action, ActionKind};
use crate::document::Document;
use crate::finding::Edit;
use crate::likeness::Likeness;
use crate::place::Place;
use crate::schema::Catalogue;
use crate::subject::Subject;

/// For a document that reads like a referral and is not called one: says that it is.
pub fn mark(document: &Document, likeness: &Likeness) -> Action {
    let quoted: Vec<String> = likeness.labels.iter().map(|label| format!("\"{label}\"")).collect();
    let labels = match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => format!("it asks for {only}"),
        Some((last, others)) => format!("it asks for {} and {last}", others.join(", ")),
    };
    let title = likeness.title.as_ref().map(|title| format!("it is called \"{title}\""));
    // Several labels say more than a title.
    let reason = title.filter(|_| quoted.len() < 2).unwrap_or(labels);
    Action {
        title: format!("Mark this as a referral ({}): {reason}", likeness.schema),
        kind: ActionKind::Kind,
        edits: vec![named(document, &likeness.schema)],
        preferred: false,
        finding: None,
        disabled: None,
    }
}

/// For a cursor on the line that names the schema: every other kind there is.
pub(super) fn switches(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let action = |title: String, edits: Vec<Edit>| Action {
        title,
        kind: ActionKind::Kind,
        edits,
        preferred: false,
        finding: None,
        disabled: None,
    };
    let entry = subject.document.front_matter().get("schema");
    let line = entry.map(|entry| entry.key_at.cover(entry.value_at));
    if line.is_none_or(|line| line.intersect(at).is_none()) {
        let reason = "the cursor is not on the line \"schema\" of the front matter";
        let none = action("Switch to another kind of review".to_owned(), Vec::new());
        return vec![Action { disabled: Some(reason), ..none }];
    }
    let others = subject.catalogue.ids().filter(|id| *id != subject.schema.id);
    let switch = |id: &str| {
        let title = title(subject.catalogue, id);
        action(format!("Switch to \"{id}\"{title}"), vec![named(subject.document, id)])
    };
    others.map(switch).collect()
}

fn title(catalogue: &Catalogue, id: &str) -> String {
    catalogue.title(id).map(|title| format!(": {title}")).unwrap_or_default()
}

/// Names the schema in the front matter, which comes where there is none.
fn named(document: &Document, id: &str) -> Edit {
    let line_break = document.line_break();
    let front_matter = document.front_matter();
    // The front matter is block 0, which starts with the document.
    let (place, text) = match (front_matter.get("schema"), front_matter.entries().first()) {
        (Some(entry), _) if entry.value_at.is_empty() => (Place::new(0, entry.value_at), format!(" {id}")),
        (Some(entry), _) => (Place::new(0, entry.value_at), id.to_owned()),
        (None, Some(first)) => {
            (Place::point(0, first.key_at.start().into()), format!("schema: {id}{line_break}"))
        }
        (None, None) => {
            let bom = if document.source().starts_with('\u{feff}') { 3 } else { 0 };
            let text = format!("---{line_break}schema: {id}{line_break}---{line_break}{line_break}");
            (Place::point(0, bom), text)
        }
    };
    Edit { place, text }
}
