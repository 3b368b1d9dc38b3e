//! Speech over tones: what fits, how loud everything is together, and what a key does to a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use rodio::Source;

use stenosis_routine::audio::mixer::{Mix, Playing};
use stenosis_routine::audio::playback::{Playback, Zero};
use stenosis_routine::audio::source::{SampleSource, SpokenSession, WholeSession};
use stenosis_routine::audio::synth::{RATE, index};
use stenosis_routine::audio::voice::{
    AT_FIRST, FASTEST, Fitted, LOUDEST_SPEECH, Speech, SpeechAhead, SpeechSamples, SpokenSentence,
    Stretch, ToSay, USUAL_RATE, VoiceGone, Wording, fit, stretches,
};
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::settings::Voice;
use stenosis_routine::domain::theme::{Cue, LOUDEST_AT_ONCE, Theme};
use stenosis_routine::domain::timeline::{Part, Place, Timeline, compile};
use stenosis_routine::domain::units::{Gain, Moment, Offset};
use stenosis_routine::format::embedded::{ROUTINES, THEMES};
use stenosis_routine::format::theme::theme_of_ours;
use stenosis_routine::script::{Guidance, Rank, Telling, Topic, script};

use crate::run::{Run, built_in, cases, routine, run};

const ALOUD: Telling = Telling { turn: 0, guidance: Guidance::Between, keys: false, aloud: true };
const SECOND: u64 = RATE as u64;
/// Before a mark speech is over.
const BEFORE_A_MARK: u64 = SECOND / 4;

fn soft() -> Arc<Theme> {
    theme_of_ours("soft").unwrap()
}

fn laid(name: &str) -> Arc<Timeline> {
    Arc::new(compile(&Plan::today(built_in(name))))
}

/// About as long as espeak-ng takes: measured on sentences of ours, 0.29 s for "In." and 4.3 s for 64
/// characters at 150 words a minute.
fn length(words: &str, rate: u16) -> u64 {
    let millis = 90 + 68 * words.chars().count() as u64;
    millis * SECOND / 1000 * u64::from(USUAL_RATE) / u64::from(rate)
}

#[expect(clippy::unnecessary_wraps, reason = "an engine can fail, and this is one")]
fn measured(words: &str, rate: u16) -> Result<u64, VoiceGone> {
    Ok(length(words, rate))
}

fn samples(words: &str, rate: u16) -> SpeechSamples {
    let count = usize::try_from(length(words, rate)).unwrap();
    // Every sentence is another, so that one can be told from the next.
    let height = 0.1 + f32::from(u8::try_from(words.len() % 200).unwrap()) / 1000.0;
    vec![height; count].into()
}

fn fitted(timeline: &Timeline) -> Vec<(Stretch, Vec<Fitted>)> {
    let all = stretches(timeline, &soft(), &script(timeline, ALOUD)).into_iter();
    let fit = |stretch: &Stretch| fit(stretch, AT_FIRST, &mut measured).unwrap();
    all.map(|stretch| (fit(&stretch), stretch)).map(|(fitted, stretch)| (stretch, fitted)).collect()
}

#[test]
fn in_a_shipped_routine_nothing_of_the_first_ranks_is_left_out() {
    for (name, _) in ROUTINES {
        for plan in [Plan::today(built_in(name)), Plan::today(built_in(name)).lighter()] {
            for (stretch, fitted) in fitted(&compile(&plan)) {
                for (nth, said) in stretch.sentences.iter().enumerate() {
                    let is_said = fitted.iter().any(|fitted| fitted.nth == nth);
                    assert!(is_said || said.rank > Rank::Name, "{name}: {}", said.full);
                }
            }
        }
    }
}

#[test]
fn every_sentence_is_over_before_the_next_phase_or_mark() {
    for (name, _) in ROUTINES {
        let timeline = laid(name);
        let is_mark = |part: Part| !matches!(part, Part::Setup | Part::Finished);
        let spans = timeline.spans().iter().filter(|span| is_mark(span.part));
        let marks: Vec<u64> = spans.map(|span| index(span.at)).collect();
        for (stretch, fitted) in fitted(&timeline) {
            for said in fitted {
                let (begin, end) = (said.begin, said.begin + said.length);
                let next = marks.iter().find(|mark| **mark > begin).copied();
                let next = next.unwrap_or(index(Offset::at(timeline.total())));
                let words = said.words.of(&stretch.sentences[said.nth]);
                assert!(end + BEFORE_A_MARK <= next, "{name}: {words} ends at {end}");
            }
        }
    }
}

#[test]
fn nothing_is_said_while_tones_count_down_but_a_name() {
    for (name, _) in ROUTINES {
        let timeline = laid(name);
        for (stretch, fitted) in fitted(&timeline) {
            for said in fitted {
                let sentence = &stretch.sentences[said.nth];
                let at = |n: u64| Duration::from_nanos(n * 1_000_000_000 / SECOND + 1);
                let span = &timeline.spans()[timeline.index_at(Offset::at(at(said.begin)))];
                assert!(span.part != Part::LeadIn || sentence.topic == Topic::Name, "{name}");
            }
        }
    }
}

fn to_say() -> impl Strategy<Value = ToSay> {
    let ranks = [
        Rank::Safety,
        Rank::Side,
        Rank::Name,
        Rank::Next,
        Rank::Movement,
        Rank::Count,
        Rank::Guidance,
    ];
    let rank = prop::sample::select(ranks.to_vec());
    (rank, 3_usize..90, 0_usize..60, 0_u64..4 * SECOND).prop_map(|(rank, long, less, earliest)| {
        ToSay {
            span: 0,
            earliest,
            at_the_end: false,
            topic: Topic::Movement,
            rank,
            full: "f".repeat(long),
            short: "s".repeat(long.saturating_sub(less).max(3)),
        }
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn whatever_is_to_be_said_what_is_said_has_room(
        sentences in prop::collection::vec(to_say(), 0..8),
        until in 0_u64..20 * SECOND,
        from in 0_u64..6 * SECOND,
    ) {
        let stretch = Stretch { begin: 0, until, sentences };
        let fitted = fit(&stretch, from, &mut measured).unwrap();
        let mut next = from;
        for said in &fitted {
            let sentence = &stretch.sentences[said.nth];
            prop_assert!(said.begin >= next && said.begin >= sentence.earliest);
            prop_assert!((USUAL_RATE..=FASTEST).contains(&said.rate));
            prop_assert_eq!(said.length, length(said.words.of(sentence), said.rate));
            next = said.begin + said.length + SECOND / 5;
        }
        let end = fitted.last().map_or(0, |last| last.begin + last.length);
        prop_assert!(end <= until);
        prop_assert!(fitted.is_sorted_by_key(|said| said.nth));
        // What is left out found no room behind what is said, in its fewest words and at the fastest.
        for (nth, sentence) in stretch.sentences.iter().enumerate() {
            let alone = sentence.earliest.max(from) + length(&sentence.short, FASTEST) <= until;
            let others = fitted.iter().any(|said| stretch.sentences[said.nth].rank <= sentence.rank);
            prop_assert!(!alone || others || fitted.iter().any(|said| said.nth == nth));
        }
    }
}

#[test]
fn a_sentence_is_said_faster_then_in_short_then_not_at_all() {
    let sentence = |rank, full: usize, short: usize| ToSay {
        span: 0,
        earliest: 0,
        at_the_end: false,
        topic: Topic::Movement,
        rank,
        full: "f".repeat(full),
        short: "s".repeat(short),
    };
    let manner = |millis: u64| {
        let sentences = vec![sentence(Rank::Movement, 40, 5)];
        let stretch = Stretch { begin: 0, until: millis * SECOND / 1000, sentences };
        let fitted = fit(&stretch, 0, &mut measured).unwrap();
        fitted.first().map(|said| (said.words, said.rate))
    };
    assert_eq!(manner(2900), Some((Wording::Full, 150)));
    assert_eq!(manner(2700), Some((Wording::Full, 160)));
    assert_eq!(manner(2420), Some((Wording::Full, 175)));
    assert_eq!(manner(2300), Some((Wording::Short, 150)));
    assert_eq!(manner(370), Some((Wording::Short, 175)));
    assert_eq!(manner(300), None);
    // What matters less gives way, wherever it stands.
    let sentences = vec![sentence(Rank::Guidance, 30, 30), sentence(Rank::Side, 6, 6)];
    let stretch = Stretch { begin: 0, until: SECOND, sentences };
    let said: Vec<usize> =
        fit(&stretch, 0, &mut measured).unwrap().iter().map(|said| said.nth).collect();
    assert_eq!(said, [1]);
}

/// Speech as loud as it can be, at this place, for so long.
fn loud_speech(begin: u64, length: u64) -> Arc<Speech> {
    let samples: SpeechSamples = vec![LOUDEST_SPEECH; usize::try_from(length).unwrap()].into();
    Arc::new(Speech::of(vec![SpokenSentence { begin, samples }]))
}

#[test]
fn tones_and_marks_and_speech_are_never_too_loud_together() {
    for (name, _) in THEMES {
        let theme = theme_of_ours(name).unwrap();
        let timeline = laid("gentle-day");
        let mut seen = BTreeSet::new();
        for span in timeline.spans() {
            let kind = (format!("{:?}", std::mem::discriminant(&span.part)), span.length);
            if span.length.is_zero() || !seen.insert(kind) {
                continue;
            }
            for cue in [Cue::Pause, Cue::Easier] {
                let speech = loud_speech(index(span.at), SECOND / 2);
                let mut mix = Mix::silence(Arc::clone(&theme), Gain(1.0));
                let timeline = Arc::clone(&timeline);
                mix.change(0, Some(Playing { timeline, zero: 0, begins: 0, speech }));
                let mark = index(span.at) + SECOND / 4;
                if cue == Cue::Pause {
                    mix.change(mark, None);
                }
                mix.mark(mark, cue);
                let mut out = vec![0.0; RATE as usize * 4 / 5];
                mix.render(index(span.at).saturating_sub(SECOND / 10), &mut out);
                let most = out.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
                assert!(most <= LOUDEST_AT_ONCE + 0.001, "{name}, {cue}: {most}");
                assert!(most >= LOUDEST_SPEECH, "{name}: speech is there");
            }
        }
    }
}

#[test]
fn tones_make_room_in_eighty_milliseconds_and_come_back_in_as_many() {
    let speech = loud_speech(SECOND, SECOND / 2);
    let mut tones = vec![1.0; 2 * RATE as usize];
    speech.over(0, &mut tones, |_| 1.0);
    let ramp = 80 * RATE as usize / 1000;
    let (begin, end) = (RATE as usize, RATE as usize * 3 / 2);
    assert!((tones[begin - ramp - 1] - 1.0).abs() < 1e-6);
    assert!((tones[end + ramp] - 1.0).abs() < 1e-6);
    let under = tones[begin] - LOUDEST_SPEECH;
    assert!((20.0 * under.log10() + 22.0).abs() < 0.1, "{under}");
    assert!(tones[begin - ramp..begin].is_sorted_by(|a, b| a > b));
    // Asked for in any pieces it is the same.
    let mut pieces = vec![1.0; tones.len()];
    for (nth, piece) in pieces.chunks_mut(777).enumerate() {
        speech.over(nth as u64 * 777, piece, |_| 1.0);
    }
    assert_eq!(pieces, tones);
}

#[test]
fn a_spoken_session_has_the_same_samples_where_nobody_speaks_and_in_any_pieces() {
    let short = "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\n";
    let timeline = Arc::new(compile(&Plan::whole(routine(short))));
    let said = script(&timeline, ALOUD);
    let voice = |words: &str, rate: u16| Some(samples(words, rate));
    let mut spoken =
        SampleSource::new(SpokenSession::new(Arc::clone(&timeline), soft(), &said, voice));
    let with: Vec<f32> = spoken.by_ref().collect();
    let without: Vec<f32> =
        SampleSource::new(WholeSession::new(Arc::clone(&timeline), soft())).collect();
    assert_eq!(with.len(), without.len());
    let other = with.iter().zip(&without).filter(|(a, b)| a.to_bits() != b.to_bits()).count();
    assert!(other > with.len() / 5 && other < with.len() * 4 / 5, "{other}");
    // From the middle of a phase on as from the beginning.
    let at = 3 * RATE as usize + 12_345;
    spoken.try_seek(Duration::from_nanos(at as u64 * 1_000_000_000 / SECOND + 1)).unwrap();
    assert!(spoken.take(5 * RATE as usize).eq(with[at..at + 5 * RATE as usize].iter().copied()));
    // An engine that gives nothing leaves the tones as they are.
    let silent =
        SampleSource::new(SpokenSession::new(Arc::clone(&timeline), soft(), &said, |_, _| None));
    assert!(silent.eq(without));
}

#[test]
fn no_more_is_held_than_is_heard() {
    let timeline = laid("daily-15");
    let said = script(&timeline, ALOUD);
    let asked = std::cell::Cell::new(0_u64);
    let voice = |words: &str, rate: u16| {
        asked.set(asked.get() + 1);
        Some(samples(words, rate))
    };
    let mut spoken = SampleSource::new(SpokenSession::new(timeline, soft(), &said, voice));
    for _ in spoken.by_ref().take(20 * RATE as usize) {}
    assert!(asked.get() < 40, "asked for {} sentences in 20 seconds", asked.get());
}

/// Goes through a session as a thread does, and notes what is made.
struct Live {
    ahead: SpeechAhead,
    timeline: Arc<Timeline>,
}

impl Live {
    fn of(text: &str) -> Live {
        let timeline = Arc::new(compile(&Plan::whole(routine(text))));
        Live { ahead: SpeechAhead::new(ALOUD, soft()), timeline }
    }

    fn follow(&mut self, place: Place, now: Duration) {
        self.ahead.follow(Arc::clone(&self.timeline), place, Moment::at(now));
        while self
            .ahead
            .make(&|| Moment::at(now), &mut |words, rate| Some(samples(words, rate)))
            .unwrap()
        {}
    }

    /// The sentences by their lengths, which tell the words, and where they begin, in milliseconds.
    fn begins(&self) -> Vec<u64> {
        let speech = self.ahead.speech();
        speech.sentences().iter().map(|said| said.begin * 1000 / SECOND).collect()
    }

    fn says(&self, words: &str, from: Duration) -> bool {
        let wanted = [150_u16, 160, 165, 170, 175].map(|rate| length(words, rate));
        let speech = self.ahead.speech();
        let from = index(Offset::at(from));
        let mut heard = speech.sentences().iter().filter(|said| said.begin >= from);
        heard.any(|said| wanted.contains(&(said.samples.len() as u64)))
    }
}

const KNEES: &str = "format = 1\ntitle = \"x\"\n\n[[exercise]]\nuse = \"knee-rolls\"\nreps = 4\n";

fn running(offset: Duration, at: Duration) -> Place {
    Place::Running { offset: Offset::at(offset), at: Moment::at(at) }
}

#[test]
fn ten_sentences_are_made_ahead_and_never_more_than_thirty_two() {
    let mut live = Live::of(KNEES);
    live.follow(Place::Held, Duration::ZERO);
    assert!((10..=32).contains(&live.begins().len()), "{:?}", live.begins());
    live.follow(running(Duration::ZERO, Duration::from_secs(5)), Duration::from_secs(5));
    assert_eq!(live.begins().first(), Some(&600), "nobody speaks at once");
    assert!(live.begins().len() <= 32);
    assert!(
        live.says(
            "Slowly: sit on the bed, down on your side, then onto your back.",
            Duration::ZERO
        )
    );
}

#[test]
fn after_a_pause_the_side_and_the_movement_word_come_again() {
    let mut live = Live::of(KNEES);
    let spans = live.timeline.spans();
    let phase =
        spans.iter().position(|span| matches!(span.part, Part::Phase { nth: 1, phase: 1, .. }));
    let phase = spans[phase.unwrap()];
    let began = Duration::from_secs(100);
    live.follow(running(phase.at.since_zero(), began), began);
    let first = live.begins().len();
    assert!(first >= 10);
    // Two seconds into it the clock stops.
    let now = began + Duration::from_secs(2);
    live.follow(Place::Held, now);
    let here = phase.at.since_zero() + Duration::from_secs(2);
    live.follow(running(here, now + Duration::from_secs(3)), now);
    let next = live.begins()[0];
    assert!(u128::from(next) >= here.as_millis() + 599, "{next}");
    assert!(live.says("Right.", here) && live.says("In.", here));
}

#[test]
fn what_has_begun_is_never_cut_by_a_change_of_what_follows() {
    let mut live = Live::of(KNEES);
    live.follow(running(Duration::ZERO, Duration::ZERO), Duration::ZERO);
    let before = live.ahead.speech();
    // In the middle of the second sentence a repetition is taken away.
    let second = &before.sentences()[1];
    let now = Duration::from_nanos((second.begin + SECOND / 2) * 1_000_000_000 / SECOND);
    let fewer = KNEES.replace("reps = 4", "reps = 3");
    live.timeline = Arc::new(compile(&Plan::whole(routine(&fewer))));
    live.ahead.follow(
        Arc::clone(&live.timeline),
        running(Duration::ZERO, Duration::ZERO),
        Moment::at(now),
    );
    let kept = live.ahead.speech();
    let kept = kept.sentences();
    assert!(kept.len() <= 2 && kept.iter().any(|said| Arc::ptr_eq(&said.samples, &second.samples)));
    live.follow(running(Duration::ZERO, Duration::ZERO), now);
    let speech = live.ahead.speech();
    let begins: Vec<u64> = speech.sentences().iter().map(|said| said.begin).collect();
    assert!(begins.is_sorted() && begins.len() > 10);
    let again = speech.sentences().iter().filter(|said| said.samples.len() == second.samples.len());
    assert_eq!(again.count(), 1, "it is not said again");
}

#[test]
fn a_stream_is_written_again_only_where_speech_is_another() {
    let timeline = laid("seated-cat-cow");
    let mut playback = Playback::silence(soft(), Gain(1.0));
    playback.follow(Arc::clone(&timeline), running(Duration::ZERO, Duration::ZERO));
    let (mut mix, zero) = (playback.silent_mix(), Zero::of_sample(0, Moment::ZERO));
    assert_eq!(playback.bring(&mut mix, zero, 0), Some(0));
    assert_eq!(playback.bring(&mut mix, zero, SECOND), None);
    let speech = |begin| Arc::unwrap_or_clone(loud_speech(begin, SECOND));
    playback.say(Arc::clone(&timeline), Arc::new(speech(5 * SECOND)));
    let changed = playback.bring(&mut mix, zero, SECOND);
    assert_eq!(changed, Some(5 * SECOND - 80 * SECOND / 1000), "with its ramp");
    assert_eq!(playback.bring(&mut mix, zero, SECOND), None);
    // Over another timeline nothing is known yet: what has begun goes on, and nothing else.
    playback.say(Arc::clone(&timeline), Arc::new(speech(5 * SECOND)));
    let other = Arc::new(Timeline::clone(&timeline));
    playback.follow(other, running(Duration::ZERO, Duration::ZERO));
    let total = index(Offset::at(timeline.total()));
    assert_eq!(playback.bring(&mut mix, zero, 5 * SECOND + 100), Some(total));
    assert_eq!(mix.next_sound(5 * SECOND + 200), Some(5 * SECOND + 200));
    // A pause lets it fade in 80 ms.
    playback.follow(timeline, Place::Held);
    playback.bring(&mut mix, zero, 5 * SECOND + 1000);
    let mut out = vec![0.0; 2 * 80 * RATE as usize / 1000];
    mix.render(5 * SECOND + 1000, &mut out);
    let half = out.len() / 2;
    assert!(out[half - 100] > 0.0 && out[half..].iter().all(|sample| *sample == 0.0));
}

/// A WAV of so long, as an engine of a person's own writes it.
fn wav(seconds: f32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
    for n in 0..(seconds * 16_000.0) as u32 {
        writer.write_sample(if n / 40 % 2 == 0 { 9_000_i16 } else { -9_000 }).unwrap();
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

/// A run with a voice of the person's own: this script of a shell.
#[cfg(unix)]
fn voiced(args: &[&str], script: &str) -> Run {
    let settings = format!("voice-command = [\"/bin/sh\", \"-c\", {script:?}]\n");
    run(args).file("home/settings.toml", settings).file("engine.wav", wav(0.4))
}

#[cfg(unix)]
#[test]
fn a_sound_file_is_spoken_by_a_command_of_the_persons_own() {
    let args = ["render", "seated-cat-cow", "-o", "a.flac", "--voice"];
    let (said, error, status) = voiced(&args, "cat >/dev/null; cat engine.wav").output();
    assert_eq!((error.as_str(), status), ("", 0), "{said}");
    assert!(said.ends_with("a.flac: 5:19, 3.8 MB.\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_engine_that_fails_leaves_no_half_spoken_file() {
    for script in ["exit 3", "head -c 100000 /dev/urandom", "yes"] {
        let args = ["render", "seated-cat-cow", "-o", "a.wav", "--voice"];
        let (_, error, status) = voiced(&args, script).output();
        assert_eq!(status, 1, "{script}");
        let wanted =
            "/bin/sh gave no speech, so nothing was written. Without --voice there are tones.";
        assert!(error.contains(wanted), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn without_an_engine_a_file_is_not_begun_and_says_how_to_get_one() {
    let args = ["render", "seated-cat-cow", "-o", "a.wav", "--voice"];
    let (said, error, status) = run(&args).output();
    assert_eq!((said.as_str(), status), ("", 1));
    assert!(error.contains("Nothing here makes speech. espeak-ng does"), "{error}");
}

/// `PATH` is empty in a run of the tests, so there is neither an engine nor a reader; shells are named by path.
#[cfg(unix)]
#[test]
fn a_session_without_an_engine_says_so_once_and_goes_on() {
    let quick = "format = 1\ntitle = \"x\"\nvoice = true\n[[exercise]]\ntitle = \"Sit\"\nkind = \"rest\"\nposition = \"seated\"\ndirection = [\"neutral\"]\n\
                 setup-time = \"1s\"\nreps = 1\nrest = \"1s\"\nphase = [{ breath = \"free\", time = \"1s\", cue = \"Sit\" }]\n";
    let session = |more: &[&str]| {
        let args = [&["start", "quick.toml", "--plain", "--no-journal"], more].concat();
        let (said, error, status) = run(&args).file("quick.toml", quick).output();
        assert_eq!((error.as_str(), status), ("", 0), "{said}");
        said
    };
    let none = "Nothing here makes speech.";
    let check = |more: &[&str], sentence: &str, times: usize| {
        let said = session(more).replace('\n', " ");
        assert_eq!(said.matches(sentence).count(), times, "{said}");
        assert!(said.contains("That is all for today."), "{said}");
    };
    // Each takes its seconds, so they go on beside each other.
    std::thread::scope(|all| {
        all.spawn(|| check(&[], none, 1));
        all.spawn(|| check(&["--voice"], none, 1));
        // A person's own choice wins over the file's.
        all.spawn(|| check(&["--no-voice"], none, 0));
        let printed = "spd-say was not found or ended, so the lines are printed.";
        all.spawn(move || check(&["--voice", "reader"], printed, 1));
    });
}

#[cfg(unix)]
#[test]
fn who_speaks_is_remembered_beside_everything_else_that_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = stenosis_routine::io::store::Store::in_folder(folder.path().to_owned());
    let path = folder.path().join("settings.toml");
    let before = "volume = 5\nmute = false\nvoice-command = [\"say-it\", \"{rate}\"]\nzebra = 1\n";
    std::fs::write(&path, before).unwrap();
    assert_eq!((store.voice().voice, store.voice().voice_offered), (None, false));
    store.choose_voice(None).unwrap();
    assert_eq!((store.voice().voice, store.voice().voice_offered), (None, true));
    store.choose_voice(Some(Voice::Reader)).unwrap();
    let kept = store.voice();
    assert_eq!(kept.voice, Some(Voice::Reader));
    assert_eq!(kept.voice_command, ["say-it", "{rate}"]);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("zebra = 1") && text.contains("volume = 5"), "{text}");
}

#[test]
fn what_takes_long_to_make_begins_later_and_never_in_its_middle() {
    let timeline = Arc::new(compile(&Plan::whole(routine(KNEES))));
    let mut ahead = SpeechAhead::new(ALOUD, soft());
    ahead.follow(timeline, running(Duration::ZERO, Duration::ZERO), Moment::ZERO);
    // Each sentence takes a second and a half.
    let time = std::cell::Cell::new(Duration::ZERO);
    let mut known = BTreeSet::new();
    let mut say = |words: &str, rate: u16| {
        if known.insert((words.to_owned(), rate)) {
            time.set(time.get() + Duration::from_millis(1500));
        }
        Some(samples(words, rate))
    };
    assert!(ahead.make(&|| Moment::at(time.get()), &mut say).unwrap());
    let first = ahead.speech().sentences()[0].begin;
    assert!(time.get() > Duration::from_secs(4));
    assert!(first > index(Offset::at(time.get())), "{first} at {:?}", time.get());
}

/// Who listens with closed eyes is told what each movement is, in all its words, at least once.
#[test]
fn every_movement_is_told_in_full() {
    for (name, _) in ROUTINES {
        let timeline = compile(&Plan::today(built_in(name)));
        let mut told: BTreeMap<String, bool> = BTreeMap::new();
        for stretch in stretches(&timeline, &soft(), &script(&timeline, ALOUD)) {
            let mut length = |words: &str, rate| Ok::<u64, ()>(length(words, rate));
            let fitted = fit(&stretch, AT_FIRST, &mut length).unwrap();
            for (nth, said) in stretch.sentences.iter().enumerate() {
                let is_whole = |one: &Fitted| one.nth == nth && one.words == Wording::Full;
                let is_told = fitted.iter().any(is_whole);
                if said.topic == Topic::Movement && said.full != said.short {
                    *told.entry(said.full.clone()).or_default() |= is_told;
                }
            }
        }
        let missing: Vec<_> = told.iter().filter(|(_, told)| !**told).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

/// A count is said faster, or as a bare number, before it is left out; a name is not cut short for it.
#[test]
fn a_movement_that_fills_its_time_leaves_room_for_its_count() {
    let timeline = laid("core-drills");
    let all = stretches(&timeline, &soft(), &script(&timeline, ALOUD));
    let with = |words: &str| {
        all.iter().find(|one| {
            let said = |start: &str| one.sentences.iter().any(|said| said.full.starts_with(start));
            said("Out. Flatten the back") && said(words)
        })
    };
    let stretch = with("2 of 4.").unwrap();
    // An engine that needs 3.2 s for the movement, of 3.67 s.
    let mut length = |words: &str, rate: u16| {
        let millis = 60 * words.chars().count() as u64 + 440;
        Ok::<u64, ()>(millis * SECOND / 1000 * u64::from(USUAL_RATE) / u64::from(rate))
    };
    let fitted = fit(stretch, AT_FIRST, &mut length).unwrap();
    let said: Vec<&str> =
        fitted.iter().map(|one| one.words.of(&stretch.sentences[one.nth])).collect();
    assert_eq!(said, ["2.", "Out. Flatten the back, lift the hips half-way."]);
}
