//! The worked example of a board, `tests/boards/`, at the command line: what its schema and its settings change.
//!
//! The same referrals are opened in an editor by `tests/wire/boards.rs`.

use std::process::Command;

use super::boards_folder::{TODAY, expected, folder, line, read};
use super::folder::Said;

/// Runs `referral` in the board's folder.
fn run(words: &str) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_referral"))
        .args(words.split_whitespace())
        .current_dir(folder())
        .output()
        .unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn findings_follow_the_clock_sections_fields_names_and_severities_of_the_board() {
    let json = run(&format!("check --format json --today {TODAY}")).json();
    let files = json["files"].as_array().unwrap();
    let names: Vec<&str> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(names, ["child-m.referral.md", "child-n.referral.md", "child-p.referral.md"]);
    for file in files {
        let name = file["path"].as_str().unwrap();
        assert_eq!(file["schema"], "eastmoor");
        let text = read(name);
        let byte = |finding: &serde_json::Value, key: &str| finding[key].as_u64().unwrap() as usize;
        let found = file["findings"].as_array().unwrap().iter().map(|finding| {
            let at = byte(finding, "offset")..byte(finding, "end_offset");
            let word = |key: &str| finding[key].as_str();
            line(&text, at, word("severity").unwrap(), word("code").unwrap(), word("about"))
        });
        let mut found: Vec<String> = found.collect();
        found.sort();
        assert_eq!(found, expected(name), "{name}");
    }
}

#[test]
fn the_same_referral_is_no_trouble_under_the_schema_that_the_board_builds_on() {
    let json = run(&format!("check --format json --today {TODAY} --schema scr child-m.referral.md")).json();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let weighty: Vec<_> = findings
        .iter()
        .filter(|finding| finding["severity"] == "error" || finding["severity"] == "warning")
        .map(|finding| (finding["code"].as_str().unwrap(), finding["about"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(weighty, [("basis-not-stated", "basis"); 0]);
}

#[test]
fn a_person_is_told_of_the_boards_clock_and_where_it_comes_from() {
    let said = run(&format!("check --today {TODAY} child-m.referral.md"));
    assert_eq!(said.code, 1, "{}", said.err);
    for expected in [
        "error[unexplained-delay]: 6 working days passed between becoming aware and this referral",
        "an explanation is asked for after 7 calendar days; source: Eastmoor Learning Protocol",
        "the police had 72 hours from 2 March 2018, to Monday 5 March 2018; this referral is dated 12 March 2018",
        "\"Locality\" is not given",
        "there is no \"Voice of the child\" section",
    ] {
        assert!(said.out.contains(expected), "{expected} is not in {}", said.out);
    }
}

#[test]
fn the_boards_schema_has_no_mistake_however_it_is_asked_about() {
    for words in ["schema check", "schema check schemas/eastmoor.toml"] {
        let said = run(words);
        assert_eq!(said.code, 0, "{words}: {}", said.out);
        assert!(said.out.ends_with(", no mistakes\n"), "{}", said.out);
    }
}

#[test]
fn a_new_referral_has_the_boards_section_and_field_in_their_places() {
    let template = run("new eastmoor").out;
    let sections: Vec<&str> = template.lines().filter(|line| line.starts_with("## ")).collect();
    let circumstances = sections.iter().position(|heading| *heading == "## Circumstances").unwrap();
    assert_eq!(sections[circumstances + 1], "## Voice of the child");
    let lines: Vec<&str> = template.lines().collect();
    let address = lines.iter().position(|line| *line == "- **Home address:** ").unwrap();
    assert!(lines[address + 1].starts_with("- **Locality:**"), "{}", lines[address + 1]);
}

#[test]
fn the_boards_names_are_read() {
    let outline = run("outline child-n.referral.md").out;
    for expected in
        ["basis: \"Threshold for review\"", "voice: \"What the child told us\"", "locality: \"Northmoor\""]
    {
        assert!(outline.contains(expected), "{expected} is not in {outline}");
    }
    assert!(
        outline.ends_with("\nnot recognised\n  \"Child N\", line 8\n"),
        "nothing but the title: {outline}"
    );
}

#[test]
fn what_is_the_boards_own_is_explained() {
    let neglect = run("explain neglect").out;
    assert!(
        neglect.starts_with("# Neglect in the first years of life\n\nA local learning priority."),
        "{neglect}"
    );
    assert!(neglect.contains("Also known as \"early neglect\"."), "{neglect}");
    let clock = run("explain sub-group").out;
    assert!(clock.starts_with("# 10 working days"), "{clock}");
    assert!(clock.contains("Source: Eastmoor Learning Protocol"), "{clock}");
    assert!(run("explain voice").out.contains("- What did the child say, and to whom?"));
}

/// The board's schema is explained step by step, and what is shown there is what is tested here.
#[test]
fn every_piece_of_the_page_stands_in_the_boards_files() {
    let page = include_str!("../../schemas/boards.md").replace("\r\n", "\n");
    let files = [read("referral.toml"), read("schemas/eastmoor.toml")];
    let pieces: Vec<&str> =
        page.split("```toml\n").skip(1).map(|piece| piece.split("```").next().unwrap()).collect();
    assert!(pieces.len() > 5);
    for piece in &pieces {
        assert!(files.iter().any(|file| file.contains(piece)), "this is in neither file:\n{piece}");
    }
    for file in &files {
        let mut rest = file.clone();
        for piece in &pieces {
            rest = rest.replace(piece, "");
        }
        let left: Vec<&str> =
            rest.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(left, [""; 0], "the page does not speak of these");
    }
}
