//! Any bytes as a journal: read from its end and from its beginning, listed, and remembered from.

#![no_main]

use std::io::Cursor;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

use stenosis_routine::journal::history::days;
use stenosis_routine::journal::memory::{memory, memory_of};
use stenosis_routine::journal::{ListLayout, LogLine, Records, StillOpen, page, row};
use stenosis_routine_fuzz::assert_printable;

fuzz_target!(|bytes: &[u8]| {
    let today = date(2026, 11, 27);
    let Ok(records) = Records::new(Cursor::new(bytes)) else { return };
    let records: Vec<_> = records.map_while(Result::ok).collect();
    for (number, record) in (1..).zip(&records) {
        let listed = page(ListLayout { width: 80, today }, number, record, number == 1);
        assert_printable(&listed);
        let _ = row(record, false).map(|row| row.for_a_spreadsheet());
    }
    let _ = days(records.into_iter(), today, "daily-5");

    // Read whole, the tail close and the rest for what must not be forgotten: the same facts.
    let whole = memory_of(Cursor::new(bytes), u64::MAX).expect("a text in memory is read");
    let _ = memory_of(Cursor::new(bytes), 64).expect("a text in memory is read");
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| LogLine::read(line).ok());
    let lines: Vec<LogLine> = lines.collect();
    for line in &lines {
        let again = LogLine::read(line.write().trim_end().as_bytes());
        assert_eq!(again.ok().as_ref(), Some(line), "what is read is written, and read the same");
    }
    if bytes.len() < 1_000 && bytes.ends_with(b"\n") {
        assert_eq!(memory(lines), whole);
    }
    let mut open = StillOpen::default();
    for (place, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        open.line(place, line);
    }
    let _ = open.lines();
});
