//! What the server says about itself in the answer to `initialize`.
//!
//! Only what is there is named here.

use serde_json::{Map, Value, json};
use tower_lsp::lsp_types::{
    HoverProviderCapability, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};

use super::client::Client;

/// What lsp-types knows a name for.
pub fn server_capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.into()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    }
}

/// What the protocol has gained since lsp-types 0.94.1; added to the answer as plain JSON.
pub fn newer() -> Map<String, Value> {
    Map::from_iter([("inlineCompletionProvider".to_owned(), json!(true))])
}
