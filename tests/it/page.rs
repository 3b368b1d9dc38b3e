//! `handout`: what a browser makes of the page, read with a tokenizer that reads as browsers do.

use std::collections::BTreeSet;
use std::sync::Arc;

use data_encoding::BASE64;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use maud::html;
use sha2::{Digest as _, Sha256};

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::faces::page::{Insert, SoundInside, page};
use stenosis_routine::format::embedded;

use crate::own_files::Person;
use crate::run::{built_in, read, repository, routine};

/// A page without the words of its file: elements with their attributes, as they open and close.
#[derive(Debug, Default, PartialEq)]
struct Parsed {
    elements: Vec<String>,
    /// Every text, each in a line.
    text: String,
    style: String,
    scripts: Vec<String>,
    policy: String,
}

fn parsed(html: &str) -> Parsed {
    let mut emitter: DefaultEmitter<()> = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut parsed = Parsed::default();
    let mut inside = String::new();
    let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                inside = utf8(&tag.name);
                let value = |name: &[u8]| tag.attributes.get(name).map(|value| utf8(value));
                if inside == "meta" && value(b"http-equiv").is_some() {
                    parsed.policy = value(b"content").unwrap();
                }
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| match &utf8(name)[..] {
                    // Their values are numbers, or are looked at on their own.
                    "content" => " content".to_owned(),
                    name => format!(" {name}={:?}", utf8(value)),
                });
                parsed.elements.push(format!("<{inside}{}>", attributes.collect::<String>()));
            }
            Token::EndTag(tag) => {
                inside.clear();
                parsed.elements.push(format!("</{}>", utf8(&tag.name)));
            }
            Token::String(text) => match &inside[..] {
                "style" => parsed.style += &utf8(&text),
                "script" => parsed.scripts.push(utf8(&text)),
                _ => parsed.text += &(utf8(&text) + "\n"),
            },
            Token::Doctype(_) => parsed.elements.push("doctype".into()),
            other => panic!("{other:?}"),
        }
    }
    parsed
}

fn page_of(routine: &Arc<Routine>) -> String {
    page(&Plan::whole(Arc::clone(routine)), None, None).before_sound
}

/// Every element that is on a sheet, and what may be said of it.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("header", &[]),
    ("main", &[]),
    ("nav", &["aria-label"]),
    ("a", &["class", "href"]),
    ("section", &["class", "id"]),
    ("div", &["class"]),
    ("h1", &["lang", "dir"]),
    ("h2", &[]),
    ("h3", &[]),
    ("p", &["lang", "dir", "class"]),
    ("bdi", &["lang"]),
    ("strong", &[]),
    ("span", &["class"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("ul", &[]),
    ("ol", &[]),
    ("li", &["lang", "dir"]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    ("figure", &[]),
    ("figcaption", &[]),
    ("svg", &["class", "aria-hidden", "width", "height", "viewbox"]),
    ("g", &["class"]),
    ("path", &["stroke-width", "d"]),
];
/// Those that nothing closes.
const VOID: &[&str] = &["meta"];

/// Every element is one of a sheet's, has only what it may, and is closed where it has to be.
#[track_caller]
fn is_a_sheet(parsed: &Parsed) {
    let mut open: Vec<&str> = Vec::new();
    for element in parsed.elements.iter().skip(1) {
        let inner = element.trim_matches(['<', '>']);
        if let Some(name) = inner.strip_prefix('/') {
            // SVG closes these in themselves.
            assert_eq!(open.pop(), Some(name), "{element}");
            continue;
        }
        let name = inner.split(' ').next().unwrap();
        let (_, attributes) = ELEMENTS
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("{element}"));
        for attribute in
            inner.split('=').filter_map(|piece| piece.rsplit_once(' ')).map(|(_, name)| name)
        {
            let known =
                attributes.contains(&attribute) || !inner.contains(&format!(" {attribute}=\""));
            assert!(known, "{element}");
        }
        if !VOID.contains(&name) && !["path", "circle"].contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())))
}

#[test]
fn every_routine_is_one_file_that_asks_for_nothing() {
    for (name, _) in embedded::ROUTINES {
        let routine = built_in(name);
        let html = page_of(&routine);
        assert!(html.len() < 200_000, "{name}: {} bytes", html.len());
        let parsed = parsed(&html);
        is_a_sheet(&parsed);
        assert_eq!(parsed.elements[0], "doctype");
        assert_eq!(
            parsed.policy,
            format!(
                "default-src 'none'; style-src {}; script-src 'none'; media-src 'none'; \
                 base-uri 'none'; form-action 'none'",
                hash(&parsed.style)
            )
        );
        let links = parsed.elements.iter().filter(|element| element.contains("href"));
        for link in links {
            assert!(link.starts_with("<a href=\"#exercise-"), "{link}");
        }
        for outside in ["url(", "@import", "http", "//"] {
            assert!(!parsed.style.contains(outside), "{outside}");
        }
        let titles: BTreeSet<&str> =
            routine.exercises.iter().map(|one| one.full.title.as_str()).collect();
        for title in titles.iter().chain(&[routine.title.as_str()]) {
            assert!(parsed.text.lines().any(|line| line == *title), "{name}: {title}");
        }
        for exercise in &routine.exercises {
            let phases = exercise.easier.iter().chain([&exercise.full]).flat_map(|v| &v.phases);
            let cues = phases.filter_map(|phase| phase.cue.as_ref());
            let all = exercise.full.setup.iter().chain(&exercise.cautions).chain(cues);
            for said in all.chain(&exercise.sources).chain(&exercise.note) {
                assert!(parsed.text.contains(said.as_str()), "{name}: {said}");
            }
        }
    }
}

#[test]
fn a_sheet_says_everything_in_this_order() {
    let text = read(repository("tests/it/every-key.toml"));
    insta::assert_snapshot!(parsed(&page_of(&routine(&text))).text);
}

/// Texts that would do something if they were not only text.
const HOSTILE: &[&str] = &[
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\\\" onload=\\\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "<a href=javascript:alert(1)>here</a>",
    "data:audio/flac;base64,",
];

#[test]
fn hostile_texts_change_nothing_but_text() {
    let file = |text: &str| {
        let said = |place: &str| format!("{place}: {text}");
        format!(
            "format = 1\ntitle = \"{text}\"\nsummary = \"{text}\"\nauthor = \"{}\"\nclinic = \"{}\"\n\
             contact = \"{}\"\nhow-often = \"{}\"\nlanguage = \"{}\"\nstop-if = [\"{}\"]\n\
             reviewed-by = \"{}\"\n\n\
             [[exercise]]\ntitle = \"{}\"\nkind = \"mobility\"\nposition = \"seated\"\n\
             direction = [\"neutral\"]\nsetup = [\"{}\"]\nreps = 2\nside = \"left\"\n\
             one-side-reason = \"{}\"\n\
             phase = [{{ breath = \"in\", time = \"4s\", cue = \"{}\" }}, {{ breath = \"out\", time = \"4s\" }}]\n\
             easier = {{ phase = [{{ breath = \"free\", time = \"4s\", cue = \"{}\" }}] }}\n\
             note = \"{}\"\ncaution = [\"{}\"]\nneeds = [\"{}\"]\nsource = [\"{}\"]\nown-choice = true\n",
            said("a"),
            said("b"),
            said("c"),
            said("d"),
            text,
            said("e"),
            said("f"),
            said("g"),
            said("h"),
            said("i"),
            said("j"),
            said("k"),
            said("l"),
            said("m"),
            said("n"),
            said("o"),
        )
    };
    let harmless = parsed(&page_of(&routine(&file("plainly"))));
    let count = harmless.text.matches("plainly").count();
    assert_eq!(count, 21, "{}", harmless.text);
    for hostile in HOSTILE {
        let html = page_of(&routine(&file(hostile)));
        let parsed = parsed(&html);
        is_a_sheet(&parsed);
        assert_eq!(parsed.elements, harmless.elements, "{hostile}");
        assert_eq!((&parsed.style, &parsed.policy), (&harmless.style, &harmless.policy));
        let shown = hostile.replace("\\\"", "\"");
        assert_eq!(parsed.text.matches(&shown).count(), count, "{hostile}:\n{}", parsed.text);
    }
}

#[test]
fn a_telephone_number_is_called_and_nothing_else_is() {
    let links = |contact: &str| {
        let file = format!(
            "format = 1\ntitle = \"T\"\ncontact = \"{contact}\"\n[[exercise]]\nuse = \"belly-breath\"\n"
        );
        let parsed = parsed(&page_of(&routine(&file)));
        is_a_sheet(&parsed);
        assert!(parsed.text.matches(&contact.replace("\\\"", "\"")).count() >= 2);
        let links = parsed.elements.into_iter().filter(|element| element.starts_with("<a "));
        links.filter(|link| !link.contains("href=\"#exercise-")).collect::<Vec<_>>()
    };
    // Where it stands at the head, and where it says to ask first.
    let call = "<a class=\"call\" href=\"tel:5550100\">";
    assert_eq!(links("Tel. 555 0100"), [call, call]);
    let with = |text: &str| format!("Tel. 555 0100{text}");
    for contact in [
        "112".to_owned(),
        "a.b@example.org".to_owned(),
        with(";ext=1"),
        with("\\\" onclick=\\\"alert(1)"),
        "tel:javascript:alert(1)".to_owned(),
    ] {
        assert_eq!(links(&contact), [""; 0], "{contact}");
    }
}

#[test]
fn a_sound_and_a_script_are_named_by_the_policy_and_hostile_data_stays_data() {
    let hostile = "</script><script>alert(1)</script>";
    let insert = Insert {
        style: ".player{color:red}".into(),
        html: html! { div id="player" hidden {} },
        data: serde_json::to_string(hostile).unwrap(),
        script: "let a = 1 < 2 && \"data:audio/flac;base64,\";".into(),
    };
    let sound = SoundInside { beside: "a\"<b>.flac", without: &[] };
    let plan = Plan::whole(built_in("daily-5"));
    let page = page(&plan, Some(sound), Some(&insert));
    assert!(page.before_sound.ends_with("src=\"data:audio/flac;base64,"));
    let parsed = parsed(&format!("{}QUJD{}", page.before_sound, page.after_sound));
    let sounds = parsed.elements.iter().filter(|element| element.starts_with("<audio"));
    assert!(
        sounds
            .eq(["<audio controls=\"\" preload=\"metadata\" src=\"data:audio/flac;base64,QUJD\">"])
    );
    assert!(parsed.text.contains("a\"<b>.flac"));
    let [data, script] = &parsed.scripts[..] else { panic!("{:?}", parsed.scripts) };
    assert_eq!(serde_json::from_str::<String>(data).unwrap(), hostile);
    assert_eq!(script, &insert.script);
    assert!(parsed.style.ends_with(&insert.style));
    let policy = format!(
        "style-src {}; script-src {}; media-src data: blob:;",
        hash(&parsed.style),
        hash(script)
    );
    assert!(parsed.policy.contains(&policy), "{}", parsed.policy);
}

#[test]
fn the_language_of_a_file_is_named_where_it_is_one() {
    let file = |language: &str| {
        routine(&format!(
            "format = 1\ntitle = \"الصباح\"\nlanguage = \"{language}\"\n\n[[exercise]]\nuse = \"belly-breath\"\n"
        ))
    };
    let title = |language: &str| {
        let parsed = parsed(&page_of(&file(language)));
        let title = parsed.elements.iter().find(|element| element.starts_with("<h1")).cloned();
        let told = parsed.text.contains("Headings and safety words are in English.");
        (title.unwrap(), told)
    };
    assert_eq!(title("ar"), ("<h1 dir=\"auto\" lang=\"ar\">".into(), true));
    assert_eq!(title("pt-BR"), ("<h1 dir=\"auto\" lang=\"pt-BR\">".into(), true));
    assert_eq!(title("en"), ("<h1 dir=\"auto\" lang=\"en\">".into(), false));
    assert_eq!(title("Plain Arabic"), ("<h1 dir=\"auto\">".into(), true));
}

#[test]
fn a_page_is_written_whole_and_asks_before_it_writes_over_something() {
    let person = Person::new();
    let said = person.does(&["handout", "seated-cat-cow", "-o", "a.html"]);
    assert!(said.starts_with("a.html: ") && said.contains(" KB. A browser opens it"), "{said}");
    let written = read(person.path("work/a.html"));
    let sheet = page_of(&built_in("seated-cat-cow"));
    let main = |page: &str| {
        page.split_once("<main>").map(|(_, main)| main.split("</main>").next().unwrap().to_owned())
    };
    assert!(
        main(&written).is_some_and(|sheet| sheet.len() > 10_000) && main(&written) == main(&sheet)
    );
    assert_eq!(written.matches("<script").count(), 2, "what it plays, and the player");

    person.write("work/a.html", "mine");
    let again = ["handout", "daily-5", "-o", "a.html"];
    let (said, status) = person.types(&again);
    let hint =
        "a.html is there already. Add --force to write over it, or name another file behind -o.\n";
    assert_eq!((&said[..], status), (hint, 2));
    #[cfg(unix)]
    for (answer, stays) in [("\n", true), ("n\n", true), ("y\n", false)] {
        person.write("work/a.html", "mine");
        let (said, status) = person.at_a_terminal(&again, "true", answer);
        assert_eq!(status, 0, "{said}");
        assert_eq!(read(person.path("work/a.html")) == "mine", stays, "{said}");
    }
    person.write("work/a.html", "mine");
    person.does(&[&again[..], &["--force"]].concat());
    assert!(read(person.path("work/a.html")).starts_with("<!DOCTYPE html>"));

    let (said, status) = person.types(&["handout", "daily-5", "-o", "no/where.html"]);
    assert_eq!(status, 1, "{said}");
    let left: Vec<_> = std::fs::read_dir(person.path("work")).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn another_ending_is_refused_in_one_sentence() {
    let person = Person::new();
    for (name, html) in [
        ("-", "daily-5.html"),
        ("a.pdf", "a.html"),
        ("a", "a.html"),
        ("an na.docx", "'an na.html'"),
    ] {
        let (said, status) = person.types(&["handout", "daily-5", "-o", name]);
        let sentence = "A handout is written as .html, which every browser opens and prints: -o";
        assert_eq!((said, status), (format!("{sentence} {html}\n"), 2));
    }
    assert_eq!(std::fs::read_dir(person.path("work")).unwrap().count(), 0);
    person.does(&["handout", "daily-5", "-o", "A.HTM"]);
    let said = person.does(&["handout", "daily-5"]);
    assert!(said.starts_with("daily-5.html: "), "{said}");
    person.write(
        "work/a b/my.toml",
        "format = 1\ntitle = \"T\"\n\n[[exercise]]\nuse = \"belly-breath\"\n",
    );
    let said = person.does(&["handout", "a b/my.toml"]);
    assert!(said.starts_with("my.html: "), "{said}");
}

#[test]
fn the_sound_in_a_page_is_the_one_of_render() {
    let person = Person::new();
    let text = "format = 1\ntitle = \"Short\"\n\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\n";
    person.write("work/short.toml", text);
    let said = person.does(&["handout", "short.toml", "-o", "anna.html", "--with-sound"]);
    let command =
        "The sound as a file beside it:  stenosis-routine render short.toml -o anna.flac\n";
    assert!(said.ends_with(command), "{said}");
    person.does(&["render", "short.toml", "-o", "anna.flac"]);
    let parsed = parsed(&read(person.path("work/anna.html")));
    let audio = parsed.elements.iter().find(|element| element.starts_with("<audio")).unwrap();
    let sound = audio.split("base64,").nth(1).unwrap().trim_end_matches("\">");
    let sound = BASE64.decode(sound.as_bytes()).unwrap();
    assert!(sound == std::fs::read(person.path("work/anna.flac")).unwrap());
    assert!(parsed.policy.contains("media-src data: blob:;"), "{}", parsed.policy);
    assert!(parsed.text.contains("if it came with this page: anna.flac."));

    let more = "format = 1\ntitle = \"Short\"\n\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\n\n\
                [[exercise]]\nuse = \"posture-check-chair\"\ngroup = \"more\"\n\n[group.more]\noptional = true\n";
    person.write("work/short.toml", more);
    let sound = |args: &[&str]| {
        let said = person.does(
            &[&["handout", "short.toml", "-o", "b.html", "--with-sound", "--force"], args].concat(),
        );
        let (_, command) = said.trim_end().split_once("beside it:  stenosis-routine ").unwrap();
        person.does(&command.split(' ').chain(["--force"]).collect::<Vec<_>>());
        let page = read(person.path("work/b.html"));
        let (_, inside) = page.split_once("base64,").unwrap();
        let inside = BASE64.decode(inside.split_once('"').unwrap().0.as_bytes()).unwrap();
        assert!(inside == std::fs::read(person.path("work/b.flac")).unwrap(), "{said}");
        inside.len()
    };
    let usual = sound(&[]);
    assert!(sound(&["--with", "more"]) > usual && sound(&["--theme", "bowl"]) != usual);
}

#[test]
fn a_page_without_sound_is_small_enough_for_any_mail() {
    let person = Person::new();
    for (name, _) in embedded::ROUTINES {
        person.does(&["handout", name, "-o", "a.html", "--force"]);
        let page = read(person.path("work/a.html"));
        assert!(page.len() < 200_000, "{name}: {}", page.len());
        assert_eq!(page.matches("<script").count(), 2, "{name} is played");
    }
}

#[test]
fn who_rides_sits_on_no_chair_and_there_is_room_for_another_dose() {
    let text = parsed(&page_of(&built_in("bike-steady"))).text;
    assert!(text.contains("On a bicycle.") && !text.contains("On a chair."), "{text}");
    assert!(text.contains("for 6 weeks\n, 2 days a week.\n"), "{text}");
    assert!(text.contains("Once.\n Yours: ________.\n"), "{text}");
    let text = parsed(&page_of(&built_in("walking-intervals"))).text;
    assert!(text.contains("3 times.\n Yours: ______ times.\n"), "{text}");
}
