#!/usr/bin/env python3
"""How far apart a phase is seen and heard.

    scripts/seen-and-heard.py [--seconds N] [--monitor NAME] [--press SECONDS:KEY ...] -- PROGRAM [ARGUMENT ...]

Runs PROGRAM, with a home of its own, in a pseudo-terminal, answers the questions of a first run (it
begins after 3 s) and presses other keys when told, records what the sound server plays, and puts
both on one clock. For each line that begins with "In." or "Out." it prints when the line was
written, when the tone that belongs to it was heard, and the difference in milliseconds.

Needs Python 3 and `parec` (Debian: pulseaudio-utils), and a PulseAudio or PipeWire server. The
monitor of the default sink is recorded where none is named.
"""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import time

RATE = 48000
LOUD = 0.01  # -40 dBFS: a tone
# The answers of a first run: none of these, no, no answer on pain, begin.
FIRST_RUN = [(1.5, "n"), (2.0, "n"), (2.5, "\r"), (3.0, " ")]
SILENT = int(0.015 * RATE)  # samples of silence that part two tones


def arguments(words):
    seconds, monitor, keys = 60.0, "@DEFAULT_MONITOR@", list(FIRST_RUN)
    while words and words[0] != "--":
        if words[0] == "--seconds" and len(words) > 1:
            seconds = float(words[1])
        elif words[0] == "--monitor" and len(words) > 1:
            monitor = words[1]
        elif words[0] == "--press" and len(words) > 1:
            when, _, key = words[1].partition(":")
            keys.append((float(when), key))
        else:
            sys.exit(__doc__)
        words = words[2:]
    if len(words) < 2:
        sys.exit(__doc__)
    return seconds, monitor, sorted(keys), words[1:]


def main():
    seconds, monitor, keys, command = arguments(sys.argv[1:])
    recorder = subprocess.Popen(
        ["parec", "--device", monitor, "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"],
        stdout=subprocess.PIPE,
    )
    home = tempfile.TemporaryDirectory()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["STENOSIS_ROUTINE_HOME"] = home.name
        os.execvp(command[0], command)
    samples, lines = record(recorder.stdout.fileno(), terminal, seconds, keys)
    os.kill(child, 15)
    recorder.terminate()
    os.waitpid(child, 0)
    recorder.wait()
    tell(heard(samples), lines)


def record(sound, terminal, seconds, keys):
    """Samples, the moment of the first one, and every line with the moment it was written."""
    began, text = time.monotonic(), b""
    data, first, lines = bytearray(), None, []
    while time.monotonic() - began < seconds:
        ready, _, _ = select.select([sound, terminal], [], [], 0.05)
        now = time.monotonic()
        while keys and now - began > keys[0][0]:
            os.write(terminal, keys.pop(0)[1].encode())
        if sound in ready:
            data += os.read(sound, 65536)
            # The shortest delay says best when the first sample was played.
            start = now - len(data) / 2 / RATE
            first = start if first is None else min(first, start)
        if terminal in ready:
            try:
                text += os.read(terminal, 65536)
            except OSError:
                break
            *whole, text = text.split(b"\n")
            lines += [(now, line.decode(errors="replace").strip()) for line in whole]
    return (first, data), lines


def heard(recording):
    """The moments at which tones begin."""
    first, data = recording
    samples = struct.unpack(f"<{len(data) // 2}h", data[: len(data) // 2 * 2])
    onsets, quiet = [], SILENT
    for index, sample in enumerate(samples):
        if abs(sample) > LOUD * 32768:
            if quiet >= SILENT:
                onsets.append(first + index / RATE)
            quiet = 0
        else:
            quiet += 1
    return onsets


def tell(onsets, lines):
    apart = []
    for written, line in lines:
        if not re.match(r"(In|Out)\.", line) or not onsets:
            continue
        tone = min(onsets, key=lambda onset: abs(onset - written))
        apart.append((tone - written) * 1000)
        print(f"{line[:32]:<34} heard {apart[-1]:+7.1f} ms after it is seen")
    if not apart:
        sys.exit("No phase was seen, or nothing was heard.")
    apart.sort()
    print(f"{len(apart)} phases: {apart[0]:+.1f} to {apart[-1]:+.1f} ms, median {apart[len(apart) // 2]:+.1f} ms")


if __name__ == "__main__":
    main()
