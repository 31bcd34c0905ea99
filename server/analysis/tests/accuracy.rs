//! How much of what is wrong with whole referrals is found, and what is said of good ones that should not be.
//!
//! Nearly all referrals of `tests/accuracy` were written and labelled before the program read them; their labels say
//! what a person put in, not what the program says. Compared in full are the referrals of `tests/referrals`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_macros, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use referral_analysis::check::check;
use referral_analysis::document::Document;
use referral_analysis::finding::{Finding, Severity};
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::subject::Case;

#[path = "support/schemas.rs"]
mod schemas;

/// Of the faults that were put in, so many are found. Never lower it.
const LEAST_RECALL: f64 = 0.95;

/// A referral and what its writer put into it.
struct Labelled {
    name: String,
    schema: String,
    text: String,
    today: chrono::NaiveDate,
    /// Codes, each with the id it is about where that matters; empty for a good referral.
    faults: Vec<(String, Option<String>)>,
}

#[test]
fn nothing_is_said_of_good_referrals_and_little_of_what_is_wrong_is_missed() {
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    let referrals = referrals();
    let good = referrals.iter().filter(|referral| referral.faults.is_empty()).count();
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut false_alarms, mut missed, mut unlabelled) = (Vec::new(), Vec::new(), Vec::new());
    for referral in &referrals {
        let findings = findings(&catalogue, referral);
        for (code, about) in &referral.faults {
            let (found, all) = rules.entry(code).or_default();
            *all += 1;
            if findings.iter().any(|finding| is(finding, code, about.as_deref())) {
                *found += 1;
            } else {
                missed.push(format!("{}: {code} {}", referral.name, about.as_deref().unwrap_or("")));
            }
        }
        for finding in findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
            let labelled = |(code, about): &(String, Option<String>)| is(finding, code, about.as_deref());
            if referral.faults.iter().any(labelled) {
                continue;
            }
            let line = format!("{}: {} {}", referral.name, finding.code, finding.message);
            if referral.faults.is_empty() { false_alarms.push(line) } else { unlabelled.push(line) }
        }
    }
    println!("{} referrals, {good} of them good", referrals.len());
    println!("{:<26} found of labelled", "rule");
    for (code, (found, all)) in &rules {
        println!("{code:<26} {found} of {all}");
    }
    let (found, all) = rules.values().fold((0, 0), |sum, rule| (sum.0 + rule.0, sum.1 + rule.1));
    let recall = found as f64 / all as f64;
    println!("recall {recall:.3}");
    for (what, list) in [
        ("missed", &missed),
        ("said besides of faulty referrals", &unlabelled),
        ("false alarms", &false_alarms),
    ] {
        println!("-- {what}: {}", list.len());
        for line in list {
            println!("{line}");
        }
    }
    assert!(false_alarms.is_empty(), "good referrals are not left alone:\n{}", false_alarms.join("\n"));
    assert!(recall >= LEAST_RECALL, "recall {recall:.3} is below {LEAST_RECALL}:\n{}", missed.join("\n"));
}

fn is(finding: &Finding, code: &str, about: Option<&str>) -> bool {
    finding.code == code && about.is_none_or(|about| finding.about.as_deref() == Some(about))
}

fn findings(catalogue: &Catalogue, referral: &Labelled) -> Vec<Finding> {
    let document = Document::parse(referral.text.clone());
    let report = check(&Case {
        document: &document,
        schema: catalogue.get(&referral.schema).unwrap(),
        vocabulary: catalogue.vocabulary(&referral.schema).unwrap(),
        catalogue,
        settings: &Settings::default(),
        neighbours: &Neighbours::default(),
        today: referral.today,
        as_ready: true,
    });
    report.findings
}

fn referrals() -> Vec<Labelled> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/accuracy");
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        paths.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    paths.sort();
    paths.iter().map(|path| labelled(path)).collect()
}

fn labelled(path: &Path) -> Labelled {
    let text = fs::read_to_string(path).unwrap();
    let schema = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    let name = format!("{schema}/{}", path.file_stem().unwrap().to_string_lossy());
    let comment = |key: &str| {
        let rest = text.split_once(&format!("<!-- {key}"))?.1;
        Some(rest.split_once("-->")?.0.trim_start_matches(':').trim().to_owned())
    };
    let faults = match (comment("good"), comment("faults")) {
        (Some(_), None) => Vec::new(),
        (None, Some(list)) => list.split(", ").map(fault).collect(),
        _ => panic!("{name} has to be labelled good, or with its faults"),
    };
    let today = comment("today").unwrap_or_else(|| panic!("{name} has to say when it is judged"));
    Labelled { name, schema, today: today.parse().unwrap(), faults, text }
}

/// `code` or `code(about)`.
fn fault(label: &str) -> (String, Option<String>) {
    match label.trim().strip_suffix(')').and_then(|label| label.split_once('(')) {
        Some((code, about)) => (code.to_owned(), Some(about.to_owned())),
        None => (label.trim().to_owned(), None),
    }
}
