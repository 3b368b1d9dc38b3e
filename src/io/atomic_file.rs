//! Files and folders made for their owner, and written so that they are whole at every moment.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A new file that only its owner may read.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    options.open(path)
}

/// Makes a folder that only its owner may look into; one that is there stays as it is.
#[expect(clippy::disallowed_methods, reason = "this is the file that makes folders")]
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
pub(super) fn owner_only(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
pub(super) fn owner_only(_: &mut OpenOptions) {}

/// The file by which programs take turns.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
pub(super) fn create_or_open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    owner_only(&mut options);
    options.open(path)
}

/// A new file that others may read, too.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
pub(super) fn create_to_send(path: &Path) -> io::Result<File> {
    File::create_new(path)
}

/// Writes a file so that it is whole at every moment: beside it, synced, and renamed.
pub(super) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), make_folder)?;
    Beside::write(path, text, create)?.rename()
}

/// A file that is on the disk, and not yet in its place. Dropped, it is gone.
pub(super) struct Beside {
    there: PathBuf,
    path: PathBuf,
}

impl Beside {
    pub(super) fn write(
        path: &Path,
        text: &str,
        create: fn(&Path) -> io::Result<File>,
    ) -> io::Result<Beside> {
        let there = path.with_extension(format!("{}.new", std::process::id()));
        let mut file = create(&there)?;
        let beside = Beside { there, path: path.to_owned() };
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(beside)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
    pub(super) fn rename(self) -> io::Result<()> {
        fs::rename(&self.there, &self.path)
    }
}

impl Drop for Beside {
    #[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
    fn drop(&mut self) {
        // Renamed, it is no longer there.
        let _ = fs::remove_file(&self.there);
    }
}
