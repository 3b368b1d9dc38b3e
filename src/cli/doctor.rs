//! `doctor`: what there is on this machine, and what each missing thing would need.

use std::io::Write;

use crate::cli::error::{Error, Exit};
use crate::io::clock::Clock;
use crate::io::store::Shelf;
use crate::io::{sound, terminal};
use crate::text::printable::printable;

/// `doctor`
pub(super) fn doctor(shelf: &Shelf, out: &mut impl Write) -> Result<Exit, Error> {
    writeln!(out, "stenosis-routine {}", env!("CARGO_PKG_VERSION"))?;
    let about = [sound::describe(Clock::start(1)), screen(), folder(shelf)].concat();
    for line in about {
        writeln!(out, "{line}")?;
    }
    writeln!(
        out,
        "None of these is needed: a session runs without, and says what it goes without."
    )?;
    Ok(Exit::Done)
}

fn screen() -> Vec<String> {
    if !terminal::is_screen() {
        let helps = "  The output is a pipe or a file. Sessions run by themselves; every line has its time.";
        return vec!["Screen: none.".into(), helps.into()];
    }
    let size = format!("Screen: {} columns.", terminal::width());
    let keys = match terminal::has_keyboard() {
        true => "Keys: yes.".to_owned(),
        false => "Keys: none. The input is a pipe, or the program is in the background.".to_owned(),
    };
    vec![size, keys]
}

fn folder(shelf: &Shelf) -> Vec<String> {
    let Some(folder) = shelf.own_folder() else {
        return vec!["Your folder: none; there is no home folder.".into()];
    };
    let shown = printable(&folder.to_string_lossy());
    let own = shelf.own_routine_count();
    match shelf.can_write() {
        Ok(()) => vec![format!("Your folder: {shown} ({own} routines of your own).")],
        Err(error) => vec![
            format!("Your folder: {shown} cannot be written: {error}."),
            "  Nothing is remembered. STENOSIS_ROUTINE_HOME can name another folder.".into(),
        ],
    }
}
