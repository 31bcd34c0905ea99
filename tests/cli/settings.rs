//! What `referral.toml` and the schemas of boards change, and what is said of mistakes in them.
//!
//! Each key's meaning is tested where it is read.

use super::folder::{DRAFT, Folder, GAPS, NOTES};

#[test]
fn mistakes_are_on_their_line_and_the_rest_applies() {
    let toml = "colour = \"red\"\n\n[severities]\nempty-section = \"off\"\nmissing-secton = \"hint\"\n";
    let folder = Folder::with(&[("referral.toml", toml), ("a.referral.md", GAPS)]);
    let said = folder.run("check --format json");
    assert_eq!(said.code, 2);
    let json = said.json();
    let places: Vec<(&str, u64, u64)> = json["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            (
                error["path"].as_str().unwrap(),
                error["line"].as_u64().unwrap(),
                error["column"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, [("referral.toml", 1, 1), ("referral.toml", 5, 1)]);
    assert!(
        said.err.contains("error: referral.toml:5:1: there is no rule \"missing-secton\""),
        "{}",
        said.err
    );
    let findings = json["files"][0]["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|finding| finding["code"] != "empty-section"), "{findings:?}");
}

#[test]
fn text_that_is_no_toml_is_a_mistake_with_a_place() {
    let folder = Folder::with(&[("referral.toml", "a = [\n"), ("a.referral.md", DRAFT)]);
    let said = folder.run("check");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("referral.toml:"), "{}", said.err);
    assert!(said.out.contains("1 referral"), "{}", said.out);
}

#[test]
fn the_nearest_settings_hold() {
    let folder = Folder::with(&[
        ("referral.toml", "fail-on = \"hint\"\n"),
        ("board/referral.toml", "fail-on = \"never\"\n"),
        ("board/cases/a.referral.md", GAPS),
        ("b.referral.md", DRAFT),
    ]);
    assert_eq!(folder.run("check board").code, 0);
    assert_eq!(folder.run("check b.referral.md").code, 1);
    assert_eq!(folder.run("check .").code, 1);
    assert_eq!(folder.run("check b.referral.md --fail-on error").code, 0);
}

#[test]
fn settings_can_be_named() {
    let folder = Folder::with(&[("strict.toml", "fail-on = \"hint\"\n"), ("a.referral.md", DRAFT)]);
    assert_eq!(folder.run("check").code, 0);
    assert_eq!(folder.run("check --config strict.toml").code, 1);
    let said = folder.run("check --config gone.toml");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot read gone.toml: "), "{}", said.err);
    assert!(said.out.contains("1 referral"), "{}", said.out);
}

#[test]
fn a_pattern_gives_files_their_schema() {
    let folder = Folder::with(&[
        ("referral.toml", "[globs]\n\"cases/*.md\" = \"scr\"\n"),
        ("cases/a.md", NOTES),
        ("cases/deeper/b.md", NOTES),
        ("c.md", NOTES),
    ]);
    let json = folder.run("check --format json").json();
    assert_eq!(json["summary"]["files"].as_u64(), Some(1), "{json}");
    assert_eq!(json["files"][0]["path"], "cases/a.md");
}

#[test]
fn a_pattern_or_default_that_names_no_schema_is_a_mistake() {
    let toml = "default-schema = \"srcs\"\n[globs]\n\"cases/*.md\" = \"nonesuch\"\n";
    let folder = Folder::with(&[("referral.toml", toml), ("a.referral.md", GAPS)]);
    let said = folder.run("check --format json");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("referral.toml:1:19: there is no schema \"srcs\""), "{}", said.err);
    assert!(said.err.contains("referral.toml:3:17: there is no schema \"nonesuch\""), "{}", said.err);
    assert_eq!(said.json()["files"][0]["schema"], "scr");
}

const BOARD: &str = "id = \"eastmoor\"\nextends = \"scr\"\ntitle = \"Referral to Eastmoor\"\n";

#[test]
fn a_boards_schema_is_at_hand() {
    let folder = Folder::with(&[
        ("referral.toml", "boards = \"boards\"\ndefault-schema = \"eastmoor\"\n"),
        ("boards/eastmoor.toml", BOARD),
        ("a.referral.md", "---\nstatus: draft\n---\n# Child K\n"),
    ]);
    let said = folder.run("check --format json");
    assert_eq!(said.json()["files"][0]["schema"], "eastmoor", "{}", said.err);
    assert!(folder.run("schema list").out.contains("eastmoor: Referral to Eastmoor, England\n"));
    assert_eq!(folder.run("schema show eastmoor").out, BOARD);
}

#[test]
fn a_mistake_in_a_boards_schema_is_on_its_line() {
    let board = format!("{BOARD}colour = \"red\"\n");
    let folder = Folder::with(&[
        ("referral.toml", "boards = \"boards\"\n"),
        ("boards/eastmoor.toml", board.as_str()),
        ("a.referral.md", DRAFT),
    ]);
    let said = folder.run("check");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("error: boards/eastmoor.toml:4:1: "), "{}", said.err);
    assert!(said.out.contains("1 referral"));
}

#[test]
fn a_boards_folder_that_is_not_there_is_a_mistake() {
    let folder = Folder::with(&[("referral.toml", "boards = \"gone\"\n"), ("a.referral.md", DRAFT)]);
    let said = folder.run("check");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("error: referral.toml:1:11: the folder \"gone\""), "{}", said.err);
}
