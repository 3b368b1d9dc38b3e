//! The words of each limit: what it looks at, what holds where ranges do not say it, and why.
//!
//! Section 4 of the clinical notes with its amendments, in plain words; the numbers are in
//! `limits::table`.

use super::LimitWords;

macro_rules! words {
    ($($number:literal $what:literal, $rule:literal, $because:literal;)+) => {
        /// The words of every limit, in the order of its number.
        pub(super) const WORDS: &[LimitWords] = &[$(LimitWords {
            number: $number,
            what: $what,
            rule: $rule,
            because: $because,
        }),+];
    };
}

words! {
    1 "repetitions a set, mobility and balance", "",
        "overdoing it is the common mistake";
    2 "repetitions of a movement that lifts and rounds with the breath",
        "Fewer than 6 are only noted.",
        "little is gained past 6 to 8 rounds";
    3 "repetitions a side, stretches", "",
        "the sources ask for 2 to 5";
    4 "repetitions a set, strength", "",
        "the sources begin with 5, and 12 is their most";
    5 "sets", "",
        "one good set comes first";
    6 "a breath in", "",
        "a shorter one is rushed and a longer one strains";
    7 "a breath out", "",
        "a shorter one is rushed and a longer one strains";
    8 "a breath out, against the breath in beside it",
        "Where no hold lies between them.",
        "the longer breath out is the calmer one";
    9 "paced breaths", "",
        "slow breathing is 4 to 10 a minute, and usual breathing 10 to 20";
    10 "a held breath",
        "Refused always, however it is written: where breathing is the exercise, no hold stands beside a paced breath.",
        "blood pressure and the pressure in the eyes rise";
    11 "holding a position",
        "Walks and rests are free.",
        "15 to 30 seconds is what older people stretch for";
    12 "breathing during a hold",
        "A hold has breath = \"free\".",
        "a silent hold becomes a held breath";
    13 "a movement with the breath", "",
        "slow means slow, and one breath is enough for it";
    14 "paced breathing without a minute to oneself", "",
        "beginners over-breathe when they are paced for long";
    15 "the rest after an exercise",
        "The last one too. Breathing, posture and rest are free.",
        "it takes a while to notice the legs";
    16 "the rest after a strength exercise", "",
        "muscles that worked need more of it";
    17 "the rest between two sets",
        "Breathing, posture and rest are free.",
        "1 to 2 minutes is what the sources ask for";
    18 "the length of a routine", "",
        "fifteen minutes a day are a whole plan";
    19 "all sessions of a day",
        "Beyond that the plan says so.",
        "pacing spares the next day";
    20 "the same routine in a day",
        "The fourth time the plan names gentle-day instead. In a file it is times-a-day. Breathing is free.",
        "three times a day is for five repetitions";
    21 "strength exercises in a routine", "",
        "three or four of them are enough";
    22 "strength days in a week",
        "Days with two or more strength exercises, and not two of them in a row.",
        "muscles need the days between";
    23 "exercises in a routine", "",
        "attention tires before the body does";
    24 "a small lift of the chest",
        "Warned of without an easier version that only rounds.",
        "leaning back brings leg symptoms on for some";
    25 "bending the upper back backwards",
        "Warned of without a caution, and where hide-if leaves out ext-sensitive, spondylolisthesis, recent-fracture or recent-surgery. Left out of a session without consent, and with any of these answers.",
        "bending back narrows the way out for the nerves";
    26 "bending the low back backwards",
        "Refused without cleared-by, cleared-on and a dose in the file; left out of a session without clearance in the profile, and with spondylolisthesis, recent-fracture or recent-surgery.",
        "it narrows the canal and commonly brings symptoms on";
    27 "bending back while turning, or on one leg",
        "Refused always, in one phase.",
        "these are the tests that bring symptoms on";
    28 "tags and weights",
        "end-range is warned of; bounce, jump, weighted and ballistic are refused, and so is any other. Weights are refused in needs, titles and instructions, too.",
        "high impact, heavy lifting and forced stretching are on the list of what to avoid";
    29 "rising from lying",
        "The program puts the way up in, and no file can take it out. Who only breathes in bed stays there.",
        "blood pressure drops on rising, most in the first seconds";
    30 "sitting before standing, after lying", "",
        "blood pressure drops on rising";
    31 "ways down to a bed or a mat, and up", "",
        "each is an effort, and a place to fall";
    32 "a walk without a seated rest", "",
        "the break comes before it is needed";
    33 "a seated rest in a walk", "",
        "legs need time to be as they were";
    34 "walking in a routine", "",
        "walking grows little by little";
    35 "more repetitions than before",
        "Three days apart at least. Twice as many are reached in steps of two; after four missed days, none is added that day.",
        "1 or 2 more every few days is what is advised";
    36 "two things made larger at once",
        "Warned of.",
        "then nobody knows which one it was";
    37 "one side only",
        "Warned of without one-side-reason.",
        "balance needs both sides";
    38 "movement between two moments to notice pain",
        "In every rest after a movement, and in the seated rest of a walk, the program says what to press.",
        "pain is watched during, after, and the next day";
    39 "what has to be said",
        "Refused without position and direction, and where direction and extension do not agree; warned of without easier, caution, and source or own-choice.",
        "what is not said cannot be checked";
    40 "words that drive",
        "Warned of in cues, set-ups, notes and guidance: push through, no pain no gain, force, as far as you can, burn, crush, bounce.",
        "nothing here is to be forced";
    41 "words that promise",
        "Warned of in every text but the sources: cure, heal, fix, guarantee, decompress, reverse, proven.",
        "exercise may ease stenosis and does not undo it";
    42 "the bare word arch",
        "Warned of in cues, set-ups, notes and guidance; write lift or round.",
        "it means one thing in one source and its opposite in another";
    43 "rounding in the first hour after getting up",
        "Noted.",
        "in a trial backs hurt less with less bending early in the morning";
    44 "the pitch of a tone",
        "Of a recording it is not known.",
        "high tones are the first that ageing ears lose";
    45 "the tones for in and out",
        "One rises, one falls, and they begin four semitones apart or more; anything less with a warning. The same for both is refused.",
        "cues differ as much as they can";
    46 "a tone without words",
        "Every tone is printed as well.",
        "one channel is not enough";
    47 "the length and loudness of a short tone",
        "A soft start, which the program gives to each, and a volume that can be set.",
        "a start is not to startle";
    48 "repetitions a side at one's own pace", "",
        "a march creeps up";
    49 "max-pain", "",
        "4 of 10 is the most that is advised, and it has to ease again";
    50 "the card, the line on pain, and the changes of position",
        "No file can switch them off.",
        "they are there for the person, not for the author";
    51 "neighbouring phases with a paced breath",
        "Warned of where two breaths in, or two out, follow each other, also from one repetition to the next. A free breath lies between, and so do a rest and a change of sides.",
        "nobody can breathe in twice without breathing out";
}
