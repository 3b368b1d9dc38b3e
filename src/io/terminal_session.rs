//! A place at the terminal: keys, signals and a screen, taken before there is anything to play.

use crate::faces::view::Frame;

use super::input::InputQueue;
use super::screen_writer::Canvas;
use super::terminal::SingleKeys;

/// What a session needs of the terminal.
#[derive(Debug)]
pub struct TerminalSession {
    /// Single keys, where somebody can press them.
    pub(super) keys: Option<SingleKeys>,
    pub(super) input: InputQueue,
    pub(super) canvas: Option<Canvas>,
}

impl TerminalSession {
    /// Takes the keys, where there are any.
    pub fn take() -> TerminalSession {
        let (input, keys) = take_keys();
        TerminalSession { keys, input, canvas: None }.listening()
    }

    /// Takes the keys, and a screen with this frame on it; `big` fills the screen with words. What is
    /// pressed from then on is kept for whoever plays.
    pub fn before(frame: &Frame, big: bool) -> TerminalSession {
        let (input, keys) = take_keys();
        let mut canvas = keys.as_ref().map(|_| Canvas::open(big));
        if let Some(canvas) = &mut canvas {
            // A terminal that is gone is found out by whoever plays.
            let _ = canvas.draw(frame);
        }
        TerminalSession { keys, input, canvas }.listening()
    }

    /// Begins to read keys: after the first frame, as the terminal keeps what is pressed until then.
    fn listening(self) -> TerminalSession {
        if self.keys.is_some() {
            self.input.listen_to_keys();
        }
        self
    }

    /// Whether somebody can press keys.
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// The screen: the one that was taken, or one that is taken now.
    pub fn canvas(&mut self, big: bool) -> Canvas {
        self.canvas.take().map_or_else(|| Canvas::open(big), Canvas::fitted)
    }
}

/// Signals first: what would end the program finds a terminal that is still as it was, or is heard.
fn take_keys() -> (InputQueue, Option<SingleKeys>) {
    let input = InputQueue::open();
    (input, SingleKeys::of_a_person())
}
