//! What a person sees of a session: lines, or a screen of its own.

use std::io::{self, ErrorKind, Write};
use std::time::Duration;

use crate::domain::timeline::Part;
use crate::domain::units::{Moment, Offset};
use crate::faces::plain::{Layout, Plain};
use crate::faces::view::View;
use crate::session::driver::EventAt;
use crate::session::{Event, KeyPress, Session};

use super::clock;
use super::screen_writer::Canvas;
use super::terminal;
use super::voice::Reader;

/// Whether an output is closed at its other end; that is no fault.
pub fn has_reader_left(error: &io::Error) -> bool {
    says_reader_left(error.kind(), error.raw_os_error().filter(|_| cfg!(windows)))
}

/// Windows has three numbers for it: a broken pipe, a closing one, one that is not connected. The
/// standard library knows the first two.
fn says_reader_left(kind: ErrorKind, on_windows: Option<i32>) -> bool {
    kind == ErrorKind::BrokenPipe || on_windows.is_some_and(|code| [109, 232, 233].contains(&code))
}

/// How a session is shown.
#[derive(Debug)]
pub struct Output {
    face: Face,
    /// Nobody reads it any more.
    unheard: bool,
}

#[derive(Debug)]
enum Face {
    Lines(Box<Lines>),
    Screen(Box<Display>),
}

/// Lines, one after the other.
#[derive(Debug)]
struct Lines {
    plain: Plain,
    /// Who reads them out in place of a terminal.
    reader: Option<Reader>,
    layout: Layout,
    /// What is typed of an answer, as far as it was echoed.
    echoed: String,
}

/// A screen of its own.
#[derive(Debug)]
struct Display {
    view: View,
    canvas: Canvas,
    stays: Duration,
}

impl Output {
    /// Lines with these words. With single keys the terminal adds no line ends of its own.
    pub fn lines(plain: Plain, single_keys: bool) -> Output {
        let newline = if single_keys { "\r\n" } else { "\n" };
        let layout = Layout { width: terminal::width(), newline, timed: !terminal::is_screen() };
        let face =
            Face::Lines(Box::new(Lines { plain, reader: None, layout, echoed: String::new() }));
        Output { face, unheard: false }
    }

    /// The same, said by a screen reader and not printed: two voices at once are none. A screen stays as
    /// it is.
    #[must_use]
    pub fn read_by(mut self, reader: Option<Reader>) -> Output {
        if let Face::Lines(lines) = &mut self.face {
            lines.reader = reader;
        }
        self
    }

    /// This view on a screen of its own.
    pub fn screen(view: View, canvas: Canvas) -> Output {
        let display = Display { view, canvas, stays: Duration::ZERO };
        Output { face: Face::Screen(Box::new(display)), unheard: false }
    }

    /// Whether it is drawn anew while time passes.
    pub fn moves(&self) -> bool {
        matches!(self.face, Face::Screen(_))
    }

    /// How long it stays as it is while time passes; for ever where only what happens changes it.
    pub fn stays(&self) -> Option<Duration> {
        match &self.face {
            Face::Lines(_) => None,
            Face::Screen(display) => Some(display.stays),
        }
    }

    /// Whether nobody reads it any more.
    pub fn is_unheard(&self) -> bool {
        self.unheard
    }

    /// Says something that is not part of the timeline; a screen has a place for it already.
    pub fn say(&mut self, lines: &[String]) {
        if let Face::Lines(face) = &mut self.face {
            if face.is_read_out(lines) {
                return;
            }
            let page = Layout { timed: false, ..face.layout }.page(lines, Offset::ZERO);
            self.print(&page);
        }
    }

    /// There is something to make sound with, or nothing any more.
    pub fn there_is_sound(&mut self, is_so: bool) {
        match &mut self.face {
            Face::Screen(display) => display.view.there_is_sound(is_so),
            Face::Lines(lines) => lines.plain.there_is_sound(is_so),
        }
    }

    /// Tells what happened.
    pub fn tell(&mut self, told: &EventAt, now: Moment) {
        if let Event::Planned { .. } = told.event {
            let ends_at = clock::time_of_day(told.timeline.total());
            match &mut self.face {
                Face::Screen(display) => display.view.ends_at(ends_at),
                Face::Lines(lines) => lines.plain.ends_at(ends_at),
            }
        }
        match &mut self.face {
            Face::Screen(display) => display.view.tell(told, now),
            Face::Lines(face) => {
                let lines = face.plain.lines(told);
                if is_for_now(&told.event) {
                    face.hush();
                }
                if face.is_read_out(&lines) {
                    return;
                }
                let page = face.layout.page(&lines, Plain::at(told));
                // What was typed ends its line before anything else is said.
                let typed = !page.is_empty() && !std::mem::take(&mut face.echoed).is_empty();
                let newline = if typed { face.layout.newline } else { "" };
                let page = format!("{newline}{page}");
                self.print(&page);
            }
        }
    }

    /// Shows what there is to see now.
    pub fn show(&mut self, session: &Session, now: Moment) {
        match &mut self.face {
            Face::Lines(lines) => {
                let echo = lines.echo(session.typed());
                self.print(&echo);
            }
            Face::Screen(display) => {
                let drawn = display.draw(session, now);
                self.heard(drawn);
            }
        }
    }

    /// A key was pressed; whether it only turned to the next part of a page, or put the keys away.
    pub fn turn(&mut self, key: KeyPress, now: Moment) -> bool {
        match &mut self.face {
            Face::Lines(_) => false,
            Face::Screen(display) => {
                let turns = display.view.may_turn(key, now) && display.canvas.turn();
                turns || display.view.puts_keys_away(key, now)
            }
        }
    }

    /// The size has changed, or somebody else has written on the screen.
    pub fn redraw(&mut self) {
        match &mut self.face {
            Face::Lines(lines) => lines.layout.width = terminal::width(),
            Face::Screen(display) => display.canvas.begin_anew(),
        }
    }

    /// Gives the screen back for a while.
    pub fn leave(&mut self) {
        if let Face::Screen(display) = &mut self.face {
            display.canvas.leave();
        }
    }

    /// Takes it again.
    pub fn come_back(&mut self) {
        match &mut self.face {
            Face::Lines(_) => self.redraw(),
            Face::Screen(display) => display.canvas.come_back(),
        }
    }

    /// Gives the screen back for good; what must not be missed is printed where it stays, and these
    /// lines behind it.
    pub fn close(&mut self, more: &[String]) {
        self.leave();
        self.say(more);
        if let Face::Screen(display) = &self.face {
            let lines = [&display.view.parting_lines(), more].concat();
            let layout = Layout { width: terminal::width(), newline: "\r\n", timed: false };
            let page = layout.page(&lines, Offset::ZERO);
            self.print(&page);
        }
    }

    /// Rings the terminal's bell.
    pub fn ring(&mut self) {
        self.print("\u{7}");
    }

    #[expect(clippy::disallowed_methods, reason = "this is where lines are written")]
    fn print(&mut self, text: &str) {
        if text.is_empty() || !terminal::is_read() {
            return;
        }
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        self.heard(written);
    }

    /// Where a write fails, as on a full disk, lines are lost and the session goes on; a closed pipe ends it.
    fn heard(&mut self, written: io::Result<()>) {
        self.unheard |= written.is_err_and(|error| has_reader_left(&error));
    }
}

/// Whether what was said before is old by now: a word for a breath belongs to that breath, and a page is
/// another than the one before.
fn is_for_now(event: &Event) -> bool {
    match event {
        Event::Began(reached) => {
            reached.span().is_some_and(|span| matches!(span.part, Part::Phase { .. }))
        }
        Event::Paused(_) | Event::Asked(_) | Event::Planned { .. } | Event::Gate(_) => true,
        _ => false,
    }
}

impl Lines {
    /// Whether a reader says these lines. One that has ended says no more, and they are printed.
    fn is_read_out(&mut self, lines: &[String]) -> bool {
        let said = self.reader.as_mut().is_some_and(|reader| reader.say(lines));
        if !said {
            self.reader = None;
        }
        said
    }

    /// What was to be said before is not said any more.
    fn hush(&mut self) {
        if let Some(reader) = &mut self.reader {
            // One that has ended is noticed at its next line.
            let _ = reader.hush();
        }
    }

    /// What has to be written so that a person sees what they type.
    fn echo(&mut self, typed: &str) -> String {
        let echo = match typed.strip_prefix(self.echoed.as_str()) {
            Some(new) => new.to_owned(),
            None if typed.is_empty() => self.layout.newline.to_owned(),
            None => "\u{8} \u{8}".to_owned(),
        };
        typed.clone_into(&mut self.echoed);
        echo
    }
}

impl Display {
    /// Shows this moment.
    fn draw(&mut self, session: &Session, now: Moment) -> io::Result<()> {
        self.stays = self.view.stays(session, now);
        self.canvas.draw(&self.view.frame(session, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_26_a_reader_that_leaves_is_no_fault() {
        assert!(has_reader_left(&ErrorKind::BrokenPipe.into()));
        for (kind, on_windows, left) in [
            (ErrorKind::BrokenPipe, None, true),
            (ErrorKind::Other, Some(109), true),
            (ErrorKind::Other, Some(232), true),
            (ErrorKind::Other, Some(233), true),
            (ErrorKind::Other, Some(112), false),
            (ErrorKind::StorageFull, None, false),
        ] {
            assert_eq!(says_reader_left(kind, on_windows), left, "{kind:?} {on_windows:?}");
        }
    }
}
