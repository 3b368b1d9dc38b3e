//! A routine as one page: a sheet of paper that a browser shows and prints, without a script and
//! without a network. What else a page can do is put into it as an [`Insert`].
//!
//! The page is the whole plan of a file, for nobody in particular. Every text of a file is escaped by
//! `maud`; the policy at its head lets run and look only what is in this program, named by its hash.

mod call;
mod exercise;
pub mod player;
pub(super) mod policy;
mod safety;
mod sheet;
mod steps;
mod weeks;

use std::collections::BTreeSet;
use std::sync::Arc;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::domain::plan::Plan;
use crate::domain::routine::Exercise;
use crate::domain::timeline::compile;
use crate::text::handout as words;

use sheet::PaperSheet;

/// How the sheet looks.
const STYLE: &str = include_str!("sheet.css");

/// What is put into a page beside the sheet: for whoever has a script, and nobody else. It stands behind
/// the head of the sheet; its script is the last thing on the page.
#[derive(Clone, Debug)]
pub struct Insert {
    /// Its style sheet, in print too.
    pub style: String,
    /// Its elements. Without a script they are as the style sheet leaves them.
    pub html: Markup,
    /// What its script reads: JSON, in an element `<script type="application/json" id="session">`.
    pub data: String,
    /// Its script. It may be any; the policy names it by its hash. It makes `blob:` media and asks for
    /// nothing else.
    pub script: String,
}

/// The session as sound, inside a page.
#[derive(Clone, Copy, Debug)]
pub struct SoundInside<'s> {
    /// How a file of it would be called, beside the page.
    pub beside: &'s str,
    /// What of the routine is not in it.
    pub without: &'s [&'s str],
}

/// A page as text; a sound goes in between, as base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlPage {
    /// Up to where the sound goes.
    pub before_sound: String,
    /// What follows; nothing where there is no sound.
    pub after_sound: String,
}

/// The page of a plan. Also what is optional is on it: a plan in which that is left out has it marked, and takes so much
/// less time.
pub fn page(plan: &Plan, sound: Option<SoundInside<'_>>, insert: Option<&Insert>) -> HtmlPage {
    let whole = Plan::whole(Arc::clone(plan.routine()));
    let timeline = compile(&whole);
    // As after legs that spoke up everywhere.
    let keys = plan.routine().exercises.iter().map(Exercise::key).collect();
    let easier = compile(&whole.clone().after_leg_stops(&BTreeSet::new(), &keys));
    let handout = PaperSheet::new((plan, &whole), &timeline, &easier);
    let style = close_set(STYLE) + insert.map_or("", |insert| &insert.style);
    let text = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy"
                    content=(policy::policy(&style, insert, sound.is_some()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (plan.routine().title) }
                style { (PreEscaped(&style)) }
            }
            body {
                (handout.head())
                @if let Some(insert) = insert { (insert.html) }
                main {
                    (handout.contents())
                    (handout.safety())
                    @if let Some(sound) = sound { (listen(&handout, sound)) }
                    (handout.exercises())
                    (handout.last_page())
                }
                @if let Some(insert) = insert { (scripts(insert)) }
            }
        }
    };
    let text = text.into_string();
    match text.split_once(SOUND).filter(|_| sound.is_some()) {
        Some((before, after)) => {
            HtmlPage { before_sound: format!("{before}{SOUND}"), after_sound: after.to_owned() }
        }
        None => HtmlPage { before_sound: text, after_sound: String::new() },
    }
}

/// A text without its comments, which begin like this.
fn uncommented(text: &str, begin: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(begin) {
        code.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, after)| after);
    }
    code + rest
}

/// A style sheet without what is only for its readers: comments, and blanks that mean nothing.
fn close_set(style: &str) -> String {
    let code = uncommented(style, "/*");
    let mut set = String::with_capacity(code.len());
    let mut letters =
        code.chars().map(|letter| if letter == '\n' { ' ' } else { letter }).peekable();
    while let Some(letter) = letters.next() {
        let is_behind = set.is_empty() || set.ends_with(['{', '}', ';', ':', ',', ' ']);
        let is_before = letters.peek().is_some_and(|next| "{} ".contains(*next));
        if letter != ' ' || !(is_behind || is_before) {
            set.push(letter);
        }
    }
    set
}

/// Where the sound goes. No text of a file has a quotation mark in the page that is not escaped.
const SOUND: &str = "\"data:audio/flac;base64,";

fn listen(handout: &PaperSheet<'_>, sound: SoundInside<'_>) -> Markup {
    html! {
        section.listen {
            h2 { (words::LISTEN) }
            p { (words::THE_SOUND) }
            audio controls preload="metadata" src="data:audio/flac;base64," {}
            @if let Some(line) = words::not_in_the_sound(sound.without) {
                p lang=[handout.lang()] dir="auto" { (line) }
            }
            p dir="auto" { (words::sound_beside(sound.beside)) }
        }
    }
}

/// What the script reads, in which no text can end the element; and the script.
fn scripts(insert: &Insert) -> Markup {
    html! {
        script type="application/json" id="session" { (PreEscaped(insert.data.replace('<', "\\u003c"))) }
        script { (PreEscaped(&insert.script)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_set_close_and_means_the_same() {
        let style = "/* Why. */\n.a .b:not(.c), h1 {\n  width: calc(100% - 2rem); margin: 0 auto;\n}\n@media (min-width: 9rem) { p { content: \"a / b\" } }\n";
        assert_eq!(
            close_set(style),
            ".a .b:not(.c),h1{width:calc(100% - 2rem);margin:0 auto;}@media (min-width:9rem){p{content:\"a / b\"}}"
        );
    }
}
