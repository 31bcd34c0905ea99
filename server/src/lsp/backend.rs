//! The handlers, one per method of the protocol.
//!
//! None of them waits for the client or decides anything about a referral. What depends on the place of
//! a message in the stream comes before the first `await`: text changes, and the snapshot of a request.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Hover, HoverParams,
    InitializeParams, InitializeResult, ServerInfo, TextDocumentPositionParams,
};

use super::capabilities::server_capabilities;
use super::client::Client;
use super::outbox::Outbox;
use super::platform;
use super::store::Store;
use super::workspace::Workspace;

/// What the handlers share.
pub struct Backend {
    /// The open documents.
    pub store: Arc<Store>,
    /// The way to the client.
    pub outbox: Arc<Outbox>,
    /// What holds around the documents.
    pub workspace: Arc<Workspace>,
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

    /// `textDocument/inlineCompletion`, which lsp-types 0.94.1 does not know.
    ///
    /// # Errors
    /// None so far.
    #[allow(clippy::unused_async, reason = "tower-lsp takes asynchronous methods only")]
    pub async fn inline_completion(&self, params: TextDocumentPositionParams) -> Result<Value> {
        let Some(_snapshot) = self.store.snapshot(&params.text_document.uri) else { return Ok(Value::Null) };
        Ok(json!({"items": []}))
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
        let server_info =
            ServerInfo { name: "referral".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
        Ok(InitializeResult { capabilities: server_capabilities(client), server_info: Some(server_info) })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.store.open(params.text_document, self.client().encoding);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.store.change(&params.text_document, params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.store.close(&params.text_document.uri);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let Some(_snapshot) = self.store.snapshot(&at.text_document.uri) else { return Ok(None) };
        Ok(None)
    }
}
