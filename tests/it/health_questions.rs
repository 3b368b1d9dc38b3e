//! S-12: `profile` at a keyboard asks one after the other; without one it lists.

#![cfg(unix)]

use std::path::{Path, PathBuf};

use stenosis_routine::domain::profile::{Flag, Told};
use stenosis_routine::io::store::Store;

use crate::run::{program, run};
use crate::terminal::Terminal;

/// Somebody at `profile`, with this in it, and where their own files are.
fn asked(profile: &str) -> (Terminal, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("profile.toml"), profile).unwrap();
    (Terminal::at_home(home, &program(), &["profile"]), own)
}

fn told(own: &Path, flag: Flag) -> Option<Told> {
    Store::in_folder(own.to_owned()).profile().value.told(flag)
}

#[test]
fn s_12_it_asks_one_after_the_other_and_says_back_what_it_keeps() {
    let (mut terminal, own) = asked("[flags]\nosteoporosis = \"yes\"\n");
    for (question, typed) in [
        ("1 of 18. Leaning back brings on leg symptoms?", "y\r"),
        ("2 of 18. A slipped vertebra?", "x\r"),
        ("y, n, s, Enter, b or q, please.", "not sure\r"),
        ("3 of 18. Osteoporosis, thin bones? So far: yes.", "\r"),
        ("4 of 18. A fracture lately, or of a vertebra?", "y\r"),
        ("5 of 18. Back, hip, knee", "b\r"),
        ("4 of 18. A fracture lately, or of a vertebra? So far: yes.", "NO\r"),
        ("5 of 18. Back, hip, knee", "q\r"),
    ] {
        terminal.until(question);
        terminal.press(typed);
    }
    terminal.until("Yes: leaning back brings on leg symptoms.");
    terminal.until("Not sure: a slipped vertebra.");
    terminal.until("No: a fracture lately, or of a vertebra.");
    terminal.until("Kept on this computer.");
    assert_eq!(told(&own, Flag::ExtSensitive), Some(Told::Yes));
    assert_eq!(told(&own, Flag::Spondylolisthesis), Some(Told::NotSure));
    assert_eq!(told(&own, Flag::Osteoporosis), Some(Told::Yes));
    assert_eq!(told(&own, Flag::RecentFracture), Some(Told::No));
    assert_eq!(told(&own, Flag::RecentSurgery), None);
    assert!(terminal.end().success());
}

/// C-18: pregnancy is asked last, and who has said no is not asked again.
#[test]
fn c_18_pregnancy_is_last_and_skipped_for_good() {
    let (mut terminal, own) = asked("");
    terminal.until("1 of 18");
    terminal.press(&"\r".repeat(17));
    terminal.until("18 of 18. Pregnant, 16 weeks or more?");
    terminal.press("n\r");
    terminal.until("No: pregnant, 16 weeks or more.");
    assert_eq!(told(&own, Flag::Pregnancy16w), Some(Told::No));
    let (mut terminal, own) = asked("[flags]\npregnancy-16w = \"no\"\n");
    terminal.until("1 of 17");
    terminal.press(&"\r".repeat(17));
    // Nothing was answered: it shows what is known, and writes nothing.
    terminal.until("Nothing was changed.");
    terminal.until("pregnancy-16w     no");
    assert!(!terminal.text().contains("Pregnant, 16 weeks or more?"), "{}", terminal.text());
    assert_eq!(
        std::fs::read_to_string(own.join("profile.toml")).unwrap(),
        "[flags]\npregnancy-16w = \"no\"\n"
    );
}

/// C-17: what was told elsewhere while it asked stays, and is what is said back.
#[test]
fn c_17_it_undoes_nothing_that_was_told_meanwhile() {
    let (mut terminal, own) = asked("");
    terminal.until("1 of 18");
    std::fs::write(own.join("profile.toml"), "[flags]\next-sensitive = \"yes\"\n").unwrap();
    for typed in ["n\r", "n\r", "q\r"] {
        terminal.press(typed);
    }
    terminal.until("Yes: leaning back brings on leg symptoms.");
    terminal.until("No: a slipped vertebra.");
    assert_eq!(told(&own, Flag::ExtSensitive), Some(Told::Yes));
}

#[test]
fn c_17_it_asks_nothing_that_it_could_not_keep() {
    let (mut terminal, own) = asked("[flags");
    terminal.until("It was not written over.");
    assert_eq!(terminal.end().code(), Some(2));
    assert!(!terminal.text().contains("1 of 18"), "{}", terminal.text());
    assert_eq!(std::fs::read_to_string(own.join("profile.toml")).unwrap(), "[flags");
}

#[test]
fn s_12_without_a_keyboard_it_lists_and_a_slip_in_a_name_is_named() {
    let (stdout, _, status) = run(&["profile"]).input("y\ny\n").output();
    assert_eq!(status, 0);
    assert!(stdout.contains("  knee              -") && !stdout.contains("1 of 18"), "{stdout}");
    let (_, stderr, status) = run(&["profile", "set", "osteporosis", "yes"]).output();
    assert_eq!(status, 2);
    assert!(stderr.contains("Type:  stenosis-routine profile set osteoporosis yes"), "{stderr}");
    let (_, stderr, _) = run(&["profile", "set", "colour", "yes"]).output();
    assert!(stderr.contains("a health answer, such as knee"), "{stderr}");
    assert!(!stderr.contains("Type:  stenosis-routine profile set"), "{stderr}");
}
