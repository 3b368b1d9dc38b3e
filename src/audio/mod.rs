//! Sound as arithmetic: the n-th sample of a timeline, and of a stream that never stops.

pub mod mixer;
pub mod playback;
pub mod synth;
mod tone_of_span;
