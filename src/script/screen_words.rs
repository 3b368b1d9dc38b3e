//! What a span is in words that are read at a glance: on a screen, and in JSON.

use std::time::Duration;

use crate::domain::routine::{Side, Version};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::text;

/// What to do in a span: the cue of a phase, or how to get ready for what follows.
pub fn cue(timeline: &Timeline, index: usize) -> Vec<String> {
    let Some(span) = timeline.spans().get(index) else { return Vec::new() };
    match span.part {
        Part::Setup | Part::LeadIn => set_up(timeline, span),
        Part::Rest { .. } => resting(timeline, index, span),
        // Read before lying down, it need not be read lying.
        Part::Transition(Step::LieDown) if timeline.is_setting_up(index + 1) => {
            caption(timeline, index).into_iter().chain(set_up(timeline, span)).collect()
        }
        Part::Transition(Step::Sit) => {
            let leads_on = |other: &Span| other.item == span.item && other.turn().is_some();
            let Version { position, title, .. } = timeline.version(span);
            let next = timeline.spans().iter().any(leads_on);
            let next = next.then(|| text::next_on(*position, title));
            caption(timeline, index).into_iter().chain(next).collect()
        }
        Part::Transition(_) | Part::Phase { .. } | Part::ChangeOver { .. } | Part::Finished => {
            caption(timeline, index).into_iter().collect()
        }
    }
}

/// What comes after a rest, and how to rest where that is not plain.
fn resting(timeline: &Timeline, index: usize, span: &Span) -> Vec<String> {
    let next: Vec<String> = match span.part {
        Part::Rest { set: Some(set) } => {
            vec![text::next_set(set + 1, timeline.version(span).sets)]
        }
        _ => match timeline.spans().get(index + 1) {
            Some(next) if timeline.is_setting_up(index + 1) => {
                let round = timeline.round_after(index).map(text::next_round);
                let title = text::next(&timeline.version(next).title);
                round.into_iter().chain([title]).chain(set_up(timeline, next)).collect()
            }
            _ => text::next_there(timeline, index + 1).into_iter().collect(),
        },
    };
    caption(timeline, index).into_iter().chain(next).collect()
}

/// A span as one text, for another program; nothing for the end, and for a rest that explains itself.
pub fn caption(timeline: &Timeline, index: usize) -> Option<String> {
    let span = timeline.spans().get(index)?;
    match span.part {
        Part::Transition(_) => Some(text::step(timeline, index)),
        Part::Setup => {
            Some(set_up(timeline, span).join(" ")).filter(|sentences| !sentences.is_empty())
        }
        Part::LeadIn => Some(text::READY.into()),
        Part::Phase { .. } => timeline.phase(span)?.cue.clone(),
        Part::ChangeOver { .. } => Some(text::change_over(timeline.position_at(index)).into()),
        Part::Rest { .. } => text::how_to_rest(timeline.position_at(index)).map(Into::into),
        Part::Finished => None,
    }
}

fn set_up(timeline: &Timeline, span: &Span) -> Vec<String> {
    timeline.version(span).setup.iter().map(|line| text::sentence(line)).collect()
}

/// The word that is read from two metres.
pub fn big_word(timeline: &Timeline, span: &Span) -> &'static str {
    match (span.part, timeline.phase(span)) {
        (Part::Transition(step), _) => {
            text::big_step(step, timeline.position_at(timeline.index_at(span.at)))
        }
        (Part::ChangeOver { .. }, _) => {
            text::big_change_over(timeline.position_at(timeline.index_at(span.at)))
        }
        (Part::Rest { .. }, _) => text::REST_BIG,
        (_, Some(phase)) => {
            text::big_phase(phase, timeline.version(span), timeline.exercise(span).kind)
        }
        _ => text::READY_BIG,
    }
}

/// The side that a movement is for, or that one gets ready for.
pub fn side(timeline: &Timeline, index: usize) -> Option<Side> {
    let span = timeline.spans().get(index)?;
    let from_here = timeline.spans().get(index..)?.iter();
    match span.part {
        Part::Phase { turn, .. } => turn.side,
        Part::Setup | Part::LeadIn | Part::ChangeOver { .. } => {
            from_here.into_iter().find_map(Span::turn)?.1.side
        }
        _ => None,
    }
}

/// The side in large letters, where no other word says it.
pub fn side_word(timeline: &Timeline, index: usize) -> Option<&'static str> {
    let side = text::big_side(side(timeline, index)?);
    let span = timeline.spans().get(index)?;
    Some(side).filter(|side| *side != big_word(timeline, span))
}

/// Which repetition it is, or what to press when it is worse.
pub fn at_its_side(timeline: &Timeline, span: &Span) -> Option<String> {
    match span.part {
        _ if timeline.is_for_noticing(span) => Some(text::WORSE.into()),
        Part::Phase { turn, of, .. } => text::rep_of(turn.rep, of, turn.side),
        _ => None,
    }
}

/// What comes after a phase or a lead-in, in a word or two; nothing where that goes on.
pub fn coming(timeline: &Timeline, index: usize) -> Option<String> {
    let (span, next) = (timeline.spans().get(index)?, timeline.spans().get(index + 1)?);
    let is_followed = matches!(span.part, Part::Phase { .. } | Part::LeadIn);
    let word = Some(big_word(timeline, next)).filter(|word| *word != big_word(timeline, span));
    word.filter(|_| is_followed).map(text::coming)
}

/// The exercise of a span by its number among all.
pub fn place(timeline: &Timeline, span: &Span) -> Option<String> {
    text::place(span.exercise + 1, timeline.routine().exercises.len(), span.round)
}

/// Where in a session somebody is who asks for it: the exercise, the repetition, and how much is left.
pub fn where_one_is(timeline: &Timeline, index: usize, left: Duration, stands: bool) -> String {
    let Some(span) = timeline.spans().get(index) else { return text::time_left(left) };
    let is_over = timeline.spans().iter().skip(index).all(|span| span.turn().is_none());
    let position = timeline.position_at(index);
    let (exercise, doing) = match span.part {
        Part::Transition(Step::SitDown) => (true, Some(text::SITTING_DOWN.to_owned())),
        Part::Transition(_) | Part::Finished if is_over => {
            (false, Some(text::ALL_DONE_HERE.to_owned()))
        }
        Part::Transition(_) => (true, Some(text::ON_THE_WAY.to_owned())),
        Part::Setup | Part::LeadIn => (true, Some(text::GETTING_READY.to_owned())),
        Part::Phase { turn, of, .. } => {
            (true, text::which_repetition(turn, of, timeline.version(span).sets, position))
        }
        Part::ChangeOver { .. } => (true, Some(text::change_over(position).to_owned())),
        Part::Rest { .. } => (true, Some(text::rest(Duration::ZERO))),
        Part::Finished => (true, None),
    };
    let exercise = exercise.then(|| {
        let of = timeline.routine().exercises.len();
        text::heading(&timeline.version(span).title, span.exercise + 1, of, span.round)
    });
    let stands = stands.then(|| text::PAUSED.to_owned());
    let all = exercise.into_iter().chain(doing).chain([text::time_left(left)]).chain(stands);
    all.collect::<Vec<_>>().join(" ")
}
