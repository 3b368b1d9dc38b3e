//! The health answers that can make a session smaller, as data.
//!
//! Only the names are here so far: routine files refer to them in `hide-if` and `warn-if`.

vocabulary! {
    /// A health answer. What each stands for, and why it matters, is section 3.1 C of the clinical notes.
    pub enum Flag {
        /// Leaning back brings on leg symptoms.
        ExtSensitive = "ext-sensitive",
        /// A vertebra that has slipped.
        Spondylolisthesis = "spondylolisthesis",
        /// Thin bones.
        Osteoporosis = "osteoporosis",
        /// A fracture lately, or of a vertebra.
        RecentFracture = "recent-fracture",
        /// Back, hip, knee or belly operation within 12 weeks.
        RecentSurgery = "recent-surgery",
        /// A hip replacement.
        HipReplacement = "hip-replacement",
        /// Knee trouble.
        Knee = "knee",
        /// Getting down to the floor or up from it is hard.
        FloorDifficulty = "floor-difficulty",
        /// Falls, or fear of falling.
        FallsRisk = "falls-risk",
        /// High blood pressure or heart trouble.
        HighBpHeart = "high-bp-heart",
        /// Glaucoma.
        Glaucoma = "glaucoma",
        /// Vertigo that comes with changes of position.
        Vertigo = "vertigo",
        /// Pregnant, 16 weeks or more.
        Pregnancy16w = "pregnancy-16w",
        /// A lung or heart-failure team has given a breathing plan.
        Breathing = "breathing",
        /// A hernia, or a weak pelvic floor.
        HerniaPelvic = "hernia-pelvic",
        /// Medicines that make dizzy or drowsy.
        DrowsyMeds = "drowsy-meds",
        /// Wrist or shoulder trouble.
        WristShoulder = "wrist-shoulder",
        /// Neck trouble.
        Neck = "neck",
    }
}
