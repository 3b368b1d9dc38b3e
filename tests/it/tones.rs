//! The sound of a session: tests look at samples, never at speakers.

use std::f64::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::audio::synth::{
    RATE, index, length_of, next_sound, render, render_cue, sample,
};
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Kind;
use stenosis_routine::domain::theme::{Cue, Theme, Tone};
use stenosis_routine::domain::timeline::{Part, Span, Timeline, compile};
use stenosis_routine::domain::units::Offset;
use stenosis_routine::format::embedded::THEMES;
use stenosis_routine::format::theme::theme_of_ours;
use stenosis_routine::script::{Guidance, Telling, script};

use crate::run::{built_in, routine};

fn soft() -> Arc<Theme> {
    theme_of_ours("soft").unwrap()
}

/// Every theme that comes with the program.
fn themes() -> impl Iterator<Item = Arc<Theme>> {
    THEMES.iter().map(|(name, _)| theme_of_ours(name).unwrap())
}

fn flagship() -> Timeline {
    compile(&Plan::today(built_in("seated-cat-cow")))
}

fn tones_of(theme: &Theme) -> Vec<(Cue, Tone)> {
    let tones = |cue: Cue| theme.tones(cue).to_vec().into_iter().map(move |tone| (cue, tone));
    Cue::ALL.iter().flat_map(|&cue| tones(cue)).collect()
}

fn tones() -> Vec<(Cue, Tone)> {
    tones_of(&soft())
}

fn by_itself(theme: &Theme, cue: Cue) -> Vec<f32> {
    let mut out = vec![0.0; usize::try_from(index(Offset::at(length_of(theme, cue)))).unwrap()];
    render_cue(theme, cue, 0, &mut out);
    out
}

fn hz(tone: &Tone) -> [f64; 2] {
    tone.hz().unwrap().map(|hz| hz.0)
}

fn samples(timeline: &Timeline, from: Offset, to: Offset) -> Vec<f32> {
    let mut out = vec![0.0; usize::try_from(index(to) - index(from)).unwrap()];
    render(timeline, &soft(), index(from), &mut out);
    out
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

/// How strong one pitch is in some samples (Goertzel), from 0 to the amplitude of a pure tone.
fn strength(samples: &[f32], hz: f64) -> f64 {
    let turn = TAU * hz / f64::from(RATE);
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (n, sample) in samples.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand samples")]
        let angle = turn * n as f64;
        real += f64::from(*sample) * angle.cos();
        imaginary += f64::from(*sample) * angle.sin();
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand samples")]
    let count = samples.len() as f64;
    2.0 * real.hypot(imaginary) / count
}

fn semitones(from: f64, to: f64) -> f64 {
    12.0 * (to / from).log2()
}

#[test]
fn lim_44_every_pitch_is_between_500_and_2000_hertz() {
    for (cue, tone) in themes().flat_map(|theme| tones_of(&theme)) {
        for hz in hz(&tone) {
            assert!((500.0..=2000.0).contains(&hz), "{cue}: {hz:?}");
        }
    }
}

#[test]
fn lim_45_in_rises_and_out_falls_at_least_four_semitones_apart() {
    for theme in themes() {
        let pairs = theme.tones(Cue::In).iter().zip(theme.tones(Cue::Out));
        for ([low, high], [begin, end]) in pairs.map(|(rise, fall)| (hz(rise), hz(fall))) {
            assert!(semitones(low, high) >= 4.0 && semitones(begin, end) <= -4.0);
            assert!(semitones(low, begin).abs() >= 4.0);
        }
    }
}

#[test]
fn lim_45_no_two_cues_are_alike() {
    for theme in themes() {
        for (nth, &a) in Cue::ALL.iter().enumerate() {
            assert!(!theme.tones(a).is_empty(), "{a}");
            for &b in Cue::ALL.iter().skip(nth + 1) {
                assert_ne!(theme.tones(a), theme.tones(b), "{a} and {b}");
            }
        }
    }
}

/// LIM-46: a cue has a text twin. Every span that sounds has a line, and every mark an event with one.
#[test]
fn lim_46_whatever_sounds_is_said_in_words_too() {
    let timeline = compile(&Plan::today(built_in("core-drills")));
    let said = script(
        &timeline,
        Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false },
    );
    for (nth, span) in timeline.spans().iter().enumerate() {
        let sounds = peak(&samples(&timeline, span.at, span.end())) > 0.0;
        let is_said = said.iter().any(|said| said.span == nth && !said.full.is_empty());
        assert!(!sounds || is_said, "{:?}", span.part);
    }
}

#[test]
fn lim_47_marks_are_short_and_everything_starts_softly() {
    for (cue, tone) in themes().flat_map(|theme| tones_of(&theme)) {
        if let Some(time) = tone.time {
            let short = Duration::from_millis(150)..=Duration::from_millis(1200);
            assert!(short.contains(&time), "{cue}: {time:?}");
        }
    }
    let cues =
        themes().flat_map(|theme| Cue::ALL.iter().map(move |cue| (Arc::clone(&theme), *cue)));
    for (theme, cue) in cues {
        let all = by_itself(&theme, cue);
        let millis = |ms: usize| ms * RATE as usize / 1000;
        assert!(all[0].abs() < 0.001, "{cue} begins with a step");
        // At most 15 ms until it is there, and not before 5 ms.
        assert!(peak(&all[..millis(3)]) < 0.35 * peak(&all), "{cue} starts hard");
        assert!(peak(&all[..millis(15)]) > 0.6 * peak(&all[..millis(150)]), "{cue} starts late");
    }
}

#[test]
fn nothing_clips_even_where_tones_meet() {
    let timeline = flagship();
    let all = samples(&timeline, Offset::ZERO, Offset::at(timeline.total()));
    assert!(peak(&all) <= 0.89);
    assert!(peak(&all) > 0.3, "it can be heard");
}

/// A wave of pitch f and amplitude a moves by at most 2 pi f a / rate between two samples; a click
/// would be more than that.
#[test]
fn no_step_between_two_samples_is_larger_than_the_tone_itself_makes() {
    let timeline = flagship();
    let loudest = tones()
        .iter()
        .map(|(_, tone)| hz(tone)[0].max(hz(tone)[1]) * f64::from(tone.loud.0))
        .fold(0.0, f64::max);
    let allowed = TAU * loudest / f64::from(RATE) * 1.05;
    let all = samples(&timeline, Offset::ZERO, Offset::at(timeline.total()));
    let largest =
        all.windows(2).map(|pair| f64::from((pair[1] - pair[0]).abs())).fold(0.0, f64::max);
    assert!(largest <= allowed, "{largest} of {allowed}");
}

#[test]
fn a_mark_has_its_pitch_and_nothing_far_from_it() {
    for (cue, tone) in tones() {
        let Some(time) = tone.time else { continue };
        let all = by_itself(&soft(), cue);
        let begin = usize::try_from(index(Offset::at(tone.at))).unwrap();
        let end = usize::try_from(index(Offset::at(tone.at + time))).unwrap();
        let (wanted, part) = (strength(&all[begin..end], hz(&tone)[0]), &all[begin..end]);
        for other in [100.0, 250.0, 2500.0, 4000.0, 8000.0, 16000.0] {
            let stray = strength(part, other);
            assert!(stray < wanted * 0.01, "{cue}: {stray} at {other} Hz beside {wanted}");
        }
    }
}

#[test]
fn a_glide_begins_and_ends_at_its_pitches_whatever_its_length() {
    for seconds in [2, 3, 4, 5, 6] {
        let text = format!(
            "format = 1\ntitle = \"x\"\n[[exercise]]\ntitle = \"x\"\nkind = \"breath\"\nposition = \"seated\"\n\
             direction = [\"neutral\"]\nphase = [{{ breath = \"in\", time = \"{seconds}s\" }}]\n"
        );
        let timeline = compile(&Plan::today(routine(&text)));
        let span =
            timeline.spans().iter().find(|span| matches!(span.part, Part::Phase { .. })).unwrap();
        let piece = Duration::from_millis(100);
        let early = samples(&timeline, span.at + piece, span.at + piece * 2);
        let late = samples(&timeline, span.end() - piece * 2, span.end() - piece);
        // Where it is after 150 ms, in equal musical steps.
        let at = |part: f64| 523.25 * (783.99_f64 / 523.25).powf(part / f64::from(seconds));
        let near =
            |samples: &[f32], hz: f64| strength(samples, hz) > 3.0 * strength(samples, hz * 1.2);
        assert!(
            near(&early, at(0.15)) && near(&late, at(f64::from(seconds) - 0.15)),
            "{seconds} s"
        );
        // The last 20 ms are silent, so that the next tone is heard as another.
        assert!(
            peak(&samples(&timeline, span.end() - Duration::from_millis(20), span.end())) == 0.0
        );
    }
}

#[test]
fn it_makes_no_difference_in_which_pieces_somebody_asks() {
    let (timeline, theme) = (flagship(), soft());
    let (from, to) =
        (index(Offset::at(Duration::from_secs(84))), index(Offset::at(Duration::from_secs(95))));
    let whole = samples(
        &timeline,
        Offset::at(Duration::from_secs(84)),
        Offset::at(Duration::from_secs(95)),
    );
    let mut pieces = Vec::new();
    for (nth, size) in [1_usize, 7, 479, 480, 4800, 12_345].iter().cycle().enumerate().take(400) {
        let begin = from + pieces.len() as u64;
        let size = (*size).min(usize::try_from(to - begin).unwrap());
        let mut piece = vec![0.0; size];
        render(&timeline, &theme, begin, &mut piece);
        pieces.extend(piece);
        assert!(nth < 399 || pieces.len() == whole.len());
    }
    assert!(pieces == whole, "the pieces make another whole");
    for n in (from..to).step_by(997) {
        assert_eq!(
            sample(&timeline, &theme, n).to_bits(),
            whole[usize::try_from(n - from).unwrap()].to_bits()
        );
    }
}

#[test]
fn half_an_hour_is_exactly_86_400_000_samples() {
    assert_eq!(index(Offset::at(Duration::from_secs(1800))), 86_400_000);
    assert_eq!(index(Offset::at(Duration::from_millis(1))), 48);
}

/// Cue by cue, as the ear has them, with the silence between; the clock of the timeline is theirs.
#[test]
fn every_cue_of_the_flagship_begins_at_its_millisecond() {
    let timeline = flagship();
    for (nth, span) in timeline.spans().iter().enumerate() {
        let after =
            samples(&timeline, span.at, span.at + Duration::from_millis(15).min(span.length));
        let sounds = matches!(span.part, Part::Phase { .. } | Part::LeadIn | Part::Rest { .. });
        assert_eq!(peak(&after) > 0.05, sounds, "{nth}: {:?}", span.part);
        if nth > 0 && span.part != Part::Finished {
            let before = samples(&timeline, span.at - Duration::from_millis(5), span.at);
            assert!(peak(&before) == 0.0, "{nth}: sound runs into {:?}", span.part);
        }
    }
}

#[test]
fn the_end_tone_ends_with_the_session() {
    let timeline = flagship();
    let total = Offset::at(timeline.total());
    assert!(peak(&samples(&timeline, total - Duration::from_millis(100), total)) > 0.01);
    assert!(peak(&samples(&timeline, total, total + Duration::from_secs(1))) == 0.0);
}

/// Whatever is the last thing, and however short: the end is heard, and it is over with the session.
#[test]
fn the_end_is_heard_in_the_shortest_rest_too() {
    for (millis, position) in
        [(500, "seated"), (1_000, "seated"), (1_100, "lying"), (1_000, "lying")]
    {
        let text = format!(
            "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath-easy\"\nposition = \"{position}\"\nrest = \"{millis}ms\"\n"
        );
        let timeline = compile(&Plan::today(routine(&text)));
        let [.., rest, finished] = timeline.spans() else { panic!("no rest") };
        assert_eq!((rest.part, finished.part), (Part::Rest { set: None }, Part::Finished));
        let last = Duration::from_millis(150);
        let all = samples(&timeline, finished.at - last, finished.at);
        assert!(strength(&all, 523.25) > 0.02, "{millis} ms, {position}");
        assert!(peak(&all[all.len() - 10..]) < 0.01, "it is cut off");
        assert!(peak(&samples(&timeline, finished.at, finished.at + last)) == 0.0);
    }
}

#[test]
fn a_lead_in_of_one_second_counts_one() {
    let text =
        "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\nsetup-time = \"1s\"\n";
    let timeline = compile(&Plan::today(routine(text)));
    let second = Duration::from_secs(1);
    assert!(peak(&samples(&timeline, Offset::ZERO, Offset::at(second / 5))) > 0.05);
    assert!(peak(&samples(&timeline, Offset::at(second / 4), Offset::at(second))) == 0.0);
}

#[test]
fn a_long_hold_has_its_middle_marked() {
    let timeline = compile(&Plan::today(built_in("core-drills")));
    for span in timeline.spans().iter().filter(|span| timeline.holds(span)) {
        let middle = span.at + span.length / 2;
        let marked = peak(&samples(&timeline, middle, middle + Duration::from_millis(100))) > 0.05;
        assert_eq!(marked, span.length >= Duration::from_secs(10), "{:?}", span.length);
    }
}

/// A hold that a lighter day has cut short has the middle that it has today (W-20).
#[test]
fn the_middle_of_a_hold_is_that_of_today() {
    let text = "format = 1\ntitle = \"x\"\n[[exercise]]\ntitle = \"x\"\nkind = \"stretch\"\nposition = \"seated\"\n\
                direction = [\"flexion\"]\nphase = [{ breath = \"free\", hold = true, time = \"20s\", cue = \"Stay\" }]\n";
    let marked = |plan: Plan| {
        let timeline = compile(&plan);
        let span = timeline.spans().iter().find(|span| timeline.holds(span)).unwrap();
        // The mark of its beginning is over after half a second.
        let behind = span.at + Duration::from_millis(600);
        let sounds = next_sound(&timeline, &soft(), behind).unwrap();
        (sounds < span.end()).then(|| sounds.since(span.at))
    };
    let whole = Plan::today(routine(text));
    assert_eq!(marked(whole.clone()), Some(Duration::from_secs(10)));
    assert_eq!(marked(whole.lighter()), None, "five seconds have no middle to wait for");
}

/// Who lies at ease or sits between two walks holds nothing, and is not told that half of it is over.
#[test]
fn a_rest_has_no_middle() {
    for name in ["gentle-day", "walking-intervals"] {
        let timeline = compile(&Plan::whole(built_in(name)));
        let at_rest = |span: &&Span| {
            let kind = timeline.exercise(span).kind;
            timeline.phase(span).is_some_and(|phase| phase.hold)
                && matches!(kind, Kind::Rest | Kind::Walk)
        };
        for span in timeline.spans().iter().filter(at_rest) {
            let middle = span.at + span.length / 2;
            let half = samples(&timeline, middle, middle + Duration::from_millis(300));
            assert!(peak(&half) == 0.0, "{name}");
        }
    }
}

#[test]
fn silence_is_known_ahead() {
    let (timeline, theme) = (flagship(), soft());
    // The rest of 40 s behind the cat-cow: two marks, and then nothing until the next lead-in.
    let rest = timeline.spans().iter().find(|span| span.length == Duration::from_secs(40)).unwrap();
    let quiet = rest.at + Duration::from_secs(1);
    let next = next_sound(&timeline, &theme, quiet).unwrap();
    let lead_in = timeline
        .spans()
        .iter()
        .find(|span| span.at > rest.at && span.part == Part::LeadIn)
        .unwrap();
    assert_eq!(next, lead_in.at);
    assert_eq!(next_sound(&timeline, &theme, Offset::at(timeline.total())), None);
}
