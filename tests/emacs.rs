//! The real Emacs with Eglot and the plugin, in batch mode, and nothing of the person's own around it.
//!
//! What is looked at there is written in Lisp, beside the plugin; nothing about referrals is here.
//! Without Emacs this test fails: an editor that was not tried is not one that works.
#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const SERVER: &str = env!("CARGO_BIN_EXE_referral");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SAMPLE: &str = include_str!("../server/src/sample.referral.md");

/// `REFERRAL_EMACS`, else the one on the path.
fn emacs() -> PathBuf {
    let emacs = env::var_os("REFERRAL_EMACS").map_or_else(|| PathBuf::from("emacs"), PathBuf::from);
    let with_eglot = Command::new(&emacs).args(["-q", "--batch", "--eval", "(require 'eglot)"]).output();
    assert!(
        with_eglot.is_ok_and(|output| output.status.success()),
        "this test needs Emacs with Eglot, and {} is none: set REFERRAL_EMACS, or install it with\n    \
         apt-get install emacs-nox elpa-eglot",
        emacs.display()
    );
    emacs
}

/// Runs the script beside the plugin in a home of its own, with `mode` said to it.
fn assert_passes(mode: &str) {
    let home = TempDir::new().unwrap();
    let file = home.path().join("child-k.referral.md");
    fs::write(&file, SAMPLE).unwrap();
    let output = Command::new(emacs())
        .args(["-q", "--batch", "-l"])
        .arg(Path::new(ROOT).join("editors/emacs/test/writing.el"))
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("REFERRAL_TEST_SERVER", SERVER)
        .env("REFERRAL_TEST_FILE", &file)
        .env("REFERRAL_TEST_MODE", mode)
        .output()
        .unwrap();
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && text.ends_with("done\n"), "{mode}\n{text}{errors}");
}

#[test]
fn a_referral_is_written_from_its_first_finding_to_its_last() {
    assert_passes("as installed");
}

#[test]
fn no_mode_for_markdown_is_needed() {
    assert_passes("referral-mode");
}
