//! A bar drawn by indicatif, caught as text before it reaches a terminal.

use std::cell::{OnceCell, RefCell};
use std::io;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use crate::faces::big_text::Ink;

/// A bar of a fixed width.
#[derive(Debug)]
pub struct Bar {
    /// Made when it is first drawn: a page has none.
    made: OnceCell<(ProgressBar, BarLine)>,
    width: u16,
    ink: Ink,
    /// What was drawn once, for each place: a breath comes again every few seconds.
    drawn: RefCell<Vec<Option<Rc<str>>>>,
}

impl Bar {
    /// Of so many columns.
    pub fn new(width: u16, ink: Ink) -> Bar {
        let drawn = RefCell::new(vec![None; usize::from(width) + 1]);
        Bar { made: OnceCell::new(), width, ink, drawn }
    }

    /// Its columns.
    pub fn width(&self) -> u16 {
        self.width
    }

    fn made(&self) -> (ProgressBar, BarLine) {
        let width = self.width;
        let line = BarLine { text: Arc::default(), width };
        let target = ProgressDrawTarget::term_like(Box::new(line.clone()));
        let bar = ProgressBar::with_draw_target(Some(u64::from(width)), target);
        let template = ProgressStyle::with_template(&format!("{{bar:{width}}}"));
        let style = template.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(match self.ink {
            Ink::Blocks | Ink::Sextants => "━╸─",
            Ink::Ascii => "=>-",
        }));
        (bar, line)
    }

    /// The bar when this much, from 0 to 1, is over.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between nothing and the width of a screen"
    )]
    pub fn text(&self, over: f32) -> Rc<str> {
        let place = (over.clamp(0.0, 1.0) * f32::from(self.width)).round() as u16;
        let mut drawn = self.drawn.borrow_mut();
        match drawn.get_mut(usize::from(place)) {
            Some(known) => Rc::clone(known.get_or_insert_with(|| self.draw(place))),
            None => self.draw(place),
        }
    }

    fn draw(&self, place: u16) -> Rc<str> {
        let (progress, line) = self.made.get_or_init(|| self.made());
        // `set_position` may leave out a drawing by the real clock; this one never does.
        progress.update(|state| state.set_pos(place.into()));
        line.text().into()
    }
}

/// A terminal of one line that keeps what is written.
#[derive(Clone, Debug)]
struct BarLine {
    text: Arc<Mutex<String>>,
    width: u16,
}

impl BarLine {
    fn text(&self) -> String {
        self.text.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl TermLike for BarLine {
    fn width(&self) -> u16 {
        // One more: a bar as wide as its terminal is cut.
        self.width + 1
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        // Lines are filled up with blanks; those say nothing.
        if !text.trim().is_empty() {
            text.clone_into(&mut self.text.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_by_columns() {
        let bar = Bar::new(4, Ink::Blocks);
        let drawn = [0.0, 0.1, 0.2, 0.5, 0.7, 1.0, 0.25].map(|over| bar.text(over).to_string());
        assert_eq!(drawn, ["────", "────", "━╸──", "━━╸─", "━━━╸", "━━━━", "━╸──"]);
        assert_eq!(&*Bar::new(4, Ink::Ascii).text(0.5), "==>-");
    }
}
