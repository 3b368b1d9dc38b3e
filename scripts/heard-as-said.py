#!/usr/bin/env python3
"""Whether a spoken session is heard as it was laid out.

    scripts/heard-as-said.py RECORDING.wav NAME PROGRAM

RECORDING.wav holds what a sound server played during

    PROGRAM start NAME --as-written --hands-free --plain --volume 10 --voice < /dev/null

recorded at 48,000 samples a second, with espeak-ng as the engine. The tones are compared with those that
`render NAME` writes, by the times of `show NAME --json`: how far each is from its place. Each sentence of
`cargo run --example spoken NAME` is then looked for by the waveform that espeak-ng makes of it: how well
it fits, raw and with the tones taken away that lie under it, where it ends, and how long before the next
phase or mark. Lines of guidance differ from day to day and are left out.

Needs Python 3 with numpy, espeak-ng, and cargo.
"""

import json
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

RATE = 48000
ROOT = Path(__file__).resolve().parent.parent


def samples(file):
    with wave.open(file) as sound:
        data = np.frombuffer(sound.readframes(-1), "<i2").astype(np.float64) / 32768
        return data.reshape(-1, sound.getnchannels())[:, 0]


def best_place(recording, wanted, about, around):
    """Where `wanted` fits best, near a place, and how well."""
    low = max(0, about - around)
    piece = recording[low : about + around + len(wanted)]
    if len(piece) < len(wanted):
        return None, 0.0
    size = 1 << (len(piece) + len(wanted)).bit_length()
    cross = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(wanted, size)), size)
    count = len(piece) - len(wanted) + 1
    power = np.concatenate(([0.0], np.cumsum(piece**2)))
    power = power[len(wanted) : len(wanted) + count] - power[:count]
    fit = cross[:count] / np.sqrt(np.maximum(power * (wanted**2).sum(), 1e-12))
    place = int(np.argmax(fit))
    return low + place, float(fit[place])


def engine(words, rate):
    command = ["espeak-ng", "--stdin", "--stdout", "-v", "en", "-s", str(rate)]
    wav = subprocess.run(command, input=(words + "\n").encode(), capture_output=True, check=True).stdout
    sound = np.frombuffer(wav[44 : len(wav) // 2 * 2], "<i2").astype(np.float64) / 32768
    heard = np.nonzero(np.abs(sound) > 0.003)[0]
    sound = sound[heard[0] : heard[-1] + 1]
    places = np.arange(int(len(sound) * RATE / 22050)) * 22050 / RATE
    return np.interp(places, np.arange(len(sound)), sound)


def without_tones(piece, tones):
    """The stretch with as much of the tones taken away as fits it best."""
    power = (tones**2).sum()
    return piece if power < 1e-9 else piece - tones * (piece * tones).sum() / power


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    recording, name, program = samples(sys.argv[1]), sys.argv[2], sys.argv[3]
    shown = json.loads(subprocess.run([program, "show", name, "--json"], capture_output=True, check=True).stdout)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tones.wav"
        subprocess.run([program, "render", name, "-o", path], capture_output=True, check=True)
        tones = samples(path)
    cues = shown["cues"]
    silent = {"setup", "end"}
    marks = [cue["at_ms"] for cue in cues if cue["kind"] not in silent]
    # One offset for all: the first count-in, which has no speech before it. It sounds like those that follow,
    # so it is looked for in the first 20 s only.
    phase = next(cue for cue in cues if cue["kind"] == "lead-in")
    at = phase["at_ms"] * RATE // 1000
    zero, fit = best_place(recording, tones[at : at + 3 * RATE], at + 10 * RATE, 10 * RATE)
    zero -= at
    print(f"session begins {zero / RATE:.3f} s into the recording (fit {fit:.3f})")

    late = []
    for cue in cues:
        at = cue["at_ms"] * RATE // 1000
        wanted = tones[at : at + int(0.035 * RATE)]
        if cue["kind"] in silent or (wanted**2).sum() < 0.01:
            continue
        place, _ = best_place(recording, wanted, zero + at, int(0.012 * RATE))
        late.append(((place - zero - at) * 1000 / RATE, cue["at_ms"]))
    off = np.array([ms for ms, _ in late])
    worst = max(late, key=lambda one: abs(one[0] - np.median(off)))
    print(f"{len(off)} tones: median {np.median(off):+.2f} ms, from {off.min():+.2f} to {off.max():+.2f} ms "
          f"(farthest at {worst[1] / 1000:.3f} s)")

    command = ["cargo", "run", "--quiet", "--offline", "--locked", "--example", "spoken", name]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    raw, clean, left, moved, lost, before = [], [], [], [], [], 0.0
    for line in lines:
        begin, _, _, rate, rank, words = line.split("\t")
        if rate == "-" or rank == "Guidance":
            continue
        wanted = engine(words, rate)
        about = zero + int(begin) * RATE // 1000
        # Lines of guidance move what is said in the same rest.
        place, fit = best_place(recording, wanted, about, RATE // 4 if rank == "Movement" else 6 * RATE)
        if fit < 0.5:
            lost.append((int(begin) / 1000, round(fit, 2), words))
            continue
        piece = recording[place : place + len(wanted)]
        under = tones[place - zero : place - zero + len(wanted)]
        under = np.pad(under, (0, len(piece) - len(under)))
        free = without_tones(piece, under)
        clean.append((free * wanted).sum() / np.sqrt((free**2).sum() * (wanted**2).sum()))
        raw.append((fit, words))
        starts, ends = (place - zero) / RATE * 1000, (place - zero + len(wanted)) / RATE * 1000
        following = [mark for mark in marks if mark > starts + 1]
        left.append(((following[0] if following else shown["total_ms"]) - ends, words))
        moved.append(starts - before)
        before = ends
    fits = np.array([fit for fit, _ in raw])
    print(f"{len(fits)} sentences: correlation raw at least {fits.min():.3f} (median {np.median(fits):.3f}, "
          f"{(fits < 0.95).sum()} below 0.95), tones taken away at least {min(clean):.3f}")
    print(f"the nearest to its next mark ends {min(left)[0]:.0f} ms before it: {min(left)[1]}")
    print(f"the least time between two sentences: {min(moved):.0f} ms; loudest sample {np.abs(recording).max():.3f}")
    for begin, fit, words in lost:
        print(f"not found at {begin:.3f} s (fit {fit}): {words}")
    for fit, words in sorted(raw)[:5]:
        print(f"  {fit:.3f}  {words}")


if __name__ == "__main__":
    main()
