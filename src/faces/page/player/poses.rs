//! Poses as numbers, each once. The page moves the joints as `src/domain/pose/` does, and draws the strokes of
//! `src/figure/strokes.rs`.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::domain::pose::{Limb, Point, Pose, PropKind, Stance};
use crate::domain::routine::Routine;

/// Poses by their place.
#[derive(Debug, Default)]
pub(super) struct PoseTable {
    poses: Vec<Arc<Pose>>,
    all: Vec<Value>,
}

impl PoseTable {
    /// The place of a pose, which is put in where it is not there yet, with those that belong to it.
    pub(super) fn place(&mut self, pose: &Arc<Pose>) -> usize {
        if let Some(place) = self.poses.iter().position(|known| known == pose) {
            return place;
        }
        let place = self.poses.len();
        self.poses.push(Arc::clone(pose));
        self.all.push(Value::Null);
        let begins = pose.begins.as_ref().map(|pose| self.place(pose));
        let through = pose.through.as_ref().map(|pose| self.place(pose));
        self.all[place] = in_numbers(pose, begins, through);
        place
    }

    /// The poses between exercises, by name.
    pub(super) fn stances(&mut self, routine: &Routine) -> Map<String, Value> {
        let known = Stance::ALL.iter().filter_map(|one| Some((one, routine.poses.of(*one)?)));
        known.map(|(one, pose)| (one.name().to_owned(), json!(self.place(pose)))).collect()
    }

    /// All of them.
    pub(super) fn into_values(self) -> Vec<Value> {
        self.all
    }
}

fn in_numbers(pose: &Pose, begins: Option<usize>, through: Option<usize>) -> Value {
    let frame = [pose.frame.from, pose.frame.to].map(point);
    json!({
        "view": pose.view.name(),
        "pelvis": point(pose.pelvis),
        "spine": pose.spine.map(rounded),
        "facing": pose.facing.map(rounded),
        "towardUs": rounded(pose.toward_us),
        "belly": rounded(pose.belly),
        "arms": pose.arms.map(limb),
        "legs": pose.legs.map(limb),
        "toes": pose.toes.map(rounded),
        "frame": frame.concat(),
        "around": around(pose),
        "turned": Some(around(&pose.mirrored())).filter(|turned| *turned != around(pose)),
        "strap": pose.props.iter().any(|prop| prop.kind == PropKind::Strap),
        "begins": begins,
        "through": through,
    })
}

/// The lines of what stands around the figure: x and y of both ends.
fn around(pose: &Pose) -> Vec<[Value; 4]> {
    let lines = pose.props.iter().flat_map(|prop| prop.lines(pose.view));
    lines.map(|[from, to]| [from.x, from.y, to.x, to.y].map(rounded)).collect()
}

/// Upper direction, how far it points out of the picture, bend, the same of the lower bone, whether the joint is given,
/// and where it rests.
fn limb(limb: Limb) -> Value {
    json!([
        rounded(limb.upper.direction),
        rounded(limb.upper.away),
        rounded(limb.bend),
        rounded(limb.lower_away),
        u8::from(limb.joint_is_given),
        limb.rests_at.map(point),
    ])
}

fn point(point: Point) -> [Value; 2] {
    [rounded(point.x), rounded(point.y)]
}

/// A tenth of the grid's unit, or of a degree, is nothing that anybody sees.
fn rounded(number: f32) -> Value {
    let tenths = (f64::from(number) * 10.0).round();
    let text = (tenths / 10.0).to_string();
    text.parse::<i64>().map_or_else(|_| json!(tenths / 10.0), |whole| json!(whole))
}
