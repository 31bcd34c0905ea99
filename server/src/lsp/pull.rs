//! `textDocument/diagnostic` and `workspace/diagnostic`: findings for clients that ask for them themselves.
//!
//! A result id is made of the findings alone, so that it stays true over any change that leaves them as they are.
//! Nothing of a text is kept here.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use chrono::NaiveDate;
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::{Notification, Progress};
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticOptions, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    ProgressParams, ProgressParamsValue, ProgressToken, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressOptions, WorkDoneProgressReport,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::analyser::Analyse;
use super::known;
use super::outbox::Outbox;
use super::store::{Snapshot, Store};
use super::workspace::Workspace;
use crate::config::Config;

/// Documents to one part of an answer that is sent in parts.
const PART: usize = 50;

/// What the server says of the findings that may be asked for.
pub fn options() -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some("referral".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
    }
}

/// The findings of a document, or that they are those of the `previous` result.
pub fn document_report(found: Vec<Diagnostic>, previous: Option<&str>) -> DocumentDiagnosticReport {
    let id = result_id(&found);
    if previous == Some(id.as_str()) {
        let report = UnchangedDocumentDiagnosticReport { result_id: id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: report,
        }
        .into();
    }
    let report = FullDocumentDiagnosticReport { result_id: Some(id), items: found };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: report }
        .into()
}

/// Equal where the findings are, in every process.
fn result_id(found: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(found).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The result ids of files that have not changed since they were looked into.
#[derive(Default)]
pub struct Results(Mutex<HashMap<PathBuf, Result>>);

/// What came of a file, and what that depends on.
struct Result {
    modified: Option<SystemTime>,
    length: u64,
    config: Arc<Config>,
    today: NaiveDate,
    /// Of what was known of other referrals.
    neighbours: u64,
    /// Nothing where it is no referral.
    id: Option<String>,
}

impl Result {
    fn is_of(&self, file: &fs::Metadata, config: &Arc<Config>, today: NaiveDate, neighbours: u64) -> bool {
        self.modified.is_some()
            && self.modified == file.modified().ok()
            && self.length == file.len()
            && Arc::ptr_eq(&self.config, config)
            && self.today == today
            && self.neighbours == neighbours
    }
}

/// One `workspace/diagnostic`: all that it works on, so that it can do so on any thread.
pub struct Scan {
    /// What holds around the documents.
    pub workspace: Arc<Workspace>,
    /// What earlier scans found.
    pub results: Arc<Results>,
    /// The open documents.
    pub store: Arc<Store>,
    /// What finds.
    pub analyse: Analyse,
    /// What the client wants, and what it has.
    pub params: WorkspaceDiagnosticParams,
    /// Set once nobody waits for the answer.
    pub is_cancelled: Arc<AtomicBool>,
}

/// Sets a mark when it is dropped, as a handler is that the client has cancelled.
pub struct CancelOnDrop(pub Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

impl Scan {
    /// The findings of all referrals of the workspace, or what of them was not yet sent in parts; reads files.
    pub fn run(self) -> WorkspaceDiagnosticReport {
        self.workspace.neighbourhood.look_around(&self.workspace, &self.store);
        let open = self.store.snapshots();
        let files = known::closed(&self.workspace, &open);
        let mut telling = Telling::new(&self, open.len() + files.len());
        let mut previous = previous(&self.params.previous_result_ids);
        for snapshot in open.iter().filter(|snapshot| !snapshot.is_toml()) {
            let had = previous.remove(&snapshot.uri);
            let version = Some(i64::from(snapshot.version));
            telling.tell(self.looked_into(snapshot, version, had).1);
        }
        for path in &files {
            if self.is_cancelled.load(Relaxed) {
                return WorkspaceDiagnosticReport::default();
            }
            let Ok(uri) = Url::from_file_path(path) else { continue };
            let had = previous.remove(&uri);
            telling.tell(self.of_file(path, uri, had));
        }
        // What is gone, or is no referral any more, has no findings any more.
        let empty = result_id(&[]);
        let gone: Vec<Url> =
            previous.into_iter().filter(|(_, had)| *had != empty).map(|(uri, _)| uri).collect();
        for uri in gone {
            telling.tell(Some(full(uri, None, empty.clone(), Vec::new())));
        }
        telling.end()
    }

    fn of_file(&self, path: &Path, uri: Url, had: Option<&str>) -> Option<WorkspaceDocumentDiagnosticReport> {
        let file = fs::metadata(path).ok()?;
        let (config, today) = (self.workspace.config(&uri), self.workspace.clock.today());
        let neighbours = self.workspace.neighbourhood.generation();
        let known = {
            let results = self.results.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = results.get(path).filter(|result| result.is_of(&file, &config, today, neighbours));
            known.map(|known| known.id.clone())
        };
        match known {
            Some(None) => return retraction(uri, had),
            Some(Some(id)) if had == Some(id.as_str()) => return Some(unchanged(uri, None, id)),
            _ => {}
        }
        let Some(snapshot) = known::read(path, self.workspace.client().encoding) else {
            return retraction(uri, had);
        };
        let (id, told) = self.looked_into(&snapshot, None, had);
        if !self.is_cancelled.load(Relaxed) {
            let result =
                Result { modified: file.modified().ok(), length: file.len(), config, today, neighbours, id };
            let mut results = self.results.0.lock().unwrap_or_else(PoisonError::into_inner);
            results.insert(path.to_owned(), result);
        }
        told
    }

    /// The result id of a document, if it is a referral, and what the client is told of it.
    fn looked_into(
        &self,
        snapshot: &Snapshot,
        version: Option<i64>,
        had: Option<&str>,
    ) -> (Option<String>, Option<WorkspaceDocumentDiagnosticReport>) {
        let is_cancelled = || self.is_cancelled.load(Relaxed);
        let analyse = || (self.analyse)(&self.workspace, snapshot, &is_cancelled);
        // A panic has been logged, and costs the findings of one document.
        let Ok(Some(found)) = catch_unwind(AssertUnwindSafe(analyse)) else { return (None, None) };
        let uri = snapshot.uri.clone();
        let is_ours =
            !found.is_empty() || snapshot.reading.get().is_some_and(super::reading::Reading::is_referral);
        if !is_ours {
            return (None, retraction(uri, had));
        }
        let id = result_id(&found);
        let told = if had == Some(id.as_str()) {
            unchanged(uri, version, id.clone())
        } else {
            full(uri, version, id.clone(), found)
        };
        (Some(id), Some(told))
    }
}

fn previous(ids: &[PreviousResultId]) -> HashMap<Url, &str> {
    ids.iter().map(|previous| (previous.uri.clone(), previous.value.as_str())).collect()
}

/// What is told of a document that is no referral: nothing, or if it had findings, that it has none.
fn retraction(uri: Url, had: Option<&str>) -> Option<WorkspaceDocumentDiagnosticReport> {
    let empty = result_id(&[]);
    had.filter(|had| *had != empty).map(|_| full(uri, None, empty, Vec::new()))
}

fn full(
    uri: Url,
    version: Option<i64>,
    id: String,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    let report = FullDocumentDiagnosticReport { result_id: Some(id), items };
    WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report: report }.into()
}

fn unchanged(uri: Url, version: Option<i64>, id: String) -> WorkspaceDocumentDiagnosticReport {
    let report = UnchangedDocumentDiagnosticReport { result_id: id };
    WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report: report }
        .into()
}

/// What lsp-types 0.94.1 does not know: a part of an answer, as progress.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = Value;
    const METHOD: &'static str = Progress::METHOD;
}

/// The way of one scan's answer to the client: in parts if it asked for that, and how far it has got.
struct Telling {
    outbox: Arc<Outbox>,
    parts: Option<ProgressToken>,
    progress: Option<ProgressToken>,
    documents: usize,
    seen: usize,
    waiting: Vec<WorkspaceDocumentDiagnosticReport>,
}

impl Telling {
    fn new(scan: &Scan, documents: usize) -> Self {
        let telling = Self {
            outbox: Arc::clone(&scan.workspace.outbox),
            parts: scan.params.partial_result_params.partial_result_token.clone(),
            progress: scan.params.work_done_progress_params.work_done_token.clone(),
            documents,
            seen: 0,
            waiting: Vec::new(),
        };
        telling.report(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: "Checking the referrals of the workspace".to_owned(),
            cancellable: Some(true),
            percentage: Some(0),
            ..WorkDoneProgressBegin::default()
        }));
        telling
    }

    fn report(&self, value: WorkDoneProgress) {
        if let Some(token) = &self.progress {
            let value = ProgressParamsValue::WorkDone(value);
            self.outbox.notify::<Progress>(ProgressParams { token: token.clone(), value });
        }
    }

    /// What became of one document.
    fn tell(&mut self, told: Option<WorkspaceDocumentDiagnosticReport>) {
        self.waiting.extend(told);
        self.seen += 1;
        if self.seen.is_multiple_of(PART) {
            self.send_part();
            self.report(WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(true),
                message: Some(format!("{} of {}", self.seen, self.documents)),
                percentage: Some((self.seen * 100 / self.documents.max(1)).min(100) as u32),
            }));
        }
    }

    fn send_part(&mut self) {
        if let Some(token) = &self.parts
            && !self.waiting.is_empty()
        {
            let items = std::mem::take(&mut self.waiting);
            self.outbox.notify::<PartialResult>(json!({"token": token, "value": {"items": items}}));
        }
    }

    /// What is left for the answer.
    fn end(mut self) -> WorkspaceDiagnosticReport {
        self.send_part();
        WorkspaceDiagnosticReport { items: std::mem::take(&mut self.waiting) }
    }
}

impl Drop for Telling {
    /// The progress ends however the scan does.
    fn drop(&mut self) {
        self.report(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }
}
