//! How a session can come to its end.

use super::routine::Position;

/// What a person did not do but the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// Asked to end.
    Terminate,
    /// The terminal is gone.
    HangUp,
    /// Nobody reads what is printed.
    Unheard,
}

/// What may be done instead of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The routine for sore days.
    GentleDay,
    /// A minute of rest.
    Rest,
    /// Breathing alone.
    Breathing,
}

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// To the last line.
    Finished,
    /// By key, before it began.
    NotToday,
    /// By key.
    Stopped,
    /// By key, before it began, with pain that a doctor is to look at today.
    AskDoctor,
    /// The same with something that somebody is to be asked about first.
    AskFirst,
    /// The same where a doctor has not said yet that it may begin.
    DoctorsWord,
    /// The legs are back as they were, but not soon enough to go on.
    Legs,
    /// Because dizziness does not go.
    Dizzy,
    /// Because it was too much for today.
    RedStop,
    /// Because medical help is needed.
    Emergency,
    /// Something gentler is done instead.
    Instead(Instead),
    /// By the system.
    Signal(Signal),
}

/// What a person is told of getting up, or of not getting up, at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Who stands is to sit down.
    SitDown,
    /// Who is dizzy, or whose legs have not settled, stays down.
    StayDown,
    /// From the floor by way of the knees.
    KneelUp,
    /// From lying by way of the side.
    RollUp,
    /// Who sits stands when steady.
    StandWhenSteady,
    /// Medical help comes first: nothing is said of getting up.
    MedicalHelp,
}

impl Closing {
    /// What fits somebody who is placed so, and who is steady or not.
    pub const fn of(position: Position, is_settled: bool) -> Closing {
        match (position, is_settled) {
            (Position::Standing | Position::Walking, _) => Closing::SitDown,
            (_, false) => Closing::StayDown,
            (Position::AllFours, _) => Closing::KneelUp,
            (Position::Lying | Position::SideLying | Position::Prone, _) => Closing::RollUp,
            (Position::Seated, _) => Closing::StandWhenSteady,
        }
    }
}
