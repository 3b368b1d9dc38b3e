//! A stick figure as data: a pose on a grid of 100 x 100, and how one pose becomes another.
//!
//! A pose is angles at joints, and for hands and feet the place where they rest. Whoever moves from
//! one to the next moves the joints: no bone stretches, no joint goes past either pose, and what
//! rests at the same place in both stays there. Knows no file and no time.

mod body;
mod mirror;
mod prop;

use std::collections::BTreeMap;
use std::ops::{Add, Mul, Sub};
use std::sync::Arc;

pub use body::{ARM, FLOOR, HEAD, LEG, Skeleton};
pub use prop::{Prop, PropKind};

use body::wrapped;

/// A place on the grid: x to the right, y down, both 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// How far it is to another place.
    pub fn distance(self, other: Point) -> f32 {
        (other.x - self.x).hypot(other.y - self.y)
    }
}

impl Add for Point {
    type Output = Point;

    fn add(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Point {
    type Output = Point;

    fn sub(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f32> for Point {
    type Output = Point;

    fn mul(self, factor: f32) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }
}

vocabulary! {
    /// From where a figure is seen.
    pub enum Viewpoint {
        /// From its right side: it looks to the right.
        Side = "side",
        /// From in front.
        Front = "front",
        /// Lying, from above.
        Above = "above",
    }
}

/// One bone: its direction in the picture, and how far it points out of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bone {
    /// 0 is up, 90 to the right, 180 down, in degrees.
    pub direction: f32,
    /// 0 lies in the picture, 90 points at the person looking, in degrees.
    pub away: f32,
}

/// An arm or a leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limb {
    /// Thigh or upper arm.
    pub upper: Bone,
    /// How far knee or elbow is bent, in degrees; the sign says which way.
    pub bend: f32,
    /// How far the lower bone points out of the picture.
    pub lower_away: f32,
    /// Whether the file gives the place of the joint, because the limb points out of the picture.
    pub joint_is_given: bool,
    /// Where hand or foot rests. On the way between two places nothing rests anywhere.
    pub rests_at: Option<Point>,
}

/// A part of the grid that is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner at the top on the left.
    pub from: Point,
    /// The corner at the bottom on the right.
    pub to: Point,
}

impl Bounds {
    /// A frame around one place, without any size.
    pub fn at(place: Point) -> Bounds {
        Bounds { from: place, to: place }
    }

    /// The smallest frame around two.
    #[must_use]
    pub fn around(self, other: Bounds) -> Bounds {
        let from = Point { x: self.from.x.min(other.from.x), y: self.from.y.min(other.from.y) };
        let to = Point { x: self.to.x.max(other.to.x), y: self.to.y.max(other.to.y) };
        Bounds { from, to }
    }

    /// How wide it is.
    pub fn width(&self) -> f32 {
        self.to.x - self.from.x
    }

    /// How high it is.
    pub fn height(&self) -> f32 {
        self.to.y - self.from.y
    }
}

/// A pose of the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// Whether it was drawn in the routine's or exercise's own file.
    pub from_file: bool,
    /// Its name; on the way between two poses that of the nearer one.
    pub name: Arc<str>,
    /// From where it is seen.
    pub view: Viewpoint,
    /// The middle of the hips.
    pub pelvis: Point,
    /// How the pelvis leans (0 is upright, 90 forward), then how far each part of the back bends on
    /// from the one beneath it: low back, where low and upper back meet, upper back, neck, head. In
    /// degrees; more is rounder, less than nothing is a lift.
    pub spine: [f32; 6],
    /// How far the back leans toward the person looking, in degrees.
    pub toward_us: f32,
    /// Where hips, shoulders and head face: 0 to the right, 90 at the person looking, in degrees.
    pub facing: [f32; 3],
    /// How far the belly stands out; 0 draws none.
    pub belly: f32,
    /// The near arm, the far arm. Near is the right one.
    pub arms: [Limb; 2],
    /// The near leg, the far leg.
    pub legs: [Limb; 2],
    /// Where the toes of each foot point, in degrees.
    pub toes: [f32; 2],
    /// What is around the figure.
    pub props: Arc<[Prop]>,
    /// What is looked at.
    pub frame: Bounds,
    /// The pose that this one begins from, where it names one: what is shown while getting ready.
    pub begins: Option<Arc<Pose>>,
    /// The pose that lies on the way to this one and back, where it names one.
    pub through: Option<Arc<Pose>>,
    /// The limb that works, where an exercise has a side. No file says so: it follows from its poses.
    pub working: Option<WorkingLimb>,
}

/// An arm or a leg, by its place among the two: the near one, which is the right one, comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkingLimb {
    /// An arm.
    Arm(usize),
    /// A leg.
    Leg(usize),
}

impl WorkingLimb {
    /// The same limb of the other side.
    #[must_use]
    pub fn mirrored(self) -> WorkingLimb {
        match self {
            WorkingLimb::Arm(side) => WorkingLimb::Arm(1 - side.min(1)),
            WorkingLimb::Leg(side) => WorkingLimb::Leg(1 - side.min(1)),
        }
    }

    /// Which of the two it is.
    pub fn place(self) -> usize {
        match self {
            WorkingLimb::Arm(side) | WorkingLimb::Leg(side) => side,
        }
    }
}

/// A limb whose joints go further than the other one's by so much is the one that works.
const WORKS: f32 = 5.0;

/// The limb that moves from pose to pose of an exercise, where it goes much further than its fellow.
pub fn working<'p>(poses: impl Iterator<Item = &'p Pose>) -> Option<WorkingLimb> {
    let mut bones = poses.map(Pose::skeleton);
    let first = bones.next()?;
    let moved = bones.flat_map(|bones| {
        let arms = apart(first.arms, bones.arms).map(|far| far[1].max(far[2]));
        let legs = apart(first.legs, bones.legs).map(|far| far[1].max(far[2]));
        let side = |[near, far]: [f32; 2]| usize::from(far > near);
        let more = |[near, far]: [f32; 2]| (near - far).abs();
        [(more(arms), WorkingLimb::Arm(side(arms))), (more(legs), WorkingLimb::Leg(side(legs)))]
    });
    let most = moved.max_by(|(one, _), (other, _)| one.total_cmp(other));
    most.filter(|(more, _)| *more > WORKS).map(|(_, limb)| limb)
}

/// How far each joint of two limbs is from where it was.
fn apart<const JOINTS: usize>(
    from: [[Point; JOINTS]; 2],
    to: [[Point; JOINTS]; 2],
) -> [[f32; JOINTS]; 2] {
    let joint = |side: usize, joint: usize| from[side][joint].distance(to[side][joint]);
    std::array::from_fn(|side| std::array::from_fn(|nth| joint(side, nth)))
}

vocabulary! {
    /// A pose between exercises.
    pub enum Stance {
        /// On a chair.
        Seated = "seated",
        /// On the back.
        Lying = "lying-knees-bent",
        /// On one side.
        SideLying = "side-lying",
        /// On the front.
        Prone = "prone",
        /// On hands and knees.
        AllFours = "all-fours",
        /// Standing.
        Standing = "standing",
        /// Walking.
        Walking = "walking",
        /// On the edge of the bed.
        BedSit = "bed-sit",
        /// Half-way between sitting and lying, on the elbow.
        BedElbow = "bed-elbow",
        /// About to rise.
        Hinge = "seated-hinge",
        /// Standing, both hands on something solid.
        Support = "worktop-stand",
    }
}

/// The poses between exercises, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Poses(BTreeMap<Stance, Arc<Pose>>);

impl Poses {
    /// Those that are known.
    pub fn new(poses: BTreeMap<Stance, Arc<Pose>>) -> Poses {
        Poses(poses)
    }

    /// The pose of a stance.
    pub fn of(&self, stance: Stance) -> Option<&Arc<Pose>> {
        self.0.get(&stance)
    }
}

/// Poses further apart than this are not joined by a movement: a person who turns the other way round.
const TURNED_ROUND: f32 = 110.0;
/// A bone that points out of the picture by more degrees looks clearly shorter than it is.
const OUT_OF_THE_PICTURE: f32 = 25.0;
/// Two places whose heights differ by less lie on one floor, bed or thigh.
const LEVEL: f32 = 0.5;

impl Pose {
    /// The pose at a part of the way to another one: 0 is this one, 1 the other.
    #[must_use]
    pub fn toward(&self, other: &Pose, part: f32) -> Pose {
        let part = part.clamp(0.0, 1.0);
        let nearer = if part < 0.5 { self } else { other };
        if part <= 0.0 || part >= 1.0 || (self.spine[0] - other.spine[0]).abs() > TURNED_ROUND {
            return nearer.clone();
        }
        let mix = |from: f32, to: f32| from + (to - from) * part;
        let place = |from: Point, to: Point| from + (to - from) * part;
        let limb = |from: &Limb, to: &Limb| from.toward(to, part);
        Pose {
            from_file: nearer.from_file,
            name: Arc::clone(&nearer.name),
            view: nearer.view,
            pelvis: place(self.pelvis, other.pelvis),
            spine: std::array::from_fn(|joint| mix(self.spine[joint], other.spine[joint])),
            toward_us: mix(self.toward_us, other.toward_us),
            facing: std::array::from_fn(|part| mix(self.facing[part], other.facing[part])),
            belly: mix(self.belly, other.belly),
            arms: std::array::from_fn(|side| limb(&self.arms[side], &other.arms[side])),
            legs: std::array::from_fn(|side| limb(&self.legs[side], &other.legs[side])),
            toes: std::array::from_fn(|side| turned(self.toes[side], other.toes[side], part)),
            props: Arc::clone(&nearer.props),
            frame: Bounds {
                from: place(self.frame.from, other.frame.from),
                to: place(self.frame.to, other.frame.to),
            },
            begins: None,
            through: None,
            working: other.working,
        }
    }
}

impl Limb {
    /// Whether one of its bones points at the person looking, or away.
    pub(super) fn is_out_of_the_picture(&self) -> bool {
        self.upper.away.max(self.lower_away) > OUT_OF_THE_PICTURE
    }

    /// The limb at a part of the way to another one.
    fn toward(&self, other: &Limb, part: f32) -> Limb {
        let mix = |from: f32, to: f32| from + (to - from) * part;
        // What slides along a floor goes straight, and so does what points out of the picture.
        let straight = |from: Point, to: Point| {
            (from.y - to.y).abs() < LEVEL || self.joint_is_given || other.joint_is_given
        };
        let rests_at = self.rests_at.zip(other.rests_at).filter(|(from, to)| straight(*from, *to));
        Limb {
            upper: Bone {
                direction: turned(self.upper.direction, other.upper.direction, part),
                away: mix(self.upper.away, other.upper.away),
            },
            bend: mix(self.bend, other.bend),
            lower_away: mix(self.lower_away, other.lower_away),
            joint_is_given: self.joint_is_given || other.joint_is_given,
            rests_at: rests_at.map(|(from, to)| from + (to - from) * part),
        }
    }
}

/// A direction on the way to another, the shorter way round.
fn turned(from: f32, to: f32, part: f32) -> f32 {
    from + wrapped(to - from) * part
}
