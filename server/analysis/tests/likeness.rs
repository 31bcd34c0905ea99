//! Which documents read like a form for a referral, though nobody calls them one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};

use referral_analysis::actions;
use referral_analysis::apply;
use referral_analysis::document::Document;
use referral_analysis::likeness::{Likeness, likeness};
use referral_analysis::schema::{Catalogue, NamedFile};

#[path = "support/schemas.rs"]
mod schemas;

fn catalogue() -> Catalogue {
    let files: Vec<NamedFile> =
        schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    Catalogue::new(&files)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Markdown files of a folder, by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn of(text: &str) -> Option<Likeness> {
    likeness(&Document::parse(text.to_owned()), &catalogue(), "scr")
}

#[test]
fn boards_own_forms_read_like_referrals_of_their_kind() {
    let catalogue = catalogue();
    let of = |text: String| likeness(&Document::parse(text), &catalogue, "scr");
    let found = files("tests/forms").into_iter().filter_map(|(name, text)| {
        let name = name.strip_suffix("-filled").unwrap_or(&name).to_owned();
        Some((name, of(text)?.schema))
    });
    let mut found: Vec<(String, String)> = found.collect();
    found.dedup();
    let expected = [
        ("f1", "scr"),
        ("f10", "sar"),
        // It is for a child in Scotland, and no word of it says so.
        ("f13", "scr"),
        ("f15", "lr-adult-scotland"),
        ("f17", "lr-adult-scotland"),
        ("f2", "scr"),
        ("f3", "scr"),
        // Of the next three only openings are public: their titles say what they are.
        ("f4", "scr"),
        ("f5", "scr"),
        ("f7", "scr"),
        ("f9", "scr"),
    ];
    assert_eq!(found, expected.map(|(name, schema)| (name.to_owned(), schema.to_owned())));
}

#[test]
fn what_agencies_reply_and_other_documents_do_not() {
    let catalogue = catalogue();
    for folder in [
        "tests/forms/replies",
        ".",
        "schemas",
        "server",
        "editors",
        "tests/accuracy",
        "server/analysis/src/rules",
    ] {
        for (name, text) in files(folder) {
            let likeness = likeness(&Document::parse(text), &catalogue, "scr");
            assert_eq!(likeness, None, "{folder}/{name}");
        }
    }
    for text in [
        "# Safeguarding policy\n\n## Agencies involved\n\nAll of them.\n\n## Rationale\n\nWe care.\n",
        "# GP referral\n\nName: Child K\nDate of birth: 4 March 2009\nNHS number: 943 476 5919\nGP: Dr Example\n",
        // What a list speaks of is no label of a form.
        "# SCR referral checklist\n\n- **The basis**: whether a route is stated\n- **The rationale**: why it is met\n- **Agencies involved**: who they are\n",
        "# SCR referral pathway\n\n## Agencies involved\n\nAll of them.\n",
        "# SCR referral\n\nWe made one.\n",
        "# Minutes of the serious case review panel\n\n## Present\n\n## Actions\n\nName: tbc\n",
        "",
    ] {
        assert_eq!(of(text), None, "{text}");
    }
}

#[test]
fn a_form_is_marked_by_a_line_of_front_matter_and_nothing_else() {
    let text = "# Serious Case Review referral\r\n\r\nName of child: Child K\r\n\r\nDate of birth: 4 March 2009\r\n\r\n## Agencies involved\r\n\r\nEastmoor Police.\r\n";
    let document = Document::parse(text.to_owned());
    let likeness = of(text).unwrap();
    assert_eq!(likeness.schema, "scr");
    let action = actions::mark(&document, &likeness);
    assert_eq!(
        action.title,
        "Mark this as a referral (scr): it asks for \"Name of child\", \"Date of birth\" and \"Agencies involved\""
    );
    let marked = apply::apply(&document, &action.edits).unwrap();
    assert_eq!(marked, format!("---\r\nschema: scr\r\n---\r\n\r\n{text}"));
    assert_eq!(of(&marked), None, "it is one now");

    for (text, reason) in [
        ("# SCR Referral Form\n\n## For office use\n", "it is called \"SCR Referral Form\""),
        (
            "Case Review Referral\n\nCriteria for a Serious Case Review:\n",
            "it is called \"Case Review Referral\"",
        ),
    ] {
        let action = actions::mark(&Document::parse(text.to_owned()), &of(text).unwrap());
        assert_eq!(action.title, format!("Mark this as a referral (scr): {reason}"));
    }

    let with_title = format!("---\ntitle: Form\n---\n{text}");
    let document = Document::parse(with_title.clone());
    let action = actions::mark(&document, &of(&with_title).unwrap());
    let marked = apply::apply(&document, &action.edits).unwrap();
    assert!(marked.replace('\r', "").starts_with("---\nschema: scr\ntitle: Form\n---\n"), "{marked}");
    assert_eq!(of(&format!("---\nschema: none\n---\n{text}")), None, "somebody said that it is none");
}
