//! Keys, as a terminal on Unix sends them: bytes in, keys out. Knows no device and no clock.
//!
//! A terminal sends more than keys: answers to what another program has asked, pasted text, the mouse.
//! Nothing of that may be taken for a key, and nothing of it, finished or cut off, may keep the next
//! key from being heard. The grammar is that of ECMA-48 and of xterm.
//!
//! Written here and not taken from the crate `vte`, which reads what programs send to terminals: there
//! `ESC O P`, `CSI [ A` and `CSI M` end before their last characters, which would become keys.

use std::time::Duration;

use crate::session::Happening;

use super::key_codes::{key, key_of};

/// A sequence is given up when nothing more of it has come for this long: a terminal sends one at
/// once, and what a slow line tears apart comes sooner than this.
const CUT_OFF: Duration = Duration::from_millis(500);
/// The same after a lone Escape, which is a key as well.
const ESCAPE_ALONE: Duration = Duration::from_millis(100);
/// No key has parameters longer than this.
const PARAMETERS_AT_MOST: usize = 64;
const PASTE_BEGINS: (&str, char) = ("200", '~');
const PASTE_ENDS: [char; 6] = ['\x1b', '[', '2', '0', '1', '~'];

/// Sequences without parameters that go on after their last letter, and by how many characters.
const OPERANDS: &[(char, u8)] = &[
    // F1 to F5 of the Linux console: one letter.
    ('[', 1),
    // The mouse of old: a button and a place; where a click was; what was marked.
    ('M', 3),
    ('t', 2),
    ('T', 6),
];

/// What a terminal sends, byte by byte.
#[derive(Debug, Default)]
pub struct KeyParser {
    /// A character in UTF-8 that is not complete.
    begun: Vec<u8>,
    state: ParserState,
}

#[derive(Debug, Default)]
enum ParserState {
    /// Between keys.
    #[default]
    Ground,
    /// After `ESC`.
    Escape,
    /// After `CSI`, with its parameters so far.
    Parameters(String),
    /// In the text of an OSC, which a bell can end, or of a DCS, SOS, PM or APC.
    Text { bell_ends: bool },
    /// After SS2 or SS3.
    SingleShift,
    /// So many characters still belong to what came.
    Operands(u8),
    /// In pasted text, with so much of what ends it.
    Paste(usize),
}

impl KeyParser {
    /// What comes of the next byte.
    pub fn feed(&mut self, byte: u8) -> Option<Happening> {
        self.begun.push(byte);
        let letter = match std::str::from_utf8(&self.begun) {
            Ok(text) => text.chars().next(),
            Err(error) if error.error_len().is_none() => return None,
            Err(_) if self.begun.len() > 1 => {
                // What had begun is no character but single bytes, and this one begins anew.
                for _ in 1..std::mem::take(&mut self.begun).len() {
                    self.take(char::REPLACEMENT_CHARACTER);
                }
                return self.feed(byte);
            }
            // A terminal that is not in UTF-8 sends C1 controls as single bytes.
            Err(_) if byte < 0xa0 => Some(byte.into()),
            Err(_) => Some(char::REPLACEMENT_CHARACTER),
        };
        self.begun.clear();
        self.take(letter?)
    }

    /// How long to wait for the rest of what has begun; nothing where nothing has.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            ParserState::Ground if self.begun.is_empty() => None,
            ParserState::Escape => Some(ESCAPE_ALONE),
            _ => Some(CUT_OFF),
        }
    }

    /// The rest has not come: the next byte begins anew.
    pub fn give_up(&mut self) {
        *self = KeyParser::default();
    }

    fn take(&mut self, letter: char) -> Option<Happening> {
        let (next, heard) = match (std::mem::take(&mut self.state), letter) {
            // Whatever came before: Ctrl-C is always heard.
            (pasted @ ParserState::Paste(_), '\x03') => (pasted, key(letter)),
            (ParserState::Paste(ended), _) => (in_paste(ended, letter), None),
            (_, '\x1b') => (ParserState::Escape, None),
            (ParserState::Ground, '\u{80}'..='\u{9f}') => (after_c1(letter), None),
            (_, '\x03' | '\x18' | '\x1a' | '\x1c') | (ParserState::Ground, _) => {
                (ParserState::Ground, key(letter))
            }
            (ParserState::Escape, _) => (after_escape(letter), None),
            (ParserState::Parameters(so_far), _) => in_sequence(so_far, letter),
            (ParserState::Text { bell_ends }, _) => (in_text(bell_ends, letter), None),
            // Modifiers may come before the letter.
            (ParserState::SingleShift, '0'..='9' | ';') => (ParserState::SingleShift, None),
            (ParserState::SingleShift | ParserState::Operands(..=1), _) => {
                (ParserState::Ground, None)
            }
            (ParserState::Operands(left), _) => (ParserState::Operands(left - 1), None),
        };
        self.state = next;
        heard
    }
}

/// A key pressed with Alt has no meaning here, so it only ends the sequence that `ESC` began.
fn after_escape(letter: char) -> ParserState {
    match letter {
        '[' => ParserState::Parameters(String::new()),
        ']' => ParserState::Text { bell_ends: true },
        'P' | 'X' | '^' | '_' => ParserState::Text { bell_ends: false },
        'N' | 'O' => ParserState::SingleShift,
        _ => ParserState::Ground,
    }
}

/// A C1 control is `ESC` and a letter in one.
fn after_c1(control: char) -> ParserState {
    let letter = char::from_u32(u32::from(control) - 0x40);
    letter.map_or(ParserState::Ground, after_escape)
}

fn in_sequence(mut so_far: String, letter: char) -> (ParserState, Option<Happening>) {
    match letter {
        ' '..='?' => {
            if so_far.len() <= PARAMETERS_AT_MOST {
                so_far.push(letter);
            }
            (ParserState::Parameters(so_far), None)
        }
        '@'..='~' if so_far.len() <= PARAMETERS_AT_MOST => finished(&so_far, letter),
        _ => (ParserState::Ground, None),
    }
}

fn finished(parameters: &str, last: char) -> (ParserState, Option<Happening>) {
    if (parameters, last) == PASTE_BEGINS {
        return (ParserState::Paste(0), None);
    }
    let operands = OPERANDS.iter().find(|(letter, _)| parameters.is_empty() && *letter == last);
    match operands {
        Some((_, count)) => (ParserState::Operands(*count), None),
        None => (ParserState::Ground, key_of(parameters, last)),
    }
}

fn in_text(bell_ends: bool, letter: char) -> ParserState {
    match letter {
        '\x07' if bell_ends => ParserState::Ground,
        '\u{9c}' => ParserState::Ground,
        _ => ParserState::Text { bell_ends },
    }
}

fn in_paste(ended: usize, letter: char) -> ParserState {
    match PASTE_ENDS.get(ended) == Some(&letter) {
        true if ended + 1 == PASTE_ENDS.len() => ParserState::Ground,
        true => ParserState::Paste(ended + 1),
        false => ParserState::Paste(usize::from(letter == '\x1b')),
    }
}
