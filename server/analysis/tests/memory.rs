//! A document that is checked again after an edit gives what it gives when it is checked for the first time.
//!
//! Only whole reports are compared: what is remembered is nobody's business.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use referral_analysis::check::{Report, check, check_again};
use referral_analysis::document::Document;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::subject::{Case, Memory};

const BITS: &[&str] = &[
    "x",
    " ",
    "\n",
    "\n\n",
    "## Basis\n",
    "**Rationale:** ",
    "Date of referral: 14 May 2015\n",
    "| a | b |\n|--|--|\n",
    "<!-- ",
    " -->",
    "```\n",
    "- ",
    "☒ ",
    "Part 2\n",
    "reg 5(2)(b)(ii) ",
    "[insert name] ",
    "> ",
    "---\n",
    "\u{2019}",
    "𝄞",
    "because ",
    "no ",
    "the police ",
    "\"",
];

struct World {
    catalogue: Catalogue,
    settings: Settings,
    neighbours: Neighbours,
}

impl World {
    fn report(&self, schema: &str, document: &Document, memory: Option<&mut Memory>) -> Report {
        let case = Case {
            document,
            schema: self.catalogue.get(schema).unwrap(),
            vocabulary: self.catalogue.vocabulary(schema).unwrap(),
            catalogue: &self.catalogue,
            settings: &self.settings,
            neighbours: &self.neighbours,
            today: NaiveDate::from_ymd_opt(2019, 9, 30).unwrap(),
            as_ready: true,
        };
        match memory {
            Some(memory) => check_again(&case, memory, &|| false).unwrap(),
            None => check(&case),
        }
    }
}

#[path = "support/referrals.rs"]
mod whole;

#[path = "support/schemas.rs"]
mod schemas;

fn world() -> &'static World {
    static WORLD: std::sync::OnceLock<World> = std::sync::OnceLock::new();
    WORLD.get_or_init(|| {
        let files: Vec<_> =
            schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
        World {
            catalogue: Catalogue::new(&files),
            settings: Settings::default(),
            neighbours: Neighbours::default(),
        }
    })
}

/// The schema of each referral, after which its folder is called, and its text.
fn referrals() -> Vec<(String, String)> {
    referrals_in("referrals")
}

fn referrals_in(folder: &str) -> Vec<(String, String)> {
    let schema = |path: &Path| path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    let paths = whole::referrals_in(folder);
    paths.iter().map(|path| (schema(path), fs::read_to_string(path).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_document_is_judged_as_if_it_were_new(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, prop::sample::select(BITS)), 1..8),
    ) {
        let referrals = referrals();
        let (schema, mut text) = which.get(&referrals).clone();
        let mut memory = Memory::default();
        let mut document = Document::parse(text.clone());
        world().report(&schema, &document, Some(&mut memory));
        for (at, removed, inserted) in edits {
            let mut start = at.index(text.len() + 1);
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let end = text[start..].char_indices().nth(removed).map_or(text.len(), |(len, _)| start + len);
            text.replace_range(start..end, inserted);
            document = Document::parse_again(document, text.clone());
            let fresh = Document::parse(text.clone());
            for (one, other) in format!("{document:#?}").lines().zip(format!("{fresh:#?}").lines()) {
                prop_assert_eq!(one, other, "a line of the document read again and of a fresh one");
            }
            let again = world().report(&schema, &document, Some(&mut memory));
            prop_assert_eq!(again, world().report(&schema, &fresh, None));
        }
    }
}

#[test]
fn no_beginning_of_a_referral_upsets_a_check() {
    for (schema, text) in referrals() {
        let mut memory = Memory::default();
        let mut at = 0;
        while at <= text.len() {
            if text.is_char_boundary(at) {
                world().report(&schema, &Document::parse(text[..at].to_owned()), Some(&mut memory));
            }
            at += 41;
        }
    }
}

/// What a person types into a sentence, and what could make more of it than a sentence.
const TYPED: &[&str] = &[
    "x",
    " ",
    " on 3 May 2016",
    " (born 3 May 2016)",
    " neglect and no reply",
    " regulation 5(2)(b)(ii) is met.",
    " Yours faithfully",
    ":",
    " ☐",
    "**",
    "\n",
    "[insert name]",
];

#[test]
fn what_is_typed_anywhere_is_judged_as_if_the_document_were_new() {
    for (number, (schema, text)) in referrals().into_iter().enumerate() {
        let mut memory = Memory::default();
        let mut document = Document::parse(text.clone());
        world().report(&schema, &document, Some(&mut memory));
        for (step, typed) in TYPED.iter().cycle().skip(number).take(12).enumerate() {
            let mut at = (step + 1) * text.len() / 14;
            while !text.is_char_boundary(at) {
                at += 1;
            }
            // Typed, and taken back: what was remembered of the one must not colour the other.
            for edited in [format!("{}{typed}{}", &text[..at], &text[at..]), text.clone()] {
                document = Document::parse_again(document, edited.clone());
                let again = world().report(&schema, &document, Some(&mut memory));
                let fresh = world().report(&schema, &Document::parse(edited), None);
                assert_eq!(again, fresh, "{typed:?} typed at byte {at} of referral {number}");
            }
        }
    }
}

/// What is typed into the middle of a paragraph: letters, marks, and words that one rule or another goes by.
const WORDS: &[&str] = &[
    "",
    "x",
    " because",
    ".",
    " police",
    ",",
    " not",
    "7",
    " Harbour",
    " ",
    " delay in this referral",
    "\"",
    " 3 May 2016",
    "K",
    " see attached",
    "'",
    " our",
    " sibling",
    "?",
    " SMART",
    " to learn from a concern",
    ";",
    " we were not aware",
    " (b)",
    " criteria are met",
    "-",
    " <!-- y -->",
    " safe",
    "!",
    " neglect",
    " Working Together",
    "*",
    " no reply",
    "`",
    " or",
    "\u{e9}",
    " at risk",
    " mother's",
    " died in custody",
];

/// Where something may be typed into each paragraph: at the end of a word that is nearest to its middle.
fn middles(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let ends_word =
            |at: &usize| line.get(..*at).is_some_and(|head| head.ends_with(char::is_alphanumeric));
        let middle = (0..=line.len() / 2).rev().find(ends_word);
        found.extend(middle.filter(|_| line.len() > 60).map(|at| start + at));
        start += line.len();
    }
    found
}

#[test]
fn a_date_typed_into_the_prose_below_a_dates_label_is_its_value() {
    let prose =
        "She was seen by nobody at all that week, and the record does not say who was asked to go and look";
    let text = |date: &str| {
        format!(
            "Date of referral: 14 May 2015\n\n**Date of incident**\n\n{date}{prose}\n\n## Basis\n\nNone.\n"
        )
    };
    let mut memory = Memory::default();
    let mut document = Document::parse(text(""));
    for edited in ["", "3 May 2016. ", "", "3 May 2016: ", "On 3 May 2016 ", ""].map(text) {
        document = Document::parse_again(document, edited.clone());
        let again = world().report("scr", &document, Some(&mut memory));
        assert_eq!(again, world().report("scr", &Document::parse(edited), None));
    }
}

#[test]
fn what_is_typed_into_any_paragraph_is_judged_as_if_the_document_were_new() {
    let mut words = WORDS.iter().cycle();
    // Of the many labelled ones a part will do: all of them take most of an hour.
    let labelled = referrals_in("accuracy").into_iter().step_by(16);
    let referrals = referrals_in("referrals").into_iter().chain(labelled);
    for (number, (schema, text)) in referrals.enumerate() {
        let mut memory = Memory::default();
        let mut document = Document::parse(text.clone());
        let first = world().report(&schema, &document, Some(&mut memory));
        for at in middles(&text) {
            // Typed and taken back; then a letter and what was typed in its place, and both taken back.
            let (typed, also) = (words.next().unwrap(), words.next().unwrap());
            let before = text[..at].char_indices().next_back().map_or(0, |(before, _)| before);
            for edited in [
                format!("{}{typed}{}", &text[..at], &text[at..]),
                text.clone(),
                format!("{}{also}{}", &text[..before], &text[at..]),
                text.clone(),
            ] {
                document = Document::parse_again(document, edited.clone());
                let again = world().report(&schema, &document, Some(&mut memory));
                if edited == text {
                    assert_eq!(
                        again, first,
                        "{typed:?} or {also:?} taken back at byte {at} of referral {number}"
                    );
                    continue;
                }
                let fresh = world().report(&schema, &Document::parse(edited), None);
                assert_eq!(again, fresh, "{typed:?} or {also:?} typed at byte {at} of referral {number}");
            }
        }
    }
}
