//! The routines and exercises that come with the program, inside it: they work from anywhere.
//!
//! A test compares these lists with the folder `routines/`.

/// A name and the text of its file.
pub type Text = (&'static str, &'static str);

macro_rules! texts {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name, ".toml"))),)+]
    };
}

/// The routines, in the order in which they are listed.
pub const ROUTINES: &[Text] = texts!("routines":
    "seated-cat-cow",
    "knees-to-chest",
    "core-drills",
    "daily-5",
    "daily-10",
    "daily-15",
    "chair-only",
    "thoracic-mobility",
    "walking-intervals",
    "wind-down-breathing",
    "hips-and-hamstrings",
    "gentle-day",
);

/// The exercise library: what they use, and more. `controlled-back-extension` ships without a dose.
pub const EXERCISES: &[Text] = texts!("routines/exercises":
    "abdominal-brace",
    "belly-breath",
    "belly-breath-easy",
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
    "knee-rolls",
    "open-book",
    "pelvic-tilt",
    "position-of-ease",
    "posture-check-chair",
    "posture-check-wall",
    "seated-cat-cow",
    "seated-forward-fold",
    "seated-hamstring",
    "seated-knee-hug",
    "seated-march",
    "seated-pelvic-tilt",
    "seated-rotation",
    "seated-thoracic-extension",
    "shoulder-blade-squeeze",
    "single-knee-to-chest",
    "sit-to-stand",
    "supine-hamstring",
    "supported-heel-raise",
    "supported-march",
    "walk-interval",
);

/// The routine that a first session plays.
pub const FLAGSHIP: &str = "seated-cat-cow";
/// The routine for sore days.
pub const GENTLE_DAY: &str = "gentle-day";
/// The exercise that is nothing but rest.
pub const EASE: &str = "position-of-ease";

/// The text of that name in a list.
pub fn text(list: &[Text], name: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
