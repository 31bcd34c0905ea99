//! What holds for the referrals of one folder: `referral.toml`, and the schemas of the boards it names.
//!
//! Files are read here; what they say is understood by `referral_analysis`.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use referral_analysis::rules::RULES;
use referral_analysis::schema::{self, Catalogue, NamedFile};
use referral_analysis::settings::{self, Settings};
use text_size::TextRange;

use crate::files::plain_io;
use crate::schemas;

/// The file's name.
pub const FILE_NAME: &str = "referral.toml";
/// Bytes that a file of settings or a schema may have; a larger one is not read.
const MAX_LENGTH: u64 = 4 << 20;

/// What holds for the referrals of one folder.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of `referral.toml`, where one was found.
    pub folder: Option<PathBuf>,
    /// The settings that hold.
    pub settings: Arc<Settings>,
    /// Every kind of referral there is.
    pub catalogue: Arc<Catalogue>,
    /// What is wrong, by file. A file that was read without a mistake is here with none.
    pub files: Vec<ConfigFile>,
    /// What is wrong with settings that are in no file, which are the editor's own.
    pub own_mistakes: Vec<String>,
    globs: Vec<(GlobMatcher, String)>,
}

/// A file that was read for a [`Config`], and what is wrong with it.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text; empty where it could not be read.
    pub text: String,
    /// What is wrong, each with the bytes to underline.
    pub mistakes: Vec<(TextRange, String)>,
}

impl Config {
    /// What holds in `folder`: the nearest `referral.toml` of it and its ancestors, over `personal` settings.
    pub fn find(folder: Option<&Path>, personal: &Settings) -> Self {
        let found =
            folder.and_then(|folder| folder.ancestors().find(|folder| folder.join(FILE_NAME).is_file()));
        match found {
            Some(found) => Self::read(&found.join(FILE_NAME), personal),
            None => Self::new(folder.map(Path::to_owned), personal.clone(), Vec::new()),
        }
    }

    /// What `file`, a `referral.toml`, says, over `personal` settings.
    pub fn read(file: &Path, personal: &Settings) -> Self {
        match read_text(file) {
            Ok(text) => Self::said(file, text, personal),
            Err(why) => {
                let mistakes = vec![(TextRange::default(), why)];
                let read = ConfigFile { path: file.to_owned(), text: String::new(), mistakes };
                Self::new(file.parent().map(Path::to_owned), personal.clone(), vec![read])
            }
        }
    }

    /// What `text`, that of `file`, says over `personal` settings, whether it is saved or not.
    pub fn said(file: &Path, text: String, personal: &Settings) -> Self {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        let read = settings::read(&text, &known);
        let mistakes = read.errors.iter().map(|error| (error.at, error.problem.to_string())).collect();
        let said = ConfigFile { path: file.to_owned(), text, mistakes };
        Self::new(file.parent().map(Path::to_owned), read.settings.over(personal.clone()), vec![said])
    }

    fn new(folder: Option<PathBuf>, mut settings: Settings, mut files: Vec<ConfigFile>) -> Self {
        let is_own = files.is_empty();
        let mut own_mistakes = Vec::new();
        let boards = match (&folder, &settings.boards) {
            (Some(folder), Some(boards)) => match board_schemas(&folder.join(boards)) {
                Ok(files) => files,
                Err(mistake) => {
                    if let Some(file) = files.first_mut() {
                        file.mistakes.push((quoted_after(&file.text, "boards", boards), mistake));
                    } else {
                        own_mistakes.push(mistake);
                    }
                    Vec::new()
                }
            },
            _ => Vec::new(),
        };
        let catalogue = if boards.is_empty() {
            schemas::catalogue()
        } else {
            let mut named = schemas::embedded();
            let boards = boards.iter().filter(|file| !file.text.is_empty());
            named.extend(
                boards.map(|file| NamedFile::new(file.path.display().to_string(), file.text.clone())),
            );
            Arc::new(Catalogue::new(&named))
        };
        for mut file in boards {
            let name = file.path.display().to_string();
            let errors = catalogue.errors().get(&name).map(Vec::as_slice).unwrap_or_default();
            file.mistakes.extend(errors.iter().map(|error| (error.at, error.problem.to_string())));
            files.push(file);
        }
        let unknown = |id: &str| {
            let near =
                catalogue.near(id).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
            format!("there is no schema \"{id}\"{near}")
        };
        let mut wrong = |key: &str, value: &str, mistake: String| match files.first_mut() {
            Some(file) if !is_own => file.mistakes.push((quoted_after(&file.text, key, value), mistake)),
            _ => own_mistakes.push(mistake),
        };
        if let Some(id) = settings.default_schema.take_if(|id| catalogue.get(id).is_none()) {
            wrong("default-schema", &id, unknown(&id));
        }
        let mut globs = Vec::new();
        for (pattern, schema) in &settings.globs {
            if catalogue.get(schema).is_none() {
                wrong(pattern, schema, unknown(schema));
                continue;
            }
            match GlobBuilder::new(pattern).literal_separator(true).build() {
                Ok(glob) => globs.push((glob.compile_matcher(), schema.clone())),
                Err(error) => {
                    let mistake = format!("the pattern \"{pattern}\" cannot be read: {}", error.kind());
                    wrong("", pattern, mistake);
                }
            }
        }
        Config { folder, settings: Arc::new(settings), catalogue, files, own_mistakes, globs }
    }

    /// The folder with the schemas of boards, where the settings name one.
    pub fn boards(&self) -> Option<PathBuf> {
        Some(plain(&self.folder.as_ref()?.join(self.settings.boards.as_ref()?)))
    }

    /// True for a schema file of a board.
    pub fn is_board_schema(&self, path: &Path) -> bool {
        is_toml(path)
            && self.boards().is_some_and(|boards| path.parent().map(plain).as_ref() == Some(&boards))
    }

    /// The schema files of the boards.
    pub fn board_files(&self) -> impl Iterator<Item = &ConfigFile> {
        self.files.iter().filter(|file| self.is_board_schema(&file.path))
    }

    /// Every schema at hand around `file`, which is at `path`, saved or not.
    pub fn catalogue_with(&self, path: Option<&Path>, file: NamedFile) -> Catalogue {
        let path = path.map(Path::to_owned).unwrap_or_default();
        Catalogue::new(&with_files(&[(path, file)], [self]))
    }

    /// The schema that a pattern of the settings gives to the file at `path`.
    pub fn schema_by_glob(&self, path: &Path) -> Option<&str> {
        let inner = self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
        self.globs.iter().find(|(glob, _)| glob.is_match(inner)).map(|(_, schema)| schema.as_str())
    }
}

/// The schemas that the program brings, those of the boards of `configs`, and `files`, which go before others of their path.
pub fn with_files<'c>(
    files: &[(PathBuf, NamedFile)],
    configs: impl IntoIterator<Item = &'c Config>,
) -> Vec<NamedFile> {
    let mut boards = Vec::new();
    let mut is_board = vec![false; files.len()];
    for board in configs.into_iter().flat_map(Config::board_files) {
        let own = files.iter().zip(&mut is_board).find(|((path, _), _)| plain(path) == plain(&board.path));
        boards.push(if let Some(((_, file), is_board)) = own {
            *is_board = true;
            file.clone()
        } else {
            NamedFile::new(board.path.display().to_string(), board.text.clone())
        });
    }
    let others = files.iter().zip(is_board).filter(|(_, is_board)| !is_board);
    let others: Vec<&(PathBuf, NamedFile)> = others.map(|(file, _)| file).collect();
    let mut all = schemas::embedded();
    // What is a copy of a schema that the program brings stands in its place.
    all.retain(|built_in| {
        let is_copy = |(path, file): &&(PathBuf, NamedFile)| {
            path.file_name().is_some_and(|name| *name == *built_in.name)
                && schema::id_of(&file.text) == built_in.built_in.as_ref().map(|known| known.id.clone())
        };
        !others.iter().any(is_copy)
    });
    all.extend(others.into_iter().map(|(_, file)| file.clone()));
    all.extend(boards);
    all
}

/// Where `value` stands behind the first `key` of a text, for underlining.
fn quoted_after(text: &str, key: &str, value: &str) -> TextRange {
    let key_at = text.find(key).unwrap_or_default();
    let from = (key_at + key.len()).min(text.len());
    let start = text.get(from..).and_then(|rest| rest.find(value)).map_or(key_at, |at| from + at);
    TextRange::at((start as u32).into(), (value.len().min(text.len() - start) as u32).into())
}

/// The schema files of a folder, by name.
///
/// # Errors
/// What is wrong with a folder that cannot be read.
fn board_schemas(folder: &Path) -> Result<Vec<ConfigFile>, String> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        format!("the folder \"{name}\", for the schemas of boards, cannot be read: {}", plain_io(&error))
    })?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| is_toml(path));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let (text, mistakes) = match read_text(&path) {
            Ok(text) => (text, Vec::new()),
            Err(why) => (String::new(), vec![(TextRange::default(), why)]),
        };
        files.push(ConfigFile { path, text, mistakes });
    }
    Ok(files)
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// A path without `.` and `..`, so that two ways to one file are equal. Links are not followed.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}

fn read_text(path: &Path) -> Result<String, String> {
    let length = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if length > MAX_LENGTH {
        return Err(format!("this file has {length} bytes; at most {MAX_LENGTH} are read"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "this file is not UTF-8".to_owned())
}
