//! The plain face: a session as lines that can be read, heard or piped.
//!
//! Words first: "In. Float the breastbone up." The full cue in a first repetition, one word after.
//! Knows no terminal; whoever prints a line puts the time in front of it, or not.

mod plan;

pub use plan::{Briefing, needs};

use std::time::Duration;

use crate::conversation;
use crate::domain::routine::{Breath, Direction, Kind, Position, Routine, Sides};
use crate::domain::timeline::{Part, Span, Timeline};
use crate::domain::units::{Clock, Offset, seconds};
use crate::session::{Asked, Ending, Event, How, NotNow, Signal};
use crate::text::{self, questions::About};

/// A set-up has to be this long for the line that opens the session.
const TIME_TO_OPEN: Duration = seconds(10);
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
    /// What was started, as it is typed.
    name: String,
    briefing: Briefing,
}

impl Plain {
    /// A face that has said nothing. `turn` chooses among lines that would all do, so that days
    /// differ and tests do not.
    pub fn new(routine: &Routine, turn: usize) -> Plain {
        let own = routine.guidance.clone();
        let name = String::new();
        let mut guidance = Guidance { own, turn, given: [0; text::Moment::COUNT] };
        let opening = guidance.give(text::Moment::Start);
        Plain {
            guidance,
            opening,
            told_setup_of: None,
            told_of_silence: false,
            name,
            briefing: Briefing::default(),
        }
    }

    /// The same for a routine that was started by this name.
    #[must_use]
    pub fn named(self, name: &str) -> Plain {
        Plain { name: name.into(), ..self }
    }

    /// The same without guidance: only what is in the timeline.
    pub fn without_guidance(routine: &Routine) -> Plain {
        let guidance = Guidance {
            given: [usize::MAX; text::Moment::COUNT],
            ..Plain::new(routine, 0).guidance
        };
        Plain { guidance, opening: None, ..Plain::new(routine, 0) }
    }

    /// The same with what a plan needs to know beyond the routine.
    #[must_use]
    pub fn briefed(self, briefing: Briefing) -> Plain {
        Plain { briefing, ..self }
    }

    /// When the session would end, as a time of day.
    pub fn ends_at(&mut self, time_of_day: String) {
        self.briefing.ends_at = Some(time_of_day);
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
            Event::Planned { plan, pain } => self.planned(plan, timeline, *pain),
            Event::Adapted { row, left } => text::adapted(*row, *left).into_iter().collect(),
            Event::Gate(index) => self.gate(timeline, *index),
            Event::Began(index) => self.began(timeline, *index),
            Event::Settling => vec![text::WHEN_SETTLED.into()],
            Event::Paused { slept: false } => vec![text::PAUSED.into()],
            Event::Paused { slept: true } => vec![text::PAUSED_AFTER_SLEEP.into()],
            Event::CountIn { slept: false } => vec![text::COUNT_IN.into()],
            Event::CountIn { slept: true } => vec![text::AFTER_SLEEP.into()],
            Event::Eased { eased, left } => vec![text::eased(*eased, *left)],
            Event::Longer(longer) => vec![text::longer(*longer).into()],
            Event::Keys => text::KEYS.iter().map(ToString::to_string).collect(),
            Event::Volume(volume) => vec![text::volume(*volume)],
            Event::SoundLost if self.told_of_silence => Vec::new(),
            Event::SoundLost => {
                self.told_of_silence = true;
                vec![text::NO_SOUND.into()]
            }
            Event::NotNow(why) => vec![not_now(*why)],
            Event::Ended(ending) => self.ended(ending),
            Event::Asked(asked) => self.asked(timeline.routine(), asked),
            Event::Replied(..) | Event::Closed => Vec::new(),
        }
    }

    /// The words of a question.
    pub fn asked(&self, routine: &Routine, asked: &Asked) -> Vec<String> {
        let contact = routine.contact.as_deref();
        let Asked { question, position, before, left, ref list } = *asked;
        let about = About { name: &self.name, contact, position, before, left, list };
        conversation::words(question, &about)
    }

    fn gate(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        let mut lines = vec![text::next(&timeline.version(&span).title)];
        // Whoever comes back to it reads it again.
        self.told_setup_of = None;
        lines.extend(self.setup(timeline, &span));
        lines.push(text::KEYS_AT_A_GATE.into());
        lines
    }

    fn began(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        match span.part {
            Part::Transition(_) => vec![text::step(timeline, index)],
            Part::Setup => self.set_up(timeline, index),
            Part::LeadIn if timeline.is_setting_up(index) => {
                let mut lines = self.set_up(timeline, index);
                lines.push(text::READY.into());
                lines
            }
            Part::LeadIn => vec![text::READY.into()],
            Part::Phase { .. } => {
                phase(timeline, index).into_iter().chain(self.worse(timeline, &span)).collect()
            }
            Part::ChangeOver { .. } => vec![text::change_over(timeline.position_at(index)).into()],
            Part::Rest { set: Some(set) } => {
                let sets = timeline.version(&span).sets;
                let rest = [text::rest(span.length)].into_iter();
                rest.chain(self.worse(timeline, &span))
                    .chain([text::next_set(set + 1, sets)])
                    .collect()
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
        let mut lines = vec![text::heading(&version.title, span.exercise + 1, of)];
        lines.extend(self.setup(timeline, span));
        lines.extend(text::dose(reps(timeline, index), version.sets, sided));
        lines.extend(self.guidance(timeline, index));
        lines
    }

    /// The sentences of a set-up, once.
    fn setup(&mut self, timeline: &Timeline, span: &Span) -> Vec<String> {
        if self.told_setup_of == Some(span.item) {
            return Vec::new();
        }
        self.told_setup_of = Some(span.item);
        timeline.version(span).setup.iter().map(|line| text::sentence(line)).collect()
    }

    /// The line of guidance that belongs to a span as it begins; each comes once.
    pub fn guidance(&mut self, timeline: &Timeline, index: usize) -> Option<String> {
        let span = timeline.spans().get(index)?;
        match span.part {
            Part::Rest { set: None } if span.length >= TIME_FOR_GUIDANCE => {
                self.guidance.give(text::Moment::Rest)
            }
            Part::Setup if span.length >= TIME_TO_OPEN => self.opening.take(),
            _ => None,
        }
    }

    /// A line to go with a whole exercise, for who has the time to read; with the first one the line
    /// that opens the session.
    pub fn guidance_in_movement(&mut self, timeline: &Timeline, index: usize) -> Option<String> {
        if let Some(opening) = self.opening.take() {
            return Some(opening);
        }
        let version = timeline.version(timeline.spans().get(index)?);
        let goes = |direction| version.direction.contains(&direction);
        let moment = match timeline.exercise(&timeline.spans()[index]).kind {
            kind if !kind.is_movement() => return None,
            kind if version.phases.iter().any(|phase| kind.holds(phase)) => text::Moment::Hold,
            _ if goes(Direction::Extension) => text::Moment::Lift,
            _ if goes(Direction::Flexion) => text::Moment::Round,
            _ => return None,
        };
        self.guidance.give(moment)
    }

    /// What key `p` is for, where somebody can press it.
    fn worse(&self, timeline: &Timeline, span: &Span) -> Option<String> {
        let due = self.briefing.keys && timeline.is_for_noticing(span);
        due.then(|| text::WORSE.to_owned())
    }

    fn rest(&mut self, timeline: &Timeline, index: usize) -> Vec<String> {
        let span = timeline.spans()[index];
        let mut lines = vec![text::rest(span.length)];
        lines.extend(self.worse(timeline, &span));
        lines.extend(self.guidance(timeline, index));
        lines.extend(text::next_there(timeline, index + 1));
        if timeline.is_setting_up(index + 1) && !timeline.is_gate(index + 1) {
            let next = timeline.spans()[index + 1];
            lines.push(text::next(&timeline.version(&next).title));
            lines.extend(self.setup(timeline, &next));
        }
        lines
    }

    fn ended(&mut self, ending: &Ending) -> Vec<String> {
        let getting_up = text::getting_up(ending.position).to_owned();
        match ending.how {
            How::Finished if ending.position.is_down() => {
                let finished = text::finished(ending.done, ending.of, ending.lived);
                vec![finished, text::STAY_LYING.into()]
            }
            How::Finished => {
                let mut lines = vec![text::finished(ending.done, ending.of, ending.lived)];
                lines.push(getting_up);
                // Who stands is to sit down first.
                if ending.position == Position::Seated {
                    lines.extend(self.guidance.give(text::Moment::End));
                }
                lines
            }
            How::NotToday => vec![text::NOT_TODAY.into()],
            How::Emergency | How::Instead(_) | How::Signal(Signal::Unheard) => Vec::new(),
            How::RedStop => vec![text::STOPPED_HERE.into()],
            How::Stopped | How::Signal(_) => vec![text::STOPPED.into(), getting_up],
        }
    }
}

/// The lines of guidance that are left, by moment; none comes twice in a session.
#[derive(Debug)]
struct Guidance {
    own: Vec<String>,
    turn: usize,
    given: [usize; text::Moment::COUNT],
}

impl Guidance {
    fn give(&mut self, moment: text::Moment) -> Option<String> {
        let built_in = text::guidance(moment);
        let own = moment != text::Moment::End && !self.own.is_empty();
        let count = if own { self.own.len() } else { built_in.len() };
        let given = self.given.get_mut(if own { 0 } else { moment as usize })?;
        if *given >= count {
            return None;
        }
        let nth = self.turn.wrapping_add(*given) % count;
        *given += 1;
        match own {
            true => self.own.get(nth).map(|line| text::sentence(line)),
            false => built_in.get(nth).map(ToString::to_string),
        }
    }
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
    let phases = &timeline.version(&span).phases;
    // Where the same breath comes twice in a repetition, the word alone would not tell which.
    let twice = phases.iter().filter(|other| other.breath == held.breath).count() > 1;
    let alone = timeline.exercise(&span).kind == Kind::Breath && held.breath == Breath::Free;
    let said = text::repetition(turn.rep, of, turn.side).filter(|_| phase == 0);
    let cue = held.cue.as_deref().map(text::sentence);
    let word = text::phase_word(held, timeline.exercise(&span).kind);
    let line = match (word, cue) {
        (Some(word), Some(cue)) if first || twice => format!("{word} {cue}"),
        (Some(word), _) => word.to_owned(),
        // Breathing without a pace is not paced by words either.
        (None, _) if alone && !first => return Vec::new(),
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
        NotNow::NextAfterThis => text::NEXT_AFTER_THIS.into(),
        NotNow::Moving => text::NOT_WHILE_MOVING.into(),
        NotNow::BegunAgainOnce => text::ONCE_AGAIN_IS_ENOUGH.into(),
        NotNow::AtLeast(left) => text::at_least(left),
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
                page.push_str(line.trim_end());
                page.push_str(self.newline);
            }
        }
        page
    }
}
