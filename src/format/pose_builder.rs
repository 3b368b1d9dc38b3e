//! From the keys of a pose to a pose.
//!
//! A limb that does not reach, a joint that bends the wrong way and a foot in the floor are faults.

use std::sync::Arc;

use crate::domain::pose::{ARM, Bounds, FLOOR, LEG, Limb, Point, Pose, Prop, PropKind, Viewpoint};
use crate::format::diagnostic::{Code, Diagnostic, Location};
use crate::text::faults::{self, LimbPart};

use super::pose_entry::{ArmEntry, LegEntry, PoseEntry, PropEntry, SpineEntry, TurnEntry};
use super::read::{Field, fault, required};
use super::values::{Number, Spot};

/// A difference of so much cannot be seen, and nobody has to count decimals.
const ALLOWED: f32 = 0.5;
/// Toes are drawn as a line as thick as this; it may lie in the line of the floor.
const TOES_IN_THE_FLOOR: f32 = 2.0;

/// A pose with the keys that it was made from.
#[derive(Clone, Debug)]
pub(super) struct BuiltPose {
    pub(super) entry: PoseEntry,
    pub(super) pose: Arc<Pose>,
}

/// Where a pose comes from: a file's own or not, and the poses that it speaks of.
pub(super) struct Origin {
    pub(super) from_file: bool,
    pub(super) like: Option<BuiltPose>,
    pub(super) through: Option<BuiltPose>,
}

/// A pose from its keys, and from those of the pose that it begins from.
pub(super) fn build_pose(
    (name, written): (&str, &PoseEntry),
    origin: &Origin,
    findings: &mut Vec<Diagnostic>,
) -> Option<BuiltPose> {
    let base = origin.like.as_ref();
    let merged = base.map_or_else(|| written.clone(), |base| written.begun_from(&base.entry));
    let entry = PoseEntry { place: written.place.clone(), ..merged.with_both_sides() };
    // A pose that takes the place of one of the same name has no beginning that is shown before it.
    let before = base.filter(|base| *base.pose.name != *name);
    let [begins, through] =
        [before, origin.through.as_ref()].map(|other| other.map(|other| Arc::clone(&other.pose)));
    let bare = without_limbs(name, &entry, findings)?;
    let pose = Pose { from_file: origin.from_file, begins, through, ..bare };
    let mut builder = PoseBuilder { pose, written, findings };
    let arms = [builder.arm(0, &entry.near_arm), builder.arm(1, &entry.far_arm)];
    let legs = [builder.leg(0, &entry.near_leg), builder.leg(1, &entry.far_leg)];
    let ([Some(near_arm), Some(far_arm)], [Some(near_leg), Some(far_leg)]) = (arms, legs) else {
        return None;
    };
    builder.pose.arms = [near_arm, far_arm];
    builder.pose.legs = [near_leg, far_leg];
    builder.check_floor();
    builder.check_grid();
    let frame = builder.pose.extent().around(builder.pose.mirrored().extent());
    let pose = Pose { frame, ..builder.pose };
    Some(BuiltPose { pose: Arc::new(pose), entry })
}

/// A pose whose arms and legs are not drawn yet.
fn without_limbs(name: &str, entry: &PoseEntry, findings: &mut Vec<Diagnostic>) -> Option<Pose> {
    let missing = [
        ("pelvis", entry.pelvis.is_absent()),
        ("near-arm", entry.near_arm.is_absent()),
        ("near-leg", entry.near_leg.is_absent()),
    ];
    for (key, _) in missing.iter().filter(|(_, absent)| *absent) {
        findings.push(fault(Code::MissingKey, entry.place.clone(), faults::missing_in_pose(key)));
    }
    let Spot(pelvis) = *entry.pelvis.value()?;
    let view = entry.view.value().copied().unwrap_or(Viewpoint::Side);
    let usual_toes = if view == Viewpoint::Side { 90.0 } else { 180.0 };
    let toes = |leg: &Field<LegEntry>| {
        leg.value().and_then(|leg| leg.toes.value()).map_or(usual_toes, |Number(toes)| *toes)
    };
    Some(Pose {
        from_file: false,
        name: name.into(),
        view,
        pelvis,
        spine: entry.spine.value().map_or([0.0; 6], bends),
        toward_us: entry.spine.value().map_or(0.0, |spine| number(&spine.toward)),
        facing: entry.turn.value().map_or([0.0; 3], turns).map(|turn| turn + facing_of_view(view)),
        belly: number(&entry.belly),
        arms: [Limb::STRAIGHT; 2],
        legs: [Limb::STRAIGHT; 2],
        toes: [toes(&entry.near_leg), toes(&entry.far_leg)],
        props: props(entry, findings)?.into(),
        frame: Bounds { from: pelvis, to: pelvis },
        begins: None,
        through: None,
        working: None,
    })
}

fn bends(spine: &SpineEntry) -> [f32; 6] {
    [
        number(&spine.lean),
        number(&spine.lumbar),
        number(&spine.thoracolumbar),
        number(&spine.upper_back),
        number(&spine.neck),
        number(&spine.head),
    ]
}

fn turns(turn: &TurnEntry) -> [f32; 3] {
    [number(&turn.pelvis), number(&turn.shoulders), number(&turn.head)]
}

/// Where a figure faces that does not turn.
fn facing_of_view(view: Viewpoint) -> f32 {
    if view == Viewpoint::Side { 0.0 } else { 90.0 }
}

fn number<const MIN: i32, const MAX: i32>(field: &Field<Number<MIN, MAX>>) -> f32 {
    field.value().map_or(0.0, |Number(number)| *number)
}

fn props(entry: &PoseEntry, findings: &mut Vec<Diagnostic>) -> Option<Vec<Prop>> {
    let entries: &[_] = entry.props.value().map_or(&[], |props| &props.0);
    let prop = |prop: &PropEntry| {
        let kind = *required(&prop.is, "is", &prop.place, findings)?;
        if kind == PropKind::Strap {
            return Some(Prop { kind, at: Point::default() });
        }
        let Spot(at) = *required(&prop.at, "at", &prop.place, findings)?;
        Some(Prop { kind, at })
    };
    let props: Vec<Option<Prop>> = entries.iter().map(prop).collect();
    props.into_iter().collect()
}

/// A pose while its limbs are being fitted.
struct PoseBuilder<'e> {
    pose: Pose,
    written: &'e PoseEntry,
    findings: &'e mut Vec<Diagnostic>,
}

/// A limb as it was written, and what its parts are called.
struct LimbSpec<'e> {
    place: &'e Location,
    end_key: &'static str,
    end: (LimbPart, &'e Field<Spot>),
    joint: (LimbPart, &'e Field<Spot>),
    root: (LimbPart, Point),
    lengths: [f32; 2],
}

impl PoseBuilder<'_> {
    fn arm(&mut self, side: usize, field: &Field<ArmEntry>) -> Option<Limb> {
        let ArmEntry { place, hand, elbow } = field.value()?;
        let shoulder = self.pose.shoulders()[side];
        let limb = LimbSpec {
            place,
            end_key: "hand",
            end: (LimbPart::Hand, hand),
            joint: (LimbPart::Elbow, elbow),
            root: (LimbPart::Shoulder, shoulder),
            lengths: ARM,
        };
        let (end, joint) = self.end_and_joint(&limb)?;
        let arm = self.pose.arm(side, end, joint);
        self.check_bend(&limb, self.pose.is_backwards(&arm, true)).then_some(arm)
    }

    fn leg(&mut self, side: usize, field: &Field<LegEntry>) -> Option<Limb> {
        let LegEntry { place, foot, knee, .. } = field.value()?;
        let hip = self.pose.hips()[side];
        let limb = LimbSpec {
            place,
            end_key: "foot",
            end: (LimbPart::Foot, foot),
            joint: (LimbPart::Knee, knee),
            root: (LimbPart::Hip, hip),
            lengths: LEG,
        };
        let (end, joint) = self.end_and_joint(&limb)?;
        let leg = self.pose.leg(side, end, joint);
        self.check_bend(&limb, self.pose.is_backwards(&leg, false)).then_some(leg)
    }

    /// Where a limb ends and where its joint was put, if its bones are long enough for it.
    fn end_and_joint(&mut self, limb: &LimbSpec<'_>) -> Option<(Point, Option<Point>)> {
        let (root_name, root) = limb.root;
        let ([upper, lower], place) = (limb.lengths, limb.place);
        let Spot(end) = *required(limb.end.1, limb.end_key, place, self.findings)?;
        let joint = limb.joint.1.value().map(|Spot(joint)| *joint);
        let bone = |from, to, length: f32, (part, field), from_part| MeasuredBone {
            from,
            to,
            length,
            part,
            field,
            from_part,
        };
        let bones = match joint {
            None => vec![bone(root, end, upper + lower, limb.end, root_name)],
            Some(joint) => vec![
                bone(root, joint, upper, limb.joint, root_name),
                bone(joint, end, lower, limb.end, limb.joint.0),
            ],
        };
        let short = bones.iter().filter(|bone| bone.is_too_short()).count();
        for bone in bones.into_iter().filter(MeasuredBone::is_too_short) {
            let place = self.location_of(place, bone.field);
            self.findings.push(bone.fault(place));
        }
        (short == 0).then_some((end, joint))
    }

    fn check_bend(&mut self, limb: &LimbSpec<'_>, backwards: bool) -> bool {
        if backwards {
            let (joint, field) = limb.joint;
            let place = self.location_of(limb.place, field);
            self.findings.push(fault(Code::PoseShape, place, faults::bends_the_wrong_way(joint)));
        }
        !backwards
    }

    fn check_floor(&mut self) {
        if self.pose.view == Viewpoint::Above {
            return;
        }
        let lowest = |leg: [Point; 4]| leg[2].y.max(leg[3].y - TOES_IN_THE_FLOOR);
        let lowest = self.pose.skeleton().legs.map(lowest);
        let fields = [&self.written.near_leg, &self.written.far_leg];
        for (lowest, field) in lowest.into_iter().zip(fields) {
            if lowest > FLOOR + ALLOWED {
                let place = field.given().map_or(&self.written.place, |at| &at.place);
                let text = faults::below_the_floor(lowest - FLOOR);
                self.findings.push(fault(Code::PoseShape, place.clone(), text));
            }
        }
    }

    fn check_grid(&mut self) {
        let extent @ Bounds { from, to } = self.pose.body_extent();
        let grid = -ALLOWED..=100.0 + ALLOWED;
        if [from.x, from.y, to.x, to.y].iter().all(|edge| grid.contains(edge)) {
            return;
        }
        let place = self.written.pelvis.given().map_or(&self.written.place, |at| &at.place);
        let text = faults::outside_the_grid(extent);
        self.findings.push(fault(Code::PoseShape, place.clone(), text));
    }

    /// The place of a value of this pose; where the value is another pose's, of this pose.
    fn location_of<T>(&self, limb: &Location, field: &Field<T>) -> Location {
        let is_written = self.written.limbs().any(|place| place == limb);
        let place = field.given().map_or(limb, |at| &at.place);
        if is_written { place.clone() } else { self.written.place.clone() }
    }
}

/// How far a bone or a limb has to reach.
struct MeasuredBone<'e> {
    from: Point,
    to: Point,
    length: f32,
    part: LimbPart,
    field: &'e Field<Spot>,
    from_part: LimbPart,
}

impl MeasuredBone<'_> {
    fn is_too_short(&self) -> bool {
        self.from.distance(self.to) > self.length + ALLOWED
    }

    fn fault(&self, place: Location) -> Diagnostic {
        let away = self.from.distance(self.to);
        let from = (self.from_part, self.from);
        fault(Code::PoseShape, place, faults::out_of_reach((self.part, away), from, self.length))
    }
}
