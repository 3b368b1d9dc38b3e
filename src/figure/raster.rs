//! A pose as samples, eight by eight in a cell of the terminal.

use std::ops::Range;

use crate::domain::pose::{Bounds, Point};

use super::glyphs::Mask;
use super::strokes::{Outline, Shade, Stroke};

/// Samples of a cell, across and down.
pub(super) const FINE: usize = 8;
/// A cell is about twice as high as wide.
const FLATNESS: f32 = 0.5;

/// The samples of a cell in each of the tones that can be drawn; none is in two of them.
pub(super) type ShadeMasks = [Mask; Shade::DRAWN.len()];

/// A picture in samples.
pub(super) struct Raster {
    /// Samples to the right and down.
    size: [usize; 2],
    /// Row by row.
    cells: Vec<ShadeMasks>,
    /// What the stroke that is being drawn covers of each.
    covered: Vec<Mask>,
    /// The place of the grid where the first sample lies.
    from: Point,
    /// Samples for one unit of the grid, to the right and down.
    scale: Point,
}

impl Raster {
    /// Room for the largest picture of a frame in so many cells: in the middle, and down to the last row.
    pub(super) fn of(frame: &Bounds, columns: usize, rows: usize) -> Raster {
        let size = [columns * FINE, rows * FINE];
        let [width, height] = size.map(number);
        let (wide, high) = (frame.width().max(1.0), frame.height().max(1.0));
        let scale = (width / wide).min(height / (high * FLATNESS));
        let scale = Point { x: scale, y: scale * FLATNESS };
        let middle = f32::midpoint(frame.from.x, frame.to.x);
        let from = Point { x: middle - width / scale.x / 2.0, y: frame.to.y - height / scale.y };
        Raster { size, cells: Vec::new(), covered: Vec::new(), from, scale }
    }

    /// How far apart two samples are, in units of the grid.
    pub(super) fn sample(&self) -> Point {
        Point { x: 1.0 / self.scale.x, y: 1.0 / self.scale.y }
    }

    /// The samples, cell by cell and row by row.
    pub(super) fn cells(&self) -> &[ShadeMasks] {
        &self.cells
    }

    /// The row and column of the cell in which a place of the grid lies.
    pub(super) fn cell_at(&self, place: Point) -> (usize, usize) {
        let at = place - self.from;
        let cell = |samples: f32, all: usize| whole(samples, all.saturating_sub(1)) / FINE;
        (cell(at.y * self.scale.y, self.size[1]), cell(at.x * self.scale.x, self.size[0]))
    }

    /// Draws these, one over the other.
    pub(super) fn draw(&mut self, strokes: &[Stroke]) {
        let cells = self.size[0] / FINE * (self.size[1] / FINE);
        self.cells = vec![ShadeMasks::default(); cells];
        self.covered = vec![0; cells];
        strokes.iter().filter(|_| cells > 0).for_each(|stroke| self.stroke(stroke));
    }

    fn stroke(&mut self, Stroke { tone, shape }: &Stroke) {
        match shape {
            Outline::Line(width, points) => self.line(points, width / 2.0),
            Outline::Disc(at, radius) => self.line(&[*at, *at], *radius),
            Outline::Area(rounded, corners) => {
                self.area(corners);
                self.line(corners, rounded / 2.0);
                if let [first, .., last] = corners[..] {
                    self.line(&[last, first], rounded / 2.0);
                }
            }
        }
        self.paint(*tone);
    }

    /// What is covered takes on a tone.
    fn paint(&mut self, tone: Shade) {
        let covered = self.cells.iter_mut().zip(&mut self.covered);
        for (tones, covered) in covered.filter(|(_, covered)| **covered != 0) {
            for (mask, its) in tones.iter_mut().zip(Shade::DRAWN) {
                *mask = if its == tone { *mask | *covered } else { *mask & !*covered };
            }
            *covered = 0;
        }
    }

    fn line(&mut self, points: &[Point], radius: f32) {
        // What is thinner than a sample would fall between two.
        let radius = radius.max(0.5 / self.scale.y);
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let (top, bottom) = (from.y.min(to.y) - radius, from.y.max(to.y) + radius);
            let capsule = Capsule::around(from, to, radius);
            for row in self.row_at(top)..self.row_at(bottom) {
                if let Some((from, to)) = capsule.across(self.height_of(row)) {
                    self.fill(row, from, to);
                }
            }
        }
    }

    fn area(&mut self, corners: &[Point]) {
        let heights = || corners.iter().map(|corner| corner.y);
        let top = heights().fold(f32::INFINITY, f32::min);
        let bottom = heights().fold(f32::NEG_INFINITY, f32::max);
        let mut crossed: Vec<f32> = Vec::new();
        for row in self.row_at(top)..self.row_at(bottom) {
            crossed.clear();
            crossed.extend(crossings(corners, self.height_of(row)));
            crossed.sort_unstable_by(f32::total_cmp);
            for pair in crossed.chunks_exact(2) {
                self.fill(row, pair[0], pair[1]);
            }
        }
    }

    /// The first row whose middle lies beneath a height.
    fn row_at(&self, height: f32) -> usize {
        whole((height - self.from.y) * self.scale.y + 0.5, self.size[1])
    }

    fn height_of(&self, row: usize) -> f32 {
        self.from.y + (number(row) + 0.5) / self.scale.y
    }

    fn fill(&mut self, row: usize, from: f32, to: f32) {
        let column = |x: f32| whole((x - self.from.x) * self.scale.x + 0.5, self.size[0]);
        let samples = column(from)..column(to);
        let first = row / FINE * (self.size[0] / FINE);
        let cells = samples.start / FINE..samples.end.div_ceil(FINE);
        let covered = self.covered.get_mut(first + cells.start..first + cells.end);
        for (nth, covered) in cells.zip(covered.into_iter().flatten()) {
            *covered |= bits_of(nth * FINE, &samples) << (row % FINE * FINE);
        }
    }
}

/// The samples of a row that lie in a cell which begins at `first`: one bit each.
fn bits_of(first: usize, samples: &Range<usize>) -> Mask {
    let below = |end: usize| (1 << end.saturating_sub(first).min(FINE)) - 1;
    below(samples.end) & !below(samples.start)
}

/// A line with round ends.
struct Capsule {
    ends: [Point; 2],
    radius: f32,
    /// The long sides, and the short ones between their corners.
    corners: [Point; 4],
}

impl Capsule {
    fn around(from: Point, to: Point, radius: f32) -> Capsule {
        let length = from.distance(to).max(f32::EPSILON);
        let across = Point { x: (from.y - to.y) / length, y: (to.x - from.x) / length } * radius;
        let corners = [from + across, to + across, to - across, from - across];
        Capsule { ends: [from, to], radius, corners }
    }

    /// From where to where it goes at a height.
    fn across(&self, y: f32) -> Option<(f32, f32)> {
        let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
        let mut reaches = |from: f32, to: f32| (left, right) = (left.min(from), right.max(to));
        for end in self.ends {
            let square = self.radius * self.radius - (y - end.y) * (y - end.y);
            if square >= 0.0 {
                reaches(end.x - square.sqrt(), end.x + square.sqrt());
            }
        }
        crossings(&self.corners, y).for_each(|x| reaches(x, x));
        (left <= right).then_some((left, right))
    }
}

/// Where the sides of an outline cross a height.
fn crossings(corners: &[Point], y: f32) -> impl Iterator<Item = f32> {
    let mut before = corners.last().copied();
    corners.iter().filter_map(move |to| {
        let from = before.replace(*to)?;
        let crosses = (from.y <= y) != (to.y <= y);
        crosses.then(|| from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y)))
    })
}

/// So many samples, to calculate with.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// A place as a whole number of samples, from none to all.
fn whole(place: f32, all: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cut to what there is"
    )]
    let place = place.clamp(0.0, number(all)) as usize;
    place
}
