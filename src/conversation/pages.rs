//! What a person is asked, and what counts as an answer.
//!
//! A question knows its keys, not its words (`words` has those) and not what comes of an answer
//! (`session` does). Silence is never an answer: Enter alone, a key that fits nothing and time that
//! passes are [`Reply::None`] at most.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::units::minutes;

use super::key_places::by_place;

/// Something a person is asked, or told and has to put away by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// The safety card.
    Card,
    /// The card's second list: whether somebody was asked already.
    AskedFirst,
    /// Later days: anything new, in one line.
    New,
    /// After an emergency answer: whether a doctor has looked at it.
    Looked,
    /// How long the last session was felt.
    AfterLast,
    /// The last two sessions were too much: gentle-day instead (section 3.3).
    TooMuchAgain,
    /// Whether leaning back is a matter, as one question: four flags of the flagship.
    LeaningBack,
    /// The flags that this routine's exercises name, as one list.
    Flags,
    /// An exercise that bends the upper back backwards: whether its caution is accepted.
    Caution,
    /// Pain before the first movement.
    Before,
    /// The answers have left nothing of the plan: what is done instead.
    NothingLeft,
    /// Pain of six or more at rest: whether that is usual.
    Usual,
    /// A minute of rest instead.
    RestInstead,
    /// Too much, and new: a doctor today.
    DoctorToday,
    /// What is noticed, during a session.
    Notice,
    /// Pain during a session.
    Now,
    /// Whether the legs are back as they were.
    LegsBack,
    /// Only breathing is left: whether to go on.
    OnlyBreathing,
    /// Whether dizziness has gone.
    DizzyGone,
    /// Pain afterwards.
    After,
    /// Legs, against the start.
    Legs,
    /// Whether the amount was right.
    Amount,
    /// A note.
    Note,
    /// Why it was stopped early.
    Why,
    /// Too much for today.
    RedStop,
    /// Medical help is needed now.
    Emergency,
}

/// What a question takes for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One of these keys; `\n` stands for Enter.
    Keys(&'static str),
    /// A number from 0 to 10 and Enter.
    Number,
    /// Some words and Enter.
    Words,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A key.
    Key(char),
    /// A number from 0 to 10.
    Number(u8),
    /// Some words.
    Words(Arc<str>),
    /// No answer.
    None,
}

/// The longest note, in characters.
const NOTE_AT_MOST: usize = 500;
/// Questions after a session close by themselves (section "What is asked when").
const AFTERWARDS: Duration = minutes(2);

impl Question {
    /// All of them.
    pub const ALL: &[Question] = &[
        Question::Card,
        Question::AskedFirst,
        Question::New,
        Question::Looked,
        Question::AfterLast,
        Question::TooMuchAgain,
        Question::LeaningBack,
        Question::Flags,
        Question::Caution,
        Question::Before,
        Question::NothingLeft,
        Question::Usual,
        Question::RestInstead,
        Question::DoctorToday,
        Question::Notice,
        Question::Now,
        Question::LegsBack,
        Question::OnlyBreathing,
        Question::DizzyGone,
        Question::After,
        Question::Legs,
        Question::Amount,
        Question::Note,
        Question::Why,
        Question::RedStop,
        Question::Emergency,
    ];

    /// What it takes for an answer.
    pub const fn takes(self) -> Takes {
        match self {
            Question::Card => Takes::Keys("n12"),
            Question::AskedFirst => Takes::Keys("aq"),
            Question::New => Takes::Keys("ny"),
            Question::Looked | Question::Usual | Question::DizzyGone => Takes::Keys("yn"),
            Question::AfterLast => Takes::Keys("1234\n"),
            Question::LeaningBack => Takes::Keys("ny\n"),
            Question::Caution => Takes::Keys("y\n"),
            Question::NothingLeft => Takes::Keys(" bq"),
            Question::TooMuchAgain | Question::RestInstead | Question::OnlyBreathing => {
                Takes::Keys(" q")
            }
            Question::DoctorToday => Takes::Keys("c\n"),
            Question::LegsBack => Takes::Keys("yq"),
            Question::Legs | Question::Amount => Takes::Keys("123\nq"),
            Question::Notice => Takes::Keys("123456\nq"),
            Question::Why => Takes::Keys("12345\nq"),
            Question::RedStop | Question::Emergency => Takes::Keys("\n"),
            Question::Before | Question::Now | Question::After => Takes::Number,
            Question::Note | Question::Flags => Takes::Words,
        }
    }

    /// How long it waits for a key; the times of P-08 and P-10 are those of section 3.2.
    pub const fn waits(self) -> Option<Duration> {
        match self {
            Question::LegsBack => Some(minutes(10)),
            Question::DizzyGone => Some(minutes(2)),
            Question::After
            | Question::Legs
            | Question::Amount
            | Question::Note
            | Question::Why => Some(AFTERWARDS),
            _ => None,
        }
    }

    /// Whether an answer is typed and confirmed with Enter.
    pub fn is_typed(self) -> bool {
        matches!(self.takes(), Takes::Number | Takes::Words)
    }

    /// Whether this is text that nobody may miss: it stays until a key, and is printed once more
    /// when the screen is gone.
    pub const fn is_a_warning(self) -> bool {
        matches!(self, Question::RedStop | Question::Emergency)
    }
}

/// A key, as far as a session can tell keys apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter, a digit, a sign or a blank.
    Char(char),
    /// The Enter key.
    Enter,
    /// Takes the last character back.
    Erase,
}

impl Key {
    /// The key where it chooses something: on a keyboard with other letters its place counts.
    #[must_use]
    pub fn by_place(self) -> Key {
        match self {
            Key::Char(letter) => Key::Char(by_place(letter)),
            Key::Enter | Key::Erase => self,
        }
    }
}

/// Puts a key into what is typed so far; gives the answer that it makes.
pub fn answer(question: Question, typed: &mut String, key: Key) -> Option<Reply> {
    let takes = question.takes();
    let key = if takes == Takes::Words { key } else { key.by_place() };
    match (takes, key) {
        (Takes::Keys(keys), _) => one_of(keys, key),
        (_, Key::Erase) => {
            typed.pop();
            None
        }
        (Takes::Number, Key::Enter) => number(typed),
        (Takes::Number, Key::Char('q' | 'Q')) => Some(Reply::Key('q')),
        (Takes::Number, Key::Char(digit)) => {
            if digit.is_ascii_digit() && typed.len() < 2 {
                typed.push(digit);
            }
            None
        }
        (Takes::Words, Key::Enter) => Some(words(typed)),
        (Takes::Words, Key::Char(letter)) => {
            if !letter.is_control() && typed.chars().count() < NOTE_AT_MOST {
                typed.push(letter);
            }
            None
        }
    }
}

fn one_of(keys: &str, key: Key) -> Option<Reply> {
    let key = match key {
        Key::Char(letter) => letter.to_ascii_lowercase(),
        Key::Enter => '\n',
        Key::Erase => return None,
    };
    // Whoever wants to leave may, wherever there is more than one answer.
    let leaves = key == 'q' && keys.len() > 1;
    (leaves || keys.contains(key)).then_some(match key {
        '\n' => Reply::None,
        key => Reply::Key(key),
    })
}

/// A number that is none of the scale is asked for again.
fn number(typed: &mut String) -> Option<Reply> {
    let text = std::mem::take(typed);
    match text.parse::<u8>() {
        Ok(number @ 0..=10) => Some(Reply::Number(number)),
        Ok(_) => None,
        Err(_) => Some(Reply::None),
    }
}

fn words(typed: &mut String) -> Reply {
    match std::mem::take(typed).trim() {
        "" => Reply::None,
        text => Reply::Words(text.into()),
    }
}

/// The numbers in an answer to a list, counted from 1; `0` alone means none of them.
pub fn numbers(reply: &Reply) -> Option<Vec<usize>> {
    let Reply::Words(words) = reply else { return None };
    let parts =
        words.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let numbers: Vec<usize> = parts.filter_map(|part| part.parse().ok()).collect();
    (!numbers.is_empty()).then_some(numbers)
}

/// How long the legs may take to be back as they were, for the breathing to go on (P-08).
pub const LEGS_SETTLE: Duration = minutes(3);

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(question: Question, keys: &str) -> Option<Reply> {
        let mut so_far = String::new();
        let key = |letter| match letter {
            '\n' => Key::Enter,
            '<' => Key::Erase,
            letter => Key::Char(letter),
        };
        keys.chars().map(key).find_map(|key| answer(question, &mut so_far, key))
    }

    #[test]
    fn a_number_is_confirmed_and_a_slip_corrected() {
        assert_eq!(typed(Question::Before, "3"), None);
        assert_eq!(typed(Question::Before, "3\n"), Some(Reply::Number(3)));
        assert_eq!(typed(Question::Before, "8<3\n"), Some(Reply::Number(3)));
        assert_eq!(typed(Question::Before, "10\n"), Some(Reply::Number(10)));
        assert_eq!(typed(Question::Before, "99\n4\n"), Some(Reply::Number(4)));
        assert_eq!(typed(Question::Before, "\n"), Some(Reply::None));
    }

    #[test]
    fn enter_is_no_answer_where_it_is_not_offered() {
        assert_eq!(typed(Question::Card, "\n"), None);
        assert_eq!(typed(Question::Card, "\nx N"), Some(Reply::Key('n')));
        assert_eq!(typed(Question::LeaningBack, "\n"), Some(Reply::None));
        assert_eq!(typed(Question::Card, "q"), Some(Reply::Key('q')));
        assert_eq!(typed(Question::Emergency, "q"), None);
    }

    #[test]
    fn letters_count_by_their_place_and_words_as_they_are() {
        assert_eq!(typed(Question::Card, "т"), Some(Reply::Key('n')));
        assert_eq!(typed(Question::Card, "Ν"), Some(Reply::Key('n')));
        assert_eq!(typed(Question::Before, "3й"), Some(Reply::Key('q')));
        assert_eq!(typed(Question::Note, "спина\n"), Some(Reply::Words("спина".into())));
        // It stands on `y` for some, and on `n` for others.
        assert_eq!(typed(Question::Looked, "н"), None);
    }

    #[test]
    fn a_note_is_plain_text() {
        let reply = typed(Question::Note, " slept badly\u{1b}[2J<<<\n");
        assert_eq!(reply, Some(Reply::Words("slept badly".into())));
        assert_eq!(typed(Question::Note, "  \n"), Some(Reply::None));
    }
}
