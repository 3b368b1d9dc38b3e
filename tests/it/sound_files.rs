//! `render`, and what it writes: read back by readers of other people's, sample by sample.

use std::f64::consts::TAU;
use std::io::{Cursor, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rodio::{Decoder, Source};

use stenosis_routine::audio::markers::{Marker, Markers};
use stenosis_routine::audio::pcm::pcm;
use stenosis_routine::audio::source::{SampleSource, WholeSession};
use stenosis_routine::audio::synth::{RATE, index, sample};
use stenosis_routine::audio::{flac, wav};
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::theme::{Cue, Theme};
use stenosis_routine::domain::timeline::{Timeline, compile};
use stenosis_routine::domain::units::Offset;
use stenosis_routine::format::theme::theme_of_ours;

use crate::run::{Run, Wave, built_in, routine, run};

const SHORT: &str =
    "format = 1\ntitle = \"Short\"\n\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\n";
/// Leaning back needs consent, and a hip replacement rules out what comes last.
const NOT_FOR_ALL: &str = "format = 1\ntitle = \"Mixed\"\n\n[[exercise]]\nuse = \"belly-breath\"\n\n\
    [[exercise]]\nuse = \"seated-thoracic-extension\"\n\n[[exercise]]\nuse = \"double-knee-to-chest\"\n";

fn soft() -> Arc<Theme> {
    theme_of_ours("soft").unwrap()
}

fn short() -> Arc<Timeline> {
    Arc::new(compile(&Plan::today(routine(SHORT))))
}

/// Runs `render` on these files, and gives what was said, the exit code, and what was written.
fn rendered(args: &[&str], prepare: impl FnOnce(Run) -> Run) -> (String, i32, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(args[2]);
    let mut line = vec!["render"];
    line.extend([args[0], args[1], path.to_str().unwrap()]);
    line.extend(&args[3..]);
    let (stdout, stderr, status) = prepare(run(&line)).output();
    let said = (stdout + &stderr).replace(folder.path().to_str().unwrap(), "OUT");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().collect();
    let written = std::fs::read(&path).ok();
    assert_eq!(left.len(), usize::from(written.is_some()), "something else is left: {left:?}");
    (said, status, written)
}

fn from_wav(file: &[u8]) -> Vec<i16> {
    let mut reader = hound::WavReader::new(Cursor::new(file)).unwrap();
    assert_eq!((reader.spec().channels, reader.spec().sample_rate), (1, RATE));
    reader.samples::<i16>().map(Result::unwrap).collect()
}

/// What rodio, that is Symphonia, makes of a file.
fn by_rodio(file: Vec<u8>) -> Vec<i16> {
    let decoder = Decoder::new(Cursor::new(file)).unwrap();
    assert_eq!((decoder.channels().get(), decoder.sample_rate().get()), (1, RATE));
    #[expect(clippy::cast_possible_truncation, reason = "16 bits, as they were written")]
    let whole = |sample: f32| (sample * 32768.0).round() as i16;
    decoder.map(whole).collect()
}

type Write1 = fn(&[f32], &Markers) -> Vec<u8>;

fn as_wav(sound: &[f32], markers: &Markers) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    wav::write(Wave::of(sound), markers, &mut file, &mut |_| Ok(())).unwrap();
    file.into_inner()
}

fn as_flac(sound: &[f32], markers: &Markers) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    flac::write(Wave::of(sound), markers, &mut file, &mut |_| Ok(())).unwrap();
    file.into_inner()
}

#[test]
fn a_session_is_the_same_samples_as_wav_and_as_flac_and_none_more() {
    let (said, status, wav) = rendered(&["seated-cat-cow", "-o", "a.wav"], |run| run);
    let asks = "A sound file asks nothing and stops for nobody: \
                read `stenosis-routine safety` first.\n";
    assert_eq!((said, status), (format!("{asks}OUT/a.wav: 5:19, 30.6 MB.\n"), 0));
    let (said, _, flac) = rendered(&["seated-cat-cow", "--output", "A.FLAC"], |run| run);
    assert_eq!(said, format!("{asks}OUT/A.FLAC: 5:19, 2.8 MB.\n"));
    let wav = from_wav(&wav.unwrap());
    assert_eq!(wav.len(), 319 * RATE as usize);
    assert!(by_rodio(flac.unwrap()) == wav, "FLAC has other samples");
    let timeline = compile(&Plan::today(built_in("seated-cat-cow")));
    for n in (0..wav.len() as u64).step_by(997) {
        let heard = pcm(sample(&timeline, &soft(), n));
        assert_eq!(wav[usize::try_from(n).unwrap()], heard, "{n}");
    }
}

/// How a cue begins, as it is written in its theme: 10 ms of it.
fn begins(cue: Cue, length: f64) -> Vec<f64> {
    let theme = soft();
    let tone = &theme.tones(cue)[0];
    let [low, high] = tone.hz().unwrap().map(|hz| hz.0);
    let growth = (high / low).ln() / length;
    let at = |n: u32| {
        let time = f64::from(n) / f64::from(RATE);
        let rise = 0.5 - 0.5 * (time / 0.012 * TAU / 2.0).cos();
        let turns = low * (time + growth * time * time / 2.0);
        (TAU * turns).sin() * rise * f64::from(tone.loud.0)
    };
    (0..480).map(at).collect()
}

/// Where it fits best, of the samples about one place.
fn onset(sound: &[i16], about: usize, wanted: &[f64]) -> usize {
    let apart = |begin: usize| -> f64 {
        let heard = sound[begin..].iter().map(|sample| f64::from(*sample) / 32767.0);
        heard.zip(wanted).map(|(heard, wanted)| (heard - wanted).powi(2)).sum()
    };
    let places = about.saturating_sub(40)..about + 40;
    places.min_by(|a, b| apart(*a).total_cmp(&apart(*b))).unwrap()
}

#[test]
fn every_cue_begins_at_most_a_sample_beside_the_place_that_show_json_gives() {
    let (_, _, wav) = rendered(&["daily-5", "-o", "a.wav"], |run| run);
    let wav = from_wav(&wav.unwrap());
    let (json, ..) = run(&["show", "daily-5", "--json"]).output();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let millis = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    assert_eq!(wav.len(), millis(&json["total_ms"]) * 48);
    let mut heard = 0;
    for span in json["cues"].as_array().unwrap() {
        let cue = match (span["kind"].as_str().unwrap(), span["breath"].as_str()) {
            ("phase", Some("in")) => Cue::In,
            ("phase", Some("out")) => Cue::Out,
            ("phase", _) => Cue::Hold,
            ("rest", _) => Cue::Rest,
            ("lead-in", _) => Cue::LeadIn,
            _ => continue,
        };
        let place = millis(&span["at_ms"]) * 48;
        let length = Duration::from_millis(millis(&span["length_ms"]) as u64).as_secs_f64();
        let onset = onset(&wav, place, &begins(cue, length));
        assert!(onset.abs_diff(place) <= 1, "{span}: {onset} for {place}");
        heard += 1;
    }
    assert!(heard > 50, "{heard}");
}

#[test]
fn a_source_can_be_sought_to_the_sample() {
    let timeline = short();
    let mut source = SampleSource::new(WholeSession::new(Arc::clone(&timeline), soft()));
    assert_eq!(source.total_duration(), Some(timeline.total()));
    let count = index(Offset::at(timeline.total()));
    assert_eq!(source.clone().count() as u64, count);
    for n in [0, 1, 239, 240, 241, 480_000, 555_555, count - 1] {
        let at = Duration::from_nanos((n * 1_000_000_000).div_ceil(u64::from(RATE)));
        source.try_seek(at).unwrap();
        let wanted = (n..n + 500).map(|n| sample(&timeline, &soft(), n));
        let wanted: Vec<f32> = wanted.take(usize::try_from(count - n).unwrap()).collect();
        let heard: Vec<f32> = source.by_ref().take(500).collect();
        assert!(heard == wanted, "{n}");
    }
    source.try_seek(timeline.total() + Duration::from_secs(1)).unwrap();
    assert_eq!(source.next(), None);
}

/// A last frame may have any length, also one for which there is no rule to predict by.
#[test]
fn a_sound_of_any_length_comes_back_whole() {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let wave = |n: usize| (n as f32 * 0.07).sin() * 0.9;
    for count in [1, 2, 4, 5, 15, 16, 17, 31, 32, 33, 4095, 4096, 4097, 4100, 8191, 8192, 9000] {
        let sound: Vec<f32> = (0..count).map(wave).collect();
        let wanted: Vec<i16> = sound.iter().copied().map(pcm).collect();
        assert!(from_wav(&as_wav(&sound, &Markers::default())) == wanted, "{count}");
        assert!(by_rodio(as_flac(&sound, &Markers::default())) == wanted, "{count}");
    }
    for write in [as_wav, as_flac] as [Write1; 2] {
        assert!(!write(&[], &Markers::default()).is_empty());
    }
}

#[test]
fn what_is_too_loud_is_cut_and_does_not_turn_round() {
    assert_eq!([1.0, 1.5, -1.5, 0.0, 0.5].map(pcm), [32767, 32767, -32768, 0, 16384]);
}

/// A place for a file that keeps nothing but how much was written.
#[derive(Default)]
struct Counted {
    at: u64,
    written: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.at += bytes.len() as u64;
        self.written = self.written.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => self.written,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

/// Memory is that of a block, whatever the length: what is told is on its way to the disk, and who
/// hears of it can end it.
#[test]
fn nothing_is_kept_back_and_an_error_ends_it() {
    let endless = || Wave { count: None, at: |n| if n % 9 < 4 { 0.25 } else { -0.25 } };
    let told = std::cell::Cell::new((0, 0));
    let stop = |written: u64| {
        let (calls, _) = told.get();
        told.set((calls + 1, written));
        if calls == 99 { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    };
    let mut out = Counted::default();
    let error = wav::write(endless(), &Markers::default(), &mut out, &mut |n| stop(n)).unwrap_err();
    assert_eq!((error.kind(), told.get()), (ErrorKind::Interrupted, (100, 409_600)));
    assert_eq!(out.written, 44 + 2 * 409_600);
    told.set((0, 0));
    let mut out = Counted::default();
    flac::write(endless(), &Markers::default(), &mut out, &mut |n| stop(n)).unwrap_err();
    assert_eq!(told.get(), (100, 409_600));
    assert!(out.written > 100 * 20, "{}", out.written);
}

fn marked() -> Markers {
    let at = |millis, words: &str| Marker {
        at: Offset::at(Duration::from_millis(millis)),
        words: words.to_owned(),
    };
    Markers {
        title: "A title".into(),
        chapters: vec![at(0, "One"), at(62_500, "Twö")],
        lines: vec![at(0, "In."), at(3_250, "Out.")],
    }
}

/// The pieces of a file by name, as RIFF has them.
fn chunks(mut rest: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    while let [a, b, c, d, l0, l1, l2, l3, content @ ..] = rest {
        let length = u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize;
        all.push((String::from_utf8(vec![*a, *b, *c, *d]).unwrap(), content[..length].to_vec()));
        rest = &content[length.next_multiple_of(2)..];
    }
    assert!(rest.is_empty(), "something is left over");
    all
}

#[test]
fn a_wav_names_its_exercises_and_its_lines_behind_the_sound() {
    let file = as_wav(&[0.0; 3], &marked());
    let [(riff, content)] = &chunks(&file)[..] else { panic!("one piece") };
    assert_eq!((riff.as_str(), &content[..4]), ("RIFF", &b"WAVE"[..]));
    let chunks_of = chunks(&content[4..]);
    let names: Vec<&str> = chunks_of.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["fmt ", "data", "cue ", "LIST", "LIST"]);
    let cue = &chunks_of[2].1;
    assert_eq!((cue.len(), cue[0]), (4 + 2 * 24, 2));
    assert_eq!(cue[48..52], (62_500 * 48_u32).to_le_bytes());
    let labels = chunks(&chunks_of[3].1[4..]);
    assert_eq!(labels[0], ("labl".into(), b"\0\0\0\0One\0".to_vec()));
    assert_eq!(labels[1], ("labl".into(), "\u{1}\0\0\0Twö\0".as_bytes().to_vec()));
    let info = chunks(&chunks_of[4].1[4..]);
    assert_eq!(info[0], ("INAM".into(), b"A title\0".to_vec()));
    assert_eq!(info[1], ("ICMT".into(), b"[00:00.00]In.\n[00:03.25]Out.\n\0".to_vec()));
}

#[test]
fn a_flac_names_its_exercises_and_its_lines_before_the_sound() {
    let file = as_flac(&[0.0; 3], &marked());
    let text = String::from_utf8_lossy(&file);
    for comment in [
        "TITLE=A title",
        "CHAPTER001=00:00:00.000",
        "CHAPTER001NAME=One",
        "CHAPTER002=00:01:02.500",
        "CHAPTER002NAME=Twö",
        "LYRICS=[00:00.00]In.\n[00:03.25]Out.\n",
    ] {
        let counted =
            format!("{}\0\0\0{comment}", char::from(u8::try_from(comment.len()).unwrap()));
        assert!(text.contains(&counted), "{comment}");
    }
    assert_eq!(by_rodio(file), [0, 0, 0]);
}

#[test]
fn another_ending_gets_one_sentence_and_nothing_is_written() {
    for (name, says) in [
        (
            "anna.mp3",
            "A session is written as .wav or .flac; `ffmpeg -i OUT/anna.flac OUT/anna.mp3` makes \
             a .mp3 of that.\n",
        ),
        ("anna", "A session is written as .wav or .flac: give the name one of these endings.\n"),
    ] {
        assert_eq!(
            rendered(&["daily-5", "-o", name], |run| run),
            (says.to_owned(), 2, None),
            "{name}"
        );
    }
    let (said, status, _) = rendered(&["daily-5", "-o", "an na.ogg"], |run| run);
    assert!(status == 2 && said.contains("-i 'OUT/an na.flac' 'OUT/an na.ogg'`"), "{said}");
}

#[test]
fn a_file_that_is_there_stays_unless_somebody_says_so() {
    let there = |args: &[&str]| {
        run(&[&["render", "short.toml", "-o", "a.flac"], args].concat())
            .file("short.toml", SHORT)
            .file("a.flac", "mine")
    };
    there(&[])
        .stderr(
            "a.flac is there already. Add --force to write over it, or name another file \
             behind -o.\n",
        )
        .status(2)
        .check();
    let (said, _, status) = there(&["--force"]).output();
    assert!(status == 0 && said.ends_with("a.flac: 0:40, 0.4 MB.\n"), "{said}");
}

#[test]
fn a_folder_that_is_not_there_leaves_nothing() {
    let (said, stderr, status) = run(&["render", "daily-5", "-o", "no/where.wav"]).output();
    assert_eq!(status, 1);
    assert!(!said.contains("MB") && stderr.contains("no/where.wav cannot be written"), "{stderr}");
}

/// What needs leave is not in a file, which cannot ask; what this person leaves out is named.
#[test]
fn it_is_said_what_is_not_in_it_and_what_is_not_for_this_person() {
    let profile = "[flags]\nhip-replacement = \"yes\"\n";
    let (said, status, wav) = rendered(&["mixed.toml", "-o", "a.wav"], |run| {
        run.file("mixed.toml", NOT_FOR_ALL).file("home/profile.toml", profile)
    });
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!(said);
    let titles = String::from_utf8_lossy(&wav.unwrap()).into_owned();
    assert!(titles.contains("Belly breath") && titles.contains("Double knee to chest"));
    assert!(!titles.contains("Thoracic"), "it is left out");
}

#[test]
fn lighter_is_shorter() {
    let length = |args: &[&str]| {
        let (_, _, wav) = rendered(&[&["daily-5", "-o", "a.wav"], args].concat(), |run| run);
        from_wav(&wav.unwrap()).len()
    };
    let lighter = compile(&Plan::today(built_in("daily-5")).lighter());
    assert_eq!(length(&["--lighter"]) as u64, index(Offset::at(lighter.total())));
    assert!(length(&["--lighter"]) < length(&[]));
}

#[test]
fn a_link_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (link, mine) = (folder.path().join("a.wav"), folder.path().join("mine"));
    std::fs::write(&mine, "mine").unwrap();
    std::os::unix::fs::symlink(&mine, &link).unwrap();
    let path = link.to_str().unwrap();
    let (_, stderr, status) = run(&["render", "daily-5", "-o", path, "--force"]).output();
    assert!(status == 2 && stderr.contains("is a link to another place"), "{stderr}");
    assert_eq!(std::fs::read_to_string(Path::new(&mine)).unwrap(), "mine");
}
