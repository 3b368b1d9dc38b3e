//! The time between two marks, and what is to be said in it.

use crate::audio::synth;
use crate::domain::theme::Theme;
use crate::domain::timeline::{Part, Timeline};
use crate::domain::units::Offset;
use crate::script::{Rank, Topic, Utterance};

use super::fit::Fitted;
use super::{RAMP, SAMPLES_A_SECOND};

/// A sentence is over so long before the next mark, and tones are as loud as ever: 250 ms.
const BEFORE_A_MARK: u64 = SAMPLES_A_SECOND / 4;
/// As long as the name of an exercise takes, at the least: 2 s.
const FOR_A_NAME: u64 = 2 * SAMPLES_A_SECOND;
/// A sentence leaves a tone so much time to be heard as it begins: 120 ms.
const AFTER_A_MARK: u64 = 120 * SAMPLES_A_SECOND / 1000;

/// Something that is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSay {
    /// The index of the span that it belongs to.
    pub span: usize,
    /// The first sample at which it may begin.
    pub earliest: u64,
    /// It belongs to the end of the stretch, not to its beginning.
    pub at_the_end: bool,
    /// What it is about.
    pub topic: Topic,
    /// What it gives way to.
    pub rank: Rank,
    /// The words where there is time for them.
    pub full: String,
    /// The fewest words that still say it.
    pub short: String,
}

/// The time from one mark, or from the beginning of a phase, to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The sample of its mark.
    pub begin: u64,
    /// Everything that is said is over here.
    pub until: u64,
    /// What is to be said, in its order.
    pub sentences: Vec<ToSay>,
}

impl Stretch {
    /// What of it is not said, where these are all that is.
    pub fn not_said(&self, fitted: &[Fitted]) -> impl Iterator<Item = &ToSay> {
        let is_said = |nth: usize| fitted.iter().any(|said| said.nth == nth);
        let all = self.sentences.iter().enumerate();
        all.filter(move |(nth, _)| !is_said(*nth)).map(|(_, sentence)| sentence)
    }
}

/// The stretches of a timeline, without a gap; what is said in each is in `utterances`.
pub fn stretches(timeline: &Timeline, theme: &Theme, utterances: &[Utterance]) -> Vec<Stretch> {
    let marks = marks(timeline, theme);
    let total = synth::index(Offset::at(timeline.total()));
    let ends = marks.iter().skip(1).copied().chain([total]);
    let mut all: Vec<Stretch> = marks
        .iter()
        .zip(ends)
        .map(|(begin, end)| {
            let until = end.saturating_sub(BEFORE_A_MARK + RAMP);
            Stretch { begin: *begin, until, sentences: Vec::new() }
        })
        .collect();
    // What is said at the end is said before its tone.
    let last_span = timeline.spans().iter().rev().nth(1).map_or(0, |span| synth::index(span.at));
    let has_end_tone = all.last().is_some_and(|last| last.begin > last_span);
    let before_the_end = all.len().saturating_sub(if has_end_tone { 2 } else { 1 });
    for utterance in utterances {
        let at = synth::index(utterance.at);
        let ends = part(timeline, utterance) == Some(Part::Finished);
        let inside = all.partition_point(|stretch| stretch.begin <= at).saturating_sub(1);
        // Where there is hardly time to get ready, the name comes while tones count down.
        let short =
            all.get(inside).is_some_and(|stretch| stretch.until < stretch.begin + FOR_A_NAME);
        let is_name =
            utterance.topic == Topic::Name && part(timeline, utterance) == Some(Part::Setup);
        let inside = inside + usize::from(short && is_name);
        let place = if ends { before_the_end } else { inside };
        let Some(stretch) = all.get_mut(place).filter(|_| is_spoken(timeline, utterance)) else {
            continue;
        };
        stretch.sentences.push(ToSay {
            earliest: match (ends, at <= stretch.begin) {
                (true, _) => stretch.begin,
                (false, true) => stretch.begin + AFTER_A_MARK,
                (false, false) => at,
            },
            at_the_end: ends,
            span: utterance.span,
            topic: utterance.topic,
            rank: utterance.rank(),
            full: utterance.full.clone(),
            short: utterance.short.clone(),
        });
    }
    all
}

fn part(timeline: &Timeline, utterance: &Utterance) -> Option<Part> {
    timeline.spans().get(utterance.span).map(|span| span.part)
}

/// Three, two, one are counted by tones: only a name is said there.
fn is_spoken(timeline: &Timeline, utterance: &Utterance) -> bool {
    part(timeline, utterance) != Some(Part::LeadIn) || utterance.topic == Topic::Name
}

/// Where something is heard, or a phase begins: the samples, in their order.
fn marks(timeline: &Timeline, theme: &Theme) -> Vec<u64> {
    let mut marks = vec![0];
    for (nth, span) in timeline.spans().iter().enumerate() {
        if !matches!(span.part, Part::Setup | Part::Finished) {
            marks.push(synth::index(span.at));
        }
        marks.extend(synth::marks_inside(timeline, theme, nth, span));
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}
