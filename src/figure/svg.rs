//! A pose as a small SVG picture, light or dark as the page around it.

use std::fmt::Write;

use crate::domain::pose::{Point, Pose};

use super::strokes::{Shape, Stroke, Tone, strokes};

const STYLE: &str = "<style>\
    path{fill:none;stroke-linecap:round;stroke-linejoin:round}\
    .n{stroke:#1d2733}.f{stroke:#9aa7b5}.a{stroke:#c9bba4}\
    .t{fill:#0b6e8a;stroke:#0b6e8a}.g{stroke:#fff}\
    @media(prefers-color-scheme:dark){\
    .n{stroke:#e8edf2}.f{stroke:#77838f}.a{stroke:#6b604f}.t{fill:#5cc3e0;stroke:#5cc3e0}.g{stroke:#0d1117}}\
    </style>";

/// A pose as a whole SVG document.
pub fn svg(pose: &Pose) -> String {
    let frame = &pose.frame;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{:.1} {:.1} {:.1} {:.1}\">{STYLE}",
        frame.from.x,
        frame.from.y,
        frame.width(),
        frame.height()
    );
    for Stroke { tone, shape, gap } in strokes(pose) {
        if gap > 0.0 {
            part(&mut svg, "g", &shape, gap);
        }
        part(&mut svg, class(tone), &shape, 0.0);
    }
    svg + "</svg>\n"
}

fn part(svg: &mut String, class: &str, shape: &Shape, more: f32) {
    let (width, points, close) = match shape {
        Shape::Line(width, points) => (*width, points.clone(), ""),
        Shape::Disc(at, radius) => (radius * 2.0, vec![*at, *at], ""),
        Shape::Area(width, points) => (*width, points.clone(), "z"),
    };
    let width = width + 2.0 * more;
    // Writing to a text cannot fail.
    let _ = write!(
        svg,
        "<path class=\"{class}\" stroke-width=\"{width:.1}\" d=\"{}{close}\"/>",
        path(&points)
    );
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Nothing => "g",
        Tone::Around => "a",
        Tone::Far => "f",
        Tone::Trunk => "t",
        Tone::Near | Tone::Working => "n",
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
