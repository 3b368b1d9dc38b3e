//! The page's player against the program: what its script has made of plans and sessions is what the program makes of them.
//!
//! `tests/it/page_walks.jsonl` is written by the script: `node scripts/page/walks.mjs --write`.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::faces::page::page;
use stenosis_routine::faces::page::player::{self, Playable};
use stenosis_routine::format::theme::{USUAL_THEME, theme_of_ours};
use stenosis_routine::format::{self, Library, embedded};

use crate::own_files::Person;
use crate::run::{Exercises, built_in, read, repository, routine};
use crate::words::is_a_sentence;

#[path = "../../examples/page/join.rs"]
mod join;
#[path = "../../examples/page/walk.rs"]
pub(crate) mod walk;

const ROUNDS: &str = "scripts/page/rounds.toml";

#[derive(Deserialize)]
struct Made {
    routine: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    keys: Vec<(u64, String)>,
    #[serde(default)]
    operations: Vec<join::Operation>,
    told: Value,
}

fn made() -> Vec<Made> {
    let text = read(repository("tests/it/page_walks.jsonl"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file of the repository, with what relieves.
fn file(name: &str) -> Arc<Routine> {
    let routine = routine(&read(repository(name)));
    Arc::new(format::with_relief(&routine, &Library::new(&Exercises::default())))
}

/// A routine of ours, or a file.
fn of(made: &Made) -> Arc<Routine> {
    match made.routine == ROUNDS {
        true => file(&made.routine),
        false => built_in(&made.routine),
    }
}

#[test]
fn plans_are_joined_as_the_page_joins_them() {
    let plans: Vec<Made> = made().into_iter().filter(|made| !made.operations.is_empty()).collect();
    assert!(plans.len() >= 10, "{}", plans.len());
    for made in plans {
        let joined = join::join(&of(&made), &made.with, &made.operations);
        assert_eq!(made.told, Value::from(joined), "{} {:?}", made.routine, made.operations);
    }
}

#[test]
fn sessions_ask_say_and_change_what_the_page_does() {
    let walks: Vec<Made> = made().into_iter().filter(|made| made.operations.is_empty()).collect();
    assert!(walks.len() >= 10, "{}", walks.len());
    for made in walks {
        let told: Vec<String> = serde_json::from_value(made.told.clone()).unwrap();
        let walked = walk::walk(&of(&made), &made.with, &made.keys);
        assert_eq!(told.join("\n"), walked.join("\n"), "{} {:?}", made.routine, made.keys);
    }
}

/// What stands in the page, and the same undone.
fn given(routine: &Arc<Routine>) -> (String, Value) {
    let theme = theme_of_ours(USUAL_THEME).unwrap();
    let played = Playable { routine, with: &[], theme: &theme, instead: &[] };
    (player::packed(&played), serde_json::from_str(&player::data(&played)).unwrap())
}

#[test]
fn no_text_of_a_file_ends_its_element_or_is_lost() {
    let hostile = "</script><script>alert(1)</script> & ~^é";
    let text = format!(
        "format = 1\ntitle = '{hostile}'\n[[exercise]]\ntitle = \"A </SCRIPT> b\"\nkind = \"mobility\"\n\
         position = \"seated\"\ndirection = [\"flexion\"]\nreps = 2\nown-choice = true\n\
         phase = [{{ breath = \"in\", time = \"3s\", cue = \"<!-- x\" }}, {{ breath = \"out\", time = \"4s\" }}]\n"
    );
    let routine = routine(&text);
    let (packed, data) = given(&routine);
    assert!(packed.is_ascii());
    for dangerous in ["<", ">", "&"] {
        assert!(!packed.contains(dangerous), "{dangerous}");
    }
    assert_eq!(data["routine"]["title"], routine.title);
    assert_eq!(data["routine"]["exercises"][0]["full"]["title"], "A </SCRIPT> b");
    assert_eq!(data["routine"]["exercises"][0]["full"]["phases"][0]["cue"], "<!-- x");
}

#[test]
fn a_hostile_text_is_text_in_a_page_that_plays() {
    let hostile = "</script><script>alert(1)</script><img src=x>";
    let text = format!(
        "format = 1\ntitle = '{hostile}'\nlanguage = \"en\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 2\n"
    );
    let routine = routine(&text);
    let theme = theme_of_ours(USUAL_THEME).unwrap();
    let player =
        player::insert(&Playable { routine: &routine, with: &[], theme: &theme, instead: &[] });
    let page = page(&Plan::whole(Arc::clone(&routine)), None, Some(&player)).before_sound;
    assert_eq!((page.matches("<script").count(), page.matches("</script").count()), (2, 2));
    assert!(!page.contains("<img") && page.contains("script-src 'sha256-"));
    assert!(page.contains("media-src blob:;"));
}

#[test]
fn a_page_has_what_it_says_and_leaves_out_what_needs_leave() {
    for (name, _) in embedded::ROUTINES {
        let routine = built_in(name);
        let (packed, data) = given(&routine);
        assert!(packed.len() < 40_000, "{name}: {}", packed.len());
        let plan = Plan::today(Arc::clone(&routine));
        let waits = plan.items().iter().filter(|item| item.left_out().is_some()).count();
        let exercises = data["routine"]["exercises"].as_array().unwrap();
        let leave = exercises.iter().filter(|exercise| !exercise["leave"].is_null()).count();
        assert_eq!((exercises.len(), leave), (routine.exercises.len(), waits), "{name}");
        for page in data["pages"].as_object().unwrap().values() {
            for text in page["words"].as_object().unwrap().values() {
                assert!(
                    data["texts"][usize::try_from(text.as_u64().unwrap()).unwrap()].is_array(),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn the_script_has_no_comment_and_ends_no_element() {
    let script = player::script();
    assert!(script.len() < 110_000, "{}", script.len());
    assert!(!script.contains("</") && !script.contains("/**") && !script.contains("<!--"));
    assert!(script.lines().all(|line| !line.starts_with("//") && !line.starts_with(' ')));
    // Whatever is said comes from `text`.
    for quoted in script.lines().flat_map(|line| line.split('\'').skip(1).step_by(2)) {
        assert!(!is_a_sentence(quoted), "{quoted}");
    }
}

/// The player's data of a page with these optional groups.
fn groups(with: &[&str]) -> Value {
    let routine = file(ROUNDS);
    let theme = theme_of_ours(USUAL_THEME).unwrap();
    let with: Vec<String> = with.iter().map(|name| (*name).to_owned()).collect();
    let played = Playable { routine: &routine, with: &with, theme: &theme, instead: &[] };
    serde_json::from_str::<Value>(&player::data(&played)).unwrap()["routine"]["groups"].take()
}

#[test]
fn the_player_knows_rounds_and_what_was_asked_for() {
    let circle = json!({ "title": "Circle", "from": 1, "to": 4, "rounds": 3, "rest": 60_000, "optional": false });
    let bed = |optional| json!({ "title": "On the bed", "from": 4, "to": 6, "rounds": 2, "rest": 60_000, "optional": optional });
    assert_eq!(groups(&[]), json!([circle, bed(true)]));
    assert_eq!(groups(&["bed"]), json!([circle, bed(false)]));
    // The walks that the script has made know rounds, too, and what is optional.
    let rounds: Vec<Made> = made().into_iter().filter(|made| made.routine == ROUNDS).collect();
    let told = |text: &str| rounds.iter().any(|made| made.told.to_string().contains(text));
    for text in
        ["round 2 of 3", "Then round 2 of 3.", "Left out, because it is optional: On the bed."]
    {
        assert!(told(text), "{text}");
    }
    assert!(rounds.iter().any(|made| !made.with.is_empty() && made.keys.is_empty()));
    assert!(rounds.iter().any(|made| made.with.is_empty() && made.keys.is_empty()));
}

#[test]
fn a_page_of_rounds_is_played_and_prints_what_is_optional_as_such() {
    let person = Person::new();
    person.write("work/a.toml", read(repository(ROUNDS)));
    let page = |args: &[&str]| {
        person.does(&[&["handout", "a.toml", "-o", "a.html", "--force"], args].concat());
        read(person.path("work/a.html"))
    };
    let (usual, with) = (page(&[]), page(&["--with", "bed"]));
    let bed = |page: &str| {
        let (_, bed) = page.split_once(">On the bed: ").unwrap();
        let (line, after) = bed.split_once("</p>").unwrap();
        assert!(after.starts_with("<section class=\"exercise\" id=\"exercise-5\">"), "{after}");
        line.to_owned()
    };
    let rounds =
        "exercises 5 to 6 one after the other, 2 rounds with 1 minute of rest between them";
    assert_eq!(bed(&usual), format!("{rounds}, optional."));
    assert_eq!(bed(&with), format!("{rounds}."));
    assert!(
        usual
            .contains("Circle: exercises 2 to 4 one after the other, 3 rounds with 1 minute of rest between them.</p>")
    );
    let about =
        |minutes: u32| format!("About {minutes} minutes, with rests and changes of position.");
    assert!(usual.contains(&about(15)) && with.contains(&about(22)), "{usual}");
    // What leads on is offered before what leads to single exercises, and who has no script is told.
    let places = [
        "<section id=\"player\" aria-label=\"Play it here\"><noscript><p>Here this page can only be read.",
        "<nav ",
        "<h2>When to stop",
    ];
    let places = places.map(|part| usual.find(part).unwrap());
    assert!(places.is_sorted(), "{places:?}");
    for page in [&usual, &with] {
        assert_eq!(page.matches("<script").count(), 2);
        assert_eq!(page.matches("<section class=\"exercise\"").count(), 7, "all of it is on paper");
    }
    let (said, status) = person.types(&["handout", "a.toml", "-o", "a.html", "--with", "bad"]);
    assert_eq!(status, 2);
    assert!(
        said.starts_with("In rounds has no optional group bad.\n") && said.contains("--with bed"),
        "{said}"
    );
}
