//! A pose as a small SVG picture, light or dark as the page around it.

use std::fmt::Write;

use crate::domain::pose::{Point, Pose};

use super::strokes::{Outline, Shade, Stroke, strokes};

const STYLE: &str = "<style>\
    path{fill:none;stroke:#1d2733;stroke-linecap:round;stroke-linejoin:round}\
    .far{stroke:#9aa7b5}.around{stroke:#cbbfab}.works{stroke:#8f3f8f}.gap{stroke:#fff}\
    .trunk{stroke:#0b6e8a}.filled{fill:#0b6e8a}\
    @media(prefers-color-scheme:dark){path{stroke:#e8edf2}\
    .far{stroke:#77838f}.around{stroke:#6b604f}.works{stroke:#d68ad6}.gap{stroke:#0d1117}\
    .trunk{stroke:#5cc3e0}.filled{fill:#5cc3e0}}\
    </style>";

/// A pose as a whole SVG document.
pub fn svg(pose: &Pose) -> String {
    let view = view_box(pose);
    let drawn = drawn(pose);
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {view}>{STYLE}{drawn}</svg>\n")
}

/// How large a unit of a pose is in a page, in sizes of its letters: each person is as large as the next.
const UNIT: f32 = 0.088;
/// The most room that a pose takes in a page, in sizes of its letters.
const AT_MOST: f32 = 10.0;

/// A pose as a part of a page, whose style sheet says how its lines look. It is for the eye only.
pub fn inline_svg(pose: &Pose) -> String {
    let view = view_box(pose);
    let drawn = drawn(pose);
    let (width, height) = (pose.frame.width(), pose.frame.height());
    let unit = UNIT.min(AT_MOST / width.max(height).max(1.0));
    let (width, height) = (width * unit, height * unit);
    format!(
        "<svg class=\"figure\" aria-hidden=\"true\" width=\"{width:.1}em\" height=\"{height:.1}em\" \
         {view}>{drawn}</svg>"
    )
}

fn view_box(pose: &Pose) -> String {
    let frame = &pose.frame;
    let (width, height) = (frame.width(), frame.height());
    format!("viewBox=\"{:.1} {:.1} {width:.1} {height:.1}\"", frame.from.x, frame.from.y)
}

fn drawn(pose: &Pose) -> String {
    let mut svg = String::new();
    for Stroke { tone, shape } in strokes(pose) {
        let class = match (tone, &shape) {
            // Colour tells the trunk from what lies behind it.
            (Shade::Nothing, Outline::Area(..)) => continue,
            (_, Outline::Area(..)) => "trunk filled",
            (Shade::Nothing, _) => "gap",
            (Shade::Around, _) => "around",
            (Shade::Far, _) => "far",
            (Shade::Trunk, _) => "trunk",
            (Shade::Near, _) => "near",
            (Shade::Working, _) => "works",
        };
        let (width, path) = match shape {
            Outline::Line(width, points) => (width, path(&points)),
            Outline::Disc(at, radius) => (radius * 2.0, path(&[at, at])),
            Outline::Area(width, points) => (width, path(&points) + "z"),
        };
        // Writing to a text cannot fail.
        let _ = write!(svg, "<path class=\"{class}\" stroke-width=\"{width:.1}\" d=\"{path}\"/>");
    }
    svg
}

fn path(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (nth, point) in points.iter().enumerate() {
        let way = if nth == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{way}{:.1} {:.1}", point.x, point.y);
    }
    path
}
