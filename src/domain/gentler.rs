//! What a person made gentler in their own copy of a routine, kept through every later version.
//!
//! An amount is their own where it is gentler than in the version that they were given. It stays theirs
//! until they change it themselves, also while a version asks for less. Knows neither files nor
//! sentences.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::gentler_groups;
use crate::domain::phase_key::PhaseKey;
use crate::domain::profile::Flag;
use crate::domain::routine::{Exercise, Routine, Rung, Sides, Version};

pub use crate::domain::gentler_groups::{GroupDial, OwnOfGroup};

/// Something that can be turned up and down. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dial {
    /// Repetitions in a set.
    Reps,
    /// How often those are done.
    Sets,
    /// The repetitions that progress may offer, by a range or by steps.
    Most,
    /// The sets that steps may reach.
    MostSets,
    /// How long a walk may last at its last step.
    LongestWalk,
    /// The length of a phase.
    Phase(PhaseKey),
    /// The rest after it.
    Rest,
    /// The rest between two sets.
    BetweenSets,
    /// Time to get ready.
    Setup,
    /// Time to change to the other side.
    ChangeOver,
}

/// Something of a person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnPart {
    /// An amount of an exercise.
    Amount {
        /// The amount: a count, or milliseconds.
        own: u64,
        /// Of what.
        of: Dial,
    },
    /// A health answer for which it is left out.
    HideIf(String),
    /// A health answer for which care is asked.
    WarnIf(String),
    /// They took the whole exercise out.
    LeftOut,
    /// The pain, 0 to 10, up to which a session goes on.
    MaxPain(u8),
    /// What ends a session, as a sentence.
    StopIf(String),
    /// An amount of a group of exercises.
    Group(OwnOfGroup),
}

/// What an exercise is matched by: what it is remembered by, and its number among those of that key.
pub type ExerciseKey = (String, usize);

/// Something of a person's own, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The exercise; nothing for the whole routine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exercise: Option<ExerciseKey>,
    /// Whether it is of the easier version.
    #[serde(default)]
    easier: bool,
    part: OwnPart,
}

/// Something of a person's own that is gentler than in a new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gentler {
    /// The exercise's place in the new version; nothing for the whole routine.
    pub exercise: Option<usize>,
    /// What it is called there.
    pub title: String,
    /// Whether it is of the easier version.
    pub easier: bool,
    /// Their own.
    pub part: OwnPart,
    /// The same in the new version, where it is an amount or a pain.
    pub file: u64,
    /// The place in a repetition, where it is the length of a phase.
    pub phase: Option<usize>,
}

impl Dial {
    /// Whether more of it is gentler.
    fn is_gentler_up(&self) -> bool {
        match self {
            Dial::Reps | Dial::Sets | Dial::Most | Dial::MostSets | Dial::LongestWalk => false,
            Dial::Phase(phase) => phase.is_a_seat(),
            Dial::Rest | Dial::BetweenSets | Dial::Setup | Dial::ChangeOver => true,
        }
    }

    fn is_gentler(&self, one: u64, other: u64) -> bool {
        if self.is_gentler_up() { one > other } else { one < other }
    }

    /// How far it is turned; nothing where it has no effect.
    fn of(&self, exercise: &Exercise, easier: bool) -> Option<u64> {
        let version = version(exercise, easier)?;
        Some(match self {
            Dial::Reps => version.reps.into(),
            Dial::Sets => version.sets.into(),
            Dial::Most => match self.rung().filter(|rung| exercise.sets_by_steps(*rung)) {
                Some(_) => exercise.at_the_last_step().reps.into(),
                None => exercise.reps_range.as_ref().map_or(u64::MAX, |most| (*most.end()).into()),
            },
            Dial::MostSets if exercise.sets_by_steps(Rung::Sets) => {
                exercise.at_the_last_step().sets.into()
            }
            Dial::LongestWalk if exercise.sets_by_steps(Rung::Time) => {
                exercise.at_the_last_step().walk.map_or(0, millis)
            }
            Dial::Phase(key) => millis(version.phases.get(key.place(version)?)?.time),
            Dial::Rest => millis(version.rest),
            Dial::BetweenSets if version.sets > 1 => millis(version.rest_between_sets),
            Dial::ChangeOver if version.sides == Sides::Each => {
                version.change_over.map_or(0, millis)
            }
            Dial::BetweenSets | Dial::ChangeOver | Dial::MostSets | Dial::LongestWalk => {
                return None;
            }
            Dial::Setup => millis(version.setup_time),
        })
    }

    /// All that a version has. Only the full one gets ready, changes sides and grows by itself.
    fn all(exercise: &Exercise, easier: bool) -> Vec<Dial> {
        let phases = version(exercise, easier).map_or(Vec::new(), PhaseKey::all);
        let of_both = [Dial::Reps, Dial::Sets, Dial::Rest];
        let of_the_full = [
            Dial::Most,
            Dial::MostSets,
            Dial::LongestWalk,
            Dial::BetweenSets,
            Dial::Setup,
            Dial::ChangeOver,
        ];
        let of_the_full = of_the_full.into_iter().filter(|_| !easier);
        of_both.into_iter().chain(of_the_full).chain(phases.into_iter().map(Dial::Phase)).collect()
    }
}

impl Dial {
    /// The number of a ladder's steps that it turns, where it turns one.
    pub fn rung(&self) -> Option<Rung> {
        Some(match self {
            Dial::Reps | Dial::Most => Rung::Reps,
            Dial::Sets | Dial::MostSets => Rung::Sets,
            Dial::LongestWalk => Rung::Time,
            Dial::Phase(_) | Dial::Rest | Dial::BetweenSets | Dial::Setup | Dial::ChangeOver => {
                return None;
            }
        })
    }

    /// Whether it is the end of a ladder, not its beginning.
    pub fn is_an_end(&self) -> bool {
        matches!(self, Dial::Most | Dial::MostSets | Dial::LongestWalk)
    }
}

fn version(exercise: &Exercise, easier: bool) -> Option<&Version> {
    if easier { exercise.easier.as_ref() } else { Some(&exercise.full) }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// What a person made gentler by now: `given` is the version that they had been given, `before` what
/// was theirs until then. Where it is not known what they had been given, all is their own.
pub fn made_gentler(mine: &Routine, given: Option<&Routine>, before: &[Own]) -> Vec<Own> {
    let there = keyed(mine, given);
    let handed = given.map_or(Vec::new(), |given| keyed(given, None));
    let mut own = of_the_routine(mine, given, before);
    for (key, exercise) in &there {
        let given = handed.iter().find(|(other, _)| other == key).map(|(_, exercise)| *exercise);
        let known: Vec<&Own> =
            before.iter().filter(|one| one.exercise.as_ref() == Some(key)).collect();
        let parts = of_an_exercise(exercise, given, &known).into_iter();
        own.extend(parts.map(|(easier, part)| Own { exercise: Some(key.clone()), easier, part }));
    }
    let is_gone = |key: &ExerciseKey| !there.iter().any(|(other, _)| other == key);
    let gone = handed.iter().filter(|(key, _)| is_gone(key));
    own.extend(gone.map(|(key, _)| Own {
        exercise: Some(key.clone()),
        easier: false,
        part: OwnPart::LeftOut,
    }));
    let of_the_gone = before.iter().filter(|one| one.exercise.as_ref().is_some_and(is_gone));
    let of_the_gone: Vec<Own> = of_the_gone.filter(|one| !own.contains(one)).cloned().collect();
    own.extend(of_the_gone);
    own
}

/// Each exercise with its key. Of several of one key, those of a copy that has fewer are the ones that
/// are the same in the version that it was made of.
fn keyed<'r>(routine: &'r Routine, like: Option<&Routine>) -> Vec<(ExerciseKey, &'r Exercise)> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, exercise) in routine.exercises.iter().enumerate() {
        groups.entry(exercise.key()).or_default().push(index);
    }
    let mut numbers = vec![0; routine.exercises.len()];
    for (key, indices) in groups {
        let others = like.iter().flat_map(|like| &like.exercises);
        let others: Vec<&Exercise> = others.filter(|other| other.key() == key).collect();
        let ones: Vec<&Exercise> = indices.iter().map(|&at| &routine.exercises[at]).collect();
        for (index, place) in indices.into_iter().zip(places(&ones, &others)) {
            numbers[index] = place;
        }
    }
    let numbered = routine.exercises.iter().zip(numbers);
    numbered.map(|(one, place)| ((one.key().to_owned(), place + 1), one)).collect()
}

/// For each of the ones its place among the others, in order.
fn places(ones: &[&Exercise], others: &[&Exercise]) -> Vec<usize> {
    let mut next = 0;
    let place = |(at, one): (usize, &&Exercise)| {
        let last = others.len().saturating_sub(ones.len() - at);
        let rest = others.iter().enumerate().take(last + 1).skip(next);
        let same = rest.into_iter().find(|(_, other)| other.full == one.full);
        let place = same.map_or(next, |(place, _)| place);
        next = place + 1;
        place
    };
    ones.iter().enumerate().map(place).collect()
}

fn of_the_routine(mine: &Routine, given: Option<&Routine>, before: &[Own]) -> Vec<Own> {
    let known: Vec<&OwnPart> =
        before.iter().filter(|one| one.exercise.is_none()).map(|one| &one.part).collect();
    let pain = known.iter().find_map(|part| match part {
        OwnPart::MaxPain(pain) => Some(*pain),
        _ => None,
    });
    let pain = match given {
        Some(given) if mine.max_pain >= given.max_pain => pain.filter(|own| *own >= mine.max_pain),
        _ => Some(mine.max_pain),
    };
    let lines = mine.stop_if.iter().map(|line| OwnPart::StopIf(line.clone())).filter(|part| {
        let OwnPart::StopIf(line) = part else { return false };
        given.is_none_or(|given| !given.stop_if.contains(line)) || known.contains(&part)
    });
    let groups = known.iter().filter_map(|part| match part {
        OwnPart::Group(one) => Some(one),
        _ => None,
    });
    let groups = gentler_groups::made_gentler(mine, given, &groups.collect::<Vec<_>>());
    let groups = groups.into_iter().map(OwnPart::Group);
    let parts = pain.map(OwnPart::MaxPain).into_iter().chain(lines).chain(groups);
    parts.map(|part| Own { exercise: None, easier: false, part }).collect()
}

/// Each with whether it is of the easier version.
fn of_an_exercise(
    mine: &Exercise,
    given: Option<&Exercise>,
    before: &[&Own],
) -> Vec<(bool, OwnPart)> {
    let mut parts = Vec::new();
    for easier in [false, true] {
        let known = before.iter().filter(|one| one.easier == easier).filter_map(|one| one.amount());
        let known: Vec<(u64, &Dial)> = known.collect();
        let dials = Dial::all(mine, easier);
        let idle = known.iter().filter(|(_, of)| of.of(mine, easier).is_none());
        let idle = idle.map(|(own, of)| OwnPart::Amount { own: *own, of: (*of).clone() });
        parts.extend(idle.map(|part| (easier, part)));
        for of in dials {
            let Some(mine) = of.of(mine, easier) else { continue };
            let given = given.and_then(|given| of.of(given, easier));
            let known = known.iter().find(|(_, dial)| **dial == of).map(|(own, _)| *own);
            let own = match given {
                Some(given) if !of.is_gentler(mine, given) => {
                    known.filter(|own| !of.is_gentler(*own, mine))
                }
                _ => Some(mine).filter(|mine| *mine < u64::MAX),
            };
            parts.extend(own.map(|own| (easier, OwnPart::Amount { own, of })));
        }
    }
    parts.extend(flags(mine, given, before).into_iter().map(|part| (false, part)));
    parts
}

fn flags(mine: &Exercise, given: Option<&Exercise>, before: &[&Own]) -> Vec<OwnPart> {
    type List = (fn(&Exercise) -> &[Flag], fn(String) -> OwnPart);
    let lists: [List; 2] =
        [(|one| &one.hide_if, OwnPart::HideIf), (|one| &one.warn_if, OwnPart::WarnIf)];
    let mut parts = Vec::new();
    for (list, part) in lists {
        for flag in list(mine) {
            let part = part(flag.name().to_owned());
            let known = before.iter().any(|one| one.part == part);
            if known || given.is_none_or(|given| !list(given).contains(flag)) {
                parts.push(part);
            }
        }
    }
    parts
}

impl Own {
    fn amount(&self) -> Option<(u64, &Dial)> {
        match &self.part {
            OwnPart::Amount { own, of } => Some((*own, of)),
            _ => None,
        }
    }

    fn is_of(&self, key: &ExerciseKey) -> bool {
        self.exercise.as_ref() == Some(key)
    }

    /// This, if it is gentler than what the exercise has.
    fn beside(&self, index: usize, new: &Exercise) -> Option<Gentler> {
        let has = |list: &[Flag], name: &str| list.iter().any(|flag| flag.name() == name);
        let (file, phase) = match &self.part {
            OwnPart::Amount { own, of } => {
                let file = of.of(new, self.easier).filter(|file| of.is_gentler(*own, *file))?;
                let phase = match of {
                    Dial::Phase(key) => key.place(version(new, self.easier)?),
                    _ => None,
                };
                (file, phase)
            }
            OwnPart::HideIf(flag) if !has(&new.hide_if, flag) => (0, None),
            OwnPart::WarnIf(flag) if !has(&new.warn_if, flag) => (0, None),
            OwnPart::LeftOut => (0, None),
            _ => return None,
        };
        let (easier, part) = (self.easier, self.part.clone());
        let title = new.full.title.clone();
        Some(Gentler { exercise: Some(index), title, easier, part, file, phase })
    }

    /// This, if it is gentler than what the routine says.
    fn beside_routine(&self, new: &Routine) -> Option<Gentler> {
        if let OwnPart::Group(one) = &self.part {
            let (title, file) = gentler_groups::beside(one, new)?;
            let part = self.part.clone();
            return Some(Gentler { exercise: None, title, easier: false, part, file, phase: None });
        }
        let is_gentler = match &self.part {
            OwnPart::MaxPain(pain) => *pain < new.max_pain,
            OwnPart::StopIf(line) => !new.stop_if.contains(line),
            _ => false,
        };
        let (part, file, title) = (self.part.clone(), new.max_pain.into(), new.title.clone());
        let gentler = Gentler { exercise: None, title, easier: false, part, file, phase: None };
        is_gentler.then_some(gentler)
    }
}

/// What of it is gentler than in a new version: of the easier versions or of all else. What was left out
/// comes with the easier ones, so that places stay what they are until then.
pub fn beside(own: &[Own], new: &Routine, easier: bool) -> Vec<Gentler> {
    let of_the_routine = own.iter().filter(|one| one.exercise.is_none() && !easier);
    let mut gentler: Vec<Gentler> =
        of_the_routine.filter_map(|one| one.beside_routine(new)).collect();
    for (index, (key, exercise)) in keyed(new, None).into_iter().enumerate() {
        let of_it: Vec<&Own> = own.iter().filter(|one| one.is_of(&key)).collect();
        let left_out = of_it.iter().any(|one| one.part == OwnPart::LeftOut);
        let now = of_it.into_iter().filter(|one| match &one.part {
            OwnPart::LeftOut => easier,
            _ => !left_out && one.easier == easier,
        });
        gentler.extend(now.filter_map(|one| one.beside(index, exercise)));
    }
    gentler
}
