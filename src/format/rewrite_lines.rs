//! Tables in braces put on one line: not every editor takes more.
//!
//! Lists in them may go over lines everywhere. A comment inside a table moves above its key.

use toml_edit::{Decor, InlineTable, Item, RawString, Table, Value};

/// Every table in braces on one line, wherever it stands.
pub(super) fn on_one_line(table: &mut Table) {
    for (mut key, item) in table.iter_mut() {
        let mut comments = Vec::new();
        match item {
            Item::Value(value) => of_a_value(value, &mut comments),
            Item::Table(table) => on_one_line(table),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(on_one_line),
            Item::None => {}
        }
        if !comments.is_empty() {
            let decor = key.leaf_decor_mut();
            let before = decor.prefix().and_then(RawString::as_str).unwrap_or_default();
            decor.set_prefix(format!("{before}{}\n", comments.join("\n")));
        }
    }
}

fn of_a_value(value: &mut Value, comments: &mut Vec<String>) {
    match value {
        Value::InlineTable(table) => of_a_table(table, comments),
        Value::Array(list) => list.iter_mut().for_each(|entry| of_a_value(entry, comments)),
        _ => {}
    }
}

fn of_a_table(table: &mut InlineTable, comments: &mut Vec<String>) {
    let goes_on =
        |decor: &Decor| [decor.prefix(), decor.suffix()].into_iter().flatten().any(has_lines);
    let keys = table.get_values();
    let keys = keys.iter().flat_map(|(keys, _)| keys.iter().copied());
    let has_lines = keys.into_iter().any(|key| goes_on(key.leaf_decor()))
        || table.iter().any(|(_, value)| goes_on(value.decor()))
        || has_lines(table.trailing());
    for (_, value) in table.iter_mut() {
        of_a_value(value, comments);
    }
    if !has_lines {
        return;
    }
    for (mut key, value) in table.iter_mut() {
        for decor in [key.leaf_decor_mut(), value.decor_mut()] {
            gather([decor.prefix(), decor.suffix()], comments);
            decor.clear();
        }
    }
    gather([Some(table.trailing()), None], comments);
    table.set_trailing("");
    table.set_trailing_comma(false);
}

fn has_lines(text: &RawString) -> bool {
    text.as_str().is_some_and(|text| text.contains('\n'))
}

/// The comments between keys and values.
fn gather(texts: [Option<&RawString>; 2], comments: &mut Vec<String>) {
    let texts = texts.into_iter().flatten().filter_map(RawString::as_str);
    let lines = texts.flat_map(str::lines).map(str::trim).filter(|line| line.starts_with('#'));
    comments.extend(lines.map(String::from));
}
