//! `outline`, `new`, `explain`, `schema` and `completions`.
//!
//! What is recognised in a document is tested where it is read.

use super::folder::{Folder, GAPS, NOTES};

#[test]
fn an_outline_shows_sections_fields_and_what_is_left_over() {
    let text = "---\nschema: scr\n---\n# Notes of the day\n\nDate of referral: 3 March 2015\n\n## Basis\n\n## Circumstances\n\nFell.\n\nFell again.\n";
    let folder = Folder::with(&[("a.md", text)]);
    let said = folder.run("outline a.md --format json");
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["schema"], "scr");
    assert_eq!(json["why"], "the front matter says `schema: scr`");
    assert_eq!(
        json["sections"],
        serde_json::json!([
            {"id": "basis", "heading": "Basis", "line": 8, "end_line": 8, "blank": true},
            {"id": "circumstances", "heading": "Circumstances", "line": 10, "end_line": 14, "blank": false},
        ])
    );
    assert_eq!(
        json["fields"],
        serde_json::json!([
            {"id": "date-of-referral", "label": "Date of referral", "value": "3 March 2015", "line": 6, "subject": 1},
        ])
    );
    assert_eq!(json["unrecognised"], serde_json::json!([{"label": "Notes of the day", "line": 4}]));
    let text = folder.run("outline a.md").out;
    assert!(text.contains("  basis: \"Basis\", lines 8 to 8, nothing in it yet\n"), "{text}");
    assert!(text.contains("  date-of-referral: \"3 March 2015\", line 6"), "{text}");
    assert!(text.contains("not recognised\n  \"Notes of the day\", line 4\n"), "{text}");
}

#[test]
fn the_outline_of_what_is_no_referral_says_why() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    let said = folder.run("outline notes.md");
    assert!(
        said.code == 0 && said.out.starts_with("not a referral: its front matter names no schema"),
        "{}",
        said.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&folder.run("outline notes.md --format json").out).unwrap();
    assert!(json["schema"].is_null());
    assert!(
        folder.run("outline notes.md --schema scr").out.starts_with("schema: scr (`--schema scr` was given)")
    );
    assert_eq!(folder.run("outline gone.md").code, 2);
    assert_eq!(folder.run("outline .").code, 2);
}

#[test]
fn an_outline_can_be_of_the_standard_input() {
    let folder = Folder::with(&[]);
    assert!(folder.run_with("outline -", GAPS).out.contains("  basis: \"Basis\""));
}

#[test]
fn a_new_referral_is_a_draft_in_which_nothing_is_said() {
    let folder = Folder::with(&[]);
    let said = folder.run("new scr child-k.referral.md");
    assert_eq!(said.code, 0, "{}", said.err);
    let text = folder.read("child-k.referral.md");
    assert!(text.starts_with("---\nschema: scr\nstatus: draft\n---\n\n# "), "{text}");
    let json = folder.run("check child-k.referral.md --format json").json();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["severity"] == "hint"), "{findings:?}");
    let outline: serde_json::Value =
        serde_json::from_str(&folder.run("outline child-k.referral.md --format json").out).unwrap();
    assert!(
        outline["sections"].as_array().unwrap().iter().all(|section| section["blank"] == true),
        "{outline}"
    );
    assert!(outline["fields"].as_array().unwrap().iter().all(|field| field["value"] == ""), "{outline}");
    assert!(
        !folder.run("check --format json").json()["files"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["code"] == "missing-section" || finding["code"] == "duplicate-section")
    );
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let folder = Folder::with(&[("a.referral.md", NOTES)]);
    let said = folder.run("new scr a.referral.md");
    assert_eq!((said.code, folder.read("a.referral.md").as_str()), (2, NOTES));
    assert!(said.err.contains("a.referral.md is there already"), "{}", said.err);
}

#[test]
fn a_new_referral_can_go_to_the_standard_output() {
    let folder = Folder::with(&[]);
    let said = folder.run("new scr");
    assert!(said.out.contains("\n## Basis\n") && folder.names().is_empty());
    assert_eq!(folder.run("new src a.md").code, 2);
    assert!(folder.names().is_empty());
}

#[test]
fn codes_sections_and_fields_are_explained() {
    let folder = Folder::with(&[]);
    assert_eq!(
        folder.run("explain empty-section").out,
        include_str!("../../server/analysis/src/rules/empty_section.md")
    );
    let basis = folder.run("explain basis --schema scr").out;
    for expected in [
        "# Basis\n\nSay plainly which statutory criterion",
        "> The case is referred for Serious Case Review (SCR) consideration with an appropriate rationale and in a timely manner.",
        "> Does the referral state explicitly whether the case met the statutory criteria, or if it was referred for another reason?\n>\n> — [Serious Case Review Quality Markers, marker 1: Referral, SCIE and NSPCC, 2016](<https://www.scie.org.uk/",
        "Questions to the writer:\n\n- Has a child died",
        "An invented example that serves the reader:\n\n```markdown\nThe statutory criteria are met",
        "One that does not:\n\n```markdown\nWe feel this one should be looked at.",
        "The board cannot take the referral without it.\n",
        "Also known as \"Basis for referral\"",
    ] {
        assert!(basis.contains(expected), "{expected} is not in {basis}");
    }
    let aware = folder.run("explain date-aware").out;
    for expected in [
        "# Date the referrer became aware\n\nOn what date did you",
        "> Are there explanations for any delays in the referral?",
        "In the front matter: `date-aware:`",
        "Clocks that it starts:\n\n- 1 month (binds nobody in particular)",
        "- 5 working days (binds the local authority)",
    ] {
        assert!(aware.contains(expected), "{expected} is not in {aware}");
    }
    assert!(folder.run("explain serious-harm").out.contains("regulation 5(2)(a) and (b)(ii)"));
    assert!(
        folder
            .run("explain la-notification")
            .out
            .contains("From \"Date the referrer became aware\" to \"Date the local authority notified")
    );
    let said = folder.run("explain empty-sectoin");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean \"empty-section\"?"), "{}", said.err);
}

#[test]
fn two_things_with_one_id_are_both_explained() {
    let learning = Folder::with(&[]).run("explain learning").out;
    let titles: Vec<&str> = learning.lines().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(titles.len(), 2, "the section and the route: {learning}");
}

#[test]
fn without_a_code_all_codes_are_listed() {
    let said = Folder::with(&[]).run("explain");
    assert_eq!(said.code, 0, "{}", said.err);
    for rule in referral_analysis::rules::RULES {
        assert!(said.out.contains(&format!("\n| `{}` ", rule.code)), "{} is not in {}", rule.code, said.out);
    }
    assert!(said.out.ends_with("`referral explain CODE` shows the page of one of them.\n"), "{}", said.out);
}

#[test]
fn schemas_are_listed_shown_and_checked() {
    let folder = Folder::with(&[]);
    assert!(
        folder
            .run("schema list")
            .out
            .contains("scr: Referral for Serious Case Review consideration, England\n")
    );
    assert_eq!(folder.run("schema show scr").out, include_str!("../../schemas/scr.toml"));
    assert_eq!(folder.run("schema show src").code, 2);
    let said = folder.run("schema check");
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn a_schema_file_is_checked_with_what_it_extends() {
    let folder = Folder::with(&[
        ("good.toml", "id = \"good\"\nextends = \"scr\"\n"),
        ("bad.toml", "id = \"bad\"\nextends = \"src\"\n"),
    ]);
    let said = folder.run("schema check good.toml");
    assert_eq!((said.code, said.out.as_str()), (0, "1 schema, no mistakes\n"));
    let said = folder.run("schema check good.toml bad.toml");
    assert_eq!(said.code, 1);
    assert!(
        said.out.starts_with("bad.toml:2:11: there is no schema \"src\"; did you mean \"scr\"?\n"),
        "{}",
        said.out
    );
    assert!(said.out.ends_with("2 schemas, 1 mistake\n"), "{}", said.out);
    assert_eq!(folder.run("schema check gone.toml").code, 2);
}

#[test]
fn a_schema_file_is_checked_with_the_boards_around_it() {
    let board = "id = \"eastmoor\"\nextends = \"scr\"\n[[section]]\nid = \"voice\"\nheading = \"Voice\"\n";
    let hill = "id = \"hill\"\nextends = \"eastmoor\"\n[[field]]\nid = \"area\"\nlabel = \"Area\"\nhome = [\"vioce\"]\n";
    let folder = Folder::with(&[
        ("referral.toml", "boards = \"schemas\"\n"),
        ("schemas/eastmoor.toml", board),
        ("schemas/hill.toml", hill),
        ("draft.toml", &hill.replace("vioce", "voice")),
    ]);
    let said = folder.run("schema check schemas/hill.toml");
    assert_eq!(
        said.out,
        "schemas/hill.toml:6:9: there is no section \"vioce\"; did you mean \"voice\"?\n1 schema, 1 mistake\n"
    );
    let said = folder.run("schema check draft.toml");
    assert_eq!((said.code, said.out.as_str()), (0, "1 schema, no mistakes\n"), "{}", said.err);
    let both = folder.run("schema check schemas/hill.toml schemas/eastmoor.toml");
    assert!(both.out.ends_with("2 schemas, 1 mistake\n"), "{}", both.out);
}

#[test]
fn a_copy_of_a_schema_that_comes_with_the_program_is_checked_in_its_place() {
    let folder = Folder::with(&[("scr.toml", include_str!("../../schemas/scr.toml"))]);
    let said = folder.run("schema check scr.toml");
    assert_eq!((said.code, said.out.as_str()), (0, "1 schema, no mistakes\n"));
}

#[test]
fn shells_are_told_every_command_and_option() {
    let folder = Folder::with(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = folder.run(&format!("completions {shell}"));
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{shell}");
        for word in ["outline", "completions", "fail-on", "stdin-filename"] {
            assert!(said.out.contains(word), "{shell} {word}");
        }
    }
    assert_eq!(folder.run("completions cobol").code, 2);
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_and_the_forms_of_a_report() {
    let script = Folder::with(&[]).run("completions bash").out;
    for (words, expected) in [
        ("referral ch", "check"),
        ("referral check --format sa", "sarif"),
        ("referral check --read", "--ready"),
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let (word, before) = (words[words.len() - 1], words[words.len() - 2]);
        let ask = format!(
            "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_referral referral '{word}' '{before}'\necho \"${{COMPREPLY[@]}}\"",
            words.join(" "),
            words.len() - 1,
        );
        let said = std::process::Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), expected, "{words:?}");
    }
}
