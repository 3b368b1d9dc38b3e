#!/usr/bin/env python3
"""The licences of all that is built into the program, as one text: each text once, with the crates
that have it.

    scripts/licence-notices.py TARGET > THIRD-PARTY-LICENCES.txt

A crate may be used under any one of the licences that it offers; MIT is taken where it is offered.
"""

import json
import pathlib
import re
import subprocess
import sys

NAMES = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def built_in(target):
    """Name and version of every crate whose code is in the program for this target."""
    tree = run(
        "cargo", "tree", "--locked", "--edges=normal,no-proc-macro", "--prefix=none",
        f"--target={target}", "--format={p}",
    )
    crates = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
    return {(name, version.lstrip("v")) for name, version in crates}


def texts_of(package):
    """The texts of a crate's licences: the MIT one alone, where there is a choice."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(file for file in folder.iterdir() if file.is_file() and NAMES.match(file.name))
    offered = package["license"] or ""
    mit = [file for file in files if "mit" in file.name.lower()]
    if " OR " in offered.replace("/", " OR ") and "MIT" in offered and mit:
        # A notice is asked for by Apache-2.0 only.
        files = mit
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files]


def main():
    (target,) = sys.argv[1:]
    metadata = json.loads(run(
        "cargo", "metadata", "--locked", "--format-version=1", f"--filter-platform={target}",
    ))
    wanted = built_in(target)
    members = set(metadata["workspace_members"])
    packages = [one for one in metadata["packages"] if (one["name"], one["version"]) in wanted]
    packages = [one for one in packages if one["id"] not in members]
    packages.sort(key=lambda one: (one["name"], one["version"]))
    by_text = {}
    for package in packages:
        called = f"{package['name']} {package['version']}"
        texts = texts_of(package)
        if not texts:
            link = package.get("repository") or package.get("homepage") or "crates.io"
            texts = [f"{package['license']}. The crate brings no text of it; see {link}"]
        for text in texts:
            plain = " ".join(text.split())
            by_text.setdefault(plain, (text, []))[1].append(called)
    print("What is built into stenosis-routine besides its own code, and under which licences.")
    print("Each text stands here once, below the names of the crates that come with it.")
    # MPL-2.0 asks for this of the crates that have it.
    print("The source of each, as it was built in, is at https://crates.io/crates/NAME/VERSION.")
    print("\nThe standard library of Rust (https://www.rust-lang.org) is built in, under MIT or")
    print("Apache-2.0; where the target is one of musl, so is musl (https://musl.libc.org), under MIT.")
    for text, crates in sorted(by_text.values(), key=lambda one: one[1]):
        print("\n" + "-" * 78)
        for crate in crates:
            print(crate)
        print(f"\n{text}")


main()
