//! Names that can be taken for those of the routines and exercises that come with the program.

use crate::domain::as_seen::as_seen;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_name_is_told_from_every_other() {
        let names = embedded::ROUTINES.iter().chain(embedded::EXERCISES).map(|(name, _)| *name);
        let mut seen: Vec<(String, &str)> = names.map(|name| (as_seen(name), name)).collect();
        seen.sort_unstable();
        seen.dedup();
        let alike = |pair: &[(String, &str)]| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1;
        assert!(!seen.windows(2).any(alike));
    }
}
