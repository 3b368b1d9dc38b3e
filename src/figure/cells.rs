//! A pose in the cells of a terminal: each the character that looks most like its samples.

use crate::domain::pose::{Bounds, Point, Pose, WorkingLimb};

use super::glyphs::{Glyphs, Tables};
use super::raster::{Raster, ShadeMasks};
use super::strokes::{Shade, Stroke, strokes};

/// A picture in cells: each a character, and how much it stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    columns: usize,
    cells: Vec<(char, Shade)>,
    /// The row and column, beside the limb that works, at which its side can be written.
    pub label: Option<(usize, usize)>,
}

/// What stands in a cell in which nothing is drawn.
const BLANK: (char, Shade) = (' ', Shade::Nothing);
/// A label is at most so many rows away from what it is for.
const NEAR: usize = 4;

impl Drawing {
    /// The cells, row by row.
    pub fn rows(&self) -> impl Iterator<Item = &[(char, Shade)]> {
        self.cells.chunks(self.columns.max(1))
    }

    /// Its characters, a line a row.
    pub fn lines(&self) -> Vec<String> {
        self.rows().map(|row| row.iter().map(|(character, _)| character).collect()).collect()
    }

    /// The cell nearest to a place that is empty, and so are those around it.
    fn room_beside(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let rows = self.cells.len() / self.columns.max(1);
        let is_empty = |row: usize, column: usize| {
            self.cells.get(row * self.columns + column) == Some(&BLANK) && column < self.columns
        };
        let has_room = |&(row, column): &(usize, usize)| {
            is_empty(row, column)
                && is_empty(row, column + 1)
                && column > 0
                && is_empty(row, column - 1)
        };
        let lines = row.saturating_sub(NEAR)..(row + NEAR).min(rows);
        let around = lines.flat_map(|line| {
            let columns = column.saturating_sub(2 * NEAR)..(column + 2 * NEAR).min(self.columns);
            columns.map(move |column| (line, column))
        });
        // A cell is twice as high as wide.
        let far =
            |(line, at): (usize, usize)| 4 * line.abs_diff(row).pow(2) + at.abs_diff(column).pow(2);
        around.filter(has_room).min_by_key(|place| far(*place))
    }
}

/// A pose in so many cells.
pub fn draw(pose: &Pose, columns: usize, rows: usize, glyphs: Glyphs) -> Drawing {
    let raster = Raster::of(&pose.frame, columns, rows);
    drawn(pose, &strokes(pose), raster, columns, glyphs)
}

fn drawn(
    pose: &Pose,
    strokes: &[Stroke],
    mut raster: Raster,
    columns: usize,
    glyphs: Glyphs,
) -> Drawing {
    raster.draw(strokes);
    let tables = glyphs.tables();
    let cells = raster.cells().iter().map(|masks| cell(masks, tables)).collect();
    let mut drawing = Drawing { columns, cells, label: None };
    let at = pose.working.map(|limb| raster.cell_at(joint(pose, limb)));
    drawing.label = at.and_then(|(row, column)| drawing.room_beside(row, column));
    drawing
}

/// A figure that moves, drawn anew only when a part of it has moved by a sample: slow movements, and the ends
/// of all, take no work in between.
#[derive(Debug, Default)]
pub struct MovingFigure {
    seen: Option<Seen>,
}

/// What was drawn, and what of.
#[derive(Debug)]
struct Seen {
    strokes: Vec<Stroke>,
    /// Frame, columns, rows and characters.
    within: (Bounds, usize, usize, Glyphs),
    drawing: Drawing,
}

impl Seen {
    /// Whether nothing has moved further than that, to the side and down.
    fn is_near(&self, strokes: &[Stroke], reach: Point) -> bool {
        let mut pairs = self.strokes.iter().zip(strokes);
        self.strokes.len() == strokes.len() && pairs.all(|(from, to)| from.is_near(to, reach))
    }
}

impl MovingFigure {
    /// A pose in so many cells.
    pub fn draw(&mut self, pose: &Pose, columns: usize, rows: usize, glyphs: Glyphs) -> &Drawing {
        let within = (pose.frame, columns, rows, glyphs);
        let strokes = strokes(pose);
        let raster = Raster::of(&pose.frame, columns, rows);
        let reach = raster.sample();
        let before = self.seen.take();
        let before = before.filter(|seen| seen.within == within && seen.is_near(&strokes, reach));
        let seen = before.unwrap_or_else(|| {
            let drawing = drawn(pose, &strokes, raster, columns, glyphs);
            Seen { strokes, within, drawing }
        });
        &self.seen.insert(seen).drawing
    }
}

/// Where a limb is looked at: its knee or its elbow.
fn joint(pose: &Pose, limb: WorkingLimb) -> Point {
    let bones = pose.skeleton();
    match limb {
        WorkingLimb::Arm(side) => bones.arms[side.min(1)][1],
        WorkingLimb::Leg(side) => bones.legs[side.min(1)][1],
    }
}

fn cell(masks: &ShadeMasks, tables: &Tables) -> (char, Shade) {
    if masks.iter().all(|mask| *mask == 0) {
        return BLANK;
    }
    // The tone that covers most of the cell; what lies in front where two cover as much.
    let tones = masks.iter().copied().zip(Shade::DRAWN);
    let Some((mask, tone)) = tones.max_by_key(|(mask, tone)| (mask.count_ones(), *tone)) else {
        return BLANK;
    };
    let table = match tone {
        Shade::Around => &tables.around,
        Shade::Far => &tables.behind,
        _ => &tables.body,
    };
    // Most cells are covered whole: those are found without counting.
    let same = table.iter().find(|(_, covered)| *covered == mask);
    let nearest = same.or_else(|| table.iter().min_by_key(|(_, its)| (its ^ mask).count_ones()));
    match nearest {
        // Nothing at all would look more like it.
        Some((_, covered)) if (covered ^ mask).count_ones() >= mask.count_ones() => BLANK,
        Some((character, _)) => (*character, tone),
        None => BLANK,
    }
}
