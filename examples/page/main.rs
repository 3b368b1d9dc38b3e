//! The other side of `scripts/page/`: what the program makes of what the page is given.
//!
//! `cargo run --example page data NAME GROUP...` prints the data of a page, with these optional groups; `... walks` and `... joins` read sessions and plans
//! from standard input, a line of JSON each, and print a line for each.

#![expect(
    clippy::disallowed_methods,
    reason = "a tool for scripts: its words, its files and its streams are its own"
)]

mod join;
mod walk;

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;

use stenosis_routine::audio::pcm::pcm;
use stenosis_routine::audio::synth;
use stenosis_routine::domain::ending::Instead;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::domain::units::Offset;
use stenosis_routine::faces::page::player::{self, Playable};
use stenosis_routine::figure::{self, Motion};
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded::{self, EASE, EASY_BREATH, GENTLE_DAY, SEATED_EASE};
use stenosis_routine::format::theme::{USUAL_THEME, theme_of_ours};
use stenosis_routine::format::{self, EmbeddedExercises, Library};

/// A session, or a plan.
#[derive(Deserialize)]
struct Asked {
    routine: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    keys: Vec<(u64, String)>,
    #[serde(default)]
    operations: Vec<join::Operation>,
}

/// A routine of ours, or a file; nothing where it has a fault.
fn routine(name: &str) -> Option<Arc<Routine>> {
    let text = match embedded::text(embedded::ROUTINES, name) {
        Some(text) => text.to_owned(),
        None => std::fs::read_to_string(name).ok()?,
    };
    checked(name, &text)
}

fn checked(name: &str, text: &str) -> Option<Arc<Routine>> {
    let library = Library::new(&EmbeddedExercises);
    let routine = format::check(&Source::new(name, text), &library).routine?;
    Some(Arc::new(format::with_relief(&routine, &library)))
}

fn given(name: &str, with: &[String]) -> Option<String> {
    let (routine, theme) = (routine(name)?, theme_of_ours(USUAL_THEME)?);
    let instead = [
        (Instead::GentleDay, self::routine(GENTLE_DAY)?),
        (Instead::Rest, checked(EASE, SEATED_EASE)?),
        (
            Instead::Breathing,
            checked(
                EASY_BREATH,
                "format = 1\ntitle = \"Only breathing\"\n[[exercise]]\nuse = \"belly-breath-easy\"\n",
            )?,
        ),
    ];
    Some(player::data(&Playable { routine: &routine, with, theme: &theme, instead: &instead }))
}

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut out = io::stdout().lock();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["names"] => {
            for (name, _) in embedded::ROUTINES {
                writeln!(out, "{name}")?;
            }
        }
        ["data", name, ..] => {
            let data = given(name, words.get(2..).unwrap_or_default());
            writeln!(out, "{}", data.ok_or(io::ErrorKind::NotFound)?)?;
        }
        ["samples", name] => {
            let (routine, theme) =
                routine(name).zip(theme_of_ours(USUAL_THEME)).ok_or(io::ErrorKind::NotFound)?;
            let timeline = compile(&Plan::today(routine).with_options(&[]));
            let mut samples =
                vec![0.0; usize::try_from(synth::index(Offset::at(timeline.total()))).unwrap_or(0)];
            synth::render(&timeline, &theme, 0, &mut samples);
            let bytes: Vec<u8> =
                samples.iter().flat_map(|sample| pcm(*sample).to_le_bytes()).collect();
            out.write_all(&bytes)?;
        }
        ["figure", name] => {
            let timeline = compile(
                &Plan::today(routine(name).ok_or(io::ErrorKind::NotFound)?).with_options(&[]),
            );
            let seconds = 0..timeline.total().as_secs();
            for at in seconds
                .step_by(2)
                .map(|second| Offset::at(Duration::from_millis(second * 1000 + 337)))
            {
                let pose = figure::at(&timeline, at, Motion::Full);
                writeln!(
                    out,
                    "{}",
                    pose.map_or(String::new(), |pose| figure::svg(&pose).trim().to_owned())
                )?;
            }
        }
        _ => {
            for line in io::stdin().lock().lines() {
                let asked: Asked = serde_json::from_str(&line?)?;
                let routine = routine(&asked.routine).ok_or(io::ErrorKind::NotFound)?;
                let told = match asked.operations.is_empty() {
                    true => serde_json::json!(walk::walk(&routine, &asked.with, &asked.keys)),
                    false => {
                        serde_json::json!(join::join(&routine, &asked.with, &asked.operations))
                    }
                };
                writeln!(out, "{told}")?;
            }
        }
    }
    Ok(())
}
