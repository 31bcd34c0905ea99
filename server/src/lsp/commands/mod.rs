//! `workspace/executeCommand`: what a key, a lens or a menu of an editor can ask for.
//!
//! Nothing waits for the client: what it is asked to do is sent, and the result says what was meant, so that a client
//! that cannot do it may do it in its own way.

mod missing;
mod new;
mod walk;

use referral_analysis::prompts;
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::{
    ExecuteCommandParams, MessageType, Position, ShowMessageParams, TextDocumentIdentifier, Url,
};

use super::backend::Backend;
use super::store::Snapshot;

pub use walk::Walks;

/// Moves the cursor to the next prompt.
pub const NEXT_PROMPT: &str = "referral.nextPrompt";
/// Moves the cursor to the prompt before it.
pub const PREVIOUS_PROMPT: &str = "referral.previousPrompt";
/// Inserts every section and field that is missing.
pub const INSERT_ALL_MISSING: &str = "referral.insertAllMissing";
/// Begins a referral.
pub const NEW: &str = "referral.new";

/// Every command.
pub const ALL: [&str; 4] = [NEXT_PROMPT, PREVIOUS_PROMPT, INSERT_ALL_MISSING, NEW];

/// What a command may be given; each command says what it makes of it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Arguments {
    /// The document it is about. Where it is not said it is the one document that is open.
    text_document: Option<TextDocumentIdentifier>,
    /// Where the cursor is.
    position: Option<Position>,
    /// True where prompts that the board can do without count as well.
    optional: bool,
    /// Id of the schema of a new referral.
    schema: Option<String>,
    /// Where a new referral is to be.
    uri: Option<Url>,
}

/// Carries out a command.
///
/// # Errors
/// When there is no such command, its arguments cannot be read or name no open document, or the engine panicked.
pub async fn execute(backend: &Backend, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let arguments = match params.arguments.into_iter().next() {
        None | Some(Value::Null) => Arguments::default(),
        Some(given) => serde_json::from_value(given)
            .map_err(|_| Error::invalid_params("the arguments of the command are not as its page says"))?,
    };
    match params.command.as_str() {
        NEXT_PROMPT => walk::walk(backend, arguments, prompts::next).await,
        PREVIOUS_PROMPT => walk::walk(backend, arguments, prompts::previous).await,
        INSERT_ALL_MISSING => missing::insert_all(backend, arguments).await,
        NEW => new::new(backend, arguments).await,
        _ => Err(Error::invalid_params("there is no such command")),
    }
}

/// The address of the document that a command is about.
fn document(backend: &Backend, given: Option<TextDocumentIdentifier>) -> Result<Url> {
    if let Some(given) = given {
        return Ok(given.uri);
    }
    let open: Vec<Snapshot> = backend.store.snapshots();
    let mut referrals = open.into_iter().filter(|snapshot| !snapshot.is_toml());
    match (referrals.next(), referrals.next()) {
        (Some(only), None) => Ok(only.uri),
        _ => Err(Error::invalid_params("the command does not say which document it is about")),
    }
}

/// Shows a sentence to the person who asked.
fn say(backend: &Backend, message: impl Into<String>) {
    let params = ShowMessageParams { typ: MessageType::INFO, message: message.into() };
    backend.outbox.notify::<ShowMessage>(params);
}
