//! `textDocument/codeAction`: which of the engine's actions are asked for, and how the client is told of them.

use referral_analysis::actions::{self, Action, ActionKind};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, Diagnostic,
    NumberOrString, Range,
};

use super::diagnostics;
use super::reading::Reading;
use super::store::Snapshot;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// The kinds of actions offered.
pub const KINDS: [CodeActionKind; 4] =
    [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, INSERT_MISSING, FIX_ALL];
const INSERT_MISSING: CodeActionKind = CodeActionKind::new("source.insertMissing.referral");
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.referral");

/// The actions for `range`.
pub fn code_actions(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    let client = workspace.client();
    if !client.code_action_literals {
        return Vec::new();
    }
    let at = from_proto::text_range(&snapshot.text, range, snapshot.encoding);
    let mut chosen = actions::findings_at(&reading.document, &reading.report, at);
    for (index, finding) in reading.report.findings.iter().enumerate() {
        let own = || diagnostics::diagnostic(finding, reading, snapshot, client);
        if !chosen.contains(&index) && context.diagnostics.iter().any(|sent| is_same(sent, finding.code, own))
        {
            chosen.push(index);
        }
    }
    let mut found = actions::for_findings(&reading.document, &reading.report, &chosen);
    if let Some(subject) = reading.subject(snapshot) {
        found.extend(actions::for_section(&subject, at));
        found.extend(actions::for_document(&subject, &reading.report));
        found.extend(actions::for_choices(&subject, &reading.report, at));
        let offered: Vec<String> = found.iter().map(|action| action.title.clone()).collect();
        let others = actions::for_place(&subject, at).into_iter();
        found.extend(others.filter(|action| !offered.contains(&action.title)));
    }
    found.extend(reading.likeness().map(|likeness| actions::mark(&reading.document, likeness)));
    let mut told = Vec::new();
    for action in found {
        let kind = kind(action.kind);
        let is_asked_for = match &context.only {
            None => true,
            Some(only) => only.iter().any(|only| contains(only, &kind)),
        };
        // What cannot be done is worth a line only to somebody who asked for it.
        let may_be_disabled = context.only.is_some() && client.code_action_disabled;
        if is_asked_for && (action.disabled.is_none() || may_be_disabled) {
            told.push(CodeActionOrCommand::CodeAction(code_action(
                workspace, snapshot, reading, action, kind,
            )));
        }
    }
    told
}

fn code_action(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    action: Action,
    kind: CodeActionKind,
) -> CodeAction {
    let client = workspace.client();
    let finding = action.finding.and_then(|index| reading.report.findings.get(index));
    let edit = to_proto::workspace_edit(snapshot, &reading.document, &action.edits, client.document_changes);
    CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: finding.map(|finding| vec![diagnostics::diagnostic(finding, reading, snapshot, client)]),
        edit: action.disabled.is_none().then_some(edit),
        is_preferred: (action.preferred && client.code_action_preferred).then_some(true),
        disabled: action.disabled.map(|reason| CodeActionDisabled { reason: reason.to_owned() }),
        ..CodeAction::default()
    }
}

/// True where the client's diagnostic is the one we sent. Clients may keep no `data` and change links.
fn is_same(sent: &Diagnostic, code: &str, own: impl Fn() -> Diagnostic) -> bool {
    let Some(NumberOrString::String(sent_code)) = &sent.code else { return false };
    if sent_code != code {
        return false;
    }
    let own = own();
    sent.range == own.range && sent.message == own.message
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix | ActionKind::Suppress => CodeActionKind::QUICKFIX,
        ActionKind::Insert
        | ActionKind::Ask
        | ActionKind::Choose
        | ActionKind::Link
        | ActionKind::Read
        | ActionKind::Kind => CodeActionKind::REFACTOR,
        ActionKind::InsertMissing => INSERT_MISSING,
        ActionKind::FixAll => FIX_ALL,
    }
}

/// True where `only` names `kind` or a kind that it is a sort of; the empty kind is all.
fn contains(only: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(only.as_str());
    rest.is_some_and(|rest| rest.is_empty() || only.as_str().is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_contains_itself_and_what_follows_a_dot() {
        assert!(contains(&CodeActionKind::SOURCE, &FIX_ALL));
        assert!(contains(&CodeActionKind::SOURCE_FIX_ALL, &FIX_ALL));
        assert!(contains(&CodeActionKind::EMPTY, &CodeActionKind::QUICKFIX));
        assert!(!contains(&CodeActionKind::QUICKFIX, &FIX_ALL));
        assert!(!contains(&CodeActionKind::new("source.fix"), &FIX_ALL));
    }
}
