//! What a name looks like: the same for all names that look alike.
//!
//! Names are mostly Latin letters, so a table of what looks like those is enough: the letters of other
//! alphabets that Unicode counts as confusable with them (UTS 39), lower case. The whole of Unicode's
//! table makes the program a ninth larger and every start of it a tenth slower.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What looks like what: a letter, and behind it the one it is taken for.
const LOOKS_LIKE: &str = "аaсcԁdеeһhіiјjӏlоoрpԛqѕsуyхxԝwвbкkмmнhтtгrпnѵvьbӓaӧoөoүyғf\
                          αaοoνvρpυuκkιiτtχxηnγyωwϲcϳjεeσo\
                          օoոnսuհhցgզqյjտs\
                          ıiɑaɡgɩiɪiɔcʋuⅼlⅰiℓlᴏoᴄcꜱsʏyᴢz\
                          0o1l|lǀl‐-‑-‒-–-—-−-﹣-";

/// What a name looks like: the same for all names that look alike, whatever they are written with.
pub fn as_seen(name: &str) -> String {
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
}
