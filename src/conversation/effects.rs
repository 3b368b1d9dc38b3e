//! What comes of an answer, as pure functions: which branch of an outcome holds, and what
//! becomes of the plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::plan::{Item, LeftOut, Plan};
use crate::domain::profile::{Flag, LEANING_BACK, Profile, Told};
use crate::domain::routine::{Exercise, Position, StepDose};

use super::table::{Cond, Effect, Next, Outcome, Smaller};

/// An outcome without conditions: all that it changes, in order, and what comes then, which is never
/// [`Next::When`].
pub fn resolve(outcome: Outcome, holds: impl Fn(Cond) -> bool) -> (Vec<Effect>, Next) {
    let mut does = outcome.does.to_vec();
    let mut next = outcome.next;
    while let Next::When(cond, then, otherwise) = next {
        let outcome = if holds(cond) { then } else { otherwise };
        does.extend(outcome.does);
        next = outcome.next;
    }
    (does, next)
}

/// Where a session is, as far as a change of its plan depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// The item that is going on.
    pub item: usize,
    /// How many of its repetitions have begun.
    pub begun: usize,
    /// The first repetition that has not begun, with its item.
    pub next_turn: Option<(usize, usize)>,
    /// How the body is placed.
    pub position: Position,
    /// The flags that were told of the list.
    pub told: &'a BTreeMap<Flag, Told>,
    /// The exercises that may come back in full, by their key.
    pub returning: &'a BTreeSet<String>,
    /// The exercise that goes back by a step, and to what.
    pub back: Option<(usize, StepDose)>,
}

/// Makes the plan smaller; gives the place of what comes next, where that is another one.
pub fn shrink(plan: &mut Plan, how: Smaller, here: Here<'_>) -> Option<usize> {
    let Here { item, begun, next_turn, position, told, returning, back } = here;
    match how {
        Smaller::RestAndShrink => return Some(plan.rest_and_shrink(item, begun, position)),
        Smaller::OnlyBreathe => return Some(plan.only_breathe(item, begun, position)),
        Smaller::OffTheFeet => return plan.keep_off_the_feet(item, begun),
        Smaller::Ease => {
            next_turn.map(|(item, turn)| plan.ease(item, turn));
        }
        Smaller::Lighter => *plan = plan.clone().lighter(),
        Smaller::ForASoreDay => *plan = plan.clone().for_a_sore_day(),
        Smaller::WithoutNumber => *plan = plan.clone().without_strength().lighter(),
        Smaller::StepBack => {
            if let Some((exercise, dose)) = back {
                *plan = plan.clone().back_to(exercise, dose);
            }
        }
        Smaller::UnsureOfLeaningBack => *plan = plan.clone().unsure_of(LEANING_BACK),
        Smaller::EasierForLegs => {
            let keys = returning.iter().map(String::as_str).collect();
            *plan = plan.clone().after_leg_stops(&BTreeSet::new(), &keys);
        }
        Smaller::ForToldFlags => {
            let profile = Profile { flags: told.clone(), ..Profile::default() };
            *plan = plan.clone().for_person(&profile);
        }
        Smaller::WithCautionAccepted => {
            let accepted = waits_for_leave(plan).map(|exercise| exercise.key().to_owned());
            if let Some(key) = accepted {
                *plan = plan.clone().allowing(|exercise| exercise.key() == key);
            }
        }
    }
    None
}

/// The first exercise that waits for its caution to be accepted.
pub fn waits_for_leave(plan: &Plan) -> Option<&Exercise> {
    let waits = |item: &&Item| item.left_out() == Some(LeftOut::CautionNotAccepted);
    let item = plan.items().iter().find(waits)?;
    Some(plan.routine().exercise(item.exercise()))
}

/// What the numbers typed to a list say of each of its flags; without any, nobody knows.
pub fn told(flags: &[Flag], numbers: Option<&[usize]>) -> BTreeMap<Flag, Told> {
    let told = |nth: usize| match numbers {
        None => Told::NotSure,
        Some(numbers) if numbers.contains(&(nth + 1)) => Told::Yes,
        Some(_) => Told::No,
    };
    flags.iter().enumerate().map(|(nth, flag)| (*flag, told(nth))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::How;

    #[test]
    fn the_branch_that_holds_is_taken_to_its_end() {
        const INNER: Outcome = Outcome::doing(&[Effect::Mute], Next::End(How::Stopped));
        const CLOSE: Outcome = Outcome::to(Next::Close);
        const BEGUN: Outcome = Outcome::to(Next::When(Cond::Begun, &INNER, &CLOSE));
        const OUTER: Outcome = Outcome::doing(
            &[Effect::Plan(Smaller::Lighter)],
            Next::When(Cond::Over, &CLOSE, &BEGUN),
        );
        let lighter = Effect::Plan(Smaller::Lighter);
        assert_eq!(resolve(OUTER, |_| true), (vec![lighter], Next::Close));
        let stopped = (vec![lighter, Effect::Mute], Next::End(How::Stopped));
        assert_eq!(resolve(OUTER, |cond| cond == Cond::Begun), stopped);
        assert_eq!(resolve(OUTER, |_| false), (vec![lighter], Next::Close));
    }

    #[test]
    fn numbers_say_which_flags_of_a_list_are_so() {
        let flags = [Flag::Knee, Flag::Neck];
        let of = |numbers: Option<&[usize]>| -> Vec<Told> {
            told(&flags, numbers).into_values().collect()
        };
        assert_eq!(of(Some(&[2])), [Told::No, Told::Yes]);
        assert_eq!(of(Some(&[0])), [Told::No, Told::No]);
        assert_eq!(of(None), [Told::NotSure, Told::NotSure]);
    }
}
