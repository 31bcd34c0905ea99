//! Naming one of the board's learning priorities, from anywhere in *Basis*.
//!
//! Which priority fits is for the writer to say; when none is named, a rule says so.

use text_size::TextRange;

use super::{Action, ActionKind, section_at, sorted};
use crate::check::Report;
use crate::rules;
use crate::subject::Subject;

/// For a cursor in *Basis* where a priority could be named: one action for each.
pub(super) fn links(subject: &Subject<'_>, report: &Report, at: TextRange) -> Vec<Action> {
    let finding = report.findings.iter().position(rules::asks_for_priority);
    let is_in_basis = section_at(subject, at.start()).is_some_and(|(_, spec)| spec.id == "basis");
    let reason = match finding {
        _ if subject.priorities().is_empty() => "the settings name no learning priorities of the board",
        None => "a priority is named already, or the basis gives no reason of its own",
        Some(_) if !is_in_basis => "the cursor is not in the section on the basis",
        Some(_) => "",
    };
    let action = |title: String| Action {
        title,
        kind: ActionKind::Link,
        edits: Vec::new(),
        preferred: false,
        finding: None,
        disabled: None,
    };
    if !reason.is_empty() {
        return vec![Action { disabled: Some(reason), ..action("Link a learning priority".to_owned()) }];
    }
    let fixes = finding.and_then(|index| report.findings.get(index)).map(|finding| finding.fixes.as_slice());
    let link = |fix: &crate::finding::Fix| Action {
        edits: sorted(fix.edits.clone()),
        ..action(format!("Link a learning priority: {}", fix.title))
    };
    fixes.unwrap_or_default().iter().map(link).collect()
}
