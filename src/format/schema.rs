//! The format as a JSON Schema, for editors that help while a file is written.
//!
//! Made of the tables that `check` reads by, so it knows every key, word and bound of a single
//! value. What only two values together can say is left to `check`. Widths are counted in letters
//! here and in columns there, which is the same for most scripts.

use serde_json::{Map, Value, json};
use toml_edit::{DocumentMut, Item, TableLike};

use crate::format::embedded;
use crate::format::{ExerciseTexts, FILE_KEY, KeySpec, Shape, TABLES, TableSpec, Word};
use crate::text::schema;

use super::library;

/// What kind of file a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// A routine.
    Routine,
    /// An exercise of one's own.
    Exercise,
}

impl File {
    /// The name under which the schema is kept.
    pub const fn schema_name(self) -> &'static str {
        match self {
            File::Routine => "routine.schema.json",
            File::Exercise => "exercise.schema.json",
        }
    }

    const fn table(self) -> &'static str {
        match self {
            File::Routine => "a routine",
            File::Exercise => "an exercise",
        }
    }
}

/// The schema of format 1 with the names that come with the program, as the text of a JSON file.
///
/// # Errors
/// None but a lack of memory.
pub fn text(file: File) -> serde_json::Result<String> {
    text_with(file, &library::EmbeddedExercises.exercise_names())
}

/// The same with the names of these exercises, which an editor offers. Other names fit as well: a file
/// can bring exercises along.
///
/// # Errors
/// None but a lack of memory.
pub fn text_with(file: File, exercises: &[String]) -> serde_json::Result<String> {
    let examples = EditorHelp { examples: Examples::of(embedded::FORMAT_PAGE), exercises };
    let mut root = Map::new();
    root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".into(), json!(format!("stenosis-routine, {}, format 1", file.table())));
    let definitions = TABLES.iter().map(|table| (label(table), object(table, &examples, true)));
    root.insert("definitions".into(), Value::Object(definitions.collect()));
    if let Some(table) = TABLES.iter().find(|table| table.name == file.table()) {
        // Written out, not referred to: some editors complete nothing behind a reference at the top.
        root.extend(object(table, &examples, false).as_object().cloned().unwrap_or_default());
    }
    // Only at the top of a file, where an editor has no use for what it knows already.
    if file == File::Exercise {
        root.insert("required".into(), json!([FILE_KEY]));
    }
    Ok(serde_json::to_string_pretty(&root)? + "\n")
}

fn label(table: &TableSpec) -> String {
    let noun = table.name.split_once(' ').map_or(table.name, |(_, noun)| noun);
    noun.replace(['[', ']'], "").replace(' ', "-")
}

fn object(table: &TableSpec, examples: &EditorHelp<'_>, inside: bool) -> Value {
    // Tables by name, as those of figures, stand at the top of a file.
    let of_a_file = |key: &KeySpec| key.name == FILE_KEY || matches!(key.shape, Shape::ByName(_));
    let here = |key: &&KeySpec| !(inside && of_a_file(key));
    let property = |key: &KeySpec| (key.name.to_owned(), property(key, examples));
    let properties: Map<String, Value> = table.keys.iter().filter(here).map(property).collect();
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": no_other_key(),
    });
    match table.unless {
        Some(other) => {
            // Written as if, then, else because not every editor knows "not"; and each branch allows
            // other keys because some editors take it for a table of its own.
            object["if"] = json!({ "required": [other], "additionalProperties": true });
            object["then"] = json!({ "additionalProperties": true });
            object["else"] = json!({ "required": table.needed, "additionalProperties": true });
        }
        None if table.needed.is_empty() => {}
        None => object["required"] = json!(table.needed),
    }
    object
}

fn property(key: &KeySpec, examples: &EditorHelp<'_>) -> Value {
    let mut property = value(&key.shape, &examples.names(key.name));
    property["description"] = json!(key.doc.trim());
    if let Some(example) = examples.examples.example(key) {
        property["examples"] = json!([example]);
    }
    property
}

fn value(shape: &Shape, names: &[&str]) -> Value {
    match *shape {
        Shape::Text { least, most } => {
            json!({ "type": "string", "minLength": least, "maxLength": most })
        }
        Shape::Whole { least, most } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Number { least, most } => {
            json!({ "type": "number", "minimum": least, "maximum": most })
        }
        Shape::Time(pattern) => {
            json!({ "type": "string", "pattern": in_words(schema::A_TIME, pattern) })
        }
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Name => name(names),
        Shape::Words(words) => json!({
            "type": "string",
            "enum": words.iter().map(|(word, _)| word).collect::<Vec<_>>(),
            "x-taplo": { "docs": { "enumValues": meanings(words) } },
        }),
        Shape::List { each, least, most } => json!({
            "type": "array", "items": value(each, names), "minItems": least, "maxItems": most
        }),
        // A key beside a reference is not seen, so the reference stands alone in a list.
        Shape::Table(table) => {
            json!({ "allOf": [{ "$ref": format!("#/definitions/{}", label(table)) }] })
        }
        Shape::ByWord(words, each) => json!({
            "type": "object",
            "properties": words.iter().map(|(word, meaning)| {
                let mut value = value(each, names);
                value["description"] = json!(meaning.trim());
                ((*word).to_owned(), value)
            }).collect::<Map<String, Value>>(),
            "additionalProperties": no_other_key(),
        }),
        Shape::ByName(each) => json!({
            "type": "object",
            "patternProperties": { NAME: value(each, names) },
            "additionalProperties": no_other_key(),
        }),
    }
}

/// Whatever stands behind another key. `false` would do, but some editors mark the whole table for it, and
/// each of its keys; so it is a value that nobody writes, and says why.
fn no_other_key() -> Value {
    json!({ "enum": [schema::NO_SUCH_KEY] })
}

/// Any name, these first.
fn name(names: &[&str]) -> Value {
    let pattern = in_words(schema::A_NAME, NAME);
    let any = json!({ "type": "string", "pattern": pattern, "maxLength": 100 });
    if names.is_empty() { any } else { json!({ "anyOf": [{ "enum": names }, any] }) }
}

/// An editor shows the pattern to who has written something else, so it begins with what to write, as a
/// group that matches no times.
fn in_words(words: &str, pattern: &str) -> String {
    format!("(?:{words}){{0}}{pattern}")
}

/// What is never part of a name; letters of every script are.
const NAME: &str = r#"^[^\s./\\:*?"<>|#{}\[\]()'`,;=!&@%+~$^]+$"#;

fn meanings(words: &[Word]) -> Vec<&'static str> {
    words.iter().map(|(_, meaning)| meaning.trim()).collect()
}

/// What stands beside the tables.
struct EditorHelp<'n> {
    examples: Examples,
    exercises: &'n [String],
}

impl EditorHelp<'_> {
    /// The names that are known for a key. What stands in for a health answer comes with the program.
    fn names(&self, key: &str) -> Vec<&str> {
        let of = |texts: &'static [embedded::EmbeddedText]| texts.iter().map(|(name, _)| *name);
        match key {
            "use" => self.exercises.iter().map(String::as_str).collect(),
            "instead" => of(embedded::EXERCISES).collect(),
            "pose" | "like" | "through" => of(embedded::POSES).collect(),
            _ => Vec::new(),
        }
    }
}

/// The first value that the documentation gives for each key, wherever it stands.
struct Examples(Map<String, Value>);

impl Examples {
    fn of(page: &str) -> Examples {
        let mut examples = Map::new();
        let blocks =
            page.split("\n```toml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
        for block in blocks {
            let document: DocumentMut = block.parse().unwrap_or_default();
            gather(document.as_table(), &mut examples);
        }
        Examples(examples)
    }

    fn example(&self, key: &KeySpec) -> Option<&Value> {
        let of_tables = matches!(key.shape, Shape::Table(_) | Shape::ByWord(..) | Shape::ByName(_));
        self.0.get(key.name).filter(|_| !of_tables)
    }
}

fn gather(table: &dyn TableLike, examples: &mut Map<String, Value>) {
    for (key, item) in table.iter() {
        match item.as_value().and_then(plain) {
            Some(example) => {
                examples.entry(key).or_insert(example);
            }
            None => inside(item).into_iter().for_each(|table| gather(table, examples)),
        }
    }
}

/// A value without a table in it.
fn plain(value: &toml_edit::Value) -> Option<Value> {
    Some(match value {
        toml_edit::Value::String(text) => json!(text.value()),
        toml_edit::Value::Integer(number) => json!(number.value()),
        toml_edit::Value::Float(number) => json!(number.value()),
        toml_edit::Value::Boolean(flag) => json!(flag.value()),
        toml_edit::Value::Datetime(day) => json!(day.value().to_string()),
        toml_edit::Value::Array(list) => list.iter().map(plain).collect::<Option<Value>>()?,
        toml_edit::Value::InlineTable(_) => return None,
    })
}

/// The tables in a value, however they are written.
fn inside(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(list) => list.iter().map(|table| table as _).collect(),
        Item::Value(toml_edit::Value::Array(list)) => {
            list.iter().filter_map(|entry| Some(entry.as_inline_table()? as _)).collect()
        }
        other => other.as_table_like().into_iter().collect(),
    }
}
