//! What a person's own answers take away from a plan: flags, pain at the start, legs that spoke up.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::digest::of_exercise;
use crate::domain::profile::{Flag, Profile, Told, UNSAFE_ALONE};
use crate::domain::routine::{Exercise, Kind, Position, Relief, Routine, Version};
use crate::domain::units::{minutes, seconds};

use super::{Ease, EasierFor, InPlaceOf, Item, LeftOut, Plan, Turn, shorten, turns, version};

/// Vertigo: to stay so long after each change of level, and after rolling, which sets it off too
/// (section 3.1 C).
const AFTER_A_CHANGE_OF_LEVEL: Duration = seconds(20);
/// Sitting before standing, with drowsy medicines or a heart that needs it (LIM-30).
const LONGER_SIT: Duration = minutes(2);

/// The longest hold of a lighter day; rest is not held.
pub const LIGHT_HOLD: Duration = seconds(5);

/// What goes on after pain of five: breathing and small movement (P-06), and the rests between.
pub const SMALL: &[Kind] = &[Kind::Breath, Kind::Mobility, Kind::Rest, Kind::Posture];
/// What goes on after a leg stop (P-08).
pub const BREATHING: &[Kind] = &[Kind::Breath];

impl Plan {
    /// The same for a person with these answers: what they rule out is left out, what they warn of
    /// is done in its easier version, and changes of position take the time they need. A flag that
    /// was never told changes nothing here.
    #[must_use]
    pub fn for_person(mut self, profile: &Profile) -> Plan {
        let why = |flag: Flag| match profile.told(flag)? {
            Told::Yes => Some(EasierFor::Flag(flag)),
            Told::NotSure => Some(EasierFor::Unsure(flag)),
            Told::No => None,
        };
        self.put_in_place(why);
        let routine = self.routine.clone();
        for item in self.items.iter_mut().chain(&mut self.relief) {
            let exercise = routine.exercise(item.exercise);
            item.let_in_what_was_cleared(exercise, profile);
            item.apply_flags(exercise, profile);
        }
        self.slow_down(profile);
        self.company |= UNSAFE_ALONE.iter().any(|flag| why(*flag).is_some());
        self.sits_high |= why(Flag::HipReplacement).is_some();
        self.lies_on_a_bed |= why(Flag::FloorDifficulty).is_some();
        self
    }

    /// What is done in an exercise's place for a health answer takes its place, and so does relief that
    /// may be put in later. `why` says of an answer whether it is so, and how sure that is.
    fn put_in_place(&mut self, why: impl Fn(Flag) -> Option<EasierFor>) {
        let known = self.routine.exercises.len() + self.routine.spare.len();
        for index in 0..known {
            let was = self.routine.exercise(index);
            let Some((flag, now)) = was.in_its_place(|flag| why(flag).is_some()) else { continue };
            let Some(why) = why(flag) else { continue };
            for item in self.items.iter_mut().filter(|item| item.exercise == index) {
                item.becomes(was, &now, why);
            }
            Arc::make_mut(&mut self.routine).replace(index, now);
        }
    }

    /// Whether who does it sits high, and does not lean forward.
    pub fn sits_high(&self) -> bool {
        self.sits_high
    }

    /// Whether who does it lies on a bed, not on the floor (section 3.1 C).
    pub fn lies_on_a_bed(&self) -> bool {
        self.lies_on_a_bed
    }

    /// The same for a person who has accepted the caution of these exercises.
    #[must_use]
    pub fn allowing(mut self, is_accepted: impl Fn(&Exercise) -> bool) -> Plan {
        let routine = self.routine.clone();
        for item in &mut self.items {
            let waits = item.left_out == Some(LeftOut::CautionNotAccepted);
            if waits && is_accepted(routine.exercise(item.exercise)) {
                item.left_out = None;
            }
        }
        self
    }

    /// What ended with leg symptoms today is left out, what did so before comes in its easier version
    /// . Both are named by [`Exercise::key`].
    #[must_use]
    pub fn after_leg_stops(mut self, today: &BTreeSet<&str>, before: &BTreeSet<&str>) -> Plan {
        self.leave_out(0, LeftOut::LegStop, |exercise| today.contains(exercise.key()));
        let routine = self.routine.clone();
        for item in &mut self.items {
            let exercise = routine.exercise(item.exercise);
            if before.contains(exercise.key()) {
                item.shrink(exercise, EasierFor::Legs);
            }
        }
        self
    }

    /// Nothing on the feet for the rest of a day with dizziness.
    #[must_use]
    pub fn off_the_feet(mut self) -> Plan {
        self.leave_out(0, LeftOut::Dizzy, |exercise| {
            exercise.full.is_on_feet() || exercise.easier.as_ref().is_some_and(Version::is_on_feet)
        });
        self
    }

    /// Nobody knows whether these are so: the smaller version of everything that they concern.
    #[must_use]
    pub fn unsure_of(self, flags: &[Flag]) -> Plan {
        self.not_knowing(flags, EasierFor::Unsure)
    }

    /// The same while nobody was asked yet.
    #[must_use]
    pub fn until_asked(self, flags: &[Flag]) -> Plan {
        self.not_knowing(flags, EasierFor::NotAsked)
    }

    fn not_knowing(mut self, flags: &[Flag], why: fn(Flag) -> EasierFor) -> Plan {
        self.put_in_place(|flag| flags.contains(&flag).then_some(why(flag)));
        self.sits_high |= flags.contains(&Flag::HipReplacement);
        self.lies_on_a_bed |= flags.contains(&Flag::FloorDifficulty);
        let routine = self.routine.clone();
        for item in self.items.iter_mut().chain(&mut self.relief) {
            let exercise = routine.exercise(item.exercise);
            item.apply_unsure_flags(exercise, |flag| flags.contains(&flag), why);
        }
        self
    }

    /// Half the repetitions, or half the rounds where there are several, rounded up, and no hold longer
    /// than five seconds; rests stay whole. A single walk or ride has nothing to halve: it comes in
    /// its easier version. Two reasons for it make it no smaller than one.
    #[must_use]
    pub fn lighter(mut self) -> Plan {
        if self.is_lighter() {
            return self;
        }
        let has_fewer_rounds = self.halve_rounds();
        for item in self.items.iter_mut().filter(|item| !has_fewer_rounds(item)) {
            let exercise = self.routine.exercise(item.exercise);
            let is_single = exercise.kind == Kind::Walk && item.turns.len() == 1;
            if let Some(easier) = exercise.easier.as_ref().filter(|_| is_single) {
                item.become_easier(easier);
            }
            item.turns = shorten(&item.turns, 0, u32::MAX, |left| left.div_ceil(2));
        }
        self.hold_at_most = Some(LIGHT_HOLD);
        self
    }

    /// The same for somebody who lies already where it begins: without the way there.
    #[must_use]
    pub fn already_lying(self) -> Plan {
        Plan { lies_already: true, ..self }
    }

    /// Whether it begins where a person lies already.
    pub fn lies_already(&self) -> bool {
        self.lies_already
    }

    /// Lighter, and nothing for strength: pain of 4 or 5 before the start (P-02).
    #[must_use]
    pub fn for_a_sore_day(self) -> Plan {
        let mut plan = self.lighter();
        plan.leave_out(0, LeftOut::Sore, |exercise| exercise.kind == Kind::Strength);
        plan
    }

    /// Nothing for strength: nobody knows how much it hurts.
    #[must_use]
    pub fn without_strength(mut self) -> Plan {
        self.leave_out(0, LeftOut::NoNumber, |exercise| exercise.kind == Kind::Strength);
        self
    }

    /// Nothing on the feet from `item` on, of which `turns` repetitions have begun. Gives the
    /// place of what comes next where that item is done on the feet, with some breathing where nothing
    /// else is left.
    pub fn keep_off_the_feet(&mut self, item: usize, turns: usize) -> Option<usize> {
        let routine = self.routine.clone();
        let on_feet = |item: &Item| item.left_out.is_none() && item.is_on_feet(&routine);
        let ends = self.items.get(item).is_some_and(on_feet);
        for item in self.items.iter_mut().skip(item + 1).filter(|item| on_feet(item)) {
            item.left_out = Some(LeftOut::Dizzy);
        }
        if !ends {
            return None;
        }
        self.end_item(item, turns);
        if let Some(next) = self.next_after(item) {
            return Some(next);
        }
        self.insert(item + 1, Relief::Breath, Position::Seated);
        Some(item + 1)
    }

    /// Ends an item after `turns` repetitions, puts a minute of ease behind it, and leaves breathing
    /// and small movement (P-06). Gives the place of what comes next.
    pub fn rest_and_shrink(&mut self, item: usize, turns: usize, position: Position) -> usize {
        self.end_item(item, turns);
        self.leave_out(item + 1, LeftOut::Sore, |exercise| !SMALL.contains(&exercise.kind));
        self.insert(item + 1, Relief::Ease, position);
        item + 1
    }

    /// Ends an item after `turns` repetitions and leaves only breathing (P-08); where there is none
    /// in what is left, some is put in. Gives the place of what comes next.
    pub fn only_breathe(&mut self, item: usize, turns: usize, position: Position) -> usize {
        self.end_item(item, turns);
        self.leave_out(item + 1, LeftOut::Legs, |exercise| !BREATHING.contains(&exercise.kind));
        if let Some(next) = self.next_after(item) {
            return next;
        }
        self.insert(item + 1, Relief::Breath, position);
        item + 1
    }

    /// Leaves out everything from `item` on that is so.
    fn leave_out(&mut self, item: usize, why: LeftOut, is_so: impl Fn(&Exercise) -> bool) {
        let routine = self.routine.clone();
        for item in self.items.iter_mut().skip(item) {
            if item.left_out.is_none() && is_so(routine.exercise(item.exercise)) {
                item.left_out = Some(why);
            }
        }
    }

    /// Puts in what relieves, where a person is and as their answers ask for it; nothing where the program
    /// has none.
    fn insert(&mut self, at: usize, relief: Relief, position: Position) {
        let exercise = self.routine.relief(relief, position.is_down());
        let relief = self.relief.iter().find(|item| Some(item.exercise) == exercise);
        if let Some(relief) = relief {
            let relief = Item { left_out: None, ..relief.clone() };
            self.items.insert(at.min(self.items.len()), relief);
        }
    }

    /// Whether anything is done standing that is not to be done alone.
    pub fn needs_company(&self) -> bool {
        let mut done = self.items.iter().filter(|item| item.is_done());
        self.company && done.any(|item| item.is_on_feet(&self.routine))
    }

    /// Changes of position take longer where a flag says so.
    fn slow_down(&mut self, profile: &Profile) {
        let times = &mut self.transitions;
        if profile.has(Flag::FallsRisk) {
            times.stand *= 2;
        }
        if profile.has(Flag::Vertigo) {
            times.sit_down += AFTER_A_CHANGE_OF_LEVEL;
            let rolls = [&mut times.turn, &mut times.roll];
            let changes = [&mut times.lie, &mut times.push, &mut times.stand];
            for time in rolls.into_iter().chain(changes) {
                *time += AFTER_A_CHANGE_OF_LEVEL;
            }
        }
        if profile.has(Flag::DrowsyMeds) || profile.has(Flag::HighBpHeart) {
            times.sit = times.sit.max(LONGER_SIT);
        }
    }
}

impl Item {
    /// Whether any of it is done standing or walking, in the version of today.
    pub fn is_on_feet(&self, routine: &Routine) -> bool {
        self.version(routine).is_on_feet() || self.last_version(routine).is_on_feet()
    }

    /// Lets in what was left out until leave was given.
    fn let_in_what_was_cleared(&mut self, exercise: &Exercise, profile: &Profile) {
        let waits = self.left_out == Some(LeftOut::NotCleared);
        if waits && profile.is_cleared(&of_exercise(exercise)) {
            self.left_out = None;
        }
    }

    /// Another exercise takes its place, with no more repetitions than are left of it today.
    fn becomes(&mut self, was: &Exercise, now: &Exercise, why: EasierFor) {
        let Some(ease) = self.turns.first().map(|turn| turn.ease) else { return };
        let (sides, version) = (version(was, ease).sides.count(), version(now, ease));
        let (reps, sets) = self.most();
        let reps = (reps * sides / version.sides.count()).max(1);
        self.turns = turns(version, ease);
        self.turns.retain(|turn| turn.rep <= reps && turn.set <= sets);
        if matches!(self.left_out, Some(LeftOut::CautionNotAccepted | LeftOut::NotCleared)) {
            // What comes in their place bends nobody back as far as that.
            self.left_out = None;
        }
        self.in_place_of = Some(InPlaceOf { title: was.full.title.clone(), why });
    }

    /// The last repetition and the last set of it that are left today.
    fn most(&self) -> (u32, u32) {
        let most = |of: fn(&Turn) -> u32| self.turns.iter().map(of).max().unwrap_or(0);
        (most(|turn| turn.rep), most(|turn| turn.set))
    }

    /// Leaves out, or makes smaller, what flags concern.
    fn apply_flags(&mut self, exercise: &Exercise, profile: &Profile) {
        if let Some(flag) = exercise.hidden_by().find(|flag| profile.has(*flag)) {
            self.rule_out(flag);
        }
        let warned = exercise.warned_by().find(|flag| profile.has(*flag)).map(EasierFor::Flag);
        if let Some(why) = warned {
            self.shrink(exercise, why);
        }
        let is_unsure = |flag| profile.told(flag) == Some(Told::NotSure);
        self.apply_unsure_flags(exercise, is_unsure, EasierFor::Unsure);
    }

    /// Makes smaller what flags concern of which nobody knows whether they are so.
    fn apply_unsure_flags(
        &mut self,
        exercise: &Exercise,
        is_unsure: impl Fn(Flag) -> bool,
        because: fn(Flag) -> EasierFor,
    ) {
        let hides = exercise.hidden_by().find(|flag| is_unsure(*flag));
        let warns = exercise.warned_by().find(|flag| is_unsure(*flag));
        let Some(why) = hides.or(warns) else { return };
        if !self.shrink(exercise, because(why))
            && let Some(flag) = hides
        {
            // Nothing smaller: what a flag would rule out waits until it is known.
            self.rule_out(flag);
        }
    }

    /// Leaves it out for a flag, also where it waits for leave: what is allowed later lets in nobody for
    /// whom it is wrong.
    fn rule_out(&mut self, flag: Flag) {
        if matches!(self.left_out, None | Some(LeftOut::CautionNotAccepted | LeftOut::NotCleared)) {
            self.left_out = Some(LeftOut::Flag(flag));
        }
    }

    /// The easier version from the first repetition; whether there is one.
    fn shrink(&mut self, exercise: &Exercise, why: EasierFor) -> bool {
        let Some(easier) = &exercise.easier else { return false };
        self.easier_for.get_or_insert(why);
        self.become_easier(easier);
        true
    }

    /// The easier version from the first repetition, with no more of them than are left of it today.
    fn become_easier(&mut self, easier: &Version) {
        if self.turns.first().is_some_and(|turn| turn.ease == Ease::Full) {
            let (reps, sets) = self.most();
            let all = turns(easier, Ease::Easier).into_iter();
            self.turns = all.filter(|turn| turn.rep <= reps && turn.set <= sets).collect();
        }
    }
}
