#!/usr/bin/env python3
"""Kills sessions at random moments, and looks at what is left of them.

    scripts/kill-anywhere.py [--times N] [--at-once N] [--seed N] PROGRAM

Each time a real session with five exercises of one and a half seconds is started at a pseudo-terminal,
with a home of its own, and killed (kill -9) somewhere in its eight seconds. Then:

- every byte of the log that could be read just before the kill is still there, and all lines are whole;
- `journal --json` says "interrupted", or "finished" where the end was written;
- the next `start` offers to go on behind the last exercise that is whole, or offers nothing where none
  is, and the exercise before the kill that was seen on the screen is at most one ahead of the log;
- Enter goes on there, and is written down as a session that takes up the other.

Needs Python 3 on Linux or macOS.
"""

import argparse
import concurrent.futures
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

TITLES = ["Round", "Turn", "Tilt", "Lift", "Rest easy"]
EXERCISE = """
[[exercise]]
title = "{}"
kind = "posture"
position = "seated"
direction = ["neutral"]
setup-time = "500ms"
rest = "500ms"
phase = [{{ breath = "free", time = "500ms", cue = "Sit easy" }}]
"""
ROUTINE = 'format = 1\ntitle = "Five"\n' + "".join(EXERCISE.format(title) for title in TITLES)
LASTS = 8.0
# Whatever is asked before the first movement, one of these is an answer.
KEYS = [b"n", b"\r", b" "]


class Session:
    """A `start` at a pseudo-terminal, and everything it has printed."""

    def __init__(self, program, home, *more):
        self.seen = ""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ["STENOSIS_ROUTINE_HOME"] = home
            os.environ["TERM"] = "xterm"
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
            command = [program, "start", "--mute", "--plain", "--hands-free", f"{home}/five.toml", *more]
            os.execv(program, command)

    def read_until(self, pattern, seconds, keys=()):
        """Reads until that was printed; presses a key of the list whenever nothing comes."""
        until, pressed = time.monotonic() + seconds, 0
        while not re.search(pattern, self.seen) and time.monotonic() < until:
            left = max(0, until - time.monotonic())
            if select.select([self.terminal], [], [], min(left, 0.4))[0]:
                try:
                    self.seen += os.read(self.terminal, 65536).decode(errors="replace")
                except OSError:
                    break
            elif keys:
                os.write(self.terminal, keys[pressed % len(keys)])
                pressed += 1
        return re.search(pattern, self.seen)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def log(home):
    try:
        with open(f"{home}/journal.jsonl", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def once(program, moment):
    with tempfile.TemporaryDirectory() as home:
        with open(f"{home}/five.toml", "w") as file:
            file.write(ROUTINE)
        session = Session(program, home)
        assert session.read_until("Round, 1 of 5", 10, KEYS), session.seen
        # Reads on for so long; nothing matches this.
        session.read_until(r"\Z.", moment)
        before = log(home)
        session.kill()
        after = log(home)
        return moment, judge(program, home, session.seen, before, after)


def judge(program, home, seen, before, after):
    assert after.startswith(before), "something that was there is gone"
    entries = [json.loads(line) for line in after.splitlines()]
    assert not after or after.endswith(b"\n"), "kill -9 tears no line: a write is whole"
    whole = sum(entry["event"] == "exercise" and entry["whole"] for entry in entries)
    on_screen = len(re.findall(r"Rest, |Rest\.", seen))
    assert whole <= on_screen <= whole + 1, f"{on_screen} on the screen, {whole} in the log"
    ended = any(entry["event"] == "ended" for entry in entries)
    begun = any(entry["event"] == "planned" for entry in entries)
    rows = journal(program, home)
    assert [row["end"] for row in rows] == ["finished" if ended else "interrupted"][: int(begun)], rows
    offer = offered(program, home)
    expected = TITLES[whole] if 0 < whole < len(TITLES) and not ended else None
    assert offer == expected, f"{expected} is next, {offer} is offered"
    return "finished" if ended else f"{whole} of 5"


def journal(program, home):
    listed = subprocess.run(
        [program, "journal", "--json"],
        env={"STENOSIS_ROUTINE_HOME": home},
        check=True,
        capture_output=True,
    )
    return [json.loads(line) for line in listed.stdout.splitlines()]


def offered(program, home):
    """What the next session offers to go on with; goes on there."""
    session = Session(program, home)
    try:
        found = session.read_until(r"done\. Next: ([^\r\n]*)\.|1 of 5", 10)
        title = found and found.group(1)
        if title:
            number = TITLES.index(title) + 1
            os.write(session.terminal, b"\r")
            assert session.read_until(f"{title}, {number} of 5", 10, KEYS), session.seen
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline and not any("resumes" in line for line in written(home)):
                time.sleep(0.02)
            first = next(line for line in written(home) if "resumes" in line)
            assert first["resumes"] == written(home)[0]["id"]
        return title
    finally:
        session.kill()


def written(home):
    whole, _, _ = log(home).rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--at-once", type=int, default=8)
    options.add_argument("--seed", type=int, default=random.randrange(2**32))
    options.add_argument("program")
    asked = options.parse_args()
    program = os.path.abspath(asked.program)
    moments = random.Random(asked.seed)
    print(f"seed {asked.seed}")
    left_at = {}
    with concurrent.futures.ThreadPoolExecutor(asked.at_once) as pool:
        runs = [pool.submit(once, program, moments.uniform(0, LASTS)) for _ in range(asked.times)]
        for run in concurrent.futures.as_completed(runs):
            moment, left = run.result()
            left_at.setdefault(left, []).append(moment)
    for left, moments in sorted(left_at.items()):
        print(f"{left:<9} {len(moments):>4} times, killed after {min(moments):.2f} to {max(moments):.2f} s")
    print(f"{asked.times} sessions: nothing was lost, and the right place was offered each time.")


if __name__ == "__main__":
    sys.exit(main())
