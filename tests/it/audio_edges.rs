//! What is heard where something is muted, begins in the middle, or becomes another.

use std::sync::Arc;

use stenosis_routine::audio::mixer::{FADE, Mix, Playing};
use stenosis_routine::audio::playback::{Playback, Zero};
use stenosis_routine::audio::synth::{RATE, index, render};
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::theme::{Cue, Theme};
use stenosis_routine::domain::timeline::{Place, Timeline, compile};
use stenosis_routine::domain::units::{Gain, Moment, Offset, seconds};
use stenosis_routine::format::theme::theme_of_ours;

use crate::lived::text;
use crate::run::routine;

fn soft() -> Arc<Theme> {
    theme_of_ours("soft").unwrap()
}

fn laid(reps: u32) -> Arc<Timeline> {
    let more = format!("setup-time = \"5s\"\nreps = {reps}");
    Arc::new(compile(&Plan::whole(routine(&text(&[("One", "mobility", "seated", &more)])))))
}

#[test]
fn a_mark_that_nobody_could_hear_does_not_come_later() {
    let now = Moment::at(seconds(1));
    let mut muted = Playback::silence(soft(), Gain(0.0));
    muted.mark(Cue::Rest, now);
    muted.set_gain(Gain(1.0));
    assert_eq!(muted.next_sound(now), None);
    let mut heard = Playback::silence(soft(), Gain(1.0));
    heard.mark(Cue::Rest, now);
    assert_eq!(heard.next_sound(now), Some(now));
    heard.forget_marks();
    assert_eq!(heard.next_sound(now), None);
}

#[test]
fn nothing_is_to_come_of_what_is_muted() {
    let next = |gain| {
        let mut mix = Mix::silence(soft(), Gain(gain));
        mix.mark(2 * FADE, Cue::Rest);
        mix.next_sound(FADE)
    };
    assert_eq!((next(0.0), next(1.0)), (None, Some(2 * FADE)));
}

#[test]
fn what_begins_in_the_middle_of_a_tone_begins_softly() {
    let begins = 4_800;
    // Seven seconds in, which is in the middle of a breath out.
    let zero = i64::try_from(begins).unwrap() - 7 * i64::from(RATE);
    let mut mix = Mix::silence(soft(), Gain(1.0));
    mix.change(0, Some(Playing { timeline: laid(4), zero, begins, speech: Arc::default() }));
    let mut out = vec![0.0; 48_000];
    mix.render(0, &mut out);
    let peak =
        |samples: &[f32]| samples.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
    let at = usize::try_from(begins).unwrap();
    let whole = peak(&out[at + 4_800..]);
    assert!(whole > 0.01 && peak(&out[..at]) == 0.0);
    assert!(peak(&out[at..at + 36]) < whole / 4.0, "in the first of fifteen milliseconds");
}

/// What was heard already is not changed under the ear.
#[test]
fn another_timeline_takes_over_where_it_differs_or_at_once() {
    let (four, two) = (laid(4), laid(2));
    let changed = |free_seconds: u64| {
        let zero = Zero::of_sample(0, Moment::ZERO);
        let mut playback = Playback::silence(soft(), Gain(1.0));
        let mut mix = playback.silent_mix();
        let place = Place::Running { offset: Offset::ZERO, at: Moment::ZERO };
        playback.follow(Arc::clone(&four), place);
        playback.bring(&mut mix, zero, 0);
        playback.follow(Arc::clone(&two), place);
        playback.bring(&mut mix, zero, free_seconds * u64::from(RATE))
    };
    // Two repetitions of 5 s behind 5 s of getting ready are the same.
    let second = u64::from(RATE);
    assert_eq!((changed(1), changed(14)), (Some(15 * second), Some(15 * second)));
    assert_eq!((changed(15), changed(18)), (Some(15 * second), Some(18 * second)));
}

#[test]
fn the_end_is_softer_for_who_stays_in_bed() {
    let end = |position: &str| {
        let timeline = compile(&Plan::whole(routine(&text(&[("One", "breath", position, "")]))));
        let end = index(Offset::at(timeline.total()));
        let mut out = vec![0.0; 96_000];
        render(&timeline, &soft(), end - 96_000, &mut out);
        out.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()))
    };
    assert!(0.0 < end("lying") && end("lying") < end("seated"));
}

/// A tone for which there is no room is left out; none begins in its middle.
#[test]
fn the_last_rest_begins_softly_however_short_it_is() {
    for millis in (500..3_000).step_by(100) {
        let rest = format!("rest = \"{millis}ms\"");
        let timeline =
            compile(&Plan::whole(routine(&text(&[("One", "breath", "seated", rest.as_str())]))));
        let [.., last, _] = timeline.spans() else { panic!("no rest") };
        let mut out = vec![0.0; 6];
        render(&timeline, &soft(), index(last.at), &mut out);
        assert!(out.iter().all(|sample| sample.abs() < 0.000_2), "{millis} ms: {out:?}");
    }
}
