//! Sound as arithmetic: the n-th sample of a timeline, and of a stream that never stops; samples as
//! rodio takes them, and as sound files have them.

pub mod decoded;
pub mod flac;
pub mod markers;
pub mod mixer;
pub mod pcm;
pub mod playback;
pub mod source;
pub mod synth;
mod tone_of_span;
pub mod voice;
pub mod wav;
