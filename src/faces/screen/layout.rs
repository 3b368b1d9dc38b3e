//! Where things stand on a screen with big letters: the figure beside the words or above them,
//! whichever makes it larger, and letters as large as there is room for.

use crate::domain::pose::Bounds;
use crate::faces::big_text::{self, Ink, LetterSize};
use crate::faces::view::Moving;

use super::wrapped;

/// The smallest screen with a figure, in columns and rows.
const WITH_A_FIGURE: (usize, usize) = (60, 18);
/// The part of the screen that a figure takes at most, in hundredths: beside words, above them.
const LARGE: (usize, usize) = (46, 50);
/// The same where words fill the screen.
const SMALL: (usize, usize) = (32, 38);
/// A figure above the words has to be so much larger than beside them.
const WORTH_IT: f32 = 1.15;
/// Rows above everything: the title and a blank one.
const HEAD: usize = 2;
/// Rows beneath the words: the bar of the session, two lines of a remark, the keys.
const FOOT: usize = 4;
/// Between a figure and the words.
const GAP: usize = 3;
/// Words and digits that come again and again; letters are as large as all of these can be.
const USUAL: &str = "HOLD 00";
/// Rows that the words beneath the big ones need: a cue of two lines, the bar, what comes next.
const LINES: usize = 5;

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A text in letters, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) size: LetterSize,
}

/// What stands where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrangement {
    pub(super) figure: Option<Region>,
    /// Where all words stand.
    pub(super) words: Region,
    pub(super) word: Letters,
    /// The side, above the word or behind its seconds.
    pub(super) side: Option<Letters>,
    pub(super) cue: CueText,
    /// The phase's bar, where there is room for it.
    pub(super) bar: Option<usize>,
    /// Which repetition, and what comes next.
    pub(super) below: usize,
    /// The bar of the session.
    pub(super) session: usize,
}

impl Arrangement {
    /// How large the letters of the word are, and those of the cue.
    fn letters(&self) -> (usize, usize) {
        let size = LetterSize::times_the_smallest;
        (size(self.word.size), self.cue.letters.map_or(0, size))
    }
}

/// What to do, in letters or in lines of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CueText {
    pub(super) row: usize,
    pub(super) lines: Vec<String>,
    pub(super) letters: Option<LetterSize>,
}

impl CueText {
    fn rows(&self) -> usize {
        self.lines.len() * self.letters.map_or(1, LetterSize::rows)
    }
}

/// A screen to lay things out on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) ink: Ink,
    /// Words fill the screen.
    pub(super) big: bool,
}

impl Room {
    /// Where everything stands at a moment of the session.
    pub(super) fn layout(self, moving: &Moving) -> Arrangement {
        let layout = self.arranged(moving);
        if !self.big {
            return layout;
        }
        // A smaller figure is no good where no word becomes larger for it.
        let usual = Room { big: false, ..self }.arranged(moving);
        if layout.letters() > usual.letters() { layout } else { usual }
    }

    fn arranged(self, moving: &Moving) -> Arrangement {
        let all = Region {
            row: HEAD,
            column: 1,
            rows: self.rows.saturating_sub(HEAD + FOOT),
            columns: self.columns.saturating_sub(2),
        };
        let has_room = self.columns >= WITH_A_FIGURE.0 && self.rows >= WITH_A_FIGURE.1;
        let frame = moving.frame.as_ref().filter(|_| has_room);
        let (figure, words) = match frame.map(|frame| self.with_a_figure(all, frame)) {
            Some((figure, words)) => (Some(figure), words),
            None => (None, all),
        };
        let (word, side) = self.letters(moving, words);
        let below_letters = word.row + word.size.rows();
        let cue = self.cue(moving, Region { row: below_letters, ..words }.down_to(words));
        Room::spread(Arrangement {
            figure,
            words,
            word,
            side,
            bar: None,
            below: below_letters + cue.rows(),
            cue,
            session: self.rows.saturating_sub(FOOT),
        })
    }

    /// The figure where it is largest, and the room that is left for words.
    fn with_a_figure(self, all: Region, frame: &Bounds) -> (Region, Region) {
        let (beside, above) = if self.big { SMALL } else { LARGE };
        let (wide, high) = (frame.width().max(1.0), frame.height().max(1.0));
        let scale = |area: Region| {
            let [columns, rows] = [area.columns, area.rows].map(number);
            (columns / wide).min(2.0 * rows / high)
        };
        let beside = Region { columns: all.columns * beside / 100, ..all };
        let above = Region { rows: all.rows * above / 100, ..all };
        if scale(above) > scale(beside) * WORTH_IT {
            return (above, Region { row: above.row + above.rows, ..all }.down_to(all));
        }
        let figure =
            Region { columns: whole(wide * scale(beside)).clamp(1, beside.columns), ..beside };
        let taken = figure.columns + GAP;
        let words = Region {
            column: all.column + taken,
            columns: all.columns.saturating_sub(taken),
            ..all
        };
        // Who lies or kneels is seen at the height of the words.
        let rows = whole(high * scale(beside) / 2.0 + 1.0).clamp(1, all.rows);
        (Region { row: all.row + (all.rows - rows) / 2, rows, ..figure }, words)
    }

    /// The word with its seconds, and the side above it or, where there is no room, behind it.
    fn letters(self, moving: &Moving, area: Region) -> (Letters, Option<Letters>) {
        let at_most = area.rows.saturating_sub(LINES);
        let at_most = if self.big { at_most } else { at_most.min(area.rows / 2) };
        let smallest = LetterSize::SMALLEST.rows();
        let stacked = moving.side.filter(|_| area.rows >= LINES + 2 * smallest);
        let rows = at_most.min(area.rows.saturating_sub(LINES + stacked.map_or(0, |_| smallest)));
        let size = self.size(moving, area.columns, rows);
        let word = Letters { row: area.row, column: area.column, size };
        let Some(side) = moving.side else { return (word, None) };
        if stacked.is_some() {
            let rows = area.rows.saturating_sub(LINES + size.rows()).min(size.rows());
            let side = size.no_larger(side, area.columns, rows.max(smallest));
            let side = side.map(|size| Letters { size, ..word });
            let below = side.map_or(0, |side| side.size.rows());
            return (Letters { row: word.row + below, ..word }, side);
        }
        let taken = big_text::width(&usual(moving), size) + GAP;
        let left = area.columns.saturating_sub(taken);
        let fits = size.no_larger(side, left, size.rows());
        // Rather narrow letters than none.
        let narrow = || {
            let mut sizes = LetterSize::narrow(size.rows(), self.ink);
            sizes.find(|size| big_text::width(side, *size) <= left)
        };
        (
            word,
            fits.or_else(narrow).map(|size| Letters { column: word.column + taken, size, ..word }),
        )
    }

    /// Letters for the word and its seconds: as large for one usual word as for another.
    pub(super) fn size(self, moving: &Moving, columns: usize, rows: usize) -> LetterSize {
        let rows = rows.max(LetterSize::SMALLEST.rows());
        let fits = |text: &str| LetterSize::fitting(text, columns, rows, self.ink);
        fits(&usual(moving)).or_else(|| fits(moving.word)).unwrap_or(LetterSize::SMALLEST)
    }

    /// The cue in letters where there is room for all of it, else in lines of text.
    fn cue(self, moving: &Moving, area: Region) -> CueText {
        let text = moving.cue.join(" ");
        let room = area.rows.saturating_sub(LINES - 2);
        let sizes = LetterSize::narrow(room, self.ink);
        let in_letters = sizes.filter(|_| big_text::can_be_drawn(&text)).find_map(|size| {
            let lines = big_text::wrapped(&text, area.columns, size)?;
            let fits = lines.len() * size.rows() <= room && !text.is_empty();
            fits.then_some(CueText { row: area.row, lines, letters: Some(size) })
        });
        in_letters.unwrap_or_else(|| {
            let lines = moving.cue.iter().flat_map(|line| wrapped(line, area.columns));
            CueText { row: area.row, lines: lines.take(area.rows).collect(), letters: None }
        })
    }

    /// Room that is left goes above the words and between them.
    fn spread(layout: Arrangement) -> Arrangement {
        let Region { row, rows, .. } = layout.words;
        let used = layout.below + 3 - row;
        let spare = rows.saturating_sub(used);
        let (top, gap) = (spare / 3, usize::from(spare > 1));
        let down = |letters: Letters| Letters { row: letters.row + top, ..letters };
        let cue = CueText { row: layout.cue.row + top + gap, ..layout.cue };
        let below_cue = cue.row + cue.rows();
        let has_bar = below_cue + 1 < layout.session;
        let bar = has_bar.then_some(below_cue + gap.min(layout.session - below_cue - 2));
        Arrangement {
            word: down(layout.word),
            side: layout.side.map(down),
            bar,
            below: bar.map_or(below_cue, |bar| bar + 1),
            cue,
            ..layout
        }
    }
}

impl Region {
    /// What is left of a part down to the end of another one.
    fn down_to(self, all: Region) -> Region {
        Region { rows: (all.row + all.rows).saturating_sub(self.row), ..self }
    }
}

/// The widest that the word and its seconds become, so that letters keep their size while digits go.
fn usual(moving: &Moving) -> String {
    let digits = if moving.seconds < 100 { "00" } else { "00:00" };
    let own = format!("{} {digits}", moving.word);
    let wide = |text: &str| big_text::width(text, LetterSize::SMALLEST);
    if wide(&own) > wide(USUAL) { own } else { USUAL.to_owned() }
}

/// So many columns or rows, to calculate with.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

fn whole(columns: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and within a screen"
    )]
    let whole = columns.clamp(0.0, 1000.0) as usize;
    whole
}
