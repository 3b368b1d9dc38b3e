//! What is known before a session, what is asked then, and what both make of the plan.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::conversation::PageId;
use crate::domain::digest::of_exercise;
use crate::domain::plan::Plan;
use crate::domain::profile::{
    ASKED_LAST, ASKED_NEXT_DAY, Flag, LEANING_BACK, ON_THE_CARD, Profile, SMALLER_UNTIL_ASKED, Told,
};
use crate::domain::routine::{Exercise, Extension, Position};
use crate::faces::view::{Frame, PageText};
use crate::format::embedded::GENTLE_DAY;
use crate::io::clock;
use crate::io::journal::{self, recent};
use crate::io::kept_files::Recalled;
use crate::io::store::Store;
use crate::journal::Memory;
use crate::journal::history::{self, Days};
use crate::session::Past;
use crate::text::{self, questions::About};

use super::{Loaded, broken_line, zone_line};

/// An exercise that ended so often with leg symptoms is one to ask about.
const LEG_STOPS: u32 = 3;
/// After last time is asked for so many days.
const ASKED_FOR_DAYS: i32 = 7;
/// "Not sure" is asked again after so many days (C-18).
const UNSURE_FOR_DAYS: i32 = 14;
/// What the card's second list holds is asked again after twelve weeks (C-04).
const ASKED_FIRST_DAYS: i32 = 84;

/// What is known of a person before a session.
#[derive(Debug)]
pub(super) struct Known {
    /// What they declared.
    pub(super) profile: Profile,
    /// Whether that could be read: what could not is never written over, though it could be read by now.
    pub(super) is_whole: bool,
    /// What past sessions mean.
    pub(super) memory: Memory,
    /// What could not be read.
    pub(super) lines: Vec<String>,
    /// Where sessions are written down.
    pub(super) folder: Option<PathBuf>,
}

impl Known {
    /// Nobody in particular.
    pub(super) fn nothing() -> Known {
        let (profile, memory) = (Profile::default(), Memory::default());
        Known { profile, is_whole: true, memory, lines: Vec::new(), folder: None }
    }

    /// As it is on the disk now.
    pub(super) fn read(store: &Store) -> Known {
        let Recalled { value: profile, broken } = store.profile();
        let (profile, is_whole) = (profile.on(clock::today()), broken.is_none());
        let mut lines: Vec<String> = broken.iter().map(broken_line).chain(zone_line()).collect();
        let memory = store.own_folder().map_or(Ok(Memory::default()), journal::memory);
        let memory = memory.unwrap_or_else(|error| {
            lines.push(error.to_string());
            // Nobody knows how the last one was.
            Memory { lighter: true, ..Memory::default() }
        });
        let folder = store.own_folder().map(ToOwned::to_owned);
        Known { profile, is_whole, memory, lines, folder }
    }
}

/// What is asked before a session with this routine, and the flags that a list would name.
pub(super) fn questions(known: &Known, loaded: &Loaded, today: Date) -> (Vec<PageId>, Vec<Flag>) {
    let Unknown { flags, .. } = unknown_flags(known, loaded, today);
    let about_flags = match flags.as_slice() {
        [] => None,
        some if some.iter().all(|flag| LEANING_BACK.contains(flag)) => Some(PageId::LeaningBack),
        _ => Some(PageId::Flags),
    };
    let mut exercises = loaded.routine.exercises.iter();
    let waits = exercises.any(|exercise| waits_for_leave(known, exercise));
    let returning = !past(known, loaded, today).steps.returning.is_empty();
    let questions = first(&known.memory, today)
        .iter()
        .copied()
        .chain(asks_about_last(&known.memory, today).then_some(PageId::AfterLast))
        .chain([PageId::WeekCard])
        .chain(about_flags)
        .chain(returning.then_some(PageId::FullAgain))
        .chain(waits.then_some(PageId::Caution))
        .chain([PageId::Before]);
    (questions.collect(), flags)
}

/// What past sessions mean for what is asked in this one.
pub(super) fn past(known: &Known, loaded: &Loaded, today: Date) -> Past {
    let memory = &known.memory;
    let by_name = loaded.routine.flags_by_name().filter(|flag| !known.profile.has(*flag));
    let mut past = Past { by_name: by_name.collect(), ..Past::from(memory) };
    past.was_too_much &= !is_gentle(loaded);
    let exercises = &loaded.routine.exercises;
    if !is_gentle(loaded) {
        past.steps = memory.steps(&loaded.name, &loaded.digest, &loaded.routine, today);
    }
    past.steps.returning.retain(|key| exercises.iter().any(|exercise| exercise.key() == key));
    past
}

/// A plan in which everything that the legs have made smaller is so: nobody is there to be asked.
pub(super) fn easier_for_legs(plan: Plan, known: &Known) -> Plan {
    plan.after_leg_stops(&BTreeSet::new(), &known.memory.legs_easier())
}

/// Days from one day to another; nothing where it lies ahead: the future is no past.
fn since(today: Date, day: Date) -> Option<i32> {
    today.since(day).ok().map(|ago| ago.get_days()).filter(|days| *days >= 0)
}

/// Whether it is asked how long the last session was felt.
fn asks_about_last(memory: &Memory, today: Date) -> bool {
    let ago = memory.moved.and_then(|moved| since(today, moved));
    ago.is_some_and(|ago| (1..=ASKED_FOR_DAYS).contains(&ago))
}

/// Whether only something gentle is done now: after a red stop, or what a doctor is to look at (A-11,
/// A-22), and on the day on which it was too much for the second time.
pub(super) fn rests(memory: &Memory, today: Date) -> bool {
    memory.red_stop.is_some() || memory.waits_for_a_doctor() || memory.rests == Some(today)
}

/// Exercises of today that ended with leg symptoms too often (P-08).
pub(super) fn ask_about(plan: &Plan, memory: &Memory) -> Vec<String> {
    let items = plan.items().iter().filter(|item| item.is_done());
    let exercises = items.map(|item| plan.routine().exercise(item.exercise()));
    let stops = |exercise: &Exercise| memory.legs.get(exercise.key()).map(|legs| legs.stops);
    let often = exercises.filter(|exercise| stops(exercise) >= Some(LEG_STOPS));
    let titles: BTreeSet<&str> = often.map(|exercise| exercise.full.title.as_str()).collect();
    titles.into_iter().map(text::ask_about).collect()
}

/// What is asked first, whatever the routine. Who was told to ask first, and did, is asked the card anew
/// some weeks later (C-04); who was told to and did not, at every start.
pub(super) fn first(memory: &Memory, today: Date) -> &'static [PageId] {
    let asked = memory.asked_first.filter(|day| memory.card.is_some_and(|(_, card)| card == *day));
    let lapsed = asked.and_then(|day| since(today, day)).is_some_and(|ago| ago >= ASKED_FIRST_DAYS);
    let knows = memory.knows_the_card() && !lapsed && !memory.asks_first();
    match (memory.waits_for_a_doctor(), knows) {
        (true, _) => &[PageId::Looked, PageId::Card],
        (false, true) => &[PageId::New],
        (false, false) => &[PageId::Card],
    }
}

/// The page of that.
pub(super) fn first_page(memory: &Memory, today: Date) -> Frame {
    let about = About::nothing_yet(Position::Seated);
    let lines = first(memory, today).first().map(|first| (first.page().words)(&about));
    let lines = lines.unwrap_or_default();
    Frame::Page(PageText { lines, ..PageText::default() })
}

/// Flags that a routine names and of which nobody has told, or nobody was sure some time ago.
struct Unknown {
    /// To be asked for now.
    flags: Vec<Flag>,
    /// To be asked for on another day.
    put_off: Vec<Flag>,
}

/// What nobody knows yet. On a chair the second half is put off while the first is asked, and for the rest
/// of that day; lying down and standing up need to know of both.
fn unknown_flags(known: &Known, loaded: &Loaded, today: Date) -> Unknown {
    let named = loaded.routine.named_flags();
    let asked = |flag: &Flag| match known.profile.told(*flag) {
        // The card answers its own.
        None => !ON_THE_CARD.contains(flag),
        Some(Told::NotSure) => is_asked_again(known, *flag, &loaded.digest, today),
        Some(Told::Yes | Told::No) => false,
    };
    let mut flags: Vec<Flag> = named.into_iter().filter(asked).collect();
    flags.sort_by_key(|flag| *flag == ASKED_LAST);
    let later = |flag: &Flag| ASKED_NEXT_DAY.contains(flag);
    let is_short = flags.iter().all(|flag| later(flag) || LEANING_BACK.contains(flag));
    let told_today = |flag: &Flag| known.profile.since.get(flag) == Some(&today);
    let is_first_day = flags.iter().any(|flag| !later(flag)) || LEANING_BACK.iter().any(told_today);
    let stays_seated = |exercise: &Exercise| exercise.full.position == Position::Seated;
    let put_off =
        match is_short && is_first_day && loaded.routine.exercises.iter().all(stays_seated) {
            true => flags.extract_if(.., |flag| later(flag)).collect(),
            false => Vec::new(),
        };
    Unknown { flags, put_off }
}

/// Whether "not sure" is asked again: after some days, or for a routine that it was not asked for.
fn is_asked_again(known: &Known, flag: Flag, digest: &str, today: Date) -> bool {
    let asked = match known.memory.flags_asked.get(&flag) {
        Some(asked) => asked.get(digest),
        None if ON_THE_CARD.contains(&flag) => None,
        None => known.profile.since.get(&flag),
    };
    asked.and_then(|day| since(today, *day)).is_none_or(|days| days >= UNSURE_FOR_DAYS)
}

fn has_accepted(memory: &Memory, exercise: &Exercise) -> bool {
    memory.accepted.contains(&of_exercise(exercise))
}

fn waits_for_leave(known: &Known, exercise: &Exercise) -> bool {
    exercise.full.extension == Extension::Thoracic
        && !has_accepted(&known.memory, exercise)
        && !exercise.hidden_by().any(|flag| known.profile.has(flag))
}

/// The whole file, with what needs leave only where that was given.
pub(super) fn as_written(loaded: &Loaded, known: &Known, with: &[String]) -> Plan {
    let cleared = known.profile.cleared.clone();
    let profile = Profile { cleared, ..Profile::default() };
    let plan = Plan::today(Arc::clone(&loaded.routine)).with_options(with);
    plan.allowing(|exercise| has_accepted(&known.memory, exercise)).for_person(&profile)
}

/// The plan that a person's answers and what they have told the last times leave; `asks` says whether they
/// are asked first, and decide by that about some of it.
pub(super) fn todays(
    loaded: &Loaded,
    known: &Known,
    today: Date,
    (lighter, with): (bool, &[String]),
    asks: bool,
) -> (Plan, Vec<String>) {
    let memory = &known.memory;
    let (mut profile, mut easier) = (known.profile.clone(), memory.legs_easier());
    let mut put_off = Vec::new();
    if asks {
        // The answer decides, and silence is "not sure".
        let unknown = unknown_flags(known, loaded, today);
        for flag in &unknown.flags {
            profile.flags.remove(flag);
        }
        put_off = unknown.put_off;
        put_off.retain(|flag| *flag == SMALLER_UNTIL_ASKED && profile.told(*flag).is_none());
        // It is asked about them.
        easier.retain(|key| !memory.legs_returning().contains(key));
    }
    let grown = memory.growth.grown(&loaded.name, &loaded.digest, &loaded.routine);
    let mut plan = Plan::today(Arc::new(grown))
        .with_options(with)
        .allowing(|exercise| has_accepted(memory, exercise))
        .for_person(&profile)
        .until_asked(&put_off)
        .after_leg_stops(&memory.legs_today(today), &easier);
    if memory.dizzy == Some(today) {
        plan = plan.off_the_feet();
    }
    let gentle = is_gentle(loaded);
    let too_much = (memory.slow > 0 || memory.sore) && !(asks && asks_about_last(memory, today));
    let after_last = (memory.lighter || too_much) && !gentle;
    if lighter || after_last {
        plan = plan.lighter();
    }
    (plan, after_last.then(|| text::LIGHTER_AFTER_LAST.to_owned()).into_iter().collect())
}

/// The smaller version, where nobody can be asked; and whether it is smaller.
pub(super) fn unasked(loaded: &Loaded, known: &Known, plan: &Plan) -> (Plan, bool) {
    let told = |flag: &Flag| known.profile.told(*flag).is_some();
    let is_answered = known.memory.knows_the_card();
    let answered = |flag: &Flag| told(flag) || is_answered && ON_THE_CARD.contains(flag);
    let named = loaded.routine.named_flags();
    let unknown: Vec<Flag> = named.into_iter().filter(|flag| !answered(flag)).collect();
    let smaller = plan.clone().unsure_of(&unknown).without_strength();
    let is_smaller = smaller != *plan;
    (smaller, is_smaller)
}

/// Whether this routine may be done on a day with a red stop, or first of all after one. Only what
/// comes with the program is known to be so, whatever another file says of itself (C-32).
pub(super) fn is_gentle(loaded: &Loaded) -> bool {
    let mut exercises = loaded.routine.exercises.iter();
    let moves = exercises.any(|exercise| exercise.kind.is_movement());
    loaded.is_ours && (loaded.name == GENTLE_DAY || !moves)
}

/// The plan as past days leave it, and what they have to say. Breathing and `gentle-day` are free, but
/// for long breathing in the first week.
pub(super) fn past_days(
    loaded: &Loaded,
    known: &Known,
    plan: Plan,
    store: &Store,
) -> (Plan, Vec<String>) {
    let Some(folder) = store.own_folder() else { return (plan, Vec::new()) };
    let now = clock::now_here();
    let days = history::days(recent(folder), now.date(), &loaded.name);
    if is_gentle(loaded) {
        let said = history::first_week(&days, &plan).into_iter().collect();
        return (plan, said);
    }
    let (plan, back) = after_missed_days(loaded, known, &days, plan, now.date());
    let (plan, said) = history::after_past_days(&days, plan, &now, clock::day_number());
    (plan, back.into_iter().chain(said).collect())
}

/// After some missed days the first session is at the step before (section 3.3).
fn after_missed_days(
    loaded: &Loaded,
    known: &Known,
    days: &Days,
    plan: Plan,
    today: Date,
) -> (Plan, Option<String>) {
    let Loaded { name, digest, routine, .. } = loaded;
    let mut back = known.memory.growth.back(name, digest, routine).into_iter();
    let Some(step) = back.next().filter(|_| days.goes_back_a_step(today)) else {
        return (plan, None);
    };
    let title = &routine.exercise(step.index).full.title;
    (plan.back_to(step.index, step.then), Some(text::a_step_back(title)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::load;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn ago(days: i32) -> Date {
        TODAY - jiff::Span::new().days(days)
    }

    fn is_asked(known: &Known, flag: Flag) -> bool {
        let loaded = load(Some("knees-to-chest"), &Store::built_in()).unwrap();
        unknown_flags(known, &loaded, TODAY).flags.contains(&flag)
    }

    fn unsure(since: Date) -> Known {
        let mut known = Known::nothing();
        known.profile.tell(Flag::HipReplacement, Told::NotSure, since);
        known
    }

    #[test]
    fn c_18_not_sure_is_asked_again_after_a_while_or_for_another_routine() {
        let flag = Flag::HipReplacement;
        assert!(is_asked(&Known::nothing(), flag));
        assert!(!is_asked(&unsure(TODAY), flag) && !is_asked(&unsure(ago(13)), flag));
        assert!(is_asked(&unsure(ago(14)), flag));
        assert!(is_asked(&unsure(ago(-1)), flag), "the future is no past");
        let digest = load(Some("knees-to-chest"), &Store::built_in()).unwrap().digest;
        let mut known = unsure(ago(20));
        known.memory.flags_asked.insert(flag, [(digest, ago(3))].into());
        assert!(!is_asked(&known, flag));
        known.memory.flags_asked.insert(flag, [("another".to_owned(), ago(3))].into());
        assert!(is_asked(&known, flag));
    }

    /// The questions about flags, and whether the small cat-cow is done, in full or easier.
    fn meets(known: &Known, name: &str) -> (Vec<Flag>, Vec<PageId>, String) {
        let loaded = load(Some(name), &Store::built_in()).unwrap();
        let (mut pages, flags) = questions(known, &loaded, TODAY);
        pages.retain(|page| [PageId::LeaningBack, PageId::Flags].contains(page));
        let (plan, _) = todays(&loaded, known, TODAY, (false, &[]), true);
        let done = plan.items().iter().map(|item| {
            let title = &plan.routine().exercise(item.exercise()).full.title;
            format!("{title}, {:?}", item.turns().first().map(|turn| turn.ease))
        });
        (flags, pages, done.filter(|is| is.contains("cat-cow")).collect())
    }

    #[test]
    fn a_24_thin_bones_and_vertigo_are_asked_on_the_second_day_and_the_version_is_small_until_then()
    {
        let mut known = Known::nothing();
        let small = "Seated cat-cow, small, Some(Full)".to_owned();
        let full = "Seated cat-cow, Some(Full)".to_owned();
        let leaning = (LEANING_BACK.to_vec(), vec![PageId::LeaningBack], small.clone());
        assert_eq!(meets(&known, "seated-cat-cow"), leaning);
        for flag in LEANING_BACK {
            known.profile.tell(*flag, Told::No, TODAY);
        }
        assert_eq!(meets(&known, "seated-cat-cow"), (vec![], vec![], small));
        for flag in LEANING_BACK {
            known.profile.tell(*flag, Told::No, ago(1));
        }
        let second = (ASKED_NEXT_DAY.to_vec(), vec![PageId::Flags], full.clone());
        assert_eq!(meets(&known, "seated-cat-cow"), second);
        for (told, version) in
            [(Told::No, &full), (Told::Yes, &"Seated cat-cow, small, Some(Full)".to_owned())]
        {
            known.profile.tell(Flag::Osteoporosis, told, TODAY);
            known.profile.tell(Flag::Vertigo, Told::No, TODAY);
            assert_eq!(meets(&known, "seated-cat-cow"), (vec![], vec![], version.clone()));
        }
    }

    #[test]
    fn a_24_who_lies_down_or_stands_is_asked_about_both_at_once() {
        for name in ["knees-to-chest", "core-drills", "walking-intervals"] {
            let loaded = load(Some(name), &Store::built_in()).unwrap();
            let unknown = unknown_flags(&Known::nothing(), &loaded, TODAY);
            assert!(unknown.put_off.is_empty() && !unknown.flags.is_empty(), "{name}");
        }
    }

    #[test]
    fn c_04_what_the_card_left_open_is_asked_by_name_and_pregnancy_last() {
        let mut known = Known::nothing();
        assert!(!is_asked(&known, Flag::RecentSurgery), "the card asks");
        known.profile.tell(Flag::RecentSurgery, Told::NotSure, TODAY);
        assert!(is_asked(&known, Flag::RecentSurgery));
        let loaded = load(Some("knees-to-chest"), &Store::built_in()).unwrap();
        let flags = unknown_flags(&known, &loaded, TODAY).flags;
        let pregnancy = flags.iter().position(|flag| *flag == Flag::Pregnancy16w);
        assert!(pregnancy.is_none_or(|place| place + 1 == flags.len()), "{flags:?}");
    }

    #[test]
    fn c_06_a_red_stop_or_an_emergency_rests_and_a_future_day_does_not() {
        let of = |memory: Memory| rests(&memory, TODAY);
        assert!(!of(Memory::default()));
        assert!(of(Memory { red_stop: Some(ago(3)), ..Memory::default() }));
        assert!(of(Memory { emergency: Some(ago(3)), ..Memory::default() }));
        assert!(of(Memory { rests: Some(TODAY), ..Memory::default() }));
        assert!(!of(Memory { rests: Some(ago(-1)), ..Memory::default() }));
        assert!(!asks_about_last(&Memory { moved: Some(ago(-1)), ..Memory::default() }, TODAY));
        assert!(asks_about_last(&Memory { moved: Some(ago(1)), ..Memory::default() }, TODAY));
    }

    #[test]
    fn c_32_only_what_comes_with_the_program_is_gentle() {
        for (name, gentle) in [(GENTLE_DAY, true), ("belly-breath", true), ("daily-5", false)] {
            let mut loaded = load(Some(name), &Store::built_in()).unwrap();
            assert_eq!(is_gentle(&loaded), gentle, "{name}");
            loaded.is_ours = false;
            assert!(!is_gentle(&loaded), "{name}");
        }
    }
}
