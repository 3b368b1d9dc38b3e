//! The keys of a pose: `[pose.NAME]` in a file, or a whole file of the program's own poses.
//!
//! Knows the bounds of every number, which are those of the drawing, and nothing of how bones reach.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::pose::{PropKind, Viewpoint};
use crate::format::diagnostic::{Code, Location};
use crate::text::faults;

use super::key_tables::{Completed, entry, refuse_key};
use super::read::{Field, FromToml, Reading};
use super::shape::{KeySpec, Shape, TableSpec};
use super::values::{Name, Number, Spot, is_name, table};

/// More poses than any file needs.
const POSES_AT_MOST: usize = 100;
/// More things than fit around a figure.
const PROPS_AT_MOST: usize = 8;

entry! {
    /// One figure.
    struct PoseEntry, "a pose", [] {
        /// The pose that this one begins from: whatever this one does not say is as it is there, and it is shown while getting ready.
        "like" like: Name,
        /// A pose that lies on the way to this one and back, such as one knee before both.
        "through" through: Name,
        /// From where it is seen: side (looking right), front, or above (lying). side when left out.
        "view" view: Viewpoint,
        /// The middle of the hips: [x, y] on a grid of 100 x 100, x to the right, y down. The floor is at 95.
        "pelvis" pelvis: Spot,
        /// How the back bends.
        "spine" spine: SpineEntry,
        /// How far hips, shoulders and head turn out of the view.
        "turn" turn: TurnEntry,
        /// How far the belly stands out, 0 to 12. 0, which draws none, when left out.
        "belly" belly: Number<0, 12>,
        /// The near arm: the right one.
        "near-arm" near_arm: ArmEntry,
        /// The far arm. As the near one when left out.
        "far-arm" far_arm: ArmEntry,
        /// The near leg: the right one.
        "near-leg" near_leg: LegEntry,
        /// The far leg. As the near one when left out.
        "far-leg" far_leg: LegEntry,
        /// What is around: [{ is = "chair", at = [40, 70] }]. At most 8.
        "props" props: PropEntries,
        /// true where `share` has copied it from the program: then it is not counted as the file's own content.
        "copied" copied: bool,
    }
}

entry! {
    /// A back, in degrees; more is rounder.
    struct SpineEntry, "a spine", [] {
        /// How the pelvis leans: 0 is upright, 90 forward, -90 lying on the back with the head to the left.
        "lean" lean: Number<-180, 180>,
        /// How far the low back rounds, -12 to 30. Less than 0 is a lift.
        "lumbar" lumbar: Number<-12, 30>,
        /// How far the back rounds where low and upper back meet, -15 to 35.
        "thoracolumbar" thoracolumbar: Number<-15, 35>,
        /// How far the upper back rounds, -20 to 40.
        "upper-back" upper_back: Number<-20, 40>,
        /// How far the neck bends forward, -35 to 45.
        "neck" neck: Number<-35, 45>,
        /// How far the head nods, -35 to 35.
        "head" head: Number<-35, 35>,
        /// How far the back leans toward the person looking, 0 to 60; for one seen from in front. 0 when left out.
        "toward" toward: Number<0, 60>,
    }
}

entry! {
    /// A turn, in degrees.
    struct TurnEntry, "a turn", [] {
        /// The hips.
        "pelvis" pelvis: Number<-90, 90>,
        /// The shoulders.
        "shoulders" shoulders: Number<-90, 90>,
        /// The head.
        "head" head: Number<-90, 90>,
    }
}

entry! {
    /// An arm.
    struct ArmEntry, "an arm", [] {
        /// The palm: [x, y].
        "hand" hand: Spot,
        /// Only where the arm points out of the picture: the elbow. Left out, it follows from shoulder and palm.
        "elbow" elbow: Spot,
    }
}

entry! {
    /// A leg.
    struct LegEntry, "a leg", [] {
        /// The ankle: [x, y].
        "foot" foot: Spot,
        /// Only where the leg points out of the picture: the knee. Left out, it follows from hip and ankle.
        "knee" knee: Spot,
        /// Where the toes point: 90 is forward, 180 down, 0 up. From the side 90 when left out, else 180.
        "toes" toes: Number<-180, 180>,
    }
}

entry! {
    /// A thing around the figure.
    struct PropEntry, "a prop", [] {
        /// chair, bed, mat, wall, worktop, pillow, cushion or strap.
        "is" is: PropKind,
        /// Where: middle of the seat, of the bed or mat; foot of the wall; front edge of the worktop. A strap needs none.
        "at" at: Spot,
    }
}

/// Every table of a pose.
pub(super) const TABLES: &[TableSpec] = &[
    PoseEntry::TABLE,
    SpineEntry::TABLE,
    TurnEntry::TABLE,
    ArmEntry::TABLE,
    LegEntry::TABLE,
    PropEntry::TABLE,
];

impl PoseEntry {
    /// This pose, and from the one that it begins from whatever it does not say; back and turn angle
    /// by angle, everything else whole.
    pub(super) fn begun_from(&self, other: &PoseEntry) -> PoseEntry {
        PoseEntry {
            spine: merged(&self.spine, &other.spine),
            turn: merged(&self.turn, &other.turn),
            ..self.completed_from(other)
        }
    }

    /// Where its own arms and legs are written.
    pub(super) fn limbs(&self) -> impl Iterator<Item = &Location> {
        let arms = [&self.near_arm, &self.far_arm].into_iter().filter_map(Field::value);
        let legs = [&self.near_leg, &self.far_leg].into_iter().filter_map(Field::value);
        arms.map(|arm| &arm.place).chain(legs.map(|leg| &leg.place))
    }

    /// This pose with a far arm and a far leg: as the near ones, where nothing is said of them.
    pub(super) fn with_both_sides(&self) -> PoseEntry {
        PoseEntry {
            far_arm: self.far_arm.or(&self.near_arm),
            far_leg: self.far_leg.or(&self.near_leg),
            ..self.clone()
        }
    }
}

fn merged<T: Completed>(own: &Field<T>, other: &Field<T>) -> Field<T> {
    match (own.given(), other.given()) {
        (Some(own), Some(other)) => {
            Field::given_at(own.value.completed_from(&other.value), &own.place)
        }
        _ => own.or(other),
    }
}

/// The poses of a file, each with its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PoseEntries(pub(super) Vec<(String, PoseEntry)>);

impl FromToml for PoseEntries {
    const SHAPE: Shape = Shape::ByName(&PoseEntry::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let poses = table(value, reading)?;
        if poses.len() > POSES_AT_MOST {
            let text = faults::too_many_poses(poses.len(), POSES_AT_MOST);
            reading.fault(Code::OutOfRange, value.span(), text);
            return None;
        }
        let mut read = Vec::new();
        for (key, value) in poses {
            let name = key.get_ref();
            if is_name(name) {
                read.push((name.to_string(), PoseEntry::read(value, reading)?));
            } else {
                reading.fault(Code::NotAName, key.span(), faults::not_a_pose_name(name));
            }
        }
        Some(PoseEntries(read))
    }
}

/// The things around a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PropEntries(pub(super) Vec<PropEntry>);

impl FromToml for PropEntries {
    const SHAPE: Shape = Shape::List { each: &PropEntry::SHAPE, least: 0, most: PROPS_AT_MOST };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        if let DeValue::Array(list) = value.get_ref()
            && list.len() > PROPS_AT_MOST
        {
            let text = faults::too_many_props(list.len(), PROPS_AT_MOST);
            reading.fault(Code::OutOfRange, value.span(), text);
            return None;
        }
        Vec::read(value, reading).map(PropEntries)
    }
}
