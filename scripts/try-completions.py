#!/usr/bin/env python3
"""Presses Tab in real shells: bash, zsh and fish, each through a terminal of its own.

    scripts/try-completions.py target/debug/stenosis-routine [SHELL ...]

Types a line and Tab, and looks for what has to be on the screen. A shell that is not installed is
named, and makes the script fail. Needs Python and nothing else.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

# What is typed before Tab, what has to be there after it, and what must not.
CASES = [
    ("sta", ["start "], []),
    ("", ["preview", "journal", "check"], ["complete "]),
    ("start ", ["daily-5", "seated-cat-cow", "my-morning", "sent.toml"], ["notes.txt"]),
    ("start seated-ca", ["start seated-cat-cow"], []),
    ("start sub/", ["sub/inner.toml"], []),
    ("start --", ["--lighter", "--volume"], []),
    ("start --lighter dai", ["daily-"], []),
    ("start daily-5 --hands", ["--hands-free"], []),
    ("show knees-t", ["show knees-to-chest"], []),
    ("edit my-m", ["edit my-morning"], []),
    ("share my-m", ["share my-morning"], []),
    ("remove ", ["my-morning"], ["daily-5"]),
    ("new evening --from core", ["--from core-drills"], []),
    ("check se", ["sent.toml"], []),
    ("add sen", ["add sent.toml"], []),
    ("share my-morning -o sen", ["-o sent.toml"], []),
    ("profile set kn", ["profile set knee"], []),
    ("profile set knee not", ["knee not-sure"], []),
    ("journal add w", ["journal add walk"], []),
    ("help journal add cy", ["help journal add cycling"], []),
    ("completions zs", ["completions zsh"], []),
    ("man --dir su", ["--dir sub/"], []),
]

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {script}\n"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; source {script}\n"),
    "fish": (["fish", "--no-config", "-i"], "source {script}\n"),
}


class Terminal:
    """A shell in a folder of its own, seen as the bytes that it sends."""

    def __init__(self, command, folder, environment):
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        import fcntl, struct, termios
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))

    def type(self, keys):
        os.write(self.fd, keys.encode())

    def read(self, quiet, at_most=6.0):
        """Everything until nothing came for so many seconds."""
        seen, end = b"", time.monotonic() + at_most
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                break
            try:
                new = os.read(self.fd, 65536)
            except OSError:
                break
            # fish asks what the terminal is.
            if b"\x1b[c" in new or b"\x1b[0c" in new:
                os.write(self.fd, b"\x1b[?62;c")
            seen += new
        return plain(seen.decode(errors="replace"))

    def close(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.fd)


def plain(text):
    """Without colours, movements and titles."""
    text = re.sub(r"\x1b\][^\x07\x1b]*(\x07|\x1b\\)", "", text)
    text = re.sub(r"\x1b\[[0-9;?>]*[A-Za-z]", "", text)
    text = re.sub(r"\x1b[()][A-Z0-9]|\x1b[=>]", "", text)
    text = text.replace("\a", "")
    while "\x08" in text:
        text = re.sub(r"[^\x08]?\x08", "", text, count=1)
    return text


def prepare(folder, program):
    home = os.path.join(folder, "home")
    os.makedirs(os.path.join(home, "routines"))
    os.makedirs(os.path.join(folder, "sub"))
    os.makedirs(os.path.join(folder, "bin"))
    os.symlink(os.path.abspath(program), os.path.join(folder, "bin", "stenosis-routine"))
    routine = 'format = 1\ntitle = "Mine"\n\n[[exercise]]\nuse = "belly-breath"\n'
    for name in ["home/routines/my-morning.toml", "sent.toml", "sub/inner.toml", "notes.txt"]:
        with open(os.path.join(folder, name), "w") as file:
            file.write(routine)
    return {
        "HOME": folder,
        "PATH": os.path.join(folder, "bin") + ":" + os.environ["PATH"],
        "STENOSIS_ROUTINE_HOME": home,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PS1": "$ ",
    }


def try_shell(shell, program):
    command, setting_up = SHELLS[shell]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(folder, program)
        script = os.path.join(folder, "script")
        with open(script, "wb") as file:
            file.write(subprocess.run([program, "completions", shell], check=True, capture_output=True).stdout)
        for typed, wanted, unwanted in CASES:
            terminal = Terminal(command, folder, environment)
            terminal.read(0.5)
            terminal.type(setting_up.format(script=script) + "echo set''up\n")
            # A busy machine takes its time.
            for _ in range(20):
                if "setup" in terminal.read(0.5):
                    break
            terminal.type(f"stenosis-routine {typed}\t")
            seen = terminal.read(0.5)
            # The second Tab lists what fits, where it is more than one.
            terminal.type("\t")
            seen += terminal.read(0.4)
            terminal.close()
            missing = [word for word in wanted if word not in seen]
            too_much = [word for word in unwanted if word in seen]
            if missing or too_much:
                wrong += 1
                print(f"{shell}: {typed!r}: missing {missing}, too much {too_much}\n{seen}\n")
    print(f"{shell}: {len(CASES) - wrong} of {len(CASES)} as they should be")
    return wrong


def main():
    program = sys.argv[1]
    wrong = 0
    for shell in sys.argv[2:] or SHELLS:
        if shutil.which(shell) is None:
            print(f"{shell}: not installed")
            wrong += 1
            continue
        wrong += try_shell(shell, program)
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    main()
