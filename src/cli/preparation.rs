//! What is asked before a session, from what is known already.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::conversation::PageId;
use crate::domain::plan::Plan;
use crate::domain::profile::{CARD, Flag, LEANING_BACK, ON_THE_CARD, Profile, Remembered};
use crate::domain::routine::{Exercise, Extension, Kind, Position, Routine};
use crate::faces::view::{Frame, PageText};
use crate::format::embedded::GENTLE_DAY;
use crate::io::clock;
use crate::io::journal::recent;
use crate::io::store::Store;
use crate::journal::history;
use crate::text::{self, questions::About};

use super::Loaded;

/// An exercise that ended so often with leg symptoms is one to ask about.
const LEG_STOPS: u32 = 3;
/// After last time is asked for so many days.
const ASKED_FOR_DAYS: i32 = 7;

/// What is asked before a session with this routine, and the flags that a list would name.
pub(super) fn questions(
    profile: &Profile,
    routine: &Routine,
    today: Date,
) -> (Vec<PageId>, Vec<Flag>) {
    let remembered = &profile.remembered;
    let flags = unknown_flags(profile, routine);
    let about_flags = match flags.as_slice() {
        [] => None,
        some if some.iter().all(|flag| LEANING_BACK.contains(flag)) => Some(PageId::LeaningBack),
        _ => Some(PageId::Flags),
    };
    let waits = routine.exercises.iter().any(|exercise| waits_for_leave(profile, exercise));
    let questions = first(profile)
        .iter()
        .copied()
        .chain(asks_about_last(remembered, today).then_some(PageId::AfterLast))
        .chain(about_flags)
        .chain(waits.then_some(PageId::Caution))
        .chain([PageId::Before]);
    (questions.collect(), flags)
}

/// Whether it is asked how long the last session was felt.
pub(super) fn asks_about_last(remembered: &Remembered, today: Date) -> bool {
    let ago = remembered.moved.and_then(|moved| today.since(moved).ok());
    ago.is_some_and(|ago| (1..=ASKED_FOR_DAYS).contains(&ago.get_days()))
}

/// Whether only something gentle is done now: after a red stop, and on the day on which it was
/// too much for the second time.
pub(super) fn rests(remembered: &Remembered, today: Date) -> bool {
    remembered.emergency.is_some()
        || remembered.red_stop.is_some()
        || remembered.rests == Some(today)
}

/// Exercises of today that ended with leg symptoms too often (P-08).
pub(super) fn ask_about(plan: &Plan, remembered: &Remembered) -> Vec<String> {
    let items = plan.items().iter().filter(|item| item.is_done());
    let exercises = items.map(|item| plan.routine().exercise(item.exercise()));
    let stops = |exercise: &Exercise| remembered.leg_stops.get(exercise.key()).copied();
    let often = exercises.filter(|exercise| stops(exercise) >= Some(LEG_STOPS));
    let titles: BTreeSet<&str> = often.map(|exercise| exercise.full.title.as_str()).collect();
    titles.into_iter().map(text::ask_about).collect()
}

/// What is asked first, whatever the routine.
fn first(profile: &Profile) -> &'static [PageId] {
    match (profile.remembered.emergency, profile.remembered.card) {
        (Some(_), _) => &[PageId::Looked, PageId::Card],
        (None, CARD) => &[PageId::New],
        (None, _) => &[PageId::Card],
    }
}

/// The page of that.
pub(super) fn first_page(profile: &Profile) -> Frame {
    let about = About::nothing_yet(Position::Seated);
    let lines = first(profile).first().map(|first| (first.page().words)(&about));
    let lines = lines.unwrap_or_default();
    Frame::Page(PageText { lines, ..PageText::default() })
}

/// The flags that this routine's exercises name, and of which nothing was told. What guides the
/// breath alone names flags as a caution only.
fn unknown_flags(profile: &Profile, routine: &Routine) -> Vec<Flag> {
    let moving = routine.exercises.iter().filter(|exercise| exercise.kind != Kind::Breath);
    let named: Vec<Flag> =
        moving.flat_map(|exercise| exercise.hidden_by().chain(exercise.warned_by())).collect();
    // The card answers its own.
    let answered = |flag: Flag| profile.told(flag).is_some() || ON_THE_CARD.contains(&flag);
    let asked = |flag: &&Flag| named.contains(flag) && !answered(**flag);
    Flag::ALL.iter().filter(asked).copied().collect()
}

fn waits_for_leave(profile: &Profile, exercise: &Exercise) -> bool {
    exercise.full.extension == Extension::Thoracic
        && !profile.remembered.accepted.contains(exercise.key())
        && !exercise.hidden_by().any(|flag| profile.has(flag))
}

/// Whether this routine may be done on a day with a red stop, or first of all after one.
pub(super) fn is_gentle(loaded: &Loaded) -> bool {
    let mut exercises = loaded.routine.exercises.iter();
    loaded.name == GENTLE_DAY || exercises.all(|exercise| !exercise.kind.is_movement())
}

/// The plan as past days leave it, and what they have to say. Breathing and `gentle-day` are free, but
/// for long breathing in the first week.
pub(super) fn past_days(loaded: &Loaded, plan: Plan, shelf: &Store) -> (Plan, Vec<String>) {
    let Some(folder) = shelf.own_folder() else { return (plan, Vec::new()) };
    let now = clock::now_here();
    let days = history::days(recent(folder), now.date(), &loaded.name);
    match is_gentle(loaded) {
        true => {
            let said = history::first_week(&days, &plan).into_iter().collect();
            (plan, said)
        }
        false => history::heeded(&days, plan, &now, clock::day_number()),
    }
}
