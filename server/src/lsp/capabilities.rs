//! What the server says about itself in the answer to `initialize`.
//!
//! Only what is there is named here.

use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, DiagnosticServerCapabilities,
    DocumentLinkOptions, DocumentOnTypeFormattingOptions, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, OneOf, Registration, RenameOptions, SaveOptions,
    SelectionRangeProviderCapability, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::client::Client;
use super::{code_actions, commands, completion, definitions, formatting, pull};

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
        resolve_provider: code_actions::leaves_edits_out(client).then_some(true),
        ..CodeActionOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.into()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(completion::options(client)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: client
            .code_action_literals
            .then_some(CodeActionProviderCapability::Options(code_actions)),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: None,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        document_highlight_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        rename_provider: Some(rename(client)),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: formatting::FIRST_KEY.to_owned(),
            more_trigger_character: None,
        }),
        diagnostic_provider: client
            .pull_diagnostics
            .then(|| DiagnosticServerCapabilities::Options(pull::options())),
        inlay_hint_provider: client.inlay_hints.then_some(OneOf::Left(true)),
        code_lens_provider: client.code_lenses.then_some(CodeLensOptions { resolve_provider: Some(false) }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::ALL.map(str::to_owned).into(),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// Only a client that knows of the question before a rename may be told that it is answered.
fn rename(client: &Client) -> OneOf<bool, RenameOptions> {
    if !client.rename_prepare {
        return OneOf::Left(true);
    }
    OneOf::Right(RenameOptions {
        prepare_provider: Some(true),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
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
        // Two referrals may be about the same person. A board's schemas may be in any folder that `referral.toml` names.
        ask(
            "workspace/didChangeWatchedFiles",
            json!({"watchers": [{"globPattern": "**/*.toml"}, {"globPattern": "**/*.{md,markdown}"}]}),
        );
    }
    if client.configuration_registration {
        ask("workspace/didChangeConfiguration", json!({"section": "referral"}));
    }
    registrations
}

/// What the protocol has gained since lsp-types 0.94.1; added to the answer as plain JSON.
pub fn newer(client: &Client) -> Value {
    let mut newer = serde_json::Map::new();
    if client.inline_completion {
        newer.insert("inlineCompletionProvider".to_owned(), json!(true));
    }
    if client.text_document_content {
        let pages = json!({"textDocumentContent": {"schemes": [definitions::SCHEME]}});
        newer.insert("workspace".to_owned(), pages);
    }
    Value::Object(newer)
}
