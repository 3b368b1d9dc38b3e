//! A run of the program as a transcript: what goes in, and everything that comes out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use stenosis_routine::audio::source::Samples;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::format::diagnostic::{Diagnostic, Source};
use stenosis_routine::format::embedded;
use stenosis_routine::format::{self, Checked, ExerciseTexts, Library};

/// The program in an empty folder of its own, with a home in it.
pub(crate) struct Run {
    folder: tempfile::TempDir,
    args: Vec<String>,
    input: Vec<u8>,
    status: i32,
    stdout: String,
    stderr: String,
}

#[must_use]
pub(crate) fn run(args: &[&str]) -> Run {
    Run {
        folder: tempfile::tempdir().unwrap(),
        args: args.iter().map(ToString::to_string).collect(),
        input: Vec::new(),
        status: 0,
        stdout: String::new(),
        stderr: String::new(),
    }
}

impl Run {
    /// A file in the folder; `home/` is the person's own one.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Run {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn prepare(self, prepare: impl FnOnce(&Path)) -> Run {
        prepare(self.folder.path());
        self
    }

    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Run {
        self.input = input.into();
        self
    }

    pub(crate) fn status(mut self, status: i32) -> Run {
        self.status = status;
        self
    }

    pub(crate) fn stdout(mut self, stdout: &str) -> Run {
        self.stdout = stdout.into();
        self
    }

    pub(crate) fn stderr(mut self, stderr: &str) -> Run {
        self.stderr = stderr.into();
        self
    }

    /// Runs it, and compares everything it printed; empty unless stated.
    #[track_caller]
    pub(crate) fn check(self) {
        let (status, stdout, stderr) = (self.status, self.stdout.clone(), self.stderr.clone());
        let output = self.output();
        assert_eq!(output.1, stderr, "standard error");
        assert_eq!(output.0, stdout, "standard output");
        assert_eq!(output.2, status, "exit code");
    }

    /// Runs it; gives standard output, standard error and the exit code.
    pub(crate) fn output(self) -> (String, String, i32) {
        let output = assert_cmd::Command::new(program())
            .args(&self.args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path().join("nobody"))
            .env("STENOSIS_ROUTINE_HOME", self.folder.path().join("home"))
            .write_stdin(self.input)
            .output()
            .unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&*self.folder.path().to_string_lossy(), "FOLDER")
        };
        (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
    }
}

pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_stenosis-routine"))
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path.as_ref())
        .unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()))
}

/// The exercises that come with the program, and a few more.
#[derive(Default)]
pub(crate) struct Exercises(pub(crate) Vec<(String, String)>);

impl ExerciseTexts for Exercises {
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        let own = self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        own.or_else(|| embedded::text(embedded::EXERCISES, name))
            .map(|text| Ok(Source::new(format!("{name}.toml"), text)))
    }

    fn exercise_names(&self) -> Vec<String> {
        embedded::EXERCISES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// Checks a text as a file of that name.
pub(crate) fn check_text(name: &str, bytes: &[u8], shelf: &Exercises) -> Checked {
    match format::decode(name, bytes) {
        Ok(source) => format::check(&source, &Library::new(shelf)),
        Err(finding) => Checked::refused(*finding),
    }
}

/// A routine from a text that has to be in order.
#[track_caller]
pub(crate) fn routine(text: &str) -> Arc<Routine> {
    let checked = check_text("test.toml", text.as_bytes(), &Exercises::default());
    let drawn: Vec<String> = checked.findings.iter().map(|finding| finding.draw(false)).collect();
    checked.routine.unwrap_or_else(|| panic!("{}", drawn.join("\n")))
}

/// A routine that comes with the program; each is read once.
pub(crate) fn built_in(name: &str) -> Arc<Routine> {
    static READ: Mutex<BTreeMap<String, Arc<Routine>>> = Mutex::new(BTreeMap::new());
    let read = || {
        let routine = routine(embedded::text(embedded::ROUTINES, name).unwrap());
        Arc::new(format::with_relief(&routine, &Library::new(&Exercises::default())))
    };
    Arc::clone(READ.lock().unwrap().entry(name.to_owned()).or_insert_with(read))
}

/// A sound of which every sample is known.
pub(crate) struct Wave<F> {
    /// Nothing where it never ends.
    pub(crate) count: Option<u64>,
    pub(crate) at: F,
}

impl<'s> Wave<Box<dyn Fn(u64) -> f32 + 's>> {
    /// These samples.
    pub(crate) fn of(samples: &'s [f32]) -> Self {
        let at = Box::new(|n| samples[usize::try_from(n).unwrap()]);
        Wave { count: Some(samples.len() as u64), at }
    }
}

impl<F: Fn(u64) -> f32> Samples for Wave<F> {
    const BLOCK: usize = 4096;

    fn write(&mut self, from: u64, out: &mut [f32]) {
        for (n, sample) in (from..).zip(out) {
            *sample = (self.at)(n);
        }
    }

    fn count(&self) -> Option<u64> {
        self.count
    }
}

/// So many cases for a property, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> proptest::test_runner::Config {
    let asked = proptest::test_runner::Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { usual };
    proptest::test_runner::Config { cases, failure_persistence: None, ..asked }
}
