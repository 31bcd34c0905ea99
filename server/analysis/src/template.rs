//! An empty referral: the text that `referral new` writes and an empty document is offered.
//!
//! Nothing in it can be mistaken for the writer's text: what is not a heading or a label stands in comments.

use crate::fixes::prompt_comment;
use crate::schema::{FieldSpec, FieldType, Schema, SectionSpec};

/// An empty referral of this kind, a draft, with `line_break` between its lines.
pub fn template(schema: &Schema, line_break: &str) -> String {
    let mut lines = vec![
        "---".into(),
        format!("schema: {}", schema.id),
        "status: draft".into(),
        "---".into(),
        String::new(),
    ];
    lines.push(format!("# {}", schema.title));
    for section in schema.sections.iter().filter(|section| is_writers(schema, section)) {
        lines.extend([String::new(), format!("## {}", section.heading), String::new()]);
        let fields: Vec<&FieldSpec> =
            schema.fields.iter().filter(|field| home(schema, field) == Some(section)).collect();
        // The space at the end is where a person begins to type: without it the label would not stay bold.
        lines.extend(fields.iter().map(|field| format!("- **{}:** {}", field.label, choices(field))));
        let prompts = prompts(schema, section, &fields);
        if !fields.is_empty() && !prompts.is_empty() {
            lines.push(String::new());
        }
        lines.extend(prompts.iter().map(|prompt| prompt_comment(prompt)));
        if fields.is_empty() && prompts.is_empty() {
            lines.pop();
        }
    }
    lines.push(String::new());
    lines.join(line_break)
}

/// The questions of `section` that no label of the template asks: not those of a section for which several labels below
/// its heading stand, nor what a field is asked by in the same words.
fn prompts<'s>(schema: &Schema, section: &'s SectionSpec, fields: &[&FieldSpec]) -> Vec<&'s String> {
    let by_label = section.satisfied_by.iter().filter(|id| fields.iter().any(|field| field.id == **id));
    if by_label.count() > 1 {
        return Vec::new();
    }
    let is_labels = |prompt: &str| schema.fields.iter().any(|field| field.prompt == prompt);
    section.prompts.iter().filter(|prompt| !is_labels(prompt)).collect()
}

/// The section under whose heading a field is asked for: the first of its homes that the writer fills in.
pub(crate) fn home<'s>(schema: &'s Schema, field: &FieldSpec) -> Option<&'s SectionSpec> {
    let of_id = |id: &String| schema.sections.iter().find(|section| section.id == *id);
    field.home.iter().filter_map(of_id).find(|section| is_writers(schema, section))
}

/// False for the parts that only the board fills in.
pub(crate) fn is_writers(schema: &Schema, section: &SectionSpec) -> bool {
    let is_boards = schema.board_only.iter().any(|heading| heading.eq_ignore_ascii_case(&section.heading));
    section.id != "office-use" && !is_boards
}

/// The values to choose from, in a comment.
fn choices(field: &FieldSpec) -> String {
    if field.kind != FieldType::Choice {
        return String::new();
    }
    let values: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
    prompt_comment(&values.join(" / "))
}
