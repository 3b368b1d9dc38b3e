//! What comes of an answer, as pure functions: which branch of an outcome holds, what becomes of the plan,
//! and what is remembered for other days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::pain_rules;
use crate::domain::plan::{Item, LeftOut, Plan};
use crate::domain::profile::{CARD, Flag, LEANING_BACK, ON_THE_CARD, Profile, Remembered, Told};
use crate::domain::routine::{Exercise, Position};

use super::table::{Cond, Effect, Fact, Next, Outcome, Smaller};

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
}

/// Makes the plan smaller; gives the place of what comes next, where that is another one.
pub fn shrink(plan: &mut Plan, how: Smaller, here: Here<'_>) -> Option<usize> {
    let Here { item, begun, next_turn, position, told } = here;
    match how {
        Smaller::RestAndShrink => return Some(plan.rest_and_shrink(item, begun, position)),
        Smaller::OnlyBreathe => return Some(plan.only_breathe(item, begun, position)),
        Smaller::OffTheFeet => return plan.keep_off_the_feet(item, begun),
        Smaller::Ease => {
            next_turn.map(|(item, turn)| plan.ease(item, turn));
        }
        Smaller::Lighter => *plan = plan.clone().lighter(),
        Smaller::ForASoreDay => *plan = plan.clone().for_a_sore_day(),
        Smaller::WithoutStrength => *plan = plan.clone().without_strength(),
        Smaller::UnsureOfLeaningBack => *plan = plan.clone().unsure_of(LEANING_BACK),
        Smaller::UnsureOfTheCard => *plan = plan.clone().unsure_of(ON_THE_CARD),
        Smaller::ForToldFlags => {
            let profile = Profile { flags: told.clone(), ..Profile::default() };
            *plan = plan.clone().for_person(&profile);
        }
        Smaller::WithCautionAccepted => {
            let accepted = waits_for_leave(plan).map(|exercise| exercise.key().to_owned());
            if let Some(key) = accepted {
                let remembered = Remembered { accepted: [key].into(), ..Remembered::default() };
                let profile = Profile { remembered, ..Profile::default() };
                *plan = plan.clone().for_person(&profile);
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

/// What a fact is about, beyond its name.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The day of the session.
    pub today: Date,
    /// The flags that were asked about.
    pub asked: &'a [Flag],
    /// What was told of them in the list.
    pub told: &'a BTreeMap<Flag, Told>,
    /// The exercises whose caution was accepted and that are part of today.
    pub accepted: &'a [String],
}

/// Keeps a fact. Which exercise a leg stop is about is known to the session alone.
pub fn remember(profile: &mut Profile, fact: Fact, occasion: Occasion<'_>) {
    let Occasion { today, asked, told, accepted } = occasion;
    let remembered = &mut profile.remembered;
    match fact {
        Fact::NoneOnTheCard => remembered.card = CARD,
        Fact::AskedFirst => {
            remembered.card = CARD;
            remembered.asked_first = Some(today);
            // Something of the second list is so; nobody knows what.
            for flag in ON_THE_CARD {
                profile.flags.entry(*flag).or_insert(Told::NotSure);
            }
        }
        // Gentle-day comes first.
        Fact::DoctorLooked => {
            remembered.emergency = None;
            remembered.red_stop = Some(today);
        }
        Fact::EmergencySign => remembered.emergency = Some(today),
        Fact::WrongKey => remembered.emergency = None,
        Fact::TooMuchForToday(_) => remembered.red_stop = Some(today),
        Fact::LighterNext => remembered.too_much = true,
        Fact::AfterLast(back) => {
            remembered.moved = None;
            // Without an answer it counts as it did.
            if let Some(back) = back {
                let too_much = pain_rules::was_too_much(back);
                remembered.rests = (too_much && remembered.too_much).then_some(today);
                remembered.too_much = too_much;
            }
        }
        Fact::LeaningBack(told) => profile.flags.extend(asked.iter().map(|flag| (*flag, told))),
        // Not known is asked again; it is not written down.
        Fact::ToldFlags => {
            let known = told.iter().filter(|(_, told)| **told != Told::NotSure);
            profile.flags.extend(known.map(|(flag, told)| (*flag, *told)));
        }
        Fact::CautionAccepted => remembered.accepted.extend(accepted.iter().cloned()),
        Fact::LegStop | Fact::DizzyToday => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::BackToUsual;
    use crate::domain::ending::How;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn kept(mut profile: Profile, fact: Fact, told: &[(Flag, Told)]) -> Profile {
        let asked: Vec<Flag> = told.iter().map(|(flag, _)| *flag).collect();
        let told = told.iter().copied().collect();
        let accepted = ["open-book".to_owned()];
        let occasion = Occasion { today: TODAY, asked: &asked, told: &told, accepted: &accepted };
        remember(&mut profile, fact, occasion);
        profile
    }

    fn with(remembered: Remembered) -> Profile {
        Profile { remembered, ..Profile::default() }
    }

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
    fn the_card_and_who_was_asked_first() {
        let card = kept(Profile::default(), Fact::NoneOnTheCard, &[]).remembered;
        assert_eq!((card.card, card.asked_first), (CARD, None));
        let asked = kept(Profile::default(), Fact::AskedFirst, &[]).remembered;
        assert_eq!((asked.card, asked.asked_first), (CARD, Some(TODAY)));
    }

    #[test]
    fn an_emergency_is_over_when_a_doctor_has_looked() {
        let open = with(Remembered { emergency: Some(TODAY), ..Remembered::default() });
        assert_eq!(kept(open.clone(), Fact::NoneOnTheCard, &[]).remembered.emergency, Some(TODAY));
        assert_eq!(kept(open, Fact::DoctorLooked, &[]).remembered.emergency, None);
    }

    #[test]
    fn too_much_once_is_lighter_and_twice_rests_for_the_day() {
        let after = |too_much, back| {
            let moved = Some(TODAY);
            let before = with(Remembered { moved, too_much, ..Remembered::default() });
            kept(before, Fact::AfterLast(back), &[]).remembered
        };
        let said = |too_much, back| {
            let after = after(too_much, back);
            assert_eq!(after.moved, None, "it is asked once");
            (after.too_much, after.rests)
        };
        assert_eq!(said(false, Some(BackToUsual::ByTheNextDay)), (false, None));
        assert_eq!(said(true, Some(BackToUsual::WithinTheHour)), (false, None));
        assert_eq!(said(false, Some(BackToUsual::Later)), (true, None));
        assert_eq!(said(true, Some(BackToUsual::CostSleepOrPlans)), (true, Some(TODAY)));
        assert_eq!(said(true, None), (true, None));
        assert_eq!(said(false, None), (false, None));
    }

    #[test]
    fn flags_are_kept_but_for_those_that_nobody_knows() {
        let told =
            [(Flag::Knee, Told::Yes), (Flag::Neck, Told::No), (Flag::Vertigo, Told::NotSure)];
        let list = kept(Profile::default(), Fact::ToldFlags, &told);
        assert_eq!(list.flags, [(Flag::Knee, Told::Yes), (Flag::Neck, Told::No)].into());
        let leaning = kept(Profile::default(), Fact::LeaningBack(Told::NotSure), &told[..1]);
        assert_eq!(leaning.flags, [(Flag::Knee, Told::NotSure)].into());
    }

    #[test]
    fn a_caution_is_accepted_for_good() {
        let accepted = kept(Profile::default(), Fact::CautionAccepted, &[]).remembered.accepted;
        assert_eq!(accepted, ["open-book".to_owned()].into());
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
