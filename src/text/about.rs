//! What trials say of exercise in stenosis, what is not inevitable, and what to do and to avoid in daily
//! life (sections 3.5 to 3.7 and 6b of the clinical notes).

/// What `about` prints: a paragraph each.
pub const ABOUT: &[&str] = &[
    "WHAT TRIALS SAY",
    "- Manual therapy, education and exercise together have the best support for walking, of \
     moderate quality (Ammendolia 2022, BMJ Open; Bussieres 2021).",
    "- With a physiotherapist 63 of 100 people reached a clear change in six weeks, at home \
     alone 33 of 100 (Minetama 2019, 86 people). This program is the at-home part.",
    "- In the largest (BOOST, Williamson 2022, 438 people of 75 on average) disability was no \
     different after twelve months; people walked 22 metres more in six minutes, and fell \
     less.",
    "- Three kinds of care, six weeks each, all did some good, after two and after six months \
     (Schneider 2019, 259 people over 60).",
    "- No one type of exercise has been shown to be better than another (Matsuwaka 2018).",
    "- No trial of the cat-cow, of one level of the spine, or of a breathing pace in stenosis \
     was found. They are here because sitting and bending forward usually ease it.",
    "",
    "WHAT IS NOT INEVITABLE, AND WHAT IS NOT PROMISED",
    "- Some people whose pictures show a narrow canal feel nothing of it, and symptoms come \
     and go. Mild to moderate stenosis can often be managed without an operation.",
    "- Sitting brings rest; moving is what brings a lasting change.",
    "- Exercise may ease symptoms. It does not widen the canal, it does not hold up every \
     change to come, and it does not suit everybody.",
    "- Four to six weeks is the time to look back. No change by then is a reason to talk to \
     your physiotherapist or doctor, not to do more.",
    "- An operation is looked at when about three months of care have not helped, or when \
     nerves get worse. That is for you and your doctors to weigh.",
    "",
    "IN DAILY LIFE, DO",
    "- Keep moving, and avoid lying in bed all day. A little, often, with a rest before you \
     need it.",
    "- Walk, sit down before the legs make you, walk on. Cycling and water are good, too.",
    "- Sit with support in the low back, and change how you sit or stand now and then.",
    "- Warmth or cold, as you like it.",
    "- Write down what eases and what provokes: `journal`, `progress`.",
    "- Go in small steps. Once you know what helps, make it a habit.",
    "",
    "AVOID",
    "- heavy lifting, and lifting with a twist",
    "- standing or sitting long in one position",
    "- bending far back; jumping and other hard impact; stretching by force",
    "- overdoing it on a good day: it is the most usual mistake",
    "- waiting with what gets worse: `safety` says what not to wait with",
    "",
    "MORE EXERCISES, WITH PICTURES, AT THOSE WHOM THIS PROGRAM FOLLOWS",
    "- NHS Dynamic Health, its page on lumbar stenosis; NHS inform (Scotland), exercises for \
     back pain; AHP Suffolk, spinal stenosis; Cambridge University Hospitals, back mobility",
    "- Mayo Clinic, back exercises in 15 minutes a day; American Academy of Orthopaedic \
     Surgeons, spine conditioning program",
    "- for balance: NSW Active and Healthy; Royal Orthopaedic Hospital, Otago exercises",
    "- with thin bones: Royal Osteoporosis Society, bending forward with osteoporosis",
    "Better than any page is a physiotherapist who sees you: take `report` along.",
    "",
    "General information, not medical advice. Not reviewed by a clinician.",
];
