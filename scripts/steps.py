"""Steps with one line each: "[3/7] Front end ... 2.1 s"."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

from processes import Stopped
from surroundings import ROOT, Refusal, log_dir, say

UP_TO_DATE = "up to date"
# The settings refuse a wrong value with a sentence; what Python prints above it helps nobody.
REFUSED_BY_SETTINGS = "django.core.exceptions.ImproperlyConfigured: "


class Steps:
    """Runs functions `work(steps)` in order; the text one returns is shown instead of seconds."""

    def __init__(self, children, env, works, log="setup.log"):
        self.children = children
        self.env = env
        self._works = works
        self._log = log_dir(env) / log
        self._log.write_bytes(b"")

    def run_all(self):
        """Stops at the first failure with Refusal."""
        for failure in self._each():
            raise failure

    def run_each(self):
        """Runs all of them, shows each failure, and returns how many failed."""
        failures = 0
        for failure in self._each():
            say(str(failure))
            failures += 1
        return failures

    def _each(self):
        for number, (title, work) in enumerate(self._works, 1):
            self._line = f"[{number}/{len(self._works)}] {title} ..."
            self._started = time.monotonic()
            print(self._line, end="", flush=True)
            try:
                remark = work(self)
            except Stopped:
                self._finish("stopped")
                raise
            except Refusal as failure:
                self._finish("failed")
                yield failure
            else:
                self._finish(remark or f"{self._seconds():.1f} s")

    def call(self, command, **env):
        """Run one command of the current step; its output is shown only when it fails."""
        start_of_output = self._log.stat().st_size
        if code := self.ask(command, **env):
            output = self._log.read_bytes()[start_of_output:].decode(errors="replace").rstrip()
            _before, refused, sentence = output.rpartition(REFUSED_BY_SETTINGS)
            if refused:
                raise Refusal(sentence)
            words = " ".join(str(word) for word in command)
            raise Refusal(f"{output}\n{words}: exit code {code}".lstrip())

    def ask(self, command, **env):
        """Run one command and return its exit code."""
        env = {**self.env, **env}
        return self.children.run("step", command, log=self._log, env=env, cwd=ROOT, tick=self._tick)

    def is_done(self, name, digest, *, folder=None):
        """Whether the step was done before on inputs with this digest."""
        stamp = self._stamp(name, folder)
        return stamp.is_file() and stamp.read_text(encoding="ascii") == digest

    def mark_done(self, name, digest, *, folder=None):
        stamp = self._stamp(name, folder)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest, encoding="ascii")

    def _stamp(self, name, folder):
        return (folder or Path(self.env["VAR_DIR"]) / "stamps") / f"{name}.sha256"

    def _seconds(self):
        return time.monotonic() - self._started

    def _tick(self):
        if sys.stdout.isatty():
            print(f"\r{self._line} {self._seconds():.0f} s ", end="", flush=True)

    def _finish(self, remark):
        start = f"\r{self._line}" if sys.stdout.isatty() else ""
        say(f"{start} {remark}")


def digest(files, *extra):
    """One digest for the names and contents of these files and any further texts."""
    total = hashlib.sha256(repr(extra).encode())
    for file in sorted(files):
        total.update(f"\0{os.path.relpath(file, ROOT)}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()
