//! `doctor`: what there is on this machine, and what each missing thing would need.

use std::io::Write;
use std::path::Path;

use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::io::clock::SessionClock;
use crate::io::store::Store;
use crate::io::voice::Engine;
use crate::io::{sound, terminal};
use crate::text::{commands, voice};

use super::shown;

/// `doctor`
pub(super) fn doctor(store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    writeln!(out, "{}", commands::version(env!("CARGO_PKG_VERSION")))?;
    let sound = sound::describe(SessionClock::start(1));
    let sound = sound.map_or_else(|lines| lines, |line| vec![line]);
    let about = [sound, speech(store), screen(), folder(store)].concat();
    for line in about {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", commands::NONE_IS_NEEDED)?;
    Ok(Exit::Done)
}

fn speech(store: &Store) -> Vec<String> {
    match Engine::of_this_person(&store.voice().voice_command, None) {
        Some(engine) => vec![voice::engine(&shown(Path::new(&engine.program())))],
        None => voice::none().into(),
    }
}

fn screen() -> Vec<String> {
    if !terminal::is_screen() {
        return commands::NO_SCREEN.map(ToOwned::to_owned).into();
    }
    let keys = commands::keys(terminal::has_keyboard());
    vec![commands::screen(terminal::width()), keys.to_owned()]
}

fn folder(store: &Store) -> Vec<String> {
    let Some(folder) = store.own_folder() else {
        return vec![commands::NO_FOLDER_OF_YOURS.into()];
    };
    match store.can_write() {
        Ok(()) => vec![commands::folder(&shown(folder), store.own_routine_count())],
        Err(error) => commands::folder_cannot_be_written(&shown(folder), &error.to_string()).into(),
    }
}
