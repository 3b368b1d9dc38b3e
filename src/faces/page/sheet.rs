//! The sheet: who wrote it, for whom, the exercises, and the last page.

use maud::{Markup, html};

use crate::domain::plan::{LeftOut, Plan};
use crate::domain::routine::Routine;
use crate::domain::timeline::{Timeline, compile};
use crate::faces::narrator::needs;
use crate::text::{self, handout as words};

use super::call;

/// A plan that becomes a page.
pub(super) struct PaperSheet<'p> {
    /// What was asked for.
    asked: &'p Plan,
    /// The same with what is optional.
    pub(super) plan: &'p Plan,
    pub(super) timeline: &'p Timeline,
    /// The same with each exercise in its easier version, where it has one.
    pub(super) easier: &'p Timeline,
    /// The language of the file, where it names one.
    lang: Option<&'p str>,
}

impl<'p> PaperSheet<'p> {
    pub(super) fn new(
        (asked, plan): (&'p Plan, &'p Plan),
        timeline: &'p Timeline,
        easier: &'p Timeline,
    ) -> PaperSheet<'p> {
        let lang = plan.routine().language.as_deref().filter(|lang| is_language_tag(lang));
        PaperSheet { asked, plan, timeline, easier, lang }
    }

    pub(super) fn routine(&self) -> &'p Routine {
        self.plan.routine()
    }

    /// The language of the file's own texts.
    pub(super) fn lang(&self) -> Option<&'p str> {
        self.lang
    }

    /// Who wrote it, for whom, how often and with what.
    pub(super) fn head(&self) -> Markup {
        let routine = self.routine();
        let lang = self.lang;
        html! {
            header {
                h1 lang=[lang] dir="auto" { (routine.title) }
                @if let Some(summary) = &routine.summary {
                    p.summary lang=[lang] dir="auto" { (text::sentence(summary)) }
                }
                @if !text::is_english(routine.language.as_deref()) {
                    p { (words::FIXED_WORDS_ARE_ENGLISH) }
                }
                dl {
                    (self.own(words::FROM, &from(routine)))
                    @if routine.contact.is_some() {
                        dt { (words::QUESTIONS) }
                        dd { (self.contact()) }
                    }
                    (self.often())
                    dt { (words::HOW_LONG) }
                    dd { (words::about_so_long(compile(self.asked).total())) }
                    (self.own(words::YOU_NEED, &text::lists::commas(&needs(self.plan))))
                }
                div.to-write {
                    p { (words::FOR) }
                    p { (words::BEGINS_ON) }
                    @if routine.contact.is_none() { p { (words::ASK) } }
                    p.wide { (words::GOAL) }
                }
                p { (text::general(&routine.review).join(" ")) }
            }
        }
    }

    /// What leads to each exercise, for whoever reads it on a screen the second time.
    pub(super) fn contents(&self) -> Markup {
        html! {
            nav aria-label=(words::EXERCISES) {
                (words::GO_TO) ": "
                @for (index, exercise) in self.routine().exercises.iter().enumerate() {
                    a href=(format!("#exercise-{}", index + 1)) {
                        (index + 1) ". " (self.said(&exercise.full.title))
                    }
                    " "
                }
            }
        }
    }

    /// A row in the words of the file, where it has any.
    fn own(&self, name: &str, said: &str) -> Markup {
        html! {
            @if !said.is_empty() {
                dt { (name) }
                dd { (self.said(said)) }
            }
        }
    }

    /// Whom to ask: where that is a telephone number, a phone calls it.
    pub(super) fn contact(&self) -> Markup {
        let contact = self.routine().contact.as_deref().unwrap_or_default();
        html! {
            @match call::link(contact) {
                Some(link) => a.call href=(link) { (self.said(contact)) },
                None => (self.said(contact)),
            }
        }
    }

    /// How often, in the words of the file and in numbers.
    fn often(&self) -> Markup {
        let frequency = &self.routine().frequency;
        let often = match &self.routine().how_often {
            Some(said) => {
                let [said, numbers] = text::and_in_numbers(said, frequency);
                Some(html! { (self.said(&said)) (numbers) })
            }
            None => text::frequency(frequency).map(|numbers| html! { (numbers) }),
        };
        html! {
            @if let Some(often) = often {
                dt { (words::HOW_OFTEN) }
                dd { (often) }
            }
        }
    }

    /// Every exercise in its order, and how to get up after the last one.
    pub(super) fn exercises(&self) -> Markup {
        let last = self.plan.items().len();
        let last_span = self.timeline.spans().len().saturating_sub(1);
        let spans = self.timeline.spans().iter().enumerate();
        let up = spans.filter(|(_, span)| span.item == last);
        let up = self.ways(up.map(|(index, _)| index));
        let up = match up.is_empty() {
            true => text::getting_up(self.timeline.position_at(last_span)).to_owned(),
            false => up.join(" "),
        };
        html! {
            h2 { (words::EXERCISES) }
            p.leads-on { (words::LESS_IS_FINE) }
            @for index in 0..self.routine().exercises.len() {
                (self.group_before(index))
                (self.exercise(index))
            }
            p.at-the-end { strong { (words::AT_THE_END) ": " } (up) " " (text::NEXT_HOUR) }
        }
    }

    /// What belongs together, above the first exercise of it.
    fn group_before(&self, exercise: usize) -> Markup {
        let mut items = self.asked.items().iter().filter(|item| item.exercise() == exercise);
        let is_left_out = items.any(|item| item.left_out() == Some(LeftOut::Optional));
        let mut groups = self.routine().groups.iter();
        let group = groups.find(|group| group.members.start == exercise);
        html! {
            @if let Some(group) = group {
                p.leads-on dir="auto" { (text::group_on_paper(group, !is_left_out)) }
            }
        }
    }

    /// Days to tick, and where the doses come from.
    pub(super) fn last_page(&self) -> Markup {
        html! {
            (self.two_weeks())
            (self.sources())
        }
    }

    fn sources(&self) -> Markup {
        let routine = self.routine();
        let lang = self.lang;
        html! {
            section.sources {
                h2 { (words::SOURCES) }
                @for (index, exercise) in routine.exercises.iter().enumerate() {
                    @if self.first_like(index).is_none() && !exercise.sources.is_empty() {
                        p lang=[lang] dir="auto" {
                            strong { (exercise.full.title) ": " }
                            (all_sentences(&exercise.sources))
                        }
                    }
                }
                p {
                    @if routine.exercises.iter().any(|exercise| exercise.own_choice) {
                        (text::OWN_CHOICE) " "
                    }
                    @if routine.exercises.len() > 1 { (text::OWN_ORDER) " " }
                    (text::GENERAL) " " (words::MADE_BY)
                }
            }
        }
    }
}

/// Sentences of a file as one text.
pub(super) fn all_sentences(lines: &[String]) -> String {
    lines.iter().map(|line| text::sentence(line)).collect::<Vec<_>>().join(" ")
}

/// Whether a file's language is one that a page can name: letters and digits in groups, as BCP 47 has them.
fn is_language_tag(language: &str) -> bool {
    let group = |group: &str| {
        (1..=8).contains(&group.len()) && group.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let first = language.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && language.split('-').all(group)
}

fn from(routine: &Routine) -> String {
    let parts = [&routine.author, &routine.clinic];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    text::lists::commas(&parts)
}
