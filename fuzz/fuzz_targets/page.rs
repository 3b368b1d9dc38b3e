//! Any texts in a routine that is made a page: they change nothing but text, with the player as without.

#![no_main]

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use libfuzzer_sys::fuzz_target;

use stenosis_routine::domain::ending::Instead;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::faces::page::player::{self, Playable};
use stenosis_routine::faces::page::{SoundInside, page};
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded::{self, EASE, EASY_BREATH, GENTLE_DAY, SEATED_EASE};
use stenosis_routine::format::theme::{USUAL_THEME, theme_of_ours};
use stenosis_routine::format::{Library, check, with_relief};
use stenosis_routine::text::printable::printable;
use stenosis_routine_fuzz::BuiltIn;

/// A routine with a place for a text under each key that a page shows; `@` is replaced.
const FILE: &str = r#"
format = 1
title = @
summary = @
author = @
clinic = @
contact = @
how-often = @
stop-if = [@]
guidance = [@]
reviewed-by = @

[[exercise]]
title = @
kind = "mobility"
position = "seated"
direction = ["neutral"]
setup = [@]
reps = 2
side = "left"
one-side-reason = @
phase = [{ breath = "in", time = "4s", cue = @ }, { breath = "out", time = "4s", cue = @ }]
easier = { phase = [{ breath = "free", time = "4s", cue = @ }] }
note = @
caution = [@]
progression = @
needs = [@]
source = [@]
own-choice = true
"#;

/// The texts, each where its turn is; every further one is a plain word.
fn file(mut texts: impl Iterator<Item = String>) -> String {
    let mut file = String::new();
    for (nth, piece) in FILE.split('@').enumerate() {
        if nth > 0 {
            let text = texts.next().filter(|text| !text.trim().is_empty());
            let text = toml::Value::String(text.unwrap_or_else(|| format!("plainly {nth}")));
            file.push_str(&text.to_string());
        }
        file.push_str(piece);
    }
    file
}

fn routine(name: &str, text: &str) -> Option<Arc<Routine>> {
    check(&Source::new(name, text), &Library::new(&BuiltIn)).routine
}

/// What is done instead of a routine, where it has to be.
fn instead() -> &'static [(Instead, Arc<Routine>)] {
    static ONCE: OnceLock<Vec<(Instead, Arc<Routine>)>> = OnceLock::new();
    ONCE.get_or_init(|| {
        let of_ours = |list, name| {
            let text = embedded::text(list, name).expect("it comes with the program");
            routine(name, text).expect("it is in order")
        };
        vec![
            (Instead::GentleDay, of_ours(embedded::ROUTINES, GENTLE_DAY)),
            (Instead::Rest, routine(EASE, SEATED_EASE).expect("it is in order")),
            (Instead::Breathing, of_ours(embedded::EXERCISES, EASY_BREATH)),
        ]
    })
}

/// The elements of a page with the names of their attributes, as a browser reads them, and its scripts.
fn read(html: &str) -> (Vec<String>, Vec<Vec<u8>>, Vec<u8>) {
    let mut emitter: DefaultEmitter<()> = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut elements, mut scripts, mut text) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_script = false;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                in_script = &tag.name[..] == b"script";
                let names: BTreeMap<_, _> = tag.attributes.iter().collect();
                elements.push(format!("{:?} {:?}", tag.name, names.keys()));
            }
            Token::EndTag(tag) => {
                in_script = false;
                elements.push(format!("/{:?}", tag.name));
            }
            Token::String(said) if in_script => scripts.push(said.to_vec()),
            Token::String(said) => text.extend_from_slice(&said),
            Token::Doctype(_) => elements.push("doctype".into()),
            other => panic!("{other:?}"),
        }
    }
    (elements, scripts, text)
}

fn pages(routine: &Arc<Routine>, beside: &str) -> [String; 2] {
    let plan = Plan::whole(Arc::clone(routine));
    let theme = theme_of_ours(USUAL_THEME).expect("it comes with the program");
    let routine = Arc::new(with_relief(routine, &Library::new(&BuiltIn)));
    let playable = Playable { routine: &routine, with: &[], theme: &theme, instead: instead() };
    let insert = player::insert(&playable);
    let data = player::data(&playable);
    assert!(data.is_ascii() && !data.contains('<'), "{data}");
    let sound = SoundInside { beside, without: &[beside] };
    let whole = page(&plan, Some(sound), Some(&insert));
    let begins_sound = whole.before_sound.ends_with("src=\"data:audio/flac;base64,");
    assert!(begins_sound, "the sound goes where it belongs");
    [page(&plan, None, None).before_sound, format!("{}{}", whole.before_sound, whole.after_sound)]
}

fuzz_target!(|bytes: &[u8]| {
    static HARMLESS: OnceLock<[Vec<String>; 2]> = OnceLock::new();
    let harmless = HARMLESS.get_or_init(|| {
        let routine = routine("fuzz.toml", &file(std::iter::empty())).expect("it is in order");
        pages(&routine, "fuzz.flac").map(|page| read(&page).0)
    });
    let texts = String::from_utf8_lossy(bytes);
    let mut texts = texts.split('\n').map(str::to_owned);
    let beside = texts.next().filter(|name| !name.trim().is_empty());
    // As `handout` shows the name of a file.
    let beside = printable(&beside.unwrap_or_else(|| "fuzz.flac".into()));
    let Some(routine) = routine("fuzz.toml", &file(texts)) else { return };
    for (page, harmless) in pages(&routine, &beside).iter().zip(harmless) {
        let (elements, scripts, text) = read(page);
        assert_eq!(&elements, harmless, "{page}");
        let text = String::from_utf8(text).expect("a page is UTF-8");
        assert!(text.contains(&*routine.title), "{page}");
        if let [data, script] = &scripts[..] {
            let _: String = serde_json::from_slice(data).expect("the data is one text");
            assert_eq!(script, player::script().as_bytes());
        }
    }
});
