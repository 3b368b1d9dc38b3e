//! Closed lists of words: an enum whose names are the words of the file format.

/// An enum, the word for each of its variants, and the way back.
macro_rules! vocabulary {
    (
        $(#[$outer:meta])*
        pub enum $type:ident { $($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+ }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[doc = $doc])+ $variant,)+ }

        impl $type {
            /// Every variant, in the order of the list.
            pub const ALL: &[$type] = &[$($type::$variant,)+];

            /// Every word of the list, as files spell them.
            pub const NAMES: &[&str] = &[$($name,)+];

            /// Every word with what it means.
            pub const WORDS: &[(&str, &str)] = &[$(($name, concat!($($doc),+)),)+];

            /// The word, as files spell it.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)+ }
            }

            /// The variant of that name.
            pub fn named(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
