//! What a browser may do with a page: show it.

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use super::Insert;

/// The content security policy: this style, this script, sound that is in the page, and nothing else.
pub(in crate::faces) fn policy(style: &str, insert: Option<&Insert>, sound: bool) -> String {
    let script = insert.map_or_else(|| "'none'".to_owned(), |insert| hash(&insert.script));
    let media = match (sound, insert.is_some()) {
        (false, false) => "'none'",
        (true, false) => "data:",
        (false, true) => "blob:",
        (true, true) => "data: blob:",
    };
    format!(
        "default-src 'none'; style-src {}; script-src {script}; media-src {media}; base-uri 'none'; \
         form-action 'none'",
        hash(style)
    )
}

/// A text as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())))
}
