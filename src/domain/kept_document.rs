//! What the program keeps for a person, as TOML: what a newer version wrote beside it stays.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// The comment at the top of a kept file.
const HEADER: &str = "# Written by the program; you may change it.\n";

/// What a kept text says, and whatever else stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept<T> {
    /// What this version knows of it.
    pub value: T,
    /// Keys and tables of a newer version.
    newer: Table,
}

impl<T> From<T> for Kept<T> {
    fn from(value: T) -> Kept<T> {
        Kept { value, newer: Table::new() }
    }
}

impl<T: DeserializeOwned + Serialize> Kept<T> {
    /// Reads a text.
    ///
    /// # Errors
    /// Where it is no TOML, or a key that this version knows has a value that it does not know.
    pub fn read(text: &str) -> Result<Kept<T>, toml::de::Error> {
        let value = toml::from_str(text)?;
        let known = Table::try_from(&value).map_err(toml::de::Error::custom)?;
        Ok(Kept { value, newer: beyond(toml::from_str(text)?, &known) })
    }

    /// The text that is kept.
    ///
    /// # Errors
    /// Where TOML has no way to say it.
    pub fn write(&self) -> Result<String, toml::ser::Error> {
        let mut all = Table::try_from(&self.value)?;
        merge(&mut all, &self.newer);
        Ok(HEADER.to_owned() + &toml::to_string(&all)?)
    }
}

/// What of a table is not known.
fn beyond(table: Table, known: &Table) -> Table {
    let unknown = |(key, value): (String, Value)| match (value, known.get(&key)) {
        (value, None) => Some((key, value)),
        (Value::Table(inner), Some(Value::Table(known))) => {
            let inner = beyond(inner, known);
            (!inner.is_empty()).then_some((key, Value::Table(inner)))
        }
        (_, Some(_)) => None,
    };
    table.into_iter().filter_map(unknown).collect()
}

fn merge(all: &mut Table, newer: &Table) {
    for (key, value) in newer {
        match (all.get_mut(key), value) {
            (Some(Value::Table(inner)), Value::Table(value)) => merge(inner, value),
            (Some(_), _) => {}
            (None, value) => drop(all.insert(key.clone(), value.clone())),
        }
    }
}

/// A map without the keys that only a newer version knows; used where the keys are the words of a list.
pub(super) fn known_keys<'de, D, K, V>(
    deserializer: D,
    named: fn(&str) -> Option<K>,
) -> Result<std::collections::BTreeMap<K, V>, D::Error>
where
    D: serde::Deserializer<'de>,
    K: Ord,
    V: DeserializeOwned,
{
    let all = std::collections::BTreeMap::<String, Value>::deserialize(deserializer)?;
    let known = all.into_iter().filter_map(|(key, value)| Some((named(&key)?, value)));
    let read = |(key, value): (K, Value)| Ok((key, value.try_into().map_err(D::Error::custom)?));
    known.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::{Flag, Profile, Told};

    #[test]
    fn what_a_newer_version_wrote_stays_and_what_is_taken_back_goes() {
        let text = "zebra = [1, 2]\n\n[flags]\nknee = \"yes\"\ntail = \"long\"\n\n\
                    [since]\nknee = \"2026-11-20\"\nmood = { now = 3 }\n\n[tomorrow]\n";
        let mut kept = Kept::<Profile>::read(text).unwrap();
        assert_eq!(kept.value.flags, [(Flag::Knee, Told::Yes)].into());
        assert!(kept.value.since.contains_key(&Flag::Knee));
        kept.value.flags = [(Flag::Neck, Told::NotSure)].into();
        kept.value.since.clear();
        let written = kept.write().unwrap();
        let table: Table = toml::from_str(&written).unwrap();
        let of = |table: &str, key: &str| table_of(&written, table).get(key).map(Value::to_string);
        assert_eq!(table["zebra"].to_string(), "[1, 2]");
        assert_eq!(of("flags", "tail").as_deref(), Some("\"long\""));
        assert_eq!(of("flags", "neck").as_deref(), Some("\"not-sure\""));
        assert_eq!(of("flags", "knee"), None);
        assert_eq!(of("since", "mood").as_deref(), Some("{ now = 3 }"));
        assert_eq!(of("since", "knee"), None);
        assert!(table_of(&written, "tomorrow").is_empty());
        assert_eq!(Kept::read(&written), Ok(kept), "and it is read again as it was");
    }

    fn table_of(text: &str, name: &str) -> Table {
        let table: Table = toml::from_str(text).unwrap();
        table[name].as_table().unwrap().clone()
    }

    #[test]
    fn a_value_that_is_not_known_is_an_error() {
        assert!(Kept::<Profile>::read("[flags]\nknee = \"perhaps\"\n").is_err());
        assert!(Kept::<Profile>::read("[since]\nknee = \"two\"\n").is_err());
    }
}
