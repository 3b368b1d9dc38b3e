//! A question at the terminal, answered by a letter and Enter.

use std::io::{self, BufRead, Read, Write};

use crate::text::files::Question;
use crate::text::questions::{Wanted, please};

/// Longer lines are no answers.
const LINE_AT_MOST: u64 = 1000;

/// Asks until one of the letters comes. Enter alone, and an end of the input, take the answer that
/// changes nothing.
pub fn ask(question: &Question, out: &mut impl Write) -> io::Result<char> {
    loop {
        writeln!(out, "{}", question.text)?;
        for (letter, meaning) in question.answers {
            writeln!(out, "  {letter}  {meaning}")?;
        }
        out.flush()?;
        let Some(line) = typed() else {
            writeln!(out)?;
            return Ok(question.enter);
        };
        let first = line.trim().chars().next().map(|letter| letter.to_ascii_lowercase());
        let known = |letter: &char| question.answers.iter().any(|(known, _)| known == letter);
        match first {
            None => return Ok(question.enter),
            Some(letter) if known(&letter) => return Ok(letter),
            Some(_) => {
                let letters = question.answers.iter().map(|(letter, _)| *letter).collect();
                writeln!(out, "{}", please(&Wanted::Keys(letters)))?;
            }
        }
    }
}

/// Waits until somebody has read what stands there, and presses Enter.
#[expect(clippy::disallowed_methods, reason = "the last line before a window closes")]
pub fn wait_for_enter(sentence: &str) {
    // Where nobody reads it, the window is gone.
    if writeln!(io::stdout(), "{sentence}").is_ok() {
        typed();
    }
}

/// A line that somebody typed; nothing where the input is over, or cannot be read.
#[expect(clippy::disallowed_methods, reason = "answers are typed here")]
pub fn typed() -> Option<String> {
    let mut line = Vec::new();
    let read = io::stdin().lock().take(LINE_AT_MOST).read_until(b'\n', &mut line).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}
