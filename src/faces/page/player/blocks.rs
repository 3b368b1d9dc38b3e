//! A routine as blocks: what the page joins into a timeline by the rule of `docs/joining.md`.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::domain::plan::Plan;
use crate::domain::plan::{Item, LeftOut};
use crate::domain::pose::{self, WorkingLimb};
use crate::domain::profile::{Flag, LEANING_BACK};
use crate::domain::profile::{Profile, Told};
use crate::domain::routine::{
    Exercise, ExerciseGroup, Kind, Phase, Position, Relief, Routine, Version,
};
use crate::script::phrases;
use crate::text;

use super::millis;
use super::poses::PoseTable;

/// A routine with all that the page may make of it. What the player leaves out is what needs leave that a page cannot
/// take, and the optional groups that are not among these.
pub(super) fn routine(routine: &Arc<Routine>, with: &[String], poses: &mut PoseTable) -> Value {
    let plan = Plan::today(Arc::clone(routine));
    let leave = |index: usize| {
        let item = plan.items().iter().find(|item| item.exercise() == index);
        item.and_then(Item::left_out)
    };
    let exercises = routine.exercises.iter().enumerate();
    let exercises: Vec<Value> =
        exercises.map(|(index, one)| exercise(one, leave(index), poses)).collect();
    let own = routine.exercises.len();
    let relief = |relief| [false, true].map(|lying| Some(routine.relief(relief, lying)? - own));
    let flags = routine.flags_to_ask();
    let about_flags = match flags.as_slice() {
        [] => None,
        some if some.iter().all(|flag| LEANING_BACK.contains(flag)) => Some("leaning-back"),
        _ => Some("flags"),
    };
    let asks: Vec<&str> = ["card"].into_iter().chain(about_flags).chain(["before"]).collect();
    json!({
        "title": routine.title,
        "exercises": exercises,
        "relief": { "ease": relief(Relief::Ease), "breath": relief(Relief::Breath) },
        "groups": routine.groups.iter().map(|one| group(one, with)).collect::<Vec<_>>(),
        "stances": poses.stances(routine),
        "asks": asks,
        "flags": names(&flags),
        "byName": names(&routine.flags_by_name().collect::<Vec<_>>()),
        "stopIf": text::stop_if(&routine.stop_if),
        "general": text::general(&routine.review),
        "guidance": routine.guidance.iter().map(|line| text::sentence(line)).collect::<Vec<_>>(),
    })
}

/// Exercises that are done in rounds, and whether they are left out.
fn group(group: &ExerciseGroup, with: &[String]) -> Value {
    json!({
        "title": group.called(),
        "from": group.members.start,
        "to": group.members.end,
        "rounds": group.rounds,
        "rest": millis(group.rest_between_rounds),
        "optional": group.optional && !with.contains(&group.name),
    })
}

/// What relieves, for every routine of a page.
pub(super) fn relief(routine: &Routine, poses: &mut PoseTable) -> Vec<Value> {
    routine.spare.iter().map(|one| exercise(one, None, poses)).collect()
}

pub(super) fn names(flags: &[Flag]) -> Vec<&'static str> {
    flags.iter().map(|flag| flag.name()).collect()
}

fn exercise(exercise: &Exercise, leave: Option<LeftOut>, poses: &mut PoseTable) -> Value {
    let instead: Vec<Value> = exercise
        .instead
        .iter()
        .filter_map(|one| exercise.in_its_place(|flag| flag == one.flag))
        .map(|(flag, now)| json!({ "flag": flag.name(), "exercise": self::exercise(&now, None, poses) }))
        .collect();
    let easier = exercise.easier.as_ref().map(|easier| version(exercise, easier, poses));
    json!({
        "kind": exercise.kind.name(),
        "moves": exercise.kind.is_movement(),
        "upTo": exercise.up_to,
        "leave": leave.and_then(left_out),
        "hide": each_once(exercise.hidden_by()),
        "warn": each_once(exercise.warned_by()),
        "instead": instead,
        "needs": exercise.needs,
        "working": working(exercise),
        "full": version(exercise, &exercise.full, poses),
        "easier": easier,
    })
}

/// The limb that works, as the figure has it: its kind, and its place among the two.
fn working(exercise: &Exercise) -> Option<(&'static str, usize)> {
    let versions = exercise.easier.iter().chain([&exercise.full]);
    let poses =
        versions.flat_map(|version| &version.phases).filter_map(|phase| phase.pose.as_ref());
    let shown = poses.flat_map(|pose| {
        let begun = pose.begins.as_ref().unwrap_or(pose);
        [pose, begun].into_iter().chain(&pose.through)
    });
    pose::working(shown.map(Arc::as_ref)).map(|limb| match limb {
        WorkingLimb::Arm(side) => ("arm", side),
        WorkingLimb::Leg(side) => ("leg", side),
    })
}

/// Why something is not part of today, as the page keeps it: what it needs, and the flag where there is one.
fn left_out(why: LeftOut) -> Option<Vec<&'static str>> {
    match why {
        LeftOut::CautionNotAccepted => Some(vec!["caution"]),
        LeftOut::NotCleared => Some(vec!["clearance"]),
        _ => None,
    }
}

fn each_once(flags: impl Iterator<Item = Flag>) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for flag in flags {
        if !names.contains(&flag.name()) {
            names.push(flag.name());
        }
    }
    names
}

fn version(exercise: &Exercise, version: &Version, poses: &mut PoseTable) -> Value {
    let phases: Vec<Value> =
        version.phases.iter().map(|one| phase(one, version, exercise.kind, poses)).collect();
    json!({
        "title": version.title,
        "sentence": text::sentence(&version.title),
        "position": version.position.name(),
        "setup": version.setup.iter().map(|line| text::sentence(line)).collect::<Vec<_>>(),
        "setupTime": millis(version.setup_time),
        "sides": version.sides.name(),
        "reps": version.reps,
        "sets": version.sets,
        "between": millis(version.rest_between_sets),
        "changeOver": version.change_over.map(millis),
        "rest": millis(version.rest),
        "phases": phases,
    })
}

fn phase(phase: &Phase, version: &Version, kind: Kind, poses: &mut PoseTable) -> Value {
    json!({
        "breath": phase.breath.name(),
        "holds": kind.holds(phase),
        "time": millis(phase.written_time()),
        "ends": phase.ends.name(),
        "position": phase.position.map(Position::name),
        "cue": phase.cue,
        "word": phrases::big_phase(phase, version, kind),
        "says": phrases::phase_word(phase, kind),
        "pose": phase.pose.as_ref().map(|pose| poses.place(pose)),
    })
}

/// How long changes of position take, for every set of flags that makes a difference: the flags that do, and the times
/// by their names, with a blank between two.
pub(super) fn times(routine: &Arc<Routine>) -> (Vec<&'static str>, Map<String, Value>) {
    let plan = Plan::today(Arc::clone(routine));
    let of = |flags: &[Flag]| {
        let flags = flags.iter().map(|flag| (*flag, Told::Yes)).collect();
        *plan.clone().for_person(&Profile { flags, ..Profile::default() }).transitions()
    };
    let usual = of(&[]);
    let slow: Vec<Flag> = Flag::ALL.iter().copied().filter(|flag| of(&[*flag]) != usual).collect();
    let mut all = Map::new();
    for set in 0..1_u32 << slow.len() {
        let flags = slow.iter().enumerate().filter(|(nth, _)| set >> nth & 1 == 1);
        let flags: Vec<Flag> = flags.map(|(_, flag)| *flag).collect();
        let times = of(&flags);
        let times = json!({
            "lie": millis(times.lie), "roll": millis(times.roll), "push": millis(times.push), "sit": millis(times.sit),
            "stand": millis(times.stand), "sitDown": millis(times.sit_down), "turn": millis(times.turn),
        });
        all.insert(names(&flags).join(" "), times);
    }
    (names(&slow), all)
}
