//! The thread that writes: a session hands lines over and never waits for a disk.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use crate::text::journal::NotSaved;

use super::synced_log::{Log, Medium};

/// Where lines are handed over.
#[derive(Debug)]
pub struct Writer {
    messages: Sender<Message>,
}

/// Something else that is to be kept, between lines.
pub type Keep = Box<dyn FnOnce() -> Result<(), NotSaved> + Send>;

enum Message {
    Line(String),
    Keep(Keep),
    Settle(SyncSender<()>),
    Finish(SyncSender<Verdict>),
}

/// What became of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Why not all of them are safe; nothing where they are.
    pub not_saved: Option<NotSaved>,
    /// Why something else is not kept.
    pub not_kept: Option<NotSaved>,
    /// Whether something torn was found and set aside.
    pub set_aside: bool,
    /// Only what the next start must know was to be written.
    pub only_facts: bool,
    /// Whether there was anything to write.
    pub has_lines: bool,
}

impl Writer {
    /// Begins to write. `open` is called on the thread, and again before a later line where it failed.
    pub fn begin<M: Medium>(
        open: impl FnMut() -> Result<Log<M>, NotSaved> + Send + 'static,
    ) -> Writer {
        let (messages, received) = channel();
        // Without a thread the messages go nowhere, and `finish` says so.
        let _ = thread::Builder::new().name("journal".into()).spawn(move || {
            WriterThread {
                open,
                log: None,
                waiting: VecDeque::new(),
                trouble: None,
                not_kept: None,
            }
            .work(&received);
        });
        Writer { messages }
    }

    /// Hands over a line, with its line end; it is written and synced before the one after it.
    pub fn write(&self, line: String) {
        // Where nobody takes it, `finish` says so.
        let _ = self.messages.send(Message::Line(line));
    }

    /// Hands over something else to keep, behind the lines so far.
    pub fn keep(&self, keep: Keep) {
        let _ = self.messages.send(Message::Keep(keep));
    }

    /// Waits until everything so far is safe, or was tried, but no longer than this.
    pub fn settle(&self, at_most: Duration) {
        let (reply, settled) = sync_channel(1);
        let _ = self.messages.send(Message::Settle(reply));
        // Where it was too slow, or nobody writes, `finish` says so.
        let _ = settled.recv_timeout(at_most);
    }

    /// Waits until every line is safe, but no longer than this; then nothing is written any more.
    pub fn finish(self, at_most: Duration) -> Verdict {
        let (reply, verdict) = sync_channel(1);
        let _ = self.messages.send(Message::Finish(reply));
        verdict.recv_timeout(at_most).unwrap_or_else(|why| {
            let why = match why {
                RecvTimeoutError::Timeout => NotSaved::Slow,
                RecvTimeoutError::Disconnected => NotSaved::NotStarted,
            };
            Verdict { not_saved: Some(why), ..Verdict::default() }
        })
    }
}

/// Where the thread has its lines.
struct WriterThread<M, O> {
    open: O,
    log: Option<Log<M>>,
    /// Lines that are not safe yet, in their order.
    waiting: VecDeque<String>,
    trouble: Option<NotSaved>,
    not_kept: Option<NotSaved>,
}

impl<M: Medium, O: FnMut() -> Result<Log<M>, NotSaved>> WriterThread<M, O> {
    fn work(mut self, messages: &Receiver<Message>) {
        while let Ok(message) = messages.recv() {
            match message {
                Message::Line(line) => {
                    self.waiting.push_back(line);
                    self.write();
                }
                Message::Keep(keep) => self.not_kept = keep().err().or(self.not_kept.take()),
                Message::Settle(reply) => {
                    self.write();
                    // Nobody waits any more where that took too long.
                    let _ = reply.send(());
                }
                Message::Finish(reply) => {
                    self.write();
                    let set_aside = self.log.as_ref().is_some_and(Log::has_set_aside);
                    // The session counts as going on until its log is closed.
                    drop(self.log.take());
                    let (not_saved, not_kept) = (self.trouble.take(), self.not_kept.take());
                    let _ = reply.send(Verdict {
                        not_saved,
                        not_kept,
                        set_aside,
                        ..Verdict::default()
                    });
                    return;
                }
            }
        }
    }

    /// Writes what waits, in order, as far as it goes. A disk that has room again gets everything.
    fn write(&mut self) {
        if self.log.is_none() && !self.waiting.is_empty() {
            match (self.open)() {
                Ok(log) => self.log = Some(log),
                Err(why) => {
                    self.trouble = Some(why);
                    return;
                }
            }
        }
        let Some(log) = &mut self.log else { return };
        while let Some(line) = self.waiting.front() {
            match log.append(line) {
                Ok(()) => drop(self.waiting.pop_front()),
                Err(error) => {
                    self.trouble = Some(not_saved(&error));
                    return;
                }
            }
        }
        self.trouble = None;
    }
}

/// What an error of the disk means to a person.
pub fn not_saved(error: &io::Error) -> NotSaved {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            NotSaved::NoRoom
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => NotSaved::MayNotWrite,
        ErrorKind::NotFound | ErrorKind::NotADirectory => NotSaved::NoFolder,
        _ => NotSaved::Failed(error.to_string()),
    }
}
