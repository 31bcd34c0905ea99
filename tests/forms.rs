//! Real boards' forms, blank and filled in: what is recognised in them, and what is found.
//!
//! Nothing here looks at how a report is printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use referral_analysis::check::{Report, check};
use referral_analysis::document::Document;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::outline::{Fill, Outline};
use referral_analysis::schema::Catalogue;
use referral_analysis::selection::{self, Choice, Signs};
use referral_analysis::settings::Settings;
use referral_analysis::subject::Case;
use serde_json::{Value, json};

#[test]
fn every_form_is_read_as_its_expectation_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = referral_lsp::schemas::catalogue();
    assert!(catalogue.errors().is_empty(), "{:?}", catalogue.errors());
    let mut differences = Vec::new();
    let mut forms: Vec<_> =
        fs::read_dir(root.join("tests/forms")).unwrap().map(|entry| entry.unwrap().path()).collect();
    forms.sort();
    for path in forms.iter().filter(|path| path.to_string_lossy().ends_with(".expected.json")) {
        let expected: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let form = path.to_string_lossy().replace(".expected.json", ".md");
        let id = expected.pointer("/outline/schema").and_then(Value::as_str).unwrap();
        let found = read(&fs::read_to_string(&form).unwrap(), id, &catalogue);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        }
        for part in ["/outline/sections", "/outline/fields", "/outline/unrecognised", "/findings"] {
            let (wanted, got) = (list(&expected, part), list(&found, part));
            let name = Path::new(&form).file_name().unwrap().to_string_lossy().into_owned();
            differences.extend(
                wanted
                    .iter()
                    .filter(|item| !got.contains(item))
                    .map(|item| format!("{name} {part}: no {item}")),
            );
            differences.extend(
                got.iter()
                    .filter(|item| !wanted.contains(item))
                    .map(|item| format!("{name} {part}: not expected: {item}")),
            );
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn list(value: &Value, pointer: &str) -> Vec<Value> {
    value.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// Labels that stand on what agencies answer a committee's request with, and on no form by which a case is referred.
const OF_REPLIES: [&str; 3] = [
    "Date returned to designated officer",
    "Name & return address of person initiating the request",
    "Request for Information to Allow Consideration",
];

#[test]
fn an_agencys_reply_is_no_referral_and_can_be_told_by_its_labels() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = referral_lsp::schemas::catalogue();
    let is_reply = |text: &str| OF_REPLIES.iter().any(|label| text.contains(label));
    for (folder, reply) in [("tests/forms/replies", true), ("tests/forms", false)] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.extension().is_none_or(|extension| extension != "md") || name == "README.md" {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(is_reply(&text), reply, "{name}");
            let document = Document::parse(text.clone());
            let signs = Signs { file_name: &name, ..Signs::default() };
            let choice = selection::choose(&document, &signs, &Settings::default(), &catalogue);
            assert!(matches!(choice, Choice::NotOurs { .. }), "{name}");
            // Whoever forces a schema on it gets an answer and no crash.
            for id in ["lr-child-scotland", "lr-adult-scotland", "cmr-ni", "scr"] {
                let found = read(&text, id, &catalogue);
                assert!(!list(&found, "/findings").is_empty() || !reply, "{name}, {id}");
            }
        }
    }
}

/// What is recognised in `text` and found by its rules, in the shape of the expectations.
fn read(text: &str, id: &str, catalogue: &Catalogue) -> Value {
    let document = Document::parse(text.to_owned());
    let schema = catalogue.get(id).unwrap();
    let vocabulary = catalogue.vocabulary(id).unwrap();
    let outline = Outline::read(&document, schema, vocabulary);
    let (settings, neighbours) = (Settings::default(), Neighbours::default());
    let report = check(&Case {
        document: &document,
        schema,
        vocabulary,
        catalogue,
        settings: &settings,
        neighbours: &neighbours,
        today: NaiveDate::from_ymd_opt(2016, 6, 1).unwrap(),
        as_ready: false,
    });
    let bare =
        |text: &str| text.replace(['*', '#'], "").trim().trim_end_matches([':', '?']).trim().to_owned();
    let sections: Vec<Value> = outline
        .sections
        .iter()
        .map(|section| {
            let id = &schema.sections[usize::from(section.spec)].id;
            json!({"id": id, "heading": bare(document.text(section.label))})
        })
        .collect();
    let fields: Vec<Value> = outline
        .fields
        .iter()
        .map(|field| {
            let id = &schema.fields[usize::from(field.spec)].id;
            let label = field.label.map(|label| bare(document.source_at(label)));
            let value = match (field.fill, field.value) {
                (Fill::Blank, _) => Some(String::new()),
                (_, value) => value.map(|value| document.source_at(value).to_owned()),
            };
            json!({"id": id, "label": label, "value": value})
        })
        .collect();
    let unrecognised: Vec<Value> =
        outline.unrecognised.iter().map(|label| json!({"label": bare(document.text(*label))})).collect();
    json!({
        "outline": {"schema": id, "sections": sections, "fields": fields, "unrecognised": unrecognised},
        "findings": findings(&report),
    })
}

fn findings(report: &Report) -> Vec<Value> {
    let mut found: Vec<(&str, Option<&String>)> =
        report.findings.iter().map(|finding| (finding.code, finding.about.as_ref())).collect();
    found.sort_unstable();
    found.into_iter().map(|(code, about)| json!({"code": code, "about": about})).collect()
}
