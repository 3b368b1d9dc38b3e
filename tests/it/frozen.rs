//! What a release has frozen: files of format 1, journals and a person's own files that every later version
//! reads, and what each of them means. `docs/format-1.md` promises it.
//!
//! A folder of `frozen/` belongs to one release, and nothing in it changes any more. `meanings.txt` says what
//! its files mean; it is written by `FREEZE=1 cargo test` where it is missing, which is once: for a release
//! that has not been made yet it may be taken away, and written anew. `names.txt` are the words that files use.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::people::Marked;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::pose::PropKind;
use stenosis_routine::domain::profile::Flag;
use stenosis_routine::domain::routine::{
    Area, Breath, Direction, Ends, Extension, Kind, Position, Routine, Sides, StepDose, Weekday,
};
use stenosis_routine::domain::theme::Cue;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::faces::timeline_table;
use stenosis_routine::format::diagnostic::{Diagnostic, Source};
use stenosis_routine::format::embedded;
use stenosis_routine::format::mark::marked;
use stenosis_routine::format::{ExerciseTexts, Library, check};
use stenosis_routine::io::store::Store;
use stenosis_routine::journal::Memory;
use stenosis_routine::journal::memory::memory_of;

use crate::run::{read, repository, run};

/// The day on which the journals are looked at.
const TODAY: Date = date(2026, 11, 27);

/// A library without any exercise: what was shared brings its own.
struct NoExercises;

impl ExerciseTexts for NoExercises {
    fn exercise(&self, _: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        None
    }

    fn exercise_names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// The folders of the releases.
fn releases() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(repository("tests/it/frozen")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// The files of a folder with this ending, by name.
fn files(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, PathBuf)> = entries
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{}", folder.display());
    files
}

fn routine(name: &str, text: &str) -> (Arc<Routine>, Marked) {
    let checked = check(&Source::new(name, text), &Library::new(&NoExercises));
    let drawn: Vec<String> = checked.findings.iter().map(|finding| finding.draw(false)).collect();
    let routine = checked.routine.unwrap_or_else(|| panic!("{name}\n{}", drawn.concat()));
    let mark = marked(text, checked.shared.as_ref());
    (routine, mark)
}

/// The content, the sender's mark, and every second: what is printed of a span is a sentence, and no part of it.
fn of_a_routine(name: &str, text: &str) -> String {
    let (routine, mark) = routine(name, text);
    let mark = match mark {
        Marked::By(key) => key.words(),
        other => format!("{other:?}"),
    };
    let mut json = Vec::new();
    timeline_table::write_json(&compile(&Plan::whole(routine.clone())), &mut json).unwrap();
    let mut timeline: Map<String, Value> = serde_json::from_slice(&json).unwrap();
    let spans = timeline.remove("cues").unwrap();
    let mut said = format!("digest {}\nmark {mark}\n{}\n", digest(&routine), Value::from(timeline));
    for span in spans.as_array().unwrap() {
        let mut span = span.as_object().unwrap().clone();
        span.remove("text");
        let _ = writeln!(said, "{}", Value::from(span));
    }
    said
}

/// Its rows, and what it makes of the day after.
fn of_a_journal(text: &str, path: &Path, folder: &Path) -> String {
    let (rows, _, status) = run(&["journal", "--json"]).file("home/journal.jsonl", text).output();
    assert_eq!(status, 0, "{}", path.display());
    let memory = memory_of(File::open(path).unwrap(), u64::MAX).unwrap();
    rows + &of_a_memory(&memory, folder)
}

fn of_a_memory(memory: &Memory, folder: &Path) -> String {
    let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let counted = |counted: Option<(u32, Date)>| {
        counted.map_or("-".to_owned(), |(count, day)| format!("{count} {day}"))
    };
    let mut said = format!(
        "card {}\nasked-first {}\nask-first {}\nsomething-new {}\nemergency {}\ndoctor-today {}\n\
         red-stop {}\ndizzy {}\nmoved {}\nslow {}\nrests {}\nlighter {}\nsore {}\ngreens {}\n\
         high-pain {}\nwalked {}\n",
        counted(memory.card),
        day(memory.asked_first),
        day(memory.ask_first),
        day(memory.something_new),
        day(memory.emergency),
        day(memory.doctor_today),
        day(memory.red_stop),
        day(memory.dizzy),
        day(memory.moved),
        memory.slow,
        day(memory.rests),
        memory.lighter,
        memory.sore,
        memory.greens,
        counted(memory.high_pain),
        day(memory.walked),
    );
    for (key, legs) in &memory.legs {
        let (stops, last, greens) = (legs.stops, legs.last, legs.greens);
        let _ = writeln!(said, "legs {key} {stops} {last} {greens} {}", legs.is_back);
    }
    for content in &memory.accepted {
        let _ = writeln!(said, "accepted {content}");
    }
    for name in &memory.finished {
        let _ = writeln!(said, "finished {name}");
    }
    for (flag, days) in &memory.flags_asked {
        for (content, day) in days {
            let _ = writeln!(said, "flag-asked {flag} {content} {day}");
        }
    }
    said + &of_growth(memory, folder)
}

fn dose(dose: StepDose) -> String {
    let walk = dose.walk.map_or(0, |walk| walk.as_millis());
    format!("{}x{}+{walk}", dose.reps, dose.sets)
}

/// The dose of each exercise that has grown, in the frozen routines.
fn of_growth(memory: &Memory, folder: &Path) -> String {
    let mut said = String::new();
    for (name, path) in files(folder, "toml") {
        let (routine, _) = routine(&name, &read(path));
        let (stem, content) = (name.trim_end_matches(".toml"), digest(&routine));
        let grown = memory.growth.grown(stem, &content, &routine);
        for (was, is) in routine.exercises.iter().zip(&grown.exercises) {
            if was.dose() != is.dose() {
                let _ = writeln!(said, "grown {stem} {} {}", is.key(), dose(is.dose()));
            }
        }
        let steps = memory.steps(stem, &content, &routine, TODAY);
        for (what, step) in [("offer", steps.offer), ("back", steps.back.into_iter().next())] {
            if let Some(step) = step {
                let (key, nth) = &step.exercise;
                let (now, then) = (dose(step.now), dose(step.then));
                let _ = writeln!(said, "{what} {stem} {key} {nth} {now} {then}");
            }
        }
    }
    said
}

/// What a person's own files say.
fn of_a_home(folder: &Path) -> String {
    let store = Store::in_folder(folder.to_owned());
    let (profile, settings) = (store.profile(), store.settings());
    let (people, mark) = (store.people(), store.own_mark());
    assert!(profile.broken.is_none() && settings.broken.is_none());
    assert!(people.broken.is_none() && mark.broken.is_none());
    let mut said = String::new();
    for (flag, told) in &profile.value.flags {
        let since = profile.value.since.get(flag).map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(said, "flag {flag} {} {since}", serde_json::to_value(told).unwrap());
    }
    for cleared in &profile.value.cleared {
        let _ = writeln!(said, "cleared {}", serde_json::to_value(cleared).unwrap());
    }
    let _ = writeln!(said, "volume {} muted {}", settings.value.step, settings.value.muted);
    let _ = writeln!(said, "theme {}", store.chosen_theme().unwrap_or_default());
    let _ = writeln!(said, "voice {}", serde_json::to_value(store.voice()).unwrap());
    for (key, known) in people.value.iter() {
        let _ = writeln!(said, "sender {key} {}", serde_json::to_value(known).unwrap());
    }
    let mark = mark.value.unwrap();
    let words = mark.secret.public().words();
    let _ = writeln!(said, "own mark {} {words}", mark.made.unwrap());
    said
}

fn sha256(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Each file: its bytes, and what they mean.
fn meanings(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: String, path: &Path, means: String| {
        all.push((format!("{name} {}", sha256(&std::fs::read(path).unwrap())), means));
    };
    for (name, path) in files(folder, "toml") {
        let means = of_a_routine(&name, &read(&path));
        add(name, &path, means);
    }
    for (name, path) in files(folder, "jsonl") {
        let means = of_a_journal(&read(&path), &path, folder);
        add(name, &path, means);
    }
    for (name, path) in files(&folder.join("home"), "toml") {
        add(format!("home/{name}"), &path, String::new());
    }
    all.push(("home".into(), of_a_home(&folder.join("home"))));
    all
}

/// Whether a line says what it said: a key may have come to an object, and nothing else.
fn says_the_same(was: &str, is: &str) -> bool {
    let object = |line: &str| serde_json::from_str::<Map<String, Value>>(line).ok();
    match (object(was), object(is)) {
        (Some(was), Some(is)) => was.iter().all(|(key, value)| is.get(key) == Some(value)),
        _ => was == is,
    }
}

#[test]
fn what_a_release_has_frozen_means_the_same() {
    for folder in releases() {
        let path = folder.join("meanings.txt");
        let now = meanings(&folder);
        if std::env::var_os("FREEZE").is_some() && !path.exists() {
            let all = now.iter().map(|(file, means)| format!("== {file}\n{means}\n"));
            std::fs::write(&path, all.collect::<String>()).unwrap();
        }
        let text = read(&path);
        let was: BTreeMap<&str, &str> = text
            .split("== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap())
            .map(|(file, means)| (file, means.strip_suffix('\n').unwrap_or(means)))
            .collect();
        let files: Vec<&str> = now.iter().map(|(file, _)| file.as_str()).collect();
        let mut frozen: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("== ")).collect();
        frozen.sort_unstable();
        let mut sorted = files.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, frozen, "no frozen file changes, comes or goes: {}", path.display());
        for (file, means) in &now {
            let (was, is) = (was[file.as_str()].lines(), means.lines());
            assert_eq!(was.clone().count(), is.clone().count(), "{file} means\n{means}");
            for (was, is) in was.zip(is) {
                assert!(says_the_same(was, is), "{file} meant\n{was}\nand means\n{is}");
            }
        }
    }
}

/// Every word that a file can use, a line each.
fn names() -> String {
    let of = |list: &[embedded::EmbeddedText]| list.iter().map(|(name, _)| *name).collect();
    let lists: [(&str, Vec<&str>); 16] = [
        ("routine", of(embedded::ROUTINES)),
        ("exercise", of(embedded::EXERCISES)),
        ("pose", of(embedded::POSES)),
        ("theme", of(embedded::THEMES)),
        ("flag", Flag::NAMES.to_vec()),
        ("kind", Kind::NAMES.to_vec()),
        ("position", Position::NAMES.to_vec()),
        ("direction", Direction::NAMES.to_vec()),
        ("extension", Extension::NAMES.to_vec()),
        ("breath", Breath::NAMES.to_vec()),
        ("ends", Ends::NAMES.to_vec()),
        ("side", Sides::NAMES.to_vec()),
        ("area", Area::NAMES.to_vec()),
        ("day", Weekday::NAMES.to_vec()),
        ("prop", PropKind::NAMES.to_vec()),
        ("cue", Cue::NAMES.to_vec()),
    ];
    let lines = lists
        .iter()
        .flat_map(|(what, names)| names.iter().map(move |name| format!("{what} {name}\n")));
    lines.collect()
}

#[test]
fn no_name_of_a_release_goes() {
    let known = names();
    for folder in releases() {
        let path = folder.join("names.txt");
        if std::env::var_os("FREEZE").is_some() && !path.exists() {
            std::fs::write(&path, &known).unwrap();
        }
        let frozen = read(&path);
        assert!(frozen.lines().count() > 200, "{}", path.display());
        for name in frozen.lines() {
            assert!(known.lines().any(|known| known == name), "{name} was a word of files");
        }
    }
}

#[test]
fn a_frozen_line_may_get_a_key_and_nothing_else() {
    let was = r#"{"at_ms":0,"kind":"rest"}"#;
    assert!(says_the_same(was, r#"{"kind":"rest","new":1,"at_ms":0}"#));
    for other in [r#"{"at_ms":1,"kind":"rest"}"#, r#"{"at_ms":0}"#, "rest"] {
        assert!(!says_the_same(was, other), "{other}");
    }
    assert!(says_the_same("slow 2", "slow 2") && !says_the_same("slow 2", "slow 3"));
}
