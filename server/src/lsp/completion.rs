//! `textDocument/completion`: the engine's offers as the client shows them.
//!
//! Which kind of document is asked about what is decided here, and nowhere else.

use referral_analysis::completion::{Offer, OfferKind};
use referral_analysis::toml_help;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionOptions, CompletionTextEdit, Documentation,
    InsertTextFormat, MarkupContent, MarkupKind, Position, TextEdit,
};

use super::client::Client;
use super::store::Snapshot;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// What the server says of its completion.
pub fn options() -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(["\"", "["].map(str::to_owned).into()),
        ..CompletionOptions::default()
    }
}

/// What could be typed at `position`; may read files where the document is TOML.
pub fn completion(workspace: &Workspace, snapshot: &Snapshot, position: Position) -> Vec<CompletionItem> {
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let offers = if snapshot.is_toml() {
        workspace.toml_reading(snapshot).map(|toml| toml_help::complete(&toml.file(), at)).unwrap_or_default()
    } else {
        // A referral is offered nothing yet.
        Vec::new()
    };
    let offers = offers.into_iter().enumerate();
    offers.map(|(number, offer)| item(number, offer, snapshot, workspace.client())).collect()
}

/// The offer that is `number` in the engine's order, which clients keep.
fn item(number: usize, offer: Offer, snapshot: &Snapshot, client: &Client) -> CompletionItem {
    let is_snippet = client.snippets && !offer.snippet.is_empty();
    let range = to_proto::range(&snapshot.text, offer.at, snapshot.encoding);
    let text = if is_snippet { offer.snippet } else { offer.text };
    let kind = if client.markdown_completion { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let documentation = (!offer.documentation.is_empty())
        .then_some(Documentation::MarkupContent(MarkupContent { kind, value: offer.documentation }));
    CompletionItem {
        filter_text: (!offer.filter.is_empty()).then_some(offer.filter),
        label: offer.label,
        kind: Some(match offer.kind {
            OfferKind::Key => CompletionItemKind::PROPERTY,
            OfferKind::Table => CompletionItemKind::STRUCT,
            OfferKind::Id => CompletionItemKind::REFERENCE,
            OfferKind::Word => CompletionItemKind::ENUM_MEMBER,
        }),
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        documentation,
        sort_text: Some(format!("{number:04}")),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
        ..CompletionItem::default()
    }
}
