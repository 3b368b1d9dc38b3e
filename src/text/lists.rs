//! Plurals, lengths in words, and lists: the only place that puts them together.

use std::fmt::{self, Display};
use std::time::Duration;

/// A length in words: `15 seconds`, `1 minute`, `1 minute 30 seconds`.
#[derive(Clone, Copy, Debug)]
pub struct InWords(pub Duration);

impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.0.as_secs() / 60, self.0.as_secs() % 60);
        let millis = self.0.subsec_millis();
        let mut parts = Vec::new();
        if minutes > 0 {
            parts.push(Count(minutes, "minute").to_string());
        }
        if millis > 0 {
            let exact = format!("{seconds}.{millis:03}");
            parts.push(format!("{} seconds", exact.trim_end_matches('0')));
        } else if seconds > 0 || minutes == 0 {
            parts.push(Count(seconds, "second").to_string());
        }
        f.write_str(&parts.join(" "))
    }
}

/// A number with its noun: `1 exercise`, `2 exercises`.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(number, noun) = self;
        let plural = if *number == 1 { "" } else { "s" };
        write!(f, "{number} {noun}{plural}")
    }
}

/// `1, 2, 3`
pub fn commas(list: &[impl Display]) -> String {
    joined(list, ", ")
}

/// `1 or 2 or 3`
pub fn any_of(list: &[impl Display]) -> String {
    joined(list, " or ")
}

/// `1, 2 and 3`; between words of another script there is no English one.
pub fn all_of(list: &[impl Display]) -> String {
    let words: Vec<String> = list.iter().map(ToString::to_string).collect();
    let is_latin = |word: &String| word.chars().all(|c| c < '\u{250}' || !c.is_alphabetic());
    if !words.iter().all(is_latin) {
        // The comma of Chinese and Japanese stands alone, the Arabic one before a blank.
        let first = words.iter().flat_map(|word| word.chars()).find(|c| *c >= '\u{250}');
        let comma = match first {
            Some('\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => "\u{3001}",
            Some('\u{600}'..='\u{6ff}') => "\u{60c} ",
            _ => ", ",
        };
        return words.join(comma);
    }
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => format!("{} and {last}", some.join(", ")),
    }
}

/// `1, 2 or 3`
pub fn one_of(list: &[impl Display]) -> String {
    match list {
        [] => String::new(),
        [one] => one.to_string(),
        [some @ .., last] => format!("{} or {last}", commas(some)),
    }
}

fn joined(list: &[impl Display], between: &str) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_a_person_would_say_them() {
        let words = |millis| InWords(Duration::from_millis(millis)).to_string();
        assert_eq!(words(1_000), "1 second");
        assert_eq!(words(1_500), "1.5 seconds");
        assert_eq!(words(60_000), "1 minute");
        assert_eq!(words(90_000), "1 minute 30 seconds");
        assert_eq!(words(0), "0 seconds");
    }

    #[test]
    fn lists_of_one_and_more() {
        assert_eq!(all_of(&[""; 0]), "");
        assert_eq!(all_of(&["a chair"]), "a chair");
        assert_eq!(all_of(&["a chair", "a wall", "a mat"]), "a chair, a wall and a mat");
        assert_eq!(all_of(&["いす", "枕", "水"]), "いす、枕、水");
        assert_eq!(all_of(&["كرسي", "وسادة"]), "كرسي، وسادة");
        assert_eq!(all_of(&["einen Stuhl", "ein Kissen"]), "einen Stuhl and ein Kissen");
        assert_eq!(any_of(&["seated", "lying"]), "seated or lying");
        assert_eq!(commas(&[1, 2]), "1, 2");
    }
}
