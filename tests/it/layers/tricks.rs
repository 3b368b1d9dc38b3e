//! Every way round the table that is known, in a small crate; and what is none.

use super::{Files, faults};

const LIB: &str = "\
//! A small crate.
//!
//! | floor | may import | lives there |
//! |---|---|---|
//! | `macros` | - | short forms |
//! | [`domain`] | `macros` | plain types |
//! | [`clock`] | - | what time it is |
//! | [`text`] | `domain` | sentences |
//! | [`top`] | all | commands |

#[macro_use]
mod macros;
pub mod clock;
pub mod domain;
pub mod text;
pub mod top;
";

const MACROS: &str = "macro_rules! list { ($($t:ty),*) => { [$(<$t>::ZERO),*] }; }";

/// A crate with one more file, and `line path` of each of its faults.
fn found(file: &str, text: &str) -> Vec<String> {
    let mut files: Files = [("lib.rs", LIB), ("macros.rs", MACROS), ("main.rs", "fn main() {}")]
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .into();
    files.insert(file.into(), text.into());
    let faults = faults("small-crate", &files);
    for fault in &faults {
        assert_eq!(fault.file, file, "{fault}");
    }
    faults.iter().map(|fault| format!("{} {}", fault.line, fault.written)).collect()
}

/// What it is, the code of `text/page.rs`, and its faults.
type Case = (&'static str, &'static str, &'static [&'static str]);

#[track_caller]
fn check(file: &str, cases: &[Case]) {
    for (what, text, expected) in cases {
        assert_eq!(found(file, text), *expected, "{what}, in {file}:\n{text}");
    }
}

#[test]
fn an_import_of_another_floor_is_seen() {
    check(
        "text/page.rs",
        &[
            ("plain", "use crate::clock;", &["1 crate::clock"]),
            (
                "a floor above that is not in the row",
                "use crate::macros::x;",
                &["1 crate::macros::x"],
            ),
            ("upwards", "use crate::top::run;", &["1 crate::top::run"]),
            ("handed on", "pub use crate::clock::now;", &["1 crate::clock::now"]),
            ("renamed", "use crate::clock as other;", &["1 crate::clock"]),
            ("for its traits only", "use crate::clock::Tick as _;", &["1 crate::clock::Tick"]),
            ("everything of a floor", "use crate::clock::*;", &["1 crate::clock::*"]),
            ("the floor itself in a list", "use crate::clock::{self};", &["1 crate::clock::self"]),
            (
                "lists in lists, over lines",
                "use crate::{\n    domain::{A, B},\n    text::{\n        self, page,\n    },\n    clock::{now, deep::{At}},\n};",
                &["6 crate::clock::now", "6 crate::clock::deep::At"],
            ),
            (
                "a list of beginnings",
                "use {crate::domain::A, crate::clock::B};",
                &["1 crate::clock::B"],
            ),
            ("a raw name", "use crate::r#clock::now;", &["1 crate::clock::now"]),
            ("spaced", "use crate ::\n  clock\n  :: now;", &["3 crate::clock::now"]),
            (
                "inside a function",
                "fn f() {\n    use crate::clock::now;\n}",
                &["2 crate::clock::now"],
            ),
            (
                "a name that the `use` brought",
                "use crate::clock;\nfn f() { clock::now() }",
                &["1 crate::clock"],
            ),
            ("for another system", "#[cfg(windows)]\nuse crate::clock;", &["2 crate::clock"]),
            (
                "in a file's own tests",
                "#[cfg(test)]\nmod tests {\n    use super::*;\n    use crate::clock;\n}",
                &["4 crate::clock"],
            ),
            ("to what is no row", "use crate::gone::x;", &["1 crate::gone::x"]),
        ],
    );
}

#[test]
fn the_root_of_the_crate_is_no_floor() {
    check(
        "text/page.rs",
        &[
            ("everything", "use crate::*;", &["1 crate::*"]),
            ("everything, in a list", "use crate::{domain, *};", &["1 crate::*"]),
            ("by another name", "use crate as small;", &["1 crate"]),
            ("by another name, in a list", "use crate::{self as small};", &["1 crate::self"]),
            ("from beneath", "use super::super::*;", &["1 super::super::*"]),
            ("by the crate's name", "use small_crate as small;", &["1 small_crate"]),
        ],
    );
}

#[test]
fn climbing_out_of_a_floor_is_seen() {
    check(
        "text/page.rs",
        &[
            ("by steps", "use super::super::clock;", &["1 super::super::clock"]),
            ("from itself", "use self::super::super::clock;", &["1 self::super::super::clock"]),
            ("in a list", "use super::{line, super::clock};", &["1 super::super::clock"]),
            ("in code", "fn f() { super::super::clock::now() }", &["1 super::super::clock::now"]),
            (
                "out of modules in a file",
                "mod a { mod b { use super::super::super::super::clock; } }",
                &["1 super::super::super::super::clock"],
            ),
            (
                "out of a module in a function",
                "fn f() { mod a { use super::super::super::clock; } }",
                &["1 super::super::super::clock"],
            ),
            (
                "within a floor",
                "use super::line;\nmod a {\n use super::{b, super::line, super::super::domain};\n}",
                &[],
            ),
            (
                "an attribute on a module is outside of it",
                "#[super::super::clock::mark]\nmod a {}",
                &["1 super::super::clock::mark"],
            ),
        ],
    );
    let one_step: &[Case] = &[
        ("one step", "use super::clock;", &["1 super::clock"]),
        ("one step to a permitted one", "use super::domain;", &[]),
        ("down", "use self::page::Page;", &[]),
        ("everything", "use super::*;", &["1 super::*"]),
        ("tests", "mod tests {\n use super::*;\n}", &[]),
    ];
    check("text.rs", one_step);
    check("text/mod.rs", one_step);
}

#[test]
fn a_path_in_code_is_seen() {
    check(
        "text/page.rs",
        &[
            ("a call", "fn f() { crate::clock::now() }", &["1 crate::clock::now"]),
            ("a type", "struct A(Vec<crate::clock::At>);", &["1 crate::clock::At"]),
            ("a bound", "fn f<T: crate::clock::At>() {}", &["1 crate::clock::At"]),
            ("a trait", "impl crate::clock::At for A {}", &["1 crate::clock::At"]),
            ("a pattern", "fn f() { let crate::clock::A { b } = c; }", &["1 crate::clock::A"]),
            ("a borrowed type", "fn f(a: &'_ dyn crate::clock::At) {}", &["1 crate::clock::At"]),
            (
                "a type as a trait",
                "fn f() {\n    <crate::clock::T as\n     crate::top::U>::f()\n}",
                &["2 crate::clock::T", "3 crate::top::U::f"],
            ),
            (
                "in the arguments of a type",
                "fn f() { crate::domain::x::<crate::clock::At>() }",
                &["1 crate::clock::At"],
            ),
            (
                "without a body",
                "unsafe extern \"C\" { safe fn f(a: crate::clock::At); }",
                &["1 crate::clock::At"],
            ),
            ("who may see it is no import", "pub(in crate::text) struct A(pub(crate) u8);", &[]),
            ("a name that only looks so", "fn f() { clock::now(); self.crate_clock.clock() }", &[]),
            ("other crates", "use std::time;\nfn f() { ::clock::now() }", &[]),
        ],
    );
}

#[test]
fn a_path_in_an_attribute_is_seen() {
    check(
        "text/page.rs",
        &[
            ("its name", "#[crate::clock::mark]\nfn f() {}", &["1 crate::clock::mark"]),
            ("a derive", "#[derive(Debug, crate::clock::At)]\nstruct A;", &["1 crate::clock::At"]),
            (
                "under a condition",
                "#[cfg_attr(unix, derive(crate::clock::At))]\nstruct A;",
                &["1 crate::clock::At"],
            ),
            (
                "an argument",
                "#[arg(value_parser = crate::clock::read)]\nstruct A;",
                &["1 crate::clock::read"],
            ),
            (
                "a text that is one",
                "#[serde(with = \"crate::clock\")]\nstruct A;",
                &["1 crate::clock"],
            ),
            (
                "a text that is one, in a macro",
                "a! { #[serde(with = \"crate::clock\")] struct A; }",
                &["1 crate::clock"],
            ),
            ("an attribute's own word", "#[serde(crate = \"serde\", default)]\nstruct A;", &[]),
            ("a reason", "#[expect(lint, reason = \"crate::clock is far\")]\nstruct A;", &[]),
            ("a doc attribute", "#[doc = \"crate::clock\"]\nstruct A;", &[]),
        ],
    );
}

#[test]
fn a_path_in_a_macro_is_seen() {
    check(
        "text/page.rs",
        &[
            ("a list", "fn f() { vec![crate::clock::now()] }", &["1 crate::clock::now"]),
            ("a pattern", "fn f() { matches!(a, crate::clock::A | B) }", &["1 crate::clock::A"]),
            (
                "words",
                "fn f() {\n    format!(\"{}\",\n        crate::clock::now())\n}",
                &["3 crate::clock::now"],
            ),
            (
                "deep inside",
                "fn f() { a!(b!({ [crate::clock::now()] })) }",
                &["1 crate::clock::now"],
            ),
            (
                "an item",
                "a! { use crate::{domain::A, clock::{B, C},}; }",
                &["1 crate::clock::B", "1 crate::clock::C"],
            ),
            ("everything of the root", "a! { use crate::*; }", &["1 crate::*"]),
            ("climbing", "a! { use super::super::clock; }", &["1 super::super::clock"]),
            (
                "climbing out of a module",
                "a! { mod b { use super::super::super::clock; } }",
                &["1 super::super::super::clock"],
            ),
            ("a module's own", "a! { mod b { use super::super::domain; } }", &[]),
            (
                "a type as a trait",
                "a!(<crate::clock::T as crate::top::U>::f());",
                &["1 crate::clock::T", "1 crate::top::U"],
            ),
            (
                "a type in brackets",
                "a! { struct A(pub (crate::clock::B, u8)); }",
                &["1 crate::clock::B"],
            ),
            (
                "who may see it is no import",
                "a! { pub(in crate::clock) struct A(pub(crate) u8, pub(super) u8); }",
                &[],
            ),
            ("its own name", "crate::clock::a!();", &["1 crate::clock::a"]),
            ("a comparison", "fn f() { assert!(list != (self.a) && a::clock::B) }", &[]),
            ("of another floor, by its name alone", "fn f() { list![u8] }", &["1 list!"]),
            ("of another floor, in a macro", "fn f() { vec![list![u8]] }", &["1 list!"]),
            ("of another floor, from the root", "fn f() { crate::list![u8] }", &["1 crate::list"]),
            ("of nobody", "fn f() { println!() }", &[]),
        ],
    );
    check("domain/page.rs", &[("of a permitted floor", "fn f() { crate::list![list![u8]] }", &[])]);
}

#[test]
fn a_path_in_the_rules_of_a_macro_is_seen() {
    check(
        "text/page.rs",
        &[
            (
                "`$crate`",
                "macro_rules! a { () => { $crate::clock::now() }; }",
                &["1 $crate::clock::now"],
            ),
            ("`crate`", "macro_rules! a { () => { use crate::clock; }; }", &["1 crate::clock"]),
            ("permitted", "macro_rules! a { ($b:ident) => { $crate::domain::$b::c() }; }", &[]),
            ("`super`", "macro_rules! a { () => { super::line() }; }", &["1 super::line"]),
            (
                "`super`, where a macro makes a macro",
                "b! { macro_rules! a { () => { super::line() }; } }\nb!(super::line());",
                &["1 super::line"],
            ),
            (
                "a floor by argument",
                "macro_rules! a { ($b:ident) => { $crate::$b::now() }; }",
                &["1 $crate::$b::now"],
            ),
            (
                "a floor in a list",
                "macro_rules! a { ($b:ident) => { use crate::{$b}; }; }",
                &["1 crate::$b"],
            ),
            (
                "a step by argument",
                "macro_rules! a { ($b:ident) => { self::$b::clock() }; }",
                &["1 self::$b::clock"],
            ),
            (
                "a beginning by argument",
                "macro_rules! a { ($b:ident) => { $b::super::clock() }; }",
                &["1 $b::super::clock"],
            ),
            ("a beginning handed over", "a!(crate, clock);", &["1 crate"]),
            ("a step handed over", "a!(super, clock);", &["1 super"]),
            ("glued together", "paste! { crate::[<clo ck>]::now() }", &["1 crate"]),
            ("of an argument", "macro_rules! a { ($t:ident) => { $t::ALL }; }", &[]),
            ("`self`", "a!(self, self.b, self::line());", &[]),
        ],
    );
}

#[test]
fn the_name_of_the_crate_is_the_crate() {
    check(
        "text/page.rs",
        &[
            ("an import", "use small_crate::clock;", &["1 small_crate::clock"]),
            (
                "from outside",
                "fn f() { ::small_crate::clock::now() }",
                &["1 small_crate::clock::now"],
            ),
            (
                "in a macro",
                "a!(return ::small_crate::clock::now());",
                &["1 small_crate::clock::now"],
            ),
            (
                "another name",
                "extern crate self as me;\nuse me::clock;\nuse me::{domain, top::run};\nfn f() { ::me::clock::now() }",
                &["2 me::clock", "3 me::top::run", "4 me::clock::now"],
            ),
            (
                "another name, on the way",
                "extern crate self as me;\nuse self::me::clock;",
                &["2 self::me::clock"],
            ),
            (
                "another name of its name",
                "extern crate small_crate as me;\nuse me::clock;",
                &["2 me::clock"],
            ),
            (
                "another name, by a macro",
                "a! { extern crate self as me; }\nuse me::clock;",
                &["1 crate"],
            ),
        ],
    );
    let mut files: Files = [("lib.rs".to_owned(), format!("{LIB}extern crate self as me;"))].into();
    files.insert("text.rs".into(), "use me::clock;".into());
    let faults: Vec<String> =
        faults("small-crate", &files).iter().map(|fault| fault.written.clone()).collect();
    assert_eq!(faults, ["me::clock"], "another name, from `lib.rs`");
}

#[test]
fn what_hides_code_is_refused() {
    check(
        "text/page.rs",
        &[
            ("a module elsewhere", "#[path = \"../clock.rs\"]\nmod a;", &["1 #[path]"]),
            (
                "under a condition",
                "#[cfg_attr(unix, cfg_attr(test, path = \"x.rs\"))]\nmod a;",
                &["1 #[path]"],
            ),
            ("from inside", "mod a {\n    #![path = \"..\"]\n    mod clock;\n}", &["2 #[path]"]),
            ("by a macro", "a! { #[path = \"x.rs\"] mod b; }", &["1 #[path]"]),
            (
                "by a macro's rules",
                "macro_rules! a { () => { #[path = \"x.rs\"] mod b; }; }",
                &["1 #[path]"],
            ),
            ("code elsewhere", "include!(\"clock.rs\");", &["1 include!"]),
            ("with its path", "fn f() { std::include!(\"clock.rs\") }", &["1 std::include"]),
            ("by another name", "use core::include as a;", &["1 core::include"]),
            ("in a macro", "a!(include!(\"clock.rs\"));", &["1 include!"]),
            ("text is no code", "const A: &str = include_str!(\"clock.rs\");", &[]),
            ("an argument named path", "#[arg(path = \"a\")]\nstruct A { path: u8 }", &[]),
        ],
    );
    check("main.rs", &[("a module elsewhere", "#[path = \"clock.rs\"]\nmod a;", &["1 #[path]"])]);
}

#[test]
fn prose_is_no_path() {
    check(
        "text/page.rs",
        &[
            ("a comment", "// crate::clock\n/* use crate::top; */", &[]),
            (
                "documentation",
                "//! [`crate::clock`]\n\n/// Like [crate::clock::now].\nfn f() {}",
                &[],
            ),
            ("an example", "/// ```\n/// use small_crate::clock;\n/// ```\nfn f() {}", &[]),
            ("a text", "const A: &str = \"crate::clock\";", &[]),
            ("a raw text", "const A: &str = r#\"use crate::clock;\"#;", &[]),
            ("a text in a macro", "fn f() { format!(\"crate::clock {a}\") }", &[]),
            ("documentation in a macro", "a! {\n    /// crate::clock\n    fn f() {}\n}", &[]),
        ],
    );
}

#[test]
fn who_stands_where_decides() {
    let clock: &[Case] = &[("", "use crate::clock;", &[])];
    check("clock/hand.rs", clock);
    check("top.rs", clock);
    check("top/a/b/mod.rs", clock);
    let main =
        "use small_crate::*;\nfn main() { small_crate::top::run() }\nmod tests { use super::*; }";
    check("main.rs", &[("another crate, above all", main, &[])]);
    check(
        "text/lib.rs",
        &[(
            "only one `lib.rs` is the root",
            "use super::super::clock;",
            &["1 super::super::clock"],
        )],
    );
    let handed_on = "use crate::text::now;";
    check("top.rs", &[("an import counts where it is written", handed_on, &[])]);
    check("text/page.rs", &[("broken", "fn f( {\n", &["1 text/page.rs"])]);
}

#[test]
fn rows_and_modules_are_the_same() {
    let faults = |lib: &str, file: &str| -> Vec<String> {
        let files: Files =
            [("lib.rs", lib), (file, "")].map(|(name, text)| (name.into(), text.into())).into();
        faults("small-crate", &files).iter().map(ToString::to_string).collect()
    };
    assert_eq!(faults(LIB, "text.rs"), [""; 0]);
    assert_eq!(
        faults(&format!("{LIB}\n#[cfg(unix)]\nmod extra {{}}"), "extra.rs"),
        ["lib.rs:19: `extra`: no row in the table"]
    );
    assert_eq!(
        faults(&LIB.replace("pub mod clock;\n", ""), "text.rs"),
        ["lib.rs:7: `clock`: a row, and no such module"]
    );
    assert_eq!(
        faults(LIB, "bin/other.rs"),
        ["bin/other.rs:1: `bin`: no row in the table, and no module of lib.rs"]
    );
    assert_eq!(
        faults(&format!("{LIB}mod gone {{ use super::clock; }}"), "text.rs"),
        ["lib.rs:17: `gone`: no row in the table"]
    );
    assert_eq!(
        faults(&format!("{LIB}macro_rules! now {{ () => {{ $crate::clock::now() }} }}"), "text.rs"),
        ["lib.rs:17: `now!`: every floor sees a macro of the root: define it in a module"]
    );
    assert_eq!(
        faults(&LIB.replace("pub mod text;", "pub mod text {\n    use super::clock;\n}"), "top.rs"),
        ["lib.rs:16: `super::clock`: `text` may import `domain`; not `clock`"]
    );
}

#[test]
fn a_fault_says_where_what_and_why() {
    let cases = [
        ("use crate::clock::At;", "`crate::clock::At`: `text` may import `domain`; not `clock`"),
        ("list![u8];", "`list!`: `text` may import `domain`; not `macros`"),
        ("use crate::*;", "`crate::*`: it names the root of the crate: say which module"),
        ("use crate::gone;", "`crate::gone`: it leads to no row of the table"),
        (
            "#[path = \"x.rs\"] mod a;",
            "`#[path]`: `#[path]` hides where a module lies: name the file after the module",
        ),
        ("include!(\"b.rs\");", "`include!`: `include!` hides where code lies: make it a module"),
        (
            "macro_rules! a { () => { super::b(); } }",
            "`super::b`: `super` in a macro is another place at each call: begin with `$crate`",
        ),
        (
            "macro_rules! a { ($b:ident) => { crate::$b::c(); } }",
            "`crate::$b::c`: an argument of a macro chooses where this leads: write the module out",
        ),
        ("a!(crate);", "`crate`: a macro is handed the beginning of a path: write the path out"),
    ];
    for (text, said) in cases {
        let files = [("lib.rs", LIB), ("macros.rs", MACROS), ("text/page.rs", text)];
        let files: Files = files.map(|(name, text)| (name.into(), text.into())).into();
        let faults: Vec<String> =
            faults("small-crate", &files).iter().map(ToString::to_string).collect();
        assert_eq!(faults, [format!("text/page.rs:1: {said}")], "{text}");
    }
    let files: Files = [("lib.rs", LIB), ("clock.rs", "use crate::text;")]
        .map(|(name, text)| (name.into(), text.into()))
        .into();
    let fault = "clock.rs:1: `crate::text`: `clock` may import nothing; not `text`";
    assert_eq!(faults("small-crate", &files)[0].to_string(), fault);
}
