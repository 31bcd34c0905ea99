//! Which files a command works on, and what holds for each: paths and folders of the command line, in its order.
//!
//! No document is read here.

mod listed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use referral_analysis::settings::Settings;

use crate::config::Config;
use crate::problem::{self, Problem};

/// The name of a document that comes without one.
pub const STDIN_NAME: &str = "stdin.referral.md";

/// One document to work on.
#[derive(Debug)]
pub struct File {
    /// How it is called in reports: as it was given, with `/` between folders.
    pub path: String,
    /// Where its text comes from.
    pub source: Source,
    /// True where it was named itself, and not found in a folder.
    pub named: bool,
    /// What holds for it.
    pub config: Arc<Config>,
    /// Where it stands, for the patterns of `referral.toml`.
    pub absolute: PathBuf,
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The file at this path.
    File(PathBuf),
    /// The standard input.
    Stdin,
}

impl File {
    /// Its name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The documents of a command line, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Files {
    /// In the order given, the files of a folder by name.
    pub files: Vec<File>,
    /// Paths that lead nowhere, and mistakes in settings and schemas.
    pub problems: Vec<Problem>,
}

/// What a command line says about its documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Files, folders and `-`; the folder `.` where there is none and no list either.
    pub paths: &'a [PathBuf],
    /// A file that lists more of them; `-` is the standard input.
    pub files_from: Option<&'a Path>,
    /// The name of what comes from the standard input.
    pub stdin_filename: Option<&'a Path>,
    /// The `referral.toml` to use in place of the nearest.
    pub config: Option<&'a Path>,
}

/// Finds the documents that were asked for.
pub fn find(asked: &Asked<'_>) -> Files {
    let mut configs = Configs::new(asked.config);
    let mut found = Files::default();
    let mut seen = BTreeSet::new();
    let here = [PathBuf::from(".")];
    let stdin = [PathBuf::from("-")];
    let list = asked.files_from.map(listed::read).transpose();
    let listed = list.unwrap_or_else(|problem| {
        found.problems.push(problem);
        Some(Vec::new())
    });
    let paths = match (asked.paths, asked.stdin_filename) {
        ([], Some(_)) => &stdin[..],
        ([], None) if listed.is_none() => &here[..],
        (paths, _) => paths,
    };
    for path in paths.iter().chain(listed.iter().flatten()) {
        if path == Path::new("-") && asked.files_from == Some(Path::new("-")) {
            let why = "the standard input cannot be both a document and the list of documents";
            found.problems.push(Problem::about("-", why.into()));
        } else if path == Path::new("-") {
            let name = asked.stdin_filename.unwrap_or(Path::new(STDIN_NAME));
            found.add(name, Source::Stdin, true, &mut configs, &mut seen);
        } else if path.is_dir() {
            found.walk(path, &mut configs, &mut seen);
        } else {
            found.add(path, Source::File(path.clone()), true, &mut configs, &mut seen);
        }
    }
    let mut problems = configs.problems();
    problems.append(&mut found.problems);
    found.problems = problems;
    found
}

impl Files {
    fn add(
        &mut self,
        path: &Path,
        source: Source,
        named: bool,
        configs: &mut Configs<'_>,
        seen: &mut BTreeSet<PathBuf>,
    ) {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if !seen.insert(absolute.clone()) {
            if named && let Some(file) = self.files.iter_mut().find(|file| file.absolute == absolute) {
                file.named = true;
            }
            return;
        }
        let config = configs.of(absolute.parent());
        self.files.push(File { path: slashed(path), source, named, config, absolute });
    }

    /// The Markdown files below `folder` that no `.gitignore` leaves out.
    fn walk(&mut self, folder: &Path, configs: &mut Configs<'_>, seen: &mut BTreeSet<PathBuf>) {
        let walk = WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let path = entry.path();
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink());
                    if is_file && is_markdown(path) {
                        let path = path.strip_prefix("./").unwrap_or(path);
                        self.add(path, Source::File(path.to_owned()), false, configs, seen);
                    }
                }
                Err(error) => {
                    let path = slashed(path_of(&error).unwrap_or(folder));
                    let why = error.io_error().map_or_else(|| error.to_string(), plain_io);
                    self.problems.push(Problem::unreadable(&path, why));
                }
            }
        }
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// True for a file that is looked at where a folder is.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension
        .is_some_and(|extension| ["md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What holds in each folder, read once.
struct Configs<'a> {
    given: Option<(&'a Path, Arc<Config>)>,
    by_folder: BTreeMap<PathBuf, Arc<Config>>,
    /// One for each `referral.toml`, and one for the folders without.
    by_root: BTreeMap<Option<PathBuf>, Arc<Config>>,
}

impl<'a> Configs<'a> {
    fn new(given: Option<&'a Path>) -> Self {
        let given = given.map(|path| {
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            (path, Arc::new(Config::read(&absolute, &Settings::default())))
        });
        Configs { given, by_folder: BTreeMap::new(), by_root: BTreeMap::new() }
    }

    fn of(&mut self, folder: Option<&Path>) -> Arc<Config> {
        if let Some((_, config)) = &self.given {
            return Arc::clone(config);
        }
        let folder = folder.unwrap_or(Path::new(""));
        if let Some(config) = self.by_folder.get(folder) {
            return Arc::clone(config);
        }
        let root = folder.ancestors().find(|folder| folder.join(crate::config::FILE_NAME).is_file());
        let config = self
            .by_root
            .entry(root.map(Path::to_owned))
            .or_insert_with(|| Arc::new(Config::find(root, &Settings::default())));
        let config = Arc::clone(config);
        self.by_folder.insert(folder.to_owned(), Arc::clone(&config));
        config
    }

    fn problems(&self) -> Vec<Problem> {
        let given = self.given.iter().map(|(_, config)| config);
        given.chain(self.by_root.values()).flat_map(|config| problem::of_config(config)).collect()
    }
}

/// A path as reports show it: from the current folder where it is below that, with `/` between folders.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    slashed(path.strip_prefix(here).unwrap_or(path))
}

/// A path with `/` between folders.
pub fn slashed(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// What the system says, in words that need no manual.
pub fn plain_io(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".into(),
        ErrorKind::PermissionDenied => "you may not read it; ask its owner for the right to".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text.get(..end).unwrap_or("").to_lowercase()
        }
    }
}
