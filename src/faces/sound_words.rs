//! What a sound file says of a session: the words of its script, each at its place.

use crate::audio::markers::{Marker, Markers};
use crate::domain::timeline::Timeline;
use crate::script::{Guidance, Telling, Topic, Utterance, script};

/// The title, the exercises where they begin, and a line for whatever is said. Nobody can press a key.
pub fn markers(timeline: &Timeline) -> Markers {
    let telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false };
    let script = script(timeline, telling);
    let marker = |said: &Utterance| Marker { at: said.at, words: said.full.clone() };
    let chapter = |said: &Utterance| {
        let words = said.short.trim_end_matches('.').to_owned();
        Marker { at: said.at, words }
    };
    let names = script.iter().filter(|said| said.topic == Topic::Name);
    Markers {
        title: timeline.routine().title.clone(),
        chapters: names.map(chapter).collect(),
        lines: script.iter().map(marker).collect(),
    }
}
