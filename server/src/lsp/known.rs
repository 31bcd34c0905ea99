//! The referrals of the workspace that are not open: which files there are, and their text.
//!
//! Nothing is kept of them here. Their text is read when somebody asks, and only on the thread that asks.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use tower_lsp::lsp_types::Url;

use super::encoding::Encoding;
use super::store::Snapshot;
use super::workspace::Workspace;

/// Bytes that a file may have to be looked into; a referral of that length has 150,000 words.
const LONGEST: u64 = 1 << 20;
/// Files that are looked into; a board has some dozens of referrals a year.
const MOST: usize = 5_000;

/// The Markdown files below the workspace's folders that are not among `open`, by path. What Git ignores is left out.
pub fn closed(workspace: &Workspace, open: &[Snapshot]) -> Vec<PathBuf> {
    let open: Vec<PathBuf> = open.iter().filter_map(|snapshot| snapshot.uri.to_file_path().ok()).collect();
    let mut files = Vec::new();
    for folder in workspace.folders() {
        // A client may name a file as its folder, or the root of the disk; the second is no workspace.
        if folder.parent().is_none() {
            continue;
        }
        let walk = WalkBuilder::new(&folder).require_git(false).sort_by_file_name(Ord::cmp).build();
        for entry in walk.flatten() {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let path = entry.path();
            if is_file && is_markdown(path) && !open.iter().any(|open| open == path) {
                files.push(path.to_owned());
            }
            if files.len() >= MOST {
                return files;
            }
        }
    }
    files
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|own| ["md", "markdown"].iter().any(|known| own.eq_ignore_ascii_case(known)))
}

/// The file at `path` as a document that nobody edits; nothing where it is too long or no text.
pub fn read(path: &Path, encoding: Encoding) -> Option<Snapshot> {
    let length = fs::metadata(path).ok()?.len();
    if length > LONGEST {
        return None;
    }
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    // Editors keep a byte order mark to themselves, and positions count none.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Some(Snapshot::of_file(Url::from_file_path(path).ok()?, text, encoding))
}
