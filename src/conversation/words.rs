//! The words of each question.

use crate::text::questions::{self as text, About};

use super::pages::Question;

/// The words of a question: at most 58 columns and 19 rows.
pub fn words(question: Question, about: &About<'_>) -> Vec<String> {
    let words = match question {
        Question::Card => text::card,
        Question::AskedFirst => text::asked_first,
        Question::New => text::new,
        Question::Looked => text::looked,
        Question::AfterLast => text::after_last,
        Question::TooMuchAgain => text::too_much_again,
        Question::LeaningBack => text::leaning_back,
        Question::Flags => text::flags,
        Question::Caution => text::caution_of,
        Question::Before | Question::Now => text::pain,
        Question::NothingLeft => text::nothing_left,
        Question::Usual => text::usual,
        Question::RestInstead => text::rest_instead,
        Question::DoctorToday => text::doctor_today,
        Question::Notice => text::notice,
        Question::LegsBack => text::legs_back,
        Question::OnlyBreathing => text::only_breathing,
        Question::DizzyGone => text::dizzy_gone,
        Question::After => text::pain_afterwards,
        Question::Legs => text::legs,
        Question::Amount => text::amount,
        Question::Note => text::note,
        Question::Why => text::why,
        Question::RedStop => text::red_stop,
        Question::Emergency => text::emergency,
    };
    words(about)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use std::time::Duration;

    use crate::domain::routine::Position;

    use super::*;

    #[test]
    fn every_question_fits_the_smallest_screen_it_is_made_for() {
        let long = "x".repeat(37);
        let list = vec!["back, hip, knee or belly operation within 12 weeks".to_owned(); 12];
        let positions = [Position::Seated, Position::Lying, Position::Standing];
        for position in positions {
            let about = About {
                name: "seated-cat-cow",
                contact: Some(&long),
                position,
                before: Some(10),
                left: Duration::from_secs(754),
                list: &list,
            };
            for asked in Question::ALL {
                let lines = words(*asked, &about);
                assert!((1..=19).contains(&lines.len()), "{asked:?}");
                for line in lines.iter().flat_map(|line| textwrap::wrap(line, 58)) {
                    assert!(line.width() <= 58, "{asked:?}: {line}");
                }
            }
        }
    }
}
