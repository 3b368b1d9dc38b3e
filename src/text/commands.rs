//! What the commands around a session print: lists, checks, and what there is on this machine.

use std::time::Duration;

use crate::domain::units::Clock;
use crate::text::lists::Count;
use crate::text::printable::printable;

use super::GENERAL;

/// A line to type, of the words behind the program's name.
pub fn line(words: &[impl AsRef<str>]) -> String {
    let quoted = words.iter().map(|word| format!(" {}", quoted(word.as_ref())));
    format!("stenosis-routine{}", quoted.collect::<String>())
}
/// A word as a shell wants it typed: in quotation marks where it has blanks.
pub fn quoted(word: &str) -> String {
    shell_words::quote(&printable(word)).into_owned()
}

/// At the end of a list.
pub fn not_reviewed() -> String {
    format!("{GENERAL} Not reviewed by a clinician.")
}
/// Below it.
pub const BEGIN_WITH_A_NAME: &str = "Begin with:  stenosis-routine start NAME";
/// Below the poses.
pub const HOW_TO_NAME_A_POSE: &str = "In a phase:  pose = \"NAME\"";
/// In a list, in place of minutes and positions.
pub fn has_faults(name: &str) -> String {
    format!("has faults: stenosis-routine check {name}")
}
/// The same of an exercise whose dose only a clinician can give.
pub const NOT_WITHOUT_A_CLINICIAN: &str = "not without a clinician's dose and clearance";
/// The positions of a routine, in the order in which they come.
pub fn positions(names: &[&str]) -> String {
    names.join(", then ")
}
/// `TZ` names a time zone that there is not.
pub fn unknown_zone(zone: &str) -> String {
    format!("The time zone {zone} (TZ) is not known here: days and hours are in UTC.")
}
/// The person's own copy hides a built-in routine.
pub fn own_copy(path: &str) -> String {
    format!("Your own copy is used: {path}")
}

/// In a list, behind a name that can be taken for a built-in one.
pub fn not_the_built_in(name: &str) -> String {
    format!("  (looks like {name}, and is another one)")
}
/// The same on a line of its own.
pub fn looks_like(name: &str, built_in: &str) -> String {
    format!("The name {name} looks like the built-in {built_in}, and is another one.")
}

/// What `check` says below files in another language, once.
pub const WORD_RULES_KNOW_ENGLISH: &str =
    "Rules about words know English only: texts in other languages were not read by them.";
/// What `check` says of a file: how long it is, where it can be used, and how many findings it has.
pub fn verdict(usable: Option<(usize, Duration)>, faults: usize, warnings: usize) -> String {
    let counts = [(faults, "fault"), (warnings, "warning")].into_iter();
    let counts = counts.filter(|(count, _)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(count, noun)| Count(count as u64, noun).to_string()).collect();
    let counts = counts.join(", ");
    let Some((exercises, total)) = usable else { return counts };
    let size = format!("{}, {}.", Count(exercises as u64, "exercise"), Clock(total));
    match counts.is_empty() {
        true => format!("in order. {size}"),
        false => format!("usable, {counts}. {size}"),
    }
}

/// How many pages of the manual were written, and how to read the first.
pub fn manual_written(pages: usize, folder: &str) -> String {
    let pages = Count(pages as u64, "page");
    let first = quoted(&format!("{folder}/stenosis-routine.1"));
    format!("{pages} of the manual in {folder}.\nRead the first:  man {first}")
}
/// Below the list of tones.
pub const HEAR_THEM: &str = "Hear them:  stenosis-routine sounds test";
/// What is given to the system as the reason why the display is to stay lit.
pub const KEEPS_THE_DISPLAY_LIT: &str = "A session is going on";

/// The first line of `doctor`.
pub fn version(version: &str) -> String {
    format!("stenosis-routine {version}")
}
/// Its last one.
pub const NONE_IS_NEEDED: &str =
    "None of these is needed: a session runs without, and says what it goes without.";
/// A sound server, and where it listens.
pub fn sound_server(place: &str) -> String {
    format!("Sound: a server answers at {place}.")
}
/// What answers plays nothing of what it is sent.
pub const IT_DOES_NOT_PLAY: &str = "Nothing is heard of it: its output is suspended, or stands still. \
                                    Choose another output in the system's settings.";
/// There is no sound server, and why.
pub fn no_sound_server(why: &str) -> String {
    format!("Sound: none. {why}")
}
/// A place where a sound server was looked for.
pub fn looked_at(place: &str) -> String {
    format!("  looked at {place}")
}
/// Nobody listens where a sound server usually does.
pub const NO_SERVER_LISTENS: &str = "No PulseAudio or PipeWire server listens here.";
/// The only sound server that `PULSE_SERVER` names is on a network.
pub fn server_on_a_network(server: &str) -> String {
    format!(
        "PULSE_SERVER names {server}, and sound goes only to a server on this machine: \
         unix: and a path."
    )
}
/// The sound server does not let this program in; the cookie that it was shown, and why it could not
/// be read.
pub fn not_let_in(cookie: Option<&str>, why: Option<&str>) -> String {
    let cookie = match (cookie, why) {
        (None, _) => "there is no cookie file".to_owned(),
        (Some(path), None) => format!("the cookie in {path} is not the one it wants"),
        (Some(path), Some(why)) => format!("the cookie in {path} cannot be used ({why})"),
    };
    format!("The sound server does not let this program in: {cookie}. PULSE_COOKIE names another.")
}
/// The sound server said no, or something that cannot be understood.
pub fn sound_server_says(what: &str) -> String {
    format!("The sound server says: {what}.")
}
/// In place of an answer of the sound server that is too long to be one.
pub const ABSURD_MESSAGE: &str = "a message of absurd length";
/// The sound server took the question and gave no answer.
pub const SOUND_SERVER_SILENT: &str = "The sound server does not answer.";
/// The connection to the sound server broke.
pub const SOUND_SERVER_HUNG_UP: &str = "The sound server hung up.";
/// What a person can do who misses the sound server.
pub const INSTALL_A_SOUND_SERVER: &str =
    "  A desktop has one running. Without a desktop, install pipewire-pulse or pulseaudio.";
/// A sound device that can be opened.
pub const SOUND_DEVICE: &str = "Sound: a device is there.";
/// No sound device can be opened, and what a person can do about it.
pub fn no_sound_device(why: &str) -> [String; 2] {
    [
        format!("Sound: none. {why}."),
        "  Plug in a loudspeaker or headphones, or look at the sound settings.".to_owned(),
    ]
}
/// Nobody looks at the output.
pub const NO_SCREEN: [&str; 2] = [
    "Screen: none.",
    "  The output is a pipe or a file. Sessions run by themselves; every line has its time.",
];
/// How wide the terminal is.
pub fn screen(columns: usize) -> String {
    format!("Screen: {columns} columns.")
}
/// Whether somebody can press keys.
pub fn keys(are_there: bool) -> &'static str {
    match are_there {
        true => "Keys: yes.",
        false => "Keys: none. The input is a pipe, or the program is in the background.",
    }
}
/// There is no place for files of a person's own.
pub const NO_FOLDER_OF_YOURS: &str = "Your folder: none; there is no home folder.";
/// Where files of a person's own are, and how many routines.
pub fn folder(path: &str, routines: usize) -> String {
    format!("Your folder: {path} ({routines} routines of your own).")
}
/// They cannot be written there, and what follows from it.
pub fn folder_cannot_be_written(path: &str, why: &str) -> [String; 2] {
    [
        format!("Your folder: {path} cannot be written: {why}."),
        "  Nothing is remembered. STENOSIS_ROUTINE_HOME can name another folder.".to_owned(),
    ]
}
