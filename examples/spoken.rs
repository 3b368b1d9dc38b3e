//! What a voice says of each routine, and how it fits: `cargo run --example spoken`. With the name of a
//! routine, every sentence with its time, its rate and its words, a line each, parted by tabs.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use stenosis_routine::audio::synth::RATE;
use stenosis_routine::audio::voice::{AT_FIRST, Fitted, Stretch, ToSay, Wording, fit, stretches};
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::theme::{USUAL_THEME, theme_of_ours};
use stenosis_routine::format::{Library, check, embedded};
use stenosis_routine::io::store::Store;
use stenosis_routine::io::voice::Engine;
use stenosis_routine::script::{Guidance, Rank, Telling, script};

/// What a file says.
const ALOUD: Telling = Telling { turn: 0, guidance: Guidance::Between, keys: false, aloud: true };

/// The stretches of a routine, and what is said in each.
fn said(name: &str, engine: &mut Engine) -> Option<Vec<(Stretch, Vec<Fitted>)>> {
    let store = Store::built_in();
    let text = embedded::text(embedded::ROUTINES, name)?;
    let routine = check(&Source::new(name, text), &Library::new(&store)).routine?;
    let timeline = compile(&Plan::today(routine));
    let theme = theme_of_ours(USUAL_THEME)?;
    let mut length = |words: &str, rate: u16| {
        engine.say(words, rate).map(|samples| samples.len() as u64).ok_or(())
    };
    let all = stretches(&timeline, &theme, &script(&timeline, ALOUD)).into_iter();
    all.map(|stretch| {
        let fitted = fit(&stretch, AT_FIRST, &mut length).ok()?;
        Some((stretch, fitted))
    })
    .collect()
}

#[expect(clippy::disallowed_methods, reason = "an example prints, and is told its name")]
fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let Some(mut engine) = Engine::of_this_person(&[], None) else {
        return Ok(ExitCode::FAILURE);
    };
    if let Some(name) = env::args().nth(1) {
        for (stretch, fitted) in said(&name, &mut engine).unwrap_or_default() {
            one_stretch(&stretch, &fitted, &mut out)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(
        out,
        "routine                 sentences  faster  in short  dropped  of the first ranks"
    )?;
    let mut dropped = BTreeSet::new();
    for (name, _) in embedded::ROUTINES {
        let all = said(name, &mut engine).unwrap_or_default();
        let missing: Vec<&ToSay> =
            all.iter().flat_map(|(stretch, fitted)| stretch.not_said(fitted)).collect();
        let fitted: Vec<&Fitted> = all.iter().flat_map(|(_, fitted)| fitted).collect();
        let count = |is: fn(&Fitted) -> bool| fitted.iter().filter(|said| is(said)).count();
        let first = missing.iter().filter(|said| said.rank <= Rank::Name).count();
        writeln!(
            out,
            "{name:<22}  {:>9}  {:>6}  {:>8}  {:>7}  {first:>18}",
            fitted.len(),
            count(|said| said.rate > 150),
            count(|said| said.words == Wording::Short),
            missing.len(),
        )?;
        dropped
            .extend(missing.iter().map(|said| format!("{name}: {:?}: {}", said.rank, said.full)));
    }
    for line in dropped {
        writeln!(out, "dropped in {line}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn one_stretch(stretch: &Stretch, fitted: &[Fitted], out: &mut impl Write) -> io::Result<()> {
    let millis = |sample: u64| sample * 1000 / u64::from(RATE);
    for said in fitted {
        let Some(sentence) = stretch.sentences.get(said.nth) else { continue };
        let (begin, end) = (millis(said.begin), millis(said.begin + said.length));
        let left = millis(stretch.until.saturating_sub(said.begin + said.length));
        let words = said.words.of(sentence);
        writeln!(out, "{begin}\t{end}\t{left}\t{}\t{:?}\t{words}", said.rate, sentence.rank)?;
    }
    for sentence in stretch.not_said(fitted) {
        let begin = millis(stretch.begin);
        writeln!(out, "{begin}\t-\t-\t-\t{:?}\t{}", sentence.rank, sentence.full)?;
    }
    Ok(())
}
