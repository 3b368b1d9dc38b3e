//! A pose as a small SVG picture, light or dark as the page around it.

use std::time::Duration;

use crate::domain::pose::{Point, Pose};
use crate::domain::timeline::Timeline;
use crate::domain::units::Offset;

use super::Motion;
use super::strokes::{Outline, Shade, Stroke, strokes};

const STYLE: &str = "<style>\
    svg{fill:none;stroke:#1d2733;stroke-linecap:round;stroke-linejoin:round}\
    .far{stroke:#9aa7b5}.around{stroke:#cbbfab}.works{stroke:#8f3f8f}.gap{stroke:#fff}\
    .trunk{stroke:#0b6e8a}.filled{fill:#0b6e8a}\
    @media(prefers-color-scheme:dark){svg{stroke:#e8edf2}\
    .far{stroke:#77838f}.around{stroke:#6b604f}.works{stroke:#d68ad6}.gap{stroke:#0d1117}\
    .trunk{stroke:#5cc3e0}.filled{fill:#5cc3e0}}\
    </style>";

/// A pose as a whole SVG document.
pub fn svg(pose: &Pose) -> String {
    let view = view_box(pose);
    let drawn = drawn(pose);
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {view}>{STYLE}{drawn}</svg>\n")
}

/// How far apart the poses are between which a viewer of the picture draws straight. Own choice.
const FRAME: Duration = Duration::from_millis(250);
/// Where movement is not wanted, a picture stands still.
const STANDS_STILL: &str = "<style>.still{display:none}@media(prefers-reduced-motion:reduce)\
    {.still{display:inline}.moves{display:none}}</style>";

/// A stretch of a timeline as an SVG document that moves, over and over, as long as the stretch is, without a
/// script; its first pose for whoever wants no movement. Nothing where there is no pose.
pub fn moving_svg(timeline: &Timeline, from: Offset, length: Duration) -> Option<String> {
    let count = u32::try_from(length.as_millis() / FRAME.as_millis()).ok()?;
    let poses = (0..=count).map(|nth| super::at(timeline, from + FRAME * nth, Motion::Full));
    let poses: Vec<Pose> = poses.collect::<Option<_>>()?;
    let first = poses.first()?;
    let frames: Vec<Vec<SvgPath>> = poses.iter().map(svg_paths).collect();
    let first_paths = frames.first()?;
    let alike = |paths: &Vec<SvgPath>| paths.len() == first_paths.len();
    if !frames.iter().all(alike) {
        return None;
    }
    let mut nth = 0;
    let moves = grouped(first_paths, |path| {
        let ways: Vec<&str> = frames.iter().map(|paths| paths[nth].way.as_str()).collect();
        nth += 1;
        path.moving(&ways, length)
    });
    let (view, still) = (view_box(first), drawn(first));
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {view}>{STYLE}{STANDS_STILL}\
         <g class=\"still\">{still}</g><g class=\"moves\">{moves}</g></svg>\n"
    ))
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
    grouped(&svg_paths(pose), |path| format!("{}/>", path.opened()))
}

/// Lines of one look and width, as SVG has them.
struct SvgPath {
    class: &'static str,
    width: String,
    way: String,
}

impl SvgPath {
    fn opened(&self) -> String {
        format!("<path stroke-width=\"{}\" d=\"{}\"", self.width, self.way)
    }

    /// The same with all of its ways, one after another.
    fn moving(&self, ways: &[&str], length: Duration) -> String {
        let opened = self.opened();
        if ways.iter().all(|way| *way == self.way) {
            return format!("{opened}/>");
        }
        let (ways, seconds) = (ways.join(";"), length.as_secs_f32());
        format!(
            "{opened}><animate attributeName=\"d\" dur=\"{seconds}s\" repeatCount=\"indefinite\" \
             values=\"{ways}\"/></path>"
        )
    }
}

/// Those that follow each other and look alike are in one group.
fn grouped(paths: &[SvgPath], mut draw: impl FnMut(&SvgPath) -> String) -> String {
    let groups = paths.chunk_by(|one, next| one.class == next.class).map(|group| {
        let class = group.first().map_or("", |path| path.class);
        let paths: String = group.iter().map(&mut draw).collect();
        format!("<g class=\"{class}\">{paths}</g>")
    });
    groups.collect()
}

/// All strokes, from the back to the front; those that follow each other and look alike are one path where they
/// are as wide.
fn svg_paths(pose: &Pose) -> Vec<SvgPath> {
    let mut paths: Vec<SvgPath> = Vec::new();
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
        let (width, way) = match shape {
            Outline::Line(width, points) => (width, path(&points)),
            Outline::Disc(at, radius) => (radius * 2.0, path(&[at, at])),
            Outline::Area(width, points) => (width, path(&points) + "z"),
        };
        let width = short(width);
        match paths.last_mut().filter(|last| last.class == class && last.width == width) {
            Some(last) => last.way.push_str(&way),
            None => paths.push(SvgPath { class, width, way }),
        }
    }
    paths
}

/// The way from point to point, each from the one before, in as few letters as SVG asks for: half of a page is figures.
fn path(points: &[Point]) -> String {
    let mut path = String::with_capacity(points.len() * 6);
    let mut at = [0.0, 0.0];
    let mut has_point = false;
    for (nth, point) in points.iter().enumerate() {
        match nth {
            0 => path.push('M'),
            1 => path.push('l'),
            _ => {}
        }
        // From where the last one is in the picture, so that what was rounded off does not add up.
        let tenths = [point.x, point.y].map(|number| (number * 10.0).round());
        for (axis, (to, from)) in tenths.into_iter().zip(at).enumerate() {
            let number = short((to - from) / 10.0);
            // A sign begins a number, and so does a second point.
            let begins = number.starts_with('-') || number.starts_with('.') && has_point;
            if (axis == 1 || nth > 1) && !begins {
                path.push(' ');
            }
            path.push_str(&number);
            has_point = number.contains('.');
        }
        at = tenths;
    }
    path
}

/// A number to a tenth, without what it means by itself.
fn short(number: f32) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match (text, text.strip_prefix("0."), text.strip_prefix("-0.")) {
        ("-0", ..) => "0".to_owned(),
        (_, Some(part), _) => format!(".{part}"),
        (_, _, Some(part)) => format!("-.{part}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_from_point_to_point_in_few_letters() {
        let point = |x, y| Point { x, y };
        let points = [point(10.04, 20.0), point(10.5, 19.96), point(9.0, 20.26), point(9.0, 0.0)];
        assert_eq!(path(&points), "M10 20l.5 0-1.5.3 0-20.3");
        assert_eq!(path(&[point(0.0, -0.3), point(0.0, -0.3)]), "M0-.3l0 0");
        assert_eq!([7.0, 4.6, 0.04, -0.04].map(short), ["7", "4.6", "0", "0"]);
    }

    /// Many steps of a third end where they end, within what is rounded off once.
    #[test]
    fn what_is_rounded_off_does_not_add_up() {
        let points: Vec<Point> =
            (0_u8..250).map(|nth| Point { x: f32::from(nth) / 3.0, y: 0.0 }).collect();
        let path = path(&points).replace("M0 0l", "");
        let steps = path.split(' ').step_by(2).map(|step| step.parse::<f32>().unwrap_or(f32::NAN));
        let end: f32 = steps.sum();
        assert!((end - 83.0).abs() < 0.06, "{end}");
    }
}
