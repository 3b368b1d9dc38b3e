//! Whatever a person answers, something is left to do, or the session says so and ends (C-01).

use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::timeline::{Part, compile};
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::embedded;
use stenosis_routine::format::{self, Library};
use stenosis_routine::session::driver;
use stenosis_routine::session::{Event, Gates, Happening, KeyPress, Manner, Session};

use crate::run::{Exercises, routine};

const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
const ALONE: Manner = Manner { keyboard: false, gates: Gates::Usual, volume: None };

/// Every routine, and every exercise of the library as a session of its own.
fn everything() -> impl Iterator<Item = (&'static str, Arc<Routine>)> {
    embedded::ROUTINES.iter().chain(embedded::EXERCISES).filter_map(|(name, text)| {
        // It ships without a dose and cannot be played.
        if *name == "controlled-back-extension" {
            return None;
        }
        let library = Exercises::default();
        let routine = format::with_relief(&routine(text), &Library::new(&library));
        Some((*name, Arc::new(routine)))
    })
}

/// Nobody, everybody with one flag, and everybody with two.
fn everybody() -> Vec<Vec<Flag>> {
    let pairs = Flag::ALL.iter().enumerate().flat_map(|(nth, one)| {
        Flag::ALL
            .iter()
            .skip(nth)
            .map(move |other| if one == other { vec![*one] } else { vec![*one, *other] })
    });
    [Vec::new()].into_iter().chain(pairs).collect()
}

/// How a session was answered and what came of it.
struct Lived {
    asked: Vec<PageId>,
    planned: bool,
    steps: usize,
}

/// Lives a session: `answer` has the keys for each question, space passes a gate, and once the
/// movement has begun `pressed` comes at each of these spans.
fn live(
    plan: Plan,
    manner: Manner,
    answer: impl Fn(PageId) -> &'static str,
    pressed: &[usize],
) -> Lived {
    let mut session = Session::new(plan, manner).asking([PageId::Before]);
    let mut lived = Lived { asked: Vec::new(), planned: false, steps: 0 };
    let mut now = Moment::ZERO;
    let mut events = session.open(now);
    let mut began = 0;
    while !session.is_over() {
        lived.steps += 1;
        assert!(lived.steps < 2_000, "it does not end; asked last: {:?}", lived.asked.last());
        let keys: Vec<KeyPress> = match session.asked() {
            Some(asked) => {
                lived.asked.push(asked.page);
                answer(asked.page).chars().map(key).collect()
            }
            None if session.is_at_a_gate() => vec![KeyPress::Char(' ')],
            None => Vec::new(),
        };
        lived.planned |= events.iter().any(|event| matches!(event, Event::Planned { .. }));
        let before = began;
        began += events.iter().filter(|event| matches!(event, Event::Began(_))).count();
        let p = (before..began).any(|nth| pressed.contains(&nth)) && session.asked().is_none();
        let keys = if p { vec![KeyPress::Char('p')] } else { keys };
        events = Vec::new();
        for key in &keys {
            events.extend(session.handle(now, Happening::Key(*key)));
        }
        if keys.is_empty() {
            match session.wake_at() {
                Some(due) => now = due,
                None => events.extend(session.handle(now, Happening::Key(KeyPress::Char(' ')))),
            }
            events.extend(session.advance(now));
        }
    }
    lived
}

fn key(letter: char) -> KeyPress {
    if letter == '\n' { KeyPress::Enter } else { KeyPress::Char(letter) }
}

#[test]
fn every_timeline_has_an_end() {
    for (name, routine) in everything() {
        let last = routine.exercises.len() + 1;
        for from in 1..=last {
            let plan = Plan::today(Arc::clone(&routine)).from_exercise(from);
            let timeline = compile(&plan);
            let parts: Vec<Part> = timeline.spans().iter().map(|span| span.part).collect();
            assert_eq!(parts.last(), Some(&Part::Finished), "{name} from {from}");
            assert_eq!(parts.iter().filter(|part| **part == Part::Finished).count(), 1);
        }
    }
}

/// What each number of pain leaves of a plan, through the session itself.
const PAIN: [&str; 11] =
    ["0\n", "1\n", "2\n", "3\n", "4\n", "5\n", "6\n", "7\n", "8\n", "9\n", "10\n"];

#[test]
fn every_answer_leaves_something_or_says_so() {
    let mut nothing_left = 0;
    let mut walked = 0;
    for (name, routine) in everything() {
        let mut known: Vec<Plan> = Vec::new();
        for flags in everybody() {
            for told in [Told::Yes, Told::NotSure] {
                let flags = flags.iter().map(|flag| (*flag, told)).collect();
                let profile = Profile { flags, ..Profile::default() };
                let plan = Plan::today(Arc::clone(&routine)).for_person(&profile);
                // Flags that change nothing of a routine are the same walk again.
                if known.contains(&plan) {
                    continue;
                }
                known.push(plan.clone());
                for pain in PAIN {
                    let answer = |question| match question {
                        PageId::Before => pain,
                        PageId::Usual => "y",
                        PageId::NothingLeft | PageId::RestInstead => " ",
                        _ => "\n",
                    };
                    let lived = live(plan.clone(), AT_THE_KEYBOARD, answer, &[]);
                    let said = lived.asked.contains(&PageId::NothingLeft)
                        || lived.asked.contains(&PageId::Usual);
                    assert_eq!(lived.planned, !said, "{name} {profile:?} pain {pain}");
                    nothing_left += usize::from(lived.asked.contains(&PageId::NothingLeft));
                    walked += 1;
                }
                let alone = live(plan, ALONE, |_| "", &[]);
                assert!(!alone.planned);
            }
        }
    }
    assert!(walked > 4_000, "{walked}");
    assert!(nothing_left > 100, "the walk has to reach it: {nothing_left}");
}

#[test]
fn whatever_is_noticed_at_any_point_comes_to_an_end() {
    let noticed = ["11\n", "14\n", "15\n", "16\n", "2", "3", "4", "5", "6", "\n"];
    for (name, routine) in everything() {
        let spans = compile(&Plan::today(Arc::clone(&routine))).spans().len();
        for notice in noticed {
            for at in (0..spans).step_by(7) {
                let answer = |question| match question {
                    PageId::Before => "2\n",
                    PageId::Notice => notice,
                    PageId::LegsBack | PageId::DizzyGone => "y",
                    PageId::OnlyBreathing | PageId::NothingLeft | PageId::NothingSmaller => " ",
                    _ => "\n",
                };
                let plan = Plan::today(Arc::clone(&routine));
                let lived = live(plan, AT_THE_KEYBOARD, answer, &[at, at + 3]);
                assert!(lived.steps > 0, "{name} {notice} at {at}");
            }
        }
    }
}

#[test]
fn what_is_left_out_is_said_with_what_can_be_done_instead() {
    let heel_slide = everything().find(|(name, _)| *name == "heel-slide").unwrap().1;
    let script = [(1, '5'), (2, '\n'), (3, 'q')];
    let script = script.map(|(second, letter)| {
        (Moment::at(Duration::from_secs(second)), Happening::Key(key(letter)))
    });
    let mut stage = Rehearsal::new(Plain::new(Narrator::without_guidance()), script);
    let mut session =
        Session::new(Plan::today(heel_slide), AT_THE_KEYBOARD).asking([PageId::Before]);
    driver::run(&mut session, &mut stage);
    insta::assert_snapshot!(stage.log);
}
