//! The paths that a list names: one on each line, or, as `git ls-files -z` writes them, with a NUL after each.
//!
//! Whether anything is at those paths is not looked at here.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{plain_io, slashed};
use crate::problem::Problem;

/// Bytes that a list may have: some ten thousand paths as long as most systems allow.
const MAX_LENGTH: u64 = 64 << 20;

/// The paths in the file at `list`, or in the standard input if that is `-`.
///
/// # Errors
/// When it cannot be read, is too long, or names a path that cannot be one here.
pub fn read(list: &Path) -> Result<Vec<PathBuf>, Problem> {
    let name = slashed(list);
    let mut bytes = Vec::new();
    let read = if list == Path::new("-") {
        io::stdin().lock().take(MAX_LENGTH + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(list).and_then(|file| file.take(MAX_LENGTH + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Problem::unreadable(&name, plain_io(&error)))?;
    if bytes.len() as u64 > MAX_LENGTH {
        let why = format!("it has more than {} MiB, which is too long for a list", MAX_LENGTH >> 20);
        return Err(Problem::unreadable(&name, why));
    }
    let why = "it names a path that is not UTF-8";
    entries(&bytes).map(path).collect::<Option<_>>().ok_or_else(|| Problem::unreadable(&name, why))
}

/// What stands between the line breaks of a list, or between its NULs if it has any.
fn entries(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let has_nul = bytes.contains(&0);
    let entries = bytes.split(move |byte| *byte == if has_nul { 0 } else { b'\n' });
    let entries = entries.map(move |entry| if has_nul { entry } else { entry.trim_ascii_end() });
    entries.filter(|entry| !entry.is_empty())
}

/// On Unix a path is any bytes.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}
