//! The forms of the report: text for a person, JSON for a program.
//!
//! Nothing here depends on the words of a rule.

use super::folder::{DRAFT, Folder, GAPS};

#[test]
fn the_text_shows_the_line_and_what_the_marker_asks() {
    let folder = Folder::with(&[("child-k.referral.md", GAPS)]);
    let out = folder.run("check child-k.referral.md --today 2015-06-10").out;
    assert!(out.contains("error[empty-section]: "), "{out}");
    assert!(out.contains(" --> child-k.referral.md:6:4\n"), "{out}");
    assert!(out.contains("6 | ## Basis\n  |    ^^^^^\n"), "{out}");
    assert!(out.contains("  = the marker asks: Does the referral state explicitly whether"), "{out}");
    assert!(out.contains("  = fix: Insert the prompts of \"Basis\"\n"), "{out}");
}

#[test]
fn the_text_ends_with_the_marker_and_the_counts() {
    let folder = Folder::with(&[("child-k.referral.md", GAPS)]);
    let out = folder.run("check child-k.referral.md --today 2015-06-10").out;
    let last: Vec<&str> = out.lines().rev().take(2).collect();
    assert!(last[1].starts_with("SCR Quality Marker 1: "), "{out}");
    assert!(last[1].contains(" of 3 questions answered; open: rationale, basis"), "{out}");
    assert!(last[0].starts_with("1 referral, "), "{out}");
}

#[test]
fn of_several_referrals_each_line_about_the_marker_has_a_name() {
    let folder = Folder::with(&[("a.referral.md", GAPS), ("b.referral.md", GAPS)]);
    let out = folder.run("check --today 2015-06-10").out;
    assert!(out.contains("\nb.referral.md: SCR Quality Marker 1: "), "{out}");
    assert!(out.lines().last().unwrap().starts_with("2 referrals, "), "{out}");
}

#[test]
fn a_draft_is_said_to_be_one() {
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    assert!(folder.run("check").out.contains("(a draft: what is not there yet is a hint)"));
    assert!(!folder.run("check --ready").out.contains("(a draft"));
}

#[test]
fn there_are_no_colours_in_a_pipe() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let said = folder.run("check a.referral.md gone.md");
    assert!(!said.out.contains('\u{1b}') && !said.err.contains('\u{1b}'), "{}{}", said.out, said.err);
}

#[test]
fn the_text_of_a_referral_cannot_command_the_terminal() {
    let folder = Folder::with(&[("a.referral.md", "---\nschema: scr\n---\n## Basis \u{1b}[31m\n")]);
    assert!(!folder.run("check a.referral.md").out.contains('\u{1b}'));
}

#[test]
fn lines_are_the_same_whatever_ends_them() {
    for ending in ["\n", "\r\n", "\r"] {
        for start in ["", "\u{feff}"] {
            let text = format!("{start}{}", GAPS.replace('\n', ending));
            let folder = Folder::with(&[("a.referral.md", text.as_str())]);
            let out = folder.run("check a.referral.md").out;
            assert!(out.contains(" --> a.referral.md:6:4\n"), "{ending:?} {start:?} {out}");
            assert!(out.contains("6 | ## Basis\n  |    ^^^^^\n"), "{ending:?} {start:?} {out}");
            let json = folder.run("check a.referral.md --format json").json();
            let findings = json["files"][0]["findings"].as_array().unwrap();
            let basis = findings.iter().find(|finding| finding["code"] == "empty-section").unwrap();
            let offset = text.find("Basis").unwrap();
            assert_eq!((basis["line"].as_u64(), basis["column"].as_u64()), (Some(6), Some(4)), "{ending:?}");
            assert_eq!((basis["end_line"].as_u64(), basis["end_column"].as_u64()), (Some(6), Some(9)));
            assert_eq!(
                (basis["offset"].as_u64(), basis["end_offset"].as_u64()),
                (Some(offset as u64), Some(offset as u64 + 5))
            );
        }
    }
}

#[test]
fn text_and_json_agree_on_columns_behind_wide_characters() {
    let text = "---\nschema: scr\n---\n## 第一 Basis:\n\n## Basis\n";
    let folder = Folder::with(&[("a.referral.md", text)]);
    let json = folder.run("check a.referral.md --format json").json();
    let out = folder.run("check a.referral.md").out;
    for finding in json["files"][0]["findings"].as_array().unwrap() {
        let place = format!(" --> a.referral.md:{}:{}\n", finding["line"], finding["column"]);
        assert!(out.contains(&place), "{place} {out}");
    }
}

#[test]
fn json_gives_the_day_the_status_and_the_sums() {
    let folder = Folder::with(&[("a.referral.md", DRAFT), ("b.referral.md", GAPS)]);
    let json = folder.run("check --today 2015-06-10 --format json").json();
    assert_eq!((json["version"].as_u64(), json["today"].as_str()), (Some(1), Some("2015-06-10")));
    assert_eq!(
        (json["files"][0]["status"].as_str(), json["files"][1]["status"].as_str()),
        (Some("draft"), Some("ready"))
    );
    assert!(json["files"][0].get("judged").is_none());
    let findings =
        || json["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
    for (sum, severity) in
        [("errors", "error"), ("warnings", "warning"), ("informations", "information"), ("hints", "hint")]
    {
        let count = findings().filter(|finding| finding["severity"] == severity).count() as u64;
        assert_eq!(json["summary"][sum].as_u64(), Some(count), "{severity}");
    }
    assert_eq!(json["summary"]["files"].as_u64(), Some(2));
    let ids: Vec<&str> = json["files"][1]["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["rationale", "basis", "delay"]);
}

#[test]
fn a_draft_judged_as_ready_says_both() {
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    let json = folder.run("check --ready --format json").json();
    assert_eq!(
        (json["files"][0]["status"].as_str(), json["files"][0]["judged"].as_str()),
        (Some("draft"), Some("ready"))
    );
}

#[test]
fn findings_are_in_the_order_of_the_text_then_of_the_codes() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let json = folder.run("check --format json").json();
    let keys: Vec<(u64, &str)> = json["files"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["offset"].as_u64().unwrap(), finding["code"].as_str().unwrap()))
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert!(!keys.is_empty());
}

#[test]
fn the_real_referrals_of_the_test_suite_keep_to_the_json_schema() {
    let referrals = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/referrals");
    let folder = Folder::with(&[]);
    let json = folder.run(&format!("check {} --today 2016-06-01 --format json", referrals.display())).json();
    assert!(json["files"].as_array().unwrap().len() > 50);
}

#[test]
fn the_json_schema_in_the_repository_is_that_of_the_types() {
    let folder = Folder::with(&[]);
    let schemas = [
        ("check", include_str!("../../schemas/check.schema.json")),
        ("schema", include_str!("../../schemas/schema.schema.json")),
        ("config", include_str!("../../schemas/config.schema.json")),
    ];
    for (of, stored) in schemas {
        let said = folder.run(&format!("schema json {of}"));
        assert!(
            said.out.trim_end() == stored.replace("\r\n", "\n").trim_end(),
            "schemas/{of}.schema.json is not what the types say; run `referral schema json {of} > schemas/{of}.schema.json`"
        );
    }
}
