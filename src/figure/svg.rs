//! A pose as a small SVG picture, light or dark as the page around it.

use std::fmt::Write;

use crate::domain::pose::{Point, Pose};

use super::strokes::{Layer, Stroke, strokes};

const STYLE: &str = "<style>\
    path,circle{fill:none;stroke:#1d2733;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}\
    .far{stroke:#9aa7b5;stroke-width:2}\
    .trunk{stroke:#0b6e8a;stroke-width:3}\
    .detail{stroke:#0b6e8a;stroke-width:1.5}\
    .around{stroke:#b9a58a;stroke-width:1.2}\
    @media(prefers-color-scheme:dark){\
    path,circle{stroke:#e8edf2}.far{stroke:#77838f}.trunk,.detail{stroke:#5cc3e0}.around{stroke:#8a7a63}}\
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
    for stroke in strokes(pose) {
        // Writing to a text cannot fail.
        let _ = match stroke {
            Stroke::Line(layer, points) => {
                write!(svg, "<path class=\"{}\" d=\"{}\"/>", class(layer), path(&points))
            }
            Stroke::Ring(at, radius) => {
                let (x, y) = (at.x, at.y);
                write!(svg, "<circle class=\"trunk\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>")
            }
        };
    }
    svg
}

fn class(layer: Layer) -> &'static str {
    match layer {
        Layer::Around => "around",
        Layer::Far => "far",
        Layer::Detail => "detail",
        Layer::Trunk | Layer::Head => "trunk",
        Layer::Near => "near",
    }
}

fn path(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (nth, point) in points.iter().enumerate() {
        let way = if nth == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{way}{:.1} {:.1}", point.x, point.y);
    }
    path
}
