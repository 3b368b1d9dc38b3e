//! What is said of whom a file is from, by its mark: the same sender as before, or not. Never more.

use jiff::civil::Date;

use crate::domain::people::{KnownSender, Sender};

use super::commands::line;
use super::files::Question;
use super::printable::printable;

/// Before a file is taken in whose sender is in doubt.
pub const TAKE_IN_ALL_THE_SAME: Question = Question {
    text: "Take it in all the same?",
    answers: &[('y', "yes, I have asked, and it is theirs"), ('n', "no, change nothing (Enter)")],
    enter: 'n',
};

/// From whom a file is, as far as its mark tells, or what is odd about it. `by` is the name that it
/// gives, `words` those of a mark that is new here.
pub fn sender(sender: &Sender<'_>, by: Option<&str>, words: &str) -> Option<String> {
    Some(match sender {
        Sender::Unknown => return None,
        Sender::FirstTime(_) => format!(
            "It is the first file from this sender. Their mark is\n  {words}\n\
             If in doubt, telephone them on a number that you had before this file,\n\
             and let them tell you these four words. {}",
            they_type()
        ),
        Sender::Same(known) if by.is_none() => {
            format!("It is from the same sender as on {}: {}.", day(known.last), name(known))
        }
        Sender::Same(known) => format!("It is from the same sender as on {}.", day(known.last)),
        Sender::Renamed(known) => format!(
            "It is from the same sender as on {}. They were called {} then.",
            day(known.last),
            name(known)
        ),
        Sender::WithoutTheirMark(known) => format!(
            "IT HAS NO MARK, and what came from {} on {} had one.\n\
             It may be from somebody else.\n{ASK}",
            name(known),
            day(known.last)
        ),
        Sender::WithABrokenMark => format!(
            "ITS MARK DOES NOT FIT: it was changed after it was shared,\n\
             or is not from whom it says.\n{ASK}"
        ),
        Sender::AnotherComputer(known, _) => format!(
            "IT WAS NOT MADE ON THE COMPUTER of the last one from {}, on {}.\n\
             They may have a new computer, or it is from somebody else.\n{ASK}\n\
             Let them tell you these four words:  {words}\n{}",
            name(known),
            day(known.last),
            they_type()
        ),
        Sender::OneAsTheOther { named, marked } => {
            format!("ITS MARK IS THAT OF {}, not that of {}.\n{ASK}", name(marked), name(named))
        }
    })
}

/// How a sender sees the four words of their mark.
fn they_type() -> String {
    format!("They type\n  {}", line(&["people"]))
}

const ASK: &str = "Telephone them first, on a number that you had before this file.";

/// Nobody can be asked.
pub const IN_DOUBT: &str = "It is in doubt from whom this file is.";
/// How to take it in all the same where nobody can be asked.
pub fn to_take_it_all_the_same(file: &str) -> String {
    let typed = line(&["add", file, "--any-sender"]);
    format!("Nothing was changed. When you have asked them, and it is theirs:  {typed}")
}

/// A file was changed after it was shared, or is another's: nobody can say that it is in order.
pub const SHARED_ONCE_MORE: &str =
    "Nothing was changed. Do not use this file; ask them to share it once more.";

/// Whom it is from could not be remembered.
pub fn not_remembered(why: &str) -> String {
    format!("The sender is not remembered: {why}")
}

/// Below a file that was written to be sent.
pub fn your_mark(words: &str) -> String {
    format!("Your mark, if somebody asks on the telephone:  {words}")
}

/// A file was written to be sent, and has no mark.
pub fn no_mark(why: &str) -> String {
    format!("It has no mark, by which others see that it is from the same sender as before: {why}")
}

/// What `people` shows of the person's own mark.
pub fn own_mark(words: &str, made: Option<Date>) -> String {
    let since = made.map_or(String::new(), |made| format!(", since {}", day(made)));
    format!(
        "Your own mark{since}:\n  {words}\n\
         Every file that you share has it. Who asks you for it compares these four words."
    )
}
/// There is none yet.
pub const NO_MARK_YET: &str = "You have no mark of your own yet; the first `share` makes it.";

/// Above those whose files were taken in.
pub const THEY_SENT: &str = "Senders whose files you have taken in:";
/// There is none.
pub const NOBODY_SENT: &str = "You have taken in no marked file yet.";

/// Somebody whose files were taken in.
pub fn known(known: &KnownSender) -> String {
    let (since, last) = (day(known.since), day(known.last));
    let when = if since == last { format!("on {since}") } else { format!("{since} to {last}") };
    format!("{}, {when}\n    {}", name(known), printable(&known.words))
}
/// How to forget one.
pub fn to_forget() -> String {
    format!("To forget one:  {}", line(&["people", "forget", "NAME"]))
}
/// A mark says this and no more.
pub const SAYS_NO_MORE: &str =
    "A mark says that files are from the same sender. It does not say that they suit you.";

/// So many were forgotten.
pub fn forgotten(who: &str) -> String {
    format!("Forgotten: {}. The routines that came from there stay.", printable(who))
}
/// There is nobody of that name.
pub fn nobody_called(who: &str) -> String {
    format!("There is nobody called {who}.")
}
/// Where the names stand.
pub const PEOPLE_SHOWS_NAMES: &str = "`stenosis-routine people` shows the names.";

/// What a file with the secret key says of itself.
pub const KEEP_SECRET: &str = "Who has this file can send files as you. Copy it to another computer of yours, and nowhere else.";

fn name(known: &KnownSender) -> String {
    known.name.as_deref().map_or("somebody without a name".into(), printable)
}

/// A day as these sentences write it.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
