//! What is said when: a timeline in words.
//!
//! [`script()`] lists the utterances of a session in their order. Plain lines, `show`, JSON and the
//! screen read it; nobody else turns a span into words. The list follows from the timeline and a
//! [`Telling`] alone, so what comes once in a session stands there once. [`Script`] is the same list
//! for a session that is lived: a key may change the timeline, and what was heard is not said again.
//! Knows no clock and no width of a line; the sentences themselves are in `text`.

mod guidance;
pub mod phrases;
mod screen_words;
mod spans;

use std::sync::Arc;

use crate::domain::timeline::Timeline;
use crate::domain::units::Offset;

pub use screen_words::{
    at_its_side, big_word, caption, coming, cue, place, side, side_word, where_one_is,
};

use guidance::Heard;
use spans::Teller;

/// Something that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Where in the session it is due.
    pub at: Offset,
    /// The index of the span that it belongs to.
    pub span: usize,
    /// What it is about.
    pub topic: Topic,
    /// The words where there is time for them.
    pub full: String,
    /// The fewest words that still say it; the same where there are none fewer.
    pub short: String,
}

impl Utterance {
    /// What it gives way to where there is no time for everything.
    pub const fn rank(&self) -> Rank {
        self.topic.rank()
    }
}

/// What an utterance is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A step of a change of position, and at the end how to get up.
    Position,
    /// What to expect of a session in which somebody lies down.
    Expect,
    /// The exercise that begins.
    Name,
    /// How to get ready, a sentence each.
    SetUp,
    /// The first movement is three seconds away.
    Ready,
    /// The side that is next.
    Side,
    /// How often, or which repetition it is.
    Count,
    /// What the breath or the body does.
    Movement,
    /// A rest begins.
    Rest,
    /// What to press when it is worse.
    Notice,
    /// What comes after a rest.
    Next,
    /// A line of guidance.
    Guidance,
    /// The session is over.
    End,
}

impl Topic {
    /// How much it matters that it is said.
    pub const fn rank(self) -> Rank {
        match self {
            Topic::Position | Topic::Notice => Rank::Safety,
            Topic::Side => Rank::Side,
            Topic::Name | Topic::End => Rank::Name,
            Topic::Next | Topic::SetUp | Topic::Expect => Rank::Next,
            Topic::Movement | Topic::Rest | Topic::Ready => Rank::Movement,
            Topic::Count => Rank::Count,
            Topic::Guidance => Rank::Guidance,
        }
    }
}

/// How much it matters that something is said; the first matters most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Safety, and getting up.
    Safety,
    /// Left or right.
    Side,
    /// What is done, and that it is over.
    Name,
    /// What follows, and how to get ready for it.
    Next,
    /// What the breath or the body does.
    Movement,
    /// How often.
    Count,
    /// What is good to know.
    Guidance,
}

/// Where lines of guidance are given; each comes once a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guidance {
    /// Nowhere: only what is in the timeline.
    Nowhere,
    /// To be heard: in the first set-up that is long enough, in rests, and at the end.
    Between,
    /// To be read: beside movements, in rests, and at the end.
    Beside,
}

/// What a script depends on, beside its timeline.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    /// Chooses among lines of guidance that would all do, so that days differ and tests do not.
    pub turn: usize,
    /// Where those are given.
    pub guidance: Guidance,
    /// Whether somebody can press keys.
    pub keys: bool,
    /// Whether it is spoken, to somebody who may have closed the eyes and never looks.
    pub aloud: bool,
}

/// Everything that is said in a session that nothing changes, in the order in which it is due.
pub fn script(timeline: &Timeline, telling: Telling) -> Vec<Utterance> {
    let mut teller = Teller { timeline, telling, heard: Heard::nothing() };
    (0..timeline.spans().len()).flat_map(|index| teller.at(index)).collect()
}

/// The script of a session that is lived: what is due when a span begins. What was heard is not said
/// again, also where a key has put another timeline in the place of the one before.
#[derive(Debug)]
pub struct Script {
    telling: Telling,
    heard: Heard,
    /// The timeline that `due` was made from.
    timeline: Option<Arc<Timeline>>,
    /// The index of the span that `due` begins with.
    from: usize,
    /// What is said at each span, and what will have been heard then.
    due: Vec<(Vec<Utterance>, Heard)>,
}

impl Script {
    /// A script of which nothing was heard yet.
    pub fn new(telling: Telling) -> Script {
        Script { telling, heard: Heard::nothing(), timeline: None, from: 0, due: Vec::new() }
    }

    /// From now on for somebody who can press keys, or cannot.
    pub fn with_keys(&mut self, keys: bool) {
        self.telling.keys = keys;
        self.timeline = None;
    }

    /// From now on with lines of guidance there.
    pub fn with_guidance(&mut self, guidance: Guidance) {
        self.telling.guidance = guidance;
        self.timeline = None;
    }

    /// What is said as a span of this timeline begins.
    pub fn began(&mut self, timeline: &Arc<Timeline>, index: usize) -> &[Utterance] {
        let known = self.timeline.as_ref().is_some_and(|known| Arc::ptr_eq(known, timeline));
        if !known || index < self.from {
            self.tell_from(timeline, index);
        }
        let Some((utterances, heard)) = self.due.get(index - self.from) else { return &[] };
        self.heard.clone_from(heard);
        utterances
    }

    /// What is said from a span on, as far as nobody changes anything; nothing of it counts as heard.
    pub fn ahead(&mut self, timeline: &Arc<Timeline>, index: usize) -> Vec<Utterance> {
        self.tell_from(timeline, index);
        self.due.iter().flat_map(|(utterances, _)| utterances).cloned().collect()
    }

    /// What tells somebody who was away where they are, in the middle of a span.
    pub fn again(&self, timeline: &Timeline, index: usize) -> Vec<Utterance> {
        self.teller(timeline).again(index)
    }

    fn tell_from(&mut self, timeline: &Arc<Timeline>, index: usize) {
        let mut teller = self.teller(timeline);
        let spans = index..timeline.spans().len();
        self.due = spans.map(|index| (teller.at(index), teller.heard.clone())).collect();
        self.from = index;
        self.timeline = Some(Arc::clone(timeline));
    }

    fn teller<'t>(&self, timeline: &'t Timeline) -> Teller<'t> {
        Teller { timeline, telling: self.telling, heard: self.heard.clone() }
    }

    /// How to get ready for the first exercise, for the page before a session: where that is the first thing
    /// in it, or lying down for it is.
    pub fn in_the_plan(&mut self, timeline: &Timeline) -> Vec<Utterance> {
        let first = usize::from(timeline.begins_lying_down());
        if !timeline.is_setting_up(first) {
            return Vec::new();
        }
        let mut teller = self.teller(timeline);
        let utterances = teller.set_up(0, first);
        self.hear(teller.heard);
        utterances
    }

    /// What is said where a set-up waits for a key. Whoever comes back to it hears it again.
    pub fn at_a_gate(&mut self, timeline: &Timeline, index: usize) -> Vec<Utterance> {
        self.heard.forget_set_up();
        let mut teller = self.teller(timeline);
        let utterances = teller.at_a_gate(index);
        self.hear(teller.heard);
        utterances
    }

    /// The line of guidance that a session ends with.
    pub fn at_the_end(&mut self, timeline: &Timeline) -> Option<String> {
        let mut teller = self.teller(timeline);
        let line = teller.closing_line();
        self.hear(teller.heard);
        line
    }

    /// Something was said that is not in the timeline; what follows depends on it.
    fn hear(&mut self, heard: Heard) {
        self.heard = heard;
        self.timeline = None;
    }
}
