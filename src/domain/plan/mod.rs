//! Today's version of a routine, and everything that makes it smaller.
//!
//! A plan is a list of items, each with the repetitions it still means to do. Whatever changes a
//! session (an easier version, a skip, a start further on) is a function from plan to plan that
//! takes repetitions away or swaps them for easier ones; there is none that adds what the file did
//! not ask for. Knows no time of day and no seconds; `timeline` turns a plan into those.

mod again;
mod enough;
mod growth;
mod left_out;
mod person;
mod rounds;
mod transitions;

pub use again::Again;
pub use left_out::{EasierFor, InPlaceOf, LeftOut};
pub use person::{BREATHING, LIGHT_HOLD, SMALL};
pub use rounds::{Round, StartingPlace};
pub use transitions::Transitions;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::routine::{Exercise, Extension, Kind, Phase, Routine, Side, Sides, Version};
use crate::domain::units::seconds;

/// The longest that one rest may become by key `l`, beyond its own length.
const LONGER_REST_AT_MOST: Duration = seconds(60);
/// The same for a set-up or a change of position.
const LONGER_SETUP_AT_MOST: Duration = seconds(30);
/// What one press of key `l` adds.
pub const LONGER_BY: Duration = seconds(15);

/// Which version of an exercise a repetition is done in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ease {
    /// As the file asks.
    Full,
    /// The smaller one.
    Easier,
}

/// One repetition that is meant to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// From 1.
    pub set: u32,
    /// Where the movement has sides.
    pub side: Option<Side>,
    /// From 1, within its set and side.
    pub rep: u32,
    /// Full or easier.
    pub ease: Ease,
}

/// A part of an item that key `l` can make longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The change of position before it.
    Transition,
    /// Getting ready.
    Setup,
    /// From the left to the right, in this set.
    ChangeOver(u32),
    /// After this set, before the next.
    BetweenSets(u32),
    /// Sitting down after it.
    SitDown,
    /// The rest after it.
    Rest,
}

/// An exercise at its place in the session.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    exercise: usize,
    /// In which round of its group, from 1.
    round: u32,
    turns: Vec<Turn>,
    left_out: Option<LeftOut>,
    /// Why it is done in its easier version from the start, where it is.
    easier_for: Option<EasierFor>,
    /// What it takes the place of, where a health answer says so.
    in_place_of: Option<InPlaceOf>,
    /// Skipped, or begun again in another item, after so many repetitions: no rest follows, and without
    /// a repetition no set-up comes before.
    ends_after: Option<usize>,
    /// Begun again; that is offered once.
    begun_again: bool,
    /// Whoever did it has sat down, or stands in the middle of it and has to: whatever comes next.
    sits_down: bool,
    longer: Vec<(Pause, Duration)>,
}

impl Item {
    fn new(exercise: usize, turns: Vec<Turn>) -> Item {
        Item {
            exercise,
            round: 1,
            turns,
            left_out: None,
            easier_for: None,
            in_place_of: None,
            ends_after: None,
            begun_again: false,
            sits_down: false,
            longer: Vec::new(),
        }
    }

    /// The exercise's index in the routine.
    pub fn exercise(&self) -> usize {
        self.exercise
    }

    /// The repetitions, in order.
    pub fn turns(&self) -> &[Turn] {
        let kept = self.ends_after.unwrap_or(self.turns.len());
        self.turns.get(..kept).unwrap_or(&self.turns)
    }

    /// Why it is not part of today, if it is not.
    pub fn left_out(&self) -> Option<LeftOut> {
        self.left_out
    }

    /// Why it is done in its easier version from the start, where an answer of another day says so.
    pub fn easier_for(&self) -> Option<EasierFor> {
        self.easier_for
    }

    /// What it takes the place of, where a health answer says so.
    pub fn in_place_of(&self) -> Option<&InPlaceOf> {
        self.in_place_of.as_ref()
    }

    /// Whether it was skipped, before or after it had begun.
    pub fn is_cut(&self) -> bool {
        self.ends_after.is_some()
    }

    /// Whether a person sits down after it, whatever comes next.
    pub fn sits_down(&self) -> bool {
        self.sits_down
    }

    /// Whether anything of it but the way to its position takes place.
    pub fn is_done(&self) -> bool {
        self.left_out.is_none() && !self.turns().is_empty()
    }

    /// How much longer this part of it has become.
    pub fn longer(&self, pause: Pause) -> Duration {
        self.longer.iter().filter(|(part, _)| *part == pause).map(|(_, by)| *by).sum()
    }

    /// The version its first repetition is done in; it decides where the person has to be.
    pub fn version<'r>(&self, routine: &'r Routine) -> &'r Version {
        let ease = self.turns().first().map_or(Ease::Full, |turn| turn.ease);
        version(routine.exercise(self.exercise), ease)
    }

    /// The version its last repetition is done in.
    pub fn last_version<'r>(&self, routine: &'r Routine) -> &'r Version {
        let ease = self.turns().last().map_or(Ease::Full, |turn| turn.ease);
        version(routine.exercise(self.exercise), ease)
    }
}

/// The full version, or the easier one where there is one.
pub fn version(exercise: &Exercise, ease: Ease) -> &Version {
    match ease {
        Ease::Full => &exercise.full,
        Ease::Easier => exercise.easier.as_ref().unwrap_or(&exercise.full),
    }
}

/// What came of asking for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eased {
    /// The easier version, from the next repetition.
    Easier,
    /// Fewer repetitions.
    Fewer,
    /// Nothing can become smaller.
    Not,
}

/// Today's session.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    routine: Arc<Routine>,
    items: Vec<Item>,
    /// What relieves, as this person does it; put in where it is called for.
    relief: Vec<Item>,
    transitions: Transitions,
    /// How much longer the last getting up has become.
    longer_at_the_end: Duration,
    /// The longest that a position is held today.
    hold_at_most: Option<Duration>,
    /// Somebody is to be near for what is done standing.
    company: bool,
    /// It begins where a person lies already.
    lies_already: bool,
    /// Who does it sits high, and does not lean forward.
    sits_high: bool,
    /// Who does it lies on a bed, not on the floor.
    lies_on_a_bed: bool,
}

impl Plan {
    /// The routine as its file asks for it, without what needs leave that nobody has given.
    pub fn today(routine: Arc<Routine>) -> Plan {
        let needs_leave = |exercise: &Exercise| match exercise.full.extension {
            Extension::None | Extension::Mild => None,
            Extension::Thoracic => Some(LeftOut::CautionNotAccepted),
            Extension::Lumbar => Some(LeftOut::NotCleared),
        };
        let mut plan = Plan::whole(routine);
        for item in &mut plan.items {
            item.left_out = needs_leave(plan.routine.exercise(item.exercise));
        }
        plan
    }

    /// The routine as its file asks for it, every exercise of it.
    pub fn whole(routine: Arc<Routine>) -> Plan {
        let item = |(index, exercise): (usize, &Exercise)| {
            Item::new(index, turns(&exercise.full, Ease::Full))
        };
        let items = Plan::items_of(&routine);
        let spare = (routine.exercises.len()..).zip(&routine.spare);
        let relief = spare.map(item).collect();
        Plan {
            routine,
            items,
            relief,
            transitions: Transitions::default(),
            longer_at_the_end: Duration::ZERO,
            hold_at_most: None,
            company: false,
            lies_already: false,
            sits_high: false,
            lies_on_a_bed: false,
        }
    }

    /// How long a phase lasts today; only what lays a plan out asks for it.
    pub(in crate::domain) fn time(&self, kind: Kind, phase: &Phase) -> Duration {
        let cap = self.hold_at_most.filter(|_| kind.holds(phase));
        cap.map_or(phase.time, |cap| phase.time.min(cap))
    }

    /// Whether its repetitions were halved before it began.
    pub fn is_lighter(&self) -> bool {
        self.hold_at_most.is_some()
    }

    /// The routine this is a version of.
    pub fn routine(&self) -> &Arc<Routine> {
        &self.routine
    }

    /// The exercises in the order in which they are done, with those left out.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How long changes of position take.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How much longer the last getting up has become.
    pub fn longer_at_the_end(&self) -> Duration {
        self.longer_at_the_end
    }

    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        !self.items.iter().any(Item::is_done)
    }

    /// The next exercise behind `item` that takes place today.
    pub fn next_after(&self, item: usize) -> Option<usize> {
        let later = self.items.iter().enumerate().skip(item + 1);
        later.filter(|(_, item)| item.is_done()).map(|(index, _)| index).next()
    }

    /// The exercise before `item` that took place or was passed.
    fn before(&self, item: usize) -> Option<usize> {
        let before = self.items.iter().enumerate().take(item).rev();
        before.filter(|(_, item)| item.left_out.is_none()).map(|(index, _)| index).next()
    }

    /// The easier version of what is left of an item, from this turn on; halved where it is easier
    /// already or has no easier version that could be done right there. It holds for later rounds.
    pub fn ease(&mut self, item: usize, from: usize) -> Eased {
        let eased = self.ease_item(item, from);
        self.ease_later_rounds(item, eased)
    }

    fn ease_item(&mut self, item: usize, from: usize) -> Eased {
        let Some(eased) = self.items.get_mut(item) else { return Eased::Not };
        let exercise = self.routine.exercise(eased.exercise);
        let Some(next) = eased.turns.get(from) else { return Eased::Not };
        let easier = exercise.easier.as_ref().filter(|easier| in_place(&exercise.full, easier));
        if let (Ease::Full, Some(easier)) = (next.ease, easier) {
            let sets = easier.sets.max(next.set);
            eased.turns = shorten(&eased.turns, from, sets, |left| left.min(easier.reps));
            for turn in eased.turns.iter_mut().skip(from) {
                turn.ease = Ease::Easier;
            }
            return Eased::Easier;
        }
        let fewer = shorten(&eased.turns, from, u32::MAX, |left| left.div_ceil(2));
        if fewer.len() == eased.turns.len() {
            return Eased::Not;
        }
        eased.turns = fewer;
        Eased::Fewer
    }

    /// Ends an item after `turns` repetitions, without its rest. The way to its position stays.
    pub fn end_item(&mut self, item: usize, turns: usize) {
        if let Some(item) = self.items.get_mut(item) {
            item.ends_after = Some(turns);
        }
    }

    /// Makes a part of an item 15 s longer, up to its bound; behind the last item, the last getting
    /// up. Says whether there was room.
    pub fn lengthen(&mut self, item: usize, pause: Pause) -> bool {
        let at_most = match pause {
            Pause::Transition | Pause::Setup | Pause::SitDown => LONGER_SETUP_AT_MOST,
            Pause::ChangeOver(_) | Pause::BetweenSets(_) | Pause::Rest => LONGER_REST_AT_MOST,
        };
        let so_far = match self.items.get(item) {
            Some(item) => item.longer(pause),
            None => self.longer_at_the_end,
        };
        let room = so_far + LONGER_BY <= at_most;
        match self.items.get_mut(item).filter(|_| room) {
            Some(item) => item.longer.push((pause, LONGER_BY)),
            None if room => self.longer_at_the_end += LONGER_BY,
            None => {}
        }
        room
    }
}

/// Whether the easier version can follow within an exercise, without a change of position or sides.
fn in_place(full: &Version, easier: &Version) -> bool {
    easier.position == full.position
        && easier.ends_in() == full.ends_in()
        && easier.sides == full.sides
}

/// Every repetition of a version, in order.
fn turns(version: &Version, ease: Ease) -> Vec<Turn> {
    let reps = 1..=version.reps;
    let one_side = |set, side| reps.clone().map(move |rep| Turn { set, side, rep, ease });
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    let mut turns = Vec::new();
    for set in 1..=version.sets {
        match version.sides {
            Sides::Both => turns.extend(one_side(set, None)),
            Sides::Left => turns.extend(one_side(set, left)),
            Sides::Right => turns.extend(one_side(set, right)),
            Sides::Each => turns.extend(one_side(set, left).chain(one_side(set, right))),
            Sides::Alternate => turns
                .extend(one_side(set, left).zip(one_side(set, right)).flat_map(|(a, b)| [a, b])),
        }
    }
    turns
}

/// Fewer turns from `from` on: of what is left to the side that is next, `keep` says how much
/// stays, and the other side gets no more than that, so that both end equal.
fn shorten(turns: &[Turn], from: usize, sets: u32, keep: impl Fn(u32) -> u32) -> Vec<Turn> {
    let Some(next) = turns.get(from) else { return turns.to_vec() };
    let mut planned: BTreeMap<(u32, Option<Side>), u32> = BTreeMap::new();
    for turn in turns {
        planned.insert((turn.set, turn.side), turn.rep);
    }
    let last_rep = |turn: &Turn| match turn.set == next.set {
        true => next.rep - 1 + keep(planned[&(next.set, next.side)] - (next.rep - 1)),
        false => keep(planned[&(turn.set, turn.side)]),
    };
    let kept =
        turns.iter().skip(from).filter(|turn| turn.set <= sets && turn.rep <= last_rep(turn));
    turns.iter().take(from).chain(kept).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(reps: u32, sides: Sides) -> Vec<Turn> {
        let list: Vec<(Option<Side>, u32)> = match sides {
            Sides::Alternate => (1..=reps)
                .flat_map(|rep| [(Some(Side::Left), rep), (Some(Side::Right), rep)])
                .collect(),
            Sides::Each => [Side::Left, Side::Right]
                .into_iter()
                .flat_map(|side| (1..=reps).map(move |rep| (Some(side), rep)))
                .collect(),
            _ => (1..=reps).map(|rep| (None, rep)).collect(),
        };
        list.into_iter().map(|(side, rep)| Turn { set: 1, side, rep, ease: Ease::Full }).collect()
    }

    fn halved(turns: &[Turn], from: usize) -> String {
        let letter = |turn: Turn| match turn.side {
            None => "",
            Some(Side::Left) => "L",
            Some(Side::Right) => "R",
        };
        let kept = shorten(turns, from, u32::MAX, |left| left.div_ceil(2));
        let words: Vec<String> =
            kept.iter().map(|turn| format!("{}{}", letter(*turn), turn.rep)).collect();
        words.join(" ")
    }

    #[test]
    fn what_is_left_is_halved_and_rounded_up() {
        assert_eq!(halved(&plain(6, Sides::Both), 0), "1 2 3");
        assert_eq!(halved(&plain(6, Sides::Both), 1), "1 2 3 4");
        assert_eq!(halved(&plain(6, Sides::Both), 5), "1 2 3 4 5 6");
    }

    #[test]
    fn both_sides_end_equal_wherever_the_key_falls() {
        assert_eq!(halved(&plain(4, Sides::Alternate), 0), "L1 R1 L2 R2");
        assert_eq!(halved(&plain(4, Sides::Alternate), 1), "L1 R1 L2 R2");
        assert_eq!(halved(&plain(4, Sides::Alternate), 3), "L1 R1 L2 R2 L3 R3");
        assert_eq!(halved(&plain(4, Sides::Each), 1), "L1 L2 L3 R1 R2 R3");
    }

    #[test]
    fn on_the_second_side_only_the_second_side_is_left_to_halve() {
        assert_eq!(halved(&plain(4, Sides::Each), 4), "L1 L2 L3 L4 R1 R2");
    }
}
