//! What a log means, kept beside it: never anything else than what the whole log says, whatever was done to
//! either.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;

use stenosis_routine::domain::answers::Note;
use stenosis_routine::domain::digest::of_text;
use stenosis_routine::io::journal::{Forget, KNOWN, LOG, add, forget, keep_memory, memory};
use stenosis_routine::journal::memory::memory_of;
use stenosis_routine::journal::{Activity, Entry, Memory};

use crate::memory::{finished, line};
use crate::run::{cases, program};
use crate::terminal::Terminal;

const MONDAY: Date = date(2026, 11, 2);
const SECRET: &str = "kneel on the allotment";

fn fact(nth: u32, fact: &str) -> String {
    line(MONDAY, &format!("f{nth}"), &format!(r#""event":"remembered","fact":"{fact}""#))
}

fn goal(nth: u32) -> String {
    line(MONDAY, &format!("g{nth}"), &format!(r#""event":"goal","words":"{SECRET}","hard":7"#))
}

/// Lines enough to be worth it.
fn years() -> String {
    (0..60).map(|nth| finished(MONDAY, &format!("s{nth}"), "seated-cat-cow")).collect()
}

/// A folder with a journal, and what it means kept beside it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(log: &str) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        fs::write(folder.log(), log).unwrap();
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn log(&self) -> PathBuf {
        self.path().join(LOG)
    }

    fn known(&self) -> PathBuf {
        self.path().join(KNOWN)
    }

    fn keep(&self) {
        keep_memory(self.path());
    }

    /// What a start finds, and what the whole log says.
    fn both(&self) -> (Memory, Memory) {
        let whole = File::open(self.log())
            .map_or_else(|_| Memory::default(), |log| memory_of(log, 1024 * 1024).unwrap());
        (memory(self.path()).unwrap(), whole)
    }

    /// Whether any file holds these words, whatever it is called.
    fn holds(&self, words: &str) -> bool {
        let files = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.is_file());
        files
            .map(|path| fs::read(path).unwrap())
            .any(|bytes| String::from_utf8_lossy(&bytes).contains(words))
    }
}

/// Something else than what the log says, as if it had been kept: it tells whether that is looked at.
fn lie(known: &Path) {
    let text = fs::read_to_string(known).unwrap();
    let (_, kept) = text.split_once('\n').unwrap();
    let kept = kept.trim_end().replace(r#""lighter":false"#, r#""lighter":true"#);
    fs::write(known, format!("{}\n{kept}\n", of_text(&kept))).unwrap();
}

#[test]
fn a_start_reads_what_is_kept_and_not_the_log() {
    let folder = Folder::with(&(years() + &fact(1, "emergency") + &goal(1)));
    assert!(!folder.known().exists());
    folder.keep();
    let (found, whole) = folder.both();
    assert_eq!(found, whole);
    assert_eq!(found.emergency, Some(MONDAY));
    lie(&folder.known());
    assert!(memory(folder.path()).unwrap().lighter, "it is what a start reads");
    // What fits is left as it is.
    folder.keep();
    assert!(memory(folder.path()).unwrap().lighter);
    add(folder.path(), Entry::Note { note: Note::new("well").unwrap() }).unwrap();
    let (found, whole) = folder.both();
    assert_eq!(found, whole, "something was added, and it was kept anew");
    lie(&folder.known());
    assert!(memory(folder.path()).unwrap().lighter);
}

#[test]
fn nothing_is_kept_of_a_short_log_or_a_linked_one_or_of_none() {
    let folder = Folder::with(&fact(1, "emergency"));
    folder.keep();
    assert!(!folder.known().exists());
    assert_eq!(memory(folder.path()).unwrap().emergency, Some(MONDAY));
    let folder = Folder::with("");
    fs::rename(folder.log(), folder.path().join("elsewhere")).unwrap();
    fs::write(folder.path().join("elsewhere"), years()).unwrap();
    std::os::unix::fs::symlink("elsewhere", folder.log()).unwrap();
    folder.keep();
    assert!(!folder.known().exists());
    let folder = Folder::with(&(years() + &goal(1)));
    folder.keep();
    assert!(folder.holds(SECRET));
    fs::remove_file(folder.log()).unwrap();
    assert_eq!(memory(folder.path()).unwrap(), Memory::default());
    folder.keep();
    assert!(!folder.known().exists() && !folder.log().exists());
}

#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&years());
    folder.keep();
    assert_eq!(fs::metadata(folder.known()).unwrap().permissions().mode() & 0o777, 0o600);
}

/// A change that leaves length, place and date, as a careful editor or a restored backup might.
#[test]
fn an_emergency_written_over_other_words_is_seen() {
    let before = years() + &fact(1, "wrong-keys") + &years();
    let folder = Folder::with(&before);
    folder.keep();
    let dated = fs::metadata(folder.log()).unwrap().modified().unwrap();
    let mut log = File::options().write(true).open(folder.log()).unwrap();
    log.seek(SeekFrom::Start(before.find("wrong-keys").unwrap() as u64)).unwrap();
    log.write_all(br#"emergency""#).unwrap();
    log.set_modified(dated).unwrap();
    drop(log);
    assert_eq!(fs::metadata(folder.log()).unwrap().modified().unwrap(), dated);
    let (found, whole) = folder.both();
    assert_eq!(found, whole);
}

#[test]
fn what_is_forgotten_is_nowhere() {
    for what in [Forget::Goal, Forget::All] {
        let folder = Folder::with(&(years() + &goal(1) + &fact(1, "emergency") + &years()));
        folder.keep();
        // What a run that was killed had begun to write.
        fs::copy(folder.known(), folder.path().join(".journal.known.x1y2z3.new")).unwrap();
        assert!(folder.holds(SECRET));
        let left = forget(folder.path(), what).unwrap().unwrap();
        assert!(!folder.holds(SECRET), "{what:?}");
        assert_eq!(left.emergency, Some(MONDAY));
        let (found, whole) = folder.both();
        assert_eq!(found, whole);
    }
}

/// Any file under that name that is not exactly what was kept is as good as none.
#[test]
fn what_is_damaged_is_not_believed() {
    let folder = Folder::with(&(years() + &fact(1, "red-stop")));
    folder.keep();
    let kept = fs::read(folder.known()).unwrap();
    let whole = memory(folder.path()).unwrap();
    for place in 0..kept.len() {
        let mut other = kept.clone();
        other[place] ^= 1 << (place % 7);
        fs::write(folder.known(), other).unwrap();
        assert_eq!(memory(folder.path()).unwrap(), whole, "byte {place}");
    }
    for length in (0..kept.len()).step_by(7) {
        fs::write(folder.known(), &kept[..length]).unwrap();
        assert_eq!(memory(folder.path()).unwrap(), whole, "cut at {length}");
    }
    // And of another version, or of another program.
    let text = String::from_utf8(kept).unwrap();
    for (from, to) in [
        (r#""version":""#, r#""version":"9"#),
        (r#""program":{"device":"#, r#""program":{"device":9"#),
    ] {
        let (_, line) = text.trim_end().split_once('\n').unwrap();
        let line = line.replace(from, to).replace(r#""lighter":false"#, r#""lighter":true"#);
        fs::write(folder.known(), format!("{}\n{line}\n", of_text(&line))).unwrap();
        assert_eq!(memory(folder.path()).unwrap(), whole);
    }
}

/// Something that happens to a journal, by us or by others.
#[derive(Clone, Debug)]
enum Does {
    Keeps,
    Adds,
    /// Somebody appends a line, as another program or another version does.
    Appends(u32),
    /// The same, in the middle, or anywhere a byte is another one; with the old date.
    Inserts(usize, u32),
    Flips(usize),
    Cuts(usize),
    /// Another file with the same name.
    Replaces(u32),
    /// Two homes are put together.
    Merges,
    /// What was kept of it once, put back.
    BringsBack,
    Forgets(u8),
    /// A newer version leaves a line that is not understood.
    Strange,
    Deletes,
}

fn something() -> impl Strategy<Value = Does> {
    let any = 0..100_000_usize;
    prop_oneof![
        4 => Just(Does::Keeps),
        1 => Just(Does::Adds),
        2 => (0..12_u32).prop_map(Does::Appends),
        2 => (any.clone(), 0..12_u32).prop_map(|(at, what)| Does::Inserts(at, what)),
        2 => any.clone().prop_map(Does::Flips),
        1 => any.prop_map(Does::Cuts),
        1 => (0..12_u32).prop_map(Does::Replaces),
        1 => Just(Does::Merges),
        2 => Just(Does::BringsBack),
        1 => (0..3_u8).prop_map(Does::Forgets),
        1 => Just(Does::Strange),
        1 => Just(Does::Deletes),
    ]
}

fn some_line(nth: u32) -> String {
    match nth {
        0 => fact(nth, "emergency"),
        1 => fact(nth, "doctor-looked"),
        2 => fact(nth, "red-stop"),
        3 => fact(nth, "ask-first"),
        4 => line(MONDAY, "f4", r#""event":"remembered","fact":"leg-stop","key":"lift""#),
        5 => line(
            MONDAY,
            "f5",
            r#""event":"remembered","fact":"step-taken","routine":"d","key":"lift","nth":1,"reps":4,"sets":1"#,
        ),
        6 => line(
            MONDAY,
            "f6",
            r#""event":"remembered","fact":"flags-asked","flags":["knee","neck"]"#,
        ),
        7 => line(MONDAY, "f7", r#""event":"remembered","fact":"card","card":1"#),
        8 => goal(nth),
        9 => fact(nth, "wrong-key"),
        10 => finished(MONDAY, "f10", "gentle-day"),
        _ => line(
            MONDAY,
            "f11",
            r#""event":"answer","question":"pain-before","answer":8,"offset_ms":0"#,
        ),
    }
}

impl Folder {
    /// Changes what is in the log and leaves its date.
    fn edit(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let Ok(mut bytes) = fs::read(self.log()) else { return };
        let dated = fs::metadata(self.log()).unwrap().modified().unwrap();
        change(&mut bytes);
        fs::write(self.log(), bytes).unwrap();
        File::options().write(true).open(self.log()).unwrap().set_modified(dated).unwrap();
    }

    fn does(&self, what: &Does, once: &mut Option<Vec<u8>>) {
        let line_at = |bytes: &[u8], at: usize| {
            bytes[..at % (bytes.len() + 1)]
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |before| before + 1)
        };
        match what {
            Does::Keeps => {
                self.keep();
                *once = fs::read(self.known()).ok().or(once.take());
            }
            Does::Adds => {
                let entry = Entry::Activity {
                    what: Activity::Walk,
                    minutes: None,
                    stopped_by: None,
                    note: None,
                };
                add(self.path(), entry).unwrap();
            }
            Does::Appends(nth) => self.edit(|bytes| bytes.extend(some_line(*nth).bytes())),
            Does::Inserts(at, nth) => self.edit(|bytes| {
                let at = line_at(bytes, *at);
                bytes.splice(at..at, some_line(*nth).bytes());
            }),
            Does::Flips(at) => self.edit(|bytes| {
                if let Some(length) = (!bytes.is_empty()).then_some(bytes.len()) {
                    bytes[at % length] ^= 1;
                }
            }),
            Does::Cuts(at) => {
                self.edit(|bytes| bytes.truncate(bytes.len() - at % (bytes.len() / 4 + 1)));
            }
            Does::Replaces(nth) => {
                let other = self.path().join("other");
                fs::write(&other, years() + &some_line(*nth)).unwrap();
                fs::rename(other, self.log()).unwrap();
            }
            Does::Merges => {
                self.edit(|bytes| bytes.extend((fact(1, "emergency") + &years()).bytes()));
            }
            Does::BringsBack => {
                if let Some(kept) = once {
                    fs::write(self.known(), kept).unwrap();
                }
            }
            Does::Forgets(what) => {
                let id = "f1".to_owned().try_into().unwrap();
                let what = [Forget::All, Forget::Goal, Forget::One(&id)][usize::from(*what)];
                forget(self.path(), what).unwrap();
            }
            Does::Strange => self.edit(|bytes| bytes.extend(b"{\"v\":2,\"id\":\"z\"}\n\xff\n")),
            Does::Deletes => drop(fs::remove_file(self.log())),
        }
    }
}

proptest! {
    #![proptest_config(cases(48))]

    /// The law: what a start finds is what the whole log says.
    #[test]
    fn a_start_finds_what_the_whole_log_says(what in vec(something(), 1..12)) {
        let folder = Folder::with(&(years() + &goal(0)));
        folder.keep();
        let mut once = None;
        for one in &what {
            folder.does(one, &mut once);
            let (found, whole) = folder.both();
            prop_assert_eq!(found, whole, "after {:?}", one);
        }
    }
}

/// Whatever ends a session, the next start finds what it means.
#[test]
fn a_session_that_ends_keeps_it_for_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    fs::create_dir_all(&own).unwrap();
    let card = line(MONDAY, "c", r#""event":"remembered","fact":"card","card":1"#);
    fs::write(own.join(LOG), card + &years()).unwrap();
    let mut terminal = Terminal::at_home(home, &program(), &["start", "--mute", "seated-cat-cow"]);
    terminal.until("Anything new");
    assert!(!own.join(KNOWN).exists());
    terminal.press("\u{3}");
    assert_eq!(terminal.end().code(), Some(130));
    let kept = fs::read_to_string(own.join(KNOWN)).unwrap();
    assert!(kept.contains(r#""card":[1,"2026-11-02"]"#), "{kept}");
}
