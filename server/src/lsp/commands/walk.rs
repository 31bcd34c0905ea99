//! `referral.nextPrompt` and `referral.previousPrompt`.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use referral_analysis::prompts::{self, Prompt};
use serde_json::{Value, json};
use text_size::TextSize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::ShowDocument;
use tower_lsp::lsp_types::{Position, ShowDocumentParams, Url};

use super::{Arguments, document, say};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

/// A way to go from prompt to prompt.
pub(super) struct Way {
    /// Which of the prompts comes, seen from a place.
    step: fn(&[Prompt], Option<TextSize>, bool) -> Option<&Prompt>,
    /// How much of a line is behind the one who goes, where only the line is known: what is on it does not come again.
    characters: u32,
}

/// Towards the end of the document, from the end of a line.
pub(super) const FORWARDS: Way = Way { step: prompts::next, characters: u32::MAX };
/// Towards its beginning, from the beginning of a line.
pub(super) const BACKWARDS: Way = Way { step: prompts::previous, characters: 0 };

/// What there is to go to.
enum Found {
    /// A prompt: the result of the command.
    Prompt { result: Value, show: ShowDocumentParams, is_needed: bool },
    /// Every prompt has its answer.
    Nothing,
    /// The document has no prompts, for this reason.
    NoReferral(String),
}

/// Where the steps through each document have led.
#[derive(Default)]
pub struct Walks(Mutex<HashMap<Url, Walked>>);

#[derive(Clone, Copy)]
struct Walked {
    to: Position,
    /// The board needed the answer there.
    was_needed: bool,
}

impl Walks {
    fn lock(&self) -> MutexGuard<'_, HashMap<Url, Walked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A document was closed: its next walk begins at its beginning.
    pub fn forget(&self, uri: &Url) {
        self.lock().remove(uri);
    }
}

/// Moves the cursor to the prompt that is next on this way, and tells which it is. A client that does not say where the
/// cursor is is led on from where it was led last.
pub(super) async fn walk(backend: &Backend, arguments: Arguments, way: Way) -> Result<Option<Value>> {
    let (position, with_optional) = (arguments.position(way.characters), arguments.optional);
    let uri = document(backend, arguments.text_document)?;
    let before = backend.walks.lock().get(&uri).copied();
    let position = position.or(before.map(|before| before.to));
    let found = backend.answer(&uri, move |_, snapshot, reading| {
        let Some(subject) = reading.subject(snapshot) else {
            return Some(Found::NoReferral(reading.choice.why()));
        };
        let from = position.map(|position| from_proto::offset(&snapshot.text, position, snapshot.encoding));
        let prompts = prompts::prompts_given(&subject, &reading.report);
        let Some(prompt) = (way.step)(&prompts, from, with_optional) else { return Some(Found::Nothing) };
        let range = to_proto::range(&snapshot.text, prompt.at, snapshot.encoding);
        let question = prompt.questions.first();
        let result = json!({
            "uri": snapshot.uri,
            "range": range,
            "prompt": question,
            "about": prompt.about,
            "name": prompt.name,
            "needed": prompt.is_needed,
        });
        let show = ShowDocumentParams {
            uri: snapshot.uri.clone(),
            external: Some(false),
            take_focus: Some(true),
            selection: Some(range),
        };
        Some(Found::Prompt { result, show, is_needed: prompt.is_needed })
    });
    match found.await? {
        Some(Found::Prompt { result, show, is_needed }) => {
            let to = show.selection.unwrap_or_default().start;
            backend.walks.lock().insert(uri, Walked { to, was_needed: is_needed });
            if before.is_some_and(|before| before.was_needed) && !is_needed && !with_optional {
                say(backend, "What the board needs is here. The questions that follow are optional.");
            }
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
