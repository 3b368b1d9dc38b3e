#!/usr/bin/env python3
"""How long `check` takes for files of 256 KiB that were damaged at random.

    scripts/slowest-check.py target/release/stenosis-routine [HOW-MANY] [SEED]

Prints the slowest ones, their processor time, what was done to them, and ends with 1 where one takes
a second or more, prints more than 64 KiB or a line of more than 200 columns, or is killed.
"""

import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import unicodedata

AT_MOST = 256 * 1024
PIECES = ["=", ".", "+", ",", ":", "-", "\\", "\\u", '"', "'", '"""', "[", "]", "[[", "{", "}", "{a=", "a.", "#", "\n", "\r", "\t", "0", "1s",
          "x\n", "k = 1\n", "[a]\n", "[[a]]\n", "[exercise]\n", "[[exercise]]\n", 'use = "belly-breath"\n', 'title = "x"\n', "phase = [{}]\n",
          "[library.b]\n", 'use = "b"\n', "[pose.c]\n", 'like = "c"\n', "\u0301", "\u200b", "\u200d", "é", "朝", "🙂"]


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def columns(line):
    wide = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line if not unicodedata.combining(c))
    return wide


def damaged(files, chance):
    """A valid file several times over, with pieces put in, pieces repeated or parts numbered; and what was done."""
    path = chance.choice(files)
    text, done = path.read_text(), [path.stem]
    text *= chance.choice([1, 1, 2, AT_MOST // len(text.encode())])
    for _ in range(chance.randint(1, 4)):
        piece = "".join(chance.choices(PIECES, k=chance.choice([1, 1, 1, 2, 3])))
        room = AT_MOST - len(text.encode())
        times = min(chance.choice([1, 1_000, AT_MOST]), max(room, 0) // (len(piece.encode()) + 6))
        if chance.random() < 0.2:
            put = "".join(f"k{nth}{piece}" for nth in range(times))
        else:
            put = piece * times
        at = chance.choice([0, len(text), text.rfind("\n", 0, chance.randint(1, len(text))) + 1, chance.randint(0, len(text))])
        text = text[:at] + put + text[at:]
        done.append(f"{times} × {piece!r} at {at}")
    return text.encode()[:AT_MOST], ", ".join(done)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    files = sorted(pathlib.Path(__file__).parent.parent.glob("routines/**/*.toml"))
    results, wrong = [], 0
    with tempfile.TemporaryDirectory() as folder:
        sent = pathlib.Path(folder, "sent.toml")
        for nth in range(count):
            content, done = damaged(files, chance)
            sent.write_bytes(content)
            before = used()
            run = subprocess.run([program, "check", sent.name], cwd=folder, capture_output=True, timeout=60,
                                 env={"STENOSIS_ROUTINE_HOME": folder})
            seconds, said = used() - before, run.stdout + run.stderr
            widest = max(map(columns, said.decode().splitlines()), default=0)
            results.append((seconds, nth, done))
            if run.returncode not in (0, 2) or seconds >= 1 or len(said) > 65536 or widest > 200:
                wrong += 1
                print(f"WRONG: exit {run.returncode}, {seconds:.2f} s, {len(said)} bytes, {widest} columns: {done}")
    for seconds, nth, done in sorted(results, reverse=True)[:5]:
        print(f"{seconds:.3f} s  number {nth}: {done}")
    print(f"{count} files, {wrong} wrong")
    sys.exit(wrong > 0)


main()
