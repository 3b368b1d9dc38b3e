//! Where a session is in its timeline, and whether its clock runs.

use std::time::Duration;

use crate::domain::routine::Position;
use crate::domain::timeline::{COUNT_IN, Place, Timeline};
use crate::domain::units::{Moment, Offset, seconds};

use super::events::Standstill;

/// A repetition no longer than this begins again after a pause; anything longer goes on.
const BEGINS_AGAIN: Duration = seconds(30);
/// Whoever is told something later than this by a clock on the wall has not gone along.
const LATE: Duration = seconds(2);

/// What the clock of a session does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    /// Waiting for a key before the span that comes next.
    Gate,
    /// A phase has had its time and waits for a key.
    Settling,
    /// It runs, and showed `at` at the moment `since`.
    Running { at: Offset, since: Moment },
    /// It stands still.
    Paused { at: Offset },
    /// It runs again when three seconds are over.
    CountIn { at: Offset, from: Moment },
    /// It stands still while a page is open.
    Asking,
    /// It has nothing to do any more.
    Over,
}

/// The place in a timeline.
#[derive(Clone, Debug)]
pub(super) struct Playhead {
    pub(super) state: State,
    /// The index of the span that is announced next.
    pub(super) next: usize,
    /// Where the session was when it was last looked at.
    pub(super) shown: Offset,
    /// How long the clock has run so far, up to when it last began to run.
    pub(super) lived: Duration,
    /// What it goes back to when the questions of key `p` are over.
    pub(super) returns_to: State,
    /// The item that a changed plan goes on with.
    pub(super) goes_on_with: Option<usize>,
    /// The item in which it was said that a key does nothing.
    pub(super) told_of_keys_in: Option<usize>,
    /// Whether a person stood when the plan was changed.
    pub(super) stood: bool,
    /// How a person was placed when the clock stopped, where it goes on from elsewhere: nobody has moved
    /// by that.
    stays: Option<Position>,
    /// What its clock says when it is that late.
    late: Duration,
}

impl Playhead {
    /// Before the first span.
    pub(super) fn at_the_start() -> Playhead {
        Playhead {
            state: State::Gate,
            next: 0,
            shown: Offset::ZERO,
            lived: Duration::ZERO,
            returns_to: State::Gate,
            goes_on_with: None,
            told_of_keys_in: None,
            stood: false,
            stays: None,
            late: LATE,
        }
    }

    /// The same with a clock that runs this many times as fast as time.
    pub(super) fn at_pace(self, pace: u32) -> Playhead {
        Playhead { late: LATE * pace, ..self }
    }

    /// Where the span with this index begins, and the last one's end behind it.
    pub(super) fn starts(timeline: &Timeline, index: usize) -> Offset {
        let end = || Offset::at(timeline.total());
        timeline.spans().get(index).map_or_else(end, |span| span.at)
    }

    /// The span a person is in; at a gate the one that is waited for.
    pub(super) fn here(&self) -> usize {
        match self.state {
            State::Gate => self.next,
            _ => self.next.saturating_sub(1),
        }
    }

    /// Where in the timeline it is.
    pub(super) fn offset(&self, timeline: &Timeline, now: Moment) -> Offset {
        match self.state {
            State::Running { at, since } => at + now.since(since),
            State::Paused { at } | State::CountIn { at, .. } => at,
            State::Gate | State::Settling => Playhead::starts(timeline, self.next),
            State::Asking | State::Over => self.shown,
        }
    }

    /// Where it is, for somebody who goes along with it.
    pub(super) fn place(&self) -> Place {
        match self.state {
            State::Running { at, since } => Place::Running { offset: at, at: since },
            State::CountIn { at, from } => Place::Running { offset: at, at: from + COUNT_IN },
            _ => Place::Held,
        }
    }

    /// When the clock reaches something that is due; never while it waits for a key.
    pub(super) fn wake_at(&self, timeline: &Timeline) -> Option<Moment> {
        match self.state {
            State::Running { at, since } => {
                Some(since + Playhead::starts(timeline, self.next).since(at))
            }
            State::CountIn { from, .. } => Some(from + COUNT_IN),
            _ => None,
        }
    }

    /// Whether it is looked at so late that nobody can have gone along.
    pub(super) fn is_late(&self, timeline: &Timeline, now: Moment) -> bool {
        self.wake_at(timeline).is_some_and(|due| now.since(due) > self.late)
    }

    /// A count-in that is over becomes running.
    pub(super) fn end_count_in(&mut self, now: Moment) {
        if let State::CountIn { at, from } = self.state
            && now >= from + COUNT_IN
        {
            self.state = State::Running { at, since: from + COUNT_IN };
            self.stays = None;
        }
    }

    /// Adds what was lived since the clock last began to run, up to `at`.
    pub(super) fn settle_up(&mut self, now: Moment, at: Offset) {
        if let State::Running { at: from, since } = self.state {
            self.lived += at.since(from).min(now.since(since));
        }
    }

    /// The clock stands still at the beginning of the next span.
    pub(super) fn hold(&mut self, timeline: &Timeline, now: Moment, state: State) {
        self.settle_up(now, Playhead::starts(timeline, self.next));
        self.state = state;
    }

    /// The clock runs from the beginning of the next span on.
    pub(super) fn run_from_next(&mut self, timeline: &Timeline, now: Moment) {
        self.stays = None;
        self.state = State::Running { at: Playhead::starts(timeline, self.next), since: now };
    }

    /// The clock stops, by key where it is, else at what was last shown; whether it ran or was about to.
    pub(super) fn pause(&mut self, timeline: &Timeline, now: Moment, why: Standstill) -> bool {
        let at = match self.state {
            State::Running { .. } if why == Standstill::ByKey => self.offset(timeline, now),
            State::Running { .. } => self.shown,
            State::CountIn { at, .. } => at,
            _ => return false,
        };
        self.settle_up(now, at);
        self.state = State::Paused { at };
        true
    }

    /// A short repetition begins again; anything longer goes on where it stopped.
    pub(super) fn resume(&mut self, timeline: &Timeline, now: Moment) {
        let State::Paused { mut at } = self.state else { return };
        let index = timeline.index_at(at);
        if self.next > index {
            let short = |&(_, length): &(Offset, Duration)| length <= BEGINS_AGAIN;
            let repetition = timeline.repetition_around(index).filter(short);
            self.next = match repetition {
                Some((start, _)) => timeline.index_at(start),
                None => index + 1,
            };
            at = repetition.map_or(at, |(start, _)| start);
            if repetition.is_some() {
                self.stays = Some(timeline.position_at(index));
            }
        }
        self.state = State::CountIn { at, from: now };
    }

    /// Goes to the beginning of a span; a pause stays a pause, and a count-in a count-in. Whether the clock
    /// runs there.
    pub(super) fn land(&mut self, timeline: &Timeline, now: Moment, index: usize) -> bool {
        self.settle_up(now, self.offset(timeline, now));
        let at = Playhead::starts(timeline, index);
        let runs = !self.stands_still();
        self.stays = if runs { None } else { Some(self.placed(timeline)) };
        self.next = index;
        self.shown = at;
        self.state = match self.state {
            State::Paused { .. } => State::Paused { at },
            State::CountIn { from, .. } => State::CountIn { at, from },
            _ => State::Running { at, since: now },
        };
        runs
    }

    /// How the body is placed.
    pub(super) fn placed(&self, timeline: &Timeline) -> Position {
        self.stays.unwrap_or_else(|| timeline.position_at(self.here()))
    }

    /// Before another timeline takes over: where the clock stands still, nobody moves by that.
    pub(super) fn stay(&mut self, timeline: &Timeline) {
        if self.stands_still() {
            self.stays = Some(self.placed(timeline));
        }
    }

    fn stands_still(&self) -> bool {
        matches!(self.state, State::Paused { .. } | State::CountIn { .. })
    }

    /// What is left of a count-in, where one is going on.
    pub(super) fn counting_in(&self, now: Moment) -> Option<Duration> {
        match self.state {
            State::CountIn { from, .. } => Some((from + COUNT_IN).since(now)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::routine::Kind;
    use crate::domain::timeline::compile;

    fn second(count: u64) -> Moment {
        Moment::at(seconds(count))
    }

    fn place(count: u64) -> Offset {
        Offset::at(seconds(count))
    }

    /// Set-up and lead-in to 5 s, then four repetitions of 10 s.
    fn timeline() -> Timeline {
        compile(&super::super::tests::plan(&[Kind::Mobility]))
    }

    fn running(next: usize) -> Playhead {
        let state = State::Running { at: Offset::ZERO, since: second(100) };
        Playhead { state, next, ..Playhead::at_the_start() }
    }

    #[test]
    fn a_gate_is_where_the_next_span_begins() {
        let timeline = timeline();
        let gate = Playhead::at_the_start();
        assert_eq!(gate.offset(&timeline, second(99)), Offset::ZERO);
        assert_eq!((gate.here(), gate.place(), gate.wake_at(&timeline)), (0, Place::Held, None));
    }

    #[test]
    fn running_it_wakes_at_the_next_span_and_is_late_after_two_seconds() {
        let timeline = timeline();
        let playhead = running(2);
        assert_eq!(playhead.offset(&timeline, second(103)), place(3));
        assert_eq!(playhead.wake_at(&timeline), Some(second(105)));
        assert!(!playhead.is_late(&timeline, second(107)));
        assert!(playhead.is_late(&timeline, second(107) + Duration::from_millis(1)));
    }

    #[test]
    fn a_pause_in_a_short_repetition_begins_it_again_after_a_count_in() {
        let timeline = timeline();
        let mut playhead = running(4);
        assert!(playhead.pause(&timeline, second(112), Standstill::ByKey));
        assert_eq!(playhead.state, State::Paused { at: place(12) });
        assert_eq!(playhead.lived, seconds(12));
        assert!(
            !playhead.pause(&timeline, second(113), Standstill::ByKey),
            "it stands still already"
        );
        playhead.resume(&timeline, second(200));
        assert_eq!(playhead.counting_in(second(201)), Some(seconds(2)));
        assert_eq!(playhead.place(), Place::Running { offset: place(5), at: second(203) });
        playhead.end_count_in(second(202));
        assert!(playhead.counting_in(second(202)).is_some());
        playhead.end_count_in(second(203));
        assert_eq!(playhead.state, State::Running { at: place(5), since: second(203) });
    }

    #[test]
    fn what_nobody_went_along_with_is_not_lived() {
        let timeline = timeline();
        for why in [Standstill::Slept, Standstill::Stalled] {
            let mut playhead = Playhead { shown: place(7), ..running(4) };
            assert!(playhead.pause(&timeline, second(900), why));
            assert_eq!(playhead.state, State::Paused { at: place(7) });
            assert_eq!(playhead.lived, seconds(7));
        }
    }

    #[test]
    fn landing_keeps_a_pause_and_a_count_in() {
        let timeline = timeline();
        let mut playhead = running(2);
        assert!(playhead.land(&timeline, second(103), 4));
        assert_eq!((playhead.next, playhead.shown), (4, Playhead::starts(&timeline, 4)));
        assert!(playhead.pause(&timeline, second(104), Standstill::ByKey));
        assert!(!playhead.land(&timeline, second(105), 2));
        assert_eq!(playhead.state, State::Paused { at: place(5) });
        playhead.resume(&timeline, second(110));
        assert!(!playhead.land(&timeline, second(111), 2));
        assert_eq!(playhead.state, State::CountIn { at: place(5), from: second(110) });
    }
}
