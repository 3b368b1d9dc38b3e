//! `start` and `preview`: a session from its plan to its last line.

use std::sync::Arc;

use crate::cli::{Named, Preview, Start};
use crate::device::clock;
use crate::device::disk::{Recalled, Shelf};
use crate::device::front::Front;
use crate::device::journal::Journal;
use crate::device::stage::RealStage;
use crate::device::terminal::{self, SingleKeys};
use crate::error::{Error, Exit};
use crate::interview::Question;
use crate::live;
use crate::plain::Plain;
use crate::plan::Plan;
use crate::session::{Gates, Manner, Session};
use crate::settings::Volume;
use crate::timeline::compile;
use crate::units::Count;
use crate::view::View;
use crate::words;

use super::{Loaded, broken_line, load, record, shadow_line};

/// How much faster than time a preview runs.
const PREVIEW_PACE: u32 = 8;

/// `start`
pub(super) fn start(asked: &Start, shelf: &Shelf) -> Result<Exit, Error> {
    let mut loaded = load(asked.routine.name.as_deref(), shelf)?;
    let mut plan = Plan::today(Arc::clone(&loaded.routine));
    if let Some(number) = asked.from {
        plan = from_exercise(plan, number.into())?;
    }
    let gates = match (asked.gates, asked.hands_free) {
        (true, _) => Gates::Every,
        (_, true) => Gates::None,
        _ => Gates::Usual,
    };
    let Recalled { value: remembered, broken } = shelf.settings();
    loaded.warned.extend(broken.as_ref().map(broken_line));
    let step = asked.volume.unwrap_or(remembered.step);
    let volume = Volume { step, muted: asked.mute || (remembered.muted && asked.volume.is_none()) };
    let keyboard = terminal::has_keyboard();
    let Some((plan, journal)) = record::begin(asked, &loaded, plan, keyboard, shelf)? else {
        return Ok(Exit::Done);
    };
    // Silent, and nobody there who could change that: then no sound is looked for.
    let heard = Some(volume).filter(|volume| keyboard || !volume.is_silent());
    let manner = Manner { keyboard, gates, volume: heard };
    let look = Look::wanted(asked.plain, asked.big);
    let (exit, became) = session(&loaded, plan, manner, 1, look, journal)?;
    if let Some(became) = became.filter(|became| *became != volume) {
        shelf.remember(became);
    }
    Ok(exit)
}

/// No command at a terminal: the plan of a first session.
pub(super) fn first(shelf: &Shelf) -> Result<Exit, Error> {
    let routine = Named { name: None };
    let asked = Start {
        routine,
        from: None,
        gates: false,
        hands_free: false,
        plain: false,
        big: false,
        mute: false,
        volume: None,
        no_journal: false,
    };
    start(&asked, shelf)
}

/// `preview`
pub(super) fn preview(asked: &Preview, shelf: &Shelf) -> Result<Exit, Error> {
    let loaded = load(asked.routine.name.as_deref(), shelf)?;
    let plan = Plan::whole(Arc::clone(&loaded.routine));
    let manner = Manner { keyboard: false, gates: Gates::None, volume: None };
    let look = Look::wanted(asked.plain, false);
    Ok(session(&loaded, plan, manner, PREVIEW_PACE, look, Journal::off())?.0)
}

fn from_exercise(plan: Plan, number: usize) -> Result<Plan, Error> {
    let count = plan.routine().exercises.len();
    if number > count {
        let has = Count(count as u64, "exercise");
        let title = &plan.routine().title;
        return Err(Error::Usage(format!("{title} has {has}; there is no exercise {number}.")));
    }
    Ok(plan.from_exercise(number))
}

/// A session to its end, and how loud it was then.
fn session(
    loaded: &Loaded,
    plan: Plan,
    manner: Manner,
    pace: u32,
    look: Look,
    journal: Journal,
) -> Result<(Exit, Option<Volume>), Error> {
    if plan.is_empty() {
        return Err(Error::Usage(words::NOTHING_FOR_TODAY.into()));
    }
    let mut face = Plain::new(&loaded.routine, clock::day_number()).named(&loaded.name);
    let timeline = compile(&plan);
    let ends_at = manner.keyboard.then(|| clock::time_of_day(timeline.total()));
    let tones = manner.volume.is_some_and(|volume| !volume.is_silent());
    let mut lines = face.plan(&plan, &timeline, ends_at.as_deref(), tones);
    lines.extend(shadow_line(loaded));
    lines.extend(loaded.warned.clone());
    let keys = terminal::has_keyboard().then(SingleKeys::begin).flatten();
    let mut front = match look {
        Look::Screen { big } if keys.is_some() => {
            Front::screen(View::new(face, lines.clone()), big)
        }
        _ => Front::lines(face, keys.is_some()),
    };
    front.say(&lines);
    let manner = Manner { keyboard: manner.keyboard && keys.is_some(), ..manner };
    let stage = RealStage::new(front, keys, pace, manner.volume);
    let mut stage = stage.recorded_in(journal);
    let mut session = Session::new(plan, manner).asking([Question::Card, Question::Before]);
    let ending = live::run(&mut session, &mut stage);
    let verdict = stage.finish_journal();
    let volume = stage.volume();
    stage.close(&record::verdict(verdict, ending.map(|ending| ending.how)));
    Ok((ending.map_or(Exit::Done, Exit::from), volume))
}

/// How a session is shown.
#[derive(Clone, Copy, Debug)]
enum Look {
    Lines,
    Screen { big: bool },
}

impl Look {
    fn wanted(plain: bool, big: bool) -> Look {
        if plain || !terminal::can_draw() { Look::Lines } else { Look::Screen { big } }
    }
}
