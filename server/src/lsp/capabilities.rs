//! What the server says about itself in the answer to `initialize`.
//!
//! Only what is there is named here.

use serde_json::{Map, Value, json};
use tower_lsp::lsp_types::{
    CodeActionOptions, CodeActionProviderCapability, HoverProviderCapability, OneOf, Registration,
    SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use super::client::Client;
use super::{code_actions, completion};

/// What lsp-types knows a name for.
pub fn server_capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let code_actions = CodeActionOptions {
        code_action_kinds: Some(code_actions::KINDS.into()),
        ..CodeActionOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.into()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(completion::options()),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: client
            .code_action_literals
            .then_some(CodeActionProviderCapability::Options(code_actions)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// What the client is asked to tell us of, as far as it can be asked.
pub fn registrations(client: &Client) -> Vec<Registration> {
    let mut registrations = Vec::new();
    let mut ask = |method: &str, options: Value| {
        registrations.push(Registration {
            id: method.to_owned(),
            method: method.to_owned(),
            register_options: Some(options),
        });
    };
    if client.watched_files_registration {
        // A board's schemas may be in any folder that `referral.toml` names.
        ask("workspace/didChangeWatchedFiles", json!({"watchers": [{"globPattern": "**/*.toml"}]}));
    }
    if client.configuration_registration {
        ask("workspace/didChangeConfiguration", json!({"section": "referral"}));
    }
    registrations
}

/// What the protocol has gained since lsp-types 0.94.1; added to the answer as plain JSON.
pub fn newer() -> Map<String, Value> {
    Map::from_iter([("inlineCompletionProvider".to_owned(), json!(true))])
}
