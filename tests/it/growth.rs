//! What may become more, a step at a time: offered after days that went well, taken by a key, and back
//! after a sore answer. Days are lived through, one after the other, each written down and read again.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::{Exercise, Routine, StepDose};
use stenosis_routine::domain::units::seconds;
use stenosis_routine::format::embedded;
use stenosis_routine::journal::memory::memory_of;
use stenosis_routine::journal::{GrowthStep, GrowthSteps};
use stenosis_routine::session::Session;

use crate::memory::Does::{Keys, Lives};
use crate::memory::{Does, Life};
use crate::run::{built_in, cases, routine};

const MONDAY: Date = date(2026, 11, 2);

fn day(after: i32) -> Date {
    MONDAY + jiff::Span::new().days(after)
}

/// One exercise that may be done three times, not two.
pub(crate) const GROWS: &str = r#"
format = 1
title = "Grows"

[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup = ["Sit"]
setup-time = "5s"
reps = 2
reps-range = [2, 3]
phase = [
  { breath = "out", time = "3s", cue = "Round" },
  { breath = "in", time = "4s", cue = "Back to tall" },
]
"#;

/// Two movements with steps, two with a range, one for strength, and a walk.
const MANY: &str = r#"
format = 1
title = "Many"

[[exercise]]
title = "Range"
kind = "mobility"
position = "seated"
direction = ["flexion"]
reps = 2
reps-range = [2, 4]
phase = [{ breath = "out", time = "3s", cue = "a" }, { breath = "in", time = "4s", cue = "b" }]
easier = { reps = 1 }

[[exercise]]
title = "Steps"
kind = "mobility"
position = "seated"
direction = ["flexion"]
steps = [{ reps = 2 }, { reps = 4 }, { sets = 2 }]
rest-between-sets = "60s"
phase = [{ breath = "out", time = "3s", cue = "a" }, { breath = "in", time = "4s", cue = "b" }]

[[exercise]]
title = "Strong"
kind = "strength"
position = "seated"
direction = ["neutral"]
reps = 2
reps-range = [2, 3]
side = "alternate"
rest = "30s"
phase = [{ breath = "out", time = "3s", cue = "a" }, { breath = "in", time = "4s", cue = "b" }]

[[exercise]]
title = "Walk"
kind = "walk"
position = "walking"
direction = ["neutral"]
reps = 1
steps = [{ time = "30s" }, { time = "45s" }, { time = "60s" }]
phase = [
  { breath = "free", ends = "key-or-time", cue = "a" },
  { breath = "free", hold = true, time = "60s", position = "seated", cue = "b" },
]

[[exercise]]
title = "Breathe"
kind = "breath"
position = "seated"
direction = ["neutral"]
reps = 2
reps-range = [2, 9]
phase = [{ breath = "in", time = "3s", cue = "a" }, { breath = "out", time = "4s", cue = "b" }]
"#;

/// The steps of a routine of which the first exercise that may grow has gone well for long enough, and had
/// grown before.
pub(crate) fn ready(routine: &Routine) -> GrowthSteps {
    let grows = |(index, exercise): (usize, &Exercise)| {
        let (now, key) = (exercise.dose(), exercise.key().to_owned());
        let then = exercise.step_after(now)?;
        Some(GrowthStep { routine: "digest".to_owned(), exercise: (key, 1), index, now, then })
    };
    let offer = routine.exercises.iter().enumerate().find_map(grows);
    let back = offer
        .iter()
        .map(|step| GrowthStep { then: StepDose { reps: 1, ..step.now }, ..step.clone() });
    let back: Vec<GrowthStep> = back.collect();
    let back_after_last = back.iter().map(GrowthStep::taken_back).collect();
    GrowthSteps {
        offer: offer.clone(),
        offer_if_well: offer,
        back,
        back_after_last,
        is_open: true,
        ..GrowthSteps::default()
    }
}

/// A life with one routine.
struct Grower {
    life: Life,
    file: Arc<Routine>,
}

const WELL: &str = "2\n22\n";
const ASKED: &[PageId] = &[PageId::AfterLast, PageId::Before];

impl Grower {
    fn of(text: &str) -> Grower {
        Grower { life: Life::default(), file: routine(text) }
    }

    fn on(&mut self, on: i32, asks: &[PageId], does: &[Does]) -> Session {
        self.life.growing(day(on), ("name", &self.file), asks, |plan| plan, does)
    }

    /// Days that went well, before anything is offered.
    fn well(&mut self, days: impl IntoIterator<Item = i32>) {
        for on in days {
            assert_eq!(self.offer(on), None, "day {on}");
            self.on(on, ASKED, &[Keys("12\n"), Lives, Keys(WELL)]);
        }
    }

    /// What is offered on a day where the last sessions were felt no longer than an hour.
    fn offer(&self, on: i32) -> Option<(String, StepDose)> {
        let steps = self.steps(on);
        steps.offer_if_well.map(|step| (step.exercise.0, step.then))
    }

    fn steps(&self, on: i32) -> GrowthSteps {
        let digest = stenosis_routine::domain::digest::digest(&self.file);
        self.life.memory().steps("name", &digest, &self.file, day(on))
    }

    fn doses(&self) -> Vec<StepDose> {
        let digest = stenosis_routine::domain::digest::digest(&self.file);
        let grown = self.life.memory().growth.grown("name", &digest, &self.file);
        grown.exercises.iter().map(Exercise::dose).collect()
    }

    fn reps(&self) -> Vec<u32> {
        self.doses().iter().map(|dose| dose.reps).collect()
    }
}

#[test]
fn one_more_is_offered_after_three_days_that_went_well_and_taken_by_y_alone() {
    let mut grower = Grower::of(GROWS);
    grower.well([0, 0, 1]);
    assert_eq!(grower.offer(2), None, "three sessions, and two days");
    grower.well([2]);
    let three = StepDose { reps: 3, sets: 1, walk: None };
    assert_eq!(grower.offer(3), Some(("Round".to_owned(), three)));
    assert_eq!(grower.steps(3).offer, None, "how the last one was felt is not known yet");
    // Left by a key, by Enter, by leaving, and by nothing.
    for (keys, is_asked_again) in
        [("12\nn", false), ("12\n\n", false), ("12\nq", true), ("12\n", true)]
    {
        let mut one = Grower { life: grower.life.clone(), file: Arc::clone(&grower.file) };
        let session = one.on(3, ASKED, &[Keys(keys), Does::Waits(600)]);
        assert_eq!(session.plan().items()[0].turns().len(), 2, "{keys:?}");
        assert_eq!(
            (one.reps(), one.steps(3).offer.is_some()),
            (vec![2], is_asked_again),
            "{keys:?}"
        );
    }
    let session = grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    assert_eq!(session.plan().items()[0].turns().len(), 3, "at once");
    assert_eq!(grower.reps(), [3], "and from then on");
    grower.well(4..9);
    assert_eq!(grower.offer(9), None, "the end of the range is the end");
}

#[test]
fn who_left_it_is_asked_again_after_three_more() {
    let mut grower = Grower::of(GROWS);
    grower.well(0..3);
    grower.on(3, ASKED, &[Keys("12\nn"), Lives, Keys(WELL)]);
    grower.well([4]);
    assert_eq!(grower.offer(5), None);
    grower.well([5]);
    assert!(grower.offer(6).is_some());
}

/// Nothing that is not green counts; what is sore is the end of what was counted.
#[test]
fn only_green_sessions_count() {
    // What was said of the third day on the fourth, and at its end; whether it counts, and whether it is
    // the end of what was counted.
    let days = [
        ("1", "2\n22\n", true, false),
        ("2", "2\n22\n", false, false),
        ("\n", "2\n22\n", false, false),
        ("1", "", false, false),
        ("1", "\n2", false, false),
        ("1", "4\n2", false, true),
        ("1", "2\n23", false, true),
        ("1", "2\n3y", false, true),
        ("3", "2\n22\n", false, true),
        ("4", "2\n22\n", false, true),
    ];
    for (last, after, counts, ends) in days {
        let mut grower = Grower::of(GROWS);
        grower.well([0, 1]);
        grower.on(2, ASKED, &[Keys("12\n"), Lives, Keys(after)]);
        let session = grower.on(3, ASKED, &[Keys(last), Keys("2\n")]);
        let is_asked = session.asked().is_some_and(|open| open.page == PageId::OneMore);
        assert_eq!(is_asked, counts, "{last:?} {after:?}");
        if !counts {
            grower.on(4, &[PageId::Before], &[Keys("2\n"), Lives, Keys(WELL)]);
            assert_eq!(grower.offer(5).is_some(), !ends, "{last:?} {after:?}");
        }
    }
}

/// A lighter day, the easier version, and what was left before its end are no reason for more.
#[test]
fn what_was_smaller_is_no_reason_for_more() {
    let smaller: [fn(Plan) -> Plan; 2] = [Plan::lighter, |mut plan| {
        plan.ease(0, 0);
        plan
    }];
    for how in smaller {
        let mut grower = Grower::of(MANY);
        grower.file = routine(MANY.split("\n[[exercise]]\ntitle = \"Steps\"").next().unwrap());
        for on in 0..4 {
            let (name, file) = ("name", Arc::clone(&grower.file));
            grower.life.growing(
                day(on),
                (name, &file),
                ASKED,
                how,
                &[Keys("12\n"), Lives, Keys(WELL)],
            );
        }
        assert_eq!(grower.offer(4), None);
    }
    let mut grower = Grower::of(GROWS);
    for on in 0..4 {
        grower.on(on, ASKED, &[Keys("12\n"), Does::Waits(9), Keys("n"), Lives, Keys(WELL)]);
    }
    assert_eq!(grower.offer(4), None, "passed over");
}

#[test]
fn steps_come_before_a_range_and_one_thing_grows_at_a_time() {
    let mut grower = Grower::of(MANY);
    grower.well(0..3);
    let four = StepDose { reps: 4, sets: 1, walk: None };
    assert_eq!(grower.offer(3), Some(("Steps".to_owned(), four)), "not the range before it");
    grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    assert_eq!(grower.reps(), [2, 4, 2, 1, 2]);
    // All of it is counted anew, and each step is offered in its turn.
    assert_eq!(grower.offer(4), None);
    grower.well([4, 5]);
    let sets = StepDose { sets: 2, ..four };
    assert_eq!(grower.offer(6), Some(("Steps".to_owned(), sets)));
    grower.on(6, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    grower.well([7, 8]);
    assert_eq!(grower.offer(9).map(|(title, _)| title), Some("Walk".to_owned()));
    // What was left comes after what never was.
    grower.on(9, ASKED, &[Keys("12\nn"), Lives, Keys(WELL)]);
    grower.well([10, 11]);
    assert_eq!(grower.offer(12).map(|(title, _)| title), Some("Range".to_owned()));
}

/// Section 6b: walks grow once a week, when every walk of the week stayed at three or less.
#[test]
fn a_walk_grows_once_a_week_and_never_in_a_week_with_more_than_three() {
    let walk = &MANY[MANY.find("[[exercise]]\ntitle = \"Walk\"").unwrap()..];
    let walk = format!("format = 1\ntitle = \"W\"\n\n{}", walk.split("\n\n[[").next().unwrap());
    let longer = |grower: &Grower, on| grower.offer(on).and_then(|(_, dose)| dose.walk);
    let mut grower = Grower::of(&walk);
    grower.well(0..6);
    assert_eq!(longer(&grower, 6), None, "six days");
    assert_eq!(longer(&grower, 7), Some(seconds(45)));
    grower.on(7, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    assert_eq!(grower.doses()[0].walk, Some(seconds(45)));
    grower.well(8..14);
    assert_eq!(longer(&grower, 13), None);
    assert_eq!(longer(&grower, 14), Some(seconds(60)));
    // One walk of four, at any time in the week, and it waits until that is a week ago.
    grower.on(14, ASKED, &[Keys("12\nn"), Lives, Keys("4\n22\n")]);
    grower.well(15..21);
    assert_eq!(longer(&grower, 20), None);
    assert_eq!(longer(&grower, 21), Some(seconds(60)));
    // A walk that was ended before its time is none.
    let mut grower = Grower::of(&walk);
    for on in 0..12 {
        grower.on(on, ASKED, &[Keys("12\n"), Does::Waits(20), Keys("n"), Lives, Keys(WELL)]);
    }
    assert_eq!(longer(&grower, 12), None);
}

#[test]
fn it_goes_back_a_step_after_a_sore_answer_once_for_each_session() {
    let grown = || {
        let mut grower = Grower::of(GROWS);
        grower.well(0..3);
        grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
        assert_eq!(grower.reps(), [3]);
        grower
    };
    // Of the last session, at the next start: today's plan has gone back, and so have later days.
    for key in ["32\n", "42\n"] {
        let mut grower = grown();
        let session = grower.on(4, ASKED, &[Keys(key), Does::Waits(1)]);
        assert_eq!(session.plan().routine().exercise(0).full.reps, 2, "{key:?}");
        assert_eq!(session.plan().items()[0].turns().len(), 1, "and is lighter: {key:?}");
        assert_eq!(grower.reps(), [2], "{key:?}");
    }
    for key in ["12\n", "22\n", "\n2\n"] {
        let mut grower = grown();
        let session = grower.on(4, ASKED, &[Keys(key), Does::Waits(1)]);
        let dose = session.plan().routine().exercise(0).full.reps;
        assert_eq!((dose, grower.reps()), (3, vec![3]), "{key:?}");
    }
    // In it, and at its end.
    for keys in ["2\n23", "2\n3y", "7\n", "2\n3n"] {
        let mut grower = grown();
        grower.on(4, ASKED, &[Keys("12\n"), Lives, Keys(keys)]);
        assert_eq!(grower.reps(), [2], "{keys:?}");
    }
    // The very session in which it was taken, and then once more at the next start: that is one step.
    let mut grower = Grower::of(MANY);
    grower.well(0..3);
    grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    grower.well([4, 5]);
    grower.on(6, ASKED, &[Keys("12\ny"), Lives, Keys("2\n23")]);
    assert_eq!(grower.doses()[1], StepDose { reps: 4, sets: 1, walk: None });
    grower.on(7, ASKED, &[Keys("32\n"), Does::Waits(1)]);
    assert_eq!(
        grower.doses()[1],
        StepDose { reps: 4, sets: 1, walk: None },
        "one session, one step"
    );
    // The first step of the file is the first.
    let mut grower = Grower::of(GROWS);
    for on in 0..4 {
        grower.on(on, ASKED, &[Keys("32\n"), Lives, Keys("7\n")]);
        assert_eq!(grower.reps(), [2]);
    }
}

/// What another routine was felt like is told at the start of this one, and goes back there.
#[test]
fn a_sore_answer_goes_back_where_it_was_sore() {
    let mut grower = Grower::of(GROWS);
    grower.well(0..3);
    grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    let other = routine(&GROWS.replace("Grows", "Another"));
    let mut life = grower.life.clone();
    life.growing(day(4), ("another", &other), ASKED, |plan| plan, &[Keys("32\n"), Does::Waits(1)]);
    grower.life = life;
    assert_eq!(grower.reps(), [2]);
    let digest = stenosis_routine::domain::digest::digest(&other);
    let memory = grower.life.memory();
    assert_eq!(memory.growth.grown("another", &digest, &other), *other);
}

#[test]
fn a_step_is_never_out_of_sight_however_long_the_log_is() {
    let mut grower = Grower::of(GROWS);
    grower.well(0..3);
    grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    let digest = stenosis_routine::domain::digest::digest(&grower.file);
    let far = memory_of(Cursor::new(grower.life.log.as_bytes()), 0).unwrap();
    assert_eq!(far.growth.grown("name", &digest, &grower.file).exercises[0].full.reps, 3);
    grower.on(4, ASKED, &[Keys("32\n"), Does::Waits(1)]);
    let far = memory_of(Cursor::new(grower.life.log.as_bytes()), 0).unwrap();
    assert_eq!(far.growth.grown("name", &digest, &grower.file).exercises[0].full.reps, 2);
}

/// A new version: the highest step not above today's dose, and nothing counts that was before it.
#[test]
fn of_a_new_version_each_is_at_the_highest_step_that_asks_for_no_more() {
    let mut grower = Grower::of(MANY);
    grower.well(0..3);
    grower.on(3, ASKED, &[Keys("12\ny"), Lives, Keys(WELL)]);
    grower.well([4, 5]);
    assert_eq!(grower.reps(), [2, 4, 2, 1, 2]);
    let steps = |steps: &str| {
        let was = "steps = [{ reps = 2 }, { reps = 4 }, { sets = 2 }]\nrest-between-sets = \"60s\"";
        routine(&MANY.replace(was, steps))
    };
    for (new, reps) in [
        ("steps = [{ reps = 1 }, { reps = 3 }, { reps = 5 }]", 3),
        ("steps = [{ reps = 3 }, { reps = 4 }]", 4),
        ("steps = [{ reps = 5 }, { reps = 6 }]", 5),
        ("reps = 2\nreps-range = [2, 3]", 3),
        ("reps = 2\nreps-range = [2, 9]", 4),
        ("reps = 6\nreps-range = [2, 9]", 6),
        ("reps = 3", 3),
    ] {
        let life = grower.life.clone();
        let mut newer = Grower { life, file: steps(new) };
        assert_eq!(newer.reps()[1], reps, "{new}");
        assert_eq!(newer.offer(6), None, "{new}: nothing is known of it yet");
        newer.well(6..9);
        assert_eq!(newer.reps()[1], reps, "{new}: and it stays there");
    }
    // Another name, another routine.
    let digest = stenosis_routine::domain::digest::digest(&steps("reps = 2\nreps-range = [2, 9]"));
    let other = steps("reps = 2\nreps-range = [2, 9]");
    assert_eq!(grower.life.memory().growth.grown("other", &digest, &other), *other);
}

/// What happens on one day of a random life.
#[derive(Clone, Debug)]
struct RandomDay {
    missed: i32,
    last: &'static str,
    pain: &'static str,
    offer: &'static str,
    during: &'static str,
    after: &'static str,
    lighter: bool,
}

fn any_day() -> impl Strategy<Value = RandomDay> {
    let last = prop::sample::select(vec!["1", "1", "1", "1", "1", "2", "3", "4", "\n"]);
    let pain = prop::sample::select(vec!["0\n", "2\n", "3\n", "3\n", "4\n", "\n"]);
    let offer = prop::sample::select(vec!["y", "y", "n", "\n", ""]);
    let during = prop::sample::select(vec!["", "", "", "", "e", "n"]);
    let after = prop::sample::select(vec![
        "0\n12\n", "2\n22\n", "3\n22\n", "1\n22\n", "4\n22\n", "7\n", "2\n3y", "2\n23\n", "", "\n",
    ]);
    let day = (1..4_i32, last, pain, offer, during, after, prop::bool::weighted(0.05));
    day.prop_map(|(missed, last, pain, offer, during, after, lighter)| RandomDay {
        missed,
        last,
        pain,
        offer,
        during,
        after,
        lighter,
    })
}

fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

proptest! {
    #![proptest_config(cases(60))]

    /// Section 6b: never above the file, never after a sore answer, never two at once, never by silence.
    #[test]
    fn offers_are_laws(days in prop::collection::vec(any_day(), 4..24), which in 0_usize..4) {
        let texts = [MANY, GROWS, embedded::text(embedded::ROUTINES, "walk-progress").unwrap(),
            embedded::text(embedded::ROUTINES, "steady-feet").unwrap()];
        let mut grower = Grower::of(texts[which]);
        let file = Arc::clone(&grower.file);
        let top = |exercise: &Exercise| {
            let mut dose = exercise.dose();
            while let Some(more) = exercise.step_after(dose) {
                dose = more;
            }
            dose
        };
        let (tops, firsts): (Vec<StepDose>, Vec<StepDose>) =
            file.exercises.iter().map(|exercise| (top(exercise), exercise.dose())).unzip();
        let mut on = 0;
        let mut was = grower.doses();
        let mut since: BTreeMap<usize, usize> = BTreeMap::new();
        for (nth, one) in days.iter().enumerate() {
            on += one.missed;
            let asked = leaked(format!("{}{}", one.last, one.pain));
            let change = |plan: Plan| if one.lighter { plan.lighter() } else { plan };
            let mut tried = grower.life.clone();
            let tried = tried.growing(day(on), ("name", &file), ASKED, change, &[Keys(asked)]);
            let page = tried.asked().map(|open| open.page);
            let offers = page == Some(PageId::OneMore);
            let keys = leaked(format!("{asked}{}", if offers { one.offer } else { "" }));
            let does = [Keys(keys), Does::Waits(30), Keys(one.during), Lives, Keys(one.after)];
            // Nobody presses a key there, or anywhere else that waits for one.
            let waits = offers && one.offer.is_empty() || !offers && page.is_some();
            let does = if waits { &does[..2] } else { &does[..] };
            let name = ("name", &file);
            grower.life.growing(day(on), name, ASKED, change, does);
            let now = grower.doses();
            let more: Vec<usize> =
                (0..now.len()).filter(|at| !now[*at].is_at_most(was[*at])).collect();
            prop_assert!(more.len() <= 1, "two at once: {was:?} {now:?}");
            let sore_at_the_end = ["7\n", "2\n3y", "2\n23\n"].contains(&one.after) && !waits;
            if !more.is_empty() {
                prop_assert!(offers && one.offer == "y", "by silence");
                prop_assert_eq!(one.last, "1", "after a sore answer");
                prop_assert!(["0\n", "2\n", "3\n"].contains(&one.pain));
                prop_assert!(!sore_at_the_end);
                let before = since.insert(more[0], nth);
                prop_assert!(before.is_none_or(|before| nth >= before + 3), "too soon");
                prop_assert!(nth >= 3);
            }
            if offers {
                prop_assert!(one.last == "1");
            }
            if ["3", "4"].contains(&one.last) {
                prop_assert!((0..now.len()).all(|at| now[at].is_at_most(was[at])));
            }
            for at in 0..now.len() {
                prop_assert!(now[at].is_at_most(tops[at]), "above the file");
                prop_assert!(firsts[at].is_at_most(now[at]), "below the file's first step");
            }
            was = now;
        }
    }
}

#[test]
fn nothing_of_a_gentle_day_grows() {
    // `start` asks for no steps of it; its own movement has a range all the same.
    let gentle = built_in(embedded::GENTLE_DAY);
    assert!(gentle.exercises.iter().any(|exercise| exercise.step_after(exercise.dose()).is_some()));
    let journal = crate::first_questions::went_well_of(&gentle, "seated-pelvic-tilt");
    let keys = [("Anything new?", "n"), ("within the hour", "1"), ("Pain now", "2\r")];
    let screen = crate::first_questions::met_told(
        &crate::first_questions::told(
            stenosis_routine::domain::profile::Flag::NAMES.iter().copied(),
            "",
        ),
        &journal,
        "gentle-day",
        &keys,
        "space",
    );
    assert!(!screen.contains("Ready for one more?"), "{screen}");
}
