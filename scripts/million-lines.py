#!/usr/bin/env python3
"""What a journal of a million lines costs: time and memory of `progress`, `report` and the start of `start`.

    scripts/million-lines.py target/release/stenosis-routine [LINES] [SESSIONS-A-DAY]

Makes a journal that ends today in a folder of its own, with two sessions a day over some fifty years where nothing
else is said, and a small one of one week. Each command is run five times with either, in turn, `start` twenty times; the medians are
printed: milliseconds, in brackets those of the processor, and MiB of memory at the most. `start` is watched in a terminal until its first visible
character, and then stopped; what it costs once somebody else has changed the log stands below it. Ends with 1 where `progress` or `report` takes more than 2 s or 16 MiB, or where
`start` takes 1.25 times as long as with the small one, and 2 ms, or 16 MiB.
"""

import datetime
import json
import os
import pathlib
import pty
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

TIMES, STARTS, CARD = 5, 20, 1
SECONDS, MIB, LONGER, AND_MS = 2.0, 16.0, 1.25, 2.0
EXERCISES = [("belly-breath-easy", "Belly breathing, starter pace", "breath", 6), ("posture-check-chair", "Chair posture check", "posture", 1),
             ("seated-cat-cow", "Seated cat-cow", "mobility", 6), ("seated-knee-hug", "Seated knee hug", "mobility", 4),
             ("sit-to-stand", "Sit-to-stand", "strength", 4)]
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[P_^][^\x1b]*\x1b\\|\x1b.|[\x00-\x20\x7f]")


def session(at, nth, chance):
    """The lines of one session, as the program writes them."""
    name = at.strftime("%Y%m%dT%H%M%S") + f"-{nth:08x}"
    clock = [at]

    def line(event, **more):
        clock[0] += datetime.timedelta(seconds=11)
        stamp = clock[0].strftime("%Y-%m-%dT%H:%M:%S.123+01:00")
        return json.dumps({"v": 1, "id": name, "at": stamp, "zone": "Europe/Berlin", "event": event, **more}, separators=(",", ":"))

    def answer(question, said, **more):
        return line("answer", question=question, answer=said, offset_ms=0, **more)

    yield line("opened", name="daily-5", title="The five-minute day", digest="b" * 64, keyboard=True, program="0.1.0")
    yield answer("anything-new", False)
    yield answer("after-last-time", chance.choice(["within-the-hour", "by-the-next-day", "later"]))
    yield answer("pain-before", chance.randint(1, 6))
    planned = [{"exercise": number, "title": title, "key": key, "reps": reps, "kind": kind, "asked": {"reps": reps, "sets": 1, "rep_ms": 10_000}}
               for number, (key, title, kind, reps) in enumerate(EXERCISES, 1)]
    yield line("planned", total_ms=300_000, exercises=planned)
    for number, (key, title, kind, reps) in enumerate(EXERCISES, 1):
        if chance.random() < 0.05:
            yield answer("noticed", chance.choice(["more-pain", "eases"]), exercise=number)
        if chance.random() < 0.1:
            yield line("paused", offset_ms=number * 60_000, exercise=number)
            yield line("resumed", offset_ms=number * 60_000, exercise=number)
        yield line("exercise", exercise=number, title=title, whole=True, reps=reps)
    yield line("ended", how="finished", done=5, of=5, lived_ms=300_000)
    yield answer("pain-after", chance.randint(0, 5))
    yield answer("legs", chance.choice(["easier", "same", "same", "worse"]))
    yield answer("amount", "about-right")
    yield answer("note", "slept well" if chance.random() < 0.2 else None)
    if chance.random() < 0.02:
        yield line("remembered", fact="lighter-next")


def journal(path, lines, a_day):
    """So many lines that end today, the oldest first."""
    chance, today = random.Random(1), datetime.datetime.now().replace(hour=6, minute=0, second=0, microsecond=0)
    some = random.Random(2)
    each = sum(len(list(session(today, 0, some))) for _ in range(500)) / 500
    count = round(lines / each)
    with open(path, "w") as log:
        log.write('{"v":1,"id":"first","at":"2020-01-01T09:00:00.000+01:00","event":"remembered","fact":"card","card":%d,"alone":true}\n' % CARD)
        written = 1
        for nth in range(count, -1, -1):
            at = today - datetime.timedelta(days=nth // a_day + 1) + datetime.timedelta(minutes=(nth % a_day) * (900 // a_day))
            for line in session(at, nth, chance):
                log.write(line + "\n")
                written += 1
    return written


def run(command, home):
    """Seconds, seconds of processor time and MiB of a command that ends by itself."""
    began = time.perf_counter()
    child = subprocess.Popen(command, env=env(home), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    most, ended = 0, 0
    while not ended:
        most = max(most, memory(child.pid))
        ended, status, usage = os.wait4(child.pid, os.WNOHANG)
        time.sleep(0 if ended else 0.002)
    took = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command} ended with {child.returncode}")
    return took, usage.ru_utime + usage.ru_stime, most


def memory(pid):
    """MiB that a process has held at the most; what the system says of a dead one counts this program, too."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    held = re.search(r"VmHWM:\s+(\d+)", status)
    return int(held[1]) / 1024 if held and "python" not in status.split("\n")[0] else 0


def first_character(command, home):
    """Seconds until something can be seen, seconds of processor time and MiB until then."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, {**env(home), "TERM": "xterm-256color"})
    seen = b""
    while not ESCAPES.sub(b"", seen):
        seen += os.read(terminal, 65536)
    took, most = time.perf_counter() - began, memory(child)
    used = sum(map(int, pathlib.Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    os.close(terminal)
    return took, used / os.sysconf("SC_CLK_TCK"), most


def touched(home):
    """The home, after somebody else has written to its log."""
    with open(pathlib.Path(home, "journal.jsonl"), "a") as log:
        log.write("\n")
    return home


def env(home):
    return {"HOME": home, "STENOSIS_ROUTINE_HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Europe/Berlin"}



def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    lines = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    a_day = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        homes = {}
        for name, count in (("small", 200), ("large", lines)):
            homes[name] = str(pathlib.Path(folder, name))
            os.mkdir(homes[name])
            log = pathlib.Path(homes[name], "journal.jsonl")
            written = journal(log, count, a_day)
            print(f"{name}: {written} lines, {log.stat().st_size / 1e6:.1f} MB")
        page = str(pathlib.Path(folder, "report.html"))
        measures = [
            ("progress", lambda home: run([program, "progress"], home)),
            ("progress --weeks 520", lambda home: run([program, "progress", "--weeks", "520", "--plain"], home)),
            ("report", lambda home: run([program, "report", "-o", page, "--force"], home)),
            ("journal", lambda home: run([program, "journal"], home)),
            ("start", lambda home: first_character([program, "start", "--mute"], home)),
            ("start, log changed", lambda home: first_character([program, "start", "--mute"], touched(home))),
        ]
        for what, measure in measures:
            taken = {name: [] for name in homes}
            if what == "start":
                # The log has just been made; whoever starts for the second time is measured.
                for home in homes.values():
                    measure(home)
            for _ in range(STARTS if what == "start" else TIMES):
                for name, home in homes.items():
                    taken[name].append(measure(home))
            middle = {name: [statistics.median(of) for of in zip(*all)] for name, all in taken.items()}
            said = [f"{took * 1000:8.1f} ms ({used * 1000:.0f}) {mib:5.1f} MiB" for took, used, mib in middle.values()]
            print(f"{what:22}" + "".join(f"{one:>32}" for one in said))
            (small, _, _), (large, _, mib) = middle.values()
            most = small * LONGER + AND_MS / 1000 if what == "start" else SECONDS
            wrong += large > most or mib > MIB
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
