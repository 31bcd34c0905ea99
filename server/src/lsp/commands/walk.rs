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

/// Said when the way goes on to what the board can do without.
const ALL_HERE: &str = "What the board needs is here. The questions that follow are optional.";
/// The same where a question has been tried, and nothing was found that answers it.
const STILL_OPEN: &str = "Not all that the board needs was found yet; the findings say what. The questions that follow are optional.";

/// What there is to go to.
enum Found {
    /// A prompt.
    Prompt(Step),
    /// Every prompt has its answer.
    Nothing,
    /// The document has no prompts, for this reason.
    NoReferral(String),
}

/// One step to a prompt.
struct Step {
    /// The result of the command.
    result: Value,
    show: ShowDocumentParams,
    /// True where the way goes on through what the board needs.
    is_needed: bool,
    /// True where something that the board needs has been tried and passed over.
    has_passed: bool,
    /// The question of a prompt that may stay though somebody writes there, and the version it was asked in.
    tried: Option<(String, i32)>,
}

/// Where the steps through each document have led.
#[derive(Default)]
pub struct Walks(Mutex<HashMap<Url, Walked>>);

#[derive(Clone, Default)]
struct Walked {
    to: Position,
    /// What was asked there.
    question: Option<String>,
    /// The board needed the answer there.
    was_needed: bool,
    /// The questions of prompts that may stay though somebody writes there, each with the version it was asked in first.
    tried: Vec<(String, i32)>,
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
    let can_show = arguments.show || backend.client().show_document;
    let uri = document(backend, arguments.text_document)?;
    let before = backend.walks.lock().get(&uri).cloned();
    let position = position.or(before.as_ref().map(|before| before.to));
    let before = before.unwrap_or_default();
    let (tried, last) = (before.tried.clone(), before.question.clone());
    let found = backend.answer(&uri, move |_, snapshot, reading| {
        let Some(subject) = reading.subject(snapshot) else {
            return Some(Found::NoReferral(reading.choice.why()));
        };
        let from = position.map(|position| from_proto::offset(&snapshot.text, position, snapshot.encoding));
        let mut prompts = prompts::prompts_given(&subject, &reading.report);
        // Who has written there since, and is asked the same, is not kept from all that follows.
        let is_tried = |prompt: &Prompt| {
            let question = prompt.questions.first();
            prompt.stays
                && tried
                    .iter()
                    .any(|(asked, version)| question == Some(asked) && *version != snapshot.version)
        };
        let mut has_passed = false;
        for prompt in prompts.iter_mut().filter(|prompt| prompt.is_needed && is_tried(prompt)) {
            prompt.is_needed = false;
            has_passed = true;
        }
        // Nor is the same asked twice in a row, as long as there is anything else.
        let is_same = |prompt: &Prompt| is_tried(prompt) && prompt.questions.first() == last.as_ref();
        let others: Vec<Prompt> = prompts.iter().filter(|prompt| !is_same(prompt)).cloned().collect();
        let prompts = if others.is_empty() { prompts } else { others };
        let Some(prompt) = (way.step)(&prompts, from, with_optional) else { return Some(Found::Nothing) };
        let range = to_proto::range(&snapshot.text, prompt.at, snapshot.encoding);
        let question = prompt.questions.first();
        let result = json!({
            "uri": snapshot.uri,
            "range": range,
            "prompt": question,
            "about": prompt.about,
            "name": prompt.name,
            "needed": prompt.is_needed || is_tried(prompt),
        });
        let show = ShowDocumentParams {
            uri: snapshot.uri.clone(),
            external: Some(false),
            take_focus: Some(true),
            selection: Some(range),
        };
        let tried = question.filter(|_| prompt.stays).map(|question| (question.clone(), snapshot.version));
        Some(Found::Prompt(Step { result, show, is_needed: prompt.is_needed, has_passed, tried }))
    });
    match found.await? {
        Some(Found::Prompt(Step { result, show, is_needed, has_passed, tried: now })) => {
            let to = show.selection.unwrap_or_default().start;
            let mut tried = before.tried;
            tried.extend(now.filter(|(question, _)| tried.iter().all(|(asked, _)| asked != question)));
            let question = result.get("prompt").and_then(Value::as_str).map(str::to_owned);
            backend.walks.lock().insert(uri, Walked { to, question, was_needed: is_needed, tried });
            if before.was_needed && !is_needed && !with_optional {
                say(backend, if has_passed { STILL_OPEN } else { ALL_HERE });
            }
            if can_show {
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
