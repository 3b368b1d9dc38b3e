//! A number a week as a line of dots in Braille cells; where there is no number the line has a gap.

/// The dots of a Braille cell, by row and column, as bits of its code.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// Columns of cells that a week has.
pub const WEEK_COLUMNS: usize = 4;
/// Dots of a cell, to the right and down.
const WIDE: usize = 2;
const HIGH: usize = 4;

/// Values between 0 and `top` as `rows` lines, each [`WEEK_COLUMNS`] a value wide. A value stands as two
/// dots by two in the middle of its week; those of neighbouring weeks are joined.
pub fn plot(values: &[Option<f32>], top: f32, rows: usize) -> Vec<String> {
    let columns = values.len() * WEEK_COLUMNS;
    let mut cells = vec![0_u8; columns * rows];
    let mut put = |x: usize, y: usize| {
        if let Some(cell) = cells.get_mut(y / HIGH * columns + x / WIDE)
            && x / WIDE < columns
        {
            *cell |= DOTS[y % HIGH][x % WIDE];
        }
    };
    // The last row of dots but one: a value is two dots high.
    let lowest = (rows * HIGH).saturating_sub(WIDE);
    let height = |value: f32| level(value / top.max(f32::EPSILON), lowest);
    let middle = |nth: usize| nth * WEEK_COLUMNS * WIDE + WEEK_COLUMNS;
    for (nth, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (x, y) = (middle(nth), height(*value));
        for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            put(x + right, y + down);
        }
        if let Some(Some(next)) = values.get(nth + 1) {
            let (steps, to) = (middle(nth + 1) - x, height(*next));
            (1..steps).for_each(|step| put(x + step, between(y, to, step, steps)));
        }
    }
    let character = |bits: &u8| char::from_u32(0x2800 + u32::from(*bits));
    let lines = cells.chunks(columns.max(1)).take(rows);
    lines.map(|line| line.iter().filter_map(character).collect()).collect()
}

/// The row of dots of a part of the whole height, counted from above.
fn level(part: f32, lowest: usize) -> usize {
    let steps = u16::try_from(lowest).unwrap_or(u16::MAX);
    let up = (part.clamp(0.0, 1.0) * f32::from(steps)).round();
    (0..=lowest).rev().zip(0_u16..).find(|(_, nth)| f32::from(*nth) >= up).map_or(0, |(row, _)| row)
}

/// The row of a line between two values, after `step` of `steps`, in whole dots.
fn between(from: usize, to: usize, step: usize, steps: usize) -> usize {
    let half = steps / 2;
    if to >= from {
        from + ((to - from) * step + half) / steps
    } else {
        from - ((from - to) * step + half) / steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_stands_higher_and_a_gap_stays_empty() {
        let lines = plot(&[Some(0.0), Some(10.0), None, Some(5.0)], 10.0, 3);
        let drawn = ["⠀⠀⠀⠀⠀⠔⠛⠀⠀⠀⠀⠀⠀⠀⠀⠀", "⠀⠀⠀⡠⠊⠀⠀⠀⠀⠀⠀⠀⠀⠀⠶⠀", "⠀⠀⣴⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀"];
        assert_eq!(lines, drawn);
    }

    #[test]
    fn nothing_and_too_much_break_nothing() {
        assert_eq!(plot(&[], 10.0, 3), [""; 0]);
        assert_eq!(plot(&[None], 0.0, 2), ["\u{2800}\u{2800}\u{2800}\u{2800}"; 2]);
        for value in [f32::NAN, f32::INFINITY, -1.0, 99.0] {
            assert_eq!(plot(&[Some(value), Some(1.0)], 10.0, 3).len(), 3);
        }
    }
}
