//! What was probably meant: synonyms from a table, spelling by distance.
//!
//! Knows words only, not where they stand.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Words that people write, and the word of the format. The format's own words need no entry.
const SYNONYMS: &[(&str, &str)] = &[
    // Keys.
    ("exercises", "exercise"),
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
    let word = kebab(word);
    let named = |candidate: &str| names.iter().find(|&&name| name == candidate).copied();
    let synonym = || {
        let mut all = SYNONYMS.iter().filter(|(from, _)| *from == word);
        all.find_map(|(_, to)| named(to))
    };
    named(&word).or_else(synonym).or_else(|| nearest(&word, names))
}

/// The nearest by spelling, where it is near enough to be a slip.
fn nearest<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let allowed = match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    // A word with a letter too many stays short enough to compare with every name.
    let word: Cow<'_, str> = word.chars().take(100).collect();
    let distance = |name: &&str| strsim::damerau_levenshtein(&word, name);
    names.iter().copied().min_by_key(distance).filter(|name| distance(name) <= allowed)
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
    }

    #[test]
    fn no_synonym_is_listed_twice_for_one_word() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(SYNONYMS.iter().all(|pair| seen.insert(pair)));
    }
}
