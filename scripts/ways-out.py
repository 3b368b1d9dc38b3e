#!/usr/bin/env python3
"""Sends signals to the program in its first moments, also at a terminal that nobody reads.

    scripts/ways-out.py [--times N] [--within MS] [--seed N] PROGRAM

Each time `start` is begun at a pseudo-terminal with an empty home, and gets HUP, INT, QUIT, TERM, USR1 or
ALRM at a random moment of its first 50 ms. Three times out of four nobody reads the terminal: in one of
them it is full before the program begins, in one it is filled behind the first page, in one it is left to
fill by itself. Then:

- the program has ended within two seconds;
- the terminal has its line mode, its echo and its other modes as they were;
- what is read afterwards leaves the other screen, shows the cursor, and ends the marks of pasted text.

Not looked at, because nothing catches them: KILL and STOP. Needs Python 3 on Linux.
"""

import argparse
import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time

SIGNALS = ["HUP", "INT", "QUIT", "TERM", "USR1", "ALRM"]
READERS = ["read", "full before", "full later", "left"]
# Beginning and end of what a screen changes: other screen, hidden cursor, marks of pasted text.
PAIRS = [(b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?2004h", b"\x1b[?2004l")]
ENDS_WITHIN = 2.0


def fill(path):
    """Writes into the terminal until it takes no more, also a moment later: the system has room of its own."""
    inside = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    while select.select([], [inside], [], 0.02)[1]:
        try:
            while True:
                os.write(inside, b"x" * 256)
        except BlockingIOError:
            pass
    os.close(inside)


def read_for(terminal, seconds):
    """What comes within that time."""
    read, until = b"", time.monotonic() + seconds
    while select.select([terminal], [], [], max(0, until - time.monotonic()))[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        read += piece
    return read


def begin(program, path, home):
    executed, hold = os.pipe()
    child = os.fork()
    if child:
        # Closed when the program is there: a signal before that is Python's.
        os.close(hold)
        os.read(executed, 1)
        os.close(executed)
        return child
    os.setsid()
    inside = os.open(path, os.O_RDWR)
    fcntl.ioctl(inside, termios.TIOCSCTTY, 0)
    for stream in range(3):
        os.dup2(inside, stream)
    environment = {"HOME": home, "STENOSIS_ROUTINE_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    os.execve(program, [program, "start", "--mute", "seated-cat-cow"], environment)


def ended(child, within, read):
    """How long it took to end, and how it ended; nothing where it goes on. Reads meanwhile."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        read()
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return time.monotonic() - began, status
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def once(program, home, name, reader, moment):
    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    found, path = termios.tcgetattr(inside), os.ttyname(inside)
    if reader == "full before":
        fill(path)
    child = begin(program, path, home)
    read, is_read = b"", reader == "read"

    def read_on():
        nonlocal read
        read += read_for(terminal, 0) if is_read else b""

    if is_read:
        read = read_for(terminal, moment)
    else:
        time.sleep(moment)
    if reader == "full later":
        fill(path)
    os.kill(child, getattr(signal, f"SIG{name}"))
    took = ended(child, 12.0, read_on)
    faults = [] if took and took[0] < ENDS_WITHIN else [f"ended after {took}"]
    if termios.tcgetattr(inside) != found:
        faults.append("the modes are not as they were")
    read += read_for(terminal, 0)
    for begins, ends in PAIRS:
        if read.rfind(begins) > read.rfind(ends):
            faults.append(f"{begins} without {ends}")
    # What changed the terminal may have been thrown away; what changes it back never.
    os.close(inside)
    os.close(terminal)
    return took, faults


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=500)
    asked.add_argument("--within", type=float, default=50.0, help="milliseconds")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("program")
    asked = asked.parse_args()
    dice, slowest, faulty = random.Random(asked.seed), {}, 0
    hows = {}
    for nth in range(asked.times):
        name, reader = SIGNALS[nth % len(SIGNALS)], READERS[nth // len(SIGNALS) % len(READERS)]
        moment = dice.uniform(0, asked.within / 1000)
        with tempfile.TemporaryDirectory() as home:
            took, faults = once(os.path.abspath(asked.program), home, name, reader, moment)
        if took:
            slowest[reader] = max(slowest.get(reader, 0), took[0])
            how = "by itself" if os.WIFEXITED(took[1]) else "before it listened"
            hows[how] = hows.get(how, 0) + 1
        if faults:
            faulty += 1
            print(f"{name}, {reader}, at {moment * 1000:.1f} ms: {'; '.join(faults)}")
    for reader, seconds in slowest.items():
        print(f"{reader:<12} slowest end {seconds:.3f} s")
    print(f"{asked.times} starts, {faulty} not as they should be; {hows}")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
