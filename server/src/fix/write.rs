//! Replaces the text of a file in one step, so that there is always the old text or the new one and never half of one.
//!
//! A file that another program has changed meanwhile is left as it is.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::files::plain_io;

/// Puts `new` in place of `old` in the file at `path`, keeping its permissions. A link stays one.
///
/// # Errors
/// In plain words, when the file holds something else by now, may not be written, or the disk is full.
/// Then it is as it was.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), String> {
    let path = fs::canonicalize(path).map_err(|error| plain_io(&error))?;
    let folder = path.parent().ok_or("it stands in no folder")?;
    let permissions = fs::metadata(&path).map_err(|error| plain_io(&error))?.permissions();
    if permissions.readonly() {
        return Err("it is read-only; allow writing to it and try again".into());
    }
    let said = |error: std::io::Error| plain_io(&error);
    let mut file = tempfile::Builder::new().prefix(".referral-").tempfile_in(folder).map_err(said)?;
    file.write_all(new).map_err(said)?;
    file.as_file().set_permissions(permissions).map_err(said)?;
    file.as_file().sync_all().map_err(said)?;
    if fs::read(&path).map_err(said)? != old {
        return Err("another program has changed it meanwhile; try again".into());
    }
    file.persist(&path).map_err(|error| plain_io(&error.error))?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.referral.md");
        fs::write(&path, "changed").unwrap();
        assert!(replace(&path, b"old", b"new").unwrap_err().contains("changed it meanwhile"));
        assert_eq!(fs::read(&path).unwrap(), b"changed");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_text_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.referral.md");
        fs::write(&path, "old").unwrap();
        replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_read_only_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.referral.md");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace(&path, b"old", b"new").unwrap_err().contains("read-only"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
