//! One state of a document as the engine sees it: what it was taken for, and what was found.
//!
//! It is made once for each state, by whoever needs it first, and never changed.

use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;
use referral_analysis::check::{self, Report};
use referral_analysis::document::Document;
use referral_analysis::likeness::{self, Likeness};
use referral_analysis::neighbours::Neighbours;
use referral_analysis::selection::{self, Choice, Signs};
use referral_analysis::subject::{Case, Memory, Subject};
use ropey::Rope;

use super::store::Snapshot;
use crate::config::Config;

/// One state of a document as the engine sees it.
#[derive(Debug)]
pub struct Reading {
    /// Its text, read.
    pub document: Document,
    /// What kind of referral it is, if it is one.
    pub choice: Choice,
    /// What holds for it.
    pub config: Arc<Config>,
    /// What was found; nothing in a document that is not a referral.
    pub report: Report,
    /// The day it was judged by.
    pub today: NaiveDate,
    neighbours: Neighbours,
    /// What it reads like where nobody calls it a referral, once somebody has asked.
    likeness: OnceLock<Option<Likeness>>,
}

/// What is remembered of earlier states of a document, so that an edit costs no more than what it changed.
#[derive(Debug, Default)]
pub struct Recollection(Mutex<Remembered>);

#[derive(Debug, Default)]
struct Remembered {
    /// The state read last, from which the next is made.
    document: Option<Document>,
    /// What the memory is true for.
    of: Option<(Arc<Config>, String)>,
    memory: Memory,
}

impl Recollection {
    /// Calls `work` with what is remembered; with an empty memory where another thread is at it.
    fn with<T>(&self, config: &Arc<Config>, schema: &str, work: impl FnOnce(&mut Memory) -> T) -> T {
        // After a panic the lock is poisoned, and nothing is remembered any more.
        let Ok(mut remembered) = self.0.try_lock() else { return work(&mut Memory::default()) };
        let is_same = remembered.of.as_ref().is_some_and(|(of, id)| Arc::ptr_eq(of, config) && id == schema);
        if !is_same {
            remembered.of = Some((Arc::clone(config), schema.to_owned()));
            remembered.memory = Memory::default();
        }
        work(&mut remembered.memory)
    }

    /// Reads a text, anew where another thread is at it.
    fn document(&self, text: String) -> Document {
        let Ok(mut remembered) = self.0.try_lock() else { return Document::parse(text) };
        let document = match remembered.document.take() {
            Some(previous) => Document::parse_again(previous, text),
            None => Document::parse(text),
        };
        remembered.document = Some(document.clone());
        document
    }
}

/// The text in one piece.
fn flat(text: &Rope) -> String {
    let mut flat = String::with_capacity(text.len_bytes());
    text.chunks().for_each(|chunk| flat.push_str(chunk));
    flat
}

impl Reading {
    /// Reads a document, and does not check it: its report is empty.
    pub fn unchecked(snapshot: &Snapshot, config: Arc<Config>, today: NaiveDate) -> Self {
        let document = snapshot.recollection.document(flat(&snapshot.text));
        let path = snapshot.uri.to_file_path().ok();
        let file_name = snapshot.file_name();
        let signs = Signs {
            forced: None,
            by_glob: path.as_deref().and_then(|path| config.schema_by_glob(path)),
            file_name: &file_name,
            language_id: Some(&snapshot.language_id),
        };
        let choice = selection::choose(&document, &signs, &config.settings, &config.catalogue);
        let neighbours = Neighbours::default();
        Self {
            document,
            choice,
            config,
            report: Report::default(),
            today,
            neighbours,
            likeness: OnceLock::new(),
        }
    }

    /// Reads and checks a document, given what is known of others. Gives up with nothing once `is_stale`.
    pub fn new(
        snapshot: &Snapshot,
        config: Arc<Config>,
        neighbours: Neighbours,
        today: NaiveDate,
        is_stale: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut reading = Self { neighbours, ..Self::unchecked(snapshot, config, today) };
        if let Choice::Unknown { .. } = reading.choice {
            reading.report = check::check_selection(
                &reading.document,
                &reading.config.catalogue,
                &reading.config.settings,
            );
        } else if let Some(case) = reading.case() {
            let check = |memory: &mut Memory| check::check_again(&case, memory, is_stale);
            reading.report = snapshot.recollection.with(&reading.config, &case.schema.id, check)?;
        }
        Some(reading)
    }

    /// Whether it is a referral of a kind that is known.
    pub fn is_referral(&self) -> bool {
        self.choice.schema().is_some()
    }

    /// What kind of referral it reads like, where nobody calls it one and nobody said that it is none. The first question
    /// may read every schema.
    pub fn likeness(&self) -> Option<&Likeness> {
        let default = self.config.settings.default_schema.as_deref().unwrap_or(selection::FALLBACK);
        let read = || likeness::likeness(&self.document, &self.config.catalogue, default);
        let is_open = matches!(self.choice, Choice::NotOurs { .. });
        is_open.then(|| self.likeness.get_or_init(read).as_ref())?
    }

    /// What the engine is given; nothing where it is no referral.
    pub fn case(&self) -> Option<Case<'_>> {
        let id = self.choice.schema()?;
        Some(Case {
            document: &self.document,
            schema: self.config.catalogue.get(id)?,
            vocabulary: self.config.catalogue.vocabulary(id)?,
            catalogue: &self.config.catalogue,
            settings: &self.config.settings,
            neighbours: &self.neighbours,
            today: self.today,
            as_ready: false,
        })
    }

    /// The document in the eyes of its schema; nothing where it is no referral.
    pub fn subject(&self, snapshot: &Snapshot) -> Option<Subject<'_>> {
        let case = self.case()?;
        let read = |memory: &mut Memory| Subject::new(&case, memory);
        Some(snapshot.recollection.with(&self.config, &case.schema.id, read))
    }
}
