//! `textDocument/codeAction` and `codeAction/resolve`: which of the engine's actions are asked for, and how the client is
//! told of them.

use referral_analysis::actions::{self, Action, ActionKind};
use serde::{Deserialize, Serialize};
use text_size::TextRange;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, Diagnostic,
    NumberOrString, Range, Url, WorkspaceEdit,
};

use super::client::Client;
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

/// True where the client gets an action's edit when somebody wants it, and not with the list.
pub fn leaves_edits_out(client: &Client) -> bool {
    client.code_action_resolve && client.code_action_data
}

/// What an action without its edit keeps, to be asked for it later.
#[derive(Debug, Deserialize, Serialize)]
struct Ticket {
    uri: Url,
    version: i32,
    range: Range,
    /// The findings that were asked about, as indices into the report.
    findings: Vec<usize>,
    /// Which of the actions it is.
    number: usize,
}

/// The document that an action without its edit is about.
pub fn document_of(action: &CodeAction) -> Option<Url> {
    Some(ticket(action)?.uri)
}

fn ticket(action: &CodeAction) -> Option<Ticket> {
    serde_json::from_value(action.data.clone()?).ok()
}

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
    let mut told: Vec<(usize, Action)> = Vec::new();
    for (number, action) in found(snapshot, reading, at, &chosen).into_iter().enumerate() {
        let kind = kind(action.kind);
        let is_asked_for = match &context.only {
            None => true,
            Some(only) => only.iter().any(|only| contains(only, &kind)),
        };
        // What cannot be done is worth a line only to somebody who asked for it.
        let may_be_disabled = context.only.is_some() && client.code_action_disabled;
        if !is_asked_for || action.disabled.is_some() && !may_be_disabled {
            continue;
        }
        match told.iter_mut().find(|(_, before)| before.does_the_same_as(&action)) {
            Some((_, before)) => before.take_title_of(action),
            None => told.push((number, action)),
        }
    }
    let ticket = |number| Ticket {
        uri: snapshot.uri.clone(),
        version: snapshot.version,
        range,
        findings: chosen.clone(),
        number,
    };
    let told = told.into_iter().map(|(number, action)| {
        let is_left_out = leaves_edits_out(client) && action.disabled.is_none();
        let data = is_left_out.then(|| serde_json::to_value(ticket(number)).unwrap_or_default());
        let edit = (!is_left_out && action.disabled.is_none())
            .then(|| edit_of(workspace, snapshot, reading, &action));
        let action = CodeAction { data, edit, ..code_action(workspace, snapshot, reading, action) };
        CodeActionOrCommand::CodeAction(action)
    });
    told.collect()
}

/// An action with its edit; nothing where the text has changed since it was offered.
pub fn resolved(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    action: CodeAction,
) -> Option<CodeAction> {
    let ticket = ticket(&action).filter(|ticket| ticket.version == snapshot.version)?;
    let at = from_proto::text_range(&snapshot.text, ticket.range, snapshot.encoding);
    let offered = found(snapshot, reading, at, &ticket.findings).into_iter().nth(ticket.number)?;
    Some(CodeAction { edit: Some(edit_of(workspace, snapshot, reading, &offered)), ..action })
}

/// All that can be done at `at`, and about the `chosen` findings, in a fixed order.
fn found(snapshot: &Snapshot, reading: &Reading, at: TextRange, chosen: &[usize]) -> Vec<Action> {
    let mut found = actions::for_findings(&reading.document, &reading.report, chosen);
    if let Some(subject) = reading.subject(snapshot) {
        found.extend(actions::for_section(&subject, at));
        found.extend(actions::for_document(&subject, &reading.report));
        found.extend(actions::for_choices(&subject, &reading.report, at));
        found.extend(actions::for_place(&subject, at));
    }
    found.extend(reading.likeness().map(|likeness| actions::mark(&reading.document, likeness)));
    found
}

fn edit_of(workspace: &Workspace, snapshot: &Snapshot, reading: &Reading, action: &Action) -> WorkspaceEdit {
    to_proto::workspace_edit(snapshot, &reading.document, &action.edits, workspace.client().document_changes)
}

fn code_action(workspace: &Workspace, snapshot: &Snapshot, reading: &Reading, action: Action) -> CodeAction {
    let client = workspace.client();
    let finding = action.finding.and_then(|index| reading.report.findings.get(index));
    CodeAction {
        title: action.title,
        kind: Some(kind(action.kind)),
        diagnostics: finding.map(|finding| vec![diagnostics::diagnostic(finding, reading, snapshot, client)]),
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
