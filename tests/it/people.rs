//! Sessions of people: what their answers leave of a routine, and what is said at each point.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::{Ease, Item, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::timeline::{Part, Span, Step, Timeline, compile};
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::{Briefing, Narrator};
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded;
use stenosis_routine::format::{Library, check};
use stenosis_routine::io::store::Store;
use stenosis_routine::session::driver;
use stenosis_routine::session::{Gates, Happening, How, Instead, KeyPress, Manner, Past, Session};

use crate::laws::{check_gap_free, check_transitions};
use crate::run::built_in;

const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
const ALONE: Manner = Manner { keyboard: false, gates: Gates::Usual, volume: None };

fn profile(flags: impl IntoIterator<Item = (Flag, Told)>) -> Profile {
    Profile { flags: flags.into_iter().collect(), ..Profile::default() }
}

/// Every single flag and every pair, told or not known.
fn everybody() -> Vec<Profile> {
    let pairs = Flag::ALL.iter().flat_map(|one| Flag::ALL.iter().map(move |other| [*one, *other]));
    let told = |told: Told| move |flags: [Flag; 2]| profile(flags.map(|flag| (flag, told)));
    pairs.clone().map(told(Told::Yes)).chain(pairs.map(told(Told::NotSure))).collect()
}

#[test]
fn every_routine_runs_to_its_end_under_every_flag_and_every_pair() {
    let mut nothing_left: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in embedded::ROUTINES {
        let routine = built_in(name);
        for person in everybody() {
            let plan = Plan::today(Arc::clone(&routine)).for_person(&person);
            if plan.is_empty() {
                *nothing_left.entry(*name).or_default() += 1;
                continue;
            }
            let timeline = compile(&plan);
            check_gap_free(&timeline);
            if person.flags.values().all(|told| *told == Told::NotSure) {
                check_transitions(&plan, &timeline);
            }
            for turn in plan
                .items()
                .iter()
                .flat_map(|item| item.turns().iter().map(move |turn| (item, turn)))
            {
                assert!(turn.1.rep <= routine.exercise(turn.0.exercise()).full.reps, "{name}");
            }
            let face = Plain::new(Narrator::without_guidance());
            let ending = driver::run(&mut Session::new(plan, ALONE), &mut Rehearsal::new(face, []));
            assert_eq!(ending.map(|ending| ending.how), Some(How::Finished), "{name}");
        }
    }
    // Who has nothing left of one of these is offered gentle-day.
    assert!(!nothing_left.contains_key("gentle-day"), "{nothing_left:?}");
    insta::assert_debug_snapshot!(nothing_left);
}

#[test]
fn a_flag_hides_warns_swaps_or_slows() {
    let with = |name: &str, flag: Flag| {
        Plan::today(built_in(name)).for_person(&profile([(flag, Told::Yes)]))
    };
    let easier = |plan: &Plan, title: &str| {
        let item = plan
            .items()
            .iter()
            .find(|item| plan.routine().exercise(item.exercise()).full.title == title);
        item.unwrap().turns().iter().all(|turn| turn.ease == Ease::Easier)
    };
    let hidden = |plan: &Plan| plan.items().iter().filter(|item| item.left_out().is_some()).count();

    let plan = with("seated-cat-cow", Flag::ExtSensitive);
    assert!(easier(&plan, "Seated cat-cow"), "round only");
    let plan = with("knees-to-chest", Flag::HipReplacement);
    assert!(hidden(&plan) >= 2, "the knees stay away from the chest");
    let plan = with("hips-and-hamstrings", Flag::ExtSensitive);
    assert!(hidden(&plan) >= 1, "no stretch that leans back");
    let step = |plan: &Plan, step: Step| {
        let timeline = compile(plan);
        let span = timeline.spans().iter().find(|span| span.part == Part::Transition(step));
        span.map(|span| span.length.as_secs())
    };
    assert_eq!(step(&with("core-drills", Flag::DrowsyMeds), Step::Sit), Some(120));
    assert_eq!(step(&with("core-drills", Flag::Vertigo), Step::LieDown), Some(60));
    assert_eq!(step(&with("walking-intervals", Flag::FallsRisk), Step::Stand), Some(30));
}

/// A transcript of keys pressed at times, with the questions of a first run.
pub(crate) fn walk(
    name: &str,
    person: &Profile,
    questions: &[PageId],
    flags: &[Flag],
    keys: &[(f64, &str)],
) -> String {
    let routine = built_in(name);
    let plan = Plan::today(Arc::clone(&routine)).for_person(person);
    let briefing = Briefing { keys: true, tones: true, ..Briefing::default() };
    let face = Plain::new(Narrator::without_guidance().named(name).briefed(briefing));
    let keys = keys.iter().flat_map(|(seconds, keys)| {
        let at = Moment::at(Duration::from_secs_f64(*seconds));
        keys.chars().map(move |key| match key {
            '\n' => (at, Happening::Key(KeyPress::Enter)),
            key => (at, Happening::Key(KeyPress::Char(key))),
        })
    });
    let mut stage = Rehearsal::new(face, keys.collect::<Vec<_>>());
    let session = Session::new(plan, AT_THE_KEYBOARD).asking(questions.iter().copied());
    driver::run(&mut session.about(flags.to_vec()), &mut stage);
    stage.log
}

#[test]
fn a_hip_replacement_a_sore_day_and_legs_that_speak_up() {
    let person = profile([(Flag::HipReplacement, Told::Yes), (Flag::ExtSensitive, Told::Yes)]);
    let keys = [
        (1.0, "n"),
        (3.0, "4\n"),
        (6.0, " "),
        (100.0, "p15\n"),
        (260.0, "p"),
        (262.0, "2"),
        (330.0, "y"),
        (332.0, " "),
        (900.0, "4\n"),
    ];
    let log = walk("daily-15", &person, &[PageId::New, PageId::Before], &[], &keys);
    insta::assert_snapshot!(log);
}

/// The session after these keys, pressed before it begins.
fn answered(name: &str, was_too_much: bool, questions: &[PageId], keys: &str) -> Session {
    let plan = Plan::today(built_in(name));
    let mut session = Session::new(plan, AT_THE_KEYBOARD).asking(questions.iter().copied());
    if was_too_much {
        session = session.after(Past { was_too_much: true, ..Past::default() });
    }
    let now = Moment::at(Duration::ZERO);
    session.open(now);
    for key in keys.chars() {
        let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
        session.handle(now, Happening::Key(key));
    }
    session
}

#[test]
fn after_last_time_decides_about_today() {
    let ask = [PageId::AfterLast, PageId::Before];
    let lighter =
        |too_much, keys| answered("seated-cat-cow", too_much, &ask, keys).plan().is_lighter();
    assert!(!lighter(false, "1") && !lighter(false, "2") && !lighter(false, "\n"));
    assert!(lighter(false, "3") && lighter(false, "4"));
    assert!(!lighter(true, "1"), "fine today, whatever was before");
    assert!(lighter(true, "\n"), "without an answer it counts as it did");
}

#[test]
fn too_much_twice_in_a_row_rests_the_routine() {
    let ask = [PageId::AfterLast, PageId::Before];
    let session = answered("seated-cat-cow", true, &ask, "3");
    assert_eq!(session.asked().map(|asked| asked.page), Some(PageId::TooMuchAgain));
    let how = |keys| answered("seated-cat-cow", true, &ask, keys).ending().map(|ending| ending.how);
    assert_eq!(how("3 "), Some(How::Instead(Instead::GentleDay)));
    assert_eq!(how("3q"), Some(How::AskFirst));
    let once = answered("seated-cat-cow", false, &ask, "3");
    assert_eq!(once.asked().map(|asked| asked.page), Some(PageId::Before));
}

/// How often a person goes down, and up.
fn ways(plan: &Plan) -> (usize, usize) {
    let timeline = compile(plan);
    let count =
        |step| timeline.spans().iter().filter(|span| span.part == Part::Transition(step)).count();
    (count(Step::LieDown), count(Step::Roll))
}

/// Who has gone down is guided up again, whatever is left out.
#[test]
fn after_movement_the_way_up_stays() {
    let people = everybody();
    for name in ["knees-to-chest", "core-drills", "daily-15"] {
        for person in &people {
            let plan = Plan::today(built_in(name)).for_person(person);
            let (down, up) = ways(&plan);
            assert_eq!(down, up, "{name}: {:?}", person.flags);
        }
    }
}

#[test]
fn no_answer_adds_a_repetition() {
    type Smaller = fn(Plan) -> Plan;
    let lighter: [Smaller; 4] = [
        Plan::lighter,
        Plan::for_a_sore_day,
        |plan| plan.unsure_of(stenosis_routine::domain::profile::LEANING_BACK),
        |plan| plan.at_most(2, 3),
    ];
    let turns = |plan: &Plan| plan.items().iter().map(|item| item.turns().len()).sum::<usize>();
    let singles = Flag::ALL
        .iter()
        .flat_map(|flag| [Told::Yes, Told::NotSure].map(|told| profile([(*flag, told)])));
    let people: Vec<Profile> = singles.collect();
    for (name, _) in embedded::ROUTINES {
        for first in lighter {
            let plan = first(Plan::today(built_in(name)));
            for second in lighter {
                assert!(turns(&second(plan.clone())) <= turns(&plan), "{name}");
            }
            for person in &people {
                let after = plan.clone().for_person(person);
                assert!(turns(&after) <= turns(&plan), "{name}: {:?}", person.flags);
            }
        }
    }
}

/// Whoever finds it hard to lie down and get up is not sent there more often.
#[test]
fn no_flag_adds_a_way_down_or_up() {
    for (name, _) in embedded::ROUTINES {
        let whole = Plan::today(built_in(name));
        for person in everybody() {
            let plan = whole.clone().for_person(&person);
            let ((down, up), (all_down, all_up)) = (ways(&plan), ways(&whole));
            assert!(down <= all_down && up <= all_up, "{name}: {:?}", person.flags);
        }
    }
}

#[test]
fn nobody_stands_alone_with_drowsy_medicines_or_falls() {
    for flag in [Flag::DrowsyMeds, Flag::FallsRisk] {
        let with = |name, told| Plan::today(built_in(name)).for_person(&profile([(flag, told)]));
        assert!(with("core-drills", Told::Yes).needs_company());
        assert!(!with("core-drills", Told::No).needs_company());
        assert!(!with("chair-only", Told::Yes).needs_company(), "nothing in it is done standing");
        assert!(with("core-drills", Told::NotSure).needs_company());
        assert!(with("daily-10", Told::Yes).needs_company(), "sit to stand");
    }
    let drowsy = profile([(Flag::DrowsyMeds, Told::Yes)]);
    let plan = Plan::today(built_in("core-drills")).for_person(&drowsy);
    let standing = plan.items().iter().filter(|item| {
        plan.routine().exercise(item.exercise()).full.position.is_on_feet() && item.is_done()
    });
    let turns: Vec<_> = standing.flat_map(Item::turns).collect();
    assert!(!turns.is_empty() && turns.iter().all(|turn| turn.ease == Ease::Easier));
}

#[test]
fn p_09_what_eases_is_noted_and_goes_on() {
    let keys = [(1.0, "n"), (3.0, "2\n"), (6.0, " "), (70.0, "p6"), (310.0, "2\n")];
    let ask = [PageId::New, PageId::Before];
    let log = walk("seated-cat-cow", &Profile::default(), &ask, &[], &keys);
    assert!(log.contains("Good to know: this one eases. Go on as you are."), "{log}");
    assert!(log.contains("That is all for today. Five of five"), "{log}");
}

#[test]
fn breathing_in_bed_ends_there() {
    let shelf = Store::built_in();
    let wind_down = |in_bed| {
        let text = embedded::text(embedded::ROUTINES, "wind-down-breathing").unwrap();
        let library = Library::new(&shelf).in_bed(in_bed);
        let routine = check(&Source::new("wind-down", text), &library).routine.unwrap();
        compile(&Plan::today(routine))
    };
    let steps = |timeline: &Timeline| -> Vec<Step> {
        let step = |span: &Span| match span.part {
            Part::Transition(step) => Some(step),
            _ => None,
        };
        timeline.spans().iter().filter_map(step).collect()
    };
    let (seated, lying) = (wind_down(false), wind_down(true));
    assert_eq!(steps(&seated), []);
    assert_eq!(steps(&lying), [Step::LieDown], "nobody is sent up");
    // Lying down, and twice fifteen seconds more to place the pillows; no table to come up from.
    assert_eq!(lying.total(), seated.total() + Duration::from_secs(40 + 2 * 15 - 2 * 5));
    assert!(lying.position_at(lying.spans().len() - 1).is_down());
    let knees = compile(&Plan::today(built_in("knees-to-chest")));
    assert!(steps(&knees).contains(&Step::Sit), "after movement the way up stays");
}

#[test]
fn a_first_timer_who_presses_enter_at_everything() {
    let questions = [PageId::Card, PageId::LeaningBack, PageId::Before];
    let enters: Vec<(f64, &str)> = (1..90).map(|nth| (f64::from(nth) * 4.0, "\n")).collect();
    let mut keys = vec![(0.5, "\n"), (0.6, "n")];
    keys.extend(enters);
    let flags = stenosis_routine::domain::profile::LEANING_BACK;
    insta::assert_snapshot!(walk("seated-cat-cow", &Profile::default(), &questions, flags, &keys));
}
