//! The journal: what is written down of a session, and what is left of it after anything that can
//! happen to a disk.

use std::collections::BTreeSet;
use std::io::{Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use proptest::collection::vec;
use proptest::prelude::*;

use stenosis_routine::conversation::{PageId, Takes};
use stenosis_routine::domain::answers::{Answer, Note, Score};
use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::plan::{Plan, StartingPlace};
use stenosis_routine::domain::timeline::Place;
use stenosis_routine::domain::timeline::Timeline;
use stenosis_routine::domain::units::{Moment, Offset};
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::{Library, with_relief};
use stenosis_routine::io::journal::{
    Forget, Log, LogFile, Medium, Verdict, Writer, forget, is_live, reading,
};
use stenosis_routine::journal::{
    Activity, End, Entry, Id, Interrupted, LogLine, Opening, Record, Records, WrittenPlace,
    interrupted,
};
use stenosis_routine::session::driver::{self, EventAt, Stage};
use stenosis_routine::session::recorder::Recorder;
use stenosis_routine::session::{
    Event, Gates, Happening, KeyPress, Manner, Session, Signal, Standstill,
};
use stenosis_routine::text::journal::NotSaved;

use crate::disk::{Disk, Weather};
use crate::run::{Exercises, cases, routine};

const THREE: &str = r#"
format = 1
title = "Three"
rest = "15s"

[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup-time = "5s"
reps = 4
phase = [{ breath = "in", time = "4s" }, { breath = "out", time = "6s" }]
easier = { phase = [{ breath = "out", time = "3s" }] }

[[exercise]]
title = "Turn"
kind = "mobility"
position = "seated"
direction = ["rotation"]
setup-time = "5s"
side = "alternate"
reps = 2
phase = [{ breath = "out", time = "4s" }]

[[exercise]]
title = "Tilt"
kind = "mobility"
position = "lying"
direction = ["flexion"]
setup-time = "5s"
reps = 2
phase = [{ breath = "out", time = "4s" }]
"#;

const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };

/// Summer time ends at 3 o'clock on the last Sunday of October.
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

fn in_berlin(utc: &str) -> Zoned {
    utc.parse::<Timestamp>().unwrap().to_zoned(TimeZone::posix(BERLIN).unwrap())
}

fn morning() -> Zoned {
    in_berlin("2026-03-02T08:00:00Z")
}

fn about() -> Opening {
    Opening {
        name: "three".into(),
        title: "Three".into(),
        digest: digest(&routine(THREE)),
        keyboard: true,
        resumes: None,
        program: "0".into(),
    }
}

/// A rehearsal that is written down.
struct Written<W> {
    rehearsal: Rehearsal,
    recorder: Recorder,
    id: Id,
    began: Zoned,
    write: W,
}

impl<W: FnMut(String)> Stage for Written<W> {
    fn now(&self) -> Moment {
        self.rehearsal.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        self.rehearsal.wait(until)
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.rehearsal.follow(timeline, place);
    }

    fn show(&mut self, session: &Session) {
        self.rehearsal.show(session);
    }

    fn tell(&mut self, told: &EventAt) {
        let EventAt { event, at, timeline } = told;
        let now = self.began.checked_add(self.now().since_zero()).unwrap();
        for entry in self.recorder.tell(event, *at, timeline) {
            (self.write)(LogLine::new(&self.id, &now, entry).write());
        }
        self.rehearsal.tell(told);
    }
}

fn happening(what: &str) -> Vec<Happening> {
    match what {
        "slept" => vec![Happening::Slept],
        "interrupt" => vec![Happening::Stop(Signal::Interrupt)],
        keys => keys
            .chars()
            .map(|key| {
                Happening::Key(if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) })
            })
            .collect(),
    }
}

/// Lives through a session, and hands over every line of it.
fn live_through(plan: Plan, began: Zoned, script: &[(f64, &str)], write: impl FnMut(String)) {
    let questions = [PageId::AfterLast, PageId::Before];
    let script = script.iter().flat_map(|(seconds, what)| {
        let at = Moment::at(Duration::from_secs_f64(*seconds));
        happening(what).into_iter().map(move |happening| (at, happening))
    });
    let mut rehearsal = Rehearsal::new(Plain::new(Narrator::without_guidance()), script);
    // One of these answers every question.
    rehearsal.when_waiting = [' ', '\n', 'n', 'y']
        .iter()
        .map(|key| match key {
            '\n' => KeyPress::Enter,
            key => KeyPress::Char(*key),
        })
        .collect();
    let id = Id::new(&began, 1);
    let recorder = Recorder::new(about());
    let mut stage = Written { rehearsal, recorder, id, began, write };
    driver::run(&mut Session::new(plan, AT_THE_KEYBOARD).asking(questions), &mut stage);
}

fn three() -> Plan {
    Plan::today(routine(THREE))
}

/// The lines of a session.
fn lines(began: Zoned, script: &[(f64, &str)]) -> Vec<String> {
    let mut lines = Vec::new();
    live_through(three(), began, script, |line| lines.push(line));
    lines
}

fn records(log: &[u8]) -> (Vec<Record>, usize) {
    let mut records = Records::new(Cursor::new(log)).unwrap();
    let all = records.by_ref().map(Result::unwrap).collect();
    (all, records.not_understood)
}

/// What would be offered on that day.
fn offered(log: &[u8], now: &Zoned) -> Option<Interrupted> {
    static ITS_DIGEST: LazyLock<String> = LazyLock::new(|| about().digest);
    interrupted(records(log).0, &ITS_DIGEST, now.date(), |_| false)
}

#[test]
fn a_session_as_it_is_written_down() {
    let script = [
        (0.0, "13\n "),
        (7.0, "e"),
        (12.0, " "),
        (40.0, " "),
        (60.0, "l"),
        (61.0, "slept"),
        (70.0, " "),
        (85.0, "n"),
        (90.0, "p"),
        (91.0, "14\n"),
        (150.0, " "),
        (390.0, "5\n12a walk after\n"),
    ];
    insta::assert_snapshot!(lines(morning(), &script).concat());
}

#[test]
fn w_19_a_stall_is_written_down_as_a_pause_and_a_sleep_as_a_sleep() {
    let session = Session::new(three(), AT_THE_KEYBOARD);
    for (why, written) in [
        (Standstill::ByKey, "paused"),
        (Standstill::Stalled, "paused"),
        (Standstill::Slept, "slept"),
    ] {
        let paused = Event::Paused(why);
        let entries = Recorder::new(about()).tell(&paused, Offset::ZERO, session.timeline());
        let line =
            LogLine::new(&Id::new(&morning(), 1), &morning(), entries.last().unwrap().clone());
        assert!(line.write().contains(&format!("\"event\":\"{written}\"")), "{}", line.write());
    }
}

#[test]
fn a_key_says_what_the_question_beside_it_says() {
    let said = |answer: Option<Answer>| serde_json::to_string(&answer.unwrap()).unwrap() + "\n";
    let pages = PageId::ALL.iter().map(|page| page.page());
    let answers = pages.filter(|page| page.no_answer.is_some()).map(|page| match page.takes {
        Takes::Keys(keys) => keys.iter().map(|choice| said(page.answer(choice))).collect(),
        Takes::Pain { answer, .. } | Takes::Score { answer, .. } => {
            said(Some(answer(Score::new(4))))
        }
        Takes::Words { answer, .. } => said(Some(answer(Note::new("warm")))),
        Takes::Confirm { .. } | Takes::List { .. } => String::new(),
    });
    insta::assert_snapshot!(answers.collect::<Vec<String>>().concat());
}

#[test]
fn skipped_begun_again_and_stopped() {
    let script = [
        (0.0, "\n2\n "),
        (20.0, "n"),
        (30.0, "b"),
        (45.0, "b"),
        (60.0, "n"),
        (65.0, "n"),
        (70.0, "n"),
        (82.0, " "),
        (90.0, "qq2"),
    ];
    let log = lines(morning(), &script).concat();
    insta::assert_snapshot!(log);
    let (records, not_understood) = records(log.as_bytes());
    assert_eq!((records.len(), not_understood), (1, 0));
    assert_eq!(records[0].session().unwrap().end(false), Some(End::StoppedEarly));
}

/// The lines of a session that can put something in for relief.
fn lines_with_relief(script: &[(f64, &str)]) -> String {
    let with_relief = with_relief(&routine(THREE), &Library::new(&Exercises::default()));
    let mut lines = Vec::new();
    live_through(Plan::today(Arc::new(with_relief)), morning(), script, |line| lines.push(line));
    lines.concat()
}

#[test]
fn an_exercise_whose_place_another_has_taken_is_not_written_down_as_whole() {
    let script =
        [(0.0, "3\n"), (62.6, "\n"), (91.85, "n"), (91.93, " "), (111.97, "n"), (133.88, "b")];
    let (all, _) = records(lines(morning(), &script).concat().as_bytes());
    let session = all[0].session().unwrap();
    let whole = session.exercises.iter().filter(|done| done.whole);
    let whole: BTreeSet<usize> = whole.map(|done| done.exercise).collect();
    assert_eq!((whole.len(), session.ended.unwrap().done), (2, 2), "{:?}", session.exercises);
}

#[test]
fn legs_that_are_noticed_leave_only_breathing() {
    let script = [(0.0, "12\n "), (30.0, "p2"), (60.0, "y"), (70.0, " ")];
    insta::assert_snapshot!(lines_with_relief(&script));
}

#[test]
fn pain_of_five_leaves_ease_and_small_movement() {
    let script = [(0.0, "13\n "), (30.0, "p15\n"), (60.0, " ")];
    insta::assert_snapshot!(lines_with_relief(&script));
}

#[test]
fn who_only_looks_at_the_plan_leaves_no_trace() {
    let mut lines = 0;
    let rehearsal = Rehearsal::new(
        Plain::new(Narrator::without_guidance()),
        [(Moment::ZERO, happening("q")[0])],
    );
    let (began, recorder) = (morning(), Recorder::new(about()));
    let id = Id::new(&began, 1);
    let mut stage = Written { rehearsal, recorder, id, began, write: |_| lines += 1 };
    driver::run(&mut Session::new(three(), AT_THE_KEYBOARD), &mut stage);
    assert_eq!(lines, 0);
}

#[test]
fn a_question_that_nobody_answers_is_kept_as_no_answer() {
    let written = lines(morning(), &[(0.0, "\n\n ")]).concat();
    let answers: Vec<&str> = written.lines().filter(|line| line.contains("\"question\"")).collect();
    assert_eq!(answers.len(), 3, "{written}");
    for (answer, question) in answers.iter().zip(["after-last-time", "pain-before", "pain-after"]) {
        assert!(answer.contains(&format!("\"{question}\",\"answer\":null")), "{answer}");
    }
}

/// A power cut at every byte: the log has every line that was acknowledged, is whole lines again after
/// the next one, and the right place is offered.
#[test]
fn a_power_cut_at_every_byte() {
    let written = lines(morning(), &[(0.0, "\n3\n "), (20.0, " "), (30.0, " ")]);
    let whole = written.concat();
    let later = LogLine::new(
        &Id::new(&morning(), 2),
        &morning(),
        Entry::Note { note: "a".to_owned().into() },
    )
    .write();
    for cut in 0..=whole.len() {
        let synced: usize = written
            .iter()
            .map(String::len)
            .scan(0, |end, length| {
                *end += length;
                Some(*end)
            })
            .take_while(|end| *end <= cut)
            .last()
            .unwrap_or(0);
        // The tail that was not synced may be there, or nothing but zeros, or a mixture with a line end.
        let torn = &whole.as_bytes()[synced..cut];
        let zeros = vec![0; torn.len()];
        let mixed = [&zeros[..torn.len() / 2], &torn[torn.len() / 2..], b"\n"].concat();
        for tail in [torn, &zeros, if torn.is_empty() { b"" } else { &mixed }] {
            let disk = Disk::with(&[&whole.as_bytes()[..synced], tail].concat());
            let before = offered(&disk.content(), &morning());
            let mut log = disk.log();
            log.append(&later).unwrap();
            let line_end_is_missing = tail.len() + 1 == written_after(&written, synced);
            let kept = if line_end_is_missing && tail == torn {
                &whole.as_bytes()[..=cut]
            } else {
                &whole.as_bytes()[..synced]
            };
            assert_eq!(disk.content(), [kept, later.as_bytes()].concat(), "cut at {cut}");
            let aside = disk.platters.lock().unwrap().aside.clone();
            assert_eq!(!aside.is_empty(), log.has_set_aside());
            assert_eq!(aside, if kept.len() > synced { b"" } else { tail }, "cut at {cut}");
            let exercises = kept
                .split(|byte| *byte == b'\n')
                .filter(|line| String::from_utf8_lossy(line).contains("\"event\":\"exercise\""));
            let from = match exercises.count() {
                0 => None,
                done if String::from_utf8_lossy(kept).contains("ended") || done == 3 => None,
                done => Some(done + 1),
            };
            assert_eq!(
                offered(&disk.content(), &morning()).map(|one| one.from.exercise),
                from,
                "cut at {cut}"
            );
            assert_eq!(
                before.map(|one| one.from.exercise),
                from,
                "the same before anything is mended"
            );
        }
    }
}

/// How long the line is that begins there.
fn written_after(written: &[String], synced: usize) -> usize {
    let mut end = 0;
    for line in written {
        if end == synced {
            return line.len();
        }
        end += line.len();
    }
    0
}

/// What a writer with a disk of its own makes of these lines.
fn written_to(disk: &Disk, lines: &[String]) -> Verdict {
    let medium = disk.clone();
    let writer = Writer::begin(move || Ok(medium.log()));
    for line in lines {
        writer.write(line.clone());
    }
    writer.finish(Duration::from_secs(60))
}

const USUAL: &[(f64, &str)] = &[(0.0, "\n3\n ")];

#[test]
fn a_disk_that_is_full_at_any_byte() {
    let written = lines(morning(), USUAL);
    let whole = written.concat();
    for room in 0..=whole.len() {
        let disk = Disk::default();
        disk.weather(Weather { room: Some(room), ..Weather::default() });
        let verdict = written_to(&disk, &written);
        let fits = whole.as_bytes()[..room].iter().rposition(|byte| *byte == b'\n');
        let fits = fits.map_or(0, |end| end + 1);
        assert_eq!(disk.content(), whole.as_bytes()[..fits], "room for {room}");
        let not_saved = (room < whole.len()).then_some(NotSaved::NoRoom);
        assert_eq!(verdict, Verdict { not_saved, ..Verdict::default() }, "room for {room}");
    }
}

#[test]
fn a_disk_that_has_room_again_gets_everything() {
    let disk = Disk::default();
    disk.weather(Weather { room: Some(300), ..Weather::default() });
    let medium = disk.clone();
    let writer = Writer::begin(move || Ok(medium.log()));
    let written = lines(morning(), USUAL);
    let (first, second) = written.split_at(written.len() / 2);
    for line in first {
        writer.write(line.clone());
    }
    disk.weather(Weather::default());
    for line in second {
        writer.write(line.clone());
    }
    assert_eq!(writer.finish(Duration::from_secs(60)), Verdict::default());
    assert_eq!(disk.content(), written.concat().as_bytes());
}

#[test]
fn a_disk_that_fails_to_write_or_to_sync() {
    let written = lines(morning(), USUAL);
    let whole = written.concat();
    let (failed, denied) = (ErrorKind::Other, ErrorKind::ReadOnlyFilesystem);
    let said = NotSaved::Failed(std::io::Error::from(failed).to_string());
    for (weather, said) in [
        (Weather { write: Some(failed), ..Weather::default() }, said.clone()),
        (Weather { sync: Some(failed), ..Weather::default() }, said),
        (Weather { write: Some(denied), ..Weather::default() }, NotSaved::MayNotWrite),
    ] {
        let disk = Disk::default();
        disk.weather(weather);
        let verdict = written_to(&disk, &written);
        assert_eq!(verdict.not_saved, Some(said));
        assert_eq!(disk.content(), b"", "what is not safe is not there");
        disk.weather(Weather::default());
        assert_eq!(written_to(&disk, &written), Verdict::default());
        assert_eq!(disk.content(), whole.as_bytes());
    }
}

#[test]
fn what_cannot_be_cut_off_is_set_aside_by_the_next() {
    let written = lines(morning(), USUAL);
    let disk = Disk::default();
    disk.weather(Weather { room: Some(500), cannot_cut: true, ..Weather::default() });
    let verdict = written_to(&disk, &written);
    assert!(verdict.not_saved.is_some());
    disk.weather(Weather::default());
    assert_eq!(written_to(&disk, &written), Verdict { set_aside: true, ..Verdict::default() });
    let (_, not_understood) = records(&disk.content());
    assert_eq!(not_understood, 0);
    assert!(!disk.platters.lock().unwrap().aside.is_empty());
}

/// A disk on which each sync waits for leave.
struct Slow {
    disk: Disk,
    leave: Receiver<()>,
}

impl Read for Slow {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.disk.read(into)
    }
}

impl Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.disk.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Seek for Slow {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.disk.seek(to)
    }
}

impl Medium for Slow {
    fn claim(&mut self) -> std::io::Result<()> {
        Ok(())
    }

    fn release(&mut self) {}

    fn truncate(&mut self, length: u64) -> std::io::Result<()> {
        self.disk.truncate(length)
    }

    fn sync(&mut self) -> std::io::Result<()> {
        self.leave.recv().map_err(std::io::Error::other)?;
        self.disk.sync()
    }

    fn set_aside(&mut self, torn: &[u8]) -> std::io::Result<()> {
        self.disk.set_aside(torn)
    }
}

#[test]
fn a_session_never_waits_for_the_disk() {
    let disk = Disk::default();
    let (give_leave, leave) = channel();
    let medium = disk.clone();
    let mut slow = Some(Slow { disk: medium, leave });
    let writer = Writer::begin(move || Ok(Log::new(slow.take().ok_or(NotSaved::NoHome)?)));
    let mut written = 0;
    // The whole session, from the first line to the last, while the first sync has not come back.
    live_through(three(), morning(), USUAL, |line| {
        written += 1;
        writer.write(line);
    });
    assert_eq!(disk.platters.lock().unwrap().synced, 0);
    for _ in 0..written {
        give_leave.send(()).unwrap();
    }
    assert_eq!(writer.finish(Duration::from_secs(60)), Verdict::default());
    let synced = disk.platters.lock().unwrap().synced;
    assert_eq!(synced, lines(morning(), USUAL).concat().len());
}

/// A stage with the real clock, and how late each span began.
struct Real<W> {
    began: Instant,
    recorder: Recorder,
    write: W,
    late: Vec<Duration>,
    /// How long it took to tell each.
    told_in: Vec<Duration>,
}

impl<W: FnMut(&Zoned, Entry)> Stage for Real<W> {
    fn now(&self) -> Moment {
        Moment::at(self.began.elapsed())
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        let due = self.began + until?.since_zero();
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        None
    }

    fn follow(&mut self, _: &Arc<Timeline>, _: Place) {}

    fn show(&mut self, _: &Session) {}

    fn tell(&mut self, told: &EventAt) {
        let EventAt { event, at, timeline } = told;
        let (now, before) = (Zoned::now(), Instant::now());
        for entry in self.recorder.tell(event, *at, timeline) {
            (self.write)(&now, entry);
        }
        if matches!(event, Event::Began(_)) {
            self.told_in.push(before.elapsed());
            self.late.push(self.now().since_zero().saturating_sub(at.since_zero()));
        }
    }
}

/// `cargo test --test it -- --ignored --nocapture half_a_second`, on a machine that does nothing else.
#[test]
#[ignore = "takes ten seconds, and a machine that is not busy"]
fn phases_begin_within_three_milliseconds_while_each_sync_takes_half_a_second() {
    let posture = "[[exercise]]\ntitle = \"Sit\"\nkind = \"posture\"\nposition = \"seated\"\ndirection = [\"neutral\"]\n\
                   reps = 4\nsetup-time = \"500ms\"\nrest = \"500ms\"\n\
                   phase = [{ breath = \"free\", time = \"500ms\", cue = \"Sit\" }]\n";
    let short = format!("format = 1\ntitle = \"Short\"\n{}", posture.repeat(3));
    let (give_leave, leave) = sync_channel(0);
    std::thread::spawn(move || {
        while give_leave.send(()).is_ok() {
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    let mut slow = Some(Slow { disk: Disk::default(), leave });
    let writer = Writer::begin(move || Ok(Log::new(slow.take().ok_or(NotSaved::NoHome)?)));
    let id = Id::new(&Zoned::now(), 1);
    let write = |now: &Zoned, entry| writer.write(LogLine::new(&id, now, entry).write());
    let (began, recorder) = (Instant::now(), Recorder::new(about()));
    let mut stage = Real { began, recorder, write, late: Vec::new(), told_in: Vec::new() };
    let manner = Manner { keyboard: false, gates: Gates::None, volume: None };
    driver::run(&mut Session::new(Plan::today(routine(&short)), manner), &mut stage);
    // The session's clock began a moment after the stage's.
    let first = stage.late.iter().min().copied().unwrap();
    for late in &mut stage.late {
        *late -= first;
    }
    stage.late.sort();
    stage.told_in.sort();
    let last = |all: &[Duration]| (all[all.len() / 2], all[all.len() - 1]);
    let (late, told_in) = (last(&stage.late), last(&stage.told_in));
    let spans = stage.late.len();
    let told =
        format!("median and most of {spans} spans: begun {late:?} late, told in {told_in:?}");
    writeln!(std::io::stdout(), "{told}").unwrap();
    assert!(late.1 < Duration::from_millis(3));
}

#[test]
fn the_end_of_a_session_waits_no_longer_than_it_says() {
    let (_give_leave, leave) = channel();
    let mut slow = Some(Slow { disk: Disk::default(), leave });
    let writer = Writer::begin(move || Ok(Log::new(slow.take().ok_or(NotSaved::NoHome)?)));
    writer.write("{}\n".into());
    let verdict = writer.finish(Duration::from_millis(1));
    assert_eq!(verdict.not_saved, Some(NotSaved::Slow));
}

/// What is left of a session that was cut off at so many lines.
fn cut_off(began: Zoned, kept: usize) -> String {
    lines(began, &[(0.0, "\n3\n ")]).into_iter().take(kept).collect()
}

#[test]
fn a_session_is_taken_up_again_on_its_day() {
    let noon = in_berlin("2026-03-02T11:00:00Z");
    // opened, two answers, planned, the first exercise
    let log = cut_off(morning(), 5);
    let one = offered(log.as_bytes(), &noon).unwrap();
    assert_eq!((one.from.exercise, one.title.as_str(), one.done, one.of), (2, "Turn", 1, 3));
    assert_eq!(offered(cut_off(morning(), 4).as_bytes(), &noon), None, "nothing whole");
    let noticed = |what: &str| {
        let answer = "\"event\":\"answer\",\"question\":\"pain-before\",\"answer\":3";
        let other = format!("\"event\":\"answer\",\"question\":\"noticed\",\"answer\":\"{what}\"");
        assert!(log.contains(answer));
        offered(log.replace(answer, &other).as_bytes(), &noon).map(|one| one.from.exercise)
    };
    assert_eq!(noticed("more-pain"), Some(2));
    assert_eq!(["legs", "sharp", "dizzy", "emergency"].map(noticed), [None; 4]);
    let place = WrittenPlace::new(Duration::ZERO, Some(2));
    let adapted = Entry::Adapted { row: "P-06".into(), left_out: Vec::new(), place };
    let adapted = log.clone() + &LogLine::new(&Id::new(&morning(), 1), &morning(), adapted).write();
    assert_eq!(offered(adapted.as_bytes(), &noon), None, "it had become more than smaller");
    // C-23: key `q` by accident, and what is no accident.
    let stopped = |script: &str| {
        offered(lines(morning(), &[(0.0, "\n3\n "), (50.0, script)]).concat().as_bytes(), &noon)
    };
    for script in ["qq1", "qq6", "qq\n", "qqq"] {
        assert_eq!(stopped(script).map(|one| one.from.exercise), Some(2), "{script:?}");
    }
    for script in ["qq22\n", "qq3y", "qq3n\n", "qq4y", "qq4n\n", "p3\n", "p17\n\n", "p5\n"] {
        assert_eq!(stopped(script), None, "{script:?}");
    }
    let next_day = in_berlin("2026-03-03T08:00:00Z");
    assert_eq!(offered(log.as_bytes(), &next_day), None);
    let live = interrupted(records(log.as_bytes()).0, &about().digest, noon.date(), |_| true);
    assert_eq!(live, None, "somebody is still doing it");
    let other = interrupted(records(log.as_bytes()).0, "other", noon.date(), |_| false);
    assert_eq!(other, None, "the file was changed meanwhile");
    let again = log.clone() + &lines(noon.clone(), USUAL).concat();
    assert_eq!(offered(again.as_bytes(), &noon), None, "it was done since");
    let all = cut_off(morning(), 7);
    assert!(all.contains("Tilt"));
    assert_eq!(offered(all.as_bytes(), &noon), None, "nothing is left of it");
}

#[test]
fn one_that_was_taken_up_again_and_cut_off_again_goes_on_further_on() {
    let mut log = cut_off(morning(), 5);
    let noon = in_berlin("2026-03-02T11:00:00Z");
    let mut second = Vec::new();
    live_through(three().from_exercise(2), noon.clone(), USUAL, |line| second.push(line));
    log += &second[..4].concat();
    assert_eq!(
        offered(log.as_bytes(), &noon).map(|one| one.from.exercise),
        Some(2),
        "nothing new is whole"
    );
    log += &second[4..5].concat();
    assert_eq!(offered(log.as_bytes(), &noon).map(|one| one.from.exercise), Some(3));
}

/// In rounds what is left of a round comes first, and then the next one.
#[test]
fn a_session_in_rounds_is_taken_up_in_the_middle_of_them() {
    let member = |text: &str, title: &str| {
        let title = format!("title = \"{title}\"");
        text.replace(&title, &format!("{title}\ngroup = \"c\""))
    };
    let group = "\n[group.c]\ntitle = \"Circle\"\nrounds = 2\nrest-between-rounds = \"60s\"\n";
    let circle = member(&member(THREE, "Round"), "Turn") + group;
    let lived = |plan: Plan, began: Zoned| {
        let mut lines = Vec::new();
        live_through(plan, began, USUAL, |line| lines.push(line));
        lines
    };
    let cut_behind = |lines: &[String], nth: usize| {
        let ends =
            lines.iter().enumerate().filter(|(_, line)| line.contains("\"event\":\"exercise\""));
        let ends = ends.map(|(nth, _)| nth);
        let planned = lines.iter().position(|line| line.contains("\"event\":\"planned\""));
        let end = planned.into_iter().chain(ends).nth(nth).unwrap();
        lines[..=end].concat()
    };
    let noon = in_berlin("2026-03-02T11:00:00Z");
    let next = |log: &str| {
        offered(log.as_bytes(), &noon).map(|one| (one.title, one.from.exercise, one.from.round))
    };
    let place = |title: &str, exercise, round| Some((title.to_owned(), exercise, round));
    let first = lived(Plan::today(routine(&circle)), morning());
    let order = [
        None,
        place("Turn", 2, 1),
        place("Round", 1, 2),
        place("Turn", 2, 2),
        place("Tilt", 3, 1),
        None,
    ];
    for (nth, wanted) in order.into_iter().enumerate() {
        assert_eq!(next(&cut_behind(&first, nth)), wanted, "behind {nth}");
    }
    let again = StartingPlace { exercise: 1, round: 2 };
    let second = lived(Plan::today(routine(&circle)).from_place(again), noon.clone());
    let log = cut_behind(&first, 2);
    assert_eq!(next(&(log.clone() + &cut_behind(&second, 0))), place("Round", 1, 2));
    assert_eq!(next(&(log + &cut_behind(&second, 1))), place("Turn", 2, 2));
}

#[test]
fn a_clock_that_was_set_back() {
    // Yesterday evening the clock was a day ahead; today it is right.
    let ahead = in_berlin("2026-03-03T18:00:00Z");
    let log = cut_off(ahead, 5) + &cut_off(morning(), 6);
    let noon = in_berlin("2026-03-02T11:00:00Z");
    assert_eq!(offered(log.as_bytes(), &noon).map(|one| one.from.exercise), Some(3));
    let log = cut_off(morning(), 6) + &cut_off(in_berlin("2026-03-03T18:00:00Z"), 5);
    assert_eq!(
        offered(log.as_bytes(), &noon),
        None,
        "the newest line is the newest, whatever it says"
    );
    // Set back within a session: its lines keep their order, and it is one session.
    let written = lines(morning(), USUAL);
    let back = lines(in_berlin("2026-03-02T07:00:00Z"), USUAL);
    let id = |text: &str| text.replace("20260302T070000", "20260302T080000");
    let both: String =
        written[..5].iter().cloned().chain(back[5..].iter().map(|line| id(line))).collect();
    let (records, not_understood) = records(both.as_bytes());
    assert_eq!((records.len(), not_understood), (1, 0));
    assert_eq!(records[0].session().unwrap().count(), (3, 3));
    assert_eq!(records[0].session().unwrap().end(false), Some(End::Finished));
}

#[test]
fn the_night_on_which_summer_time_ends() {
    // 2:59:50 for the first time; ten seconds later it is 2 o'clock once more.
    let began = in_berlin("2026-10-25T00:59:50Z");
    let written = lines(began.clone(), USUAL).concat();
    let stamps: Vec<&str> =
        written.split("\"at\":\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(stamps[0], "2026-10-25T02:59:50.000+02:00");
    assert!(stamps.last().unwrap().starts_with("2026-10-25T02:0"), "{stamps:?}");
    assert!(stamps.last().unwrap().ends_with("+01:00"), "{stamps:?}");
    let instants: Vec<Timestamp> = stamps.iter().map(|stamp| stamp.parse().unwrap()).collect();
    assert!(instants.is_sorted());
    let (records, _) = records(written.as_bytes());
    assert_eq!(records[0].session().unwrap().ended.unwrap().lived_ms, 269_000);
    assert_eq!(
        offered(cut_off(began.clone(), 5).as_bytes(), &began).map(|one| one.from.exercise),
        Some(2)
    );
}

#[test]
fn another_time_zone_on_the_same_day() {
    // Begun at 23:30 in Berlin; half an hour later somebody lands where it is still that day.
    let began = in_berlin("2026-03-02T22:30:00Z");
    let log = cut_off(began, 5);
    let there = "2026-03-02T23:00:00Z".parse::<Timestamp>().unwrap();
    let in_lisbon = there.to_zoned(TimeZone::posix("WET0").unwrap());
    assert_eq!(offered(log.as_bytes(), &in_lisbon).map(|one| one.from.exercise), Some(2));
    let in_berlin = there.to_zoned(TimeZone::posix(BERLIN).unwrap());
    assert_eq!(offered(log.as_bytes(), &in_berlin), None, "it is the next day at home");
}

#[test]
fn a_newer_version_has_written_too() {
    let newer = "{\"v\":2,\"id\":\"x\",\"at\":\"whenever\",\"event\":\"dreamt\"}\n";
    let unknown = "{\"v\":1,\"id\":\"20260302T080000.000Z-1\",\"at\":\"2026-03-02T09:00:01.000+01:00\",\"event\":\"dreamt\",\"of\":\"sheep\"}\n";
    let mut written = lines(morning(), USUAL);
    written.insert(3, newer.into());
    written.insert(4, unknown.into());
    // A key more in a line that is known.
    written[0] =
        written[0].replace("\"event\":\"opened\"", "\"event\":\"opened\",\"mood\":\"fine\"");
    let (records, not_understood) = records(written.concat().as_bytes());
    assert_eq!((records.len(), not_understood), (1, 2));
    assert_eq!(records[0].session().unwrap().count(), (3, 3));
    let disk = Disk::with(newer.as_bytes());
    disk.log().append("{}\n").unwrap();
    assert_eq!(disk.content(), [newer.as_bytes(), b"{}\n"].concat(), "it is kept as it is");
}

#[test]
fn two_sessions_at_once_are_two_records() {
    let first = lines(morning(), USUAL);
    let second: Vec<String> = first.iter().map(|line| line.replace("Z-1", "Z-2")).collect();
    let both: String = first.iter().zip(&second).map(|(a, b)| a.clone() + b).collect();
    let (records, _) = records(both.as_bytes());
    let ids: Vec<&str> = records.iter().map(|record| record.id.name()).collect();
    assert_eq!(ids, ["20260302T080000.000Z-2", "20260302T080000.000Z-1"]);
    assert!(records.iter().all(|record| record.session().unwrap().count() == (3, 3)));
}

#[test]
fn two_writers_of_one_file() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("journal.jsonl"), "{}\n{\"torn").unwrap();
    let ids = [Id::new(&morning(), 1), Id::new(&morning(), 2)];
    let writers = ids.clone().map(|id| {
        let home = home.path().to_owned();
        let line = LogLine::new(
            &id,
            &morning(),
            Entry::Activity { what: Activity::Walk, minutes: None, stopped_by: None, note: None },
        );
        std::thread::spawn(move || {
            let mut log = Log::new(LogFile::open(&home, Some(&id)).unwrap());
            assert!(is_live(&home, &id));
            for _ in 0..100 {
                log.append(&line.write()).unwrap();
            }
            log.has_set_aside()
        })
    });
    let set_aside = writers.map(|writer| usize::from(writer.join().unwrap())).iter().sum::<usize>();
    assert_eq!(set_aside, 1);
    let (records, not_understood) =
        records(&std::fs::read(home.path().join("journal.jsonl")).unwrap());
    assert_eq!(
        (records.len(), not_understood),
        (200, 1),
        "the line {{}} is whole, and says nothing"
    );
    assert_eq!(std::fs::read(home.path().join("journal.torn")).unwrap(), b"{\"torn\n");
    assert!(ids.iter().all(|id| !is_live(home.path(), id)));
}

#[test]
fn a_session_that_goes_on_is_not_forgotten_and_one_that_is_over_writes_no_more() {
    let home = tempfile::tempdir().unwrap();
    let id = Id::new(&morning(), 1);
    let mut log = Log::new(LogFile::open(home.path(), Some(&id)).unwrap());
    let written = lines(morning(), USUAL);
    log.append(&written[0]).unwrap();
    assert_eq!(forget(home.path(), Forget::All).unwrap(), None);
    drop(log);
    // Opened before the log was put in place of another, and written to afterwards.
    let mut late = Log::new(LogFile::open(home.path(), None).unwrap());
    assert!(forget(home.path(), Forget::One(&id)).unwrap().is_some());
    late.append(&written[1]).unwrap();
    let mut left = String::new();
    reading(home.path()).unwrap().unwrap().read_to_string(&mut left).unwrap();
    assert_eq!(left, written[1]);
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("new");
    let mut log = Log::new(LogFile::open(&folder, Some(&Id::new(&morning(), 1))).unwrap());
    log.append("{}\n").unwrap();
    std::fs::write(folder.join("journal.torn"), "").unwrap();
    std::fs::set_permissions(folder.join("journal.torn"), PermissionsExt::from_mode(0o644))
        .unwrap();
    std::fs::write(folder.join("journal.jsonl"), "{\"torn").unwrap();
    log.append("{}\n").unwrap();
    let mode =
        |path: &str| std::fs::metadata(folder.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode("journal.jsonl"), 0o600);
    assert_eq!(mode("journal.torn"), 0o600);
    assert_eq!(mode("journal.live"), 0o700);
}

proptest! {
    #![proptest_config(cases(100))]

    /// Whatever is in the file: nothing of it is lost, and what is added is whole.
    #[test]
    fn no_byte_is_lost(
        parts in vec(prop_oneof![
            Just(b"{\"v\":1}\n".to_vec()), Just(b"\n".to_vec()), Just(vec![0; 9]), vec(any::<u8>(), 0..40),
        ], 0..12),
    ) {
        let before = parts.concat();
        let disk = Disk::with(&before);
        let (_, _) = records(&before);
        disk.log().append("{}\n").unwrap();
        let after = disk.content();
        let kept = after.strip_suffix(b"{}\n").unwrap();
        let aside = disk.platters.lock().unwrap().aside.clone();
        let line_end = kept.len() + aside.len() - before.len();
        prop_assert!(line_end <= 1 && (kept.is_empty() || kept.ends_with(b"\n")));
        prop_assert_eq!([&kept[..kept.len() - line_end], &aside].concat(), before);
    }

    /// Whatever keys are pressed: one record, whole lines, and the counts of the session itself.
    #[test]
    fn whatever_is_pressed_is_one_record(keys in vec((0.0_f64..200.0, "[ enlbpq1234\n]"), 0..30), cut in 0_usize..40) {
        let mut script: Vec<(f64, &str)> = keys.iter().map(|(at, key)| (*at, key.as_str())).collect();
        script.sort_by(|a, b| a.0.total_cmp(&b.0));
        let written = lines(morning(), &script);
        let log = written.concat();
        let (all, not_understood) = records(log.as_bytes());
        prop_assert_eq!((all.len(), not_understood), (usize::from(!written.is_empty()), 0));
        for record in &all {
            let session = record.session().unwrap();
            let ended = session.ended.unwrap();
            let whole = session.exercises.iter().filter(|done| done.whole);
            let whole: BTreeSet<usize> = whole.map(|done| done.exercise).collect();
            prop_assert_eq!(whole.len(), ended.done);
            prop_assert!(session.exercises.iter().all(|done| done.whole == done.why.is_none()));
        }
        // Cut off anywhere, what is offered lies behind everything that was done.
        let kept: String = written.into_iter().take(cut).collect();
        if let Some(one) = offered(kept.as_bytes(), &morning()) {
            let (cut_off, _) = records(kept.as_bytes());
            let done = cut_off[0].session().unwrap().exercises.iter().filter(|done| done.whole);
            prop_assert!(done.map(|done| done.exercise).max().unwrap_or(0) < one.from.exercise);
        }
    }
}
