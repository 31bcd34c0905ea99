//! A text in the eyes of the schema `scr`, as a person on 10 June 2015 would have it.
//!
//! Nothing is judged here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    dead_code
)]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDate;
use referral_analysis::document::Document;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::subject::{Case, Memory, Subject};
use text_size::{TextRange, TextSize};

use crate::schemas;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let files = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text));
        Catalogue::new(&files.collect::<Vec<_>>())
    })
}

/// Calls `look` with the referral `text`.
pub fn with<T>(text: &str, look: impl FnOnce(&Subject<'_>) -> T) -> T {
    let document = Document::parse(text.to_owned());
    let (settings, neighbours) = (Settings::default(), Neighbours::default());
    let case = Case {
        document: &document,
        schema: catalogue().get("scr").unwrap(),
        vocabulary: catalogue().vocabulary("scr").unwrap(),
        catalogue: catalogue(),
        settings: &settings,
        neighbours: &neighbours,
        today: NaiveDate::from_ymd_opt(2015, 6, 10).unwrap(),
        as_ready: false,
    };
    look(&Subject::new(&case, &mut Memory::default()))
}

/// Calls `look` with the referral `marked`, without its mark `¦`, and where the mark stood.
pub fn with_mark<T>(marked: &str, look: impl FnOnce(&Subject<'_>, TextSize) -> T) -> T {
    let at = TextSize::new(marked.find('¦').expect("a mark") as u32);
    with(&marked.replace('¦', ""), |subject| look(subject, at))
}

/// The source at `at`.
pub fn slice<'s>(subject: &'s Subject<'_>, at: TextRange) -> &'s str {
    &subject.document.source()[std::ops::Range::<usize>::from(at)]
}

/// The text of every whole referral of the tests.
pub fn all() -> Vec<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/referrals")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".referral.md") {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(texts.len() > 20, "the referrals are somewhere else");
    texts
}
