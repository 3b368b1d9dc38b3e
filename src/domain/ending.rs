//! How a session can come to its end.

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
    /// Because it was too much for today.
    RedStop,
    /// Because medical help is needed.
    Emergency,
    /// Something gentler is done instead.
    Instead(Instead),
    /// By the system.
    Signal(Signal),
}
