//! The keys of format 1: every table that a file may hold, as it was written.
//!
//! The comment on a key is its documentation. Knows the type of every value and nothing of what
//! values mean together; that is said in `exercise` and `routine`.

use std::ops::Range;
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::profile::Flag;
use crate::domain::routine::{
    Area, Breath, Direction, Ends, Extension, Kind, Position, Sides, Weekday,
};
use crate::domain::theme::ThemeName;
use crate::format::diagnostic::Location;

use super::document::Format;
use super::key_tables::{Completed, entry, refuse_key};
use super::named_tables::{ByFlag, ByName, ByPosition};
use super::pose_entry::{self, PoseEntries};
use super::read::{Field, FromToml, Reading};
use super::shape::{KeySpec, Shape, TableSpec};
use super::values::{MarkLine, MaybeSentence, Name, Paragraph, Sentence, Short, Whole, table};

entry! {
    /// A routine file.
    struct RoutineEntry, "a routine", ["format", "title", "exercise"] {
        /// The version of the format: 1. The first line of every file.
        "format" format: Format,
        /// What the routine is called. At most 60 columns.
        "title" title: Short,
        /// What it is, in one sentence.
        "summary" summary: MaybeSentence,
        /// Who wrote it.
        "author" author: MaybeSentence,
        /// How to reach the author. Printed where a person is told to ask somebody.
        "contact" contact: MaybeSentence,
        /// Where the author works. Printed with author and contact.
        "clinic" clinic: MaybeSentence,
        /// The language of the texts, such as "en".
        "language" language: MaybeSentence,
        /// The clinician who has read it. Left out or empty, it prints "not reviewed by a clinician".
        "reviewed-by" reviewed_by: MaybeSentence,
        /// The day they read it.
        "reviewed-on" reviewed_on: Date,
        /// The name of the content that they read, as `show` prints it. With another content, "changed since reviewed" is said.
        "reviewed-digest" reviewed_digest: MaybeSentence,
        /// The day it should be looked at again.
        "review-by" review_by: Date,
        /// How often, in words, such as "daily".
        "how-often" how_often: MaybeSentence,
        /// How many times on such a day, 1 to 4. More than 2 are warned of; 4 only where all of it is breathing.
        "times-a-day" times_a_day: Whole<1, 4>,
        /// On how many days of a week, 1 to 7. Either this or `days`.
        "days-a-week" days_a_week: Whole<1, 7>,
        /// On which days: ["monday", "thursday"].
        "days" days: Vec<Weekday>,
        /// The rest after each exercise that sets none. 15 s when left out.
        "rest" rest: Duration,
        /// The pain, 0 to 10, up to which a session goes on. 4 when left out.
        "max-pain" max_pain: Whole<0, 10>,
        /// What ends a session for the person this is written for.
        "stop-if" stop_if: Vec<Sentence>,
        /// The tones, by a name that comes with the program: "soft", "bowl" or "low". A person's own setting wins.
        "theme" theme: ThemeName,
        /// true where cues are to be spoken, false where not. A person's own setting wins.
        "voice" voice: bool,
        /// Lines of your own, in place of the built-in guidance.
        "guidance" guidance: Vec<Short>,
        /// The exercises, in their order. Each begins with [[exercise]].
        "exercise" exercise: Vec<ExerciseEntry>,
        /// Exercises that belong together, each group in a table [group.NAME]: how many rounds of them, and whether they are optional.
        "group" group: ByName<GroupEntry>,
        /// Exercises that the file brings along, each in a table [library.NAME]; `use` finds them before all others. Written by `share`.
        "library" library: ByName<ExerciseEntry>,
        /// Figures of your own, each in a table [pose.NAME].
        "pose" pose: PoseEntries,
        /// Written by `share`; leave it as it is.
        "shared" shared: SharedEntry,
    }
}

entry! {
    /// One `[[exercise]]`, or a whole exercise file.
    struct ExerciseEntry, "an exercise",
        ["title", "kind", "position", "direction", "phase"] unless "use" {
        /// The version of the format: 1. Only in an exercise file, where it is the first line.
        "format" format: Format,
        /// The name of an exercise in the library. Any other key beside it replaces the library's.
        "use" uses: Name,
        /// The group that it belongs to, which a table [group.NAME] describes. Its exercises follow each other. Not in an exercise file.
        "group" group: Name,
        /// What it is called. At most 60 columns.
        "title" title: Short,
        /// What it is for: mobility, stretch, strength, balance, breath, posture, rest or walk.
        "kind" kind: Kind,
        /// Where it is done: seated, lying, side-lying, prone, all-fours, standing or walking.
        "position" position: Position,
        /// Which way the spine goes: flexion, extension, rotation, neutral. A list.
        "direction" direction: Vec<Direction>,
        /// How much extension it holds: none, mild, thoracic or lumbar. None when left out.
        "extension" extension: Extension,
        /// The parts of the body it is for: back, core, pelvis, hips, shoulders, legs, breath.
        "area" area: Vec<Area>,
        /// How to get ready, a sentence each.
        "setup" setup: Vec<Sentence>,
        /// Time to get ready. 15 s when left out.
        "setup-time" setup_time: Duration,
        /// Repetitions in a set; per side when there are sides. 1 when left out.
        "reps" reps: Whole<1, 1_000>,
        /// true where a person may finish after any repetition with key n, and has done all of it then.
        "up-to" up_to: bool,
        /// What progress may offer, never more: [fewest, most].
        "reps-range" reps_range: Vec<Whole<1, 1_000>>,
        /// A ladder, lowest step first: [{ reps = 4 }, { reps = 6 }]. Each sets one of reps, sets, or the time of a walk's first phase.
        "steps" steps: Vec<StepEntry>,
        /// How often the repetitions are done. 1 when left out.
        "sets" sets: Whole<1, 100>,
        /// The rest between two sets. 60 s when left out.
        "rest-between-sets" rest_between_sets: Duration,
        /// both (no sides), each (all left, then all right), alternate (left, right, left …), left or right.
        "side" side: Sides,
        /// Time to change from left to right, with side = "each". Lying on the side 10 s when left out.
        "change-over" change_over: Duration,
        /// Why it has one side only.
        "one-side-reason" one_side_reason: Sentence,
        /// The rest after it.
        "rest" rest: Duration,
        /// What one repetition is made of, in order.
        "phase" phase: Vec<PhaseEntry>,
        /// A smaller version, one key away.
        "easier" easier: EasierEntry,
        /// The same exercise in another position: in-position.lying = { … }.
        "in-position" in_position: ByPosition<InPositionEntry>,
        /// How it may grow, in words.
        "progression" progression: MaybeSentence,
        /// For reading, before and after; never shown while it is done. At most 300 columns.
        "note" note: Paragraph,
        /// What to look out for, a sentence each.
        "caution" caution: Vec<Sentence>,
        /// Health answers that leave it out, beside those that the library's exercise has.
        "hide-if" hide_if: Vec<Flag>,
        /// Health answers that call for care, beside those that the library's exercise has.
        "warn-if" warn_if: Vec<Flag>,
        /// The built-in exercise that is done for a health answer: instead.knee = "seated-march".
        "instead" instead: ByFlag<Name>,
        /// What has to be at hand.
        "needs" needs: Vec<Short>,
        /// Marks that limits look at.
        "tags" tags: Vec<Name>,
        /// Where the dose comes from, a sentence each.
        "source" source: Vec<Sentence>,
        /// true where the dose, or what the sources leave open, is your own choice.
        "own-choice" own_choice: bool,
        /// The clinician who has cleared bending back at the low back for this person.
        "cleared-by" cleared_by: Sentence,
        /// The day they did.
        "cleared-on" cleared_on: Date,
        /// Figures of your own, each in a table [pose.NAME]. Only in an exercise file.
        "pose" pose: PoseEntries,
    }
}

entry! {
    /// Exercises that belong together.
    struct GroupEntry, "a group", [] {
        /// What it is called where people read it. At most 60 columns.
        "title" title: Short,
        /// How often all of it is done, one exercise after the other: 1 to 3. 1 when left out.
        "rounds" rounds: Whole<1, 3>,
        /// The rest between two rounds, in place of the rest after the last exercise. 60 s when left out.
        "rest-between-rounds" rest_between_rounds: Duration,
        /// true where it is left out unless a person asks for it: start --with NAME.
        "optional" optional: bool,
    }
}

entry! {
    /// One step of a ladder.
    struct StepEntry, "a step", [] {
        /// Repetitions in a set, no fewer than in the step before.
        "reps" reps: Whole<1, 1_000>,
        /// How often the repetitions are done, no less often than in the step before.
        "sets" sets: Whole<1, 100>,
        /// How long the first phase of a walk lasts, no shorter than in the step before.
        "time" time: Duration,
    }
}

entry! {
    /// One phase of a repetition.
    struct PhaseEntry, "a phase", ["breath"] {
        /// in, out or free (breathe as you like).
        "breath" breath: Breath,
        /// true where a position is held. Breathing goes on: breath = "free".
        "hold" hold: bool,
        /// How long, such as "4s". Left out only where `steps` set it.
        "time" time: Duration,
        /// time, key-or-time (a key may end it early) or time-then-key (at least so long). time when left out.
        "ends" ends: Ends,
        /// One short sentence, shown and spoken. At most 60 columns.
        "cue" cue: Short,
        /// The figure that shows it.
        "pose" pose: Name,
        /// Where it differs from the exercise's.
        "position" position: Position,
        /// Where it differs from the exercise's.
        "direction" direction: Vec<Direction>,
    }
}

entry! {
    /// The easier version of an exercise.
    struct EasierEntry, "an easier version", [] {
        /// The name of another exercise in the library, done in its place.
        "use" uses: Name,
        /// Repetitions in a set.
        "reps" reps: Whole<1, 1_000>,
        /// How often the repetitions are done.
        "sets" sets: Whole<1, 100>,
        /// The rest after it.
        "rest" rest: Duration,
        /// Which way the spine goes.
        "direction" direction: Vec<Direction>,
        /// How much extension it holds; none where its own direction leaves extension out.
        "extension" extension: Extension,
        /// What one repetition is made of.
        "phase" phase: Vec<PhaseEntry>,
    }
}

entry! {
    /// What is different in another position.
    struct InPositionEntry, "another position", [] {
        /// How to get ready there.
        "setup" setup: Vec<Sentence>,
        /// Time to get ready there.
        "setup-time" setup_time: Duration,
        /// A smaller version there, one key away.
        "easier" easier: EasierEntry,
        /// What one repetition is made of there.
        "phase" phase: Vec<PhaseEntry>,
        /// What has to be at hand there.
        "needs" needs: Vec<Short>,
    }
}

entry! {
    /// What `share` writes about the file.
    struct SharedEntry, "a [shared] table", [] {
        /// The name of the routine where it was shared.
        "name" name: Name,
        /// Who shared it.
        "by" by: MaybeSentence,
        /// The day they did.
        "on" on: Date,
        /// The program that wrote it, with its version.
        "program" program: MaybeSentence,
        /// Names the content; another content has another one. It shows slips, and is no signature.
        "digest" digest: MaybeSentence,
        /// By what the sender is known.
        "key" key: MaybeSentence,
        /// The sender's mark: the four lines of a signature of the text above this table.
        "signature" signature: Vec<MarkLine>,
        /// Names the text above this table, with its comments and figures.
        "text" text: MaybeSentence,
    }
}

/// Every table of the format.
pub const TABLES: &[TableSpec] = &[
    RoutineEntry::TABLE,
    ExerciseEntry::TABLE,
    PhaseEntry::TABLE,
    StepEntry::TABLE,
    GroupEntry::TABLE,
    EasierEntry::TABLE,
    InPositionEntry::TABLE,
    SharedEntry::TABLE,
    pose_entry::TABLES[0],
    pose_entry::TABLES[1],
    pose_entry::TABLES[2],
    pose_entry::TABLES[3],
    pose_entry::TABLES[4],
    pose_entry::TABLES[5],
];
