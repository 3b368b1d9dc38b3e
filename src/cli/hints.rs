//! What to do about what was asked for and cannot be done.

use crate::cli::error::{CommandError, Hint};
use crate::text;
use crate::text::{errors, people, recording};

impl CommandError {
    /// What to write or to look at instead, where there is such a thing.
    pub(super) fn hint(&self) -> Option<Hint> {
        let (behind, below) =
            (|text: &str| Hint::SameLine(text.into()), |text: &str| Hint::NextLine(text.into()));
        Some(match self {
            CommandError::NotAFileName(_) => behind(errors::WRITE_A_NAME),
            CommandError::TakenName { file, .. } => Hint::NextLine(errors::under_another(file)),
            CommandError::ThereAlready(name) => Hint::NextLine(errors::to_change_it(name)),
            CommandError::NotYours(_) => behind(errors::LIST_SHOWS_YOURS),
            CommandError::NobodyHere { command } => Hint::SameLine(errors::to_do_it(command)),
            CommandError::NotUnasked { instead, .. }
            | CommandError::CannotRemind { instead, .. } => below(instead),
            CommandError::CannotStaySmaller { file } => Hint::SameLine(errors::as_sent(file)),
            CommandError::NotAShared(_) => below(errors::NAME_ANOTHER_FILE),
            CommandError::FileThereAlready(_) => behind(recording::ADD_FORCE),
            CommandError::NotSelfContained => behind(errors::REPORT_IT),
            CommandError::TooLargeToShare(_) => behind(errors::MAKE_IT_SMALLER),
            CommandError::HomeNotWhole(_) => behind(errors::NAME_A_WHOLE_PATH),
            CommandError::NobodyToAsk => behind(errors::FORGET_WITH_YES),
            CommandError::SessionGoesOn => behind(errors::FORGET_LATER),
            CommandError::NoEngine => behind(text::voice::GET_AN_ENGINE),
            CommandError::NoEntry(_) => behind(errors::JOURNAL_SHOWS_NUMBERS),
            CommandError::NobodyCalled(_) => behind(people::PEOPLE_SHOWS_NAMES),
            CommandError::Output(_)
            | CommandError::NoRoutine(_)
            | CommandError::NoCommand(_)
            | CommandError::NoTheme(_)
            | CommandError::NoFile(_)
            | CommandError::IsHere(_)
            | CommandError::NothingToClear(_)
            | CommandError::NoExercise { .. }
            | CommandError::NoSoundFormat(..)
            | CommandError::OtherEnding(_)
            | CommandError::NoOption(..)
            | CommandError::NoPageFormat(_)
            | CommandError::NoSpeech(_)
            | CommandError::NoGoal
            | CommandError::GoalTooLong(..)
            | CommandError::NothingForToday => return None,
        })
    }
}
