//! `referral.new`.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use referral_analysis::template::template;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, ShowDocument, ShowMessageRequest};
use tower_lsp::lsp_types::{
    ApplyWorkspaceEditParams, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges,
    MessageActionItem, MessageType, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    ResourceOp, ShowDocumentParams, ShowMessageParams, ShowMessageRequestParams, TextDocumentEdit, TextEdit,
    Url, WorkspaceEdit,
};

use super::Arguments;
use crate::config::Config;
use crate::lsp::Workspace;
use crate::lsp::backend::{Backend, off_thread};
use crate::lsp::outbox::Outbox;
use crate::lsp::store::{Snapshot, Store};

/// New files that are looked for a free name for; a folder with more of them has other troubles.
const MOST_NAMES: u32 = 100;

/// Begins a referral of the kind that the arguments name, or asks which. The result has the text where the client
/// cannot be asked to make a file of it, and the kinds there are where it cannot be asked at all.
pub(super) async fn new(backend: &Backend, arguments: Arguments) -> Result<Option<Value>> {
    let desk = Desk {
        workspace: Arc::clone(&backend.workspace),
        outbox: Arc::clone(&backend.outbox),
        store: Arc::clone(&backend.store),
    };
    off_thread(move || match arguments.schema.clone() {
        Some(schema) => desk.begin(&schema, arguments),
        None => desk.ask(arguments),
    })
    .await
}

/// What it takes to begin a referral, here or once the person has answered.
struct Desk {
    workspace: Arc<Workspace>,
    outbox: Arc<Outbox>,
    store: Arc<Store>,
}

impl Desk {
    /// What holds where the referral is to be.
    fn config(&self, arguments: &Arguments) -> Option<Arc<Config>> {
        let open = arguments.text_document.as_ref().map(|document| document.uri.clone());
        let near = arguments.uri.clone().or(open).or_else(|| Url::parse("untitled:new").ok())?;
        Some(self.workspace.config(&near))
    }

    /// Asks of which kind the referral is to be, and begins it once that is said.
    fn ask(self, arguments: Arguments) -> Option<Value> {
        let config = self.config(&arguments)?;
        let kinds: Vec<(String, String)> = config
            .catalogue
            .schemas()
            .map(|schema| (schema.id.clone(), format!("{} ({})", schema.title, schema.id)))
            .collect();
        if !self.workspace.client().apply_edit {
            let kinds = kinds.iter().map(|(id, title)| json!({"id": id, "title": title}));
            return Some(json!({"schemas": kinds.collect::<Vec<Value>>()}));
        }
        let action = |(_, title): &(String, String)| MessageActionItem {
            title: title.clone(),
            properties: HashMap::new(),
        };
        let params = ShowMessageRequestParams {
            typ: MessageType::INFO,
            message: "What kind of referral would you like to begin?".to_owned(),
            actions: Some(kinds.iter().map(action).collect()),
        };
        let outbox = Arc::clone(&self.outbox);
        outbox.request::<ShowMessageRequest>(params, move |answer| {
            let Ok(Some(chosen)) = answer else { return };
            let Some((id, _)) = kinds.into_iter().find(|(_, title)| *title == chosen.title) else { return };
            // A panic there has been logged, and nobody waits.
            drop(tokio::task::spawn_blocking(move || self.begin(&id, arguments)));
        });
        None
    }

    /// Begins a referral of this kind: in the open document that the arguments name if nothing is written there, else in
    /// a new file.
    fn begin(&self, schema: &str, arguments: Arguments) -> Option<Value> {
        let config = self.config(&arguments)?;
        let Some(schema) = config.catalogue.get(schema) else {
            let ids: Vec<&str> = config.catalogue.schemas().map(|schema| schema.id.as_str()).collect();
            let message = format!("There is no kind of referral \"{schema}\"; there are {}.", ids.join(", "));
            self.outbox.notify::<ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message });
            return None;
        };
        let text = template(schema, "\n");
        let client = self.workspace.client();
        let open = arguments.text_document.and_then(|document| self.store.snapshot(&document.uri));
        let blank = open.filter(|snapshot| snapshot.text.chars().all(char::is_whitespace));
        if let Some(blank) = blank.filter(|_| client.apply_edit) {
            let uri = blank.uri.clone();
            self.apply(uri.clone(), in_document(&blank, text, client.document_changes));
            return Some(json!({"schema": schema.id, "uri": uri}));
        }
        let uri = arguments.uri.or_else(|| self.free_address());
        match uri.filter(|_| client.apply_edit && client.create_files) {
            Some(uri) => {
                self.apply(uri.clone(), as_file(uri.clone(), text));
                Some(json!({"schema": schema.id, "uri": uri}))
            }
            None => Some(json!({"schema": schema.id, "text": text})),
        }
    }

    /// Asks the client to make `edit`, and then to show the document.
    fn apply(&self, uri: Url, edit: WorkspaceEdit) {
        let params = ApplyWorkspaceEditParams { label: Some("Begin a referral".to_owned()), edit };
        let (outbox, shows) = (Arc::clone(&self.outbox), self.workspace.client().show_document);
        self.outbox.request::<ApplyWorkspaceEdit>(params, move |answer| {
            let is_made = answer.is_ok_and(|answer| answer.applied);
            if !is_made {
                let message = "The editor could not begin the referral; perhaps the file is there already.";
                let params = ShowMessageParams { typ: MessageType::WARNING, message: message.to_owned() };
                outbox.notify::<ShowMessage>(params);
            } else if shows {
                let (external, take_focus) = (Some(false), Some(true));
                let params = ShowDocumentParams { uri, external, take_focus, selection: None };
                outbox.request::<ShowDocument>(params, |_| {});
            }
        });
    }

    /// An address in the first folder of the workspace at which there is nothing yet.
    fn free_address(&self) -> Option<Url> {
        let folder = self.workspace.folders().into_iter().next()?;
        let name = |number: u32| match number {
            1 => "new.referral.md".to_owned(),
            number => format!("new-{number}.referral.md"),
        };
        let is_free = |path: &Path| {
            let uri = Url::from_file_path(path);
            !path.exists() && uri.is_ok_and(|uri| self.store.snapshot(&uri).is_none())
        };
        let free = (1..=MOST_NAMES).map(|number| folder.join(name(number))).find(|path| is_free(path))?;
        Url::from_file_path(free).ok()
    }
}

fn in_document(snapshot: &Snapshot, text: String, with_version: bool) -> WorkspaceEdit {
    let edit = TextEdit::new(Range::default(), text);
    if !with_version {
        return WorkspaceEdit::new(HashMap::from([(snapshot.uri.clone(), vec![edit])]));
    }
    let version = Some(snapshot.version);
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: snapshot.uri.clone(), version };
    let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    let document_changes = Some(DocumentChanges::Edits(vec![edit]));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}

/// A new file with this text. A file that is there is never touched.
fn as_file(uri: Url, text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let edit = TextEdit::new(Range::new(Position::default(), Position::default()), text);
    let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    }
}
