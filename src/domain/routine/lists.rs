//! The closed lists of words that a routine is described in.

use crate::domain::profile::Flag;

use super::Phase;

vocabulary! {
    /// How the body is placed.
    pub enum Position {
        /// On a chair.
        Seated = "seated",
        /// On the back.
        Lying = "lying",
        /// On one side.
        SideLying = "side-lying",
        /// On the front.
        Prone = "prone",
        /// On hands and knees.
        AllFours = "all-fours",
        /// Standing.
        Standing = "standing",
        /// Walking.
        Walking = "walking",
    }
}

impl Position {
    /// Whether a person is down: getting up from here takes its time and its steps.
    pub const fn is_down(self) -> bool {
        matches!(self, Position::Lying | Position::SideLying | Position::Prone | Position::AllFours)
    }

    /// Whether a person is on their feet.
    pub const fn is_on_feet(self) -> bool {
        matches!(self, Position::Standing | Position::Walking)
    }
}

vocabulary! {
    /// What an exercise is for; it decides which limits apply.
    pub enum Kind {
        /// Movement through a small range.
        Mobility = "mobility",
        /// A mild pull that is held.
        Stretch = "stretch",
        /// Effort.
        Strength = "strength",
        /// Steadiness on the feet.
        Balance = "balance",
        /// Paced breathing.
        Breath = "breath",
        /// Noticing how one sits or stands.
        Posture = "posture",
        /// Nothing to do.
        Rest = "rest",
        /// Walking with seated rests.
        Walk = "walk",
    }
}

impl Kind {
    /// Whether it moves a person, as breathing, noticing and resting do not.
    pub const fn is_movement(self) -> bool {
        !matches!(self, Kind::Breath | Kind::Posture | Kind::Rest)
    }

    /// Whether a phase of such an exercise holds a position as an effort. What a file marks
    /// `hold = true` in a rest, or in the seat of a walk, is a rest: no limit on holds is for it, no
    /// lighter day shortens it, and its middle is not marked.
    pub const fn holds(self, phase: &Phase) -> bool {
        phase.hold && !matches!(self, Kind::Rest | Kind::Walk)
    }
}

vocabulary! {
    /// Which way the spine goes.
    pub enum Direction {
        /// Rounding forward.
        Flexion = "flexion",
        /// Lifting or leaning back.
        Extension = "extension",
        /// Turning.
        Rotation = "rotation",
        /// Staying where it is.
        Neutral = "neutral",
    }
}

vocabulary! {
    /// How much extension an exercise holds.
    pub enum Extension {
        /// None.
        None = "none",
        /// A small lift of the chest.
        Mild = "mild",
        /// The upper back bends back.
        Thoracic = "thoracic",
        /// The low back bends back: only after a clinician's clearance.
        Lumbar = "lumbar",
    }
}

impl Extension {
    /// The health answers with which it is never done, whatever a file says (LIM-25, LIM-26).
    pub const fn never_with(self) -> &'static [Flag] {
        match self {
            Extension::None | Extension::Mild => &[],
            Extension::Thoracic => &[
                Flag::ExtSensitive,
                Flag::Spondylolisthesis,
                Flag::RecentFracture,
                Flag::RecentSurgery,
            ],
            Extension::Lumbar => {
                &[Flag::Spondylolisthesis, Flag::RecentFracture, Flag::RecentSurgery]
            }
        }
    }
}

vocabulary! {
    /// The part of the body an exercise is for.
    pub enum Area {
        /// The back.
        Back = "back",
        /// The trunk muscles.
        Core = "core",
        /// The pelvis.
        Pelvis = "pelvis",
        /// The hips.
        Hips = "hips",
        /// The shoulders.
        Shoulders = "shoulders",
        /// The legs.
        Legs = "legs",
        /// The breath.
        Breath = "breath",
    }
}

vocabulary! {
    /// What the breath does in a phase.
    pub enum Breath {
        /// Breathe in.
        In = "in",
        /// Breathe out.
        Out = "out",
        /// Breathe as you like.
        Free = "free",
    }
}

vocabulary! {
    /// What ends a phase, when somebody is at the keyboard.
    pub enum Ends {
        /// The clock.
        Time = "time",
        /// A key may end it early.
        KeyOrTime = "key-or-time",
        /// At least its time, then a key.
        TimeThenKey = "time-then-key",
    }
}

vocabulary! {
    /// How repetitions are shared between the sides.
    pub enum Sides {
        /// The movement has no sides.
        Both = "both",
        /// All left, a change-over, all right.
        Each = "each",
        /// Left, right, left, right.
        Alternate = "alternate",
        /// Only left.
        Left = "left",
        /// Only right.
        Right = "right",
    }
}

vocabulary! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

vocabulary! {
    /// One side of the body.
    pub enum Side {
        /// Left.
        Left = "left",
        /// Right.
        Right = "right",
    }
}
