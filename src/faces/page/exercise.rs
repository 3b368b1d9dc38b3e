//! One exercise on the sheet.

use maud::{Markup, html};

use crate::domain::plan::Ease;
use crate::domain::routine::{Exercise, Version};
use crate::text::{self, handout as words};

use super::sheet::{PaperSheet, all_sentences};

impl PaperSheet<'_> {
    /// An exercise by its index, whole on one page of paper.
    pub(super) fn exercise(&self, index: usize) -> Markup {
        let exercise = self.routine().exercise(index);
        let version = &exercise.full;
        let way = self.way_there(index);
        let then = self.afterwards(index);
        let known = self.first_like(index);
        let once = self.repetition(index, Ease::Full);
        html! {
            section.exercise id=(format!("exercise-{}", index + 1)) {
                div.beside {
                    div {
                        h3 { (index + 1) ". " (self.said(&version.title)) }
                        @if !way.is_empty() { (fixed(words::FIRST, &way.join(" "))) }
                        p.dose {
                            strong { (words::amount(version, once.between_sets, exercise.up_to).join(" ")) }
                            (yours(version))
                            " " (words::place(version, exercise.kind))
                            @for line in &then { " " (line) }
                        }
                        (self.why_one_side(exercise))
                        (self.setup(version))
                    }
                    @if known.is_none() { (self.figures(index)) }
                }
                @if let Some(first) = known {
                    p { (words::steps_as_in(first + 1)) }
                } @else {
                    ol { @for step in once.steps { li { (self.step(step, exercise.kind)) } } }
                    (self.easier(index))
                }
                (self.to_mind(exercise, known.is_some()))
            }
        }
    }

    /// An earlier exercise whose movement is the same.
    pub(super) fn first_like(&self, index: usize) -> Option<usize> {
        let one = self.routine().exercise(index);
        let same_version = |a: &Version, b: &Version| {
            (&a.title, a.position, a.sides, &a.phases) == (&b.title, b.position, b.sides, &b.phases)
        };
        let same_easier = |other: &Exercise| match (&one.easier, &other.easier) {
            (None, None) => true,
            (Some(a), Some(b)) => same_version(a, b) && (a.reps, a.sets) == (b.reps, b.sets),
            _ => false,
        };
        (0..index).find(|earlier| {
            let other = self.routine().exercise(*earlier);
            one.kind == other.kind && same_version(&one.full, &other.full) && same_easier(other)
        })
    }

    fn why_one_side(&self, exercise: &Exercise) -> Markup {
        html! {
            @if let Some(why) = &exercise.one_side_reason {
                p lang=[self.lang()] dir="auto" { (text::sentence(why)) }
            }
        }
    }

    /// How to get ready, in the words of the file.
    fn setup(&self, version: &Version) -> Markup {
        let lines = all_sentences(&version.setup);
        html! { @if !lines.is_empty() { (self.own_lines(words::TO_BEGIN, &lines)) } }
    }

    fn easier(&self, index: usize) -> Markup {
        let exercise = self.routine().exercise(index);
        let once = self.repetition(index, Ease::Easier);
        let Some(easier) = &exercise.easier else { return html! {} };
        let full = &exercise.full;
        html! {
            p.easier {
                strong { (words::EASIER) ": " }
                @if easier.title != full.title { (self.said(&text::sentence(&easier.title))) " " }
                (words::amount(easier, once.between_sets, false).join(" "))
                @if easier.position != full.position { " " (words::place(easier, exercise.kind)) }
                @if easier.setup != full.setup {
                    " " (self.said(&all_sentences(&easier.setup)))
                }
                @for step in once.steps { " " (self.step(step, exercise.kind)) }
            }
        }
    }

    /// What to mind, the note, and how it may grow.
    fn to_mind(&self, exercise: &Exercise, is_known: bool) -> Markup {
        let bends_back = words::bends_back(exercise.full.extension, exercise.clearance.as_ref());
        let steps = exercise.ladder.iter().map(|step| text::ladder_step(*step));
        let steps = text::lists::commas(&steps.collect::<Vec<_>>());
        html! {
            @if let Some(line) = bends_back { p.caution { strong { (self.said(&line)) } } }
            @if !is_known && !exercise.cautions.is_empty() {
                ul {
                    @for (nth, caution) in exercise.cautions.iter().enumerate() {
                        li {
                            @if nth == 0 { strong { (words::MIND) ": " } }
                            (self.said(&text::sentence(caution)))
                        }
                    }
                }
            }
            @if let Some(note) = &exercise.note { (self.own_lines(words::NOTE, &text::sentence(note))) }
            @if !steps.is_empty() { (fixed(words::MAY_GROW, &text::sentence(&steps))) }
        }
    }

    /// A name, and words of the file.
    fn own_lines(&self, name: &str, said: &str) -> Markup {
        html! { p { strong { (name) ": " } (self.said(said)) } }
    }
}

/// Room for another number, in ink.
fn yours(version: &Version) -> Markup {
    html! { span.yours { " " (words::yours(version.reps)) } }
}

/// A name, and fixed words.
fn fixed(name: &str, said: &str) -> Markup {
    html! { p { strong { (name) ": " } (said) } }
}
