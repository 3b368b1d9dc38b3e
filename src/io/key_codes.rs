//! What a key says: one that comes as a character, and one that comes as a sequence with numbers.
//!
//! The numbers are those of xterm (`modifyOtherKeys`), kitty (its keyboard protocol) and Windows
//! Terminal (`win32-input-mode`). None of them is asked for; another program may have left one on.

use crate::conversation::key_places::by_place;
use crate::session::{Happening, KeyPress, Signal};

/// What makes a control character with Ctrl.
const WITH_CONTROL: std::ops::RangeInclusive<u8> = b'@'..=b'~';
/// The modifiers of xterm and kitty, less one.
const SHIFT: u32 = 1;
const CONTROL: u32 = 4;
/// Alt, super, hyper and meta.
const ANOTHER_KEY: u32 = 2 | 8 | 16 | 32;
/// Either Alt, as Windows counts.
const ALT_OF_WINDOWS: u32 = 1 | 2;
/// The kind of event that is no press, as kitty counts.
const RELEASED: u32 = 3;
/// `CSI 27 ; modifiers ; character ~`
const MODIFY_OTHER_KEYS: u32 = 27;
/// The keypad has numbers of its own in kitty's protocol, from this one on in this order.
const KEYPAD: (u32, &str) = (57399, "0123456789./*-+\r=");

/// What a character means that came alone.
pub fn key(letter: char) -> Option<Happening> {
    Some(match letter {
        '\x03' | '\x1c' => Happening::Stop(Signal::Interrupt),
        '\x1a' => Happening::Suspend,
        // Ctrl-L: everything is drawn anew, as it is for another size.
        '\x0c' => Happening::Resized,
        '\x08' | '\x7f' => Happening::Key(KeyPress::Erase),
        '\r' | '\n' => Happening::Key(KeyPress::Enter),
        // What terminals put there stands for keys without a character.
        '\u{e000}'..='\u{f8ff}' | char::REPLACEMENT_CHARACTER => return None,
        _ if letter.is_control() => return None,
        _ => Happening::Key(KeyPress::Char(letter)),
    })
}

/// What a character means with Ctrl, on whatever keyboard.
pub fn with_control(letter: char) -> Option<Happening> {
    let letter =
        u8::try_from(by_place(letter)).ok().filter(|letter| WITH_CONTROL.contains(letter))?;
    key(char::from(letter & 0x1f))
}

/// What a finished `CSI` sequence means; nothing for all that are no keys of ours.
pub(super) fn key_of(parameters: &str, last: char) -> Option<Happening> {
    let fields: Vec<Vec<u32>> = parameters.split(';').map(numbers).collect::<Option<_>>()?;
    let at = |field: usize, part: usize| {
        fields.get(field).and_then(|field: &Vec<u32>| field.get(part)).copied().unwrap_or(0)
    };
    let modifiers = at(1, 0).saturating_sub(1);
    match last {
        'u' if at(1, 1) != RELEASED => {
            let shifted = [at(2, 0), at(0, 1)].into_iter().find(|letter| *letter > 0);
            pressed(at(0, 0), shifted, modifiers)
        }
        '~' if at(0, 0) == MODIFY_OTHER_KEYS => pressed(at(2, 0), None, modifiers),
        '_' if at(3, 0) == 1 && at(4, 0) & ALT_OF_WINDOWS == 0 => key(char::from_u32(at(2, 0))?),
        _ => None,
    }
}

/// `1:2:3`, where a number that is missing is 0; nothing where there is anything else.
fn numbers(field: &str) -> Option<Vec<u32>> {
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse().ok() };
    field.split(':').map(number).collect()
}

/// A key by its number, and by what it writes where that was told too.
fn pressed(code: u32, writes: Option<u32>, modifiers: u32) -> Option<Happening> {
    let (first, keypad) = KEYPAD;
    let place = code.checked_sub(first).and_then(|nth| usize::try_from(nth).ok());
    let on_keypad = place.and_then(|nth| keypad.chars().nth(nth));
    let letter = on_keypad.or_else(|| char::from_u32(code))?;
    match writes.and_then(char::from_u32) {
        _ if modifiers & ANOTHER_KEY != 0 => None,
        _ if modifiers & CONTROL != 0 => with_control(letter),
        Some(written) => key(written),
        None if modifiers & SHIFT != 0 => letter.to_uppercase().next().and_then(key),
        None => key(letter),
    }
}
