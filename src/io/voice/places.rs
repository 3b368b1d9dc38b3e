//! Where programs are found.

use std::env;
use std::path::{Path, PathBuf};

/// The program of that name, as a shell would find it.
#[expect(clippy::disallowed_methods, reason = "this is the file that looks for programs")]
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let candidates = env::split_paths(&folders).filter(|folder| folder.is_absolute());
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    candidates.map(|folder| folder.join(&file)).find(|path| is_program(path))
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the file that looks for programs")]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let about = path.metadata();
    about.is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "this is the file that looks for programs")]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
