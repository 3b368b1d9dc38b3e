//! Plans made smaller step by step, and laid out in time.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::profile::{Flag, LEANING_BACK, Profile, Told};
use stenosis_routine::domain::routine::{Position, Routine};
use stenosis_routine::domain::timeline::compile;

use super::walk::spans;

/// One thing that the page does to a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Operation {
    /// The answers to health questions.
    Told(BTreeMap<String, String>),
    /// Leaning back is a matter.
    LeansBack,
    /// A lighter day.
    Lighter,
    /// Pain of four or five.
    SoreDay,
    /// No number.
    WithoutNumber,
    /// Who lies already.
    LiesAlready,
    /// Easier from a repetition on.
    Ease(usize, usize),
    /// Next, after so many repetitions.
    Next(usize, usize),
    /// Enough with this repetition.
    Enough(usize, usize),
    /// Sitting down behind an item.
    SitDown(usize),
    /// A minute of ease.
    Relief(usize, usize, String),
    /// Only breathing.
    OnlyBreathing(usize, usize, String),
    /// Nothing on the feet.
    OffTheFeet(usize, usize),
}

/// The spans of what is left of a routine with these optional groups.
pub(crate) fn join(routine: &Arc<Routine>, with: &[String], operations: &[Operation]) -> String {
    let mut plan = Plan::today(Arc::clone(routine)).with_options(with);
    for operation in operations {
        plan = apply(plan, operation);
    }
    spans(&compile(&plan))
}

fn apply(mut plan: Plan, operation: &Operation) -> Plan {
    let place = |name: &String| Position::named(name).unwrap_or(Position::Seated);
    match operation {
        Operation::Told(told) => plan = plan.for_person(&profile(told)),
        Operation::LeansBack => plan = plan.unsure_of(LEANING_BACK),
        Operation::Lighter => plan = plan.lighter(),
        Operation::SoreDay => plan = plan.for_a_sore_day(),
        Operation::WithoutNumber => plan = plan.without_strength().lighter(),
        Operation::LiesAlready => plan = plan.already_lying(),
        Operation::Ease(item, turn) => drop(plan.ease(*item, *turn)),
        Operation::Next(item, turns) => plan.end_item(*item, *turns),
        Operation::Enough(item, turn) => drop(plan.finish_with(*item, *turn)),
        Operation::SitDown(item) => plan.sit_down_after(*item),
        Operation::Relief(item, turns, position) => {
            plan.rest_and_shrink(*item, *turns, place(position));
        }
        Operation::OnlyBreathing(item, turns, position) => {
            plan.only_breathe(*item, *turns, place(position));
        }
        Operation::OffTheFeet(item, turns) => drop(plan.keep_off_the_feet(*item, *turns)),
    }
    plan
}

fn profile(told: &BTreeMap<String, String>) -> Profile {
    let told = told.iter().filter_map(|(flag, told)| {
        let told = match told.as_str() {
            "yes" => Told::Yes,
            "no" => Told::No,
            _ => Told::NotSure,
        };
        Some((Flag::named(flag)?, told))
    });
    Profile { flags: told.collect(), ..Profile::default() }
}
