//! `referral try` where there is no editor and nobody at a terminal; in an editor it is tested by `neovim.rs`.
//!
//! Which findings the sample has is held by the test of the editor.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

#[test]
fn without_a_terminal_the_findings_of_the_sample_and_a_hover_are_printed() {
    let temporary = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
    command.arg("try").env("TMPDIR", temporary.path()).env("TMP", temporary.path());
    let output = command.output().unwrap();
    let (text, errors) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""), "{text}");
    for part in [
        "there is no \"Basis\" section",
        "child-k.referral.md:8:",
        "What the editor says where the cursor is on \"## Rationale\":",
        "with an appropriate rationale and in a timely manner",
    ] {
        assert!(text.contains(part), "\"{part}\" is not in\n{text}");
    }
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0, "something was left behind");
}
