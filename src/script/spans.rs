//! What is said at each span.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::domain::routine::{Breath, Direction, Kind, Position, Side, Sides};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::domain::units::seconds;
use crate::text;

use super::guidance::Heard;
use super::{Guidance, Telling, Topic, Utterance};

/// A set-up has to be this long for the line that opens the session.
const TIME_TO_OPEN: Duration = seconds(10);
/// Who listens is told how long to stay, from here on.
const LONG_TO_STAY: Duration = seconds(10);
/// A rest has to be this long for a line of guidance.
const TIME_FOR_GUIDANCE: Duration = seconds(15);

/// Goes through a timeline span by span, and knows what was heard before.
pub(super) struct Teller<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) telling: Telling,
    pub(super) heard: Heard,
}

impl Teller<'_> {
    /// Everything that is said at a span.
    pub(super) fn at(&mut self, index: usize) -> Vec<Utterance> {
        let Some(span) = self.timeline.spans().get(index) else { return Vec::new() };
        match span.part {
            Part::Transition(step) => self.step(index, step),
            Part::Setup | Part::LeadIn => self.getting_ready(index, span),
            Part::Phase { .. } => self.phase(index, span),
            Part::ChangeOver { .. } => {
                let change = text::change_over(self.timeline.position_at(index));
                vec![self.say(index, Topic::Side, change)]
            }
            Part::Rest { set } => self.rest(index, span, set),
            Part::Finished => self.end(index),
        }
    }

    fn say(&self, span: usize, topic: Topic, full: impl Into<String>) -> Utterance {
        let full = full.into();
        let at = self.timeline.spans().get(span).map(|span| span.at).unwrap_or_default();
        Utterance { at, span, topic, short: full.clone(), full }
    }

    fn say_in_short(
        &self,
        span: usize,
        topic: Topic,
        full: impl Into<String>,
        short: impl Into<String>,
    ) -> Utterance {
        Utterance { short: short.into(), ..self.say(span, topic, full) }
    }

    /// A step of a change of position. Who listens hears on the way what is to come, and how to get ready; who
    /// reads, before lying down for it.
    fn step(&mut self, index: usize, step: Step) -> Vec<Utterance> {
        let words = text::step(self.timeline, index);
        let mut utterances = vec![self.say(index, Topic::Position, words)];
        if !self.telling.aloud {
            let sets_up = step == Step::LieDown && self.timeline.is_setting_up(index + 1);
            utterances.extend(sets_up.then(|| self.set_up(index, index + 1)).into_iter().flatten());
            return utterances;
        }
        let lies_down = |span: &Span| span.part == Part::Transition(Step::LieDown);
        if step == Step::LieDown && !self.timeline.spans().iter().take(index).any(lies_down) {
            let expect = text::voice::what_to_expect(self.timeline.position_at(index));
            let expect = expect.iter().map(|words| self.say(index, Topic::Expect, *words));
            utterances.extend(expect);
        }
        if self.timeline.is_setting_up(index + 1) {
            utterances.extend(self.next(index, index + 1));
            utterances.extend(self.set_up(index, index + 1));
        }
        utterances
    }

    /// What tells somebody who was away where they are: the side and what is done, the step, the rest.
    pub(super) fn again(&self, index: usize) -> Vec<Utterance> {
        let Some(span) = self.timeline.spans().get(index) else { return Vec::new() };
        match span.part {
            Part::Transition(_) => {
                vec![self.say(index, Topic::Position, text::step(self.timeline, index))]
            }
            Part::Setup => {
                let title = text::sentence(&self.timeline.version(span).title);
                vec![self.say(index, Topic::Name, title)]
            }
            Part::Phase { turn, .. } => {
                let side = turn.side.map(|side| self.which_side(index, side));
                let movement = self
                    .movement(index, span)
                    .map(|movement| Utterance { full: movement.short.clone(), ..movement });
                side.into_iter().chain(movement).collect()
            }
            Part::ChangeOver { .. } => {
                let change = text::change_over(self.timeline.position_at(index));
                vec![self.say(index, Topic::Side, change)]
            }
            Part::Rest { .. } => {
                let position = self.timeline.position_at(index);
                vec![self.say(index, Topic::Rest, text::rest_in(position, Duration::ZERO))]
            }
            Part::LeadIn | Part::Finished => Vec::new(),
        }
    }

    fn which_side(&self, index: usize, side: Side) -> Utterance {
        let lies = self.timeline.position_at(index) == Position::SideLying;
        self.say(index, Topic::Side, if lies { text::lying_on(side) } else { text::side(side) })
    }

    fn getting_ready(&mut self, index: usize, span: &Span) -> Vec<Utterance> {
        let mut utterances = Vec::new();
        if self.timeline.is_setting_up(index) {
            utterances.extend(self.name_and_dose(index, span));
        }
        if span.part == Part::LeadIn {
            utterances.push(self.say(index, Topic::Ready, text::READY));
        }
        utterances
    }

    fn name_and_dose(&mut self, index: usize, span: &Span) -> Vec<Utterance> {
        let version = self.timeline.version(span);
        let of = self.timeline.routine().exercises.len();
        let sided = matches!(version.sides, Sides::Each | Sides::Alternate);
        let heading = text::heading(&version.title, span.exercise + 1, of, span.round);
        let short = text::short_heading(&version.title, span.round);
        let mut utterances = vec![self.say_in_short(index, Topic::Name, heading, short)];
        utterances.extend(self.set_up(index, index));
        let reps = self.reps(index);
        let dose = match self.timeline.exercise(span).up_to {
            true => text::dose_at_most(reps, sided, self.telling.keys),
            false => text::dose(reps, version.sets, sided),
        };
        utterances.extend(dose.map(|dose| self.say(index, Topic::Count, dose)));
        if span.part == Part::Setup
            && span.length >= TIME_TO_OPEN
            && self.telling.guidance == Guidance::Between
        {
            let line = self.heard.opening(self.timeline.routine(), self.telling.turn);
            utterances.extend(line.map(|line| self.say(index, Topic::Guidance, line)));
        }
        utterances
    }

    /// The sentences of the set-up of the span `of`, said at the span `index`; each comes once.
    pub(super) fn set_up(&mut self, index: usize, of: usize) -> Vec<Utterance> {
        let Some(span) = self.timeline.spans().get(of) else { return Vec::new() };
        if !self.heard.set_up_is_due(span) {
            return Vec::new();
        }
        let lines = self.timeline.version(span).setup.iter();
        lines.map(|line| self.say(index, Topic::SetUp, text::sentence(line))).collect()
    }

    /// What comes next is the exercise of the span `of`, said at the span `index`.
    pub(super) fn next(&self, index: usize, of: usize) -> Vec<Utterance> {
        let span = self.timeline.spans().get(of);
        let title = span.map(|span| text::next(&self.timeline.version(span).title));
        title.into_iter().map(|title| self.say(index, Topic::Next, title)).collect()
    }

    /// What comes next, and how to get ready for it; who has yet to lie down gets ready there.
    pub(super) fn at_a_gate(&mut self, index: usize) -> Vec<Utterance> {
        if !self.timeline.is_setting_up(index) {
            let there = text::next_there(self.timeline, index);
            return there.map(|there| self.say(index, Topic::Next, there)).into_iter().collect();
        }
        let mut utterances = self.next(index, index);
        utterances.extend(self.set_up(index, index));
        utterances
    }

    /// How many repetitions, a side, the exercise has whose set-up this is.
    fn reps(&self, index: usize) -> u32 {
        let of = |span: &Span| match span.part {
            Part::Phase { of, .. } => Some(of),
            _ => None,
        };
        self.timeline.spans().iter().skip(index).find_map(of).unwrap_or(1)
    }

    fn phase(&mut self, index: usize, span: &Span) -> Vec<Utterance> {
        let mut utterances = self.repetition(index, span);
        utterances.extend(self.how_long(index, span));
        utterances.extend(self.notice(index, span));
        let opens = matches!(span.part, Part::Phase { nth: 0, phase: 0, .. });
        if opens && self.telling.guidance == Guidance::Beside {
            let line = self.line_beside_movement(span);
            utterances.extend(line.map(|line| self.say(index, Topic::Guidance, line)));
        }
        utterances
    }

    fn repetition(&self, index: usize, span: &Span) -> Vec<Utterance> {
        let Part::Phase { turn, of, .. } = span.part else { return Vec::new() };
        let Some(movement) = self.movement(index, span) else { return Vec::new() };
        let mut utterances = Vec::new();
        if self.timeline.is_first_phase(index) {
            utterances.extend(turn.side.map(|side| self.which_side(index, side)));
            let is_last = self.telling.aloud && turn.rep > 1 && turn.rep == of;
            let count = if is_last {
                Some((text::voice::LAST_ONE.to_owned(), text::voice::LAST.to_owned()))
            } else {
                text::repetition(turn.rep, of).map(|count| (count, format!("{}.", turn.rep)))
            };
            let count =
                count.map(|(all, short)| self.say_in_short(index, Topic::Count, all, short));
            utterances.extend(count);
        }
        utterances.push(movement);
        utterances
    }

    /// How long to stay, for who listens and sees no bar.
    fn how_long(&self, index: usize, span: &Span) -> Option<Utterance> {
        let stays = self.timeline.phase(span).is_some_and(|phase| phase.hold);
        let is_due = stays && span.length >= LONG_TO_STAY && self.is_first_of_its_kind(index, span);
        let words = || text::voice::for_so_long(span.length);
        (self.telling.aloud && is_due).then(|| self.say(index, Topic::Count, words()))
    }

    /// The full cue in a first repetition, one word after; nothing where the word would be none.
    fn movement(&self, index: usize, span: &Span) -> Option<Utterance> {
        let current = self.timeline.phase(span)?;
        let kind = self.timeline.exercise(span).kind;
        let first = self.is_first_of_its_kind(index, span);
        let phases = &self.timeline.version(span).phases;
        // Where the same word comes twice in a repetition, it alone would not tell which.
        let word = text::phase_word(current, kind);
        let twice = phases.iter().filter(|other| text::phase_word(other, kind) == word).count() > 1;
        let cue = current.cue.as_deref().map(text::sentence);
        match (word, cue) {
            (Some(word), Some(cue)) if first || twice => {
                Some(self.say_in_short(index, Topic::Movement, format!("{word} {cue}"), word))
            }
            (Some(word), _) => Some(self.say(index, Topic::Movement, word)),
            // Breathing without a pace is not paced by words either.
            (None, _) if kind == Kind::Breath && current.breath == Breath::Free && !first => None,
            (None, cue) => Some(self.say(index, Topic::Movement, cue.unwrap_or_default())),
        }
    }

    /// Whether the full cue is due: the first repetition of an exercise, and the first easier one.
    fn is_first_of_its_kind(&self, index: usize, span: &Span) -> bool {
        let nth = span.turn().map_or(0, |(nth, _)| nth);
        let before = self.timeline.spans().iter().take(index).rev();
        let earlier = |other: &Span| other.turn().is_some_and(|(earlier, _)| earlier < nth);
        let mut of_this_item = before.take_while(|other| other.item == span.item);
        of_this_item.find(|other| earlier(other)).is_none_or(|other| other.ease != span.ease)
    }

    /// What key `p` is for, where somebody can press it; to who listens, that it is good to stop.
    fn notice(&self, index: usize, span: &Span) -> Option<Utterance> {
        let Telling { keys, aloud, .. } = self.telling;
        let due = (keys || aloud) && self.timeline.is_for_noticing(span);
        let position = self.timeline.position_at(index);
        let words = if aloud { text::voice::worse_then_stop(position) } else { text::WORSE };
        due.then(|| self.say(index, Topic::Notice, words))
    }

    fn rest(&mut self, index: usize, span: &Span, set: Option<u32>) -> Vec<Utterance> {
        let position = self.timeline.position_at(index);
        let words = |length| text::rest_in(position, length);
        let (full, short) = (words(span.length), words(Duration::ZERO));
        let mut utterances = vec![self.say_in_short(index, Topic::Rest, full, short)];
        utterances.extend(self.notice(index, span));
        if let Some(set) = set {
            let next = text::next_set(set + 1, self.timeline.version(span).sets);
            utterances.push(self.say(index, Topic::Next, next));
            return utterances;
        }
        let round = self.timeline.round_after(index).map(text::next_round);
        utterances.extend(round.map(|round| self.say(index, Topic::Next, round)));
        if span.length >= TIME_FOR_GUIDANCE {
            let line = self.line(text::GuidanceMoment::Rest);
            utterances.extend(line.map(|line| self.say(index, Topic::Guidance, line)));
        }
        let there = text::next_there(self.timeline, index + 1);
        utterances.extend(there.map(|there| self.say(index, Topic::Next, there)));
        if self.timeline.is_setting_up(index + 1) && !self.timeline.is_gate(index + 1) {
            utterances.extend(self.next(index, index + 1));
            utterances.extend(self.set_up(index, index + 1));
        }
        utterances
    }

    fn line(&mut self, moment: text::GuidanceMoment) -> Option<String> {
        let given = self.telling.guidance != Guidance::Nowhere;
        let routine = self.timeline.routine();
        given.then(|| self.heard.guidance(routine, self.telling.turn, moment)).flatten()
    }

    /// A line to go with a whole exercise, for who has the time to read; with the first one the line
    /// that opens the session.
    fn line_beside_movement(&mut self, span: &Span) -> Option<String> {
        let opening = self.heard.opening(self.timeline.routine(), self.telling.turn);
        if opening.is_some() {
            return opening;
        }
        let (version, kind) = (self.timeline.version(span), self.timeline.exercise(span).kind);
        let goes = |direction| version.direction.contains(&direction);
        let moment = match kind {
            kind if !kind.is_movement() => return None,
            kind if version.phases.iter().any(|phase| kind.holds(phase)) => {
                text::GuidanceMoment::Hold
            }
            _ if goes(Direction::Extension) => text::GuidanceMoment::Lift,
            _ if goes(Direction::Flexion) => text::GuidanceMoment::Round,
            _ => return None,
        };
        self.line(moment)
    }

    /// The line of guidance that a session ends with.
    pub(super) fn closing_line(&mut self) -> Option<String> {
        self.line(text::GuidanceMoment::End)
    }

    /// The end of a session that was lived as it stands here: everything done, nothing paused.
    fn end(&mut self, index: usize) -> Vec<Utterance> {
        let done = self.timeline.spans().iter().filter(|span| span.turn().is_some());
        let of = done.map(|span| span.exercise).collect::<BTreeSet<_>>().len();
        let position = self.timeline.position_at(index);
        let down = position.is_down();
        let up = if down { text::STAY_LYING } else { text::getting_up(position) };
        let mut utterances = if self.telling.aloud {
            let short = if down { text::STAY_AS_LONG } else { up };
            let full = format!("{} {up}", text::THAT_IS_ALL);
            vec![self.say_in_short(index, Topic::Position, full, short)]
        } else {
            let finished = text::finished(of, of, self.timeline.total());
            vec![self.say(index, Topic::End, finished), self.say(index, Topic::Position, up)]
        };
        // Who stands is to sit down first.
        let line = if position == Position::Seated { self.closing_line() } else { None };
        utterances.extend(line.map(|line| self.say(index, Topic::Guidance, line)));
        utterances
    }
}
