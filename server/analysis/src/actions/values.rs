//! The values that a field may have, for one that is still empty.
//!
//! Which of them is right is for the writer to say; a value that is there already is for the rules.

use text_size::TextRange;

use super::{Action, ActionKind};
use crate::finding::Edit;
use crate::outline::{Field, Fill};
use crate::prompts;
use crate::schema::{FieldSpec, FieldType};
use crate::subject::Subject;

/// For a cursor on the line of such a field: one action for each value.
pub(super) fn choices(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let action = |title: String, edits: Vec<Edit>| Action {
        title,
        kind: ActionKind::Choose,
        edits,
        preferred: false,
        finding: None,
        disabled: None,
    };
    let Some((field, spec)) = empty_field(subject, at) else {
        let reason = "there is no empty field here that has values to choose from";
        let none = action("Answer with one of the values there are".to_owned(), Vec::new());
        return vec![Action { disabled: Some(reason), ..none }];
    };
    let Some(here) = prompts::value_place(subject, field) else { return Vec::new() };
    let source = subject.document.source();
    let before = source.get(..usize::from(here)).unwrap_or("");
    let lead = if before.ends_with([' ', '\t', '\n', '\r']) { "" } else { " " };
    let after = source.get(usize::from(here)..).unwrap_or("");
    let tail = if after.starts_with("<!--") || after.starts_with('|') { " " } else { "" };
    let choose = |value: &str| {
        let place = subject.document.locate(TextRange::empty(here));
        let edit = Edit { place, text: format!("{lead}{value}{tail}") };
        action(format!("Answer \"{}\" with \"{value}\"", spec.label), vec![edit])
    };
    spec.choices.iter().map(|choice| choose(&choice.value)).collect()
}

/// The field with values to choose from on whose line `at` begins, if it has none.
fn empty_field<'s>(subject: &'s Subject<'_>, at: TextRange) -> Option<(&'s Field, &'s FieldSpec)> {
    let source = subject.document.source();
    let fields = subject.outline.fields.iter().filter(|field| field.fill != Fill::Text);
    for field in fields {
        let (Some(label), Some(spec)) = (field.label, subject.field_spec(field)) else { continue };
        let label = subject.document.resolve(label);
        let rest = source.get(usize::from(label.end())..).unwrap_or("");
        let line_end = usize::from(label.end()) + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let before = source.get(..usize::from(label.start())).unwrap_or("");
        let line_start = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        let is_here = (line_start..=line_end).contains(&usize::from(at.start()));
        if is_here && spec.kind == FieldType::Choice && field.fill == Fill::Blank {
            return Some((field, spec));
        }
    }
    None
}
