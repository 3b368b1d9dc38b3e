//! What a session asks, second by second: as a table for people, as JSON for programs.
//!
//! Only reads the plan and the timeline; the words are those of the script.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use crate::domain::digest::digest;
use crate::domain::plan::Plan;
use crate::domain::routine::{Exercise, Routine, Side};
use crate::domain::timeline::{Part, Span, Timeline};
use crate::domain::units::Clock;
use crate::faces::narrator::needs;
use crate::faces::plain::{self, Layout};
use crate::script::{self, Guidance, Telling, Topic, Utterance, script};
use crate::text;

/// Writes everything there is to know about a routine, for a person.
pub fn write(
    plan: &Plan,
    timeline: &Timeline,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let routine = plan.routine();
    let mut page = Sheet { out, width };
    page.line("", &routine.title)?;
    page.line("", routine.summary.as_deref().unwrap_or_default())?;
    page.line("", &length_and_frequency(routine, timeline))?;
    page.line(
        "",
        &text::needs(&needs(plan), plan.routine().language.as_deref()).unwrap_or_default(),
    )?;
    page.line("", &text::review(&routine.review))?;
    let named = text::reviewed_digest(&routine.review, &digest(routine));
    page.line("", &named.unwrap_or_default())?;
    page.line("", &author(routine))?;
    page.line("", text::GENERAL)?;
    if !routine.stop_if.is_empty() {
        page.heading(text::STOP_AND_ASK_FIRST)?;
        page.list(&routine.stop_if)?;
    }
    if !routine.groups.is_empty() {
        page.heading(text::GROUPS)?;
        let groups: Vec<String> = routine.groups.iter().map(text::group).collect();
        page.list(&groups)?;
    }
    page.by_exercise(text::WHAT_TO_MIND, routine, |exercise| exercise.cautions.clone())?;
    page.by_exercise(text::STEPS, routine, |exercise| {
        exercise.ladder.iter().map(|step| text::ladder_step(*step)).collect()
    })?;
    page.by_exercise(text::NOTES, routine, |exercise| exercise.note.iter().cloned().collect())?;
    page.by_exercise(text::INSTEAD, routine, instead)?;
    page.heading(text::SECOND_BY_SECOND)?;
    seconds(timeline, &mut page)?;
    page.by_exercise(text::WHERE_DOSES_COME_FROM, routine, |exercise| exercise.sources.clone())?;
    if routine.exercises.iter().any(|exercise| exercise.own_choice) {
        page.line("", text::OWN_CHOICE)?;
    }
    if routine.exercises.len() > 1 {
        page.line("", text::OWN_ORDER)?;
    }
    Ok(())
}

/// What is done in its place, and for which answer.
fn instead(exercise: &Exercise) -> Vec<String> {
    let instead = exercise.instead.iter();
    instead.map(|one| text::instead(&one.exercise.full.title, one.flag)).collect()
}

fn length_and_frequency(routine: &Routine, timeline: &Timeline) -> String {
    let total = Clock(timeline.total());
    match (&routine.how_often, text::frequency(&routine.frequency)) {
        (Some(often), _) => {
            format!("{total}, {}", text::and_in_numbers(often, &routine.frequency).concat())
        }
        (None, Some(numbers)) => format!("{total}. {numbers}"),
        (None, None) => format!("{total}."),
    }
}

fn author(routine: &Routine) -> String {
    let parts: Vec<&str> = [&routine.author, &routine.clinic, &routine.contact]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("By {}", text::sentence(&parts.join(", "))),
    }
}

/// Every span with the time at which it begins.
fn seconds<W: Write>(timeline: &Timeline, page: &mut Sheet<'_, W>) -> io::Result<()> {
    let telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false };
    let utterances = script(timeline, telling);
    let layout = Layout { width: page.width, newline: "\n", timed: true };
    for at_span in utterances.chunk_by(|one, next| one.span == next.span) {
        let Some(Utterance { at, span, topic, .. }) = at_span.first() else { continue };
        if *topic == Topic::End {
            break;
        }
        if timeline.is_setting_up(*span) {
            page.blank()?;
        }
        let text = layout.page(&plain::lines(at_span), *at);
        page.out.write_all(text.as_bytes())?;
    }
    page.line(&format!("{:>7}  ", Clock(timeline.total())), text::THE_END)
}

/// Lines broken by words, the further ones of each under its text.
struct Sheet<'o, W: Write> {
    out: &'o mut W,
    width: usize,
}

impl<W: Write> Sheet<'_, W> {
    fn line(&mut self, lead: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let indent = " ".repeat(lead.len());
        let options =
            textwrap::Options::new(self.width).initial_indent(lead).subsequent_indent(&indent);
        textwrap::wrap(text, options).iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }

    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        self.blank()?;
        self.line("", title)
    }

    fn list(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.line("- ", line))
    }

    /// A list of every exercise, each exercise once.
    fn by_exercise(
        &mut self,
        heading: &str,
        routine: &Routine,
        list: impl Fn(&Exercise) -> Vec<String>,
    ) -> io::Result<()> {
        let mut each: Vec<&Exercise> = routine.exercises.iter().collect();
        let mut seen = BTreeSet::new();
        each.retain(|exercise| {
            !list(exercise).is_empty() && seen.insert(exercise.full.title.as_str())
        });
        if !each.is_empty() {
            self.heading(heading)?;
        }
        for exercise in each {
            self.line("", &exercise.full.title)?;
            self.list(&list(exercise))?;
        }
        Ok(())
    }
}

/// The contract of `show --json`.
#[derive(Serialize)]
struct JsonTimeline<'t> {
    title: &'t str,
    total_ms: u64,
    cues: Vec<JsonSpan<'t>>,
}

#[derive(Serialize)]
struct JsonSpan<'t> {
    at_ms: u64,
    length_ms: u64,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    breath: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hold: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exercise: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exercise_title: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rep: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// Writes the timeline as JSON, for another program.
pub fn write_json(timeline: &Timeline, out: &mut impl Write) -> io::Result<()> {
    let cues = timeline.spans().iter().enumerate();
    let cues = cues.map(|(index, span)| cue(timeline, index, span)).collect();
    let score =
        JsonTimeline { title: &timeline.routine().title, total_ms: millis(timeline.total()), cues };
    serde_json::to_writer_pretty(&mut *out, &score)?;
    writeln!(out)
}

fn cue<'t>(timeline: &'t Timeline, index: usize, span: &Span) -> JsonSpan<'t> {
    let phase = timeline.phase(span);
    let turn = span.turn().map(|(_, turn)| turn);
    let named = span.part != Part::Finished;
    let group = timeline.routine().group_of(span.exercise);
    JsonSpan {
        at_ms: millis(span.at.since_zero()),
        length_ms: millis(span.length),
        kind: kind(span.part),
        breath: phase.map(|phase| phase.breath.name()),
        hold: phase.map(|phase| phase.hold),
        ends: phase.map(|phase| phase.ends.name()),
        exercise: named.then_some(span.exercise + 1),
        exercise_title: named.then(|| timeline.version(span).title.as_str()),
        group: group.filter(|_| named).map(|group| group.name.as_str()),
        round: span.round.map(|round| round.nth),
        set: turn.map(|turn| turn.set).or(set(span.part)),
        rep: turn.map(|turn| turn.rep),
        side: turn.and_then(|turn| turn.side).map(Side::name),
        text: script::caption(timeline, index),
    }
}

fn millis(length: std::time::Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

fn kind(part: Part) -> &'static str {
    match part {
        Part::Transition(_) => "transition",
        Part::Setup => "setup",
        Part::LeadIn => "lead-in",
        Part::Phase { .. } => "phase",
        Part::ChangeOver { .. } => "change-over",
        Part::Rest { .. } => "rest",
        Part::Finished => "finished",
    }
}

fn set(part: Part) -> Option<u32> {
    match part {
        Part::ChangeOver { set } => Some(set),
        Part::Rest { set } => set,
        _ => None,
    }
}
