//! Faults in what exercises and routines mean.

use crate::domain::profile::Flag;
use crate::domain::routine::{Extension, Position};
use crate::text::limits::words;
use crate::text::lists::{any_of, commas};

use super::{DiagnosticText, Keystrokes, quoted};

/// `use` names an exercise that there is not; `meant` is the one that probably was.
pub fn unknown_exercise(name: &str, meant: Option<&str>) -> DiagnosticText {
    let message = format!("there is no exercise `{name}`");
    match meant {
        Some(near) => DiagnosticText::write(message, quoted(near)),
        None => DiagnosticText::new(message, "`stenosis-routine list --exercises` shows the names"),
    }
}

/// An exercise that uses itself.
pub fn uses_itself(name: &str) -> DiagnosticText {
    let message = format!("`{name}` uses itself, directly or through another");
    DiagnosticText::new(message, "take this line out in one of the files")
}

/// A chain of exercises, each of which uses the next, longer than `most`.
pub fn uses_too_many(most: usize) -> DiagnosticText {
    let message = format!("`use` goes through more than {most} exercises");
    DiagnosticText::new(message, "name an exercise that uses fewer, or write it out here")
}

/// A position in which an exercise cannot be done; `offered` are those in which it can.
pub fn position_not_offered(wanted: Position, offered: &[Position]) -> DiagnosticText {
    let message = format!("this exercise cannot be done {wanted}");
    let offered: Vec<String> = offered.iter().map(|at| quoted(at.name())).collect();
    let label = format!("write {}, or leave the line out", any_of(&offered));
    let text = DiagnosticText::new(message, label);
    offered.first().map_or(text.clone(), |first| text.here(first))
}

/// A routine without exercises.
pub fn no_exercise() -> DiagnosticText {
    let label = "add at the end [[exercise]] and, below it, use = \"belly-breath-easy\"";
    let lines = "\n[[exercise]]\nuse = \"belly-breath-easy\"\n";
    DiagnosticText::new(NO_EXERCISE, label).typed(Keystrokes::AtTheEnd(lines.into()))
}

/// The same, where the list is there and is empty.
pub fn no_exercise_in_the_list() -> DiagnosticText {
    DiagnosticText::write(NO_EXERCISE, "[{ use = \"belly-breath-easy\" }]")
}

const NO_EXERCISE: &str = "the routine has no exercise";

/// More steps than anybody could do.
pub fn too_many_steps(steps: u64, most: u64) -> DiagnosticText {
    let message = format!("the routine has {steps} steps, and {most} is the most");
    DiagnosticText::new(message, "ask for fewer repetitions")
}

/// An exercise without phases.
pub fn no_phase() -> DiagnosticText {
    let label = "write at least one: { breath = \"out\", time = \"4s\", cue = \"…\" }";
    DiagnosticText::new("this list is empty", label)
}

/// What an easier version may ask for no more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountOf {
    /// Repetitions.
    Repetitions,
    /// Sets.
    Sets,
}

/// An easier version that asks for more than the exercise.
pub fn easier_asks_more(easier: u32, full: u32, of: CountOf) -> DiagnosticText {
    let what = match of {
        CountOf::Repetitions => "repetitions",
        CountOf::Sets => "sets",
    };
    let message = format!("the easier version asks for {easier} {what}, the exercise for {full}");
    DiagnosticText::new(message, format!("write {full} or fewer")).here(full.to_string())
}

/// An easier version that bends back further than the exercise.
pub fn easier_bends_back_more(full: Extension) -> DiagnosticText {
    let message = "the easier version bends back further than the exercise";
    DiagnosticText::new(message, format!("its extension is at most \"{full}\""))
}

/// Left and right in turn, where turning over takes time.
pub fn alternate_on_the_side() -> DiagnosticText {
    let message = "lying on one side, there is no time to turn over at every repetition";
    DiagnosticText::write(message, quoted("each"))
}

/// Two keys of which only one can be there; the caret is under the first.
pub fn rule_each_other_out(key: &str, other: &str) -> DiagnosticText {
    let message = format!("`{key}` and `{other}` cannot both be there");
    DiagnosticText::new(message, "take one of the two out")
}

/// `up-to` where nothing can be finished early.
pub fn nothing_up_to() -> DiagnosticText {
    let message = "`up-to` needs reps = 2 or more, one set, and an exercise that is no walk";
    DiagnosticText::new(message, "take this line out")
}

/// A step of a ladder that does not set one number.
pub fn not_one_number() -> DiagnosticText {
    let message = "a step sets one of reps, sets and time";
    DiagnosticText::new(message, "write one number a step, such as { reps = 4 }")
}

/// A step of a ladder that asks for less than one before it.
pub fn a_smaller_step() -> DiagnosticText {
    let message = "this step asks for less than the one before it";
    DiagnosticText::new(message, "put the smaller step first, or take this one out")
}

/// A step that sets the time of something that is no walk.
pub fn time_of_no_walk() -> DiagnosticText {
    let message = "only a walk grows by its time";
    DiagnosticText::new(message, "write reps = … in each step, or kind = \"walk\"")
}

/// `group` names a group that there is not; `meant` is the one that probably was.
pub fn unknown_group(name: &str, meant: Option<&str>) -> DiagnosticText {
    let message = format!("there is no group `{name}`");
    if let Some(near) = meant {
        return DiagnosticText::write(message, quoted(near));
    }
    let label = format!("add at the end [group.{name}] and, below it, rounds = 2");
    let lines = format!("\n[group.{name}]\nrounds = 2\n");
    DiagnosticText::new(message, label).typed(Keystrokes::AtTheEnd(lines))
}

/// An exercise that does not follow the others of its group.
pub fn apart_from_its_group(name: &str) -> DiagnosticText {
    let message =
        format!("the exercises of the group `{name}` follow each other, and this one does not");
    DiagnosticText::new(message, "take this line out, or move the exercise to the others")
        .typed(Keystrokes::WithoutThisKey)
}

/// A group in which no exercise is.
pub fn nobody_in_the_group(name: &str) -> DiagnosticText {
    let message = format!("no exercise is in the group `{name}`");
    DiagnosticText::new(message, format!("write group = {} in its exercises", quoted(name)))
}

/// Sets in a group of several rounds.
pub fn sets_in_rounds() -> DiagnosticText {
    DiagnosticText::write(SETS_IN_ROUNDS, "1")
}

/// The same, where the library's exercise has them; the caret is under the group.
pub fn sets_of_the_library_in_rounds() -> DiagnosticText {
    DiagnosticText::new(SETS_IN_ROUNDS, "add sets = 1 below")
        .typed(Keystrokes::LineBelow("sets = 1".into()))
}

/// The same, where steps lead there.
pub fn steps_of_sets_in_rounds() -> DiagnosticText {
    DiagnosticText::new(SETS_IN_ROUNDS, "let the steps set reps, or take the rounds out")
}

const SETS_IN_ROUNDS: &str = "an exercise in a group of several rounds has one set in each";

/// A group where an exercise of the library is described.
pub fn group_of_a_library() -> DiagnosticText {
    let message = "only a routine says which exercises belong together";
    DiagnosticText::new(message, "take this line out").typed(Keystrokes::WithoutThisKey)
}

/// A rest between rounds with one round.
pub fn rest_without_rounds() -> DiagnosticText {
    DiagnosticText::new("rest-between-rounds needs rounds = 2 or more", WITHOUT_EFFECT)
}

const WITHOUT_EFFECT: &str = "without effect here";

/// A change-over without sides.
pub fn change_over_without_sides() -> DiagnosticText {
    DiagnosticText::new("change-over needs side = \"each\"", WITHOUT_EFFECT)
}

/// A rest between sets with one set.
pub fn rest_without_sets() -> DiagnosticText {
    DiagnosticText::new("rest-between-sets needs sets = 2 or more", WITHOUT_EFFECT)
}

/// A range that is not two numbers in their order; `turned` are the two, where there are two.
pub fn not_a_range(turned: Option<(u32, u32)>) -> DiagnosticText {
    let message = "a range is two numbers, the smaller one first";
    match turned {
        Some((low, high)) => DiagnosticText::write(message, format!("[{low}, {high}]")),
        None => DiagnosticText::new(message, "give fewest and most, such as [4, 8]"),
    }
}

/// More repetitions than the exercise's own range allows.
pub fn beyond_the_range(reps: u32, most: u32) -> DiagnosticText {
    let message = format!("{reps} repetitions, and the range ends at {most}");
    DiagnosticText::new(message, format!("write {most} or fewer")).here(most.to_string())
}

/// A held breath (LIM-10).
pub fn held_breath() -> DiagnosticText {
    let message = format!("the breath is never held, because {}", words(10).because);
    DiagnosticText::new(message, "take this phase out, and let the breath go on by itself")
        .typed(Keystrokes::WithoutThisGroup)
}

/// A hold with a paced breath (LIM-12).
pub fn hold_with_a_breath() -> DiagnosticText {
    let because = words(12).because;
    let message = format!("while a position is held, breathing goes on, because {because}");
    let label = "write false, or let the person breathe freely meanwhile";
    DiagnosticText::new(message, label).here("false")
}

/// Bending the low back backwards without a clinician's clearance (LIM-26); `missing` are keys.
pub fn not_cleared(missing: &[&str]) -> DiagnosticText {
    let because = words(26).because;
    let message =
        format!("bending back at the low back needs a clinician's clearance, because {because}");
    DiagnosticText::new(message, format!("add {}", commas(missing)))
}

/// What is done for a health answer is no exercise of the program's.
pub fn not_built_in(name: &str, meant: Option<&str>) -> DiagnosticText {
    let message = format!("there is no built-in exercise `{name}`");
    match meant {
        Some(near) => DiagnosticText::write(message, quoted(near)),
        None => DiagnosticText::new(message, "`stenosis-routine list --exercises` shows the names"),
    }
}

/// What is done for a health answer is done elsewhere.
pub fn not_done_there(name: &str, position: Position) -> DiagnosticText {
    DiagnosticText::new(
        format!("`{name}` is not done {position}, as this exercise is"),
        format!("name one that is done {position}"),
    )
}

/// What is done for a health answer asks for more than the exercise does.
pub fn instead_asks_more(name: &str) -> DiagnosticText {
    DiagnosticText::new(
        format!("`{name}` asks for more than this exercise: a longer hold, or more bending back"),
        "name a smaller one, or leave it out; then `easier` is done",
    )
}

/// Health answers of the library's exercise that a file's list leaves out.
pub fn answers_stay(flags: &[Flag]) -> DiagnosticText {
    let names: Vec<&str> = flags.iter().map(|flag| flag.name()).collect();
    DiagnosticText::new(
        format!("a file adds health answers and takes none away; these stay: {}", names.join(", ")),
        "what the library's exercise has stays, beside this",
    )
}
