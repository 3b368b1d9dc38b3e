//! When to stop and whom to ask, in full: what the card has no room for (sections 3.1, 3.4 to 3.6).

/// What `safety` prints behind the card.
pub const SAFETY: &[&str] = &[
    "EMERGENCY, NOT AN EXERCISE, if any of these is new:",
    "- no feeling, or another feeling, between the legs, at the genitals, the buttocks or the bottom",
    "- trouble starting, stopping or feeling urine; leaking; not knowing whether the bladder is full",
    "- a bowel movement that cannot be held or felt",
    "- loss of sexual sensation or function",
    "- leg weakness that came or grew quickly, a foot that drops, sudden unsteady walking, both legs numb",
    "- chest pain or pressure, short of breath at rest, fainting, sudden trouble of face, arm or speech",
    "Pressure on the nerves at the end of the spine is rare. Hours matter: go to an emergency department, or call your local emergency number.",
    "",
    "NOT TODAY; ask a doctor or physiotherapist first:",
    "- pain that is severe and constant even at rest or lying; new night pain that does not settle",
    "- fever, feeling ill, weight loss that nobody can explain",
    "- leg weakness or numbness that slowly gets worse",
    "- a fall, a blow or an accident lately; a fracture, known or suspected",
    "- new back pain after cancer; long-term steroids; a weak immune system",
    "- an operation on spine, hip, knee or belly in the last 12 weeks, unless the team said yes",
    "- dizzy or light-headed now; blood pressure that is not under control; chest symptoms on effort",
    "- pain of 6 or more out of 10 before you begin",
    "- a diagnosis in the neck or the middle of the back: this program is for the low back only",
    "- leg pain that nobody has looked at: calf pain that eases just by standing still may come from the circulation",
    "",
    "SEE A DOCTOR, also when none of this is so:",
    "- no change after 6 weeks of regular sessions; worse at any time",
    "- pain that gets in the way of life, or severe pain on trying the exercises",
    "- falls or near falls; walking less far over weeks; a flare that lasts more than a week",
    "",
    "DURING A SESSION",
    "- 0 to 3: carry on. 4: smaller. 5: leave the rest of that one out. 6 or more: enough for today.",
    "- A leg symptom that is new, stronger or further down ends that exercise, at any pain.",
    "- It should be gone within 45 minutes, and not cost sleep or the next day.",
    "",
    "WHAT THIS IS",
    "General information, not medical advice and not a medical device. Not reviewed by a clinician. It is for adults with stenosis of the low back that a professional has examined, and it has not seen your scans. If somebody who has examined you says otherwise, their word counts. Exercise may ease symptoms; it does not widen the canal, and it does not work for everyone. Exercise with a physiotherapist does better than going it alone: ask for one if you can.",
    "Everything that you answer stays on this computer.",
];

#[cfg(test)]
mod tests {
    use super::SAFETY;

    #[test]
    fn s_07_each_paragraph_stands_in_one_piece() {
        for line in SAFETY.iter().filter(|line| !line.is_empty()) {
            let begins = line.starts_with("- ") || line.starts_with(char::is_uppercase);
            assert!(begins, "whoever prints it breaks its lines: {line}");
        }
    }
}
