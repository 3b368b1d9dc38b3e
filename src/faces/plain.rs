//! The plain face: a session as lines that can be read, heard or piped.
//!
//! Knows no terminal; whoever prints a line puts the time in front of it, or not.

use std::time::Duration;

use crate::domain::units::{Clock, Offset};
use crate::faces::narrator::Narrator;
use crate::script::{Topic, Utterance};
use crate::session::Event;
use crate::session::driver::EventAt;

/// A session in lines.
#[derive(Debug)]
pub struct Plain {
    narrator: Narrator,
}

impl Plain {
    /// A face that says what this narrator says.
    pub fn new(narrator: Narrator) -> Plain {
        Plain { narrator }
    }

    /// When the session would end, as a time of day.
    pub fn ends_at(&mut self, time_of_day: String) {
        self.narrator.ends_at(time_of_day);
    }

    /// There is something to make sound with, or nothing any more.
    pub fn there_is_sound(&mut self, is_so: bool) {
        self.narrator.there_is_sound(is_so);
    }

    /// What is printed at an event.
    pub fn page(&mut self, told: &EventAt, layout: Layout) -> String {
        layout.page(&self.lines(told), Plain::at(told))
    }

    /// The time that is printed in front of what is said to an event.
    pub fn at(told: &EventAt) -> Offset {
        match told.event {
            Event::Began(_) => told.at,
            // What a key does falls between two seconds.
            _ => Offset::at(Duration::from_secs(told.at.since_zero().as_secs())),
        }
    }

    /// What this face says to an event.
    pub fn lines(&mut self, told: &EventAt) -> Vec<String> {
        if let Event::Began(reached) = &told.event {
            return lines(self.narrator.began(reached));
        }
        let remark = self.narrator.remark(&told.event);
        remark.into_iter().chain(self.narrator.page(&told.event, &told.timeline)).collect()
    }
}

/// Utterances as lines, one each; which repetition it is stands behind its side.
pub fn lines(utterances: &[Utterance]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before = None;
    for Utterance { topic, full, .. } in utterances {
        match (before, topic, lines.last_mut()) {
            (Some(Topic::Side), Topic::Count, Some(line)) => *line = format!("{line} {full}"),
            _ => lines.push(full.clone()),
        }
        before = Some(*topic);
    }
    lines
}

/// How lines are printed.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The longest line, in columns.
    pub width: usize,
    /// What ends a line.
    pub newline: &'static str,
    /// Whether the time stands in front.
    pub timed: bool,
}

impl Layout {
    /// Lines broken by words, with the time in front of the first where that is asked for.
    pub fn page(self, lines: &[String], at: Offset) -> String {
        let mut page = String::new();
        for (nth, line) in lines.iter().enumerate() {
            let lead = match (self.timed, nth) {
                (false, _) => String::new(),
                (true, 0) => format!("{:>7}  ", Clock(at.since_zero())),
                (true, _) => " ".repeat(9),
            };
            let further = " ".repeat(lead.len());
            let options = textwrap::Options::new(self.width)
                .initial_indent(&lead)
                .subsequent_indent(&further);
            for line in textwrap::wrap(line, options) {
                page.push_str(line.trim_end());
                page.push_str(self.newline);
            }
        }
        page
    }
}
