//! Guidance, from section 5 of the clinical notes: one line at a time, by moment.

/// When a guidance line is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuidanceMoment {
    /// Before the first breath.
    Start,
    /// In a rest.
    Rest,
    /// At the end.
    End,
    /// In a movement with a lift.
    Lift,
    /// In a movement that rounds the back.
    Round,
    /// Where a position is held.
    Hold,
}

impl GuidanceMoment {
    /// How many there are.
    pub const COUNT: usize = 6;
}

/// After days without a session.
const BACK: &[&str] = &[
    "Welcome back.",
    "Days off happen. We begin again with a smaller dose.",
    "There is no catching up. One small set is the way in.",
];

/// A line for somebody who was away; `turn` chooses.
pub fn welcome_back(turn: usize) -> &'static str {
    BACK[turn % BACK.len()]
}

/// The lines of a moment.
pub const fn guidance(moment: GuidanceMoment) -> &'static [&'static str] {
    match moment {
        GuidanceMoment::Start => &[
            "Small is plenty today. Choose the size that feels easy.",
            "Let the breath set the pace; the back can follow.",
            "The aim is to stop while it still feels comfortable.",
            "If today asks for less, then less is the plan.",
        ],
        GuidanceMoment::Rest => &[
            "Rest belongs to the set. It is not the gap in it.",
            "Two easy breaths. Notice the legs as well as the back.",
            "Ready is when the breath has gone quiet again.",
        ],
        GuidanceMoment::End => &[
            "Stop with a little left for tomorrow.",
            "See how the next hour feels; let that guide the next session.",
            "Walk gently into the next thing.",
        ],
        GuidanceMoment::Lift => &[
            "Grow tall rather than lean back.",
            "A quiet breath in. Eyes level, neck easy.",
            "Half the movement is still a whole repetition.",
        ],
        GuidanceMoment::Round => &[
            "Breathe out slowly. There is no hurry.",
            "Soften the belly; let the air go by itself.",
            "Round until it is pleasant, and let that be far enough.",
        ],
        GuidanceMoment::Hold => &[
            "Stay here and keep breathing. Still need not mean stiff.",
            "If chatting would be hard, ease off a little.",
            "A mild pull is enough. A bigger pull is not a better one.",
            "Unclench the jaw, the hands, the toes.",
        ],
    }
}
