//! Every sentence that a person meets stands in `text/`: no other floor holds one.
//!
//! Read with a parser, so that doc comments, attributes and tests inside a file are told apart from
//! code. What a literal has to look like to count as a sentence is `is_a_sentence`.

use std::path::Path;

use syn::buffer::{Cursor, TokenBuffer};
use syn::visit::{self, Visit};

use crate::run::{read, repository};

/// Folders of sentences: `text`, and what can be typed, which clap prints.
const SENTENCES: &[&str] = &["src/text/", "src/cli/args/"];

/// Literals that look like sentences and are none of ours: the file, how they begin, and why they stay.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("src/cli/start.rs", "\nformat = 1", "a routine inside the program"),
    ("src/cli/synonyms.rs", "journal add", "words of the command line"),
    (
        "src/domain/answers.rs",
        "a score is 0",
        "why a line of a journal is none; such lines are only counted",
    ),
    (
        "src/domain/mark/mod.rs",
        "the text above",
        "a comment inside a signature, the same in every language",
    ),
    ("src/domain/mark/words.rs", "acorn album", "words that stand for bytes"),
    ("src/domain/kept_document.rs", "# Written by the program", "a comment on top of a kept file"),
    ("src/faces/page/policy.rs", "default-src", "what a browser may do, in its words"),
    ("src/format/mod.rs", "\nformat = 1", "a routine inside the program"),
    ("src/format/entry.rs", "an easier version", "the name of a table, beside its documentation"),
    ("src/format/syntax_hints.rs", "", "what the parser says, in the parser's words"),
    (
        "src/journal/line.rs",
        "this line is of another",
        "why a line is none; such lines are only counted",
    ),
    ("src/io/icon/mod.rs", "$p = Join-Path", "a line for another program"),
    ("src/journal/stamp.rs", "", "why a line is none; such lines are only counted"),
    ("src/limits/table.rs", "", "names of sources, read beside their numbers"),
    ("src/limits/wording.rs", "", "phrases that limits look for"),
];

/// Literals in the text of one file, outside its doc comments, attributes and tests.
fn literals(text: &str) -> Vec<String> {
    let mut found = Literals::default();
    found.visit_file(&syn::parse_file(text).unwrap());
    found.0
}

#[derive(Default)]
struct Literals(Vec<String>);

impl Literals {
    fn see_tokens(&mut self, mut rest: Cursor<'_>) {
        while !rest.eof() {
            rest = if let Some((literal, after)) = rest.literal() {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                self.0.extend(text.map(|text| text.value()));
                after
            } else if let Some((inside, .., after)) = rest.any_group() {
                self.see_tokens(inside);
                after
            } else if let Some(after) = after_attribute(rest) {
                after
            } else {
                rest.token_tree().unwrap().1
            };
        }
    }
}

/// What follows an attribute or a doc comment, where one stands here.
fn after_attribute(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let (mark, after) = here.punct()?;
    let after = match after.punct() {
        Some((inner, after)) if inner.as_char() == '!' => after,
        _ => after,
    };
    let (.., after) = after.any_group()?;
    (mark.as_char() == '#').then_some(after)
}

impl Visit<'_> for Literals {
    fn visit_lit_str(&mut self, literal: &syn::LitStr) {
        self.0.push(literal.value());
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        self.see_tokens(TokenBuffer::new2(call.tokens.clone()).begin());
    }

    fn visit_attribute(&mut self, _: &syn::Attribute) {}

    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        if !module.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, module);
        }
    }
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

/// Three words or more; or two with a full stop or a question mark. What stands in braces is filled in
/// later, and is none.
fn is_a_sentence(literal: &str) -> bool {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        depth += usize::from(*c == '{');
        let outside = depth == 0;
        depth -= usize::from(*c == '}' && depth > 0);
        outside
    };
    let text: String = literal.chars().filter(outside).collect();
    let is_word = |word: &&str| {
        let bare = word.trim_matches(['.', ',', ';', ':', '?', '!', '(', ')', '"', '\'', '`']);
        !bare.is_empty() && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
    };
    let words = text.split_whitespace().filter(is_word).count();
    words >= 3 || (words == 2 && text.trim_end().ends_with(['.', '?']))
}

fn for_each_file(folder: &Path, see: &mut impl FnMut(&str, &str)) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            for_each_file(&path, see);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name =
                path.strip_prefix(repository("")).unwrap().to_string_lossy().replace('\\', "/");
            see(&name, &read(&path));
        }
    }
}

/// Every sentence outside `text/`, with its file.
fn sentences_elsewhere() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for_each_file(Path::new(&repository("src")), &mut |path, text| {
        if !SENTENCES.iter().any(|folder| path.starts_with(folder)) {
            let sentences = literals(text).into_iter().filter(|literal| is_a_sentence(literal));
            found.extend(sentences.map(|literal| (path.to_owned(), literal)));
        }
    });
    found
}

#[test]
fn no_sentence_stands_outside_text() {
    let mut found = sentences_elsewhere();
    for (file, begins, why) in ALLOWED {
        let before = found.len();
        found.retain(|(path, literal)| path != file || !literal.starts_with(begins));
        assert!(found.len() < before, "nobody needs this any more: {file}, {begins:?}, {why}");
    }
    assert!(found.is_empty(), "these belong in src/text/:\n{found:#?}");
}

#[test]
fn the_parser_sees_code_and_nothing_else() {
    let text = "//! A comment is none.\n\
                #[expect(dead_code, reason = \"an attribute is none\")]\n\
                fn f() { g(\"in a call\"); format!(\"in {} a macro\", h(\"within one\")); }\n\
                table! { /// Words of a table.\n row \"in a table\" }\n\
                #[cfg(test)]\nmod tests { const A: &str = \"a test is none\"; }\n";
    assert_eq!(literals(text), ["in a call", "in {} a macro", "within one", "in a table"]);
}

#[test]
fn a_sentence_is_told_from_data() {
    for sentence in
        ["write it down", "Saved here.", "{name} has {count} faults {more} here", "Why not?"]
    {
        assert!(is_a_sentence(sentence), "{sentence}");
    }
    for data in
        ["a phase", "{} of {}", "<path class=\"a\" d=\"b\" id=\"c\"/>", "reviewed-by", "one.two."]
    {
        assert!(!is_a_sentence(data), "{data}");
    }
}
