//! A plan laid out in time: a list of spans without a gap, from the first set-up to the end.
//!
//! Everything that is seen, heard, printed or tested reads this list. Nobody but [`compile`] knows
//! how a breath or a repetition becomes seconds. Knows no clock and nobody at the keyboard.

use std::sync::Arc;
use std::time::Duration;

use crate::plan::{Ease, Item, LeftOut, Pause, Plan, Turn, version};
use crate::routine::{DEFAULT_TURN_OVER, Exercise, Phase, Position, Routine, Side, Sides, Version};
use crate::units::{Offset, seconds};

/// The end of a set-up, in which the first breath is announced.
const LEAD_IN: Duration = seconds(3);

/// One step of a change of position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Lying down slowly (`T-LIE`).
    LieDown,
    /// Getting up, first: rolling to the side (`T-UP`).
    Roll,
    /// Getting up, second: pushing up with the arms (`T-UP`).
    PushUp,
    /// Getting up, third: sitting before standing (`T-UP`).
    Sit,
    /// Standing and holding support (`T-STAND`).
    Stand,
    /// Turning between two ways of lying.
    Turn,
}

impl Step {
    /// Whether this belongs to getting up, which nobody may shorten.
    pub const fn is_getting_up(self) -> bool {
        matches!(self, Step::Roll | Step::PushUp | Step::Sit)
    }
}

/// What a span is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Changing position, on the way to the exercise, or away from the last one.
    Transition(Step),
    /// Getting ready.
    Setup,
    /// The last three seconds of getting ready.
    LeadIn,
    /// A phase of a repetition.
    Phase {
        /// Which repetition.
        turn: Turn,
        /// How many there are in this set, for this side.
        of: u32,
        /// Its place among the repetitions of the item.
        nth: usize,
        /// Its place in the repetition.
        phase: usize,
    },
    /// From the left to the right.
    ChangeOver {
        /// The set.
        set: u32,
    },
    /// Between two sets, where a set is named; otherwise after the exercise.
    Rest {
        /// The set just done.
        set: Option<u32>,
    },
    /// The end; no length.
    Finished,
}

/// A stretch of the session in which one thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub at: Offset,
    /// How long it lasts.
    pub length: Duration,
    /// The item of the plan, for a change of position the one it leads to; what comes after the last
    /// item counts as one more.
    pub item: usize,
    /// The exercise, by its index in the routine: for the last change of position the one it leaves.
    pub exercise: usize,
    /// The version it is done in.
    pub ease: Ease,
    /// What it is for.
    pub part: Part,
}

impl Span {
    /// Where it ends.
    pub fn end(&self) -> Offset {
        self.at + self.length
    }

    /// What key `l` would make longer here.
    pub fn pause(&self) -> Option<Pause> {
        match self.part {
            Part::Transition(_) => Some(Pause::Transition),
            Part::Setup => Some(Pause::Setup),
            Part::ChangeOver { set } => Some(Pause::ChangeOver(set)),
            Part::Rest { set: Some(set) } => Some(Pause::BetweenSets(set)),
            Part::Rest { set: None } => Some(Pause::Rest),
            Part::LeadIn | Part::Phase { .. } | Part::Finished => None,
        }
    }

    /// The repetition it belongs to.
    pub fn turn(&self) -> Option<(usize, Turn)> {
        match self.part {
            Part::Phase { turn, nth, .. } => Some((nth, turn)),
            _ => None,
        }
    }
}

/// A session laid out in time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    routine: Arc<Routine>,
    spans: Vec<Span>,
    left_out: Vec<(usize, LeftOut)>,
}

impl Timeline {
    /// The routine it was made from.
    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// The spans in their order; the last one is [`Part::Finished`].
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The exercises that are not part of it, by their index in the routine, and why.
    pub fn left_out(&self) -> &[(usize, LeftOut)] {
        &self.left_out
    }

    /// How long the session takes with nobody at the keyboard.
    pub fn total(&self) -> Duration {
        self.spans.last().map_or(Duration::ZERO, |last| last.end().since_zero())
    }

    /// The index of the span that is going on at `offset`; the end belongs to the last one.
    pub fn index_at(&self, offset: Offset) -> usize {
        self.spans.partition_point(|span| span.at <= offset).saturating_sub(1)
    }

    /// The first span of an item, its change of position included.
    pub fn start_of(&self, item: usize) -> Option<usize> {
        self.spans.iter().position(|span| span.item == item)
    }

    /// The exercise of a span.
    pub fn exercise(&self, span: &Span) -> &Exercise {
        self.routine.exercise(span.exercise)
    }

    /// The version that a span belongs to.
    pub fn version(&self, span: &Span) -> &Version {
        version(self.exercise(span), span.ease)
    }

    /// The phase of a span that is part of a repetition.
    pub fn phase(&self, span: &Span) -> Option<&Phase> {
        match span.part {
            Part::Phase { phase, .. } => self.version(span).phases.get(phase),
            _ => None,
        }
    }

    /// Whether a span is a rest.
    pub fn is_rest(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| matches!(span.part, Part::Rest { .. }))
    }

    /// Whether a span opens a repetition.
    pub fn is_first_phase(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| matches!(span.part, Part::Phase { phase: 0, .. }))
    }

    /// Where the repetition around a span begins, and how long it is.
    pub fn repetition_around(&self, index: usize) -> Option<(Offset, Duration)> {
        let turn = self.spans.get(index)?.turn()?;
        let same = |span: &&Span| span.turn() == Some(turn);
        let back = self.spans.iter().take(index + 1).rev().take_while(same).last()?;
        let ahead = self.spans.iter().skip(index).take_while(same).last()?;
        Some((back.at, ahead.end().since(back.at)))
    }

    /// Whether a person is upright here and has to walk a step: the session waits for a key.
    pub fn is_gate(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.spans.get(before));
        let risen = |span: &Span| matches!(span.part, Part::Transition(Step::Sit | Step::Stand));
        self.is_setting_up(index) && before.is_some_and(risen)
    }

    /// Whether a span opens the set-up of an exercise.
    pub fn is_setting_up(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.spans.get(before));
        match self.spans.get(index).map(|span| span.part) {
            Some(Part::Setup) => true,
            Some(Part::LeadIn) => before.is_none_or(|span| span.part != Part::Setup),
            _ => false,
        }
    }

    /// How the body is placed at a span; on the way down a person counts as down already.
    pub fn position_at(&self, index: usize) -> Position {
        let placed = |span: &Span| match span.part {
            Part::Transition(Step::Roll) | Part::Finished => None,
            Part::Transition(Step::PushUp | Step::Sit) => Some(Position::Seated),
            Part::Transition(Step::Stand) => Some(Position::Standing),
            Part::Rest { set: None } => Some(self.version(span).ends_in()),
            _ => {
                let own = self.phase(span).and_then(|phase| phase.position);
                own.or(Some(self.version(span).position))
            }
        };
        let mut so_far = self.spans.iter().take(index + 1).rev();
        so_far.find_map(placed).unwrap_or(Position::Seated)
    }
}

/// How a body is placed between two exercises.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stance {
    position: Position,
    side: Option<Side>,
}

struct Layout<'p> {
    plan: &'p Plan,
    spans: Vec<Span>,
    at: Offset,
}

/// Lays a plan out in time. The sum of the lengths is the total, by construction.
pub fn compile(plan: &Plan) -> Timeline {
    let mut layout = Layout { plan, spans: Vec::new(), at: Offset::ZERO };
    let mut so_far: Option<(&Item, Stance)> = None;
    for (index, item) in plan.items().iter().enumerate() {
        if item.left_out().is_none() {
            let from = so_far.map(|(_, stance)| stance);
            so_far = Some((item, layout.item(index, item, from)));
        }
    }
    if let Some((last, stance)) = so_far {
        let end = plan.items().len();
        let longer = plan.longer_at_the_end();
        layout.transition(end, last, Some(stance), None, longer);
        layout.push(end, last, Ease::Full, Part::Finished, Duration::ZERO);
    }
    let left_out = |item: &Item| Some((item.exercise(), item.left_out()?));
    let left_out = plan.items().iter().filter_map(left_out).collect();
    Timeline { routine: Arc::clone(plan.routine()), spans: layout.spans, left_out }
}

impl Layout<'_> {
    /// An exercise with the way to it; gives how the body is placed afterwards.
    fn item(&mut self, index: usize, item: &Item, from: Option<Stance>) -> Stance {
        let routine = self.plan.routine();
        let (first, last) = (item.version(routine), item.last_version(routine));
        let side = |turn: Option<&Turn>| turn.and_then(|turn| turn.side);
        let begins = Stance { position: first.position, side: side(item.turns().first()) };
        self.transition(index, item, from, Some(begins), item.longer(Pause::Transition));
        if item.turns().is_empty() {
            return begins;
        }
        self.set_up(index, item);
        self.repetitions(index, item);
        if !item.is_cut() {
            let ease = item.turns().last().map_or(Ease::Full, |turn| turn.ease);
            let length = last.rest + item.longer(Pause::Rest);
            self.push(index, item, ease, Part::Rest { set: None }, length);
        }
        Stance { position: last.ends_in(), side: side(item.turns().last()) }
    }

    fn set_up(&mut self, index: usize, item: &Item) {
        let ease = item.turns().first().map_or(Ease::Full, |turn| turn.ease);
        let whole = item.version(self.plan.routine()).setup_time + item.longer(Pause::Setup);
        let lead_in = whole.min(LEAD_IN);
        if whole > lead_in {
            self.push(index, item, ease, Part::Setup, whole.saturating_sub(lead_in));
        }
        self.push(index, item, ease, Part::LeadIn, lead_in);
    }

    fn repetitions(&mut self, index: usize, item: &Item) {
        let counts = counts(item.turns());
        let mut before: Option<&Turn> = None;
        for (nth, (turn, of)) in item.turns().iter().zip(counts).enumerate() {
            if let Some(before) = before {
                self.between(index, item, before, turn);
            }
            let version = version(self.plan.routine().exercise(item.exercise()), turn.ease);
            for (phase, held) in version.phases.iter().enumerate() {
                let part = Part::Phase { turn: *turn, of, nth, phase };
                let kind = self.plan.routine().exercise(item.exercise()).kind;
                self.push(index, item, turn.ease, part, self.plan.time(kind, held));
            }
            before = Some(turn);
        }
    }

    /// The rest between two sets, or the change from one side to the other.
    fn between(&mut self, index: usize, item: &Item, before: &Turn, turn: &Turn) {
        let version = version(self.plan.routine().exercise(item.exercise()), turn.ease);
        if before.set != turn.set {
            let longer = item.longer(Pause::BetweenSets(before.set));
            let part = Part::Rest { set: Some(before.set) };
            self.push(index, item, before.ease, part, version.rest_between_sets + longer);
        } else if version.sides == Sides::Each && before.side != turn.side {
            let turning = (version.position == Position::SideLying).then_some(DEFAULT_TURN_OVER);
            let length = version.change_over.or(turning).unwrap_or_default();
            if !length.is_zero() {
                let longer = item.longer(Pause::ChangeOver(turn.set));
                let part = Part::ChangeOver { set: turn.set };
                self.push(index, item, turn.ease, part, length + longer);
            }
        }
    }

    /// A change of position; what key `l` added goes to its last step.
    fn transition(
        &mut self,
        index: usize,
        item: &Item,
        from: Option<Stance>,
        to: Option<Stance>,
        longer: Duration,
    ) {
        let ease = item.turns().first().map_or(Ease::Full, |turn| turn.ease);
        let mut steps = self.steps(from, to);
        if let Some((_, length)) = steps.last_mut() {
            *length += longer;
        }
        for (step, length) in steps {
            self.push(index, item, ease, Part::Transition(step), length);
        }
    }

    /// What lies between two ways of being placed. A routine begins and ends upright.
    fn steps(&self, from: Option<Stance>, to: Option<Stance>) -> Vec<(Step, Duration)> {
        let times = self.plan.transitions();
        let down = |stance: Option<Stance>| stance.is_some_and(|s| s.position.is_down());
        let position = |stance: Option<Stance>| stance.map(|s| s.position);
        let rises = position(from) == Some(Position::Seated)
            && position(to).is_some_and(Position::is_on_feet);
        match (down(from), down(to)) {
            (false, true) => vec![(Step::LieDown, times.lie)],
            (true, false) => {
                vec![(Step::Roll, times.roll), (Step::PushUp, times.push), (Step::Sit, times.sit)]
            }
            (true, true) if turns_over(from, to) => vec![(Step::Turn, times.turn)],
            (false, false) if rises => vec![(Step::Stand, times.stand)],
            _ => Vec::new(),
        }
    }

    fn push(&mut self, index: usize, item: &Item, ease: Ease, part: Part, length: Duration) {
        let exercise = item.exercise();
        self.spans.push(Span { at: self.at, length, item: index, exercise, ease, part });
        self.at = self.at + length;
    }
}

/// Whether a person who is down has to turn: another way of lying, or the other side.
fn turns_over(from: Option<Stance>, to: Option<Stance>) -> bool {
    let (Some(from), Some(to)) = (from, to) else { return false };
    let other_side = from.side.is_some() && to.side.is_some() && from.side != to.side;
    from.position != to.position || (from.position == Position::SideLying && other_side)
}

/// For each repetition, how many there are in its set and for its side.
fn counts(turns: &[Turn]) -> Vec<u32> {
    let mut all = std::collections::BTreeMap::new();
    for turn in turns {
        *all.entry((turn.set, turn.side)).or_insert(0) += 1;
    }
    turns.iter().map(|turn| all[&(turn.set, turn.side)]).collect()
}
