//! What limits measure, and the units they measure it in.

/// What a range of a limit is a range of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Repetitions of mobility or balance in a set.
    SetRepetitions,
    /// Repetitions of a movement that lifts and rounds with the breath.
    CatCowRepetitions,
    /// Repetitions of a stretch.
    StretchRepetitions,
    /// Repetitions of a strength exercise in a set.
    StrengthRepetitions,
    /// Sets of an exercise.
    Sets,
    /// Rounds of a group.
    Rounds,
    /// How long a breath in lasts.
    BreathIn,
    /// How long a breath out lasts.
    BreathOut,
    /// A breath out, as a multiple of the breath in beside it.
    BreathOutToIn,
    /// Pairs of a breath in and a breath out.
    BreathsPerMinute,
    /// How long a position is held, except in strength exercises.
    Hold,
    /// The same in a strength exercise.
    StrengthHold,
    /// How long a movement with the breath lasts.
    Movement,
    /// Paced breathing without a minute to oneself.
    PacedBreathing,
    /// The same in the first week.
    PacedBreathingInFirstWeek,
    /// The rest after an exercise.
    Rest,
    /// The rest after a strength exercise.
    StrengthRest,
    /// The rest after a strength exercise that is a hold to a third or more.
    IsometricRest,
    /// The rest between two sets.
    RestBetweenSets,
    /// The rest between two rounds.
    RestBetweenRounds,
    /// The length of a routine without walks.
    RoutineLength,
    /// The length of a routine with walks.
    WalkingRoutineLength,
    /// All sessions of a day together.
    LengthOfADay,
    /// How often the same routine is done in a day.
    SameRoutineInADay,
    /// Strength exercises in a routine.
    StrengthExercises,
    /// Days with strength exercises in a week.
    StrengthDaysInAWeek,
    /// Exercises in a routine.
    Exercises,
    /// Repetitions of bending the low back backwards.
    LumbarRepetitions,
    /// How long the low back is held bent backwards.
    LumbarHold,
    /// Sets of bending the low back backwards.
    LumbarSets,
    /// Days since a clinician cleared it.
    ClearanceAge,
    /// Sitting between lying and standing.
    SitBeforeStanding,
    /// Ways down to a bed or a mat, and up.
    WaysDownAndUp,
    /// Walking without a seated rest.
    Walk,
    /// Riding a bicycle without a rest.
    Ride,
    /// A seated rest in a walk.
    SeatedRest,
    /// Walking in a routine.
    Walking,
    /// Repetitions beyond those of the last time.
    MoreRepetitions,
    /// How much longer a walk is than at the step before.
    MoreTime,
    /// Movement between two moments to notice pain.
    MovementWithoutRest,
    /// Repetitions at one's own pace, with nothing paced or held.
    FreeRepetitions,
    /// The pain up to which a session goes on, 0 to 10.
    MaxPain,
    /// The pitch of a tone.
    TonePitch,
    /// How long a short tone lasts.
    ToneLength,
}

/// What a number of a range counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// How many.
    Count,
    /// A length of time, in seconds.
    Seconds,
    /// How many in a minute.
    PerMinute,
    /// One length as a multiple of another.
    Times,
    /// Waves in a second.
    Hertz,
}
