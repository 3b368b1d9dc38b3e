//! Tables, their keys, and what the value of a key can be, as data: the schema that editors use is made of it.
//!
//! Each type that a value can be read as has its shape beside it, so the two cannot part.

/// What a value can be, as far as the value alone can tell.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line of text.
    Text {
        /// The fewest columns.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A whole number.
    Whole {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A number, with or without a point.
    Number {
        /// The smallest.
        least: i32,
        /// The largest.
        most: i32,
    },
    /// A length of time, as text that fits this regular expression.
    Time(&'static str),
    /// true or false.
    Truth,
    /// A day.
    Date,
    /// The name of an exercise, a pose or a mark.
    Name,
    /// One of these words.
    Words(&'static [Word]),
    /// A list.
    List {
        /// The shape of each entry.
        each: &'static Shape,
        /// The fewest entries.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A table of the format.
    Table(&'static TableSpec),
    /// Tables of this shape, each under one of these words.
    ByWord(&'static [Word], &'static Shape),
    /// Tables of this shape, each under a name.
    ByName(&'static Shape),
}

/// A word that can stand there, and what it means.
pub type Word = (&'static str, &'static str);

impl Shape {
    /// Whether it is one of some words, in which no comma stands.
    pub(super) const fn is_words(&self) -> bool {
        matches!(self, Shape::Words(_) | Shape::Name)
    }
}

/// A key of the format and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct KeySpec {
    /// As files write it.
    pub name: &'static str,
    /// One or two sentences, in the words of the documentation.
    pub doc: &'static str,
    /// What its value can be.
    pub shape: Shape,
}

/// A table of the format and its keys.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// What the table is called in a sentence.
    pub name: &'static str,
    /// Its keys, in the order of the documentation.
    pub keys: &'static [KeySpec],
    /// The keys that have to be there.
    pub needed: &'static [&'static str],
    /// A key beside which none is needed: it brings them.
    pub unless: Option<&'static str>,
}
