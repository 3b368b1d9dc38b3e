//! Any bytes from a terminal: none keeps Ctrl-C from being heard, and little is kept of them.

#![no_main]

use libfuzzer_sys::fuzz_target;

use stenosis_routine::io::key_parser::KeyParser;
use stenosis_routine::session::{Happening, KeyPress};

fuzz_target!(|bytes: &[u8]| {
    let mut parser = KeyParser::default();
    let mut pressed = 0;
    for byte in bytes {
        match parser.feed(*byte) {
            // A key is a character that somebody can have typed.
            Some(Happening::Key(KeyPress::Char(letter))) => {
                assert!(!letter.is_control(), "{letter:?}");
                pressed += 1;
            }
            Some(_) => pressed += 1,
            None => {}
        }
    }
    assert!(pressed <= bytes.len(), "more keys than bytes");
    let is_stop = |heard| matches!(heard, Some(Happening::Stop(_)));
    // A character that was torn apart may swallow one byte; no more.
    assert!(is_stop(parser.feed(3)) || is_stop(parser.feed(3)), "Ctrl-C is not heard");
    parser.give_up();
    assert_eq!(parser.patience(), None);
    assert_eq!(parser.feed(b'n'), Some(Happening::Key(KeyPress::Char('n'))));
});
