//! What was probably meant: synonyms from a table, spelling by distance.
//!
//! Knows words only, not where they stand.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Words that people write, and the word of the format. The format's own words need no entry.
const SYNONYMS: &[(&str, &str)] = &[
    // Keys.
    ("exercises", "exercise"),
    ("groups", "group"),
    ("circuit", "group"),
    ("superset", "group"),
    ("circuits", "rounds"),
    ("laps", "rounds"),
    ("sets", "rounds"),
    ("repeat", "rounds"),
    ("rest", "rest-between-rounds"),
    ("step", "exercise"),
    ("steps", "exercise"),
    ("movement", "exercise"),
    ("name", "title"),
    ("description", "summary"),
    ("therapist", "author"),
    ("phone", "contact"),
    ("lang", "language"),
    ("frequency", "how-often"),
    ("times-per-day", "how-often"),
    ("pain-limit", "max-pain"),
    ("stop", "stop-if"),
    ("repeat", "reps"),
    ("repeats", "reps"),
    ("repetition", "reps"),
    ("repetitions", "reps"),
    ("count", "reps"),
    ("times", "reps"),
    ("set", "sets"),
    ("sides", "side"),
    ("pause", "rest"),
    ("break", "rest"),
    ("rest-time", "rest"),
    ("phases", "phase"),
    ("how-to", "setup"),
    ("instructions", "setup"),
    ("prepare", "setup"),
    ("get-ready", "setup-time"),
    ("type", "kind"),
    ("category", "kind"),
    ("start-position", "position"),
    ("equipment", "needs"),
    ("cautions", "caution"),
    ("warning", "caution"),
    ("sources", "source"),
    ("easy", "easier"),
    ("variant", "easier"),
    ("switch", "change-over"),
    ("duration", "time"),
    ("length", "time"),
    ("seconds", "time"),
    ("secs", "time"),
    ("text", "cue"),
    ("say", "cue"),
    ("do", "cue"),
    ("label", "cue"),
    ("breathing", "breath"),
    ("picture", "pose"),
    ("figure", "pose"),
    ("reviewer", "reviewed-by"),
    // Breath.
    ("inhale", "in"),
    ("breathe-in", "in"),
    ("exhale", "out"),
    ("breathe-out", "out"),
    ("normal", "free"),
    ("natural", "free"),
    ("easy", "free"),
    // Positions.
    ("sitting", "seated"),
    ("sit", "seated"),
    ("chair", "seated"),
    ("supine", "lying"),
    ("lie", "lying"),
    ("on-back", "lying"),
    ("bed", "lying"),
    ("side", "side-lying"),
    ("stomach", "prone"),
    ("on-front", "prone"),
    ("quadruped", "all-fours"),
    ("kneeling", "all-fours"),
    ("hands-and-knees", "all-fours"),
    ("stand", "standing"),
    ("upright", "standing"),
    ("walk", "walking"),
    // Kinds.
    ("stretching", "stretch"),
    ("strengthening", "strength"),
    ("mobilisation", "mobility"),
    ("walking", "walk"),
    // Sides.
    ("bilateral", "both"),
    ("one-by-one", "each"),
    ("each-side", "each"),
    ("per-side", "each"),
    ("both-sides", "each"),
    ("left-right", "each"),
    ("alternating", "alternate"),
    ("l", "left"),
    ("r", "right"),
    // Directions.
    ("forward", "flexion"),
    ("round", "flexion"),
    ("rounding", "flexion"),
    ("flex", "flexion"),
    ("backward", "extension"),
    ("lift", "extension"),
    ("extend", "extension"),
    ("turn", "rotation"),
    ("twist", "rotation"),
    ("straight", "neutral"),
    ("small", "mild"),
    // What ends a phase.
    ("key", "key-or-time"),
];

/// A text in the format's spelling: small letters, hyphens for blanks and underscores.
pub(super) fn kebab(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = lower.split(|c: char| !letter(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The one of `names` that `word` probably stands for.
pub(super) fn closest_name<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    closest_fitting(word, names, |_| true)
}

/// The same; of names that are as near as each other one that fits, and that goes on as the word begins.
pub(super) fn closest_fitting<'n>(
    word: &str,
    names: &[&'n str],
    fits: impl Fn(&str) -> bool,
) -> Option<&'n str> {
    let word = kebab(word);
    let named = names.iter().find(|&&name| name == word).copied();
    named.or_else(|| synonym(&word, names)).or_else(|| nearest(&word, names, fits))
}

/// The one of `names` that means the same as `word`.
pub(super) fn synonym<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let mut all = SYNONYMS.iter().filter(|(from, _)| *from == word);
    all.find_map(|(_, to)| names.iter().find(|name| *name == to).copied())
}

/// The nearest by spelling, where it is near enough to be a slip.
fn nearest<'n>(word: &str, names: &[&'n str], fits: impl Fn(&str) -> bool) -> Option<&'n str> {
    let allowed = match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    // A word with a letter too many stays short enough to compare with every name.
    let word: Cow<'_, str> = word.chars().take(100).collect();
    let distance = |name: &&str| strsim::damerau_levenshtein(&word, name);
    let rank = |name: &&str| (distance(name), !fits(name), !name.starts_with(&*word));
    names.iter().copied().min_by_key(rank).filter(|name| distance(name) <= allowed)
}

/// Numbers in words, from one.
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// The zeros of digits that people type: full width, Arabic, Persian, Devanagari, Bengali, Thai.
const ZEROS: &[char] = &['\u{ff10}', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];

/// A small number in words, or in digits of another script.
pub(super) fn number(written: &str) -> Option<u32> {
    let lower = written.trim().to_lowercase();
    let in_words = NUMBERS.iter().position(|word| *word == lower);
    if let Some(number) = in_words.and_then(|index| u32::try_from(index + 1).ok()) {
        return Some(number);
    }
    let digit = |c: char| {
        let zero = ZEROS.iter().map(|zero| u32::from(*zero));
        let own =
            zero.into_iter().find_map(|zero| u32::from(c).checked_sub(zero).filter(|d| *d < 10));
        own.or_else(|| c.to_digit(10))
    };
    let digits: Option<Vec<u32>> = lower.chars().map(digit).collect();
    let digits = digits.filter(|digits| (1..=4).contains(&digits.len()) && !lower.is_ascii())?;
    Some(digits.iter().fold(0, |number, digit| number * 10 + digit))
}

/// true or false in other words.
pub(super) fn truth(written: &str) -> Option<bool> {
    match written.trim().to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" | "1" => Some(true),
        "no" | "n" | "off" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A date in another order, with points or slashes, as year-month-day. Day before month, where both
/// can be.
pub(super) fn date(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.trim().split(['.', '/', '-', ' ']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 4);
    let (first, second, third) = (number(first)?, number(second)?, number(third)?);
    let (year, month, day) = match (first > 31, second > 12) {
        (true, _) => (first, second, third),
        (false, true) => (third, first, second),
        (false, false) => (third, second, first),
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    (year > 1_900 && date.parse::<jiff::civil::Date>().is_ok()).then_some(date)
}

/// Whether a word asks for a held breath.
pub(super) fn means_holding(word: &str) -> bool {
    matches!(kebab(word).as_str(), "hold" | "held" | "holding" | "hold-breath" | "pause" | "retain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_a_synonym_and_a_stranger() {
        let names = ["reps", "rest", "title", "setup-time"];
        assert_eq!(closest_name("titel", &names), Some("title"));
        assert_eq!(closest_name("Setup_Time", &names), Some("setup-time"));
        assert_eq!(closest_name("repeat", &names), Some("reps"));
        assert_eq!(closest_name("colour", &names), None);
        assert_eq!(closest_name("", &names), None);
        assert_eq!(closest_name("res", &names), Some("rest"), "as it begins");
        assert_eq!(closest_fitting("res", &names, |name| name == "reps"), Some("reps"));
    }

    #[test]
    fn no_synonym_is_listed_twice_for_one_word() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(SYNONYMS.iter().all(|pair| seen.insert(pair)));
    }
}
