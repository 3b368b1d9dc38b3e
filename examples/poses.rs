//! The contact sheet: every exercise, every pose, and the way between them, as one HTML page.
//!
//! `cargo run --example poses > poses.html`

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::Arc;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::{Position, Routine, Side};
use stenosis_routine::domain::timeline::{Part, Span, Timeline, compile};
use stenosis_routine::figure::{self, Glyphs, Motion};
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded;
use stenosis_routine::format::{self, EmbeddedExercises, Library};

/// The parts of a way that are drawn.
const PARTS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 0.999];
const HEAD: &str = "<!doctype html><meta charset=\"utf-8\"><title>Poses</title>\
    <style>body{font:15px system-ui;margin:2em}td svg{width:11em;height:9em}th{text-align:left;\
    font-weight:400;width:16em}pre{font-size:7px;line-height:1.15}</style><h1>Poses</h1>\n";

/// An exercise that shows one pose.
const ALONE: &str = "format = 1\ntitle = \"One pose\"\nkind = \"mobility\"\nposition = \"seated\"\n\
    direction = [\"neutral\"]\n";

#[expect(
    clippy::disallowed_methods,
    reason = "an example is a program of its own, with its own output"
)]
fn main() -> io::Result<()> {
    let library = Library::new(&EmbeddedExercises);
    let routine = |text: String| format::check(&Source::new("", text), &library).routine;
    let mut page = HEAD.to_owned();
    for (name, _) in embedded::EXERCISES {
        // In each position that it offers.
        for position in Position::NAMES {
            let text = format!("format = 1\nuse = \"{name}\"\nposition = \"{position}\"\n");
            if let Some(routine) = routine(text) {
                exercise(&mut page, &format!("{name}, {position}"), &routine);
            }
        }
    }
    page.push_str("<h2>Every pose</h2><h3>by name</h3><table>\n");
    for (name, _) in embedded::POSES {
        let phase = format!("{{ breath = \"out\", time = \"4s\", pose = \"{name}\" }}");
        let text = format!("{ALONE}phase = [{phase}]\n");
        for timeline in routine(text).map(Plan::whole).iter().map(compile) {
            let phases = timeline.spans().iter().filter(|span| timeline.phase(span).is_some());
            for span in phases {
                row(&mut page, &timeline, span, name);
            }
        }
    }
    page.push_str("</table>\n<h2>Changes of position</h2><h3>core-drills</h3><table>\n");
    let whole =
        embedded::text(embedded::ROUTINES, "core-drills").and_then(|text| routine(text.into()));
    for timeline in whole.map(Plan::whole).iter().map(compile) {
        let is_transition = |span: &&Span| matches!(span.part, Part::Transition(_));
        for span in timeline.spans().iter().filter(is_transition) {
            row(&mut page, &timeline, span, &format!("{:?}", span.part));
        }
    }
    page.push_str("</table>\n");
    io::stdout().lock().write_all(page.as_bytes())
}

/// The exercise as it is, and its easier version: a repetition for each side.
fn exercise(page: &mut String, title: &str, routine: &Arc<Routine>) {
    let _ = writeln!(page, "<h2>{title}</h2>");
    let full = Plan::whole(Arc::clone(routine));
    let mut easier = full.clone();
    easier.ease(0, 0);
    for (called, plan) in [("as it is", full), ("easier", easier)] {
        let timeline = compile(&plan);
        let _ = writeln!(page, "<h3>{called}</h3><table>");
        for span in timeline.spans() {
            if let Part::Phase { turn, .. } = span.part
                && (turn.set, turn.rep) == (1, 1)
            {
                let phase = timeline.phase(span);
                let cue = phase.and_then(|phase| phase.cue.as_deref()).unwrap_or_default();
                let breath = phase.map(|phase| phase.breath.name()).unwrap_or_default();
                let side = turn.side.map(Side::name).unwrap_or_default();
                row(page, &timeline, span, &format!("{breath} {cue} {side}"));
            }
        }
        page.push_str("</table>\n");
    }
}

/// One span: the figure on its way, and in the cells of a terminal at the end.
fn row(page: &mut String, timeline: &Timeline, span: &Span, called: &str) {
    let _ = write!(page, "<tr><th>{called}");
    let poses =
        PARTS.map(|part| figure::at(timeline, span.at + span.length.mul_f64(part), Motion::Full));
    for pose in poses.iter().flatten() {
        let _ = write!(page, "<td>{}", figure::svg(pose));
    }
    if let Some(pose) = poses.last().and_then(Option::as_ref) {
        let _ = write!(
            page,
            "<td><pre>{}</pre>",
            figure::draw(pose, 34, 15, Glyphs::Blocks).lines().join("\n")
        );
    }
    page.push('\n');
}
