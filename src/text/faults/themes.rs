//! Faults of themes of tones.

use super::DiagnosticText;

/// Why a sound file of a theme cannot be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRecording {
    /// It is not there.
    Missing,
    /// It is there, and cannot be read.
    Unreadable(String),
    /// It has more bytes than ten seconds need.
    TooLarge,
    /// It lasts longer than ten seconds.
    TooLong,
    /// Nothing is in it.
    Empty,
}

/// A pitch from and a pitch to are needed.
pub fn not_two_pitches(count: usize) -> DiagnosticText {
    let message = format!("a tone goes from one pitch to another, and here are {count}");
    DiagnosticText::new(
        message,
        "write two, such as hz = [523.25, 783.99]; the same twice is steady",
    )
}

/// A tone needs a pitch or a file, and not both.
pub fn one_of_two(both: bool) -> DiagnosticText {
    match both {
        true => DiagnosticText::new("a tone with hz and with file", "take one of the two out"),
        false => DiagnosticText::new(
            "a tone without a sound",
            "add hz = [523.25, 783.99], or file = \"bell.wav\"",
        ),
    }
}

/// A sound file in another folder.
pub fn sound_elsewhere() -> DiagnosticText {
    DiagnosticText::new(
        "a sound file lies beside its theme",
        "copy it there, and write its name without a folder",
    )
}

/// A sound file of a kind that is not read.
pub fn sound_of_another_kind() -> DiagnosticText {
    DiagnosticText::new(
        "sound files are WAV, FLAC or MP3",
        "make one of those of it, and let its name end so",
    )
}

/// A sound file that cannot be heard.
pub fn no_recording(file: &str, why: &NoRecording) -> DiagnosticText {
    let file = format!("\"{file}\"");
    match why {
        NoRecording::Missing => {
            let message = format!("there is no file {file} beside this theme");
            DiagnosticText::new(message, "look at the name, and copy the file there")
        }
        NoRecording::Unreadable(why) => {
            DiagnosticText::new(format!("{file} cannot be read: {why}"), "save it anew as WAV")
        }
        NoRecording::TooLarge | NoRecording::TooLong => {
            let message = format!("{file} lasts more than 10 seconds");
            DiagnosticText::new(message, "cut it shorter; a cue is a mark, and a breath ends it")
        }
        NoRecording::Empty => {
            DiagnosticText::new(format!("{file} holds no sound"), "choose another file")
        }
    }
}
