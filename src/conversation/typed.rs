//! From keys to a reply: what a page takes, pressed or typed.

use crate::domain::answers::{Note, Score};

use crate::text::questions::Wanted;

use super::key_places::by_place;
use super::pages::LEAVE;
use super::table::{Choice, Outcome, Page, Takes};

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
    /// Any other key, where that says something too.
    Otherwise(Outcome),
    /// A number from 0 to 10; nothing where Enter came alone.
    Score(Option<Score>),
    /// Numbers of a list, counted from 1; 0 alone is none of them, nothing is no answer.
    List(Option<Vec<usize>>),
    /// Some words; nothing where Enter came alone.
    Words(Option<Note>),
}

/// What comes of a key on a page.
#[derive(Clone, Debug)]
pub enum Pressed {
    /// It is part of what is being typed, or takes the last character back.
    Typed,
    /// The page is answered.
    Reply(Reply),
    /// It fits nothing; this would.
    Refused(Wanted),
}

/// Puts a key into what is typed so far. `listed` is how long the list of the page is.
pub fn press(page: &Page, typed: &mut String, key: KeyPress, listed: usize) -> Pressed {
    if typed.is_empty()
        && let Some(choice) = key.name().and_then(|name| page.choice(name))
    {
        return Pressed::Reply(Reply::Choice(choice));
    }
    match (&page.takes, key) {
        (Takes::Keys(keys), _) => Pressed::Refused(wanted(page, keys)),
        (Takes::Confirm { otherwise, .. }, _) => Pressed::Reply(Reply::Otherwise(*otherwise)),
        (_, KeyPress::Erase) => {
            typed.pop();
            Pressed::Typed
        }
        (Takes::Pain { .. } | Takes::Score { .. }, KeyPress::Enter) => {
            score(&std::mem::take(typed))
        }
        (Takes::Pain { .. } | Takes::Score { .. }, KeyPress::Char(digit)) => {
            match page.choice(by_place(digit)) {
                Some(choice) => Pressed::Reply(Reply::Choice(choice)),
                None if digit.is_ascii_digit() && typed.len() < 2 => type_in(typed, digit),
                None => {
                    typed.clear();
                    Pressed::Refused(Wanted::Score)
                }
            }
        }
        (Takes::List { .. }, KeyPress::Enter) => numbers(&std::mem::take(typed), listed),
        (Takes::Words { .. }, KeyPress::Enter) => {
            Pressed::Reply(Reply::Words(Note::new(&std::mem::take(typed))))
        }
        (Takes::List { .. } | Takes::Words { .. }, KeyPress::Char(letter)) => {
            type_in(typed, letter)
        }
    }
}

/// What a page of keys takes, for whoever pressed another one.
pub fn wanted(page: &Page, keys: &[Choice]) -> Wanted {
    if page.is_a_warning { Wanted::Away(names(keys)) } else { keys_of(keys) }
}

fn names(keys: &[Choice]) -> Vec<char> {
    keys.iter().map(|choice| choice.key).collect()
}

fn type_in(typed: &mut String, letter: char) -> Pressed {
    if !letter.is_control() && typed.chars().count() < Note::AT_MOST {
        typed.push(letter);
    }
    Pressed::Typed
}

/// The keys of a page; not a `q` that leaves, as everywhere, or does what another key does.
fn keys_of(keys: &[Choice]) -> Wanted {
    let leaves = |choice: &Choice| {
        let mut others = keys.iter().filter(|other| other.key != choice.key);
        let adds = choice.then != LEAVE.then && others.all(|other| other.then != choice.then);
        choice.key == LEAVE.key && !adds
    };
    Wanted::Keys(keys.iter().filter(|choice| !leaves(choice)).map(|choice| choice.key).collect())
}

/// A number that is none of the scale is asked for again.
fn score(typed: &str) -> Pressed {
    match typed.parse::<u8>().map(Score::new) {
        Ok(Some(score)) => Pressed::Reply(Reply::Score(Some(score))),
        Err(_) if typed.is_empty() => Pressed::Reply(Reply::Score(None)),
        Ok(None) | Err(_) => Pressed::Refused(Wanted::Score),
    }
}

/// The numbers in some words; all of them have to be on the list.
fn numbers(words: &str, of: usize) -> Pressed {
    if words.trim().is_empty() {
        return Pressed::Reply(Reply::List(None));
    }
    let parts = words.split(|letter: char| !letter.is_ascii_digit());
    let parts = parts.filter(|part| !part.is_empty());
    let numbers: Result<Vec<usize>, _> = parts.map(str::parse).collect();
    // Too long to be said back.
    let Ok(numbers) = numbers else {
        return Pressed::Refused(Wanted::Numbers { of, not: None });
    };
    let is_unknown = |number: &&usize| **number > of || (**number == 0 && numbers.len() > 1);
    match numbers.iter().find(is_unknown) {
        Some(not) => Pressed::Refused(Wanted::Numbers { of, not: Some(*not) }),
        None if numbers.is_empty() => Pressed::Refused(Wanted::Numbers { of, not: None }),
        None => Pressed::Reply(Reply::List(Some(numbers))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::PageId;
    use super::*;
    use crate::text::questions::please;

    fn typed(page: PageId, keys: &str) -> Option<Reply> {
        let mut so_far = String::new();
        let key = |letter| match letter {
            '\n' => KeyPress::Enter,
            '<' => KeyPress::Erase,
            letter => KeyPress::Char(letter),
        };
        keys.chars().map(key).find_map(|key| match press(page.page(), &mut so_far, key, 8) {
            Pressed::Reply(reply) => Some(reply),
            Pressed::Typed | Pressed::Refused(_) => None,
        })
    }

    /// The number as it is typed; `-` for none.
    fn pain(keys: &str) -> Option<String> {
        match typed(PageId::Before, keys)? {
            Reply::Score(None) => Some("-".into()),
            Reply::Score(Some(score)) => Some(score.number().to_string()),
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
    }

    #[test]
    fn what_fits_nothing_is_answered_with_what_does() {
        let refused = |page: PageId, keys: &str| {
            let mut so_far = String::new();
            let key = |letter| match letter {
                '\n' => KeyPress::Enter,
                letter => KeyPress::Char(letter),
            };
            let pressed =
                keys.chars().map(|letter| press(page.page(), &mut so_far, key(letter), 8));
            match pressed.last() {
                Some(Pressed::Refused(wanted)) => please(&wanted),
                other => panic!("{keys:?}: {other:?}"),
            }
        };
        assert_eq!(refused(PageId::Card, "\n"), "n, 1 or 2, please.");
        assert_eq!(refused(PageId::Before, "11\n"), "0 to 10, please.");
        assert_eq!(refused(PageId::Before, "100"), "0 to 10, please.");
        assert_eq!(refused(PageId::Before, "y"), "0 to 10, please.");
        assert_eq!(refused(PageId::Flags, "13\n"), "1 to 8, please. Not 13.");
        let long = refused(PageId::Flags, "1, 99999999999999999999999\n");
        assert_eq!(long, "1 to 8, please, or 0 for none.");
        assert_eq!(refused(PageId::Flags, "0 3\n"), "1 to 8, please, or 0 alone.");
        assert_eq!(refused(PageId::Flags, "none\n"), "1 to 8, please, or 0 for none.");
        assert_eq!(refused(PageId::NothingLeft, "n"), "space or b, please.");
        assert_eq!(refused(PageId::Finish, "\n"), "q or space, please.");
        let back = "Enter closes. k takes a wrong key back.";
        assert_eq!(refused(PageId::Emergency, "x"), back);
        assert_eq!(refused(PageId::EmergencyAgain, "k"), "Enter closes.");
        assert_eq!(refused(PageId::RedStop, "x"), "Enter closes. 5: one of the signs above.");
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
