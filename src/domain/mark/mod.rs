//! A sender's mark: whether two files come from the same computer.
//!
//! It is an Ed25519 signature, written as minisign and signify write theirs, so that anybody can check
//! one without this program; `docs/format-1.md` says how. It says *the same sender as before*, never
//! that a routine is good for somebody: every other rule runs as if there were none.

mod words;

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use ed25519_compact::{KeyPair, Seed, Signature};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// How a key and a signature of the whole text begin.
const ALGORITHM: [u8; 2] = *b"Ed";
/// What stands before a comment that is signed.
const TRUSTED: &str = "trusted comment: ";
/// What stands before one that is not.
const UNTRUSTED: &str = "untrusted comment: ";
/// A signature's own comment, the same everywhere.
const OUR_COMMENT: &str = "the text above [shared], marked by stenosis-routine";

/// A text that is no key or no signature, as this program writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMark;

impl fmt::Display for NotAMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable key")
    }
}

impl Error for NotAMark {}

/// By what a sender is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Four words that belong to this key, to compare on the telephone. Takes a while.
    pub fn words(&self) -> String {
        words::of(&self.0)
    }

    /// By which minisign finds the key of a signature; here nothing hangs on it.
    fn id(&self) -> [u8; 8] {
        let hash = Sha256::digest(self.0);
        std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
    }

    fn has_signed(&self, message: &[u8], signature: [u8; 64]) -> bool {
        let key = ed25519_compact::PublicKey::new(self.0);
        key.verify(message, &Signature::new(signature)).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(&[&ALGORITHM[..], &self.id(), &self.0].concat()))
    }
}

impl FromStr for PublicKey {
    type Err = NotAMark;

    fn from_str(text: &str) -> Result<PublicKey, NotAMark> {
        let bytes: [u8; 42] = decoded(text).ok_or(NotAMark)?;
        let key = PublicKey(part(&bytes, 10));
        // There is one way to write each key.
        if key.to_string() == text { Ok(key) } else { Err(NotAMark) }
    }
}

/// What makes marks; it stays with its owner.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// The key that belongs to these bytes, which nobody else may know.
    pub fn new(seed: [u8; 32]) -> SecretKey {
        SecretKey(seed)
    }

    /// By what this sender is known.
    pub fn public(&self) -> PublicKey {
        PublicKey(*self.pair().pk)
    }

    /// The mark of a message, and of a comment of one line.
    pub fn mark(&self, message: &[u8], comment: &str) -> Mark {
        let pair = self.pair();
        let signature = *pair.sk.sign(message, None);
        let with_comment = [&signature[..], comment.as_bytes()].concat();
        let comment_signature = *pair.sk.sign(with_comment, None);
        Mark { key: self.public(), signature, comment: comment.to_owned(), comment_signature }
    }

    fn pair(&self) -> KeyPair {
        KeyPair::from_seed(Seed::new(self.0))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

/// As it is kept, and never shown.
impl From<SecretKey> for String {
    fn from(key: SecretKey) -> String {
        BASE64.encode(&key.0)
    }
}

impl TryFrom<String> for SecretKey {
    type Error = NotAMark;

    fn try_from(text: String) -> Result<SecretKey, NotAMark> {
        decoded(text.trim()).map(SecretKey).ok_or(NotAMark)
    }
}

/// The mark that a sender has put on a message, and on a comment about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    key: PublicKey,
    signature: [u8; 64],
    comment: String,
    comment_signature: [u8; 64],
}

impl Mark {
    /// Reads a key and the four lines of a signature.
    ///
    /// # Errors
    /// Where they are not as this program, and minisign, write them.
    pub fn read(key: &str, lines: &[impl AsRef<str>]) -> Result<Mark, NotAMark> {
        let key: PublicKey = key.parse()?;
        let [untrusted, signature, comment, comment_signature] = lines else {
            return Err(NotAMark);
        };
        let bytes: [u8; 74] = decoded(signature.as_ref()).ok_or(NotAMark)?;
        let comment = comment.as_ref().strip_prefix(TRUSTED).ok_or(NotAMark)?.to_owned();
        let comment_signature = decoded(comment_signature.as_ref()).ok_or(NotAMark)?;
        let is_whole = untrusted.as_ref().starts_with(UNTRUSTED)
            && bytes.starts_with(&ALGORITHM)
            && part::<8>(&bytes, 2) == key.id();
        let mark = Mark { key, signature: part(&bytes, 10), comment, comment_signature };
        if is_whole { Ok(mark) } else { Err(NotAMark) }
    }

    /// The four lines of a signature.
    pub fn lines(&self) -> [String; 4] {
        let signature = [&ALGORITHM[..], &self.key.id(), &self.signature].concat();
        [
            format!("{UNTRUSTED}{OUR_COMMENT}"),
            BASE64.encode(&signature),
            format!("{TRUSTED}{}", self.comment),
            BASE64.encode(&self.comment_signature),
        ]
    }

    /// Whose it says that it is.
    pub fn key(&self) -> PublicKey {
        self.key
    }

    /// Whether it was put on exactly this message and this comment, by who has the secret key.
    pub fn is_of(&self, message: &[u8], comment: &str) -> bool {
        let with_comment = [&self.signature[..], comment.as_bytes()].concat();
        self.comment == comment
            && self.key.has_signed(message, self.signature)
            && self.key.has_signed(&with_comment, self.comment_signature)
    }
}

/// The bytes of a text; nothing where it is not exactly what is written of `N` bytes.
fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    <[u8; N]>::try_from(bytes).ok()
}

/// `N` of these bytes, from there on.
fn part<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    std::array::from_fn(|at| bytes.get(from + at).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> (PublicKey, Mark) {
        let secret = SecretKey::new([9; 32]);
        (secret.public(), secret.mark(b"Six times.\n", "by A. Therapist"))
    }

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let (key, mark) = mark();
        let read = Mark::read(&key.to_string(), &mark.lines()).unwrap();
        assert_eq!(read, mark);
        assert!(read.is_of(b"Six times.\n", "by A. Therapist"));
        assert!(key.to_string().starts_with("RW"), "as minisign's keys do");
        let secret = SecretKey::try_from(String::from(SecretKey::new([9; 32]))).unwrap();
        assert_eq!(secret.public(), key);
        assert_eq!(format!("{secret:?}"), "SecretKey", "it is in no message of a fault");
    }

    #[test]
    fn another_text_another_comment_and_another_key_have_another_mark() {
        let (key, mark) = mark();
        assert!(!mark.is_of(b"Sixty times.\n", "by A. Therapist"));
        assert!(!mark.is_of(b"Six times.\n", "by B. Other"));
        let other = SecretKey::new([8; 32]).public().to_string();
        assert_eq!(Mark::read(&other, &mark.lines()), Err(NotAMark), "another key's name");
        let mut renamed = mark.clone();
        renamed.comment = "by B. Other".into();
        assert!(!renamed.is_of(b"Six times.\n", "by B. Other"));
        for line in 0..4 {
            for at in 0..mark.lines()[line].len() {
                let mut lines = mark.lines();
                let letter = if lines[line].as_bytes()[at] == b'A' { "B" } else { "A" };
                lines[line].replace_range(at..=at, letter);
                let read = Mark::read(&key.to_string(), &lines);
                let passes = read.is_ok_and(|mark| mark.is_of(b"Six times.\n", "by A. Therapist"));
                assert_eq!(passes, line == 0 && at >= UNTRUSTED.len(), "line {line} at {at}");
            }
        }
        assert_eq!(Mark::read(&key.to_string(), &mark.lines()[..3]), Err(NotAMark));
    }
}
