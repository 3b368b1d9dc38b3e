//! Every path of a file that leads into its own crate, wherever code can hold one.
//!
//! What `syn` parses is visited. What it leaves as tokens, the insides of macros and attributes, is
//! walked token by token: `crate`, `self` and `super` are keywords, so a path shows there as well.

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

const PATH: &str = "`#[path]` hides where a module lies: name the file after the module";
const INCLUDE: &str = "`include!` hides where code lies: make it a module";
const CHOSEN: &str = "an argument of a macro chooses where this leads: write the module out";
const CLIMBS: &str = "`super` in a macro is another place at each call: begin with `$crate`";
const ROOTED: &str = "every floor sees a macro of the root: define it in a module";
const ALONE: &str = "a macro is handed the beginning of a path: write the path out";

/// A path as it is written, and what it means.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) line: usize,
    pub(super) written: String,
    /// Where it stands: its module, from the root of the crate.
    pub(super) inside: Vec<String>,
    pub(super) leads: Leads,
}

#[derive(Debug)]
pub(super) enum Leads {
    /// To this place, from the root of the crate.
    To(Vec<String>),
    /// To a macro, called by its name alone.
    Macro(String),
    /// To what cannot be told.
    Refused(&'static str),
}

/// Every path in a file of that module; `roots` are names of the crate itself.
pub(super) fn paths(file: &syn::File, module: Vec<String>, roots: &[String]) -> Vec<Found> {
    let found = Vec::new();
    let mut walk = Walk { roots, module, in_rules: false, in_attribute: false, found };
    walk.visit_file(file);
    walk.found
}

pub(super) fn name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn line(ident: &Ident) -> usize {
    ident.span().start().line
}

/// A path on the way to its end.
#[derive(Clone, Default)]
struct Way {
    names: Vec<String>,
    line: usize,
}

impl Way {
    fn then(mut self, name: impl Into<String>, line: usize) -> Way {
        self.names.push(name.into());
        Way { line, ..self }
    }
}

struct Walk<'a> {
    roots: &'a [String],
    module: Vec<String>,
    in_rules: bool,
    in_attribute: bool,
    found: Vec<Found>,
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.module.push(name(&item.ident));
        let items = item.content.iter().flat_map(|(_, items)| items);
        items.for_each(|item| self.visit_item(item));
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.branch(&item.tree, Way::default());
    }

    /// From where something is seen is no import.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let step = |way: Way, ident: &Ident| way.then(name(ident), line(ident));
            let idents = path.segments.iter().map(|segment| &segment.ident);
            self.arrive(&idents.fold(Way::default(), step));
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if let (Some(ident), true) = (&item.ident, self.module.is_empty()) {
            self.refuse(line(ident), &format!("{}!", name(ident)), ROOTED);
        }
        self.in_rules = item.mac.path.is_ident("macro_rules");
        visit::visit_item_macro(self, item);
        self.in_rules = false;
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(ident) = call.path.get_ident() {
            self.call(ident);
        }
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        self.meta(&attribute.meta);
    }

    /// Attributes such as serde's write a path as text.
    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        if self.in_attribute
            && let Ok(path) = text.parse_with(syn::Path::parse_mod_style)
        {
            self.visit_path(&path);
        }
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.tokens(tokens.clone());
    }
}

/// What is parsed.
impl Walk<'_> {
    fn branch(&mut self, tree: &syn::UseTree, way: Way) {
        match tree {
            syn::UseTree::Path(path) => {
                self.branch(&path.tree, way.then(name(&path.ident), line(&path.ident)));
            }
            syn::UseTree::Name(end) => self.arrive(&way.then(name(&end.ident), line(&end.ident))),
            syn::UseTree::Rename(end) => self.arrive(&way.then(name(&end.ident), line(&end.ident))),
            syn::UseTree::Glob(end) => {
                self.arrive(&way.then("*", end.star_token.spans[0].start().line));
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.branch(tree, way.clone()));
            }
        }
    }

    fn meta(&mut self, meta: &syn::Meta) {
        if meta.path().is_ident("doc") {
            return;
        }
        if sets_path(meta) {
            let first = meta.path().segments.first().map_or(0, |segment| line(&segment.ident));
            self.refuse(first, "#[path]", PATH);
        }
        let outside = std::mem::replace(&mut self.in_attribute, true);
        visit::visit_meta(self, meta);
        self.in_attribute = outside;
    }

    fn call(&mut self, ident: &Ident) {
        let name = name(ident);
        let written = format!("{name}!");
        match name.as_str() {
            "include" => self.refuse(line(ident), &written, INCLUDE),
            _ => self.push(line(ident), &written, Leads::Macro(name)),
        }
    }

    fn refuse(&mut self, line: usize, written: &str, why: &'static str) {
        self.push(line, written, Leads::Refused(why));
    }

    fn push(&mut self, line: usize, written: &str, leads: Leads) {
        let inside = self.module.clone();
        self.found.push(Found { line, written: written.into(), inside, leads });
    }
}

/// Whether an attribute says in which file a module is, also under a condition.
fn sets_path(meta: &syn::Meta) -> bool {
    let list = Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated;
    match meta {
        syn::Meta::NameValue(value) => value.path.is_ident("path"),
        syn::Meta::List(inner) if inner.path.is_ident("cfg_attr") => {
            inner.parse_args_with(list).is_ok_and(|inner| inner.iter().any(sets_path))
        }
        _ => false,
    }
}

/// What is left as tokens.
impl Walk<'_> {
    fn tokens(&mut self, tokens: TokenStream) {
        let in_rules = self.in_rules;
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Group(group) => self.group(group, &trees[..at]),
                TokenTree::Ident(ident) => self.word(ident, &trees, at),
                TokenTree::Literal(literal) => self.literal(literal),
                TokenTree::Punct(_) => {}
            }
        }
        self.in_rules = in_rules;
    }

    fn group(&mut self, group: &Group, before: &[TokenTree]) {
        match before {
            [.., TokenTree::Ident(word)] if word == "pub" && is_visibility(group) => {}
            [.., hash] if is(hash, '#') => self.attribute(group),
            [.., hash, not] if is(hash, '#') && is(not, '!') => self.attribute(group),
            [.., TokenTree::Ident(word), TokenTree::Ident(module)] if word == "mod" => {
                self.module.push(name(module));
                self.tokens(group.stream());
                self.module.pop();
            }
            _ => self.tokens(group.stream()),
        }
    }

    fn attribute(&mut self, group: &Group) {
        match syn::parse2(group.stream()) {
            Ok(meta) => self.meta(&meta),
            Err(_) => self.tokens(group.stream()),
        }
    }

    fn literal(&mut self, literal: &Literal) {
        if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
            self.visit_lit_str(&text);
        }
    }

    fn word(&mut self, ident: &Ident, trees: &[TokenTree], at: usize) {
        let name = name(ident);
        let after = &trees[at + 1..];
        self.in_rules |= name == "macro_rules";
        if let [not, TokenTree::Group(_), ..] = after
            && is(not, '!')
        {
            self.call(ident);
        }
        let is_root = self.roots.contains(&name);
        let is_argument = at > 0 && is(&trees[at - 1], '$');
        let start = at - usize::from(is_argument);
        let is_keyword = ["crate", "self", "super"].contains(&name.as_str());
        if !is_root && (continues(&trees[..start]) || !is_keyword && !is_argument) {
            return;
        }
        if leads_on(after) {
            self.follow(&trees[start..], Way::default());
        } else if name == "crate" || is_root || name == "super" && !is_argument {
            self.alone(ident);
        }
    }

    /// `serde(crate = "...")` is an attribute's own word.
    fn alone(&mut self, ident: &Ident) {
        if !self.in_attribute {
            self.refuse(line(ident), &ident.to_string(), ALONE);
        }
    }

    /// Follows a path to its end, or to each end of a list in braces.
    fn follow(&mut self, trees: &[TokenTree], way: Way) {
        let (way, rest) = match trees {
            [TokenTree::Ident(ident), rest @ ..] => (way.then(name(ident), line(ident)), rest),
            [dollar, TokenTree::Ident(ident), rest @ ..] if is(dollar, '$') => {
                (way.then(format!("${}", name(ident)), line(ident)), rest)
            }
            [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let ends = inside.split(|tree| is(tree, ',')).filter(|end| !end.is_empty());
                return ends.for_each(|end| self.follow(end, way.clone()));
            }
            [star, ..] if is(star, '*') => (way.then("*", star.span().start().line), &[][..]),
            _ => (way, &[][..]),
        };
        match leads_on(rest) {
            true => self.follow(&rest[2..], way),
            false => self.arrive(&way),
        }
    }
}

fn is(tree: &TokenTree, sign: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn leads_on(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Punct(first), second, ..] => {
            first.as_char() == ':' && first.spacing() == Spacing::Joint && is(second, ':')
        }
        _ => false,
    }
}

/// Whether what comes next is in the midst of a path.
fn continues(before: &[TokenTree]) -> bool {
    match before {
        [.., last, _, _] if leads_on(&before[before.len() - 2..]) => {
            matches!(last, TokenTree::Ident(_)) || is(last, '>')
        }
        _ => false,
    }
}

/// `(crate)` and `(in crate::a)`, but not the type in `pub (crate::a::T, u8)`.
fn is_visibility(group: &Group) -> bool {
    let mut inside = group.stream().into_iter();
    match (inside.next(), inside.next()) {
        (Some(TokenTree::Ident(_)), None) => true,
        (Some(TokenTree::Ident(word)), Some(_)) => word == "in",
        _ => false,
    }
}

/// What a path means.
impl Walk<'_> {
    fn arrive(&mut self, way: &Way) {
        let leads = match self.refusal(&way.names) {
            Some(why) => Some(Leads::Refused(why)),
            None => self.resolve(&way.names).map(Leads::To),
        };
        if let Some(leads) = leads {
            self.push(way.line, &way.names.join("::"), leads);
        }
    }

    fn refusal(&self, names: &[String]) -> Option<&'static str> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let ["std" | "core", "include"] = names[..] {
            return Some(INCLUDE);
        }
        let climbs = names.contains(&"super");
        let is_keyword = |name: &&str| ["crate", "$crate", "self", "super"].contains(name);
        let chosen = names.iter().position(|name| !is_keyword(name) && name.starts_with('$'));
        match chosen {
            Some(0) if climbs => Some(CHOSEN),
            Some(at) if at > 0 && names[..at].iter().all(is_keyword) => Some(CHOSEN),
            _ if climbs && self.in_rules => Some(CLIMBS),
            _ => None,
        }
    }

    /// The same path from the root of the crate, if it leads into the crate.
    fn resolve(&self, names: &[String]) -> Option<Vec<String>> {
        let is_root = |name: &String| {
            ["crate", "$crate"].contains(&name.as_str()) || self.roots.contains(name)
        };
        let root = names.iter().rposition(is_root);
        let mut place = match (root, names.first()?.as_str()) {
            (Some(_), _) => Vec::new(),
            (None, "self" | "super") => self.module.clone(),
            _ => return None,
        };
        for name in &names[root.map_or(0, |at| at + 1)..] {
            match name.as_str() {
                "self" | "*" => {}
                "super" => drop(place.pop()),
                _ => place.push(name.clone()),
            }
        }
        Some(place)
    }
}
