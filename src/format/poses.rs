//! What the name of a pose means in a file: one of the file's own, or one of the program's.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::DeTable;

use crate::domain::pose::{Pose, Poses, Stance};
use crate::format::diagnostic::{Code, Diagnostic, Source};
use crate::format::embedded;
use crate::text::faults;

use super::pose_builder::{BuiltPose, Origin, build_pose};
use super::pose_entry::{PoseEntries, PoseEntry};
use super::read::{At, Field, Reading, fault};
use super::spelling;
use super::values::Name;

/// Ankles and toes of a foot that stands are drawn a little above the floor.
const OFF_THE_FLOOR: f32 = 4.0;

/// A pose begins from no more others, one after the other.
const POSES_AT_MOST: usize = 64;

/// The program's own poses, each read when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct ProgramPoses(RefCell<BTreeMap<String, Option<BuiltPose>>>);

/// The poses that a name can mean at one place: the file's own, and the program's.
#[derive(Debug)]
pub(super) struct Figures<'s> {
    program: &'s ProgramPoses,
    from_file: BTreeMap<String, Option<BuiltPose>>,
}

impl ProgramPoses {
    fn pose(&self, name: &str) -> Option<BuiltPose> {
        if let Some(known) = self.0.borrow().get(name) {
            return known.clone();
        }
        let text = embedded::text(embedded::POSES, name)?;
        let source = Source::new(format!("{name}.toml"), text);
        let (root, _) = DeTable::parse_recoverable(&source.text);
        let mut reading = Reading::new(Arc::clone(&source));
        let entry = PoseEntry::read_table(root.get_ref(), 0..source.text.len(), &mut reading);
        let named = |field: &Field<Name>| field.value().and_then(|Name(name)| self.pose(name));
        let origin =
            Origin { from_file: false, like: named(&entry.like), through: named(&entry.through) };
        let built = build_pose((name, &entry), &origin, &mut reading.findings);
        self.0.borrow_mut().insert(name.to_owned(), built.clone());
        built
    }
}

impl<'s> Figures<'s> {
    /// A file's own poses, each checked whether it is used or not.
    pub(super) fn of(
        entries: &Field<PoseEntries>,
        program: &'s ProgramPoses,
        findings: &mut Vec<Diagnostic>,
    ) -> Figures<'s> {
        let mut figures = Figures { program, from_file: BTreeMap::new() };
        let entries: &[_] = entries.value().map_or(&[], |entries| &entries.0);
        let all: BTreeMap<&str, &PoseEntry> =
            entries.iter().map(|(name, entry)| (name.as_str(), entry)).collect();
        for (name, _) in entries {
            figures.build_own(name, &all, &mut Vec::new(), findings);
        }
        figures
    }

    /// The poses of an exercise that has its own, before those that are known already.
    pub(super) fn and(
        &self,
        entries: &Field<PoseEntries>,
        findings: &mut Vec<Diagnostic>,
    ) -> Figures<'s> {
        let mut figures = Figures::of(entries, self.program, findings);
        for (name, built) in &self.from_file {
            figures.from_file.entry(name.clone()).or_insert_with(|| built.clone());
        }
        figures
    }

    /// The pose of that name; where there is none, or it floats while a person is on their feet, that is said.
    pub(super) fn named(
        &self,
        name: &At<Name>,
        on_feet: bool,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Pose>> {
        let pose = self.known(name, findings)?.pose;
        if on_feet && pose.height_above_floor() > OFF_THE_FLOOR {
            let text = faults::off_the_floor(&name.value.0);
            findings.push(fault(Code::PoseShape, name.place.clone(), text));
        }
        Some(pose)
    }

    /// The poses that are shown between exercises, by their names.
    pub(super) fn between_exercises(&self) -> Poses {
        let known = |name: &str| match self.from_file.get(name) {
            Some(pose) => pose.clone(),
            None => self.program.pose(name),
        };
        let stances = Stance::NAMES.iter().filter_map(|name| Stance::named(name));
        let poses = stances.filter_map(|stance| Some((stance, known(stance.name())?.pose)));
        Poses::new(poses.collect())
    }

    fn known(&self, name: &At<Name>, findings: &mut Vec<Diagnostic>) -> Option<BuiltPose> {
        let Name(requested) = &name.value;
        match self.from_file.get(requested) {
            Some(pose) => pose.clone(),
            None => self.program.pose(requested).or_else(|| {
                findings.push(self.unknown(name));
                None
            }),
        }
    }

    /// Builds one of the file's own poses, and first the one that it begins from.
    fn build_own(
        &mut self,
        name: &str,
        all: &BTreeMap<&str, &PoseEntry>,
        being_built: &mut Vec<String>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(entry) = all.get(name).filter(|_| !self.from_file.contains_key(name)) else {
            return;
        };
        being_built.push(name.to_owned());
        let mut other = |field: &Field<Name>| match field.given() {
            None => Ok(None),
            Some(other) => self.other(other, all, being_built, findings).map(Some).ok_or(()),
        };
        let others = [other(&entry.like), other(&entry.through)];
        being_built.pop();
        let [Ok(like), Ok(through)] = others else {
            self.from_file.insert(name.to_owned(), None);
            return;
        };
        let from_file = entry.copied.value() != Some(&true);
        let built = build_pose((name, entry), &Origin { from_file, like, through }, findings);
        self.from_file.insert(name.to_owned(), built);
    }

    /// A pose that the one that is being built speaks of.
    fn other(
        &mut self,
        other: &At<Name>,
        all: &BTreeMap<&str, &PoseEntry>,
        being_built: &mut Vec<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<BuiltPose> {
        let Name(requested) = &other.value;
        let itself = being_built.last() == Some(requested);
        // A pose of a name that the program has too may begin from that one.
        if let Some(program) = self.program.pose(requested).filter(|_| itself) {
            return Some(program);
        }
        if being_built.contains(requested) {
            findings.push(begins_from_itself(other));
            return None;
        }
        if being_built.len() >= POSES_AT_MOST {
            let text = faults::begins_from_too_many(POSES_AT_MOST);
            findings.push(fault(Code::UseLoop, other.place.clone(), text));
            return None;
        }
        self.build_own(requested, all, being_built, findings);
        self.known(other, findings)
    }

    fn unknown(&self, name: &At<Name>) -> Diagnostic {
        let Name(requested) = &name.value;
        let in_file = self.from_file.keys().map(String::as_str);
        let names: Vec<&str> =
            in_file.chain(embedded::POSES.iter().map(|(name, _)| *name)).collect();
        let text = faults::unknown_pose(requested, spelling::closest_name(requested, &names));
        fault(Code::UnknownPose, name.place.clone(), text)
    }
}

fn begins_from_itself(like: &At<Name>) -> Diagnostic {
    fault(Code::UseLoop, like.place.clone(), faults::begins_from_itself(&like.value.0))
}
