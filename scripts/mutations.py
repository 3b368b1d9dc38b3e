#!/usr/bin/env python3
"""Breaks the program on purpose, one small thing at a time, and looks whether a test notices.

    scripts/mutations.py [--list] [--all] [--cases N] [NAME_OR_FILE ...]

Each entry of scripts/mutations.json names a file, the text in it that becomes another one, and what it becomes. The
file is changed, `cargo test` runs until the first test fails, and the file is put back as it was. With names, or
beginnings of names or of files, only those are tried; `--list` tries none and says which still fit their file.

An entry with `equivalent` changes nothing that a test could see, and says why; only `--all` tries it too.

A mutation takes as long as a build and the tests: half a minute to some minutes. Exit code 1 where one lives, or does
not fit its file any more. Needs Python 3; works in the folder that it stands in, so nothing else should be built there
meanwhile. With cargo-nextest installed, tests end with the first that fails.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "mutations.json"
NEXTEST = ["cargo", "nextest", "run", "--offline", "--locked", "--fail-fast"]
PLAIN = ["cargo", "test", "--offline", "--locked", "--quiet"]
AT_MOST = 900


def broken(mutation):
    """The file's path, its text, and the text that the mutation makes of it; nothing where it does not fit once."""
    path = ROOT / mutation["file"]
    text = path.read_text() if path.exists() else ""
    if text.count(mutation["old"]) != 1:
        return None
    return path, text, text.replace(mutation["old"], mutation["new"])


def tests(cases):
    """How the tests end: "killed", "lived", or "does not build"; and the first that failed."""
    usual = NEXTEST if shutil.which("cargo-nextest") else PLAIN
    env = dict(os.environ, INSTA_UPDATE="no", PROPTEST_CASES=str(cases), CARGO_TERM_COLOR="never")
    try:
        run = subprocess.run(usual, cwd=ROOT, env=env, capture_output=True, text=True, timeout=AT_MOST)
    except subprocess.TimeoutExpired:
        return "killed", "it never ends"
    said = run.stdout + run.stderr
    if "could not compile" in said:
        return "does not build", ""
    failed = [line.strip() for line in said.splitlines() if line.strip().startswith(("FAIL", "TIMEOUT", "SIG", "test "))]
    failed = [line for line in failed if not line.endswith("ok")]
    return ("killed" if run.returncode else "lived"), (failed or [""])[0]


def tried(mutation, cases):
    fits = broken(mutation)
    if fits is None:
        return "does not fit", ""
    path, text, changed = fits
    try:
        path.write_text(changed)
        return tests(cases)
    finally:
        path.write_text(text)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--list", action="store_true")
    options.add_argument("--all", action="store_true")
    options.add_argument("--cases", type=int, default=40, help="cases of each property")
    options.add_argument("only", nargs="*", metavar="NAME_OR_FILE")
    asked = options.parse_args()
    begins = tuple(asked.only) or ("",)
    mutations = [one for one in json.loads(LIST.read_text()) if one["name"].startswith(begins) or one["file"].startswith(begins)]
    bad = 0
    for mutation in mutations:
        began = time.monotonic()
        if "equivalent" in mutation and not asked.all:
            continue
        if asked.list:
            how, why = ("fits", "") if broken(mutation) else ("does not fit", "")
        else:
            how, why = tried(mutation, asked.cases)
        bad += how in ("lived", "does not fit") and "equivalent" not in mutation
        print(f"{mutation['name']:<32} {how:<14} {time.monotonic() - began:>4.0f} s  {why}"[:140], flush=True)
    print(f"{len(mutations)} mutations, {bad} to look at.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
