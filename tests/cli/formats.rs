//! The forms of the report for other programs: lines of JSON, and workflow commands of GitHub.
//!
//! Each is held against `--format json`, so that all say the same.

use serde_json::{Value, json};

use super::folder::{DRAFT, Folder, GAPS};

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_of_jsonl_is_a_file_of_json_with_the_version_and_the_day() {
    let folder = Folder::with(&[("a.referral.md", GAPS), ("b.referral.md", DRAFT)]);
    let whole = folder.run("check --today 2015-06-10 --format json").json();
    let said = folder.run("check --today 2015-06-10 --format jsonl");
    let mut files = whole["files"].as_array().unwrap().clone();
    for file in &mut files {
        file["version"] = json!(1);
        file["today"] = json!("2015-06-10");
    }
    assert_eq!(lines(&said.out), files);
    assert_eq!(said.code, 1);
}

#[test]
fn what_cannot_be_read_is_a_line_of_jsonl_too() {
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    let said = folder.run("check gone.md a.referral.md --today 2015-06-10 --format jsonl");
    let whole = folder.run("check gone.md a.referral.md --today 2015-06-10 --format json").json();
    let lines = lines(&said.out);
    assert_eq!(lines.len(), 2, "{}", said.out);
    assert_eq!(lines[0]["path"], "a.referral.md");
    assert_eq!(lines[1], json!({"version": 1, "today": "2015-06-10", "error": whole["errors"][0]}));
    assert_eq!(said.code, 2);
}

#[test]
fn jsonl_of_nothing_is_empty() {
    let said = Folder::with(&[]).run("check --format jsonl");
    assert_eq!((said.out.as_str(), said.code), ("", 0));
}

#[test]
fn github_is_told_each_finding_with_its_place() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let whole = folder.run("check --today 2015-06-10 --format json").json();
    let said = folder.run("check --today 2015-06-10 --format github");
    let findings = whole["files"][0]["findings"].as_array().unwrap();
    assert_eq!(said.out.lines().count(), findings.len(), "{}", said.out);
    for (line, finding) in said.out.lines().zip(findings) {
        let code = finding["code"].as_str().unwrap();
        assert!(line.contains(&format!(",title={code}::")), "{line}");
        assert!(line.ends_with(finding["message"].as_str().unwrap()), "{line}");
    }
    let basis = "::error file=a.referral.md,line=6,col=4,endLine=6,endColumn=9,title=empty-section::";
    assert!(said.out.lines().any(|line| line.starts_with(basis)), "{}", said.out);
    assert_eq!(said.code, 1);
}

#[test]
fn github_knows_errors_warnings_and_notices_only() {
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    let hints = folder.run("check --today 2015-06-10 --format github").out;
    assert!(hints.lines().any(|line| line.starts_with("::notice file=a.referral.md,line=")), "{hints}");
    let known = ["::error ", "::warning ", "::notice "];
    assert!(hints.lines().all(|line| known.iter().any(|known| line.starts_with(known))), "{hints}");
}

#[test]
fn what_has_a_meaning_to_github_is_escaped() {
    let folder = Folder::with(&[("100%, a.referral.md", "---\nschema: s%r,x:y\n---\n## Basis\n")]);
    let out = folder.run("check --format github").out;
    assert!(out.contains(" file=100%25%2C a.referral.md,line="), "{out}");
    assert!(out.contains("s%25r,x:y"), "{out}");
}

#[test]
fn github_is_told_what_could_not_be_read() {
    let folder = Folder::with(&[("referral.toml", "fail-on = \"often\"\n"), ("a.referral.md", DRAFT)]);
    let said = folder.run("check a.referral.md gone.md --format github");
    assert!(said.out.contains("::error file=referral.toml,line=1,col="), "{}", said.out);
    assert!(said.out.contains("::error file=gone.md,title=cannot check::"), "{}", said.out);
    assert_eq!(said.code, 2);
}

#[test]
fn columns_of_github_are_characters() {
    let folder = Folder::with(&[("a.referral.md", "---\nschema: scr\n---\n## 第一 Basis:\n\n## Basis\n")]);
    let whole = folder.run("check --format json").json();
    let out = folder.run("check --format github").out;
    for (line, finding) in out.lines().zip(whole["files"][0]["findings"].as_array().unwrap()) {
        if finding["line"] == finding["end_line"] {
            let place = format!(",line={},col={},", finding["line"], finding["column"]);
            assert!(line.contains(&place), "{place} {line}");
        } else {
            assert!(!line.contains(",col="), "{line}");
        }
    }
}
