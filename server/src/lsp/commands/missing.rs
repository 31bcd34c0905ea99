//! `referral.insertAllMissing`.

use referral_analysis::missing::Missing;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::ApplyWorkspaceEditParams;
use tower_lsp::lsp_types::request::ApplyWorkspaceEdit;

use super::{Arguments, document, say};
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

/// Inserts every section and field that is missing, in one edit. The result is the edit where the client cannot be asked
/// to make it.
pub(super) async fn insert_all(backend: &Backend, arguments: Arguments) -> Result<Option<Value>> {
    let uri = document(backend, arguments.text_document)?;
    let edit = backend.answer(&uri, |workspace, snapshot, reading| {
        let subject = reading.subject(snapshot)?;
        let edits = Missing::of(&subject).edits(&subject);
        let with_version = workspace.client().document_changes;
        let edit = || to_proto::workspace_edit(snapshot, &reading.document, &edits, with_version);
        (!edits.is_empty()).then(edit)
    });
    let Some(edit) = edit.await? else {
        say(backend, "Nothing to insert: every section and field that the board needs is here.");
        return Ok(None);
    };
    if !backend.client().apply_edit {
        return Ok(Some(json!({"edit": edit})));
    }
    let label = Some("Insert all missing sections and fields".to_owned());
    backend.outbox.request::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams { label, edit }, |_| {});
    Ok(None)
}
