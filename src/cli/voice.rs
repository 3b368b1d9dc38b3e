//! Who says what comes: as it was asked for, as it was kept, or as the file wishes; and what is said of that.

use crate::cli::args::{Start, VoiceArg};
use crate::cli::error::{CommandError, Failure};
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::settings::{Voice, VoiceChoice};
use crate::io::clock;
use crate::io::store::Store;
use crate::io::voice::{Engine, Reader};
use crate::script::{Guidance, Telling};
use crate::text::voice as words;

/// What makes the speech of a file.
pub(super) fn engine_for_a_file(routine: &Routine, store: &Store) -> Result<Engine, Failure> {
    let (own, language) = (store.voice().voice_command, routine.language.as_deref());
    Engine::of_this_person(&own, language).ok_or_else(|| CommandError::NoEngine.into())
}

/// Who speaks in a session.
#[derive(Clone, Debug, Default)]
pub(super) struct WhoSpeaks {
    asked: Option<Voice>,
    kept: VoiceChoice,
}

impl WhoSpeaks {
    /// As it was asked for now, or is kept from another day.
    pub(super) fn of(asked: &Start, store: &Store) -> WhoSpeaks {
        let by = asked.voice.map(|voice| match voice {
            VoiceArg::On => Voice::On,
            VoiceArg::Reader => Voice::Reader,
        });
        let asked = if asked.no_voice { Some(Voice::Off) } else { by };
        WhoSpeaks { asked, kept: store.voice() }
    }

    /// The person's own setting wins over that of a file.
    fn chosen(&self, routine: &Routine) -> Option<Voice> {
        let wished = routine.sound.voice.map(|wished| if wished { Voice::On } else { Voice::Off });
        self.asked.or(self.kept.voice).or(wished)
    }

    /// Whether lines go to a screen reader.
    pub(super) fn is_reader(&self) -> bool {
        self.asked.or(self.kept.voice) == Some(Voice::Reader)
    }

    /// The reader, where there is one.
    pub(super) fn reader(&self) -> Option<Reader> {
        self.is_reader().then(Reader::begin).flatten()
    }

    /// What makes speech of this routine, and how it is told; nothing where nobody is to speak, or can.
    pub(super) fn engine(&self, routine: &Routine, keys: bool) -> Option<(Engine, Telling)> {
        if self.chosen(routine) != Some(Voice::On) {
            return None;
        }
        let engine = Engine::of_this_person(&self.kept.voice_command, routine.language.as_deref());
        let (turn, guidance) = (clock::day_number(), Guidance::Between);
        Some((engine?, Telling { turn, guidance, keys, aloud: true }))
    }

    /// What is said of it before a session: that it cannot be, or, once, that it could. What was asked for is
    /// kept for other days.
    pub(super) fn lines(&self, plan: &Plan, keyboard: bool, store: &Store) -> Vec<String> {
        let mut lines = Vec::new();
        let routine = plan.routine();
        let engine =
            || Engine::of_this_person(&self.kept.voice_command, routine.language.as_deref());
        if let Some(asked) = self.asked.filter(|asked| self.kept.voice != Some(*asked)) {
            let kept = store.choose_voice(Some(asked));
            lines.extend(kept.err().map(|why| words::not_kept(&why.to_string())));
        }
        match self.chosen(routine) {
            Some(Voice::On) if engine().is_none() => lines.push(words::not_spoken()),
            Some(_) => {}
            None => {
                let lies = |span: usize| {
                    let item = plan.items().get(span);
                    item.is_some_and(|item| {
                        item.is_done() && item.version(routine).position.is_down()
                    })
                };
                let is_for_it = keyboard && (0..plan.items().len()).any(lies);
                if is_for_it && !self.kept.voice_offered && engine().is_some() {
                    lines.push(words::OFFER.into());
                    // What could not be kept is offered again.
                    let _ = store.choose_voice(None);
                }
            }
        }
        lines
    }
}
