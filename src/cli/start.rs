//! `start` and `preview`: a session from its plan to its last line.

use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::args::{Preview, RoutineName, Start};
use crate::cli::error::{CommandError, Exit, Failure};
use crate::conversation::PageId;
use crate::domain::digest::digest;
use crate::domain::plan::Plan;
use crate::domain::profile::{Flag, Profile};
use crate::domain::settings::Volume;
use crate::domain::timeline::compile;
use crate::faces::narrator::{Briefing, Narrator};
use crate::faces::plain::Plain;
use crate::faces::view::View;
use crate::figure::Motion;
use crate::format;
use crate::format::diagnostic::Source;
use crate::format::embedded::{EASE, FLAGSHIP, GENTLE_DAY};
use crate::io::clock;
use crate::io::journal::Journal;
use crate::io::kept_files::Recalled;
use crate::io::output::Front;
use crate::io::stage::RealStage;
use crate::io::store::Store;
use crate::io::terminal_session::TerminalSession;
use crate::io::{journal, terminal};
use crate::session::driver;
use crate::session::{Ending, Gates, How, Instead, Manner, Session};
use crate::text;

use super::{
    Loaded, broken_line, library, load, load_with, preparation, record, shadow_line, usable,
};

/// A minute of rest as a routine.
const SEATED_EASE: &str = r#"
format = 1
title = "A minute of rest"
exercise = [{ use = "position-of-ease", position = "seated" }]
"#;
/// Breathing alone, in the library.
const EASY_BREATH: &str = "belly-breath-easy";
/// How much faster than time a preview runs.
const PREVIEW_PACE: u32 = 8;

/// `start`
pub(super) fn start(asked: &Start, shelf: &Store) -> Result<Exit, Failure> {
    let Recalled { value: mut profile, broken } = shelf.profile();
    let is_known = broken.is_none();
    let (keyboard, today) = (terminal::has_keyboard(), clock::today());
    let look = Look::wanted(asked.plain, asked.big, asked.reduced_motion);
    let mut seat = match look {
        Look::Screen { big, .. } if keyboard && is_sure(asked, shelf) => {
            Some(TerminalSession::before(&preparation::first_page(&profile), big))
        }
        _ => None,
    };
    let mut loaded = load_placed(asked, asked.routine.name.as_deref(), shelf)?;
    if keyboard
        && preparation::rests(&profile.remembered, today)
        && !preparation::is_gentle(&loaded)
    {
        loaded = load_placed(asked, Some(GENTLE_DAY), shelf)?;
        loaded.more.push(text::GENTLE_DAY_FIRST.into());
    }
    loaded.more.extend(broken.as_ref().map(broken_line));
    let Recalled { value: remembered, broken } = shelf.settings();
    loaded.more.extend(broken.as_ref().map(broken_line));
    let volume = volume(asked, &profile, remembered);
    // Silent, and nobody there who could change that: then no sound is looked for.
    let heard = Some(volume).filter(|volume| keyboard || !volume.is_silent());
    let manner = Manner { keyboard, gates: gates(asked), volume: heard };
    let mut setting = Setting { manner, pace: 1, look, asks: true };
    let mut from = asked.from;
    loop {
        let asks = keyboard && setting.asks;
        let mut plan = todays(&loaded, &profile, asked.lighter, asks.then_some(today));
        if let Some(number) = from.take() {
            plan = from_exercise(plan, number.into())?;
        }
        let (plan, said) = preparation::past_days(&loaded, plan, shelf);
        loaded.more.extend(said);
        loaded.more.extend(preparation::ask_about(&plan, &profile.remembered));
        let Some((plan, journal)) = record::begin(asked, &loaded, plan, keyboard, asks, shelf)?
        else {
            return Ok(Exit::Done);
        };
        let taken = seat.take().unwrap_or_else(TerminalSession::take);
        let played = play(&loaded, plan, &setting, &profile, taken, journal)?;
        if keyboard && profile != played.profile {
            profile = played.profile;
            // Where nothing can be written it is asked again, and that is all. What could not be read
            // is never written over, though it could be read by now.
            let _ = is_known.then(|| shelf.keep_profile(&profile));
        }
        setting.manner.volume = played.volume;
        seat = Some(played.seat);
        loaded = match played.ending.map(|ending| ending.how) {
            Some(How::Instead(Instead::GentleDay)) => load_placed(asked, Some(GENTLE_DAY), shelf)?,
            Some(How::Instead(Instead::Rest)) => minute_of_rest(asked, shelf)?,
            Some(How::Instead(Instead::Breathing)) => load(Some(EASY_BREATH), shelf)?,
            _ => {
                if let Some(became) = played.volume.filter(|became| *became != volume) {
                    shelf.remember(became);
                }
                return Ok(played.ending.map_or(Exit::Done, Exit::from));
            }
        };
        setting.asks = false;
    }
}

/// The routine of that name, lying where that was asked for and all of it can be done so.
fn load_placed(asked: &Start, name: Option<&str>, shelf: &Store) -> Result<Loaded, Failure> {
    if !asked.in_bed {
        return load(name, shelf);
    }
    let lying = load_with(name, &library(shelf).in_bed(true), shelf)?;
    if lying.routine.exercises.iter().all(|exercise| exercise.full.position.is_down()) {
        return Ok(lying);
    }
    let mut loaded = load(name, shelf)?;
    loaded.more.push(text::NOT_ALL_LYING.into());
    Ok(loaded)
}

/// A minute of rest instead of a session: in bed lying, else with the arms on a table.
fn minute_of_rest(asked: &Start, shelf: &Store) -> Result<Loaded, Failure> {
    let checked =
        format::check(&Source::new(EASE, SEATED_EASE), &library(shelf).in_bed(asked.in_bed));
    let routine = usable(&checked)?;
    let digest = digest(&routine);
    Ok(Loaded { name: EASE.into(), routine, digest, shadows: None, more: Vec::new() })
}

/// Whether a session very likely begins with its first question, whatever is read before that: it is a
/// routine of our own, and there is no interrupted session to ask about.
fn is_sure(asked: &Start, shelf: &Store) -> bool {
    let name = asked.routine.name.as_deref().unwrap_or(FLAGSHIP);
    let interrupted = || shelf.own_folder().is_some_and(journal::was_interrupted_today);
    asked.from.is_none() && shelf.is_built_in(name) && !interrupted()
}

fn gates(asked: &Start) -> Gates {
    match (asked.gates, asked.hands_free) {
        (true, _) => Gates::Every,
        (_, true) => Gates::None,
        _ => Gates::Usual,
    }
}

/// How loud it begins. Who has a breathing plan of their own begins without tones (section 3.1 C).
fn volume(asked: &Start, profile: &Profile, remembered: Volume) -> Volume {
    let untold = asked.volume.is_none();
    let muted = remembered.muted || profile.has(Flag::Breathing);
    Volume { step: asked.volume.unwrap_or(remembered.step), muted: asked.mute || (muted && untold) }
}

/// Today's plan for this person; on which day it is asked how the last session was felt, if it is.
fn todays(loaded: &Loaded, profile: &Profile, lighter: bool, asked_on: Option<Date>) -> Plan {
    let plan = Plan::today(Arc::clone(&loaded.routine)).for_person(profile);
    let remembered = &profile.remembered;
    // What is asked once more is decided by the answer.
    let asks = asked_on.is_some_and(|today| preparation::asks_about_last(remembered, today));
    let too_much = remembered.too_much && !asks && !preparation::is_gentle(loaded);
    if lighter || too_much { plan.lighter() } else { plan }
}

/// No command at a terminal: the plan of a first session.
pub(super) fn first(shelf: &Store) -> Result<Exit, Failure> {
    let routine = RoutineName { name: None };
    let asked = Start {
        routine,
        from: None,
        gates: false,
        hands_free: false,
        plain: false,
        big: false,
        reduced_motion: false,
        lighter: false,
        in_bed: false,
        mute: false,
        volume: None,
        no_journal: false,
    };
    start(&asked, shelf)
}

/// `preview`
pub(super) fn preview(asked: &Preview, shelf: &Store) -> Result<Exit, Failure> {
    let loaded = load(asked.routine.name.as_deref(), shelf)?;
    let plan = Plan::whole(Arc::clone(&loaded.routine));
    let manner = Manner { keyboard: false, gates: Gates::None, volume: None };
    let look = Look::wanted(asked.plain, false, false);
    let setting = Setting { manner, pace: PREVIEW_PACE, look, asks: false };
    let played = play(
        &loaded,
        plan,
        &setting,
        &Profile::default(),
        TerminalSession::take(),
        Journal::off(),
    )?;
    Ok(played.ending.map_or(Exit::Done, Exit::from))
}

fn from_exercise(plan: Plan, number: usize) -> Result<Plan, Failure> {
    let count = plan.routine().exercises.len();
    if number > count {
        let title = plan.routine().title.clone();
        return Err(CommandError::NoExercise { title, count, number }.into());
    }
    Ok(plan.from_exercise(number))
}

/// How a session is conducted.
#[derive(Debug)]
struct Setting {
    manner: Manner,
    pace: u32,
    look: Look,
    /// Whether anything is asked before the plan, and remembered.
    asks: bool,
}

/// What came of a session.
struct Played {
    ending: Option<Ending>,
    volume: Option<Volume>,
    profile: Profile,
    seat: TerminalSession,
}

/// A session to its end.
fn play(
    loaded: &Loaded,
    plan: Plan,
    setting: &Setting,
    profile: &Profile,
    mut seat: TerminalSession,
    journal: Journal,
) -> Result<Played, Failure> {
    if plan.is_empty() && !setting.manner.keyboard {
        return Err(CommandError::NothingForToday.into());
    }
    let today = clock::today();
    let (questions, flags) = preparation::questions(profile, &loaded.routine, today);
    let questions = if setting.asks { questions } else { Vec::new() };
    let manner = Manner { keyboard: setting.manner.keyboard && seat.has_keys(), ..setting.manner };
    let front = front(loaded, &plan, setting, profile, &mut seat, &questions);
    let stage = RealStage::new(front, seat, setting.pace, manner.volume);
    let mut stage = stage.recorded_in(journal);
    let mut session = Session::new(plan, manner).asking(questions).about(flags);
    session = session.at_pace(setting.pace);
    if profile.remembered.too_much && !preparation::is_gentle(loaded) {
        session = session.after_too_much();
    }
    let ending = driver::run(&mut session, &mut stage);
    let verdict = stage.finish_journal();
    let volume = stage.volume();
    let seat = stage.close(&record::verdict(verdict, ending.map(|ending| ending.how)));
    let profile = session.remembered(profile.clone(), &loaded.name, today);
    Ok(Played { ending, volume, profile, seat })
}

/// The face of a session. With nobody at the keyboard the plan is said at once, and before it what
/// would have been asked.
fn front(
    loaded: &Loaded,
    plan: &Plan,
    setting: &Setting,
    profile: &Profile,
    seat: &mut TerminalSession,
    questions: &[PageId],
) -> Front {
    let keys = setting.manner.keyboard && seat.has_keys();
    let briefing = Briefing {
        ends_at: None,
        keys,
        tones: setting.manner.volume.is_some_and(|volume| !volume.is_silent()),
        known: setting.manner.keyboard && profile.remembered.done.contains(&loaded.name),
        more: shadow_line(loaded).into_iter().chain(loaded.more.iter().cloned()).collect(),
    };
    let mut narrator = Narrator::new(clock::day_number()).named(&loaded.name).briefed(briefing);
    let mut said = Vec::new();
    if !keys {
        let card = questions.contains(&PageId::Card).then_some(text::questions::CARD);
        let card = card.into_iter().flatten().chain(card.map(|_| &""));
        said.extend(card.map(ToString::to_string));
        said.extend(narrator.plan(plan, &compile(plan), None));
    }
    match setting.look {
        Look::Screen { big, motion } if seat.has_keys() => {
            Front::screen(View::new(narrator, motion), seat.canvas(big))
        }
        _ => {
            let mut front = Front::lines(Plain::new(narrator), seat.has_keys());
            front.say(&said);
            front
        }
    }
}

/// How a session is shown.
#[derive(Clone, Copy, Debug)]
enum Look {
    Lines,
    Screen { big: bool, motion: Motion },
}

impl Look {
    fn wanted(plain: bool, big: bool, reduced_motion: bool) -> Look {
        let motion = if reduced_motion { Motion::Reduced } else { Motion::Full };
        if plain || !terminal::can_draw() { Look::Lines } else { Look::Screen { big, motion } }
    }
}
