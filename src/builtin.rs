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
pub const ROUTINES: &[Text] = texts!("routines": "seated-cat-cow", "knees-to-chest", "core-drills");

/// The exercises that they use.
pub const EXERCISES: &[Text] = texts!("routines/exercises":
    "abdominal-brace",
    "belly-breath",
    "belly-breath-easy",
    "bird-dog-worktop",
    "bridge-low",
    "dead-bug-easy",
    "double-knee-to-chest",
    "knee-rolls",
    "pelvic-tilt",
    "position-of-ease",
    "posture-check-chair",
    "seated-cat-cow",
    "seated-pelvic-tilt",
    "single-knee-to-chest",
);

/// The page on the format; its examples are those of the schema.
pub const FORMAT_PAGE: &str = include_str!("../docs/routine-format.md");

/// The routine that a first session plays.
pub const FLAGSHIP: &str = "seated-cat-cow";

/// The text of that name in a list.
pub fn text(list: &[Text], name: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
