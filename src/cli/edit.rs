//! `edit`: a person's own copy in their own editor, checked when they come back.

use std::io::Write;

use crate::cli::args::Edit;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::routine::Routine;
use crate::format::embedded;
use crate::format::rewrite;
use crate::format::schema::{self, File};
use crate::format::{self, Checked, ExerciseTexts, is_name};
use crate::io::editor::CameBack;
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind, UserFile};
use crate::io::{editor, prompt, terminal};
use crate::text::files;

use super::{checked_text, differences, library, shown, unknown};

/// `edit`
pub(super) fn edit(asked: &Edit, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let editing = Editing::of(&asked.name, store)?;
    let keyboard = terminal::has_keyboard();
    match editor::of_this_person().filter(|_| keyboard) {
        Some(editor) => editing.with(&editor, store, out),
        None => editing.by_hand(out),
    }
}

/// A text under the line by which editors help; what they need lies in the own folder.
pub(super) fn with_help(text: &str, file: File, store: &Store) -> String {
    let kept = schema::text_with(file, &store.exercise_names())
        .is_ok_and(|text| store.keep_for_editors(file.schema_name(), &text).is_ok());
    match kept {
        true => rewrite::with_schema_line(text, &format!("../{}", file.schema_name())),
        // Without help it can be written all the same.
        false => text.to_owned(),
    }
}

/// A file that is about to be changed.
struct Editing {
    user_file: UserFile,
    /// The own file's text, where there is one.
    seen: Option<String>,
    /// What the editor shows where there is no draft.
    text: String,
    /// A draft from an earlier time.
    draft: Option<String>,
}

impl Editing {
    fn of(name: &str, store: &Store) -> Result<Editing, Failure> {
        let kind = [FileKind::Routine, FileKind::Exercise].into_iter().find(|kind| {
            let user_file = || store.user_file(*kind, name).ok();
            let texts = [Edition::Current, Edition::Draft];
            embedded::text(kind.built_in(), name).is_some()
                || user_file().is_some_and(|user_file| {
                    texts.iter().any(|copy| user_file.text(*copy).is_some())
                })
        });
        let kind = kind.filter(|_| is_name(name)).ok_or_else(|| unknown(name, store))?;
        let user_file = store.user_file(kind, name)?;
        let seen = match user_file.text(Edition::Current) {
            Some(Ok(source)) => Some(source.text.clone()),
            Some(Err(finding)) => return Err(finding.into()),
            None => None,
        };
        let draft = user_file.readable(Edition::Draft).map(|source| source.text.clone());
        let file = match kind {
            FileKind::Routine => File::Routine,
            FileKind::Exercise => File::Exercise,
        };
        let built_in = embedded::text(kind.built_in(), name).unwrap_or_default();
        let text = with_help(seen.as_deref().unwrap_or(built_in), file, store);
        Ok(Editing { user_file, seen, text, draft })
    }

    /// Without an editor: the copy is there, and it is said what to do with it.
    fn by_hand(&self, out: &mut impl Write) -> Result<Exit, Failure> {
        if self.seen.is_none() {
            self.user_file.put(&self.text, None, &[])?;
        }
        let path = shown(&self.user_file.path(Edition::Current));
        writeln!(out, "{}", files::edit_it_yourself(self.user_file.name(), &path))?;
        Ok(Exit::Done)
    }

    fn with(
        &self,
        editor: &[String],
        store: &Store,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        if self.draft.is_some() {
            writeln!(out, "{}", files::DRAFT_OPENED)?;
        }
        let first = self.draft.as_ref().unwrap_or(&self.text);
        self.user_file.put_beside(Edition::Draft, first)?;
        let draft = self.user_file.path(Edition::Draft);
        loop {
            out.flush()?;
            let came_back = match editor::open(editor, &draft) {
                Ok(came_back) => came_back,
                Err(why) => {
                    writeln!(out, "{}", files::no_editor(&why.to_string()))?;
                    return self.after_a_failure(out);
                }
            };
            let written = match self.user_file.text(Edition::Draft) {
                Some(Ok(source)) if source.text == self.text => None,
                written => written,
            };
            let Some(written) = written else { return self.unchanged(came_back, out) };
            let checked = match &written {
                Ok(source) => format::check(source, &library(store)),
                Err(finding) => Checked::refused((**finding).clone()),
            };
            for finding in &checked.findings {
                writeln!(out, "{}\n", finding.draw(super::in_colour()))?;
            }
            if let (Ok(source), Some(now)) = (&written, &checked.routine) {
                return self.take(&source.text, now, store, out);
            }
            match prompt::ask(&files::FAULTY, out)? {
                'b' => {}
                'd' => return self.drop_it(files::DROPPED, out),
                _ => return self.keep_draft(out),
            }
        }
    }

    /// What was written is in order: it comes into use, and the version before is kept.
    fn take(
        &self,
        text: &str,
        now: &Routine,
        store: &Store,
        out: &mut impl Write,
    ) -> Result<Exit, Failure> {
        self.user_file.put(text, self.seen.as_deref(), &[])?;
        self.user_file.forget(Edition::Draft);
        let name = self.user_file.name();
        let before = self.seen.as_deref().unwrap_or(&self.text);
        let before = checked_text(name, before, store).routine;
        if let Some(before) = before {
            for line in differences(&before, now) {
                writeln!(out, "  {line}")?;
            }
        }
        writeln!(out, "{}", files::in_use(name, &shown(&self.user_file.path(Edition::Current))))?;
        if self.seen.as_deref().is_some_and(|seen| seen != text) {
            writeln!(out, "{}", files::before_kept(&shown(&self.user_file.path(Edition::Before))))?;
        }
        Ok(Exit::Done)
    }

    /// An editor that came back at once may have the draft open: then it stays where it is.
    fn unchanged(&self, came_back: CameBack, out: &mut impl Write) -> Result<Exit, Failure> {
        match came_back {
            CameBack::Closed => self.drop_it(files::UNCHANGED, out),
            CameBack::AtOnce => {
                writeln!(out, "{}", files::EDITOR_CAME_BACK_AT_ONCE)?;
                self.keep_draft(out)
            }
        }
    }

    fn after_a_failure(&self, out: &mut impl Write) -> Result<Exit, Failure> {
        let written =
            self.user_file.readable(Edition::Draft).is_some_and(|now| now.text != self.text);
        if written {
            return self.keep_draft(out);
        }
        self.user_file.forget(Edition::Draft);
        self.by_hand(out)
    }

    fn keep_draft(&self, out: &mut impl Write) -> Result<Exit, Failure> {
        let path = shown(&self.user_file.path(Edition::Draft));
        writeln!(out, "{}", files::draft_kept(self.user_file.name(), &path))?;
        Ok(Exit::Done)
    }

    fn drop_it(&self, message: &str, out: &mut impl Write) -> Result<Exit, Failure> {
        self.user_file.forget(Edition::Draft);
        writeln!(out, "{message}")?;
        Ok(Exit::Done)
    }
}
