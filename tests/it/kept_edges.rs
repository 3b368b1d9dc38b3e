//! Small files that are kept for a person, where a folder is not what it should be.

#![cfg(unix)]

use std::path::{Path, PathBuf};

use stenosis_routine::io::store::Store;

use crate::run::program;
use crate::terminal::Terminal;

/// That a file cannot be looked for is not that there is none.
#[test]
fn a_folder_that_leads_in_a_circle_is_no_empty_one() {
    let home = tempfile::tempdir().unwrap();
    let circle = home.path().join("circle");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    assert!(Store::in_folder(circle).profile().broken.is_some());
    assert!(Store::in_folder(home.path().join("none")).profile().broken.is_none());
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(Store::in_folder(file).profile().broken.is_none(), "below a file there is none");
}

/// Somebody who makes it louder at the plan, with these settings in their own folder.
fn louder(settings: &str) -> (Terminal, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("settings.toml"), settings).unwrap();
    let mut terminal =
        Terminal::at_home(home, &program(), &["start", "--mute", "--plain", "seated-cat-cow"]);
    for (seen, key) in [
        ("BEFORE YOU BEGIN", "n"),
        ("leaning back", "n"),
        ("Number, then Enter", "\r"),
        ("space  begin", "+"),
        ("Volume ", ""),
    ] {
        terminal.until(seen);
        terminal.press(key);
    }
    (terminal, own)
}

fn settings(own: &Path) -> String {
    std::fs::read_to_string(own.join("settings.toml")).unwrap()
}

#[test]
fn a_volume_that_cannot_be_remembered_is_said() {
    let (mut terminal, own) = louder("volume = 5\nmute = false\n");
    std::fs::write(own.join("settings.toml"), "volume = loud\n").unwrap();
    terminal.press("q");
    terminal.until("Next time the volume is the old one.");
    assert_eq!(settings(&own), "volume = loud\n");
}

/// As with health answers: what could not be read stays as it is, also where it can be read by now.
#[test]
fn settings_that_could_not_be_read_are_not_written_over_when_they_can_be() {
    let (mut terminal, own) = louder("volume = loud\n");
    let healthy = "volume = 2\nmute = true\n";
    std::fs::write(own.join("settings.toml"), healthy).unwrap();
    terminal.press("q");
    assert!(terminal.end().success());
    assert_eq!(settings(&own), healthy);
}
