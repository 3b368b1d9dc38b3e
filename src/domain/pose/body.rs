//! The body that every pose shares: how long its bones are, and where its joints lie in a pose.
//!
//! Bones have one length each and are set end to end, so that none can stretch between two poses.

use super::{Bone, Bounds, Limb, Point, Pose, Viewpoint};

/// The lowest that a foot can go: the floor. Own choice.
pub const FLOOR: f32 = 95.0;
/// From the middle of the hips to the low back, and on along the back to the neck. Proportions of an
/// adult, drawn 93 high; the grid is 100.
pub(super) const SPINE: [f32; 5] = [5.0, 8.0, 7.0, 9.0, 4.0];
/// The radius of the head.
pub const HEAD: f32 = 6.0;
/// From a hip to its knee, and from there to the ankle.
pub const LEG: [f32; 2] = [23.0, 22.0];
/// From a shoulder to its elbow, and from there to the palm.
pub const ARM: [f32; 2] = [16.0, 16.0];
/// From the ankle to the toes.
const FOOT: f32 = 7.0;
/// Half the way from hip to hip, seen from the front.
const HIPS: f32 = 5.0;
/// Half the way from shoulder to shoulder, seen from the front.
const SHOULDERS: f32 = 9.0;
/// How far along the upper back the arms begin.
const SHOULDER_HEIGHT: f32 = 0.8;
/// How far before the back the arms begin, seen from the side.
const SHOULDER_DEPTH: f32 = 2.5;
/// How far what is behind is drawn to the right and up, seen from the side: one sees that there are two.
const BEHIND: Point = Point { x: 2.5, y: -1.5 };
/// How far one has to be turned away, as a cosine, for one side to lie behind the other.
const BOTH_SEEN: f32 = 0.6;
/// How far the nose stands out.
const NOSE: f32 = 1.3;
/// A joint that is bent by fewer degrees is straight.
const NOTICED: f32 = 10.0;
/// The margin around a figure.
const MARGIN: f32 = 3.5;
/// How much is seen beneath the floor.
const UNDER_THE_FLOOR: f32 = 1.0;
/// A limb is never drawn quite straight: which way its joint bends stays known.
const ALMOST: f32 = 0.05;

/// The way of a bone: 0 is up, 90 to the right (forward), 180 down, in degrees.
pub(super) fn toward(direction: f32) -> Point {
    let (sin, cos) = direction.to_radians().sin_cos();
    Point { x: sin, y: -cos }
}

/// The direction from one point to another, in degrees.
pub(super) fn direction(from: Point, to: Point) -> f32 {
    (to.x - from.x).atan2(from.y - to.y).to_degrees()
}

/// The same direction, from -180 to 180 degrees.
pub(super) fn wrapped(degrees: f32) -> f32 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// Where everything lies that is drawn of a body. Of two, the near one comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skeleton {
    /// Hips, low back, the joint of low and upper back, shoulder blades, root of the neck, top of the neck.
    pub spine: [Point; 6],
    /// The middle of the head.
    pub head: Point,
    /// Where the nose begins and ends.
    pub nose: [Point; 2],
    /// Shoulder, elbow and palm.
    pub arms: [[Point; 3]; 2],
    /// Hip, knee, ankle and toes.
    pub legs: [[Point; 4]; 2],
    /// The belly's furthest point, where a belly is drawn.
    pub belly: Option<Point>,
}

impl Pose {
    /// Where everything lies that is drawn of the body.
    pub fn skeleton(&self) -> Skeleton {
        let spine = self.back();
        let skull = self.spine.iter().sum();
        let head = spine[5] + toward(skull) * (HEAD * self.toward_us.to_radians().cos());
        let up = toward(skull);
        let front = toward(skull + 90.0) * self.facing[2].to_radians().cos();
        let (shoulders, hips) = (self.shoulders(), self.hips());
        let profile = self.facing[0].to_radians().cos().abs();
        // Who turns so far that one sees both sides has none behind.
        let hidden = match self.view {
            Viewpoint::Side => (profile - BOTH_SEEN).max(0.0) / (1.0 - BOTH_SEEN),
            // From in front and from above a pose says itself where what is behind can be seen.
            Viewpoint::Front | Viewpoint::Above => 0.0,
        };
        let behind = [Point::default(), BEHIND * hidden];
        let arm = |side: usize| {
            let [elbow, palm] = self.arms[side].joints(shoulders[side], ARM);
            [shoulders[side], elbow, palm].map(|point| point + behind[side])
        };
        let leg = |side: usize| {
            let [knee, ankle] = self.legs[side].joints(hips[side], LEG);
            let toes = ankle + toward(self.toes[side]) * (FOOT * profile.max(0.5));
            [hips[side], knee, ankle, toes].map(|point| point + behind[side])
        };
        let waist = spine[1] + (spine[2] - spine[1]) * 0.7;
        let out = toward(self.spine[0] + self.spine[1] + 90.0) * self.belly;
        Skeleton {
            spine,
            head,
            nose: [head + front * (HEAD - 1.0) - up, head + front * (HEAD + NOSE) - up * 1.6],
            arms: [arm(0), arm(1)],
            legs: [leg(0), leg(1)],
            belly: (self.belly > 0.0).then(|| waist + out),
        }
    }

    /// The joints of the back, from the hips to the top of the neck.
    fn back(&self) -> [Point; 6] {
        let mut back = [self.pelvis; 6];
        let mut leaning = 0.0;
        let seen = self.toward_us.to_radians().cos();
        for (place, (length, bend)) in SPINE.iter().zip(&self.spine).enumerate() {
            leaning += bend;
            back[place + 1] = back[place] + toward(leaning) * (length * seen);
        }
        back
    }

    /// Where the arms begin, before what is behind is drawn aside.
    pub fn shoulders(&self) -> [Point; 2] {
        let back = self.back();
        let trunk: f32 = self.spine[..4].iter().sum();
        let depth = SHOULDER_DEPTH * self.facing[1].to_radians().cos();
        let middle = back[3] + (back[4] - back[3]) * SHOULDER_HEIGHT + toward(trunk + 90.0) * depth;
        pair(middle, trunk, SHOULDERS, self.facing[1])
    }

    /// Where the legs begin, before what is behind is drawn aside.
    pub fn hips(&self) -> [Point; 2] {
        pair(self.pelvis, self.spine[0], HIPS, self.facing[0])
    }
}

/// Which way a joint bends, seen from the side: the sign of the angle from its upper to its lower bone.
const ELBOW: f32 = -1.0;
const KNEE: f32 = 1.0;

impl Pose {
    /// The arm of a side from its shoulder to `palm`.
    pub fn arm(&self, side: usize, palm: Point, elbow: Option<Point>) -> Limb {
        Limb::reaching(self.shoulders()[side], palm, elbow, self.bends(side, ELBOW), ARM)
    }

    /// The leg of a side from its hip to `ankle`.
    pub fn leg(&self, side: usize, ankle: Point, knee: Option<Point>) -> Limb {
        Limb::reaching(self.hips()[side], ankle, knee, self.bends(side, KNEE), LEG)
    }

    /// Which way a joint of a side bends. Seen from the front, elbows and knees go outward.
    fn bends(&self, side: usize, from_the_side: f32) -> f32 {
        match (self.view, side) {
            (Viewpoint::Side, _) => from_the_side,
            (_, 0) => -1.0,
            _ => 1.0,
        }
    }

    /// Whether a limb bends backwards: only where one sees all of it from the side.
    pub fn is_backwards(&self, limb: &Limb, is_arm: bool) -> bool {
        let right = if is_arm { ELBOW } else { KNEE };
        let seen = self.view == Viewpoint::Side && !limb.is_out_of_the_picture();
        seen && limb.bend * right < -NOTICED
    }

    /// How far the lower foot, heel or toes, is above the floor.
    pub fn height_above_floor(&self) -> f32 {
        let feet = self.skeleton().legs.into_iter().flat_map(|[_, _, ankle, toes]| [ankle, toes]);
        feet.fold(f32::INFINITY, |height, foot| height.min(FLOOR - foot.y))
    }

    /// The part of the grid that the figure takes up.
    pub fn body_extent(&self) -> Bounds {
        let Skeleton { spine, head, arms, legs, .. } = self.skeleton();
        let round = Point { x: HEAD, y: HEAD };
        let body = spine.into_iter().chain([head - round, head + round]);
        let limbs = arms.into_iter().flatten().chain(legs.into_iter().flatten());
        body.chain(limbs).map(Bounds::at).fold(Bounds::at(self.pelvis), Bounds::around)
    }

    /// The part that the figure takes up with the things around it, and a margin.
    pub fn extent(&self) -> Bounds {
        let things = self.props.iter().filter(|prop| prop.is_seen_whole());
        let things = things.flat_map(|prop| prop.lines(self.view)).flatten();
        let all = things.map(Bounds::at).fold(self.body_extent(), Bounds::around);
        let margin = Point { x: MARGIN, y: MARGIN };
        let Bounds { from, to } = Bounds { from: all.from - margin, to: all.to + margin };
        Bounds { from, to: Point { y: to.y.min(FLOOR + UNDER_THE_FLOOR), ..to } }
    }
}

/// Two shoulders or hips: as far apart as one sees of them from where one stands.
fn pair(middle: Point, trunk: f32, half: f32, facing: f32) -> [Point; 2] {
    let apart = toward(trunk - 90.0) * (half * facing.to_radians().sin());
    [middle + apart, middle - apart]
}

impl Limb {
    /// An arm that hangs, a leg that stands.
    pub const STRAIGHT: Limb = Limb {
        upper: Bone { direction: 180.0, away: 0.0 },
        bend: 0.0,
        lower_away: 0.0,
        joint_is_given: false,
        rests_at: None,
    };

    /// A limb whose end lies at `end`; which way its joint bends is the sign of `bends`. The joint is
    /// where the lengths put it, or where it was said to be.
    fn reaching(
        root: Point,
        end: Point,
        joint: Option<Point>,
        bends: f32,
        lengths: [f32; 2],
    ) -> Limb {
        let joint_is_given = joint.is_some();
        let joint = joint.unwrap_or_else(|| bent(root, end, bends, lengths));
        let (upper, lower) = (direction(root, joint), direction(joint, end));
        let away = |from: Point, to: Point, length: f32| {
            (from.distance(to) / length).min(1.0).acos().to_degrees()
        };
        Limb {
            upper: Bone { direction: upper, away: away(root, joint, lengths[0]) },
            bend: wrapped(lower - upper),
            lower_away: away(joint, end, lengths[1]),
            joint_is_given,
            rests_at: Some(end),
        }
    }

    /// Where its joint and its end lie.
    fn joints(&self, root: Point, lengths: [f32; 2]) -> [Point; 2] {
        let Bone { direction: way, away } = self.upper;
        let [upper, lower] = lengths;
        let joint = root + toward(way) * (upper * away.to_radians().cos());
        match self.rests_at {
            Some(end) if self.joint_is_given => {
                let seen = joint.distance(end).min(lower);
                [joint, joint + toward(direction(joint, end)) * seen]
            }
            Some(end) => {
                let joint = bent(root, end, self.bend, lengths);
                [joint, joint + toward(direction(joint, end)) * lower]
            }
            None => {
                let seen = lower * self.lower_away.to_radians().cos();
                [joint, joint + toward(way + self.bend) * seen]
            }
        }
    }
}

/// The knee or elbow of a limb from `root` to `end`: two sides of a triangle are known.
fn bent(root: Point, end: Point, bends: f32, [upper, lower]: [f32; 2]) -> Point {
    let span = root.distance(end).clamp((upper - lower).abs() + ALMOST, upper + lower - ALMOST);
    let cos = (upper * upper + span * span - lower * lower) / (2.0 * upper * span);
    let angle = cos.clamp(-1.0, 1.0).acos().to_degrees();
    root + toward(direction(root, end) - angle.copysign(bends)) * upper
}
