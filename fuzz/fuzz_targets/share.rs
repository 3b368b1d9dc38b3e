//! Any text as a routine that is shared and taken in again: it means the same where there is no other
//! file, its mark fits, and fits nothing else.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::gentler;
use stenosis_routine::domain::mark::SecretKey;
use stenosis_routine::domain::people::Marked;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::rewrite::{Contained, NewSeal, titled};
use stenosis_routine::format::rewrite_gentler::{remembered, to_remember};
use stenosis_routine::format::{Library, arrival, check, decode, mark};
use stenosis_routine_fuzz::BuiltIn;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = decode("fuzz.toml", bytes) else { return };
    let checked = check(&source, &Library::new(&BuiltIn));
    let _ = arrival(&source.text, checked.routine.is_some());
    let _ = mark::marked(&source.text, checked.shared.as_ref());
    let _ = remembered(&source.text);
    let _ = titled(&source.text, "Another title");
    let Some(routine) = checked.routine else { return };
    let _ = to_remember(&gentler::made_gentler(&routine, None, &remembered(&source.text)));

    let Ok(contained) = Contained::new(&source.text, "fuzz", &routine.title, &BuiltIn) else {
        panic!("in order, and cannot be written into one file");
    };
    let secret = SecretKey::new([7; 32]);
    let by = routine.author.as_deref();
    let content = digest(&routine);
    let on = date(2026, 11, 27);
    let seal = NewSeal { name: "fuzz", by, on, digest: &content, secret: Some(&secret) };
    let sent = contained.sealed(&seal);
    let arrived = check(&Source::new("sent.toml", sent.as_str()), &Library::new(&BuiltIn));
    let Some(again) = arrived.routine else {
        // `share` looks for this itself, and sends nothing.
        return;
    };
    if digest(&again) != content {
        return;
    }
    assert_eq!(arrival(&sent, true), None);
    let marked = mark::marked(&sent, arrived.shared.as_ref());
    assert_eq!(marked, Marked::By(secret.public()), "{sent}");
    let changed = format!("# {sent}");
    let arrived = check(&Source::new("sent.toml", changed.as_str()), &Library::new(&BuiltIn));
    assert_ne!(mark::marked(&changed, arrived.shared.as_ref()), marked);
});
