//! The person's own mark, and whom they know by theirs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::mark::SecretKey;
use crate::domain::people::People;
use crate::text::people::KEEP_SECRET;

use super::atomic_file::WriteError;
use super::kept_files::{KeepError, PEOPLE, Recalled, SENDER};
use super::random;
use super::store::Store;

/// The person's own mark, as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct KeptMark {
    /// For who opens the file.
    keep_secret: String,
    made: Option<Date>,
    secret: Option<SecretKey>,
}

/// The person's own mark.
#[derive(Clone, Debug)]
pub struct OwnMark {
    /// What makes it.
    pub secret: SecretKey,
    /// The day it was made; nothing where the file does not say.
    pub made: Option<Date>,
}

impl KeptMark {
    fn whole(self) -> Option<OwnMark> {
        Some(OwnMark { secret: self.secret?, made: self.made })
    }
}

impl Store {
    /// Whose files were taken in here.
    pub fn people(&self) -> Recalled<People> {
        self.recall(PEOPLE)
    }

    /// Changes whom the person knows, and gives what the change gave.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn change_people<R>(&self, change: impl FnOnce(&mut People) -> R) -> Result<R, KeepError> {
        let mut given = None;
        self.change::<People>(PEOPLE, |kept| given = Some(change(&mut kept.value)))?;
        given.ok_or(KeepError::Write(WriteError::NoFolder))
    }

    /// The person's own mark, where there is one.
    pub fn own_mark(&self) -> Recalled<Option<OwnMark>> {
        let Recalled { value, broken } = self.recall::<KeptMark>(SENDER);
        Recalled { value: value.whole(), broken }
    }

    /// The person's own mark; made now, where there is none.
    ///
    /// # Errors
    /// See [`KeepError`]; where it cannot be kept it is not made.
    pub fn own_mark_made(&self, today: Date) -> Result<OwnMark, KeepError> {
        if let Some(mark) = self.own_mark().value {
            return Ok(mark);
        }
        let folder = self.own_folder().ok_or(KeepError::Write(WriteError::NoFolder))?;
        let seed = random::bytes();
        let seed = seed.map_err(|error| WriteError::Failed(folder.join(SENDER), error));
        let secret = SecretKey::new(seed.map_err(KeepError::Write)?);
        let kept = self.change::<KeptMark>(SENDER, |kept| {
            // Another program may have been faster.
            if kept.value.secret.is_none() {
                let keep_secret = KEEP_SECRET.to_owned();
                kept.value = KeptMark { keep_secret, made: Some(today), secret: Some(secret) };
            }
        })?;
        kept.whole().ok_or(KeepError::Write(WriteError::NoFolder))
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what is on the disk")]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_made_once_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().join("own"));
        assert!(store.own_mark().value.is_none());
        let made = store.own_mark_made(jiff::civil::date(2026, 5, 3)).unwrap();
        let again = store.own_mark_made(jiff::civil::date(2027, 5, 3)).unwrap();
        assert_eq!(again.secret.public(), made.secret.public());
        assert_eq!(again.made, made.made);
        let other = Store::in_folder(folder.path().join("other"));
        let others = other.own_mark_made(jiff::civil::date(2026, 5, 3)).unwrap();
        assert_ne!(others.secret.public(), made.secret.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let about = std::fs::metadata(folder.path().join("own").join(SENDER)).unwrap();
            assert_eq!(about.permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_key_that_cannot_be_read_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().to_owned());
        let path = folder.path().join(SENDER);
        std::fs::write(&path, "secret = \"half of it\"\n").unwrap();
        let why = store.own_mark_made(jiff::civil::date(2026, 5, 3)).unwrap_err();
        assert!(matches!(why, KeepError::Unreadable(_)), "{why}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "secret = \"half of it\"\n");
    }
}
