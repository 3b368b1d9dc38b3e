//! What there is to see, laid out in cells for the size that there is.
//!
//! A figure from 60 x 18 on, big letters from 28 x 10, only words below.

mod layout;
mod page;

use unicode_width::UnicodeWidthStr;

use crate::faces::bar::Bar;
use crate::faces::big_text::{self, Ink};
use crate::faces::grid::{Grid, Style};
use crate::faces::view::{Frame, Moving};
use crate::figure::{Glyphs, MovingFigure, Shade};
use crate::text;

use layout::{Arrangement, Letters, Room};

/// The smallest size with big letters.
const LETTERS: (usize, usize) = (28, 10);
/// The smallest size at which every line has its own place.
const COMPACT: (usize, usize) = (60, 16);
/// The longest phase bar, where letters are small.
const BAR: usize = 44;

/// How a screen is drawn: everything that does not change from frame to frame.
#[derive(Debug)]
pub struct Screen {
    room: Room,
    session: Bar,
    /// The page that is open, and the part of it that is shown where it does not fit.
    page: Vec<String>,
    part: usize,
    kept: Option<KeptGrid>,
    moving_figure: MovingFigure,
}

/// The words of a moment, and the cells of everything that goes with them.
#[derive(Debug)]
struct KeptGrid {
    words: Moving,
    grid: Grid,
    layout: Arrangement,
    phase: Bar,
}

impl Screen {
    /// A screen of this size.
    pub fn new(columns: usize, rows: usize, ink: Ink, big: bool) -> Screen {
        let (columns, rows) = (columns.clamp(1, 500), rows.clamp(1, 200));
        let room = Room { columns, rows, ink, big };
        let session = Bar::new(width_of_bar(columns.saturating_sub(8)), ink);
        let (page, kept, moving_figure) = (Vec::new(), None, MovingFigure::default());
        Screen { room, session, page, part: 0, kept, moving_figure }
    }

    /// The cells of a frame.
    pub fn draw(&mut self, frame: &Frame) -> Grid {
        let mut grid = Grid::new(self.room.columns, self.room.rows);
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

    fn has_letters(&self) -> bool {
        self.room.columns >= COMPACT.0 && self.room.rows >= COMPACT.1
    }

    /// Words stay for seconds; only bars and figure move from frame to frame.
    fn moving(&mut self, moving: &Moving) -> Grid {
        let kept = match self.kept.take() {
            Some(kept) if kept.words.has_the_words_of(moving) => kept,
            before => self.standing(moving, before.map(|before| before.phase)),
        };
        let (mut grid, layout) = (kept.grid.clone(), &kept.layout);
        self.figure(moving, layout, &mut grid);
        if let Some(row) = layout.bar {
            grid.put(row, layout.words.column, &kept.phase.text(moving.phase), moving.style);
        }
        let bar = self.session.text(moving.session);
        let next_column = grid.put(layout.session, 1, &bar, Style::Normal);
        let percent = format!("{:3.0} %", moving.session * 100.0);
        grid.put(layout.session, next_column + 1, &percent, Style::Normal);
        self.kept = Some(kept);
        grid
    }

    /// Everything but the bars and the figure; with the bar of the moment before, where that is as long.
    fn standing(&self, moving: &Moving, before: Option<Bar>) -> KeptGrid {
        let Room { columns, rows, ink, .. } = self.room;
        let layout = self.room.layout(moving);
        let mut grid = Grid::new(columns, rows);
        self.head(moving, &mut grid);
        self.word(moving, &layout, &mut grid);
        let (cue, left) = (&layout.cue, layout.words.column);
        for (nth, line) in cue.lines.iter().enumerate() {
            match cue.letters {
                Some(size) => {
                    let row = cue.row + nth * size.rows();
                    let at = Letters { row, column: left, size };
                    self.letters(line, at, Style::Strong, &mut grid);
                }
                None => {
                    grid.put(cue.row + nth, left, line, Style::Strong);
                }
            }
        }
        self.below(moving, &layout, &mut grid);
        self.foot(moving, layout.session, &mut grid);
        let is_small = layout.cue.letters.is_none();
        let length = width_of_bar(layout.words.columns.min(if is_small { BAR } else { columns }));
        let phase = before.filter(|bar| bar.width() == length);
        let phase = phase.unwrap_or_else(|| Bar::new(length, ink));
        KeptGrid { words: moving.clone(), grid, layout, phase }
    }

    /// What stands beneath the bar: in letters no larger than those of the cue, where there is room for them.
    fn below(&self, moving: &Moving, layout: &Arrangement, grid: &mut Grid) {
        let (left, columns) = (layout.words.column, layout.words.columns);
        let room = layout.session.saturating_sub(layout.below + 1);
        let text = below_the_bar(moving, "  ");
        let size = layout.cue.letters.filter(|_| big_text::can_be_drawn(&text));
        if let Some(size) = size.and_then(|size| size.no_larger(&text, columns, room)) {
            let at = Letters { row: layout.below + 1, column: left, size };
            self.letters(&text, at, Style::Normal, grid);
            return;
        }
        let lines = wrapped(&below_the_bar(moving, BETWEEN), columns);
        for (row, line) in (layout.below..layout.session).zip(lines) {
            grid.put(row, left, &line, Style::Normal);
        }
    }

    fn figure(&mut self, moving: &Moving, layout: &Arrangement, grid: &mut Grid) {
        let (Some(pose), Some(area)) = (&moving.figure, layout.figure) else { return };
        let glyphs = match self.room.ink {
            Ink::Blocks => Glyphs::Blocks,
            Ink::Sextants => Glyphs::Sextants,
            Ink::Ascii => Glyphs::Ascii,
        };
        let drawing = self.moving_figure.draw(pose, area.columns, area.rows, glyphs);
        for (row, cells) in drawing.rows().enumerate() {
            grid.put_cells(
                area.row + row,
                area.column,
                cells.iter().map(|(character, tone)| (*character, style_of(*tone))),
            );
        }
        if let (Some(letter), Some((row, column))) = (moving.label, drawing.label) {
            grid.put(
                area.row + row,
                area.column + column,
                letter.encode_utf8(&mut [0; 4]),
                Style::Works,
            );
        }
    }

    /// Title on the left, what is left on the right.
    fn head(&self, moving: &Moving, grid: &mut Grid) {
        let dot = self.room.ink.dot();
        let right = match moving.place.as_str() {
            "" => moving.left.clone(),
            place => format!("{place} {dot} {}", moving.left),
        };
        let column = self.room.columns.saturating_sub(width(&right) + 1);
        grid.put(0, column, &right, Style::Normal);
        let title = wrapped(&moving.title, column.saturating_sub(3).max(10));
        for (row, line) in title.iter().take(2).enumerate() {
            grid.put(row, 1, line, Style::Strong);
        }
    }

    fn word(&self, moving: &Moving, layout: &Arrangement, grid: &mut Grid) {
        let seconds = text::countdown(moving.seconds);
        let at = layout.word;
        self.letters(moving.word, at, moving.style, grid);
        let column = at.column + big_text::width(&format!("{} ", moving.word), at.size);
        let room = (layout.words.column + layout.words.columns).saturating_sub(column);
        if big_text::width(&seconds, at.size) <= room {
            self.letters(&seconds, Letters { column, ..at }, Style::Strong, grid);
        } else {
            grid.put(at.row + at.size.rows() - 1, column, &seconds, Style::Strong);
        }
        if let (Some(side), Some(at)) = (moving.side, layout.side) {
            self.letters(side, at, Style::Works, grid);
        }
    }

    fn letters(&self, text: &str, at: Letters, style: Style, grid: &mut Grid) {
        for (row, line) in big_text::word(text, at.size, self.room.ink).iter().enumerate() {
            grid.put(at.row + row, at.column, line, style);
        }
    }

    /// A line that may be overlooked, and the keys.
    fn foot(&self, moving: &Moving, row: usize, grid: &mut Grid) {
        let remark =
            moving.remark.iter().flat_map(|line| wrapped(line, self.room.columns - 2)).take(2);
        for (nth, line) in remark.enumerate() {
            grid.put(row + 1 + nth, 1, &line, Style::Normal);
        }
        self.keys(grid, 1);
    }

    /// As many keys as there is room for, on the last row.
    fn keys(&self, grid: &mut Grid, column: usize) {
        let room = self.room.columns.saturating_sub(column);
        let keys = text::KEY_LINES.iter().find(|line| width(line) <= room);
        let keys = keys
            .or(text::KEY_LINES.last())
            .map_or(String::new(), |keys| keys.replace('·', self.room.ink.dot()));
        grid.put(self.room.rows - 1, column, &keys, Style::Quiet);
    }

    /// Where there is little room: what matters most first.
    fn words_only(&self, moving: &Moving, grid: &mut Grid) {
        let Room { columns, rows, .. } = self.room;
        let top = self.small_letters(moving, grid);
        let word = format!("{}  {}", moving.word, text::countdown(moving.seconds));
        let side = moving.side.map(str::to_owned);
        let lines = [
            (Style::Strong, Some(word).filter(|_| top == 0)),
            (Style::Strong, side.filter(|_| top == 0)),
            (Style::Normal, Some(moving.cue.join(" "))),
            (Style::Normal, Some(below_the_bar(moving, BETWEEN))),
            (Style::Normal, Some(moving.left.clone())),
            (Style::Normal, moving.remark.clone()),
            (Style::Normal, Some(moving.title.clone())),
        ];
        let lines = lines.iter().flat_map(|(style, text)| {
            let lines = text.iter().filter(|text| !text.is_empty());
            let lines = lines.flat_map(|text| wrapped(text, columns));
            lines.map(|line| (*style, line))
        });
        for (row, (style, line)) in (top..rows.saturating_sub(1)).zip(lines) {
            grid.put(row, 0, &line, style);
        }
        self.keys(grid, 0);
    }

    /// The word in letters, where there is room for them, and the side behind it; the row beneath.
    fn small_letters(&self, moving: &Moving, grid: &mut Grid) -> usize {
        let Room { columns, rows, .. } = self.room;
        if columns < LETTERS.0 || rows < LETTERS.1 {
            return 0;
        }
        let size = self.room.size(moving, columns, rows / 3);
        let seconds = text::countdown(moving.seconds);
        let after = |text: &str| big_text::width(&format!("{text} "), size);
        let at = |column| Letters { row: 0, column, size };
        self.letters(moving.word, at(0), moving.style, grid);
        let mut column = after(moving.word);
        if let Some(side) = moving.side {
            self.letters(side, at(column), Style::Works, grid);
            column += after(side);
        }
        match column + big_text::width(&seconds, size) <= columns {
            true => self.letters(&seconds, at(column), Style::Strong, grid),
            false => {
                grid.put(
                    size.rows() - 1,
                    columns.saturating_sub(seconds.len() + 1),
                    &seconds,
                    Style::Strong,
                );
            }
        }
        size.rows()
    }
}

/// How wide a bar is where there are so many columns.
fn width_of_bar(columns: usize) -> u16 {
    u16::try_from(columns.max(1)).unwrap_or(u16::MAX)
}

fn style_of(tone: Shade) -> Style {
    match tone {
        Shade::Nothing | Shade::Trunk | Shade::Near => Style::Normal,
        Shade::Far => Style::Quiet,
        Shade::Around => Style::Faint,
        Shade::Working => Style::Works,
    }
}

/// Between which repetition it is and what comes next.
const BETWEEN: &str = "      ";

fn below_the_bar(moving: &Moving, between: &str) -> String {
    let parts: Vec<&str> =
        [&moving.rep, &moving.next].into_iter().flatten().map(String::as_str).collect();
    parts.join(between)
}

/// A blank at which no line ends.
const KEPT: &str = "\u{a0}";

/// A line broken by words; a key stays with the word behind it.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut kept = String::with_capacity(line.len());
    for (gap, word) in big_text::kept_together(line) {
        kept.push_str(&gap);
        kept.push_str(&word.replace(' ', KEPT));
    }
    let lines = textwrap::wrap(&kept, width.max(1));
    lines.into_iter().map(|line| line.replace(KEPT, " ")).collect()
}

fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}
