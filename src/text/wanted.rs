//! What a page takes, said to whoever pressed something else.

use super::lists::one_of;

/// What a page takes, for whoever pressed something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these keys; Enter is `\n`.
    Keys(Vec<char>),
    /// One of these keys puts a page away that nobody may miss, or leads on.
    Away(Vec<char>),
    /// A number of the scale.
    Score,
    /// A key that a session knows.
    Command,
    /// Numbers of a list that is so long; not this one, where one was too high.
    Numbers {
        /// How long the list is.
        of: usize,
        /// The number that does not exist.
        not: Option<usize>,
    },
}

/// A key as a person finds it.
pub fn key_name(key: char) -> String {
    match key {
        ' ' => "space".into(),
        '\n' => "Enter".into(),
        key => key.into(),
    }
}

/// A key or a number that does not fit: what does.
pub fn please(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Keys(keys) => {
            let names: Vec<String> = keys.iter().map(|key| key_name(*key)).collect();
            format!("{}, please.", one_of(&names))
        }
        Wanted::Away(keys) => {
            let more = [('k', " k takes a wrong key back."), ('5', " 5: one of the signs above.")];
            let more = more.iter().filter(|(key, _)| keys.contains(key)).map(|(_, words)| *words);
            ["Enter closes."].into_iter().chain(more).collect()
        }
        Wanted::Score => "0 to 10, please.".into(),
        Wanted::Command => "That key does nothing. ? lists the keys.".into(),
        Wanted::Numbers { of, not: None } => format!("1 to {of}, please, or 0 for none."),
        Wanted::Numbers { of, not: Some(0) } => format!("1 to {of}, please, or 0 alone."),
        Wanted::Numbers { of, not: Some(not) } => format!("1 to {of}, please. Not {not}."),
    }
}
