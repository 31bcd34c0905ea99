//! `referral.nextPrompt` and `referral.previousPrompt`.

use referral_analysis::prompts::{self, Prompt};
use serde_json::{Value, json};
use text_size::TextSize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::ShowDocumentParams;
use tower_lsp::lsp_types::request::ShowDocument;

use super::{Arguments, document, say};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

/// Which of the prompts comes, seen from a place.
type Step = fn(&[Prompt], Option<TextSize>, bool) -> Option<&Prompt>;

/// What there is to go to.
enum Found {
    /// A prompt: the result of the command.
    Prompt(Value, ShowDocumentParams),
    /// Every prompt has its answer.
    Nothing,
    /// The document has no prompts, for this reason.
    NoReferral(String),
}

/// Moves the cursor to the prompt that `step` says, and tells which it is.
pub(super) async fn walk(backend: &Backend, arguments: Arguments, step: Step) -> Result<Option<Value>> {
    let uri = document(backend, arguments.text_document)?;
    let (position, with_optional) = (arguments.position, arguments.optional);
    let found = backend.answer(&uri, move |_, snapshot, reading| {
        let Some(subject) = reading.subject(snapshot) else {
            return Some(Found::NoReferral(reading.choice.why()));
        };
        let from = position.map(|position| from_proto::offset(&snapshot.text, position, snapshot.encoding));
        let prompts = prompts::prompts(&subject);
        let Some(prompt) = step(&prompts, from, with_optional) else { return Some(Found::Nothing) };
        let range = to_proto::range(&snapshot.text, prompt.at, snapshot.encoding);
        let question = prompt.questions.first();
        let result = json!({
            "uri": snapshot.uri,
            "range": range,
            "prompt": question,
            "about": prompt.about,
            "name": prompt.name,
        });
        let show = ShowDocumentParams {
            uri: snapshot.uri.clone(),
            external: Some(false),
            take_focus: Some(true),
            selection: Some(range),
        };
        Some(Found::Prompt(result, show))
    });
    match found.await? {
        Some(Found::Prompt(result, show)) => {
            if backend.client().show_document {
                backend.outbox.request::<ShowDocument>(show, |_| {});
            }
            return Ok(Some(result));
        }
        Some(Found::Nothing) => say(backend, "Nothing is left to answer: every prompt here has its answer."),
        Some(Found::NoReferral(why)) => say(backend, format!("There are no prompts here: {why}.")),
        None => say(backend, "There are no prompts here: the document is not open."),
    }
    Ok(None)
}
