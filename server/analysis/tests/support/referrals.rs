//! The whole referrals of `tests/referrals` and its like, each kind of review in a folder of its own.
//!
//! Not read here: what stands beside them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};

/// The path of every referral in a folder of `tests`, in order.
pub fn referrals_in(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(folder)];
    let mut referrals = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".referral.md") {
                referrals.push(path);
            }
        }
    }
    referrals.sort();
    referrals
}
