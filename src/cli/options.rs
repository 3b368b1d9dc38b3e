//! What somebody asks of a routine: `--with` its optional groups, and `--from` which exercise.

use crate::cli::error::{CommandError, Failure, Hint};
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::format::nearest_name;
use crate::text::errors;

/// Whether a routine has optional groups of these names.
pub(super) fn check(with: &[String], routine: &Routine) -> Result<(), Failure> {
    let optional = routine.groups.iter().filter(|group| group.optional);
    let names: Vec<String> = optional.map(|group| group.name.clone()).collect();
    let Some(unknown) = with.iter().find(|name| !names.contains(name)) else { return Ok(()) };
    let failure = Failure::from(CommandError::NoOption(unknown.clone(), routine.title.clone()));
    let near = nearest_name(unknown, &names).or_else(|| names.first().map(String::as_str));
    Err(match near {
        Some(near) => failure.hint(Hint::Instead(unknown.clone(), vec![near.to_owned()])),
        None => failure.hint(Hint::NextLine(errors::NO_OPTIONAL_GROUP.into())),
    })
}

/// The plan from the exercise of this number on.
pub(super) fn from_exercise(plan: Plan, number: usize) -> Result<Plan, Failure> {
    let count = plan.routine().exercises.len();
    if number > count {
        let title = plan.routine().title.clone();
        return Err(CommandError::NoExercise { title, count, number }.into());
    }
    Ok(plan.from_exercise(number))
}
