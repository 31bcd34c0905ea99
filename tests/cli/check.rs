//! `referral check`: which documents, which exit code, and what is said of those that cannot be read.
//!
//! The forms of the report are tested in `format`.

use serde_json::{Value, json};

use super::folder::{DRAFT, Folder, GAPS, NOTES, WHOLE};

fn paths(json: &serde_json::Value) -> Vec<&str> {
    json["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect()
}

#[test]
fn a_whole_referral_ends_with_code_0() {
    let folder = Folder::with(&[("a.referral.md", WHOLE)]);
    let said = folder.run("check a.referral.md --today 2016-01-04 --fail-on error");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert_eq!(said.err, "");
}

#[test]
fn something_to_look_at_ends_with_code_1() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    assert_eq!(folder.run("check a.referral.md").code, 1);
}

#[test]
fn the_threshold_decides_the_code() {
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    assert_eq!(folder.run("check").code, 0);
    assert_eq!(folder.run("check --fail-on hint").code, 1);
    assert_eq!(folder.run("check --ready").code, 1);
    assert_eq!(folder.run("check --ready --fail-on never").code, 0);
}

#[test]
fn a_bad_argument_ends_with_code_2() {
    let folder = Folder::with(&[]);
    for words in ["check --today tomorrow", "check --format xml", "check --nonsense", "chekc"] {
        assert_eq!(folder.run(words).code, 2, "{words}");
    }
}

#[test]
fn a_schema_that_does_not_exist_is_a_bad_argument() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let said = folder.run("check --schema src");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is no schema \"src\"; did you mean \"scr\"?"), "{}", said.err);
}

#[test]
fn a_folder_is_walked_for_markdown_in_the_order_of_names() {
    let folder = Folder::with(&[
        ("z.referral.md", DRAFT),
        ("cases/b.markdown", DRAFT),
        ("cases/a.MD", DRAFT),
        ("cases/notes.md", NOTES),
        ("cases/c.txt", DRAFT),
    ]);
    let said = folder.run("check --format json");
    assert_eq!(paths(&said.json()), ["cases/a.MD", "cases/b.markdown", "z.referral.md"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

#[test]
fn files_are_in_the_order_given_and_each_once() {
    let folder = Folder::with(&[("a.referral.md", DRAFT), ("b.referral.md", DRAFT)]);
    let said = folder.run("check b.referral.md . --format json");
    assert_eq!(paths(&said.json()), ["b.referral.md", "a.referral.md"]);
}

#[test]
fn what_gitignore_leaves_out_is_not_walked() {
    let folder =
        Folder::with(&[(".gitignore", "old/\n"), ("old/a.referral.md", GAPS), ("b.referral.md", DRAFT)]);
    assert_eq!(paths(&folder.run("check . --format json").json()), ["b.referral.md"]);
    assert_eq!(paths(&folder.run("check old/a.referral.md --format json").json()), ["old/a.referral.md"]);
}

#[test]
fn a_named_file_that_is_no_referral_is_listed_and_said_so() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    let said = folder.run("check notes.md --format json");
    let json = said.json();
    assert_eq!(said.code, 0);
    assert!(json["files"][0]["schema"].is_null());
    assert_eq!(json["files"][0]["findings"], serde_json::json!([]));
    assert_eq!(json["files"][0]["questions"], serde_json::json!([]));
    assert!(said.err.starts_with("notes.md is not checked: "), "{}", said.err);
}

#[test]
fn a_schema_can_be_forced_on_any_file() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    assert_eq!(folder.run("check notes.md --schema scr --format json").json()["files"][0]["schema"], "scr");
}

#[test]
fn a_referral_that_opts_out_is_left_alone() {
    let folder = Folder::with(&[("a.referral.md", "---\nschema: none\n---\n# Basis\n")]);
    let said = folder.run("check --format json");
    assert_eq!((said.code, paths(&said.json()).len()), (0, 0));
}

#[test]
fn the_standard_input_is_a_referral_unless_it_is_named_otherwise() {
    let folder = Folder::with(&[]);
    let said = folder.run_with("check - --format json", GAPS);
    assert_eq!((said.code, paths(&said.json())), (1, vec!["stdin.referral.md"]));
    let said = folder.run_with("check - --stdin-filename cases/x.referral.md --format json", GAPS);
    assert_eq!((said.code, paths(&said.json())), (1, vec!["cases/x.referral.md"]));
    let said = folder.run_with("check - --stdin-filename notes.md --format json", NOTES);
    assert!(said.json()["files"][0]["schema"].is_null());
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let folder = Folder::with(&[("b.referral.md", GAPS)]);
    folder.write("a.referral.md", b"# Basis\n\nThe \xe9lan of it.\n");
    let said = folder.run("check a.referral.md gone.md b.referral.md --format json");
    assert_eq!(said.code, 2);
    let json = said.json();
    assert_eq!(paths(&json), ["b.referral.md"]);
    let messages: Vec<&str> =
        json["errors"].as_array().unwrap().iter().map(|error| error["message"].as_str().unwrap()).collect();
    assert_eq!(
        messages,
        [
            "cannot read a.referral.md: it is not UTF-8 text (byte 14); save it as UTF-8 and try again",
            "cannot read gone.md: there is no such file or folder",
        ]
    );
    assert_eq!(json["errors"][1]["path"], "gone.md");
    assert!(json["errors"][1]["line"].is_null());
    let said: Vec<&str> = said.err.lines().map(|line| line.strip_prefix("error: ").unwrap()).collect();
    assert_eq!(said, messages);
}

#[test]
fn never_does_not_hide_what_could_not_be_read() {
    let folder = Folder::with(&[]);
    assert_eq!(folder.run("check gone.md --fail-on never").code, 2);
}

#[test]
fn other_files_of_a_folder_may_be_in_any_encoding() {
    let folder = Folder::with(&[("b.referral.md", DRAFT)]);
    folder.write("letter.md", b"# Caf\xe9\n");
    let said = folder.run("check");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    folder.write("a.referral.md", b"# Caf\xe9\n");
    assert_eq!(folder.run("check").code, 2);
}

#[test]
fn a_folder_without_referrals_is_no_fault() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    let said = folder.run("check");
    assert_eq!((said.code, said.out.as_str()), (0, "no referrals were checked\n"));
}

#[test]
fn many_referrals_keep_their_order() {
    let names: Vec<String> = (0..300).map(|number| format!("case-{number:03}.referral.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), DRAFT)).collect();
    let folder = Folder::with(&files);
    assert_eq!(paths(&folder.run("check --format json").json()), names);
}

#[test]
fn more_is_said_on_demand() {
    let folder = Folder::with(&[("a.referral.md", DRAFT), ("notes.md", NOTES)]);
    let said = folder.run("check -v");
    assert!(
        said.err.contains("a.referral.md is checked: the front matter says `schema: scr`"),
        "{}",
        said.err
    );
    assert!(said.err.contains("notes.md is not checked: "), "{}", said.err);
}

#[test]
fn two_referrals_about_one_incident_point_to_each_other() {
    let child = "---\nsubject-name: Child K\ndate-of-birth: 2009-03-04\ndate-of-incident: 2015-03-02\n---\n";
    let follow_up = format!("{child}\nThis follows a.referral.md and b.referral.md.\n");
    let folder = Folder::with(&[
        ("a.referral.md", child),
        ("b.referral.md", child),
        ("later.referral.md", &follow_up),
    ]);
    let said = folder.run("check . --format json").json();
    let duplicates = |file: &Value| -> Vec<Value> {
        let findings = file["findings"].as_array().unwrap().iter();
        findings
            .filter(|found| found["code"] == "duplicate-referral")
            .map(|found| found["related"].clone())
            .collect()
    };
    let at = |path: &str| json!([{"message": "the other referral", "path": path, "line": 2, "column": 1, "end_line": 2, "end_column": 1}]);
    assert_eq!(duplicates(&said["files"][0]), [at("b.referral.md")]);
    assert_eq!(duplicates(&said["files"][1]), [at("a.referral.md")]);
    assert_eq!(duplicates(&said["files"][2]), [json!(null); 0]);

    let said = folder.run("check a.referral.md b.referral.md").out;
    assert!(said.contains("the other referral: b.referral.md:2"), "{said}");
    let alone = folder.run("check a.referral.md").out;
    assert!(!alone.contains("duplicate-referral"), "{alone}");
}
