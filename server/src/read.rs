//! One document: its text, whether it is a referral, and what is found in it.
//!
//! Nothing is decided here: the answers are those of `referral_analysis`.

use std::fs;
use std::io::{self, Read};

use chrono::NaiveDate;
use referral_analysis::check::{self, Report};
use referral_analysis::document::Document;
use referral_analysis::neighbours::{Neighbour, Neighbours};
use referral_analysis::selection::{self, Choice, Signs};
use referral_analysis::subject::{Case, Memory, Subject};

use crate::config::Config;
use crate::files::{File, Source, plain_io};
use crate::problem::Problem;

/// Bytes that a document may have; a longer one is refused.
pub const MAX_LENGTH: u64 = 256 << 20;

/// A document that was read.
#[derive(Debug)]
pub struct Opened {
    /// Its text, understood.
    pub document: Document,
    /// Whether it is a referral.
    pub choice: Choice,
}

/// Reads a document. Nothing for one that was found in a folder, is no referral and cannot be read as text.
///
/// # Errors
/// When it cannot be read, is too long or is not UTF-8.
pub fn open(file: &File, forced: Option<&str>) -> Result<Option<Opened>, Problem> {
    let bytes = bytes(file)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let start =
                String::from_utf8_lossy(error.as_bytes().get(..valid.saturating_add(1)).unwrap_or(&[]));
            let is_ours = choose(&Document::parse(start.into_owned()), file, forced).schema().is_some();
            if !file.named && !is_ours {
                return Ok(None);
            }
            let why = format!("it is not UTF-8 text (byte {}); save it as UTF-8 and try again", valid + 1);
            return Err(Problem::unreadable(&file.path, why));
        }
    };
    let document = Document::parse(text);
    let choice = choose(&document, file, forced);
    Ok(Some(Opened { document, choice }))
}

/// The bytes of a document.
///
/// # Errors
/// When it cannot be read or is too long.
pub fn bytes(file: &File) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = match &file.source {
        Source::Stdin => io::stdin().lock().take(MAX_LENGTH + 1).read_to_end(&mut bytes),
        Source::File(path) => {
            fs::File::open(path).and_then(|file| file.take(MAX_LENGTH + 1).read_to_end(&mut bytes))
        }
    };
    read.map_err(|error| Problem::unreadable(&file.path, plain_io(&error)))?;
    if bytes.len() as u64 > MAX_LENGTH {
        let why = format!("it has more than {} MiB, which no referral needs", MAX_LENGTH >> 20);
        return Err(Problem::unreadable(&file.path, why));
    }
    Ok(bytes)
}

/// Whether a document is a referral.
pub fn choose(document: &Document, file: &File, forced: Option<&str>) -> Choice {
    let Config { settings, catalogue, .. } = &*file.config;
    let by_glob = file.config.schema_by_glob(&file.absolute);
    let signs = Signs { forced, by_glob, file_name: file.name(), language_id: None };
    selection::choose(document, &signs, settings, catalogue)
}

/// What is found in a document, given what is known of others; nothing where it is no referral.
pub fn judge(
    opened: &Opened,
    config: &Config,
    neighbours: &Neighbours,
    today: NaiveDate,
    as_ready: bool,
) -> Option<Report> {
    let Opened { document, choice } = opened;
    let Config { settings, catalogue, .. } = config;
    match choice {
        Choice::NotOurs { .. } => None,
        Choice::Unknown { .. } => Some(check::check_selection(document, catalogue, settings)),
        Choice::Referral { schema: id, .. } => {
            let schema = catalogue.get(id)?;
            let vocabulary = catalogue.vocabulary(id)?;
            let case =
                Case { document, schema, vocabulary, catalogue, settings, neighbours, today, as_ready };
            Some(check::check(&case))
        }
    }
}

/// What other referrals need to know of the one in `file`; nothing where it is none, or cannot be read.
pub fn neighbour(file: &File, forced: Option<&str>, today: NaiveDate) -> Option<Neighbour> {
    let opened = open(file, forced).ok()??;
    let Config { settings, catalogue, .. } = &*file.config;
    let id = opened.choice.schema()?;
    let case = Case {
        document: &opened.document,
        schema: catalogue.get(id)?,
        vocabulary: catalogue.vocabulary(id)?,
        catalogue,
        settings,
        neighbours: &Neighbours::default(),
        today,
        as_ready: false,
    };
    Some(Neighbour::of(&Subject::new(&case, &mut Memory::default()), &file.path))
}

/// Says no to a schema that was asked for and is not at hand.
///
/// # Errors
/// When one of `configs` has no schema `id`.
pub fn require_schema<'c>(id: &str, configs: impl IntoIterator<Item = &'c Config>) -> anyhow::Result<()> {
    for config in configs {
        if config.catalogue.get(id).is_none() {
            return Err(no_such_schema(id, config));
        }
    }
    Ok(())
}

/// There is no schema `id`; which there are.
pub fn no_such_schema(id: &str, config: &Config) -> anyhow::Error {
    let near =
        config.catalogue.near(id).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
    let ids: Vec<&str> = config.catalogue.ids().collect();
    anyhow::anyhow!("there is no schema \"{id}\"{near} (there is: {})", ids.join(", "))
}
