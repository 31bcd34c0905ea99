//! The open documents, and which of them await analysis.
//!
//! One lock, never held over analysis, a wait for the client or an await. A snapshot shares its text
//! with the store; no flat copy of a text is kept here. Nothing is read from disk.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use ropey::Rope;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::request::{CodeLensRefresh, InlayHintRefreshRequest, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::{
    Diagnostic, PublishDiagnosticsParams, TextDocumentContentChangeEvent, TextDocumentItem, Url,
    VersionedTextDocumentIdentifier,
};

use super::encoding::Encoding;
use super::from_proto;
use super::outbox::Outbox;
use super::reading::{Reading, Recollection};
use super::toml_reading::TomlReading;

/// Input that never pauses is analysed after this long all the same.
const LONGEST_BURST: Duration = Duration::from_millis(100);
/// A document that took no longer than this, and is no longer than `BRIEF_TEXT` bytes, can be analysed where the input is
/// read: waking another thread would take about as long.
const BRIEF: Duration = Duration::from_millis(1);
const BRIEF_TEXT: usize = 64 << 10;
/// A document being typed in gets findings at least this often, if its analysis takes no longer than that:
/// from then on a run is not given up for a newer edit. The contract allows one second.
const PUBLISHED_WITHIN: Duration = Duration::from_millis(800);

/// One state of one document. A clone costs next to nothing: the text is shared.
#[derive(Clone)]
pub struct Snapshot {
    /// As the client wrote it.
    pub uri: Url,
    /// What the client takes the document for, such as `markdown`.
    pub language_id: Arc<str>,
    /// The text, with every edit that stood before the request in the stream of messages.
    pub text: Rope,
    /// The client's number of this state. It starts again when a document is closed and opened.
    pub version: i32,
    /// The unit of the client's positions.
    pub encoding: Encoding,
    /// Our number of this state: never used twice, and higher than that of every earlier state.
    pub generation: u64,
    /// What the engine makes of this state, once somebody has needed it.
    pub reading: Arc<OnceLock<Reading>>,
    /// The same for a schema file or `referral.toml`; nothing in it where the document is neither.
    pub toml: Arc<OnceLock<Option<TomlReading>>>,
    /// What the engine remembers of earlier states.
    pub recollection: Arc<Recollection>,
    /// The generation in which the document was opened.
    opening: u64,
}

impl Snapshot {
    /// True where it is TOML: then it may be a schema file or `referral.toml`, and is no referral.
    pub fn is_toml(&self) -> bool {
        &*self.language_id == "toml" || is_toml(&self.uri)
    }

    /// A file that is not open. Its version means nothing.
    pub fn of_file(uri: Url, text: &str, encoding: Encoding) -> Self {
        Self {
            uri,
            language_id: "markdown".into(),
            text: Rope::from_str(text),
            version: 0,
            encoding,
            generation: 0,
            reading: Arc::default(),
            toml: Arc::default(),
            recollection: Arc::default(),
            opening: 0,
        }
    }

    /// The last part of the document's address, as a person reads it.
    pub fn file_name(&self) -> String {
        let path = self.uri.to_file_path().ok();
        let name =
            path.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.uri.path().rsplit('/').next().unwrap_or_default().to_owned())
    }
}

/// True where the name of a document says that it is TOML.
pub fn is_toml(uri: &Url) -> bool {
    let path = uri.path();
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("toml"))
}

struct Document {
    snapshot: Snapshot,
    /// When the first change came that no published findings reflect.
    waiting_since: Option<Instant>,
    /// How long the last whole analysis took; nothing before there was one by what holds around the document now.
    analysis_took: Option<Duration>,
}

impl Document {
    /// Whether a run would have to be finished, stale or not, for findings to appear in time.
    fn is_overdue(&self) -> bool {
        self.waiting_since
            .is_some_and(|since| since.elapsed() + self.analysis_took.unwrap_or_default() >= PUBLISHED_WITHIN)
    }

    fn is_brief(&self) -> bool {
        self.analysis_took.is_some_and(|took| took <= BRIEF) && self.snapshot.text.len_bytes() <= BRIEF_TEXT
    }

    /// Whether findings about `snapshot` may be shown now.
    fn wants(&self, snapshot: &Snapshot) -> bool {
        let is_same_opening = self.snapshot.opening == snapshot.opening;
        is_same_opening && (self.snapshot.generation == snapshot.generation || self.is_overdue())
    }
}

#[derive(Default)]
struct State {
    documents: HashMap<Url, Document>,
    last_generation: u64,
    /// Documents whose newest state has not been taken for analysis, the longest waiting first.
    queue: VecDeque<Url>,
    queued_since: Option<Instant>,
    /// The analyser may take from the queue: no more input waits, or the burst has lasted long enough.
    is_released: bool,
    is_analysing: bool,
}

/// The open documents.
pub struct Store {
    state: Mutex<State>,
    released: Condvar,
    settled: Condvar,
    outbox: Arc<Outbox>,
    is_asked: AtomicBool,
    refreshes_hints: AtomicBool,
    refreshes_lenses: AtomicBool,
}

impl Store {
    /// No documents yet. Findings will go to `outbox`.
    pub fn new(outbox: Arc<Outbox>) -> Self {
        Self {
            state: Mutex::default(),
            released: Condvar::new(),
            settled: Condvar::new(),
            outbox,
            is_asked: AtomicBool::new(false),
            refreshes_hints: AtomicBool::new(false),
            refreshes_lenses: AtomicBool::new(false),
        }
    }

    /// From now on findings are not sent: the client asks for them, and is told when to ask again.
    pub fn leave_asking_to_client(&self) {
        self.is_asked.store(true, Relaxed);
    }

    /// From now on the client is told to ask for hints, and for lenses, again when something else than a text has changed.
    pub fn tell_to_ask_again(&self, for_hints: bool, for_lenses: bool) {
        self.refreshes_hints.store(for_hints, Relaxed);
        self.refreshes_lenses.store(for_lenses, Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The document as it is now. `None` if it is not open.
    pub fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        self.lock().documents.get(uri).map(|document| document.snapshot.clone())
    }

    /// Every open document as it is now, by address.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        let mut snapshots: Vec<Snapshot> =
            self.lock().documents.values().map(|document| document.snapshot.clone()).collect();
        snapshots.sort_by(|one, other| one.uri.cmp(&other.uri));
        snapshots
    }

    /// Takes the text of a document that was opened. One that is open already is opened afresh.
    pub fn open(&self, item: TextDocumentItem, encoding: Encoding) {
        let text = Rope::from_str(&item.text);
        let mut state = self.lock();
        state.last_generation += 1;
        let generation = state.last_generation;
        let snapshot = Snapshot {
            uri: item.uri,
            language_id: item.language_id.into(),
            text,
            version: item.version,
            encoding,
            generation,
            reading: Arc::default(),
            toml: Arc::default(),
            recollection: Arc::default(),
            opening: generation,
        };
        let uri = snapshot.uri.clone();
        let document = Document { snapshot, waiting_since: None, analysis_took: None };
        state.documents.insert(uri.clone(), document);
        self.await_analysis(&mut state, &uri);
    }

    /// Makes all of `changes`, in order. A document that is not open has no text to change.
    pub fn change(&self, id: &VersionedTextDocumentIdentifier, changes: Vec<TextDocumentContentChangeEvent>) {
        // Only the thread that reads changes texts, so nothing can come between this look and the next.
        let Some(old) = self.snapshot(&id.uri) else { return };
        let text = from_proto::changed(&old.text, changes, old.encoding);
        let mut state = self.lock();
        state.last_generation += 1;
        let generation = state.last_generation;
        if let Some(document) = state.documents.get_mut(&id.uri) {
            document.snapshot.text = text;
            document.snapshot.version = id.version;
            document.snapshot.generation = generation;
            document.snapshot.reading = Arc::default();
            document.snapshot.toml = Arc::default();
        }
        self.await_analysis(&mut state, &id.uri);
    }

    /// Forgets a document and takes its findings off the client's screen.
    pub fn close(&self, uri: &Url) {
        let mut state = self.lock();
        let Some(document) = state.documents.remove(uri) else { return };
        state.queue.retain(|queued| queued != uri);
        // Under the lock, so that no findings of a run under way can come behind.
        self.publish(uri, document.snapshot.version, Vec::new());
    }

    /// Analyses every open document again, because something else than its text has changed.
    pub fn analyse_all_again(&self) {
        let uris: Vec<Url> = self.lock().documents.keys().cloned().collect();
        self.analyse_again(&uris);
    }

    /// The same of some documents.
    pub fn analyse_again(&self, uris: &[Url]) {
        let mut state = self.lock();
        for uri in uris {
            state.last_generation += 1;
            let generation = state.last_generation;
            if let Some(document) = state.documents.get_mut(uri) {
                document.snapshot.generation = generation;
                document.snapshot.reading = Arc::default();
                document.snapshot.toml = Arc::default();
                // Files may have to be read for it.
                document.analysis_took = None;
            }
            self.await_analysis(&mut state, uri);
        }
        drop(state);
        if self.is_asked.load(Relaxed) {
            self.outbox.request::<WorkspaceDiagnosticRefresh>((), |_| {});
        }
        if self.refreshes_hints.load(Relaxed) {
            self.outbox.request::<InlayHintRefreshRequest>((), |_| {});
        }
        if self.refreshes_lenses.load(Relaxed) {
            self.outbox.request::<CodeLensRefresh>((), |_| {});
        }
    }

    fn await_analysis(&self, state: &mut State, uri: &Url) {
        let now = Instant::now();
        if let Some(document) = state.documents.get_mut(uri) {
            document.waiting_since.get_or_insert(now);
        }
        if !state.queue.contains(uri) {
            state.queue.push_back(uri.clone());
        }
        if state.queued_since.get_or_insert(now).elapsed() > LONGEST_BURST {
            self.release(state);
        }
    }

    fn release(&self, state: &mut State) {
        if !state.is_released && !state.queue.is_empty() {
            state.is_released = true;
            self.released.notify_one();
        }
    }

    /// No more input waits, so every edit of a burst has been made: this is the whole debounce,
    /// and a single edit does not wait for it.
    pub fn input_is_idle(&self) {
        self.release(&mut self.lock());
    }

    /// The one document that waits, if nobody is at work and its analysis is brief: whoever takes it analyses it at once.
    pub fn take_brief(&self) -> Option<Snapshot> {
        let mut state = self.lock();
        let [uri] = state.queue.make_contiguous() else { return None };
        let uri = uri.clone();
        let document = state.documents.get(&uri).filter(|document| document.is_brief())?;
        let snapshot = document.snapshot.clone();
        if state.is_analysing || state.is_released {
            return None;
        }
        state.queue.clear();
        state.queued_since = None;
        state.is_analysing = true;
        Some(snapshot)
    }

    /// Waits until every document is analysed and its findings are queued, or until `limit` has passed.
    pub fn settle(&self, limit: Duration) {
        let is_busy = |state: &mut State| state.is_analysing || !state.queue.is_empty();
        let _ = self.settled.wait_timeout_while(self.lock(), limit, is_busy);
    }

    /// The next document to analyse, once there is one; nothing if there is none for `patience`.
    pub fn next_to_analyse(&self, patience: Option<Duration>) -> Option<Snapshot> {
        let mut state = self.lock();
        loop {
            if state.is_released {
                if let Some(uri) = state.queue.pop_front() {
                    if let Some(document) = state.documents.get(&uri) {
                        let snapshot = document.snapshot.clone();
                        state.is_analysing = true;
                        return Some(snapshot);
                    }
                    continue;
                }
                state.is_released = false;
                state.queued_since = None;
                self.settled.notify_all();
            }
            let Some(patience) = patience else {
                state = self.released.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let (woken, waited) =
                self.released.wait_timeout(state, patience).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if waited.timed_out() && !state.is_released {
                return None;
            }
        }
    }

    /// Whether `snapshot` is the document as it is now.
    pub fn is_newest(&self, snapshot: &Snapshot) -> bool {
        let state = self.lock();
        let document = state.documents.get(&snapshot.uri);
        document.is_some_and(|document| document.snapshot.generation == snapshot.generation)
    }

    /// Whether an analysis of `snapshot` is of no use any more. Cheap enough to be asked every millisecond.
    pub fn is_stale(&self, snapshot: &Snapshot) -> bool {
        !self.lock().documents.get(&snapshot.uri).is_some_and(|document| document.wants(snapshot))
    }

    /// Takes the outcome of an analysis: `None` if it gave up or panicked. Stale findings are dropped,
    /// for the edit that made them so has queued the document again.
    pub fn finish(&self, snapshot: &Snapshot, found: Option<Vec<Diagnostic>>, took: Duration) {
        // Compared and sent under one lock: nothing newer can slip in between.
        let mut state = self.lock();
        state.is_analysing = false;
        let document = state.documents.get_mut(&snapshot.uri).filter(|document| document.wants(snapshot));
        let Some(document) = document else { return };
        let is_newest = document.snapshot.generation == snapshot.generation;
        document.waiting_since = (!is_newest).then(Instant::now);
        if let Some(found) = found {
            document.analysis_took = Some(took);
            self.publish(&snapshot.uri, snapshot.version, found);
        }
    }

    fn publish(&self, uri: &Url, version: i32, diagnostics: Vec<Diagnostic>) {
        if self.is_asked.load(Relaxed) {
            return;
        }
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version: Some(version) };
        self.outbox.notify::<PublishDiagnostics>(params);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::thread;

    use super::super::platform::NeverReady;
    use super::*;

    /// Ten times what the store promises.
    const PATIENCE: Duration = Duration::from_secs(10);

    struct Pipe(Sender<String>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.0.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn store() -> (Arc<Store>, Receiver<String>) {
        let (sender, written) = channel();
        let outbox = Outbox::start(Box::new(Pipe(sender)), Box::new(NeverReady)).unwrap();
        (Arc::new(Store::new(outbox)), written)
    }

    fn uri(name: &str) -> Url {
        Url::parse(&format!("file:///cases/{name}.md")).unwrap()
    }

    fn open(store: &Store, name: &str) {
        let item = TextDocumentItem::new(uri(name), "markdown".into(), 1, "text".into());
        store.open(item, Encoding::Utf16);
    }

    fn change(store: &Store, name: &str) {
        let change = TextDocumentContentChangeEvent { range: None, range_length: None, text: "new".into() };
        let id = VersionedTextDocumentIdentifier { uri: uri(name), version: 2 };
        store.change(&id, vec![change]);
    }

    #[test]
    fn the_document_that_waits_longest_is_analysed_first() {
        let (store, _) = store();
        open(&store, "a");
        open(&store, "b");
        store.input_is_idle();
        assert_eq!(store.next_to_analyse(None).unwrap().uri, uri("a"));
        change(&store, "a");
        assert_eq!(store.next_to_analyse(None).unwrap().uri, uri("b"));
        assert_eq!(store.next_to_analyse(None).unwrap().version, 2);
    }

    #[test]
    fn input_that_never_pauses_is_analysed_after_a_while() {
        let (store, _) = store();
        let analyser = Arc::clone(&store);
        let (sender, taken) = channel();
        thread::spawn(move || sender.send(analyser.next_to_analyse(None).unwrap().version));
        let started = Instant::now();
        open(&store, "a");
        while started.elapsed() <= LONGEST_BURST {
            assert!(taken.try_recv().is_err(), "analysed in the middle of a burst");
            change(&store, "a");
        }
        // The burst began a little after `started`.
        while started.elapsed() <= 2 * LONGEST_BURST {}
        change(&store, "a");
        assert_eq!(taken.recv_timeout(PATIENCE), Ok(2));
    }

    #[test]
    fn findings_made_before_the_settings_changed_are_dropped() {
        let (store, written) = store();
        open(&store, "a");
        store.input_is_idle();
        let old = store.next_to_analyse(None).unwrap();
        store.analyse_all_again();
        assert!(store.is_stale(&old));
        store.finish(
            &old,
            Some(vec![Diagnostic { message: "old".into(), ..Diagnostic::default() }]),
            Duration::ZERO,
        );
        store.input_is_idle();
        let new = store.next_to_analyse(None).unwrap();
        store.finish(
            &new,
            Some(vec![Diagnostic { message: "new".into(), ..Diagnostic::default() }]),
            Duration::ZERO,
        );
        let first = written.recv_timeout(PATIENCE).unwrap();
        assert!(first.contains("\"new\"") && !first.contains("\"old\""), "{first}");
    }
}
