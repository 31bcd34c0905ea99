//! `referral check --watch`: the report anew whenever a document, a setting or a schema changes.
//!
//! Nothing on the screen is cleared, and nothing is remembered from one check to the next. Ctrl-C ends the program.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::CheckArguments;
use crate::files::{self, Files};

/// How long nothing must have changed before it is checked again: a program that saves writes several times.
const QUIET: Duration = Duration::from_millis(50);
/// How long changes may go on before it is checked all the same.
const PATIENCE: Duration = Duration::from_secs(1);

/// Checks, and checks again after each change; it ends when the report cannot be written any more.
///
/// # Errors
/// When something that cannot change was asked for, or the system cannot tell of changes.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<u8> {
    let documents = &arguments.documents;
    let from_list = documents.files_from.as_deref();
    if documents.stdin_filename.is_some()
        || documents.paths.iter().map(PathBuf::as_path).chain(from_list).any(is_stdin)
    {
        bail!("the standard input cannot be watched; name files or folders");
    }
    let (sender, events) = mpsc::channel();
    let mut watch = Watch {
        watcher: notify::recommended_watcher(sender).context("cannot watch for changes")?,
        places: BTreeSet::new(),
        names: BTreeSet::new(),
    };
    let here = PathBuf::from(".");
    let is_bare = documents.paths.is_empty() && from_list.is_none();
    for path in documents.paths.iter().chain(is_bare.then_some(&here)) {
        if path.is_dir() { watch.add(path, RecursiveMode::Recursive)? } else { watch.add_file(path)? }
    }
    for file in [from_list, documents.config.as_deref()].into_iter().flatten() {
        watch.add_file(file)?;
    }
    let mut is_first = true;
    loop {
        let found = files::find(&documents.asked());
        watch.add_what_holds_for(&found)?;
        match super::once(arguments, found) {
            Err(error) if is_first || error.is::<io::Error>() => return Err(error),
            // A schema that was asked for may be about to come back.
            Err(error) => anstream::eprintln!("error: {error:#}"),
            Ok(_) => {}
        }
        is_first = false;
        anstream::eprintln!("\nwatching for changes; Ctrl-C ends it");
        let changed = watch.next_change(&events)?;
        anstream::eprintln!(
            "{} {} has changed\n",
            chrono::Local::now().format("%H:%M:%S"),
            files::shown(&changed)
        );
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What is watched.
struct Watch {
    watcher: RecommendedWatcher,
    places: BTreeSet<PathBuf>,
    /// Names of single files that count whatever they end in.
    names: BTreeSet<OsString>,
}

impl Watch {
    /// Watches a folder, all below it too if `mode` says so.
    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> anyhow::Result<()> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        if self.places.contains(&folder) {
            return Ok(());
        }
        let watched = self.watcher.watch(&folder, mode);
        watched.with_context(|| format!("cannot watch {} for changes", folder.display()))?;
        self.places.insert(folder);
        Ok(())
    }

    /// Watches the folder of a file, for many programs save a file by putting another in its place.
    fn add_file(&mut self, file: &Path) -> anyhow::Result<()> {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.names.extend(file.file_name().map(OsString::from));
        match file.parent() {
            Some(folder) if folder.is_dir() => self.add(folder, RecursiveMode::NonRecursive),
            _ => Ok(()),
        }
    }

    /// Watches documents that a list names, and the settings and schemas that hold for any.
    fn add_what_holds_for(&mut self, found: &Files) -> anyhow::Result<()> {
        for file in &found.files {
            if file.named {
                self.add_file(&file.absolute)?;
            }
            for read in &file.config.files {
                self.add_file(&read.path)?;
            }
            if let Some(boards) = file.config.boards().filter(|boards| boards.is_dir()) {
                self.add(&boards, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }

    /// Waits for something that matters to change, and then for quiet.
    fn next_change(&self, events: &Receiver<notify::Result<Event>>) -> anyhow::Result<PathBuf> {
        let changed = loop {
            let event = events.recv().context("the system tells of no more changes")?;
            if let Some(changed) = self.what_changed(event?) {
                break changed;
            }
        };
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match events.recv_timeout(QUIET.min(left)) {
                Ok(event) => drop(event?),
                Err(RecvTimeoutError::Timeout) => return Ok(changed),
                Err(RecvTimeoutError::Disconnected) => bail!("the system tells of no more changes"),
            }
        }
    }

    /// What of the things that matter an event is about.
    fn what_changed(&self, event: Event) -> Option<PathBuf> {
        if event.need_rescan() {
            return Some(event.paths.into_iter().next().unwrap_or_else(|| PathBuf::from("something")));
        }
        // This program reads the files itself.
        let is_read = matches!(event.kind, EventKind::Access(_));
        let is_of_folders = matches!(
            event.kind,
            EventKind::Create(CreateKind::Folder | CreateKind::Any)
                | EventKind::Remove(RemoveKind::Folder)
                | EventKind::Modify(ModifyKind::Name(_))
        );
        let matters = |path: &PathBuf| {
            let is_gits = path.components().any(|component| component.as_os_str() == ".git");
            let is_folder = is_of_folders && (path.is_dir() || !path.exists() && path.extension().is_none());
            !is_gits && (is_folder || self.is_read_by_check(path))
        };
        if is_read { None } else { event.paths.into_iter().find(matters) }
    }

    /// True for a file that a check may read.
    fn is_read_by_check(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        is_toml || files::is_markdown(path) || name == ".gitignore" || self.names.contains(name)
    }
}
