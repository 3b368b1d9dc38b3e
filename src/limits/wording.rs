//! Limits on words: what drives, what promises, and what can be taken two ways.

use crate::domain::routine::{Exercise, Routine, Version};
use crate::domain::severity::Severity::Warning;

use super::{Breach, Key, breach};

/// A word or a phrase, the limit that it breaks, and what is said about it.
struct Word(&'static str, u8, &'static str);

const SOFTER: &str = "say it more softly";
const WHAT_IS_DONE: &str = "say what is done, not what comes of it";
const LIFT_OR_ROUND: &str = "write lift or round";
const BREATHE_ON: &str = "to hold a position, breathe on";

/// Every word that a limit is about.
const WORDS: &[Word] = &[
    Word("push through", 40, SOFTER),
    Word("no pain no gain", 40, SOFTER),
    Word("force", 40, SOFTER),
    Word("as far as you can", 40, SOFTER),
    Word("burn", 40, SOFTER),
    Word("crush", 40, SOFTER),
    Word("bounce", 40, SOFTER),
    Word("arch", 42, LIFT_OR_ROUND),
    Word("hold your breath", 10, BREATHE_ON),
    Word("hold the breath", 10, BREATHE_ON),
    Word("cure", 41, WHAT_IS_DONE),
    Word("heal", 41, WHAT_IS_DONE),
    Word("fix", 41, WHAT_IS_DONE),
    Word("guarantee", 41, WHAT_IS_DONE),
    Word("decompress", 41, WHAT_IS_DONE),
    Word("reverse", 41, WHAT_IS_DONE),
    Word("proven", 41, WHAT_IS_DONE),
];
/// The limits on what a person is told to do: cues, set-ups, guidance.
const TOLD: &[u8] = &[10, 40, 41, 42];
/// The limits on every other text.
const SAID: &[u8] = &[41];
/// A word that turns a held breath into its opposite.
const FORBIDDING: &[&str] = &["never", "not", "no", "don", "without"];
/// What a word may end in and still be the same word.
const ENDINGS: &[&str] =
    &["", "e", "s", "es", "d", "ed", "er", "ing", "ful", "eful", "ion", "ions", "y"];

/// The words of one version: what is said while it is done.
pub fn texts(version: &Version) -> Vec<Breach> {
    let cues = version.phases.iter().enumerate();
    let cues = cues.filter_map(|(nth, phase)| Some((Key::Cue(nth), phase.cue.as_deref()?)));
    let told = lines(Key::Setup, &version.setup).chain(cues).flat_map(|text| found(text, TOLD));
    found((Key::Title, &version.title), SAID).chain(told).collect()
}

/// The words of an exercise beside its versions. Its sources may say what they say.
pub fn texts_of_exercise(exercise: &Exercise) -> Vec<Breach> {
    let progression = exercise.progression.iter().map(|text| (Key::Progression, text.as_str()));
    let texts = lines(Key::Caution, &exercise.cautions).chain(progression);
    texts.flat_map(|text| found(text, SAID)).collect()
}

/// The words of a routine.
pub fn texts_of_routine(routine: &Routine) -> Vec<Breach> {
    let title = [(Key::Title, routine.title.as_str())].into_iter();
    let summary = routine.summary.iter().map(|text| (Key::Summary, text.as_str()));
    let said = title.chain(summary).chain(lines(Key::StopIf, &routine.stop_if));
    let told = lines(Key::Guidance, &routine.guidance).flat_map(|text| found(text, TOLD));
    said.flat_map(|text| found(text, SAID)).chain(told).collect()
}

fn lines(key: Key, list: &[String]) -> impl Iterator<Item = (Key, &str)> {
    list.iter().map(move |line| (key, line.as_str()))
}

/// Every word in a text that these limits are about, as it is written there.
fn found<'t>(
    (at, text): (Key, &'t str),
    limits: &'static [u8],
) -> impl Iterator<Item = Breach> + use<'t> {
    let bytes = text.bytes().enumerate();
    let starts = bytes.scan(b' ', |before, (place, byte)| {
        let begins = byte.is_ascii_alphabetic() && !before.is_ascii_alphanumeric();
        *before = byte;
        Some(begins.then_some(place))
    });
    let rests = starts.flatten().filter_map(|place| text.get(place..));
    let standing = rests.flat_map(|rest| {
        // Nearly every word is another one, and nearly all of those begin with another letter.
        let letter = rest.bytes().next().map(|letter| letter.to_ascii_lowercase());
        let candidates = WORDS.iter().filter(move |word| word.0.bytes().next() == letter);
        candidates.filter_map(move |word| Some((word, stands(word.0, rest)?)))
    });
    let concerned = standing.filter(|(word, _)| limits.contains(&word.1));
    let meant = concerned.filter(|(word, _)| word.1 != 10 || !words(text).any(is_forbidding));
    meant.map(move |(Word(_, number, label), written)| {
        let said = breach(*number, Warning, at, &format!("`{written}` stands here"), *label);
        Breach { word: Some(written.to_owned()), ..said }
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

fn is_forbidding(word: &str) -> bool {
    FORBIDDING.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The beginning of a text, where that is this phrase, or this word in one of its forms.
fn stands<'t>(wanted: &str, text: &'t str) -> Option<&'t str> {
    let root = wanted.strip_suffix('e').unwrap_or(wanted);
    let (begins, _) = text.split_at_checked(root.len())?;
    if !begins.eq_ignore_ascii_case(root) {
        return None;
    }
    let word = match wanted.contains(' ') {
        true => text.get(..wanted.len())?,
        false => words(text).next()?,
    };
    let ending = word.get(root.len()..)?;
    let whole = word.len() >= wanted.len();
    (whole && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found_and_its_neighbours_are_not() {
        let found = |text| found((Key::Setup, text), TOLD).next().and_then(|breach| breach.word);
        for (text, word) in [
            ("Do not Force it", "Force"),
            ("Reversing it", "Reversing"),
            ("Arch the back", "Arch"),
            ("it heals", "heals"),
            ("decompression", "decompression"),
            ("Go as far as you can.", "as far as you can"),
            ("bouncy", "bouncy"),
        ] {
            assert_eq!(found(text).as_deref(), Some(word), "{text}");
        }
        for text in [
            "Heels down",
            "for your health",
            "a secure chair",
            "March on",
            "Never hold the breath",
            "Do not hold your breath",
            "archive",
            "prove",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
