//! The table: section 4 of the clinical notes with its amendments, its numbers beside their sources.
//!
//! What each limit says in words is `text::limits`.

use super::{Band, Basis, EnforcedBy, Limit, Quantity, Unit};

/// No upper end.
const OPEN: u64 = u64::MAX;
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60_000;
const ONE: u64 = 1_000;

/// At most so many are fine, and at most so many are warned of.
const fn at_most(of: Quantity, unit: Unit, fine: u64, warned: u64) -> Band {
    Band { of, unit, fine: (0, fine), warned: (0, warned), strong: OPEN }
}

/// At least so many are fine, and at least so many are warned of.
const fn at_least(of: Quantity, unit: Unit, fine: u64, warned: u64) -> Band {
    Band { of, unit, fine: (fine, OPEN), warned: (warned, OPEN), strong: OPEN }
}

const fn within(of: Quantity, unit: Unit, fine: (u64, u64), warned: (u64, u64)) -> Band {
    Band { of, unit, fine, warned, strong: OPEN }
}

/// The same with a strong warning beyond that.
const fn strongly(band: Band, strong: u64) -> Band {
    Band { strong, ..band }
}

macro_rules! limits {
    ($($number:literal [$($band:expr),*] $basis:expr, $enforcer:ident;)+) => {
        /// Every limit, in the order of its number.
        pub const ALL: &[Limit] = &[$(Limit {
            number: $number,
            bands: &[$($band),*],
            basis: $basis,
            enforced_by: EnforcedBy::$enforcer,
        }),+];
    };
}

use Basis::{Both, Own, Source};
use Quantity::{
    BreathIn, BreathOut, BreathOutToIn, BreathsPerMinute, CatCowRepetitions, ClearanceAge,
    Exercises, FreeRepetitions, Hold, IsometricRest, LengthOfADay, LumbarHold, LumbarRepetitions,
    LumbarSets, MaxPain, MoreRepetitions, MoreTime, Movement, MovementWithoutRest, PacedBreathing,
    PacedBreathingInFirstWeek, Rest, RestBetweenRounds, RestBetweenSets, Ride, Rounds,
    RoutineLength, SameRoutineInADay, SeatedRest, SetRepetitions, Sets, SitBeforeStanding,
    StrengthDaysInAWeek, StrengthExercises, StrengthHold, StrengthRepetitions, StrengthRest,
    StretchRepetitions, ToneLength, TonePitch, Walk, Walking, WalkingRoutineLength, WaysDownAndUp,
};
use Unit::{Count, Hertz, PerMinute, Seconds, Times};

limits! {
    1 [at_most(SetRepetitions, Count, 10 * ONE, 15 * ONE)] Source("NHS inform, NHS back pain exercises, an article on the chair cat-cow"), File;
    2 [within(CatCowRepetitions, Count, (6 * ONE, 8 * ONE), (0, 10 * ONE))] Source("an article on the chair cat-cow, reports of S. McGill"), File;
    3 [at_most(StretchRepetitions, Count, 5 * ONE, 6 * ONE)] Source("Mayo Clinic, Versus Arthritis"), File;
    4 [at_most(StrengthRepetitions, Count, 8 * ONE, 12 * ONE)] Source("Mayo Clinic, NHS lumbar stenosis page"), File;
    5 [
        at_most(Sets, Count, ONE, 3 * ONE),
        at_most(Rounds, Count, ONE, 3 * ONE)
    ] Own, File;
    6 [within(BreathIn, Seconds, (3 * SECOND, 5 * SECOND), (2 * SECOND, 6 * SECOND))] Both("NHS breathing exercise, a count of five"), File;
    7 [within(BreathOut, Seconds, (3 * SECOND, 7 * SECOND), (2 * SECOND, 10 * SECOND))] Own, File;
    8 [within(BreathOutToIn, Times, (ONE, 2 * ONE), (750, 2_500))] Both("Van Diest 2014"), File;
    9 [within(BreathsPerMinute, PerMinute, (5 * ONE, 12 * ONE), (4 * ONE, 15 * ONE))] Both("Russo 2017"), File;
    10 [] Source("NHS breathing exercise, NHS Tayside, First Step to Active Health, Vera 2020"), File;
    11 [
        strongly(at_most(Hold, Seconds, 20 * SECOND, 60 * SECOND), 30 * SECOND),
        at_most(StrengthHold, Seconds, 15 * SECOND, 20 * SECOND)
    ] Both("pages for older adults, AAOS"), File;
    12 [] Own, File;
    13 [within(Movement, Seconds, (3 * SECOND, 6 * SECOND), (2 * SECOND, 10 * SECOND))] Both("an article on the chair cat-cow"), File;
    14 [
        at_most(PacedBreathing, Seconds, 5 * MINUTE, 10 * MINUTE),
        at_most(PacedBreathingInFirstWeek, Seconds, 3 * MINUTE, OPEN)
    ] Both("PLoS ONE 2019, NHS breathing exercise"), File;
    15 [at_least(Rest, Seconds, 15 * SECOND, 5 * SECOND)] Own, File;
    16 [
        at_least(StrengthRest, Seconds, 30 * SECOND, 15 * SECOND),
        at_least(IsometricRest, Seconds, 20 * SECOND, 15 * SECOND)
    ] Both("NHS lumbar stenosis page, 1 to 2 minutes"), File;
    17 [
        at_least(RestBetweenSets, Seconds, 60 * SECOND, 30 * SECOND),
        at_least(RestBetweenRounds, Seconds, 60 * SECOND, 30 * SECOND)
    ] Source("Pure Physiotherapy, NHS lumbar stenosis page"), File;
    18 [
        strongly(at_most(RoutineLength, Seconds, 15 * MINUTE, 30 * MINUTE), 20 * MINUTE),
        at_most(WalkingRoutineLength, Seconds, 30 * MINUTE, 45 * MINUTE)
    ] Both("Mayo Clinic, a 15-minute plan"), File;
    19 [at_most(LengthOfADay, Seconds, 30 * MINUTE, OPEN)] Both("Live Well With Pain"), Start;
    20 [at_most(SameRoutineInADay, Count, 2 * ONE, 3 * ONE)] Both("NHS inform"), File;
    21 [at_most(StrengthExercises, Count, 4 * ONE, 6 * ONE)] Source("NHS lumbar stenosis page"), File;
    22 [at_most(StrengthDaysInAWeek, Count, 3 * ONE, OPEN)] Source("NHS lumbar stenosis page"), Start;
    23 [at_most(Exercises, Count, 10 * ONE, 15 * ONE)] Own, File;
    24 [] Both("articles on stenosis"), File;
    25 [] Both("an article on stenosis"), File;
    26 [
        at_most(LumbarRepetitions, Count, 5 * ONE, 5 * ONE),
        at_most(LumbarHold, Seconds, 3 * SECOND, 3 * SECOND),
        at_most(LumbarSets, Count, ONE, ONE),
        at_most(ClearanceAge, Count, 89 * ONE, 89 * ONE)
    ] Both("an article on stenosis, Cambridge University Hospitals"), File;
    27 [] Source("an article on stenosis"), File;
    28 [] Source("articles on stenosis and on the chair cat-cow"), File;
    29 [] Source("de Bruine 2017, a home-health handout"), Built;
    30 [at_least(SitBeforeStanding, Seconds, 60 * SECOND, 20 * SECOND)] Both("de Bruine 2017, a home-health handout"), Built;
    31 [at_most(WaysDownAndUp, Count, 2 * ONE, 4 * ONE)] Own, File;
    32 [
        at_most(Walk, Seconds, 3 * MINUTE, 10 * MINUTE),
        at_most(Ride, Seconds, 5 * MINUTE, 10 * MINUTE)
    ] Both("Live Well With Pain"), File;
    33 [at_least(SeatedRest, Seconds, 60 * SECOND, 30 * SECOND)] Own, File;
    34 [at_most(Walking, Seconds, 15 * MINUTE, 30 * MINUTE)] Own, File;
    35 [
        at_most(MoreRepetitions, Count, 2 * ONE, OPEN),
        at_most(MoreTime, Seconds, 30 * SECOND, OPEN)
    ] Both("NHS inform, Sherwood Forest Hospitals"), File;
    36 [] Own, Start;
    37 [] Own, File;
    38 [at_most(MovementWithoutRest, Seconds, 5 * MINUTE, OPEN)] Source("AHP Suffolk"), File;
    39 [] Own, File;
    40 [] Source("an article on the chair cat-cow, First Step to Active Health"), File;
    41 [] Source("articles on stenosis"), File;
    42 [] Own, File;
    43 [] Both("Snook 1998"), Start;
    44 [within(TonePitch, Hertz, (500 * ONE, 2_000 * ONE), (200 * ONE, 4_000 * ONE))] Source("Global Journal of Health Science 2012, on older listeners"), Tones;
    45 [] Both("Global Journal of Health Science 2012"), Tones;
    46 [] Source("Global Journal of Health Science 2012"), Built;
    47 [within(ToneLength, Seconds, (150, 1_200), (0, OPEN))] Both("Global Journal of Health Science 2012"), Tones;
    48 [at_most(FreeRepetitions, Count, 10 * ONE, 20 * ONE)] Own, File;
    49 [at_most(MaxPain, Count, 4 * ONE, 5 * ONE)] Both("NHS lumbar stenosis page"), File;
    50 [] Own, Built;
    51 [] Own, File;
}
