//! Schemas that build on one another, and files that spoil only themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::format_push_string, clippy::needless_raw_string_hashes)]

use referral_analysis::schema::{Catalogue, LimitSpec, NamedFile, Required};

const LANTERN: &str = include_str!("schema/whole.toml");

fn lantern() -> String {
    LANTERN.replace("superseded-by = { schema = \"beacon\", sections = { basis = \"grounds\" } }\n", "")
}

fn catalogue(files: &[(&str, &str)]) -> Catalogue {
    let files: Vec<NamedFile> = files.iter().map(|(name, text)| NamedFile::new(*name, *text)).collect();
    Catalogue::new(&files)
}

/// Every mistake with its file and the text underlined, compared as a complete set.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &str) -> Catalogue {
    let catalogue = catalogue(files);
    let mut lines = String::new();
    for (name, errors) in catalogue.errors() {
        let text = files.iter().find(|(known, _)| known == name).unwrap().1;
        for error in errors {
            lines.push_str(&format!("{name}: {error}\n  at {}\n", &text[error.at]));
        }
    }
    assert_eq!(lines, expected.trim_start());
    catalogue
}

#[test]
fn schemas_are_in_the_order_of_their_ids() {
    let beacon = lantern().replace("id = \"lantern\"", "id = \"beacon\"");
    let catalogue = check(&[("lantern.toml", &lantern()), ("beacon.toml", &beacon)], "");
    assert_eq!(catalogue.ids().collect::<Vec<_>>(), ["beacon", "lantern"]);
    assert_eq!(catalogue.get("beacon").unwrap().id, "beacon");
    assert_eq!(catalogue.file("beacon"), Some("beacon.toml"));
    assert_eq!(catalogue.near("lanterm").as_deref(), Some("lantern"));
    assert_eq!(catalogue.near("zebra"), None);
    assert_eq!(catalogue.vocabulary("beacon").unwrap().find("deaths").count(), 1);
    assert!(catalogue.get("zebra").is_none());
}

const EASTMOOR: &str = r#"
id = "eastmoor"
extends = "lantern"
label-tails = ["of Child K"]

[[section]]
id = "basis"
aliases = ["Grounds"]
required = "warning"

[[section]]
id = "local"
heading = "Local learning"

[[source]]
id = "protocol"
title = "Eastmoor protocol"

[[timescale]]
id = "referral"
limit = { weeks = 2 }
source = "protocol"

[[priority]]
id = "exploitation"
title = "Exploitation"

[lexicon]
delay = ["backlog*"]
"#;

#[test]
fn a_board_adds_its_clock_aliases_and_priorities_without_copying() {
    let catalogue = check(&[("eastmoor.toml", EASTMOOR), ("lantern.toml", &lantern())], "");
    let eastmoor = catalogue.get("eastmoor").unwrap();
    let basis = eastmoor.section("basis").unwrap();
    assert_eq!(eastmoor.title, "Referral for a Lantern Review");
    assert_eq!((basis.heading.as_str(), basis.required), ("Basis", Required::Warning));
    assert_eq!(basis.aliases, ["Criteria", "Grounds"]);
    assert_eq!(eastmoor.sections.last().unwrap().id, "local");
    assert_eq!(eastmoor.timescale("referral").unwrap().limit, LimitSpec::Weeks(2));
    assert_eq!(eastmoor.timescale("referral").unwrap().from, "date-aware");
    assert_eq!(eastmoor.priorities.len(), 2);
    assert_eq!(eastmoor.lexicon.delay, ["delay*", "backlog*"]);
    assert_eq!(eastmoor.label_tails, ["details", "of Child K"]);
    let lantern = catalogue.get("lantern").unwrap();
    assert_eq!(
        lantern.timescale("referral").unwrap().limit,
        LimitSpec::WorkingDays(5),
        "the base is as it was"
    );
}

#[test]
fn a_file_can_extend_one_that_extends_another() {
    let hill =
        "id = \"hill\"\nextends = \"eastmoor\"\n[[section]]\nid = \"local\"\naliases = [\"Hill learning\"]\n";
    let catalogue =
        check(&[("hill.toml", hill), ("eastmoor.toml", EASTMOOR), ("lantern.toml", &lantern())], "");
    let hill = catalogue.get("hill").unwrap();
    assert_eq!(hill.section("local").unwrap().aliases, ["Hill learning"]);
    assert_eq!(hill.section("subject").unwrap().heading, "Child");
}

#[test]
fn a_mistake_stands_in_the_file_that_makes_it() {
    let board = r#"
id = "board"
extends = "lantern"

[[section]]
id = "basis"
aliases = ["Child"]
question = "bases"

[[section]]
id = "new"

[[timescale]]
id = "referral"
limit = { weeks = 2 }

[[timescale]]
id = "referral"
binds = "nobody"
"#;
    let catalogue = check(
        &[("board.toml", board), ("lantern.toml", &lantern())],
        r#"
board.toml: the name "Child" already means the section "subject"; a name may mean only one section
  at "Child"
board.toml: there is no question "bases"; did you mean "basis"?
  at "bases"
board.toml: section "new" needs the key "heading"
  at [[section]]
board.toml: this changes "limit" of the schema it extends and needs a "source" of its own
  at limit
board.toml: timescale "referral" needs the key "from"
  at [[timescale]]
board.toml: timescale "referral" needs the key "limit"
  at [[timescale]]
board.toml: timescale "referral" needs the key "source"
  at [[timescale]]
board.toml: the id "referral" is already that of a timescale; ids are unique across sections, fields, limbs and timescales
  at "referral"
board.toml: there is no body "nobody"
  at "nobody"
"#,
    );
    assert!(catalogue.get("lantern").is_some());
}

#[test]
fn a_name_of_a_board_means_what_the_board_says() {
    let board = r#"
id = "board"
extends = "lantern"

[[section]]
id = "threshold"
heading = "Criteria"
after = "subject"
"#;
    let catalogue = check(&[("board.toml", board), ("lantern.toml", &lantern())], "");
    let board = catalogue.get("board").unwrap();
    assert_eq!(board.section("basis").unwrap().aliases, [""; 0], "\"Criteria\" was its other name");
    assert_eq!(catalogue.get("lantern").unwrap().section("basis").unwrap().aliases, ["Criteria"]);
}

#[test]
fn a_board_cannot_take_the_heading_of_another_section() {
    let board = r#"
id = "board"
extends = "lantern"

[[section]]
id = "local"
heading = "Basis"
after = "subject"
"#;
    check(
        &[("board.toml", board), ("lantern.toml", &lantern())],
        r#"
board.toml: the name "Basis" already means the section "basis"; a name may mean only one section
  at "Basis"
"#,
    );
}

#[test]
fn a_change_that_spoils_what_it_builds_on_is_reported_where_it_is_made() {
    let board = "id = \"board\"\nextends = \"lantern\"\n[[field]]\nid = \"date-aware\"\ntype = \"text\"\n";
    check(
        &[("board.toml", board), ("lantern.toml", &lantern())],
        r#"
board.toml: together with the schema it extends: the field "date-aware" is not a date; give it `type = "date"` or name a field that is one
  at "date-aware"
"#,
    );
}

#[test]
fn a_base_that_is_not_there_leaves_what_the_file_says_itself() {
    let catalogue = check(
        &[
            ("eastmoor.toml", &EASTMOOR.replace("extends = \"lantern\"", "extends = \"lanten\"")),
            ("lantern.toml", &lantern()),
        ],
        r#"
eastmoor.toml: there is no schema "lanten"; did you mean "lantern"?
  at "lanten"
"#,
    );
    assert_eq!(catalogue.get("eastmoor").unwrap().section("local").unwrap().heading, "Local learning");
}

#[test]
fn files_that_extend_one_another_are_told_so() {
    check(
        &[
            ("one.toml", "id = \"one\"\nextends = \"two\"\n"),
            ("self.toml", "id = \"self\"\nextends = \"self\"\n"),
            ("two.toml", "id = \"two\"\nextends = \"one\"\n"),
        ],
        r#"
one.toml: "one" extends itself: one, which extends two, which extends one
  at "two"
self.toml: "self" extends itself: self, which extends self
  at "self"
two.toml: "two" extends itself: two, which extends one, which extends two
  at "one"
"#,
    );
}

#[test]
fn of_two_files_with_one_id_the_first_counts() {
    let second = lantern().replace("territory = \"Eastmoor\"", "territory = \"Westmoor\"");
    let catalogue = check(
        &[("lantern.toml", &lantern()), ("second.toml", &second)],
        r#"
second.toml: the schema "lantern" is already in lantern.toml; choose another id, and `extends = "lantern"` to build on it
  at "lantern"
"#,
    );
    assert_eq!(catalogue.get("lantern").unwrap().territory, "Eastmoor");
}

#[test]
fn what_replaces_a_regime_has_the_sections_it_names() {
    let beacon = lantern().replace("id = \"lantern\"", "id = \"beacon\"");
    check(
        &[("beacon.toml", &beacon), ("lantern.toml", LANTERN)],
        "lantern.toml: there is no section \"grounds\"\n  at \"grounds\"\n",
    );
    check(&[("lantern.toml", LANTERN)], "lantern.toml: there is no schema \"beacon\"\n  at \"beacon\"\n");
}

#[test]
fn a_file_that_is_no_toml_spoils_no_other() {
    let catalogue = catalogue(&[("bad.toml", "%%%\u{0}[[["), ("lantern.toml", &lantern())]);
    assert_eq!(catalogue.errors().keys().collect::<Vec<_>>(), ["bad.toml"]);
    assert_eq!(catalogue.ids().collect::<Vec<_>>(), ["lantern"]);
}

#[test]
fn a_new_section_stands_where_it_says() {
    let own = r#"
id = "eastmoor"
extends = "lantern"

[[section]]
id = "voice"
heading = "The child's own words"
after = "basis"
"#;
    let catalogue = check(&[("lantern.toml", &lantern()), ("eastmoor.toml", own)], "");
    let ids = |id: &str| -> Vec<String> {
        catalogue.get(id).unwrap().sections.iter().map(|section| section.id.clone()).collect()
    };
    let mut expected = ids("lantern");
    let at = expected.iter().position(|id| id == "basis").unwrap();
    expected.insert(at + 1, "voice".to_owned());
    assert_eq!(ids("eastmoor"), expected);
}

#[test]
fn a_section_after_none_is_a_mistake() {
    let own = r#"
id = "eastmoor"
extends = "lantern"

[[section]]
id = "voice"
heading = "The child's own words"
after = "bases"
"#;
    check(
        &[("lantern.toml", &lantern()), ("eastmoor.toml", own)],
        r#"
eastmoor.toml: there is no section "bases"; did you mean "basis"?
  at "bases"
"#,
    );
}

#[test]
fn no_document_names_an_abstract_schema_and_what_builds_on_it_is_none() {
    let base = lantern().replace("id = \"lantern\"\n", "id = \"lantern\"\nabstract = true\n");
    let own = "id = \"eastmoor\"\nextends = \"lantern\"\n";
    let catalogue = check(&[("lantern.toml", &base), ("eastmoor.toml", own)], "");
    assert_eq!(catalogue.ids().collect::<Vec<_>>(), ["eastmoor"]);
    assert!(catalogue.get("lantern").is_none());
    assert_eq!(catalogue.near("lanterm"), None);
    assert!(!catalogue.get("eastmoor").unwrap().is_abstract);
    assert_eq!(catalogue.file("lantern"), Some("lantern.toml"));
}
