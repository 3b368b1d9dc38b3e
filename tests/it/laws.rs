//! Laws of plan, timeline and session, over routines that nobody would write.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use stenosis_routine::domain::plan::{Ease, Item, Pause, Plan, Transitions, Turn, version};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{
    Breath, Direction, Ends, Exercise, ExerciseGroup, Extension, Kind, LadderStep, Phase, Position,
    Precautions, Routine, Side, Sides, Version,
};
use stenosis_routine::domain::severity::Severity;
use stenosis_routine::domain::timeline::{Part, Span, Step, Timeline, compile};
use stenosis_routine::domain::units::{Moment, Offset};
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::embedded;
use stenosis_routine::limits;
use stenosis_routine::script;
use stenosis_routine::session::driver;
use stenosis_routine::session::{Event, Gates, Happening, How, KeyPress, Manner, Session, Signal};
use stenosis_routine::text;

use crate::run::{built_in, cases, read, repository, routine};

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

/// Half seconds, so that keys often come in the moment in which something begins.
fn halves(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(|halves| Duration::from_millis(500 * halves))
}

fn any_phase() -> impl Strategy<Value = Phase> {
    let ends =
        prop::sample::select(vec![Ends::Time, Ends::Time, Ends::KeyOrTime, Ends::TimeThenKey]);
    let breath = prop::sample::select(vec![Breath::In, Breath::Out, Breath::Free]);
    let position = option::weighted(0.1, prop::sample::select(&POSITIONS[..]));
    let held = prop::bool::weighted(0.8);
    let time = prop_oneof![6 => halves(1..80), 1 => halves(80..300)];
    (breath, time, ends, position, held).prop_map(|(breath, time, ends, position, held)| {
        let mut phase = Phase::new(breath, time);
        phase.hold = held && breath == Breath::Free;
        phase.ends = ends;
        phase.cue = Some("Move".into());
        phase.position = position;
        phase
    })
}

fn any_version(position: Position) -> impl Strategy<Value = Version> {
    let sides = [Sides::Both, Sides::Each, Sides::Alternate, Sides::Left, Sides::Right];
    (
        prop::sample::select(sides.to_vec()),
        1..5_u32,
        1..3_u32,
        vec(any_phase(), 1..4),
        halves(1..50),
        halves(1..140),
        option::of(halves(1..24)),
        halves(1..180),
    )
        .prop_map(
            move |(sides, reps, sets, phases, setup_time, rest, change_over, rest_between_sets)| {
                Version {
                    title: "Some movement".into(),
                    position,
                    direction: vec![Direction::Neutral],
                    extension: Extension::None,
                    setup: vec!["Get ready".into()],
                    setup_time,
                    sides,
                    reps,
                    sets,
                    rest_between_sets,
                    change_over,
                    rest,
                    phases,
                }
            },
        )
}

/// Steps that begin with what the exercise asks for, and none of which is smaller than the one before.
fn some_ladder(full: &Version, kind: Kind, rises: &[(usize, u32)]) -> Vec<LadderStep> {
    let (mut reps, mut sets, mut time) = (full.reps, full.sets, full.phases[0].written_time());
    let mut ladder = Vec::new();
    for (what, by) in rises {
        ladder.push(match what {
            0 => {
                reps += by;
                LadderStep::Reps(reps)
            }
            1 if kind == Kind::Walk => {
                time += Duration::from_secs(10 * u64::from(*by));
                LadderStep::Time(time)
            }
            _ => {
                sets += by;
                LadderStep::Sets(sets)
            }
        });
    }
    ladder
}

fn any_exercise() -> impl Strategy<Value = Exercise> {
    let places =
        (prop::sample::select(&POSITIONS[..]), prop::sample::select(&POSITIONS[..]), any::<bool>());
    let flags = || vec(prop::sample::select(Flag::ALL), 0..3);
    places
        .prop_flat_map(move |(position, other, same)| {
            let easier = option::weighted(0.7, any_version(if same { position } else { other }));
            let kind = prop::sample::select(Kind::ALL);
            let ladder = vec((0..3_usize, 0..3_u32), 0..4);
            (any_version(position), easier, kind, any::<bool>(), flags(), flags(), ladder)
        })
        .prop_map(|(full, easier, kind, up_to, hide_if, warn_if, ladder)| {
            let ladder = some_ladder(&full, kind, &ladder);
            let up_to = up_to && kind != Kind::Walk && full.sets == 1 && full.reps > 1;
            // As the checker has it: the easier version asks for no more, and is entered the same way.
            let easier = easier.map(|easier| Version {
                // Mostly with the same sides, so that one can follow the other.
                sides: if easier.position == full.position { full.sides } else { easier.sides },
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
                kind,
                areas: Vec::new(),
                full,
                easier,
                up_to,
                reps_range: None,
                ladder,
                progression: None,
                note: None,
                cautions: Vec::new(),
                hide_if,
                warn_if,
                inherited: Precautions::default(),
                instead: Vec::new(),
                needs: Vec::new(),
                tags: Vec::new(),
                sources: Vec::new(),
                own_choice: true,
                one_side_reason: None,
                clearance: None,
            }
        })
}

/// A group behind so many exercises, of so many, unless the routine ends before.
#[derive(Clone, Debug)]
struct SomeGroup {
    behind: usize,
    members: usize,
    rounds: u32,
    rest: Duration,
    optional: bool,
}

fn some_group() -> impl Strategy<Value = SomeGroup> {
    (0..3_usize, 1..4_usize, 1..4_u32, halves(1..180), prop::bool::weighted(0.2)).prop_map(
        |(behind, members, rounds, rest, optional)| SomeGroup {
            behind,
            members,
            rounds,
            rest,
            optional,
        },
    )
}

/// Groups as the checker has them: one after the other, with one set in each round.
fn grouped(mut exercises: Vec<Exercise>, groups: Vec<SomeGroup>) -> Routine {
    let (mut at, mut all) = (0, Vec::new());
    for (some, name) in groups.into_iter().zip(["a", "b"]) {
        let first = at + some.behind;
        let end = (first + some.members).min(exercises.len());
        if first >= end {
            break;
        }
        let versions = exercises[first..end].iter_mut().flat_map(|exercise| {
            exercise.ladder.retain(|step| !matches!(step, LadderStep::Sets(_)));
            [Some(&mut exercise.full), exercise.easier.as_mut()]
        });
        for version in versions.flatten().filter(|_| some.rounds > 1) {
            version.sets = 1;
        }
        all.push(ExerciseGroup {
            name: name.into(),
            title: None,
            rounds: some.rounds,
            rest_between_rounds: some.rest,
            optional: some.optional,
            members: first..end,
        });
        at = end;
    }
    Routine { groups: all, ..Routine::of("Some routine", exercises) }
}

/// Of so many exercises, some of them in groups.
pub(crate) fn any_routine(of: std::ops::Range<usize>) -> impl Strategy<Value = Arc<Routine>> {
    let relief = built_in("gentle-day").spare.clone();
    (vec(any_exercise(), of), vec(some_group(), 0..3)).prop_map(move |(exercises, groups)| {
        let spare = relief.clone();
        Arc::new(Routine { spare, ..grouped(exercises, groups) })
    })
}

/// Something that makes a plan smaller, or longer to rest in, or begins a part of it again.
#[derive(Clone, Debug)]
enum Change {
    Ease(usize, usize),
    Cut(usize, usize),
    Again(usize, usize, bool),
    Longer(usize, Pause),
    Finish(usize, usize),
    From(usize),
    Lighter,
    Sore,
    WithoutOptions,
    Person(BTreeMap<Flag, Told>),
    Unsure(Flag),
    AtMost(usize, u32),
    RestAndShrink(usize, usize, Position),
    OnlyBreathe(usize, usize, Position),
}

fn any_change() -> impl Strategy<Value = Change> {
    let placed = (0..8_usize, 0..20_usize, prop::sample::select(&POSITIONS[..]));
    prop_oneof![
        (0..8_usize, 0..20_usize).prop_map(|(item, turn)| Change::Ease(item, turn)),
        (0..8_usize, 0..20_usize).prop_map(|(item, turns)| Change::Cut(item, turns)),
        (0..8_usize, 0..20_usize, any::<bool>()).prop_map(|(i, t, b)| Change::Again(i, t, b)),
        (0..9_usize, prop::sample::select(&PAUSES[..])).prop_map(|(i, p)| Change::Longer(i, p)),
        (0..8_usize, 0..20_usize).prop_map(|(item, turn)| Change::Finish(item, turn)),
        (1..6_usize).prop_map(Change::From),
        Just(Change::Lighter),
        Just(Change::Sore),
        Just(Change::WithoutOptions),
        any_flags().prop_map(Change::Person),
        prop::sample::select(Flag::ALL).prop_map(Change::Unsure),
        (0..6_usize, 0..5_u32).prop_map(|(exercise, reps)| Change::AtMost(exercise, reps)),
        placed.clone().prop_map(|(item, turns, at)| Change::RestAndShrink(item, turns, at)),
        placed.prop_map(|(item, turns, at)| Change::OnlyBreathe(item, turns, at)),
    ]
}

const PAUSES: [Pause; 8] = [
    Pause::Transition,
    Pause::Setup,
    Pause::ChangeOver(1),
    Pause::ChangeOver(2),
    Pause::BetweenSets(1),
    Pause::BetweenSets(2),
    Pause::SitDown,
    Pause::Rest,
];

pub(crate) fn any_flags() -> impl Strategy<Value = BTreeMap<Flag, Told>> {
    let told = prop::sample::select(vec![Told::Yes, Told::No, Told::NotSure]);
    prop::collection::btree_map(prop::sample::select(Flag::ALL), told, 0..4)
}

fn changed(mut plan: Plan, changes: &[Change]) -> Plan {
    for change in changes {
        let most = |plan: &Plan, item: usize| plan.items()[item].turns().len();
        let is_there = |plan: &Plan, item: usize| {
            plan.items().get(item).is_some_and(|item| item.left_out().is_none())
        };
        match change.clone() {
            Change::Ease(item, turn) => drop(plan.ease(item, turn)),
            Change::Finish(item, turn) => drop(plan.finish_with(item, turn)),
            Change::Cut(item, turns) if is_there(&plan, item) => {
                plan.end_item(item, turns.min(most(&plan, item)));
            }
            Change::Again(item, turns, before) if is_there(&plan, item) => {
                let turns = turns.min(most(&plan, item));
                plan.again(item, (turns, turns.saturating_sub(1)), before);
            }
            Change::RestAndShrink(item, turns, at) if is_there(&plan, item) => {
                plan.rest_and_shrink(item, turns.min(most(&plan, item)), at);
            }
            Change::OnlyBreathe(item, turns, at) if is_there(&plan, item) => {
                plan.only_breathe(item, turns.min(most(&plan, item)), at);
            }
            Change::Longer(item, pause) => drop(plan.lengthen(item, pause)),
            Change::From(number) => plan = plan.from_exercise(number),
            Change::Lighter => plan = plan.lighter(),
            Change::Sore => plan = plan.for_a_sore_day(),
            Change::WithoutOptions => plan = plan.with_options(&[]),
            Change::Person(flags) => {
                plan = plan.for_person(&Profile { flags, ..Profile::default() });
            }
            Change::Unsure(flag) => plan = plan.unsure_of(&[flag]),
            Change::AtMost(exercise, reps) => plan = plan.at_most(exercise, reps),
            Change::Cut(..)
            | Change::Again(..)
            | Change::RestAndShrink(..)
            | Change::OnlyBreathe(..) => {}
        }
    }
    plan
}

/// The limits that a version breaks, beyond a note.
fn broken(kind: Kind, version: &Version) -> BTreeSet<u8> {
    let breaches = limits::version(kind, version).into_iter();
    breaches.filter(|breach| breach.severity < Severity::Note).map(|breach| breach.number).collect()
}

/// A version of an item as it is lived: the file's, with the lengths that its spans have. The first
/// one has only its phases from today, the second one only its rests.
fn lived(timeline: &Timeline, item: usize, ease: Ease) -> Option<(Kind, [Version; 3])> {
    let own = |(_, span): &(usize, &Span)| span.item == item && span.ease == ease;
    let own: Vec<(usize, &Span)> = timeline.spans().iter().enumerate().filter(own).collect();
    let (_, first) = own.first()?;
    let written = timeline.version(first).clone();
    let (mut phases, mut rests) = (written.clone(), written.clone());
    for (index, span) in &own {
        match span.part {
            Part::Phase { phase, .. } => {
                let old = &phases.phases[phase];
                let mut new = Phase::new(old.breath, span.length);
                (new.hold, new.position) = (old.hold, old.position);
                new.direction.clone_from(&old.direction);
                phases.phases[phase] = new;
            }
            // Between rounds the group's own rest stands in its place.
            Part::Rest { set: None } if timeline.round_after(*index).is_some() => {}
            Part::Rest { set: None } => rests.rest = span.length,
            Part::Rest { set: Some(_) } => rests.rest_between_sets = span.length,
            _ => {}
        }
    }
    Some((timeline.exercise(first).kind, [written, phases, rests]))
}

/// No phase, rest or seat of a smaller plan breaks a limit that its file keeps.
fn check_limits(plan: &Plan) {
    const RESTS: [u8; 3] = [15, 16, 17];
    let timeline = compile(plan);
    for (item, ease) in (0..plan.items().len()).flat_map(|i| [(i, Ease::Full), (i, Ease::Easier)]) {
        let Some((kind, [written, phases, rests])) = lived(&timeline, item, ease) else { continue };
        let kept = broken(kind, &written);
        // Whether a third of it is a hold, and so how much rest it wants, is for its file to say.
        let new = broken(kind, &phases).into_iter().filter(|number| !RESTS.contains(number));
        let new: Vec<u8> = new.chain(broken(kind, &rests)).filter(|n| !kept.contains(n)).collect();
        assert!(new.is_empty(), "{}: LIM-{new:?}", written.title);
        for (was, is) in written.phases.iter().zip(&phases.phases) {
            assert!(is.written_time() <= was.written_time(), "{}: longer", written.title);
            let rests = matches!(kind, Kind::Rest | Kind::Walk) || !was.hold;
            assert!(!rests || is.written_time() == was.written_time(), "{}", written.title);
        }
    }
    check_pauses(plan, &timeline);
}

/// The least rest before another round: who is last only because others are left out rests for both.
fn between_rounds(routine: &Routine, exercise: usize, own: Duration) -> Duration {
    let group = routine.group_of(exercise).unwrap();
    let own = if exercise + 1 == group.members.end { Duration::ZERO } else { own };
    group.rest_between_rounds.max(own)
}

/// No rest and no change of position is ever shorter than its file, or the program, has it.
fn check_pauses(plan: &Plan, timeline: &Timeline) {
    let least = Transitions::default();
    for (index, span) in timeline.spans().iter().enumerate() {
        let version = timeline.version(span);
        let least = match span.part {
            Part::Transition(Step::LieDown) => least.lie,
            Part::Transition(Step::Roll) => least.roll,
            Part::Transition(Step::PushUp) => least.push,
            Part::Transition(Step::Sit) => least.sit,
            Part::Transition(Step::Stand | Step::StandAgain) => least.stand,
            Part::Transition(Step::SitDown) => least.sit_down,
            Part::Transition(Step::Turn) => least.turn,
            Part::Rest { set: Some(_) } => version.rest_between_sets,
            Part::Rest { set: None } => match timeline.round_after(index) {
                None => version.rest,
                Some(_) => between_rounds(plan.routine(), span.exercise, version.rest),
            },
            Part::ChangeOver { .. } => version.change_over.unwrap_or_default(),
            _ => continue,
        };
        assert!(span.length >= least, "{}: {:?} is shorter", plan.routine().title, span.part);
    }
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
    let mut stance: Stance = None;
    let items: Vec<(usize, &Item)> =
        plan.items().iter().enumerate().filter(|(_, item)| item.left_out().is_none()).collect();
    let has_spans = |item: usize| timeline.spans().iter().any(|span| span.item == item);
    let left_out = (0..plan.items().len()).filter(|index| items.iter().all(|(i, _)| i != index));
    assert!(!{ left_out }.any(has_spans), "left out, and there");
    for (nth, (index, item)) in items.iter().enumerate() {
        let wanted = item.version(routine);
        let side = item.turns().first().and_then(|turn| turn.side);
        let wanted_stance = Some((wanted.position, side));
        // Who lies already has no way there, and the whole way up.
        let from = if plan.lies_already() { stance.or(wanted_stance) } else { stance };
        let last = item.turns().last();
        let end = last.map_or(wanted, |turn| version(routine.exercise(item.exercise()), turn.ease));
        let placed = if last.is_some() { end.ends_in() } else { wanted.position };
        let next = items.get(nth + 1).map(|(_, next)| next.version(routine).position);
        let sits = item.sits_down() || sits_after(placed, next);
        let down = sits.then_some(Step::SitDown);
        let of = |turn: &Turn| version(routine.exercise(item.exercise()), turn.ease);
        let rises = |pair: &&[Turn]| {
            of(&pair[0]).ends_in() == Position::Seated && of(&pair[1]).position.is_on_feet()
        };
        let again = item.turns().windows(2).filter(rises).map(|_| Step::StandAgain);
        let ways = expected(from, wanted_stance).into_iter().chain(again).chain(down);
        let ways: Vec<Step> = ways.collect();
        assert_eq!(steps(timeline, *index), ways);
        stance = match sits {
            true => Some((Position::Seated, None)),
            false => Some((placed, last.map_or(side, |turn| turn.side))),
        };
    }
    let kinds = || routine.exercises.iter().map(|exercise| exercise.kind);
    // Who only breathes stays lying.
    let stays = kinds().any(|kind| kind == Kind::Breath)
        && kinds().all(|kind| matches!(kind, Kind::Breath | Kind::Rest));
    let up = if stance.is_some() && !stays { expected(stance, None) } else { Vec::new() };
    assert_eq!(steps(timeline, plan.items().len()), up);
    check_rests(timeline);
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

/// standing is rested between two things done standing; whatever else ends on the feet ends seated.
fn sits_after(placed: Position, next: Option<Position>) -> bool {
    match placed {
        Position::Standing => next != Some(Position::Standing),
        Position::Walking => true,
        _ => false,
    }
}

/// The rules of the clinical notes, said once more in another way.
fn expected(from: Stance, to: Stance) -> Vec<Step> {
    let down = |stance: Stance| matches!(stance, Some((p, _)) if POSITIONS[1..5].contains(&p));
    let feet = |stance: Stance| matches!(stance, Some((p, _)) if POSITIONS[5..].contains(&p));
    let sits = matches!(from, Some((Position::Seated, _)));
    let mut ways = Vec::new();
    if down(from) && !down(to) {
        ways.extend([Step::Roll, Step::PushUp, Step::Sit]);
    }
    if (sits && down(to)) || ((sits || down(from)) && feet(to)) {
        ways.push(Step::Stand);
    }
    if !down(from) && down(to) {
        ways.push(Step::LieDown);
    }
    match (from, to) {
        (Some((Position::SideLying, Some(a))), Some((Position::SideLying, Some(b)))) if a != b => {
            ways.push(Step::Turn);
        }
        (Some((a, _)), Some((b, _))) if down(from) && down(to) && a != b => ways.push(Step::Turn),
        _ => {}
    }
    ways
}

/// How the body is placed behind a span, as far as that alone says it.
fn placed_by(timeline: &Timeline, span: &Span) -> Option<Position> {
    match span.part {
        Part::Transition(Step::PushUp | Step::Sit | Step::SitDown) => Some(Position::Seated),
        Part::Transition(Step::Stand | Step::StandAgain) => Some(Position::Standing),
        Part::Phase { .. } => timeline.phase(span).unwrap().position,
        Part::Transition(Step::LieDown | Step::Roll | Step::Turn)
        | Part::Rest { .. }
        | Part::Finished => return None,
        Part::Setup | Part::LeadIn | Part::ChangeOver { .. } => None,
    }
    .or(match span.part {
        Part::Transition(_) => None,
        _ => Some(timeline.version(span).position),
    })
}

/// A-26, C-30: nobody rests on the feet, and nobody gets ready to sit or lie there, but between two
/// exercises done standing.
pub(crate) fn check_rests(timeline: &Timeline) {
    let spans = timeline.spans();
    let mut placed = Position::Seated;
    for (index, span) in spans.iter().enumerate() {
        // What was passed before it began has no set-up, and yet is left by the chair.
        let begins = |span: &&Span| {
            matches!(span.part, Part::Setup | Part::LeadIn | Part::Transition(Step::SitDown))
        };
        let next =
            || spans.iter().skip(index).find(begins).map(|next| timeline.version(next).position);
        match span.part {
            Part::Rest { set: None } if placed.is_on_feet() => {
                let both = (placed, next());
                assert_eq!(
                    both,
                    (Position::Standing, Some(Position::Standing)),
                    "a rest on the feet"
                );
                let hands = script::caption(timeline, index);
                assert_eq!(hands.as_deref(), text::how_to_rest(Position::Standing));
            }
            Part::Setup | Part::LeadIn | Part::Transition(Step::LieDown) if index > 0 => {
                let here = timeline.version(span).position;
                let is_ready = here.is_on_feet() || !placed.is_on_feet();
                let way = index.checked_sub(1).map(|before| spans[before].part);
                let walks = span.part == Part::Transition(Step::LieDown)
                    && way == Some(Part::Transition(Step::Stand));
                assert!(is_ready || walks, "on the feet, and {here:?} comes next");
            }
            Part::Finished => assert!(!placed.is_on_feet(), "the end, on the feet"),
            _ => {}
        }
        placed = match span.part {
            Part::Transition(Step::LieDown) => timeline.version(span).position,
            _ => placed_by(timeline, span).unwrap_or(placed),
        };
    }
}

/// LIM-51: where a version keeps it, its timeline does, and from the full one to the easier one always.
pub(crate) fn check_breaths(timeline: &Timeline) {
    for pair in timeline.spans().windows(2) {
        let breath = |span: &Span| timeline.phase(span).map(|phase| phase.breath);
        let (Some(one), Some(two)) = (breath(&pair[0]), breath(&pair[1])) else { continue };
        let version = timeline.version(&pair[1]);
        let only = version.phases.iter().all(|phase| phase.breath == two);
        let kept = !broken(timeline.exercise(&pair[1]).kind, version).contains(&51);
        let eased = pair[0].ease != pair[1].ease;
        let holds = one != two || one == Breath::Free;
        assert!(holds || !(kept || eased && !only), "{}: {two:?} twice", version.title);
    }
}

/// The keys of a session, and those that answer its questions; `p` is half of what is pressed.
pub(crate) fn any_happening() -> impl Strategy<Value = Happening> {
    let key = prop::sample::select(vec![' ', 'n', 'b', 'e', 'l', '?', 'x', 'N']);
    let answer = prop::sample::select(vec![
        'p', 'p', 'p', 'p', '0', '1', '2', '3', '4', '5', '6', 'y', 'c', 'k',
    ]);
    prop_oneof![
        9 => answer.prop_map(|key| Happening::Key(KeyPress::Char(key))),
        12 => key.prop_map(|key| Happening::Key(KeyPress::Char(key))),
        2 => Just(Happening::Key(KeyPress::Enter)),
        1 => Just(Happening::Suspend),
        1 => Just(Happening::Slept),
    ]
}

fn any_script() -> impl Strategy<Value = Vec<(Moment, Happening)>> {
    vec((0..120_u64, any_happening()), 0..40).prop_map(|steps| {
        let mut now = Duration::ZERO;
        steps
            .into_iter()
            .map(|(gap, happening)| {
                now += Duration::from_millis(500 * gap);
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
    let face = Plain::new(Narrator::new(0));
    let mut stage = Rehearsal::new(face, script);
    stage.late = late.into();
    // Whoever is asked something answers it in the end.
    stage.when_waiting = [' ', 'n', '0', 'k', 'c', '1']
        .map(KeyPress::Char)
        .into_iter()
        .chain([KeyPress::Enter])
        .collect();
    let mut session = Session::new(plan, manner);
    let ending = driver::run(&mut session, &mut stage).expect("a session ends with an ending");
    (stage, session, ending.how)
}

/// C-30, as it is lived: whoever stands sits down before what comes next is seated, lying, or a rest.
fn check_lived(stage: &Rehearsal) {
    let mut placed = Position::Seated;
    let began = stage.events.iter().filter_map(|told| match &told.event {
        Event::Began(reached) => Some(reached),
        _ => None,
    });
    for reached in began {
        let (timeline, span) = (&reached.timeline, reached.span().unwrap());
        let wants = timeline.version(span).position;
        if matches!(span.part, Part::Setup | Part::LeadIn) && !wants.is_on_feet() {
            assert!(!placed.is_on_feet(), "{wants:?} on the feet");
        }
        placed = match span.part {
            Part::Transition(Step::LieDown) => wants,
            _ => placed_by(timeline, span).unwrap_or(placed),
        };
    }
}

const ALONE: Manner = Manner { keyboard: false, gates: Gates::Usual, volume: None };

/// Every routine that comes with the program, and every exercise alone that has a dose.
fn shipped() -> impl Iterator<Item = Arc<Routine>> {
    let exercises = embedded::EXERCISES.iter().map(|(_, text)| *text);
    let exercises =
        exercises.filter(|text| !text.contains("\nextension = \"lumbar\"")).map(routine);
    embedded::ROUTINES.iter().map(|(name, _)| built_in(name)).chain(exercises)
}

/// C-29: eased at every repetition.
#[test]
fn c_29_in_and_out_take_turns_in_everything_that_comes_with_the_program() {
    for whole in shipped().map(Plan::whole) {
        check_breaths(&compile(&whole));
        for (item, turns) in whole.items().iter().map(|item| item.turns().len()).enumerate() {
            for turn in 0..turns {
                let mut eased = whole.clone();
                eased.ease(item, turn);
                check_breaths(&compile(&eased));
                eased.ease(item, turn + 1);
                check_breaths(&compile(&eased));
            }
        }
    }
}

/// C-27: a lighter walk sat for 5 s instead of 90, and was harder than the whole one. C-30: under every
/// answer, lighter and sore, nobody rests on the feet but with the hands on the worktop.
#[test]
fn nothing_shipped_breaks_a_limit_or_rests_on_the_feet_on_a_smaller_day() {
    for whole in shipped().map(Plan::whole) {
        let flagged = Flag::ALL.iter().flat_map(|flag| {
            [Told::Yes, Told::NotSure].map(|told| Change::Person([(*flag, told)].into()))
        });
        let smaller: Vec<Change> =
            [Change::Lighter, Change::Sore].into_iter().chain(flagged).collect();
        let check = |changes: &[Change]| {
            let plan = changed(whole.clone(), changes);
            let timeline = compile(&plan);
            check_limits(&plan);
            check_rests(&timeline);
            check_breaths(&timeline);
        };
        check(&[]);
        for first in &smaller {
            check(std::slice::from_ref(first));
            for turn in 0..6 {
                let ease = (0..whole.items().len()).map(|item| Change::Ease(item, turn));
                let all: Vec<Change> = [first.clone()].into_iter().chain(ease).collect();
                check(&all);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn spans_have_no_gap_and_add_up(routine in any_routine(1..6), changes in vec(any_change(), 0..12)) {
        let plan = changed(Plan::whole(routine), &changes);
        check_gap_free(&compile(&plan));
        check_breaths(&compile(&plan));
    }

    #[test]
    fn a_smaller_plan_stays_within_its_file(routine in any_routine(1..6), changes in vec(any_change(), 0..12)) {
        let plan = changed(Plan::whole(Arc::clone(&routine)), &changes);
        for item in plan.items() {
            let exercise = routine.exercise(item.exercise());
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
        // Each exercise is begun again once, and takes at most one other with it; what relieves is
        // put in once for each time that it is called for.
        let relief = changes.iter().filter(|change| {
            matches!(change, Change::RestAndShrink(..) | Change::OnlyBreathe(..))
        });
        let all = (0..routine.exercises.len()).map(|exercise| routine.rounds_of(exercise) as usize);
        prop_assert!(plan.items().len() <= 3 * (all.sum::<usize>() + relief.count()));
        for item in plan.items().iter().filter(|item| item.exercise() < routine.exercises.len()) {
            prop_assert!((1..=routine.rounds_of(item.exercise())).contains(&item.round()));
        }
    }

    #[test]
    fn a_lighter_day_has_half_the_rounds_or_else_half_the_repetitions(routine in any_routine(1..6)) {
        let (whole, lighter) = (Plan::whole(Arc::clone(&routine)), Plan::whole(Arc::clone(&routine)).lighter());
        let rounds = |plan: &Plan, exercise: usize| {
            plan.items().iter().filter(|item| item.exercise() == exercise).count()
        };
        for exercise in 0..routine.exercises.len() {
            let all = rounds(&whole, exercise);
            prop_assert_eq!(rounds(&lighter, exercise), all.div_ceil(2));
            let turns = |plan: &Plan| {
                let item = plan.items().iter().find(|item| item.exercise() == exercise);
                item.map_or(0, |item| item.turns().iter().map(|turn| turn.rep).max().unwrap_or(0))
            };
            let kept = if all > 1 { turns(&whole) } else { turns(&whole).div_ceil(2) };
            prop_assert_eq!(turns(&lighter), kept);
        }
        prop_assert_eq!(lighter.clone().lighter(), lighter);
    }

    #[test]
    fn each_step_of_a_ladder_asks_for_no_less_than_the_one_before_and_stays_within_the_last(
        routine in any_routine(1..5), changes in vec(any_change(), 0..8),
    ) {
        let at = |step: usize| {
            let exercises = routine.exercises.iter().map(|exercise| exercise.at_step(step)).collect();
            Arc::new(Routine { exercises, ..(*routine).clone() })
        };
        let steps = routine.exercises.iter().map(|exercise| exercise.ladder.len()).max().unwrap_or(0);
        let turns = |plan: &Plan| -> Vec<usize> {
            let of = |exercise: usize| {
                let items = plan.items().iter().filter(move |item| item.exercise() == exercise);
                items.filter(|item| item.left_out().is_none()).map(|item| item.turns().len()).sum()
            };
            (0..routine.exercises.len()).map(of).collect()
        };
        let mut before = turns(&Plan::whole(Arc::clone(&routine)));
        for step in 0..steps {
            let grown = at(step);
            let whole = Plan::whole(Arc::clone(&grown));
            let now = turns(&whole);
            prop_assert!(before.iter().zip(&now).all(|(before, now)| before <= now));
            let plan = changed(whole, &changes);
            check_limits(&plan);
            for item in plan.items().iter().filter(|item| item.exercise() < grown.exercises.len()) {
                let full = &grown.exercises[item.exercise()].full;
                prop_assert!(item.turns().iter().all(|turn| turn.rep <= full.reps && turn.set <= full.sets));
            }
            before = now;
        }
    }

    #[test]
    fn a_smaller_plan_breaks_no_limit_that_its_file_keeps(
        routine in any_routine(1..6), changes in vec(any_change(), 0..12),
    ) {
        check_limits(&changed(Plan::whole(routine), &changes));
    }

    #[test]
    fn easing_never_adds_a_repetition_and_leaves_the_past_alone(
        routine in any_routine(1..6), changes in vec(any_change(), 0..6), item in 0..8_usize, from in 0..20_usize,
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
        routine in any_routine(1..6), changes in vec(any_change(), 0..12),
    ) {
        let plan = changed(Plan::whole(routine), &changes);
        check_transitions(&plan, &compile(&plan));
    }

    #[test]
    fn any_interleaving_ends(
        routine in any_routine(1..6), script in any_script(), late in vec(millis(0..5_000), 0..40), keyboard in any::<bool>(),
        gates in prop::sample::select(vec![Gates::Usual, Gates::Every, Gates::None]),
    ) {
        let (stage, session, how) =
            rehearse(Plan::whole(routine), Manner { keyboard, gates, volume: None }, script, late);
        check_gap_free(session.timeline());
        check_transitions(session.plan(), session.timeline());
        check_limits(session.plan());
        check_lived(&stage);
        prop_assert_eq!(how == How::Finished, stage.log.contains("That is all for today."));
        // Whatever begins is told, and told of the timeline that it is part of.
        for told in &stage.events {
            if let Event::Began(reached) = &told.event {
                prop_assert!(reached.span().is_some_and(|span| span.at == told.at));
                prop_assert!(Arc::ptr_eq(&reached.timeline, &told.timeline));
            }
        }
    }

    #[test]
    fn a_session_alone_takes_the_time_that_was_promised(routine in any_routine(1..6), late in vec(millis(0..1_900), 0..200)) {
        let plan = Plan::whole(routine);
        let timeline = compile(&plan);
        let (stage, _, how) = rehearse(plan, ALONE, Vec::new(), late);
        prop_assert_eq!(how, How::Finished);
        let began: Vec<(Offset, usize)> = stage.events.iter().filter_map(|told| match &told.event {
            Event::Began(reached) => Some((told.at, reached.index)),
            _ => None,
        }).collect();
        let promised: Vec<(Offset, usize)> =
            timeline.spans().iter().enumerate().map(|(index, span)| (span.at, index)).collect();
        prop_assert_eq!(&began[..], &promised[..promised.len() - 1]);
        let Some(Event::GettingUp { ending, .. }) = stage.events.last().map(|told| &told.event) else { panic!("no ending") };
        prop_assert_eq!(ending.lived, timeline.total());
    }

    #[test]
    fn after_a_pause_a_short_repetition_begins_again_and_anything_else_goes_on(
        routine in any_routine(1..6), at in 0..400_000_u64,
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
        routine in any_routine(1..6), at in 0..200_000_u64,
        way in prop::sample::select(vec![
            Happening::Key(KeyPress::Char('q')), Happening::Stop(Signal::Interrupt),
            Happening::Stop(Signal::Terminate), Happening::Stop(Signal::HangUp),
        ]),
    ) {
        let at = Moment::at(Duration::from_millis(at));
        let script = vec![(Moment::ZERO, Happening::Key(KeyPress::Enter)), (at, way), (at, way)];
        let (stage, _, _) = rehearse(Plan::whole(routine), Manner { keyboard: true, gates: Gates::Usual, volume: None }, script, Vec::new());
        let log = stage.log.split_whitespace().collect::<Vec<_>>().join(" ");
        let ways = POSITIONS.map(text::getting_up).into_iter().chain([text::STAY_LYING]);
        prop_assert!({ ways }.any(|line| log.contains(line)), "{}", log);
    }
}

/// Lengths that only a file has: how long something lasts today, its span says.
const WRITTEN: [&str; 5] =
    [".written_time(", ".written_rep_length(", ".setup_time", ".rest_between_sets", ".change_over"];

#[test]
fn whoever_reads_a_timeline_takes_lengths_from_its_spans() {
    for floor in ["audio", "faces", "figure", "io", "script", "session", "text"] {
        for path in sources(&repository("src").join(floor)) {
            let text = read(&path);
            // What a page is given to compile its own timeline from (`docs/joining.md`).
            if path.ends_with("faces/page/player/blocks.rs") {
                continue;
            }
            for length in WRITTEN {
                assert!(!text.contains(length), "{}: {length}", path.display());
            }
        }
    }
}

pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
