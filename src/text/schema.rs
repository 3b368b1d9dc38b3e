//! What an editor shows to who has written something else.

/// A length of time.
pub const A_TIME: &str = "a number and a unit, such as 4s or 1m30s";
/// The name of an exercise or a pose.
pub const A_NAME: &str = "letters, digits and hyphens, such as seated-cat-cow";
/// A key that the format does not have.
pub const NO_SUCH_KEY: &str = "there is no such key here";
