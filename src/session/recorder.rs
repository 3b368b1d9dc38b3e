//! From the events of a session to the entries of its record.

use std::collections::BTreeMap;

use crate::conversation::answers;
use crate::conversation::pages::{Question, Reply};
use crate::domain::pain_rules::Row;
use crate::domain::plan::{self, Ease, Eased};
use crate::domain::timeline::{Part, Span, Timeline};
use crate::domain::units::Offset;
use crate::limits::Asked;
use crate::session::{self, Event, NotNow, Signal};

use crate::journal::{
    About, Done, Ended, Entry, How, LeftOut, NoMore, Place, Planned, Smaller, WhyNot, millis,
};

/// Listens to a session and says what is worth writing down.
#[derive(Clone, Debug)]
pub struct Recorder {
    /// Until it was written: somebody who only looked at the plan leaves no trace.
    about: Option<About>,
    planned: bool,
    current: Option<Current>,
    /// A question that is open.
    asked: Option<Question>,
}

/// The item a session is at.
#[derive(Clone, Copy, Debug)]
struct Current {
    item: usize,
    exercise: usize,
    /// Whether its line is written.
    told: bool,
    /// What was noticed ends it here.
    ruled_out: bool,
}

impl Recorder {
    /// For a session of this.
    pub fn new(about: About) -> Recorder {
        Recorder { about: Some(about), planned: false, current: None, asked: None }
    }

    /// What is written down at an event.
    pub fn tell(&mut self, event: &Event, at: Offset, timeline: &Timeline) -> Vec<Entry> {
        let place = self.place(at);
        match event {
            Event::Began(reached) => self.began(reached.index, &reached.timeline),
            Event::Paused { slept: false } => self.opened_by(Entry::Paused(place)),
            Event::Paused { slept: true } | Event::CountIn { slept: true } => {
                self.opened_by(Entry::Slept(place))
            }
            Event::CountIn { slept: false } => self.opened_by(Entry::Resumed(place)),
            Event::Eased { eased: Eased::Easier, .. }
            | Event::Adapted { row: Row::AmberLow, .. } => {
                self.opened_by(Entry::Eased { to: Smaller::Easier, place })
            }
            Event::Eased { eased: Eased::Fewer, .. } => {
                self.opened_by(Entry::Eased { to: Smaller::Fewer, place })
            }
            // It goes on as it was; the answer says what eased.
            Event::Adapted { row: Row::Retreat, .. } => Vec::new(),
            Event::Adapted { row, .. } => self.adapted(*row, place, timeline),
            Event::Longer(true) => self.opened_by(Entry::Longer(place)),
            Event::NotNow(NotNow::NextAfterThis) => {
                self.leave(timeline, at, WhyNot::Skipped).into_iter().collect()
            }
            Event::Ended(ending) => {
                let unanswered = self.answered(None, at);
                unanswered.into_iter().chain(self.ended(ending, at, timeline)).collect()
            }
            Event::Asked(asked) => {
                self.asked = Some(asked.question);
                match asked.question {
                    Question::Notice => self.opened_by(Entry::Paused(place)),
                    _ => Vec::new(),
                }
            }
            Event::Replied(Question::OnlyBreathing, Reply::Key(' ')) => {
                self.asked = None;
                if let Some(current) = &mut self.current {
                    current.ruled_out = true;
                }
                self.adapted(Row::Legs, place, timeline)
            }
            Event::Replied(question, reply) => self.answered(Some((*question, reply)), at),
            Event::Closed => self.answered(None, at),
            Event::Planned { .. }
            | Event::Gate(_)
            | Event::Settling
            | Event::Eased { eased: Eased::Not, .. }
            | Event::Longer(false)
            | Event::Keys
            | Event::Volume(_)
            | Event::SoundLost
            | Event::NotNow(_) => Vec::new(),
        }
    }

    fn adapted(&mut self, row: Row, place: Place, timeline: &Timeline) -> Vec<Entry> {
        let (row, left_out) = (row.id().to_owned(), no_more(timeline));
        self.opened_by(Entry::Adapted { row, left_out, place })
    }

    /// What was said; that nothing was, where a question is still open.
    fn answered(&mut self, said: Option<(Question, &Reply)>, at: Offset) -> Vec<Entry> {
        let open = self.asked.take().map(|open| (open, &Reply::None));
        let Some((question, reply)) = said.or(open) else { return Vec::new() };
        let place = self.place(at);
        let answer = answers::answer(question, reply).map(|answer| Entry::Answer { answer, place });
        answer.map(|entry| self.opened_by(entry)).unwrap_or_default()
    }

    fn place(&self, at: Offset) -> Place {
        Place::new(at.since_zero(), self.current.map(|current| current.exercise + 1))
    }

    /// An entry, behind the one that opens the record.
    fn opened_by(&mut self, entry: Entry) -> Vec<Entry> {
        self.about.take().map(Entry::Opened).into_iter().chain([entry]).collect()
    }

    fn began(&mut self, index: usize, timeline: &Timeline) -> Vec<Entry> {
        let Some(span) = timeline.spans().get(index) else { return Vec::new() };
        let mut entries = Vec::new();
        if !self.planned {
            self.planned = true;
            entries = self.opened_by(planned(timeline));
        }
        if self.current.is_none_or(|current| current.item != span.item) {
            entries.extend(self.arrive(span, timeline));
        }
        if span.part == (Part::Rest { set: None }) {
            entries.extend(self.finish(timeline));
        }
        entries
    }

    /// Another item begins; what was not done of the one before is written down.
    fn arrive(&mut self, span: &Span, timeline: &Timeline) -> Option<Entry> {
        let back = self.current.is_some_and(|current| span.exercise <= current.exercise);
        // The way up at the end leads to nothing, and carries the exercise it leaves.
        let leads_nowhere = repetitions(timeline, span.item).next().is_none();
        let relieves = span.exercise >= timeline.routine().exercises.len();
        let why = match self.current.is_some_and(|current| current.ruled_out) || relieves {
            true => WhyNot::Noticed,
            false if back && !leads_nowhere => WhyNot::BegunAgain,
            false => WhyNot::Skipped,
        };
        let left = self.leave(timeline, span.at, why);
        let (item, exercise) = (span.item, span.exercise);
        self.current = Some(Current { item, exercise, told: leads_nowhere, ruled_out: false });
        left
    }

    fn finish(&mut self, timeline: &Timeline) -> Option<Entry> {
        let current = self.current.as_mut().filter(|current| !current.told)?;
        current.told = true;
        let everything = Offset::at(timeline.total());
        Some(Entry::Exercise(done(*current, timeline, everything, None)))
    }

    /// The current item is not done to its end.
    fn leave(&mut self, timeline: &Timeline, at: Offset, why: WhyNot) -> Option<Entry> {
        let current = self.current.as_mut().filter(|current| !current.told)?;
        current.told = true;
        Some(Entry::Exercise(done(*current, timeline, at, Some(why))))
    }

    fn ended(&mut self, ending: &session::Ending, at: Offset, timeline: &Timeline) -> Vec<Entry> {
        let how = how(ending.how);
        if how == How::NotToday && self.about.is_some() {
            return Vec::new();
        }
        let mut entries: Vec<Entry> =
            self.leave(timeline, at, WhyNot::Stopped).into_iter().collect();
        let lived_ms = millis(ending.lived);
        let (done, of) = (ending.done, ending.of);
        entries.extend(self.opened_by(Entry::Ended(Ended { how, done, of, lived_ms })));
        entries
    }
}

fn how(how: session::How) -> How {
    match how {
        session::How::Finished => How::Finished,
        session::How::NotToday => How::NotToday,
        session::How::Instead(_) => How::Instead,
        session::How::Stopped => How::Stopped,
        session::How::RedStop => How::RedStop,
        session::How::Emergency => How::Emergency,
        session::How::Signal(Signal::Interrupt) => How::Interrupt,
        session::How::Signal(Signal::Terminate) => How::Terminate,
        session::How::Signal(Signal::HangUp) => How::HangUp,
        session::How::Signal(Signal::Unheard) => How::Unheard,
    }
}

/// The repetitions of an item: where each begins, and its version.
fn repetitions(timeline: &Timeline, item: usize) -> impl Iterator<Item = (Offset, Ease)> {
    let of_item = timeline.spans().iter().filter(move |span| span.item == item);
    of_item.filter_map(|span| match span.part {
        Part::Phase { phase: 0, .. } => Some((span.at, span.ease)),
        _ => None,
    })
}

fn done(current: Current, timeline: &Timeline, until: Offset, why: Option<WhyNot>) -> Done {
    let begun = repetitions(timeline, current.item).filter(|(at, _)| *at < until);
    let eases: Vec<Ease> = begun.map(|(_, ease)| ease).collect();
    Done {
        exercise: current.exercise + 1,
        title: title(timeline, current.exercise),
        whole: why.is_none(),
        reps: eases.len(),
        easier: eases.iter().filter(|ease| **ease == Ease::Easier).count(),
        why,
    }
}

fn title(timeline: &Timeline, exercise: usize) -> String {
    timeline.routine().exercise(exercise).full.title.clone()
}

fn no_more(timeline: &Timeline) -> Vec<NoMore> {
    let left_out = timeline.left_out().iter();
    left_out
        .map(|(exercise, why)| NoMore { exercise: exercise + 1, left_out: (*why).into() })
        .collect()
}

fn planned(timeline: &Timeline) -> Entry {
    let mut doses: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for span in timeline.spans() {
        if let Part::Phase { phase: 0, .. } = span.part {
            let (reps, easier) = doses.entry(span.exercise).or_default();
            *reps += 1;
            *easier += usize::from(span.ease == Ease::Easier);
        }
    }
    let left_out: BTreeMap<usize, plan::LeftOut> = timeline.left_out().iter().copied().collect();
    let exercises = (0..timeline.routine().exercises.len()).map(|exercise| {
        let (reps, easier) = doses.get(&exercise).copied().unwrap_or_default();
        let left_out = left_out.get(&exercise).map(|why| LeftOut::from(*why));
        let held = timeline.routine().exercise(exercise);
        Planned {
            exercise: exercise + 1,
            title: title(timeline, exercise),
            reps,
            easier,
            left_out,
            kind: held.kind.name().into(),
            asked: Some(Asked::of(held)),
        }
    });
    Entry::Planned { total_ms: millis(timeline.total()), exercises: exercises.collect() }
}
