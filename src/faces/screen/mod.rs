//! What there is to see, laid out in cells for the size that there is.
//!
//! Full from 80 x 24, with the figure on the left; compact from 60 x 16, only words below.

use unicode_width::UnicodeWidthStr;

use crate::faces::bar::Bar;
use crate::faces::big_text::{self, Ink};
use crate::faces::grid::{Grid, Style};
use crate::faces::view::{Frame, Moving, PageText};
use crate::figure;
use crate::text;

/// The longest line of a page.
const PAGE: usize = 58;
/// The smallest size with a figure, in columns and rows.
const FULL: (usize, usize) = (80, 24);
/// The smallest size with big letters.
const COMPACT: (usize, usize) = (60, 16);
/// The smallest figure, in columns and rows; a larger one keeps its shape.
const FIGURE: (usize, usize) = (24, 11);
/// The row on which a figure begins.
const FIGURE_TOP: usize = 3;
/// Between a figure and the words.
const GAP: usize = 2;
/// The longest phase bar.
const BAR: usize = 44;
/// A part of a page is followed by more.
const MORE: &str = "space  more";

/// How a screen is drawn: everything that does not change from frame to frame.
#[derive(Debug)]
pub struct Screen {
    columns: usize,
    rows: usize,
    ink: Ink,
    /// Words fill the screen.
    big: bool,
    phase: Bar,
    session: Bar,
    /// The page that is open, and the part of it that is shown where it does not fit.
    page: Vec<String>,
    part: usize,
    kept: Option<KeptGrid>,
}

/// The words of a moment, and the cells of everything that goes with them.
#[derive(Debug)]
struct KeptGrid {
    words: Moving,
    grid: Grid,
    places: Places,
}

/// Where things stand on a screen with big letters.
#[derive(Clone, Copy, Debug)]
struct Places {
    left: usize,
    scale: usize,
    word: usize,
    cue: usize,
    /// The phase's bar, where there is room for it.
    bar: Option<usize>,
    session: usize,
}

impl Screen {
    /// A screen of this size.
    pub fn new(columns: usize, rows: usize, ink: Ink, big: bool) -> Screen {
        let (columns, rows) = (columns.clamp(1, 500), rows.clamp(1, 200));
        let left = left(columns, rows, big);
        let width = |taken: usize| u16::try_from(columns.saturating_sub(taken).max(1)).unwrap_or(1);
        let phase = usize::from(width(left + 2)).min(if big { columns } else { BAR });
        Screen {
            columns,
            rows,
            ink,
            big,
            phase: Bar::new(u16::try_from(phase).unwrap_or(1), ink),
            session: Bar::new(width(8), ink),
            page: Vec::new(),
            part: 0,
            kept: None,
        }
    }

    /// The cells of a frame.
    pub fn draw(&mut self, frame: &Frame) -> Grid {
        let mut grid = Grid::new(self.columns, self.rows);
        if let Frame::Moving(_) = frame {
            // What was put away has no more parts to turn to.
            self.page.clear();
            self.part = 0;
        }
        match frame {
            Frame::Page(page) => self.page(page, &mut grid),
            Frame::Moving(moving) if self.has_letters() => return self.moving(moving),
            Frame::Moving(moving) => self.words_only(moving, &mut grid),
        }
        grid
    }

    /// Turns to the next part of a page that does not fit; whether there was one.
    pub fn turn(&mut self) -> bool {
        let more = self.part + 1 < self.parts().len();
        self.part += usize::from(more);
        more
    }

    fn has_letters(&self) -> bool {
        self.columns >= COMPACT.0 && self.rows >= COMPACT.1
    }

    fn page(&mut self, page: &PageText, grid: &mut Grid) {
        if self.page != page.lines {
            self.page.clone_from(&page.lines);
            self.part = 0;
        }
        let parts = self.parts();
        let Some(mut lines) = parts.get(self.part).cloned() else { return };
        let is_last = self.part + 1 == parts.len();
        let title = usize::from(self.part > 0);
        if let (Some(typed), true, Some(last)) = (&page.typed, is_last, lines.last_mut()) {
            let room = self.columns.saturating_sub(4).saturating_sub(width(last));
            *last = format!("{last} {}_", tail(typed, room));
        }
        if !is_last {
            lines.push(MORE.into());
        }
        let indent = self.columns.saturating_sub(PAGE) / 2;
        let top = self.rows.saturating_sub(lines.len()) / 3;
        for (nth, line) in lines.iter().enumerate() {
            let style = if nth + title == 0 { Style::Strong } else { Style::Normal };
            grid.put(top + nth, indent.max(usize::from(self.columns > PAGE)), line, style);
        }
        let below = top + lines.len() + 1;
        let remark = page.remark.iter().flat_map(|line| wrapped(line, PAGE.min(self.columns)));
        for (nth, line) in remark.enumerate() {
            grid.put(below + nth, indent, &line, Style::Normal);
        }
    }

    /// The open page, broken by words, in parts that fit.
    fn parts(&self) -> Vec<Vec<String>> {
        let width = PAGE.min(self.columns.saturating_sub(1)).max(1);
        let lines: Vec<String> = self.page.iter().flat_map(|line| wrapped(line, width)).collect();
        if lines.len() <= self.rows {
            return vec![lines];
        }
        lines.chunks(self.rows.saturating_sub(1).max(1)).map(<[String]>::to_vec).collect()
    }

    fn places(&self, moving: &Moving) -> Places {
        let left = left(self.columns, self.rows, self.big);
        let air = self.rows - COMPACT.1;
        let scale = self.scale(moving, left);
        let word = 2 + air.min(1) + air / 6;
        let cue = word + big_text::ROWS * scale + 1;
        let bar = Some(cue + 2 + usize::from(air >= 2));
        Places { left, scale, word, cue, bar, session: self.rows - 4 - usize::from(air >= 4) }
    }

    /// The largest size at which word and seconds fit; `big` asks for it, and so does much room.
    fn scale(&self, moving: &Moving, left: usize) -> usize {
        let wide = big_text::width(&format!("{} {}", text::READY_BIG, "00"), 1).max(1);
        let fits = ((self.columns - left) / wide).min((self.rows - 12) / big_text::ROWS);
        let word = big_text::width(moving.word, 1).max(1);
        let at_most = (self.columns - left) / word;
        if self.big { fits.clamp(1, at_most.max(1)) } else { fits.clamp(1, 2) }
    }

    /// Words stay for seconds; only bars and figure move from frame to frame.
    fn moving(&mut self, moving: &Moving) -> Grid {
        let same = self.kept.take().filter(|kept| kept.words.has_the_words_of(moving));
        let kept = same.unwrap_or_else(|| self.standing(moving, self.places(moving)));
        let (mut grid, places) = (kept.grid.clone(), kept.places);
        self.kept = Some(kept);
        self.figure(moving, &mut grid);
        if let Some(bar) = places.bar {
            grid.put(bar, places.left, &self.phase.text(moving.phase), moving.style);
        }
        let next_column =
            grid.put(places.session, 1, &self.session.text(moving.session), Style::Normal);
        let percent = format!("{:3.0} %", moving.session * 100.0);
        grid.put(places.session, next_column + 1, &percent, Style::Normal);
        grid
    }

    /// Everything but the bars and the figure.
    fn standing(&self, moving: &Moving, mut places: Places) -> KeptGrid {
        let mut grid = Grid::new(self.columns, self.rows);
        self.head(moving, &mut grid);
        self.word(moving, &places, &mut grid);
        let room = places.session.saturating_sub(places.cue + 1);
        let width = self.columns - places.left - 1;
        let cue: Vec<String> = moving.cue.iter().flat_map(|line| wrapped(line, width)).collect();
        for (nth, line) in cue.iter().take(room).enumerate() {
            grid.put(places.cue + nth, places.left, line, Style::Strong);
        }
        // A long set-up needs the bar's room; its seconds are there as well.
        places.bar = places.bar.filter(|_| cue.len() <= 2);
        let below = places.bar.map_or(places.cue + cue.len().min(room), |bar| bar + 1);
        grid.put(below, places.left, &below_the_bar(moving), Style::Normal);
        self.foot(moving, places.session, &mut grid);
        KeptGrid { words: moving.clone(), grid, places }
    }

    fn figure(&self, moving: &Moving, grid: &mut Grid) {
        let (Some(pose), Some((columns, rows))) =
            (&moving.figure, figure_size(self.columns, self.rows, self.big))
        else {
            return;
        };
        let size = (columns.try_into().unwrap_or(u16::MAX), rows.try_into().unwrap_or(u16::MAX));
        let drawn = match self.ink {
            Ink::Blocks => figure::braille(pose, size.0, size.1),
            Ink::Ascii => figure::ascii(pose, size.0, size.1),
        };
        for (row, line) in drawn.iter().enumerate() {
            grid.put(FIGURE_TOP + row, 1, line, Style::Normal);
        }
    }

    /// Title on the left, what is left on the right.
    fn head(&self, moving: &Moving, grid: &mut Grid) {
        let dot = self.ink.dot();
        let right = match moving.place.as_str() {
            "" => moving.left.clone(),
            place => format!("{place} {dot} {}", moving.left),
        };
        let column = self.columns.saturating_sub(width(&right) + 1);
        grid.put(0, column, &right, Style::Normal);
        let title = wrapped(&moving.title, column.saturating_sub(3).max(10));
        for (row, line) in title.iter().take(2).enumerate() {
            grid.put(row, 1, line, Style::Strong);
        }
    }

    fn word(&self, moving: &Moving, places: &Places, grid: &mut Grid) {
        let seconds = text::countdown(moving.seconds);
        let mut column = places.left;
        let mut rows = big_text::word(moving.word, places.scale, self.ink);
        column += big_text::width(moving.word, places.scale) + 2 * places.scale;
        let digits = big_text::word(&seconds, places.scale, self.ink);
        let fits = column + big_text::width(&seconds, places.scale) <= self.columns;
        for (row, line) in rows.drain(..).enumerate() {
            grid.put(places.word + row, places.left, &line, moving.style);
        }
        for (row, line) in digits.iter().enumerate().filter(|_| fits) {
            grid.put(places.word + row, column, line, Style::Strong);
        }
        if !fits {
            grid.put(
                places.word + big_text::ROWS * places.scale - 1,
                column,
                &seconds,
                Style::Strong,
            );
        }
    }

    /// A line that may be overlooked, and the keys.
    fn foot(&self, moving: &Moving, row: usize, grid: &mut Grid) {
        let remark = moving.remark.iter().flat_map(|line| wrapped(line, self.columns - 2)).take(2);
        for (nth, line) in remark.enumerate() {
            grid.put(row + 1 + nth, 1, &line, Style::Normal);
        }
        self.keys(grid, 1);
    }

    /// As many keys as there is room for, on the last row.
    fn keys(&self, grid: &mut Grid, column: usize) {
        let room = self.columns.saturating_sub(column);
        let keys = text::KEY_LINES.iter().find(|line| width(line) <= room);
        let keys = keys
            .or(text::KEY_LINES.last())
            .map_or(String::new(), |keys| keys.replace('·', self.ink.dot()));
        grid.put(self.rows - 1, column, &keys, Style::Quiet);
    }

    /// Where there is no room for letters: what matters most first.
    fn words_only(&self, moving: &Moving, grid: &mut Grid) {
        let word = format!("{}  {}", moving.word, text::countdown(moving.seconds));
        let lines = [
            (Style::Strong, Some(word)),
            (Style::Normal, Some(moving.cue.join(" "))),
            (Style::Normal, Some(below_the_bar(moving))),
            (Style::Normal, Some(moving.left.clone())),
            (Style::Normal, Some(moving.title.clone())),
            (Style::Normal, moving.remark.clone()),
        ];
        let rows = lines.iter().flat_map(|(style, text)| {
            let lines = text.iter().filter(|text| !text.is_empty());
            let lines = lines.flat_map(|text| wrapped(text, self.columns)).take(3);
            lines.map(|line| (*style, line))
        });
        for (row, (style, line)) in rows.take(self.rows.saturating_sub(1)).enumerate() {
            grid.put(row, 0, &line, style);
        }
        self.keys(grid, 0);
    }
}

/// The size of the figure, where there is room for one beside the words.
fn figure_size(columns: usize, rows: usize, big: bool) -> Option<(usize, usize)> {
    let full = columns >= FULL.0 && rows >= FULL.1 && !big;
    let room = ((columns + 16) / 4, rows.saturating_sub(FULL.1 - FIGURE.1));
    let columns = room.0.min(room.1 * FIGURE.0 / FIGURE.1);
    full.then_some((columns, columns * FIGURE.1 / FIGURE.0))
}

/// Where the words begin: beside the figure where there is one.
fn left(columns: usize, rows: usize, big: bool) -> usize {
    figure_size(columns, rows, big).map_or(2, |(columns, _)| 1 + columns + GAP)
}

fn below_the_bar(moving: &Moving) -> String {
    let parts: Vec<&str> =
        [&moving.rep, &moving.next].into_iter().flatten().map(String::as_str).collect();
    parts.join("      ")
}

fn wrapped(line: &str, width: usize) -> Vec<String> {
    textwrap::wrap(line, width.max(1)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The end of what is typed, as far as there is room.
fn tail(typed: &str, room: usize) -> String {
    let skip = typed.chars().count().saturating_sub(room);
    typed.chars().skip(skip).collect()
}
