//! Themes of tones, by name.

use std::sync::Arc;

use crate::cli::error::{CommandError, Failure, Hint};
use crate::domain::theme::{Theme, ThemeName};
use crate::format::theme::{CheckedTheme, USUAL_THEME, check_theme};
use crate::io::store::{self, Store, is_path};
use crate::text::{errors, printable::printable, recording};

/// The theme of this name or path; every fault of its file, if it has any.
pub(super) fn theme(name: &str, store: &Store) -> Result<Arc<Theme>, Failure> {
    let checked = checked(name, store)?;
    checked.theme.clone().ok_or_else(|| checked.findings.into())
}

/// The tones that were asked for, or else those that the person chose, or that the file wishes, or the usual
/// ones.
pub(super) fn asked_or_chosen(
    asked: Option<&str>,
    wished: Option<ThemeName>,
    store: &Store,
) -> Result<Arc<Theme>, Failure> {
    match asked.map(ToOwned::to_owned).or_else(|| store.chosen_theme()) {
        Some(name) => theme(&name, store),
        None => theme(wished.map_or(USUAL_THEME, ThemeName::name), store),
    }
}

/// The same for a session, which no theme of another day may keep from beginning: then it has the usual
/// tones, and says so.
pub(super) fn for_session(
    asked: Option<&str>,
    wished: Option<ThemeName>,
    store: &Store,
) -> Result<(Arc<Theme>, Option<String>), Failure> {
    match (asked_or_chosen(asked, wished, store), store.chosen_theme()) {
        (Err(_), Some(chosen)) if asked.is_none() => {
            let usual = theme(USUAL_THEME, &Store::built_in())?;
            Ok((usual, Some(recording::usual_tones(&printable(&chosen)))))
        }
        (theme, _) => theme.map(|theme| (theme, None)),
    }
}

/// A name that means the same wherever one stands: the whole path of a file.
pub(super) fn lasting_name(name: &str) -> String {
    if is_path(name) { store::whole_path(name) } else { name.to_owned() }
}

/// What `check` says of a theme.
pub(super) fn checked(name: &str, store: &Store) -> Result<CheckedTheme, Failure> {
    let (found, recordings) = store.theme(name).ok_or_else(|| unknown(name, store))?;
    Ok(check_theme(&found.text?, &recordings))
}

fn unknown(name: &str, store: &Store) -> Failure {
    let failure = Failure::from(CommandError::NoTheme(name.to_owned()));
    let names = store.theme_names();
    let near = crate::format::nearest_name(name, &names);
    let failure = match near {
        Some(near) => failure
            .hint(Hint::SameLine(errors::did_you_mean(near)))
            .hint(Hint::Instead(name.to_owned(), vec![near.to_owned()])),
        None => failure,
    };
    failure.hint(Hint::NextLine(recording::LIST_SHOWS_THEMES.into()))
}
