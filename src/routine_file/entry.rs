//! The keys of format 1: every table that a file may hold, as it was written.
//!
//! The comment on a key is its documentation. Knows the type of every value and nothing of what
//! values mean together; that is said in `exercise` and `routine`.

use std::ops::Range;
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Place};
use crate::profile::Flag;
use crate::routine::{Area, Breath, Direction, Ends, Extension, Kind, Position, Sides};

use super::document::Format;
use super::keyed::{Brought, InPositions};
use super::read::{Field, Read, Reading};
use super::shape::Shape;
use super::spelling;
use super::values::{Kept, MaybeSentence, Name, Sentence, Short, Whole, table};

/// A key of the format and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As files write it.
    pub name: &'static str,
    /// One or two sentences, in the words of the documentation.
    pub doc: &'static str,
    /// What its value can be.
    pub shape: Shape,
}

/// A table of the format and its keys.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What the table is called in a sentence.
    pub name: &'static str,
    /// Its keys, in the order of the documentation.
    pub keys: &'static [Key],
    /// The keys that have to be there.
    pub needed: &'static [&'static str],
    /// A key beside which none is needed: it brings them.
    pub unless: Option<&'static str>,
}

/// Completing one table from another.
pub(super) trait Completed {
    /// This one, and from the other whatever this one does not say: key by key, each value whole.
    fn completed_from(&self, other: &Self) -> Self;
}

macro_rules! entry {
    (@unless) => { None };
    (@unless $unless:literal) => { Some($unless) };
    (
        $(#[doc = $outer:literal])+
        struct $entry:ident, $called:literal, [$($needed:literal),*] $(unless $unless:literal)? {
            $($(#[doc = $doc:literal])+ $key:literal $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $outer])+
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $entry {
            pub(super) place: Place,
            $(pub(super) $field: Field<$type>,)+
        }

        impl $entry {
            pub(super) const TABLE: Table = Table {
                name: $called,
                keys: &[$(Key { name: $key, doc: concat!($($doc),+), shape: <$type>::SHAPE },)+],
                needed: &[$($needed),*],
                unless: entry!(@unless $($unless)?),
            };

            /// Reads every key that is there; a key that should not be there is a finding.
            pub(super) fn read_table(
                table: &DeTable<'_>,
                span: Range<usize>,
                reading: &mut Reading,
            ) -> $entry {
                let place = reading.place(span);
                let mut entry = $entry { place, $($field: Field::Absent,)+ };
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        $($key => entry.$field = reading.field(value),)+
                        unknown => {
                            let meant = refuse_key(unknown, key.span(), &Self::TABLE, reading);
                            entry.spoil(meant);
                        }
                    }
                }
                entry
            }

            /// A key that was meant but misspelt is not missing as well.
            fn spoil(&mut self, key: Option<&str>) {
                match key {
                    $(Some($key) if self.$field.is_absent() => self.$field = Field::Wrong,)+
                    _ => {}
                }
            }
        }

        impl Completed for $entry {
            fn completed_from(&self, other: &$entry) -> $entry {
                $entry {
                    place: self.place.clone(),
                    $($field: self.$field.or(&other.$field),)+
                }
            }
        }

        impl Read for $entry {
            const SHAPE: Shape = Shape::Table(&$entry::TABLE);

            fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
                let inner = table(value, reading)?;
                Some($entry::read_table(inner, value.span(), reading))
            }
        }
    };
}

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
        /// The rest after each exercise that sets none. 15 s when left out.
        "rest" rest: Duration,
        /// The pain, 0 to 10, up to which a session goes on. 4 when left out.
        "max-pain" max_pain: Whole<0, 10>,
        /// What ends a session for the person this is written for.
        "stop-if" stop_if: Vec<Sentence>,
        /// Lines of your own, in place of the built-in guidance.
        "guidance" guidance: Vec<Short>,
        /// The exercises, in their order. Each begins with [[exercise]].
        "exercise" exercise: Vec<ExerciseEntry>,
        /// Exercises that the file brings along, each in a table [library.NAME]; `use` finds them before all others. Written by `share`.
        "library" library: Brought,
        /// Figures of your own, each in a table [pose.NAME]. Kept until figures are drawn.
        "pose" pose: Kept,
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
        /// What progress may offer, never more: [fewest, most].
        "reps-range" reps_range: Vec<Whole<1, 1_000>>,
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
        "in-position" in_position: InPositions,
        /// How it may grow, in words.
        "progression" progression: MaybeSentence,
        /// What to look out for, a sentence each.
        "caution" caution: Vec<Sentence>,
        /// Health answers that leave it out.
        "hide-if" hide_if: Vec<Flag>,
        /// Health answers that call for care.
        "warn-if" warn_if: Vec<Flag>,
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
        "pose" pose: Kept,
    }
}

entry! {
    /// One phase of a repetition.
    struct PhaseEntry, "a phase", ["breath", "time"] {
        /// in, out or free (breathe as you like).
        "breath" breath: Breath,
        /// true where a position is held. Breathing goes on: breath = "free".
        "hold" hold: bool,
        /// How long, such as "4s".
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
    }
}

/// Every table of the format.
pub const TABLES: &[Table] = &[
    RoutineEntry::TABLE,
    ExerciseEntry::TABLE,
    PhaseEntry::TABLE,
    EasierEntry::TABLE,
    InPositionEntry::TABLE,
    SharedEntry::TABLE,
];

/// Says that there is no such key; gives the one that was probably meant.
fn refuse_key(
    unknown: &str,
    span: Range<usize>,
    table: &Table,
    reading: &mut Reading,
) -> Option<&'static str> {
    let own: Vec<&'static str> = table.keys.iter().map(|key| key.name).collect();
    let meant = spelling::meant(unknown, &own);
    let elsewhere = TABLES.iter().find(|other| other.keys.iter().any(|key| key.name == unknown));
    let label = match (meant, elsewhere) {
        (Some(name), _) => format!("write {name}"),
        (None, Some(other)) => format!("it belongs in {}", other.name),
        (None, None) => "delete it, or put # in front of the line".into(),
    };
    let message = format!("{} has no key `{unknown}`", table.name);
    reading.fault(Code::UnknownKey, span, message, label);
    meant
}
