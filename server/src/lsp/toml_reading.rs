//! One state of a schema file or `referral.toml` as it stands in the editor, saved or not.
//!
//! Referrals are judged by what is saved; nothing here changes how.

use std::path::Path;
use std::sync::Arc;

use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::toml_help::{self, TomlFile, TomlKind};
use text_size::TextRange;

use super::store::Snapshot;
use crate::config::{Config, FILE_NAME};

/// One state of a file of ours that is written in TOML.
#[derive(Debug)]
pub struct TomlReading {
    /// What is wrong with it, each with the bytes to underline.
    pub mistakes: Vec<(TextRange, String)>,
    kind: TomlKind,
    text: String,
    catalogue: Arc<Catalogue>,
}

impl TomlReading {
    /// Reads the file. Nothing for TOML that is neither settings nor a schema. `config` is what is saved around it.
    pub fn new(snapshot: &Snapshot, config: &Config, personal: &Settings) -> Option<Self> {
        let text = snapshot.text.to_string();
        let path = snapshot.uri.to_file_path().ok();
        if snapshot.file_name() == FILE_NAME {
            return Some(Self::of_settings(path.as_deref().unwrap_or(Path::new(FILE_NAME)), text, personal));
        }
        let is_board = path.as_deref().is_some_and(|path| config.is_board_schema(path));
        if !is_board && !toml_help::is_schema(&text, &config.catalogue) {
            return None;
        }
        let name = snapshot.uri.to_string();
        let catalogue = config.catalogue_with(path.as_deref(), NamedFile::new(&name, &text));
        let errors = catalogue.errors().get(&name).map(Vec::as_slice).unwrap_or_default();
        let mistakes = errors.iter().map(|error| (error.at, error.problem.to_string())).collect();
        Some(Self { mistakes, kind: TomlKind::Schema, text, catalogue: Arc::new(catalogue) })
    }

    fn of_settings(path: &Path, text: String, personal: &Settings) -> Self {
        let config = Config::said(path, text.clone(), personal);
        let mistakes = config.files.into_iter().find(|file| file.path == path).map(|file| file.mistakes);
        let mistakes = mistakes.unwrap_or_default();
        Self { mistakes, kind: TomlKind::Settings, text, catalogue: config.catalogue }
    }

    /// As the engine is asked about it.
    pub fn file(&self) -> TomlFile<'_> {
        TomlFile { kind: self.kind, text: &self.text, catalogue: &self.catalogue }
    }
}
