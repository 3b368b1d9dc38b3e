//! A pose as strokes with a body, from the back to the front: what cells and SVG both draw.
//!
//! Every part is a thick line, a disc or a filled outline. What lies in front of something keeps a
//! narrow gap around it, so that limbs stay apart where there is no colour.

use crate::domain::pose::{
    Bounds, FLOOR, HEAD, Point, Pose, PropKind, Skeleton, Viewpoint, WorkingLimb,
};

/// How much a part of the picture stands out; the later ones do so more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Nothing is drawn there.
    #[default]
    Nothing,
    /// The floor, and what stands on it.
    Around,
    /// The arm and the leg behind.
    Far,
    /// Back and head.
    Trunk,
    /// The arm and the leg in front.
    Near,
    /// The arm or the leg that works.
    Working,
}

impl Shade {
    pub(super) const DRAWN: [Shade; 5] =
        [Shade::Around, Shade::Far, Shade::Trunk, Shade::Near, Shade::Working];
}

/// One part of the picture; of no tone, it takes away what was drawn before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) tone: Shade,
    pub(super) shape: Outline,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outline {
    /// A line of that width through points, with round ends.
    Line(f32, Vec<Point>),
    /// A filled circle.
    Disc(Point, f32),
    /// A filled outline, its corners rounded by half of that width.
    Area(f32, Vec<Point>),
}

impl Stroke {
    /// Whether it is the same as another, each of its places at most so far away to the side and down.
    pub(super) fn is_near(&self, other: &Stroke, reach: Point) -> bool {
        let near = |from: &[Point], to: &[Point]| {
            let far = |(from, to): (&Point, &Point)| {
                (from.x - to.x).abs() > reach.x || (from.y - to.y).abs() > reach.y
            };
            from.len() == to.len() && !from.iter().zip(to).any(far)
        };
        let same = |width: &f32, its: &f32| width.total_cmp(its).is_eq();
        let same_shape = match (&self.shape, &other.shape) {
            (Outline::Line(width, from), Outline::Line(its, to))
            | (Outline::Area(width, from), Outline::Area(its, to)) => {
                same(width, its) && near(from, to)
            }
            (Outline::Disc(from, radius), Outline::Disc(to, its)) => {
                same(radius, its) && near(&[*from], &[*to])
            }
            _ => false,
        };
        self.tone == other.tone && same_shape
    }
}

/// So many pieces of a curve between two joints of the back.
const PIECES: u8 = 4;
/// How far along the thigh a strap runs around it.
const STRAP: f32 = 0.8;
/// From here on along its upper bone a limb stands apart from the trunk.
const APART: f32 = 0.45;
/// The same for the lower bone of a limb that is folded, from its joint with the upper one.
const FOLDED: f32 = 0.35;
/// The gap around what lies in front.
const GAP: f32 = 1.2;

/// How thick things are, in units of the grid.
const THIGH: f32 = 7.0;
const SHIN: f32 = 5.4;
const FOOT: f32 = 4.0;
const UPPER_ARM: f32 = 4.0;
const FOREARM: f32 = 3.5;
const SHOULDERS: f32 = 4.4;
const HAND: f32 = 2.3;
const NOSE: f32 = 1.8;
const NECK: f32 = 4.6;
const THING: f32 = 1.8;
/// Half the trunk from hips to the top of the neck, seen from the side and from in front, and how far
/// it lies before the joints of the back.
const SIDE: [f32; 6] = [5.2, 4.6, 4.9, 5.4, 3.2, 2.3];
const FRONT: [f32; 6] = [7.0, 6.0, 6.2, 8.2, 4.2, 2.4];
const BEFORE: [f32; 6] = [0.8, 1.4, 1.8, 1.8, 0.6, 0.2];
/// The corners of the trunk are rounded by so much.
const ROUNDED: f32 = 3.0;

/// Everything that is drawn of a pose, from the back to the front.
pub(super) fn strokes(pose: &Pose) -> Vec<Stroke> {
    let bones = pose.skeleton();
    let mut strokes = around(pose, &bones);
    let (sin, cos) = pose.facing[0].to_radians().sin_cos();
    // Seen from the front, neither side is behind the other.
    let behind = if sin < 0.7 { Shade::Far } else { Shade::Near };
    // Who lies and looks the other way shows the other side.
    let [front, back] = if cos < -0.7 { [1, 0] } else { [0, 1] };
    let tone = |limb, usual| if pose.working == Some(limb) { Shade::Working } else { usual };
    let limbs = |strokes: &mut Vec<Stroke>, side: usize, usual| {
        leg(strokes, tone(WorkingLimb::Leg(side), usual), bones.legs[side]);
        arm(strokes, tone(WorkingLimb::Arm(side), usual), bones.arms[side]);
    };
    if behind == Shade::Far {
        limbs(&mut strokes, back, Shade::Far);
    }
    let mut whole = |tone, shape| strokes.push(Stroke { tone, shape });
    let outline = trunk(pose, &bones.spine);
    whole(Shade::Nothing, Outline::Area(ROUNDED + 2.0 * GAP, outline.clone()));
    whole(Shade::Trunk, Outline::Area(ROUNDED, outline));
    let shoulders = vec![bones.arms[0][0], bones.spine[4], bones.arms[1][0]];
    whole(Shade::Trunk, Outline::Line(SHOULDERS, shoulders));
    if let Some(belly) = bones.belly {
        let curve = curve(&[bones.spine[3], belly, bones.spine[0]]);
        whole(Shade::Trunk, Outline::Area(ROUNDED, curve));
    }
    whole(Shade::Trunk, Outline::Line(NECK, vec![bones.spine[4], bones.head]));
    whole(Shade::Trunk, Outline::Disc(bones.head, HEAD));
    whole(Shade::Trunk, Outline::Line(NOSE, bones.nose.to_vec()));
    if behind == Shade::Near {
        limbs(&mut strokes, back, Shade::Near);
    }
    limbs(&mut strokes, front, Shade::Near);
    strokes
}

/// A leg: thigh, shin and foot.
fn leg(strokes: &mut Vec<Stroke>, tone: Shade, [hip, knee, ankle, toes]: [Point; 4]) {
    limb(strokes, tone, [hip, knee, ankle], [THIGH, SHIN]);
    strokes.push(Stroke { tone, shape: Outline::Line(FOOT, vec![ankle, toes]) });
}

/// An arm with its hand.
fn arm(strokes: &mut Vec<Stroke>, tone: Shade, [shoulder, elbow, palm]: [Point; 3]) {
    limb(strokes, tone, [shoulder, elbow, palm], [UPPER_ARM, FOREARM]);
    strokes.push(Stroke { tone, shape: Outline::Disc(palm, HAND) });
}

/// Two bones, and in front of the trunk a gap around them. Near their root there is none: the limb
/// grows out of the trunk.
fn limb(strokes: &mut Vec<Stroke>, tone: Shade, [root, joint, end]: [Point; 3], width: [f32; 2]) {
    let apart = root + (joint - root) * APART;
    let mut bone = |tone, width: f32, from, to| {
        strokes.push(Stroke { tone, shape: Outline::Line(width, vec![from, to]) });
    };
    if tone == Shade::Far {
        bone(tone, width[0], root, joint);
        bone(tone, width[1], joint, end);
        return;
    }
    bone(Shade::Nothing, width[0] + 2.0 * GAP, apart, joint);
    bone(Shade::Nothing, width[1] + 2.0 * GAP, joint, end);
    bone(tone, width[0], root, joint);
    // What is folded back lies in front of its own upper bone.
    bone(Shade::Nothing, width[1] + 2.0 * GAP, joint + (end - joint) * FOLDED, end);
    bone(tone, width[1], joint, end);
}

/// The outline of the trunk: as broad as one sees of it from where one stands.
fn trunk(pose: &Pose, spine: &[Point; 6]) -> Vec<Point> {
    let mut front = Vec::new();
    let mut back = Vec::new();
    for joint in 0..6 {
        let along = spine[(joint + 1).min(5)] - spine[joint.saturating_sub(1)];
        let length = along.distance(Point::default()).max(f32::EPSILON);
        let forward = Point { x: -along.y / length, y: along.x / length };
        #[expect(clippy::cast_precision_loss, reason = "six joints")]
        let part = joint as f32 / 4.0;
        let facing = pose.facing[0] + (pose.facing[1] - pose.facing[0]) * part.min(1.0);
        let (sin, cos) = facing.to_radians().sin_cos();
        let half = (FRONT[joint] * sin).hypot(SIDE[joint] * cos) - ROUNDED / 2.0;
        let middle = spine[joint] + forward * (BEFORE[joint] * cos);
        front.push(middle + forward * half);
        back.push(middle - forward * half);
    }
    let mut outline = curve(&front);
    let mut back = curve(&back);
    back.reverse();
    outline.extend(back);
    outline
}

/// What a figure sits on, lies on or holds, as far as it is in the frame.
fn around(pose: &Pose, bones: &Skeleton) -> Vec<Stroke> {
    let thing = |points| Stroke { tone: Shade::Around, shape: Outline::Line(THING, points) };
    let mut strokes = Vec::new();
    if pose.view != Viewpoint::Above && pose.frame.to.y >= FLOOR {
        let floor = |x| Point { x, y: FLOOR + 0.2 };
        strokes.push(thing(vec![floor(pose.frame.from.x), floor(pose.frame.to.x)]));
    }
    for prop in pose.props.iter() {
        let lines = prop.lines(pose.view).filter_map(|ends| within(&pose.frame, ends));
        strokes.extend(lines.map(|ends| thing(ends.to_vec())));
        if prop.kind == PropKind::Strap {
            let raised = usize::from(bones.legs[1][1].y < bones.legs[0][1].y);
            let [hip, knee, ..] = bones.legs[raised];
            strokes.push(thing(vec![bones.arms[raised][2], hip + (knee - hip) * STRAP]));
        }
    }
    strokes
}

/// A line along an edge of the frame, as far as it lies in it.
fn within(frame: &Bounds, [from, to]: [Point; 2]) -> Option<[Point; 2]> {
    let kept = |point: Point| Point {
        x: point.x.clamp(frame.from.x, frame.to.x),
        y: point.y.clamp(frame.from.y, frame.to.y),
    };
    let ends = [kept(from), kept(to)];
    (ends[0] != ends[1]).then_some(ends)
}

/// A curve through all joints, without a corner (Catmull and Rom's).
fn curve(joints: &[Point]) -> Vec<Point> {
    let joint = |index: isize| {
        let last = joints.len().saturating_sub(1);
        joints[usize::try_from(index).unwrap_or(0).min(last)]
    };
    let mut points = Vec::with_capacity(joints.len() * usize::from(PIECES));
    for index in 0..joints.len().saturating_sub(1) {
        let at = isize::try_from(index).unwrap_or(0);
        let around = [joint(at - 1), joint(at), joint(at + 1), joint(at + 2)];
        points
            .extend((0..PIECES).map(|piece| between(around, f32::from(piece) / f32::from(PIECES))));
    }
    points.extend(joints.last());
    points
}

fn between([before, from, to, after]: [Point; 4], part: f32) -> Point {
    let (square, cube) = (part * part, part * part * part);
    from + ((to - before) * part
        + (before * 2.0 - from * 5.0 + to * 4.0 - after) * square
        + (from * 3.0 - before - to * 3.0 + after) * cube)
        * 0.5
}
