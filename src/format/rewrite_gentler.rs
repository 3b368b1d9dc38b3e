//! A routine file rewritten so that what a person made gentler stays so, with its comments and its layout.
//!
//! Works on the text alone. Whether the result is in order is checked by whoever asks for it.

use serde::{Deserialize, Serialize};
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value, value};

use crate::domain::gentler::{Dial, Gentler, GroupDial, Own, OwnOfGroup, OwnPart};
use crate::domain::profile::Flag;
use crate::domain::routine::{Ends, Exercise, LadderStep, Phase, Position, Routine, Rung};
use crate::format::ExerciseTexts;
use crate::text::files::ABOVE_YOUR_OWN;

use super::library::USES_AT_MOST;
use super::rewrite::{Unfit, at_the_end, replace, without_schema_line};

/// What is a person's own, as the file that remembers it between two versions.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Remembered {
    #[serde(default)]
    own: Vec<Own>,
}

/// What such a file says; nothing of one that cannot be read.
pub fn remembered(text: &str) -> Vec<Own> {
    toml::from_str::<Remembered>(text).unwrap_or_default().own
}

/// Such a file's text; none where there is nothing to remember.
pub fn to_remember(own: &[Own]) -> Option<String> {
    let own = Some(own.to_vec()).filter(|own| !own.is_empty())?;
    let text = toml::to_string(&Remembered { own }).ok()?;
    Some(format!("{ABOVE_YOUR_OWN}{text}"))
}

/// A file's text with what is gentler. `new` is the routine that it is, `texts` the exercises that it
/// uses and does not bring along.
///
/// # Errors
/// Where the text is not in order.
pub fn with_gentler(
    text: &str,
    gentler: &[Gentler],
    new: &Routine,
    texts: &dyn ExerciseTexts,
) -> Result<String, Unfit> {
    let mut document: DocumentMut = text.parse()?;
    for one in gentler {
        let Some(index) = one.exercise else {
            set_for_all(&mut document, &one.part).ok_or(Unfit)?;
            continue;
        };
        let exercise = new.exercises.get(index).ok_or(Unfit)?;
        if one.easier {
            let easier = easier(&mut document, index, texts).ok_or(Unfit)?;
            set(easier, one, exercise).ok_or(Unfit)?;
        } else {
            set(entry(&mut document, index).ok_or(Unfit)?, one, exercise).ok_or(Unfit)?;
            lower_the_easier(&mut document, index, one, texts);
        }
    }
    for one in gentler.iter().rev().filter(|one| one.part == OwnPart::LeftOut) {
        one.exercise.and_then(|index| take_out(&mut document, index)).ok_or(Unfit)?;
    }
    Ok(document.to_string())
}

/// An exercise's table, however it is written; the whole file where it is one exercise.
fn entry(document: &mut DocumentMut, index: usize) -> Option<&mut dyn TableLike> {
    if !document.contains_key("exercise") {
        return Some(document.as_table_mut());
    }
    match document.get_mut("exercise")? {
        Item::ArrayOfTables(list) => Some(list.get_mut(index)?),
        Item::Value(Value::Array(list)) => Some(list.get_mut(index)?.as_inline_table_mut()?),
        _ => None,
    }
}

fn take_out(document: &mut DocumentMut, index: usize) -> Option<()> {
    match document.get_mut("exercise")? {
        Item::ArrayOfTables(list) => {
            list.remove(index);
        }
        Item::Value(Value::Array(list)) => {
            list.remove(index);
        }
        _ => return None,
    }
    Some(())
}

/// What concerns the whole routine.
fn set_for_all(document: &mut DocumentMut, part: &OwnPart) -> Option<()> {
    match part {
        OwnPart::MaxPain(pain) => {
            replace(document.as_table_mut(), "max-pain", i64::from(*pain).into());
        }
        OwnPart::StopIf(line) => add_to(document.as_table_mut(), "stop-if", &[], line)?,
        OwnPart::Group(one) => set_for_a_group(document, one)?,
        _ => return None,
    }
    Some(())
}

fn set_for_a_group(document: &mut DocumentMut, one: &OwnOfGroup) -> Option<()> {
    let group = document.get_mut("group")?.get_mut(&one.name)?.as_table_like_mut()?;
    match one.of {
        GroupDial::Rounds => replace(group, "rounds", count(one.own)?.into()),
        GroupDial::Rest => replace(group, "rest-between-rounds", time(one.own).into()),
        GroupDial::Optional => replace(group, "optional", (one.own > 0).into()),
    }
    Some(())
}

/// What concerns one exercise, in its table or in that of its easier version.
fn set(table: &mut dyn TableLike, one: &Gentler, exercise: &Exercise) -> Option<()> {
    let version = if one.easier { exercise.easier.as_ref()? } else { &exercise.full };
    let names =
        |flags: &[Flag]| -> Vec<&'static str> { flags.iter().map(|flag| flag.name()).collect() };
    match &one.part {
        OwnPart::Amount { own, of } if !one.easier && rung(of, one.phase, exercise).is_some() => {
            let rung = rung(of, one.phase, exercise)?;
            set_steps(table, exercise, rung, *own, of.is_an_end())?;
        }
        OwnPart::Amount { own, of: Dial::Phase(_) } => {
            let phases = table.entry("phase").or_insert_with(|| value(written(&version.phases)));
            set_time(phases, one.phase?, &time(*own))?;
        }
        OwnPart::Amount { own, of: Dial::Most } => {
            let least = exercise.reps_range.as_ref().map_or(1, |range| *range.start());
            let range = [i64::from(least).min(count(*own)?), count(*own)?];
            replace(table, "reps-range", Value::Array(range.into_iter().collect()));
        }
        OwnPart::Amount { own, of } => replace(table, key(of)?, amount(*own, of)?),
        OwnPart::HideIf(flag) => add_to(table, "hide-if", &names(&exercise.hide_if), flag)?,
        OwnPart::WarnIf(flag) => add_to(table, "warn-if", &names(&exercise.warn_if), flag)?,
        OwnPart::LeftOut => {}
        OwnPart::MaxPain(_) | OwnPart::StopIf(_) | OwnPart::Group(_) => return None,
    }
    Some(())
}

/// The number of the steps of an exercise that says what is gentler, where steps do.
fn rung(of: &Dial, phase: Option<usize>, exercise: &Exercise) -> Option<Rung> {
    let walk = (matches!(of, Dial::Phase(_)) && phase == Some(0)).then_some(Rung::Time);
    of.rung().or(walk).filter(|rung| exercise.sets_by_steps(*rung))
}

/// Steps that begin, or end, at a person's own number; where those of the exercise come from elsewhere, a
/// copy of them. What lies beyond that number is taken out.
fn set_steps(
    table: &mut dyn TableLike,
    exercise: &Exercise,
    rung: Rung,
    own: u64,
    is_the_end: bool,
) -> Option<()> {
    let all = || exercise.ladder.iter().map(|step| Value::InlineTable(written_step(*step)));
    let steps = table.entry("steps").or_insert_with(|| value(all().collect::<Array>()));
    let steps = steps.as_array_mut()?;
    let (key, number): (&str, Value) = match rung {
        Rung::Reps => ("reps", count(own)?.into()),
        Rung::Sets => ("sets", count(own)?.into()),
        Rung::Time => ("time", time(own).into()),
    };
    let sets = |step: &Value| step.as_inline_table().is_some_and(|step| step.contains_key(key));
    let places: Vec<usize> =
        (0..steps.len()).filter(|place| steps.get(*place).is_some_and(sets)).collect();
    let first = *places.first()?;
    if is_the_end {
        let read: Vec<LadderStep> =
            exercise.ladder.iter().filter(|step| step.rung() == rung).copied().collect();
        // A person's own beginning stands before what was read.
        let own_ones = places.len().saturating_sub(read.len());
        let beyond = places.iter().skip(own_ones).zip(&read);
        let beyond: Vec<usize> =
            beyond.filter(|(_, step)| amount_of(**step) > own).map(|(place, _)| *place).collect();
        for place in beyond.into_iter().rev() {
            steps.remove(place);
        }
    }
    if !is_the_end || !steps.iter().any(sets) {
        let step: InlineTable = [(key, number)].into_iter().collect();
        steps.insert(first.min(steps.len()), Value::InlineTable(step));
    }
    Some(())
}

fn amount_of(step: LadderStep) -> u64 {
    match step {
        LadderStep::Reps(number) | LadderStep::Sets(number) => number.into(),
        LadderStep::Time(length) => u64::try_from(length.as_millis()).unwrap_or(u64::MAX),
    }
}

fn written_step(step: LadderStep) -> InlineTable {
    let (key, number): (&str, Value) = match step {
        LadderStep::Reps(number) => ("reps", i64::from(number).into()),
        LadderStep::Sets(number) => ("sets", i64::from(number).into()),
        LadderStep::Time(_) => ("time", time(amount_of(step)).into()),
    };
    [(key, number)].into_iter().collect()
}

/// The key of what has one of its own.
fn key(of: &Dial) -> Option<&'static str> {
    Some(match of {
        Dial::Reps => "reps",
        Dial::Sets => "sets",
        Dial::Rest => "rest",
        Dial::BetweenSets => "rest-between-sets",
        Dial::Setup => "setup-time",
        Dial::ChangeOver => "change-over",
        Dial::Most | Dial::MostSets | Dial::LongestWalk | Dial::Phase(_) => return None,
    })
}

fn amount(own: u64, of: &Dial) -> Option<Value> {
    Some(match of {
        Dial::Reps | Dial::Sets | Dial::Most | Dial::MostSets => count(own)?.into(),
        _ => time(own).into(),
    })
}

fn count(own: u64) -> Option<i64> {
    i64::try_from(own).ok()
}

fn time(millis: u64) -> String {
    match millis % 1000 {
        0 => format!("{}s", millis / 1000),
        _ => format!("{millis}ms"),
    }
}

/// A list with one more in it; where there is none yet, with those that it has from elsewhere.
fn add_to(table: &mut dyn TableLike, key: &str, has: &[&str], one: &str) -> Option<()> {
    let list = table.entry(key).or_insert_with(|| value(has.iter().copied().collect::<Array>()));
    list.as_array_mut()?.push(one);
    Some(())
}

/// An easier version never asks for more repetitions or sets than the exercise itself.
fn lower_the_easier(
    document: &mut DocumentMut,
    index: usize,
    one: &Gentler,
    texts: &dyn ExerciseTexts,
) {
    let OwnPart::Amount { own, of: of @ (Dial::Reps | Dial::Sets) } = &one.part else { return };
    let (Some(key), Some(own)) = (key(of), count(*own)) else { return };
    let written = found_easier(document, index, texts);
    let written = written.as_ref().and_then(|easier| easier.get(key)?.as_integer());
    if written.is_some_and(|written| written > own)
        && let Some(easier) = easier(document, index, texts)
    {
        replace(easier, key, own.into());
    }
}

/// The easier version's table in an exercise's own; where only what it uses has one, a copy of that.
fn easier<'d>(
    document: &'d mut DocumentMut,
    index: usize,
    texts: &dyn ExerciseTexts,
) -> Option<&'d mut dyn TableLike> {
    let found = found_easier(document, index, texts)?;
    entry(document, index)?.entry("easier").or_insert(found).as_table_like_mut()
}

/// The easier version of an exercise, or of the first that it uses and that has one.
fn found_easier(
    document: &mut DocumentMut,
    index: usize,
    texts: &dyn ExerciseTexts,
) -> Option<Item> {
    let written = entry(document, index)?;
    let position = written.get("position").and_then(Item::as_str).and_then(Position::named);
    let mut uses = match easier_in(written, position) {
        Some(found) => return Some(found),
        None => used(written)?,
    };
    // A file in order goes through no circle; a few steps are all that there can be.
    for _ in 0..USES_AT_MOST {
        let brought = document.get("library").and_then(|library| library.get(&uses)).cloned();
        let exercise = match brought {
            Some(Item::Table(table)) => table,
            Some(Item::Value(Value::InlineTable(table))) => table.into_table(),
            _ => {
                let source = texts.exercise(&uses)?.ok()?;
                without_schema_line(&source.text).parse::<DocumentMut>().ok()?.into_table()
            }
        };
        match easier_in(&exercise, position) {
            Some(found) => return Some(found),
            None => uses = used(&exercise)?,
        }
    }
    None
}

fn easier_in(exercise: &dyn TableLike, position: Option<Position>) -> Option<Item> {
    let there =
        |position: Position| exercise.get("in-position")?.get(position.name())?.get("easier");
    let found = position.and_then(there).or_else(|| exercise.get("easier"));
    let mut found = found.filter(|easier| easier.is_table_like()).cloned()?;
    at_the_end(&mut found);
    Some(found)
}

fn used(exercise: &dyn TableLike) -> Option<String> {
    Some(exercise.get("use")?.as_str()?.trim().to_owned())
}

fn set_time(phases: &mut Item, phase: usize, time: &str) -> Option<()> {
    match phases {
        Item::ArrayOfTables(list) => replace(list.get_mut(phase)?, "time", time.into()),
        Item::Value(Value::Array(list)) => {
            replace(list.get_mut(phase)?.as_inline_table_mut()?, "time", time.into());
        }
        _ => return None,
    }
    Some(())
}

/// Phases as a file writes them.
fn written(phases: &[Phase]) -> Array {
    let mut list: Array = phases.iter().map(|phase| Value::InlineTable(inline(phase))).collect();
    for phase in list.iter_mut() {
        phase.decor_mut().set_prefix("\n  ");
    }
    list.set_trailing_comma(true);
    list.set_trailing("\n");
    list
}

fn inline(phase: &Phase) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("breath", phase.breath.name().into());
    if phase.hold {
        table.insert("hold", true.into());
    }
    table.insert(
        "time",
        time(u64::try_from(phase.written_time().as_millis()).unwrap_or(u64::MAX)).into(),
    );
    if phase.ends != Ends::Time {
        table.insert("ends", phase.ends.name().into());
    }
    let texts = [
        ("cue", phase.cue.as_deref()),
        ("pose", phase.pose.as_ref().map(|pose| &*pose.name)),
        ("position", phase.position.map(Position::name)),
    ];
    for (key, text) in texts {
        text.and_then(|text| table.insert(key, text.into()));
    }
    if !phase.direction.is_empty() {
        let names: Array = phase.direction.iter().map(|direction| direction.name()).collect();
        table.insert("direction", Value::Array(names));
    }
    table
}
