//! Lines or a screen.

use crate::figure::Motion;
use crate::io::terminal;

/// How a session is shown.
#[derive(Clone, Copy, Debug)]
pub(super) enum Look {
    /// As lines of text.
    Lines,
    /// On a screen of its own.
    Screen {
        /// With the largest letters.
        big: bool,
        /// How much the figure moves.
        motion: Motion,
    },
}

impl Look {
    /// As it was asked for, and as far as there is a screen.
    pub(super) fn wanted(plain: bool, big: bool, reduced_motion: bool) -> Look {
        let motion = if reduced_motion { Motion::Reduced } else { Motion::Full };
        if plain || !terminal::can_draw() { Look::Lines } else { Look::Screen { big, motion } }
    }
}
