//! The handlers, one per method of the protocol.
//!
//! None of them waits for the client or decides anything about a referral. What depends on the place of
//! a message in the stream comes before the first `await`: text changes, and the snapshot of a request.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use referral_analysis::rename::RenameError;
use referral_analysis::skeleton;
use serde_json::{Value, json};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::request::{RegisterCapability, WorkspaceConfiguration};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, ConfigurationItem, ConfigurationParams, Diagnostic,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FileChangeType, FoldingRange, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, InlayHint, InlayHintParams, Location, PrepareRenameResponse, ReferenceParams,
    RegistrationParams, RenameParams, SelectionRange, SelectionRangeParams, ServerInfo, SymbolInformation,
    TextDocumentPositionParams, TextEdit, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
    WorkspaceEdit, WorkspaceFolder, WorkspaceSymbolParams,
};

use super::analyser::Analyse;
use super::capabilities::{registrations, server_capabilities};
use super::client::Client;
use super::code_actions::{self, code_actions};
use super::code_lenses::code_lenses;
use super::commands;
use super::completion::{self, completion, toml_completion};
use super::definitions::{
    TextDocumentContentParams, TextDocumentContentResult, definition, text_document_content,
};
use super::document_links::document_links;
use super::document_symbols::document_symbols;
use super::folding::folding_ranges;
use super::formatting::{formatting, on_enter, range_formatting};
use super::from_proto;
use super::hover::{hover, toml_hover};
use super::inlay_hints::inlay_hints;
use super::naming::{highlights, prepare_rename, references, rename};
use super::outbox::Outbox;
use super::platform;
use super::pull::{CancelOnDrop, Results, Scan, document_report};
use super::reading::Reading;
use super::selection_ranges::selection_ranges;
use super::status::{Status, StatusParams, status};
use super::store::{Snapshot, Store, is_toml};
use super::workspace::Workspace;
use super::workspace_symbols::{Remembered, workspace_symbols};
use crate::schemas;

/// Bytes of a text that may be no more than the beginning of one: then each kind of referral is offered as a whole, and
/// every schema has to be read for it, which takes longer than the thread that reads messages may wait.
const BRIEF: usize = 64;

/// What the handlers share.
pub struct Backend {
    /// The open documents.
    pub store: Arc<Store>,
    /// The way to the client.
    pub outbox: Arc<Outbox>,
    /// What holds around the documents.
    pub workspace: Arc<Workspace>,
    /// What was found in files of the workspace.
    pub symbols: Arc<Remembered>,
    /// What was found in files that the client asked about.
    pub results: Arc<Results>,
    /// Where the steps from prompt to prompt have led.
    pub walks: commands::Walks,
    /// What finds.
    pub analyse: Analyse,
}

/// Runs the long work of a request off the thread that reads. The snapshot it works on must be taken before.
///
/// # Errors
/// When `work` panicked; the place has been logged.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal_error())
}

impl Backend {
    /// What the client said about itself. Before `initialize` that is nothing.
    pub fn client(&self) -> &Client {
        self.workspace.client()
    }

    /// The document as it is at this place in the stream, and what `ask` makes of it: here and now if that needs no
    /// files, else on another thread.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &Url,
        ask: impl FnOnce(&Workspace, &Snapshot, &Reading) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.store.snapshot(uri) else { return Ok(None) };
        if let Some(reading) = self.workspace.ready_reading(&snapshot) {
            return Ok(ask(&self.workspace, &snapshot, reading));
        }
        let workspace = Arc::clone(&self.workspace);
        off_thread(move || {
            let reading = workspace.reading(&snapshot, &|| false)?;
            ask(&workspace, &snapshot, reading)
        })
        .await
    }

    /// The document as it is at this place in the stream, and what `ask` makes of it on another thread, where files may
    /// be read.
    async fn answer_with_files<T: Send + 'static>(
        &self,
        uri: &Url,
        ask: impl FnOnce(&Workspace, &[Snapshot], &Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.store.snapshot(uri) else { return Ok(None) };
        let (workspace, open) = (Arc::clone(&self.workspace), self.store.snapshots());
        off_thread(move || ask(&workspace, &open, &snapshot)).await
    }

    /// The findings of a document as it is at this place in the stream, made here and now if that needs no files.
    ///
    /// # Errors
    /// When the text has changed before they were made: then the client had better ask again.
    async fn found(&self, snapshot: Snapshot) -> Result<Vec<Diagnostic>> {
        if !snapshot.is_toml() && self.workspace.is_ready_to_read(&snapshot) {
            let found = (self.analyse)(&self.workspace, &snapshot, &|| false);
            return Ok(found.unwrap_or_default());
        }
        let (workspace, store, analyse) =
            (Arc::clone(&self.workspace), Arc::clone(&self.store), self.analyse);
        let work = move || {
            let found = analyse(&workspace, &snapshot, &|| !store.is_newest(&snapshot));
            found.filter(|_| store.is_newest(&snapshot))
        };
        off_thread(work).await?.ok_or_else(superseded)
    }

    /// `textDocument/inlineCompletion`, which lsp-types 0.94.1 does not know.
    ///
    /// # Errors
    /// When the engine panicked; the place has been logged.
    pub async fn inline_completion(&self, params: TextDocumentPositionParams) -> Result<Value> {
        let position = params.position;
        let answer = self.answer(&params.text_document.uri, move |_, snapshot, reading| {
            let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
            skeleton::skeleton_at(&reading.subject(snapshot)?, at)
        });
        let items: Vec<Value> = answer.await?.into_iter().map(|text| json!({"insertText": text})).collect();
        Ok(json!({"items": items}))
    }

    /// `workspace/textDocumentContent`, which lsp-types 0.94.1 does not know.
    ///
    /// # Errors
    /// When there is no such page, or the engine panicked; the place has been logged.
    pub async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        let workspace = Arc::clone(&self.workspace);
        let page = off_thread(move || text_document_content(&workspace, &params.uri)).await?;
        page.ok_or_else(|| Error::invalid_params("there is no such page"))
    }

    /// `referral/status`, our own.
    ///
    /// # Errors
    /// When the engine panicked; the place has been logged.
    pub async fn status(&self, params: StatusParams) -> Result<Option<Status>> {
        self.answer(&params.text_document.uri, |_, snapshot, reading| Some(status(snapshot, reading))).await
    }

    /// Reads files of settings again, and analyses everything by what they say.
    fn start_afresh(&self) {
        self.workspace.forget_files();
        self.store.analyse_all_again();
    }

    /// Asks the client for its settings. They apply when they come.
    fn ask_for_settings(&self) {
        let item = ConfigurationItem { scope_uri: None, section: Some("referral".to_owned()) };
        let (workspace, store) = (Arc::clone(&self.workspace), Arc::clone(&self.store));
        let params = ConfigurationParams { items: vec![item] };
        self.outbox.request::<WorkspaceConfiguration>(params, move |answer| {
            let own = answer.ok().and_then(|answer| answer.into_iter().next());
            if own.is_some_and(|own| workspace.set_personal(&own)) {
                store.analyse_all_again();
            }
        });
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    /// The parameters are in `client`: the gate has read them.
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let client = self.client();
        if let Some(process_id) = client.process_id {
            let outbox = Arc::clone(&self.outbox);
            platform::watch_process(process_id, move || outbox.leave());
        }
        self.store.tell_to_ask_again(client.inlay_hint_refresh, client.code_lens_refresh);
        if client.pull_diagnostics {
            self.store.leave_asking_to_client();
        }
        // What says it is ready is ready: the first document is not kept waiting for the schemas.
        schemas::prepare();
        let server_info =
            ServerInfo { name: "referral".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
        Ok(InitializeResult { capabilities: server_capabilities(client), server_info: Some(server_info) })
    }

    async fn initialized(&self, _: InitializedParams) {
        let client = self.client();
        let registrations = registrations(client);
        if !registrations.is_empty() {
            let params = RegistrationParams { registrations };
            self.outbox.request::<RegisterCapability>(params, |_| {});
        }
        if client.configuration {
            self.ask_for_settings();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        if is_toml(&params.text_document.uri) {
            self.workspace.note_opened(&params.text_document.uri);
        }
        self.store.open(params.text_document, self.client().encoding);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.store.change(&params.text_document, params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.store.close(&uri);
        self.workspace.neighbourhood.note_change(Some(&uri));
        self.workspace.told.forget(&uri);
        self.walks.forget(&uri);
        if is_toml(&uri) {
            self.workspace.note_closed(&uri);
            let workspace = Arc::clone(&self.workspace);
            // What is saved counts again. A panic there has been logged.
            let _ = off_thread(move || workspace.show_saved_mistakes(&uri)).await;
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if is_toml(&params.text_document.uri) {
            self.start_afresh();
        } else {
            self.workspace.neighbourhood.note_change(None);
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let of_interest = params.changes.iter().filter(|change| is_toml(&change.uri));
        let mut is_any = false;
        for change in of_interest {
            is_any = true;
            if change.typ == FileChangeType::DELETED {
                self.workspace.forget_mistakes(&change.uri);
            }
        }
        if is_any {
            self.start_afresh();
        } else {
            self.workspace.neighbourhood.note_change(None);
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.client().configuration {
            self.ask_for_settings();
        } else if self.workspace.set_personal(&params.settings) {
            self.store.analyse_all_again();
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let uris =
            |folders: Vec<WorkspaceFolder>| folders.into_iter().map(|folder| folder.uri).collect::<Vec<_>>();
        self.workspace.change_folders(&uris(params.event.added), &uris(params.event.removed));
        self.store.analyse_all_again();
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let found = match self.store.snapshot(&params.text_document.uri) {
            Some(snapshot) => self.found(snapshot).await?,
            None => Vec::new(),
        };
        Ok(document_report(found, params.previous_result_id.as_deref()).into())
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let scan = Scan {
            workspace: Arc::clone(&self.workspace),
            results: Arc::clone(&self.results),
            store: Arc::clone(&self.store),
            analyse: self.analyse,
            params,
            is_cancelled: Arc::clone(&is_cancelled),
        };
        let _cancelling = CancelOnDrop(is_cancelled);
        Ok(off_thread(move || scan.run()).await?.into())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        if let Some(snapshot) = self.store.snapshot(&text_document.uri).filter(Snapshot::is_toml) {
            let workspace = Arc::clone(&self.workspace);
            let ask = move || toml_hover(&workspace, &snapshot, workspace.toml_reading(&snapshot)?, position);
            return off_thread(ask).await;
        }
        self.answer(&text_document.uri, move |workspace, snapshot, reading| {
            hover(workspace, snapshot, reading, position)
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let Some(snapshot) = self.store.snapshot(&text_document.uri) else { return Ok(None) };
        let is_brief = snapshot.text.len_bytes() <= BRIEF;
        let offers = if is_brief || snapshot.is_toml() {
            let workspace = Arc::clone(&self.workspace);
            let work = move || {
                if snapshot.is_toml() {
                    return toml_completion(&workspace, &snapshot, position);
                }
                let reading = workspace.reading(&snapshot, &|| false)?;
                Some(completion(&workspace, &snapshot, reading, position))
            };
            off_thread(work).await?
        } else {
            let ask = move |workspace: &Workspace, snapshot: &Snapshot, reading: &Reading| {
                Some(completion(workspace, snapshot, reading, position))
            };
            self.answer(&text_document.uri, ask).await?
        };
        Ok(Some(CompletionResponse::Array(offers.unwrap_or_default())))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams { text_document, range, context, .. } = params;
        let ask = move |workspace: &Workspace, snapshot: &Snapshot, reading: &Reading| {
            Some(code_actions(workspace, snapshot, reading, range, &context))
        };
        let snapshot = self.store.snapshot(&text_document.uri);
        let reading = snapshot.as_ref().and_then(|snapshot| self.workspace.ready_reading(snapshot));
        let is_ours = reading.is_none_or(Reading::is_referral);
        let Some(snapshot) = snapshot.filter(|_| !is_ours) else {
            return self.answer(&text_document.uri, ask).await;
        };
        // What it reads like takes every schema to say.
        let workspace = Arc::clone(&self.workspace);
        off_thread(move || ask(&workspace, &snapshot, workspace.reading(&snapshot, &|| false)?)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = code_actions::document_of(&action) else { return Ok(action) };
        let resolved = self.answer(&uri, move |workspace, snapshot, reading| {
            code_actions::resolved(workspace, snapshot, reading, action)
        });
        resolved.await?.ok_or_else(Error::content_modified)
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolved(&self.workspace, item))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let InlayHintParams { text_document, range, .. } = params;
        self.answer(&text_document.uri, move |_, snapshot, reading| inlay_hints(snapshot, reading, range))
            .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(&params.text_document.uri, |_, snapshot, reading| code_lenses(snapshot, reading)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        commands::execute(self, params).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.answer(&params.text_document.uri, document_symbols).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.answer(&params.text_document.uri, folding_ranges).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        self.answer(&text_document.uri, move |_, snapshot, reading| {
            selection_ranges(snapshot, reading, &positions)
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer_with_files(&params.text_document.uri, |workspace, _, snapshot| {
            document_links(workspace, snapshot, workspace.reading(snapshot, &|| false)?)
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.answer(&text_document.uri, move |_, snapshot, reading| highlights(snapshot, reading, position))
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let with_declaration = params.context.include_declaration;
        self.answer_with_files(&text_document.uri, move |workspace, open, snapshot| {
            references(workspace, open, snapshot, position, with_declaration)
        })
        .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.answer(&text_document.uri, move |workspace, snapshot, reading| {
            definition(workspace, snapshot, reading, position)
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let TextDocumentPositionParams { text_document, position } = params;
        let answer = self.answer(&text_document.uri, move |_, snapshot, reading| {
            prepare_rename(snapshot, reading, position)
        });
        answer.await?.transpose().map_err(|why| refused(&why))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let new = params.new_name;
        let answer = self.answer(&text_document.uri, move |workspace, snapshot, reading| {
            rename(workspace, snapshot, reading, position, &new)
        });
        answer.await?.transpose().map_err(|why| refused(&why))
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.answer(&params.text_document.uri, |_, snapshot, reading| formatting(snapshot, reading)).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let DocumentRangeFormattingParams { text_document, range, .. } = params;
        self.answer(&text_document.uri, move |_, snapshot, reading| {
            range_formatting(snapshot, reading, range)
        })
        .await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        self.answer(&text_document.uri, move |_, snapshot, reading| on_enter(snapshot, reading, position))
            .await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let (workspace, symbols) = (Arc::clone(&self.workspace), Arc::clone(&self.symbols));
        let open = self.store.snapshots();
        off_thread(move || Some(workspace_symbols(&workspace, &symbols, &open, &params.query))).await
    }
}

/// The protocol's "server cancelled": there is a newer text, and the client should ask about that.
fn superseded() -> Error {
    let data = Some(json!({"retriggerRequest": true}));
    Error { code: ErrorCode::ServerError(-32802), message: "the text has changed since".into(), data }
}

/// A refusal that the client shows to the person who asked: the protocol's "request failed".
fn refused(why: &RenameError) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: why.to_string().into(), data: None }
}
