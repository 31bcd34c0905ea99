//! The folder of an invented board, and what is expected of its referrals: `tests/boards/`.
//!
//! How the findings were come by is for each test to say.

use std::fs;
use std::path::{Path, PathBuf};

/// The day by which the referrals are judged.
pub const TODAY: &str = "2018-06-01";

/// The folder of the board.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boards/eastmoor")
}

/// One of its files.
pub fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap().replace("\r\n", "\n")
}

/// The findings expected of a referral, in the form that `tests/referrals/README.md` describes, sorted.
pub fn expected(name: &str) -> Vec<String> {
    let sidecar = read(&name.replace(".referral.md", ".expected"));
    let mut lines: Vec<String> = sidecar
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

/// A finding in that form; `at` are its bytes in `text`.
pub fn line(
    text: &str,
    at: std::ops::Range<usize>,
    severity: &str,
    code: &str,
    about: Option<&str>,
) -> String {
    let number = text[..at.start].matches('\n').count() + 1;
    let shown: String = text[at].lines().next().unwrap_or_default().chars().take(60).collect();
    format!("{number} {severity} {code} {} \"{shown}\"", about.unwrap_or("-"))
}
