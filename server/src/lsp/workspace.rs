//! What holds around the open documents: the client, its settings, the files of settings, and the day.
//!
//! Files are read on the analyser's thread, or on that of a slow request, never on the one that reads messages.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use referral_analysis::rules::RULES;
use referral_analysis::settings::{self, Settings};
use serde_json::Value;
use tower_lsp::lsp_types::notification::{PublishDiagnostics, ShowMessage};
use tower_lsp::lsp_types::{MessageType, PublishDiagnosticsParams, ShowMessageParams, Url};

use super::client::Client;
use super::clock::Clock;
use super::diagnostics;
use super::long_texts::LongTexts;
use super::neighbourhood::Neighbourhood;
use super::outbox::Outbox;
use super::reading::Reading;
use super::status::Told;
use super::store::Snapshot;
use super::toml_reading::TomlReading;
use crate::config::Config;

/// What holds around the open documents.
pub struct Workspace {
    /// The way to the client.
    pub outbox: Arc<Outbox>,
    /// Which day it is.
    pub clock: Clock,
    /// What the client was told of the status of documents.
    pub told: Told,
    /// What was left out of lists of completions.
    pub long_texts: LongTexts,
    /// What is known of all referrals.
    pub neighbourhood: Neighbourhood,
    client: OnceLock<Client>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The client's settings.
    personal: Settings,
    /// The workspace's folders, for documents that are in no folder.
    folders: Vec<PathBuf>,
    /// What holds in a folder, for those asked about so far.
    configs: HashMap<Option<PathBuf>, Arc<Config>>,
    /// How often `configs` was emptied, so that what was read before is not put in after.
    emptied: u64,
    /// Files whose mistakes the client shows, as they are saved.
    shown: BTreeSet<PathBuf>,
    /// Mistakes in what the client's own settings say, as far as they are there now; it was told of them.
    told: BTreeSet<String>,
    /// The same of what they name and is not at hand, once for each time the server runs.
    told_of_names: BTreeSet<String>,
    /// Files of TOML that are open: what is wrong with them is told of the text in the editor.
    open: BTreeSet<PathBuf>,
}

impl Workspace {
    /// Knows no client yet.
    pub fn new(outbox: Arc<Outbox>, clock: Clock) -> Self {
        Self {
            outbox,
            clock,
            told: Told::default(),
            long_texts: LongTexts::default(),
            neighbourhood: Neighbourhood::default(),
            client: OnceLock::new(),
            state: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of the client, its folders and its first settings; the first client counts.
    pub fn meet(&self, client: Client) {
        let folders = paths(&client.folders);
        let options = client.options.clone();
        if self.client.set(client).is_ok() {
            self.lock().folders = folders;
            self.set_personal(&options);
        }
    }

    /// What the client said about itself. Before `initialize` that is nothing.
    pub fn client(&self) -> &Client {
        static UNKNOWN: OnceLock<Client> = OnceLock::new();
        self.client.get().unwrap_or_else(|| UNKNOWN.get_or_init(Client::default))
    }

    /// Takes the client's settings, with or without the `referral` around them. True where they changed anything.
    pub fn set_personal(&self, json: &Value) -> bool {
        let own = json.get("referral").unwrap_or(json);
        if !own.is_object() {
            return false;
        }
        let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        let read = settings::from_json(own, &known);
        let wrong: BTreeSet<String> = read.errors.iter().map(|error| error.problem.to_string()).collect();
        let mut state = self.lock();
        wrong.difference(&state.told).for_each(|mistake| self.tell_of_own_mistake(mistake));
        state.told = wrong;
        let is_new = state.personal != read.settings;
        state.personal = read.settings;
        drop(state);
        if is_new {
            self.forget_files();
        }
        is_new
    }

    /// Tells the person of a mistake in the client's own settings, which are no file that could be underlined.
    fn tell_of_own_mistake(&self, mistake: &str) {
        let message = format!("In the editor's settings for referral: {mistake}. The other settings apply.");
        self.outbox.notify::<ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message });
    }

    /// Folders that came and went.
    pub fn change_folders(&self, added: &[Url], removed: &[Url]) {
        let (added, removed) = (paths(added), paths(removed));
        let mut state = self.lock();
        state.folders.retain(|folder| !removed.contains(folder));
        state.folders.extend(added);
        drop(state);
        self.forget_files();
    }

    /// Files of settings or schemas may have changed: they are read again when next needed.
    pub fn forget_files(&self) {
        let mut state = self.lock();
        state.configs.clear();
        state.emptied += 1;
    }

    /// A file is gone: what was wrong with it is not shown any more.
    pub fn forget_mistakes(&self, uri: &Url) {
        let Ok(path) = uri.to_file_path() else { return };
        if self.lock().shown.remove(&path) {
            let nothing =
                PublishDiagnosticsParams { uri: uri.clone(), diagnostics: Vec::new(), version: None };
            self.outbox.notify::<PublishDiagnostics>(nothing);
        }
    }

    /// A file of TOML is open now.
    pub fn note_opened(&self, uri: &Url) {
        let Ok(path) = uri.to_file_path() else { return };
        let mut state = self.lock();
        let was_shown = state.shown.remove(&path);
        // Where the client asks for what is found in the open file, or writes its address in another way, it would
        // keep both.
        let is_kept = |ours: &Url| ours != uri || self.client().pull_diagnostics;
        let ours = Url::from_file_path(&path).ok().filter(|ours| was_shown && is_kept(ours));
        state.open.insert(path);
        if let Some(ours) = ours {
            let nothing = PublishDiagnosticsParams { uri: ours, diagnostics: Vec::new(), version: None };
            self.outbox.notify::<PublishDiagnostics>(nothing);
        }
    }

    /// A file of TOML is not open any more.
    pub fn note_closed(&self, uri: &Url) {
        if let Ok(path) = uri.to_file_path() {
            self.lock().open.remove(&path);
        }
    }

    /// Tells the client what is wrong with the files around one that was closed, as they are saved; may read files.
    pub fn show_saved_mistakes(&self, uri: &Url) {
        let config = self.config(uri);
        self.show_mistakes(&config);
    }

    /// The workspace's folders.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.lock().folders.clone()
    }

    /// The folder that says what holds for a document: its own, or the workspace's first.
    fn folder_of(&self, uri: &Url) -> Option<PathBuf> {
        let own = uri.to_file_path().ok().and_then(|path| path.parent().map(Path::to_owned));
        own.or_else(|| self.lock().folders.first().cloned())
    }

    /// What holds for a document, as far as it has been read from files.
    fn known_config(&self, uri: &Url) -> Option<Arc<Config>> {
        let folder = self.folder_of(uri);
        self.lock().configs.get(&folder).cloned()
    }

    /// What holds for a document; may read files.
    pub fn config(&self, uri: &Url) -> Arc<Config> {
        let folder = self.folder_of(uri);
        let (personal, emptied) = {
            let state = self.lock();
            if let Some(config) = state.configs.get(&folder) {
                return Arc::clone(config);
            }
            (state.personal.clone(), state.emptied)
        };
        let config = Arc::new(Config::find(folder.as_deref(), &personal));
        let mut state = self.lock();
        if state.emptied == emptied {
            state.configs.insert(folder, Arc::clone(&config));
        }
        drop(state);
        self.show_mistakes(&config);
        config
    }

    /// Tells the client what is wrong with files of settings and schemas.
    fn show_mistakes(&self, config: &Config) {
        for mistake in &config.own_mistakes {
            if self.lock().told_of_names.insert(mistake.clone()) {
                self.tell_of_own_mistake(mistake);
            }
        }
        for file in &config.files {
            let is_wrong = !file.mistakes.is_empty();
            let params = diagnostics::of_config(file, self.client().encoding);
            // Under the lock, so that it cannot come behind what is told of the same file once it is open.
            let mut state = self.lock();
            if state.open.contains(&file.path) {
                continue;
            }
            let was_shown = if is_wrong {
                !state.shown.insert(file.path.clone())
            } else {
                state.shown.remove(&file.path)
            };
            if let Some(params) = params.filter(|_| is_wrong || was_shown) {
                self.outbox.notify::<PublishDiagnostics>(params);
            }
        }
    }

    /// The reading of a state of a schema file or `referral.toml`, made now if there is none; nothing where it is
    /// neither. May read files.
    pub fn toml_reading<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s TomlReading> {
        let read = || {
            let config = self.config(&snapshot.uri);
            let personal = self.lock().personal.clone();
            TomlReading::new(snapshot, &config, &personal)
        };
        snapshot.toml.get_or_init(read).as_ref()
    }

    /// Whether `ready_reading` would find one.
    pub fn is_ready_to_read(&self, snapshot: &Snapshot) -> bool {
        snapshot.reading.get().is_some() || self.known_config(&snapshot.uri).is_some()
    }

    /// A reading of `snapshot` if there is one, or if it can be made without reading files.
    pub fn ready_reading<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Reading> {
        if let Some(reading) = snapshot.reading.get() {
            return Some(reading);
        }
        let config = self.known_config(&snapshot.uri)?;
        self.read(snapshot, config, &|| false)
    }

    /// The reading of `snapshot`, made now if there is none; may read files. Gives up with nothing once `is_stale`.
    pub fn reading<'s>(&self, snapshot: &'s Snapshot, is_stale: &dyn Fn() -> bool) -> Option<&'s Reading> {
        if let Some(reading) = snapshot.reading.get() {
            return Some(reading);
        }
        let config = self.config(&snapshot.uri);
        self.read(snapshot, config, is_stale)
    }

    /// A reading of a file that nobody edits, without findings; may read files of settings.
    pub fn unchecked_reading(&self, snapshot: &Snapshot) -> Reading {
        Reading::unchecked(snapshot, self.config(&snapshot.uri), self.clock.today())
    }

    fn read<'s>(
        &self,
        snapshot: &'s Snapshot,
        config: Arc<Config>,
        is_stale: &dyn Fn() -> bool,
    ) -> Option<&'s Reading> {
        let neighbours = self.neighbourhood.beside(&snapshot.uri);
        let reading = Reading::new(snapshot, config, neighbours, self.clock.today(), is_stale)?;
        Some(snapshot.reading.get_or_init(|| reading))
    }
}

fn paths(folders: &[Url]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| folder.to_file_path().ok()).collect()
}
