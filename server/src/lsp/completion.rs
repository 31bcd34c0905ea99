//! `textDocument/completion`: the engine's offers as the client shows them.
//!
//! What is offered where is for the engine to say.

use referral_analysis::completion::{self, Offer, OfferKind};
use referral_analysis::{skeleton, toml_help};
use serde_json::json;
use tower_lsp::lsp_types::{
    Command, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionOptions,
    CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind, Position, TextEdit,
};

use super::client::Client;
use super::commands;
use super::reading::Reading;
use super::store::Snapshot;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// What the server says of its completion.
pub fn options(client: &Client) -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(["\"", "[", "#", ":"].map(str::to_owned).into()),
        resolve_provider: client.completion_resolve.then_some(true),
        ..CompletionOptions::default()
    }
}

/// What could be typed at `position` of a referral, or of a Markdown document that may become one.
pub fn completion(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
) -> Vec<CompletionItem> {
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let subject = reading.subject(snapshot);
    let offers = completion::complete(&reading.document, &reading.config.catalogue, subject.as_ref(), at);
    items(workspace, snapshot, offers)
}

/// The same of a schema file or `referral.toml`; may read files.
pub fn toml_completion(
    workspace: &Workspace,
    snapshot: &Snapshot,
    position: Position,
) -> Option<Vec<CompletionItem>> {
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let toml = workspace.toml_reading(snapshot)?;
    Some(items(workspace, snapshot, toml_help::complete(&toml.file(), at)))
}

/// An offer with the long text that was left out of the list.
pub fn resolved(workspace: &Workspace, mut item: CompletionItem) -> CompletionItem {
    let text = item.data.as_ref().and_then(|ticket| workspace.long_texts.get(ticket));
    if let Some(text) = text {
        item.documentation = Some(documentation(workspace.client(), text));
    }
    item
}

fn items(workspace: &Workspace, snapshot: &Snapshot, mut offers: Vec<Offer>) -> Vec<CompletionItem> {
    let client = workspace.client();
    let tickets = if client.completion_resolve {
        let texts = offers.iter_mut().map(|offer| std::mem::take(&mut offer.documentation)).collect();
        workspace.long_texts.keep(texts)
    } else {
        Vec::new()
    };
    let mut tickets = tickets.into_iter();
    let offers = offers.into_iter().enumerate();
    let items = offers.map(|(number, offer)| CompletionItem {
        data: tickets.next().flatten(),
        ..item(number, offer, snapshot, client)
    });
    items.collect()
}

fn documentation(client: &Client, text: String) -> Documentation {
    let kind = if client.markdown_completion { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Documentation::MarkupContent(MarkupContent { kind, value: text })
}

/// The offer that is `number` in the engine's order, which clients keep.
fn item(number: usize, offer: Offer, snapshot: &Snapshot, client: &Client) -> CompletionItem {
    let range = to_proto::range(&snapshot.text, offer.at, snapshot.encoding);
    // Of plain text some editors take the first word alone; of a snippet none does.
    let has_spaces = offer.text.contains(char::is_whitespace);
    let snippet = match offer.snippet {
        snippet if snippet.is_empty() && has_spaces => skeleton::escaped(&offer.text.replace("\r\n", "\n")),
        // Editors that tell inserting from replacing put a proposal in selected, so that typing takes it away; the
        // protocol has no capability of that name.
        snippet if client.insert_replace => snippet,
        snippet => skeleton::without_proposals(&snippet),
    };
    let is_snippet = client.snippets && !snippet.is_empty();
    let text = if is_snippet { snippet } else { offer.text };
    let elsewhere = offer.elsewhere.map(|change| {
        let edits = to_proto::text_edits(snapshot, vec![change]);
        let position = edits.first().map(|edit| edit.range.start);
        let arguments =
            json!({"textDocument": {"uri": snapshot.uri}, "position": position, "optional": true});
        // What came in elsewhere is where the writer goes on.
        let command = client.show_document.then(|| Command {
            title: "Go there".to_owned(),
            command: commands::NEXT_PROMPT.to_owned(),
            arguments: Some(vec![arguments]),
        });
        (edits, command)
    });
    let (additional_text_edits, command) =
        elsewhere.map_or((None, None), |(edits, command)| (Some(edits), command));
    let label_details = CompletionItemLabelDetails { detail: None, description: Some(offer.detail.clone()) };
    CompletionItem {
        label_details: (client.label_details && !offer.detail.is_empty()).then_some(label_details),
        filter_text: (!offer.filter.is_empty()).then_some(offer.filter),
        label: offer.label,
        kind: Some(match offer.kind {
            OfferKind::Key => CompletionItemKind::PROPERTY,
            OfferKind::Table => CompletionItemKind::STRUCT,
            OfferKind::Id => CompletionItemKind::REFERENCE,
            OfferKind::Word => CompletionItemKind::ENUM_MEMBER,
            OfferKind::Value => CompletionItemKind::VALUE,
            OfferKind::Section => CompletionItemKind::MODULE,
            OfferKind::Sentence => CompletionItemKind::SNIPPET,
            OfferKind::Template => CompletionItemKind::FILE,
        }),
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        documentation: (!offer.documentation.is_empty()).then(|| documentation(client, offer.documentation)),
        sort_text: Some(format!("{number:04}")),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        additional_text_edits,
        command,
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
        ..CompletionItem::default()
    }
}
