//! Themes of tones: those of the program, and a person's own with tones or sound files.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Cursor};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::audio::markers::Markers;
use stenosis_routine::audio::mixer::{Mix, Playing};
use stenosis_routine::audio::synth::{RATE, index, render, render_cue};
use stenosis_routine::audio::wav;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::theme::{Cue, LOUDEST_AT_ONCE, Theme};
use stenosis_routine::domain::timeline::{Timeline, compile};
use stenosis_routine::domain::units::{Gain, Offset};
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded::THEMES;
use stenosis_routine::format::theme::{NoRecordings, check_theme, theme_of_ours};

use crate::run::{Run, Wave, built_in, program, routine, run};

fn theme(text: &str) -> Arc<Theme> {
    let checked = check_theme(&Source::new("test.toml", text), &NoRecordings);
    let drawn: Vec<String> = checked.findings.iter().map(|found| found.draw(false)).collect();
    checked.theme.unwrap_or_else(|| panic!("{}", drawn.join("\n")))
}

/// Every cue as loud as it goes.
fn loud() -> Arc<Theme> {
    let tone = "hz = [600, 600], loud = 1";
    let cue = |cue: &Cue| match cue {
        Cue::In => format!("in = [{{ hz = [523, 784], loud = 1 }}, {{ {tone} }}]\n"),
        Cue::Out => format!("out = [{{ hz = [784, 523], loud = 1 }}, {{ {tone} }}]\n"),
        cue => format!("{cue} = [{{ {tone}, time = \"1s\" }}]\n"),
    };
    theme(
        &("format = 1\ntitle = \"Loud\"\n".to_owned()
            + &Cue::ALL.iter().map(cue).collect::<String>()),
    )
}

fn themes() -> Vec<Arc<Theme>> {
    let ours = THEMES.iter().map(|(name, _)| theme_of_ours(name).unwrap());
    ours.chain([loud()]).collect()
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

/// Loudness is bounded by how a theme is made, whatever sounds over whatever: every span of sessions
/// with every kind of span, and over it every cue that a key can bring.
#[test]
fn nothing_is_too_loud_whatever_meets() {
    let seated = "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\nrest = \"1s\"\n";
    let timelines = [Plan::whole(routine(seated)), Plan::whole(built_in("core-drills"))];
    for (theme, plan) in themes().iter().flat_map(|theme| timelines.iter().map(move |p| (theme, p)))
    {
        let timeline = Arc::new(compile(plan));
        // A third of a second into a span, at its middle and near its end, once for each kind and length.
        let mut seen = std::collections::BTreeSet::new();
        for span in timeline.spans() {
            let kind = (format!("{:?}", std::mem::discriminant(&span.part)), span.length);
            if !seen.insert(kind) || span.length.is_zero() {
                continue;
            }
            for cue in [Cue::Pause, Cue::Easier] {
                let late = span.end() - Duration::from_millis(400);
                for place in [span.at, span.at + span.length / 2, late] {
                    let mut mix = Mix::silence(Arc::clone(theme), Gain(1.0));
                    let playing = Playing {
                        timeline: Arc::clone(&timeline),
                        zero: 0,
                        begins: 0,
                        speech: Arc::default(),
                    };
                    mix.change(0, Some(playing));
                    if cue == Cue::Pause {
                        mix.change(index(place), None);
                    } else if span.end() >= Offset::at(timeline.total()) {
                        // Nothing is left to become easier.
                        continue;
                    }
                    mix.mark(index(place), cue);
                    let mut out = vec![0.0; RATE as usize / 2];
                    mix.render(index(place).max(960) - 960, &mut out);
                    let most = peak(&out);
                    assert!(most <= LOUDEST_AT_ONCE + 0.001, "{}, {cue}: {most}", theme.title);
                }
            }
        }
        let whole = Offset::at(timeline.total()) - Duration::from_secs(3);
        let mut out = vec![0.0; 3 * RATE as usize];
        render(&timeline, theme, index(whole), &mut out);
        assert!(peak(&out) <= LOUDEST_AT_ONCE + 0.001, "{}", theme.title);
    }
}

#[test]
fn a_quiet_theme_stays_as_it_is_and_a_loud_one_keeps_its_balance() {
    let quiet = theme("format = 1\ntitle = \"x\"\nin = [{ hz = [523.25, 784], loud = 0.1 }]\n");
    let soft = theme_of_ours("soft").unwrap();
    let [tone] = quiet.tones(Cue::In) else { panic!("one tone") };
    assert!(tone.loud.0 <= 0.1 && tone.loud.0 > 0.09);
    let share = |theme: &Theme| theme.tones(Cue::Rest)[0].loud.0 / theme.tones(Cue::Hold)[0].loud.0;
    assert!(
        (share(&quiet) - share(&soft)).abs() < 1e-6,
        "as in the usual theme where it says nothing"
    );
    let rest = loud().tones(Cue::Rest)[0].loud.0;
    assert!(rest > 0.2 && rest < 0.5, "{rest}");
}

#[test]
fn a_bell_fades_to_half_in_its_time() {
    let half = "rest = [{ hz = [600, 600], time = \"1s\", loud = 0.4, halves-in = \"200ms\" }]\n";
    let theme = theme(&format!("format = 1\ntitle = \"x\"\n{half}"));
    let mut out = vec![0.0; RATE as usize];
    render_cue(&theme, Cue::Rest, 0, &mut out);
    let about = |millis: usize| peak(&out[(millis - 5) * 48..(millis + 5) * 48]);
    for later in [300, 500, 700] {
        let ratio = about(later) / about(later - 200);
        assert!((ratio - 0.5).abs() < 0.02, "{later}: {ratio}");
    }
}

/// A sample is the same however it is asked for, in the tones that fade, too.
#[test]
fn a_struck_bowl_is_the_same_in_pieces() {
    let timeline = compile(&Plan::whole(built_in("seated-cat-cow")));
    let bowl = theme_of_ours("bowl").unwrap();
    // In the cat-cow itself, breath after breath.
    let from = 120 * u64::from(RATE);
    let mut whole = vec![0.0; 3 * RATE as usize];
    render(&timeline, &bowl, from, &mut whole);
    assert!(peak(&whole) > 0.1);
    let mut pieces = Vec::new();
    for size in [1_usize, 7, 479, 480, 4_801].into_iter().cycle() {
        let mut piece = vec![0.0; size.min(whole.len() - pieces.len())];
        if piece.is_empty() {
            break;
        }
        render(&timeline, &bowl, from + pieces.len() as u64, &mut piece);
        pieces.extend(piece);
    }
    assert!(pieces == whole);
}

/// A WAV of so many seconds: a wave that no theme of ours has.
fn bell(seconds: f64) -> Vec<u8> {
    let count = (seconds * f64::from(RATE)).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds")]
    let count = Some(count as u64);
    #[expect(clippy::cast_precision_loss, reason = "a few seconds")]
    let sound = Wave { count, at: |n| (n as f32 * 0.041).sin() * 0.5 };
    let mut file = Cursor::new(Vec::new());
    wav::write(sound, &Markers::default(), &mut file, &mut |_| Ok(())).unwrap();
    file.into_inner()
}

const BELLS: &str = "format = 1\ntitle = \"Bells\"\nrest = [{ file = \"bell.wav\", loud = 0.4 }]\n";

fn with_bells(run: Run) -> Run {
    run.file("home/sounds/bells.toml", BELLS).file("home/sounds/bell.wav", bell(1.0))
}

#[test]
fn a_theme_of_ones_own_is_listed_checked_and_chosen() {
    let (stdout, stderr, status) = with_bells(run(&["sounds", "list"])).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(
        stdout.starts_with("soft   Soft  (in use)\nbowl   Bowl\nlow    Low\nbells  Bells\n\n"),
        "{stdout}"
    );
    let check = |name: &str| with_bells(run(&["check", name])).output();
    assert_eq!(check("bells"), ("bells: in order. A theme of tones.\n".into(), String::new(), 0));
    assert_eq!(check("home/sounds/bells.toml").2, 0);
    assert_eq!(check("soft").0, "soft: in order. A theme of tones.\n");
    with_bells(run(&["sounds", "use", "bells"])).stdout("From now on: Bells.\n").check();
    let chosen = "volume = 3\nmute = false\ntheme = \"bells\"\n";
    let (stdout, ..) =
        with_bells(run(&["sounds", "list"])).file("home/settings.toml", chosen).output();
    assert!(stdout.contains("bells  Bells  (in use)\n"), "{stdout}");
}

#[test]
fn a_sound_file_is_heard_where_its_cue_is() {
    let one = "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 1\nrest = \"5s\"\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wav");
    let line = ["render", "one.toml", "--theme", "bells", "-o", path.to_str().unwrap()];
    let (_, stderr, status) = with_bells(run(&line)).file("one.toml", one).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    let heard: Vec<i16> =
        hound::WavReader::open(&path).unwrap().into_samples().map(Result::unwrap).collect();
    let bell: Vec<i16> = hound::WavReader::new(Cursor::new(bell(1.0)))
        .unwrap()
        .into_samples()
        .map(Result::unwrap)
        .collect();
    let timeline: Timeline = compile(&Plan::today(routine(one)));
    let rest = timeline.spans().iter().rev().nth(1).unwrap();
    let at = usize::try_from(index(rest.at)).unwrap();
    let loud = f64::from(peak_of(&heard[at + 1_000..at + 40_000])) / f64::from(peak_of(&bell));
    assert!(loud > 0.3 && loud <= 0.41, "{loud}");
    // Behind its soft start it is the file.
    for n in (1_000..40_000).step_by(397) {
        let wanted = f64::from(bell[n]) * loud;
        assert!((f64::from(heard[at + n]) - wanted).abs() < 60.0, "{n}");
    }
    assert!(heard[at..at + 20].iter().all(|sample| sample.abs() < 200), "it starts softly");
}

fn peak_of(samples: &[i16]) -> u16 {
    samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap()
}

/// One broken theme each, and the whole answer.
#[test]
fn lim_44_to_47_and_every_other_fault_of_a_theme_is_answered() {
    let same = "in = [{ hz = [600, 700] }]\nout = [{ hz = [600, 700] }]\n";
    let cases = [
        ("rest = [{ file = \"../bell.wav\" }]\n", 2),
        ("rest = [{ file = \"/etc/bell.wav\" }]\n", 2),
        ("rest = [{ file = 'C:\\bell.wav' }]\n", 2),
        ("rest = [{ file = \".hidden.wav\" }]\n", 2),
        ("rest = [{ file = \"bell.ogg\" }]\n", 2),
        ("rest = [{ file = \"gone.wav\" }]\n", 2),
        ("rest = [{ file = \"no-sound.wav\" }]\n", 2),
        ("rest = [{ file = \"long.wav\" }]\n", 2),
        ("rest = [{ file = \"empty.wav\" }]\n", 2),
        ("rest = [{ file = \"folder.wav\" }]\n", 2),
        ("rest = [{ loud = 0.5 }]\n", 2),
        ("rest = [{ hz = [600, 600], file = \"bell.wav\" }]\n", 2),
        ("rest = [{ hz = [600] }]\n", 2),
        ("rest = [{ hz = 600 }]\n", 2),
        ("rest = [{ hz = [600, 600], loud = 2 }]\n", 2),
        ("rest = [{ hz = [600, 600], time = \"11s\" }]\n", 2),
        ("rest = [{ hz = [600, 600], time = 1 }]\n", 2),
        ("rest = [{ hz = [600, 600], tiem = \"1s\" }]\n", 2),
        ("rset = [{ hz = [600, 600], time = \"1s\" }]\nin = []\n", 2),
        ("rest = [{ hz = [300, 300], time = \"1s\" }]\n", 0),
        ("rest = [{ hz = [4500, 600], time = \"1s\" }]\n", 2),
        ("rest = [{ hz = [600, 600], time = \"2s\" }]\n", 0),
        ("in = [{ hz = [700, 600] }]\n", 0),
        (same, 2),
    ];
    let mut page = String::new();
    for (text, exit) in cases {
        let (said, stderr, status) = with_bells(run(&["check", "home/sounds/mine.toml"]))
            .file("home/sounds/mine.toml", format!("format = 1\ntitle = \"Mine\"\n{text}"))
            .file("home/sounds/no-sound.wav", "RIFF and nothing else")
            .file("home/sounds/empty.wav", bell(0.0))
            .file("home/sounds/long.wav", bell(11.0))
            .prepare(|folder| std::fs::create_dir(folder.join("home/sounds/folder.wav")).unwrap())
            .output();
        assert_eq!((stderr.as_str(), status), ("", exit), "{text}{said}");
        writeln!(page, "{said}").unwrap();
    }
    insta::assert_snapshot!(page);
}

#[test]
fn a_name_that_no_theme_has_is_answered() {
    let (_, stderr, status) = run(&["sounds", "test", "bowls"]).output();
    assert_eq!(
        (stderr.as_str(), status),
        (
            "There is no theme bowls. Did you mean bowl?\n\
             Type:  stenosis-routine sounds test bowl\n\
             `stenosis-routine sounds list` shows the names.\n",
            2
        )
    );
    let (_, stderr, status) = run(&["start", "--theme", "xyz"]).output();
    assert!(status == 2 && stderr.starts_with("There is no theme xyz.\n"), "{stderr}");
}

/// A session begins, whatever became of the tones that were chosen on another day.
#[test]
fn a_theme_that_is_gone_keeps_no_session_from_beginning() {
    let home = tempfile::tempdir().unwrap();
    let chosen = "volume = 0\nmute = true\ntheme = \"gone\"\n";
    std::fs::write(home.path().join("settings.toml"), chosen).unwrap();
    let mut session = Command::new(program())
        .args(["start", "seated-cat-cow", "--plain"])
        .env("STENOSIS_ROUTINE_HOME", home.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(session.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = said.find(|line| line.contains("cannot be used now"));
    assert!(first.is_some_and(|line| line.contains("The tones gone cannot be used now")));
    assert!(said.any(|line| line.ends_with("Belly breath, starter pace, 1 of 5.")), "it begins");
    session.kill().unwrap();
    session.wait().unwrap();
}
