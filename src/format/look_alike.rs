//! Names that can be taken for those of the routines and exercises that come with the program.
//!
//! Names of ours are Latin letters, digits and hyphens, so a table of what looks like those is enough:
//! the letters of other alphabets that Unicode counts as confusable with them (UTS 39), lower case. The
//! whole of Unicode's table makes the program a ninth larger and every start of it a tenth slower.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::embedded;

/// What looks like what: a letter, and behind it the one it is taken for.
const LOOKS_LIKE: &str = "аaсcԁdеeһhіiјjӏlоoрpԛqѕsуyхxԝwвbкkмmнhтtгrпnѵvьbӓaӧoөoүyғf\
                          αaοoνvρpυuκkιiτtχxηnγyωwϲcϳjεeσo\
                          օoոnսuհhցgզqյjտs\
                          ıiɑaɡgɩiɪiɔcʋuⅼlⅰiℓlᴏoᴄcꜱsʏyᴢz\
                          0o1l|lǀl‐-‑-‒-–-—-−-﹣-";

/// The built-in routine or exercise that this name looks like without being it.
///
/// ```
/// use stenosis_routine::format::looks_like;
/// assert_eq!(looks_like("\u{455}eated-cat-cow"), Some("seated-cat-cow"));
/// assert_eq!(looks_like("daily-1O"), Some("daily-10"));
/// assert_eq!(looks_like("seated-cat-cow"), None);
/// assert_eq!(looks_like("morning"), None);
/// ```
pub fn looks_like(name: &str) -> Option<&'static str> {
    let built_in = || embedded::ROUTINES.iter().chain(embedded::EXERCISES).map(|(name, _)| *name);
    if built_in().any(|known| known == name) {
        return None;
    }
    let seen = as_seen(name);
    built_in().find(|known| as_seen(known) == seen)
}

/// What a name looks like: the same for all names that look alike, whatever they are written with.
fn as_seen(name: &str) -> String {
    // A capital looks like the small letter to somebody who looks for a name; but for I, which is an l.
    let plain = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    let small = plain.flat_map(|letter| match letter {
        'I' => 'l'.to_lowercase(),
        letter => letter.to_lowercase(),
    });
    let seen: String = small.map(latin).collect();
    seen.replace("rn", "m")
}

/// The Latin letter that a letter is taken for.
fn latin(letter: char) -> char {
    let mut table = LOOKS_LIKE.chars();
    while let (Some(other), Some(latin)) = (table.next(), table.next()) {
        if other == letter {
            return latin;
        }
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_pairs_and_each_letter_once() {
        let letters: Vec<char> = LOOKS_LIKE.chars().collect();
        assert_eq!(letters.len() % 2, 0);
        let mut others: Vec<char> = letters.iter().step_by(2).copied().collect();
        assert!(letters.iter().skip(1).step_by(2).all(char::is_ascii));
        others.sort_unstable();
        let count = others.len();
        others.dedup();
        assert_eq!(others.len(), count);
    }

    #[test]
    fn every_built_in_name_is_told_from_every_other() {
        let names = embedded::ROUTINES.iter().chain(embedded::EXERCISES).map(|(name, _)| *name);
        let mut seen: Vec<(String, &str)> = names.map(|name| (as_seen(name), name)).collect();
        seen.sort_unstable();
        seen.dedup();
        let alike = |pair: &[(String, &str)]| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1;
        assert!(!seen.windows(2).any(alike));
    }
}
