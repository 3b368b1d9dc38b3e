//! What was felt in an exercise.

use crate::domain::answers::{Answer, Noticed, WhyStopped};

/// What an exercise did, as somebody said in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Felt {
    /// It eased, or moved up toward the back.
    Eased,
    /// It brought on a leg symptom.
    Legs,
    /// It brought on more pain.
    MorePain,
    /// It brought on a sharp pain.
    Sharp,
    /// It made dizzy.
    Dizzy,
}

impl Felt {
    pub(super) fn of(answer: &Answer) -> Option<Felt> {
        Some(match answer {
            Answer::Noticed(Some(Noticed::Eases)) => Felt::Eased,
            Answer::Noticed(Some(Noticed::Legs)) | Answer::WhyStopped(Some(WhyStopped::Legs)) => {
                Felt::Legs
            }
            Answer::Noticed(Some(Noticed::MorePain))
            | Answer::WhyStopped(Some(WhyStopped::Pain)) => Felt::MorePain,
            Answer::Noticed(Some(Noticed::Sharp)) => Felt::Sharp,
            Answer::Noticed(Some(Noticed::Dizzy)) | Answer::WhyStopped(Some(WhyStopped::Dizzy)) => {
                Felt::Dizzy
            }
            _ => return None,
        })
    }
}
