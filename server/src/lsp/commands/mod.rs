//! `workspace/executeCommand`: what a key, a lens or a menu of an editor can ask for.
//!
//! Nothing waits for the client: what it is asked to do is sent, and the result says what was meant, so that a client
//! that cannot do it may do it in its own way.

mod missing;
mod new;
mod walk;

use std::path::{Component, Path, PathBuf};

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
    /// In place of that the end of its path, as the command lines of editors can tell it: `child-k.referral.md`, `~/a/b.md`.
    file: Option<PathBuf>,
    /// Where the cursor is.
    position: Option<Position>,
    /// In place of that the number of its line, from 1, as the command lines of editors can tell it.
    line: Option<u32>,
    /// True where the client can be asked to show a place though it has not said so: Helix 25.07 has not.
    show: bool,
    /// True where prompts that the board can do without count as well.
    optional: bool,
    /// Id of the schema of a new referral.
    schema: Option<String>,
    /// Where a new referral is to be.
    uri: Option<Url>,
}

impl Arguments {
    /// Where the cursor is; of a line alone, behind this many characters of it.
    fn position(&self, characters: u32) -> Option<Position> {
        let line = self.line.and_then(|line| line.checked_sub(1));
        self.position.or(line.map(|line| Position { line, character: characters }))
    }
}

/// Carries out a command.
///
/// # Errors
/// When there is no such command, its arguments cannot be read or name no open document, or the engine panicked.
pub async fn execute(backend: &Backend, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let mut arguments = match params.arguments.into_iter().next() {
        None | Some(Value::Null) => Arguments::default(),
        Some(given) => serde_json::from_value(given)
            .map_err(|_| Error::invalid_params("the arguments of the command are not as its page says"))?,
    };
    if let (None, Some(end)) = (&arguments.text_document, &arguments.file) {
        let uri = only_open(backend, |snapshot| ends_with(&snapshot.uri, end))?;
        arguments.text_document = Some(TextDocumentIdentifier { uri });
    }
    match params.command.as_str() {
        NEXT_PROMPT => walk::walk(backend, arguments, walk::FORWARDS).await,
        PREVIOUS_PROMPT => walk::walk(backend, arguments, walk::BACKWARDS).await,
        INSERT_ALL_MISSING => missing::insert_all(backend, arguments).await,
        NEW => new::new(backend, arguments).await,
        _ => Err(Error::invalid_params("there is no such command")),
    }
}

/// The address of the document that a command is about.
fn document(backend: &Backend, given: Option<TextDocumentIdentifier>) -> Result<Url> {
    match given {
        Some(given) => Ok(given.uri),
        None => only_open(backend, |_| true),
    }
}

/// The address of the one open document that `is_meant`; settings and schemas never are.
fn only_open(backend: &Backend, is_meant: impl Fn(&Snapshot) -> bool) -> Result<Url> {
    let open: Vec<Snapshot> = backend.store.snapshots();
    let mut meant = open.into_iter().filter(|snapshot| !snapshot.is_toml() && is_meant(snapshot));
    match (meant.next(), meant.next()) {
        (Some(only), None) => Ok(only.uri),
        _ => Err(Error::invalid_params("the command does not say which document it is about")),
    }
}

/// Whether the names in `end` are the last in the path of `uri`; `~` and `..` are no names.
fn ends_with(uri: &Url, end: &Path) -> bool {
    let names = end.components().filter(|part| matches!(part, Component::Normal(name) if *name != "~"));
    let end: PathBuf = names.collect();
    uri.to_file_path().is_ok_and(|path| end.file_name().is_some() && path.ends_with(end))
}

/// Shows a sentence to the person who asked.
fn say(backend: &Backend, message: impl Into<String>) {
    let params = ShowMessageParams { typ: MessageType::INFO, message: message.into() };
    backend.outbox.notify::<ShowMessage>(params);
}
