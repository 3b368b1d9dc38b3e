//! The name of every page of the table.

use super::table::Takes;

vocabulary! {
    /// The name of a page: something a person is asked, or told and has to put away by a key.
    pub enum PageId {
        /// The safety card.
        Card = "card",
        /// The card's second list: whether somebody was asked already.
        AskedFirst = "asked-first",
        /// Later days: anything new, in one line.
        New = "new",
        /// After an emergency answer: whether a doctor has looked at it.
        Looked = "looked",
        /// How long the last session was felt.
        AfterLast = "after-last",
        /// The last two sessions were too much: gentle-day instead (section 3.3).
        TooMuchAgain = "too-much-again",
        /// Some weeks are over, or something is worth asking a clinician about: shown once (section 6b).
        WeekCard = "week-card",
        /// Whether leaning back is a matter, as one question: four flags of the flagship.
        LeaningBack = "leaning-back",
        /// The flags that this routine's exercises name, as one list.
        Flags = "flags",
        /// What was understood of that list, said back.
        FlagsRight = "flags-right",
        /// Exercises that the legs have made smaller, after three green sessions: whether they come
        /// back in full.
        FullAgain = "full-again",
        /// An exercise that bends the upper back backwards: whether its caution is accepted.
        Caution = "caution",
        /// Pain before the first movement.
        Before = "before",
        /// Something has gone well for some days: whether it may be one step more (section 6b).
        OneMore = "one-more",
        /// The answers have left nothing of the plan: what is done instead.
        NothingLeft = "nothing-left",
        /// Pain of six or more at rest: whether that is usual.
        Usual = "usual",
        /// A minute of rest instead.
        RestInstead = "rest-instead",
        /// Too much, and new: a doctor today.
        DoctorToday = "doctor-today",
        /// The card's first list, to be read.
        FirstList = "first-list",
        /// What is noticed, during a session.
        Notice = "notice",
        /// Pain during a session.
        Now = "now",
        /// Nothing is left to make smaller: whether to go on.
        NothingSmaller = "nothing-smaller",
        /// Whether key `q` was meant.
        Finish = "finish",
        /// Whether the legs are back as they were.
        LegsBack = "legs-back",
        /// Only breathing is left: whether to go on.
        OnlyBreathing = "only-breathing",
        /// Whether dizziness has gone.
        DizzyGone = "dizzy-gone",
        /// Dizziness that does not go.
        DizzyStays = "dizzy-stays",
        /// Pain afterwards.
        After = "after",
        /// Legs, against the start.
        Legs = "legs",
        /// Whether the amount was right.
        Amount = "amount",
        /// How hard the goal is, once a week (section 6b).
        Goal = "goal",
        /// A note.
        Note = "note",
        /// Why it was stopped early.
        Why = "why",
        /// Too much for today.
        RedStop = "red-stop",
        /// Medical help is needed now; a slip of a key can be taken back.
        Emergency = "emergency",
        /// The same, where it cannot: it was taken back once, or is still open from another day.
        EmergencyAgain = "emergency-again",
    }
}

impl PageId {
    /// What it takes to answer it is typed and confirmed with Enter.
    pub fn is_typed(self) -> bool {
        !matches!(self.page().takes, Takes::Keys(_) | Takes::Confirm { .. })
    }
}
