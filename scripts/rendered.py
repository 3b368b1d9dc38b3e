#!/usr/bin/env python3
"""Whether every routine is written to a sound file as it is laid out, how fast, and in how much memory.

    scripts/rendered.py PROGRAM [NAME or PATH ...]

Renders each routine (all that come with the program, where none is named) as WAV and as FLAC, in a folder in
memory where there is one. Says of each: whether its length is that of `show --json` to the sample; how many
samples at most a cue is off its place there, by the waveform of the first cue of its kind; whether `flac`
decodes the FLAC to the samples of the WAV; the time that WAV takes, beside that of sox for a faded sine of
the same length; and the most memory of both.

Needs Python 3 with numpy, flac and sox.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import wave

import numpy as np

RATE = 48000
TONE = int(0.06 * RATE)


def run(command):
    """Wall time in seconds and peak memory in MiB of a command that has to succeed."""
    began, peak = time.monotonic(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    # What the kernel says at the end counts this script, too, which was there before the command was.
    while child.poll() is None:
        with open(f"/proc/{child.pid}/status") as status:
            lines = [line for line in status if line.startswith("VmHWM:")]
        peak = max([peak, *(int(line.split()[1]) for line in lines)])
        time.sleep(0.002)
    if child.returncode:
        sys.exit(f"{' '.join(command)}: status {child.returncode}")
    return time.monotonic() - began, peak / 1024


def whole(command):
    found = subprocess.run(["which", command[0]], capture_output=True, text=True).stdout.strip()
    return [found or command[0], *command[1:]]


def samples(path):
    with wave.open(path) as sound:
        assert sound.getframerate() == RATE
        return np.frombuffer(sound.readframes(-1), "<i2").reshape(-1, sound.getnchannels())[:, 0]


def kind(cue):
    return (cue["kind"], cue.get("breath"), cue["length_ms"], cue.get("hold"))


def farthest(sound, cues):
    """How many cues were looked at, and the most samples that one begins beside its place."""
    first, count, most = {}, 0, 0
    for cue in cues:
        at = cue["at_ms"] * RATE // 1000
        piece = sound[at : at + TONE].astype(float)
        if cue["kind"] != "phase" or (piece**2).sum() < 1e6:
            continue
        heard = int(np.nonzero(np.abs(sound[max(0, at - TONE) : at + TONE]) > 0)[0][0]) - min(at, TONE)
        wanted = first.setdefault(kind(cue), piece)
        around = sound[at - 50 : at + TONE + 50].astype(float)
        places = [((around[k : k + TONE] - wanted) ** 2).sum() for k in range(101)]
        most = max(most, abs(int(np.argmin(places)) - 50), -min(heard, 0) if count == 0 else 0)
        count += 1
    return count, most


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    if not names:
        listed = subprocess.run([program, "list"], capture_output=True, check=True, text=True).stdout
        names = re.findall(r"^([a-z0-9-]+) +\d+:\d\d  ", listed, re.MULTILINE)
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    print("routine                 minutes  length  cues  off  flac   WAV s   sox s  times  MiB WAV  FLAC")
    for name in names:
        shown = json.loads(subprocess.run([program, "show", name, "--json"], capture_output=True, check=True).stdout)
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            wav, flac, sine, decoded = (f"{folder}/{x}" for x in ("a.wav", "a.flac", "s.wav", "d.wav"))
            seconds = shown["total_ms"] / 1000
            sox = whole(["sox", "-n", "-r", str(RATE), "-c", "1", "-b", "16", sine, "synth", str(seconds),
                         "sine", "660", "fade", "t", "0.01", str(seconds), "0.01", "gain", "-6"])
            took, theirs, peak = [], [], 0
            for _ in range(5):
                for path in (wav, sine):
                    if os.path.exists(path):
                        os.remove(path)
                ours, used = run([program, "render", name, "-o", wav])
                took.append(ours)
                peak = max(peak, used)
                theirs.append(run(sox)[0])
            _, flac_peak = run([program, "render", name, "-o", flac])
            subprocess.run(["flac", "-s", "-d", "-f", "-o", decoded, flac], check=True)
            sound = samples(wav)
            exact = len(sound) == shown["total_ms"] * RATE // 1000
            same = np.array_equal(sound, samples(decoded))
            count, most = farthest(sound, shown["cues"])
        ours, sox_took = float(np.median(took)), float(np.median(theirs))
        print(f"{os.path.basename(name):<22}  {seconds / 60:7.1f}  {'exact' if exact else len(sound)!s:>6}  {count:4}  {most:3}  "
              f"{'same' if same else 'OTHER':>5}  {ours:6.3f}  {sox_took:6.3f}  {sox_took / ours:5.1f}  {peak:7.1f}  {flac_peak:4.1f}")


if __name__ == "__main__":
    main()
