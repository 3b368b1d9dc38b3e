//! Names that can be taken for those of the routines and exercises that come with the program.
//!
//! Which letters look alike is a table of Unicode's (UTS 39).

use unicode_security::skeleton;

use super::embedded;

/// The built-in routine or exercise that this name looks like without being it.
///
/// ```
/// use stenosis_routine::format::looks_like;
/// assert_eq!(looks_like("\u{455}eated-cat-cow"), Some("seated-cat-cow"));
/// assert_eq!(looks_like("daily-1O"), Some("daily-10"));
/// assert_eq!(looks_like("seated-cat-cow"), None);
/// assert_eq!(looks_like("morning"), None);
/// ```
pub fn looks_like(name: &str) -> Option<&'static str> {
    let built_in = || embedded::ROUTINES.iter().chain(embedded::EXERCISES).map(|(name, _)| *name);
    if built_in().any(|known| known == name) {
        return None;
    }
    let seen = as_seen(name);
    built_in().find(|known| as_seen(known) == seen)
}

/// What a name looks like: the same for all names that look alike, whatever they are written with.
fn as_seen(name: &str) -> String {
    // A capital looks like the small letter to somebody who looks for a name.
    skeleton(name).flat_map(char::to_lowercase).collect()
}
