//! Faults in figures.

use crate::domain::pose::{Bounds, FLOOR, Point};

use super::{DiagnosticText, Keystrokes, quoted};

/// A name that is no pose; `meant` is the one that probably was.
pub fn unknown_pose(name: &str, meant: Option<&str>) -> DiagnosticText {
    let message = format!("there is no pose `{name}`");
    let Some(near) = meant else {
        let label = "take it out, with pose =; `stenosis-routine list --poses` shows the names";
        return DiagnosticText::new(message, label).typed(Keystrokes::WithoutThisKey);
    };
    DiagnosticText::write(message, quoted(near))
}

/// A pose that begins from itself.
pub fn begins_from_itself(name: &str) -> DiagnosticText {
    let message = format!("`{name}` begins from itself, directly or through another");
    DiagnosticText::new(message, "take this line out in one of the poses")
}

/// A chain of poses, each of which begins from the next, longer than `most`.
pub fn begins_from_too_many(most: usize) -> DiagnosticText {
    let message = format!("this pose begins from more than {most} others, one after the other");
    DiagnosticText::new(message, "name a pose that begins from fewer, or write it out here")
}

/// A key that a pose has to have, or take from another.
pub fn missing_in_pose(key: &str) -> DiagnosticText {
    let message = format!("`{key}` is missing, and there is no `like` to take it from");
    DiagnosticText::new(message, "add it, or begin from a pose: like = \"seated\"")
}

/// More poses than a file may have.
pub fn too_many_poses(count: usize, most: usize) -> DiagnosticText {
    DiagnosticText::new(
        format!("{count} poses, and {most} is the most"),
        "keep those that are used",
    )
}

/// More things around a figure than there is room for.
pub fn too_many_props(count: usize, most: usize) -> DiagnosticText {
    DiagnosticText::new(
        format!("{count} things, and {most} is the most"),
        "keep those that help to see the pose",
    )
}

/// A figure on its feet that touches no floor.
pub fn off_the_floor(name: &str) -> DiagnosticText {
    let label = format!("standing and walking, one foot is on the floor, at {FLOOR:.0}");
    DiagnosticText::new(format!("both feet of `{name}` are off the floor"), label)
}

/// A foot that is so far below the floor.
pub fn below_the_floor(depth: f32) -> DiagnosticText {
    let message = format!("this foot is {depth:.0} below the floor");
    DiagnosticText::new(message, format!("the floor is at {FLOOR:.0}"))
}

/// A figure that leaves the picture.
pub fn outside_the_grid(Bounds { from, to }: Bounds) -> DiagnosticText {
    let message = format!(
        "the figure reaches from [{:.0}, {:.0}] to [{:.0}, {:.0}]",
        from.x, from.y, to.x, to.y
    );
    DiagnosticText::new(message, "the grid is 100 x 100: move the figure, or bend it more")
}

/// A part of an arm or a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimbPart {
    /// Where an arm begins.
    Shoulder,
    /// In the middle of an arm.
    Elbow,
    /// Where an arm ends.
    Hand,
    /// Where a leg begins.
    Hip,
    /// In the middle of a leg.
    Knee,
    /// Where a leg ends.
    Foot,
}

impl LimbPart {
    const fn word(self) -> &'static str {
        match self {
            LimbPart::Shoulder => "shoulder",
            LimbPart::Elbow => "elbow",
            LimbPart::Hand => "hand",
            LimbPart::Hip => "hip",
            LimbPart::Knee => "knee",
            LimbPart::Foot => "foot",
        }
    }
}

/// A joint that bends the wrong way.
pub fn bends_the_wrong_way(joint: LimbPart) -> DiagnosticText {
    let message = format!("the {} bends the wrong way here", joint.word());
    DiagnosticText::new(message, "leave it out: it follows from both ends")
}

/// A part that lies further away from another than the bones between them are long.
pub fn out_of_reach(
    (part, away): (LimbPart, f32),
    (from, at): (LimbPart, Point),
    length: f32,
) -> DiagnosticText {
    let (part, from) = (part.word(), from.word());
    let message =
        format!("the {part} is {away:.0} away from the {from}, which is further than {length:.0}");
    DiagnosticText::new(message, format!("the {from} is at [{:.0}, {:.0}]", at.x, at.y))
}
