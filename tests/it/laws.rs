//! Laws of plan, timeline and session, over routines that nobody would write.

use std::sync::Arc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use stenosis_routine::domain::plan::{Ease, Pause, Plan, Turn, version};
use stenosis_routine::domain::routine::{
    Breath, Direction, Ends, Exercise, Extension, Kind, Phase, Position, Routine, Side, Sides,
    Version,
};
use stenosis_routine::domain::timeline::{Part, Span, Step, Timeline, compile};
use stenosis_routine::domain::units::{Moment, Offset};
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::session::driver;
use stenosis_routine::session::{Event, Gates, Happening, How, KeyPress, Manner, Session, Signal};
use stenosis_routine::text;

use crate::run::cases;

const POSITIONS: [Position; 7] = [
    Position::Seated,
    Position::Lying,
    Position::SideLying,
    Position::Prone,
    Position::AllFours,
    Position::Standing,
    Position::Walking,
];

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_millis)
}

fn any_phase() -> impl Strategy<Value = Phase> {
    let ends =
        prop::sample::select(vec![Ends::Time, Ends::Time, Ends::KeyOrTime, Ends::TimeThenKey]);
    let breath = prop::sample::select(vec![Breath::In, Breath::Out, Breath::Free]);
    let position = option::weighted(0.1, prop::sample::select(&POSITIONS[..]));
    (breath, millis(500..40_000), ends, position).prop_map(|(breath, time, ends, position)| Phase {
        breath,
        hold: breath == Breath::Free,
        time,
        ends,
        cue: Some("Move".into()),
        pose: None,
        position,
        direction: Vec::new(),
    })
}

fn any_version(position: Position) -> impl Strategy<Value = Version> {
    let sides = [Sides::Both, Sides::Each, Sides::Alternate, Sides::Left, Sides::Right];
    (
        prop::sample::select(sides.to_vec()),
        1..5_u32,
        1..3_u32,
        vec(any_phase(), 1..4),
        millis(500..25_000),
        millis(500..70_000),
        option::of(millis(500..12_000)),
    )
        .prop_map(move |(sides, reps, sets, phases, setup_time, rest, change_over)| Version {
            title: "Some movement".into(),
            position,
            direction: vec![Direction::Neutral],
            extension: Extension::None,
            setup: vec!["Get ready".into()],
            setup_time,
            sides,
            reps,
            sets,
            rest_between_sets: Duration::from_secs(60),
            change_over,
            rest,
            phases,
        })
}

fn any_exercise() -> impl Strategy<Value = Exercise> {
    let places =
        (prop::sample::select(&POSITIONS[..]), prop::sample::select(&POSITIONS[..]), any::<bool>());
    places
        .prop_flat_map(|(position, other, same)| {
            let easier = option::weighted(0.7, any_version(if same { position } else { other }));
            (any_version(position), easier)
        })
        .prop_map(|(full, easier)| {
            // As the checker has it: the easier version asks for no more, and is entered the same way.
            let easier = easier.map(|easier| Version {
                reps: easier.reps.min(full.reps),
                sets: easier.sets.min(full.sets),
                setup_time: if easier.position == full.position {
                    full.setup_time
                } else {
                    easier.setup_time
                },
                ..easier
            });
            Exercise {
                name: None,
                kind: Kind::Mobility,
                areas: Vec::new(),
                full,
                easier,
                reps_range: None,
                progression: None,
                cautions: Vec::new(),
                hide_if: Vec::new(),
                warn_if: Vec::new(),
                needs: Vec::new(),
                tags: Vec::new(),
                sources: Vec::new(),
                own_choice: true,
                one_side_reason: None,
                clearance: None,
            }
        })
}

fn any_routine() -> impl Strategy<Value = Arc<Routine>> {
    vec(any_exercise(), 1..6).prop_map(|exercises| Arc::new(Routine::of("Some routine", exercises)))
}

/// Something that makes a plan smaller, or longer to rest in, or begins a part of it again.
#[derive(Clone, Debug)]
enum Change {
    Ease(usize, usize),
    Cut(usize, usize),
    Again(usize, usize, bool),
    Longer(usize, usize),
    From(usize),
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..8_usize, 0..20_usize).prop_map(|(item, turn)| Change::Ease(item, turn)),
        (0..8_usize, 0..20_usize).prop_map(|(item, turns)| Change::Cut(item, turns)),
        (0..8_usize, 0..20_usize, any::<bool>()).prop_map(|(i, t, b)| Change::Again(i, t, b)),
        (0..9_usize, 0..3_usize).prop_map(|(item, pause)| Change::Longer(item, pause)),
        (1..6_usize).prop_map(Change::From),
    ]
}

fn changed(mut plan: Plan, changes: &[Change]) -> Plan {
    for change in changes {
        match *change {
            Change::Ease(item, turn) => drop(plan.ease(item, turn)),
            Change::Cut(item, turns) if item < plan.items().len() => {
                let most = plan.items()[item].turns().len();
                plan.cut(item, turns.min(most));
            }
            Change::Again(item, turns, before) if item < plan.items().len() => {
                if plan.items()[item].left_out().is_none() {
                    let most = plan.items()[item].turns().len();
                    plan.again(item, turns.min(most), before);
                }
            }
            Change::Longer(item, pause) => {
                plan.lengthen(item, [Pause::Transition, Pause::Setup, Pause::Rest][pause]);
            }
            Change::From(number) => plan = plan.from_exercise(number),
            Change::Cut(..) | Change::Again(..) => {}
        }
    }
    plan
}

fn all_turns(version: &Version) -> u64 {
    let sides = if matches!(version.sides, Sides::Each | Sides::Alternate) { 2 } else { 1 };
    u64::from(version.reps * version.sets) * sides
}

pub(crate) fn check_gap_free(timeline: &Timeline) {
    let mut at = Offset::ZERO;
    for span in timeline.spans() {
        assert_eq!(span.at, at, "a gap, or an overlap");
        assert!(
            !span.length.is_zero() || span.part == Part::Finished,
            "{:?} has no length",
            span.part
        );
        at = span.end();
    }
    let sum: Duration = timeline.spans().iter().map(|span| span.length).sum();
    assert_eq!(timeline.total(), sum);
    assert!(timeline.spans().last().is_none_or(|last| last.part == Part::Finished));
}

/// Follows a body through a timeline and asks, at each exercise, how it got there.
pub(crate) fn check_transitions(plan: &Plan, timeline: &Timeline) {
    let routine = plan.routine();
    let mut stance: Option<(Position, Option<Side>)> = None;
    for (index, item) in plan.items().iter().enumerate() {
        if item.left_out().is_some() {
            assert!(timeline.spans().iter().all(|span| span.item != index), "left out, and there");
            continue;
        }
        let wanted = item.version(routine);
        let side = item.turns().first().and_then(|turn| turn.side);
        let wanted_stance = Some((wanted.position, side));
        // Who lies already has no way there, and the whole way up.
        let from = if plan.lies_already() { stance.or(wanted_stance) } else { stance };
        assert_eq!(steps(timeline, index), expected(from, wanted_stance));
        let last = item.turns().last();
        let end =
            last.map_or(wanted, |turn| version(&routine.exercises[item.exercise()], turn.ease));
        let placed = if last.is_some() { end.ends_in() } else { wanted.position };
        stance = Some((placed, last.map_or(side, |turn| turn.side)));
    }
    if stance.is_some() {
        assert_eq!(steps(timeline, plan.items().len()), expected(stance, None));
    }
}

fn steps(timeline: &Timeline, item: usize) -> Vec<Step> {
    let own = timeline.spans().iter().filter(|span| span.item == item);
    own.filter_map(|span| match span.part {
        Part::Transition(step) => Some(step),
        _ => None,
    })
    .collect()
}

type Stance = Option<(Position, Option<Side>)>;

/// The rules of the clinical notes, said once more in another way.
fn expected(from: Stance, to: Stance) -> Vec<Step> {
    let down = |stance: Stance| matches!(stance, Some((p, _)) if POSITIONS[1..5].contains(&p));
    if down(from) && !down(to) {
        return vec![Step::Roll, Step::PushUp, Step::Sit];
    }
    if !down(from) && down(to) {
        return vec![Step::LieDown];
    }
    match (from, to) {
        (Some((Position::SideLying, Some(a))), Some((Position::SideLying, Some(b)))) if a != b => {
            vec![Step::Turn]
        }
        (Some((a, _)), Some((b, _))) if down(from) && a != b => vec![Step::Turn],
        (Some((Position::Seated, _)), Some((Position::Standing | Position::Walking, _))) => {
            vec![Step::Stand]
        }
        _ => Vec::new(),
    }
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let key = prop::sample::select(vec![' ', 'n', 'b', 'e', 'l', '?', 'x', 'N']);
    prop_oneof![
        12 => key.prop_map(|key| Happening::Key(KeyPress::Char(key))),
        2 => Just(Happening::Key(KeyPress::Enter)),
        1 => Just(Happening::Suspend),
        1 => Just(Happening::Slept),
    ]
}

fn any_script() -> impl Strategy<Value = Vec<(Moment, Happening)>> {
    vec((0..60_000_u64, any_happening()), 0..40).prop_map(|steps| {
        let mut now = Duration::ZERO;
        steps
            .into_iter()
            .map(|(gap, happening)| {
                now += Duration::from_millis(gap);
                (Moment::at(now), happening)
            })
            .collect()
    })
}

fn rehearse(
    plan: Plan,
    manner: Manner,
    script: Vec<(Moment, Happening)>,
    late: Vec<Duration>,
) -> (Rehearsal, Session, How) {
    let face = Plain::new(plan.routine(), 0);
    let mut stage = Rehearsal::new(face, script);
    stage.late = late.into();
    let mut session = Session::new(plan, manner);
    let ending = driver::run(&mut session, &mut stage).expect("a session ends with an ending");
    (stage, session, ending.how)
}

const ALONE: Manner = Manner { keyboard: false, gates: Gates::Usual, volume: None };

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn spans_have_no_gap_and_add_up(routine in any_routine(), changes in vec(any_change(), 0..12)) {
        let plan = changed(Plan::whole(routine), &changes);
        check_gap_free(&compile(&plan));
    }

    #[test]
    fn a_smaller_plan_stays_within_its_file(routine in any_routine(), changes in vec(any_change(), 0..12)) {
        let plan = changed(Plan::whole(Arc::clone(&routine)), &changes);
        for item in plan.items() {
            let exercise = &routine.exercises[item.exercise()];
            let most = all_turns(&exercise.full).max(exercise.easier.as_ref().map_or(0, all_turns));
            prop_assert!(item.turns().len() as u64 <= most);
            for turn in item.turns() {
                let version = version(exercise, turn.ease);
                prop_assert!(turn.rep >= 1 && turn.rep <= exercise.full.reps);
                prop_assert!(turn.set >= 1 && turn.set <= exercise.full.sets);
                prop_assert!(turn.ease == Ease::Full || exercise.easier.is_some());
                prop_assert!(!version.phases.is_empty());
            }
        }
        // Each exercise is begun again once, and takes at most one other with it.
        prop_assert!(plan.items().len() <= 3 * routine.exercises.len());
    }

    #[test]
    fn easing_never_adds_a_repetition_and_leaves_the_past_alone(
        routine in any_routine(), changes in vec(any_change(), 0..6), item in 0..8_usize, from in 0..20_usize,
    ) {
        let before = changed(Plan::whole(routine), &changes);
        let mut after = before.clone();
        after.ease(item, from);
        for (a, b) in before.items().iter().zip(after.items()) {
            prop_assert!(b.turns().len() <= a.turns().len());
        }
        let turn = |span: &Span| span.item == item && span.turn().is_some_and(|(nth, _)| nth >= from);
        let (old, new) = (compile(&before), compile(&after));
        let untouched = |timeline: &Timeline| -> Vec<(Offset, Duration, Option<Turn>)> {
            let up_to = timeline.spans().iter().take_while(|span| span.item <= item && !turn(span));
            up_to.filter(|span| !(span.item == item && matches!(span.part, Part::Rest { .. } | Part::ChangeOver { .. })))
                .map(|span| (span.at, span.length, span.turn().map(|(_, turn)| turn)))
                .collect()
        };
        if from > 0 && before.items().get(item).is_some_and(|held| held.turns().len() > from) {
            prop_assert_eq!(untouched(&old), untouched(&new));
        }
    }

    #[test]
    fn changes_of_position_are_right_whatever_is_left_out(
        routine in any_routine(), changes in vec(any_change(), 0..12),
    ) {
        let plan = changed(Plan::whole(routine), &changes);
        check_transitions(&plan, &compile(&plan));
    }

    #[test]
    fn any_interleaving_ends(
        routine in any_routine(), script in any_script(), late in vec(millis(0..5_000), 0..40), keyboard in any::<bool>(),
        gates in prop::sample::select(vec![Gates::Usual, Gates::Every, Gates::None]),
    ) {
        let (stage, session, how) =
            rehearse(Plan::whole(routine), Manner { keyboard, gates, volume: None }, script, late);
        prop_assert_eq!(how, How::Finished);
        check_gap_free(session.timeline());
        check_transitions(session.plan(), session.timeline());
        prop_assert!(stage.log.contains("That is all for today."));
    }

    #[test]
    fn a_session_alone_takes_the_time_that_was_promised(routine in any_routine(), late in vec(millis(0..1_900), 0..200)) {
        let plan = Plan::whole(routine);
        let timeline = compile(&plan);
        let (stage, _, how) = rehearse(plan, ALONE, Vec::new(), late);
        prop_assert_eq!(how, How::Finished);
        let began: Vec<(Offset, usize)> = stage.events.iter().filter_map(|(at, event)| match event {
            Event::Began(index) => Some((*at, *index)),
            _ => None,
        }).collect();
        let promised: Vec<(Offset, usize)> =
            timeline.spans().iter().enumerate().map(|(index, span)| (span.at, index)).collect();
        prop_assert_eq!(&began[..], &promised[..promised.len() - 1]);
        let Some((_, Event::Ended(ending))) = stage.events.last() else { panic!("no ending") };
        prop_assert_eq!(ending.lived, timeline.total());
    }

    #[test]
    fn after_a_pause_a_short_repetition_begins_again_and_anything_else_goes_on(
        routine in any_routine(), at in 0..400_000_u64,
    ) {
        let mut session = Session::new(Plan::whole(routine), Manner { keyboard: true, gates: Gates::None, volume: None });
        let mut now = Moment::ZERO;
        session.open(now);
        let stop = Moment::at(Duration::from_millis(at));
        while session.wake_at().is_some_and(|due| due < stop) {
            now = session.wake_at().unwrap();
            session.advance(now);
        }
        if session.is_over() || session.wake_at().is_none() {
            return Ok(());
        }
        now = stop.max(now);
        session.handle(now, Happening::Key(KeyPress::Char(' ')));
        let paused = session.offset(now);
        let left = session.left(now);
        prop_assert_eq!(left + paused.since_zero(), session.timeline().total());
        // An hour of pause costs nothing.
        now = now + Duration::from_secs(3_600);
        prop_assert_eq!(session.left(now), left);
        session.handle(now, Happening::Key(KeyPress::Char(' ')));
        now = now + Duration::from_secs(3);
        session.advance(now);
        let index = session.timeline().index_at(paused);
        let expected = match session.timeline().repetition_around(index) {
            Some((start, length)) if length <= Duration::from_secs(30) => start,
            _ => paused,
        };
        prop_assert_eq!(session.offset(now), expected);
    }

    #[test]
    fn every_way_out_says_how_to_get_up(
        routine in any_routine(), at in 0..200_000_u64,
        way in prop::sample::select(vec![
            Happening::Key(KeyPress::Char('q')), Happening::Stop(Signal::Interrupt),
            Happening::Stop(Signal::Terminate), Happening::Stop(Signal::HangUp),
        ]),
    ) {
        let script = vec![(Moment::ZERO, Happening::Key(KeyPress::Enter)), (Moment::at(Duration::from_millis(at)), way)];
        let (stage, _, _) = rehearse(Plan::whole(routine), Manner { keyboard: true, gates: Gates::Usual, volume: None }, script, Vec::new());
        let log = stage.log.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(POSITIONS.map(text::getting_up).iter().any(|line| log.contains(line)), "{}", log);
    }
}
