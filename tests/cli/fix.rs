//! `referral fix`: what it writes, and what it never does.
//!
//! What a fix changes is tested with its rule.

use std::collections::BTreeMap;

use super::folder::{Folder, GAPS, NOTES};

/// Every line of `before` is in `after`, in the same order.
fn is_kept(before: &str, after: &str) -> bool {
    let mut lines = after.lines();
    before.lines().filter(|line| !line.trim().is_empty()).all(|line| lines.any(|other| other == line))
}

#[test]
fn only_safe_fixes_are_made_unless_asked_for() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let said = folder.run("fix a.referral.md");
    assert_eq!((said.code, folder.read("a.referral.md").as_str()), (0, GAPS));
    assert!(said.err.contains("--unsafe"), "{}", said.err);
}

#[test]
fn fixing_loses_nothing_and_converges() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let said = folder.run("fix --unsafe a.referral.md --today 2015-06-10");
    assert_eq!(said.code, 0, "{}", said.err);
    let once = folder.read("a.referral.md");
    assert!(is_kept(GAPS, &once) && once.contains("## Rationale") && once.contains("<!-- prompt:"), "{once}");
    folder.run("fix --unsafe a.referral.md --today 2015-06-10");
    assert_eq!(folder.read("a.referral.md"), once);
    assert_eq!(folder.names(), ["a.referral.md"]);
}

#[test]
fn diff_shows_and_writes_nothing() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let said = folder.run("fix --unsafe --diff a.referral.md");
    assert_eq!((said.code, folder.read("a.referral.md").as_str()), (0, GAPS));
    assert!(said.out.starts_with("--- a/a.referral.md\n+++ b/a.referral.md\n@@ "), "{}", said.out);
    assert!(said.out.contains("\n+## Rationale\n"), "{}", said.out);
    assert!(!said.out.lines().any(|line| line.starts_with('-') && !line.starts_with("---")), "{}", said.out);
}

#[test]
fn the_standard_input_comes_out_fixed() {
    let folder = Folder::with(&[]);
    let said = folder.run_with("fix --unsafe -", GAPS);
    assert!(is_kept(GAPS, &said.out) && said.out.contains("## Rationale"), "{}", said.out);
    assert_eq!(folder.run_with("fix - --stdin-filename notes.md", NOTES).out, NOTES);
}

#[test]
fn what_is_no_referral_is_left_alone() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    let said = folder.run("fix --unsafe notes.md");
    assert_eq!((said.code, folder.read("notes.md").as_str()), (0, NOTES));
    assert!(said.err.contains("notes.md is not changed: "), "{}", said.err);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_fixed() {
    let folder = Folder::with(&[("b.referral.md", GAPS)]);
    folder.write("a.referral.md", b"\xff\xfeB\0");
    let said = folder.run("fix --unsafe a.referral.md b.referral.md");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot read a.referral.md: it is not UTF-8 text (byte 1)"), "{}", said.err);
    assert_ne!(folder.read("b.referral.md"), GAPS);
    assert_eq!(std::fs::read(folder.path("a.referral.md")).unwrap(), b"\xff\xfeB\0");
}

#[test]
fn line_endings_and_the_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", GAPS.replace('\n', "\r\n"));
    let folder = Folder::with(&[("a.referral.md", text.as_str())]);
    folder.run("fix --unsafe a.referral.md");
    let fixed = folder.read("a.referral.md");
    assert!(fixed.starts_with('\u{feff}') && fixed.len() > text.len());
    assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count());
}

#[test]
fn no_referral_of_the_test_suite_loses_its_text() {
    let referrals = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/referrals");
    let folder = Folder::with(&[]);
    let mut before = BTreeMap::new();
    let kinds = std::fs::read_dir(&referrals).unwrap().map(|entry| entry.unwrap().path());
    for path in kinds.filter(|path| path.is_dir()).flat_map(|path| std::fs::read_dir(path).unwrap()) {
        let path = path.unwrap().path();
        let name = path.strip_prefix(&referrals).unwrap().to_str().unwrap().replace('\\', "/");
        // What an unsafe fix may rename or replace is said in its title; insertions alone are looked at here.
        if name.ends_with(".referral.md") {
            let text = std::fs::read_to_string(&path).unwrap();
            folder.write(&name, &text);
            before.insert(name, text);
        }
    }
    let said = folder.run("fix . --today 2016-06-01");
    assert_eq!(said.code, 0, "{}", said.err);
    for (name, text) in &before {
        let words = |text: &str| {
            let mut words: BTreeMap<String, usize> = BTreeMap::new();
            let without: String = text
                .split("<!--")
                .map(|part| part.split_once("-->").map_or(part, |(_, rest)| rest))
                .collect();
            for word in without.split_whitespace() {
                *words.entry(word.to_owned()).or_default() += 1;
            }
            words
        };
        let after = words(&folder.read(name));
        for (word, count) in words(text) {
            assert!(after.get(&word).copied().unwrap_or_default() >= count, "{name} lost {word:?}");
        }
    }
    let once: Vec<String> = before.keys().map(|name| folder.read(name)).collect();
    folder.run("fix . --today 2016-06-01");
    assert_eq!(before.keys().map(|name| folder.read(name)).collect::<Vec<_>>(), once);
    assert_eq!(folder.run("fix --unsafe . --today 2016-06-01").code, 0);
    let twice: Vec<String> = before.keys().map(|name| folder.read(name)).collect();
    folder.run("fix --unsafe . --today 2016-06-01");
    assert_eq!(before.keys().map(|name| folder.read(name)).collect::<Vec<_>>(), twice);
}
