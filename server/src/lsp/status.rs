//! `referral/status`: what a status bar shows of a document, when it is asked for and, for clients that want it, told.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use referral_analysis::deadlines::{self, Deadline};
use referral_analysis::{check, prompts};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{TextDocumentIdentifier, Url};

use super::outbox::Outbox;
use super::reading::Reading;
use super::store::{Snapshot, Store};

/// Which document is asked about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
}

/// What a status bar shows of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the member has the name of the key in the front matter")]
pub struct Status {
    /// Id of the schema; null in a document that is not a referral.
    pub schema: Option<String>,
    /// Why that schema, or why none: a sentence without a full stop.
    pub why: String,
    /// `draft` or `ready`; null in a document that is not a referral.
    pub status: Option<&'static str>,
    /// The marker's questions, in the schema's order.
    pub questions: Vec<Question>,
    /// How many prompts are left.
    pub prompts_left: PromptsLeft,
    /// The next day by which something is due; null where none is known.
    #[serde(serialize_with = "deadline")]
    pub next_deadline: Option<Deadline>,
    /// How many findings there are.
    pub counts: Counts,
}

/// How many prompts are left.
#[derive(Debug, Default, Serialize)]
pub struct PromptsLeft {
    /// Those whose answers the board needs.
    pub needed: usize,
    /// Those that are asked besides.
    pub besides: usize,
}

/// One question of the marker.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Word for word.
    pub text: String,
    /// Null where it cannot be told.
    pub answered: Option<bool>,
}

/// How many findings there are of each severity.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Informations.
    pub informations: usize,
    /// Hints.
    pub hints: usize,
}

/// The status of a document.
pub fn status(snapshot: &Snapshot, reading: &Reading) -> Status {
    let [hints, informations, warnings, errors] = check::counts(&reading.report.findings);
    let schema = reading.choice.schema().and_then(|id| reading.config.catalogue.get(id));
    let questions = reading.report.questions.iter().map(|answer| Question {
        id: answer.question.clone(),
        text: schema
            .and_then(|schema| schema.question(&answer.question))
            .map_or_else(String::new, |question| question.text.clone()),
        answered: answer.answered,
    });
    let subject = reading.subject(snapshot);
    let left =
        subject.as_ref().map(|subject| prompts::left(&prompts::prompts_given(subject, &reading.report)));
    Status {
        schema: reading.choice.schema().map(str::to_owned),
        why: reading.choice.why(),
        status: schema.map(|_| if reading.report.draft { "draft" } else { "ready" }),
        questions: questions.collect(),
        prompts_left: left.map(|(needed, besides)| PromptsLeft { needed, besides }).unwrap_or_default(),
        next_deadline: subject.as_ref().and_then(deadlines::next),
        counts: Counts { errors, warnings, informations, hints },
    }
}

/// A deadline as `editors/README.md` has it; the day as 2015-06-10.
#[allow(clippy::ref_option, reason = "serde calls it so")]
fn deadline<S: Serializer>(deadline: &Option<Deadline>, serializer: S) -> Result<S::Ok, S::Error> {
    let members = deadline.as_ref().map(|deadline| {
        json!({
            "timescale": deadline.timescale,
            "label": deadline.label,
            "date": deadline.date,
            "basis": deadline.basis,
            "confirmed": deadline.confirmed,
        })
    });
    members.serialize(serializer)
}

/// The notification `referral/status`.
enum StatusChanged {}

impl Notification for StatusChanged {
    type Params = Value;
    const METHOD: &'static str = "referral/status";
}

/// What each open document's client was told last.
#[derive(Default)]
pub struct Told(Mutex<HashMap<Url, Value>>);

impl Told {
    /// Tells the client the status of a document that was analysed, if it is another one than before and nothing newer is known.
    pub fn tell(&self, outbox: &Outbox, store: &Store, snapshot: &Snapshot, reading: &Reading) {
        let Ok(mut status) = serde_json::to_value(status(snapshot, reading)) else { return };
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that what is told of a newer text cannot come before.
        if !store.is_newest(snapshot) || told.get(&snapshot.uri) == Some(&status) {
            return;
        }
        told.insert(snapshot.uri.clone(), status.clone());
        if let Some(members) = status.as_object_mut() {
            let document = json!({"uri": snapshot.uri, "version": snapshot.version});
            members.insert("textDocument".to_owned(), document);
        }
        outbox.notify::<StatusChanged>(status);
    }

    /// A document was closed: when it is opened again it is told of anew.
    pub fn forget(&self, uri: &Url) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(uri);
    }
}
