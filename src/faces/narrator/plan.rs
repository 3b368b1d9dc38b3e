//! The plan before a session, in words.

use std::collections::BTreeSet;

use crate::domain::pain_rules::LighterFor;
use crate::domain::plan::{Ease, EasierFor, Item, Plan};
use crate::domain::routine::Position;
use crate::domain::timeline::{Part, Step, Timeline};
use crate::domain::units::Clock;
use crate::text;

use super::{Narrator, full};

/// What a plan needs to know beyond the routine.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    /// The session's end as a time of day; without one nobody is there who could begin it.
    pub ends_at: Option<String>,
    /// Whether somebody can press keys.
    pub keys: bool,
    /// Whether tones will be heard.
    pub tones: bool,
    /// The person has done this routine before.
    pub known: bool,
    /// Lines about files and folders.
    pub more: Vec<String>,
}

impl Narrator {
    /// The plan before a session: what, how long, what is needed, what is left out. One line for
    /// somebody who knows the routine, and what is different today.
    pub fn plan(
        &mut self,
        plan: &Plan,
        timeline: &Timeline,
        because: Option<LighterFor>,
    ) -> Vec<String> {
        let mut lines = match self.briefing.known {
            true => vec![text::plan_in_short(plan.routine(), timeline.total(), &needs(plan))],
            false => self.whole_plan(plan, timeline),
        };
        lines.extend(plan.is_lighter().then(|| text::lighter(because, timeline.total())));
        lines.extend(text::all_left_out(plan));
        lines.extend(in_place_of(plan));
        lines.extend(smaller(plan));
        lines.extend(small_until_asked(plan).then(|| text::SMALL_UNTIL_ASKED.to_owned()));
        lines.extend(plan.needs_company().then(|| text::SOMEBODY_NEAR.to_owned()));
        lines.extend(text::stop_if(&plan.routine().stop_if));
        if !self.briefing.known {
            lines.extend(text::general(&plan.routine().review));
        }
        lines.extend(self.briefing.more.iter().cloned());
        lines
    }

    fn whole_plan(&mut self, plan: &Plan, timeline: &Timeline) -> Vec<String> {
        let ends = self.briefing.ends_at.clone();
        let until = ends.as_ref().map_or(String::new(), |at| format!(", ends about {at}"));
        let title = &plan.routine().title;
        let mut lines = vec![format!("{title}, {}{until}.", Clock(timeline.total()))];
        lines.extend(text::needs(&needs(plan), plan.routine().language.as_deref()));
        if ends.is_some() {
            lines.extend(full(self.script.in_the_plan(timeline)));
        }
        lines.extend(places(plan, timeline));
        lines.extend(self.briefing.tones.then(|| text::TONES.to_owned()));
        lines
    }

    pub(super) fn planned(
        &mut self,
        plan: &Plan,
        timeline: &Timeline,
        because: Option<LighterFor>,
    ) -> Vec<String> {
        let mut lines = self.plan(plan, timeline, because);
        lines.extend(timeline.begins_lying_down().then(|| text::ALREADY_LYING.to_owned()));
        let keys = match (plan.is_lighter(), self.briefing.known) {
            (true, _) => text::KEYS_AT_A_LIGHTER_PLAN,
            (_, true) => text::KEYS_IN_SHORT,
            _ => text::KEYS_AT_THE_PLAN,
        };
        let is_long = !self.briefing.known || plan.is_lighter();
        lines.extend(is_long.then(String::new));
        lines.push(keys.into());
        lines
    }
}

/// Everything that has to be at hand, each thing once.
pub fn needs(plan: &Plan) -> Vec<&str> {
    let mut needs: Vec<&str> = Vec::new();
    for item in plan.items().iter().filter(|item| item.is_done()) {
        for need in &plan.routine().exercise(item.exercise()).needs {
            let need = in_bed_for_who_needs_it(plan, item, need);
            // "a firm chair without wheels" is a firm chair.
            let same = |known: &&str| is_more_of(known, need);
            needs.retain(|known| !is_more_of(need, known) || need == *known);
            if !needs.iter().any(same) {
                needs.push(need);
            }
        }
    }
    needs
}

/// Whether one thing is the other with more words behind it; a mattress is no mat.
fn is_more_of(longer: &str, shorter: &str) -> bool {
    let behind = longer.strip_prefix(shorter).and_then(|rest| rest.chars().next());
    longer == shorter || behind.is_some_and(|next| !next.is_alphanumeric())
}

/// The same thing, but a bed in place of a mat for who has trouble with the floor (section 3.1 C).
fn in_bed_for_who_needs_it<'p>(plan: &Plan, item: &Item, need: &'p str) -> &'p str {
    let fours = item.version(plan.routine()).position == Position::AllFours;
    let on_a_mat = need.split_whitespace().any(|word| word == "mat");
    if plan.lies_on_a_bed() && on_a_mat && !fours { text::A_BED } else { need }
}

/// What a plan says of places other than a chair.
fn places(plan: &Plan, timeline: &Timeline) -> Vec<String> {
    let versions = plan.items().iter().filter(|item| item.is_done());
    let positions: Vec<_> = versions.map(|item| item.version(plan.routine()).position).collect();
    let fours = positions.contains(&Position::AllFours);
    let down = timeline.spans().iter().any(|span| span.part == Part::Transition(Step::LieDown));
    let lines = [
        (down && !fours, text::ON_A_BED),
        (fours, text::ON_ALL_FOURS),
        (positions.contains(&Position::Standing) && !down, text::ON_YOUR_FEET),
        (positions.contains(&Position::Standing) && down, text::ON_YOUR_FEET_AFTER_A_BED),
        (positions.contains(&Position::Walking), text::ON_A_WALK),
    ];
    lines.iter().filter(|(so, _)| *so).map(|(_, line)| (*line).to_owned()).collect()
}

/// What is done in the place of another exercise, each once.
fn in_place_of(plan: &Plan) -> BTreeSet<String> {
    let items = plan.items().iter().filter(|item| item.is_done());
    let line = |item: &Item| {
        let of = item.in_place_of().filter(|of| !is_not_asked(of.why))?;
        let title = &plan.routine().exercise(item.exercise()).full.title;
        Some(text::in_place_of(title, of))
    };
    items.filter_map(line).collect()
}

/// What is done in its easier version from the start.
fn smaller(plan: &Plan) -> Option<String> {
    let easier = |item: &&Item| item.turns().first().is_some_and(|turn| turn.ease == Ease::Easier);
    let items = plan.items().iter().filter(|item| item.is_done());
    let is_said = |item: &&Item| !item.easier_for().is_some_and(is_not_asked);
    let items: Vec<&Item> = items.filter(easier).filter(is_said).collect();
    let title = |item: &&Item| plan.routine().exercise(item.exercise()).full.title.as_str();
    let mut titles: Vec<&str> = Vec::new();
    for title in items.iter().map(title) {
        // The same one twice is one.
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let why: BTreeSet<EasierFor> = items.iter().filter_map(|item| item.easier_for()).collect();
    text::smaller(&titles, &why.into_iter().collect::<Vec<_>>())
}

const fn is_not_asked(why: EasierFor) -> bool {
    matches!(why, EasierFor::NotAsked(_))
}

/// Whether something is smaller only until it was asked about: one line for all of it.
fn small_until_asked(plan: &Plan) -> bool {
    let mut items = plan.items().iter().filter(|item| item.is_done());
    items.any(|item| {
        let instead = item.in_place_of().map(|of| of.why);
        instead.into_iter().chain(item.easier_for()).any(is_not_asked)
    })
}

#[cfg(test)]
mod tests {
    use super::is_more_of;

    #[test]
    fn f_14_a_mattress_is_no_mat() {
        assert!(is_more_of("a firm chair without wheels", "a firm chair"));
        assert!(is_more_of("a mat", "a mat"));
        assert!(!is_more_of("a mattress", "a mat"));
    }
}
