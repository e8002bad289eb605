"""The part of `make bench` about the reminder sweep, with a database of its own."""

from __future__ import annotations

import json
import subprocess
import time

from bench_report import Goal
from surroundings import PYTHON, ROOT, manage, say

DATABASE = "hto_bench_sweep"
PEOPLE = 100_000
LINES = 50 * PEOPLE
MOST_TIMES = 1.5


def sweep_goals(bench):
    """Goals: how the sweep compares to the bare sum, and that its memory stays flat."""
    try:
        found = measured(bench)
    finally:
        words = [str(word) for word in module("database", "drop")]
        subprocess.run(words, env=bench.env_for(DATABASE), cwd=ROOT, capture_output=True)
    ratio = found["sweep"] / found["bare"]
    title = (
        f"reminder sweep, {PEOPLE:,} people, {LINES:,} lines: {found['sweep']:.2f} s, "
        f"bare aggregate: {found['bare']:.2f} s, peak memory {found['peak']:.0f} MB, ratio"
    )
    return [Goal(title, ratio, MOST_TIMES, "times")]


def measured(bench):
    started = time.monotonic()
    bench.call(DATABASE, module("database", "create"))
    bench.call(DATABASE, manage("migrate", "-v", "0"))
    bench.call(DATABASE, module("database", "fill", PEOPLE, "sweep.sql"))
    say(f"{PEOPLE:,} people who all run, {LINES:,} lines: {time.monotonic() - started:.1f} s")
    script = "from tests.bench import sweep; sweep.main()"
    return json.loads(bench.call(DATABASE, manage("shell", "--no-imports", "-c", script)))


def module(name, *words):
    return [PYTHON, "-m", f"tests.bench.{name}", *words]
