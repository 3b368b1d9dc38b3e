//! A pose as strokes, from the back to the front: what cells and SVG both draw.

use crate::domain::pose::{FLOOR, HEAD, Point, Pose, PropKind, Viewpoint};

/// What a stroke belongs to; the later ones lie in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The floor, and what stands on it.
    Around,
    /// The arm and the leg behind.
    Far,
    /// Shoulders, hips, belly and nose.
    Detail,
    /// The back.
    Trunk,
    /// The head.
    Head,
    /// The arm and the leg in front.
    Near,
}

/// A line through points, or the ring of the head.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stroke {
    Line(Layer, Vec<Point>),
    Ring(Point, f32),
}

/// So many pieces of a curve between two joints of the back.
const PIECES: u8 = 6;
/// How far along the thigh a strap runs around it.
const STRAP: f32 = 0.8;

/// Everything that is drawn of a pose, from the back to the front.
pub(super) fn strokes(pose: &Pose) -> Vec<Stroke> {
    let bones = pose.skeleton();
    let mut strokes = Vec::with_capacity(24);
    let mut line = |layer, points: &[Point]| strokes.push(Stroke::Line(layer, points.to_vec()));
    if pose.view != Viewpoint::Above {
        let floor = |x| Point { x, y: FLOOR };
        line(Layer::Around, &[floor(pose.frame.from.x), floor(pose.frame.to.x)]);
    }
    for prop in pose.props.iter() {
        for ends in prop.lines(pose.view) {
            line(Layer::Around, &ends);
        }
        if prop.kind == PropKind::Strap {
            let raised = usize::from(bones.legs[1][1].y < bones.legs[0][1].y);
            let [hip, knee, ..] = bones.legs[raised];
            line(Layer::Around, &[bones.arms[raised][2], hip + (knee - hip) * STRAP]);
        }
    }
    // Seen from the front, neither side is behind the other.
    let behind = if pose.facing[0].to_radians().sin() < 0.7 { Layer::Far } else { Layer::Near };
    let [near, far] = bones.legs;
    line(behind, &far);
    line(behind, &bones.arms[1]);
    line(Layer::Trunk, &curve(&bones.spine));
    line(Layer::Detail, &[bones.arms[0][0], bones.spine[4], bones.arms[1][0]]);
    line(Layer::Detail, &[near[0], far[0]]);
    if let Some(belly) = bones.belly {
        line(Layer::Detail, &curve(&[bones.spine[3], belly, bones.spine[0]]));
    }
    line(Layer::Detail, &bones.nose);
    line(Layer::Near, &near);
    line(Layer::Near, &bones.arms[0]);
    strokes.push(Stroke::Ring(bones.head, HEAD));
    strokes
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
