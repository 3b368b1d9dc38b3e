//! A screen of its own, and what stands on it.

use std::io::{self, Write};

use crate::faces::grid::{Grid, Palette};
use crate::faces::screen::Screen;
use crate::faces::view::Frame;

use super::terminal::{self, OwnScreen};

/// A screen beside the normal one, on which frames are drawn.
#[derive(Debug)]
pub struct Canvas {
    screen: Screen,
    big: bool,
    palette: Palette,
    /// What stands there now; nothing where all has to be written again.
    shown: Option<Grid>,
    /// The screen, while it is ours.
    own: Option<OwnScreen>,
}

impl Canvas {
    /// Takes the screen; `big` fills it with words.
    pub fn open(big: bool) -> Canvas {
        let (screen, palette) = (fitting(big), terminal::palette());
        Canvas { screen, big, palette, shown: None, own: Some(OwnScreen::enter()) }
    }

    /// The same at the size that the terminal has by now.
    #[must_use]
    pub fn fitted(mut self) -> Canvas {
        if self.shown.as_ref().is_some_and(|grid| !grid.has_size(terminal::size())) {
            self.begin_anew();
        }
        self
    }

    /// Draws a frame: only what differs is written.
    ///
    /// # Errors
    /// Where nobody reads it any more.
    #[expect(clippy::disallowed_methods, reason = "this is where the screen is written")]
    pub fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let grid = self.screen.draw(frame);
        let written = grid.changes_from(self.shown.as_ref(), self.palette);
        self.shown = Some(grid);
        if written.is_empty() || !terminal::is_read() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(written.as_bytes()).and_then(|()| out.flush())
    }

    /// Turns to the next part of a page that does not fit; whether there was one.
    pub fn turn(&mut self) -> bool {
        self.screen.turn()
    }

    /// The size has changed, or somebody else has written on the screen.
    pub fn begin_anew(&mut self) {
        self.screen = fitting(self.big);
        self.shown = None;
    }

    /// Gives the screen back for a while.
    pub fn leave(&mut self) {
        self.own = None;
    }

    /// Takes it again.
    pub fn come_back(&mut self) {
        self.own = Some(OwnScreen::enter());
        self.begin_anew();
    }
}

fn fitting(big: bool) -> Screen {
    let (columns, rows) = terminal::size();
    Screen::new(columns, rows, terminal::ink(), big)
}
