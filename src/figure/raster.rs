//! A pose as samples, eight by eight in a cell of the terminal.

use crate::domain::pose::{Point, Pose};

use super::strokes::{Outline, Shade, Stroke, strokes};

/// Samples of a cell, across and down.
pub(super) const FINE: usize = 8;
/// A cell is about twice as high as wide.
const FLATNESS: f32 = 0.5;

/// A picture in samples.
pub(super) struct Raster {
    /// Samples to the right and down.
    size: [usize; 2],
    samples: Vec<Shade>,
    /// The place of the grid where the first sample lies.
    from: Point,
    /// Samples for one unit of the grid, to the right and down.
    scale: Point,
}

impl Raster {
    /// The largest drawing of a pose's frame in so many cells: in the middle, standing on the last row.
    pub(super) fn of(pose: &Pose, columns: usize, rows: usize) -> Raster {
        let size = [columns * FINE, rows * FINE];
        let [width, height] = size.map(number);
        let frame = &pose.frame;
        let (wide, high) = (frame.width().max(1.0), frame.height().max(1.0));
        let scale = (width / wide).min(height / (high * FLATNESS));
        let scale = Point { x: scale, y: scale * FLATNESS };
        let middle = f32::midpoint(frame.from.x, frame.to.x);
        let from = Point { x: middle - width / scale.x / 2.0, y: frame.to.y - height / scale.y };
        let samples = vec![Shade::Nothing; size[0] * size[1]];
        let mut raster = Raster { size, samples, from, scale };
        if !raster.samples.is_empty() {
            for stroke in strokes(pose) {
                raster.stroke(&stroke);
            }
        }
        raster
    }

    /// The samples of one row.
    pub(super) fn row(&self, row: usize) -> &[Shade] {
        self.samples.get(row * self.size[0]..(row + 1) * self.size[0]).unwrap_or_default()
    }

    /// The row and column of the cell in which a place of the grid lies.
    pub(super) fn cell_at(&self, place: Point) -> (usize, usize) {
        let at = place - self.from;
        let cell = |samples: f32, all: usize| whole(samples, all.saturating_sub(1)) / FINE;
        (cell(at.y * self.scale.y, self.size[1]), cell(at.x * self.scale.x, self.size[0]))
    }

    fn stroke(&mut self, Stroke { tone, shape }: &Stroke) {
        match shape {
            Outline::Line(width, points) => self.line(points, width / 2.0, *tone),
            Outline::Disc(at, radius) => self.line(&[*at, *at], *radius, *tone),
            Outline::Area(rounded, corners) => {
                self.area(corners, *tone);
                self.line(corners, rounded / 2.0, *tone);
                if let [first, .., last] = corners[..] {
                    self.line(&[last, first], rounded / 2.0, *tone);
                }
            }
        }
    }

    fn line(&mut self, points: &[Point], radius: f32, tone: Shade) {
        // What is thinner than a sample would fall between two.
        let radius = radius.max(0.5 / self.scale.y);
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]];
            let (top, bottom) = (from.y.min(to.y) - radius, from.y.max(to.y) + radius);
            self.rows(top, bottom, tone, |y| capsule(from, to, radius, y));
        }
    }

    fn area(&mut self, corners: &[Point], tone: Shade) {
        let heights = || corners.iter().map(|corner| corner.y);
        let top = heights().fold(f32::INFINITY, f32::min);
        let bottom = heights().fold(f32::NEG_INFINITY, f32::max);
        let sides = || corners.iter().zip(corners.iter().cycle().skip(1));
        let mut crossings: Vec<f32> = Vec::new();
        let (first, last) = (self.row_at(top), self.row_at(bottom));
        for row in first..last {
            let y = self.height_of(row);
            crossings.clear();
            crossings.extend(sides().filter_map(|(from, to)| {
                let crosses = (from.y <= y) != (to.y <= y);
                crosses.then(|| from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y)))
            }));
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                self.fill(row, pair[0], pair[1], tone);
            }
        }
    }

    /// Every row from one height to another, each from and to where `across` says.
    fn rows(
        &mut self,
        top: f32,
        bottom: f32,
        tone: Shade,
        across: impl Fn(f32) -> Option<(f32, f32)>,
    ) {
        for row in self.row_at(top)..self.row_at(bottom) {
            if let Some((from, to)) = across(self.height_of(row)) {
                self.fill(row, from, to, tone);
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

    fn fill(&mut self, row: usize, from: f32, to: f32, tone: Shade) {
        let column = |x: f32| whole((x - self.from.x) * self.scale.x + 0.5, self.size[0]);
        let first = row * self.size[0];
        if let Some(samples) = self.samples.get_mut(first + column(from)..first + column(to)) {
            samples.fill(tone);
        }
    }
}

/// From where to where a line with round ends goes at a height.
fn capsule(from: Point, to: Point, radius: f32, y: f32) -> Option<(f32, f32)> {
    let round = |end: Point| {
        let square = radius * radius - (y - end.y) * (y - end.y);
        (square >= 0.0).then(|| (end.x - square.sqrt(), end.x + square.sqrt()))
    };
    let length = from.distance(to).max(f32::EPSILON);
    let across = Point { x: (from.y - to.y) / length, y: (to.x - from.x) / length } * radius;
    let corners = [from + across, to + across, to - across, from - across];
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let crossings = sides.filter_map(|(from, to)| {
        let crosses = (from.y <= y) != (to.y <= y);
        crosses.then(|| from.x + (to.x - from.x) * ((y - from.y) / (to.y - from.y)))
    });
    let crossings = crossings.map(|x| (x, x));
    let parts = round(from).into_iter().chain(round(to)).chain(crossings);
    parts.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
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
