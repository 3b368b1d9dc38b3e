//! What differs between two versions of a routine.
//!
//! Exercises are matched by the name in the library, else by their title; where one comes several
//! times, the first with the first. Knows neither files nor sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::domain::profile::Flag;
use crate::domain::routine::{
    Exercise, ExerciseGroup, Frequency, Phase, Precautions, Routine, SoundWish, Substitute, Version,
};

/// A number of an exercise's dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dose {
    /// Repetitions in a set.
    Reps(u32),
    /// How often those are done.
    Sets(u32),
    /// How long one repetition takes.
    Repetition(Duration),
    /// The rest after it.
    Rest(Duration),
    /// The rest between two sets.
    BetweenSets(Duration),
    /// Time to get ready.
    Setup(Duration),
}

/// One thing that is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What the routine is called.
    Title {
        /// What it was called.
        was: String,
    },
    /// The pain up to which a session goes on.
    MaxPain {
        /// Now.
        now: u8,
        /// Before.
        was: u8,
    },
    /// An exercise that was not there.
    Added {
        /// What it is called.
        title: String,
        /// Its repetitions.
        reps: u32,
    },
    /// An exercise that is there no more.
    Removed {
        /// What it was called.
        title: String,
    },
    /// A number of an exercise.
    Dose {
        /// What the exercise is called.
        title: String,
        /// Whether it is a number of its easier version.
        easier: bool,
        /// The number now.
        now: Dose,
        /// The number before.
        was: Dose,
    },
    /// What is done in its place for a health answer.
    Instead {
        /// What the exercise is called.
        title: String,
        /// The answer.
        flag: Flag,
        /// What that is called now, if anything is done in its place.
        now: Option<String>,
    },
    /// Words, the breath, a position, or whatever else an exercise says.
    Details {
        /// What the exercise is called.
        title: String,
    },
    /// What is to be read about an exercise.
    Note {
        /// What the exercise is called.
        title: String,
    },
    /// The steps by which it grows.
    Steps {
        /// What the exercise is called.
        title: String,
    },
    /// Whether a person may finish it after any repetition.
    UpTo {
        /// What the exercise is called.
        title: String,
        /// Now.
        now: bool,
    },
    /// How often it is done, in numbers.
    Frequency {
        /// Now.
        now: Frequency,
        /// Before.
        was: Frequency,
    },
    /// Exercises that belong together.
    Group {
        /// What the group is called.
        title: String,
        /// What is another one.
        what: GroupChange,
    },
    /// The tones that it asks for, or whether cues are spoken.
    Sound,
    /// The exercises come in another order.
    Order,
    /// What the routine says of itself, or its guidance.
    About,
}

/// One thing of a group that is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupChange {
    /// How often all of it is done.
    Rounds {
        /// Now.
        now: u32,
        /// Before.
        was: u32,
    },
    /// The rest between two rounds.
    Rest {
        /// Now.
        now: Duration,
        /// Before.
        was: Duration,
    },
    /// Whether it is done only where that is asked for.
    Optional {
        /// Now.
        now: bool,
    },
    /// What it is called.
    Title,
    /// Which exercises belong to it.
    Members,
    /// It was not there.
    New {
        /// How often all of it is done.
        rounds: u32,
        /// Its exercises.
        members: Vec<String>,
    },
    /// It is there no more.
    Gone,
}

/// Everything that differs, in the order of the newer version.
pub fn differences(was: &Routine, now: &Routine) -> Vec<Change> {
    let (old, new) = (keys(was), keys(now));
    let mut changes = about(was, now);
    for (key, exercise) in new.iter().zip(&now.exercises) {
        match old.iter().position(|other| other == key) {
            Some(index) => compare(&was.exercises[index], exercise, &mut changes),
            None => changes.push(Change::Added {
                title: exercise.full.title.clone(),
                reps: exercise.full.reps,
            }),
        }
    }
    let gone = old.iter().zip(&was.exercises).filter(|(key, _)| !new.contains(key));
    changes.extend(gone.map(|(_, gone)| Change::Removed { title: gone.full.title.clone() }));
    if both(&old, &new) != both(&new, &old) {
        changes.push(Change::Order);
    }
    changes.extend(groups(was, now));
    changes
}

fn groups(was: &Routine, now: &Routine) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, new) = (keys(was), keys(now));
    for group in &now.groups {
        let before = was.groups.iter().find(|before| before.name == group.name);
        let what = match before {
            None => vec![GroupChange::New { rounds: group.rounds, members: titles(now, group) }],
            Some(before) => {
                let members = old.get(before.members.clone()) != new.get(group.members.clone());
                compare_groups(before, group, members)
            }
        };
        let title = || group.called().to_owned();
        changes.extend(what.into_iter().map(|what| Change::Group { title: title(), what }));
    }
    let is_gone = |group: &&ExerciseGroup| now.groups.iter().all(|other| other.name != group.name);
    let gone = was
        .groups
        .iter()
        .filter(is_gone)
        .map(|group| Change::Group { title: group.called().to_owned(), what: GroupChange::Gone });
    changes.extend(gone);
    changes
}

fn titles(routine: &Routine, group: &ExerciseGroup) -> Vec<String> {
    let members = group.members.clone();
    members.map(|exercise| routine.exercise(exercise).full.title.clone()).collect()
}

fn compare_groups(was: &ExerciseGroup, now: &ExerciseGroup, members: bool) -> Vec<GroupChange> {
    let rests = was.rounds > 1 && now.rounds > 1;
    let (now_rest, was_rest) = (now.rest_between_rounds, was.rest_between_rounds);
    let all = [
        (now.title != was.title, GroupChange::Title),
        (now.rounds != was.rounds, GroupChange::Rounds { now: now.rounds, was: was.rounds }),
        (rests && now_rest != was_rest, GroupChange::Rest { now: now_rest, was: was_rest }),
        (now.optional != was.optional, GroupChange::Optional { now: now.optional }),
        (members, GroupChange::Members),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, change)| change).collect()
}

type MatchKey<'r> = (&'r str, usize);

/// What each exercise is matched by: its key, and its number among the exercises of that key, from 1.
fn keys(routine: &Routine) -> Vec<MatchKey<'_>> {
    let mut seen = BTreeMap::new();
    let key = |exercise| {
        let name = Exercise::key(exercise);
        let count = seen.entry(name).or_insert(0);
        *count += 1;
        (name, *count)
    };
    routine.exercises.iter().map(key).collect()
}

/// Those of the one list that are in the other too, in the order of the one.
fn both<'k, 'r>(one: &'k [MatchKey<'r>], other: &[MatchKey<'r>]) -> Vec<&'k MatchKey<'r>> {
    one.iter().filter(|key| other.contains(key)).collect()
}

fn about(was: &Routine, now: &Routine) -> Vec<Change> {
    let mut changes = Vec::new();
    if was.title != now.title {
        changes.push(Change::Title { was: was.title.clone() });
    }
    if was.max_pain != now.max_pain {
        changes.push(Change::MaxPain { now: now.max_pain, was: was.max_pain });
    }
    if was.frequency != now.frequency {
        let (now, was) = (now.frequency.clone(), was.frequency.clone());
        changes.push(Change::Frequency { now, was });
    }
    if was.sound != now.sound {
        changes.push(Change::Sound);
    }
    let rest = |routine: &Routine| Routine {
        title: String::new(),
        max_pain: 0,
        frequency: Frequency::default(),
        sound: SoundWish::default(),
        exercises: Vec::new(),
        groups: Vec::new(),
        ..routine.clone()
    };
    if rest(was) != rest(now) {
        changes.push(Change::About);
    }
    changes
}

fn compare(was: &Exercise, now: &Exercise, changes: &mut Vec<Change>) {
    let title = || now.full.title.clone();
    let versions = [
        (false, Some(&was.full), Some(&now.full)),
        (true, was.easier.as_ref(), now.easier.as_ref()),
    ];
    let mut redistributed = false;
    let mut told = Vec::new();
    for (easier, was, now) in versions {
        let (Some(was), Some(now)) = (was, now) else { continue };
        let pairs = doses(was).into_iter().zip(doses(now)).filter(|(was, now)| was != now);
        for pair in pairs {
            // What the easier version takes over from the full one is said once.
            if !told.contains(&pair) {
                told.push(pair);
                let (was, now) = pair;
                changes.push(Change::Dose { title: title(), easier, now, was });
            }
        }
        redistributed |=
            times(was) != times(now) && was.written_rep_length() == now.written_rep_length();
    }
    changes.extend(instead(was, now));
    if was.ladder != now.ladder {
        changes.push(Change::Steps { title: title() });
    }
    if was.up_to != now.up_to {
        changes.push(Change::UpTo { title: title(), now: now.up_to });
    }
    if was.note != now.note {
        changes.push(Change::Note { title: title() });
    }
    // Steps and a range say of the same number how it grows.
    let range = |exercise: &Exercise| exercise.reps_range.clone();
    let other_range = was.ladder == now.ladder && range(was) != range(now);
    if redistributed || other_range || without_doses(was) != without_doses(now) {
        changes.push(Change::Details { title: title() });
    }
}

/// For which answers something else is done in its place now, or nothing any more.
fn instead(was: &Exercise, now: &Exercise) -> Vec<Change> {
    let of = |exercise: &Exercise| -> BTreeMap<Flag, (String, String)> {
        let named = exercise.instead.iter();
        let names = |one: &Substitute| (one.name.clone(), one.exercise.full.title.clone());
        named.map(|one| (one.flag, names(one))).collect()
    };
    let (old, new) = (of(was), of(now));
    let flags: BTreeSet<Flag> = old.keys().chain(new.keys()).copied().collect();
    let name = |of: &BTreeMap<Flag, (String, String)>, flag| of.get(&flag).map(|of| of.0.clone());
    let changed = flags.into_iter().filter(|flag| name(&old, *flag) != name(&new, *flag));
    let change = |flag| Change::Instead {
        title: now.full.title.clone(),
        flag,
        now: new.get(&flag).map(|(_, title)| title.clone()),
    };
    changed.map(change).collect()
}

fn doses(version: &Version) -> [Dose; 6] {
    [
        Dose::Reps(version.reps),
        Dose::Sets(version.sets),
        Dose::Repetition(version.written_rep_length()),
        Dose::Rest(version.rest),
        Dose::BetweenSets(version.rest_between_sets),
        Dose::Setup(version.setup_time),
    ]
}

fn times(version: &Version) -> Vec<Duration> {
    version.phases.iter().map(|phase| phase.time).collect()
}

fn without_doses(exercise: &Exercise) -> Exercise {
    let without = |version: &Version| Version {
        reps: 1,
        sets: 1,
        rest: Duration::ZERO,
        rest_between_sets: Duration::ZERO,
        setup_time: Duration::ZERO,
        phases: version
            .phases
            .iter()
            .map(|phase| Phase { time: Duration::ZERO, ..phase.clone() })
            .collect(),
        ..version.clone()
    };
    Exercise {
        full: without(&exercise.full),
        easier: exercise.easier.as_ref().map(without),
        instead: Vec::new(),
        note: None,
        up_to: false,
        ladder: Vec::new(),
        reps_range: None,
        // What this version of the program adds, to a library's exercise and to a copy of it differently,
        // no file says.
        inherited: Precautions::default(),
        ..exercise.clone()
    }
}
