//! The numbers of weeks as small pictures, black on white, that need no colour to be read.

use maud::{Markup, html};

use crate::journal::{Spread, Week};
use crate::text::{report as words, weeks as said};

/// The size of a picture.
const WIDTH: f32 = 232.0;
const HEIGHT: f32 = 104.0;
/// The room for numbers on the left, for weeks below, and for the heading above.
const LEFT: f32 = 20.0;
const BELOW: f32 = 14.0;
const ABOVE: f32 = 16.0;
/// So many weeks have their day written below; of more, every second, and so on.
const DAYS_AT_MOST: usize = 6;

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pen {
    Line,
    Dashes,
    Bars,
}

/// Numbers of weeks, and how they are drawn.
struct Series {
    values: Vec<Option<f32>>,
    pen: Pen,
}

/// Pain, walking and the goal; what nobody has said has no picture.
pub(super) fn pictures(weeks: &[Week]) -> Markup {
    let pain = |which: fn(&Week) -> Option<Spread>, pen| Series {
        values: weeks
            .iter()
            .map(|week| Some(f32::from(which(week)?.median.doubled()) / 2.0))
            .collect(),
        pen,
    };
    let walk = Series {
        values: weeks.iter().map(|week| Some(f32::from(week.walk?.minutes))).collect(),
        pen: Pen::Bars,
    };
    let goal = Series {
        values: weeks.iter().map(|week| Some(f32::from(week.goal?.number()))).collect(),
        pen: Pen::Line,
    };
    let longest = walk.values.iter().flatten().fold(0.0_f32, |most, minutes| most.max(*minutes));
    let pain =
        [pain(|week| week.pain_after, Pen::Dashes), pain(|week| week.pain_before, Pen::Line)];
    html! {
        div.pictures {
            (picture(words::PICTURE_PAIN, weeks, &pain, 10.0))
            (picture(words::PICTURE_WALK, weeks, &[walk], (longest / 5.0).ceil().max(1.0) * 5.0))
            (picture(words::PICTURE_GOAL, weeks, &[goal], 10.0))
        }
    }
}

fn picture(heading: &str, weeks: &[Week], all: &[Series], top: f32) -> Markup {
    if all.iter().all(|series| series.values.iter().all(Option::is_none)) {
        return html! {};
    }
    let each = (WIDTH - LEFT) / number(weeks.len().max(1));
    let middle = |nth: usize| LEFT + each * (number(nth) + 0.5);
    let bottom = HEIGHT - BELOW;
    let height = |value: f32| bottom - (value / top).clamp(0.0, 1.0) * (bottom - ABOVE);
    let step = weeks.len().div_ceil(DAYS_AT_MOST).max(1);
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(heading) {
            text.heading x="0" y="9" { (heading) }
            @for part in [0.0_f32, 0.5, 1.0] {
                @let y = coordinate(height(top * part));
                path.rule d={ "M" (LEFT) " " (y) "H" (WIDTH) } {}
                text.axis x=(LEFT - 4.0) y=(coordinate(height(top * part) + 3.0)) { (half(top * part)) }
            }
            @for (nth, week) in weeks.iter().enumerate() {
                @if nth % step == 0 {
                    text.week x=(coordinate(middle(nth))) y=(HEIGHT - 3.0) { (said::week_of(week.from)) }
                }
            }
            @for series in all { (drawn(series, &middle, &height, bottom, each)) }
        }
    }
}

fn drawn(
    series: &Series,
    middle: &impl Fn(usize) -> f32,
    height: &impl Fn(f32) -> f32,
    bottom: f32,
    each: f32,
) -> Markup {
    let points = || {
        let known = series.values.iter().enumerate();
        known.filter_map(|(nth, value)| Some((nth, middle(nth), height((*value)?))))
    };
    if series.pen == Pen::Bars {
        let wide = each * 0.4;
        return html! {
            @for (_, x, y) in points() {
                rect.bar x=(coordinate(x - wide / 2.0)) y=(coordinate(y))
                    width=(coordinate(wide)) height=(coordinate((bottom - y).max(0.5))) {}
            }
        };
    }
    let mut line = String::new();
    let mut before = None;
    for (nth, x, y) in points() {
        // A week without a number is a gap.
        let joined = before.is_some_and(|before| before + 1 == nth);
        line.push(if joined { 'L' } else { 'M' });
        line.extend([coordinate(x), " ".to_owned(), coordinate(y)]);
        before = Some(nth);
    }
    let class = if series.pen == Pen::Dashes { "dashes" } else { "line" };
    html! {
        path class=(class) d=(line) {}
        @for (_, x, y) in points() {
            circle class=(class) cx=(coordinate(x)) cy=(coordinate(y)) r="2.2" {}
        }
    }
}

/// A place with one digit behind the point.
fn coordinate(place: f32) -> String {
    format!("{place:.1}")
}

/// A number at an axis.
fn half(number: f32) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}

/// So many, to calculate with.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}
