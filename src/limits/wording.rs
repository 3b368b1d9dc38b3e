//! Limits on words: what drives, what promises, and what can be taken two ways.

use crate::domain::routine::{Exercise, Routine, Version};
use crate::domain::severity::Severity::{Fault, Warning};

use super::{FileKey, Finding, Measured};

/// A word or a phrase, and the limit that it breaks.
struct WatchedWord(&'static str, u8);

/// Every word that a limit is about.
const WORDS: &[WatchedWord] = &[
    WatchedWord("push through", 40),
    WatchedWord("no pain no gain", 40),
    WatchedWord("force", 40),
    WatchedWord("as far as you can", 40),
    WatchedWord("burn", 40),
    WatchedWord("crush", 40),
    WatchedWord("bounce", 40),
    WatchedWord("arch", 42),
    WatchedWord("hold your breath", 10),
    WatchedWord("hold the breath", 10),
    WatchedWord("cure", 41),
    WatchedWord("heal", 41),
    WatchedWord("fix", 41),
    WatchedWord("guarantee", 41),
    WatchedWord("decompress", 41),
    WatchedWord("reverse", 41),
    WatchedWord("proven", 41),
    WatchedWord("ankle weight", 28),
    WatchedWord("wrist weight", 28),
    WatchedWord("hand weight", 28),
    WatchedWord("weight cuff", 28),
    WatchedWord("with weights", 28),
    WatchedWord("weighted", 28),
    WatchedWord("dumbbell", 28),
    WatchedWord("kettlebell", 28),
    WatchedWord("barbell", 28),
    WatchedWord("sandbag", 28),
];
/// The limits on what has to be at hand.
const IN_NEEDS: &[u8] = &[28, 41];
/// What has to be at hand is never this, though a person has it: a weight.
const WEIGHTS: &[&str] = &["weight", "weights", "kg"];
/// In a cue between paced breaths, these say to hold the breath.
const HOLDING: &[&str] = &["hold", "holding", "pause", "pausing", "retain", "keep", "suspend"];
/// So few words say nothing else.
const HOLDING_WORDS_AT_MOST: usize = 3;
/// The limits on what a person is told to do: cues, set-ups, notes, guidance.
const IN_INSTRUCTIONS: &[u8] = &[10, 28, 40, 41, 42];
/// The limits on every other text.
const IN_EVERY_TEXT: &[u8] = &[41];
/// The limits on titles.
const IN_TITLES: &[u8] = &[28, 41];
/// Words that forbid to hold the breath.
const FORBIDDING: &[&str] = &["never", "not", "no", "don", "without"];
/// What a word may end in and still be the same word.
const ENDINGS: &[&str] =
    &["", "e", "s", "es", "d", "ed", "er", "ing", "ful", "eful", "ion", "ions", "y"];

/// The words of one version: what is said while it is done.
pub fn texts(version: &Version) -> Vec<Finding> {
    let cues = version.phases.iter().enumerate();
    let cues = cues.filter_map(|(nth, phase)| Some((FileKey::Cue(nth), phase.cue.as_deref()?)));
    let instructions = lines(FileKey::Setup, &version.setup)
        .chain(cues)
        .flat_map(|text| found(text, IN_INSTRUCTIONS));
    found((FileKey::Title, &version.title), IN_TITLES).chain(instructions).collect()
}

/// Whether a cue between paced breaths asks to hold the breath: in few words, or by name.
pub(super) fn asks_to_hold(cue: &str) -> bool {
    let said: Vec<String> =
        words(cue).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let says = |list: &[&str]| said.iter().any(|word| list.contains(&word.as_str()));
    let of_air = says(&["breath", "air", "lungs", "full", "empty"]);
    says(HOLDING) && !says(FORBIDDING) && (of_air || said.len() <= HOLDING_WORDS_AT_MOST)
}

/// What has to be at hand and is a weight, as it is written.
fn weight(need: &str) -> Option<Finding> {
    let is_weight = |word: &&str| WEIGHTS.iter().any(|weight| word.eq_ignore_ascii_case(weight));
    let word = words(need).find(is_weight).filter(|_| !words(need).any(is_forbidding))?;
    Some(Finding {
        number: 28,
        severity: Fault,
        key: FileKey::Needs,
        measured: Measured::Word(word.to_owned()),
    })
}

/// The words of an exercise beside its versions. Sources are quoted as they are.
pub fn texts_of_exercise(exercise: &Exercise) -> Vec<Finding> {
    let progression = exercise.progression.iter().map(|text| (FileKey::Progression, text.as_str()));
    let texts = lines(FileKey::Caution, &exercise.cautions).chain(progression);
    let needs = exercise.needs.iter().flat_map(|need| {
        let named = found((FileKey::Needs, need), IN_NEEDS);
        let named: Vec<Finding> = named.collect();
        let weight = named.is_empty().then(|| weight(need)).flatten();
        named.into_iter().chain(weight)
    });
    let note = exercise.note.iter().map(|text| (FileKey::Note, text.as_str()));
    let instructions = note.flat_map(|text| found(text, IN_INSTRUCTIONS));
    let texts = texts.flat_map(|text| found(text, IN_EVERY_TEXT));
    texts.chain(needs).chain(instructions).collect()
}

/// The words of a routine.
pub fn texts_of_routine(routine: &Routine) -> Vec<Finding> {
    let title = [(FileKey::Title, routine.title.as_str())].into_iter();
    let summary = routine.summary.iter().map(|text| (FileKey::Summary, text.as_str()));
    let texts = title.chain(summary).chain(lines(FileKey::StopIf, &routine.stop_if));
    let groups = routine.groups.iter().enumerate();
    let groups =
        groups.filter_map(|(nth, group)| Some((FileKey::GroupTitle(nth), group.title.as_deref()?)));
    let texts = texts.chain(groups);
    let instructions =
        lines(FileKey::Guidance, &routine.guidance).flat_map(|text| found(text, IN_INSTRUCTIONS));
    texts.flat_map(|text| found(text, IN_EVERY_TEXT)).chain(instructions).collect()
}

fn lines(key: FileKey, list: &[String]) -> impl Iterator<Item = (FileKey, &str)> {
    list.iter().map(move |line| (key, line.as_str()))
}

/// Every word in a text that these limits are about, as it is written there.
fn found<'t>(
    (key, text): (FileKey, &'t str),
    limits: &'static [u8],
) -> impl Iterator<Item = Finding> + use<'t> {
    let bytes = text.bytes().enumerate();
    let starts = bytes.scan(b' ', |before, (place, byte)| {
        let begins = byte.is_ascii_alphabetic() && !before.is_ascii_alphanumeric();
        *before = byte;
        Some(begins.then_some(place))
    });
    let rests = starts.flatten().filter_map(|place| text.get(place..));
    let standing = rests.flat_map(|rest| {
        // Comparing first letters is quick and rules out nearly every word.
        let letter = rest.bytes().next().map(|letter| letter.to_ascii_lowercase());
        let candidates = WORDS.iter().filter(move |word| word.0.bytes().next() == letter);
        candidates.filter_map(move |word| Some((word, form_at_start(word.0, rest)?)))
    });
    let concerned = standing.filter(|(word, _)| limits.contains(&word.1));
    let can_be_forbidden = |number| matches!(number, 10 | 28);
    let meant = concerned
        .filter(move |(word, _)| !can_be_forbidden(word.1) || !words(text).any(is_forbidding));
    meant.map(move |(WatchedWord(_, number), written)| {
        let (number, measured) = (*number, Measured::Word(written.to_owned()));
        let severity = if number == 28 { Fault } else { Warning };
        Finding { number, severity, key, measured }
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

fn is_forbidding(word: &str) -> bool {
    FORBIDDING.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The beginning of a text, where that is this phrase, or this word in one of its forms.
fn form_at_start<'t>(phrase: &str, text: &'t str) -> Option<&'t str> {
    let root = phrase.strip_suffix('e').unwrap_or(phrase);
    let (begins, _) = text.split_at_checked(root.len())?;
    if !begins.eq_ignore_ascii_case(root) {
        return None;
    }
    let word = match phrase.contains(' ') {
        true => text.get(..phrase.len())?,
        false => words(text).next()?,
    };
    let ending = word.get(root.len()..)?;
    let is_long_enough = word.len() >= phrase.len();
    (is_long_enough && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        .then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found_and_its_neighbours_are_not() {
        let found = |text| {
            let finding = found((FileKey::Setup, text), IN_INSTRUCTIONS).next();
            finding.and_then(|finding| finding.word().map(str::to_owned))
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
