//! What a limit says of a file: what was found, why that matters, and what to write instead.

use std::time::Duration;

use crate::domain::severity::Severity;
use crate::limits::{Finding, Measured, Quantity, Unsaid, range};
use crate::text::faults::{DiagnosticText, Keystrokes};
use crate::text::lists::{Count, InWords, commas};

use super::{ranges, words};

/// A finding in words.
pub fn finding(finding: &Finding) -> DiagnosticText {
    let because = words(finding.number).because;
    let text = without_reason(finding);
    DiagnosticText { message: format!("{}, because {because}", text.message), ..text }
}

fn without_reason(finding: &Finding) -> DiagnosticText {
    match &finding.measured {
        Measured::Outside(of, value) => outside(*of, *value, finding.severity),
        Measured::Unsaid(unsaid) => missing(unsaid),
        Measured::Word(word) => {
            DiagnosticText::new(format!("`{word}` stands here"), instead_of_word(finding.number))
        }
        Measured::ExtensionNotMeasured => DiagnosticText::new(
            "extension without saying how much",
            "write extension = \"mild\", \"thoracic\" or \"lumbar\" as well, or take it out here",
        ),
        Measured::ExtensionWithoutDirection(extension) => DiagnosticText::new(
            format!("extension = \"{extension}\", and no direction says so"),
            "write direction = [\"extension\", …] where it happens, or extension = \"none\"",
        ),
        Measured::BendingBackAndTurning => DiagnosticText::new(
            "bending back and turning at once",
            "take one of the two out of this phase",
        ),
        Measured::BendingBackOnOneLeg => {
            DiagnosticText::new("bending back on one leg", "take one of the two out of this phase")
        }
        Measured::ClearanceAhead => DiagnosticText::new(
            "a clearance of a day that has not come",
            "write the day on which it was given",
        ),
        Measured::UnderstatedExtension(library) => DiagnosticText::new(
            format!("the exercise that is used has extension = \"{library}\""),
            "take this line out, or choose another exercise",
        ),
        Measured::SameBreathTwice => DiagnosticText::new(
            "the same breath as in the phase beside it",
            "write breath = \"free\" and a cue, or let in and out take turns",
        ),
        Measured::BreathTonesAlike => DiagnosticText::new(
            "the same tone for in and for out",
            "turn it round: hz = [to, from]",
        ),
        Measured::BreathTonesNear => DiagnosticText::new(
            "the tones for in and for out are too much alike",
            "let one rise and one fall, and begin four semitones apart: 523.25 and 659.26 are",
        ),
        Measured::OneSideOnly => DiagnosticText::new(
            "one side only, and no reason given",
            "write side = \"each\", or say why: one-side-reason = \"…\"",
        ),
        Measured::LiftWithoutRounding => DiagnosticText::new(
            "a lift without an easier version that only rounds",
            "add easier = { direction = [\"flexion\"], extension = \"none\", phase = [ … ] }",
        ),
        Measured::UpperBackWithoutCaution => DiagnosticText::new(
            "the upper back bends backwards, and there is no caution",
            "add caution = [\"…\"]",
        ),
        Measured::UpperBackWithFlags(flags) => DiagnosticText::new(
            "the upper back bends backwards, and hide-if leaves somebody out",
            format!("add to hide-if: {}", commas(flags)),
        ),
        Measured::HoldBesideABreath => hold_beside_a_breath(),
        Measured::UnknownTag(tag) => unknown_tag(tag),
        Measured::Tag(tag) => DiagnosticText::new(
            format!("an exercise with the mark {tag}"),
            "choose another exercise",
        ),
    }
}

fn hold_beside_a_breath() -> DiagnosticText {
    let advice = "take this phase out, and let the breath go on by itself";
    DiagnosticText::new("a hold beside a paced breath is a held breath", advice)
        .typed(Keystrokes::WithoutThisGroup)
}

fn unknown_tag(tag: &str) -> DiagnosticText {
    let advice = "take it out; the only mark that can stand here is \"end-range\"";
    DiagnosticText::new(format!("there is no mark `{tag}`"), advice)
        .typed(Keystrokes::WithoutThisEntry)
}

fn outside(of: Quantity, value: u64, severity: Severity) -> DiagnosticText {
    let Some((_, band)) = range(of) else { return DiagnosticText::default() };
    let message = format!("{}; {}", measured(of, value), ranges::beside(band, value, severity));
    match (instead(of), severity) {
        (_, Severity::Note) => DiagnosticText::new(message, "fewer is always fine"),
        (Some(instead), _) => DiagnosticText::new(message, instead),
        (None, _) => {
            let (label, typed) = ranges::write_within(band, value);
            DiagnosticText::new(message, format!("write {label}")).here(typed)
        }
    }
}

/// What to add where a key is not written whose usual value is outside its range: the label, and the line.
pub fn add(finding: &Finding, key: &str) -> Option<(String, String)> {
    let Measured::Outside(of, value) = finding.measured else { return None };
    let (_, band) = range(of)?;
    let (label, typed) = ranges::write_within(band, value);
    Some((format!("add {key} = {label}"), format!("{key} = {typed}")))
}

/// What was measured, as a person says it. `value` is in thousandths.
fn measured(of: Quantity, value: u64) -> String {
    let length = InWords(Duration::from_millis(value));
    let number = value / 1_000;
    let (reps, sets) = (Count(number, "repetition"), Count(number, "set"));
    match of {
        Quantity::SetRepetitions => format!("{reps} of a mobility or balance exercise"),
        Quantity::CatCowRepetitions => format!("{reps} of lifting and rounding with the breath"),
        Quantity::StretchRepetitions => format!("{reps} of a stretch"),
        Quantity::StrengthRepetitions => format!("{reps} of a strength exercise"),
        Quantity::FreeRepetitions => format!("{reps} at one's own pace"),
        Quantity::Sets => sets.to_string(),
        Quantity::Rounds => Count(number, "round").to_string(),
        Quantity::BreathIn => format!("{length} for a breath in"),
        Quantity::BreathOut => format!("{length} for a breath out"),
        Quantity::BreathOutToIn => format!("{} times the breath in", hundredths(value)),
        Quantity::BreathsPerMinute => format!("{} breaths a minute", hundredths(value)),
        Quantity::Hold => format!("{length} in one position"),
        Quantity::StrengthHold => format!("{length} in one position of a strength exercise"),
        Quantity::Movement => format!("{length} for one movement"),
        Quantity::PacedBreathing => format!("{length} of paced breathing"),
        Quantity::Rest => format!("{length} of rest after an exercise"),
        Quantity::StrengthRest => format!("{length} of rest after a strength exercise"),
        Quantity::IsometricRest => {
            format!("{length} of rest after a strength exercise that is mostly a hold")
        }
        Quantity::RestBetweenSets => format!("{length} of rest between sets"),
        Quantity::RestBetweenRounds => format!("{length} of rest between rounds"),
        Quantity::RoutineLength => format!("{length} in all, without walks"),
        Quantity::WalkingRoutineLength => format!("{length} in all, with walks"),
        Quantity::StrengthExercises => format!("{number} strength exercises"),
        Quantity::Exercises => format!("{number} exercises"),
        Quantity::LumbarRepetitions => format!("{reps} of bending the low back backwards"),
        Quantity::LumbarHold => format!("{length} with the low back bent backwards"),
        Quantity::LumbarSets => format!("{sets} of bending the low back backwards"),
        Quantity::ClearanceAge => format!("cleared {} ago", Count(number, "day")),
        Quantity::WaysDownAndUp => format!("{number} times down or up"),
        Quantity::Walk => format!("{length} of walking without a seated rest"),
        Quantity::Ride => format!("{length} of cycling without a rest"),
        Quantity::SeatedRest => format!("{length} of seated rest"),
        Quantity::Walking => format!("{length} of walking"),
        Quantity::MovementWithoutRest => format!("{length} of movement without a rest"),
        Quantity::TonePitch => format!("a tone of {} Hz", hundredths(value)),
        Quantity::ToneLength => format!("a tone of {length}"),
        Quantity::SameRoutineInADay => format!("{} a day", Count(number, "time")),
        Quantity::MoreRepetitions => format!("{number} more repetitions at one step"),
        Quantity::MoreTime => format!("{length} more at one step"),
        Quantity::MaxPain => format!("max-pain = {number}"),
        // No file breaks these: the program holds them, or `start`, which says it in its own words.
        Quantity::StrengthDaysInAWeek
        | Quantity::LengthOfADay
        | Quantity::PacedBreathingInFirstWeek
        | Quantity::SitBeforeStanding => String::new(),
    }
}

/// Thousandths, with two digits after the point, or as many as it needs.
fn hundredths(thousandths: u64) -> String {
    let value = thousandths / 10;
    let text = format!("{}.{:02}", value / 100, value % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What to do where a number of the range cannot simply be written.
const fn instead(of: Quantity) -> Option<&'static str> {
    Some(match of {
        Quantity::BreathOutToIn => "let the breath out last once to twice as long as the breath in",
        Quantity::BreathsPerMinute => "let both breaths together last 5 to 12 seconds",
        Quantity::PacedBreathing => "ask for fewer breaths, or for a minute of rest between",
        Quantity::RoutineLength | Quantity::WalkingRoutineLength => {
            "make it shorter, or two routines"
        }
        Quantity::StrengthExercises => "keep it for another day",
        Quantity::Exercises => "keep it, and those behind it, for another routine",
        Quantity::ClearanceAge => "ask the clinician again, and write the new day",
        Quantity::WaysDownAndUp => "put what is done lying down together",
        Quantity::Ride => "ride for less at a time",
        Quantity::Walk => "walk for less at a time, or sit down in between",
        Quantity::MoreRepetitions | Quantity::MoreTime => "put a step between the two",
        Quantity::Walking => "ask for fewer walks, or for shorter ones",
        Quantity::MovementWithoutRest => "ask for less, or for a seated rest between",
        _ => return None,
    })
}

/// What stands in place of a word that a limit is about.
const fn instead_of_word(number: u8) -> &'static str {
    match number {
        10 => "say to breathe on",
        28 => "take it out: exercises are done without weights here",
        41 => "say what is done, not what comes of it",
        42 => "write lift or round",
        _ => "say it more softly",
    }
}

fn missing(unsaid: &[Unsaid]) -> DiagnosticText {
    let words = |unsaid: &Unsaid| match unsaid {
        Unsaid::Easier => ("no easier version", "easier"),
        Unsaid::Caution => ("no caution", "caution"),
        Unsaid::Source => ("no source", "source (or own-choice = true)"),
    };
    let (missing, keys): (Vec<&str>, Vec<&str>) = unsaid.iter().map(words).unzip();
    let message = format!("an exercise with {}", commas(&missing));
    DiagnosticText::new(message, format!("add {}", commas(&keys)))
}

#[cfg(test)]
mod tests {
    use crate::limits::{self, FileKey};

    use super::*;

    /// What is said of every range at both its ends, warned of and refused.
    fn said() -> Vec<(String, u64, u64)> {
        let bands =
            limits::ALL.iter().flat_map(|limit| limit.bands.iter().map(|b| (limit.number, b)));
        let ends = bands.flat_map(|(number, band)| {
            let (fine, warned) = (band.fine, band.warned);
            let outside = [
                (fine.1.saturating_add(1_000), fine.1, warned.1),
                (warned.1.saturating_add(1_000), fine.1, warned.1),
                (fine.0.saturating_sub(1_000), fine.0, warned.0),
                (warned.0.saturating_sub(1_000), fine.0, warned.0),
            ];
            outside.into_iter().filter_map(move |(value, usual, bound)| {
                let severity = band.weigh(value)?;
                let measured = Measured::Outside(band.of, value);
                let found = Finding { number, severity, key: FileKey::Whole, measured };
                Some((finding(&found).message, usual, bound))
            })
        });
        ends.collect()
    }

    #[test]
    fn f_05_every_message_names_the_bound_that_was_broken_and_the_usual_one() {
        let said = said();
        assert!(said.len() > 50, "{}", said.len());
        for (message, usual, bound) in said {
            assert!(message.len() <= 170, "{}: {message}", message.len());
            let digits = |value: u64| match value {
                u64::MAX | 0 => String::new(),
                // The first number of a length in minutes and seconds is enough.
                value if value >= 60_000 && message.contains("minute") => {
                    (value / 60_000).to_string()
                }
                value => (value / 1_000).to_string(),
            };
            assert!(message.contains(&digits(usual)), "{usual}: {message}");
            assert!(message.contains(&digits(bound)), "{bound}: {message}");
            assert!(message.contains("the usual") || message.contains(" is the "), "{message}");
        }
    }
}
