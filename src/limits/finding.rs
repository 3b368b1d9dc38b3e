//! What does not hold: a limit, its weight, where, and what was measured. No sentence.

use crate::domain::profile::Flag;
use crate::domain::routine::Extension;
use crate::domain::severity::Severity;
use crate::domain::theme::Cue;

use super::Quantity;

/// A key of an exercise, of a routine, or of a phase, in which a finding lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKey {
    /// The exercise or the routine as a whole.
    Whole,
    /// `title`
    Title,
    /// `direction`
    Direction,
    /// `extension`
    Extension,
    /// `setup`
    Setup,
    /// `reps`
    Reps,
    /// `sets`
    Sets,
    /// `rest-between-sets`
    RestBetweenSets,
    /// `rest`
    Rest,
    /// `side`
    Side,
    /// `progression`
    Progression,
    /// `note`
    Note,
    /// `caution`
    Caution,
    /// `needs`
    Needs,
    /// `tags`
    Tags,
    /// `cleared-on`
    ClearedOn,
    /// `time` of this phase.
    Time(usize),
    /// `breath` of this phase.
    Breath(usize),
    /// `direction` of this phase, or the exercise's where it has none.
    Toward(usize),
    /// `hold` of this phase, or its cue.
    Hold(usize),
    /// `cue` of this phase.
    Cue(usize),
    /// `summary` of the routine.
    Summary,
    /// `guidance` of the routine.
    Guidance,
    /// `stop-if` of the routine.
    StopIf,
    /// `times-a-day` of the routine.
    TimesADay,
    /// `max-pain` of the routine.
    MaxPain,
    /// This exercise of the routine.
    Exercise(usize),
    /// `title` of this group of the routine.
    GroupTitle(usize),
    /// `rounds` of this group of the routine.
    Rounds(usize),
    /// `rest-between-rounds` of this group of the routine.
    RestBetweenRounds(usize),
    /// This tone of a theme.
    Tone(Cue, usize),
}

/// A limit that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The number of the limit.
    pub number: u8,
    /// What it means for the file.
    pub severity: Severity,
    /// Where.
    pub key: FileKey,
    /// What was found there.
    pub measured: Measured,
}

impl Finding {
    /// The word in that key, where it is about one: as it is written there.
    pub fn word(&self) -> Option<&str> {
        match &self.measured {
            Measured::Tag(word) | Measured::UnknownTag(word) | Measured::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// What a limit has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measured {
    /// A value outside its range, in thousandths of the range's unit.
    Outside(Quantity, u64),
    /// A direction goes backwards, and `extension` says "none".
    ExtensionNotMeasured,
    /// `extension` says so, and no direction goes backwards.
    ExtensionWithoutDirection(Extension),
    /// Bending back and turning in one phase.
    BendingBackAndTurning,
    /// Bending back on one leg.
    BendingBackOnOneLeg,
    /// A clearance of a day that has not come.
    ClearanceAhead,
    /// Less extension than the exercise of the library has that is used.
    UnderstatedExtension(Extension),
    /// The same paced breath as in the phase before, or in the next repetition.
    SameBreathTwice,
    /// What an exercise has to say and does not.
    Unsaid(Vec<Unsaid>),
    /// One side only, without a reason.
    OneSideOnly,
    /// A lift without an easier version that only rounds.
    LiftWithoutRounding,
    /// The upper back bends backwards, without a caution.
    UpperBackWithoutCaution,
    /// The upper back bends backwards, and these flags do not leave it out.
    UpperBackWithFlags(Vec<Flag>),
    /// A tag that warns of force.
    Tag(String),
    /// A tag that means nothing.
    UnknownTag(String),
    /// A hold beside a paced breath, where breathing is the exercise.
    HoldBesideABreath,
    /// A word that drives, promises, or can be taken two ways.
    Word(String),
    /// The tones for in and out are the same.
    BreathTonesAlike,
    /// They do not part, or begin too near to each other.
    BreathTonesNear,
}

/// What every exercise says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// An easier version.
    Easier,
    /// A caution.
    Caution,
    /// A source, or that the dose is the author's own choice.
    Source,
}
