//! The icon: where it is put, the window that it opens, and that this stays until the last words are read.

#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt;

use crate::own_files::{Person, Said};
use crate::run::{program, read};

const XTERM: &str = "xterm";
const GNOME: &str = "gnome-terminal";

/// Somebody with a desktop, and programs that only write down how they were called.
struct Desktop(Person);

impl Desktop {
    fn new(programs: &[(&str, i32)]) -> Desktop {
        let person = Person::new();
        std::fs::create_dir_all(person.path("nobody/Desktop")).unwrap();
        for (name, status) in programs {
            let called = person.path("called");
            let text = format!(
                "#!/bin/sh\necho {name} >> '{0}'\nprintf '  %s\\n' \"$@\" >> '{0}'\nexit {status}\n",
                called.display()
            );
            person.write(&format!("bin/{name}"), text);
            let path = person.path("bin").join(name);
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        Desktop(person)
    }

    fn types(&self, args: &[&str]) -> Said {
        let mut command = self.0.command(program());
        command.env("PATH", self.0.path("bin")).env("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");
        self.0.said(command.args(args))
    }

    /// What was started, with its words, a line each.
    fn called(&self) -> String {
        let called = std::fs::read_to_string(self.0.path("called")).unwrap_or_default();
        let places = [(self.0.0.path(), "FOLDER"), (&program(), "PROGRAM")];
        places
            .iter()
            .fold(called, |text, (path, name)| text.replace(&*path.to_string_lossy(), name))
    }
}

const MENU: &str = "nobody/.local/share/applications/stenosis-routine-daily-5.desktop";
const ON_THE_SCREEN: &str = "nobody/Desktop/stenosis-routine-daily-5.desktop";

#[test]
fn an_icon_is_put_into_the_menu_and_onto_the_desktop_and_taken_away() {
    let desktop = Desktop::new(&[(GNOME, 0)]);
    let (said, status) = desktop.types(&["install-icon", "daily-5"]);
    assert_eq!(status, 0, "{said}");
    let expected = format!(
        "FOLDER/nobody/.local/share/icons/hicolor/scalable/apps/stenosis-routine.svg\n\
         FOLDER/{MENU}\nFOLDER/{ON_THE_SCREEN}\n\
         It opens a window of gnome-terminal. Click on it once now, to see that it does.\n\
         Some desktops ask first: right click, \"Allow launching\".\n\
         To take it away:  stenosis-routine install-icon --remove\n"
    );
    assert_eq!(said, expected);
    let entry = read(desktop.0.path(MENU));
    assert!(entry.contains("\nName=Daily five\n"), "{entry}");
    let exec = format!(
        "Exec=\"env\" \"STENOSIS_ROUTINE_HOME={}\" \"{}\" \"in-a-window\" \"daily-5\"",
        desktop.0.path("home").display(),
        program().display()
    );
    assert!(entry.lines().any(|line| line == exec), "{entry}");
    assert_eq!(read(desktop.0.path(ON_THE_SCREEN)), entry);
    let mode = std::fs::metadata(desktop.0.path(ON_THE_SCREEN)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755, "or it is not started");
    let validates = std::process::Command::new("desktop-file-validate")
        .arg(desktop.0.path(MENU))
        .output()
        .is_ok_and(|output| !output.stdout.is_empty());
    assert!(!validates, "desktop-file-validate has something to say");

    let anothers = "nobody/Desktop/stenosis-routine-mine.desktop";
    desktop.0.write(anothers, "[Desktop Entry]\nName=Mine\n");
    let (said, status) = desktop.types(&["install-icon", "--remove"]);
    assert_eq!(
        (said, status),
        (format!("Taken away:\nFOLDER/{MENU}\nFOLDER/{ON_THE_SCREEN}\n"), 0)
    );
    assert!(desktop.0.path(anothers).exists(), "what the program has not written stays");
    let (said, status) = desktop.types(&["install-icon", "--remove"]);
    assert_eq!((said.as_str(), status), ("There is no icon to take away.\n", 0));
}

#[test]
fn a_window_is_one_that_the_desktop_really_has() {
    let desktop = Desktop::new(&[(XTERM, 0), (GNOME, 0)]);
    let (said, status) = desktop.types(&["in-a-window", "daily-5"]);
    assert_eq!((said.as_str(), status), ("", 0));
    let session =
        "  env\n  STENOSIS_ROUTINE_HOME=FOLDER/home\n  PROGRAM\n  start\n  daily-5\n  --stay\n";
    assert_eq!(desktop.called(), format!("gnome-terminal\n  --zoom=1.8\n  --\n{session}"));
    // One that is there and cannot open a window is none.
    let desktop = Desktop::new(&[(GNOME, 1), (XTERM, 0)]);
    assert_eq!(desktop.types(&["in-a-window", "daily-5"]).1, 0);
    let xterm = format!("xterm\n  -fa\n  Monospace\n  -fs\n  20\n  -e\n{session}");
    assert!(desktop.called().ends_with(&xterm), "{}", desktop.called());
}

#[test]
fn without_a_window_it_is_said_where_somebody_who_has_clicked_reads_it() {
    let desktop = Desktop::new(&[("notify-send", 0)]);
    let (said, status) = desktop.types(&["in-a-window"]);
    assert_eq!(status, 1);
    assert!(said.starts_with("No window can be opened: "), "{said}");
    let called = desktop.called();
    assert!(called.starts_with("notify-send\n") && called.contains("Install one"), "{called}");
    let (said, status) = desktop.types(&["install-icon"]);
    assert_eq!(status, 0);
    assert!(said.contains("no terminal program was found"), "{said}");
    let (said, status) = desktop.types(&["install-icon", "dayly-5"]);
    assert_eq!(status, 2, "{said}");
}

#[test]
fn a_window_stays_until_the_last_words_are_read() {
    let person = Person::new();
    for (args, stays) in [
        (&["start", "no-such-routine", "--stay"][..], true),
        (&["start", "no-such-routine"], false),
    ] {
        let (said, _) = person.at_a_terminal(args, "true", "q\r");
        let waits = said.contains("\nEnter closes this window.\n");
        assert_eq!(waits, stays, "{args:?}\n{said}");
    }
}
