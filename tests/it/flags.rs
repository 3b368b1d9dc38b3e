//! What each health answer does to a plan: leaves out, makes smaller, slows down, asks for company.

use std::sync::Arc;

use jiff::civil::date;
use stenosis_routine::domain::digest::of_exercise;
use stenosis_routine::domain::plan::{Ease, LeftOut, Plan, Transitions};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Extension, Position, Precautions, Routine};
use stenosis_routine::domain::units::seconds;

use crate::lived::text;
use crate::run::routine;

fn person(told: &[(Flag, Told)]) -> Profile {
    Profile { flags: told.iter().copied().collect(), ..Profile::default() }
}

/// One movement on a chair with these lines, and no answer but those that they name.
fn chair(more: &str) -> Routine {
    let mut routine = Arc::unwrap_or_clone(routine(&text(&[("Move", "mobility", "seated", more)])));
    routine.exercises[0].inherited = Precautions::default();
    routine
}

/// Why it is left out, and whether all that is left is easier.
fn made(routine: &Routine, person: &Profile) -> (Option<LeftOut>, bool) {
    let plan = Plan::today(Arc::new(routine.clone())).for_person(person);
    let item = &plan.items()[0];
    (item.left_out(), item.turns().iter().all(|turn| turn.ease == Ease::Easier))
}

#[test]
fn what_hides_and_what_warns_of_each_answer() {
    const EASIER: &str = "reps = 4\neasier = { reps = 2 }";
    let hidden = (Some(LeftOut::Flag(Flag::Knee)), false);
    let rows = [
        ("hide-if", EASIER, Told::Yes, hidden),
        ("hide-if", EASIER, Told::NotSure, (None, true)),
        ("hide-if", EASIER, Told::No, (None, false)),
        ("hide-if", "reps = 4", Told::Yes, hidden),
        ("hide-if", "reps = 4", Told::NotSure, hidden),
        ("hide-if", "reps = 4", Told::No, (None, false)),
        ("warn-if", EASIER, Told::Yes, (None, true)),
        ("warn-if", EASIER, Told::NotSure, (None, true)),
        ("warn-if", EASIER, Told::No, (None, false)),
        ("warn-if", "reps = 4", Told::Yes, (None, false)),
        ("warn-if", "reps = 4", Told::NotSure, (None, false)),
    ];
    for (key, more, told, expected) in rows {
        let routine = chair(&format!("{key} = [\"knee\"]\n{more}"));
        assert_eq!(
            made(&routine, &person(&[(Flag::Knee, told)])),
            expected,
            "{key} {more} {told:?}"
        );
        assert_eq!(made(&routine, &person(&[(Flag::Neck, told)])), (None, false), "another one");
        let unsure = Plan::today(Arc::new(routine.clone())).unsure_of(&[Flag::Knee]);
        let not_sure =
            Plan::today(Arc::new(routine)).for_person(&person(&[(Flag::Knee, Told::NotSure)]));
        assert_eq!(unsure, not_sure);
    }
}

#[test]
fn what_ended_with_leg_symptoms_comes_back_easier() {
    let after = |routine: Routine, today: &[&str]| {
        let today = today.iter().copied().collect();
        let plan = Plan::today(Arc::new(routine)).after_leg_stops(&today, &["Move"].into());
        let item = &plan.items()[0];
        (item.left_out(), item.turns().iter().all(|turn| turn.ease == Ease::Easier))
    };
    assert_eq!(after(chair("reps = 4\neasier = { reps = 2 }"), &[]), (None, true));
    assert_eq!(after(chair("reps = 4"), &[]), (None, false), "there is nothing easier");
    assert_eq!(after(chair("reps = 4"), &["Move"]).0, Some(LeftOut::LegStop), "not today");
}

#[test]
fn what_bends_back_waits_for_leave() {
    let bent = |extension: Extension| {
        let mut routine = chair("reps = 4");
        routine.exercises[0].full.extension = extension;
        routine
    };
    let accepted = |extension| {
        let plan =
            Plan::today(Arc::new(bent(extension))).allowing(|exercise| exercise.key() == "Move");
        plan.items()[0].left_out()
    };
    let mut cleared = Profile::default();
    let asked = of_exercise(&bent(Extension::Lumbar).exercises[0]);
    cleared.clear("mine", vec![asked], date(2026, 11, 20));
    let why = |extension, person: &Profile| made(&bent(extension), person).0;
    for person in [&Profile::default(), &cleared] {
        assert_eq!(why(Extension::None, person), None);
        assert_eq!(why(Extension::Mild, person), None);
    }
    assert_eq!(why(Extension::Thoracic, &Profile::default()), Some(LeftOut::CautionNotAccepted));
    assert_eq!(why(Extension::Thoracic, &cleared), Some(LeftOut::CautionNotAccepted));
    assert_eq!(accepted(Extension::Thoracic), None);
    assert_eq!(why(Extension::Lumbar, &Profile::default()), Some(LeftOut::NotCleared));
    assert_eq!(accepted(Extension::Lumbar), Some(LeftOut::NotCleared));
    assert_eq!(why(Extension::Lumbar, &cleared), None);
    let mut other = bent(Extension::Lumbar);
    other.exercises[0].full.phases[0].cue = Some("Much further".into());
    assert_eq!(made(&other, &cleared).0, Some(LeftOut::NotCleared), "C-33: of another content");
}

/// Leave given lets in nobody for whom it is wrong.
#[test]
fn a_caution_accepted_lets_nobody_in_whom_a_flag_leaves_out() {
    let routine =
        routine("format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"seated-thoracic-extension\"\n");
    let flagged = person(&[(Flag::ExtSensitive, Told::Yes)]);
    let plan = Plan::today(routine).for_person(&flagged).allowing(|_| true);
    assert!(plan.is_empty(), "{:?}", plan.items()[0].left_out());
}

#[test]
fn changes_of_position_take_the_time_that_an_answer_asks_for() {
    let usual = Transitions::default();
    let times = |told: &[(Flag, Told)]| {
        *Plan::whole(Arc::new(chair(""))).for_person(&person(told)).transitions()
    };
    let long_sit = Transitions { sit: seconds(120), ..usual };
    let vertigo = Transitions {
        lie: seconds(60),
        roll: seconds(35),
        push: seconds(35),
        stand: seconds(35),
        sit_down: seconds(40),
        turn: seconds(30),
        ..usual
    };
    for flag in Flag::ALL {
        let expected = match flag {
            Flag::FallsRisk => Transitions { stand: seconds(30), ..usual },
            Flag::Vertigo => vertigo,
            Flag::DrowsyMeds | Flag::HighBpHeart => long_sit,
            _ => usual,
        };
        assert_eq!(times(&[(*flag, Told::Yes)]), expected, "{flag:?}");
        assert_eq!(times(&[(*flag, Told::No)]), usual, "{flag:?}");
    }
    let both = [(Flag::FallsRisk, Told::Yes), (Flag::Vertigo, Told::Yes)];
    assert_eq!(times(&both), Transitions { stand: seconds(50), ..vertigo });
}

#[test]
fn company_is_for_what_is_done_standing_today() {
    let text = text(&[
        ("Sit", "mobility", "seated", ""),
        ("Stand", "balance", "standing", "hide-if = [\"knee\"]"),
    ]);
    let asks = |told: &[(Flag, Told)]| {
        Plan::whole(routine(&text)).for_person(&person(told)).needs_company()
    };
    for flag in Flag::ALL {
        let unsteady = matches!(flag, Flag::FallsRisk | Flag::DrowsyMeds);
        // Whoever is not sure has it left out, where nothing easier is there.
        assert_eq!(asks(&[(*flag, Told::Yes)]), unsteady, "{flag:?}");
        assert!(!asks(&[(*flag, Told::No)]), "{flag:?}");
        assert!(!asks(&[(*flag, Told::Yes), (Flag::Knee, Told::Yes)]), "it is left out: {flag:?}");
    }
}

/// One movement with an easier version, in this position.
fn placed(position: Position) -> Routine {
    let mut routine = chair("reps = 4\neasier = { reps = 2 }");
    routine.exercises[0].full.position = position;
    routine
}

#[test]
fn late_in_pregnancy_nobody_lies_on_the_back_or_the_front() {
    let pregnant = person(&[(Flag::Pregnancy16w, Told::Yes)]);
    for position in Position::ALL {
        let flat = matches!(position, Position::Lying | Position::Prone);
        let why = flat.then_some(LeftOut::Flag(Flag::Pregnancy16w));
        assert_eq!(made(&placed(*position), &pregnant).0, why, "{position:?}");
    }
}

#[test]
fn who_is_unsteady_does_what_is_done_standing_in_its_easier_version() {
    for flag in Flag::ALL {
        let unsteady = matches!(flag, Flag::FallsRisk | Flag::DrowsyMeds);
        let told = person(&[(*flag, Told::Yes)]);
        let eased = |routine: &Routine| made(routine, &told).1;
        assert_eq!(eased(&placed(Position::Standing)), unsteady, "{flag:?}");
        assert!(!eased(&placed(Position::Seated)), "{flag:?}");
        let mut rises = placed(Position::Seated);
        rises.exercises[0].full.phases[0].position = Some(Position::Standing);
        assert_eq!(eased(&rises), unsteady, "{flag:?}");
    }
}

#[test]
fn an_answer_adds_nothing_to_what_is_easier_already() {
    let mut plan = Plan::whole(Arc::new(chair(
        "reps = 8\nside = \"each\"\nwarn-if = [\"knee\"]\neasier = { reps = 8 }",
    )));
    plan.ease(0, 0);
    plan.ease(0, 8);
    assert_eq!(plan.items()[0].turns().len(), 12);
    let told = plan.clone().for_person(&person(&[(Flag::Knee, Told::Yes)]));
    assert_eq!(told.items()[0].turns(), plan.items()[0].turns());
}
