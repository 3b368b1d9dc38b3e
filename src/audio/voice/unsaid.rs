//! What a voice would have no time to say, before there is a voice.

use std::collections::BTreeSet;
use std::convert::Infallible;

use crate::domain::theme::Theme;
use crate::domain::timeline::Timeline;
use crate::script::{Guidance, Telling, script};

use super::fit::{NEVER_DROPPED, USUAL_RATE, fit};
use super::stretch::stretches;
use super::{AT_FIRST, SAMPLES_A_SECOND};

/// Something that has to be known and finds no room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftUnsaid {
    /// The exercise, by its number from 1 as in the file.
    pub exercise: usize,
    /// The fewest words that would say it.
    pub words: String,
}

/// What a voice of usual pace has no time for, of what it never leaves out where it can: safety, the side,
/// and what is done. Each once for an exercise.
pub fn unsaid(timeline: &Timeline, theme: &Theme) -> BTreeSet<LeftUnsaid> {
    let telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: true };
    let mut unsaid = BTreeSet::new();
    for stretch in stretches(timeline, theme, &script(timeline, telling)) {
        let mut length = |words: &str, rate| Ok::<u64, Infallible>(about_so_long(words, rate));
        let Ok(fitted) = fit(&stretch, AT_FIRST, &mut length);
        let missing = stretch.not_said(&fitted);
        let missing = missing.filter(|said| NEVER_DROPPED.contains(&said.rank));
        unsaid.extend(missing.filter_map(|said| {
            let exercise = timeline.spans().get(said.span)?.exercise + 1;
            Some(LeftUnsaid { exercise, words: said.short.clone() })
        }));
    }
    unsaid
}

/// How many samples words take: espeak-ng at 150 words a minute says them in 60 ms and 65 ms for each
/// letter, nine in ten of the texts that come with the program within a fifth of it.
fn about_so_long(words: &str, rate: u16) -> u64 {
    let millis = 60 + 65 * words.chars().count() as u64;
    millis * SAMPLES_A_SECOND / 1000 * u64::from(USUAL_RATE) / u64::from(rate.max(1))
}
