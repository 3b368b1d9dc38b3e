//! The pages of the table, in the order of a session.

mod after;
mod before;
mod during;
mod more;
mod weekly;

use std::time::Duration;

use crate::domain::ending::How;
use crate::domain::units::minutes;

use super::PageId;
use super::table::{Choice, Cond, Next, Outcome, Page};

pub use after::afterwards;
pub use before::AT_FIRST;

/// How long the legs may take to be back as they were, for the breathing to go on (P-08).
pub const LEGS_SETTLE: Duration = minutes(3);

const QUEUE: Outcome = Outcome::to(Next::Queue);
const CLOSE: Outcome = Outcome::to(Next::Close);
const STOP: Outcome = Outcome::to(Next::End(How::Stopped));

const NOT_TODAY: Outcome = Outcome::to(Next::When(
    Cond::BadNews,
    &Outcome::to(Next::End(How::AskFirst)),
    &Outcome::to(Next::End(How::NotToday)),
));

/// Away from the questions that are left, or from the session.
const AWAY: Next =
    Next::When(Cond::Over, &CLOSE, &Outcome::to(Next::When(Cond::Begun, &STOP, &NOT_TODAY)));

/// Whoever wants to leave may, wherever there is more than one answer.
pub(super) const LEAVE: Choice = Choice::only('q', Outcome::to(AWAY));

impl PageId {
    /// The page of this name.
    pub const fn page(self) -> &'static Page {
        match self {
            PageId::Card => &before::CARD,
            PageId::AskedFirst => &before::ASKED_FIRST,
            PageId::New => &before::NEW,
            PageId::Looked => &before::LOOKED,
            PageId::AfterLast => &before::AFTER_LAST,
            PageId::TooMuchAgain => &before::TOO_MUCH_AGAIN,
            PageId::WeekCard => &weekly::WEEK_CARD,
            PageId::LeaningBack => &before::LEANING_BACK,
            PageId::Flags => &before::FLAGS,
            PageId::FlagsRight => &before::FLAGS_RIGHT,
            PageId::FullAgain => &more::FULL_AGAIN,
            PageId::Caution => &before::CAUTION,
            PageId::Before => &before::BEFORE,
            PageId::OneMore => &more::ONE_MORE,
            PageId::NothingLeft => &before::NOTHING_LEFT,
            PageId::Usual => &before::USUAL,
            PageId::RestInstead => &before::REST_INSTEAD,
            PageId::DoctorToday => &before::DOCTOR_TODAY,
            PageId::FirstList => &before::FIRST_LIST,
            PageId::Notice => &during::NOTICE,
            PageId::Now => &during::NOW,
            PageId::NothingSmaller => &during::NOTHING_SMALLER,
            PageId::Finish => &during::FINISH,
            PageId::LegsBack => &during::LEGS_BACK,
            PageId::OnlyBreathing => &during::ONLY_BREATHING,
            PageId::DizzyGone => &during::DIZZY_GONE,
            PageId::DizzyStays => &during::DIZZY_STAYS,
            PageId::After => &after::AFTER,
            PageId::Legs => &after::LEGS,
            PageId::Amount => &after::AMOUNT,
            PageId::Goal => &weekly::GOAL,
            PageId::Note => &after::NOTE,
            PageId::Why => &after::WHY,
            PageId::RedStop => &after::RED_STOP,
            PageId::Emergency => &after::EMERGENCY,
            PageId::EmergencyAgain => &after::EMERGENCY_AGAIN,
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::table::{Effect, Fact, Smaller, Takes};
    use super::*;
    use crate::domain::ending::{Instead, Signal};
    use crate::domain::pain_rules::Row;
    use crate::domain::routine::Position;
    use crate::text::questions::About;

    /// The longest that every list can be.
    fn about(position: Position) -> About {
        About {
            name: "seated-cat-cow".into(),
            contact: Some("x".repeat(37)),
            before: Some(10),
            left: Duration::from_secs(754),
            list: vec!["back, hip, knee or belly operation within 12 weeks".to_owned(); 12],
            ..About::nothing_yet(position)
        }
    }

    /// Every outcome that can come of a page, branches taken apart.
    fn outcomes(page: &Page) -> Vec<Outcome> {
        let rows = Row::ALL.iter().map(|row| super::super::rows::outcome(*row));
        let first: Vec<Outcome> = page.choices().iter().map(|choice| choice.then).collect();
        let typed: Vec<Outcome> = match page.takes {
            Takes::Keys(_) => Vec::new(),
            Takes::Confirm { otherwise, .. } => vec![otherwise],
            Takes::Pain { no_number, .. } => rows.chain([no_number]).collect(),
            Takes::List { then, not_sure, .. } => vec![then, not_sure],
            Takes::Words { then, .. } | Takes::Score { then, .. } => vec![then],
        };
        let silence = page.silence.map(|(_, outcome)| outcome);
        let mut all: Vec<Outcome> = first.into_iter().chain(typed).chain(silence).collect();
        let mut nth = 0;
        while let Some(Outcome { next, .. }) = all.get(nth).copied() {
            if let Next::When(_, then, otherwise) = next {
                all.extend([*then, *otherwise]);
            }
            nth += 1;
        }
        all
    }

    #[test]
    fn every_name_has_its_own_page() {
        for id in PageId::ALL {
            assert_eq!(id.page().id, *id);
        }
    }

    #[test]
    fn no_page_has_two_choices_of_one_key() {
        for page in PageId::ALL.iter().map(|id| id.page()) {
            for (nth, choice) in page.choices().iter().enumerate() {
                let mut others = page.choices().iter().skip(nth + 1);
                assert!(others.all(|other| other.key != choice.key), "{:?} {choice:?}", page.id);
                assert_eq!(choice.key.to_ascii_lowercase(), choice.key);
            }
        }
    }

    #[test]
    fn the_words_of_a_page_name_its_keys() {
        for page in PageId::ALL.iter().map(|id| id.page()) {
            let words = (page.words)(&about(Position::Seated)).join(" ");
            let mut named: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
            named.retain(|word| !word.is_empty());
            for choice in page.choices() {
                let name = match choice.key {
                    ' ' => "space".to_owned(),
                    // Whoever wants to leave or to skip finds the key without being told each time.
                    'q' | '\n' => continue,
                    // It only confirms; nobody is asked to.
                    'y' if page.is_a_warning => continue,
                    key => key.to_string(),
                };
                assert!(named.contains(&name.as_str()), "{:?} {name}: {words}", page.id);
            }
        }
    }

    #[test]
    fn every_page_is_asked_first_or_led_to() {
        let signal = How::Signal(Signal::Interrupt);
        let instead = How::Instead(Instead::Rest);
        let ends = [How::Finished, How::Stopped, How::RedStop, How::Emergency, How::NotToday];
        let ends = ends.into_iter().chain([signal, instead]);
        let mut reached: Vec<PageId> = ends.flat_map(afterwards).copied().collect();
        reached.extend(AT_FIRST);
        // Where answers leave nothing, key `p`, and what comes once a week.
        reached.extend([PageId::NothingLeft, PageId::Notice, PageId::Finish, PageId::Goal]);
        let mut nth = 0;
        while let Some(id) = reached.get(nth).copied() {
            for outcome in outcomes(id.page()) {
                if let Next::Page(next) = outcome.next
                    && !reached.contains(&next)
                {
                    reached.push(next);
                }
            }
            nth += 1;
        }
        for id in PageId::ALL {
            assert!(reached.contains(id), "{id:?}");
        }
    }

    #[test]
    fn silence_clears_and_admits_nothing() {
        for page in PageId::ALL.iter().map(|id| id.page()) {
            let silent = page.choices().iter().filter(|choice| choice.key == '\n');
            let silent = silent.map(|choice| choice.then);
            for outcome in silent.chain(page.silence.map(|(_, outcome)| outcome)) {
                let frees = [
                    Effect::Plan(Smaller::WithCautionAccepted),
                    Effect::Remember(Fact::NoneOnTheCard),
                    Effect::Remember(Fact::AskedFirst),
                    Effect::Remember(Fact::DoctorLooked),
                    Effect::Remember(Fact::CautionAccepted),
                    Effect::Remember(Fact::FullAgain(true)),
                    Effect::Remember(Fact::OneMore(true)),
                    Effect::OneMore,
                ];
                assert!(!outcome.does.iter().any(|effect| frees.contains(effect)), "{:?}", page.id);
            }
        }
    }

    #[test]
    fn every_page_fits_the_smallest_screen_it_is_made_for() {
        for position in [Position::Seated, Position::Lying, Position::Standing] {
            let about = about(position);
            for page in PageId::ALL.iter().map(|id| id.page()) {
                let lines = (page.words)(&about);
                assert!((1..=19).contains(&lines.len()), "{:?}", page.id);
                for line in lines.iter().flat_map(|line| textwrap::wrap(line, 58)) {
                    assert!(line.width() <= 58, "{:?}: {line}", page.id);
                }
            }
        }
    }
}
