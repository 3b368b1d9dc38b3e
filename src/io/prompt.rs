//! A question at the terminal, answered by a letter and Enter.

use std::io::{self, BufRead, Read, Write};

use crate::text::files::Question;

/// Longer lines are no answers.
const LINE_AT_MOST: u64 = 1000;

/// Asks until one of the letters comes. Enter alone, and an end of the input, take the answer that
/// changes nothing.
#[expect(clippy::disallowed_methods, reason = "the answer is typed here")]
pub fn ask(question: &Question, out: &mut impl Write) -> io::Result<char> {
    loop {
        writeln!(out, "{}", question.text)?;
        for (letter, meaning) in question.answers {
            writeln!(out, "  {letter}  {meaning}")?;
        }
        out.flush()?;
        let mut line = String::new();
        let read = io::stdin().lock().take(LINE_AT_MOST).read_line(&mut line);
        let first = line.trim().chars().next().map(|letter| letter.to_ascii_lowercase());
        let known = |letter: &char| question.answers.iter().any(|(known, _)| known == letter);
        match (read, first) {
            (Ok(0) | Err(_), _) => {
                writeln!(out)?;
                return Ok(question.enter);
            }
            (_, None) => return Ok(question.enter),
            (_, Some(letter)) if known(&letter) => return Ok(letter),
            _ => {}
        }
    }
}
