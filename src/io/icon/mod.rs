//! An icon that begins a session, and the window that it opens.

mod desktop_entry;
mod emulators;

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::domain::units::Moment;
use crate::text::icon as words;

use super::atomic_file::{Readers, StagedFile, WriteError};
use super::clock::SessionClock;
use super::store::HOME;

use self::desktop_entry::{MenuEntry, OURS};

/// The picture.
const PICTURE: &str = include_str!("../../../packaging/stenosis-routine.svg");
/// How the names of all our files begin.
const NAME: &str = "stenosis-routine";
/// A window that is closed within this time, with an error, was none.
const AT_ONCE: Duration = Duration::from_secs(3);

/// What an icon begins.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut<'s> {
    /// The name of a routine; nothing is the usual one.
    pub routine: Option<&'s str>,
    /// What is below the icon.
    pub title: &'s str,
}

/// No window can be opened.
#[derive(Debug)]
pub struct NoWindow;

impl fmt::Display for NoWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(words::NO_WINDOW)
    }
}

impl Error for NoWindow {}

/// The window that an icon would open, by the name of its program.
pub fn window() -> Option<&'static str> {
    emulators::there_are(&desktop(), is_on_the_path).first().map(|emulator| emulator.program)
}

/// Opens a window of its own, with large letters, and begins a session in it.
///
/// # Errors
/// Where there is no program that opens one.
#[expect(clippy::disallowed_methods, reason = "a window is another program")]
pub fn open_window(routine: Option<&str>) -> Result<(), NoWindow> {
    let command = session(routine);
    for emulator in emulators::there_are(&desktop(), is_on_the_path) {
        let line = emulator.line(&command);
        let Some((program, arguments)) = line.split_first() else { continue };
        let clock = SessionClock::start(1);
        let closed = Command::new(program).args(arguments).stdin(Stdio::null()).status();
        let at_once = clock.now().since(Moment::ZERO) < AT_ONCE;
        if closed.is_ok_and(|status| status.success() || !at_once) {
            return Ok(());
        }
    }
    say_without_a_window(words::NO_WINDOW);
    Err(NoWindow)
}

/// Who has clicked on an icon reads no terminal.
#[expect(clippy::disallowed_methods, reason = "what can show a sentence is another program")]
fn say_without_a_window(sentence: &str) {
    let ways: [&[&str]; 4] = [
        &["zenity", "--error", "--text"],
        &["kdialog", "--error"],
        &["notify-send", "--urgency=critical", NAME],
        &["xmessage"],
    ];
    for way in ways {
        let Some((program, arguments)) = way.split_first() else { continue };
        let said = Command::new(program).args(arguments).arg(sentence).status();
        if said.is_ok_and(|status| status.success()) {
            return;
        }
    }
}

/// The line that a window runs: a session, and the window stays until Enter.
fn session(routine: Option<&str>) -> Vec<String> {
    let words = ["start"].into_iter().chain(routine).chain(["--stay"]);
    let words = words.map(str::to_owned).collect::<Vec<_>>();
    [this_program(), words].concat()
}

/// This program, with the folder that it was told to use.
#[expect(clippy::disallowed_methods, reason = "only the system knows where the program is")]
fn this_program() -> Vec<String> {
    let program = env::current_exe().ok().and_then(|path| path.into_os_string().into_string().ok());
    let program = program.unwrap_or_else(|| NAME.into());
    let home = env::var(HOME).ok().filter(|home| !home.is_empty() && cfg!(unix));
    match home {
        Some(home) => vec!["env".into(), format!("{HOME}={home}"), program],
        None => vec![program],
    }
}

/// Puts an icon into its places, and gives those.
///
/// # Errors
/// Where there is no place, or it cannot be written.
pub fn put(shortcut: Shortcut<'_>) -> Result<Vec<PathBuf>, WriteError> {
    if cfg!(windows) {
        return windows_shortcut(shortcut).map(|path| vec![path]);
    }
    let mut put = Vec::new();
    for (path, text) in files(shortcut)? {
        write(&path, &text).map_err(|error| WriteError::Failed(path.clone(), error))?;
        put.push(path);
    }
    Ok(put)
}

/// Takes away what [`put`] has put, for this routine or for all, and gives what that was.
///
/// # Errors
/// Where something of it cannot be taken away.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes icons")]
pub fn take_away(routine: Option<&str>) -> Result<Vec<PathBuf>, WriteError> {
    let mut gone = Vec::new();
    for folder in folders() {
        for name in super::own_names::files_of(&folder) {
            let path = folder.join(&name);
            if is_ours(&path, &name, routine) {
                fs::remove_file(&path).map_err(|error| WriteError::Failed(path.clone(), error))?;
                gone.push(path);
            }
        }
    }
    Ok(gone)
}

/// Whether a file is an icon of ours.
fn is_ours(path: &Path, name: &OsStr, routine: Option<&str>) -> bool {
    let stem = Path::new(name).file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let named = match routine {
        Some(routine) => stem == file_stem(Some(routine)),
        None => stem == NAME || stem.strip_prefix(NAME).is_some_and(|rest| rest.starts_with('-')),
    };
    let ending = Path::new(name).extension().and_then(OsStr::to_str);
    named
        && match ending {
            Some("desktop" | "command") => super::read_file::bytes(path).is_ok_and(|bytes| {
                String::from_utf8_lossy(&bytes).lines().any(|line| line.ends_with(OURS))
            }),
            Some("lnk") => cfg!(windows),
            _ => false,
        }
}

fn file_stem(routine: Option<&str>) -> String {
    routine.map_or_else(|| NAME.to_owned(), |routine| format!("{NAME}-{routine}"))
}

/// What is written for an icon, and where.
fn files(shortcut: Shortcut<'_>) -> Result<Vec<(PathBuf, String)>, WriteError> {
    let (stem, data) = (file_stem(shortcut.routine), data_folder().ok_or(WriteError::NoFolder)?);
    if cfg!(target_os = "macos") {
        let desktop = desktop_folder().ok_or(WriteError::NoFolder)?;
        let line =
            session(shortcut.routine).iter().map(|word| in_a_shell(word)).collect::<Vec<_>>();
        let text = format!("#!/bin/sh\n# {OURS}\nclear\nexec {}\n", line.join(" "));
        return Ok(vec![(desktop.join(format!("{stem}.command")), text)]);
    }
    let picture = data.join("icons/hicolor/scalable/apps").join(format!("{NAME}.svg"));
    let opens = ["in-a-window"].into_iter().chain(shortcut.routine).map(str::to_owned);
    let command = this_program().into_iter().chain(opens).collect::<Vec<_>>();
    let entry = MenuEntry {
        name: shortcut.title,
        comment: words::COMMENT,
        command: &command,
        icon: &picture.to_string_lossy(),
    };
    let name = format!("{stem}.desktop");
    let places = [Some(data.join("applications")), desktop_folder()].into_iter().flatten();
    let entries = places.map(|folder| (folder.join(&name), entry.text())).collect::<Vec<_>>();
    Ok([vec![(picture, PICTURE.to_owned())], entries].concat())
}

fn in_a_shell(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Where icons are put.
fn folders() -> Vec<PathBuf> {
    let menu = data_folder().map(|data| data.join("applications"));
    [menu, desktop_folder()].into_iter().flatten().collect()
}

/// The folder whose icons lie on the screen, where there is one.
#[expect(clippy::disallowed_methods, reason = "only the system knows where the desktop is")]
fn desktop_folder() -> Option<PathBuf> {
    let home = etcetera::home_dir().ok()?;
    let config = env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let named = super::read_file::bytes(&config.join("user-dirs.dirs")).ok();
    let named = named.and_then(|bytes| named_desktop(&String::from_utf8_lossy(&bytes), &home));
    // In some homes the desktop is the home itself: that is, there is none.
    let folder = named.unwrap_or_else(|| home.join("Desktop"));
    (folder.is_dir() && folder != home).then_some(folder)
}

/// `XDG_DESKTOP_DIR="$HOME/Schreibtisch"`
fn named_desktop(text: &str, home: &Path) -> Option<PathBuf> {
    let value = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DESKTOP_DIR="))?;
    let value = value.trim().trim_matches('"');
    match value.strip_prefix("$HOME") {
        Some(rest) => Some(home.join(rest.trim_matches('/'))),
        None => Some(PathBuf::from(value)).filter(|path| path.is_absolute()),
    }
}

#[expect(clippy::disallowed_methods, reason = "only the system knows where menus are")]
fn data_folder() -> Option<PathBuf> {
    let set = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    set.or_else(|| Some(etcetera::home_dir().ok()?.join(".local/share")))
}

#[expect(clippy::disallowed_methods, reason = "only the environment names the desktop")]
fn desktop() -> String {
    env::var("XDG_CURRENT_DESKTOP").unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a program is looked for where shells look")]
fn is_on_the_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes icons")]
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fill = |file: &mut fs::File| file.write_all(text.as_bytes());
    StagedFile::write(path, Readers::Everybody, fill)?.put_in_place()?;
    // What lies on a desktop is started only where it may be.
    #[cfg(unix)]
    if path.extension().is_some_and(|ending| ending != "svg") {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// A `.lnk` file is made by Windows itself, asked through the shell that it always has.
#[expect(clippy::disallowed_methods, reason = "the one way to a shortcut without unsafe code")]
fn windows_shortcut(shortcut: Shortcut<'_>) -> Result<PathBuf, WriteError> {
    const MAKE: &str = "$p = Join-Path ([Environment]::GetFolderPath('Desktop')) $env:SR_FILE; \
                        $s = (New-Object -ComObject WScript.Shell).CreateShortcut($p); \
                        $s.TargetPath = $env:SR_PROGRAM; $s.Arguments = $env:SR_ARGUMENTS; \
                        $s.Description = $env:SR_ABOUT; $s.Save(); Write-Output $p";
    let line = session(shortcut.routine);
    let (program, arguments) = line.split_first().ok_or(WriteError::NoFolder)?;
    let made = Command::new("powershell")
        .args(["-NoProfile", "-NonInteractive", "-Command", MAKE])
        .env("SR_FILE", format!("{}.lnk", file_stem(shortcut.routine)))
        .env("SR_PROGRAM", program)
        .env("SR_ARGUMENTS", arguments.join(" "))
        .env("SR_ABOUT", shortcut.title)
        .output();
    let failed = |error| WriteError::Failed(PathBuf::from("powershell"), error);
    let made = made.map_err(failed)?;
    match made.status.success() {
        true => Ok(PathBuf::from(String::from_utf8_lossy(&made.stdout).trim())),
        false => Err(failed(io::Error::other(String::from_utf8_lossy(&made.stderr).trim()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_is_found_under_its_name_in_the_persons_language() {
        let home = Path::new("/home/anna");
        let text = "# x\nXDG_DOWNLOAD_DIR=\"$HOME/d\"\nXDG_DESKTOP_DIR=\"$HOME/Schreibtisch\"\n";
        assert_eq!(named_desktop(text, home), Some("/home/anna/Schreibtisch".into()));
        assert_eq!(named_desktop("XDG_DESKTOP_DIR=\"/srv/desk\"", home), Some("/srv/desk".into()));
        assert_eq!(named_desktop("XDG_DESKTOP_DIR=\"$HOME/\"", home), Some("/home/anna/".into()));
        assert_eq!(named_desktop("XDG_DESKTOP_DIR=\"here\"", home), None);
        assert_eq!(named_desktop("", home), None);
    }

    #[test]
    fn a_word_with_a_quote_in_it_stays_one_word_of_a_shell() {
        assert_eq!(in_a_shell("/Users/o'hara/x y"), r"'/Users/o'\''hara/x y'");
    }
}
