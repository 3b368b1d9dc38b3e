//! The windows that a terminal program can be shown in, and how each is told what to run and to use
//! large letters.
//!
//! `Terminal=true` in a menu entry leaves this to the desktop, and where its list has none that is
//! installed, nothing opens and nothing is said. So the entry starts this program, and this list decides.

/// A terminal emulator.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Emulator {
    pub(super) program: &'static str,
    /// Desktops to which it belongs, as `XDG_CURRENT_DESKTOP` names them.
    desktops: &'static [&'static str],
    /// Options for large letters; those that have none open as they are set up.
    large: &'static [&'static str],
    /// What stands before the command to run.
    run: &'static [&'static str],
}

const fn emulator(
    program: &'static str,
    desktops: &'static [&'static str],
    large: &'static [&'static str],
    run: &'static [&'static str],
) -> Emulator {
    Emulator { program, desktops, large, run }
}

/// Those that take large letters first; the last ones know which one the person likes, and no size.
const EMULATORS: &[Emulator] = &[
    emulator(
        "gnome-terminal",
        &["GNOME", "Unity", "X-Cinnamon", "Budgie"],
        &["--zoom=1.8"],
        &["--"],
    ),
    emulator("konsole", &["KDE"], &["-p", "Font=Monospace,20"], &["-e"]),
    emulator("xfce4-terminal", &["XFCE"], &["--zoom=4", "--hide-menubar"], &["-x"]),
    emulator("mate-terminal", &["MATE"], &["--zoom=1.8", "--hide-menubar"], &["-x"]),
    emulator("kitty", &[], &["-o", "font_size=20"], &[]),
    emulator("foot", &["sway"], &["--font=monospace:size=20"], &[]),
    emulator("alacritty", &[], &["-o", "font.size=20"], &["-e"]),
    emulator("ghostty", &[], &["--font-size=20"], &["-e"]),
    emulator("wezterm", &[], &["--config", "font_size=20"], &["start", "--"]),
    emulator("xterm", &[], &["-fa", "Monospace", "-fs", "20"], &["-e"]),
    emulator("urxvt", &[], &["-fn", "xft:Monospace:size=20"], &["-e"]),
    emulator("st", &[], &["-f", "Monospace:size=20"], &["-e"]),
    emulator("ptyxis", &["GNOME"], &[], &["--new-window", "--"]),
    emulator("kgx", &["GNOME"], &[], &["--"]),
    emulator("qterminal", &["LXQt"], &[], &["-e"]),
    emulator("lxterminal", &["LXDE"], &[], &["-e"]),
    emulator("tilix", &[], &[], &["-e"]),
    emulator("terminator", &[], &[], &["-x"]),
    emulator("xdg-terminal-exec", &[], &[], &[]),
    emulator("x-terminal-emulator", &[], &[], &["-e"]),
];

impl Emulator {
    /// The whole line: this emulator, and what it runs.
    pub(super) fn line(&self, command: &[String]) -> Vec<String> {
        let own = [self.program].into_iter().chain(self.large.iter().chain(self.run).copied());
        own.map(str::to_owned).chain(command.iter().cloned()).collect()
    }

    fn belongs_to(&self, desktop: &str) -> bool {
        desktop.split(':').any(|one| self.desktops.contains(&one))
    }
}

/// Those that are there: what belongs to this desktop first, each in the order of the list.
pub(super) fn there_are(desktop: &str, is_there: impl Fn(&str) -> bool) -> Vec<&'static Emulator> {
    let (own, others): (Vec<_>, Vec<_>) =
        EMULATORS.iter().partition(|emulator| emulator.belongs_to(desktop));
    own.into_iter().chain(others).filter(|emulator| is_there(emulator.program)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(desktop: &str, there: &[&str]) -> Vec<&'static str> {
        let found = there_are(desktop, |program| there.contains(&program));
        found.iter().map(|emulator| emulator.program).collect()
    }

    #[test]
    fn a_desktop_has_its_own_first_and_large_letters_come_before_small_ones() {
        let both = ["xterm", "kgx", "konsole", "xdg-terminal-exec"];
        assert_eq!(named("ubuntu:GNOME", &both), ["kgx", "konsole", "xterm", "xdg-terminal-exec"]);
        assert_eq!(named("KDE", &both), ["konsole", "xterm", "kgx", "xdg-terminal-exec"]);
        assert_eq!(named("", &["x-terminal-emulator", "xterm"]), ["xterm", "x-terminal-emulator"]);
        assert_eq!(named("GNOME", &[]), [""; 0]);
        let gnome = ["kgx", "gnome-terminal"];
        assert_eq!(named("GNOME", &gnome), ["gnome-terminal", "kgx"], "which takes large letters");
    }

    #[test]
    fn a_line_has_the_command_behind_all_else() {
        let command = ["/usr/bin/stenosis-routine", "start", "my morning"].map(String::from);
        for emulator in EMULATORS {
            let line = emulator.line(&command);
            assert_eq!(line.first().map(String::as_str), Some(emulator.program));
            assert!(line.ends_with(&command), "{line:?}");
        }
    }
}
