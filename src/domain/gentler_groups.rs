//! What a person has made gentler in groups of exercises: fewer rounds, more rest between them, or only
//! where they ask for it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::routine::{ExerciseGroup, Routine};

/// Something of a group that can be turned up and down. Times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupDial {
    /// How often all of it is done.
    Rounds,
    /// The rest between two rounds.
    Rest,
    /// Whether it is done only where that is asked for: 1 or 0.
    Optional,
}

/// A group's own amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOfGroup {
    /// The group's name in the file.
    pub name: String,
    /// Of what.
    pub of: GroupDial,
    /// The amount.
    pub own: u64,
}

impl GroupDial {
    const ALL: [GroupDial; 3] = [GroupDial::Rounds, GroupDial::Rest, GroupDial::Optional];

    fn is_gentler(self, one: u64, other: u64) -> bool {
        match self {
            GroupDial::Rounds => one < other,
            GroupDial::Rest | GroupDial::Optional => one > other,
        }
    }

    /// How far it is turned; nothing where it has no effect.
    fn of(self, group: &ExerciseGroup) -> Option<u64> {
        match self {
            GroupDial::Rounds => Some(group.rounds.into()),
            GroupDial::Rest if group.rounds > 1 => Some(millis(group.rest_between_rounds)),
            GroupDial::Rest => None,
            GroupDial::Optional => Some(group.optional.into()),
        }
    }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// The group of this name.
fn named<'r>(routine: &'r Routine, name: &str) -> Option<&'r ExerciseGroup> {
    routine.groups.iter().find(|group| group.name == name)
}

/// What is a person's own of the groups by now: `given` is the version that they had been given,
/// `before` what was theirs until then.
pub(super) fn made_gentler(
    mine: &Routine,
    given: Option<&Routine>,
    before: &[&OwnOfGroup],
) -> Vec<OwnOfGroup> {
    let mut all = Vec::new();
    for group in &mine.groups {
        let given = given.map(|given| named(given, &group.name));
        for of in GroupDial::ALL {
            let known = before.iter().find(|one| one.name == group.name && one.of == of);
            let known = known.map(|one| one.own);
            let own = match (of.of(group), given) {
                // Where it has no effect it stays as it was.
                (None, _) => known,
                (Some(mine), Some(given)) => {
                    let given = given.and_then(|given| of.of(given)).unwrap_or(mine);
                    match of.is_gentler(mine, given) {
                        true => Some(mine),
                        false => known.filter(|own| !of.is_gentler(*own, mine)),
                    }
                }
                (mine, None) => mine,
            };
            all.extend(own.map(|own| OwnOfGroup { name: group.name.clone(), of, own }));
        }
    }
    // Who takes a group apart does each of its exercises once.
    let parted = given.into_iter().flat_map(|given| &given.groups);
    let parted = parted.filter(|group| group.rounds > 1 && named(mine, &group.name).is_none());
    let once = |group: &ExerciseGroup| OwnOfGroup {
        name: group.name.clone(),
        of: GroupDial::Rounds,
        own: 1,
    };
    all.extend(parted.map(once));
    let is_known = |one: &&&OwnOfGroup| {
        named(mine, &one.name).is_none()
            && !all.iter().any(|own| own.name == one.name && own.of == one.of)
    };
    let gone: Vec<OwnOfGroup> = before.iter().filter(is_known).map(|one| (*one).clone()).collect();
    all.extend(gone);
    all
}

/// The group in a new version, by what it is called, and what it has there, if this is gentler.
pub(super) fn beside(one: &OwnOfGroup, new: &Routine) -> Option<(String, u64)> {
    let group = named(new, &one.name)?;
    let file = one.of.of(group).filter(|file| one.of.is_gentler(one.own, *file))?;
    Some((group.called().to_owned(), file))
}
