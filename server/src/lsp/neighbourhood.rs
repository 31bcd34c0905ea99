//! What is known of all referrals of the workspace, open or not, so that two about the same person can be told.
//!
//! Files are looked into on a thread of their own, a little after something changed. Of each only a
//! [`Neighbour`] is kept; nothing is analysed here, but what has to be judged again is queued.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use referral_analysis::neighbours::{Neighbour, Neighbours};
use referral_analysis::subject::{Memory, Subject};
use tower_lsp::lsp_types::Url;

use super::known;
use super::reading::Reading;
use super::store::{Snapshot, Store};
use super::workspace::Workspace;
use crate::config::Config;

/// Nobody looks around before the writer has paused for this long.
const PAUSE: Duration = Duration::from_millis(300);
/// Writing that never pauses is not waited for any longer.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// What is known of all referrals of the workspace.
#[derive(Default)]
pub struct Neighbourhood {
    known: Mutex<Known>,
    is_due: Condvar,
    /// What was found in files; held while somebody looks around.
    files: Mutex<HashMap<PathBuf, InFile>>,
}

#[derive(Default)]
struct Known {
    all: Arc<[Arc<Neighbour>]>,
    /// How often `all` has changed.
    generation: u64,
    /// The people of each open referral, as it was last analysed.
    open: HashMap<Url, Vec<String>>,
    /// The people whom several referrals are about.
    shared: HashSet<String>,
    /// When something changed that nobody has looked at, last.
    due_since: Option<Instant>,
}

/// What was found in one file, and what that depends on.
struct InFile {
    modified: Option<SystemTime>,
    length: u64,
    config: Arc<Config>,
    /// Nothing where it is no referral about anybody.
    neighbour: Option<Arc<Neighbour>>,
}

impl Neighbourhood {
    /// Starts the thread that looks around. It lives as long as the process.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(workspace: &Arc<Workspace>, store: &Arc<Store>) -> io::Result<()> {
        let (workspace, store) = (Arc::clone(workspace), Arc::clone(store));
        let look_for_ever = move || {
            loop {
                workspace.neighbourhood.wait_until_due();
                workspace.neighbourhood.look_around(&workspace, &store);
            }
        };
        thread::Builder::new().name("neighbours".into()).spawn(look_for_ever)?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The others of the referral at `uri`.
    pub fn beside(&self, uri: &Url) -> Neighbours {
        let all = Arc::clone(&self.lock().all);
        if all.is_empty() { Neighbours::default() } else { Neighbours::new(all, uri.as_str()) }
    }

    /// Another number whenever another referral may be known, or otherwise.
    pub fn generation(&self) -> u64 {
        self.lock().generation
    }

    /// Takes note of whom an open referral is about. If that is new, or others are about the same person, somebody looks
    /// around soon.
    pub fn note(&self, uri: &Url, people: &[String]) {
        let mut known = self.lock();
        let before = known.open.get(uri).map(Vec::as_slice).unwrap_or_default();
        let is_new = before != people;
        if is_new {
            known.open.insert(uri.clone(), people.to_vec());
        }
        if is_new || people.iter().any(|person| known.shared.contains(person)) {
            self.set_due(&mut known);
        }
    }

    /// A file may have changed, or a document is open no more.
    pub fn note_change(&self, closed: Option<&Url>) {
        let mut known = self.lock();
        let was_open = closed.is_some_and(|uri| known.open.remove(uri).is_some());
        if was_open || closed.is_none() && !known.open.is_empty() {
            self.set_due(&mut known);
        }
    }

    fn set_due(&self, known: &mut Known) {
        if known.due_since.replace(Instant::now()).is_none() {
            self.is_due.notify_all();
        }
    }

    fn wait_until_due(&self) {
        let mut known = self.lock();
        while known.due_since.is_none() {
            known = self.is_due.wait(known).unwrap_or_else(PoisonError::into_inner);
        }
        let started = Instant::now();
        while let Some(since) = known.due_since
            && started.elapsed() < LONGEST_WAIT
            && let Some(left) = PAUSE.checked_sub(since.elapsed())
            && !left.is_zero()
        {
            known = self.is_due.wait_timeout(known, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        known.due_since = None;
    }

    /// Looks into the open documents and the files of the workspace that have changed, and has those open documents
    /// judged again of whose people something is new.
    pub fn look_around(&self, workspace: &Workspace, store: &Store) {
        let affected = self.look(workspace, &store.snapshots());
        if !affected.is_empty() {
            store.analyse_again(&affected);
            store.input_is_idle();
        }
    }

    fn look(&self, workspace: &Workspace, open: &[Snapshot]) -> Vec<Url> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Arc<Neighbour>> = Vec::new();
        for snapshot in open.iter().filter(|snapshot| !snapshot.is_toml()) {
            let reading = workspace.reading(snapshot, &|| false);
            all.extend(reading.and_then(|reading| neighbour(snapshot, reading)).map(Arc::new));
        }
        let closed = known::closed(workspace, open);
        let is_there: HashSet<&PathBuf> = closed.iter().collect();
        files.retain(|path, _| is_there.contains(path));
        for path in closed {
            let (Ok(file), Ok(uri)) = (fs::metadata(&path), Url::from_file_path(&path)) else { continue };
            let config = workspace.config(&uri);
            let modified = file.modified().ok();
            let known = files.get(&path).filter(|known| {
                known.modified.is_some()
                    && known.modified == modified
                    && known.length == file.len()
                    && Arc::ptr_eq(&known.config, &config)
            });
            if let Some(known) = known {
                all.extend(known.neighbour.clone());
                continue;
            }
            let snapshot = known::read(&path, workspace.client().encoding);
            let read = |snapshot: Snapshot| neighbour(&snapshot, &workspace.unchecked_reading(&snapshot));
            let neighbour = snapshot.and_then(read).map(Arc::new);
            all.extend(neighbour.clone());
            files.insert(path, InFile { modified, length: file.len(), config, neighbour });
        }
        self.replace(all)
    }

    /// Puts `all` in place of what was known; only whoever holds `files` may. The answer is the open referrals about a
    /// person of whom something is new.
    fn replace(&self, all: Vec<Arc<Neighbour>>) -> Vec<Url> {
        let before = Arc::clone(&self.lock().all);
        let mut changed = missing(&before, &all);
        changed.extend(missing(&all, &before));
        if changed.is_empty() {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let people = all.iter().flat_map(|neighbour| &neighbour.people);
        let shared = people.filter(|person| !seen.insert(person.as_str())).cloned().collect();
        let mut known = self.lock();
        known.shared = shared;
        known.all = all.into();
        known.generation += 1;
        let is_affected = |(uri, people): &(&Url, &Vec<String>)| {
            let mut others = changed.iter().filter(|other| other.address != uri.as_str());
            others.any(|other| other.people.iter().any(|person| people.contains(person)))
        };
        known.open.iter().filter(is_affected).map(|(uri, _)| uri.clone()).collect()
    }
}

/// Those of `some` that are not among `others` as they are.
fn missing(some: &[Arc<Neighbour>], others: &[Arc<Neighbour>]) -> Vec<Arc<Neighbour>> {
    let by_address: HashMap<&str, &Arc<Neighbour>> =
        others.iter().map(|other| (other.address.as_str(), other)).collect();
    let is_there =
        |one: &Arc<Neighbour>| by_address.get(one.address.as_str()).is_some_and(|other| *other == one);
    some.iter().filter(|one| !is_there(one)).cloned().collect()
}

/// What others need to know of a document; nothing where it is no referral about anybody.
fn neighbour(snapshot: &Snapshot, reading: &Reading) -> Option<Neighbour> {
    let subject = Subject::new(&reading.case()?, &mut Memory::default());
    let neighbour = Neighbour::of(&subject, snapshot.uri.as_str());
    (!neighbour.people.is_empty()).then_some(neighbour)
}
