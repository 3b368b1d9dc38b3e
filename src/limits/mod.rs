//! The limits that keep a routine gentle: LIM-01 to LIM-50, one table, and what breaks them.
//!
//! A limit looks at a checked exercise or routine and gives a [`Breach`]: which limit, how much it
//! weighs, and which key it lies in. Knows no files and no lines; `routine_file` puts a breach at the
//! line it was written in, whether that came by `use`, by another position or by an easier version.

mod dose;
mod growth;
mod table;
mod whole;
mod wording;

use std::fmt;
use std::time::Duration;

use crate::domain::severity::Severity;
use crate::domain::units::InWords;

pub use dose::{clearance, exercise, played_down, version};
pub use growth::{Asked, Growth, More, Pace, Step, asked, counted, growth};
pub use table::ALL;
pub use whole::{longest_paced, routine};
pub use wording::{texts, texts_of_exercise, texts_of_routine};

/// Where a limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The number or the rule is in these sources.
    Source(&'static str),
    /// The rule follows these sources; its bounds are our own cautious choice.
    Both(&'static str),
    /// Our own cautious choice.
    Own,
}

/// What sees to it that a limit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// `check` and `start`, when they read a file.
    File,
    /// Nothing can break it: the format has no words for it, or the program puts it in itself.
    Built,
    /// The tests of the tones that come with the program.
    Tones,
    /// `start`, from the journal and the time of day.
    Start,
}

/// What a number of a band counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// How many.
    Count,
    /// A length of time, in seconds.
    Seconds,
    /// How many in a minute.
    PerMinute,
    /// One length as a multiple of another.
    Times,
}

/// A range that is fine, and a wider one that warns; outside both is refused. In thousandths, both
/// ends included, so that lengths of time are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// What it applies to, where a limit has more than one.
    pub of: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Nothing is said.
    pub fine: (u64, u64),
    /// A warning.
    pub warned: (u64, u64),
    /// Above this the warning is a strong one.
    pub strong: u64,
}

impl Band {
    /// How much a value weighs; nothing where it is fine.
    pub fn weigh(&self, thousandths: u64) -> Option<Severity> {
        let within = |(low, high): (u64, u64)| (low..=high).contains(&thousandths);
        match (within(self.fine), within(self.warned)) {
            (true, _) => None,
            (false, true) if thousandths > self.strong => Some(Severity::Strong),
            (false, true) => Some(Severity::Warning),
            (false, false) => Some(Severity::Fault),
        }
    }
}

/// One limit.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The number in its name.
    pub number: u8,
    /// What is looked at, in plain words.
    pub what: &'static str,
    /// Its ranges, where it is about a number.
    pub bands: &'static [Band],
    /// What holds, where ranges do not say it.
    pub rule: &'static str,
    /// Why; follows "because".
    pub because: &'static str,
    /// Where it comes from.
    pub basis: Basis,
    /// What sees to it.
    pub held: Held,
}

/// The limit of this number, from 1 to 50; they stand in their order, which a test proves.
pub fn limit(number: u8) -> &'static Limit {
    ALL.get(usize::from(number).saturating_sub(1)).unwrap_or(&ALL[0])
}

/// A key of an exercise, of a routine, or of a phase, in which a breach lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The exercise or the routine as a whole.
    Whole,
    /// `title`
    Title,
    /// `direction`
    Direction,
    /// `extension`
    Extension,
    /// `setup`
    Setup,
    /// `reps`
    Reps,
    /// `sets`
    Sets,
    /// `rest-between-sets`
    RestBetweenSets,
    /// `rest`
    Rest,
    /// `side`
    Side,
    /// `progression`
    Progression,
    /// `caution`
    Caution,
    /// `tags`
    Tags,
    /// `cleared-on`
    ClearedOn,
    /// `time` of this phase.
    Time(usize),
    /// `direction` of this phase, or the exercise's where it has none.
    Toward(usize),
    /// `cue` of this phase.
    Cue(usize),
    /// `summary` of the routine.
    Summary,
    /// `guidance` of the routine.
    Guidance,
    /// `stop-if` of the routine.
    StopIf,
    /// `max-pain` of the routine.
    MaxPain,
    /// This exercise of the routine.
    Exercise(usize),
}

/// A limit that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The limit.
    pub number: u8,
    /// What it means for the file.
    pub severity: Severity,
    /// What was found, and why that matters.
    pub message: String,
    /// What to write instead.
    pub label: String,
    /// Where.
    pub at: Key,
    /// The word in that key, where it is about one.
    pub word: Option<String>,
}

/// A breach of a rule.
fn breach(number: u8, severity: Severity, at: Key, said: &str, label: impl Into<String>) -> Breach {
    let message = format!("{said}, because {}", limit(number).because);
    Breach { number, severity, message, label: label.into(), at, word: None }
}

/// A breach of a range, if the value lies outside it. `said` is what was found: "12 repetitions"; it
/// is put into words only then.
fn outside(number: u8, nth: usize, value: u64, at: Key, said: impl fmt::Display) -> Option<Breach> {
    let band = limit(number).bands.get(nth)?;
    let severity = band.weigh(value)?;
    let range = Range(band.fine, band.unit);
    let found = match band.fine {
        (0, _) | (_, u64::MAX) => format!("{said}; the range is {range}"),
        _ => format!("{said}; {range} is the range"),
    };
    Some(breach(number, severity, at, &found, within(band)))
}

/// What to write so that a value lies in a range.
fn within(band: &Band) -> String {
    let said = |value| Amount(value, band.unit);
    match band.fine {
        (0, high) if band.unit == Unit::Count => format!("write {} or fewer", said(high)),
        (0, high) => format!("write {} or less", said(high)),
        (low, u64::MAX) => format!("write {} or more", said(low)),
        both => format!("write {}", Range(both, band.unit)),
    }
}

impl Breach {
    /// The same with another advice, where a range cannot simply be written.
    fn instead(self, label: &str) -> Breach {
        Breach { label: label.into(), ..self }
    }
}

/// An amount, and what it is an amount of.
struct Found<A>(A, &'static str);

impl<A: fmt::Display> fmt::Display for Found<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.1)
    }
}

/// So many, as thousandths.
fn count(number: impl TryInto<u64>) -> u64 {
    number.try_into().unwrap_or(u64::MAX).saturating_mul(1_000)
}

/// A length of time, as thousandths of a second.
pub fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// A range as a person says it: `6 to 8`, `at most 20 seconds`.
struct Range((u64, u64), Unit);

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range((low, high), unit) = *self;
        let said = |value| Amount(value, unit);
        match (low, high) {
            (0, high) => write!(f, "at most {}", said(high)),
            (low, u64::MAX) => write!(f, "at least {}", said(low)),
            (low, high) if low == high => write!(f, "{}", said(high)),
            (low, high) => write!(f, "{} to {}", Amount(low, Unit::Count), said(high)),
        }
    }
}

/// An amount in its unit.
struct Amount(u64, Unit);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Amount(value, unit) = *self;
        let exact = format!("{}.{:03}", value / 1_000, value % 1_000);
        let plain = exact.trim_end_matches('0').trim_end_matches('.');
        match unit {
            Unit::Count => f.write_str(plain),
            Unit::Seconds => write!(f, "{}", InWords(Duration::from_millis(value))),
            Unit::PerMinute => write!(f, "{plain} a minute"),
            Unit::Times => write!(f, "{plain} times"),
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Band { of, unit, fine, warned, strong } = *self;
        let of = if of.is_empty() { String::new() } else { format!("{of}: ") };
        write!(f, "{of}{}", Range(fine, unit))?;
        let beyond = match (warned.0, warned.1) {
            (0, _) => "more",
            (_, u64::MAX) => "less",
            _ => "anything else",
        };
        let wider = match warned {
            _ if warned == fine => return write!(f, "; {beyond} is refused."),
            (0, u64::MAX) => return write!(f, "; {beyond} with a warning."),
            (0, high) => format!("up to {}", Amount(high, unit)),
            (low, u64::MAX) => format!("down to {}", Amount(low, unit)),
            both => Range(both, unit).to_string(),
        };
        let strongly = match strong < warned.1 {
            true => format!(", a strong one beyond {}", Amount(strong, unit)),
            false => String::new(),
        };
        write!(f, "; {wider} with a warning{strongly}; {beyond} is refused.")
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Basis::Source(source) => write!(f, "Source: {source}."),
            Basis::Both(source) => write!(f, "Source: {source}. The bounds are our own choice."),
            Basis::Own => f.write_str("Our own cautious choice."),
        }
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Held::File => "Held by: check and start.",
            Held::Built => "Held by: the program itself; no file can break it.",
            Held::Tones => "Held by: the tests of the tones.",
            Held::Start => "Held by: start, which knows the journal.",
        })
    }
}

impl Limit {
    /// The name by which `check` calls it.
    pub fn name(&self) -> String {
        format!("LIM-{:02}", self.number)
    }

    /// Everything about it, a line each.
    pub fn explained(&self) -> Vec<String> {
        let sentence = |text: String| {
            let mut letters = text.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string());
            format!("{}{}", first.unwrap_or_default(), letters.as_str())
        };
        let mut lines: Vec<String> = self.rules().into_iter().map(sentence).collect();
        lines.push(format!("Because {}.", self.because));
        lines.push(format!("{} {}", self.basis, self.held));
        lines
    }

    /// What holds, a line each.
    pub fn rules(&self) -> Vec<String> {
        let bands = self.bands.iter().map(ToString::to_string);
        let rule = Some(self.rule.to_owned()).filter(|rule| !rule.is_empty());
        bands.chain(rule).collect()
    }
}
