//! What could only be recalled drives nothing above information, in any kind of review.
//!
//! Every criterion, route, clock, date and age of the built-in schemas is made one that could only be recalled, and all
//! whole referrals are read so. What is said of them when the schemas are as they are is compared elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use referral_analysis::check::check;
use referral_analysis::document::Document;
use referral_analysis::finding::{Finding, Severity};
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile, Schema};
use referral_analysis::settings::Settings;
use referral_analysis::subject::Case;

#[path = "support/schemas.rs"]
mod schemas;

/// Rules that rest on a criterion, a route, a clock, a date or an age of the schema whatever they say.
const ON_THE_SCHEMA: [&str; 7] = [
    "age-out-of-range",
    "notification-overdue",
    "reason-not-given",
    "restated-criteria",
    "superseded-regime",
    "unaddressed-limb",
    "unexplained-delay",
];

#[test]
fn what_could_only_be_recalled_is_never_said_above_information() {
    let catalogue = recalled_catalogue();
    let mut said = BTreeSet::new();
    let mut loud = Vec::new();
    for (name, id, text, today) in referrals() {
        let schema = catalogue.get(&id).unwrap();
        assert!(schema.routes.iter().all(|route| !route.confirmed), "{id}");
        assert!(schema.limbs.iter().all(|limb| !limb.confirmed), "{id}");
        let found = findings(&catalogue, &id, &text, today);
        for finding in found.iter().filter(|finding| rests_on_the_schema(schema, finding)) {
            said.insert(finding.code);
            if finding.severity > Severity::Information {
                loud.push(format!("{name}: {:?} {}: {}", finding.severity, finding.code, finding.message));
            }
        }
    }
    assert!(loud.is_empty(), "{}", loud.join("\n"));
    // The referrals have enough in them for the test to mean something.
    for code in ["age-out-of-range", "reason-not-given", "restated-criteria", "unaddressed-limb"] {
        assert!(said.contains(code), "nothing was said of {code}, but of {said:?}");
    }
}

#[test]
fn a_yes_and_a_no_to_a_route_that_was_only_recalled_are_information() {
    let text = "## Basis\n\n5(2)(a) and (b)(i) are met, as K has died and neglect is suspected.\n\nRegulation 5(2)(b)(i) is not met.\n";
    let catalogue = recalled_catalogue();
    let said = findings(&catalogue, "scr", text, "2019-09-30".parse().unwrap());
    let contradictions = said.iter().filter(|finding| finding.code == "contradictory-basis");
    let said: Vec<_> = contradictions.map(|finding| (finding.about.as_deref(), finding.severity)).collect();
    assert_eq!(said, [(Some("death"), Severity::Information)]);
}

fn recalled_catalogue() -> Catalogue {
    let files = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, recalled(&text)));
    let catalogue = Catalogue::new(&files.collect::<Vec<_>>());
    assert!(catalogue.errors().is_empty(), "{:?}", catalogue.errors());
    catalogue
}

fn findings(catalogue: &Catalogue, id: &str, text: &str, today: chrono::NaiveDate) -> Vec<Finding> {
    let report = check(&Case {
        document: &Document::parse(text.to_owned()),
        schema: catalogue.get(id).unwrap(),
        vocabulary: catalogue.vocabulary(id).unwrap(),
        catalogue,
        settings: &Settings::default(),
        neighbours: &Neighbours::default(),
        today,
        as_ready: true,
    });
    report.findings
}

/// A contradiction rests on the schema where it is about one of its routes; a yes and a no to "the criteria" does not.
fn rests_on_the_schema(schema: &Schema, finding: &Finding) -> bool {
    let about = finding.about.as_deref().unwrap_or("");
    let of_route = finding.code == "contradictory-basis" && schema.route(about).is_some();
    ON_THE_SCHEMA.contains(&finding.code) || of_route
}

/// The text of a schema with `confirmed = false` wherever that may stand.
fn recalled(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines().filter(|line| *line != "confirmed = false") {
        let inline = ["in-force = { ", "age = { "].into_iter().find(|start| line.starts_with(start));
        match inline {
            Some(start) if !line.contains("confirmed = false") => {
                lines.push(line.replacen(start, &format!("{start}confirmed = false, "), 1));
            }
            _ => lines.push(line.to_owned()),
        }
        if ["[[limb]]", "[[route]]", "[[timescale]]"].contains(&line) {
            lines.push("confirmed = false".to_owned());
        }
    }
    lines.join("\n")
}

/// Name, schema, text and day of every whole referral.
fn referrals() -> Vec<(String, String, String, chrono::NaiveDate)> {
    let mut found = Vec::new();
    for root in ["referrals", "accuracy"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(root);
        let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
        for folder in folders.filter(|path| path.is_dir()) {
            let schema = folder.file_name().unwrap().to_string_lossy().into_owned();
            for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if !name.ends_with(".referral.md") {
                    continue;
                }
                let Ok(text) = fs::read_to_string(&path) else { continue };
                let today = text.split_once("<!-- today: ").and_then(|(_, rest)| rest.get(..10));
                let today = today.unwrap_or("2019-09-30").parse().unwrap();
                found.push((format!("{schema}/{name}"), schema.clone(), text, today));
            }
        }
    }
    found
}
