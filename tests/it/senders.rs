//! The sender's mark: what somebody reads of whom a file is from, in each case, and what is remembered.

use std::fmt::Write;

use stenosis_routine::domain::mark::SecretKey;
use stenosis_routine::domain::people::Marked;
use stenosis_routine::format::mark::marked;

use crate::own_files::{MORNING, Person, gets, without_mark};
use crate::run::{Exercises, check_text, program, read};

/// A therapist with a mark of their own, and what they send of this text.
fn sent_by(number: u8, text: &str, by: &str) -> String {
    let therapist = Person::new();
    therapist.has_the_mark_of(number);
    therapist.write("home/routines/morning.toml", text);
    therapist.does(&["share", "morning", "--by", by]);
    read(therapist.path("work/morning.toml"))
}

fn mark_of(text: &str) -> Marked {
    let checked = check_text("sent.toml", text.as_bytes(), &Exercises::default());
    marked(text, checked.shared.as_ref())
}

/// Without all that `share` has written.
fn as_written(text: &str) -> String {
    text.split_once("\n[shared]\n").unwrap().0.to_owned()
}

/// The words, without what stands in every transcript.
fn lines_of(said: &str) -> String {
    let lines = said.split_inclusive('\n').skip(2);
    lines
        .take_while(|line| *line != "\n")
        .filter(|line| !line.starts_with("Not reviewed"))
        .collect()
}

#[test]
fn what_a_patient_reads_in_each_case() {
    let therapist = "A. Therapist";
    let first = sent_by(1, MORNING, therapist);
    let fewer = MORNING.replace("reps = 4 ", "reps = 3 ");
    let next = sent_by(1, &fewer, therapist);
    let by = format!("by = \"{therapist}\"");
    let cases = [
        ("the same sender", next.clone()),
        ("another computer", sent_by(2, &fewer, therapist)),
        ("the mark taken out", without_mark(&next)),
        ("all that share wrote taken out", fewer.clone()),
        ("a name written over", next.replace(&by, "by = \"B. Other\"")),
        ("a dose written over", next.replace("reps = 3 ", "reps = 2 ")),
        ("signed by another, who says so", sent_by(2, &next, "B. Other")),
        ("signed by another, in look-alike letters", sent_by(2, &fewer, "A. Ther\u{430}pist")),
        ("signed by the same, under another name", sent_by(1, &fewer, "A. Married")),
        (
            "signed by the same, without a name",
            sent_by(1, &MORNING.replace("A. Therapist", ""), ""),
        ),
    ];
    let mut transcript = String::new();
    let patient = gets(&first);
    let _ = writeln!(
        transcript,
        "-- the first file\n{}",
        lines_of(&patient.does(&["add", "morning.toml", "--yes"]))
    );
    for (case, text) in cases {
        let patient = gets(&first);
        patient.does(&["add", "morning.toml", "--yes"]);
        let before = read(patient.path("home/people.toml"));
        patient.write("work/new.toml", &text);
        let (said, status) = patient.types(&["add", "new.toml", "--yes"]);
        let _ = write!(transcript, "-- {case}\n{}", lines_of(&said));
        let taken = read(patient.routine("morning")) == text;
        if status != 0 {
            let refused = said.split("\n\n").last().unwrap_or_default();
            let _ = write!(transcript, "{refused}");
            assert_eq!(read(patient.path("home/people.toml")), before);
            assert!(!taken, "{case}");
        }
        let _ = writeln!(transcript, "=> {}\n", if taken { "taken in" } else { "not taken in" });
    }
    insta::assert_snapshot!(transcript.replace(&today(), "TODAY"));
}

/// As these sentences write it.
fn today() -> String {
    jiff::Zoned::now().strftime("%-d %B %Y").to_string()
}

#[test]
fn a_mark_is_of_the_whole_text_and_of_what_stands_beside_it() {
    let text = sent_by(1, MORNING, "A. Therapist");
    let by = Marked::By(SecretKey::new([1; 32]).public());
    assert_eq!(mark_of(&text), by);
    assert_eq!(mark_of(&text.replace('\n', "\r\n")), by, "as a mail may bring it");
    assert_eq!(mark_of(&format!("#:schema /x.json\n{text}")), by, "as an editor may have it");
    assert_eq!(mark_of(&as_written(&text)), Marked::No);
    for (from, to) in [
        ("# Slowly.", "# Slowly!"),
        ("reps = 4 ", "reps = 5 "),
        ("by = \"A. Therapist\"", "by = \"A. Therapists\""),
        ("by = \"A. Therapist\"\n", ""),
        ("name = \"morning\"", "name = \"evening\""),
        ("on = 20", "on = 21"),
        ("key = \"RW", "key = \"RX"),
        ("untrusted comment", "comment"),
    ] {
        assert!(text.contains(from), "{from}");
        assert_eq!(mark_of(&text.replacen(from, to, 1)), Marked::Broken, "{from}");
    }
    let below = format!("{text}\n[[exercise]]\nuse = \"knees-to-chest\"\n");
    assert_eq!(mark_of(&below), Marked::Broken, "what was put below the mark");
    let (_, other) =
        (text.clone(), sent_by(1, &MORNING.replace("reps = 4 ", "reps = 3 "), "A. Therapist"));
    let seal = |text: &str| text.split_once("\n[shared]\n").unwrap().1.to_owned();
    let anothers = text.replace(&seal(&text), &seal(&other));
    assert_eq!(mark_of(&anothers), Marked::Broken, "the mark of another file of theirs");
}

#[test]
fn in_doubt_a_person_is_asked_and_enter_changes_nothing() {
    let patient = gets(&sent_by(1, MORNING, "A. Therapist"));
    patient.does(&["add", "morning.toml", "--yes"]);
    let changed = MORNING.replace("reps = 4 ", "reps = 3 ");
    patient.write("work/new.toml", sent_by(2, &changed, "A. Therapist"));
    let was = read(patient.routine("morning"));
    let (said, status) = patient.at_a_terminal(&["add", "new.toml"], "true", "\n");
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("Take it in all the same?") && said.ends_with("Nothing was changed.\n"),
        "{said}"
    );
    assert_eq!(read(patient.routine("morning")), was);
    let (said, status) = patient.at_a_terminal(&["add", "new.toml"], "true", "y\ny\n");
    assert_eq!(status, 0, "{said}");
    assert_ne!(read(patient.routine("morning")), was);
    // Both computers are theirs from now on.
    for number in [1, 2] {
        let once_more = changed.replace("reps = 3 ", &format!("reps = {number} "));
        patient.write("work/new.toml", sent_by(number, &once_more, "A. Therapist"));
        let said = patient.does(&["add", "new.toml", "--yes"]);
        assert!(said.contains("It is from the same sender as on "), "{said}");
    }
    patient.write("work/new.toml", sent_by(3, &changed, "A. Therapist"));
    patient.does(&["add", "new.toml", "--yes", "--any-sender"]);
}

#[test]
fn a_mark_stays_with_a_file_that_is_sent_on() {
    let text = sent_by(1, MORNING, "A. Therapist");
    let patient = gets(&text);
    patient.has_the_mark_of(2);
    patient.does(&["add", "morning.toml", "--yes"]);
    let said = patient.does(&["share", "morning", "-o", "again.toml"]);
    assert!(!said.contains("Your mark"), "{said}");
    assert_eq!(read(patient.path("work/again.toml")), text);
    // What they have changed is theirs.
    let changed = read(patient.routine("morning")).replace("reps = 4 ", "reps = 3 ");
    patient.write("home/routines/morning.toml", changed);
    let said = patient.does(&["share", "morning", "-o", "mine.toml"]);
    assert!(said.contains("Your mark, if somebody asks on the telephone:  "), "{said}");
    let mine = Marked::By(SecretKey::new([2; 32]).public());
    assert_eq!(mark_of(&read(patient.path("work/mine.toml"))), mine);
}

#[test]
fn a_mark_that_does_not_fit_is_not_sent_on() {
    let text =
        sent_by(1, MORNING, "A. Therapist").replace("by = \"A. Therapist\"", "by = \"B. Other\"");
    let patient = gets(&text);
    patient.has_the_mark_of(2);
    patient.does(&["add", "morning.toml", "--yes", "--any-sender"]);
    assert!(!patient.path("home/people.toml").exists(), "nobody is known by a broken mark");
    patient.does(&["share", "morning", "-o", "again.toml"]);
    let mine = Marked::By(SecretKey::new([2; 32]).public());
    assert_eq!(mark_of(&read(patient.path("work/again.toml"))), mine);
}

#[test]
fn people_shows_the_own_mark_and_forgets_others() {
    let patient = gets(&sent_by(1, MORNING, "A. Therapist"));
    std::fs::remove_file(patient.path("home/sender.toml")).unwrap();
    let nothing = "You have no mark of your own yet; the first `share` makes it.\n\n\
                   You have taken in no marked file yet.\n";
    assert_eq!(patient.does(&["people"]), nothing);
    patient.has_the_mark_of(2);
    patient.does(&["add", "morning.toml", "--yes"]);
    insta::assert_snapshot!(patient.does(&["people"]).replace(&today(), "TODAY"));
    let (said, status) = patient.types(&["people", "forget", "B. Other"]);
    let nobody = "There is nobody called B. Other. `stenosis-routine people` shows the names.\n";
    assert_eq!((said.as_str(), status), (nobody, 2));
    let said = patient.does(&["people", "forget", "A.", "Therapist"]);
    assert_eq!(said, "Forgotten: A. Therapist. The routines that came from there stay.\n");
    assert!(patient.does(&["people"]).ends_with("You have taken in no marked file yet.\n"));
    assert!(patient.routine("morning").exists());
}

#[test]
fn without_a_place_for_the_key_a_file_is_sent_without_a_mark_and_it_is_said() {
    let therapist = Person::new();
    therapist.write("home/routines/morning.toml", MORNING);
    therapist.write("home/sender.toml", "secret = 3\n");
    let said = therapist.does(&["share", "morning"]);
    assert!(said.contains("It has no mark, by which others see"), "{said}");
    assert_eq!(mark_of(&read(therapist.path("work/morning.toml"))), Marked::No);
    assert_eq!(read(therapist.path("home/sender.toml")), "secret = 3\n");
}

/// What `docs/format-1.md` tells outsiders to type, with the real minisign where it is installed.
#[cfg(unix)]
#[test]
fn others_can_check_a_mark_without_this_program() {
    let text = sent_by(1, MORNING, "A. Therapist");
    let folder = gets(&text);
    let run = |line: &str| {
        let mut shell = folder.command("sh");
        let output = shell.args(["-c", line]).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert!(program().exists());
    assert!(run("sed '/^\\[shared\\]$/,$d' morning.toml > text").0);
    assert!(run("sed -n '/^signature = \\[/,/^\\]/s/^  \"\\(.*\\)\",$/\\1/p' morning.toml > text.minisig").0);
    let signature = read(folder.path("work/text.minisig"));
    assert_eq!(signature.lines().count(), 4, "{signature}");
    if !run("command -v minisign").0 {
        return;
    }
    let key = "$(sed -n 's/^key = \"\\(.*\\)\"$/\\1/p' morning.toml)";
    let (is_good, said) = run(&format!("minisign -V -m text -P {key}"));
    assert!(is_good, "{said}");
    assert!(said.contains("morning, shared on ") && said.contains(" by A. Therapist"), "{said}");
    assert!(run("echo >> text").0);
    assert!(!run(&format!("minisign -V -m text -P {key}")).0);
}
