//! The forms of the report for other programs: lines of JSON, workflow commands of GitHub, and SARIF.
//!
//! Each is held against `--format json`, so that all say the same.

use serde_json::{Value, json};

use super::folder::{DRAFT, Folder, GAPS, Said};

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

fn sarif(said: &Said) -> Value {
    let log: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((log["version"].as_str(), log["runs"].as_array().unwrap().len()), (Some("2.1.0"), 1));
    log["runs"][0].clone()
}

#[test]
fn sarif_has_each_finding_at_the_place_that_json_gives() {
    let folder = Folder::with(&[("a.referral.md", GAPS), ("b c.referral.md", DRAFT)]);
    let whole = folder.run("check --today 2015-06-10 --format json").json();
    let said = folder.run("check --today 2015-06-10 --format sarif");
    assert_eq!(said.code, 1);
    let run = sarif(&said);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let files = whole["files"].as_array().unwrap();
    let findings = files.iter().flat_map(|file| {
        let findings = file["findings"].as_array().unwrap();
        findings.iter().map(move |finding| (file["path"].as_str().unwrap(), finding))
    });
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.clone().count());
    for (result, (path, finding)) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding["code"]);
        assert_eq!(result["message"]["text"], finding["message"]);
        assert_eq!(result["properties"]["severity"], finding["severity"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], path.replace(' ', "%20"));
        let region = json!({
            "startLine": finding["line"], "startColumn": finding["column"],
            "endLine": finding["end_line"], "endColumn": finding["end_column"],
        });
        assert_eq!(place["region"], region);
    }
}

#[test]
fn sarif_describes_the_rule_of_each_finding_by_its_page() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let run = sarif(&folder.run("check --today 2015-06-10 --format sarif"));
    let rules = &run["tool"]["driver"]["rules"];
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let code = rule["id"].as_str().unwrap();
        let page = folder.run(&format!("explain {code}")).out;
        assert_eq!(rule["help"]["markdown"].as_str().unwrap().trim_end(), page.trim_end());
        assert!(page.contains(rule["shortDescription"]["text"].as_str().unwrap()), "{code}");
    }
}

#[test]
fn sarif_says_when_not_all_could_be_checked() {
    let folder = Folder::with(&[("referral.toml", "fail-on = \"often\"\n"), ("a.referral.md", DRAFT)]);
    let said = folder.run("check a.referral.md gone.md --format sarif");
    let run = sarif(&said);
    let invocation = &run["invocations"][0];
    assert_eq!((said.code, &invocation["executionSuccessful"]), (2, &json!(false)));
    let said = invocation["toolExecutionNotifications"].as_array().unwrap();
    let place = |index: usize| &said[index]["locations"][0]["physicalLocation"];
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(place(0)["artifactLocation"]["uri"], "referral.toml");
    assert_eq!(place(0)["region"]["startLine"], 1);
    assert_eq!(place(1), &json!({"artifactLocation": {"uri": "gone.md"}}));
}

#[test]
fn sarif_of_nothing_is_a_run_that_went_well() {
    let said = Folder::with(&[]).run("check --format sarif");
    let run = sarif(&said);
    assert_eq!((said.code, &run["results"]), (0, &json!([])));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}
