//! Four words for a key, to compare on the telephone.
//!
//! The words are short, none sounds like another, and none is a name or unkind. Two hundred and fifty-six
//! of them are one byte each; four bytes alone could be met by trying keys for an afternoon, so every try
//! is made to cost tens of thousands of hashes.

use sha2::{Digest as _, Sha256};

/// The line that this hash begins with, so that it is no other hash of the same key.
const FORM: &[u8] = b"stenosis-routine mark in words 1";
/// So many hashes stand one on the other. It can never change: the same key would have other words.
const ROUNDS: u32 = 1 << 16;
/// So many words.
const COUNT: usize = 4;

/// The words of a key.
pub(super) fn of(key: &[u8; 32]) -> String {
    let mut hash = Sha256::new().chain_update(FORM).chain_update(key).finalize();
    for _ in 0..ROUNDS {
        hash = Sha256::new().chain_update(hash).chain_update(key).finalize();
    }
    let word = |byte: &u8| WORDS.split(' ').nth(usize::from(*byte)).unwrap_or_default();
    hash.iter().take(COUNT).map(word).collect::<Vec<_>>().join(" ")
}

/// One for each byte. Their order can never change.
const WORDS: &str = "\
acorn album anchor apple april artist atlas attic august autumn avenue bagel bakery bamboo \
banjo basket bathtub beaver bedroom bicycle biscuit blossom bonnet bottle bracelet bread \
bridge buffalo button buzzard cabbage cactus camera canvas carpet cedar celery chair cheese \
chimney church cinema circus city clarinet clock coach coconut coffee comet concert coral \
cottage cousin cricket crown crystal daisy desert diamond dinner dolphin donkey door drum \
eagle earth elbow emerald engine envelope evening fabric factory falcon farmer feather fence \
fern fiddle fish flag flute forest fountain friday fruit galaxy garlic giraffe glass granite \
guitar gull harvest hazelnut hedge highway house iceberg igloo insect iris island ivory \
january jasmine jelly jersey jewel jigsaw juice jungle kangaroo kayak ketchup keyboard \
kitchen kiwi koala ladder lagoon lamp lantern laptop lavender leaf lemon leopard letter \
library linen lobster lunch magazine mandolin marble melody mermaid mirror mitten monday \
mosaic moth mustard napkin nest nickel noodle notebook november nutmeg oasis oatmeal ocean \
octopus office olive onion opera orange orchard ostrich oxygen painter palace pancake paper \
parrot pasta peacock pebble pelican pencil piano picnic pigeon pillow planet poppy prairie \
pudding puppet puzzle pyramid quartz quilt rabbit radio rainbow raven recipe ribbon robin \
ruby runway salad saturday saucer scarf school scooter shadow shovel silver skate snow sofa \
spider spoon spring squirrel stable stone street sugar summer sweater tailor teapot tennis \
thimble thursday tile toast tomato tortoise tower trumpet tulip tunnel turkey twin umbrella \
uniform vacuum valley vanilla vase velvet village vinegar volcano vulture waffle walrus \
wheel whistle window wren yacht yard yolk zebra zigzag zipper";

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Vec<&'static str> {
        WORDS.split(' ').collect()
    }

    /// So many letters have to be changed, added or left out to make one word of another.
    fn slips(from: &str, to: &str) -> usize {
        strsim::levenshtein(from, to)
    }

    #[test]
    fn there_is_a_word_for_each_byte_and_none_is_heard_as_another() {
        let words = words();
        assert_eq!(words.len(), 256);
        assert!(words.is_sorted(), "in an order that is easy to keep");
        for (at, word) in words.iter().enumerate() {
            assert!((4..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
            for other in &words[at + 1..] {
                let end = |word: &str| word.chars().rev().take(4).collect::<String>();
                let (begins, ends) = (word[..3] == other[..3], end(word) == end(other));
                assert!(slips(word, other) > 2 && !begins && !ends, "{word} and {other}");
            }
        }
    }

    #[test]
    fn the_words_of_a_key_never_change() {
        assert_eq!(of(&[0; 32]), "camera paper noodle elbow");
        assert_eq!(of(&[7; 32]), "concert cottage coffee linen");
    }
}
