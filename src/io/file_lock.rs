//! Turns that programs take with a file, and whether it is still the file of its name.

#![expect(clippy::disallowed_methods, reason = "what a name leads to is looked up here")]

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

/// Waits until no other program holds the file; whether it is held then. Shares of a network often
/// have no locks and say so in many ways (`ENOLCK`, `EBADF`, `EINVAL`, `EOPNOTSUPP`): nobody is kept
/// out there, and that is no error.
pub(super) fn hold(file: &File) -> bool {
    loop {
        match file.lock() {
            Ok(()) => return true,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}

/// Whether a name leads to this open file: another program may have put one of its own there.
#[cfg(unix)]
pub(super) fn leads_to(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |about: fs::Metadata| (about.dev(), about.ino());
    let there = fs::metadata(path).map(identity);
    there.is_ok_and(|there| file.metadata().is_ok_and(|open| identity(open) == there))
}

/// An open file keeps its name here.
#[cfg(not(unix))]
pub(super) fn leads_to(_: &Path, _: &File) -> bool {
    true
}

/// Whether a file has more names than one (hard links): what is written anew under one of them stays
/// as it was under the others.
#[cfg(unix)]
pub(super) fn has_other_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|about| about.nlink() > 1)
}

/// Nothing tells it here.
#[cfg(not(unix))]
pub(super) fn has_other_names(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn w_04_a_file_without_locks_is_no_error() {
        use std::os::unix::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        assert!(hold(&File::create(&path).unwrap()));
        // Only a place in the file system: every lock of it is EBADF.
        let flags = rustix::fs::OFlags::PATH.bits().cast_signed();
        let place = fs::OpenOptions::new().read(true).custom_flags(flags).open(&path).unwrap();
        assert!(!hold(&place));
    }

    #[cfg(unix)]
    #[test]
    fn w_06_a_name_leads_to_the_file_that_was_put_there_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let first = File::create(&path).unwrap();
        assert!(leads_to(&path, &first));
        fs::rename(&path, folder.path().join("x~")).unwrap();
        assert!(!leads_to(&path, &first), "it has another name");
        let second = File::create(&path).unwrap();
        assert!(!leads_to(&path, &first) && leads_to(&path, &second));
        std::os::unix::fs::symlink(&path, folder.path().join("link")).unwrap();
        assert!(leads_to(&folder.path().join("link"), &second));
    }
}
