//! A program of this machine that makes speech: what it is called with, and what is told it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::audio::voice::{BYTES_AT_MOST, SpeechSamples, USUAL_RATE, spoken};
use crate::io::read_file::bytes_at_most;
use crate::text::is_english;

use super::child::answer;
use super::places::on_path;

/// How long an engine may take for a sentence.
const WITHIN: Duration = Duration::from_secs(2);
/// So many samples are kept, in case the same words come again: 8 seconds, which is many a short word.
const KEPT: usize = 8 * 48_000;
/// The longest sentence, in characters; one of a file's is far shorter.
const LONGEST: usize = 600;
/// What a person can write into their own command, for how fast and in which language.
const RATE: &str = "{rate}";
const LANGUAGE: &str = "{language}";
/// The longest name of a language.
const LANGUAGE_AT_MOST: usize = 16;

/// Reads words from its standard input, by the voice that Windows has, and writes a WAV: a rate from -10 to
/// 10, and a language where there is a voice for it.
const SAPI: &str = include_str!("../../../scripts/speech.ps1");

/// Which program it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum EngineKind {
    /// eSpeak, or eSpeak NG.
    Espeak(PathBuf),
    /// What macOS has, and its voice for the language, where there is one.
    Say(PathBuf, Option<String>),
    /// What Windows has, by its shell.
    Sapi(PathBuf),
    /// A person's own choice: reads words, writes a WAV.
    Own(String, Vec<String>),
}

/// A program that makes speech, and what it has made.
#[derive(Debug)]
pub struct Engine {
    kind: EngineKind,
    language: String,
    made: VecDeque<(String, u16, SpeechSamples)>,
    is_gone: bool,
}

impl Engine {
    /// The person's own command, or else what is installed here.
    pub fn of_this_person(own: &[String], language: Option<&str>) -> Option<Engine> {
        let language = tag(language);
        let kind = match own.split_first() {
            Some((program, arguments)) => EngineKind::Own(program.clone(), arguments.to_vec()),
            None => installed(&language)?,
        };
        Some(Engine { kind, language, made: VecDeque::new(), is_gone: false })
    }

    /// The program, as it was found.
    pub fn program(&self) -> String {
        match &self.kind {
            EngineKind::Espeak(path) | EngineKind::Say(path, _) | EngineKind::Sapi(path) => {
                path.display().to_string()
            }
            EngineKind::Own(program, _) => program.clone(),
        }
    }

    /// What was not asked for longest goes first.
    fn forget_the_oldest(&mut self) {
        let mut all: usize = self.made.iter().map(|(.., samples)| samples.len()).sum();
        while all > KEPT {
            let Some((.., samples)) = self.made.pop_back() else { return };
            all -= samples.len();
        }
    }

    /// The samples of some words at a rate; nothing once it has failed, for then it is not asked again.
    pub fn say(&mut self, words: &str, rate: u16) -> Option<SpeechSamples> {
        // Who cannot be told how fast says it always as fast.
        let rate = if self.kind.knows_rates() { rate } else { USUAL_RATE };
        let is_it = |(made, at, _): &(String, u16, SpeechSamples)| made == words && *at == rate;
        if let Some(place) = self.made.iter().position(is_it) {
            let kept = self.made.remove(place)?;
            let samples = SpeechSamples::clone(&kept.2);
            self.made.push_front(kept);
            return Some(samples);
        }
        if self.is_gone {
            return None;
        }
        let Some(samples) = self.made_of(words, rate) else {
            self.is_gone = true;
            return None;
        };
        self.made.push_front((words.to_owned(), rate, SpeechSamples::clone(&samples)));
        self.forget_the_oldest();
        Some(samples)
    }

    fn made_of(&self, words: &str, rate: u16) -> Option<SpeechSamples> {
        let words = plain(words);
        let wav = match &self.kind {
            EngineKind::Say(path, voice) => say(path, voice.as_deref(), words, rate),
            kind => answer(kind.command(&self.language, rate)?, words, BYTES_AT_MOST, WITHIN),
        };
        spoken(wav?)
    }
}

impl EngineKind {
    fn knows_rates(&self) -> bool {
        match self {
            EngineKind::Own(_, arguments) => {
                arguments.iter().any(|argument| argument.contains(RATE))
            }
            _ => true,
        }
    }

    #[expect(clippy::disallowed_methods, reason = "speech is made by another program")]
    fn command(&self, language: &str, rate: u16) -> Option<Command> {
        match self {
            EngineKind::Espeak(path) => {
                let mut command = Command::new(path);
                command.args(["--stdin", "--stdout", "-v", language, "-s", &rate.to_string()]);
                Some(command)
            }
            EngineKind::Sapi(path) => {
                let mut command = Command::new(path);
                command.args(["-NoProfile", "-NonInteractive", "-Command", SAPI]);
                command.env("STENOSIS_ROUTINE_RATE", sapi_rate(rate).to_string());
                command.env("STENOSIS_ROUTINE_LANGUAGE", language);
                Some(command)
            }
            EngineKind::Own(program, arguments) => {
                let told = |argument: &String| {
                    argument.replace(RATE, &rate.to_string()).replace(LANGUAGE, language)
                };
                let mut command = Command::new(program);
                command.args(arguments.iter().map(told));
                Some(command)
            }
            EngineKind::Say(..) => None,
        }
    }
}

/// What is installed here.
fn installed(language: &str) -> Option<EngineKind> {
    let espeak = || ["espeak-ng", "espeak"].into_iter().find_map(on_path).map(EngineKind::Espeak);
    if cfg!(target_os = "macos") {
        let say = on_path("say").map(|path| {
            let voice = voice_of(&path, language);
            EngineKind::Say(path, voice)
        });
        return say.or_else(espeak);
    }
    if cfg!(windows) {
        return espeak().or_else(|| on_path("powershell").map(EngineKind::Sapi));
    }
    espeak()
}

/// As many words a minute as a rate from -10 to 10, of which each step is about a tenth. Own choice.
fn sapi_rate(words: u16) -> i8 {
    match words {
        ..=155 => -1,
        156..=170 => 0,
        _ => 1,
    }
}

/// `say` writes only to a file.
#[expect(clippy::disallowed_methods, reason = "speech is made by another program")]
fn say(path: &Path, voice: Option<&str>, words: String, rate: u16) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().ok()?;
    let file = folder.path().join("words.wav");
    let mut command = Command::new(path);
    command.args(["-f", "-", "--file-format=WAVE", "--data-format=LEI16@22050", "-r"]);
    command.arg(rate.to_string()).arg("-o").arg(&file);
    command.args(voice.into_iter().flat_map(|voice| ["-v", voice]));
    answer(command, words, BYTES_AT_MOST, WITHIN)?;
    bytes_at_most(&file, BYTES_AT_MOST).ok().filter(|wav| wav.len() <= BYTES_AT_MOST)
}

/// The first voice that `say` has for a language.
#[expect(clippy::disallowed_methods, reason = "speech is made by another program")]
fn voice_of(path: &Path, language: &str) -> Option<String> {
    let mut command = Command::new(path);
    command.args(["-v", "?"]);
    let list = answer(command, String::new(), BYTES_AT_MOST, WITHIN)?;
    voice_for(&String::from_utf8_lossy(&list), language)
}

/// The same in its list, a voice a line: `Anna   de_DE   # Hallo.`
fn voice_for(list: &str, language: &str) -> Option<String> {
    let voice = |line: &str| {
        let (head, _) = line.split_once('#')?;
        let (name, of) = head.trim_end().rsplit_once(char::is_whitespace)?;
        Some((name.trim().to_owned(), of.replace('_', "-").to_lowercase()))
    };
    let voices: Vec<(String, String)> = list.lines().filter_map(voice).collect();
    let begins = |of: &str| of == language || of.starts_with(&format!("{language}-"));
    voices.into_iter().find(|(_, of)| begins(of)).map(|(name, _)| name)
}

/// A language as engines name it: `de`, `en-gb`.
fn tag(language: Option<&str>) -> String {
    let written = language.unwrap_or_default().split([' ', ',', '.']).next().unwrap_or_default();
    let tag = written.replace('_', "-").to_lowercase();
    let is_tag = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    let names_english = is_english(language) && !tag.starts_with("en-");
    if names_english || !is_tag || !begins || tag.len() > LANGUAGE_AT_MOST {
        return "en".to_owned();
    }
    tag
}

/// Words and nothing else: engines take some characters for commands.
fn plain(words: &str) -> String {
    let no_command = |c: char| match c {
        '[' | ']' | '<' | '>' | '{' | '}' | '\\' | '|' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    let mut words: String = words.chars().map(no_command).take(LONGEST).collect();
    words.push('\n');
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_as_engines_name_it() {
        for (written, named) in [
            (None, "en"),
            (Some("English"), "en"),
            (Some("eng"), "en"),
            (Some("en_GB"), "en-gb"),
            (Some("de"), "de"),
            (Some("pt-BR, informal"), "pt-br"),
            (Some("-w"), "en"),
            (Some("de;rm"), "en"),
            (Some("a-language-of-nobody"), "en"),
        ] {
            assert_eq!(tag(written), named, "{written:?}");
        }
    }

    #[test]
    fn nothing_in_words_is_a_command() {
        let words = "say [[kat]] <mark/> [[rate 300]]\u{1b}]0;x\u{7}\n|end";
        assert_eq!(plain(words), "say   kat    mark/    rate 300    0;x   end\n");
        assert_eq!(plain(&"a".repeat(5000)).len(), LONGEST + 1);
    }

    #[test]
    fn the_voice_of_a_language_is_found_in_the_list_of_say() {
        let list = "Alex                en_US    # Most people recognize me by my voice.\n\
                    Anna                de_DE    # Hallo, ich heiße Anna.\n\
                    Eddy (Deutsch (Deutschland)) de_DE    # Hallo!\nbroken line\n";
        assert_eq!(voice_for(list, "de").as_deref(), Some("Anna"));
        assert_eq!(voice_for(list, "en-us").as_deref(), Some("Alex"));
        assert_eq!(voice_for(list, "fr"), None);
        assert_eq!(voice_for(&list.replace("Anna ", "A nn"), "de").as_deref(), Some("A nn"));
    }

    #[cfg(unix)]
    fn engine(script: &str) -> Engine {
        let own = ["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned()];
        Engine::of_this_person(&own, None).unwrap()
    }

    /// A WAV of a tenth of a second, as a line of a shell prints it.
    #[cfg(unix)]
    fn wav(length: [u8; 4]) -> (tempfile::NamedTempFile, String) {
        use std::io::Write;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let mut bytes = Vec::new();
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 22_050,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::new(std::io::Cursor::new(&mut bytes), spec).unwrap();
        for n in 0..2205_i16 {
            writer.write_sample(if n % 2 == 0 { 9000 } else { -9000 }).unwrap();
        }
        writer.finalize().unwrap();
        bytes[40..44].copy_from_slice(&length);
        file.write_all(&bytes).unwrap();
        let path = file.path().display().to_string();
        (file, path)
    }

    #[cfg(unix)]
    #[test]
    fn a_length_that_nobody_knew_yet_means_the_rest() {
        let told = 4410_u32.to_le_bytes();
        for length in [told, 0x7fff_f000_u32.to_le_bytes(), u32::MAX.to_le_bytes()] {
            let (_file, path) = wav(length);
            let samples = engine(&format!("cat > /dev/null; cat {path}")).say("In.", 150).unwrap();
            assert!((4_790..=4_800).contains(&samples.len()), "{length:?}: {}", samples.len());
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_engine_that_fails_is_not_asked_again_and_what_it_made_stays() {
        let (_file, path) = wav(4410_u32.to_le_bytes());
        let asked = tempfile::NamedTempFile::new().unwrap();
        let log = asked.path().display();
        let script = format!("read line; echo x >> {log}; [ \"$line\" = In. ] && cat {path}");
        let mut engine = engine(&script);
        assert!(engine.say("In.", 150).is_some());
        assert!(engine.say("Out.", 150).is_none(), "it ended as programs do that have failed");
        assert!(engine.say("Hold.", 150).is_none());
        assert!(engine.say("In.", 175).is_some(), "it does not know rates");
        let times = crate::io::read_file::bytes(asked.path()).unwrap();
        assert_eq!(times, b"x\nx\n", "asked once for each until it failed");
    }

    #[cfg(unix)]
    #[test]
    fn garbage_silence_floods_and_death_are_no_speech() {
        for script in [
            "exit 0",
            "echo hello",
            "head -c 100000 /dev/urandom",
            "yes",
            "cat /dev/zero",
            "kill -9 $$",
            "printf 'RIFF\\377\\377\\377\\377WAVEfmt '",
        ] {
            assert!(engine(script).say("In.", 150).is_none(), "{script}");
        }
        let missing = ["/no/such/engine".to_owned()];
        assert!(Engine::of_this_person(&missing, None).unwrap().say("In.", 150).is_none());
    }
}
