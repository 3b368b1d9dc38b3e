//! A stream that goes along with a session: what would be heard, sample by sample, through pauses,
//! skips and easings. No device: the stream's clock is the rehearsal's.

use std::f64::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use stenosis_routine::audio::mixer::{FADE, Mix};
use stenosis_routine::audio::playback::{Playback, Zero};
use stenosis_routine::audio::synth::{RATE, index, length_of, render};
use stenosis_routine::domain::plan::{Eased, Plan};
use stenosis_routine::domain::theme::Cue;
use stenosis_routine::domain::timeline::Place;
use stenosis_routine::domain::timeline::{Timeline, compile};
use stenosis_routine::domain::units::{Gain, Moment, Offset};
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::theme::theme_of_ours;
use stenosis_routine::session::driver::{self, EventAt, Stage};
use stenosis_routine::session::{Event, Gates, Happening, KeyPress, Manner, Session};

use crate::run::{cases, routine};

/// From a key to the first sample that can still be another.
const MARGIN: Duration = Duration::from_millis(30);

const SHORT: &str = r#"
format = 1
title = "Short"

[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup-time = "4s"
reps = 3
rest = "5s"
phase = [{ breath = "in", time = "2s" }, { breath = "out", time = "2.5s" }]
easier = { phase = [{ breath = "out", time = "2s" }] }

[[exercise]]
title = "Stay"
kind = "stretch"
position = "seated"
direction = ["flexion"]
setup-time = "3s"
side = "each"
change-over = "2s"
rest = "5s"
phase = [{ breath = "out", time = "2s" }, { breath = "free", hold = true, time = "10s", cue = "Stay" }]
"#;

/// A rehearsal that is also listened to.
struct Listening {
    rehearsal: Rehearsal,
    wanted: Playback,
    mix: Mix,
    zero: Zero,
    heard: Vec<f32>,
}

impl Listening {
    fn new(script: Vec<(Moment, Happening)>) -> Listening {
        let theme = theme_of_ours("soft").unwrap();
        let wanted = Playback::silence(theme, Gain(1.0));
        let mix = wanted.silent_mix();
        // The stream began a moment before the session.
        let zero = Zero::of_sample(4_321, Moment::ZERO);
        let rehearsal = Rehearsal::new(Plain::new(Narrator::new(0)), script);
        Listening { rehearsal, wanted, mix, zero, heard: Vec::new() }
    }

    /// What was on its way is heard; from here on it may become another.
    fn catch_up(&mut self) {
        let free = self.sample(self.rehearsal.now() + MARGIN);
        self.hear_until(free);
        if let Some(from) = self.wanted.bring(&mut self.mix, self.zero, free) {
            assert!(from >= free, "what was heard already cannot become another");
        }
        self.mix.forget_before(free);
    }

    fn hear_until(&mut self, end: u64) {
        let from = self.heard.len() as u64;
        let count = usize::try_from(end.saturating_sub(from)).unwrap();
        let mut piece = vec![0.0; count];
        self.mix.render(from, &mut piece);
        self.heard.extend(piece);
    }

    fn sample(&self, at: Moment) -> u64 {
        u64::try_from(self.zero.sample_at(at)).unwrap()
    }

    fn heard_between(&self, from: Moment, to: Moment) -> &[f32] {
        let place = |at| usize::try_from(self.sample(at)).unwrap().min(self.heard.len());
        &self.heard[place(from)..place(to)]
    }
}

impl Stage for Listening {
    fn now(&self) -> Moment {
        self.rehearsal.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        self.catch_up();
        self.rehearsal.wait(until)
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.wanted.follow(Arc::clone(timeline), place);
        self.rehearsal.follow(timeline, place);
    }

    fn show(&mut self, _: &Session) {}

    fn tell(&mut self, told: &EventAt) {
        let now = self.now();
        match &told.event {
            Event::Paused(_) => self.wanted.mark(Cue::Pause, now),
            Event::CountIn(_) => {
                self.wanted.mark(Cue::Resume, now + Duration::from_millis(200));
            }
            Event::Eased { eased: Eased::Easier | Eased::Fewer, .. } => {
                self.wanted.mark(Cue::Easier, now);
            }
            Event::Volume(volume) => self.wanted.set_gain(volume.gain()),
            _ => {}
        }
        self.rehearsal.tell(told);
    }
}

fn listen(script: Vec<(Moment, Happening)>, keyboard: bool) -> Listening {
    let plan = Plan::whole(routine(SHORT));
    let mut stage = Listening::new(script);
    let volume = Some(stenosis_routine::domain::settings::Volume { step: 10, muted: false });
    let mut session = Session::new(plan, Manner { keyboard, gates: Gates::None, volume });
    driver::run(&mut session, &mut stage).unwrap();
    stage.catch_up();
    let end = stage.sample(stage.now() + Duration::from_secs(1));
    stage.hear_until(end);
    stage
}

fn at(seconds: f64) -> Moment {
    Moment::at(Duration::from_secs_f64(seconds))
}

fn key(seconds: f64, key: char) -> (Moment, Happening) {
    (at(seconds), Happening::Key(KeyPress::Char(key)))
}

/// Whether both are the same, sample by sample; says where they part.
fn assert_same(heard: &[f32], wanted: &[f32]) {
    let differ = heard.iter().zip(wanted).position(|(a, b)| a.to_bits() != b.to_bits());
    assert_eq!(differ, None, "they part at this sample");
    assert_eq!(heard.len(), wanted.len());
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

/// What a timeline sounds like between two offsets.
fn score(timeline: &Timeline, from: Offset, to: Offset) -> Vec<f32> {
    let mut out = vec![0.0; usize::try_from(index(to) - index(from)).unwrap()];
    render(timeline, &theme_of_ours("soft").unwrap(), index(from), &mut out);
    out
}

fn offset(seconds: f64) -> Offset {
    Offset::at(Duration::from_secs_f64(seconds))
}

#[test]
fn undisturbed_it_is_the_timeline_sample_by_sample() {
    let stage = listen(Vec::new(), false);
    let timeline = compile(&Plan::whole(routine(SHORT)));
    let begin = usize::try_from(stage.sample(Moment::ZERO)).unwrap();
    // The first 50 ms are the way to the loudspeaker and the fade.
    let from = 2_400;
    let whole = score(&timeline, Offset::ZERO, Offset::at(timeline.total()));
    assert_same(&stage.heard[begin + from..begin + whole.len()], &whole[from..]);
}

#[test]
fn a_pause_fades_says_so_and_is_silent_until_it_is_over() {
    // Breathing in from 4 to 6 s; paused at 4.5 s, on again at 60 s.
    let stage = listen(vec![key(4.5, ' '), key(60.0, ' ')], true);
    let theme = theme_of_ours("soft").unwrap();
    let faded = at(4.5) + MARGIN + Duration::from_millis(15);
    assert!(
        peak(stage.heard_between(faded, faded + Duration::from_millis(200))) > 0.1,
        "the pause is heard"
    );
    let silent = at(4.5) + MARGIN + length_of(&theme, Cue::Pause);
    assert!(peak(stage.heard_between(silent, at(60.2))) < 1e-9);
    // The repetition begins again three seconds later, to the sample.
    let timeline = compile(&Plan::whole(routine(SHORT)));
    let begin = usize::try_from(stage.sample(at(63.0))).unwrap() + usize::try_from(FADE).unwrap();
    let wanted = score(&timeline, offset(4.0) + Duration::from_millis(15), offset(9.0));
    assert_same(&stage.heard[begin..begin + wanted.len()], &wanted);
}

#[test]
fn an_easing_is_heard_from_the_next_repetition_to_the_sample() {
    let stage = listen(vec![key(4.6, 'e')], true);
    let mut plan = Plan::whole(routine(SHORT));
    plan.ease(0, 1);
    let timeline = compile(&plan);
    let (from, to) = (8.5, 22.0);
    let begin = usize::try_from(stage.sample(at(from))).unwrap();
    let wanted = score(&timeline, offset(from), offset(to));
    assert_same(&stage.heard[begin..begin + wanted.len()], &wanted);
}

#[test]
fn a_skip_is_heard_where_it_lands() {
    let stage = listen(vec![key(5.2, 'n')], true);
    let mut plan = Plan::whole(routine(SHORT));
    plan.end_item(0, 1);
    let timeline = compile(&plan);
    // The cut timeline has its first repetition whole, until 8.5 s; there it lands, at 5.2 s.
    let begin = usize::try_from(stage.sample(at(5.3))).unwrap();
    let wanted = score(&timeline, offset(8.6), offset(17.0));
    assert_same(&stage.heard[begin..begin + wanted.len()], &wanted);
}

#[test]
fn mute_and_loud_are_heard_at_once() {
    let stage = listen(vec![key(4.2, 'm'), key(4.6, 'm')], true);
    assert!(peak(stage.heard_between(at(4.3), at(4.6))) < 1e-9);
    assert!(peak(stage.heard_between(at(4.7), at(4.9))) > 0.3);
}

fn any_script() -> impl Strategy<Value = Vec<(Moment, Happening)>> {
    let key = prop::sample::select(vec![' ', 'n', 'b', 'e', 'l', 'm', '+', '-']);
    let step =
        (0..3_000_u64, key).prop_map(|(gap, key)| (gap, Happening::Key(KeyPress::Char(key))));
    vec(step, 0..25).prop_map(|steps| {
        let mut now = Duration::ZERO;
        let place = |(gap, happening)| {
            now += Duration::from_millis(gap);
            (Moment::at(now), happening)
        };
        steps.into_iter().map(place).collect()
    })
}

proptest! {
    #![proptest_config(cases(24))]

    /// Whatever keys are pressed and when, no two neighbouring samples lie further apart than three
    /// of the loudest tones and a fade could bring them.
    #[test]
    fn nothing_ever_clicks(script in any_script()) {
        let stage = listen(script, true);
        let tone = TAU * 880.0 * 0.5 / f64::from(RATE);
        #[expect(clippy::cast_precision_loss, reason = "720")]
        let allowed = 3.0 * tone + 2.0 / FADE as f64;
        for (nth, pair) in stage.heard.windows(2).enumerate() {
            let step = f64::from((pair[1] - pair[0]).abs());
            prop_assert!(step <= allowed, "a step of {step} at sample {nth}");
        }
    }
}
