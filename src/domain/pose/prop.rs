//! What stands around a figure.

use super::{FLOOR, Point, Viewpoint};

vocabulary! {
    /// A thing that a figure sits on, lies on or holds.
    pub enum PropKind {
        /// A chair; its place is the middle of the seat.
        Chair = "chair",
        /// A bed; its place is the middle of its top.
        Bed = "bed",
        /// A mat; its place is its middle.
        Mat = "mat",
        /// A wall; its place is its foot.
        Wall = "wall",
        /// A worktop or table to the right; its place is the edge nearest to the figure.
        Worktop = "worktop",
        /// A pillow or folded towel, lying; its place is its middle.
        Pillow = "pillow",
        /// A cushion or rolled towel, upright; its place is its middle.
        Cushion = "cushion",
        /// A bicycle that stands still; its place is the middle of the saddle.
        Bicycle = "bicycle",
        /// A strap or belt from a hand around the raised thigh; it needs no place.
        Strap = "strap",
    }
}

/// A thing and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prop {
    /// What it is.
    pub kind: PropKind,
    /// Where it is.
    pub at: Point,
}

/// A line of a thing, from the thing's own place: x and y of one end, x and y of the other.
type PropLine = [f32; 4];

/// Down to the floor, or on to the right end of the grid.
const TO_THE_END: f32 = f32::INFINITY;
const CHAIR: &[PropLine] = &[
    [-9.0, 0.0, 10.0, 0.0],
    [-9.0, 0.0, -11.0, -27.0],
    [-9.0, 0.0, -10.0, TO_THE_END],
    [9.0, 0.0, 10.0, TO_THE_END],
];
const CHAIR_IN_FRONT: &[PropLine] = &[
    [-12.0, 0.0, 12.0, 0.0],
    [-12.0, -28.0, -12.0, TO_THE_END],
    [12.0, -28.0, 12.0, TO_THE_END],
    [-12.0, -28.0, 12.0, -28.0],
];
const BED: &[PropLine] = &[[-48.0, 1.5, 48.0, 1.5]];
const BED_FROM_ABOVE: &[PropLine] = &[
    [-48.0, -30.0, 48.0, -30.0],
    [-48.0, 30.0, 48.0, 30.0],
    [-48.0, -30.0, -48.0, 30.0],
    [48.0, -30.0, 48.0, 30.0],
];
const MAT: &[PropLine] = &[[-48.0, 0.0, 48.0, 0.0], [-48.0, 2.0, 48.0, 2.0]];
const WALL: &[PropLine] = &[[0.0, 0.0, 0.0, -93.0], [-2.0, 0.0, -2.0, -93.0]];
const WORKTOP: &[PropLine] = &[
    [0.0, 0.0, TO_THE_END, 0.0],
    [0.0, 3.0, TO_THE_END, 3.0],
    [0.0, 0.0, 0.0, 3.0],
    [4.0, 3.0, 4.0, TO_THE_END],
];
const PILLOW: &[PropLine] = &[
    [-8.0, 2.0, 8.0, 2.0],
    [-7.0, -2.0, 7.0, -2.0],
    [-8.0, 2.0, -7.0, -2.0],
    [8.0, 2.0, 7.0, -2.0],
];
const PILLOW_FROM_ABOVE: &[PropLine] = &[
    [-8.0, -12.0, 8.0, -12.0],
    [-8.0, 12.0, 8.0, 12.0],
    [-8.0, -12.0, -8.0, 12.0],
    [8.0, -12.0, 8.0, 12.0],
];
const CUSHION: &[PropLine] = &[
    [-2.0, -7.0, -2.0, 7.0],
    [2.0, -7.0, 2.0, 7.0],
    [-2.0, -7.0, 2.0, -7.0],
    [-2.0, 7.0, 2.0, 7.0],
];

const BICYCLE: &[PropLine] = &[
    [-6.0, 0.0, 5.0, 0.0],
    [0.0, 0.0, 14.0, 25.5],
    [17.0, 34.0, 11.0, 17.0],
    [14.0, 25.5, 33.0, 18.0],
    [31.0, -13.0, 36.0, TO_THE_END],
    [29.0, -13.0, 35.0, -13.0],
    [14.0, 25.5, 8.0, TO_THE_END],
    [0.0, TO_THE_END, 42.0, TO_THE_END],
    // The wheel.
    [40.0, 29.0, 37.4, 35.4],
    [37.4, 35.4, 31.0, 38.0],
    [31.0, 38.0, 24.6, 35.4],
    [24.6, 35.4, 22.0, 29.0],
    [22.0, 29.0, 24.6, 22.6],
    [24.6, 22.6, 31.0, 20.0],
    [31.0, 20.0, 37.4, 22.6],
    [37.4, 22.6, 40.0, 29.0],
];

impl Prop {
    /// The lines that draw it, as seen from `view`; a strap has none of its own.
    pub fn lines(&self, view: Viewpoint) -> impl Iterator<Item = [Point; 2]> {
        let lines = match (self.kind, view) {
            (PropKind::Chair, Viewpoint::Side) => CHAIR,
            (PropKind::Chair, _) => CHAIR_IN_FRONT,
            (PropKind::Bed | PropKind::Mat, Viewpoint::Above) => BED_FROM_ABOVE,
            (PropKind::Bed, _) => BED,
            (PropKind::Mat, _) => MAT,
            (PropKind::Wall, _) => WALL,
            (PropKind::Worktop, _) => WORKTOP,
            (PropKind::Pillow, Viewpoint::Above) => PILLOW_FROM_ABOVE,
            (PropKind::Pillow, _) => PILLOW,
            (PropKind::Cushion, _) => CUSHION,
            (PropKind::Bicycle, _) => BICYCLE,
            (PropKind::Strap, _) => &[],
        };
        let at = self.at;
        let place =
            move |x: f32, y: f32| Point { x: (at.x + x).min(100.0), y: (at.y + y).min(FLOOR) };
        lines.iter().map(move |[x, y, to_x, to_y]| [place(*x, *y), place(*to_x, *to_y)])
    }

    /// Whether it is looked at whole. Of what is larger than a person, one sees what is beside them.
    pub(super) fn is_seen_whole(&self) -> bool {
        matches!(
            self.kind,
            PropKind::Chair | PropKind::Pillow | PropKind::Cushion | PropKind::Bicycle
        )
    }

    /// The same thing elsewhere.
    #[must_use]
    pub(super) fn moved(&self, place: impl Fn(Point) -> Point) -> Prop {
        Prop { at: place(self.at), ..*self }
    }
}
