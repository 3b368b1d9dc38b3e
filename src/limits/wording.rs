//! Limits on words: what drives, what promises, and what can be taken two ways.

use crate::diagnostic::Severity::Warning;
use crate::routine::{Exercise, Routine, Version};

use super::{Breach, Key, breach};

/// Words that drive (LIM-40).
const DRIVING: &[&str] =
    &["push through", "no pain no gain", "force", "as far as you can", "burn", "crush", "bounce"];
/// Words that promise (LIM-41).
const PROMISING: &[&str] = &["cure", "heal", "fix", "guarantee", "decompress", "reverse", "proven"];
/// A breath that is held in words (LIM-10).
const HOLDING: &[&str] = &["hold your breath", "hold the breath", "hold breath"];
/// What turns it into the opposite.
const UNLESS: &[&str] = &["never", "not", "no", "don", "without"];
/// A word with two opposite meanings (LIM-42).
const TWO_WAYS: &[&str] = &["arch"];
/// What a word may end in and still be the same word.
const ENDINGS: &[&str] =
    &["", "e", "s", "es", "d", "ed", "er", "ing", "ful", "eful", "ion", "ions", "y"];

/// The words of one version: what is said while it is done.
pub fn texts(version: &Version) -> Vec<Breach> {
    let cues = version.phases.iter().enumerate();
    let cues = cues.filter_map(|(nth, phase)| Some((Key::Cue(nth), phase.cue.as_deref()?)));
    let title = [(Key::Title, version.title.as_str())];
    let setup: Vec<(Key, &str)> = lines(Key::Setup, &version.setup).chain(cues).collect();
    let driven = setup.iter().flat_map(|said| told(*said));
    driven.chain(title.iter().chain(&setup).filter_map(|said| promised(*said))).collect()
}

/// The words of an exercise beside its versions. Its sources may say what they say.
pub fn texts_of_exercise(exercise: &Exercise) -> Vec<Breach> {
    let progression = exercise.progression.iter().map(|text| (Key::Progression, text.as_str()));
    lines(Key::Caution, &exercise.cautions).chain(progression).filter_map(promised).collect()
}

/// The words of a routine.
pub fn texts_of_routine(routine: &Routine) -> Vec<Breach> {
    let title = [(Key::Title, routine.title.as_str())].into_iter();
    let summary = routine.summary.iter().map(|text| (Key::Summary, text.as_str()));
    let guidance = || lines(Key::Guidance, &routine.guidance);
    let all = title.chain(summary).chain(lines(Key::StopIf, &routine.stop_if)).chain(guidance());
    guidance().flat_map(told).chain(all.filter_map(promised)).collect()
}

fn lines(key: Key, list: &[String]) -> impl Iterator<Item = (Key, &str)> {
    list.iter().map(move |line| (key, line.as_str()))
}

/// What a person is told to do.
fn told((at, text): (Key, &str)) -> Vec<Breach> {
    let driving = first_of(DRIVING, text).map(|word| worded(40, at, word, "say it more softly"));
    let two_ways = first_of(TWO_WAYS, text).map(|word| worded(42, at, word, "write lift or round"));
    driving.into_iter().chain(two_ways).chain(held((at, text))).collect()
}

/// A breath that is to be held.
fn held((at, text): (Key, &str)) -> Option<Breach> {
    let phrase = first_of(HOLDING, text)?;
    let small = text.to_ascii_lowercase();
    let mut words = small.split(|c: char| !c.is_alphanumeric());
    let forbidden = words.any(|word| UNLESS.contains(&word));
    (!forbidden).then(|| worded(10, at, phrase, "to hold a position, breathe on"))
}

fn promised((at, text): (Key, &str)) -> Option<Breach> {
    first_of(PROMISING, text)
        .map(|word| worded(41, at, word, "say what is done, not what comes of it"))
}

fn worded(number: u8, at: Key, word: String, label: &str) -> Breach {
    let found = breach(number, Warning, at, &format!("`{word}` stands here"), label);
    Breach { word: Some(word), ..found }
}

/// The first of these in a text, as it is written there.
fn first_of(list: &[&str], text: &str) -> Option<String> {
    let small = text.to_ascii_lowercase();
    let phrase =
        list.iter().filter(|entry| entry.contains(' ')).find(|entry| small.contains(**entry));
    let mut words = small.split(|c: char| !c.is_alphanumeric());
    let word = words.find(|word| list.iter().any(|stem| is_form_of(word, stem)));
    phrase.map(|phrase| (*phrase).to_owned()).or(word.map(ToOwned::to_owned))
}

fn is_form_of(word: &str, stem: &str) -> bool {
    let root = stem.strip_suffix('e').unwrap_or(stem);
    word == stem
        || word
            .strip_prefix(root)
            .is_some_and(|end| word.len() >= stem.len() && ENDINGS.contains(&end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found_and_its_neighbours_are_not() {
        let found = |text| first_of(&[DRIVING, PROMISING, TWO_WAYS].concat(), text);
        for (text, word) in [
            ("Do not Force it", "force"),
            ("Reversing it", "reversing"),
            ("Arch the back", "arch"),
            ("it heals", "heals"),
            ("decompression", "decompression"),
            ("Go as far as you can.", "as far as you can"),
            ("bouncy", "bouncy"),
        ] {
            assert_eq!(found(text).as_deref(), Some(word), "{text}");
        }
        for text in
            ["Heels down", "for your health", "a secure chair", "March on", "archive", "prove"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
