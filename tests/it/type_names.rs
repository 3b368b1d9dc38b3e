//! A type name has one owner: whoever reads it anywhere knows which type is meant.

use std::collections::BTreeMap;

use crate::layers::sources;
use crate::run::repository;

/// Every type that the items of a file declare, tests left out.
fn declared(items: &[syn::Item], names: &mut Vec<String>) {
    let is_test = |attributes: &[syn::Attribute]| {
        attributes.iter().any(|attribute| {
            attribute.path().is_ident("cfg") && {
                let said = attribute.parse_args::<syn::Ident>();
                said.is_ok_and(|name| name == "test")
            }
        })
    };
    for item in items {
        match item {
            syn::Item::Struct(it) => names.push(it.ident.to_string()),
            syn::Item::Enum(it) => names.push(it.ident.to_string()),
            syn::Item::Trait(it) => names.push(it.ident.to_string()),
            syn::Item::Type(it) => names.push(it.ident.to_string()),
            syn::Item::Macro(it) if it.mac.path.is_ident("vocabulary") => {
                let tokens = it.mac.tokens.to_string();
                let name = tokens.split("enum ").nth(1).and_then(|rest| rest.split(' ').next());
                names.extend(name.map(ToOwned::to_owned));
            }
            syn::Item::Mod(it) if !is_test(&it.attrs) => {
                declared(it.content.as_ref().map_or(&[], |(_, items)| items), names);
            }
            _ => {}
        }
    }
}

/// The files that declare each name, one entry a declaration.
fn owners<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> BTreeMap<String, Vec<&'f str>> {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (file, text) in files {
        let mut names = Vec::new();
        declared(&syn::parse_file(text).unwrap().items, &mut names);
        for name in names {
            owners.entry(name).or_default().push(file);
        }
    }
    owners
}

#[test]
fn a_type_name_has_one_owner() {
    let files = sources(&repository("src"));
    let owners = owners(files.iter().map(|(file, text)| (file.as_str(), text.as_str())));
    assert!(owners.contains_key("Timeline") && owners.contains_key("Flag"));
    let shared: Vec<_> = owners.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "names with two owners: {shared:#?}");
}

#[test]
fn the_test_would_notice() {
    let one = "pub struct Page; mod inner { enum Kind {} } #[cfg(test)] mod tests { struct Page; }";
    let other =
        "vocabulary! { /** Doc. */ pub enum Kind { A = \"a\", } } type Page = u8; trait Own {}";
    let owners = owners([("one.rs", one), ("other.rs", other)].into_iter());
    assert_eq!(owners["Page"], ["one.rs", "other.rs"]);
    assert_eq!(owners["Kind"], ["one.rs", "other.rs"]);
    assert_eq!(owners["Own"], ["other.rs"]);
}
