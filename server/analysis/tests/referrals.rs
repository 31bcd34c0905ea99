//! Whole referrals against the findings that stand beside them, compared as a complete set.
//!
//! What the sidecars mean is said in `tests/referrals/README.md`. A code that no rule has yet is passed over.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use referral_analysis::check::{self, Report};
use referral_analysis::document::Document;
use referral_analysis::finding::{Finding, Fix};
use referral_analysis::neighbours::Neighbours;
use referral_analysis::rules;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::selection::{self, Choice, Signs};
use referral_analysis::settings::Settings;
use referral_analysis::subject::Case;

#[test]
fn whole_referrals_have_exactly_the_findings_beside_them() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for path in &whole::referrals_in("referrals") {
        let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
        let sidecar = path.to_string_lossy().replace(".referral.md", ".expected");
        let sidecar = fs::read_to_string(sidecar).unwrap();
        let known = |line: &&str| line.split(' ').nth(2).is_some_and(|code| rules::rule(code).is_some());
        let mut expected: Vec<String> =
            sidecar.lines().filter(|line| !line.starts_with('#')).filter(known).map(without_marks).collect();
        let document = Document::parse(text);
        // A suppression of a rule that is still to come would be one that names no rule.
        if document.source().contains("referral-ignore") && rules::rule("vague-rationale").is_none() {
            continue;
        }
        let report = report(&catalogue, &document, path);
        let mut found: Vec<String> =
            report.findings.iter().map(|finding| line_of(&document, finding)).collect();
        expected.sort();
        found.sort();
        let missing = expected.iter().filter(|line| !found.contains(line)).map(|line| format!("  - {line}"));
        let new = found.iter().filter(|line| !expected.contains(line)).map(|line| format!("  + {line}"));
        let differences: Vec<String> = missing.chain(new).collect();
        if !differences.is_empty() {
            wrong.push(format!("{}\n{}", path.display(), differences.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "- expected and not found, + found and not expected:\n{}", wrong.join("\n"));
}

#[test]
fn the_fixes_of_whole_referrals_converge_and_take_nothing_away() {
    let catalogue = catalogue();
    for path in whole::referrals_in("referrals") {
        let name = path.display();
        let mut text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let mut steps = 0;
        loop {
            let document = Document::parse(text.clone());
            let findings = report(&catalogue, &document, &path).findings;
            let fixable = findings.iter().find_map(|finding| Some((finding.code, finding.fixes.first()?)));
            let Some((code, fix)) = fixable else { break };
            let (after, removed) = applied(&document, fix);
            // A fix that changes or removes what is typed says so in its title.
            let says_so = removed.trim().is_empty()
                || ["Change", "Re", "Switch", "Write"].iter().any(|verb| fix.title.starts_with(verb));
            assert!(says_so, "{name}: \"{}\" of {code} takes away {removed:?}", fix.title);
            assert_ne!(after, text, "{name}: \"{}\" of {code} changes nothing", fix.title);
            text = after;
            steps += 1;
            assert!(steps <= 60, "{name}: the fixes do not end; the last was \"{}\":\n{text}", fix.title);
        }
    }
}

#[test]
fn the_beginnings_of_whole_referrals_can_be_checked() {
    let catalogue = catalogue();
    for path in whole::referrals_in("referrals") {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        // A few cuts in each keep the test short; the examples on the rules' pages are cut finer.
        for (at, _) in text.char_indices().filter(|(at, _)| at % 499 == 0) {
            report(&catalogue, &Document::parse(text[..at].to_owned()), &path);
        }
    }
}

/// The text with the fix, and what it took away.
fn applied(document: &Document, fix: &Fix) -> (String, String) {
    let mut edits: Vec<_> = fix.edits.iter().map(|edit| (document.resolve(edit.place), &edit.text)).collect();
    edits.sort_by_key(|(at, _)| at.start());
    let (mut text, mut removed, mut from) = (String::new(), String::new(), 0);
    for (at, new) in edits {
        let (start, end) = (usize::from(at.start()), usize::from(at.end()));
        assert!(start >= from, "the edits of \"{}\" overlap", fix.title);
        text.push_str(&document.source()[from..start]);
        text.push_str(new);
        removed.push_str(&document.source()[start..end]);
        from = end;
    }
    (text + &document.source()[from..], removed)
}

#[path = "support/schemas.rs"]
mod schemas;

#[path = "support/referrals.rs"]
mod whole;

fn catalogue() -> Catalogue {
    Catalogue::new(
        &schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect::<Vec<_>>(),
    )
}

fn report(catalogue: &Catalogue, document: &Document, path: &Path) -> Report {
    let settings = Settings::default();
    let name = path.file_name().unwrap().to_string_lossy();
    let signs = Signs { file_name: &name, ..Signs::default() };
    let schema = match selection::choose(document, &signs, &settings, catalogue) {
        Choice::Referral { schema, .. } => schema,
        Choice::Unknown { .. } => return check::check_selection(document, catalogue, &settings),
        Choice::NotOurs { .. } => return Report::default(),
    };
    check::check(&Case {
        document,
        schema: catalogue.get(&schema).unwrap(),
        vocabulary: catalogue.vocabulary(&schema).unwrap(),
        catalogue,
        settings: &settings,
        neighbours: &Neighbours::default(),
        today: today(document),
        as_ready: false,
    })
}

/// The day named in a comment below the front matter, else the day after the last on which an SCR could begin.
fn today(document: &Document) -> NaiveDate {
    let below = document.source().get(usize::from(document.front_matter().range().end())..).unwrap();
    let day = below.trim_start().strip_prefix("<!-- today: ").and_then(|rest| rest.get(..10));
    day.map_or(NaiveDate::from_ymd_opt(2019, 9, 30).unwrap(), |day| day.parse().unwrap())
}

/// A finding as a line of a sidecar, the marks of a heading apart.
fn line_of(document: &Document, finding: &Finding) -> String {
    let at = document.resolve(finding.place);
    let source = document.source();
    let before = source.get(..usize::from(at.start())).unwrap();
    let breaks = before.matches('\n').count().max(before.matches('\r').count());
    let text = source.get(std::ops::Range::<usize>::from(at)).unwrap().lines().next().unwrap_or("");
    let text: String = text.chars().take(60).collect();
    let about = finding.about.as_deref().unwrap_or("-");
    without_marks(&format!("{} {} {} {about} \"{text}\"", breaks + 1, finding.severity.name(), finding.code))
}

/// A heading's line is underlined without `#` and space before its words.
fn without_marks(line: &str) -> String {
    let Some((head, text)) = line.split_once(" \"") else { return line.to_owned() };
    format!("{head} \"{}", text.trim_start_matches('#').trim_start())
}
