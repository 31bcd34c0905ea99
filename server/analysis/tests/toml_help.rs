//! Help with TOML holds for any text: what is half typed, and places anywhere in it.
//!
//! What is offered and said is tested over the wire.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::toml_help::{TomlFile, TomlKind, complete, hover, is_schema};

const BOARD: &str = r#"id = "eastmoor"
extends = "lantern" # a comment
board-only = [
    "For the board's use", 'Part "3"',
]

[[field]]
id = "area"
label = """Area
of Eastmoor"""
type = "choice"
choices = [{ value = "North" }, { value = "South", aliases = ["S"] }]
home = ["subject"]
required-when = { all = [{ field = "gender", is = "é" }, { not = { section = "basis", is-present = true } }] }

[[timescale]]
id = "referral"
limit = { weeks = 2 }

[lexicon]
delay = ["backlog*"]
"#;

/// Asks everything at every place of `text`; each answer is about bytes of the text.
fn ask_everywhere(text: &str, places: impl Iterator<Item = usize>) {
    let base = NamedFile::new("lantern.toml", include_str!("schema/whole.toml"));
    let catalogue = Catalogue::new(&[base, NamedFile::new("eastmoor.toml", text)]);
    is_schema(text, &catalogue);
    for at in places {
        for kind in [TomlKind::Schema, TomlKind::Settings] {
            let file = TomlFile { kind, text, catalogue: &catalogue };
            let at = (at as u32).into();
            let ranges = complete(&file, at).into_iter().map(|offer| offer.at);
            for range in ranges.chain(hover(&file, at).map(|hover| hover.at)) {
                assert!(text.get(std::ops::Range::<usize>::from(range)).is_some(), "{range:?} in {text}");
            }
        }
    }
}

#[test]
fn every_beginning_of_a_schema_can_be_asked_about_at_its_end() {
    for (end, _) in BOARD.char_indices().step_by(3) {
        ask_everywhere(&BOARD[..end], std::iter::once(end));
    }
}

#[test]
fn every_place_of_a_schema_can_be_asked_about() {
    ask_everywhere(BOARD, 0..BOARD.len() + 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_can_be_asked_about(text in "[\\[\\]{}=,.#\"'\n\r a-cé\u{0}\\\\]{0,40}", at in 0usize..50) {
        ask_everywhere(&text, std::iter::once(at));
    }
}
