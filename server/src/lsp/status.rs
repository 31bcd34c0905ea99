//! `referral/status`: what a status bar shows of a document.

use referral_analysis::check;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::TextDocumentIdentifier;

use super::reading::Reading;

/// Which document is asked about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
}

/// What a status bar shows of a document.
#[derive(Debug, Serialize)]
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
    /// How many findings there are.
    pub counts: Counts,
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
pub fn status(reading: &Reading) -> Status {
    let [hints, informations, warnings, errors] = check::counts(&reading.report.findings);
    let schema = reading.choice.schema().and_then(|id| reading.config.catalogue.get(id));
    let questions = reading.report.questions.iter().map(|answer| Question {
        id: answer.question.clone(),
        text: schema
            .and_then(|schema| schema.question(&answer.question))
            .map_or_else(String::new, |question| question.text.clone()),
        answered: answer.answered,
    });
    Status {
        schema: reading.choice.schema().map(str::to_owned),
        why: reading.choice.why(),
        status: schema.map(|_| if reading.report.draft { "draft" } else { "ready" }),
        questions: questions.collect(),
        counts: Counts { errors, warnings, informations, hints },
    }
}
