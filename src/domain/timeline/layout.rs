//! How a plan becomes spans: sets, sides, repetitions, rests, and the ways between positions.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::plan::{Ease, Item, LeftOut, Pause, Plan, Round, Turn, version};
use crate::domain::routine::{
    Breath, DEFAULT_TURN_OVER, Exercise, Kind, Position, Routine, Side, Sides, Version,
};
use crate::domain::units::Offset;

use super::{LEAD_IN, Part, Span, Step, Timeline};

/// Breathing and rest alone, whatever is left of it today: who does that lying stays there.
fn only_breathes(routine: &Routine) -> bool {
    let kinds: Vec<Kind> = routine.exercises.iter().map(|exercise| exercise.kind).collect();
    kinds.contains(&Kind::Breath)
        && kinds.iter().all(|kind| matches!(kind, Kind::Breath | Kind::Rest))
}

/// How a body is placed between two exercises.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placed {
    position: Position,
    side: Option<Side>,
}

struct Compiler<'p> {
    plan: &'p Plan,
    /// How many rounds each group has, by the index of its first exercise.
    rounds: BTreeMap<usize, u32>,
    spans: Vec<Span>,
    at: Offset,
}

/// Lays a plan out in time. The sum of the lengths is the total, by construction.
pub fn compile(plan: &Plan) -> Timeline {
    let rounds = plan.rounds();
    let mut compiler = Compiler { plan, rounds, spans: Vec::new(), at: Offset::ZERO };
    let mut so_far: Option<(&Item, Placed)> = None;
    let items = plan.items().iter().enumerate().filter(|(_, item)| item.left_out().is_none());
    let mut items = items.peekable();
    while let Some((index, item)) = items.next() {
        let from = so_far.map(|(_, stance)| stance);
        let next = items.peek().map(|(_, next)| *next);
        so_far = Some((item, compiler.item(index, item, from, next)));
    }
    let end = plan.items().len();
    if let Some((last, stance)) = so_far
        && !only_breathes(plan.routine())
    {
        compiler.transition(end, last, Some(stance), None, plan.longer_at_the_end());
    }
    // Also a plan of which nothing is left has its end, so that whoever waits for it comes there.
    let last = so_far.map_or(0, |(last, _)| last.exercise());
    compiler.push(end, last, Ease::Full, Part::Finished, Duration::ZERO);
    let mut left_out: Vec<(usize, LeftOut)> = Vec::new();
    for item in plan.items() {
        let Some(why) = item.left_out() else { continue };
        if item.round() == 1 || left_out.iter().all(|(exercise, _)| *exercise != item.exercise()) {
            left_out.push((item.exercise(), why));
        }
    }
    Timeline { routine: Arc::clone(plan.routine()), spans: compiler.spans, left_out }
}

impl Compiler<'_> {
    /// An exercise with the way to it, and sitting down after it; gives how the body is placed afterwards.
    fn item(
        &mut self,
        index: usize,
        item: &Item,
        from: Option<Placed>,
        next: Option<&Item>,
    ) -> Placed {
        let routine = self.plan.routine();
        let to = next.map(|next| next.version(routine).position);
        let (first, last) = (item.version(routine), item.last_version(routine));
        let side = |turn: Option<&Turn>| turn.and_then(|turn| turn.side);
        let begins = Placed { position: first.position, side: side(item.turns().first()) };
        let from = from.or(self.plan.lies_already().then_some(begins));
        self.transition(index, item, from, Some(begins), item.longer(Pause::Transition));
        let mut placed = begins;
        if !item.turns().is_empty() {
            self.set_up(index, item);
            self.repetitions(index, item);
            placed = Placed { position: last.ends_in(), side: side(item.turns().last()) };
        }
        let ease = item.turns().last().map_or(Ease::Full, |turn| turn.ease);
        if item.sits_down() || sits_down(placed.position, to) {
            let length = self.plan.transitions().sit_down + item.longer(Pause::SitDown);
            self.push(index, item.exercise(), ease, Part::Transition(Step::SitDown), length);
            placed = Placed { position: Position::Seated, side: None };
        }
        if !item.is_cut() && !item.turns().is_empty() {
            let rest = self.between_rounds(index, item, last);
            let length = rest.unwrap_or(last.rest) + item.longer(Pause::Rest);
            self.push(index, item.exercise(), ease, Part::Rest { set: None }, length);
        }
        placed
    }

    /// The rest before another round of the same group, if what comes next is one. Who is last in a round
    /// only because others are left out rests no less than their own exercise asks for.
    fn between_rounds(&self, index: usize, item: &Item, last: &Version) -> Option<Duration> {
        let next = self.plan.items().get(self.plan.next_after(index)?)?;
        let group = self.plan.routine().group_of(item.exercise())?;
        let goes_on = group.members.contains(&next.exercise()) && next.round() > item.round();
        let least = match item.exercise() + 1 == group.members.end {
            true => Duration::ZERO,
            false => last.rest,
        };
        goes_on.then(|| group.rest_between_rounds.max(least))
    }

    /// The round of an item, where there are several today. The last way up belongs to none.
    fn round(&self, index: usize, exercise: usize) -> Option<Round> {
        let item = self.plan.items().get(index)?;
        let group = self.plan.routine().group_of(exercise)?;
        let of = self.rounds.get(&group.members.start).copied().filter(|of| *of > 1)?;
        Some(Round { nth: item.round(), of })
    }

    fn set_up(&mut self, index: usize, item: &Item) {
        let ease = item.turns().first().map_or(Ease::Full, |turn| turn.ease);
        let whole = item.version(self.plan.routine()).setup_time + item.longer(Pause::Setup);
        let lead_in = whole.min(LEAD_IN);
        if whole > lead_in {
            self.push(index, item.exercise(), ease, Part::Setup, whole.saturating_sub(lead_in));
        }
        self.push(index, item.exercise(), ease, Part::LeadIn, lead_in);
    }

    fn repetitions(&mut self, index: usize, item: &Item) {
        let counts = counts(item.turns());
        let mut before: Option<&Turn> = None;
        for (nth, (turn, of)) in item.turns().iter().zip(counts).enumerate() {
            if let Some(before) = before {
                self.between(index, item, before, turn);
            }
            let exercise = self.plan.routine().exercise(item.exercise());
            let version = version(exercise, turn.ease);
            let eased = before.is_some_and(|before| before.ease != turn.ease);
            let begins =
                if eased { self.where_the_breath_alternates(exercise, version) } else { 0 };
            for (phase, held) in version.phases.iter().enumerate().skip(begins) {
                let part = Part::Phase { turn: *turn, of, nth, phase };
                let time = self.plan.time(exercise.kind, held);
                self.push(index, item.exercise(), turn.ease, part, time);
            }
            before = Some(turn);
        }
    }

    /// The first phase of a version in which nobody goes on with the paced breath that they are in;
    /// the phases before it are passed over once.
    fn where_the_breath_alternates(&self, exercise: &Exercise, easier: &Version) -> usize {
        let last = self.spans.last().and_then(|span| match span.part {
            Part::Phase { turn, phase, .. } => version(exercise, turn.ease).phases.get(phase),
            _ => None,
        });
        let Some(last) = last.filter(|last| last.breath != Breath::Free) else { return 0 };
        easier.phases.iter().position(|phase| phase.breath != last.breath).unwrap_or(0)
    }

    /// The rest that the set just done asks for, or the change from one side to the other; and standing up
    /// for who sits after a repetition and begins the next one on the feet.
    fn between(&mut self, index: usize, item: &Item, before: &Turn, turn: &Turn) {
        let exercise = self.plan.routine().exercise(item.exercise());
        let version = version(exercise, turn.ease);
        if before.set != turn.set {
            let rest = super::version(exercise, before.ease).rest_between_sets;
            let longer = item.longer(Pause::BetweenSets(before.set));
            let part = Part::Rest { set: Some(before.set) };
            self.push(index, item.exercise(), before.ease, part, rest + longer);
        } else if version.sides == Sides::Each && before.side != turn.side {
            let length = self.change_over(version);
            if !length.is_zero() {
                let longer = item.longer(Pause::ChangeOver(turn.set));
                let part = Part::ChangeOver { set: turn.set };
                self.push(index, item.exercise(), turn.ease, part, length + longer);
            }
        }
        let sits = super::version(exercise, before.ease).ends_in() == Position::Seated;
        if sits && version.position.is_on_feet() {
            let (step, length) = (Step::StandAgain, self.plan.transitions().stand);
            self.push(index, item.exercise(), turn.ease, Part::Transition(step), length);
        }
    }

    /// From one side to the other; lying on the side that is turning over, which may take longer today.
    fn change_over(&self, version: &Version) -> Duration {
        let turn = self.plan.transitions().turn;
        match (version.position, version.change_over) {
            (Position::SideLying, None) => turn,
            (Position::SideLying, Some(own)) => own + turn.saturating_sub(DEFAULT_TURN_OVER),
            (_, own) => own.unwrap_or_default(),
        }
    }

    /// A change of position; what key `l` added goes to its last step.
    fn transition(
        &mut self,
        index: usize,
        item: &Item,
        from: Option<Placed>,
        to: Option<Placed>,
        longer: Duration,
    ) {
        let ease = item.turns().first().map_or(Ease::Full, |turn| turn.ease);
        let mut steps = self.steps(from, to);
        if let Some((_, length)) = steps.last_mut() {
            *length += longer;
        }
        for (step, length) in steps {
            self.push(index, item.exercise(), ease, Part::Transition(step), length);
        }
    }

    /// What lies between two ways of being placed. A routine begins upright and ends seated; who has sat on
    /// a chair stands up to go to the bed.
    fn steps(&self, from: Option<Placed>, to: Option<Placed>) -> Vec<(Step, Duration)> {
        let times = self.plan.transitions();
        let down = |stance: Option<Placed>| stance.is_some_and(|s| s.position.is_down());
        let on_feet = |stance: Option<Placed>| stance.is_some_and(|s| s.position.is_on_feet());
        let is_seated = from.is_some() && !down(from) && !on_feet(from);
        let (stand, lie) = ((Step::Stand, times.stand), (Step::LieDown, times.lie));
        let up = [(Step::Roll, times.roll), (Step::PushUp, times.push), (Step::Sit, times.sit)];
        match (down(from), down(to)) {
            (false, true) if is_seated => vec![stand, lie],
            (false, true) => vec![lie],
            (true, false) if on_feet(to) => up.into_iter().chain([stand]).collect(),
            (true, false) => up.to_vec(),
            (true, true) if turns_over(from, to) => vec![(Step::Turn, times.turn)],
            (false, false) if is_seated && on_feet(to) => vec![stand],
            _ => Vec::new(),
        }
    }

    fn push(&mut self, index: usize, exercise: usize, ease: Ease, part: Part, length: Duration) {
        let (at, round) = (self.at, self.round(index, exercise));
        self.spans.push(Span { at, length, item: index, exercise, round, ease, part });
        self.at = self.at + length;
    }
}

/// Whether a person sits down after something that has left them so: nobody rests on the feet but between
/// two exercises done standing, with the hands on a worktop.
fn sits_down(placed: Position, to: Option<Position>) -> bool {
    let stays = placed == Position::Standing && to == Some(Position::Standing);
    placed.is_on_feet() && !stays
}

/// Whether a person who is down has to turn: another way of lying, or the other side.
fn turns_over(from: Option<Placed>, to: Option<Placed>) -> bool {
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
