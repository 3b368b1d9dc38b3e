//! From keys to a reply: what a page takes, pressed or typed.

use crate::domain::answers::{Note, Score};

use super::key_places::by_place;
use super::table::{Choice, Page, Takes};

/// A key, as far as a session can tell keys apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPress {
    /// A letter, a digit, a sign or a blank.
    Char(char),
    /// The Enter key.
    Enter,
    /// Takes the last character back.
    Erase,
}

impl KeyPress {
    /// As tables of keys name it: in lower case, Enter as `\n`; on a keyboard with other letters by its
    /// place.
    pub fn name(self) -> Option<char> {
        match self {
            KeyPress::Char(letter) => Some(by_place(letter).to_ascii_lowercase()),
            KeyPress::Enter => Some('\n'),
            KeyPress::Erase => None,
        }
    }
}

/// What a page was answered with.
#[derive(Clone, Debug)]
pub enum Reply {
    /// One of its keys.
    Choice(&'static Choice),
    /// Pain; nothing where Enter came alone.
    Pain(Option<Score>),
    /// Numbers of a list, counted from 1; 0 alone is none of them, nothing is no answer.
    List(Option<Vec<usize>>),
    /// Some words; nothing where Enter came alone.
    Words(Option<Note>),
}

/// Puts a key into what is typed so far; gives the reply that it makes.
pub fn press(page: &Page, typed: &mut String, key: KeyPress) -> Option<Reply> {
    match (&page.takes, key) {
        (Takes::Keys(_), _) => page.choice(key.name()?).map(Reply::Choice),
        (_, KeyPress::Erase) => {
            typed.pop();
            None
        }
        (Takes::Pain { .. }, KeyPress::Enter) => score(typed),
        (Takes::Pain { .. }, KeyPress::Char(digit)) => {
            if digit.is_ascii_digit() && typed.len() < 2 {
                typed.push(digit);
            }
            page.choice(key.name()?).map(Reply::Choice)
        }
        (Takes::List(_), KeyPress::Enter) => Some(Reply::List(numbers(&std::mem::take(typed)))),
        (Takes::Words { .. }, KeyPress::Enter) => {
            Some(Reply::Words(Note::new(&std::mem::take(typed))))
        }
        (Takes::List(_) | Takes::Words { .. }, KeyPress::Char(letter)) => {
            if !letter.is_control() && typed.chars().count() < Note::AT_MOST {
                typed.push(letter);
            }
            None
        }
    }
}

/// A number that is none of the scale is asked for again.
fn score(typed: &mut String) -> Option<Reply> {
    match std::mem::take(typed).parse::<u8>() {
        Ok(number) => Score::new(number).map(|score| Reply::Pain(Some(score))),
        Err(_) => Some(Reply::Pain(None)),
    }
}

/// The numbers in some words.
fn numbers(words: &str) -> Option<Vec<usize>> {
    let parts = words.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<usize> = parts.filter_map(|part| part.parse().ok()).collect();
    (!numbers.is_empty()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::super::table::PageId;
    use super::*;

    fn typed(page: PageId, keys: &str) -> Option<Reply> {
        let mut so_far = String::new();
        let key = |letter| match letter {
            '\n' => KeyPress::Enter,
            '<' => KeyPress::Erase,
            letter => KeyPress::Char(letter),
        };
        keys.chars().map(key).find_map(|key| press(page.page(), &mut so_far, key))
    }

    /// The number as it is typed; `-` for none.
    fn pain(keys: &str) -> Option<String> {
        match typed(PageId::Before, keys)? {
            Reply::Pain(None) => Some("-".into()),
            Reply::Pain(Some(score)) => Some(score.number().to_string()),
            other => panic!("{other:?}"),
        }
    }

    fn chosen(page: PageId, keys: &str) -> Option<char> {
        match typed(page, keys)? {
            Reply::Choice(choice) => Some(choice.key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_number_is_confirmed_and_a_slip_corrected() {
        assert_eq!(pain("3"), None);
        for (keys, said) in [("3\n", "3"), ("8<3\n", "3"), ("10\n", "10"), ("99\n4\n", "4")] {
            assert_eq!(pain(keys).as_deref(), Some(said));
        }
        assert_eq!(pain("\n").as_deref(), Some("-"));
        assert_eq!(chosen(PageId::Before, "3Q"), Some('q'));
    }

    #[test]
    fn enter_is_no_answer_where_it_is_not_offered() {
        assert_eq!(chosen(PageId::Card, "\n"), None);
        assert_eq!(chosen(PageId::Card, "\nx N"), Some('n'));
        assert_eq!(chosen(PageId::LeaningBack, "\n"), Some('\n'));
        assert_eq!(chosen(PageId::Card, "q"), Some('q'));
        assert_eq!(chosen(PageId::Emergency, "q"), None);
    }

    #[test]
    fn a_note_is_plain_text() {
        let note = |keys| match typed(PageId::Note, keys) {
            Some(Reply::Words(note)) => note.map(|note| note.text().to_owned()),
            other => panic!("{other:?}"),
        };
        assert_eq!(note(" slept badly\u{1b}[2J<<<\n"), Some("slept badly".into()));
        assert_eq!(note("  \n"), None);
    }

    #[test]
    fn a_list_is_answered_with_its_numbers() {
        let list = |keys| match typed(PageId::Flags, keys) {
            Some(Reply::List(numbers)) => numbers,
            other => panic!("{other:?}"),
        };
        assert_eq!(list("1, 3\n"), Some(vec![1, 3]));
        assert_eq!(list("0\n"), Some(vec![0]));
        assert_eq!(list("\n"), None);
        assert_eq!(list("none\n"), None);
    }

    #[test]
    fn letters_count_by_their_place_and_words_as_they_are() {
        assert_eq!(chosen(PageId::Card, "т"), Some('n'));
        assert_eq!(chosen(PageId::Card, "Ν"), Some('n'));
        assert_eq!(chosen(PageId::Before, "3й"), Some('q'));
        let note = |reply| match reply {
            Some(Reply::Words(Some(note))) => note.text().to_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(note(typed(PageId::Note, "спина\n")), "спина");
        // It stands on `y` for some, and on `n` for others.
        assert!(typed(PageId::Looked, "н").is_none());
    }
}
