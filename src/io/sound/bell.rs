//! Orders for a thread that waits on a socket: a queue, and a bell that ends the wait.

use std::io::{Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::Order;

/// Where orders are given.
#[derive(Clone, Debug)]
pub(super) struct BellSender {
    queue: Sender<Order>,
    bell: Arc<UnixStream>,
}

/// Where orders are taken.
#[derive(Debug)]
pub(super) struct BellReceiver {
    queue: Receiver<Order>,
    bell: UnixStream,
}

impl BellSender {
    /// Both ends; nothing where the system has no more of what that takes.
    pub(super) fn new() -> Option<(BellSender, BellReceiver)> {
        let (ring, rung) = UnixStream::pair().ok()?;
        ring.set_nonblocking(true).ok()?;
        rung.set_nonblocking(true).ok()?;
        let (sender, receiver) = channel();
        Some((
            BellSender { queue: sender, bell: Arc::new(ring) },
            BellReceiver { queue: receiver, bell: rung },
        ))
    }

    /// Gives an order. A bell that cannot ring is full of rings nobody has heard yet.
    pub(super) fn send(&self, order: Order) {
        let _ = self.queue.send(order);
        let _ = (&*self.bell).write(&[1]);
    }
}

impl BellReceiver {
    /// The next order, if one was given.
    pub(super) fn next(&self) -> Option<Order> {
        let mut rings = [0; 64];
        let _ = (&self.bell).read(&mut rings);
        self.queue.try_recv().ok()
    }

    /// Waits until an order is given, or the time is over.
    pub(super) fn wait(&self, at_most: Duration) {
        let mut waiting = [PollFd::new(&self.bell, PollFlags::IN)];
        let _ = poll(&mut waiting, at_most.try_into().ok().as_ref());
    }

    /// Something to wait on.
    pub(super) fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }
}
