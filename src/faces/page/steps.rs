//! What is done in a repetition, in words and as figures, and what lies before and after.

use std::time::Duration;

use maud::{Markup, PreEscaped, html};

use crate::domain::plan::Ease;
use crate::domain::pose::Pose;
use crate::domain::routine::{Kind, Phase};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::domain::units::Offset;
use crate::figure::{self, Motion};
use crate::script::caption;
use crate::text::{self, handout as words};

use super::sheet::PaperSheet;

/// A picture of a step is the pose so shortly before its end.
const BEFORE_ITS_END: Duration = Duration::from_millis(1);

/// A pose, and what is shown by it.
struct Picture {
    pose: Pose,
    /// The exercise begins in it.
    begins: bool,
    /// These steps lead to it.
    steps: Vec<usize>,
}

/// What is done once, and the rest between two sets of that.
pub(super) struct Repetition<'t> {
    pub(super) steps: Vec<(&'t Phase, Duration)>,
    pub(super) between_sets: Option<Duration>,
}

impl PaperSheet<'_> {
    /// What an exercise is made of in time: the spans of the first item that does it.
    fn spans(&self, exercise: usize) -> impl Iterator<Item = (usize, &Span)> {
        self.spans_in(self.timeline, exercise)
    }

    fn spans_in<'t>(
        &self,
        timeline: &'t Timeline,
        exercise: usize,
    ) -> impl Iterator<Item = (usize, &'t Span)> + use<'t> {
        let item = self.plan.items().iter().position(|item| item.exercise() == exercise);
        let spans = timeline.spans().iter().enumerate();
        spans.filter(move |(_, span)| Some(span.item) == item)
    }

    /// One repetition of an exercise as it is laid out in time, or of its easier version.
    pub(super) fn repetition(&self, exercise: usize, ease: Ease) -> Repetition<'_> {
        let timeline = match ease {
            Ease::Full => self.timeline,
            Ease::Easier => self.easier,
        };
        let mut repetition = Repetition { steps: Vec::new(), between_sets: None };
        for (_, span) in self.spans_in(timeline, exercise) {
            match (span.part, timeline.phase(span)) {
                (Part::Phase { nth: 0, .. }, Some(phase)) => {
                    repetition.steps.push((phase, span.length));
                }
                (Part::Rest { set: Some(_) }, _) => repetition.between_sets = Some(span.length),
                _ => {}
            }
        }
        repetition
    }

    /// The steps of a change of position, each once.
    pub(super) fn ways(&self, spans: impl Iterator<Item = usize>) -> Vec<String> {
        let mut ways = Vec::new();
        for index in spans {
            let is_way = matches!(self.timeline.spans()[index].part, Part::Transition(_));
            let way = caption(self.timeline, index).filter(|way| is_way && !ways.contains(way));
            ways.extend(way);
        }
        ways
    }

    /// How to get where an exercise is done.
    pub(super) fn way_there(&self, exercise: usize) -> Vec<String> {
        let before = self.spans(exercise).take_while(|(_, span)| span.turn().is_none());
        self.ways(before.map(|(index, _)| index))
    }

    /// What comes between repetitions and after the last one.
    pub(super) fn afterwards(&self, exercise: usize) -> Vec<String> {
        let said = |index: usize| caption(self.timeline, index).unwrap_or_default();
        let mut lines = Vec::new();
        for (index, span) in self.spans(exercise).skip_while(|(_, span)| span.turn().is_none()) {
            let line = match span.part {
                Part::Transition(Step::StandAgain) => words::before_each(&said(index)),
                Part::Transition(_) => said(index),
                Part::ChangeOver { .. } => words::between_sides(&said(index), span.length),
                Part::Rest { set: None } => {
                    words::rest(self.timeline.position_at(index), span.length)
                }
                _ => continue,
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The figures of one repetition: where it begins, and where each step leads, each pose once.
    pub(super) fn figures(&self, exercise: usize) -> Markup {
        let mut pictures: Vec<Picture> = Vec::new();
        let ready =
            self.spans(exercise).find(|(_, span)| matches!(span.part, Part::Setup | Part::LeadIn));
        let ready = ready.and_then(|(_, span)| self.pose(span.at));
        pictures.extend(ready.map(|pose| Picture { pose, begins: true, steps: Vec::new() }));
        let first =
            self.spans(exercise).filter(|(_, span)| span.turn().is_some_and(|(nth, _)| nth == 0));
        for (step, (_, span)) in (1..).zip(first) {
            let Some(pose) = self.pose(span.at + span.length.saturating_sub(BEFORE_ITS_END)) else {
                continue;
            };
            match pictures.iter_mut().find(|known| known.pose == pose) {
                Some(known) => known.steps.push(step),
                None => pictures.push(Picture { pose, begins: false, steps: vec![step] }),
            }
        }
        html! {
            @if !pictures.is_empty() {
                div.figures {
                    @for picture in &pictures {
                        figure {
                            (PreEscaped(figure::inline_svg(&picture.pose)))
                            figcaption { (words::figure_of(picture.begins, &picture.steps)) }
                        }
                    }
                }
            }
        }
    }

    fn pose(&self, at: Offset) -> Option<Pose> {
        figure::at(self.timeline, at, Motion::Reduced)
    }

    /// One step: how long, and what to do.
    pub(super) fn step(&self, (phase, length): (&Phase, Duration), kind: Kind) -> Markup {
        html! {
            (words::step(phase, length, kind))
            @match &phase.cue {
                Some(cue) => { ": " (self.said(&text::sentence(cue))) }
                None => ".",
            }
        }
    }

    /// A text of the file among fixed words.
    pub(super) fn said(&self, text: &str) -> Markup {
        html! { bdi lang=[self.lang()] { (text) } }
    }
}
