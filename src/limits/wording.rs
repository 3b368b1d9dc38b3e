//! Limits on words: what drives, what promises, and what can be taken two ways.

use crate::diagnostic::Severity::Warning;
use crate::routine::{Exercise, Routine, Version};

use super::{Breach, Key, breach};

/// A word or a phrase, the limit that it breaks, and what is said about it.
struct Word(&'static str, u8, &'static str);

const SOFTER: &str = "say it more softly";
const WHAT_IS_DONE: &str = "say what is done, not what comes of it";
const LIFT_OR_ROUND: &str = "write lift or round";
const BREATHE_ON: &str = "to hold a position, breathe on";

/// What nobody is told to do: in cues, set-ups and guidance.
const TOLD: &[Word] = &[
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
];
/// What nobody is promised, in any text.
const PROMISED: &[Word] = &[
    Word("cure", 41, WHAT_IS_DONE),
    Word("heal", 41, WHAT_IS_DONE),
    Word("fix", 41, WHAT_IS_DONE),
    Word("guarantee", 41, WHAT_IS_DONE),
    Word("decompress", 41, WHAT_IS_DONE),
    Word("reverse", 41, WHAT_IS_DONE),
    Word("proven", 41, WHAT_IS_DONE),
];
/// A word that turns a held breath into its opposite.
const FORBIDDING: &[&str] = &["never", "not", "no", "don", "without"];
/// What a word may end in and still be the same word.
const ENDINGS: &[&str] =
    &["", "e", "s", "es", "d", "ed", "er", "ing", "ful", "eful", "ion", "ions", "y"];

/// The words of one version: what is said while it is done.
pub fn texts(version: &Version) -> Vec<Breach> {
    let cues = version.phases.iter().enumerate();
    let cues = cues.filter_map(|(nth, phase)| Some((Key::Cue(nth), phase.cue.as_deref()?)));
    let title = [(Key::Title, version.title.as_str())];
    let setup: Vec<(Key, &str)> = lines(Key::Setup, &version.setup).chain(cues).collect();
    let told = setup.iter().flat_map(|said| found(*said, TOLD));
    told.chain(title.iter().chain(&setup).flat_map(|said| found(*said, PROMISED))).collect()
}

/// The words of an exercise beside its versions. Its sources may say what they say.
pub fn texts_of_exercise(exercise: &Exercise) -> Vec<Breach> {
    let progression = exercise.progression.iter().map(|text| (Key::Progression, text.as_str()));
    lines(Key::Caution, &exercise.cautions)
        .chain(progression)
        .flat_map(|said| found(said, PROMISED))
        .collect()
}

/// The words of a routine.
pub fn texts_of_routine(routine: &Routine) -> Vec<Breach> {
    let title = [(Key::Title, routine.title.as_str())].into_iter();
    let summary = routine.summary.iter().map(|text| (Key::Summary, text.as_str()));
    let guidance = || lines(Key::Guidance, &routine.guidance);
    let all = title.chain(summary).chain(lines(Key::StopIf, &routine.stop_if)).chain(guidance());
    let told = guidance().flat_map(|said| found(said, TOLD));
    told.chain(all.flat_map(|said| found(said, PROMISED))).collect()
}

fn lines(key: Key, list: &[String]) -> impl Iterator<Item = (Key, &str)> {
    list.iter().map(move |line| (key, line.as_str()))
}

/// Every word of the list that stands in a text, as it is written there.
fn found((at, text): (Key, &str), list: &'static [Word]) -> impl Iterator<Item = Breach> {
    let starts = text.char_indices().scan(false, |inside, (place, letter)| {
        let begins = letter.is_alphanumeric() && !*inside;
        *inside = letter.is_alphanumeric();
        Some((begins, place))
    });
    let starts = starts.filter(|(begins, _)| *begins).filter_map(|(_, place)| text.get(place..));
    let found =
        starts.flat_map(|rest| list.iter().filter_map(|word| Some((word, stands(word.0, rest)?))));
    let meant = found.filter(|(word, _)| word.1 != 10 || !words(text).any(is_forbidding));
    meant.map(move |(word, written)| {
        let Word(_, number, label) = *word;
        let said = breach(number, Warning, at, &format!("`{written}` stands here"), label);
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
    // Nearly every word is another one, and nearly all of those begin with another letter.
    let (first, letter) = (wanted.as_bytes().first()?, text.as_bytes().first()?);
    if !letter.eq_ignore_ascii_case(first) {
        return None;
    }
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
        let found = |text| {
            let first =
                |list| found((Key::Title, text), list).next().and_then(|breach| breach.word);
            first(TOLD).or_else(|| first(PROMISED))
        };
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
