//! The routines and exercises that come with the program, inside it: they work from anywhere.
//!
//! A test compares these lists with the folder `routines/`.

use super::diagnostic::Source;

/// A name and the text of its file.
pub type EmbeddedText = (&'static str, &'static str);

macro_rules! texts {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../", $folder, "/", $name, ".toml"))),)+]
    };
}

/// The routines, in the order in which they are listed.
pub const ROUTINES: &[EmbeddedText] = texts!("routines":
    "seated-cat-cow",
    "knees-to-chest",
    "core-drills",
    "daily-5",
    "daily-10",
    "daily-15",
    "chair-only",
    "thoracic-mobility",
    "walking-intervals",
    "walk-progress",
    "bike-steady",
    "steady-feet",
    "wind-down-breathing",
    "hips-and-hamstrings",
    "gentle-day",
);

/// The themes of tones, in the order in which they are listed.
pub const THEMES: &[EmbeddedText] = texts!("sounds": "soft", "bowl", "low");

/// The exercise library: what they use, and more. `controlled-back-extension` ships without a dose.
pub const EXERCISES: &[EmbeddedText] = texts!("routines/exercises":
    "abdominal-brace",
    "belly-breath",
    "belly-breath-easy",
    "bike-steady",
    "bird-dog-easy",
    "bird-dog-worktop",
    "bridge-low",
    "clamshell",
    "controlled-back-extension",
    "dead-bug-easy",
    "double-knee-to-chest",
    "figure-four",
    "heel-slide",
    "hip-flexor",
    "knee-bend-worktop",
    "knee-rolls",
    "near-tandem-stand",
    "open-book",
    "pelvic-tilt",
    "position-of-ease",
    "posture-check-chair",
    "posture-check-wall",
    "seated-cat-cow",
    "seated-cat-cow-small",
    "seated-forward-fold",
    "seated-hamstring",
    "seated-knee-hug",
    "seated-march",
    "seated-pelvic-tilt",
    "seated-rotation",
    "seated-thoracic-extension",
    "shoulder-blade-squeeze",
    "side-leg-raise",
    "single-knee-to-chest",
    "sit-to-stand",
    "sit-to-stand-high-seat",
    "supine-hamstring",
    "supported-heel-raise",
    "supported-march",
    "upright-ease",
    "walk-interval",
    "walk-interval-upright",
);

/// The poses that figures are drawn from.
pub const POSES: &[EmbeddedText] = texts!("routines/poses":
    "all-fours",
    "all-fours-hand-forward",
    "all-fours-toe-back",
    "bed-elbow",
    "bed-sit",
    "lying-above",
    "lying-arms-up",
    "lying-both-knees",
    "lying-brace",
    "lying-brace-in",
    "lying-breath",
    "lying-breath-in",
    "lying-breath-out",
    "lying-bridge",
    "lying-curve",
    "lying-ease",
    "lying-flat",
    "lying-foot-light",
    "lying-foot-up",
    "lying-heel-slide",
    "lying-heel-slide-small",
    "lying-knees-bent",
    "lying-knees-rolled",
    "lying-knees-rolled-small",
    "lying-leg-raised",
    "lying-leg-raised-small",
    "lying-one-knee",
    "lying-one-knee-small",
    "lying-strap",
    "lying-tilt",
    "prone",
    "seated",
    "seated-ankles-crossed",
    "seated-ankles-crossed-lean",
    "seated-arms-crossed",
    "seated-back",
    "seated-back-tall",
    "seated-blade-one",
    "seated-blades",
    "seated-breath",
    "seated-breath-in",
    "seated-breath-out",
    "seated-chest-open",
    "seated-cycling",
    "seated-ease",
    "seated-figure-four",
    "seated-figure-four-lean",
    "seated-fold",
    "seated-fold-small",
    "seated-front",
    "seated-half-rise",
    "seated-hands-on-hips",
    "seated-heel-up",
    "seated-hinge",
    "seated-hinge-leg-out",
    "seated-hinge-leg-out-small",
    "seated-hold",
    "seated-knee-hug",
    "seated-knee-up",
    "seated-lean-back",
    "seated-lean-forward",
    "seated-leg-out",
    "seated-lift",
    "seated-round",
    "seated-round-small",
    "seated-tilt",
    "seated-tilt-small",
    "seated-tuck",
    "seated-turn",
    "seated-turn-small",
    "side-lying",
    "side-lying-hand-on-ribs",
    "side-lying-knee-open",
    "side-lying-knee-open-small",
    "side-lying-open",
    "side-lying-open-small",
    "side-lying-palms",
    "standing",
    "standing-at-chair",
    "walking",
    "wall-stand",
    "worktop-foot-up",
    "worktop-half-step",
    "worktop-heels-light",
    "worktop-heels-up",
    "worktop-in-front",
    "worktop-knees-bent",
    "worktop-knees-soft",
    "worktop-lean",
    "worktop-leg-aside",
    "worktop-near-tandem",
    "worktop-stand",
    "worktop-stride",
    "worktop-stride-tuck",
    "worktop-stride-tuck-small",
    "worktop-toe-aside",
    "worktop-toe-back",
    "worktop-weight-shift",
);

/// What a new routine begins with.
pub const TEMPLATE: &str = include_str!("../../routines/template/routine.toml");

/// The page on the format; its examples are those of the schema.
pub const FORMAT_PAGE: &str = include_str!("../../docs/routine-format.md");

/// The routine that a first session plays.
pub const FLAGSHIP: &str = "seated-cat-cow";
/// The routine for sore days.
pub const GENTLE_DAY: &str = "gentle-day";
/// The exercise that is nothing but rest.
pub const EASE: &str = "position-of-ease";
/// Breathing alone.
pub const EASY_BREATH: &str = "belly-breath-easy";
/// What safety rules start or put in: always these texts, and nobody else's of the same names.
pub const REFUGES: &[&str] = &[GENTLE_DAY, EASE, EASY_BREATH];

/// The text of that name in a list.
pub fn text(list: &[EmbeddedText], name: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Whether a file is one of these, under its own name.
pub fn is_ours(source: &Source) -> bool {
    let is_this = |list: &[EmbeddedText]| text(list, &source.name) == Some(source.text.as_str());
    is_this(ROUTINES) || is_this(EXERCISES)
}
