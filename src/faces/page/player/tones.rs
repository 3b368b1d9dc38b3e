//! The tones of a theme as numbers: the page makes the same samples of them as `src/audio/synth.rs`.

use serde_json::{Map, Value, json};

use crate::domain::theme::{Cue, Theme, Tone};

use super::millis;

/// The tones of each cue; a recording has none, since no file is beside a page.
pub(super) fn tones(theme: &Theme) -> Map<String, Value> {
    let of = |cue: &Cue| {
        let tones: Vec<Value> = theme.tones(*cue).iter().filter_map(tone).collect();
        (cue.name().to_owned(), json!(tones))
    };
    Cue::ALL.iter().map(of).collect()
}

fn tone(tone: &Tone) -> Option<Value> {
    let [low, high] = tone.hz()?.map(|hz| hz.0);
    Some(json!({
        "hz": [low, high],
        "time": tone.time.map(millis),
        "at": millis(tone.at),
        "loud": tone.loud.0,
        "halvesIn": tone.halves_in.map(millis),
    }))
}
