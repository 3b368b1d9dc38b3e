//! The plain face: a session as lines that can be read, heard or piped.
//!
//! Words first: "In. Float the breastbone up." The full cue in a first repetition, one word after.
//! Knows no terminal; whoever prints a line puts the time in front of it, or not.

use std::time::Duration;

use crate::plan::{LeftOut, Plan};
use crate::routine::{Position, Routine, Sides};
use crate::session::{Ending, Event, How, NotNow, Signal};
use crate::timeline::{Part, Span, Step, Timeline};
use crate::units::{Clock, Offset, seconds};
use crate::words;

/// A rest has to be this long for a line of guidance.
const TIME_FOR_GUIDANCE: Duration = seconds(15);

/// What has been said so far, so that nothing is said twice.
#[derive(Debug)]
pub struct Plain {
    guidance: Guidance,
    /// The line before the first breath, until it is said.
    opening: Option<String>,
    /// The item whose set-up was read out already, in the rest before it or in the plan.
    told_setup_of: Option<usize>,
    told_of_silence: bool,
}

impl Plain {
    /// A face that has said nothing. `turn` chooses among lines that would all do, so that days
    /// differ and tests do not.
    pub fn new(routine: &Routine, turn: usize) -> Plain {
        let own = routine.guidance.clone();
        let mut guidance = Guidance { own, turn, given: [0; 3] };
        let opening = guidance.give(words::Moment::Start);
        Plain { guidance, opening, told_setup_of: None, told_of_silence: false }
    }

    /// The same without guidance: only what is in the timeline.
    pub fn without_guidance(routine: &Routine) -> Plain {
        let guidance = Guidance { given: [usize::MAX; 3], ..Plain::new(routine, 0).guidance };
        Plain { guidance, opening: None, told_setup_of: None, told_of_silence: false }
    }

    /// The plan before a session: what, how long, what is needed, what is left out.
    /// `ends_at` is a time of day; without one somebody reads this who cannot answer.
    pub fn plan(
        &mut self,
        plan: &Plan,
        timeline: &Timeline,
        ends_at: Option<&str>,
        tones: bool,
    ) -> Vec<String> {
        let routine = plan.routine();
        let ends = ends_at.map_or(String::new(), |at| format!(", ends about {at}"));
        let mut lines = vec![format!("{}, {}{ends}.", routine.title, Clock(timeline.total()))];
        lines.extend(words::needs(&needs(plan)));
        if timeline.is_setting_up(0) && ends_at.is_some() {
            lines.extend(self.setup(timeline, &timeline.spans()[0]));
        }
        lines.extend(places(plan, timeline));
        lines.extend(left_out(plan));
        lines.extend(tones.then(|| words::TONES.to_owned()));
        lines.push(words::review(&routine.review));
        lines.push(words::GENERAL.into());
        lines
    }

    /// What is printed at an event.
    pub fn page(
        &mut self,
        event: &Event,
        at: Offset,
        timeline: &Timeline,
        layout: Layout,
    ) -> String {
        let at = match event {
            Event::Began(_) => at,
            // What a key does falls between two seconds.
            _ => Offset::at(Duration::from_secs(at.since_zero().as_secs())),
        };
        layout.page(&self.lines(event, timeline), at)
    }

    /// What a face says to an event.
    pub fn lines(&mut self, event: &Event, timeline: &Timeline) -> Vec<String> {
        match event {
            Event::Planned => vec![words::KEYS_AT_THE_PLAN.into()],
            Event::Gate(index) => self.gate(timeline, *index),
            Event::Began(index) => self.began(timeline, *index),
            Event::Settling => vec![words::WHEN_SETTLED.into()],
            Event::Paused { slept: false } => vec![words::PAUSED.into()],
            Event::Paused { slept: true } => vec![words::PAUSED_AFTER_SLEEP.into()],
            Event::CountIn { slept: false } => vec![words::COUNT_IN.into()],
            Event::CountIn { slept: true } => vec![words::AFTER_SLEEP.into()],
            Event::Eased { eased, left } => vec![words::eased(*eased, *left)],
            Event::Longer(longer) => vec![words::longer(*longer).into()],
            Event::Keys => words::KEYS.iter().map(ToString::to_string).collect(),
            Event::Volume(volume) => vec![words::volume(*volume)],
            Event::SoundLost if self.told_of_silence => Vec::new(),
            Event::SoundLost => {
                self.told_of_silence = true;
                vec![words::NO_SOUND.into()]
            }
            Event::NotNow(why) => vec![not_now(*why)],
            Event::Ended(ending) => self.ended(ending),
        }
    }

    fn gate(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        let mut lines = vec![words::next(&timeline.version(&span).title)];
        lines.extend(self.setup(timeline, &span));
        lines.push(words::KEYS_AT_A_GATE.into());
        lines
    }

    fn began(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        match span.part {
            Part::Transition(step) => vec![words::step(step, span.length)],
            Part::Setup => self.set_up(timeline, index),
            Part::LeadIn if timeline.is_setting_up(index) => {
                let mut lines = self.set_up(timeline, index);
                lines.push(words::READY.into());
                lines
            }
            Part::LeadIn => vec![words::READY.into()],
            Part::Phase { .. } => phase(timeline, index),
            Part::ChangeOver { .. } => vec![words::CHANGE_OVER.into()],
            Part::Rest { set: Some(set) } => {
                let sets = timeline.version(&span).sets;
                vec![words::rest(span.length), words::next_set(set + 1, sets)]
            }
            Part::Rest { set: None } => self.rest(timeline, index),
            Part::Finished => Vec::new(),
        }
    }

    fn set_up(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = &timeline.spans()[index];
        let version = timeline.version(span);
        let of = timeline.routine().exercises.len();
        let sided = matches!(version.sides, Sides::Each | Sides::Alternate);
        let mut lines = vec![words::heading(&version.title, span.exercise + 1, of)];
        lines.extend(self.setup(timeline, span));
        lines.extend(words::dose(reps(timeline, index), version.sets, sided));
        lines.extend(self.opening.take());
        lines
    }

    /// The sentences of a set-up, once.
    fn setup(&mut self, timeline: &Timeline, span: &Span) -> Vec<String> {
        if self.told_setup_of == Some(span.item) {
            return Vec::new();
        }
        self.told_setup_of = Some(span.item);
        timeline.version(span).setup.iter().map(|line| words::sentence(line)).collect()
    }

    fn rest(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        let mut lines = vec![words::rest(span.length)];
        if span.length >= TIME_FOR_GUIDANCE {
            lines.extend(self.guidance.give(words::Moment::Rest));
        }
        if timeline.is_setting_up(index + 1) && !timeline.is_gate(index + 1) {
            let next = timeline.spans()[index + 1];
            lines.push(words::next(&timeline.version(&next).title));
            lines.extend(self.setup(timeline, &next));
        }
        lines
    }

    fn ended(&mut self, ending: &Ending) -> Vec<String> {
        let getting_up = words::getting_up(ending.position).to_owned();
        match ending.how {
            How::Finished => {
                let mut lines = vec![words::finished(ending.done, ending.of, ending.lived)];
                lines.push(getting_up);
                lines.extend(self.guidance.give(words::Moment::End));
                lines
            }
            How::NotToday => vec![words::NOT_TODAY.into()],
            How::Signal(Signal::Unheard) => Vec::new(),
            How::Stopped | How::Signal(_) => vec![words::STOPPED.into(), getting_up],
        }
    }
}

/// The lines of guidance that are left, by moment; none comes twice in a session.
#[derive(Debug)]
struct Guidance {
    own: Vec<String>,
    turn: usize,
    given: [usize; 3],
}

impl Guidance {
    fn give(&mut self, moment: words::Moment) -> Option<String> {
        let built_in = words::guidance(moment);
        let own = moment != words::Moment::End && !self.own.is_empty();
        let count = if own { self.own.len() } else { built_in.len() };
        let given = self.given.get_mut(if own { 0 } else { moment as usize })?;
        if *given >= count {
            return None;
        }
        let nth = self.turn.wrapping_add(*given) % count;
        *given += 1;
        match own {
            true => self.own.get(nth).map(|line| words::sentence(line)),
            false => built_in.get(nth).map(ToString::to_string),
        }
    }
}

/// Everything that has to be at hand, each thing once.
pub fn needs(plan: &Plan) -> Vec<&str> {
    let mut needs: Vec<&str> = Vec::new();
    for item in plan.items().iter().filter(|item| item.is_done()) {
        for need in &plan.routine().exercises[item.exercise()].needs {
            // "a firm chair without wheels" is a firm chair.
            let same = |known: &&str| known.starts_with(need.as_str());
            needs.retain(|known| !need.starts_with(known) || need == known);
            if !needs.iter().any(same) {
                needs.push(need);
            }
        }
    }
    needs
}

/// What a plan says of places other than a chair.
fn places(plan: &Plan, timeline: &Timeline) -> Vec<String> {
    let versions = plan.items().iter().filter(|item| item.is_done());
    let positions: Vec<_> = versions.map(|item| item.version(plan.routine()).position).collect();
    let down = timeline.spans().iter().any(|span| span.part == Part::Transition(Step::LieDown));
    let lines = [
        (down, words::ON_A_BED),
        (positions.contains(&Position::Standing), words::ON_YOUR_FEET),
        (positions.contains(&Position::Walking), words::ON_A_WALK),
    ];
    lines.iter().filter(|(so, _)| *so).map(|(_, line)| (*line).to_owned()).collect()
}

fn left_out(plan: &Plan) -> Vec<String> {
    let why = |item: &crate::plan::Item| -> Option<(usize, LeftOut)> {
        Some((item.exercise(), item.left_out()?))
    };
    let told = |(exercise, why): (usize, LeftOut)| {
        words::left_out(&plan.routine().exercises[exercise].full.title, why)
    };
    plan.items().iter().filter_map(why).filter_map(told).collect()
}

/// How many repetitions, a side, the exercise has whose set-up this is.
fn reps(timeline: &Timeline, index: usize) -> u32 {
    let of = |span: &Span| match span.part {
        Part::Phase { of, .. } => Some(of),
        _ => None,
    };
    timeline.spans().iter().skip(index).find_map(of).unwrap_or(1)
}

fn phase(timeline: &Timeline, index: usize) -> Vec<String> {
    let span = timeline.spans()[index];
    let (Part::Phase { turn, of, nth, phase, .. }, Some(held)) = (span.part, timeline.phase(&span))
    else {
        return Vec::new();
    };
    let first = is_first_of_its_kind(timeline, index, nth);
    let said = words::repetition(turn.rep, of, turn.side).filter(|_| phase == 0);
    let cue = held.cue.as_deref().map(words::sentence);
    let word = words::phase_word(held, timeline.exercise(&span).kind);
    let line = match (word, cue) {
        (Some(word), Some(cue)) if first => format!("{word} {cue}"),
        (Some(word), _) => word.to_owned(),
        (None, cue) => cue.unwrap_or_default(),
    };
    said.into_iter().chain([line]).collect()
}

/// Whether the full cue is due: the first repetition of an exercise, and the first easier one.
fn is_first_of_its_kind(timeline: &Timeline, index: usize, nth: usize) -> bool {
    let span = timeline.spans()[index];
    let before = timeline.spans().iter().take(index).rev();
    let earlier = |other: &Span| other.turn().is_some_and(|(earlier, _)| earlier < nth);
    let mut own = before.take_while(|other| other.item == span.item);
    own.find(|other| earlier(other)).is_none_or(|other| other.ease != span.ease)
}

fn not_now(why: NotNow) -> String {
    match why {
        NotNow::NextAfterThis => words::NEXT_AFTER_THIS.into(),
        NotNow::Moving => words::NOT_WHILE_MOVING.into(),
        NotNow::BegunAgainOnce => words::ONCE_AGAIN_IS_ENOUGH.into(),
        NotNow::AtLeast(left) => words::at_least(left),
    }
}

/// How lines are printed.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The longest line, in columns.
    pub width: usize,
    /// What ends a line.
    pub newline: &'static str,
    /// Whether the time stands in front.
    pub timed: bool,
}

impl Layout {
    /// Lines broken by words, with the time in front of the first where that is asked for.
    pub fn page(self, lines: &[String], at: Offset) -> String {
        let mut page = String::new();
        for (nth, line) in lines.iter().enumerate() {
            let lead = match (self.timed, nth) {
                (false, _) => String::new(),
                (true, 0) => format!("{:>7}  ", Clock(at.since_zero())),
                (true, _) => " ".repeat(9),
            };
            let further = " ".repeat(lead.len());
            let options = textwrap::Options::new(self.width)
                .initial_indent(&lead)
                .subsequent_indent(&further);
            for line in textwrap::wrap(line, options) {
                page.push_str(&line);
                page.push_str(self.newline);
            }
        }
        page
    }
}
