//! A pose on the other side of the body.

use std::sync::Arc;

use super::body::wrapped;
use super::{Bone, Bounds, Limb, Point, Pose, Viewpoint, WorkingLimb};

/// What has to be done to a picture, besides that near and far change places.
#[derive(Clone, Copy)]
enum Mirror {
    /// Nothing: seen from the side, the other leg moves.
    Sides,
    /// Left and right change places around this line.
    Across(f32),
    /// Above and below change places around this line.
    Down(f32),
}

impl Mirror {
    fn of(pose: &Pose) -> Mirror {
        match pose.view {
            Viewpoint::Side => Mirror::Sides,
            Viewpoint::Above => Mirror::Down(pose.pelvis.y),
            // Who lies on one side turns over on the bed; who sits stays where they sit.
            Viewpoint::Front if pose.lies() => Mirror::Across(50.0),
            Viewpoint::Front => Mirror::Across(pose.pelvis.x),
        }
    }

    fn place(self, Point { x, y }: Point) -> Point {
        match self {
            Mirror::Sides => Point { x, y },
            Mirror::Across(axis) => Point { x: 2.0 * axis - x, y },
            Mirror::Down(axis) => Point { x, y: 2.0 * axis - y },
        }
    }

    /// A direction in the picture.
    fn direction(self, degrees: f32) -> f32 {
        match self {
            Mirror::Sides => degrees,
            Mirror::Across(_) => -degrees,
            Mirror::Down(_) => wrapped(180.0 - degrees),
        }
    }

    /// The angle at a joint.
    fn bend(self, degrees: f32) -> f32 {
        if matches!(self, Mirror::Sides) { degrees } else { -degrees }
    }

    /// Where hips, shoulders or head face.
    fn facing(self, degrees: f32) -> f32 {
        if matches!(self, Mirror::Sides) { -degrees } else { 180.0 - degrees }
    }

    fn limb(self, limb: Limb) -> Limb {
        Limb {
            upper: Bone { direction: self.direction(limb.upper.direction), ..limb.upper },
            bend: self.bend(limb.bend),
            rests_at: limb.rests_at.map(|end| self.place(end)),
            ..limb
        }
    }
}

impl Pose {
    /// The same pose on the other side of the body.
    #[must_use]
    pub fn mirrored(&self) -> Pose {
        let mirror = Mirror::of(self);
        let mut spine = self.spine.map(|bend| mirror.bend(bend));
        spine[0] = mirror.direction(self.spine[0]);
        let [near_arm, far_arm] = self.arms.map(|arm| mirror.limb(arm));
        let [near_leg, far_leg] = self.legs.map(|leg| mirror.limb(leg));
        let [near_toes, far_toes] = self.toes.map(|toes| mirror.direction(toes));
        let corners =
            [self.frame.from, self.frame.to].map(|corner| Bounds::at(mirror.place(corner)));
        // Whoever turns over has the pillow at the other end; everything else stays where it is.
        let props = match mirror {
            Mirror::Across(_) if self.lies() => {
                self.props.iter().map(|prop| prop.moved(|place| mirror.place(place))).collect()
            }
            _ => Arc::clone(&self.props),
        };
        Pose {
            pelvis: mirror.place(self.pelvis),
            spine,
            facing: self.facing.map(|facing| mirror.facing(facing)),
            arms: [far_arm, near_arm],
            legs: [far_leg, near_leg],
            toes: [far_toes, near_toes],
            props,
            frame: corners[0].around(corners[1]),
            working: self.working.map(WorkingLimb::mirrored),
            ..self.clone()
        }
    }

    /// Whether the trunk lies.
    fn lies(&self) -> bool {
        self.spine[0].abs() > 45.0
    }
}
