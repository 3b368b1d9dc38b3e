//! A pose in the cells of a terminal: eight dots a cell in Braille, one character a cell in ASCII.

use crate::domain::pose::{Point, Pose};

use super::strokes::{Layer, Stroke, strokes};

/// The dots of a Braille cell, by row and column, as bits of its code.
pub(super) const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// The head is drawn with so many corners.
const CORNERS: u8 = 20;

/// A pose in Braille: `rows` lines, each exactly `columns` wide.
pub fn braille(pose: &Pose, columns: u16, rows: u16) -> Vec<String> {
    let (columns, rows) = (usize::from(columns), usize::from(rows));
    let mut cells = vec![0_u8; columns * rows];
    let raster = Raster::fitting(pose, [columns * 2, rows * 4], 1.0);
    raster.draw(pose, &mut |[x, y], _| cells[y / 4 * columns + x / 2] |= DOTS[y % 4][x % 2]);
    let character = |bits: &u8| char::from_u32(0x2800 + u32::from(*bits));
    let lines = cells.chunks(columns.max(1));
    lines.map(|line| line.iter().filter_map(character).collect()).collect()
}

/// A pose in plain characters: `rows` lines, each exactly `columns` wide.
pub fn ascii(pose: &Pose, columns: u16, rows: u16) -> Vec<String> {
    let (columns, rows) = (usize::from(columns), usize::from(rows));
    let mut cells = vec![' '; columns * rows];
    // A cell is about twice as high as wide.
    let raster = Raster::fitting(pose, [columns, rows], 0.5);
    raster.draw(pose, &mut |[x, y], dot| cells[y * columns + x] = dot.character());
    let lines = cells.chunks(columns.max(1));
    lines.map(|line| line.iter().collect()).collect()
}

/// What a dot is part of.
struct Dot {
    layer: Layer,
    /// The line's way, in dots.
    way: Point,
}

impl Dot {
    fn character(&self) -> char {
        let Point { x, y } = self.way;
        match self.layer {
            Layer::Around => '.',
            Layer::Far => ':',
            Layer::Head => 'o',
            _ if y.abs() > 2.0 * x.abs() => '|',
            _ if x.abs() > 2.0 * y.abs() => '-',
            _ if x * y > 0.0 => '\\',
            _ => '/',
        }
    }
}

/// How the grid of a pose falls on dots.
struct Raster {
    /// Dots to the right and down.
    size: [usize; 2],
    /// The place of the grid where the first dot lies.
    from: Point,
    /// Dots for one unit of the grid, to the right and down.
    scale: Point,
}

impl Raster {
    /// The largest drawing of a pose's frame: in the middle, standing on the last row.
    fn fitting(pose: &Pose, size: [usize; 2], flatness: f32) -> Raster {
        let [width, height] = size.map(|dots| dots.saturating_sub(1)).map(in_dots);
        let frame = &pose.frame;
        let (wide, high) = (frame.width().max(1.0), frame.height().max(1.0));
        let scale = (width / wide).min(height / (high * flatness));
        let scale = Point { x: scale, y: scale * flatness };
        let middle = f32::midpoint(frame.from.x, frame.to.x);
        let from = Point { x: middle - width / scale.x / 2.0, y: frame.to.y - height / scale.y };
        Raster { size, from, scale }
    }

    /// Hands every dot of a pose to `put`, those in front last.
    fn draw(&self, pose: &Pose, put: &mut impl FnMut([usize; 2], Dot)) {
        for stroke in strokes(pose) {
            match stroke {
                Stroke::Line(layer, points) => self.line(layer, &points, put),
                Stroke::Ring(at, radius) => self.line(Layer::Head, &ring(at, radius), put),
            }
        }
    }

    fn line(&self, layer: Layer, points: &[Point], put: &mut impl FnMut([usize; 2], Dot)) {
        let every = match layer {
            Layer::Around => 3,
            Layer::Far => 2,
            _ => 1,
        };
        let mut nth = 0_usize;
        for ends in points.windows(2) {
            let [from, to] = [ends[0], ends[1]].map(|point| self.dots(point));
            let way = to - from;
            let steps = way.x.abs().max(way.y.abs()).ceil().max(1.0);
            let mut step = 0.0;
            while step <= steps {
                let dot = from + way * (step / steps);
                if nth.is_multiple_of(every) {
                    self.put(dot, Dot { layer, way }, put);
                    if layer == Layer::Trunk && self.is_fine() {
                        let beside =
                            if way.y.abs() > way.x.abs() { [1.0, 0.0] } else { [0.0, 1.0] };
                        let beside = dot + Point { x: beside[0], y: beside[1] };
                        self.put(beside, Dot { layer, way }, put);
                    }
                }
                nth += 1;
                step += 1.0;
            }
        }
    }

    fn put(&self, dot: Point, what: Dot, put: &mut impl FnMut([usize; 2], Dot)) {
        let [width, height] = self.size.map(in_dots);
        let (x, y) = (dot.x.round(), dot.y.round());
        if x >= 0.0 && y >= 0.0 && x < width && y < height {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole, and within the dots"
            )]
            put([x as usize, y as usize], what);
        }
    }

    /// Whether dots are so small that a line of two looks thicker, and not like two lines.
    fn is_fine(&self) -> bool {
        (self.scale.x - self.scale.y).abs() < f32::EPSILON
    }

    fn dots(&self, place: Point) -> Point {
        let at = place - self.from;
        Point { x: at.x * self.scale.x, y: at.y * self.scale.y }
    }
}

/// So many dots, to calculate with.
fn in_dots(dots: usize) -> f32 {
    u16::try_from(dots).map_or(f32::from(u16::MAX), f32::from)
}

fn ring(at: Point, radius: f32) -> Vec<Point> {
    let corner = |nth: u8| {
        let turn = f32::from(nth) / f32::from(CORNERS) * std::f32::consts::TAU;
        at + Point { x: turn.cos(), y: turn.sin() } * radius
    };
    (0..=CORNERS).map(corner).collect()
}
