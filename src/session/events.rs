//! What a session is told, and what it tells.

use std::sync::Arc;
use std::time::Duration;

use crate::conversation::PageId;
use crate::conversation::typed::KeyPress;
use crate::domain::answers::Answer;
use crate::domain::ending::{Closing, How, Signal};
use crate::domain::pain_rules::{LighterFor, Response, Row};
use crate::domain::plan::{Eased, Plan};
use crate::domain::routine::Position;
use crate::domain::settings::Volume;
use crate::domain::timeline::{Span, Timeline};
use crate::domain::units::Offset;
use crate::text::questions::{About, Wanted};

use super::memory::ForOtherDays;

/// Where a session waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gates {
    /// At the plan, and where a person is upright and has to walk a step.
    Usual,
    /// Before every exercise.
    Every,
    /// Nowhere.
    None,
}

/// What a session can count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Whether somebody can press keys.
    pub keyboard: bool,
    /// Where it waits; nowhere without a keyboard.
    pub gates: Gates,
    /// How loud it is; nothing where no tones are meant to be heard.
    pub volume: Option<Volume>,
}

/// Something that happened outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A key was pressed.
    Key(KeyPress),
    /// The program is about to be stopped by Ctrl-Z.
    Suspend,
    /// The machine slept, and the clock stood still meanwhile.
    Slept,
    /// There is no sound, or none any more.
    SoundLost,
    /// There is no speech, or none any more.
    VoiceLost,
    /// What can be seen has another size.
    Resized,
    /// It has to end now.
    Stop(Signal),
}

/// Why the clock of a session stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// Somebody pressed a key.
    ByKey,
    /// The machine slept, by its own clocks.
    Slept,
    /// The program did not run for a while and the machine did: it was stopped, or much else went on.
    Stalled,
}

/// Something that a face, a sound or a journal may want to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Something is asked, or told and has to be put away.
    Asked(OpenPage),
    /// It was answered, or left.
    Replied {
        /// What was asked.
        page: PageId,
        /// What the journal keeps of the answer; nothing where it keeps none.
        answer: Option<Answer>,
    },
    /// A key fitted nothing; this would.
    Refused(Wanted),
    /// What an answer changes.
    Responded(Response),
    /// The plan is laid out and waits for a key.
    Planned {
        /// The plan, as it has become.
        plan: Arc<Plan>,
        /// Why it is lighter, where an answer made it so.
        because: Option<LighterFor>,
    },
    /// A set-up waits for a key.
    Gate(Reached),
    /// A span begins.
    Began(Reached),
    /// A phase has had its time and waits for a key.
    Settling,
    /// The clock stands still.
    Paused(Standstill),
    /// It goes on in three seconds: after a pause by key, or by itself with nobody at the keyboard.
    CountIn(Standstill),
    /// Somebody asked for less.
    Eased {
        /// What came of it.
        eased: Eased,
        /// How much of the session is left now.
        left: Duration,
    },
    /// What was noticed changes what follows.
    Adapted {
        /// By which row of the clinical notes.
        row: Row,
        /// What became of the repetitions that are left, where they were to become easier.
        eased: Option<Eased>,
        /// How much of the session is left now.
        left: Duration,
    },
    /// Somebody asked for a longer rest; whether there was room.
    Longer(bool),
    /// Somebody asked what the keys do.
    Keys,
    /// Somebody asked where in the session they are.
    Place {
        /// The span.
        place: Reached,
        /// How much of the session is left.
        left: Duration,
        /// Whether the clock stands still.
        stands: bool,
    },
    /// Somebody made it louder or softer, or silent.
    Volume(Volume),
    /// The tones stop for this session, and only for it.
    Hushed(Volume),
    /// There is no sound, or none any more.
    SoundLost,
    /// There is no speech, or none any more.
    VoiceLost,
    /// A key could not do what it says.
    NotNow(NotNow),
    /// Something that other days have to know.
    ForOtherDays(ForOtherDays),
    /// The movement is over; questions may follow.
    Ended(Ending),
    /// It is over, and nothing more is asked: how to get up.
    GettingUp {
        /// The end.
        ending: Ending,
        /// Whether somebody was dizzy on this day.
        dizzy_today: bool,
    },
    /// There is nothing more to say.
    Closed,
}

/// A span that is reached, in the timeline it belongs to: a key in the same moment may have put
/// another one in its place, in which this span is no more.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The timeline.
    pub timeline: Arc<Timeline>,
    /// The span's index in it.
    pub index: usize,
}

impl Reached {
    /// The span.
    pub fn span(&self) -> Option<&Span> {
        self.timeline.spans().get(self.index)
    }

    /// Where it begins; the end of the timeline for an index behind it.
    pub fn at(&self) -> Offset {
        self.span().map_or_else(|| Offset::at(self.timeline.total()), |span| span.at)
    }
}

/// A page that is open, with what its words depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// Which one.
    pub page: PageId,
    /// What its words depend on; the name of what was started is known to faces alone.
    pub about: About,
}

/// Why a key had no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// The next exercise comes after this change of position.
    NextAfterThis,
    /// This repetition still; then the exercise is done, or the other side gets as many.
    Enough {
        /// Whether the other side has any left.
        other_side: bool,
    },
    /// Nothing can be begun again while changing position.
    Moving,
    /// An exercise is begun again once.
    BegunAgainOnce,
    /// All of an exercise was done; its dose is its dose.
    AllDone,
    /// A phase has to last at least this much longer.
    AtLeast(Duration),
}

/// The end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// How.
    pub how: How,
    /// How the body is placed.
    pub position: Position,
    /// What that means for getting up.
    pub closing: Closing,
    /// Exercises done to the end of what was planned.
    pub done: usize,
    /// Exercises that were planned.
    pub of: usize,
    /// How long it ran, pauses left out.
    pub lived: Duration,
}
