//! Groups of exercises in today's plan: their rounds, and those that are done only where that was asked for.

use std::collections::BTreeMap;

use crate::domain::routine::Routine;

use super::{Ease, Eased, Item, LeftOut, Plan, turns};

/// Which round of how many, where there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Round {
    /// From 1.
    pub nth: u32,
    /// The rounds of today.
    pub of: u32,
}

/// Where a session begins that does not begin at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartingPlace {
    /// The exercise, by its number from 1 as in the file.
    pub exercise: usize,
    /// In which round of its group, from 1; 1 where it is in none.
    pub round: u32,
}

impl Plan {
    /// Every exercise at its place, those of a group once in each round.
    pub(super) fn items_of(routine: &Routine) -> Vec<Item> {
        let item = |exercise: usize, round| {
            let turns = turns(&routine.exercise(exercise).full, Ease::Full);
            Item { round, ..Item::new(exercise, turns) }
        };
        let mut items = Vec::new();
        let mut next = 0;
        while next < routine.exercises.len() {
            let group = routine.group_of(next);
            let (members, rounds) =
                group.map_or((next..next + 1, 1), |group| (next..group.members.end, group.rounds));
            for round in 1..=rounds {
                items.extend(members.clone().map(|exercise| item(exercise, round)));
            }
            next = members.end.max(next + 1);
        }
        items
    }

    /// How many rounds each group has today, by the index of its first exercise.
    pub(in crate::domain) fn rounds(&self) -> BTreeMap<usize, u32> {
        let mut rounds = BTreeMap::new();
        for item in self.items.iter().filter(|item| item.left_out.is_none()) {
            if let Some(group) = self.routine.group_of(item.exercise) {
                let most = rounds.entry(group.members.start).or_insert(0);
                *most = item.round.max(*most);
            }
        }
        rounds
    }

    /// Half the rounds, rounded up. Says of an item whether it is of a group that had several.
    pub(super) fn halve_rounds(&mut self) -> impl Fn(&Item) -> bool + use<> {
        let (rounds, routine) = (self.rounds(), self.routine.clone());
        let of = move |item: &Item| {
            let group = routine.group_of(item.exercise)?;
            rounds.get(&group.members.start).copied().filter(|rounds| *rounds > 1)
        };
        self.items.retain(|item| of(item).is_none_or(|rounds| item.round <= rounds.div_ceil(2)));
        move |item| of(item).is_some()
    }

    /// What was made smaller in a round is so in those behind it, as if from their first repetition on.
    pub(super) fn ease_later_rounds(&mut self, item: usize, now: Eased) -> Eased {
        let Some(eased) = self.items.get(item) else { return now };
        let (exercise, round) = (eased.exercise, eased.round);
        let is_later = |other: &Item| other.exercise == exercise && other.round > round;
        let later = self.items.iter().enumerate().skip(item + 1);
        let later: Vec<usize> =
            later.filter(|(_, other)| is_later(other)).map(|(index, _)| index).collect();
        let mut came = now;
        for index in later {
            let of_this = self.ease_item(index, 0);
            if came == Eased::Not {
                came = of_this;
            }
        }
        came
    }

    /// Without the groups that are done only where that is asked for, but for those of these names.
    #[must_use]
    pub fn with_options(mut self, names: &[String]) -> Plan {
        let routine = self.routine.clone();
        let left = |item: &&mut Item| {
            let group = routine.group_of(item.exercise).filter(|group| group.optional);
            group.is_some_and(|group| !names.contains(&group.name))
        };
        for item in self.items.iter_mut().filter(left) {
            item.left_out = Some(LeftOut::Optional);
        }
        self
    }

    /// The session from the exercise with this number on, counted from 1 as in the file; in a group, from
    /// its first round.
    #[must_use]
    pub fn from_exercise(self, number: usize) -> Plan {
        self.from_place(StartingPlace { exercise: number, round: 1 })
    }

    /// The session from a place on.
    #[must_use]
    pub fn from_place(mut self, place: StartingPlace) -> Plan {
        let routine = self.routine.clone();
        let order = |exercise: usize, round| {
            let group = routine.group_of(exercise);
            (group.map_or(exercise, |group| group.members.start), round, exercise)
        };
        let start = order(place.exercise.saturating_sub(1), place.round);
        let is_before = |item: &&mut Item| order(item.exercise, item.round) < start;
        for item in self.items.iter_mut().take_while(is_before) {
            item.left_out = Some(LeftOut::BeforeTheStart);
        }
        self
    }
}

impl Item {
    /// In which round of its group it is, from 1; 1 where it is in none.
    pub fn round(&self) -> u32 {
        self.round
    }
}
