//! The table: section 4 of the clinical notes with its amendments, in plain words.

use super::{Band, Basis, Held, Limit, Unit};

/// No upper end.
const OPEN: u64 = u64::MAX;
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60_000;
const ONE: u64 = 1_000;

/// At most so many are fine, and at most so many are warned of.
const fn at_most(of: &'static str, unit: Unit, fine: u64, warned: u64) -> Band {
    Band { of, unit, fine: (0, fine), warned: (0, warned), strong: OPEN }
}

/// At least so many are fine, and at least so many are warned of.
const fn at_least(of: &'static str, unit: Unit, fine: u64, warned: u64) -> Band {
    Band { of, unit, fine: (fine, OPEN), warned: (warned, OPEN), strong: OPEN }
}

const fn within(unit: Unit, fine: (u64, u64), warned: (u64, u64)) -> Band {
    Band { of: "", unit, fine, warned, strong: OPEN }
}

/// The same with a strong warning beyond that.
const fn strongly(band: Band, strong: u64) -> Band {
    Band { strong, ..band }
}

macro_rules! limits {
    ($($number:literal $what:literal [$($band:expr),*] $rule:literal $because:literal $basis:expr, $held:ident;)+) => {
        /// Every limit, in the order of its number.
        pub const ALL: &[Limit] = &[$(Limit {
            number: $number,
            what: $what,
            bands: &[$($band),*],
            rule: $rule,
            because: $because,
            basis: $basis,
            held: Held::$held,
        }),+];
    };
}

use Basis::{Both, Own, Source};
use Unit::{Count, PerMinute, Seconds, Times};

limits! {
    1 "repetitions a set, mobility and balance" [at_most("", Count, 10 * ONE, 15 * ONE)] ""
        "overdoing it is the common mistake" Source("NHS inform, NHS back pain exercises, an article on the chair cat-cow"), File;
    2 "repetitions of a movement that lifts and rounds with the breath"
        [within(Count, (6 * ONE, 8 * ONE), (0, 10 * ONE))] "Fewer than 6 are only noted."
        "little is gained past 6 to 8 rounds" Source("an article on the chair cat-cow, reports of S. McGill"), File;
    3 "repetitions a side, stretches" [at_most("", Count, 5 * ONE, 6 * ONE)] ""
        "the sources ask for 2 to 5" Source("Mayo Clinic, Versus Arthritis"), File;
    4 "repetitions a set, strength" [at_most("", Count, 8 * ONE, 12 * ONE)] ""
        "the sources begin with 5, and 12 is their most" Source("Mayo Clinic, NHS lumbar stenosis page"), File;
    5 "sets" [at_most("", Count, ONE, 3 * ONE)] ""
        "one good set comes first" Own, File;
    6 "a breath in" [within(Seconds, (3 * SECOND, 5 * SECOND), (2 * SECOND, 6 * SECOND))] ""
        "a shorter one is rushed and a longer one strains" Both("NHS breathing exercise, a count of five"), File;
    7 "a breath out" [within(Seconds, (3 * SECOND, 7 * SECOND), (2 * SECOND, 10 * SECOND))] ""
        "a shorter one is rushed and a longer one strains" Own, File;
    8 "a breath out, against the breath in beside it" [within(Times, (ONE, 2 * ONE), (750, 2_500))]
        "Where no hold lies between them." "the longer breath out is the calmer one" Both("Van Diest 2014"), File;
    9 "paced breaths" [within(PerMinute, (5 * ONE, 12 * ONE), (4 * ONE, 15 * ONE))] ""
        "slow breathing is 4 to 10 a minute, and usual breathing 10 to 20" Both("Russo 2017"), File;
    10 "a held breath" [] "Refused always." "blood pressure and the pressure in the eyes rise"
        Source("NHS breathing exercise, NHS Tayside, First Step to Active Health, Vera 2020"), File;
    11 "holding a position" [
            strongly(at_most("stretch and others", Seconds, 20 * SECOND, 60 * SECOND), 30 * SECOND),
            at_most("strength", Seconds, 15 * SECOND, 20 * SECOND)
        ] "Walks and rests are free."
        "15 to 30 seconds is what older people are told, and 60 the outer edge" Both("pages for older adults, AAOS"), File;
    12 "breathing during a hold" [] "A hold has breath = \"free\"." "a silent hold becomes a held breath" Own, File;
    13 "a movement with the breath" [within(Seconds, (3 * SECOND, 6 * SECOND), (2 * SECOND, 10 * SECOND))] ""
        "slow means slow, and one breath is enough for it" Both("an article on the chair cat-cow"), File;
    14 "paced breathing without a minute to oneself" [
            at_most("", Seconds, 5 * MINUTE, 10 * MINUTE),
            at_most("in the first week", Seconds, 3 * MINUTE, OPEN)
        ] ""
        "beginners over-breathe when they are paced for long" Both("PLoS ONE 2019, NHS breathing exercise"), File;
    15 "the rest after an exercise" [at_least("", Seconds, 15 * SECOND, 5 * SECOND)]
        "The last one too. Breathing, posture and rest are free." "it takes a while to notice the legs" Own, File;
    16 "the rest after a strength exercise" [
            at_least("", Seconds, 30 * SECOND, 15 * SECOND),
            at_least("where a third of it or more is a hold", Seconds, 20 * SECOND, 15 * SECOND)
        ] "" "muscles that worked need more of it" Both("NHS lumbar stenosis page, 1 to 2 minutes"), File;
    17 "the rest between two sets" [at_least("", Seconds, 60 * SECOND, 30 * SECOND)]
        "Breathing, posture and rest are free." "1 to 2 minutes is what the sources ask for" Source("Pure Physiotherapy, NHS lumbar stenosis page"), File;
    18 "the length of a routine" [
            strongly(at_most("", Seconds, 15 * MINUTE, 30 * MINUTE), 20 * MINUTE),
            at_most("with walking", Seconds, 30 * MINUTE, 45 * MINUTE)
        ] "" "fifteen minutes a day are a whole plan" Both("Mayo Clinic, a 15-minute plan"), File;
    19 "all sessions of a day" [at_most("", Seconds, 30 * MINUTE, OPEN)] "Beyond that the plan says so." "pacing spares the next day"
        Both("Live Well With Pain"), Start;
    20 "the same routine in a day" [at_most("", Count, 2 * ONE, OPEN)] "The fourth time the plan names gentle-day instead. Breathing is free."
        "three times a day is for five repetitions" Both("NHS inform"), Start;
    21 "strength exercises in a routine" [at_most("", Count, 4 * ONE, 6 * ONE)] "" "three or four of them are enough" Source("NHS lumbar stenosis page"), File;
    22 "strength days in a week" [at_most("", Count, 3 * ONE, OPEN)] "Not two days in a row." "muscles need the days between"
        Source("NHS lumbar stenosis page"), Start;
    23 "exercises in a routine" [at_most("", Count, 10 * ONE, 15 * ONE)] "" "attention tires before the body does" Own, File;
    24 "a small lift of the chest" [] "Warned of without an easier version that only rounds." "leaning back brings leg symptoms on for some"
        Both("articles on stenosis"), File;
    25 "bending the upper back backwards" [] "Warned of without a caution, and where hide-if leaves out ext-sensitive, spondylolisthesis, recent-fracture or recent-surgery. Left out of a session without consent, and with any of these answers."
        "bending back narrows the way out for the nerves" Both("an article on stenosis"), File;
    26 "bending the low back backwards" [
            at_most("repetitions", Count, 5 * ONE, 5 * ONE),
            at_most("a hold", Seconds, 3 * SECOND, 3 * SECOND),
            at_most("sets", Count, ONE, ONE),
            at_most("days since the clearance", Count, 89 * ONE, 89 * ONE)
        ] "Refused without cleared-by, cleared-on and a dose in the file; left out of a session without clearance in the profile, and with spondylolisthesis, recent-fracture or recent-surgery."
        "it narrows the canal and commonly brings symptoms on" Both("an article on stenosis, Cambridge University Hospitals"), File;
    27 "bending back while turning, or on one leg" [] "Refused always, in one phase." "these are the tests that bring symptoms on" Source("an article on stenosis"), File;
    28 "tags" [] "end-range is warned of; bounce, jump, weighted and ballistic are refused." "high impact, heavy lifting and forced stretching are on the list of what to avoid"
        Source("articles on stenosis and on the chair cat-cow"), File;
    29 "rising from lying" [] "The program puts the way up in, and no file can take it out. Who only breathes in bed stays there." "blood pressure drops on rising, most in the first seconds"
        Source("de Bruine 2017, a home-health handout"), Built;
    30 "sitting before standing, after lying" [at_least("", Seconds, 60 * SECOND, 20 * SECOND)] "" "blood pressure drops on rising"
        Both("de Bruine 2017, a home-health handout"), Built;
    31 "ways down to a bed or a mat, and up" [at_most("", Count, 2 * ONE, 4 * ONE)] "" "each is an effort, and a place to fall" Own, File;
    32 "a walk without a seated rest" [at_most("", Seconds, 3 * MINUTE, 10 * MINUTE)] "" "the break comes before it is needed" Both("Live Well With Pain"), File;
    33 "a seated rest in a walk" [at_least("", Seconds, 60 * SECOND, 30 * SECOND)] "" "legs need time to be as they were" Own, File;
    34 "walking in a routine" [at_most("", Seconds, 15 * MINUTE, 30 * MINUTE)] "" "walking grows little by little" Own, File;
    35 "more repetitions than before" [at_most("", Count, 2 * ONE, OPEN)] "Three days apart at least. Twice as many are reached in steps of two; after four missed days, none is added that day."
        "1 or 2 more every few days is what is advised" Source("NHS inform, Sherwood Forest Hospitals"), Start;
    36 "two things made larger at once" [] "Warned of." "then nobody knows which one it was" Own, Start;
    37 "one side only" [] "Warned of without one-side-reason." "balance needs both sides" Own, File;
    38 "movement between two moments to notice pain" [at_most("", Seconds, 5 * MINUTE, OPEN)] "In every rest after a movement, and in the seated rest of a walk, the program says what to press."
        "pain is watched during, after, and the next day" Source("AHP Suffolk"), File;
    39 "what has to be said" [] "Refused without position and direction, and where direction and extension do not agree; warned of without easier, caution, and source or own-choice."
        "what is not said cannot be checked" Own, File;
    40 "words that drive" [] "Warned of in cues, set-ups and guidance: push through, no pain no gain, force, as far as you can, burn, crush, bounce."
        "nothing here is to be forced" Source("an article on the chair cat-cow, First Step to Active Health"), File;
    41 "words that promise" [] "Warned of in every text but the sources: cure, heal, fix, guarantee, decompress, reverse, proven." "exercise may ease stenosis and does not undo it"
        Source("articles on stenosis"), File;
    42 "the bare word arch" [] "Warned of in cues, set-ups and guidance; write lift or round." "it means one thing in one source and its opposite in another" Own, File;
    43 "rounding in the first hour after getting up" [] "Noted." "in a trial backs hurt less with less bending early in the morning"
        Both("Snook 1998"), Start;
    44 "the pitch of a tone" [] "500 to 2000 Hz." "high tones are the first that ageing ears lose" Source("Global Journal of Health Science 2012, on older listeners"), Tones;
    45 "the tones for in and out" [] "One rises, one falls, four semitones or more." "cues differ as much as they can" Both("Global Journal of Health Science 2012"), Tones;
    46 "a tone without words" [] "Every tone is printed as well." "one channel is not enough" Source("Global Journal of Health Science 2012"), Built;
    47 "the length and loudness of a short tone" [] "0.15 to 1.2 s, a soft start, and a volume that can be set." "a start is not to startle" Both("Global Journal of Health Science 2012"), Tones;
    48 "repetitions a side at one's own pace" [at_most("", Count, 10 * ONE, 20 * ONE)] "" "a march creeps up" Own, File;
    49 "max-pain" [at_most("", Count, 4 * ONE, 5 * ONE)] "" "4 of 10 is the most that is advised, and it has to ease again" Both("NHS lumbar stenosis page"), File;
    50 "the card, the line on pain, and the changes of position" [] "No file can switch them off." "they are there for the person, not for the author" Own, Built;
}
