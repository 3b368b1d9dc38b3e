//! From the keys of a pose to a pose.
//!
//! A limb that does not reach, a joint that bends the wrong way and a foot in the floor are faults.

use std::sync::Arc;

use crate::domain::pose::{ARM, Bounds, FLOOR, LEG, Limb, Point, Pose, Prop, PropKind, Viewpoint};
use crate::format::diagnostic::{Code, Diagnostic, Place};

use super::pose_entry::{ArmEntry, LegEntry, PoseEntry, PropEntry, SpineEntry, TurnEntry};
use super::read::{Field, fault, required};
use super::values::{Number, Spot};

/// Less cannot be seen, and saves a person from counting decimals.
const ALLOWED: f32 = 0.5;
/// Toes are drawn as a line; so much of it may lie in the floor's.
const TOES_IN_THE_FLOOR: f32 = 2.0;

/// A pose with the keys that it was made from.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) entry: PoseEntry,
    pub(super) pose: Arc<Pose>,
}

/// Where a pose comes from: a file's own or not, and the poses that it speaks of.
pub(super) struct Origin {
    pub(super) own: bool,
    pub(super) like: Option<Drawn>,
    pub(super) through: Option<Drawn>,
}

/// A pose from its keys, and from those of the pose that it begins from.
pub(super) fn drawn(
    (name, written): (&str, &PoseEntry),
    origin: &Origin,
    findings: &mut Vec<Diagnostic>,
) -> Option<Drawn> {
    let base = origin.like.as_ref();
    let whole = base.map_or_else(|| written.clone(), |base| written.begun_from(&base.entry));
    let entry = PoseEntry { place: written.place.clone(), ..whole.with_both_sides() };
    // A pose in place of one of the same name begins from nothing but itself.
    let before = base.filter(|base| *base.pose.name != *name);
    let [begins, through] =
        [before, origin.through.as_ref()].map(|other| other.map(|other| Arc::clone(&other.pose)));
    let bare = without_limbs(name, &entry, findings)?;
    let pose = Pose { own: origin.own, begins, through, ..bare };
    let mut sketch = Sketch { pose, written, findings };
    let arms = [sketch.arm(0, &entry.near_arm), sketch.arm(1, &entry.far_arm)];
    let legs = [sketch.leg(0, &entry.near_leg), sketch.leg(1, &entry.far_leg)];
    let ([Some(near_arm), Some(far_arm)], [Some(near_leg), Some(far_leg)]) = (arms, legs) else {
        return None;
    };
    sketch.pose.arms = [near_arm, far_arm];
    sketch.pose.legs = [near_leg, far_leg];
    sketch.check_floor();
    sketch.check_grid();
    let frame = sketch.pose.extent().around(sketch.pose.mirrored().extent());
    let pose = Pose { frame, ..sketch.pose };
    Some(Drawn { pose: Arc::new(pose), entry })
}

/// A pose whose arms and legs are not drawn yet.
fn without_limbs(name: &str, entry: &PoseEntry, findings: &mut Vec<Diagnostic>) -> Option<Pose> {
    let missing = [
        ("pelvis", entry.pelvis.is_absent()),
        ("near-arm", entry.near_arm.is_absent()),
        ("near-leg", entry.near_leg.is_absent()),
    ];
    for (key, _) in missing.iter().filter(|(_, absent)| *absent) {
        let message = format!("`{key}` is missing, and there is no `like` to take it from");
        let label = "add it, or begin from a pose: like = \"seated\"";
        findings.push(fault(Code::MissingKey, entry.place.clone(), message, label));
    }
    let Spot(pelvis) = *entry.pelvis.value()?;
    let view = entry.view.value().copied().unwrap_or(Viewpoint::Side);
    let usual_toes = if view == Viewpoint::Side { 90.0 } else { 180.0 };
    let toes = |leg: &Field<LegEntry>| {
        leg.value().and_then(|leg| leg.toes.value()).map_or(usual_toes, |Number(toes)| *toes)
    };
    Some(Pose {
        own: false,
        name: name.into(),
        view,
        pelvis,
        spine: entry.spine.value().map_or([0.0; 6], bends),
        facing: entry.turn.value().map_or([0.0; 3], turns).map(|turn| turn + ahead(view)),
        belly: number(&entry.belly),
        arms: [Limb::STRAIGHT; 2],
        legs: [Limb::STRAIGHT; 2],
        toes: [toes(&entry.near_leg), toes(&entry.far_leg)],
        props: props(entry, findings)?.into(),
        frame: Bounds { from: pelvis, to: pelvis },
        begins: None,
        through: None,
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
fn ahead(view: Viewpoint) -> f32 {
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
struct Sketch<'e> {
    pose: Pose,
    written: &'e PoseEntry,
    findings: &'e mut Vec<Diagnostic>,
}

/// A limb as it was written, and what its parts are called.
struct Wanted<'e> {
    place: &'e Place,
    end: (&'static str, &'e Field<Spot>),
    joint: (&'static str, &'e Field<Spot>),
    root: (&'static str, Point),
    lengths: [f32; 2],
}

impl Sketch<'_> {
    fn arm(&mut self, side: usize, field: &Field<ArmEntry>) -> Option<Limb> {
        let ArmEntry { place, hand, elbow } = field.value()?;
        let shoulder = self.pose.shoulders()[side];
        let wanted = Wanted {
            place,
            end: ("hand", hand),
            joint: ("elbow", elbow),
            root: ("shoulder", shoulder),
            lengths: ARM,
        };
        let (end, joint) = self.ends(&wanted)?;
        let arm = self.pose.arm(side, end, joint);
        self.check_bend(&wanted, self.pose.is_backwards(&arm, true)).then_some(arm)
    }

    fn leg(&mut self, side: usize, field: &Field<LegEntry>) -> Option<Limb> {
        let LegEntry { place, foot, knee, .. } = field.value()?;
        let hip = self.pose.hips()[side];
        let wanted = Wanted {
            place,
            end: ("foot", foot),
            joint: ("knee", knee),
            root: ("hip", hip),
            lengths: LEG,
        };
        let (end, joint) = self.ends(&wanted)?;
        let leg = self.pose.leg(side, end, joint);
        self.check_bend(&wanted, self.pose.is_backwards(&leg, false)).then_some(leg)
    }

    /// Where a limb ends and where its joint was put, if its bones are long enough for it.
    fn ends(&mut self, wanted: &Wanted<'_>) -> Option<(Point, Option<Point>)> {
        let (root_name, root) = wanted.root;
        let ([upper, lower], place) = (wanted.lengths, wanted.place);
        let Spot(end) = *required(wanted.end.1, wanted.end.0, place, self.findings)?;
        let joint = wanted.joint.1.value().map(|Spot(joint)| *joint);
        let reach = |from, to, length: f32, (what, field), from_what| Reach {
            from,
            to,
            length,
            what,
            field,
            from_what,
        };
        let reaches = match joint {
            None => vec![reach(root, end, upper + lower, wanted.end, root_name)],
            Some(joint) => vec![
                reach(root, joint, upper, wanted.joint, root_name),
                reach(joint, end, lower, wanted.end, wanted.joint.0),
            ],
        };
        let short = reaches.iter().filter(|reach| reach.is_too_short()).count();
        for reach in reaches.into_iter().filter(Reach::is_too_short) {
            let place = self.here(place, reach.field);
            self.findings.push(reach.fault(place));
        }
        (short == 0).then_some((end, joint))
    }

    fn check_bend(&mut self, wanted: &Wanted<'_>, backwards: bool) -> bool {
        if backwards {
            let (name, field) = wanted.joint;
            let message = format!("the {name} bends the wrong way here");
            let label = "leave it out: it follows from both ends";
            let place = self.here(wanted.place, field);
            self.findings.push(fault(Code::PoseShape, place, message, label));
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
                let message = format!("this foot is {:.0} below the floor", lowest - FLOOR);
                let place = field.given().map_or(&self.written.place, |at| &at.place);
                let label = format!("the floor is at {FLOOR:.0}");
                self.findings.push(fault(Code::PoseShape, place.clone(), message, label));
            }
        }
    }

    fn check_grid(&mut self) {
        let Bounds { from, to } = self.pose.body_extent();
        let grid = -ALLOWED..=100.0 + ALLOWED;
        if [from.x, from.y, to.x, to.y].iter().all(|edge| grid.contains(edge)) {
            return;
        }
        let message = format!(
            "the figure reaches from [{:.0}, {:.0}] to [{:.0}, {:.0}]",
            from.x, from.y, to.x, to.y
        );
        let place = self.written.pelvis.given().map_or(&self.written.place, |at| &at.place);
        let label = "the grid is 100 x 100: move the figure, or bend it more";
        self.findings.push(fault(Code::PoseShape, place.clone(), message, label));
    }

    /// The place of a value of this pose; where the value is another pose's, of this pose.
    fn here<T>(&self, limb: &Place, field: &Field<T>) -> Place {
        let own = self.written.limbs().any(|place| place == limb);
        let place = field.given().map_or(limb, |at| &at.place);
        if own { place.clone() } else { self.written.place.clone() }
    }
}

/// How far a bone or a limb has to reach.
struct Reach<'e> {
    from: Point,
    to: Point,
    length: f32,
    what: &'static str,
    field: &'e Field<Spot>,
    from_what: &'static str,
}

impl Reach<'_> {
    fn is_too_short(&self) -> bool {
        self.from.distance(self.to) > self.length + ALLOWED
    }

    fn fault(&self, place: Place) -> Diagnostic {
        let (what, from_what) = (self.what, self.from_what);
        let away = self.from.distance(self.to);
        let message = format!(
            "the {what} is {away:.0} away from the {from_what}, which is further than {:.0}",
            self.length
        );
        let label = format!("the {from_what} is at [{:.0}, {:.0}]", self.from.x, self.from.y);
        fault(Code::PoseShape, place, message, label)
    }
}
