//! What past sessions mean: days lived through, one after the other, each written down and read again.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::pain_rules::Response;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::profile::{CARD, Flag, Profile, Told};
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::units::{Moment, Offset};
use stenosis_routine::faces::weeks::card_page;
use stenosis_routine::format::embedded;
use stenosis_routine::io::journal::{Journal, Leaves, Log, Writer};
use stenosis_routine::io::store::Store;
use stenosis_routine::journal::memory::{self, GENTLE_DAY, memory, memory_of};
use stenosis_routine::journal::{CardDue, Id, LastWeeks, LogLine, Memory, Opening, Records};
use stenosis_routine::session::recorder::Recorder;
use stenosis_routine::session::{
    CardToShow, Event, ForOtherDays, Gates, Happening, KeyPress, Manner, OnceAWeek, Past, Session,
};
use stenosis_routine::text::journal::NotSaved;

use crate::disk::Disk;
use crate::run::built_in;

const MONDAY: Date = date(2026, 11, 2);
const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::None, volume: None };

/// The day so many days after Monday.
fn day(after: i32) -> Date {
    MONDAY + jiff::Span::new().days(after)
}

/// A line of a log.
pub(crate) fn line(day: Date, id: &str, entry: &str) -> String {
    format!("{{\"v\":1,\"id\":\"{id}\",\"at\":\"{day}T09:00:00.000+00:00\",{entry}}}\n")
}

/// A session of one movement that was finished.
pub(crate) fn finished(day: Date, id: &str, name: &str) -> String {
    [
        format!(r#""event":"opened","name":"{name}","title":"T","digest":"d","keyboard":true,"program":"0""#),
        r#""event":"planned","total_ms":1,"exercises":[{"exercise":1,"title":"Lift","key":"lift","reps":3,"kind":"mobility"}]"#.to_owned(),
        r#""event":"exercise","exercise":1,"title":"Lift","whole":true,"reps":3"#.to_owned(),
        r#""event":"ended","how":"finished","done":1,"of":1,"lived_ms":600000"#.to_owned(),
    ]
    .map(|entry| line(day, id, &entry))
    .concat()
}

/// A person's journal.
#[derive(Clone, Default)]
pub(crate) struct Life {
    pub(crate) log: String,
    sessions: u32,
}

/// What happens in a session: keys, or time that passes in seconds.
pub(crate) enum Does {
    Keys(&'static str),
    Waits(u64),
    /// To the end of the movement.
    Lives,
}

use Does::{Keys, Lives, Waits};

impl Life {
    /// Days before the first.
    pub(crate) fn with_log(log: String) -> Life {
        Life { log, sessions: 0 }
    }

    /// A session on this day; every line that was written is kept.
    pub(crate) fn on(&mut self, day: Date, name: &str, asks: &[PageId], does: &[Does]) -> Session {
        self.with(day, name, asks, Plan::today(built_in(name)), does)
    }

    fn with(
        &mut self,
        day: Date,
        name: &str,
        asks: &[PageId],
        plan: Plan,
        does: &[Does],
    ) -> Session {
        let of = digest(plan.routine());
        let past = Past::from(&self.memory());
        self.lived(day, (name, of), asks, (plan, past), does)
    }

    /// A session of a routine as far as it has grown, which knows what may become more of it.
    pub(crate) fn growing(
        &mut self,
        day: Date,
        (name, file): (&str, &Arc<Routine>),
        asks: &[PageId],
        changed: impl Fn(Plan) -> Plan,
        does: &[Does],
    ) -> Session {
        let (memory, of) = (self.memory(), digest(file));
        let past = Past { steps: memory.steps(name, &of, file, day), ..Past::from(&memory) };
        let plan = changed(Plan::today(Arc::new(memory.growth.grown(name, &of, file))));
        self.lived(day, (name, of), asks, (plan, past), does)
    }

    fn lived(
        &mut self,
        day: Date,
        (name, digest): (&str, String),
        asks: &[PageId],
        (plan, past): (Plan, Past),
        does: &[Does],
    ) -> Session {
        let began = day.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        self.sessions += 1;
        let id = Id::new(&began, self.sessions);
        let opening = Opening {
            name: name.into(),
            title: plan.routine().title.clone(),
            digest,
            keyboard: true,
            resumes: None,
            program: "0".into(),
        };
        let mut recorder = Recorder::new(opening);
        let mut session = Session::new(plan, AT_THE_KEYBOARD)
            .asking(asks.iter().copied())
            .about(vec![Flag::Knee, Flag::Neck])
            .once_a_week(self.weekly(day))
            .after(past);
        let mut now = Moment::ZERO;
        let mut tell = |session: &Session, now: Moment, events: Vec<Event>| {
            for event in events {
                let at = match &event {
                    Event::Began(reached) => reached.at(),
                    _ => session.offset(now),
                };
                for entry in recorder.tell(&event, at, session.timeline()) {
                    let clock: Zoned = began.checked_add(now.since_zero()).unwrap();
                    self.log += &LogLine::new(&id, &clock, entry).write();
                }
            }
        };
        let events = session.open(now);
        tell(&session, now, events);
        for what in does {
            match what {
                Keys(keys) => {
                    for key in keys.chars() {
                        let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
                        let events = session.handle(now, Happening::Key(key));
                        tell(&session, now, events);
                    }
                }
                Waits(seconds) => {
                    let until = now + Duration::from_secs(*seconds);
                    while let Some(due) = session.wake_at().filter(|due| *due <= until) {
                        now = now.max(due);
                        let events = session.advance(now);
                        tell(&session, now, events);
                    }
                    now = until;
                }
                Lives => {
                    while session.ending().is_none() {
                        // A seat waits for a key.
                        let space = Happening::Key(KeyPress::Char(' '));
                        let events = match session.wake_at() {
                            Some(due) => {
                                now = now.max(due);
                                session.advance(now)
                            }
                            None => session.handle(now, space),
                        };
                        tell(&session, now, events);
                    }
                }
            }
        }
        session
    }

    /// What a day has of what comes once a week.
    pub(crate) fn weekly(&self, day: Date) -> OnceAWeek {
        let memory = self.memory();
        let mut last = LastWeeks::on(day);
        let records = Records::of(Cursor::new(&self.log), last.period()).unwrap();
        records.for_each(|record| last.add(&record.unwrap()));
        let unread = |due: &CardDue| !memory.weekly.cards.contains(due.card.name());
        let card = last.cards().into_iter().find(unread);
        let card = card.map(|due| CardToShow { name: due.card.name(), lines: card_page(&due) });
        OnceAWeek { card, ..OnceAWeek::of(&memory, day) }
    }

    pub(crate) fn memory(&self) -> Memory {
        read(self.log.as_bytes())
    }
}

fn read(log: &[u8]) -> Memory {
    let lines = log.split(|byte| *byte == b'\n').filter_map(|line| LogLine::read(line).ok());
    let folded = memory(lines);
    assert_eq!(memory_of(Cursor::new(log), u64::MAX).unwrap(), folded);
    folded
}

const CAT: &str = "seated-cat-cow";

#[test]
fn it_lifts_a_red_stop_by_the_routine_that_comes_with_the_program() {
    assert_eq!(GENTLE_DAY, embedded::GENTLE_DAY);
    assert_eq!(memory::memory([]), Memory::default());
}

#[test]
fn a_session_that_was_lived_is_known_and_asked_about_once() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[], &[Lives, Keys("q")]);
    assert_eq!(life.memory().moved, Some(MONDAY));
    assert!(life.memory().finished.contains(CAT));
    // Who leaves the question is asked again; who leaves it open and goes on is not.
    life.on(day(1), CAT, &[PageId::AfterLast], &[Keys("q")]);
    assert_eq!(life.memory().moved, Some(MONDAY));
    life.on(day(1), CAT, &[PageId::AfterLast, PageId::Before], &[Keys("\nq")]);
    assert_eq!(life.memory().moved, Some(MONDAY), "it has not begun");
    life.on(day(1), CAT, &[PageId::AfterLast, PageId::Before], &[Keys("\n2\n"), Keys("qq")]);
    assert_eq!(life.memory().moved, None);
}

/// C-08: the first repetition counts, and so does a session that the power has cut.
#[test]
fn c_08_movement_counts_from_its_first_repetition() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[], &[Keys("qq")]);
    assert_eq!(life.memory().moved, None);
    life.on(MONDAY, CAT, &[], &[Waits(200), Keys("qq")]);
    assert_eq!(life.memory().moved, Some(MONDAY));
    let mut cut = Life::default();
    cut.on(MONDAY, CAT, &[], &[Waits(25)]);
    assert_eq!(cut.memory().moved, Some(MONDAY));
}

#[test]
fn c_02_an_emergency_is_open_until_a_doctor_has_looked() {
    for (asks, does) in [(&[][..], vec![Waits(30), Keys("p5")]), (&[PageId::Card], vec![Keys("1")])]
    {
        let mut life = Life::default();
        life.on(MONDAY, CAT, asks, &does);
        assert_eq!(life.memory().emergency, Some(MONDAY));
        // Years of sessions do not carry it out of sight.
        for nth in 0..50 {
            life.log += &finished(day(nth), "other", CAT);
        }
        let bounded = memory_of(Cursor::new(life.log.as_bytes()), 1_000).unwrap();
        assert_eq!(bounded.emergency, Some(MONDAY));
        life.on(day(60), CAT, &[PageId::Looked], &[Keys("n")]);
        assert_eq!(life.memory().emergency, Some(day(60)));
        life.on(
            day(61),
            GENTLE_DAY,
            &[PageId::Looked, PageId::Card],
            &[Keys("yn"), Lives, Keys("2\n2")],
        );
        let after = life.memory();
        assert_eq!((after.emergency, after.red_stop), (None, None), "a gentle day came first");
        assert_eq!(after.card, Some((CARD, day(61))));
    }
}

/// A-19, A-21: whoever tells of it and leaves is met by it at the next start, until somebody was asked.
#[test]
fn what_was_to_be_asked_first_is_open_until_it_was_asked() {
    let (new, card) = ([PageId::New], [PageId::Card]);
    let ways: [(&[PageId], &'static str, bool); 4] =
        [(&new, "y", true), (&new, "yq", true), (&new, "y2q", true), (&card, "2q", false)];
    for (asks, keys, is_new) in ways {
        let mut life = Life::default();
        life.on(MONDAY, CAT, asks, &[Keys(keys)]);
        assert!(life.memory().asks_first(), "{keys:?}");
        assert_eq!(life.memory().something_new.is_some(), is_new, "{keys:?}");
        // "None of these" is not enough, and who leaves then is asked again.
        let first = [PageId::Card, PageId::Before];
        let session = life.on(day(1), CAT, &first, &[Keys("nq")]);
        assert!(session.ending().is_some() && life.memory().asks_first(), "{keys:?}");
        assert_eq!(life.memory().card, None, "{keys:?}");
        let asked = life.on(day(2), CAT, &first, &[Keys("na2\n")]);
        assert_eq!(asked.plan().is_lighter(), is_new, "{keys:?}");
        assert!(!life.memory().asks_first(), "{keys:?}");
        let after = life.on(day(3), CAT, &[PageId::New, PageId::Before], &[Keys("n2\n")]);
        assert!(!after.plan().is_lighter(), "{keys:?}");
    }
}

/// A-18, A-21: a doctor was to be asked that day.
#[test]
fn what_a_doctor_was_to_be_asked_is_open_until_one_has_looked() {
    let ways: [(&[PageId], Vec<Does>); 4] = [
        (&[PageId::Before], vec![Keys("7\nn\n")]),
        (&[], vec![Waits(60), Keys("p4n\n")]),
        (&[], vec![Waits(60), Keys("p4"), Waits(130)]),
        (&[], vec![Waits(60), Keys("qq4q")]),
    ];
    for (asks, does) in ways {
        let mut life = Life::default();
        life.on(MONDAY, CAT, asks, &does);
        assert_eq!(life.memory().doctor_today, Some(MONDAY));
        let session = life.on(day(1), CAT, &[PageId::Looked, PageId::Card], &[Keys("n")]);
        let page = session.asked().map(|open| open.page);
        assert_eq!(page, Some(PageId::DoctorToday), "it was no emergency");
        life.on(day(2), CAT, &[PageId::Looked, PageId::Card], &[Keys("yn")]);
        let memory = life.memory();
        assert!(!memory.waits_for_a_doctor() && memory.red_stop.is_some(), "gentle-day first");
    }
}

/// A-22.
#[test]
fn c_02_when_a_doctor_has_looked_a_gentle_day_comes_first() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Card], &[Keys("1\n")]);
    life.on(day(1), CAT, &[PageId::Looked, PageId::Card], &[Keys("yn")]);
    let memory = life.memory();
    assert_eq!((memory.emergency, memory.red_stop), (None, Some(MONDAY)));
}

#[test]
fn c_20_a_red_stop_is_lifted_by_any_answered_gentle_day_on_another_day() {
    let legs = [Waits(60), Keys("qq3"), Waits(700)];
    let ways: [&[Does]; 4] =
        [&[Waits(60), Keys("p3")], &[Waits(60), Keys("qq27\n")], &[Lives, Keys("6\n")], &legs];
    for way in ways {
        let mut life = Life::default();
        life.on(MONDAY, CAT, &[], way);
        assert_eq!(life.memory().red_stop, Some(MONDAY));
        let stopped = |life: &Life| life.memory().red_stop.is_some();
        life.on(MONDAY, GENTLE_DAY, &[], &[Lives, Keys("2\n")]);
        assert!(stopped(&life), "the same day");
        life.on(day(1), CAT, &[], &[Lives, Keys("2\n")]);
        assert!(stopped(&life), "another routine");
        life.on(day(1), GENTLE_DAY, &[], &[Lives]);
        assert!(stopped(&life), "C-11: no answers");
        life.on(day(1), GENTLE_DAY, &[], &[Waits(200), Keys("qq3y")]);
        assert!(stopped(&life), "it went badly");
        life.on(day(2), GENTLE_DAY, &[], &[Waits(200), Keys("qq1")]);
        assert!(!stopped(&life), "enough for the day, and answered");
    }
}

#[test]
fn c_20_the_future_is_no_past() {
    let mut life = Life::default();
    life.on(day(400), CAT, &[], &[Waits(60), Keys("p3")]);
    // The clock is right again.
    life.on(day(1), GENTLE_DAY, &[], &[Lives, Keys("2\n")]);
    assert_eq!(life.memory().red_stop, None);
}

/// A-23.
#[test]
fn c_11_a_leg_stop_goes_by_three_answered_green_sessions_in_which_it_was_done() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[], &[Waits(60), Keys("p2"), Waits(20), Keys("y"), Keys("q")]);
    let first = life.memory();
    let key = first.legs.keys().next().unwrap().clone();
    assert_eq!((first.legs[&key].stops, first.legs.len()), (1, 1));
    assert!(first.legs_today(MONDAY).contains(&*key) && first.legs_today(day(1)).is_empty());
    let easier = |life: &Life| life.memory().legs_easier().contains(&*key);
    let next = |life: &mut Life, nth: i32, before: &'static str, after: &'static str| {
        life.on(day(nth), CAT, &[PageId::AfterLast], &[Keys(before), Lives, Keys(after)]);
    };
    // None of these counts: silence, pain of four, worse legs, too long, one that left it out.
    for (nth, before, after) in
        [(1, "1", ""), (2, "1", "4\n2"), (3, "1", "3\n3y"), (4, "1", "2\n2"), (5, "2", "2\n2")]
    {
        next(&mut life, nth, before, after);
    }
    let plan = Plan::today(built_in(CAT)).from_exercise(5);
    life.with(day(6), CAT, &[PageId::AfterLast], plan, &[Keys("3"), Lives, Keys("2\n2")]);
    assert_eq!(life.memory().legs[&key].greens, 0);
    for nth in 7..10 {
        next(&mut life, nth, "1", "2\n2");
        assert!(easier(&life), "day {nth}");
    }
    assert_eq!(life.memory().greens, 2, "how the last one was felt is not known yet");
    next(&mut life, 10, "1", "2\n2");
    let returning = |life: &Life| life.memory().legs_returning().contains(&*key);
    assert!(easier(&life) && returning(&life), "three green sessions: now it is asked");
    let mut nth = 11;
    for (answer, is_back) in [("\n", false), ("n", false), ("y", true)] {
        assert!(returning(&life), "day {nth}");
        life.on(day(nth), CAT, &[PageId::FullAgain], &[Keys(answer), Waits(1)]);
        assert_eq!((easier(&life), returning(&life)), (!is_back, false), "day {nth}");
        // Whoever left it easier is asked again after three more.
        (1..=4).for_each(|more| next(&mut life, nth + more, "1", "2\n2"));
        assert_eq!((easier(&life), returning(&life)), (!is_back, !is_back), "day {nth}");
        nth += 5;
    }
    assert_eq!(life.memory().legs[&key].stops, 1, "the count stays");
    life.on(day(nth), CAT, &[], &[Waits(60), Keys("qq3")]);
    assert_eq!((life.memory().legs[&key].stops, easier(&life)), (2, true));
}

#[test]
fn c_11_no_answers_are_neither_green_nor_red() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Before], &[Keys("\n"), Lives, Waits(600)]);
    let memory = life.memory();
    let Memory { growth, growth_if_well, .. } = memory.clone();
    let known = Memory { moved: Some(MONDAY), finished: [CAT.into()].into(), ..Memory::default() };
    assert_eq!(memory, Memory { growth, growth_if_well, ..known });
}

/// A-21.
#[test]
fn c_09_bad_news_at_the_end_makes_the_next_one_lighter_and_no_other() {
    for after in ["2\n23", "2\n3"] {
        let mut life = Life::default();
        life.on(MONDAY, CAT, &[], &[Lives, Keys(after)]);
        assert!(life.memory().lighter, "{after:?}");
        life.on(day(1), CAT, &[PageId::Before], &[Keys("2\n"), Keys("q")]);
        assert!(life.memory().lighter, "that was none");
        life.on(day(1), CAT, &[PageId::Before], &[Keys("2\n"), Lives]);
        assert!(!life.memory().lighter);
    }
}

/// A-21: worse, too much or cost sleep twice running, told at the end or at the next start.
#[test]
fn c_09_the_second_time_in_a_row_is_one_to_ask_about() {
    let says = |before: &'static str, after: &'static str, said: Response| {
        let mut life = Life::default();
        life.on(MONDAY, CAT, &[], &[Lives, Keys(before)]);
        let session = life.on(day(1), CAT, &[PageId::AfterLast], &[Keys(&after[..1]), Lives]);
        let plan_is_lighter = session.plan().is_lighter();
        let mut session = session;
        let now = Moment::at(session.ending().unwrap().lived + Duration::from_secs(1));
        let events: Vec<Event> = after[1..]
            .chars()
            .flat_map(|key| {
                let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
                session.handle(now, Happening::Key(key))
            })
            .collect();
        (events.contains(&Event::Responded(said)), plan_is_lighter)
    };
    let (lighter, ask) = (Response::NextIsLighter, Response::NextIsLighterAsk);
    assert_eq!(says("2\n22", "12\n23", lighter), (true, false));
    // At the end of both; at the end and legs; by sleep and at the end.
    assert_eq!(says("2\n23", "12\n23", ask), (true, false));
    assert_eq!(says("2\n3y", "12\n3y", ask), (true, false));
    assert_eq!(says("2\n22", "42\n23", ask), (true, true));
    // Pain that did not ease makes the next one lighter, and is no "too much".
    assert_eq!(says("4\n22", "22\n23", lighter), (true, true));
    assert_eq!(says("4\n22", "12\n23", lighter), (true, false));
    assert_eq!(says("4\n22", "\n2\n23", lighter), (true, true));
}

/// Told at the end of one session, and at the start of the next but one of the session between.
#[test]
fn c_09_worse_and_then_sleep_rests_for_the_day() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[], &[Lives, Keys("2\n23")]);
    life.on(day(1), CAT, &[PageId::AfterLast], &[Keys("1"), Lives, Keys("2\n22")]);
    assert!(!life.memory().lighter && life.memory().worse_before);
    let session = life.on(day(2), CAT, &[PageId::AfterLast], &[Keys("4")]);
    assert_eq!(session.asked().map(|open| open.page), Some(PageId::TooMuchAgain));
    assert_eq!(life.memory().rests, Some(day(2)));
}

#[test]
fn too_much_twice_in_a_row_rests_for_the_day() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[], &[Lives]);
    life.on(day(1), CAT, &[PageId::AfterLast], &[Keys("3"), Lives]);
    assert_eq!((life.memory().slow, life.memory().rests), (1, None));
    life.on(day(2), CAT, &[PageId::AfterLast], &[Keys("4")]);
    assert_eq!((life.memory().slow, life.memory().rests), (2, Some(day(2))));
    life.on(day(3), CAT, &[PageId::AfterLast], &[Keys("1")]);
    assert_eq!(life.memory().slow, 0);
}

#[test]
fn c_19_severe_pain_dizziness_and_a_walk_are_remembered() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Before], &[Keys("7\n")]);
    life.on(day(1), CAT, &[], &[Waits(60), Keys("p4y")]);
    life.log += &line(day(2), "w", r#""event":"activity","what":"walk","minutes":20"#);
    let memory = life.memory();
    assert_eq!(memory.high_pain, Some((1, MONDAY)));
    assert_eq!((memory.dizzy, memory.walked), (Some(day(1)), Some(day(2))));
}

#[test]
fn c_18_what_was_asked_is_known_by_day_and_content() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Flags], &[Keys("1\n\n")]);
    let asked = life.memory().flags_asked;
    let content = digest(&built_in(CAT));
    assert_eq!(asked[&Flag::Knee], [(content, MONDAY)].into());
}

#[test]
fn c_33_consent_is_to_a_content() {
    use stenosis_routine::domain::digest::of_exercise;
    let text = "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"seated-thoracic-extension\"\n";
    let routine = crate::run::routine(text);
    let mut life = Life::default();
    life.with(MONDAY, "t", &[PageId::Caution], Plan::today(Arc::clone(&routine)), &[Keys("y")]);
    let mut exercise = routine.exercises[0].clone();
    let accepted = life.memory().accepted;
    assert!(accepted.contains(&of_exercise(&exercise)));
    exercise.full.reps += 1;
    assert!(accepted.contains(&of_exercise(&exercise)), "however often");
    exercise.cautions.push("Another.".into());
    assert!(!accepted.contains(&of_exercise(&exercise)));
}

/// What a memory forbids: the more, the less healthy.
fn stands_in_the_way(memory: &Memory) -> (bool, bool, usize, u32) {
    let stops = memory.legs.values().map(|legs| legs.stops).sum();
    (memory.emergency.is_some(), memory.red_stop.is_some(), memory.legs_easier().len(), stops)
}

/// `kill -9` between any two writes: of whatever a page was shown for, everything was written before.
#[test]
fn a_journal_cut_at_any_line_or_byte_is_no_healthier_than_what_was_acknowledged() {
    let mut life = Life::default();
    life.on(
        MONDAY,
        CAT,
        &[PageId::Card],
        &[Keys("n"), Waits(60), Keys("p2"), Waits(20), Keys("y"), Keys("q")],
    );
    life.on(day(1), CAT, &[], &[Waits(60), Keys("p3")]);
    life.on(day(2), CAT, &[PageId::Card], &[Keys("1\n")]);
    let log = life.log.as_bytes();
    let acknowledged = |facts: &[u8]| -> (bool, bool, usize) {
        let text = String::from_utf8_lossy(facts);
        let has = |fact: &str| {
            text.lines()
                .any(|line| line.ends_with('}') && line.contains(&format!("\"fact\":\"{fact}\"")))
        };
        (has("emergency"), has("red-stop"), usize::from(has("leg-stop")))
    };
    for end in 0..=log.len() {
        let cut = &log[..end];
        let (emergency, red_stop, legs, _) = stands_in_the_way(&read(cut));
        assert_eq!((emergency, red_stop, legs), acknowledged(cut), "cut at byte {end}");
    }
    // The fact is the first line that says so: before it nothing of it was shown.
    let of = |what: &str| life.log.lines().position(|line| line.contains(what)).unwrap();
    assert!(of("\"fact\":\"emergency\"") < of("\"how\":\"emergency\""));
    assert!(of("\"fact\":\"red-stop\"") < of("\"how\":\"red-stop\""));
    assert!(of("\"fact\":\"leg-stop\"") < of("legs-back"));
}

/// Damage in the middle, lines of newer versions and a line without end.
#[test]
fn what_cannot_be_read_is_passed_over() {
    let mut life = Life::default();
    life.log += "no line\n{\"v\":9,\"id\":\"x\"}\n";
    life.log += &"y".repeat(200_000);
    life.log += "\n";
    life.log += &line(MONDAY, "n", r#""event":"remembered","fact":"moonlight","phase":3"#);
    life.on(MONDAY, CAT, &[PageId::Card], &[Keys("1")]);
    assert_eq!(life.memory().emergency, Some(MONDAY));
}

/// A person with a journal and a profile, and what the program says to them without a keyboard.
fn said(log: &str, profile: &str, args: &[&str]) -> (String, i32) {
    let run = crate::run::run(args).file("home/journal.jsonl", log);
    let (stdout, stderr, status) = run.file("home/profile.toml", profile).output();
    assert_eq!(stderr, "");
    (stdout, status)
}

const TELLS_NOTHING: &str = "";
/// What nobody can answer there does not begin either.
#[test]
fn without_a_keyboard_nothing_starts_before_somebody_was_asked() {
    for (fact, first, last) in [
        ("doctor-today", "Please ask a doctor today", "Has a doctor seen you since?"),
        ("something-new", "Then not today.", "Have you asked since?"),
        ("ask-first", "Then not today.", "Have you asked since?"),
    ] {
        let open = line(MONDAY, "a", &format!(r#""event":"remembered","fact":"{fact}""#));
        let (stdout, status) = said(&open, TELLS_NOTHING, &["start", "--mute", "knees-to-chest"]);
        assert_eq!(status, 0);
        assert!(stdout.starts_with(first) && !stdout.contains("close"), "{stdout}");
        assert!(stdout.lines().last().is_some_and(|line| line.starts_with(last)), "{stdout}");
    }
}

/// Half a second long, and for strength or not.
fn quick(kind: &str, title: &str) -> String {
    let rest = if kind == "strength" { "30s" } else { "500ms" };
    format!(
        "[[exercise]]\ntitle = \"{title}\"\nkind = \"{kind}\"\nposition = \"seated\"\ndirection = [\"neutral\"]\n\
         setup-time = \"500ms\"\nrest = \"{rest}\"\nreps = 1\n\
         phase = [{{ breath = \"free\", time = \"500ms\", cue = \"Easy\" }}]\n"
    )
}

#[test]
fn c_06_without_a_keyboard_nothing_starts_while_an_emergency_is_open() {
    let open = line(MONDAY, "a", r#""event":"remembered","fact":"emergency","alone":true"#);
    for args in
        [&["start", "--mute", "knees-to-chest"][..], &["start", "--as-written"], &["start", "none"]]
    {
        let (stdout, status) = said(&open, TELLS_NOTHING, args);
        assert_eq!(status, 4);
        assert!(stdout.starts_with("STOP. THIS NEEDS MEDICAL HELP NOW.\n"), "{stdout}");
        assert!(!stdout.contains("Enter") && stdout.ends_with("say so there.\n"), "{stdout}");
    }
    let (stdout, _) = said(&open, TELLS_NOTHING, &["start", "--mute", "knees-to-chest"]);
    insta::assert_snapshot!("no_keyboard_and_an_open_emergency", stdout);
    let looked = open + &line(MONDAY, "b", r#""event":"remembered","fact":"wrong-key""#);
    let run = crate::run::run(&["start", "none"]).file("home/journal.jsonl", looked);
    assert_eq!(run.output().2, 2, "there is no routine of that name");
}

#[test]
fn c_06_unknown_pain_and_flags_give_the_smaller_version_and_its_first_line_says_so() {
    let file = format!(
        "format = 1\ntitle = \"T\"\n{}{}",
        quick("strength", "Push"),
        quick("posture", "Sit")
    );
    let starts = |log: &str, more: &[&str]| {
        let args = [&["start", "--mute", "t.toml"], more].concat();
        let run = crate::run::run(&args).file("t.toml", &file).file("home/journal.jsonl", log);
        run.output().0
    };
    let stdout = starts("", &[]);
    let first =
        "Nobody was asked, so this is the smaller version. `--as-written` plays it whole.\n";
    assert!(stdout.starts_with(first), "{stdout}");
    assert!(stdout.contains("Left out for you: Push (no number for pain today)."), "{stdout}");
    // Nobody waits for its rest here.
    let whole = starts("", &["--as-written", "--from", "2"]);
    assert!(!whole.contains("Nobody was asked") && !whole.contains("Left out"), "{whole}");
    // Nothing is smaller where nothing has to be.
    let gentle = format!("format = 1\ntitle = \"T\"\n{}", quick("posture", "Sit"));
    let (stdout, _, _) =
        crate::run::run(&["start", "--mute", "t.toml"]).file("t.toml", gentle).output();
    assert!(!stdout.contains("Nobody was asked"), "{stdout}");
}

#[test]
fn c_14_the_journal_says_what_happened_in_words() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Card], &[Keys("1\n")]);
    life.on(day(1), CAT, &[PageId::Before], &[Keys("7\nn\n")]);
    life.on(day(2), CAT, &[PageId::Before], &[Keys("2\n"), Waits(60), Keys("p3")]);
    life.on(day(3), CAT, &[], &[Lives, Keys("6\n")]);
    life.on(day(4), CAT, &[], &[Waits(89), Keys("p2"), Waits(20), Keys("yq1")]);
    life.on(day(5), CAT, &[], &[Waits(89), Keys("qq25\n")]);
    life.on(day(6), CAT, &[], &[Waits(89), Keys("qq3"), Waits(700)]);
    life.log += &line(day(7), "x", r#""event":"remembered","fact":"red-stop","alone":true"#);
    let (listed, status) = said(&life.log, TELLS_NOTHING, &["journal"]);
    assert_eq!(status, 0);
    let (json, _) = said(&life.log, TELLS_NOTHING, &["journal", "--json"]);
    let (csv, _) = said(&life.log, TELLS_NOTHING, &["journal", "--csv"]);
    assert_eq!(csv.lines().count(), json.lines().count() + 1);
    let told = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys = ["end", "how", "emergency", "red_stop", "reps", "reps_of", "pain_during"];
        keys.map(|key| format!("{key} {}", row[key])).join(", ") + "\n"
    };
    insta::assert_snapshot!(listed + "\n" + &json.lines().map(told).collect::<String>());
}

/// C-15: what was put in for relief and skipped was not begun again.
#[test]
fn c_15_relief_that_is_skipped_is_skipped() {
    let mut life = Life::default();
    life.on(
        MONDAY,
        "daily-15",
        &[PageId::Before],
        &[Keys("3\n"), Waits(100), Keys("p15\n"), Keys("n"), Waits(30)],
    );
    assert!(!life.log.contains("begun-again"), "{}", life.log);
    assert!(life.log.contains("skipped"), "{}", life.log);
}

/// C-17: a journal that is there and cannot be read is no empty one.
#[test]
fn c_17_a_journal_that_cannot_be_read_is_named_and_makes_it_smaller() {
    let file = format!(
        "format = 1\ntitle = \"T\"\n{}",
        quick("posture", "Sit").replace("reps = 1", "reps = 2")
    );
    let (stdout, stderr, status) = crate::run::run(&["start", "--mute", "t.toml"])
        .file("t.toml", file)
        .file("home/journal.jsonl/a-folder", "")
        .output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(stdout.contains("FOLDER/home/journal.jsonl cannot be used"), "{stdout}");
}

fn opening() -> Opening {
    Opening {
        name: CAT.into(),
        title: "Seated cat-cow".into(),
        digest: "d".into(),
        keyboard: true,
        resumes: None,
        program: "0".into(),
    }
}

/// An emergency at the card, as a stage tells it.
fn emergency_at_the_card(journal: &mut Journal) {
    let mut session =
        Session::new(Plan::today(built_in(CAT)), AT_THE_KEYBOARD).asking([PageId::Card]);
    let mut events = session.open(Moment::ZERO);
    events.extend(session.handle(Moment::ZERO, Happening::Key(KeyPress::Char('1'))));
    for event in events {
        journal.tell(&event, Offset::ZERO, session.timeline());
    }
    journal.settle();
}

fn own() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned());
    (folder, store)
}

fn told(flags: &[(Flag, Told)]) -> Event {
    let told = flags.iter().copied().collect();
    Event::ForOtherDays(ForOtherDays { facts: Vec::new(), told })
}

#[test]
fn c_02_what_must_be_known_is_on_the_disk_when_the_page_is_shown() {
    let (folder, store) = own();
    let mut journal = Journal::begin(&store, opening(), Leaves::Everything);
    emergency_at_the_card(&mut journal);
    let remembered = read(&std::fs::read(folder.path().join("journal.jsonl")).unwrap());
    assert!(remembered.emergency.is_some(), "before the session is over");
    assert_eq!(journal.finish().unwrap().not_saved, None);
}

#[test]
fn no_journal_keeps_one_line_of_an_emergency_and_says_so() {
    let (folder, store) = own();
    let mut journal = Journal::begin(&store, opening(), Leaves::Facts);
    emergency_at_the_card(&mut journal);
    let log = std::fs::read_to_string(folder.path().join("journal.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 1);
    assert!(
        log.ends_with("\"event\":\"remembered\",\"fact\":\"emergency\",\"alone\":true}\n"),
        "{log}"
    );
    let verdict = journal.finish().unwrap();
    assert!(verdict.only_facts && verdict.has_lines);
    let (listed, _) = said(&log, TELLS_NOTHING, &["journal"]);
    assert!(listed.ends_with("A sign that needs medical help now.\n"), "{listed}");
}

/// C-17: one locked change, that undoes nothing that was told elsewhere meanwhile.
#[test]
fn c_17_a_session_undoes_no_profile_set_and_writes_over_nothing_unreadable() {
    let (folder, store) = own();
    let plan = Session::new(Plan::today(built_in(CAT)), AT_THE_KEYBOARD);
    let begun = |known: &Profile| {
        Journal::begin(&store, opening(), Leaves::Everything).with_answers(&store, known)
    };
    let mut journal = begun(&store.profile().value);
    store.change_profile(|profile| profile.tell(Flag::Knee, Told::Yes, MONDAY)).unwrap();
    let answers = told(&[(Flag::Knee, Told::No), (Flag::Neck, Told::NotSure)]);
    journal.tell(&answers, Offset::ZERO, plan.timeline());
    journal.settle();
    let kept = store.profile().value;
    assert_eq!(
        (kept.told(Flag::Knee), kept.told(Flag::Neck)),
        (Some(Told::Yes), Some(Told::NotSure))
    );
    assert_eq!(journal.finish(), None, "no line was to be written, and all is kept");
    let mut journal = begun(&kept);
    std::fs::write(folder.path().join("profile.toml"), "[flags").unwrap();
    journal.tell(&answers, Offset::ZERO, plan.timeline());
    let verdict = journal.finish().unwrap();
    assert!(matches!(verdict.not_kept, Some(NotSaved::Answers(_))), "{verdict:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("profile.toml")).unwrap(), "[flags");
}

/// Law 6: a page waits for the disk, and not for ever.
#[test]
fn a_page_waits_no_longer_than_it_may() {
    let (_release, blocked) = std::sync::mpsc::channel::<()>();
    let writer = Writer::begin(move || {
        // As long as nobody releases it, which is for ever.
        let _ = blocked.recv();
        Err::<Log<Disk>, NotSaved>(NotSaved::NoHome)
    });
    writer.write("{}\n".into());
    let began = std::time::Instant::now();
    writer.settle(Duration::from_millis(20));
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// A log of which no byte behind this one can be read.
struct Failing(Cursor<Vec<u8>>, u64);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.1 - self.0.position()).unwrap();
        if left == 0 {
            return Err(io::Error::other("the disk has failed"));
        }
        let room = left.min(into.len());
        self.0.read(&mut into[..room])
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// C-17: half of a journal is no healthy one.
#[test]
fn c_17_a_disk_that_fails_anywhere_gives_no_memory_at_all() {
    let mut life = Life::default();
    life.on(MONDAY, CAT, &[PageId::Card], &[Keys("n"), Waits(60), Keys("p3")]);
    life.on(day(1), CAT, &[PageId::Card], &[Keys("1")]);
    for byte in 0..life.log.len() as u64 {
        let log = Failing(Cursor::new(life.log.clone().into_bytes()), byte);
        assert!(memory_of(log, 100).is_err(), "{byte}");
    }
}
