//! `--files-from`: documents that a list names.
//!
//! How documents that were named or found are reported is tested in `check.rs`.

use super::folder::{DRAFT, Folder, GAPS, NOTES, Said};

fn paths(said: &Said) -> Vec<String> {
    let json = said.json();
    json["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

fn three() -> Folder {
    Folder::with(&[("a b.referral.md", DRAFT), ("c/d.referral.md", DRAFT), ("notes.md", NOTES)])
}

#[test]
fn a_list_has_a_path_on_each_line() {
    let folder = three();
    folder.write("list", "notes.md\r\n\na b.referral.md\n");
    let said = folder.run("check --files-from list --format json");
    assert_eq!(paths(&said), ["notes.md", "a b.referral.md"]);
    let said = folder.run("check c --files-from list --format json");
    assert_eq!(paths(&said), ["c/d.referral.md", "notes.md", "a b.referral.md"], "beside what is named");
}

#[test]
fn a_list_with_nuls_comes_through_the_standard_input() {
    let said = three().run_with("check --files-from - --format json", "a b.referral.md\0c/d.referral.md\0");
    assert_eq!(paths(&said), ["a b.referral.md", "c/d.referral.md"]);
}

#[test]
fn an_empty_list_names_nothing() {
    let said = three().run_with("check --files-from - --format json", "\n");
    assert_eq!((said.code, paths(&said)), (0, Vec::new()));
}

#[test]
fn a_list_that_is_not_there_is_a_problem_and_no_reason_to_check_the_folder() {
    let said = three().run("check --files-from gone --format json");
    assert_eq!((said.code, paths(&said)), (2, Vec::new()));
    assert!(said.err.contains("cannot read gone: there is no such file or folder"), "{}", said.err);
}

#[test]
fn the_standard_input_is_not_read_twice() {
    let said = three().run_with("check - --files-from - --format json", "notes.md\n");
    assert_eq!((said.code, paths(&said)), (2, vec!["notes.md".to_owned()]));
    assert!(said.err.contains("cannot be both a document and the list"), "{}", said.err);
}

#[test]
fn a_list_can_be_of_what_is_to_be_mended() {
    let folder = Folder::with(&[("a.referral.md", GAPS), ("b.referral.md", GAPS)]);
    let said = folder.run_with("fix --unsafe --files-from -", "b.referral.md\n");
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(folder.read("a.referral.md"), GAPS);
    assert_ne!(folder.read("b.referral.md"), GAPS);
}
