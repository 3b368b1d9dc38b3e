//! The schema that editors use: kept in the repository, and of one mind with `check`.

use std::collections::BTreeSet;

use serde_json::Value;

use stenosis_routine::domain::severity::Severity;
use stenosis_routine::format::TABLES;
use stenosis_routine::format::diagnostic::Code;
use stenosis_routine::format::embedded;
use stenosis_routine::format::schema::{self, File};

use crate::documents::{blocks, documents};
use crate::run::{Exercises, check_text, read, repository, run};

fn validator(file: File) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema::text(file).unwrap()).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// What an editor sees in a file; nothing where it is not TOML.
fn seen(text: &str) -> Option<Value> {
    let table: toml::Table = text.parse().ok()?;
    Some(as_json(&toml::Value::Table(table)))
}

fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()
        }
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Datetime(day) => Value::String(day.to_string()),
        plain => serde_json::to_value(plain).unwrap(),
    }
}

fn flaws(file: File, text: &str) -> Vec<String> {
    let seen = seen(text).unwrap();
    validator(file).iter_errors(&seen).map(|flaw| flaw.to_string()).collect()
}

/// `UPDATE_DOCS=1 cargo test` writes them.
#[test]
fn the_schemas_in_docs_are_those_of_the_program() {
    for (file, args) in
        [(File::Routine, &["schema"][..]), (File::Exercise, &["schema", "--exercise"])]
    {
        let path = repository("docs").join(file.schema_name());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, schema::text(file).unwrap()).unwrap();
        }
        let same = read(&path) == schema::text(file).unwrap();
        assert!(same, "{}: run UPDATE_DOCS=1 cargo test", path.display());
        let (stdout, _, status) = run(args).output();
        assert!(status == 0 && stdout == read(&path), "{args:?}");
    }
}

#[test]
fn nothing_that_check_accepts_is_flagged() {
    for (name, text) in embedded::ROUTINES {
        assert_eq!(flaws(File::Routine, text), [""; 0], "{name}");
    }
    for (name, text) in embedded::EXERCISES {
        if check_text(name, text.as_bytes(), &Exercises::default()).routine.is_none() {
            continue; // Waits for a clinician's dose.
        }
        assert_eq!(flaws(File::Exercise, text), [""; 0], "{name}");
    }
    assert_eq!(flaws(File::Routine, include_str!("every-key.toml")), [""; 0]);
    let mut examples = 0;
    for (name, text) in documents() {
        for example in blocks(&text, "toml") {
            let file =
                if example.contains("[[exercise]]") { File::Routine } else { File::Exercise };
            assert_eq!(flaws(file, example), [""; 0], "{name}\n{example}");
            examples += 1;
        }
    }
    assert!(examples >= 4, "only {examples} examples were found");
}

#[test]
fn what_one_value_can_show_is_flagged() {
    let flagged: BTreeSet<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| {
            // Bytes that are no text, or no file at all, have no file there.
            let path = repository(&format!("tests/it/broken/{code}.toml"));
            let seen = std::fs::read_to_string(path).ok().and_then(|text| seen(&text));
            seen.is_some_and(|seen| !validator(File::Routine).is_valid(&seen))
        })
        .collect();
    let known = [
        Code::UnknownKey,
        Code::MissingKey,
        Code::WrongType,
        Code::UnknownWord,
        Code::NotATime,
        Code::TextLength,
        Code::NotAName,
        Code::FormatVersion,
    ];
    assert_eq!(flagged, BTreeSet::from(known));
}

/// The keys that the tables call needed are those that `check` asks for.
#[test]
fn a_needed_key_is_missed_by_check_and_by_the_schema() {
    let whole = "format = 1\ntitle = \"Whole\"\n\n[[exercise]]\ntitle = \"A\"\nkind = \"mobility\"\n\
                 position = \"seated\"\ndirection = [\"flexion\"]\n\n[[exercise.phase]]\nbreath = \"in\"\ntime = \"4s\"\n";
    assert_eq!(flaws(File::Routine, whole), [""; 0]);
    let mut missed = 0;
    for (table, part) in [("a routine", 0), ("an exercise", 1), ("a phase", 2)] {
        let table = TABLES.iter().find(|known| known.name == table).unwrap();
        for key in table.needed {
            let mut parts: Vec<String> = whole.split("\n\n").map(ToString::to_string).collect();
            let line = |line: &&str| !line.starts_with(&format!("{key} ="));
            let without: Vec<&str> = parts[part].lines().filter(line).collect();
            if without.len() == parts[part].lines().count() {
                continue; // The lists of tables: without one there is nothing to look into.
            }
            parts[part] = without.join("\n");
            let text = parts.join("\n\n");
            let checked = check_text("without.toml", text.as_bytes(), &Exercises::default());
            assert_eq!(checked.of(Severity::Fault).count(), 1, "{key}");
            let flaws = flaws(File::Routine, &text);
            assert!(flaws.len() == 1 && flaws[0].contains(key), "{key}: {flaws:?}");
            missed += 1;
        }
    }
    // The time of a phase may be a ladder's.
    assert_eq!(missed, 7);
}

#[test]
fn every_kind_of_value_has_its_bounds() {
    let text = schema::text(File::Routine).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let exercise = &schema["definitions"]["exercise"]["properties"];
    assert_eq!(exercise["reps"]["minimum"], 1);
    assert_eq!(exercise["reps"]["maximum"], 1000);
    assert_eq!(exercise["cleared-on"]["format"], "date");
    assert_eq!(exercise["reps"]["examples"][0], 4);
    assert!(exercise["position"]["enum"].as_array().unwrap().contains(&"all-fours".into()));
    assert_eq!(exercise["format"], Value::Null, "only a whole file has a format");
    assert_eq!(exercise["pose"], Value::Null, "figures stand at the top of a file");
    assert_ne!(schema["properties"]["pose"], Value::Null);
    assert_eq!(schema["properties"]["format"]["maximum"], 1);
    for length in ["4s", "1m30s", "1.5s", "1m 30s", "2 m", "1s500ms"] {
        let file =
            format!("format = 1\ntitle = \"T\"\nrest = \"{length}\"\n[[exercise]]\nuse = \"a\"\n");
        assert_eq!(flaws(File::Routine, &file), [""; 0], "{length}");
    }
    for length in ["4", "1 5s", "30s1m", "5s 3s", "2M", "five", "-4s"] {
        let file =
            format!("format = 1\ntitle = \"T\"\nrest = \"{length}\"\n[[exercise]]\nuse = \"a\"\n");
        assert_eq!(flaws(File::Routine, &file).len(), 1, "{length}");
    }
}

/// F-13: an editor offers the names, and takes any other.
#[test]
fn f_13_the_schema_has_the_names_of_exercises_and_poses() {
    let schema: Value = serde_json::from_str(&schema::text(File::Routine).unwrap()).unwrap();
    let offered = |table: &str, key: &str| -> Vec<String> {
        let names = &schema["definitions"][table]["properties"][key]["anyOf"][0]["enum"];
        serde_json::from_value(names.clone()).unwrap()
    };
    let built_in = |texts: &[embedded::EmbeddedText]| -> Vec<String> {
        texts.iter().map(|(name, _)| (*name).to_owned()).collect()
    };
    assert_eq!(offered("exercise", "use"), built_in(embedded::EXERCISES));
    assert_eq!(offered("easier-version", "use"), built_in(embedded::EXERCISES));
    assert_eq!(offered("phase", "pose"), built_in(embedded::POSES));
    let knee = &schema["definitions"]["exercise"]["properties"]["instead"]["properties"]["knee"];
    assert!(knee["anyOf"][0]["enum"].as_array().unwrap().contains(&"seated-march".into()));
    let own = "format = 1\ntitle = \"T\"\n\n[[exercise]]\nuse = \"NAME\"\n";
    assert_eq!(flaws(File::Routine, &own.replace("NAME", "my-own-ärm")), [""; 0]);
    assert_eq!(flaws(File::Routine, &own.replace("NAME", "my own.toml")).len(), 1);
}

#[test]
fn f_13_one_s_own_names_are_in_one_s_own_schema() {
    let person = crate::own_files::Person::new();
    person.write("home/exercises/my-nod.toml", "format = 1\nuse = \"bridge-low\"\n");
    assert!(person.does(&["schema", "--mine"]).contains("\"my-nod\""));
    assert!(person.does(&["schema", "--mine", "--exercise"]).contains("\"my-nod\""));
    assert!(!person.does(&["schema"]).contains("my-nod"));
    person.does(&["new", "morning"]);
    assert!(read(person.path("home/routine.schema.json")).contains("\"my-nod\""));
}

/// F-13: an editor marks the place that a finding names, with everything in it.
#[test]
fn f_13_a_wrong_key_is_marked_once_and_by_itself() {
    let text = "format = 1\ntitle = \"T\"\ncolour = \"blue\"\n[[exercise]]\nuse = \"belly-breath\"\nrepps = 4\n\
                easier = { repss = 3 }\ngroup = \"a\"\n[group.a]\nlaps = 2\n[group.\"b c\"]\n";
    let seen = seen(text).unwrap();
    let validator = validator(File::Routine);
    let marked: BTreeSet<String> =
        validator.iter_errors(&seen).map(|flaw| flaw.instance_path().to_string()).collect();
    let places =
        ["/colour", "/exercise/0/repps", "/exercise/0/easier/repss", "/group/a/laps", "/group/b c"];
    assert_eq!(marked, places.map(String::from).into());
    assert_eq!(validator.iter_errors(&seen).count(), places.len());
}

/// F-13: what an editor shows of a pattern begins with what to write.
#[test]
fn f_13_every_pattern_begins_with_words() {
    fn patterns(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("pattern").and_then(Value::as_str).map(String::from));
                map.values().for_each(|inner| patterns(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| patterns(inner, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in [File::Routine, File::Exercise] {
        patterns(&serde_json::from_str(&schema::text(file).unwrap()).unwrap(), &mut found);
    }
    assert!(found.len() > 20);
    for pattern in found {
        let words = pattern.strip_prefix("(?:").and_then(|rest| rest.split_once("){0}^"));
        assert!(words.is_some_and(|(words, _)| words.contains("such as ")), "{pattern}");
    }
}
