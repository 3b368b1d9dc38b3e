//! A short name for what a routine says: the same for the same content, another for any other.
//!
//! It is taken from the checked meaning, not from the bytes of a file: comments, the order of keys,
//! and whether an exercise was written out or came by `use` change nothing. Who has reviewed the
//! routine is not part of it, so that a review can name what was read.
//!
//! The content is written down line by line and hashed. No text of a routine has more than one line,
//! so two contents never give the same lines. A key that the format gains later is written only
//! where it says something; then older names stay as they are.

use std::fmt::{Display, Write};

use sha2::{Digest as _, Sha256};

use crate::domain::pose::{Pose, Skeleton};
use crate::domain::routine::{
    DaysOfTheWeek, Exercise, ExerciseGroup, Frequency, LadderStep, Phase, Routine, Version,
};

/// The first line, which changes only together with the meaning of the others.
const FORM: &str = "stenosis-routine content 1";
/// So many bytes of the hash are kept: none will meet by chance, and a person can compare them.
const KEPT: usize = 16;

/// The name of a routine's content: 32 hexadecimal digits.
///
/// It tells a change from none. It is no signature: whoever can write the file can write a new one.
pub fn digest(routine: &Routine) -> String {
    of_text(&content(routine))
}

/// The name of what an exercise is, however often it is done: 32 hexadecimal digits.
pub fn of_exercise(exercise: &Exercise) -> String {
    let mut once = exercise.clone();
    once.full.reps = 1;
    once.reps_range = None;
    once.ladder.clear();
    let mut lines = ContentLines(format!("{FORM}\n"));
    lines.exercise(&once);
    of_text(&lines.0)
}

/// The name of a text, byte by byte: 32 hexadecimal digits.
pub fn of_text(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(KEPT).fold(String::new(), |name, byte| name + &format!("{byte:02x}"))
}

/// Everything that a routine says, a line each.
fn content(routine: &Routine) -> String {
    let mut lines = ContentLines(format!("{FORM}\n"));
    lines.one("title", &routine.title);
    lines.all("summary", &routine.summary);
    lines.all("author", &routine.author);
    lines.all("contact", &routine.contact);
    lines.all("clinic", &routine.clinic);
    lines.all("language", &routine.language);
    lines.all("how-often", &routine.how_often);
    lines.frequency(&routine.frequency);
    lines.all("theme", &routine.sound.theme);
    lines.all("voice", &routine.sound.voice);
    lines.one("max-pain", routine.max_pain);
    lines.all("stop-if", &routine.stop_if);
    lines.all("guidance", &routine.guidance);
    for exercise in &routine.exercises {
        lines.exercise(exercise);
    }
    for group in &routine.groups {
        lines.group(group);
    }
    lines.0
}

struct ContentLines(String);

impl ContentLines {
    fn one(&mut self, key: &str, value: impl Display) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{key} {value}");
    }

    /// A line for each, and none where there is none.
    fn all<'v, T: Display + 'v>(&mut self, key: &str, values: impl IntoIterator<Item = &'v T>) {
        for value in values {
            self.one(key, value);
        }
    }

    fn frequency(&mut self, frequency: &Frequency) {
        self.all("times-a-day", &frequency.times_a_day);
        match &frequency.days {
            Some(DaysOfTheWeek::AWeek(number)) => self.one("days-a-week", number),
            Some(DaysOfTheWeek::On(days)) => self.all("day", days),
            None => {}
        }
    }

    fn group(&mut self, group: &ExerciseGroup) {
        self.one("group", &group.name);
        self.all("title", &group.title);
        self.one("rounds", group.rounds);
        self.one("rest-between-rounds", group.rest_between_rounds.as_millis());
        self.all("optional", &group.optional.then_some(true));
        self.one("members", format_args!("{} {}", group.members.start, group.members.end));
    }

    fn exercise(&mut self, exercise: &Exercise) {
        self.one("exercise", exercise.kind);
        self.all("area", &exercise.areas);
        self.all("up-to", &exercise.up_to.then_some(true));
        if let Some(range) = &exercise.reps_range {
            self.one("reps-range", format_args!("{} {}", range.start(), range.end()));
        }
        for step in &exercise.ladder {
            match step {
                LadderStep::Reps(reps) => self.one("step-reps", reps),
                LadderStep::Sets(sets) => self.one("step-sets", sets),
                LadderStep::Time(time) => self.one("step-time", time.as_millis()),
            }
        }
        self.all("progression", &exercise.progression);
        self.all("note", &exercise.note);
        self.all("caution", &exercise.cautions);
        self.all("hide-if", &exercise.hide_if);
        self.all("warn-if", &exercise.warn_if);
        for instead in &exercise.instead {
            // What that is comes with the program.
            self.one("instead", format_args!("{} {}", instead.flag, instead.name));
        }
        self.all("needs", &exercise.needs);
        self.all("tag", &exercise.tags);
        self.all("source", &exercise.sources);
        self.one("own-choice", exercise.own_choice);
        self.all("one-side-reason", &exercise.one_side_reason);
        if let Some(clearance) = &exercise.clearance {
            self.one("cleared-by", &clearance.by);
            self.one("cleared-on", clearance.on);
        }
        self.version("full", &exercise.full);
        if let Some(easier) = &exercise.easier {
            self.version("easier", easier);
        }
    }

    fn version(&mut self, which: &str, version: &Version) {
        self.one("version", which);
        self.one("title", &version.title);
        self.one("position", version.position);
        self.all("direction", &version.direction);
        self.one("extension", version.extension);
        self.all("setup", &version.setup);
        self.one("setup-time", version.setup_time.as_millis());
        self.one("side", version.sides);
        self.one("reps", version.reps);
        self.one("sets", version.sets);
        self.one("rest-between-sets", version.rest_between_sets.as_millis());
        self.all("change-over", &version.change_over.map(|length| length.as_millis()));
        self.one("rest", version.rest.as_millis());
        for phase in &version.phases {
            self.phase(phase);
        }
    }

    fn phase(&mut self, phase: &Phase) {
        self.one("phase", phase.breath);
        self.one("hold", phase.hold);
        self.one("time", phase.time.as_millis());
        self.one("ends", phase.ends);
        self.all("cue", &phase.cue);
        if let Some(pose) = &phase.pose {
            self.one("pose", &pose.name);
            // The program's own poses may be drawn better one day; a file's own are its content.
            self.all("drawn", &pose.from_file.then(|| drawn(pose)));
        }
        self.all("in", &phase.position);
        self.all("toward", &phase.direction);
    }
}

/// Where a pose has its joints, in tenths of the grid.
fn drawn(pose: &Pose) -> String {
    let Skeleton { spine, head, arms, legs, .. } = pose.skeleton();
    let limbs = arms.as_flattened().iter().chain(legs.as_flattened());
    let joints = spine.iter().chain([&head]).chain(limbs);
    joints.fold(String::new(), |text, joint| text + &format!("{:.1},{:.1} ", joint.x, joint.y))
}
