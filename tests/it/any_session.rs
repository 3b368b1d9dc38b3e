//! Random people, routines, answers and keys, also such as nobody would have: every session ends, what it
//! asks for is never more than any single answer leaves, and none needs much memory.
//!
//! `PROPTEST_CASES=100000 cargo nextest run --release any_session` lives through as many.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::{Ease, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Exercise, Routine};
use stenosis_routine::domain::timeline::{Part, Timeline, compile};
use stenosis_routine::domain::units::Moment;
use stenosis_routine::format::embedded;
use stenosis_routine::session::{Event, Gates, Happening, KeyPress, Manner, Past, Session};

use crate::laws::{any_flags, any_happening, any_routine};
use crate::run::{built_in, cases};

/// What a session may need, in bytes of the whole process.
const MEMORY_AT_MOST: usize = 64 * 1024 * 1024;
/// So many steps are many more than any of these sessions has.
const STEPS_AT_MOST: usize = 20_000;

/// Everything that is known before a session, each of which may make it smaller.
#[derive(Clone, Debug)]
struct Person {
    flags: BTreeMap<Flag, Told>,
    /// Exercises that ended with leg symptoms, today and before, by their places.
    legs: (BTreeSet<usize>, BTreeSet<usize>),
    dizzy: bool,
    lighter: bool,
    /// The last session: too much before it already, worse at its end, sore at its end.
    last: (bool, bool, bool),
}

impl Person {
    /// Nothing is known of them that makes anything smaller.
    fn without_trouble() -> Person {
        let legs = (BTreeSet::new(), BTreeSet::new());
        Person {
            flags: BTreeMap::new(),
            legs,
            dizzy: false,
            lighter: false,
            last: (false, false, false),
        }
    }

    /// The same person with only one of all this, each in turn.
    fn apart(&self) -> Vec<Person> {
        let none = Person::without_trouble;
        let flags = self.flags.iter();
        let flags = flags.map(|(flag, told)| Person { flags: [(*flag, *told)].into(), ..none() });
        let others = [
            Person { legs: self.legs.clone(), ..none() },
            Person { dizzy: self.dizzy, ..none() },
            Person { lighter: self.lighter, ..none() },
            Person { last: (self.last.0, false, false), ..none() },
            Person { last: (false, self.last.1, false), ..none() },
            Person { last: (false, false, self.last.2), ..none() },
        ];
        flags.chain(others).collect()
    }

    /// Their plan before anything is asked, as `start` makes it.
    fn plan(&self, routine: &Arc<Routine>) -> Plan {
        let key = |place: &usize| routine.exercises.get(*place).map(Exercise::key);
        let keys = |places: &BTreeSet<usize>| places.iter().filter_map(key).collect();
        let profile = Profile { flags: self.flags.clone(), ..Profile::default() };
        let mut plan = Plan::today(Arc::clone(routine))
            .with_options(&["a".to_owned()])
            .for_person(&profile)
            .after_leg_stops(&keys(&self.legs.0), &keys(&self.legs.1));
        if self.dizzy {
            plan = plan.off_the_feet();
        }
        if self.lighter {
            plan = plan.lighter();
        }
        plan
    }
}

fn any_person() -> impl Strategy<Value = Person> {
    let places = || prop::collection::btree_set(0..6_usize, 0..3);
    let rarely = || prop::bool::weighted(0.2);
    let last = (rarely(), rarely(), rarely());
    (any_flags(), (places(), places()), rarely(), rarely(), last).prop_map(
        |(flags, legs, dizzy, lighter, last)| Person { flags, legs, dizzy, lighter, last },
    )
}

/// Routines of every kind: such as are shipped, such as nobody would write, and very long ones.
fn any_file() -> impl Strategy<Value = Arc<Routine>> {
    let shipped: Vec<&str> = embedded::ROUTINES.iter().map(|(name, _)| *name).collect();
    prop_oneof![
        20 => any_routine(1..6),
        8 => prop::sample::select(shipped).prop_map(built_in),
        1 => any_routine(60..80),
    ]
}

/// Pages that are asked before the plan, with the answers that each may get. The first tells of no trouble.
const ASKED: &[(PageId, &[&str])] = &[
    (PageId::AfterLast, &["1", "2", "3", "4", "\n"]),
    (PageId::LeaningBack, &["n", "y", "\n"]),
    (PageId::Flags, &["0\n\n", "1\n\n", "2 3\n\n", "\n", "9\n0\n\n"]),
    (PageId::Caution, &["y", "\n"]),
    (PageId::Before, &["0\n", "3\n", "4\n", "5\n", "6\n", "10\n", "\n"]),
];

/// What is answered to each of them, by its place.
type Answers = BTreeMap<PageId, &'static str>;

fn any_answers() -> impl Strategy<Value = Answers> {
    vec(any::<prop::sample::Index>(), ASKED.len()).prop_map(|chosen| {
        let answer = |((page, answers), index): (
            &(PageId, &'static [&'static str]),
            prop::sample::Index,
        )| { (*page, *index.get(answers)) };
        ASKED.iter().zip(chosen).map(answer).collect()
    })
}

fn no_trouble() -> Answers {
    ASKED.iter().map(|(page, answers)| (*page, answers[0])).collect()
}

fn key(letter: char) -> KeyPress {
    if letter == '\n' { KeyPress::Enter } else { KeyPress::Char(letter) }
}

/// A session that has come to its plan; nothing where the answers led elsewhere.
fn at_its_plan(routine: &Arc<Routine>, person: &Person, answers: &Answers) -> Option<Session> {
    let manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
    let (was_too_much, was_worse, was_sore) = person.last;
    let mut session = Session::new(person.plan(routine), manner)
        .asking(ASKED.iter().map(|(page, _)| *page))
        .about(vec![Flag::Osteoporosis, Flag::Knee, Flag::FallsRisk])
        .after(Past { was_too_much, was_worse, was_sore, ..Past::default() });
    let mut events = session.open(Moment::ZERO);
    for _ in 0..100 {
        if session.is_over() {
            return None;
        }
        if events.iter().any(|event| matches!(event, Event::Planned { .. })) {
            return Some(session);
        }
        let page = session.asked().map(|open| open.page);
        // What another page asks is answered by going away.
        let keys = page.and_then(|page| answers.get(&page)).copied().unwrap_or("q");
        events = Vec::new();
        for letter in keys.chars() {
            events.extend(session.handle(Moment::ZERO, Happening::Key(key(letter))));
        }
    }
    panic!("the questions do not end: {:?}", session.asked().map(|open| open.page));
}

/// Repetitions of an exercise, by set and number: both sides of one are one.
type Reps = BTreeSet<(u32, u32)>;

/// What a plan asks for of each exercise of its file, round by round, in its order: all repetitions, and those in full.
/// What relieves is free.
fn asked_for(plan: &Plan) -> Vec<((usize, u32), Reps, Reps)> {
    let of_the_file = plan.routine().exercises.len();
    let mut all: Vec<((usize, u32), Reps, Reps)> = Vec::new();
    for item in plan.items().iter().filter(|item| item.is_done() && item.exercise() < of_the_file) {
        // What was begun again is the rest of the same dose.
        let place = (item.exercise(), item.round());
        if all.last().is_none_or(|(known, ..)| *known != place) {
            all.push((place, Reps::new(), Reps::new()));
        }
        let Some((_, reps, in_full)) = all.last_mut() else { continue };
        reps.extend(item.turns().iter().map(|turn| (turn.set, turn.rep)));
        let full = item.turns().iter().filter(|turn| turn.ease == Ease::Full);
        in_full.extend(full.map(|turn| (turn.set, turn.rep)));
    }
    all
}

/// The lengths of what must not become shorter, the shortest of each, and of holds the longest.
fn lengths(timeline: &Timeline) -> (BTreeMap<String, Duration>, BTreeMap<String, Duration>) {
    let (mut rests, mut holds) = (BTreeMap::new(), BTreeMap::new());
    for span in timeline.spans() {
        let exercise = timeline.exercise(span);
        let name = |what: &str| format!("{} {:?} {what}", span.exercise, span.ease);
        match span.part {
            Part::Rest { set } => {
                let least =
                    rests.entry(name(&format!("rest {}", set.is_some()))).or_insert(span.length);
                *least = span.length.min(*least);
            }
            Part::Phase { phase, .. } => {
                let written = timeline.version(span).phases.get(phase);
                if written.is_some_and(|written| exercise.kind.holds(written)) {
                    let most = holds.entry(name(&format!("hold {phase}"))).or_insert(span.length);
                    *most = span.length.max(*most);
                }
            }
            _ => {}
        }
    }
    (rests, holds)
}

/// `smaller` asks for no more than `larger` (`Smaller or equal`).
fn check_at_most(smaller: &Plan, larger: &Plan, why: &str) {
    let mut larger_ones = asked_for(larger).into_iter();
    for (exercise, reps, in_full) in asked_for(smaller) {
        let found = larger_ones.find(|(other, ..)| *other == exercise);
        let (_, most, most_full) =
            found.unwrap_or_else(|| panic!("{why}: {exercise:?} is one more"));
        let is_less = reps.len() <= most.len() && in_full.len() <= most_full.len();
        assert!(
            is_less,
            "{why}: {exercise:?}: {reps:?} of {most:?}, in full {in_full:?} of {most_full:?}"
        );
    }
    let ((rests, holds), (least, most)) = (lengths(&compile(smaller)), lengths(&compile(larger)));
    let changes = |plan: &Plan| {
        let of = plan.transitions();
        [of.lie, of.roll, of.push, of.sit, of.stand, of.turn]
    };
    let shorter = changes(smaller).into_iter().zip(changes(larger)).any(|(is, was)| is < was);
    assert!(!shorter, "{why}: a change of position is shorter");
    for (what, length) in rests {
        assert!(least.get(&what).is_none_or(|least| length >= *least), "{why}: {what} is shorter");
    }
    for (what, length) in holds {
        assert!(most.get(&what).is_none_or(|most| length <= *most), "{why}: {what} is longer");
    }
}

/// Lives on to the end with these happenings, so many half seconds apart; every one leaves no more than
/// there was.
fn live(mut session: Session, happenings: Vec<(u64, Happening)>) {
    let mut now = Moment::ZERO;
    let mut happenings = happenings.into_iter();
    let mut next = happenings.next();
    let mut due_at = next.as_ref().map(|(gap, _)| now + Duration::from_millis(500 * gap));
    // Whoever is asked something answers it in the end.
    let mut in_the_end = " n0k1y\nq".chars().cycle();
    let (mut steps, mut lengthened) = (0, false);
    while !session.is_over() {
        steps += 1;
        assert!(steps < STEPS_AT_MOST, "it does not end");
        let wakes = session.wake_at();
        if let (Some(at), true) =
            (due_at, wakes.is_none_or(|wakes| due_at.is_some_and(|at| at < wakes)))
        {
            now = now.max(at);
            let (_, happening) = next.take().unwrap();
            let begins_again = matches!(happening, Happening::Key(KeyPress::Char('b')));
            let before = session.plan().clone();
            // Seconds more of one rest are none of another.
            lengthened |= matches!(happening, Happening::Key(KeyPress::Char('l')));
            session.handle(now, happening);
            if !begins_again && !lengthened && *session.plan() != before {
                check_at_most(session.plan(), &before, "on the way");
            }
            next = happenings.next();
            due_at = next.as_ref().map(|(gap, _)| now + Duration::from_millis(500 * gap));
            continue;
        }
        if let Some(due) = wakes {
            now = now.max(due);
            session.advance(now);
        } else {
            let letter = in_the_end.next().unwrap();
            session.handle(now, Happening::Key(key(letter)));
        }
    }
}

/// How much of this process was in memory at most, where the system tells.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn every_session_ends_and_is_no_larger_than_any_answer_alone_leaves_it(
        routine in any_file(), person in any_person(), answers in any_answers(),
        happenings in vec((0..120_u64, any_happening()), 0..30),
    ) {
        let all = at_its_plan(&routine, &person, &answers);
        let no_trouble = (Person::without_trouble(), no_trouble());
        let people = person.apart().into_iter().map(|person| (person, no_trouble.1.clone()));
        let alone = answers.iter().map(|(page, answer)| {
            let mut answers = no_trouble.1.clone();
            answers.insert(*page, *answer);
            (no_trouble.0.clone(), answers)
        });
        if let Some(session) = all {
            for (person, answers) in people.chain(alone) {
                let why = format!("{person:?} {answers:?}");
                let Some(alone) = at_its_plan(&routine, &person, &answers) else {
                    panic!("it goes on, though alone it does not: {why}");
                };
                check_at_most(session.plan(), alone.plan(), &why);
            }
            live(session, happenings);
        }
        // One process is one test there.
        if std::env::var_os("NEXTEST").is_some() {
            prop_assert!(peak_memory().is_none_or(|peak| peak <= MEMORY_AT_MOST), "{:?}", peak_memory());
        }
    }
}
