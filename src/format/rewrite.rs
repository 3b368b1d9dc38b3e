//! Routine files rewritten, with their comments and their layout: made self-contained, named,
//! given a title.
//!
//! Works on the text alone. Whether the result is in order, and still means the same, is checked by
//! whoever asks for it.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value, value};

use crate::domain::digest;
use crate::domain::mark::SecretKey;
use crate::format::ExerciseTexts;
use crate::format::embedded;
use crate::text::files::ABOVE_THE_LIBRARY;

use super::mark::{self, SignedLine};
use super::rewrite_lines::on_one_line;

/// How the line at the top of a file begins that switches an editor's help on.
const SCHEMA_LINE: &str = "#:schema ";

/// A file that cannot be rewritten; it was not in order.
#[derive(Debug)]
pub struct Unfit;

impl From<toml_edit::TomlError> for Unfit {
    fn from(_: toml_edit::TomlError) -> Unfit {
        Unfit
    }
}

/// What `share` writes about a file, of which the digest of the text is not known yet.
#[derive(Clone, Copy, Debug)]
pub struct NewSeal<'s> {
    /// The name of the routine where it is shared.
    pub name: &'s str,
    /// Who shares it.
    pub by: Option<&'s str>,
    /// The day.
    pub on: Date,
    /// Names the content.
    pub digest: &'s str,
    /// What makes the sender's mark; nothing where there is none.
    pub secret: Option<&'s SecretKey>,
}

/// A routine file with every exercise and every pose in it that it uses.
#[derive(Debug)]
pub struct Contained(DocumentMut);

impl Contained {
    /// A routine's text, or an exercise's as a routine of that exercise alone, with the exercises
    /// that it uses from these texts, and the program's poses, written into it.
    ///
    /// # Errors
    /// Where the text, or one that it uses, is not in order.
    pub fn new(
        text: &str,
        name: &str,
        title: &str,
        texts: &dyn ExerciseTexts,
    ) -> Result<Contained, Unfit> {
        let mut document: DocumentMut = without_schema_line(text).parse()?;
        if !document.contains_key("exercise") {
            let exercise = document;
            document = routine_using(name, title)?.parse()?;
            bring(&mut document, name, exercise)?;
        }
        bring_exercises(&mut document, texts)?;
        bring_poses(&mut document)?;
        on_one_line(document.as_table_mut());
        Ok(Contained(document))
    }

    /// As text, with what `share` wrote into an earlier one.
    ///
    /// # Errors
    /// Where the earlier one is no such file.
    pub fn sealed_like(mut self, earlier: &str) -> Result<String, Unfit> {
        let shared = earlier.parse::<DocumentMut>()?.remove("shared").ok_or(Unfit)?;
        let own = self.0.get("shared").map(ToString::to_string);
        if own != Some(shared.to_string()) {
            self.0.remove("shared");
            self.append_shared(shared);
        }
        Ok(self.0.to_string())
    }

    /// As text, sealed anew.
    pub fn sealed(mut self, seal: &NewSeal<'_>) -> String {
        let mut shared = Table::new();
        shared["name"] = value(seal.name);
        if let Some(by) = seal.by {
            shared["by"] = value(by);
        }
        if let Ok(on) = seal.on.to_string().parse::<toml_edit::Datetime>() {
            shared["on"] = value(on);
        }
        shared["program"] = value(concat!("stenosis-routine ", env!("CARGO_PKG_VERSION")));
        shared["digest"] = value(seal.digest);
        if let Some(secret) = seal.secret {
            let about = SignedLine { name: seal.name, by: seal.by, on: seal.on };
            let mark = mark::of(&self.without_seal(), &about, secret);
            shared["key"] = value(mark.key().to_string());
            shared["signature"] = value(a_line_each(mark.lines()));
        }
        // The last line, so that a file that ends before it has not arrived whole.
        shared["text"] = value(self.text_digest());
        self.0.remove("shared");
        self.append_shared(Item::Table(shared));
        self.0.to_string()
    }

    /// Names the text, as it is without what `share` writes about it.
    pub fn text_digest(&self) -> String {
        digest::of_text(&self.without_seal())
    }

    fn without_seal(&self) -> String {
        let mut document = self.0.clone();
        document.remove("shared");
        document.to_string()
    }

    fn append_shared(&mut self, mut shared: Item) {
        at_the_end(&mut shared);
        self.0.insert("shared", shared);
    }
}

/// Names a file's text, as it is without what `share` wrote about it and without the line that
/// names a schema.
///
/// # Errors
/// Where the text is not in order.
pub fn text_digest(text: &str) -> Result<String, Unfit> {
    without_seal(text).map(|text| digest::of_text(&text))
}

/// The same text.
///
/// # Errors
/// Where the text is not in order.
pub(super) fn without_seal(text: &str) -> Result<String, Unfit> {
    Ok(Contained(without_schema_line(text).parse()?).without_seal())
}

/// A routine of one exercise of the library.
///
/// # Errors
/// None for a text without control characters.
pub fn routine_using(name: &str, title: &str) -> Result<String, Unfit> {
    let mut routine: DocumentMut = "format = 1\n".parse()?;
    routine["title"] = value(title);
    let mut entry = Table::new();
    entry["use"] = value(name);
    let mut entries = toml_edit::ArrayOfTables::new();
    entries.push(entry);
    routine.insert("exercise", Item::ArrayOfTables(entries));
    Ok(routine.to_string())
}

/// Every exercise that is used, and those that they use, each once.
fn bring_exercises(document: &mut DocumentMut, texts: &dyn ExerciseTexts) -> Result<(), Unfit> {
    let mut names: Vec<String> = Vec::new();
    for entry in tables(document.get("exercise")) {
        names.extend(used_by(entry));
    }
    let brought = document.get("library").and_then(Item::as_table_like);
    for (_, exercise) in brought.into_iter().flat_map(TableLike::iter) {
        names.extend(exercise.as_table_like().map(used_by).unwrap_or_default());
    }
    let mut names = VecDeque::from(names);
    let mut seen = BTreeSet::new();
    while let Some(name) = names.pop_front() {
        let there = document.get("library").is_some_and(|library| library.get(&name).is_some());
        if there || !seen.insert(name.clone()) {
            continue;
        }
        let source = texts.exercise(&name).and_then(Result::ok).ok_or(Unfit)?;
        let exercise: DocumentMut = without_schema_line(&source.text).parse()?;
        names.extend(used_by(exercise.as_table()));
        bring(document, &name, exercise)?;
    }
    Ok(())
}

/// The tables of a list, however it is written.
fn tables(item: Option<&Item>) -> Vec<&dyn TableLike> {
    match item {
        Some(Item::ArrayOfTables(list)) => list.iter().map(|table| table as _).collect(),
        Some(Item::Value(Value::Array(list))) => {
            list.iter().filter_map(|entry| Some(entry.as_inline_table()? as _)).collect()
        }
        _ => Vec::new(),
    }
}

/// The exercises that one names: in its place, and in its easier version's.
fn used_by(exercise: &dyn TableLike) -> Vec<String> {
    let easier = exercise.get("easier").and_then(|easier| easier.get("use"));
    let names = [exercise.get("use"), easier].into_iter().flatten();
    names.filter_map(|name| name.as_str().map(|name| name.trim().to_owned())).collect()
}

/// A list with each of its texts on a line of its own.
fn a_line_each(texts: impl IntoIterator<Item = String>) -> Array {
    let mut list: Array = texts.into_iter().collect();
    for text in list.iter_mut() {
        text.decor_mut().set_prefix("\n  ");
    }
    list.set_trailing_comma(true);
    list.set_trailing("\n");
    list
}

/// Puts an exercise file into `[library.NAME]`, with its figures.
fn bring(document: &mut DocumentMut, name: &str, exercise: DocumentMut) -> Result<(), Unfit> {
    let mut table = exercise.into_table();
    let heading = table.key("format").and_then(|key| key.leaf_decor().prefix()?.as_str());
    let first = if document.contains_key("library") { "" } else { ABOVE_THE_LIBRARY };
    let heading = format!("\n{first}{}", heading.unwrap_or_default());
    table.remove("format");
    table.remove("shared");
    table.decor_mut().set_prefix(heading);
    let mut item = Item::Table(table);
    at_the_end(&mut item);
    let library = document.entry("library").or_insert_with(|| implicit(Table::new()));
    library.as_table_like_mut().ok_or(Unfit)?.insert(name, item);
    Ok(())
}

/// Every pose of the program's that is named anywhere in the file, and those that it begins from,
/// unless the file has one of that name.
fn bring_poses(document: &mut DocumentMut) -> Result<(), Unfit> {
    let mut names = VecDeque::new();
    poses_named_in(document.as_table(), &mut names);
    while let Some(name) = names.pop_front() {
        let there = document.get("pose").is_some_and(|poses| poses.get(&name).is_some());
        let Some(text) = embedded::text(embedded::POSES, &name).filter(|_| !there) else {
            continue;
        };
        let mut pose = text.parse::<DocumentMut>()?.into_table();
        poses_named_in(&pose, &mut names);
        pose["copied"] = value(true);
        pose.decor_mut().set_prefix("\n");
        let mut pose = Item::Table(pose);
        at_the_end(&mut pose);
        let poses = document.entry("pose").or_insert_with(|| implicit(Table::new()));
        poses.as_table_like_mut().ok_or(Unfit)?.insert(&name, pose);
    }
    Ok(())
}

/// The names of poses in a table and in everything below it: what a phase shows, and what a pose
/// begins from or goes through.
fn poses_named_in(table: &dyn TableLike, names: &mut VecDeque<String>) {
    for (key, item) in table.iter() {
        if let (Some(name), "pose" | "like" | "through") = (item.as_str(), key) {
            names.push_back(name.trim().to_owned());
        }
        for inner in item.as_table_like().into_iter().chain(tables(Some(item))) {
            poses_named_in(inner, names);
        }
    }
}

fn implicit(mut table: Table) -> Item {
    table.set_implicit(true);
    Item::Table(table)
}

/// Tables of another file stand where they are put, not where they stood there.
pub(super) fn at_the_end(item: &mut Item) {
    match item {
        Item::Table(table) => {
            table.set_position(None);
            table.iter_mut().for_each(|(_, item)| at_the_end(item));
        }
        Item::ArrayOfTables(list) => {
            for table in list.iter_mut() {
                table.set_position(None);
                table.iter_mut().for_each(|(_, item)| at_the_end(item));
            }
        }
        Item::None | Item::Value(_) => {}
    }
}

/// A file's text without the line that names a schema: it names a place on one machine.
pub fn without_schema_line(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    match text.strip_prefix(SCHEMA_LINE).and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => rest.to_owned(),
        None => text,
    }
}

/// A file's text under the line that switches an editor's help on.
pub fn with_schema_line(text: &str, schema: &str) -> String {
    format!("{}{schema}\n{}", SCHEMA_LINE, without_schema_line(text))
}

/// A file's text with another title, and without what `share` wrote into it.
///
/// # Errors
/// Where the text is not in order.
pub fn titled(text: &str, title: &str) -> Result<String, Unfit> {
    let mut document: DocumentMut = without_schema_line(text).parse()?;
    document.remove("shared");
    on_one_line(document.as_table_mut());
    replace(document.as_table_mut(), "title", title.into());
    Ok(document.to_string())
}

/// Another value under the same key, with the blanks and the comment that stood around the old one.
pub(super) fn replace(table: &mut dyn TableLike, key: &str, mut new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
}
