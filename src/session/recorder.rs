//! From the events of a session to the entries of its record.

use std::collections::BTreeMap;
use std::mem::discriminant;

use crate::conversation::PageId;
use crate::domain::answers::Answer;
use crate::domain::ending::{How, Signal};
use crate::domain::pain_rules::Row;
use crate::domain::plan::{self, Ease, Eased, Round};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::domain::units::Offset;
use crate::limits::Load;
use crate::session::{Ending, Event, NotNow, Standstill};

use crate::journal::{
    EasedTo, Ended, EndedBy, Entry, ExerciseDone, Memo, NoMore, Opening, Planned, PlannedRounds,
    WhyLeftOut, WhyNot, WrittenPlace, millis,
};

/// Listens to a session and says what is worth writing down.
#[derive(Clone, Debug)]
pub struct Recorder {
    /// Until it was written: somebody who only looked at the plan leaves no trace.
    about: Option<Opening>,
    planned: bool,
    current: Option<Current>,
    /// A question that is open.
    asked: Option<PageId>,
    /// A red stop or an emergency that is written down.
    written: Vec<Memo>,
}

/// The item a session is at.
#[derive(Clone, Copy, Debug)]
struct Current {
    item: usize,
    exercise: usize,
    /// The round, where there are several.
    round: Option<u32>,
    /// Where that lies in the order of the file.
    order: (usize, u32, usize),
    /// Whether its line is written.
    told: bool,
    /// What was noticed ends it here.
    ruled_out: bool,
}

impl Recorder {
    /// For a session of this.
    pub fn new(about: Opening) -> Recorder {
        Recorder {
            about: Some(about),
            planned: false,
            current: None,
            asked: None,
            written: Vec::new(),
        }
    }

    /// What is written down at an event.
    pub fn tell(&mut self, event: &Event, at: Offset, timeline: &Timeline) -> Vec<Entry> {
        let place = self.place(at);
        match event {
            Event::Began(reached) => self.began(reached.index, &reached.timeline),
            Event::Paused(Standstill::Slept) | Event::CountIn(Standstill::Slept) => {
                self.opened_by(Entry::Slept(place))
            }
            Event::Paused(_) | Event::CountIn(Standstill::Stalled) => {
                self.opened_by(Entry::Paused(place))
            }
            Event::CountIn(Standstill::ByKey) => self.opened_by(Entry::Resumed(place)),
            Event::Eased { eased: Eased::Easier, .. }
            | Event::Adapted { row: Row::AmberLow, eased: Some(Eased::Easier), .. } => {
                self.opened_by(Entry::Eased { to: EasedTo::Easier, place })
            }
            Event::Eased { eased: Eased::Fewer, .. }
            | Event::Adapted { row: Row::AmberLow, .. } => {
                self.opened_by(Entry::Eased { to: EasedTo::Fewer, place })
            }
            // It goes on as it was; the answer says what eased.
            Event::Adapted { row: Row::Retreat, .. } => Vec::new(),
            Event::Adapted { row, .. } => self.adapted(*row, place, timeline),
            Event::Longer(true) => self.opened_by(Entry::Longer(place)),
            Event::NotNow(NotNow::NextAfterThis) if sits_down(timeline, at) => {
                self.leave(timeline, at, WhyNot::Skipped).into_iter().collect()
            }
            Event::Ended(ending) => {
                let first = self.remembered_of(ending.how);
                let unanswered = self.unanswered(at);
                let ended = self.ended(ending, at, timeline);
                first.into_iter().chain(unanswered).chain(ended).collect()
            }
            Event::Asked(asked) => {
                self.asked = Some(asked.page);
                match asked.page {
                    PageId::Notice | PageId::Finish => self.opened_by(Entry::Paused(place)),
                    _ => Vec::new(),
                }
            }
            Event::Replied { answer, .. } => {
                self.asked = None;
                self.answered(answer.clone(), at)
            }
            Event::ForOtherDays(what) => {
                what.facts.iter().flat_map(|fact| self.remembered(fact.clone())).collect()
            }
            Event::Closed => self.unanswered(at),
            Event::Planned { .. }
            | Event::Gate(_)
            | Event::Settling
            | Event::Eased { eased: Eased::Not, .. }
            | Event::Longer(false)
            | Event::Keys
            | Event::Place { .. }
            | Event::Volume(_)
            | Event::Hushed(_)
            | Event::Refused(_)
            | Event::GettingUp { .. }
            | Event::Responded(_)
            | Event::SoundLost
            | Event::VoiceLost
            | Event::NotNow(_) => Vec::new(),
        }
    }

    fn adapted(&mut self, row: Row, place: WrittenPlace, timeline: &Timeline) -> Vec<Entry> {
        if let (Row::Legs, Some(current)) = (row, &mut self.current) {
            current.ruled_out = true;
        }
        let (row, left_out) = (row.id().to_owned(), no_more(timeline));
        self.opened_by(Entry::Adapted { row, left_out, place })
    }

    fn answered(&mut self, answer: Option<Answer>, at: Offset) -> Vec<Entry> {
        let place = self.place(at);
        let entry = answer.map(|answer| Entry::Answer { answer, place });
        entry.map(|entry| self.opened_by(entry)).unwrap_or_default()
    }

    fn remembered(&mut self, fact: Memo) -> Vec<Entry> {
        self.written.push(fact.clone());
        self.opened_by(Entry::Remembered { fact, alone: false })
    }

    /// What an ending tells other days, before anything else is written of it.
    fn remembered_of(&mut self, how: How) -> Vec<Entry> {
        let fact = match how {
            How::Emergency => Memo::Emergency { sign: None },
            How::RedStop => Memo::RedStop,
            _ => return Vec::new(),
        };
        let is_written = self.written.iter().rev().take_while(|fact| **fact != Memo::WrongKey);
        let same = |written: &Memo| discriminant(written) == discriminant(&fact);
        match is_written.into_iter().any(same) {
            true => Vec::new(),
            false => self.remembered(fact),
        }
    }

    /// That nothing was said, where a page is still open.
    fn unanswered(&mut self, at: Offset) -> Vec<Entry> {
        let open = self.asked.take();
        self.answered(open.and_then(|page| page.page().no_answer.clone()), at)
    }

    fn place(&self, at: Offset) -> WrittenPlace {
        WrittenPlace::new(at.since_zero(), self.current.map(|current| current.exercise + 1))
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
        // What is begun again may take the place of an item that was set up and not begun.
        let same =
            |current: Current| (current.item, current.exercise) == (span.item, span.exercise);
        if !self.current.is_some_and(same) {
            entries.extend(self.arrive(span, timeline));
        }
        if span.part == (Part::Rest { set: None }) {
            entries.extend(self.finish(timeline));
        }
        entries
    }

    /// Another item begins; what was not done of the one before is written down.
    fn arrive(&mut self, span: &Span, timeline: &Timeline) -> Option<Entry> {
        let own = timeline.routine().exercises.len();
        // What was put in for relief has no place in the file, so that nothing lies before it.
        let order = timeline.order(span);
        let is_back = |current: Current| current.exercise < own && order <= current.order;
        let back = self.current.is_some_and(is_back);
        // The way up at the end leads to nothing, and carries the exercise it leaves.
        let leads_nowhere = repetitions(timeline, span.item).next().is_none();
        let relieves = span.exercise >= own;
        let why = match self.current.is_some_and(|current| current.ruled_out) || relieves {
            true => WhyNot::Noticed,
            false if back && !leads_nowhere => WhyNot::BegunAgain,
            false => WhyNot::Skipped,
        };
        let left = self.leave(timeline, span.at, why);
        let (item, exercise) = (span.item, span.exercise);
        let round = span.round.map(|round| round.nth);
        let (told, ruled_out) = (leads_nowhere, false);
        self.current = Some(Current { item, exercise, round, order, told, ruled_out });
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

    fn ended(&mut self, ending: &Ending, at: Offset, timeline: &Timeline) -> Vec<Entry> {
        let how = how(ending.how);
        if how == EndedBy::NotToday && self.about.is_some() {
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

fn how(how: How) -> EndedBy {
    match how {
        How::Finished => EndedBy::Finished,
        How::NotToday | How::AskDoctor | How::AskFirst | How::DoctorsWord => EndedBy::NotToday,
        How::Instead(_) => EndedBy::Instead,
        How::Stopped | How::Legs | How::Dizzy => EndedBy::Stopped,
        How::RedStop => EndedBy::RedStop,
        How::Emergency => EndedBy::Emergency,
        How::Signal(Signal::Interrupt) => EndedBy::Interrupt,
        How::Signal(Signal::Terminate) => EndedBy::Terminate,
        How::Signal(Signal::HangUp) => EndedBy::HangUp,
        How::Signal(Signal::Unheard) => EndedBy::Unheard,
    }
}

/// The repetitions of an item: where each begins, and its version.
fn repetitions(timeline: &Timeline, item: usize) -> impl Iterator<Item = (Offset, Ease)> {
    let of_item = timeline.spans().iter().enumerate().filter(move |(_, span)| span.item == item);
    let begun = of_item.filter(|(index, _)| timeline.is_first_phase(*index));
    begun.map(|(_, span)| (span.at, span.ease))
}

fn done(current: Current, timeline: &Timeline, until: Offset, why: Option<WhyNot>) -> ExerciseDone {
    let begun = repetitions(timeline, current.item).filter(|(at, _)| *at < until);
    let eases: Vec<Ease> = begun.map(|(_, ease)| ease).collect();
    ExerciseDone {
        exercise: current.exercise + 1,
        title: title(timeline, current.exercise),
        round: current.round,
        whole: why.is_none(),
        reps: eases.len(),
        easier: eases.iter().filter(|ease| **ease == Ease::Easier).count(),
        why,
    }
}

/// Whether a person sits down at a place, after the exercise that is then over.
fn sits_down(timeline: &Timeline, at: Offset) -> bool {
    let span = timeline.spans().get(timeline.index_at(at));
    span.is_some_and(|span| span.part == Part::Transition(Step::SitDown))
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
    let mut rounds: BTreeMap<usize, PlannedRounds> = BTreeMap::new();
    for (index, span) in timeline.spans().iter().enumerate() {
        if let Some(Round { nth, .. }) = span.round.filter(|_| timeline.is_first_phase(index)) {
            let group = timeline.order(span).0 + 1;
            let first = PlannedRounds { group, from: nth, to: nth };
            rounds.entry(span.exercise).or_insert(first).to = nth;
        }
        if timeline.is_first_phase(index) {
            let (reps, easier) = doses.entry(span.exercise).or_default();
            *reps += 1;
            *easier += usize::from(span.ease == Ease::Easier);
        }
    }
    let left_out: BTreeMap<usize, plan::LeftOut> = timeline.left_out().iter().copied().collect();
    let exercises = (0..timeline.routine().exercises.len()).map(|exercise| {
        let (reps, easier) = doses.get(&exercise).copied().unwrap_or_default();
        // What begins further on comes in its later rounds all the same.
        let left_out = left_out.get(&exercise).filter(|_| reps == 0);
        let left_out = left_out.map(|why| WhyLeftOut::from(*why));
        let held = timeline.routine().exercise(exercise);
        let asked = held.full.reps * held.full.sets * held.full.sides.count();
        Planned {
            exercise: exercise + 1,
            title: title(timeline, exercise),
            key: held.key().to_owned(),
            reps,
            easier,
            fewer: left_out.is_none() && reps < usize::try_from(asked).unwrap_or(usize::MAX),
            left_out,
            rounds: rounds.get(&exercise).copied(),
            kind: held.kind.name().into(),
            asked: Some(Load::of(timeline.routine(), exercise)),
        }
    });
    Entry::Planned { total_ms: millis(timeline.total()), exercises: exercises.collect() }
}
