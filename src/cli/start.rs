//! `start` and `preview`: a session from its plan to its last line.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::args::{Preview, RoutineName, Start};
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::cli::look::Look;
use crate::conversation::PageId;
use crate::domain::digest::digest;
use crate::domain::plan::Plan;
use crate::domain::profile::{Flag, Told};
use crate::domain::settings::Volume;
use crate::domain::theme::Theme;
use crate::domain::timeline::compile;
use crate::faces::narrator::{Briefing, Narrator};
use crate::faces::plain::Plain;
use crate::faces::view::View;
use crate::format;
use crate::format::diagnostic::Source;
use crate::format::embedded::{EASE, EASY_BREATH, FLAGSHIP, GENTLE_DAY, SEATED_EASE};
use crate::format::theme::USUAL_THEME;
use crate::io::clock;
use crate::io::journal::Journal;
use crate::io::kept_files::Recalled;
use crate::io::output::Output;
use crate::io::stage::RealStage;
use crate::io::store::Store;
use crate::io::terminal_session::TerminalSession;
use crate::io::{journal, terminal};
use crate::journal::Memory;
use crate::session::driver;
use crate::session::{Ending, Gates, How, Instead, Manner, OnceAWeek, Past, Session};
use crate::text;

use super::preparation::Known;
use super::voice::WhoSpeaks;
use super::{
    Loaded, broken_line, comes_first, library, load, load_with, options, preparation, record,
    shadow_line, themes, usable, volume, weekly,
};

/// How much faster than time a preview runs.
const PREVIEW_PACE: u32 = 8;

/// `start`
pub(super) fn start(asked: &Start, store: &Store) -> Result<Exit, Failure> {
    let mut known = Known::read(store);
    let (keyboard, today) = (terminal::has_keyboard(), clock::today());
    let first = comes_first::without_a_keyboard(&known.memory);
    if let Some(first) = first.filter(|_| !keyboard) {
        return comes_first::say(first);
    }
    let who = WhoSpeaks::of(asked, store);
    let look = Look::wanted(asked.plain || who.is_reader(), asked.big, asked.reduced_motion);
    // The first page waits neither for a routine nor for the tones.
    let is_sure = keyboard && is_sure(asked, store);
    let mut terminal = first_page(look, is_sure, &known.memory, today);
    let mut loaded = load_asked(asked, store)?;
    let wished = loaded.routine.sound.theme;
    let (theme, unusual) = themes::for_session(asked.theme.as_deref(), wished, store)?;
    known.lines.extend(unusual);
    let rests = preparation::rests(&known.memory, today);
    if rests && !preparation::is_gentle(&loaded) {
        loaded = gentle_day(asked)?;
        loaded.more.push(text::GENTLE_DAY_FIRST.into());
        loaded.more.extend(asked.as_written.then(|| text::NOT_AS_WRITTEN.to_owned()));
    }
    loaded.more.append(&mut known.lines);
    let Recalled { value: remembered, broken } = store.settings();
    loaded.more.extend(broken.as_ref().map(broken_line));
    // What could not be read stays as it is, also where it can be read by now.
    let keeps_volume = broken.is_none();
    let volume = volume::at_first(asked, &known.profile, remembered);
    loaded.more.extend(volume::words(asked, &known.profile, remembered, keyboard));
    // Silent, and nobody there who could change that: then no sound is looked for.
    let heard = Some(volume).filter(|volume| keyboard || !volume.is_silent());
    let manner = Manner { keyboard, gates: gates(asked), volume: heard };
    let asks = if asked.as_written && !rests { Asks::TheCard } else { Asks::Everything };
    let mut setting = Setting { manner, pace: 1, look, theme, asks, smaller: None, who };
    let mut from = asked.from;
    loop {
        let (mut plan, said) = plan_for(&loaded, &known, asked, &mut setting, store);
        if let Some(number) = from.take() {
            plan = options::from_exercise(plan, number.into())?;
        }
        loaded.more.extend(said);
        loaded.more.extend(setting.who.lines(&plan, keyboard, store));
        loaded.more.extend(preparation::ask_about(&plan, &known.memory));
        let asks = setting.asks != Asks::Nothing;
        let Some((plan, journal)) = record::begin(asked, &loaded, plan, keyboard, asks, store)?
        else {
            return Ok(Exit::Done);
        };
        let keeps = keyboard && known.is_whole;
        let journal = if keeps { journal.with_answers(store, &known.profile) } else { journal };
        let taken = terminal.take().unwrap_or_else(TerminalSession::take);
        let played = play(&loaded, plan, &setting, &known, taken, journal)?;
        known = after(known, &played.told, store, today);
        setting.manner.volume = played.volume;
        terminal = Some(played.terminal);
        loaded = match played.ending.map(|ending| ending.how) {
            Some(How::Instead(Instead::GentleDay)) => gentle_day(asked)?,
            Some(How::Instead(Instead::Rest)) => minute_of_rest(asked)?,
            Some(How::Instead(Instead::Breathing)) => load(Some(EASY_BREATH), &Store::built_in())?,
            _ => {
                let changed = played.volume.filter(|became| *became != volume);
                if let Some(became) = changed.filter(|_| keeps_volume) {
                    volume::remember(became, played.ending, store)?;
                }
                return Ok(played.ending.map_or(Exit::Done, Exit::from));
            }
        };
        setting.asks = Asks::Nothing;
    }
}

/// What is known after a session: as it is on the disk, where it is kept for the next start, and what was
/// declared where that could not be kept.
fn after(before: Known, told: &BTreeMap<Flag, Told>, store: &Store, today: Date) -> Known {
    store.own_folder().into_iter().for_each(journal::keep_memory);
    let Known { mut profile, is_whole, .. } = before;
    let known = profile.clone();
    profile.tell_all(told, &known, today);
    Known { profile, is_whole, ..Known::read(store) }
}

/// Today's plan, and what is said about it.
fn plan_for(
    loaded: &Loaded,
    known: &Known,
    asked: &Start,
    setting: &mut Setting,
    store: &Store,
) -> (Plan, Vec<String>) {
    if setting.asks == Asks::TheCard {
        return (preparation::as_written(loaded, known, &asked.with), Vec::new());
    }
    let keyboard = setting.manner.keyboard;
    let asks = keyboard && setting.asks == Asks::Everything;
    let wishes = (asked.lighter, asked.with.as_slice());
    let (plan, mut said) = preparation::todays(loaded, known, clock::today(), wishes, asks);
    let (plan, is_smaller) =
        if keyboard { (plan, false) } else { preparation::unasked(loaded, known, &plan) };
    let rests = preparation::rests(&known.memory, clock::today());
    let said_first = if rests { text::NOBODY_WAS_ASKED_TODAY } else { text::NOBODY_WAS_ASKED };
    setting.smaller = is_smaller.then_some(said_first);
    let (plan, more) = preparation::past_days(loaded, known, plan, store);
    said.extend(more);
    (plan, said)
}

/// What safety rules start is always the one that comes with the program (law 7).
fn gentle_day(asked: &Start) -> Result<Loaded, Failure> {
    load_placed(asked, Some(GENTLE_DAY), &Store::built_in())
}

/// The routine that was asked for; it has the optional groups that were.
fn load_asked(asked: &Start, store: &Store) -> Result<Loaded, Failure> {
    let loaded = load_placed(asked, asked.routine.name.as_deref(), store)?;
    options::check(&asked.with, &loaded.routine)?;
    Ok(loaded)
}

/// The routine of that name, lying where that was asked for and all of it can be done so.
fn load_placed(asked: &Start, name: Option<&str>, store: &Store) -> Result<Loaded, Failure> {
    if !asked.in_bed {
        return load(name, store);
    }
    let lying = load_with(name, &library(store).in_bed(true), store)?;
    if lying.routine.exercises.iter().all(|exercise| exercise.full.position.is_down()) {
        return Ok(lying);
    }
    let mut loaded = load(name, store)?;
    loaded.more.push(text::NOT_ALL_LYING.into());
    Ok(loaded)
}

/// A minute of rest instead of a session: in bed lying, else with the arms on a table.
fn minute_of_rest(asked: &Start) -> Result<Loaded, Failure> {
    let ours = Store::built_in();
    let checked =
        format::check(&Source::new(EASE, SEATED_EASE), &library(&ours).in_bed(asked.in_bed));
    let routine = usable(&checked)?;
    let digest = digest(&routine);
    let (name, shadows, more) = (EASE.into(), None, Vec::new());
    Ok(Loaded { name, routine, digest, is_ours: true, shadows, more })
}

/// The first page on a screen, before anything else is read.
fn first_page(look: Look, is_sure: bool, memory: &Memory, today: Date) -> Option<TerminalSession> {
    let Look::Screen { big, .. } = look else { return None };
    if !is_sure {
        return None;
    }
    Some(TerminalSession::before(&preparation::first_page(memory, today), big))
}

/// Whether a session very likely begins with its first question, whatever is read before that: it is a
/// routine of our own, and there is no interrupted session to ask about.
fn is_sure(asked: &Start, store: &Store) -> bool {
    let name = asked.routine.name.as_deref().unwrap_or(FLAGSHIP);
    let interrupted = || store.own_folder().is_some_and(journal::was_interrupted_today);
    let is_plain = asked.from.is_none() && asked.theme.is_none() && asked.with.is_empty();
    is_plain && store.is_built_in(name) && !interrupted()
}

fn gates(asked: &Start) -> Gates {
    match (asked.gates, asked.hands_free) {
        (true, _) => Gates::Every,
        (_, true) => Gates::None,
        _ => Gates::Usual,
    }
}

/// No command at a terminal: the plan of a first session.
pub(super) fn first(store: &Store) -> Result<Exit, Failure> {
    let routine = RoutineName { name: None };
    let asked = Start {
        routine,
        from: None,
        with: Vec::new(),
        gates: false,
        hands_free: false,
        plain: false,
        big: false,
        reduced_motion: false,
        lighter: false,
        as_written: false,
        in_bed: false,
        mute: false,
        volume: None,
        theme: None,
        voice: None,
        no_voice: false,
        no_journal: false,
        stay: false,
    };
    start(&asked, store)
}

/// `preview`
pub(super) fn preview(asked: &Preview, store: &Store) -> Result<Exit, Failure> {
    let loaded = load(asked.routine.name.as_deref(), store)?;
    let plan = Plan::whole(Arc::clone(&loaded.routine)).with_options(&[]);
    let manner = Manner { keyboard: false, gates: Gates::None, volume: None };
    let look = Look::wanted(asked.plain, false, false);
    let asks = Asks::Nothing;
    let theme = themes::theme(USUAL_THEME, &Store::built_in())?;
    let who = WhoSpeaks::default();
    let setting = Setting { manner, pace: PREVIEW_PACE, look, theme, asks, smaller: None, who };
    let known = Known::nothing();
    let played = play(&loaded, plan, &setting, &known, TerminalSession::take(), Journal::off())?;
    Ok(played.ending.map_or(Exit::Done, Exit::from))
}

/// How a session is conducted.
#[derive(Debug)]
struct Setting {
    manner: Manner,
    pace: u32,
    look: Look,
    theme: Arc<Theme>,
    /// What is asked before the plan.
    asks: Asks,
    /// What is said where nobody is there to be asked, and the plan is smaller for it.
    smaller: Option<&'static str>,
    who: WhoSpeaks,
}

/// What is asked before the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Everything,
    /// The file is played as it is written.
    TheCard,
    Nothing,
}

/// What came of a session.
struct Played {
    ending: Option<Ending>,
    volume: Option<Volume>,
    told: BTreeMap<Flag, Told>,
    terminal: TerminalSession,
}

/// A session to its end.
fn play(
    loaded: &Loaded,
    plan: Plan,
    setting: &Setting,
    known: &Known,
    mut terminal: TerminalSession,
    journal: Journal,
) -> Result<Played, Failure> {
    if plan.is_empty() && !setting.manner.keyboard {
        return Err(CommandError::NothingForToday.into());
    }
    let today = clock::today();
    let (questions, flags) = preparation::questions(known, loaded, today);
    let questions = match setting.asks {
        Asks::Everything => questions,
        Asks::TheCard => preparation::first(&known.memory, today).to_vec(),
        Asks::Nothing => Vec::new(),
    };
    let manner =
        Manner { keyboard: setting.manner.keyboard && terminal.has_keys(), ..setting.manner };
    let plan = if manner.keyboard { plan } else { preparation::easier_for_legs(plan, known) };
    let weekly = match setting.asks {
        Asks::Everything if journal.keeps_everything() => weekly::of(known, today),
        _ => OnceAWeek::default(),
    };
    let output = output(loaded, &plan, setting, known, &mut terminal, &questions);
    let theme = Arc::clone(&setting.theme);
    let stage = RealStage::new(output, terminal, setting.pace, manner.volume, Arc::clone(&theme));
    let voice = setting.who.engine(plan.routine(), manner.keyboard);
    let mut stage = stage.spoken(voice, theme).recorded_in(journal);
    let dizzy_today = known.memory.dizzy == Some(today);
    let past = Past { dizzy_today, ..preparation::past(known, loaded, today) };
    let session = Session::new(plan, manner).asking(questions).about(flags).after(past);
    let session = session.once_a_week(weekly);
    let mut session = session.at_pace(setting.pace);
    let ending = driver::run(&mut session, &mut stage);
    let verdict = stage.finish_journal();
    let volume = stage.volume();
    let how = ending.map(|ending| ending.how);
    let how = if session.is_an_emergency() { Some(How::Emergency) } else { how };
    let told = session.declarations();
    let mut lines = record::verdict(verdict, how);
    lines.extend(record::last_sessions(known.folder.as_deref(), &lines, how));
    // Written over what nobody could read they would be the only ones.
    if !known.is_whole && !told.is_empty() {
        lines.push(text::ANSWERS_NOT_KEPT.into());
    }
    let terminal = stage.close(&lines);
    Ok(Played { ending, volume, told, terminal })
}

/// The face of a session. With nobody at the keyboard the plan is said at once, and before it what
/// would have been asked.
fn output(
    loaded: &Loaded,
    plan: &Plan,
    setting: &Setting,
    known: &Known,
    terminal: &mut TerminalSession,
    questions: &[PageId],
) -> Output {
    let keys = setting.manner.keyboard && terminal.has_keys();
    let briefing = Briefing {
        ends_at: None,
        keys,
        tones: setting.manner.volume.is_some_and(|volume| !volume.is_silent()),
        known: setting.manner.keyboard && known.memory.finished.contains(&loaded.name),
        more: shadow_line(loaded).into_iter().chain(loaded.more.iter().cloned()).collect(),
    };
    let mut narrator = Narrator::new(clock::day_number()).named(&loaded.name).briefed(briefing);
    let mut said = Vec::new();
    said.extend(setting.smaller.map(ToOwned::to_owned));
    if !keys {
        let card = questions.contains(&PageId::Card).then_some(text::questions::CARD);
        let card = card.into_iter().flatten().chain(card.map(|_| &""));
        said.extend(card.map(ToString::to_string));
        said.extend(narrator.plan(plan, &compile(plan), None));
    }
    match setting.look {
        Look::Screen { big, motion } if terminal.has_keys() => {
            Output::screen(View::new(narrator, motion), terminal.canvas(big))
        }
        _ => {
            let reader = setting.who.reader();
            if setting.who.is_reader() && reader.is_none() {
                said.push(text::voice::NO_READER.into());
            }
            let mut output = Output::lines(Plain::new(narrator), terminal.has_keys());
            // Nobody waits for the end of a page that is read out while the session runs.
            output.say(&said);
            output.read_by(reader)
        }
    }
}
