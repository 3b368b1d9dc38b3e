#!/usr/bin/env python3
"""Kills the program before each of its system calls, and lets each of them fail, and looks at what is left.

    scripts/every-system-call.py kills  [--at-once N] [--only NAME] PROGRAM
    scripts/every-system-call.py errors [--at-once N] [--only NAME] [--errors EIO,EROFS] PROGRAM

kills: at a pseudo-terminal, from the key that says it (an emergency, a red stop, legs, health answers) to the
page that follows, the program is killed before the first call on a file or the terminal, then in a new home
before the second, and so on. Then it is started again. A page that was shown is known; what is not known is
asked again.

errors: commands whose calls on files of the person's own fail one at a time, with EIO, ENOSPC, EACCES, EROFS
and ENOLCK. Each file is afterwards what it was before, or what it is when nothing fails; what is not kept
is said; and nothing half written stays.

Every run has a home of its own, and a time after which it is given up. Needs Python 3 and cc, on Linux on
x86-64 (`system-calls.c`, `editor.c`).
"""

import argparse
import collections
import concurrent.futures
import errno
import fcntl
import itertools
import mmap
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 20.0
ERRORS = ["EIO", "ENOSPC", "EACCES", "EROFS", "ENOLCK"]
LIBRARY = EDITOR = None

EXERCISE = """
[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup-time = "500ms"
rest = "15s"
reps = 5
phase = [{ breath = "in", time = "3s" }, { breath = "out", time = "4s", cue = "Round" }]
easier = { phase = [{ breath = "out", time = "3s", cue = "Round a little" }] }
"""
ROUTINE = 'format = 1\ntitle = "Own"\n' + EXERCISE + EXERCISE.replace("Round", "Turn")


class Control:
    """What the preloaded library is told, and what it tells."""

    def __init__(self, folder):
        self.path = f"{folder}/control"
        with open(self.path, "wb") as file:
            file.write(bytes(24))
        with open(self.path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 24)

    def arm(self, at=0, error=0, within=False):
        self.map[:] = struct.pack("6I", 0, at, error, within, 0, 0)
        self.map[:4] = struct.pack("I", 1)

    def disarm(self):
        self.map[:4] = struct.pack("I", 0)

    @property
    def count(self):
        return struct.unpack("6I", self.map)[4]

    @property
    def hit(self):
        return struct.unpack("6I", self.map)[5]


def environment(home, control):
    return {
        "HOME": home,
        "STENOSIS_ROUTINE_HOME": home,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "EDITOR": f"{home}/../editor",
        **(control and {
            "LD_PRELOAD": LIBRARY,
            "SYSTEM_CALLS_CONTROL": control.path,
            "SYSTEM_CALLS_WITHIN": home,
        } or {}),
    }


class Terminal:
    """The program at a pseudo-terminal, and everything it has printed."""

    def __init__(self, command, home, control=None):
        self.seen = ""
        self.status = None
        variables = environment(home, control)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
            os.execve(command[0], command, variables)

    def read(self, seconds):
        """Whatever comes within so long; false where nothing will come any more."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return True
        try:
            piece = os.read(self.fd, 65536)
        except OSError:
            return False
        self.seen += piece.decode(errors="replace")
        return bool(piece)

    def until(self, text, seconds=PATIENCE, since=0):
        end = time.monotonic() + seconds
        while text not in self.seen[since:]:
            if time.monotonic() > end or not self.read(end - time.monotonic()):
                return text in self.seen[since:]
        return True

    def until_any(self, texts):
        end = time.monotonic() + PATIENCE
        while not any(text in self.seen for text in texts):
            if time.monotonic() > end or not self.read(end - time.monotonic()):
                break
        return next((text for text in texts if text in self.seen), None)

    def settle(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(end - time.monotonic()):
            pass

    def press(self, keys):
        try:
            os.write(self.fd, keys.encode())
        except OSError:
            pass

    def end(self):
        """Reads to its end; kills it where that does not come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.read(end - time.monotonic()):
            pass
        return self.kill()

    def kill(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid == 0:
                # What has closed the terminal ends by itself, mostly.
                time.sleep(0.05)
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid == 0:
                os.kill(self.pid, signal.SIGKILL)
                _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
            os.close(self.fd)
        return self.status


Killed = collections.namedtuple("Killed", "name command before key page known asked")
NO_FLAG = [("Which is so?", "0\r"), ("Right?", "\r")]
IN_SESSION = [("BEFORE YOU BEGIN", "n"), *NO_FLAG, ("Number, then Enter", "2\r"), ("space", " "), ("Round", "p"), ("What do you", "")]
AT_THE_CARD = [("BEFORE YOU BEGIN", "")]
FLAGS = [("BEFORE YOU BEGIN", "n"), ("Which is so?", "1 3\r"), ("Right?", "")]
PLAIN = ["start", "--mute", "--plain"]
KILLS = [
    Killed("card-emergency", [*PLAIN, "OWN"], AT_THE_CARD, "1", "MEDICAL HELP NOW", "Has a doctor", "BEFORE YOU BEGIN"),
    Killed("card-emergency-screen", ["start", "--mute", "OWN"], AT_THE_CARD, "1", "MEDICAL HELP NOW", "Has a doctor",
           "BEFORE YOU BEGIN"),
    Killed("emergency", [*PLAIN, "OWN"], IN_SESSION, "5", "MEDICAL HELP NOW", "Has a doctor", "Anything new?"),
    Killed("red-stop", [*PLAIN, "OWN"], IN_SESSION, "3", "enough for today", "gentle-day comes first", "space"),
    Killed("legs", [*PLAIN, "OWN"], IN_SESSION, "2", "Your legs come first", "leg symptoms", "space"),
    Killed("flags", [*PLAIN, "knees-to-chest"], FLAGS, "\r", "Number, then Enter", "Number, then Enter", "Which is so?"),
    Killed("no-journal", [*PLAIN, "--no-journal", "OWN"], AT_THE_CARD, "1", "MEDICAL HELP NOW", "Has a doctor",
           "BEFORE YOU BEGIN"),
]
# What is pressed at the next start until it is clear what it knows.
NEXT = [("BEFORE YOU BEGIN", "n"), ("Anything new?", "n"), ("How to begin?", "b\r"), ("Number, then Enter", "\r"),
        ("Which is so?", "0\r"), ("Right?", "\r")]


def killed(program, what, at):
    """Kills before the `at`-th call, else when the page stands; gives whether the page was seen, whether the next
    start knows, and how many calls there were."""
    with tempfile.TemporaryDirectory() as folder:
        home, own = f"{folder}/home", f"{folder}/own.toml"
        os.mkdir(home)
        pathlib.Path(own).write_text(ROUTINE)
        control = Control(folder)
        command = [program, *(own if word == "OWN" else word for word in what.command)]
        terminal = Terminal(command, home, control)
        for text, keys in what.before:
            seen = len(terminal.seen) if text == "space" else 0
            if not terminal.until(text, since=0):
                terminal.kill()
                raise RuntimeError(f"{what.name}: no {text!r} in\n{terminal.seen}")
            if keys:
                terminal.press(keys)
        terminal.settle(0.1)
        since = len(terminal.seen)
        control.arm(at=at)
        terminal.press(what.key)
        terminal.until(what.page, since=since)
        if not at:
            terminal.settle(0.2)
        count = control.count
        control.disarm()
        terminal.settle(0.02)
        seen = what.page in terminal.seen[since:]
        terminal.kill()
        knows = next_start(program, what, own, home) if at else None
        return seen, knows, count


def next_start(program, what, own, home):
    command = [program, *(own if word == "OWN" else word for word in what.command if word != "--no-journal")]
    terminal = Terminal(command, home)
    pressed = set()
    try:
        while True:
            pages = [text for text, _ in NEXT if text not in pressed and text not in (what.known, what.asked)]
            page = terminal.until_any([what.known, what.asked, *pages])
            if page is None:
                raise RuntimeError(f"{what.name}: the next start shows\n{terminal.seen}")
            if page in (what.known, what.asked):
                # What is known may stand beside what is asked anyway.
                terminal.settle(0.1)
                return what.known in terminal.seen
            pressed.add(page)
            terminal.press(dict(NEXT)[page])
    finally:
        terminal.kill()


def kills(program, asked, pool):
    print(f"{'':<22} {'points':>6} {'asked again':>12} {'known, not shown':>17} {'known and shown':>16} {'wrong':>6}")
    bad = 0
    for what in KILLS:
        if asked.only and asked.only != what.name:
            continue
        most = max(killed(program, what, 0)[2] for _ in range(3))
        runs = [pool.submit(killed, program, what, at) for at in range(1, most + 6)]
        outcomes, wrong = collections.Counter(), []
        for at, run in enumerate(runs, 1):
            seen, knows, _ = run.result()
            outcomes[seen, knows] += 1
            wrong.extend([at] if seen and not knows else [])
        bad += len(wrong)
        print(f"{what.name:<22} {sum(outcomes.values()):>6} {outcomes[False, False]:>12} {outcomes[False, True]:>17} "
              f"{outcomes[True, True]:>16} {len(wrong):>6}  {wrong or ''}", flush=True)
    return bad


# Errors.

PROFILE = '# Written by the program; you may change it.\nclinician-cleared = false\nzebra = 1\n\n[flags]\nneck = "yes"\n\n[since]\nneck = "2026-11-01"\n'
SETTINGS = "# Written by the program; you may change it.\nvolume = 5\nmute = false\n"


JOURNAL = (
    '{"v":1,"id":"a","at":"2026-11-02T09:00:00.000+00:00","event":"activity","what":"walk","minutes":10}\n'
    '{"v":1,"id":"c","at":"2026-11-04T09:00:00.000+00:00","event":"note","note":"warm"}\n'
)
# Still open: what is forgotten leaves it.
RED_STOP = '{"v":1,"id":"b","at":"2026-11-03T09:00:00.000+00:00","event":"remembered","fact":"red-stop","alone":true}\n'


Failing = collections.namedtuple("Failing", "name command keys")
CARD = [("BEFORE YOU BEGIN", "n"), *NO_FLAG, ("Number, then Enter", "2\r"), ("space", " "), ("Round", "p"), ("What do you", "3"),
        ("enough for today", "\r")]
LOUDER = [("BEFORE YOU BEGIN", "n"), *NO_FLAG, ("Number, then Enter", "2\r"), ("space", "+"), ("Volume 6", "q")]
QUESTIONS = [("1 of 18", "y\r"), ("2 of 18", "n\r"), ("3 of 18", "q\r")]
FAILS = [
    Failing("profile set", ["profile", "set", "knee", "yes"], None),
    Failing("profile forget", ["profile", "forget"], None),
    Failing("profile (keyboard)", ["profile"], QUESTIONS),
    Failing("journal add", ["journal", "add", "walk", "20"], None),
    Failing("journal", ["journal"], None),
    Failing("journal forget 2", ["journal", "forget", "2", "--yes"], None),
    Failing("journal forget --all", ["journal", "forget", "--all", "--yes"], None),
    Failing("add, new", ["add", "NEW"], [("Take it in?", "y\r")]),
    Failing("add, again", ["add", "AGAIN"], [("?", "y\r")]),
    Failing("edit", ["edit", "morning"], []),
    Failing("new", ["new", "evening"], []),
    Failing("remove", ["remove", "morning"], [("?", "y\r")]),
    Failing("start", ["start", "--mute", "--plain", "OWN"], CARD),
    Failing("start, louder", ["start", "--plain", "OWN"], LOUDER),
    Failing("start --no-journal", ["start", "--mute", "--plain", "--no-journal", "OWN"], CARD),
]


def prepared(folder, what):
    home = f"{folder}/home"
    os.makedirs(f"{home}/routines")
    files = {
        f"{home}/profile.toml": PROFILE,
        f"{home}/settings.toml": SETTINGS,
        f"{home}/journal.jsonl": JOURNAL + (RED_STOP if "forget" in what.command else ""),
        f"{home}/routines/morning.toml": ROUTINE.replace("Own", "Morning"),
        f"{folder}/own.toml": ROUTINE,
        f"{folder}/other.toml": ROUTINE.replace("Own", "Other"),
        f"{folder}/morning.toml": ROUTINE.replace("Own", "Morning").replace("reps = 5", "reps = 4"),
    }
    for path, text in files.items():
        pathlib.Path(path).write_text(text)
    os.symlink(EDITOR, f"{folder}/editor")
    return home


def state(home):
    """Every file below the home, without what depends on the moment."""
    found = {}
    for path in sorted(pathlib.Path(home).rglob("*")):
        if path.is_file() and path.name not in (".lock", "routine.schema.json"):
            text = path.read_bytes().decode(errors="replace")
            # The schema is for editors, and nobody's own.
            text = re.sub(r"(?m)^#:schema .*\n", "", text)
            text = text.replace(str(pathlib.Path(home).parent), "FOLDER")
            text = re.sub(r"\d{8}T\d{6}\.\d+Z-\d+", "ID", text)
            text = re.sub(r'"(at|offset_ms|lived_ms)":("[^"]*"|\d+)', r'"\1":0', text)
            text = re.sub(r"20\d\d-\d\d-\d\d", lambda day: day[0] if day[0] < "2026-11-10" else "TODAY", text)
            name = str(path.relative_to(home))
            found[re.sub(r"\.(\w{6})\.new$", ".RANDOM.new", re.sub(r"\d{8}T\d{6}\.\d+Z-\d+", "ID", name))] = text
    return found


def failing(program, what, at, error):
    with tempfile.TemporaryDirectory() as folder:
        home = prepared(folder, what)
        before = state(home)
        control = Control(folder)
        files = {"OWN": f"{folder}/own.toml", "NEW": f"{folder}/other.toml", "AGAIN": f"{folder}/morning.toml"}
        command = [program, *(files.get(word, word) for word in what.command)]
        control.arm(at=at, error=error, within=True)
        if what.keys is None:
            done = subprocess.run(command, env=environment(home, control), capture_output=True, stdin=subprocess.DEVNULL,
                                  timeout=PATIENCE, text=True, errors="replace")
            said, code = done.stdout + done.stderr, done.returncode
        else:
            said, code = at_a_keyboard(command, home, control, what.keys)
        said = said.replace(folder, "FOLDER").replace("\r", "")
        return before, state(home), said, code, control.count, control.hit


def at_a_keyboard(command, home, control, keys):
    terminal = Terminal(command, home, control)
    for text, pressed in keys:
        # What an error leads to asks for something else, or ends.
        if not terminal.until(text, 3 if control.hit else PATIENCE):
            break
        terminal.press(pressed)
        terminal.settle(0.05)
    end = time.monotonic() + 8
    # What is still asked: the way out by key, or what Enter alone takes.
    ways_out = itertools.cycle(["q\r", "\r"])
    while time.monotonic() < end and terminal.read(0.7):
        if not select.select([terminal.fd], [], [], 0.7)[0]:
            terminal.press(next(ways_out))
    code = terminal.kill()
    return terminal.seen, code


def judged(before, after, said, code, usual):
    """In one word what came of it, and what is wrong with that."""
    good, good_said, good_code = usual
    wrong = []
    if "panicked" in said or code < 0:
        wrong.append(f"ended with {code}")
    for name in sorted({*before, *after, *good}):
        found, was, is_usual = after.get(name), before.get(name), good.get(name)
        if name.endswith(".new") and found is not None:
            wrong.append(f"left {name}")
        elif name.endswith(".draft.toml") and found is not None:
            # The draft itself could not be taken away.
            continue
        elif name == "journal.jsonl" and found not in (was, is_usual):
            # A session whose lines are fewer is no loss of what was there.
            if not (found or "").startswith(was):
                wrong.append(f"{name} is neither as before nor as usual")
        elif name.startswith("journal.live"):
            continue
        elif name == "profile.toml" and name in before and found is not None:
            # A session keeps them page by page: what was there, and some of what there usually is.
            lines, good_lines = set(found.splitlines()), set((is_usual or "").splitlines())
            if not set(was.splitlines()) <= lines <= set(was.splitlines()) | good_lines and found != is_usual:
                wrong.append(f"{name} is neither as before nor as usual")
        elif found not in (was, is_usual):
            wrong.append(f"{name} is neither as before nor as usual")
    is_done = all(after.get(name) == text for name, text in good.items() if not name.startswith("journal.live"))
    is_said = said != good_said and (code != good_code or len(said) != len(good_said))
    if not is_done and not is_said:
        wrong.append("not done, and nothing said")
    outcome = {
        (True, True): "as usual, and says something" if code == good_code else "done, and says that it failed",
        (True, False): "as usual",
        (False, True): "not done, and says so",
        (False, False): "lost without a word",
    }[is_done, is_said]
    return outcome, wrong


def plain(said):
    return re.sub(r"\d+:\d\d", "0:00", said)


def errors(program, asked, pool):
    bad = 0
    for what in FAILS:
        if asked.only and asked.only != what.name:
            continue
        _, good, good_said, good_code, count, _ = failing(program, what, 0, 0)
        usual = good, plain(good_said), good_code
        runs = [
            (at, error, pool.submit(failing, program, what, at, getattr(errno, error)))
            for at in range(1, count + 1) for error in asked.errors.split(",")
        ]
        outcomes, wrongs = collections.Counter(), collections.defaultdict(list)
        for at, error, run in runs:
            before, after, said, code, _, hit = run.result()
            if not hit:
                continue
            outcome, wrong = judged(before, after, plain(said), code, usual)
            outcomes[outcome] += 1
            for one in wrong:
                wrongs[one].append((at, error, hit, code, said))
        print(f"{what.name}: {count} calls, {sum(outcomes.values())} errors; "
              + ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common()), flush=True)
        for one, where in wrongs.items():
            bad += len(where)
            print(f"  WRONG {one}: " + ", ".join(f"{at} {error} (call {hit})" for at, error, hit, _, _ in where[:12]))
            if asked.verbose:
                print("    " + "\n    ".join(where[0][4].splitlines()[-6:]))
    return bad


def main():
    global LIBRARY, EDITOR
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("which", choices=["kills", "errors"])
    options.add_argument("--at-once", type=int, default=4)
    options.add_argument("--only")
    options.add_argument("--errors", default=",".join(ERRORS))
    options.add_argument("--verbose", action="store_true")
    options.add_argument("program")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        LIBRARY, EDITOR = f"{folder}/system-calls.so", f"{folder}/editor"
        here = pathlib.Path(__file__)
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", LIBRARY, here.with_name("system-calls.c")], check=True)
        alone = ["-nostdlib", "-static", "-fno-stack-protector"]
        subprocess.run(["cc", "-O1", *alone, "-o", EDITOR, here.with_name("editor.c")], check=True)
        with concurrent.futures.ThreadPoolExecutor(asked.at_once) as pool:
            bad = {"kills": kills, "errors": errors}[asked.which](os.path.abspath(asked.program), asked, pool)
    print("Nothing is wrong." if not bad else f"{bad} are wrong.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
